/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing and keeping: names and words go from every table that the schema has, the chain and the ledger stay (T24); terms
 * are applied after a dry run, with a report, and a restored database forgets again (T25).
 */
#include "access/access.h"
#include "access/chain.h"
#include "access/people.h"
#include "base/file.h"
#include "feature/privacy/erase.h"
#include "feature/privacy/retention.h"
#include "visit.h"

#include <glob.h>
#include <unistd.h>

static const struct chain_key key = { .bytes = { 4, 5, 6 } };

struct erasing {
    struct child_id child;
    struct person_id person;
};

static int erase(struct change *change, void *argument)
{
    const struct erasing *erasing = argument;
    return erasing->child.value ? erase_child(change, erasing->child, ERASE_REQUEST)
                                : erase_person(change, erasing->person, ERASE_REQUEST);
}

static int seal(struct change *change, void *argument)
{
    return chain_seal(change, &key, argument);
}

static int do_change(struct visit *visit, int (*fn)(struct change *, void *), void *argument)
{
    return fixture_change(&visit->world, visit->fixture.organisation, fn, argument);
}

/* Tables that keep the number of an erased child or person on purpose: a number alone names nobody. */
static bool may_keep_number(struct text table, struct text column)
{
    static const char *const kept[][2] = {
        { "audit", "person" },        { "erasure", "object" },         { "entry_version", "author" },
        { "entry", "author" },        { "note_read", "person" },       { "live_event", "child" },
        { "live_contact", "person" }, { "live_event", "person" },      { "job", "person" },
        { "client_write", "person" }, { "consent_history", "person" }, { "task", "child" },
        { "meldcode_file", "child" },
    };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (text_equal(table, text_from(kept[i][0])) && text_equal(column, text_from(kept[i][1])))
            return true;
    return false;
}

/* No table of the schema has a row of it under `column`. */
static void assert_gone(struct visit *visit, const char *column, int64_t id)
{
    struct visit_columns columns = visit_columns(visit);
    size_t asked = 0;
    for (size_t i = 0; i < columns.count; i++) {
        struct text table = columns.items[i].table;
        if (!text_equal(columns.items[i].column, text_from(column)) || may_keep_number(table, text_from(column)))
            continue;
        int64_t rows =
            visit_number(visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM %.*s AS t WHERE t.%s = %lld",
                                             TEXT_ARGS(table), column, (long long)id)
                                    .data);
        if (rows != 0)
            fail_msg("%.*s still has %lld rows: src/feature/privacy/erase.c needs an eraser", TEXT_ARGS(table),
                     (long long)rows);
        asked++;
    }
    assert_true(asked > 5);
}

/* --- no table is forgotten --- */

/* All .sql files below src/, one text. */
static struct text statements(struct arena *arena)
{
    static const char *const patterns[] = { SOURCE_FOLDER "/src/*/*.sql", SOURCE_FOLDER "/src/*/*/*.sql" };
    struct text all = TEXT("");
    for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
        glob_t files;
        assert_int_equal(glob(patterns[p], 0, NULL, &files), 0);
        for (size_t i = 0; i < files.gl_pathc; i++) {
            struct text content;
            assert_int_equal(file_read(arena, files.gl_pathv[i], 1 << 20, &content), STATUS_OK);
            all = arena_printf(arena, "%.*s\n%.*s", TEXT_ARGS(all), TEXT_ARGS(content));
        }
        globfree(&files);
    }
    return all;
}

/* Whether a statement with "erase" in its name removes or changes rows of the table. */
static bool has_eraser(struct visit *visit, struct text all, struct text table)
{
    struct text deletes = arena_printf(visit->arena, "DELETE FROM %.*s AS ", TEXT_ARGS(table));
    struct text changes = arena_printf(visit->arena, "UPDATE %.*s AS ", TEXT_ARGS(table));
    while (all.data && all.length > 0) {
        struct text statement = text_cut(all, ';', &all);
        if (text_find(statement, TEXT("_erase_")) != SIZE_MAX &&
            (text_find(statement, deletes) != SIZE_MAX || text_find(statement, changes) != SIZE_MAX))
            return true;
    }
    return false;
}

