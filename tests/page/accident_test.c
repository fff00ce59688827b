/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Notices of accidents (R232): a draft until a guardian was called, home by home; home's own account and both signatures; what one
 * home says, signs or was told stays with it (T20); a correction keeps the earlier text (T24).
 */
#include "feature/accident/accident.h"
#include "feature/task/task.h"
#include "visit.h"

static struct text list_of(struct visit *visit, enum fixture_child child)
{
    return url_accidents(visit->arena, visit->fixture.children[child]).text;
}

/* The address of a part of the notice that was written last. */
static struct text part_of(struct visit *visit, enum fixture_child child, const char *part)
{
    const char *accident = visit_moment(visit, visit_number(visit, "SELECT MAX(x.id) FROM accident AS x"));
    return arena_printf(visit->arena, "%.*s/%s%s", TEXT_ARGS(list_of(visit, child)), accident, part);
}

static void write_notice(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer = VISIT_SEND(
        visit, who, list_of(visit, child), "accident-form", "/accidents", "what", "Gevallen van de glijbaan", "place",
        "buiten", "body", "linkerknie", "done", "Pleister", "witness", "een collega", "time", "09:40");
    assert_status(&answer, 303);
}

static int call(struct visit *visit, enum fixture_person who, enum fixture_child child, enum fixture_person guardian,
                const char *result)
{
    const char *person = visit_moment(visit, visit->fixture.persons[guardian].value);
    return visit_post(visit, who, part_of(visit, child, "/call"), FORM(visit, "person", person, "result", result))
        .status;
}

static int status_for(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    return visit_get(visit, who, part_of(visit, child, "")).status;
}

static bool waits(struct visit *visit, enum fixture_person who)
{
    struct markup *tasks = visit_page(visit, who, TEXT("/tasks"));
    return markup_next(tasks, element(tasks, "tasks"), "a", MARKUP_NONE) != MARKUP_NONE;
}

static void R232_a_notice_is_a_draft_until_home_was_called(void **state)
{
    struct visit *visit = visit_of(state);
    write_notice(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN);
    write_notice(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN); /* sent twice */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM accident AS x"), 1);
    /* The team and the manager have a task; home, another group and a coach have nothing. */
    assert_true(waits(visit, FIXTURE_PROFESSIONAL));
    assert_true(waits(visit, FIXTURE_MANAGER));
    assert_false(waits(visit, FIXTURE_OTHER_PROFESSIONAL));
    static const enum fixture_person homes[] = { FIXTURE_MOTHER, FIXTURE_FATHER };
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        assert_int_equal(status_for(visit, homes[i], FIXTURE_CHILD_OWN), 404);
        struct http_test_answer list = visit_get(visit, homes[i], list_of(visit, FIXTURE_CHILD_OWN));
        assert_no_trace(&list, "glijbaan");
        struct http_test_answer day = visit_get(visit, homes[i], visit_day(visit, FIXTURE_CHILD_OWN));
        assert_no_trace(&day, "/accidents/");
        assert_int_equal(visit_post(visit, homes[i], part_of(visit, FIXTURE_CHILD_OWN, "/sign"), TEXT("")).status, 404);
    }
    assert_int_equal(status_for(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_OWN), 404);
    assert_int_equal(status_for(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN), 403);
    assert_int_equal(status_for(visit, FIXTURE_COACH, FIXTURE_CHILD_OWN), 403);
    /* Nobody puts it ready, or signs it, before somebody tried. */
    struct text show = part_of(visit, FIXTURE_CHILD_OWN, "/show");
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, show, FORM(visit, "home", "1")).status, 409);
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL, part_of(visit, FIXTURE_CHILD_OWN, "/sign"), TEXT("")).status, 409);
    assert_int_equal(call(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, FIXTURE_GRANDMOTHER, "reached"), 404);
    assert_int_equal(call(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, FIXTURE_MOTHER, "not_reached"), 303);
    assert_int_equal(status_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 404);
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, part_of(visit, FIXTURE_CHILD_OWN, ""));
    visit_keep(&answer, "accident-centre");
    /* Reached: her home reads it at once, also on the day; the other home not yet. */
    assert_int_equal(call(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OWN, FIXTURE_MOTHER, "reached"), 303);
    assert_int_equal(status_for(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 200);
    assert_int_equal(status_for(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN), 404);
    struct markup *day = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(day, element(day, "notebook"), SAY(visit, LANGUAGE_NL, WORD_ACCIDENT_NOTICE_WAITS));
    day = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_hides(day, element(day, "notebook"), SAY(visit, LANGUAGE_AR, WORD_ACCIDENT_NOTICE_WAITS));
    assert_true(waits(visit, FIXTURE_PROFESSIONAL));
    /* A home that cannot be reached can still read it; then nothing waits any more. */
    assert_int_equal(call(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, FIXTURE_FATHER, "not_reached"), 303);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, show, FORM(visit, "home", "2")).status, 303);
    assert_int_equal(status_for(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN), 200);
    assert_false(waits(visit, FIXTURE_PROFESSIONAL));
    day = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_shows(day, element(day, "notebook"), SAY(visit, LANGUAGE_AR, WORD_ACCIDENT_NOTICE_WAITS));
}

