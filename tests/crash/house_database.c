/* SPDX-License-Identifier: EUPL-1.2 */
/* The database of a house, read beside its server, on either engine. See house.h. */
#include "access/access.h"
#include "db/db.h"
#include "house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define SERVICE_ROLE "samenspel_service"

static struct db *open_reader(const struct house *house)
{
    struct db *db;
    struct error error = { .word = 0 };
    if (db_open_reader(house->database, &error, &db) != STATUS_OK)
        fail_msg("the database cannot be opened: %s", error.detail);
    return db;
}

struct number_row {
    int64_t number;
};
static const struct db_column number_columns[] = {
    { .name = "number", .type = DB_INTEGER, .offset = offsetof(struct number_row, number) },
};
static const struct db_column text_columns[] = {
    { .name = "text", .type = DB_TEXT, .null = true, .offset = 0 },
};

/* A statement of the test's own. Prepared ones are found by their name, so each has another. */
static struct db_statement statement_of(struct house *house, const char *sql, const struct db_column *out, size_t size)
{
    static unsigned number;
    return (struct db_statement){ .name = arena_printf(house->arena, "house_%u", ++number).data,
                                  .sqlite = sql,
                                  .postgresql = sql,
                                  .out_count = 1,
                                  .out = out,
                                  .row_size = size };
}

static int64_t number_of(struct house *house, struct db *db, const char *sql)
{
    struct db_statement *statement = ARENA_NEW(house->arena, struct db_statement);
    *statement = statement_of(house, sql, number_columns, sizeof(struct number_row));
    struct number_row row = { .number = -1 };
    int status = db_select_one(db, statement, NULL, house->arena, &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        fail_msg("%s: %s", sql, db_failure(db));
    return row.number;
}

int64_t house_number(struct house *house, const char *sql)
{
    struct db *db = open_reader(house);
    int64_t number = number_of(house, db, sql);
    db_close(db);
    return number;
}

struct house_texts house_texts(struct house *house, struct arena *arena, const char *sql)
{
    struct db *db = open_reader(house);
    struct db_statement statement = statement_of(house, sql, text_columns, sizeof(struct text));
    struct house_texts texts = { .items = NULL };
    void *items = NULL;
    if (db_select(db, &statement, NULL, arena, &items, &texts.count) != STATUS_OK)
        fail_msg("%s: %s", sql, db_failure(db));
    texts.items = items;
    db_close(db);
    return texts;
}

static void check_sets(struct house *house, struct db *db)
{
    struct arena *arena = arena_new();
    struct access_difference difference;
    assert_int_equal(access_compare(db, arena, house->organisation, &difference), STATUS_OK);
    if (difference.missing != 0 || difference.extra != 0)
        fail_msg("access sets: %jd missing, %jd too much", (intmax_t)difference.missing, (intmax_t)difference.extra);
    arena_free(arena);
}

void house_check(struct house *house)
{
    static const char *const damage[] = {
        /* A moment, its client id and its audit row were written in one change. */
        "SELECT (SELECT count(*) FROM client_write) - (SELECT count(DISTINCT moment) FROM entry)",
        "SELECT count(*) - (SELECT count(*) FROM client_write) FROM audit WHERE action = 'handover.write'",
        "SELECT count(*) FROM client_write AS w WHERE NOT EXISTS (SELECT 1 FROM entry AS e WHERE e.moment = w.result)",
        /* What SQLite knows about itself; PostgreSQL keeps its references by itself. */
        "SELECT quick_check <> 'ok' FROM pragma_quick_check",
        "SELECT count(*) FROM pragma_foreign_key_check",
    };
    size_t count = house->service ? 3 : sizeof damage / sizeof damage[0];
    struct db *db = open_reader(house);
    for (size_t i = 0; i < count; i++) {
        int64_t found = number_of(house, db, damage[i]);
        if (found != 0)
            fail_msg("%s: %jd", damage[i], (intmax_t)found);
    }
    check_sets(house, db);
    db_close(db);
}

/* --- on PostgreSQL --- */

static const char *server_location(void)
{
    const char *server = getenv("SAMENSPEL_TEST_POSTGRESQL");
    if (!server || !*server)
        fail_msg("SAMENSPEL_TEST_POSTGRESQL is not set");
    return server;
}

static void on_server(const char *script)
{
    struct db *db;
    struct error error = { .word = 0 };
    if (db_open_writer(server_location(), &error, &db) != STATUS_OK || db_execute(db, script, &error) != STATUS_OK)
        fail_msg("%s: %s", script, error.detail);
    db_close(db);
}

static const char *name_of(struct house *house)
{
    return arena_printf(house->arena, "house_%d", (int)getpid()).data;
}

void house_database_make(struct house *house)
{
    const char *name = name_of(house);
    on_server("DO $$ BEGIN CREATE ROLE " SERVICE_ROLE
              " LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
    on_server(arena_printf(house->arena, "CREATE DATABASE %s", name).data);
    house->database = arena_printf(house->arena, "%s dbname=%s", server_location(), name).data;
    house->service = arena_printf(house->arena, "%s user=" SERVICE_ROLE, house->database).data;
}

void house_database_remove(struct house *house)
{
    on_server(arena_printf(house->arena, "DROP DATABASE %s WITH (FORCE)", name_of(house)).data);
}