/* What the program removes by itself within 30 days, or that names nobody, or has a term of its own. */
static bool goes_by_itself(struct text table)
{
    static const char *const tables[] = { "live_event",   "job",           "client_write", "may_child",    "may_group",
                                          "may_location", "entry_version", "audit",        "meldcode_file" };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (text_equal(table, text_from(tables[i])))
            return true;
    return false;
}

static bool is_view(struct visit *visit, struct text table)
{
    const char *from = db_engine(visit->world.db) == DB_ENGINE_SQLITE
                           ? "sqlite_schema AS t WHERE t.type = 'view' AND t.name"
                           : "information_schema.views AS t WHERE t.table_name";
    return visit_number(
               visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM %s = '%.*s'", from, TEXT_ARGS(table)).data) > 0;
}

static void T24_every_table_about_somebody_has_an_eraser(void **state)
{
    struct visit *visit = visit_of(state);
    struct visit_columns columns = visit_columns(visit);
    struct text all = statements(visit->arena);
    for (size_t i = 0; i < columns.count; i++) {
        struct text table = columns.items[i].table;
        struct text column = columns.items[i].column;
        bool about = text_equal(column, TEXT("child")) || text_equal(column, TEXT("person"));
        if (about && !goes_by_itself(table) && !is_view(visit, table) && !has_eraser(visit, all, table))
            fail_msg("%.*s has a %.*s and no eraser: docs/data-register/README.md", TEXT_ARGS(table),
                     TEXT_ARGS(column));
    }
}

static void T24_an_erased_child_is_gone_from_every_table(void **state)
{
    struct visit *visit = visit_of(state);
    struct erasing erasing = { .child = visit->fixture.children[FIXTURE_CHILD_OWN] };
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Noor is verkouden");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    visit_post(visit, FIXTURE_MOTHER,
               arena_printf(visit->arena, "/child/%s/looked", visit_child(visit, FIXTURE_CHILD_OWN)),
               FORM(visit, "wish", "correct", "words", "Noor heet Noortje"));
    assert_int_equal(seen_flush(access_seen(visit->app.access.access)), STATUS_OK);
    assert_int_equal(do_change(visit, erase, &erasing), STATUS_OK);
    assert_gone(visit, "child", erasing.child.value);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.note = 'Noor is verkouden'"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.given_name = 'Noor'"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM data_request AS r WHERE r.words <> ''"), 0);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_status(&answer, 404);
    /* The other child of the group is untouched. */
    visit_day_page(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER);
}

static void T24_an_erased_person_is_gone_and_the_child_stays(void **state)
{
    struct visit *visit = visit_of(state);
    struct erasing erasing = { .person = visit->fixture.persons[FIXTURE_MOTHER] };
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Noor is verkouden");
    assert_int_equal(seen_flush(access_seen(visit->app.access.access)), STATUS_OK);
    assert_int_equal(do_change(visit, erase, &erasing), STATUS_OK);
    assert_gone(visit, "person", erasing.person.value);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.note = 'Noor is verkouden'"), 0);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/"));
    assert_status(&answer, 303);
    visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    struct access_difference difference;
    assert_int_equal(access_compare(visit->world.db, visit->arena, visit->fixture.organisation, &difference),
                     STATUS_OK);
    assert_true(difference.missing == 0 && difference.extra == 0);
}

static void T24_erasing_leaves_the_chain_whole_and_is_in_the_audit(void **state)
{
    struct visit *visit = visit_of(state);
    struct erasing erasing = { .child = visit->fixture.children[FIXTURE_CHILD_OWN] };
    struct chain_report report;
    int64_t sealed;
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Noor is verkouden");
    clock_advance(&visit->world.clock, 2 * (int64_t)MINUTE_MS);
    assert_int_equal(do_change(visit, seal, &sealed), STATUS_OK);
    assert_int_equal(do_change(visit, erase, &erasing), STATUS_OK);
    clock_advance(&visit->world.clock, 2 * (int64_t)MINUTE_MS);
    assert_int_equal(do_change(visit, seal, &sealed), STATUS_OK);
    assert_int_equal(chain_check(visit->world.db, visit->fixture.organisation, &key, 1, NULL, &report), STATUS_OK);
    assert_int_equal(report.fault, CHAIN_SOUND);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS t WHERE t.action = 'privacy.erase'"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM erasure AS e WHERE e.kind = 'child'"), 1);
}