static void R232_T20_home_answers_and_both_sides_sign(void **state)
{
    struct visit *visit = visit_of(state);
    write_notice(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_int_equal(call(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, FIXTURE_MOTHER, "reached"), 303);
    assert_int_equal(call(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, FIXTURE_FATHER, "door"), 303);
    struct text page = part_of(visit, FIXTURE_CHILD_OWN, "");
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MOTHER, page, "account-form", "/account", "words", "Thuis was de knie al blauw");
    assert_status(&answer, 303);
    answer = visit_post(visit, FIXTURE_MOTHER, part_of(visit, FIXTURE_CHILD_OWN, "/account"), FORM(visit, "words", ""));
    assert_int_equal(answer.status, 422);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, part_of(visit, FIXTURE_CHILD_OWN, "/account"),
                                FORM(visit, "words", "x"))
                         .status,
                     404);
    static const enum fixture_person signers[] = { FIXTURE_MOTHER, FIXTURE_MOTHER, FIXTURE_PROFESSIONAL };
    for (size_t i = 0; i < sizeof signers / sizeof *signers; i++)
        assert_int_equal(visit_post(visit, signers[i], part_of(visit, FIXTURE_CHILD_OWN, "/sign"), TEXT("")).status,
                         303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM accident_sign AS s"), 2);
    /* The centre reads her words and her name; the other home reads neither, nor that or when somebody was called. */
    struct markup *centre = visit_page(visit, FIXTURE_PROFESSIONAL, page);
    struct text mother =
        visit_text(visit, arena_printf(visit->arena, "SELECT p.given_name FROM person AS p WHERE p.id = %lld",
                                       (long long)visit->fixture.persons[FIXTURE_MOTHER].value)
                              .data);
    assert_shows(centre, element(centre, "answers"), "Thuis was de knie al blauw");
    assert_shows(centre, element(centre, "signs"), mother.data);
    answer = visit_get(visit, FIXTURE_FATHER, page);
    assert_status(&answer, 200);
    visit_keep(&answer, "accident-home");
    assert_no_trace(&answer, "knie al blauw");
    assert_no_trace(&answer, mother.data);
    struct markup *father = markup_read(visit->arena, answer.body);
    assert_true(markup_by_id(father, TEXT("tell")) == MARKUP_NONE);
    assert_shows(father, element(father, "signs"), "Marjan"); /* the centre signed for both */
    assert_shows(father, element(father, "what"), "linkerknie");
}

static void T24_a_correction_keeps_the_earlier_text(void **state)
{
    struct visit *visit = visit_of(state);
    write_notice(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    struct text words = part_of(visit, FIXTURE_CHILD_OWN, "/words");
    struct text body = FORM(visit, "version", "1", "what", "Gestruikeld op het gras", "body", "rechterknie");
    assert_int_equal(visit_post(visit, FIXTURE_MENTOR, words, body).status, 303);
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, part_of(visit, FIXTURE_CHILD_OWN, ""));
    assert_shows(page, element(page, "what"), "Gestruikeld op het gras");
    assert_shows(page, element(page, "earlier"), "Gevallen van de glijbaan");
    /* Whoever was slower finds both texts. */
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, words, FORM(visit, "version", "1", "what", "Gevallen bij de zandbak"));
    assert_int_equal(answer.status, 409);
    page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, WORD_ACCIDENT_STALE));
    assert_true(text_find(answer.body, TEXT("Gevallen bij de zandbak</textarea>")) != SIZE_MAX);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM accident_text AS t"), 2);
    /* What cannot be taken comes back as it was typed. */
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, list_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "what", "", "body", "kin", "done", "Gekoeld"));
    assert_int_equal(answer.status, 422);
    assert_true(text_find(answer.body, TEXT("value=\"kin\"")) != SIZE_MAX);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, list_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "what", "Gebotst", "on", "2026-11-23", "time", "23:50"));
    assert_int_equal(answer.status, 422);
    assert_true(text_find(answer.body, TEXT("Gebotst</textarea>")) != SIZE_MAX);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM accident AS x"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R232_a_notice_is_a_draft_until_home_was_called),
        cmocka_unit_test(R232_T20_home_answers_and_both_sides_sign),
        cmocka_unit_test(T24_a_correction_keeps_the_earlier_text),
    };
    return PAGE_TESTS_RUN(tests);
}
