/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one question before any figure is shown, printed or exported: may it be (T14, R244)? A figure about few people is about
 * somebody. Figures stay in the program; nothing sends them anywhere. Every page with a number about people asks here.
 */
#ifndef FEATURE_FIGURE_FIGURE_H
#define FEATURE_FIGURE_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

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

#endif
