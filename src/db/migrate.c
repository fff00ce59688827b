/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where a database stands and how it gets to the schema of this program.
 */
#include "db/migrate.h"

#include "base/arena.h"
#include "base/file.h"
#include "db/backup_copy.h"
#include "db/driver.h"
#include "db/lock.h"
#include "db/migrate.sql.h"
#include "db/postgresql.h"
#include "db/schema_text.h"
#include "db/seal.h"
#include "db/wal.h"

/* "samenspe" as a number: the name of our advisory lock in a PostgreSQL database. */
#define LOCK_SCRIPT   "SELECT pg_advisory_lock(8314046669514829925)"
#define UNLOCK_SCRIPT "SELECT pg_advisory_unlock(8314046669514829925)"

static struct text checksum_of(struct arena *arena, const struct migration *migration)
{
    unsigned char digest[SHA256_SIZE];
    hash_sha256((struct text){ migration->text, migration->length }, digest);
    return hex_encode(arena, digest, sizeof digest);
}

/* Number of the first applied migration that this program knows otherwise; 0 for none. */
static int first_changed(struct arena *arena, struct migration_list migrations,
                         const struct migration_all_rows *applied)
{
    for (size_t i = 0; i < applied->count && i < migrations.count; i++) {
        const struct migration *migration = &migrations.items[i];
        if (applied->items[i].number != migration->number ||
            !text_equal(applied->items[i].checksum, checksum_of(arena, migration)))
            return migration->number;
    }
    return 0;
}

static void compare(struct arena *arena, struct migration_list migrations, const struct migration_all_rows *applied,
                    struct migrate_status *status)
{
    status->applied = applied->count == 0 ? 0 : (int)applied->items[applied->count - 1].number;
    status->changed = first_changed(arena, migrations, applied);
    if (status->changed != 0)
        status->state = MIGRATE_CHANGED;
    else if (applied->count > migrations.count)
        status->state = MIGRATE_NEWER;
    else if (applied->count < migrations.count)
        status->state = MIGRATE_OLDER;
    else
        status->state = MIGRATE_CURRENT;
}

static int look(struct db *db, struct arena *arena, struct migration_list migrations, struct error *error,
                struct migrate_status *ret_status)
{
    struct migrate_status found = { .state = MIGRATE_EMPTY, .available = (int)migrations.count };
    struct schema_tables_row tables;
    struct migration_all_rows applied;
    int status = schema_tables(db, arena, &tables);
    if (status == STATUS_OK && tables.tables > 0 && tables.migrations == 0)
        found.state = MIGRATE_FOREIGN;
    if (status == STATUS_OK && tables.migrations > 0) {
        status = migration_all(db, arena, &applied);
        if (status == STATUS_OK)
            compare(arena, migrations, &applied, &found);
    }
    if (status != STATUS_OK)
        return error_set(error, status, 0, "%s", db_failure(db));
    *ret_status = found;
    return STATUS_OK;
}

int migrate_status(const char *location, struct migration_list migrations, struct error *error,
                   struct migrate_status *ret_status)
{
    if (db_engine_of(location) == DB_ENGINE_SQLITE && !file_exists(location)) {
        *ret_status = (struct migrate_status){ .state = MIGRATE_EMPTY, .available = (int)migrations.count };
        return STATUS_OK;
    }
    struct db *db;
    int status = db_open_reader(location, error, &db);
    if (status != STATUS_OK)
        return status;
    struct arena *arena = arena_new();
    status = look(db, arena, migrations, error, ret_status);
    arena_free(arena);
    db_close(db);
    return status;
}

static int run_text(struct db *db, struct arena *arena, const struct migration *migration, int64_t now_at)
{
    bool postgresql = db_engine(db) == DB_ENGINE_POSTGRESQL;
    struct text script = schema_text(arena, (struct text){ migration->text, migration->length }, postgresql);
    int status = db->driver->execute(db, script.data);
    if (status == STATUS_OK)
        status = migration_add(db,
                               (struct migration_add_in){ .number = migration->number,
                                                          .name = text_from(migration->name),
                                                          .checksum = checksum_of(arena, migration),
                                                          .at = now_at },
                               NULL);
    if (status == STATUS_OK && !postgresql)
        status = sqlite_check_references(db);
    return status;
}

static int apply_one(struct db *db, const struct migration *migration, int64_t now_at, struct error *error)
{
    struct arena *arena = arena_new();
    int status = db->driver->execute(db, "BEGIN");
    if (status == STATUS_OK)
        status = run_text(db, arena, migration, now_at);
    if (status == STATUS_OK)
        status = db->driver->execute(db, "COMMIT");
    if (status != STATUS_OK) {
        status = error_set(error, STATUS_FAILED, 0, "%s: %s", migration->name, db_failure(db));
        (void)!db->driver->execute(db, "ROLLBACK");
    }
    arena_free(arena);
    return status;
}

