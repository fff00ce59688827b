/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The list of who came, on one day or over a period, for who works on the group or manages it (R230): it prints, holds what the
 * Flemish attendance register asks (name, day of birth, day, coming, going; decree of 22 November 2013), and can be corrected.
 * A correction keeps the times that stood there. A file of more than one family goes out by feature/exchange, with two people.
 *
 * The function with a struct change is a change function (db/change.h): it checks access again and writes the audit row.
 */
#ifndef FEATURE_ATTENDANCE_ATTENDANCE_H
#define FEATURE_ATTENDANCE_ATTENDANCE_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum {
    ATTENDANCE_DAYS_MAXIMUM = 31, /* of one list */
    ATTENDANCE_BACK_DAYS = 31     /* how long ago times can still be corrected */
};

/* Other times for one child and day. */
struct attendance_write {
    struct group_id group; /* on whose list; for a child that was not on it yet, where it was */
    struct child_id child; /* that has, or had that day, a place on the group */
    struct date day;       /* today or at most ATTENDANCE_BACK_DAYS before */
    struct date today;
    int64_t in_at;   /* on that day, whole minutes */
    int64_t out_at;  /* not before in_at; INSTANT_NONE: still here */
    int64_t version; /* of what the writer saw; 0: nothing stood there */
};

/*
 * STATUS_NOT_FOUND for who does not write for the group or manage it, and for a child that is not on its list and has no place on it
 * that day; STATUS_CONFLICT, with a word, when the times changed since the writer saw them; STATUS_INVALID, with a word, for times in
 * the wrong order or in the future, and for a day out of reach. A time of the same minute stays what it was, to the second; the same
 * times once more change nothing.
 */
int attendance_correct(struct change *change, void *write) MUST_CHECK;

/* Whether somebody with that scope of a group is there for a shift: she has today alone (R045). */
bool attendance_on_shift(int64_t scope);

extern const struct routes attendance_routes;

struct address url_attendance(struct arena *arena, struct group_id group);

/* Removes earlier times of a child. For feature/privacy/erase.h. */
int attendance_erase_child(struct change *change, struct child_id child) MUST_CHECK;

#endif
