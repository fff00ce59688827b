/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The help, made from the tables of commands and settings; the operator guide shows the same.
 */
#ifndef COMMAND_HELP_H
#define COMMAND_HELP_H

#include "base/text.h"

struct arena;
struct command;

/* "samenspel user add --email ADDRESS [options]", with a NUL at the end. */
const char *help_usage(struct arena *arena, const struct command *command) NEVER_NULL;

/* All of one command; and the list of all commands. Without a newline at the end. */
struct text help_command(struct arena *arena, const struct command *command);
struct text help_all(struct arena *arena);

extern const struct command command_help;

#endif
