/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside roster_compare (family.h): what its parts share. compare.c is the child itself and the whole, compare_person.c
 * the guardians as persons, compare_guardian.c and compare_mentor.c their relation to the child, placement.c the
 * placements.
 */
#ifndef ROSTER_COMPARE_H
#define ROSTER_COMPARE_H

#include "feature/roster/family.h"
#include "feature/roster/roster.sql.h"

struct roster_comparing {
    struct db *db;
    struct arena *arena;
    struct organisation_id organisation;
    struct date today;
    const struct roster_family *family;
    struct roster_steps *steps;
    bool there;                      /* the child is in the database */
    struct roster_child_get_row row; /* then: as it is */
};

/* Something to tell about the family. `detail` is in the arena. */
void roster_remark(struct roster_comparing *comparing, enum roster_reason reason, struct text detail);

struct text roster_full_name(struct arena *arena, struct text given, struct text family);

/* The mark that a value leaves: the one before when the file says nothing. */
int64_t roster_mark_of(struct text said, int64_t before);

/* Whether the file says something, and not what it said before. */
bool roster_speaks(struct text said, int64_t before);

/* The parts. Each adds to comparing->steps. */
int roster_compare_person(struct roster_comparing *comparing, const struct roster_wanted_person *wanted) MUST_CHECK;
int roster_compare_guardians(struct roster_comparing *comparing) MUST_CHECK;
int roster_compare_mentor(struct roster_comparing *comparing) MUST_CHECK;
int roster_compare_professional(struct roster_comparing *comparing) MUST_CHECK;

#endif
