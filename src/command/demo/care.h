/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the demo shows of care: a medicine that may be given, an accident that is still to be told, a child that is ill at home, and a filled-in information sheet.
 */
#ifndef COMMAND_DEMO_CARE_H
#define COMMAND_DEMO_CARE_H

#include "command/demo/state.h"

#include "db/writer.h"

/* Once, when the people are there. */
int demo_care_make(struct writer *writer, struct date today, const struct demo_state *state,
                   struct error *error) MUST_CHECK;

#endif
