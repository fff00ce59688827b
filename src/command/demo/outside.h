/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People beside the centre: a childminder who shares a child with her bureau, a partner whom a guardian agreed to; and what the
 * staff wrote down for others: consent on paper, and how the team was asked about figures.
 */
#ifndef COMMAND_DEMO_OUTSIDE_H
#define COMMAND_DEMO_OUTSIDE_H

#include "command/demo/state.h"
#include "db/writer.h"

int demo_outside_make(struct writer *writer, struct date today, const struct demo_state *state,
                      struct error *error) MUST_CHECK;

#endif
