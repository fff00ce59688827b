/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Gives everybody in a plan an id: that of the database where the child, guardian or mentor is known, else a new one.
 */
#ifndef ROSTER_MATCH_H
#define ROSTER_MATCH_H

#include "feature/roster/family.h"
#include "feature/roster/plan.h"

/* New ids, made by the writer some hundred at a time. A dry run writes nothing and gets numbers below zero. */
struct roster_ids {
    struct writer *writer; /* NULL: dry run */
    struct organisation_id organisation;
    struct arena *arena; /* for the changes that make ids */
    int64_t items[512];
    size_t left;
    int64_t dry;
};
int roster_ids_next(struct roster_ids *ids, int64_t *ret_id) MUST_CHECK;

/* Finds children by number and guardians by plan.h's rule, among those whom files named before and those with accounts;
 * gives ids to all that are not refused. */
int roster_match(struct roster_plan *plan, struct roster_ids *ids) MUST_CHECK;

/* Mark of a guardian's name and telephone together; 0 without telephone. */
int64_t roster_found_by(struct arena *arena, const struct roster_person *person);

/* mentor.c: who works where. */
int roster_mentors_load(struct roster_plan *plan) MUST_CHECK;

/* mentor.c: the mentor of a child, made when the location does not know the name; nothing when the name is ambiguous. */
int roster_mentor_find(struct roster_plan *plan, struct roster_ids *ids, const struct roster_child *child,
                       struct roster_wanted_mentor *ret_mentor) MUST_CHECK;

#endif
