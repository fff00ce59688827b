/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel migrate`: the schema of this program for the database of an older one.
 */
#include "db/migrate.h"

#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/settings.h"

static void tell(void *context, const struct migration *migration)
{
    command_say(context, "%s", migration->name);
}

static int run(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct settings owner = installation_of_owner(call->settings);
    struct migrate_status found;
    int status = migrate_status(owner.database, migrations_of_program(), &error, &found);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "migrate");
    if (found.state == MIGRATE_EMPTY) {
        command_complain(call, "samenspel migrate: there is no installation in %s: `samenspel init` makes one",
                         call->settings->data);
        return COMMAND_FAILED;
    }
    struct migrate_settings settings = { .location = owner.database,
                                         .service = installation_service(call->arena, call->settings),
                                         .migrations = migrations_of_program(),
                                         .clock = call->clock,
                                         .backup_folder = call->settings->backups,
                                         .progress = tell,
                                         .context = call };
    int applied = 0;
    status = migrate_apply(&settings, &error, &applied);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "migrate");
    if (applied == 0)
        command_say(call, "The database is up to date (schema %d).", found.applied);
    else
        command_say(call, "The database went from schema %d to %d.", found.applied, found.available);
    return COMMAND_DONE;
}

const struct command command_migrate = {
    .name = "migrate",
    .arguments = "",
    .summary = "Bring the database to the schema of this program",
    .help = "Run it after an upgrade, with the server stopped. An SQLite database is copied\n"
            "to the folder of the setting backups first; for PostgreSQL make a backup\n"
            "yourself. Nothing happens when the schema is current.\n",
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run,
};
