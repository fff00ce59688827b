/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Files of the meldcode: for who is named and nobody else, sealed, in no list of a guardian, with a term of their own (T15, T25).
 */
#include "access/access.h"
#include "access/people.h"
#include "feature/meldcode/meldcode.h"
#include "feature/privacy/erase.h"
#include "feature/privacy/retention.h"
#include "visit.h"

#define WORRY "Noor had blauwe plekken"

static struct text page_of(struct visit *visit, const char *end)
{
    return arena_printf(visit->arena, "/child/%s/meldcode%s", visit_child(visit, FIXTURE_CHILD_OWN), end);
}

static const char *file_of(struct visit *visit)
{
    return visit_moment(visit, visit_number(visit, "SELECT MAX(f.id) FROM meldcode_file AS f"));
}

static void open_file(struct visit *visit, enum fixture_person who)
{
    struct http_test_answer answer =
        visit_post(visit, who, page_of(visit, ""), FORM(visit, "step", "1", "words", WORRY));
    assert_status(&answer, 303);
}

static struct http_test_answer look(struct visit *visit, enum fixture_person who)
{
    return visit_get(visit, who, page_of(visit, ""));
}

static void T15_only_who_is_named_reads_it(void **state)
{
    struct visit *visit = visit_of(state);
    open_file(visit, FIXTURE_PROFESSIONAL);
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, page_of(visit, ""));
    assert_shows(page, element(page, "main"), WORRY);
    struct http_test_answer answer = look(visit, FIXTURE_PROFESSIONAL);
    visit_keep(&answer, "meldcode");
    /* Colleagues, the mentor and the managers of the child see a page without it. */
    const enum fixture_person others[] = { FIXTURE_MENTOR, FIXTURE_MANAGER, FIXTURE_ADMINISTRATOR };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        answer = look(visit, others[i]);
        assert_status(&answer, 200);
        assert_no_trace(&answer, WORRY);
        assert_no_trace(&answer, file_of(visit));
    }
    const enum fixture_person family[] = {
        FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_GRANDMOTHER, FIXTURE_BOTH, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_STAND_IN
    };
    for (size_t i = 0; i < sizeof family / sizeof *family; i++)
        assert_true(look(visit, family[i]).status >= 403);
    struct text body = FORM(visit, "meldcode", file_of(visit), "step", "2", "words", "ik ook");
    answer = visit_post(visit, FIXTURE_MENTOR, page_of(visit, ""), body);
    assert_status(&answer, 404);
}

static void T15_a_member_names_a_colleague(void **state)
{
    struct visit *visit = visit_of(state);
    open_file(visit, FIXTURE_PROFESSIONAL);
    const char *mentor = visit_moment(visit, visit->fixture.persons[FIXTURE_MENTOR].value);
    const char *mother = visit_moment(visit, visit->fixture.persons[FIXTURE_MOTHER].value);
    struct text target = page_of(visit, "/colleague");
    struct text body = FORM(visit, "meldcode", file_of(visit), "colleague", mentor);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MENTOR, target, body);
    assert_status(&answer, 404); /* nobody names herself */
    answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, target, FORM(visit, "meldcode", file_of(visit), "colleague", mother));
    assert_status(&answer, 404);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, target, body);
    assert_status(&answer, 303);
    struct markup *page = visit_page(visit, FIXTURE_MENTOR, page_of(visit, ""));
    assert_shows(page, element(page, "main"), WORRY);
}

/* Staff who become family of the child read it no longer. */
static int make_guardian(struct change *change, void *argument)
{
    struct visit *visit = argument;
    struct people_guardian guardian = { .child = visit->fixture.children[FIXTURE_CHILD_OWN],
                                        .person = visit->fixture.persons[FIXTURE_PROFESSIONAL],
                                        .called = TEXT("tante"),
                                        .home = 2,
                                        .scope = TEXT("full"),
                                        .place = 5,
                                        .from = FIXTURE_TODAY,
                                        .until = DATE_FOREVER };
    return people_guardian_set(change, &guardian);
}

static void R243_family_never_reads_it(void **state)
{
    struct visit *visit = visit_of(state);
    open_file(visit, FIXTURE_PROFESSIONAL);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, make_guardian, visit), STATUS_OK);
    struct http_test_answer answer = look(visit, FIXTURE_PROFESSIONAL);
    assert_status(&answer, 404);
}

/* A parent who reads who looked learns nothing of it. */
static void T8_a_visit_is_in_no_list_of_a_guardian(void **state)
{
    struct visit *visit = visit_of(state);
    open_file(visit, FIXTURE_PROFESSIONAL);
    look(visit, FIXTURE_PROFESSIONAL);
    assert_int_equal(seen_flush(access_seen(visit->app.access.access)), STATUS_OK);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM page_view AS v WHERE v.page = '" MELDCODE_PAGE "'"), 1);
    struct text looked = arena_printf(visit->arena, "/child/%s/looked", visit_child(visit, FIXTURE_CHILD_OWN));
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, looked);
    assert_true(text_find(answer.body, TEXT("De laatste zestig dagen keek hier niemand")) != SIZE_MAX);
}

static void T15_the_words_are_sealed(void **state)
{
    struct visit *visit = visit_of(state);
    open_file(visit, FIXTURE_PROFESSIONAL);
    const char *sealed =
        db_engine(visit->world.db) == DB_ENGINE_SQLITE
            ? "SELECT COUNT(*) FROM meldcode_note AS n WHERE instr(n.sealed, CAST('blauwe' AS BLOB)) > 0"
            : "SELECT COUNT(*) FROM meldcode_note AS n WHERE position('blauwe'::bytea IN n.sealed) > 0";
    assert_int_equal(visit_number(visit, sealed), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM meldcode_note AS n"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS t WHERE t.action = 'meldcode.note'"), 1);
}

static int erase(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return erase_child(change, visit->fixture.children[FIXTURE_CHILD_OWN], ERASE_REQUEST);
}

/* It outlives the rest of the child's data, and goes when its own term is over. */
static void T25_a_closed_file_has_its_own_term(void **state)
{
    struct visit *visit = visit_of(state);
    struct chain_key key = { .bytes = { 1 } };
    struct error error = { 0 };
    struct retention_plan plan;
    open_file(visit, FIXTURE_PROFESSIONAL);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, page_of(visit, "/close"), FORM(visit, "meldcode", file_of(visit)));
    assert_status(&answer, 303);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, erase, visit), STATUS_OK);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM meldcode_note AS n"), 1);
    for (int years = 4; years <= 6; years += 2) {
        clock_set(&visit->world.clock, FIXTURE_NOW_AT + years * 365 * (int64_t)DAY_MS);
        assert_int_equal(retention_look(visit->world.db, visit->arena, visit->fixture.organisation,
                                        clock_now(&visit->world.clock), &plan),
                         STATUS_OK);
        assert_int_equal(plan.dues[RETENTION_MELDCODE].count, years > 5);
    }
    assert_int_equal(retention_apply(visit->world.writer, NULL, &key, &plan, &error), STATUS_OK);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM meldcode_note AS n"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM meldcode_file AS f"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T15_only_who_is_named_reads_it), cmocka_unit_test(T15_a_member_names_a_colleague),
        cmocka_unit_test(R243_family_never_reads_it),     cmocka_unit_test(T8_a_visit_is_in_no_list_of_a_guardian),
        cmocka_unit_test(T15_the_words_are_sealed),       cmocka_unit_test(T25_a_closed_file_has_its_own_term),
    };
    return PAGE_TESTS_RUN(tests);
}
