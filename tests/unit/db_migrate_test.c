/* SPDX-License-Identifier: EUPL-1.2 */
/* Migrations: the schema's one text, where a database stands, what is refused, what a failure leaves. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/database.h"
#include "base/file.h"
#include "db/backup_copy.h"
#include "db/lock.h"
#include "db/migrate.h"
#include "db/schema_text.h"

static const enum db_engine sqlite = DB_ENGINE_SQLITE;
static const enum db_engine postgresql = DB_ENGINE_POSTGRESQL;

/* Like schema/0001_base.sql, as far as migrations need it. */
#define FIRST                                                                                                 \
    "CREATE TABLE migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL," \
    " applied_at BIGINT NOT NULL);\n"
#define PARENT "CREATE TABLE parent (id BIGINT NOT NULL PRIMARY KEY);\n"
#define CHILD  "CREATE TABLE child (id BIGINT NOT NULL PRIMARY KEY, parent BIGINT NOT NULL REFERENCES parent (id));\n"

#define MIGRATION(number, text)                         \
    {                                                   \
        number, #number "_test", text, sizeof(text) - 1 \
    }

static int setup(void **state)
{
    *state = test_database_empty(*(const enum db_engine *)*state);
    return 0;
}

static int teardown(void **state)
{
    test_database_remove(*state);
    return 0;
}

static int apply(struct test_database *database, const struct migration *items, size_t count, struct error *error,
                 int *ret_applied)
{
    static struct clock clock = CLOCK_AT(1774746000000);
    struct migrate_settings settings = {
        .location = database->location,
        .migrations = { items, count },
        .clock = &clock,
        .backup_folder = test_database_path(database, "before"),
    };
    *error = (struct error){ 0 };
    return migrate_apply(&settings, error, ret_applied);
}

static struct migrate_status look(struct test_database *database, const struct migration *items, size_t count)
{
    struct migrate_status status = { 0 };
    struct error error = { 0 };
    if (migrate_status(database->location, (struct migration_list){ items, count }, &error, &status) != STATUS_OK)
        fail_msg("%s", error.detail);
    return status;
}

static void a_database_is_brought_up_to_date(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = { MIGRATION(1, FIRST), MIGRATION(2, PARENT), MIGRATION(3, CHILD) };
    struct error error;
    int applied = -1;
    assert_int_equal(look(database, migrations, 3).state, MIGRATE_EMPTY);
    assert_int_equal(apply(database, migrations, 2, &error, &applied), STATUS_OK);
    assert_int_equal(applied, 2);
    assert_int_equal(look(database, migrations, 2).state, MIGRATE_CURRENT);
    struct migrate_status status = look(database, migrations, 3);
    assert_int_equal(status.state, MIGRATE_OLDER);
    assert_int_equal(status.applied, 2);
    assert_int_equal(status.available, 3);
    assert_int_equal(apply(database, migrations, 3, &error, &applied), STATUS_OK);
    assert_int_equal(applied, 1);
    assert_int_equal(apply(database, migrations, 3, &error, &applied), STATUS_OK);
    assert_int_equal(applied, 0);
    assert_int_equal(look(database, migrations, 3).state, MIGRATE_CURRENT);
}

static void other_programs_databases_are_refused(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = { MIGRATION(1, FIRST), MIGRATION(2, PARENT) };
    static const struct migration changed[] = { MIGRATION(1, FIRST), MIGRATION(2, CHILD), MIGRATION(3, PARENT) };
    struct error error;
    test_database_execute(database, "CREATE TABLE foreign_to_us (id BIGINT)");
    assert_int_equal(look(database, migrations, 2).state, MIGRATE_FOREIGN);
    assert_int_equal(apply(database, migrations, 2, &error, NULL), STATUS_CONFLICT);
    test_database_execute(database, "DROP TABLE foreign_to_us");
    assert_int_equal(apply(database, migrations, 2, &error, NULL), STATUS_OK);
    assert_int_equal(look(database, migrations, 1).state, MIGRATE_NEWER);
    assert_int_equal(apply(database, migrations, 1, &error, NULL), STATUS_CONFLICT);
    assert_int_equal(look(database, changed, 3).state, MIGRATE_CHANGED);
    assert_int_equal(look(database, changed, 3).changed, 2);
    assert_int_equal(apply(database, changed, 3, &error, NULL), STATUS_CONFLICT);
}

