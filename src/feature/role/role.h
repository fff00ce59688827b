/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The people of a location: who has which role there, from which day and until which. A manager gives roles and ends them on a
 * date; the access sets follow in the same change, and what somebody has open closes when nothing holds any more (T16).
 *
 * Only roles of the location itself are given here. Administrators and a bureau of all places are the operator's
 * (`samenspel user add`); guardians come with their children, a partner is invited at the child (feature/partner/partner.h).
 *
 * A location is either one with groups or the place of a childminder (R209), who has no colleagues: which roles are offered
 * follows from it. A location without groups becomes a childminder's with the first one.
 */
#ifndef FEATURE_ROLE_ROLE_H
#define FEATURE_ROLE_ROLE_H

#include "access/session.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum role_kind {
    ROLE_PROFESSIONAL, /* on a group */
    ROLE_STAND_IN,     /* on a group, for a day or some days: sees what the shift needs (R045) */
    ROLE_STUDENT,      /* on a group, the same */
    ROLE_COACH,        /* of the whole location */
    ROLE_MANAGER,      /* of the location */
    ROLE_COMMITTEE,    /* member of the parents' committee: no child, no group */
    ROLE_CHILDMINDER,  /* works here alone */
    ROLE_BUREAU,       /* of the childminder: sees what she shares */
    ROLE_KIND__MAX
};

/* A role that is given, or gets another end. Texts live in the request's arena. */
struct role_write {
    enum role_kind kind;
    struct location_id location;
    struct group_id group;   /* of the location; only for the first three */
    struct person_id person; /* 0: found by e-mail, or new */
    struct text given_name;  /* of a new person */
    struct text family_name;
    struct text email;    /* trimmed, not empty for who is not known yet */
    struct text language; /* of the pages of a new person */
    struct date from;
    struct date until; /* exclusive; DATE_FOREVER for open */
    struct date today;

    /* Filled by the change: whose open pages are told to ask again. */
    struct session_ids sessions;
    struct session_id *session_copy; /* in the request's arena */
    struct arena *arena;
};

/*
 * In a change: gives the role, adding the person when the address is new. STATUS_NOT_FOUND for a group of another location,
 * or when the actor does not manage the location; STATUS_INVALID when it ends before it begins, without name or address, or for a
 * role that such a location does not have.
 */
int role_give(struct change *change, void *write) MUST_CHECK;

/* In a change: lets a role that began on `from` end on `until`. STATUS_NOT_FOUND when there is none; STATUS_DENIED for one's own
 * role as a manager: somebody else does that, so that no location is left without. */
int role_end(struct change *change, void *write) MUST_CHECK;

extern const struct routes role_routes;

struct address url_role_people(struct arena *arena, struct location_id location);
struct address url_role_end(struct arena *arena, struct location_id location);

#endif