/* References are looked at when a migration has ended: one that makes a table anew must drop the old one. */
static int apply_missing(const struct migrate_settings *settings, struct db *db, int applied, struct error *error,
                         int *ret_applied)
{
    int status = STATUS_OK;
    if (db_engine(db) == DB_ENGINE_SQLITE)
        status = db_execute(db, "PRAGMA foreign_keys = OFF", error);
    int count = 0;
    for (size_t i = (size_t)applied; status == STATUS_OK && i < settings->migrations.count; i++, count++) {
        const struct migration *migration = &settings->migrations.items[i];
        if (settings->progress != NULL)
            settings->progress(settings->context, migration);
        status = apply_one(db, migration, clock_now(settings->clock), error);
    }
    if (status == STATUS_OK && ret_applied != NULL)
        *ret_applied = count;
    return status;
}

static int refuse(const struct migrate_status *found, struct error *error)
{
    switch (found->state) {
    case MIGRATE_NEWER:
        return error_set(error, STATUS_CONFLICT, 0,
                         "the database is at schema %d, this program knows %d: use a newer program", found->applied,
                         found->available);
    case MIGRATE_CHANGED:
        return error_set(error, STATUS_CONFLICT, 0, "migration %d in the database is not the one of this program",
                         found->changed);
    case MIGRATE_FOREIGN:
        return error_set(error, STATUS_CONFLICT, 0, "the database has tables of another program");
    default:
        return STATUS_OK;
    }
}

/* Texts compare by their bytes on both engines, or lists would be in another order. */
static int check_sorting(struct db *db, struct arena *arena, struct error *error)
{
    struct database_sorting_row row;
    int status = database_sorting(db, arena, &row);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "%s", db_failure(db));
    bool sorting = text_equal(row.sorting, TEXT("C")) || text_equal(row.sorting, TEXT("POSIX")) ||
                   text_equal_ignore_case(row.sorting, TEXT("C.UTF-8")) ||
                   text_equal_ignore_case(row.sorting, TEXT("C.UTF8"));
    if (sorting && text_equal(row.encoding, TEXT("UTF8")))
        return STATUS_OK;
    return error_set(error, STATUS_CONFLICT, 0,
                     "the database has encoding %.*s and collation %.*s; make it with ENCODING 'UTF8' "
                     "LC_COLLATE 'C' TEMPLATE template0",
                     TEXT_ARGS(row.encoding), TEXT_ARGS(row.sorting));
}

/* A copy of the file before it changes, named after where it stood and when. */
static int copy_before(const struct migrate_settings *settings, struct arena *arena, int applied, struct error *error)
{
    if (settings->backup_folder == NULL)
        return STATUS_OK;
    if (file_make_folder(settings->backup_folder, 0700) != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s cannot be made", settings->backup_folder);
    struct text path = arena_printf(arena, "%s/before-%04d-%jd.sqlite", settings->backup_folder, applied + 1,
                                    (intmax_t)clock_now(settings->clock));
    struct db *reader;
    int status = db_open_reader(settings->location, error, &reader);
    if (status != STATUS_OK)
        return status;
    status = backup_copy_sqlite(reader, path.data, error);
    db_close(reader);
    return status;
}

/* New tables come without policies, so each time anew. Databases of tests have other migrations than the program's. */
static int seal(const struct migrate_settings *settings, struct db *db, struct error *error)
{
    if (db_engine(db) != DB_ENGINE_POSTGRESQL || settings->migrations.items != migrations_of_program().items)
        return STATUS_OK;
    bool named = settings->service != NULL && settings->service[0] != '\0';
    return seal_apply(db, named ? settings->service : PQuser(postgresql_connection(db)), error);
}

static int apply(const struct migrate_settings *settings, struct db *db, struct arena *arena, struct error *error,
                 int *ret_applied)
{
    struct migrate_status found;
    int status = look(db, arena, settings->migrations, error, &found);
    if (status == STATUS_OK)
        status = refuse(&found, error);
    if (status == STATUS_OK)
        status = check_sorting(db, arena, error);
    if (status == STATUS_OK && found.state == MIGRATE_OLDER && db_engine(db) == DB_ENGINE_SQLITE)
        status = copy_before(settings, arena, found.applied, error);
    if (status == STATUS_OK)
        status = apply_missing(settings, db, found.applied, error, ret_applied);
    return status == STATUS_OK ? seal(settings, db, error) : status;
}

int migrate_apply(const struct migrate_settings *settings, struct error *error, int *ret_applied)
{
    struct db_lock *lock;
    struct db *db = NULL;
    int status = db_lock_take(settings->location, error, &lock);
    if (status != STATUS_OK)
        return status;
    status = wal_settle(settings->location, error);
    if (status == STATUS_OK)
        status = db_open_writer(settings->location, error, &db);
    bool postgresql = db_engine_of(settings->location) == DB_ENGINE_POSTGRESQL;
    if (status == STATUS_OK && postgresql)
        status = db_execute(db, LOCK_SCRIPT, error);
    if (status == STATUS_OK) {
        struct arena *arena = arena_new();
        status = apply(settings, db, arena, error, ret_applied);
        arena_free(arena);
        if (postgresql)
            (void)!db_execute(db, UNLOCK_SCRIPT, NULL);
    }
    db_close(db);
    db_lock_release(lock);
    return status;
}
