/* SPDX-License-Identifier: EUPL-1.2 */
/* One connection: values of every type, NULL, snapshots, what a reader may not, what failures mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/database.h"
#include "../support/sample.h"
#include "db/driver.h"
#include "db/lock.h"

static const enum db_engine sqlite = DB_ENGINE_SQLITE;
static const enum db_engine postgresql = DB_ENGINE_POSTGRESQL;

struct fixture {
    struct test_database *database;
    struct arena *arena;
    struct db *writer;
    struct db *reader;
};

static int setup(void **state)
{
    enum db_engine engine = *(const enum db_engine *)*state;
    struct test_database *database = test_database_empty(engine);
    struct fixture *fixture = ARENA_NEW(database->arena, struct fixture);
    *fixture = (struct fixture){ .database = database, .arena = database->arena };
    test_database_execute(database, engine == DB_ENGINE_SQLITE ? SAMPLE_SCHEMA_SQLITE : SAMPLE_SCHEMA_POSTGRESQL);
    assert_int_equal(db_open_writer(database->location, NULL, &fixture->writer), STATUS_OK);
    assert_int_equal(db_open_reader(database->location, NULL, &fixture->reader), STATUS_OK);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    db_close(fixture->reader);
    db_close(fixture->writer);
    test_database_remove(fixture->database);
    return 0;
}

static struct sample get(struct fixture *fixture, struct db *db, int64_t id)
{
    struct sample row;
    assert_int_equal(db_select_one(db, &sample_get, &id, fixture->arena, &row), STATUS_OK);
    return row;
}

static void add(struct fixture *fixture, struct sample sample)
{
    int64_t changed = 0;
    assert_int_equal(db_run(fixture->writer, &sample_add, &sample, &changed), STATUS_OK);
    assert_int_equal(changed, 1);
}

static void values_come_back(void **state)
{
    struct fixture *fixture = *state;
    struct sample sample = {
        .id = INT64_MIN,
        .flag = true,
        .words = TEXT("crèche \xf0\x9f\x8d\x8e"),
        .raw = TEXT("\0\1\xff"),
        .at = -1,
        .day = { -719162 },
        .child = { INT64_MAX },
    };
    add(fixture, sample);
    struct sample row = get(fixture, fixture->reader, INT64_MIN);
    assert_true(row.flag);
    assert_true(text_equal(row.words, sample.words));
    assert_true(text_equal(row.raw, sample.raw));
    assert_int_equal(row.at, -1);
    assert_int_equal(row.day.days, -719162);
    assert_int_equal(row.child.value, INT64_MAX);
}

static void null_is_not_empty(void **state)
{
    struct fixture *fixture = *state;
    add(fixture, sample_of(1, NULL));
    struct sample empty = sample_of(2, "");
    empty.raw = TEXT("");
    add(fixture, empty);
    struct sample row = get(fixture, fixture->reader, 1);
    assert_null(row.words.data);
    assert_null(row.raw.data);
    assert_true(row.at == INSTANT_NONE);
    assert_true(date_is_none(row.day));
    assert_int_equal(row.child.value, 0);
    row = get(fixture, fixture->reader, 2);
    assert_non_null(row.words.data);
    assert_int_equal(row.words.length, 0);
    assert_non_null(row.raw.data);
    assert_int_equal(row.raw.length, 0);
}

static void many_rows_keep_their_order(void **state)
{
    struct fixture *fixture = *state;
    struct sample *rows = NULL;
    size_t count = 9;
    assert_int_equal(db_select(fixture->reader, &sample_all, NULL, fixture->arena, (void **)&rows, &count), STATUS_OK);
    assert_int_equal(count, 0);
    for (int64_t id = 100; id > 0; id--)
        add(fixture, sample_of(id, "words"));
    assert_int_equal(db_select(fixture->reader, &sample_all, NULL, fixture->arena, (void **)&rows, &count), STATUS_OK);
    assert_int_equal(count, 100);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(rows[i].id, i + 1);
}

static void a_missing_row_leaves_the_result(void **state)
{
    struct fixture *fixture = *state;
    struct sample row = { .id = 42 };
    int64_t id = 7;
    assert_int_equal(db_select_one(fixture->reader, &sample_get, &id, fixture->arena, &row), STATUS_NOT_FOUND);
    assert_int_equal(row.id, 42);
}

static void a_doubled_key_is_a_conflict(void **state)
{
    struct fixture *fixture = *state;
    struct sample sample = sample_of(1, "first");
    int64_t changed = 5;
    add(fixture, sample);
    assert_int_equal(db_run(fixture->writer, &sample_add, &sample, &changed), STATUS_CONFLICT);
    assert_int_equal(changed, 5);
    assert_true(strlen(db_failure(fixture->writer)) > 0);
    add(fixture, sample_of(2, "the connection goes on"));
}

static void changed_rows_are_counted(void **state)
{
    struct fixture *fixture = *state;
    int64_t changed = 5;
    struct sample sample = sample_of(3, "x");
    assert_int_equal(db_run(fixture->writer, &sample_set_words, &sample, &changed), STATUS_OK);
    assert_int_equal(changed, 0);
    assert_int_equal(db_run(fixture->writer, &sample_set_words, &sample, NULL), STATUS_OK);
}

static void a_text_with_nul_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct sample sample = sample_of(1, "x");
    sample.words = TEXT("a\0b");
    assert_int_equal(db_run(fixture->writer, &sample_add, &sample, NULL), STATUS_INVALID);
}

static void a_null_where_none_may_be_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct db_column words = { "words", DB_TEXT, false, offsetof(struct sample, words) };
    static const struct db_statement statement = {
        .name = "null_test",
        .sqlite = "SELECT s.words FROM sample AS s WHERE ?1 <> ''",
        .postgresql = "SELECT s.words FROM sample AS s WHERE $1 <> ''",
        .in_count = 1,
        .in = &words,
        .in_size = sizeof(struct sample),
        .out_count = 1,
        .out = &words,
        .row_size = sizeof(struct sample),
    };
    struct sample sample = sample_of(1, NULL);
    struct sample row;
    assert_int_equal(db_select_one(fixture->reader, &statement, &sample, fixture->arena, &row), STATUS_INVALID);
    add(fixture, sample);
    sample.words = TEXT("x");
    assert_int_equal(db_select_one(fixture->reader, &statement, &sample, fixture->arena, &row), STATUS_FAILED);
}

static void a_reader_cannot_write(void **state)
{
    struct fixture *fixture = *state;
    struct sample sample = sample_of(1, "x");
    assert_int_equal(db_run(fixture->reader, &sample_add, &sample, NULL), STATUS_FAILED);
    /* Also past the descriptor that says so. */
    struct db_statement lie = sample_add;
    lie.writes = NULL;
    assert_int_equal(db_run(fixture->reader, &lie, &sample, NULL), STATUS_FAILED);
    assert_int_equal(db_execute(fixture->reader, "DELETE FROM sample", NULL), STATUS_FAILED);
    assert_int_equal(sample_count(fixture->database->location), 0);
    db_close(fixture->reader);
    assert_int_equal(db_open_reader(fixture->database->location, NULL, &fixture->reader), STATUS_OK);
}

