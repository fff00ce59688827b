/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Making an installation: folder, key file, database, organisation. Used by init and, for its own organisation, by demo.
 */
#ifndef COMMAND_INIT_H
#define COMMAND_INIT_H

#include "access/people.h"
#include "base/clock.h"
#include "base/error.h"
#include "command/command.h"

struct settings;

extern const struct command command_init;

/*
 * The data folder (0700), the key file and an empty database of this program's schema. STATUS_CONFLICT, with nothing
 * touched, when there is a key file or a database with tables already.
 */
struct key;
int init_make(const struct settings *settings, const struct clock *clock, struct error *error,
              struct key *ret_key) MUST_CHECK;

#endif
