/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who looks: the person behind a request, as the gate found her by her session. It is made once a request in
 * the request's arena and never changes; request->viewer is NULL while nobody is signed in.
 *
 * What she is depends on the child, so there is no role here: ask viewer->scope, which the gate filled for
 * the object of the route's rule, or access/rule.h for another object. viewer_roles is for the way through
 * the program only (which links to offer).
 */
#ifndef ACCESS_VIEWER_H
#define ACCESS_VIEWER_H

#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "i18n/language.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;
struct zone;

struct viewer {
    struct organisation_id organisation;
    struct person_id person;
    struct session_id session;
    int64_t session_until_at; /* when the session ends if nothing more is asked; for live streams */
    struct text given_name;
    struct text family_name;
    struct text organisation_name;
    struct words_choice choice; /* language of the person, country and je or u of the organisation */
    struct zone *zone;          /* of the organisation; borrowed, safe in all threads */
    struct date today;          /* in that zone, at the request's now_at */
    bool demo;                  /* the organisation is a demo */
    bool staff;              /* has a role other than guardian: a second factor, a shorter session (access/session.h) */
    bool has_factor;         /* has an app for one-time codes */
    bool has_passkey;        /* has a passkey: while factor_due she shows that, and sets up nothing else */
    bool factor_due;         /* the second factor is still to be shown: only routes `.before_factor` are open */
    bool confirmed;          /* showed who they are within SESSION_CONFIRM_MINUTES */
    int confirmed_by;        /* enum session_proof */
    bool over;               /* in a refusal: all she had here has ended (access_is_over) */
    struct tablet_id tablet; /* of a group, on which they work (T21): reaches its group alone; 0: an own device */
    struct group_id tablet_group; /* whose tablet it is */
    int64_t lock_ms; /* without a touch, and the tablet locks, also for an own account on it; 0: an own device */
    bool not_here;   /* in a refusal: this is not for a tablet */

    /* The object of the route's rule, 0 where the rule has none. */
    int64_t scope;               /* bits of access/scope.h that hold for it today */
    struct child_id child;       /* RULE_CHILD: the child; RULE_ENTRY: the entry's child */
    struct group_id group;       /* RULE_GROUP */
    struct location_id location; /* RULE_LOCATION */
};

/* What a person is anywhere in the organisation today. */
struct viewer_roles {
    bool guardian;     /* of at least one child, not with scope 'none' */
    bool professional; /* on at least one group, stand-ins and students too */
    bool mentor;       /* of at least one child */
    bool manager;      /* of a location or of the organisation */
    bool coach;        /* of a group, a location or the organisation */
    bool childminder;  /* at a location of her own */
    bool bureau;       /* of childminders */
    bool committee;    /* member of the parents' committee of a location */
    bool partner;      /* invited for a child */
};

/* Reads the roles, an index probe each. STATUS_FAILED when the database does not answer. */
int viewer_roles(struct db *db, struct arena *arena, const struct viewer *viewer, struct viewer_roles *ret_roles);

#endif
