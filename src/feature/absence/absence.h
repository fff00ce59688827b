/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * That a child does not come: ill, a day off, or something else (R229). A guardian says it in two taps, for brothers and sisters at
 * once and for as many days as she likes; staff note what they heard by phone. The board shows it at once, and such a child is not
 * "nog niet binnen". Coming back earlier is one tap. Nothing is refused because it is late, and a child that comes all the same is
 * checked in as ever.
 *
 * Who reads it: the centre, and all homes of the child; what a protected guardian says stays with her home and the centre, and what
 * staff note about such a child with the centre (R243). A report is never changed: a later one for the same day counts. That a child
 * comes after all is read by the same people as a report would be: where a home must not learn of it, that home goes on reading
 * its report as it was, and everybody else that it is over.
 *
 * The functions below are change functions (db/change.h). They check access again and write the audit row.
 */
#ifndef FEATURE_ABSENCE_ABSENCE_H
#define FEATURE_ABSENCE_ABSENCE_H

#include "access/scope.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "feature/handover/handover.h"
#include "html/html.h"
#include "http/route.h"

struct change;
struct request;

enum {
    ABSENCE_CHILDREN_MAXIMUM = 20, /* of one report */
    ABSENCE_WORDS_MAXIMUM = 500,   /* characters */
    ABSENCE_BACK_DAYS = 31,        /* how long ago it may begin */
    ABSENCE_AHEAD_DAYS = 366       /* how far away it may begin or end */
};

/* Any of these bits opens the page of a child. */
enum { ABSENCE_READERS = SCOPE_READ_HOME | SCOPE_READ_TODAY };

enum absence_kind { ABSENCE_ILL, ABSENCE_DAY_OFF, ABSENCE_OTHER, ABSENCE_KIND__MAX };

struct absence_report {
    const struct child_id *children; /* 1..ABSENCE_CHILDREN_MAXIMUM */
    size_t child_count;
    struct date from, until; /* until: exclusive */
    enum absence_kind kind;
    struct text words;    /* may be empty */
    struct text language; /* of the words */
    struct date today;
};

/*
 * They do not come. The same report once more changes nothing. STATUS_INVALID, with a word, for days that are out of reach or in
 * the wrong order; STATUS_NOT_FOUND when she may not write about one of the children: then nothing is stored.
 */
int absence_report(struct change *change, void *report) MUST_CHECK;

/* The child comes from this day on: what was reported for it ends there. What begins later stays. Twice is fine. A day before today
 * becomes today. */
struct absence_return {
    struct child_id child;
    struct date day; /* changed to today when it is earlier */
    struct date today;
};
int absence_end(struct change *change, void *absence_return) MUST_CHECK;

/* What is said about the own children of who looks, for the start page. */
struct absence_owns;
int absence_read_own(struct request *request, struct absence_owns **ret_owns) MUST_CHECK;

/* For one of them and today or tomorrow: that it stays away, with the way back, or the form that says so; nothing for who may not
 * write. `ret_sentence`: "Noor is ziek gemeld"; null when she comes. */
struct html_part absence_own_part(struct request *request, const struct absence_owns *owns, struct child_id child,
                                  struct date day, struct text *ret_sentence);

/* On the day page and the board. */
extern const struct handover_part absence_part;

extern const struct routes absence_routes;

struct address url_absence(struct arena *arena, struct child_id child);
struct address url_absence_back(struct arena *arena, struct child_id child);

/* For feature/privacy/erase.h. */
int absence_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int absence_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
