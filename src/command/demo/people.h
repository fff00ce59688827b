/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Makes the demo organisation with everybody in it, by the same functions that the program uses for real people.
 */
#ifndef COMMAND_DEMO_PEOPLE_H
#define COMMAND_DEMO_PEOPLE_H

#include "base/zone.h"
#include "command/demo/state.h"

struct key;
struct writer;

enum { DEMO_PAST_DAYS = 14 /* how much history there is at the start */ };

/* The organisation of the demo, its people as they were before the past began. Fills all ids of the state. */
int demo_people_make(struct writer *writer, const struct key *key, struct zone *zone, int64_t now_at,
                     struct demo_state *state, struct error *error) MUST_CHECK;

/* The stand-in works today. For each start. */
int demo_people_today(struct writer *writer, struct zone *zone, int64_t now_at, const struct demo_state *state,
                      struct error *error) MUST_CHECK;

/* The weekdays on which a child comes (bit 0 Monday), when the demo begins on that day. */
int64_t demo_weekdays(const struct demo_child *child, struct date began);

#endif