static void a_page_sees_one_snapshot(void **state)
{
    struct fixture *fixture = *state;
    struct sample changed = sample_of(1, "after");
    add(fixture, sample_of(1, "before"));
    assert_int_equal(db_read_begin(fixture->reader), STATUS_OK);
    assert_true(text_equal(get(fixture, fixture->reader, 1).words, TEXT("before")));
    assert_int_equal(db_run(fixture->writer, &sample_set_words, &changed, NULL), STATUS_OK);
    assert_true(text_equal(get(fixture, fixture->reader, 1).words, TEXT("before")));
    db_read_end(fixture->reader);
    assert_true(text_equal(get(fixture, fixture->reader, 1).words, TEXT("after")));
    db_read_end(fixture->reader);
    assert_int_equal(db_read_begin(fixture->reader), STATUS_OK);
    db_read_end(fixture->reader);
}

static void a_failed_statement_leaves_the_next_snapshot(void **state)
{
    struct fixture *fixture = *state;
    static const struct db_statement wrong = { .name = "wrong",
                                               .sqlite = "SELECT nothing",
                                               .postgresql = "SELECT nothing" };
    add(fixture, sample_of(1, "x"));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(db_read_begin(fixture->reader), STATUS_OK);
        assert_int_equal(db_run(fixture->reader, &wrong, NULL, NULL), STATUS_FAILED);
        db_read_end(fixture->reader);
        assert_int_equal(db_read_begin(fixture->reader), STATUS_OK);
        get(fixture, fixture->reader, 1);
        db_read_end(fixture->reader);
    }
}