static void a_failed_migration_leaves_the_one_before(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = { MIGRATION(1, FIRST), MIGRATION(2, PARENT),
                                                   MIGRATION(3, CHILD "CREATE TABLE nonsense (;") };
    struct error error;
    assert_int_equal(apply(database, migrations, 3, &error, NULL), STATUS_FAILED);
    assert_non_null(strstr(error.detail, "3_test"));
    struct migrate_status status = look(database, migrations, 3);
    assert_int_equal(status.state, MIGRATE_OLDER);
    assert_int_equal(status.applied, 2);
    /* Also what came before the mistake in the same file is gone. */
    static const struct migration good[] = { MIGRATION(1, FIRST), MIGRATION(2, PARENT), MIGRATION(3, CHILD) };
    assert_int_equal(apply(database, good, 3, &error, NULL), STATUS_OK);
}

static void dangling_references_are_found(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = { MIGRATION(1, FIRST), MIGRATION(2, PARENT CHILD),
                                                   MIGRATION(3, "INSERT INTO child (id, parent) VALUES (1, 2);") };
    struct error error;
    assert_int_equal(apply(database, migrations, 3, &error, NULL), STATUS_FAILED);
    assert_int_equal(look(database, migrations, 3).applied, 2);
}

/* A table made anew while others refer to it, as a migration on SQLite has to. */
static void a_table_can_be_made_anew(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = {
        MIGRATION(1, FIRST PARENT CHILD
                  "INSERT INTO parent (id) VALUES (2); INSERT INTO child (id, parent) VALUES (1, 2);"),
        MIGRATION(2, "CREATE TABLE other (id BIGINT NOT NULL PRIMARY KEY, name TEXT);\n"
                     "INSERT INTO other (id) SELECT id FROM parent;\nDROP TABLE parent;\n"
                     "ALTER TABLE other RENAME TO parent;\n"),
    };
    struct error error;
    if (apply(database, migrations, 2, &error, NULL) != STATUS_OK)
        fail_msg("%s", error.detail);
}

static void the_file_is_copied_before_it_changes(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = { MIGRATION(1, FIRST), MIGRATION(2, PARENT) };
    struct error error;
    const char *copy = test_database_path(database, "before/before-0002-1774746000000.sqlite");
    assert_int_equal(apply(database, migrations, 1, &error, NULL), STATUS_OK);
    assert_false(file_exists(copy));
    assert_int_equal(apply(database, migrations, 2, &error, NULL), STATUS_OK);
    assert_true(file_exists(copy));
    assert_int_equal(backup_check_sqlite(copy, &error), STATUS_OK);
    struct migrate_status status;
    assert_int_equal(migrate_status(copy, (struct migration_list){ migrations, 2 }, &error, &status), STATUS_OK);
    assert_int_equal(status.state, MIGRATE_OLDER);
}

static void not_while_another_process_writes(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = { MIGRATION(1, FIRST) };
    struct error error;
    struct db_lock *lock;
    assert_int_equal(db_lock_take(database->location, &error, &lock), STATUS_OK);
    assert_int_equal(apply(database, migrations, 1, &error, NULL), STATUS_BUSY);
    db_lock_release(lock);
}

static void the_programs_own_schema_applies(void **state)
{
    struct test_database *database = *state;
    struct migration_list list = migrations_of_program();
    struct error error;
    assert_true(list.count >= 1);
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(list.items[i].number, i + 1);
    if (apply(database, list.items, list.count, &error, NULL) != STATUS_OK)
        fail_msg("%s", error.detail);
    assert_int_equal(look(database, list.items, list.count).state, MIGRATE_CURRENT);
}

struct node {
    struct test_database *database;
    int status;
    int applied;
};

