/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Several organisations in one process, wholly apart: each has a data folder of its own, DATA/hosts/NAME, made by `samenspel
 * init` like any other, where NAME is the host of its origin. The process listens as DATA's own settings say; every other
 * setting is each folder's own.
 */
#ifndef COMMAND_HOSTS_H
#define COMMAND_HOSTS_H

#include "base/arena.h"
#include "base/error.h"

struct settings;

#define HOSTS_FOLDER "hosts" /* in the data folder */

/*
 * The settings of all: the given ones first, the others by name. STATUS_INVALID, with error->detail, when a folder's origin
 * does not fit its name; STATUS_FAILED when one cannot be read. A folder without a key file or settings is left out: there
 * `init` has not been yet.
 */
int hosts_load(struct arena *arena, const struct settings *first, struct error *error, struct settings **ret_settings,
               size_t *ret_count) MUST_CHECK;

/* "samenspel.example" of "https://samenspel.example:8443"; "localhost" of "". */
struct text hosts_name(struct text origin);

#endif
