/* SPDX-License-Identifier: EUPL-1.2 */
/* Answers from memory: they are as good as the database's, whatever is committed between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../support/database.h"
#include "../support/sample.h"
#include "db/driver.h"

static const enum db_engine sqlite = DB_ENGINE_SQLITE;
static const enum db_engine postgresql = DB_ENGINE_POSTGRESQL;

static const char *const reads[] = { "sample", NULL };

struct fixture {
    struct test_database *database;
    struct arena *arena;
    struct db *writer;
    struct db *reader, *other;
    struct db_recall *recall;
    struct db_statement get, all, unnoticed;
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
    assert_int_equal(db_open_reader(database->location, NULL, &fixture->other), STATUS_OK);
    fixture->recall = db_recall_new(65536); /* so many that no two answers meet */
    db_recall_use(fixture->reader, fixture->recall);
    db_recall_use(fixture->other, fixture->recall);
    fixture->get = sample_get;
    fixture->get.reads = reads;
    fixture->all = sample_all;
    fixture->all.reads = reads;
    fixture->unnoticed = sample_set_words;
    fixture->unnoticed.unnoticed = true;
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    db_close(fixture->reader);
    db_close(fixture->other);
    db_close(fixture->writer);
    db_recall_free(fixture->recall);
    test_database_remove(fixture->database);
    return 0;
}

static void write_with(struct fixture *fixture, const struct db_statement *statement, int64_t id, const char *words)
{
    struct sample sample = sample_of(id, words);
    int64_t changed = 0;
    assert_int_equal(db_run(fixture->writer, statement, &sample, &changed), STATUS_OK);
    assert_int_equal(changed, 1);
}

static void assert_words(struct fixture *fixture, struct db *db, int64_t id, const char *words)
{
    struct sample row;
    assert_int_equal(db_select_one(db, &fixture->get, &id, fixture->arena, &row), STATUS_OK);
    assert_int_equal(row.id, id);
    assert_true(text_equal(row.words, text_from(words)));
}

static void an_answer_is_kept_until_its_table_is_written(void **state)
{
    struct fixture *fixture = *state;
    write_with(fixture, &sample_add, 1, "one");
    assert_words(fixture, fixture->reader, 1, "one");
    write_with(fixture, &fixture->unnoticed, 1, "behind our back");
    assert_words(fixture, fixture->reader, 1, "one");
    assert_words(fixture, fixture->other, 1, "one");
    write_with(fixture, &sample_add, 2, "two");
    assert_words(fixture, fixture->reader, 1, "behind our back");
    write_with(fixture, &sample_set_words, 1, "changed");
    assert_words(fixture, fixture->other, 1, "changed");
}

static void a_script_may_have_written_anything(void **state)
{
    struct fixture *fixture = *state;
    write_with(fixture, &sample_add, 1, "one");
    assert_words(fixture, fixture->reader, 1, "one");
    test_database_execute(fixture->database, "UPDATE sample SET words = 'script' WHERE id = 1");
    assert_words(fixture, fixture->reader, 1, "script");
}

/* Found right after a commit elsewhere it is right of that commit, and no longer than until its own table is written. */
static void a_commit_elsewhere_lets_an_answer_stand(void **state)
{
    struct fixture *fixture = *state;
    write_with(fixture, &sample_add, 1, "one");
    assert_words(fixture, fixture->reader, 1, "one");
    write_with(fixture, &fixture->unnoticed, 1, "behind our back");
    struct db_written elsewhere = { .count = 0 };
    db_note_written(&elsewhere, "elsewhere");
    db_publish_written(&elsewhere);
    assert_words(fixture, fixture->reader, 1, "one");
    write_with(fixture, &sample_set_words, 1, "changed");
    assert_words(fixture, fixture->reader, 1, "changed");
}

