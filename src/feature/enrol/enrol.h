/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Children by hand, for those without a planning package: a child comes to a group on days of the week, has guardians and a
 * mentor, and leaves on a date. What the roster file does for a thousand children this does for one; both write through
 * access/people.h, and a child of the roster may be changed here until the next file says otherwise.
 *
 * Who manages the child's group does this. Everything goes by the location and not by the child, because a child that comes
 * next month is in nobody's set yet. Who is a guardian of the child asks a colleague (R243: one home does not decide about
 * the other). A childminder enrols children at her own place, whose mentor she is by herself (R209).
 */
#ifndef FEATURE_ENROL_ENROL_H
#define FEATURE_ENROL_ENROL_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum {
    ENROL_NAME_MAXIMUM = 80,    /* characters */
    ENROL_EMAIL_MAXIMUM = 320,  /* */
    ENROL_PHONE_MAXIMUM = 40,   /* */
    ENROL_CALLED_MAXIMUM = 60,  /* */
    ENROL_LIST_MAXIMUM = 1000,  /* children on one page */
    ENROL_GUARDIANS_MAXIMUM = 8 /* of one child */
};

/* One form. What a form does not have is 0; texts are trimmed, never null, and live as long as the request. */
struct enrol_write {
    struct location_id location;
    struct child_id child;         /* 0: a new one; filled when it was made */
    struct group_id group;         /* of the location */
    struct placement_id placement; /* of the one that ends */
    struct person_id person;       /* who becomes mentor */
    int64_t weekdays;              /* bit 0 Monday ... bit 6 Sunday, at least one */
    struct date from, until;       /* until is exclusive, DATE_FOREVER for open */
    struct text given_name, family_name;
    struct date born;
    struct text allergies;
    struct text email, phone, called, language;
    int64_t home;
    bool authority;
    bool known; /* filled: the guardian has an account already, whose name and telephone stay as they are */
    struct date today;
};

/*
 * In a change. STATUS_NOT_FOUND for a group, child or placement that the actor does not manage at this location;
 * STATUS_DENIED, with a word, about the own family. Each writes an audit row about the child.
 *
 * child_add: a child with its first placement. placement_add: another group, or other days from a date on.
 * placement_end: the last day; nothing is lost, and access ends with it (T16). guardian_add: a new person, or the one
 * with that address; STATUS_CONFLICT when she is a guardian already, STATUS_INVALID when the home is not free.
 * mentor: STATUS_INVALID for somebody who does not work on a group of the child.
 */
int enrol_child_add(struct change *change, void *write) MUST_CHECK;
int enrol_placement_add(struct change *change, void *write) MUST_CHECK;
int enrol_placement_end(struct change *change, void *write) MUST_CHECK;
int enrol_guardian_add(struct change *change, void *write) MUST_CHECK;
int enrol_mentor(struct change *change, void *write) MUST_CHECK;

extern const struct routes enrol_routes;

struct address url_enrol(struct arena *arena, struct location_id location);
struct address url_enrol_child(struct arena *arena, struct location_id location, struct child_id child);
struct address url_enrol_placement(struct arena *arena, struct location_id location, struct child_id child);
struct address url_enrol_end(struct arena *arena, struct location_id location, struct child_id child);
struct address url_enrol_guardian(struct arena *arena, struct location_id location, struct child_id child);
struct address url_enrol_mentor(struct arena *arena, struct location_id location, struct child_id child);

#endif
