/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel version`: what a report of a fault should say.
 */
#include <libpq-fe.h>
#include <microhttpd.h>
#include <sodium.h>
#include <sqlite3.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>

#include "command/command.h"
#include "command/commands.h"
#include "db/migrate.h"

static int run(struct command_call *call)
{
    UVersionInfo icu;
    char icu_text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(icu);
    u_versionToString(icu, icu_text);
    int libpq = PQlibVersion();
    command_say(call, "samenspel %s", SAMENSPEL_VERSION);
    command_say(call, "schema %zu", migrations_of_program().count);
    command_say(call, "SQLite %s, libpq %d.%d, libmicrohttpd %s, ICU %s, libsodium %s", sqlite3_libversion(),
                libpq / 10000, libpq % 10000, MHD_get_version(), icu_text, sodium_version_string());
    return COMMAND_DONE;
}

const struct command command_version = {
    .name = "version",
    .arguments = "",
    .summary = "Tell the versions of program, schema and libraries",
    .help = "The versions of the libraries are those that run now.\n",
    .needs = COMMAND_NEEDS_NOTHING,
    .run = run,
};