static void *migrate_node(void *argument)
{
    static const struct migration migrations[] = { MIGRATION(1, FIRST), MIGRATION(2, PARENT), MIGRATION(3, CHILD) };
    struct node *node = argument;
    struct migrate_settings settings = { .location = node->database->location,
                                         .migrations = { migrations, 3 },
                                         .clock = clock_system() };
    node->status = migrate_apply(&settings, NULL, &node->applied);
    return NULL;
}

/* Nodes that start at once: one migrates, the others wait and find it done. */
static void nodes_migrate_one_after_another(void **state)
{
    struct test_database *database = *state;
    struct node nodes[4];
    pthread_t threads[4];
    int applied = 0;
    for (size_t i = 0; i < 4; i++) {
        nodes[i] = (struct node){ .database = database };
        pthread_create(&threads[i], NULL, migrate_node, &nodes[i]);
    }
    for (size_t i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(nodes[i].status, STATUS_OK);
        applied += nodes[i].applied;
    }
    assert_int_equal(applied, 3);
}

static void sorting_by_bytes_is_required(void **state)
{
    struct test_database *database = *state;
    static const struct migration migrations[] = { MIGRATION(1, FIRST) };
    struct error error;
    test_database_execute(database, "CREATE DATABASE test_latin TEMPLATE template0 ENCODING 'SQL_ASCII'");
    const char *own = database->location;
    database->location = arena_printf(database->arena, "%s dbname=test_latin", own).data;
    assert_int_equal(apply(database, migrations, 1, &error, NULL), STATUS_CONFLICT);
    assert_non_null(strstr(error.detail, "UTF8"));
    database->location = own;
    test_database_execute(database, "DROP DATABASE test_latin");
}

static void check_text(struct arena *arena, const char *text, const char *for_sqlite, const char *for_postgresql)
{
    struct text result = schema_text(arena, text_from(text), false);
    assert_string_equal(result.data, for_sqlite);
    assert_int_equal(result.length, strlen(for_sqlite));
    result = schema_text(arena, text_from(text), true);
    assert_string_equal(result.data, for_postgresql);
}

static void one_text_becomes_two(void **state)
{
    struct test_database *database = *state;
    struct arena *arena = database->arena;
    check_text(arena, "", "", "");
    check_text(arena, "a BYTES,", "a BLOB,", "a BYTEA,");
    check_text(arena, "BYTES", "BLOB", "BYTEA");
    check_text(arena, "a MYBYTES, BYTES_B, bytes\n", "a MYBYTES, BYTES_B, bytes\n", "a MYBYTES, BYTES_B, bytes\n");
    check_text(arena, "'BYTES' \"BYTES\" -- BYTES\nBYTES", "'BYTES' \"BYTES\" -- BYTES\nBLOB",
               "'BYTES' \"BYTES\" -- BYTES\nBYTEA");
    check_text(arena, "(\n)\n--sqlite WITHOUT ROWID\n--postgresql TABLESPACE x\n;\n", "(\n)\nWITHOUT ROWID\n\n;\n",
               "(\n)\n\nTABLESPACE x\n;\n");
    check_text(arena, " --sqlite no\n", " --sqlite no\n", " --sqlite no\n");
}

#define ON(engine, test)                                                        \
    {                                                                           \
#test " on " #engine, test, setup, teardown, (void *)(uintptr_t)&engine \
    }
#define ON_BOTH(test) ON(sqlite, test), ON(postgresql, test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_database_is_brought_up_to_date),
        ON_BOTH(other_programs_databases_are_refused),
        ON_BOTH(a_failed_migration_leaves_the_one_before),
        ON_BOTH(dangling_references_are_found),
        ON_BOTH(the_programs_own_schema_applies),
        ON(sqlite, a_table_can_be_made_anew),
        ON(sqlite, the_file_is_copied_before_it_changes),
        ON(sqlite, not_while_another_process_writes),
        ON(sqlite, one_text_becomes_two),
        ON(postgresql, nodes_migrate_one_after_another),
        ON(postgresql, sorting_by_bytes_is_required),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
