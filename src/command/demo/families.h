/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What families of the demo asked about collecting: one that waits for the group, one that holds.
 */
#ifndef COMMAND_DEMO_FAMILIES_H
#define COMMAND_DEMO_FAMILIES_H

#include "command/demo/state.h"

#include "db/writer.h"

/* Once, when the people are there. */
int demo_families_make(struct writer *writer, struct date today, const struct demo_state *state,
                       struct error *error) MUST_CHECK;

#endif
