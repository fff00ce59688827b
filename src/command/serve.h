/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel serve`: the process round the running program, with its signals, limits and what systemd wants to hear.
 */
#ifndef COMMAND_SERVE_H
#define COMMAND_SERVE_H

#include "command/command.h"

struct running;

extern const struct command command_serve;

/*
 * Runs the program of call->settings until SIGTERM or SIGINT and gives the exit code. `ready` (may be NULL) is called
 * once pages are answered, with `context`.
 */
int serve(struct command_call *call, void (*ready)(struct command_call *call, const struct running *running));

#endif