/* A child that comes is not erased: the group needs to know its allergies. One that left is. */
static void T24_a_manager_erases_on_request_when_the_placement_is_over(void **state)
{
    struct visit *visit = visit_of(state);
    struct text looked = arena_printf(visit->arena, "/child/%s/looked", visit_child(visit, FIXTURE_CHILD_OWN));
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, looked, FORM(visit, "wish", "erase_child"));
    assert_status(&answer, 303);
    struct text target =
        arena_printf(visit->arena, "/privacy/requests/%s",
                     visit_moment(visit, visit_number(visit, "SELECT MAX(r.id) FROM data_request AS r")));
    answer = visit_post(visit, FIXTURE_MANAGER, target, FORM(visit, "verdict", "yes", "reason", "Ja, natuurlijk"));
    assert_status(&answer, 409);
    assert_true(text_find(answer.body, TEXT("Ja, natuurlijk")) != SIZE_MAX);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM data_request AS r WHERE r.granted IS NULL"), 1);
    assert_int_equal(
        visit_number(visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM placement AS p WHERE p.child = %lld",
                                         (long long)visit->fixture.children[FIXTURE_CHILD_OWN].value)
                                .data),
        1);
}

/* --- terms --- */

static struct retention_plan plan_of(struct visit *visit)
{
    struct retention_plan plan;
    assert_int_equal(retention_look(visit->world.db, visit->arena, visit->fixture.organisation,
                                    clock_now(&visit->world.clock), &plan),
                     STATUS_OK);
    return plan;
}

static void T25_a_dry_run_changes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    clock_advance(&visit->world.clock, 800 * (int64_t)DAY_MS);
    struct text before = visit_fingerprint(visit);
    struct retention_plan plan = plan_of(visit);
    /* Daan left on the first day, 800 days ago; the others still come. */
    assert_int_equal(plan.dues[RETENTION_CHILDREN].count, 1);
    assert_int_equal(plan.dues[RETENTION_CHILDREN].ids[0], visit->fixture.children[FIXTURE_CHILD_LEFT].value);
    assert_true(plan.dues[RETENTION_GUARDIANS].count >= 1);
    assert_true(plan.dues[RETENTION_STAFF].count >= 1);
    assert_true(text_equal(before, visit_fingerprint(visit)));
    struct text report = retention_report(visit->arena, &plan, false, clock_now(&visit->world.clock));
    assert_true(text_find(report, TEXT("Dry run")) != SIZE_MAX);
}

