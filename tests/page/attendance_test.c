/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The list of who came (R230): on a day and over a period, corrected without losing the old times.
 */
#include "feature/attendance/attendance.h"
#include "visit.h"

static struct text list_of(struct visit *visit, const char *query)
{
    struct text list = url_attendance(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    return arena_printf(visit->arena, "%.*s%s", TEXT_ARGS(list), query);
}

static void comes(struct visit *visit, enum fixture_child child)
{
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_check_in(visit->arena, group).text,
                   FORM(visit, "child", visit_child(visit, child)));
    assert_status(&answer, 303);
}

static struct http_test_answer corrects(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                        const char *day, const char *in, const char *out)
{
    int64_t version = visit_number_of(visit,
                                      "SELECT COALESCE(MAX(a.version), 0) FROM attendance AS a"
                                      " WHERE a.child = $1 AND a.day = 20780",
                                      visit->fixture.children[child].value);
    return visit_post(visit, who, list_of(visit, ""),
                      FORM(visit, "child", visit_child(visit, child), "day", day, "in", in, "out", out, "times_version",
                           arena_printf(visit->arena, "%d", (int)version).data));
}

static size_t line(struct visit *visit, struct markup *page, const char *day, enum fixture_child child)
{
    return element(page, arena_printf(visit->arena, "at-%s-%s", day, visit_child(visit, child)).data);
}

static void later(struct visit *visit, int64_t milliseconds)
{
    clock_advance(&visit->world.clock, milliseconds);
}

/* Whether a field of the form has that value. */
static bool holds(const struct markup *page, size_t within, const char *name, const char *value)
{
    for (size_t i = markup_next(page, within, "input", MARKUP_NONE); i != MARKUP_NONE;
         i = markup_next(page, within, "input", i))
        if (text_equal(markup_attribute(page, i, "name"), text_from(name)))
            return text_equal(markup_attribute(page, i, "value"), text_from(value));
    return false;
}

static void R230_a_day_and_a_period_are_listed_with_what_the_register_holds(void **state)
{
    struct visit *visit = visit_of(state);
    comes(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer kept = visit_get(visit, FIXTURE_PROFESSIONAL, list_of(visit, ""));
    assert_status(&kept, 200);
    visit_keep(&kept, "attendance");
    struct markup *today = visit_page(visit, FIXTURE_PROFESSIONAL, list_of(visit, ""));
    size_t noor = line(visit, today, "2026-11-23", FIXTURE_CHILD_OWN);
    assert_shows(today, noor, "Noor");
    assert_shows(today, noor, "10:00");
    int64_t born = visit_number(visit, "SELECT c.born_day FROM child AS c WHERE c.given_name = 'Noor'");
    assert_shows(today, noor, text_string(visit->arena, date_iso(visit->arena, (struct date){ (int32_t)born })));
    /* Who is awaited stands there too, of this group alone. */
    size_t sami = line(visit, today, "2026-11-23", FIXTURE_CHILD_OTHER);
    assert_shows(today, sami, SAY(visit, LANGUAGE_NL, WORD_ATTENDANCE_NOT_CAME));
    assert_hides(today, MARKUP_NONE, "Lotte");
    /* The next day it is a period of two. */
    visit_days_later(visit, 1);
    comes(visit, FIXTURE_CHILD_OTHER);
    struct markup *both = visit_page(visit, FIXTURE_MANAGER, list_of(visit, "?from=2026-11-23&last=2026-11-24"));
    (void)line(visit, both, "2026-11-23", FIXTURE_CHILD_OWN);
    (void)line(visit, both, "2026-11-24", FIXTURE_CHILD_OTHER);
    /* Nobody asks for what is to come, or for a year. */
    struct markup *year = visit_page(visit, FIXTURE_MANAGER, list_of(visit, "?from=2020-01-01&last=2030-01-01"));

    struct text from =
        markup_attribute(year, markup_next(year, element(year, "period"), "input", MARKUP_NONE), "value");
    assert_string_equal(text_string(visit->arena, from), "2026-10-25");
}

static void R230_a_correction_keeps_the_old_times(void **state)
{
    struct visit *visit = visit_of(state);
    comes(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer =
        corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "2026-11-23", "08:15", "09:45");
    assert_status(&answer, 303);
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, list_of(visit, ""));
    size_t noor = line(visit, page, "2026-11-23", FIXTURE_CHILD_OWN);
    assert_shows(page, noor, "8:15");
    assert_shows(page, noor, "9:45");
    assert_shows(page, noor, SAY(visit, LANGUAGE_NL, WORD_ATTENDANCE_BEFORE_IN, "in", "10:00", "name", "Marjan"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM attendance_before AS b"), 1);
    /* The same once more is no second correction; other times are. */
    answer = corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "2026-11-23", "08:15", "09:45");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM attendance_before AS b"), 1);
    answer = corrects(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OWN, "2026-11-23", "08:15", "");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM attendance_before AS b WHERE b.out_at IS NOT NULL"), 1);
    /* A child that nobody had put on the list is added, and that shows. */
    answer = corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "2026-11-23", "08:30", "");
    assert_status(&answer, 303);
    page = visit_page(visit, FIXTURE_PROFESSIONAL, list_of(visit, ""));
    assert_shows(page, line(visit, page, "2026-11-23", FIXTURE_CHILD_OTHER),
                 SAY(visit, LANGUAGE_NL, WORD_ATTENDANCE_ADDED, "name", "Marjan"));
}

