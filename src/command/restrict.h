/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the server keeps of the machine when it restricts itself (base/sandbox.h): its own folders, what libraries read of
 * the system, and one port. A part of the program that needs a file elsewhere gives it a setting and a line here.
 */
#ifndef COMMAND_RESTRICT_H
#define COMMAND_RESTRICT_H

#include "base/error.h"

#include <stddef.h>

struct settings;

/*
 * Becomes the owner of the first's data folder, when root's, and restricts the process to what these settings name. Before the
 * first thread. Says in the log what holds. Any other status than STATUS_OK: do not serve; error->detail says why.
 */
int restrict_to_settings(const struct settings *settings, size_t count, struct error *error) MUST_CHECK;

#endif
