/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/installation.h"

#include "base/arena.h"
#include "command/hosts.h"
#include "command/installation.sql.h"
#include "command/settings.h"
#include "db/migrate.h"
#include "db/seal.h"

/* --- the whole --- */

int installation_check(const struct settings *settings, struct error *error)
{
    struct migrate_status found;
    int status = migrate_status(settings->database, migrations_of_program(), error, &found);
    if (status != STATUS_OK)
        return status;
    switch (found.state) {
    case MIGRATE_CURRENT:
        return STATUS_OK;
    case MIGRATE_EMPTY:
        return error_set(error, STATUS_NOT_FOUND, 0, "there is no installation in %s: `samenspel init` makes one",
                         settings->data);
    case MIGRATE_OLDER:
        return error_set(error, STATUS_CONFLICT, 0,
                         "the database is at schema %d, this program needs %d: stop the server and run "
                         "`samenspel migrate`",
                         found.applied, found.available);
    case MIGRATE_NEWER:
        return error_set(error, STATUS_CONFLICT, 0,
                         "the database is at schema %d, this program knows %d: a newer program made it, use that one",
                         found.applied, found.available);
    case MIGRATE_CHANGED:
        return error_set(error, STATUS_CONFLICT, 0,
                         "migration %d of the database is not the one of this program: another build made it",
                         found.changed);
    case MIGRATE_FOREIGN:
    case MIGRATE_STATE__MAX:
        break;
    }
    return error_set(error, STATUS_CONFLICT, 0, "the database has tables of another program");
}

int installation_check_key(const struct settings *settings, struct db *db, struct error *error)
{
    struct key key;
    int status = key_read(settings->key, error, &key);
    if (status != STATUS_OK)
        return status;
    status = key_compare(db, &key);
    if (status == STATUS_CONFLICT)
        return error_set(error, status, 0, "%s is the key file of another installation", settings->key);
    if (status == STATUS_NOT_FOUND)
        return error_set(error, status, 0, "the database knows no key file: `samenspel init` did not end");
    return status == STATUS_OK ? status : error_set(error, status, 0, "the database cannot be read");
}

/* 0 when it is not known. */
static struct organisation_id organisation_at(const struct settings *settings, struct db *db, struct arena *arena)
{
    struct installation_hosts_rows rows;
    struct text host = hosts_name(text_from(settings->origin));
    if (installation_hosts(db, arena, &rows) != STATUS_OK)
        return (struct organisation_id){ 0 };
    for (size_t i = 0; i < rows.count; i++)
        if (!text_is_null(rows.items[i].host) && text_equal(rows.items[i].host, host))
            return rows.items[i].organisation;
    return rows.count == 1 ? rows.items[0].organisation : (struct organisation_id){ 0 };
}

void installation_narrow(struct arena *arena, struct settings *settings)
{
    struct db *db;
    if (db_engine_of(settings->database) != DB_ENGINE_POSTGRESQL)
        return;
    if (settings->organisation == 0 && db_open_reader(settings->database, NULL, &db) == STATUS_OK) {
        settings->organisation = organisation_at(settings, db, arena).value;
        db_close(db);
    }
    settings->database = db_location_of(arena, settings->database, (struct organisation_id){ settings->organisation });
}

struct settings installation_of_owner(const struct settings *settings)
{
    struct settings owner = *settings;
    if (owner.database_owner[0] != '\0')
        owner.database = owner.database_owner;
    return owner;
}

const char *installation_service(struct arena *arena, const struct settings *settings)
{
    return settings->database_owner[0] != '\0' ? seal_role(arena, settings->database) : "";
}

int installation_seal(const struct settings *settings, struct error *error)
{
    struct settings owner = installation_of_owner(settings);
    struct db *db;
    if (owner.database_owner[0] == '\0' || db_engine_of(owner.database) != DB_ENGINE_POSTGRESQL)
        return STATUS_OK;
    int status = db_open_writer(owner.database, error, &db);
    if (status != STATUS_OK)
        return status;
    struct arena *arena = arena_new();
    status = seal_apply(db, installation_service(arena, settings), error);
    arena_free(arena);
    db_close(db);
    return status;
}

int installation_organisation(const struct settings *settings, struct db *db, struct arena *arena, struct error *error,
                              struct installation_organisation *ret_organisation)
{
    struct installation_organisations_rows rows;
    int status = installation_organisations(db, arena, &rows);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the organisations cannot be read");
    const struct installation_organisations_row *found = NULL;
    for (size_t i = 0; i < rows.count; i++)
        if (settings->organisation == 0 || rows.items[i].organisation.value == settings->organisation)
            found = &rows.items[i];
    if (!found)
        return error_set(error, STATUS_NOT_FOUND, 0, "there is no such organisation in the database");
    if (settings->organisation == 0 && rows.count > 1)
        return error_set(error, STATUS_INVALID, 0, "there are several organisations: say which with --organisation ID");
    *ret_organisation = (struct installation_organisation){ .id = found->organisation,
                                                            .name = found->name,
                                                            .zone = found->zone,
                                                            .demo = found->demo,
                                                            .country = found->country,
                                                            .address_form = found->address_form };
    return STATUS_OK;
}
