/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the statement generator makes of good files compiles, and its tables say where everything lies. The three calls of
 * the database layer are stand-ins here that keep what they were given. The texts themselves run on SQLite.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/file.h"
#include "good.sql.h"
#include "good_pair.sql.h"

static const struct db_statement *called; /* the statement of the last call */
static int answer;                        /* what the calls return */
static unsigned char given[256];          /* the in struct of the last call */

static void keep(const struct db_statement *statement, const void *in)
{
    called = statement;
    assert_true(statement->in_size <= sizeof given);
    assert_int_equal(in != NULL, statement->in_count > 0);
    if (in)
        memcpy(given, in, statement->in_size);
}

int db_select(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
              void **ret_items, size_t *ret_count)
{
    (void)db;
    keep(statement, in);
    if (answer == STATUS_OK) {
        *ret_items = arena_allocate(arena, 2 * statement->row_size);
        *ret_count = 2;
    }
    return answer;
}

int db_select_one(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                  void *ret_row)
{
    (void)db;
    (void)arena;
    keep(statement, in);
    if (answer == STATUS_OK)
        memset(ret_row, 1, statement->row_size);
    return answer;
}

int db_run(struct db *db, const struct db_statement *statement, const void *in, int64_t *ret_changed)
{
    (void)db;
    keep(statement, in);
    if (answer == STATUS_OK && ret_changed)
        *ret_changed = 7;
    return answer;
}

static struct db_together_part added; /* the part of the last NAME_later */

void db_together_add(struct db_together *together, struct db_together_part part, const void *in)
{
    (void)together;
    keep(part.statement, in);
    added = part;
}

/* The value that column `index` of the last call's parameters has. */
#define GIVEN(type, index) (*(const type *)(const void *)(given + called->in[index].offset))

static void finds_parameters_by_offset(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct good_entries_of_day_rows rows = { 0 };
    answer = STATUS_OK;
    assert_int_equal(
        good_entries_of_day(NULL, arena,
                            (struct good_entries_of_day_in){
                                .organisation = { 11 }, .child = { 12 }, .day = { 13 }, .note = TEXT("slept") },
                            &rows),
        STATUS_OK);
    assert_string_equal(called->name, "good_entries_of_day");
    assert_int_equal(called->in_count, 4);
    assert_int_equal(GIVEN(int64_t, 0), 11);
    assert_int_equal(GIVEN(int64_t, 1), 12);
    assert_int_equal(GIVEN(int32_t, 2), 13);
    assert_true(text_equal(GIVEN(struct text, 3), TEXT("slept")));
    assert_int_equal(rows.count, 2);
    assert_non_null(rows.items);
    assert_false(called->writes);
    arena_free(arena);
}

static void runs_together_with_others(void **state)
{
    (void)state;
    struct good_entries_of_day_rows rows;
    struct good_child_row child;
    bool found;
    good_entries_of_day_later(NULL, (struct good_entries_of_day_in){ .child = { 12 } }, &rows);
    assert_string_equal(called->name, "good_entries_of_day");
    assert_int_equal(GIVEN(int64_t, 1), 12);
    assert_false(added.one);
    assert_ptr_equal(added.ret, &rows);
    good_child_later(NULL, (struct good_child_in){ 0 }, &child, &found);
    assert_string_equal(called->name, "good_child");
    assert_true(added.one);
    assert_ptr_equal(added.ret, &child);
    assert_ptr_equal(added.ret_found, &found);
}

static void describes_types(void **state)
{
    (void)state;
    const struct db_statement *statement = good_statements[0];
    static const enum db_type in[] = { DB_ID, DB_ID, DB_DATE, DB_TEXT };
    static const enum db_type out[] = { DB_ID, DB_ID, DB_INSTANT, DB_BOOLEAN, DB_TEXT };
    for (size_t i = 0; i < statement->in_count; i++)
        assert_int_equal(statement->in[i].type, in[i]);
    assert_int_equal(statement->out_count, 5);
    for (size_t i = 0; i < statement->out_count; i++)
        assert_int_equal(statement->out[i].type, out[i]);
    assert_true(statement->in[3].null && statement->out[4].null);
    assert_false(statement->in[0].null || statement->out[2].null);
    assert_string_equal(statement->out[1].name, "care_group");
    assert_int_equal(statement->row_size, sizeof(struct good_entries_of_day_row));
    assert_int_equal(db_type_oid(DB_INSTANT), 20);
    assert_int_equal(db_type_storage(DB_BYTES), 'b');
}