/* A mistyped "column" must not become a text. */
static void double_quotes_are_names(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(db_execute(fixture->writer, "SELECT \"nothing\"", NULL), STATUS_FAILED);
}

static void an_engine_is_known_by_its_location(void **state)
{
    (void)state;
    assert_int_equal(db_engine_of("/var/lib/samenspel/data.sqlite"), DB_ENGINE_SQLITE);
    assert_int_equal(db_engine_of("data"), DB_ENGINE_SQLITE);
    assert_int_equal(db_engine_of("./a=b/data.sqlite"), DB_ENGINE_SQLITE);
    assert_int_equal(db_engine_of("postgresql://host/db"), DB_ENGINE_POSTGRESQL);
    assert_int_equal(db_engine_of("postgres://host/db"), DB_ENGINE_POSTGRESQL);
    assert_int_equal(db_engine_of("host=/run/postgresql dbname=x"), DB_ENGINE_POSTGRESQL);
}

static void a_missing_file_is_not_made(void **state)
{
    struct fixture *fixture = *state;
    const char *path = test_database_path(fixture->database, "missing.sqlite");
    struct db *db = NULL;
    struct error error = { 0 };
    assert_int_equal(db_open_reader(path, &error, &db), STATUS_NOT_FOUND);
    assert_null(db);
    assert_true(strlen(error.detail) > 0);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void one_process_writes(void **state)
{
    struct fixture *fixture = *state;
    struct db_lock *lock;
    struct db_lock *second;
    struct error error = { 0 };
    assert_int_equal(db_lock_take(fixture->database->location, &error, &lock), STATUS_OK);
    assert_int_equal(db_lock_take(fixture->database->location, &error, &second), STATUS_BUSY);
    char number[32];
    snprintf(number, sizeof number, "%ld", (long)getpid());
    assert_non_null(strstr(error.detail, number));
    db_lock_release(lock);
    assert_int_equal(db_lock_take(fixture->database->location, &error, &lock), STATUS_OK);
    db_lock_release(lock);
}

/* Others see nothing of the WAL's size: the last reader to close must not fold it in. */
static void a_reader_leaves_the_wal(void **state)
{
    struct fixture *fixture = *state;
    add(fixture, sample_of(1, "x"));
    db_close(fixture->reader);
    const char *wal = arena_printf(fixture->arena, "%s-wal", fixture->database->location).data;
    assert_int_equal(access(wal, F_OK), 0);
    assert_int_equal(db_open_reader(fixture->database->location, NULL, &fixture->reader), STATUS_OK);
}

/* The server ended the connection meanwhile: the page does not notice. */
static void a_lost_connection_is_made_again(void **state)
{
    struct fixture *fixture = *state;
    add(fixture, sample_of(1, "x"));
    get(fixture, fixture->reader, 1);
    for (int inside = 0; inside < 2; inside++) {
        struct db *other;
        assert_int_equal(db_open_writer(fixture->database->location, NULL, &other), STATUS_OK);
        assert_int_equal(db_execute(other,
                                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
                                    NULL),
                         STATUS_OK);
        db_close(other);
        if (inside)
            assert_int_equal(db_read_begin(fixture->reader), STATUS_OK);
        get(fixture, fixture->reader, 1);
        get(fixture, fixture->reader, 1);
        db_read_end(fixture->reader);
    }
    assert_int_equal(db_read_begin(fixture->writer), STATUS_OK);
    get(fixture, fixture->writer, 1);
    db_read_end(fixture->writer);
}

/* What the results of a round trip go to. */
struct results {
    struct {
        struct sample *items;
        size_t count;
    } all;
    struct sample one;
    struct sample none;
    bool found, found_none;
};

static void add_all(struct db_together *together, struct results *results)
{
    static const int64_t second = 2, missing = 99;
    db_together_add(together, (struct db_together_part){ .statement = &sample_all, .ret = &results->all }, NULL);
    db_together_add(together, (struct db_together_part){ &sample_get, NULL, true, &results->one, &results->found },
                    &second);
    db_together_add(
        together, (struct db_together_part){ &sample_get, NULL, true, &results->none, &results->found_none }, &missing);
}

static void check_all(const struct results *results)
{
    assert_int_equal(results->all.count, 2);
    assert_true(text_equal(results->all.items[1].words, TEXT("two")));
    assert_true(results->found);
    assert_true(text_equal(results->one.words, TEXT("two")));
    assert_false(results->found_none);
    assert_int_equal(results->none.id, -5); /* untouched */
}

/* Also as the first of a snapshot, which then begins with them, and again with the same list. */
static void statements_run_together(void **state)
{
    struct fixture *fixture = *state;
    struct db_together together = { .db = fixture->reader, .arena = fixture->arena };
    add(fixture, sample_of(1, "one"));
    add(fixture, sample_of(2, "two"));
    for (int inside = 0; inside < 2; inside++) {
        struct results results = { .found_none = true, .none = { .id = -5 } };
        if (inside)
            assert_int_equal(db_read_begin(fixture->reader), STATUS_OK);
        add_all(&together, &results);
        assert_int_equal(db_together_run(&together), STATUS_OK);
        check_all(&results);
        if (inside) { /* the snapshot stands */
            add(fixture, sample_of(3, "three"));
            add_all(&together, &results);
            assert_int_equal(db_together_run(&together), STATUS_OK);
            assert_int_equal(results.all.count, 2);
        }
        db_read_end(fixture->reader);
    }
}

static void a_failure_among_them_fails_all(void **state)
{
    static const struct db_column column = { .name = "id", .type = DB_INTEGER };
    static const char division[] = "SELECT CAST(1 AS BIGINT) / CAST(0 AS BIGINT) AS id";
    static const struct db_statement broken = { .name = "broken",
                                                .sqlite = division,
                                                .postgresql = division,
                                                .out_count = 1,
                                                .out = &column,
                                                .row_size = sizeof(int64_t) };
    struct fixture *fixture = *state;
    struct db_together together = { .db = fixture->reader, .arena = fixture->arena };
    struct results results = { .none = { .id = -5 } };
    int64_t number;
    bool found;
    add(fixture, sample_of(1, "one"));
    add(fixture, sample_of(2, "two"));
    db_together_add(&together, (struct db_together_part){ &broken, NULL, true, &number, &found }, NULL);
    add_all(&together, &results);
    assert_int_equal(db_together_run(&together), STATUS_FAILED);
    db_read_end(fixture->reader);
    /* Nothing of it stays behind on the connection. */
    add_all(&together, &results);
    assert_int_equal(db_together_run(&together), STATUS_OK);
    check_all(&results);
}

#define ON(engine, test)                                                        \
    {                                                                           \
#test " on " #engine, test, setup, teardown, (void *)(uintptr_t)&engine \
    }
#define ON_BOTH(test) ON(sqlite, test), ON(postgresql, test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(values_come_back),
        ON_BOTH(null_is_not_empty),
        ON_BOTH(many_rows_keep_their_order),
        ON_BOTH(a_missing_row_leaves_the_result),
        ON_BOTH(a_doubled_key_is_a_conflict),
        ON_BOTH(changed_rows_are_counted),
        ON_BOTH(a_text_with_nul_is_refused),
        ON_BOTH(a_null_where_none_may_be_is_refused),
        ON_BOTH(a_reader_cannot_write),
        ON_BOTH(a_page_sees_one_snapshot),
        ON_BOTH(statements_run_together),
        ON_BOTH(a_failure_among_them_fails_all),
        ON_BOTH(a_failed_statement_leaves_the_next_snapshot),
        ON_BOTH(double_quotes_are_names),
        ON(sqlite, an_engine_is_known_by_its_location),
        ON(sqlite, a_missing_file_is_not_made),
        ON(sqlite, one_process_writes),
        ON(sqlite, a_reader_leaves_the_wal),
        ON(postgresql, a_lost_connection_is_made_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
