/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The register of data against the real schema (T13): every column is in it, once, and nothing is in it that is not there. The
 * privacy pages are made of it. To mend a failure: a line in a file of docs/data-register (its README says how). Beside it: what
 * else the schema must say of each table.
 */
#include "visit.h"

#include "feature/privacy/category.h"

static bool is_line(const struct register_line *line, struct text table, struct text column)
{
    return text_equal(text_from(line->table), table) && text_equal(text_from(line->column), column);
}

static size_t times_registered(struct text table, struct text column)
{
    size_t times = 0;
    for (size_t i = 0; i < register_line_count; i++)
        times += is_line(&register_lines[i], table, column);
    return times;
}

/* A view shows columns of tables; it keeps nothing. */
static bool is_view(struct visit *visit, struct text table)
{
    const char *from = db_engine(visit->world.db) == DB_ENGINE_SQLITE
                           ? "sqlite_schema AS t WHERE t.type = 'view' AND t.name"
                           : "information_schema.views AS t WHERE t.table_name";
    return visit_number(
               visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM %s = '%.*s'", from, TEXT_ARGS(table)).data) > 0;
}

static void T13_every_column_is_in_the_register(void **state)
{
    struct visit *visit = visit_of(state);
    struct visit_columns columns = visit_columns(visit);
    size_t missing = 0;
    for (size_t i = 0; i < columns.count; i++) {
        struct text table = columns.items[i].table;
        if (times_registered(table, columns.items[i].column) == 1 || is_view(visit, table))
            continue;
        print_error("# docs/data-register: %.*s %.*s stands %zu times\n", TEXT_ARGS(table),
                    TEXT_ARGS(columns.items[i].column), times_registered(table, columns.items[i].column));
        missing++;
    }
    assert_int_equal(missing, 0);
}

static void T13_nothing_is_registered_that_is_not_there(void **state)
{
    struct visit *visit = visit_of(state);
    struct visit_columns columns = visit_columns(visit);
    for (size_t k = 0; k < register_line_count; k++) {
        bool found = false;
        for (size_t i = 0; i < columns.count; i++)
            found = found || is_line(&register_lines[k], columns.items[i].table, columns.items[i].column);
        if (!found)
            fail_msg("docs/data-register: %s %s is not in the database", register_lines[k].table,
                     register_lines[k].column);
    }
}

/* SQLite's planner guesses without: it may take the primary key for as good a way to the rows of one child as the index on the
 * child, and read all that the organisation has. To mend a failure: lines for each index of the table, as in
 * schema/0035_planner_more.sql. */
static void every_index_has_fixed_statistics(void **state)
{
    struct visit *visit = visit_of(state);
    if (db_engine(visit->world.db) == DB_ENGINE_POSTGRESQL)
        return; /* keeps its own */
    struct text without =
        visit_text(visit, "SELECT i.name AS name FROM sqlite_schema AS i"
                          " WHERE i.type = 'index' AND i.sql LIKE '%(organisation, %'"
                          "   AND NOT EXISTS (SELECT 1 FROM sqlite_stat1 AS s WHERE s.idx = i.name) LIMIT 1");
    if (!text_is_null(without))
        fail_msg("index %.*s has no line in sqlite_stat1", TEXT_ARGS(without));
}

/* Nobody has to sign in to read it, and it says the purpose, ground, readers and term of every category there is. */
static void T13_the_privacy_page_tells_every_category(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_get(visit, NOBODY, TEXT("/privacy"));
    struct markup *page = visit_page(visit, NOBODY, TEXT("/privacy"));
    visit_keep(&answer, "privacy");
    for (size_t i = 0; i < register_line_count; i++) {
        const struct category_about *about = &categories[register_lines[i].category];
        size_t section = element(page, about->name);
        assert_shows(page, section, SAY(visit, LANGUAGE_NL, about->title));
        assert_shows(page, section, SAY(visit, LANGUAGE_NL, about->what));
        assert_shows(page, section, SAY(visit, LANGUAGE_NL, about->basis));
        assert_shows(page, section, SAY(visit, LANGUAGE_NL, about->readers));
    }
    assert_shows(page, element(page, "child"), "24 maanden");
    assert_shows(page, element(page, "audit"), "60 maanden");
}

static void T13_the_register_page_has_every_column(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_get(visit, NOBODY, TEXT("/privacy/register"));
    struct markup *page = visit_page(visit, NOBODY, TEXT("/privacy/register"));
    visit_keep(&answer, "privacy-register");
    for (size_t i = 0; i < register_line_count; i++) {
        size_t section = element(page, categories[register_lines[i].category].name);
        assert_shows(page, section, register_lines[i].table);
        assert_shows(page, section, register_lines[i].column);
    }
}

/* RFC 9116: contact, and an expiry within a year (T12). */
static void T12_security_txt_says_where_to_report(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_get(visit, NOBODY, TEXT("/.well-known/security.txt"));
    assert_status(&answer, 200);
    assert_true(text_starts_with(answer.body, TEXT("Contact: https://samenspel.example/privacy#security\n")));
    assert_true(text_find(answer.body, TEXT("\nExpires: 2027-05-22T00:00:00")) != SIZE_MAX);
    assert_true(text_find(answer.body, TEXT("\nCanonical: https://samenspel.example/.well-known/security.txt\n")) !=
                SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T13_every_column_is_in_the_register),
        cmocka_unit_test(T13_nothing_is_registered_that_is_not_there),
        cmocka_unit_test(every_index_has_fixed_statistics),
        cmocka_unit_test(T13_the_privacy_page_tells_every_category),
        cmocka_unit_test(T13_the_register_page_has_every_column),
        cmocka_unit_test(T12_security_txt_says_where_to_report),
    };
    return PAGE_TESTS_RUN(tests);
}
