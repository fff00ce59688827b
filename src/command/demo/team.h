/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the staff of the demo tell parents about themselves (feature/team).
 */
#ifndef COMMAND_DEMO_TEAM_H
#define COMMAND_DEMO_TEAM_H

#include "command/demo/state.h"

#include "db/writer.h"

/* Cards of who wants one; the others show their given name. */
int demo_team_make(struct writer *writer, struct date today, const struct demo_state *state,
                   struct error *error) MUST_CHECK;

#endif
