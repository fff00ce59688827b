/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What waits for a member of staff: "look at the new telephone number of Aylin". A task stands in the transaction of the
 * change that causes it, and closing it writes down who did. A task holds no words of a person, only where to go: what has
 * to be decided stands on the page of its kind, past that page's own gate.
 *
 * Kinds are data: one line in kind.c with a name, a word, who sees it and the page to go to. Nobody is counted and nothing
 * nags: the list says what there is and for how long, no figures.
 *
 * A quiet kind is a note and no task: the list shows it below, without a day, and no board is told that something waits (R101).
 *
 * Who sees a task: whoever has one of the bits of its kind for its child (or its group, or a group of its location), except
 * for a child of her own: a professional who is also a guardian does not decide about her own family, and sees nothing here
 * of the child's other home (R243). A stand-in or student has no tasks: these are the team's (R045).
 */
#ifndef FEATURE_TASK_TASK_H
#define FEATURE_TASK_TASK_H

#include "access/rule.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"

#include <stdbool.h>

struct change;
struct db;

enum task_kind {
    TASK_CONTACT,      /* a guardian's own contact data; object: the proposal (feature/family) */
    TASK_COLLECTOR,    /* somebody who may collect, or may not any more; object: the proposal */
    TASK_CUSTODY,      /* authority, homes, agreements; object: the proposal */
    TASK_DATA_REQUEST, /* a guardian asks for names, a correction or an erasure; object: the request (feature/privacy) */
    TASK_MEDICINE,     /* a medicine to take in; object: the medicine (feature/medicine) */
    TASK_MEDICINE_TOLD, /* whether the other home knows of its doses; object: the medicine */
    TASK_ACCIDENT,      /* an accident of which not every home knows; object: the notice (feature/accident) */
    TASK_SHEET,         /* a field of the information sheet; object: the proposal (feature/sheet) */
    TASK_READING_ALARM, /* somebody read unusually much; object: the alarm */
    TASK_ROSTER,        /* a roster file that nobody applied; object: the file (feature/exchange) */
    TASK_LET_IN, /* a guardian asks to be let in at the door; child, its group; object: the request (feature/invitation) */
    TASK_LET_IN_STAFF, /* a colleague does; a group of hers; object: the request */
    TASK_TELL,      /* a home would rather tell something in person; object: the row of its answers (feature/intake) */
    TASK_TELL_CARD, /* the same about how it goes at home; object: the row (feature/home_view) */
    TASK_TELL_VIEW, /* and about "onze kijk op opvoeden" */
    TASK_WISH,      /* what went otherwise than home asked is still to be told; object: the wish (feature/wish) */
    TASK_CALL,      /* home or the centre wants to talk; object: the talk (feature/call) */
    TASK_EXPORT,    /* a list that needs a second person; location: of it; object: the request (feature/exchange) */
    TASK_KIND__MAX
};

struct task {
    enum task_kind kind;
    struct child_id child;       /* whom it is about; 0: nobody */
    struct group_id group;       /* when there is no child: whose staff; beside a child: the group of the kind's page */
    struct location_id location; /* when there is neither: whose managers; 0 too: all managers */
    int64_t object;              /* what the kind's page works on; 0: none */
    int64_t due_at;    /* of a task about a child: from then on the list says that it waits too long; 0: never */
    struct date today; /* in the zone of the organisation: which groups of the child hear of it */
};

/* In a change: adds an open task and tells the open pages of the staff, never those of a family. */
int task_add(struct change *change, const struct task *task) MUST_CHECK;

/*
 * In a change: closes the open tasks of this kind about this object (above 0) and writes down that the change's actor did;
 * that she may is the caller's check. `child`, `group` and `today` say who hears of it. None open is fine.
 */
int task_close(struct change *change, const struct task *task) MUST_CHECK;

/* In a change: the open tasks of this kind about this object have another `due_at`. */
int task_due(struct change *change, const struct task *task) MUST_CHECK;

/* Whether something is open for this person about the children of a group, or about the group. */
int task_waits(struct db *db, struct arena *arena, struct access_who who, struct group_id group,
               bool *ret_waits) MUST_CHECK;

/* Removes the tasks about a child; takes a person's name off tasks. For feature/privacy/erase.h. */
int task_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int task_erase_person(struct change *change, struct person_id person) MUST_CHECK;

extern const struct routes task_routes;

struct address url_task_list(struct arena *arena);

#endif