static void reading_anew_replaces_what_was_kept(void **state)
{
    struct fixture *fixture = *state;
    write_with(fixture, &sample_add, 1, "one");
    assert_words(fixture, fixture->reader, 1, "one");
    write_with(fixture, &fixture->unnoticed, 1, "later");
    assert_int_equal(db_look_begin(fixture->reader), STATUS_OK);
    assert_words(fixture, fixture->reader, 1, "one");
    db_read_anew(fixture->reader);
    assert_words(fixture, fixture->reader, 1, "later");
    db_read_end(fixture->reader);
    write_with(fixture, &fixture->unnoticed, 1, "latest");
    assert_words(fixture, fixture->reader, 1, "later");
}

/* It reads after the commit, but from before it: what it finds is good for itself and for nobody else. */
static void an_old_snapshot_leaves_nothing_behind(void **state)
{
    struct fixture *fixture = *state;
    int64_t none = 7;
    struct sample row;
    write_with(fixture, &sample_add, 1, "one");
    assert_int_equal(db_read_begin(fixture->reader), STATUS_OK);
    assert_int_equal(db_select_one(fixture->reader, &sample_get, &none, fixture->arena, &row), STATUS_NOT_FOUND);
    write_with(fixture, &sample_set_words, 1, "new");
    assert_words(fixture, fixture->reader, 1, "one");
    assert_words(fixture, fixture->other, 1, "new");
    assert_words(fixture, fixture->reader, 1, "new");
    db_read_end(fixture->reader);
    assert_words(fixture, fixture->reader, 1, "new");
}

/* What is not committed concerns nobody; from the commit on everybody sees it. */
static void a_commit_is_what_counts(void **state)
{
    struct fixture *fixture = *state;
    struct sample sample = sample_of(1, "new");
    write_with(fixture, &sample_add, 1, "one");
    assert_words(fixture, fixture->reader, 1, "one");
    assert_int_equal(fixture->writer->driver->begin(fixture->writer, DB_TRANSACTION_CHANGE), STATUS_OK);
    db_change_begin(fixture->writer);
    assert_int_equal(db_run(fixture->writer, &sample_set_words, &sample, NULL), STATUS_OK);
    assert_words(fixture, fixture->other, 1, "one");
    assert_int_equal(db_change_end(fixture->writer), STATUS_OK);
    assert_int_equal(db_commit(fixture->writer), STATUS_OK);
    assert_words(fixture, fixture->other, 1, "new");
    assert_words(fixture, fixture->reader, 1, "new");
}

/* On PostgreSQL a change runs on the reader's own connection, and must see its own writes. */
static void a_change_asks_the_database(void **state)
{
    struct fixture *fixture = *state;
    struct sample sample = sample_of(1, "mine");
    write_with(fixture, &sample_add, 1, "one");
    db_recall_use(fixture->writer, fixture->recall);
    assert_words(fixture, fixture->writer, 1, "one");
    assert_int_equal(fixture->writer->driver->begin(fixture->writer, DB_TRANSACTION_CHANGE), STATUS_OK);
    db_change_begin(fixture->writer);
    assert_int_equal(db_run(fixture->writer, &sample_set_words, &sample, NULL), STATUS_OK);
    assert_words(fixture, fixture->writer, 1, "mine");
    assert_int_equal(db_change_end(fixture->writer), STATUS_OK);
    fixture->writer->driver->rollback(fixture->writer);
    assert_words(fixture, fixture->writer, 1, "one");
    assert_words(fixture, fixture->reader, 1, "one");
}

