/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One day of one group in the demo, and in it the day of each child: when it came, slept and went, and what was written
 * about it alone.
 */
#ifndef COMMAND_DEMO_CHILD_DAY_H
#define COMMAND_DEMO_CHILD_DAY_H

#include "base/zone.h"
#include "command/demo/act.h"
#include "command/demo/state.h"

/* Clock times in minutes since midnight. */
struct nap {
    int begins, ends;
};

struct child_day {
    const struct demo_child *about;
    struct child_id id;
    const struct demo_day *script; /* what is written in own words; NULL: nothing that day */
    size_t script_number;
    bool here; /* comes, and is not ill */
    int arrives, leaves;
    struct nap naps[DEMO_NAPS_MAXIMUM + 1]; /* one more: see let_somebody_sleep */
    size_t nap_count;
};

enum { TEAM_MAXIMUM = 4 };

struct group_day {
    struct acts *acts;
    const struct demo_state *state;
    struct date date;
    struct zone_day clock;
    enum demo_group group;
    bool began;                          /* the day on which the demo began */
    bool last;                           /* the last day of the acts */
    bool free_day;                       /* no school */
    int number;                          /* of the day, 0 when the demo began, below 0 before */
    struct person_id team[TEAM_MAXIMUM]; /* who works today */
    size_t team_count;
    struct child_day children[DEMO_CHILDREN_MAXIMUM]; /* those whose day it is */
    size_t count;
};

void group_day_begin(struct group_day *day, struct acts *acts, const struct demo_state *state, struct zone *zone,
                     struct date date, enum demo_group group);

/* A number below `limit` made of child, day and `what`: the same at every start. */
unsigned group_day_chance(const struct group_day *day, size_t child, unsigned what, unsigned limit);

/* A minute of the group's day, up to eight earlier or later than usual. */
int group_day_about(const struct group_day *day, int minute);

/* The group records one thing for some children: `code` or `words` may be NULL. */
struct act *group_day_write(struct group_day *day, int minute, const size_t *children, size_t count, const char *code,
                            const char *words);

/* Everything that is about one child alone. */
void child_day_write(struct group_day *day, size_t child);

#endif
