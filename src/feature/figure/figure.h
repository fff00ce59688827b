/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one question before any figure is shown, printed or exported: may it be (T14, R244)? A figure about few people is about
 * somebody. Figures stay in the program; nothing sends them anywhere. Every page with a number about people asks here.
 */
#ifndef FEATURE_FIGURE_FIGURE_H
#define FEATURE_FIGURE_FIGURE_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

#include <stdbool.h>
#include <stdint.h>

struct change;
struct db;

enum {
    FIGURE_LEAST =
        5 /* people behind a figure at least; the same for who is left when the figure is taken off the whole */
};

/* Whom a figure is about. */
enum figure_about {
    FIGURE_CHILDREN, /* children or their families */
    FIGURE_STAFF,    /* those who work here: off until the organisation recorded how staff were consulted (R244) */
    FIGURE_ABOUT__MAX
};

/* One cell: `counted` of `whole` people. Neither may be negative, nor `counted` above `whole`: such a cell may not show. */
struct figure_cell {
    enum figure_about about;
    int64_t counted;
    int64_t whole;
    bool staff_consulted; /* of FIGURE_STAFF: it is recorded how */
};

/*
 * True when the cell says nothing about one person: both those who are counted and those who are not are none or FIGURE_LEAST
 * at least, and the whole is FIGURE_LEAST at least. (Who knows that four of five were reached knows who was not.)
 */
bool figure_may_show(const struct figure_cell *cell);

/*
 * How staff were consulted about figures on their work (R244; NL: WOR art. 27 (1) l, BE: cao nr. 81): when, with whom, what was
 * agreed. Until an administrator writes that down, and after it ended, no figure about staff shows. Even then there is none
 * about one person: figure_may_show asks for FIGURE_LEAST people, and nothing counts by person (a check over all statements).
 */

enum {
    CONSULTATION_WITH_MAXIMUM = 200,    /* characters */
    CONSULTATION_AGREED_MAXIMUM = 4000, /* */
    CONSULTATION_LIST_MAXIMUM = 50      /* shown */
};

/* Whether it is recorded how staff were consulted, and holds: struct figure_cell.staff_consulted. */
int consultation_recorded(struct db *db, struct organisation_id organisation, bool *ret_recorded) MUST_CHECK;

struct consultation_write {
    struct date held; /* not after today */
    struct text with_whom, agreed;
    struct text language; /* of the words */
    struct date today;
};

/* In a change, for who manages the whole organisation; STATUS_NOT_FOUND for anybody else. Ending what has ended is fine. */
int consultation_write(struct change *change, void *write) MUST_CHECK;
int consultation_stop(struct change *change, void *write) MUST_CHECK;

extern const struct routes figure_routes;

struct address url_consultation(struct arena *arena);
struct address url_consultation_end(struct arena *arena);

#endif