static void rows_come_back_as_they_were(void **state)
{
    struct fixture *fixture = *state;
    struct sample empty = { .id = 2, .words = TEXT(""), .raw = TEXT("\0\1"), .at = INSTANT_NONE, .day = DATE_NONE };
    write_with(fixture, &sample_add, 1, "one");
    assert_int_equal(db_run(fixture->writer, &sample_add, &empty, NULL), STATUS_OK);
    empty.id = 3;
    empty.words = TEXT_NULL;
    assert_int_equal(db_run(fixture->writer, &sample_add, &empty, NULL), STATUS_OK);
    for (int round = 0; round < 2; round++) {
        struct sample *rows = NULL;
        size_t count = 0;
        assert_int_equal(db_select(fixture->reader, &fixture->all, NULL, fixture->arena, (void **)&rows, &count),
                         STATUS_OK);
        assert_int_equal(count, 3);
        assert_true(text_equal(rows[0].words, TEXT("one")));
        assert_true(text_is_empty(rows[1].words) && !text_is_null(rows[1].words));
        assert_true(text_equal(rows[1].raw, TEXT("\0\1")));
        assert_true(text_is_null(rows[2].words));
        assert_int_equal(rows[2].at, INSTANT_NONE);
        write_with(fixture, &fixture->unnoticed, 1, "not seen");
    }
}

static void that_there_is_nothing_is_an_answer_too(void **state)
{
    struct fixture *fixture = *state;
    struct sample row;
    int64_t id = 5;
    assert_int_equal(db_select_one(fixture->reader, &fixture->get, &id, fixture->arena, &row), STATUS_NOT_FOUND);
    assert_int_equal(db_select_one(fixture->reader, &fixture->get, &id, fixture->arena, &row), STATUS_NOT_FOUND);
    write_with(fixture, &sample_add, 5, "five");
    assert_words(fixture, fixture->reader, 5, "five");
    /* Another statement, and other parameters of the same. */
    write_with(fixture, &sample_add, 6, "six");
    assert_words(fixture, fixture->reader, 5, "five");
    assert_words(fixture, fixture->reader, 6, "six");
    assert_words(fixture, fixture->reader, 5, "five");
}

static void together_asks_only_for_what_is_missing(void **state)
{
    struct fixture *fixture = *state;
    write_with(fixture, &sample_add, 1, "one");
    for (int round = 0; round < 2; round++) {
        struct sample row = { 0 };
        bool found = false;
        struct {
            struct sample *items;
            size_t count;
        } all = { 0 }, fresh = { 0 };
        int64_t id = 1;
        struct db_together together = { .db = fixture->reader, .arena = fixture->arena };
        struct db_together_part get = { .statement = &fixture->get, .one = true, .ret = &row, .ret_found = &found };
        struct db_together_part many = { .statement = &fixture->all, .ret = &all };
        struct db_together_part plain = { .statement = &sample_all, .ret = &fresh };
        db_together_add(&together, get, &id);
        db_together_add(&together, plain, NULL);
        db_together_add(&together, many, NULL);
        assert_int_equal(db_look_begin(fixture->reader), STATUS_OK);
        assert_int_equal(db_together_run(&together), STATUS_OK);
        db_read_end(fixture->reader);
        assert_true(found);
        assert_true(text_equal(row.words, TEXT("one")));
        assert_int_equal(all.count, 1);
        assert_true(text_equal(all.items[0].words, TEXT("one")));
        assert_true(text_equal(fresh.items[0].words, round == 0 ? TEXT("one") : TEXT("not seen")));
        write_with(fixture, &fixture->unnoticed, 1, "not seen");
    }
}

#define TEST(function)                                                                       \
    { #function " (sqlite)", function, setup, teardown, (void *)(uintptr_t)&sqlite },        \
    {                                                                                        \
#function " (postgresql)", function, setup, teardown, (void *)(uintptr_t)&postgresql \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_answer_is_kept_until_its_table_is_written),
        TEST(a_script_may_have_written_anything),
        TEST(a_commit_elsewhere_lets_an_answer_stand),
        TEST(reading_anew_replaces_what_was_kept),
        TEST(an_old_snapshot_leaves_nothing_behind),
        TEST(a_commit_is_what_counts),
        TEST(a_change_asks_the_database),
        TEST(rows_come_back_as_they_were),
        TEST(that_there_is_nothing_is_an_answer_too),
        TEST(together_asks_only_for_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
