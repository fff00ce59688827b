/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel backup` and `samenspel restore` (db/backup.h). The key file is in no backup; restore wants the one that
 * belongs to it, or, when that is lost for good, a new one: everything but what was sealed with the old one comes back.
 */
#include "db/backup.h"

#include "access/chain.h"
#include "base/file.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/settings.h"
#include "command/workplace.h"
#include "db/db.h"
#include "db/lock.h"
#include "feature/privacy/erase.h"

#include <unistd.h>

static struct backup_settings settings_of(struct command_call *call)
{
    return (struct backup_settings){ .location = installation_of_owner(call->settings).database,
                                     .media_folder = call->settings->media,
                                     .folder = call->arguments.items[0].data,
                                     .clock = call->clock };
}

static void say_summary(struct command_call *call, const char *what, const struct backup_summary *summary)
{
    struct text when = instant_iso(call->arena, summary->created_at);
    command_say(call, "%s: %jd files, %jd bytes, schema %d, made at %.*s", what, (intmax_t)summary->files,
                (intmax_t)summary->bytes, summary->schema, TEXT_ARGS(when));
}

/* --- backup --- */

enum { OPTION_KEEP_OLD, BACKUP_OPTION__MAX };

static const struct command_option backup_options[BACKUP_OPTION__MAX] = {
    [OPTION_KEEP_OLD] = { "keep-old", NULL, "leave backups older than 30 days beside it", .required = false },
};

/* Older backups beside the new one go: what was erased may be in a copy for BACKUP_KEEP_DAYS and no longer. */
static int expire_others(struct command_call *call, const char *folder, struct error *error)
{
    struct text path = text_from(folder);
    size_t slash = path.length;
    while (slash > 0 && path.data[slash - 1] != '/')
        slash--;
    const char *parent = slash == 0 ? "." : text_string(call->arena, text_slice(path, 0, slash));
    int removed = 0;
    int status = backup_expire(parent, call->clock, error, &removed);
    if (status == STATUS_OK && removed > 0)
        command_say(call, "%d older than %d days beside it removed.", removed, BACKUP_KEEP_DAYS);
    return status;
}

static int run_backup(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct backup_summary summary;
    struct backup_settings settings = settings_of(call);
    struct settings owner = installation_of_owner(call->settings);
    int status = installation_check(&owner, &error);
    if (status == STATUS_OK)
        status = backup_create(&settings, &error, &summary);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "backup");
    say_summary(call, settings.folder, &summary);
    if (!command_given(call, OPTION_KEEP_OLD) && (status = expire_others(call, settings.folder, &error)) != STATUS_OK)
        return command_failure(call, status, &error, "removing old backups");
    command_say(call, "The key file %s is not in it; keep a copy of it in another place.", call->settings->key);
    return COMMAND_DONE;
}

const struct command command_backup = {
    .name = "backup",
    .arguments = "FOLDER",
    .least = 1,
    .most = 1,
    .summary = "Copy database and media to a new folder, while the server goes on",
    .help = "FOLDER must not exist; it appears when the copy is whole, was put on disk and\n"
            "was read again. PostgreSQL needs pg_dump. Backups beside it that are older than\n"
            "30 days are removed: what was erased must be gone from every copy.\n",
    .options = backup_options,
    .option_count = BACKUP_OPTION__MAX,
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run_backup,
};

/* --- restore --- */

enum { OPTION_REPLACE, OPTION_NEW_KEY, OPTION__MAX };

static const struct command_option restore_options[OPTION__MAX] = {
    [OPTION_REPLACE] = { "replace", NULL, "put it in the place of what is there now", .required = false },
    [OPTION_NEW_KEY] = { "new-key", NULL, "the key file is lost: make a new one", .required = false },
};

/* The key file of a restored database: the one that is there, or a new one. */
static int take_key(struct command_call *call, struct error *error, struct key *ret_key)
{
    if (!command_given(call, OPTION_NEW_KEY))
        return key_read(call->settings->key, error, ret_key);
    if (file_make_folder(call->settings->data, 0700) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "the folder %s cannot be made: %m", call->settings->data);
    return key_make(call->settings->key, error, ret_key);
}

/* Before anything is touched: the copy in the backup knows its key. A dump of PostgreSQL tells only afterwards. */
static int check_backup_key(struct command_call *call, const struct key *key, struct error *error)
{
    const char *path = arena_printf(call->arena, "%.*s/database.sqlite", TEXT_ARGS(call->arguments.items[0])).data;
    struct db *db;
    if (command_given(call, OPTION_NEW_KEY) || !file_exists(path))
        return STATUS_OK;
    int status = db_open_still(path, error, &db);
    if (status != STATUS_OK)
        return status;
    status = key_compare(db, key);
    db_close(db);
    if (status == STATUS_CONFLICT)
        return error_set(error, status, 0, "%s is not the key file of this backup", call->settings->key);
    return STATUS_OK;
}

static int set_key(struct change *change, void *key)
{
    return key_change(change, key);
}

static const char *in_data(struct command_call *call, const char *name)
{
    return arena_printf(call->arena, "%s/%s", call->settings->data, name).data;
}

/* Before a database is replaced: what it erased goes to the ledger's file. One that cannot be read has said so already, when it
 * was saved last. */
static void save_ledger(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct db *db;
    if (installation_check(call->settings, &error) != STATUS_OK ||
        db_open_reader(call->settings->database, &error, &db) != STATUS_OK)
        return;
    if (ledger_save(db, in_data(call, LEDGER_FILE), &error) != STATUS_OK)
        command_complain(call, "samenspel restore: %s", error.detail);
    db_close(db);
}

/* What was erased since the backup was made is erased again. */
static int erase_again(struct command_call *call, struct workplace *workplace, struct error *error)
{
    int64_t erased = 0;
    int status = ledger_replay(workplace->writer, workplace->db, in_data(call, LEDGER_FILE), error, &erased);
    if (status == STATUS_OK && erased > 0)
        command_say(call, "Erased again: %jd children and persons that were erased since.", (intmax_t)erased);
    return status;
}

/* Makes the database know a new key. An older schema is brought up to date first, by migrate, so it is left alone. */
static int finish(struct command_call *call, struct key *key, struct error *error)
{
    struct settings owner = installation_of_owner(call->settings);
    struct workplace workplace;
    int status = installation_seal(call->settings, error);
    if (status == STATUS_OK)
        status = workplace_open(&owner, call->clock, NULL, error, &workplace);
    if (status != STATUS_OK)
        return status;
    if (command_given(call, OPTION_NEW_KEY))
        status = workplace_change(workplace.writer, call->arena, (struct organisation_id){ 0 }, set_key, key, error);
    if (status == STATUS_OK)
        status = installation_check_key(call->settings, workplace.db, error);
    if (status == STATUS_OK)
        status = erase_again(call, &workplace, error);
    workplace_close(&workplace);
    return status;
}

static int restore(struct command_call *call, struct key *key, struct error *error)
{
    struct backup_settings settings = settings_of(call);
    settings.replace = command_given(call, OPTION_REPLACE);
    struct backup_summary summary;
    int status = check_backup_key(call, key, error);
    if (status == STATUS_OK) {
        save_ledger(call);
        status = backup_restore(&settings, error, &summary);
    }
    if (status != STATUS_OK)
        return status;
    /* The audit of the backup ends earlier, and rightly so. */
    unlink(in_data(call, CHAIN_FILE));
    say_summary(call, "Restored", &summary);
    return STATUS_OK;
}

static int run_restore(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct key key;
    struct backup_summary summary;
    struct backup_settings settings = settings_of(call);
    int status = backup_verify(&settings, &error, &summary);
    if (status == STATUS_OK)
        status = take_key(call, &error, &key);
    if (status == STATUS_OK)
        status = restore(call, &key, &error);
    if (status == STATUS_CONFLICT && !command_given(call, OPTION_REPLACE))
        command_complain(call, "samenspel restore: nothing was touched; --replace restores over what is there");
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "restore");
    status = finish(call, &key, &error);
    if (status != STATUS_OK)
        command_complain(call, "samenspel restore: the data is back, but: %s", error.detail);
    return status == STATUS_OK ? COMMAND_DONE : COMMAND_FAILED;
}

const struct command command_restore = {
    .name = "restore",
    .arguments = "FOLDER",
    .least = 1,
    .most = 1,
    .summary = "Put a backup in place, with the server stopped",
    .help = "Reads the whole backup and compares it first, and asks for the key file that\n"
            "belongs to it. What is there now stays untouched without --replace.\n",
    .options = restore_options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run_restore,
};
