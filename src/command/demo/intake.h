/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What families of the demo told at the intake, and what is practical at its location.
 */
#ifndef COMMAND_DEMO_INTAKE_H
#define COMMAND_DEMO_INTAKE_H

#include "command/demo/state.h"

#include "db/writer.h"

/* Once, when the people are there. */
int demo_intake_make(struct writer *writer, struct date today, const struct demo_state *state,
                     struct error *error) MUST_CHECK;

#endif
