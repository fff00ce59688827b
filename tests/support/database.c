/* SPDX-License-Identifier: EUPL-1.2 */
#include "database.h"

#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/backup_copy.h"
#include "db/migrate.h"

static const char *server(void)
{
    const char *location = getenv("SAMENSPEL_TEST_POSTGRESQL");
    if (location == NULL || location[0] == '\0')
        fail_msg("SAMENSPEL_TEST_POSTGRESQL is not set: see tools/postgres-for-tests.sh");
    return location;
}

static void run_on_server(const char *script)
{
    PGconn *connection = PQconnectdb(server());
    PGresult *result = PQexec(connection, script);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", script, PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
}

/* The server's connection string with another database. */
static const char *location_of(struct arena *arena, const char *name)
{
    PQconninfoOption *options = PQconninfoParse(server(), NULL);
    assert_non_null(options);
    struct text location = TEXT("");
    for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
        if (option->val != NULL && !text_equal(text_from(option->keyword), TEXT("dbname")))
            location = arena_printf(arena, "%.*s%s='%s' ", TEXT_ARGS(location), option->keyword, option->val);
    PQconninfoFree(options);
    return arena_printf(arena, "%.*sdbname='%s'", TEXT_ARGS(location), name).data;
}

static void make_on_server(struct test_database *database)
{
    static int count;
    database->name = arena_printf(database->arena, "test_%ld_%d", (long)getpid(), ++count).data;
    database->location = location_of(database->arena, database->name);
    run_on_server(arena_printf(database->arena,
                               "CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'",
                               database->name)
                      .data);
}

struct test_database *test_database_empty(enum db_engine engine)
{
    assert_int_equal(random_start(), STATUS_OK);
    struct arena *arena = arena_new();
    struct test_database *database = ARENA_NEW(arena, struct test_database);
    *database = (struct test_database){ .engine = engine, .arena = arena };
    const char *temporary = getenv("TMPDIR");
    char *folder =
        text_string(arena, arena_printf(arena, "%s/samenspel-test-XXXXXX", temporary != NULL ? temporary : "/tmp"));
    assert_non_null(mkdtemp(folder));
    database->folder = folder;
    if (engine == DB_ENGINE_POSTGRESQL)
        make_on_server(database);
    else
        database->location = test_database_path(database, "test.sqlite");
    return database;
}

struct test_database *test_database_migrated(enum db_engine engine)
{
    struct test_database *database = test_database_empty(engine);
    struct migrate_settings settings = { .location = database->location,
                                         .migrations = migrations_of_program(),
                                         .clock = clock_system() };
    struct error error = { 0 };
    if (migrate_apply(&settings, &error, NULL) != STATUS_OK)
        fail_msg("%s", error.detail);
    return database;
}

void test_database_remove(struct test_database *database)
{
    if (database->engine == DB_ENGINE_POSTGRESQL)
        run_on_server(arena_printf(database->arena, "DROP DATABASE IF EXISTS %s WITH (FORCE)", database->name).data);
    assert_int_equal(backup_remove(database->folder), STATUS_OK);
    arena_free(database->arena);
}

const char *test_database_path(struct test_database *database, const char *name)
{
    return arena_printf(database->arena, "%s/%s", database->folder, name).data;
}

void test_database_execute(struct test_database *database, const char *script)
{
    struct db *db;
    struct error error = { 0 };
    assert_int_equal(db_open_writer(database->location, &error, &db), STATUS_OK);
    if (db_execute(db, script, &error) != STATUS_OK)
        fail_msg("%s", error.detail);
    db_close(db);
}
