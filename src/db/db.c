/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What both engines have in common: which one a location means, and the rule that statements that write run
 * only in a change and that a failed change stays failed.
 */
#include <stdarg.h>

#include "db/driver.h"

enum db_engine db_engine_of(const char *location)
{
    struct text text = text_from(location);
    if (text_starts_with(text, TEXT("postgresql://")) || text_starts_with(text, TEXT("postgres://")))
        return DB_ENGINE_POSTGRESQL;
    size_t equals = text_find(text, TEXT("="));
    return equals < text_find(text, TEXT("/")) ? DB_ENGINE_POSTGRESQL : DB_ENGINE_SQLITE;
}

const char *db_engine_name(enum db_engine engine)
{
    return engine == DB_ENGINE_POSTGRESQL ? "postgresql" : "sqlite";
}

static int open_connection(const char *location, bool reader, struct error *error, struct db **ret_db)
{
    if (db_engine_of(location) == DB_ENGINE_POSTGRESQL)
        return postgresql_open(location, reader, error, ret_db);
    return sqlite_open(location, reader, error, ret_db);
}

int db_open_reader(const char *location, struct error *error, struct db **ret_db)
{
    return open_connection(location, true, error, ret_db);
}

int db_open_writer(const char *location, struct error *error, struct db **ret_db)
{
    return open_connection(location, false, error, ret_db);
}

void db_close(struct db *db)
{
    if (db != NULL)
        db->driver->close(db);
}

enum db_engine db_engine(const struct db *db)
{
    return db->driver->engine;
}

static int begin(struct db *db, enum db_transaction transaction)
{
    db->begun_at = db_commit_number();
    db->anew = false;
    return db->driver->begin(db, transaction);
}

int db_read_begin(struct db *db)
{
    return begin(db, DB_TRANSACTION_READ);
}

int db_look_begin(struct db *db)
{
    return begin(db, DB_TRANSACTION_LOOK);
}

void db_read_end(struct db *db)
{
    db->driver->rollback(db);
    db->begun_at = 0;
    db->anew = false;
}

int db_commit(struct db *db)
{
    int status = db->driver->commit(db);
    db_publish_written(&db->written);
    return status;
}

int db_execute(struct db *db, const char *script, struct error *error)
{
    int status = db->driver->execute(db, script);
    db->written.everything = true; /* nobody reads the script for us */
    db_publish_written(&db->written);
    return status == STATUS_OK ? STATUS_OK : error_set(error, status, 0, "%s", db->failure);
}

const char *db_failure(const struct db *db)
{
    return db->failure;
}

int db_fail(struct db *db, int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(db->failure, sizeof db->failure, format, arguments);
    va_end(arguments);
    return status;
}

void db_change_begin(struct db *db)
{
    db->changing = true;
    db->change_status = STATUS_OK;
}

int db_change_end(struct db *db)
{
    db->changing = false;
    return db->change_status;
}

/* A reader that has a memory may find the answer there. `limit` is 1 or none; all rows of a statement that is recalled are kept. */
static int run_or_recall(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                         size_t limit, void **ret_items, size_t *ret_count, int64_t *ret_changed)
{
    struct db_recall_key key = { .statement = NULL };
    if (statement->reads) {
        int status = db_recall_key(db, statement, in, arena, &key);
        if (status != STATUS_OK || db_recall_find(db, &key, arena, ret_items, ret_count))
            return status;
    }
    int status = db->driver->run(db, statement, in, arena, limit, ret_items, ret_count, ret_changed);
    if (status == STATUS_OK && key.statement && ret_items)
        db_recall_keep(db, &key, *ret_items, *ret_count);
    return status;
}

static int run(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena, size_t limit,
               void **ret_items, size_t *ret_count, int64_t *ret_changed)
{
    if (statement->in_count > DB_PARAMETERS_MAXIMUM)
        return db_fail(db, STATUS_FAILED, "%s: too many parameters", statement->name);
    if (db->changing && db->change_status != STATUS_OK)
        return db->change_status;
    if (statement->writes && !statement->unnoticed)
        db_note_written(&db->written, statement->writes);
    int status = statement->writes && db->reader && !db->changing
                     ? db_fail(db, STATUS_FAILED, "%s: writes outside a change", statement->name)
                     : run_or_recall(db, statement, in, arena, limit, ret_items, ret_count, ret_changed);
    if (db->changing && status != STATUS_OK)
        db->change_status = status;
    if (statement->writes && !db->changing)
        db_publish_written(&db->written);
    return status;
}

int db_select(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
              void **ret_items, size_t *ret_count)
{
    return run(db, statement, in, arena, SIZE_MAX, ret_items, ret_count, NULL);
}

int db_select_one(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                  void *ret_row)
{
    void *items = NULL;
    size_t count = 0;
    int status = run(db, statement, in, arena, 1, &items, &count, NULL);
    if (status != STATUS_OK)
        return status;
    if (count == 0)
        return STATUS_NOT_FOUND;
    memcpy(ret_row, items, statement->row_size);
    return STATUS_OK;
}

int db_run(struct db *db, const struct db_statement *statement, const void *in, int64_t *ret_changed)
{
    int64_t changed = 0;
    int status = run(db, statement, in, NULL, 0, NULL, NULL, &changed);
    if (status == STATUS_OK && ret_changed != NULL)
        *ret_changed = changed;
    return status;
}
