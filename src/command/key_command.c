/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel key renew` and `samenspel key forget`: exchanging the key file while what is sealed stays readable (key.h, reseal.h).
 * Both change the key file alone; the server takes it when it starts, and seals anew.
 */
#include "access/seal.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/installation.sql.h"
#include "command/reseal.h"
#include "command/settings.h"
#include "db/db.h"

/* The reader of an installation whose key file is the right one. */
static int open_checked(const struct settings *settings, struct error *error, struct db **ret_db)
{
    struct db *db;
    struct settings owner = installation_of_owner(settings);
    int status = installation_check(&owner, error);
    if (status == STATUS_OK)
        status = db_open_reader(owner.database, error, &db);
    if (status != STATUS_OK)
        return status;
    status = installation_check_key(settings, db, error);
    if (status != STATUS_OK)
        db_close(db);
    else
        *ret_db = db;
    return status;
}

static int run_renew(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct key key;
    struct db *db;
    int status = open_checked(call->settings, &error, &db);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "key renew");
    db_close(db);
    status = key_renew(call->settings->key, &error, &key);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "key renew");
    command_say(call, "%s has a new key. Keep a copy of it in another place than the backups,", call->settings->key);
    command_say(call, "and the former copy for as long as there are backups from before today.");
    command_say(call, "Restart the server: it seals anew. `samenspel doctor` says how far it is.");
    return COMMAND_DONE;
}

const struct command command_key_renew = {
    .name = "key renew",
    .arguments = "",
    .summary = "Exchange the key file; what is sealed stays readable",
    .help = "Puts a new key in the key file and keeps the former one beside it, to read.\n"
            "After a restart the server seals everything with the new key, in the\n"
            "background. `samenspel doctor` says how far it is; when it is done,\n"
            "`samenspel key forget` drops the former key. A crash in the middle does no\n"
            "harm. Organisations that share a PostgreSQL database share the key: copy the\n"
            "file to their folders too.\n",
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run_renew,
};

/* What still needs a former key, over all organisations. */
static int count_all(struct command_call *call, struct db *db, struct error *error, struct reseal_count *count)
{
    struct installation_organisations_rows rows;
    struct key key;
    int status = key_read(call->settings->key, error, &key);
    if (status != STATUS_OK)
        return status;
    struct access_keys keys = key_ring(&key);
    status = installation_organisations(db, call->arena, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = reseal_count(db, &keys, rows.items[i].organisation, count);
    return status == STATUS_OK ? status : error_set(error, status, 0, "what is sealed cannot be read");
}

static int forget(struct command_call *call, struct error *error)
{
    struct reseal_count count = { 0 };
    struct key key;
    struct db *db;
    int status = open_checked(call->settings, error, &db);
    if (status != STATUS_OK)
        return status;
    status = count_all(call, db, error, &count);
    db_close(db);
    if (status == STATUS_OK && count.former > 0)
        status = error_set(error, STATUS_CONFLICT, 0, "%jd sealed texts still need a former key: start the server",
                           (intmax_t)count.former);
    return status == STATUS_OK ? key_forget(call->settings->key, error, &key) : status;
}

static int run_forget(struct command_call *call)
{
    struct error error = { .word = 0 };
    int status = forget(call, &error);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "key forget");
    command_say(call, "%s has the present key alone. Restart the server, and keep a new copy.", call->settings->key);
    return COMMAND_DONE;
}

const struct command command_key_forget = {
    .name = "key forget",
    .arguments = "",
    .summary = "Drop the former keys after `key renew`",
    .help = "Refuses while anything is sealed with a former key. What was only hashed with it\n"
            "ends then: PINs of tablets, recovery codes and typed codes of letters from\n"
            "before the exchange; their owners make new ones. After a routine exchange wait\n"
            "30 days, then the letters have run out by themselves; after a leak do not wait.\n"
            "The sealed audit stays readable.\n",
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run_forget,
};