static void T25_terms_erase_who_left_and_nobody_else(void **state)
{
    struct visit *visit = visit_of(state);
    struct error error = { 0 };
    clock_advance(&visit->world.clock, 729 * (int64_t)DAY_MS);
    assert_int_equal(plan_of(visit).dues[RETENTION_CHILDREN].count, 0); /* two years are not over */
    clock_advance(&visit->world.clock, 10 * (int64_t)DAY_MS);
    struct retention_plan plan = plan_of(visit);
    int64_t children = visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.given_name <> ''");
    assert_int_equal(retention_apply(visit->world.writer, NULL, &key, &plan, &error), STATUS_OK);
    assert_int_equal(plan.dues[RETENTION_CHILDREN].done, 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.given_name <> ''"), children - 1);
    assert_gone(visit, "child", visit->fixture.children[FIXTURE_CHILD_LEFT].value);
    assert_gone(visit, "person", visit->fixture.persons[FIXTURE_LEFT_PARENT].value);
    assert_gone(visit, "person", visit->fixture.persons[FIXTURE_LEFT_PROFESSIONAL].value);
    /* Guardians of children who come and who works here keep their names. */
    assert_int_equal(
        visit_number(visit,
                     arena_printf(visit->arena,
                                  "SELECT COUNT(*) FROM person AS p WHERE p.given_name <> '' AND p.id IN (%lld, %lld)",
                                  (long long)visit->fixture.persons[FIXTURE_MOTHER].value,
                                  (long long)visit->fixture.persons[FIXTURE_PROFESSIONAL].value)
                         .data),
        2);
    struct text report = retention_report(visit->arena, &plan, true, clock_now(&visit->world.clock));
    assert_true(text_find(report, TEXT("children: 24 months")) != SIZE_MAX);
    assert_true(text_find(report, identity_text(visit->arena, visit->fixture.children[FIXTURE_CHILD_LEFT].value)) !=
                SIZE_MAX);
    assert_int_equal(plan_of(visit).dues[RETENTION_CHILDREN].count, 0);
}

static int longer(struct change *change, void *argument)
{
    (void)argument;
    return term_set(change, TERM_CHILD,
                    &(struct term){ .months = 120, .source = TEXT("eigen regel"), .from = FIXTURE_TODAY });
}

static void T25_terms_are_of_the_country_and_the_day(void **state)
{
    struct visit *visit = visit_of(state);
    struct term term;
    struct date before = { FIXTURE_TODAY.days - 1 };
    assert_int_equal(term_default(TERM_CHILD, TEXT("NL")).months, 24);
    assert_int_equal(term_default(TERM_CHILD, TEXT("BE")).months, 60);
    assert_int_equal(term_default(TERM_MELDCODE, TEXT("BE")).months, 120);
    assert_int_equal(do_change(visit, longer, NULL), STATUS_OK);
    assert_int_equal(term_read(visit->world.db, visit->arena, visit->fixture.organisation, TERM_CHILD, before, &term),
                     STATUS_OK);
    assert_int_equal(term.months, 24);
    assert_int_equal(
        term_read(visit->world.db, visit->arena, visit->fixture.organisation, TERM_CHILD, FIXTURE_TODAY, &term),
        STATUS_OK);
    assert_int_equal(term.months, 120);
    /* 30 February is the end of February. */
    struct term month = { .months = 1 };
    struct date march;
    assert_int_equal(date_from_civil(2026, 3, 30, &march), STATUS_OK);
    assert_true(text_equal(date_iso(visit->arena, term_since(&month, march)), TEXT("2026-02-28")));
}

/* A backup from before an erasure comes back: the ledger beside the database makes it forget again. */
static int undo_erasure(struct change *change, void *argument)
{
    (void)argument;
    return db_execute(change->db, "UPDATE child SET given_name = 'Noor' WHERE given_name = ''; DELETE FROM erasure",
                      NULL);
}

static void T25_a_restored_database_forgets_again(void **state)
{
    struct visit *visit = visit_of(state);
    struct erasing erasing = { .child = visit->fixture.children[FIXTURE_CHILD_OWN] };
    struct error error = { 0 };
    int64_t erased = 0;
    char path[] = "/tmp/samenspel-ledger-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(do_change(visit, erase, &erasing), STATUS_OK);
    assert_int_equal(ledger_save(visit->world.db, path, &error), STATUS_OK);
    assert_int_equal(do_change(visit, undo_erasure, NULL), STATUS_OK);
    /* Saving again forgets nothing of the file. */
    assert_int_equal(ledger_save(visit->world.db, path, &error), STATUS_OK);
    assert_int_equal(ledger_replay(visit->world.writer, visit->world.db, path, &error, &erased), STATUS_OK);
    assert_int_equal(erased, 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.given_name = 'Noor'"), 0);
    assert_int_equal(ledger_replay(visit->world.writer, visit->world.db, path, &error, &erased), STATUS_OK);
    assert_int_equal(erased, 0);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T24_every_table_about_somebody_has_an_eraser),
        cmocka_unit_test(T24_an_erased_child_is_gone_from_every_table),
        cmocka_unit_test(T24_an_erased_person_is_gone_and_the_child_stays),
        cmocka_unit_test(T24_erasing_leaves_the_chain_whole_and_is_in_the_audit),
        cmocka_unit_test(T24_a_manager_erases_on_request_when_the_placement_is_over),
        cmocka_unit_test(T25_a_dry_run_changes_nothing),
        cmocka_unit_test(T25_terms_erase_who_left_and_nobody_else),
        cmocka_unit_test(T25_terms_are_of_the_country_and_the_day),
        cmocka_unit_test(T25_a_restored_database_forgets_again),
    };
    return PAGE_TESTS_RUN(tests);
}