/* A form has minutes, a tap has more: what is the same minute is the same, and no time moves that nobody touched. */
static void R230_a_time_that_nobody_touched_stays(void **state)
{
    struct visit *visit = visit_of(state);
    later(visit, 37 * SECOND_MS);
    comes(visit, FIXTURE_CHILD_OWN);
    later(visit, 2 * MINUTE_MS);
    struct http_test_answer answer =
        corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "2026-11-23", "10:00", "");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM attendance_before AS b"), 0);
    answer = corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "2026-11-23", "10:00", "10:00");
    assert_status(&answer, 422); /* it went before it came */
    answer = corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "2026-11-23", "10:00", "10:01");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT MAX(a.in_at) FROM attendance AS a"), FIXTURE_NOW_AT + 37 * SECOND_MS);
}

static void R230_a_correction_of_what_has_changed_is_refused(void **state)
{
    struct visit *visit = visit_of(state);
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    comes(visit, FIXTURE_CHILD_OWN);
    struct markup *seen = visit_page(visit, FIXTURE_PROFESSIONAL, list_of(visit, ""));
    size_t noor = line(visit, seen, "2026-11-23", FIXTURE_CHILD_OWN);
    assert_true(holds(seen, noor, "times_version", "1"));
    later(visit, HOUR_MS);
    struct http_test_answer out =
        visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_check_out(visit->arena, group).text,
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_status(&out, 303);
    struct http_test_answer late = visit_post(visit, FIXTURE_PROFESSIONAL, list_of(visit, ""),
                                              FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "day",
                                                   "2026-11-23", "in", "09:05", "out", "", "times_version", "1"));
    assert_status(&late, 409);
    struct markup *page = markup_read(visit->arena, late.body);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_ERROR_CONFLICT_TEXT));
    noor = line(visit, page, "2026-11-23", FIXTURE_CHILD_OWN);
    assert_shows(page, noor, "11:00");
    assert_true(holds(page, noor, "in", "09:05"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM attendance AS a WHERE a.out_at IS NOT NULL"), 1);
    /* Sent once more with what stands there now, it counts; and who collected goes with the time. */
    struct http_test_answer again = corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "2026-11-23", "09:05", "");
    assert_status(&again, 303);
    assert_int_equal(visit_number(visit,
                                  "SELECT COUNT(*) FROM attendance AS a WHERE a.out_at IS NULL AND a.out_by IS NULL"
                                  " AND a.out_guardian = 0 AND a.out_name = ''"),
                     1);
}

static void what_cannot_be_is_refused_with_a_sentence(void **state)
{
    struct visit *visit = visit_of(state);
    comes(visit, FIXTURE_CHILD_OWN);
    static const struct {
        const char *day, *in, *out;
        enum word sentence;
    } cases[] = {
        { "2026-11-23", "09:00", "08:00", WORD_ATTENDANCE_ORDER },
        { "2026-11-23", "08:00", "23:00", WORD_ATTENDANCE_FUTURE },
        { "2026-11-24", "08:00", "", WORD_ATTENDANCE_DAY_GONE },
        { "2026-10-01", "08:00", "", WORD_ATTENDANCE_DAY_GONE },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct http_test_answer answer =
            corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, cases[i].day, cases[i].in, cases[i].out);
        assert_status(&answer, 422);
        assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, cases[i].sentence));
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM attendance_before AS b"), 0);
}

static void a_list_is_of_who_works_on_the_group(void **state)
{
    struct visit *visit = visit_of(state);
    comes(visit, FIXTURE_CHILD_OWN);
    static const enum fixture_person others[] = { FIXTURE_MOTHER, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_PARTNER };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer answer = visit_get(visit, others[i], list_of(visit, ""));
        assert_status(&answer, 404);
        answer = corrects(visit, others[i], FIXTURE_CHILD_OWN, "2026-11-23", "08:15", "");
        assert_status(&answer, 404);
    }
    /* A child of another group is not put on this list; and a shift has today alone. */
    struct http_test_answer answer =
        corrects(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_GROUP, "2026-11-23", "08:15", "");
    assert_status(&answer, 404);
    answer = corrects(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "2026-11-20", "08:15", "");
    assert_status(&answer, 422);
    answer = corrects(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "2026-11-23", "08:15", "");
    assert_status(&answer, 303);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(R230_a_day_and_a_period_are_listed_with_what_the_register_holds),
        cmocka_unit_test(R230_a_correction_keeps_the_old_times),
        cmocka_unit_test(R230_a_time_that_nobody_touched_stays),
        cmocka_unit_test(R230_a_correction_of_what_has_changed_is_refused),
        cmocka_unit_test(what_cannot_be_is_refused_with_a_sentence),
        cmocka_unit_test(a_list_is_of_who_works_on_the_group),
    };
    return PAGE_TESTS_RUN(tests);
}
