/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The past of the demo: what happened on the days up to now, as acts. What was written in own words stands in the tables
 * of the children; who came when, ate what, slept how long and played how follows from what each child is like and from
 * a number made of child and day, so that it is the same every time and different on every day.
 */
#ifndef COMMAND_DEMO_PAST_H
#define COMMAND_DEMO_PAST_H

#include "base/zone.h"
#include "command/demo/act.h"
#include "command/demo/state.h"

/* Adds the acts of all days that touch acts->after .. acts->until; the last one gets what shows a day under way. */
void demo_past(struct acts *acts, const struct demo_state *state, struct zone *zone);

#endif