static void leaves_results_alone_on_failure(void **state)
{
    (void)state;
    struct good_organisations_rows rows = { .count = 5 };
    struct good_child_row child = { .entries = 3 };
    int64_t changed = 4;
    answer = STATUS_BUSY;
    assert_int_equal(good_organisations(NULL, NULL, &rows), STATUS_BUSY);
    assert_int_equal(good_child(NULL, NULL, (struct good_child_in){ 0 }, &child), STATUS_BUSY);
    assert_int_equal(good_remove(NULL, (struct good_remove_in){ 0 }, &changed), STATUS_BUSY);
    assert_int_equal(rows.count, 5);
    assert_int_equal(child.entries, 3);
    assert_int_equal(changed, 4);
    answer = STATUS_OK;
    assert_int_equal(good_remove(NULL, (struct good_remove_in){ 0 }, &changed), STATUS_OK);
    assert_int_equal(changed, 7);
    assert_true(called->writes);
}

static void writes_both_texts(void **state)
{
    (void)state;
    assert_string_equal(good_pair_statements[1]->sqlite,
                        "INSERT OR IGNORE INTO organisation (organisation, name) VALUES (?1, ?2)");
    assert_string_equal(good_pair_statements[1]->postgresql,
                        "INSERT INTO organisation (organisation, name) VALUES ($1, $2) ON CONFLICT DO NOTHING");
    for (size_t i = 0; i < good_statement_count; i++) {
        assert_null(strchr(good_statements[i]->sqlite, '$'));
        assert_null(strchr(good_statements[i]->postgresql, '?'));
    }
    assert_non_null(strstr(good_statements[2]->sqlite, "'it''s \"'"));
    assert_non_null(strstr(good_statements[2]->sqlite, "'\\'"));
}

static const char *schema_path;

static sqlite3 *open_with_schema(struct arena *arena)
{
    const struct text blob = TEXT("BLOB ");
    sqlite3 *sqlite;
    struct text schema;
    assert_int_equal(file_read(arena, schema_path, 1 << 16, &schema), STATUS_OK);
    char *text = text_string(arena, schema);
    for (char *bytes = text; (bytes = strstr(bytes, "BYTES"));)
        memcpy(bytes, blob.data, blob.length);
    for (char *mark = text; (mark = strstr(mark, "--sqlite "));)
        memset(mark, ' ', 9);
    assert_int_equal(sqlite3_open(":memory:", &sqlite), SQLITE_OK);
    assert_int_equal(sqlite3_exec(sqlite, text, NULL, NULL, NULL), SQLITE_OK);
    return sqlite;
}

static void texts_have_the_parameters_and_columns(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    sqlite3 *sqlite = open_with_schema(arena);
    for (size_t i = 0; i < good_statement_count; i++) {
        const struct db_statement *statement = good_statements[i];
        sqlite3_stmt *prepared;
        assert_int_equal(sqlite3_prepare_v2(sqlite, statement->sqlite, -1, &prepared, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_bind_parameter_count(prepared), statement->in_count);
        assert_int_equal(sqlite3_column_count(prepared), statement->out_count);
        for (size_t j = 0; j < statement->out_count; j++)
            assert_string_equal(sqlite3_column_name(prepared, (int)j), statement->out[j].name);
        assert_int_equal(sqlite3_stmt_readonly(prepared), !statement->writes);
        sqlite3_finalize(prepared);
    }
    sqlite3_close(sqlite);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_parameters_by_offset),
        cmocka_unit_test(runs_together_with_others),
        cmocka_unit_test(describes_types),
        cmocka_unit_test(leaves_results_alone_on_failure),
        cmocka_unit_test(writes_both_texts),
        cmocka_unit_test(texts_have_the_parameters_and_columns),
    };
    if (argc != 2) {
        fprintf(stderr, "usage: sqlgen_good_test SCHEMA\n");
        return 2;
    }
    schema_path = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
