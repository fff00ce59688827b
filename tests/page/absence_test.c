/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * That a child does not come (R229): two taps from the start page, for brothers and sisters at once, seen on the board at once; coming
 * back is one tap; a protected home leaves no trace (R243).
 */
#include "feature/absence/absence.h"

#include "access/people.h"
#include "feature/attendance/attendance.h"
#include "visit.h"

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_absence(visit->arena, visit->fixture.children[child]).text;
}

static const char *place_of(struct visit *visit, const char *prefix, enum fixture_child child)
{
    return arena_printf(visit->arena, "%s-%s", prefix, visit_child(visit, child)).data;
}

/* What the tile of the child says on the board. */
static void assert_tile(struct visit *visit, enum fixture_person who, enum fixture_child child, enum word shown,
                        enum word hidden)
{
    struct markup *board = visit_board_page(visit, who, visit_group_of(child));
    size_t tile = element(board, place_of(visit, "tile", child));
    assert_shows(board, tile, SAY(visit, LANGUAGE_NL, shown));
    assert_hides(board, tile, SAY(visit, LANGUAGE_NL, hidden));
}

static int64_t told(struct visit *visit, enum fixture_group group)
{
    return visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.care_group = $1",
                           visit->fixture.groups[group].value);
}

static void R229_absence_is_two_taps_and_coming_back_is_one(void **state)
{
    struct visit *visit = visit_of(state);
    assert_tile(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, WORD_HANDOVER_NOT_HERE_YET, WORD_ABSENCE_TILE_ILL);
    int64_t events = told(visit, FIXTURE_GROUP_EEKHOORNS);
    /* One tap opens the form, the other one sends it: nothing has to be filled in. */
    const char *form = place_of(visit, "absence", FIXTURE_CHILD_OWN);
    for (int twice = 0; twice < 2; twice++) {
        struct http_test_answer answer =
            twice ? visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                               FORM(visit, "kind", "ill", "from", "2026-11-23", "through", "2026-11-23"))
                  : VISIT_SEND(visit, FIXTURE_MOTHER, TEXT("/"), form, "/absence", "kind", "ill");
        assert_status(&answer, 303);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM absence AS x"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS x WHERE x.action = 'absence.report'"), 1);
    /* The board hears of it at once and waits for her no longer; the stand-in reads it too. */
    assert_true(told(visit, FIXTURE_GROUP_EEKHOORNS) > events);
    assert_tile(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, WORD_ABSENCE_TILE_ILL, WORD_HANDOVER_NOT_HERE_YET);
    assert_tile(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, WORD_ABSENCE_TILE_ILL, WORD_HANDOVER_NOT_HERE_YET);
    assert_tile(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OTHER, WORD_HANDOVER_NOT_HERE_YET, WORD_ABSENCE_TILE_ILL);
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, TEXT("/"));
    assert_true(text_find(answer.body, TEXT("1 kind vandaag")) != SIZE_MAX); /* and not 2 */
    answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/"));
    visit_keep(&answer, "absence-start");
    struct markup *start = markup_read(visit->arena, answer.body);
    assert_shows(start, element(start, place_of(visit, "child", FIXTURE_CHILD_OWN)),
                 SAY(visit, LANGUAGE_NL, WORD_ABSENCE_IS_ILL, "name", "Noor"));
    /* The other home reads it in its own language, the limited guardian does not. */
    struct markup *day = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_shows(day, element(day, "day"), SAY(visit, LANGUAGE_AR, WORD_ABSENCE_IS_ILL, "name", "Noor"));
    day = visit_day_page(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    assert_hides(day, element(day, "day"), SAY(visit, LANGUAGE_NL, WORD_ABSENCE_IS_ILL, "name", "Noor"));
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN));
    visit_keep(&answer, "absence-day");
    day = markup_read(visit->arena, answer.body);
    assert_shows(day, element(day, "day"), SAY(visit, LANGUAGE_NL, WORD_ABSENCE_BY, "name", "Aylin"));
    /* Her father brings her all the same: one tap. */
    const char *away = place_of(visit, "away", FIXTURE_CHILD_OWN);
    answer = VISIT_SEND(visit, FIXTURE_FATHER, TEXT("/"), away, "/back");
    assert_status(&answer, 303);
    assert_tile(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, WORD_HANDOVER_NOT_HERE_YET, WORD_ABSENCE_TILE_ILL);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS x WHERE x.action = 'absence.end'"), 1);
}

static int bring_together(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_GROUP],
                                                                  .person = fixture->persons[FIXTURE_MOTHER],
                                                                  .home = 1,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

static bool is_away(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct markup *day = visit_day_page(visit, who, child);
    return markup_by_id(day, text_from(place_of(visit, "away", child))) != MARKUP_NONE;
}

static void R229_several_days_and_children_at_once(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, bring_together, &visit->fixture),
                     STATUS_OK);
    const char *sister = visit_child(visit, FIXTURE_CHILD_GROUP);
    struct http_test_answer answer = VISIT_SEND(
        visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN), place_of(visit, "absence", FIXTURE_CHILD_OWN),
        "/absence", "also", sister, "through", "2026-11-24", "words", "naar oma", "kind", "day_off");
    assert_status(&answer, 303);
    assert_true(is_away(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN));
    assert_true(is_away(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_GROUP));
    answer = visit_get(visit, FIXTURE_OTHER_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_GROUP));
    visit_keep(&answer, "absence-page");
    assert_true(text_find(answer.body, TEXT("naar oma")) != SIZE_MAX);
    /* A child of another family is none: and then nothing is stored. */
    answer =
        visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                   FORM(visit, "kind", "ill", "from", "2026-11-26", "also", visit_child(visit, FIXTURE_CHILD_OTHER)));
    assert_int_equal(answer.status, 404);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM absence AS x"), 2);
    /* Days in the wrong order, or too far away, come back with what was typed. */
    static const char *const odd[][2] = { { "2026-11-25", "2026-11-24" }, { "2028-01-01", "2028-01-02" } };
    for (size_t i = 0; i < 2; i++) {
        answer =
            visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                       FORM(visit, "kind", "ill", "from", odd[i][0], "through", odd[i][1], "words", "hoge koorts"));
        assert_int_equal(answer.status, 422);
        struct markup *page = markup_read(visit->arena, answer.body);
        assert_shows(page, element(page, "problem"),
                     SAY(visit, LANGUAGE_NL, i ? WORD_ABSENCE_DAY_ODD : WORD_ABSENCE_ORDER_ODD));
        assert_true(text_find(answer.body, TEXT("hoge koorts</textarea>")) != SIZE_MAX);
        assert_true(text_find(answer.body, text_from(odd[i][1])) != SIZE_MAX);
    }
    visit_keep(&answer, "absence-odd");
    /* The second day is the last; on it she comes back from half of it. */
    visit_days_later(visit, 1);
    assert_true(is_away(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN));
    answer = visit_post(visit, FIXTURE_STAND_IN, page_of(visit, FIXTURE_CHILD_OWN), FORM(visit, "kind", "ill"));
    assert_int_equal(answer.status, 403); /* her shift was yesterday */
    answer = visit_post(visit, FIXTURE_PROFESSIONAL,
                        url_absence_back(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                        FORM(visit, "day", "2026-11-24"));
    assert_status(&answer, 303);
    assert_false(is_away(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN));
    assert_true(is_away(visit, FIXTURE_MOTHER, FIXTURE_CHILD_GROUP));
    visit_days_later(visit, 1);
    assert_false(is_away(visit, FIXTURE_MOTHER, FIXTURE_CHILD_GROUP));
}

static void R229_R243_staff_note_it_and_a_protected_home_leaves_no_trace(void **state)
{
    struct visit *visit = visit_of(state);
    /* By phone: both homes read it. A child that comes all the same is there. */
    struct http_test_answer answer = visit_post(visit, FIXTURE_STAND_IN, page_of(visit, FIXTURE_CHILD_OWN),
                                                FORM(visit, "kind", "other", "then", "day"));
    assert_status(&answer, 303);
    assert_true(is_away(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN) && is_away(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN));
    struct text in = url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, in, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_status(&answer, 303);
    assert_false(is_away(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN));
    assert_tile(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, WORD_HANDOVER_CHECK_OUT, WORD_ABSENCE_TILE_AWAY);
    /* What a protected guardian says, and what staff heard by phone, the other home does not learn; nor can it end it. */
    static const enum fixture_person says[] = { FIXTURE_MOTHER_SAFE, FIXTURE_PROFESSIONAL };
    for (size_t i = 0; i < 2; i++) {
        answer =
            visit_post(visit, says[i], page_of(visit, FIXTURE_CHILD_OTHER), FORM(visit, "kind", i ? "ill" : "other"));
        assert_status(&answer, 303);
        assert_true(is_away(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER));
        assert_false(is_away(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER));
        struct http_test_answer page = visit_get(visit, FIXTURE_FATHER_DANGER, page_of(visit, FIXTURE_CHILD_OTHER));
        assert_status(&page, 200);
        assert_no_trace(&page, "away-");
        answer = visit_post(visit, FIXTURE_FATHER_DANGER,
                            url_absence_back(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text,
                            FORM(visit, "day", "2026-11-23"));
        assert_status(&answer, 303);
        assert_true(is_away(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER));
    }
}

static struct text body_of(struct visit *visit, enum fixture_person who, struct text target)
{
    struct http_test_answer answer = visit_get(visit, who, target);
    assert_status(&answer, 200);
    return answer.body;
}

static void come(struct visit *visit, enum fixture_person who, const char *day)
{
    struct http_test_answer answer =
        visit_post(visit, who, url_absence_back(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text,
                   FORM(visit, "day", day));
    assert_status(&answer, 303);
}

/* What the other home reads of it: his start page, the day and the page of the child. */
enum { HIS_PAGES = 3 };
static void read_his(struct visit *visit, struct text *ret_bodies)
{
    ret_bodies[0] = body_of(visit, FIXTURE_FATHER_DANGER, TEXT("/"));
    ret_bodies[1] = body_of(visit, FIXTURE_FATHER_DANGER, visit_day(visit, FIXTURE_CHILD_OTHER));
    ret_bodies[2] = body_of(visit, FIXTURE_FATHER_DANGER, page_of(visit, FIXTURE_CHILD_OTHER));
}

static bool shows_away(struct visit *visit, enum fixture_person who)
{
    struct http_test_answer page = visit_get(visit, who, page_of(visit, FIXTURE_CHILD_OTHER));
    assert_status(&page, 200);
    return text_find(page.body, TEXT("away-")) != SIZE_MAX;
}

/* Whether somebody on the group's list of the day is told of as staying away. */
static bool lists_away(struct visit *visit)
{
    struct text list = url_attendance(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    return text_find(body_of(visit, FIXTURE_PROFESSIONAL, list),
                     text_from(SAY(visit, LANGUAGE_NL, WORD_ATTENDANCE_ABSENT))) != SIZE_MAX;
}

/* One home said that the child is ill; that it comes after all, said by a protected guardian or by staff after her call, is news for
 * whoever may learn of it, and changes nothing of what the other home reads. */
static void R229_R243_T20_coming_after_all_leaves_no_trace_either(void **state)
{
    struct visit *visit = visit_of(state);
    static const enum fixture_person tells[] = { FIXTURE_MOTHER_SAFE, FIXTURE_PROFESSIONAL };
    struct text before[HIS_PAGES];
    struct text after[HIS_PAGES];
    const int64_t father = visit->fixture.persons[FIXTURE_FATHER_DANGER].value;
    for (int i = 0; i < 2; i++, visit_days_later(visit, 7)) {
        const char *const days[][2] = { { "2026-11-23", "2026-11-27" }, { "2026-11-30", "2026-12-04" } };
        struct http_test_answer answer =
            visit_post(visit, FIXTURE_FATHER_DANGER, page_of(visit, FIXTURE_CHILD_OTHER),
                       FORM(visit, "kind", "ill", "from", days[i][0], "through", days[i][1]));
        assert_status(&answer, 303);
        assert_true(is_away(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER));
        assert_true(lists_away(visit));
        read_his(visit, before);
        int64_t told_him = visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.person = $1", father);
        int64_t told_group = told(visit, FIXTURE_GROUP_EEKHOORNS);
        for (int twice = 0; twice < 2; twice++) {
            come(visit, tells[i], days[i][0]);
            assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM absence AS x WHERE x.ends <> 0"), i + 1);
        }
        assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS x WHERE x.action = 'absence.end'"), i + 1);
        assert_true(told(visit, FIXTURE_GROUP_EEKHOORNS) > told_group);
        assert_int_equal(visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.person = $1", father),
                         told_him);
        read_his(visit, after);
        for (size_t k = 0; k < HIS_PAGES; k++)
            assert_true(text_equal(before[k], after[k]));
        assert_true(is_away(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER));
        /* The group expects it: day, board, list and number. */
        assert_false(is_away(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER));
        assert_false(shows_away(visit, FIXTURE_PROFESSIONAL));
        assert_false(lists_away(visit));
        assert_tile(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, WORD_HANDOVER_NOT_HERE_YET,
                    WORD_ABSENCE_TILE_ILL);
        answer = visit_get(visit, FIXTURE_PROFESSIONAL, TEXT("/"));
        assert_true(text_find(answer.body, TEXT("2 kinderen vandaag")) != SIZE_MAX);
        /* What staff were told stays with them: whoever said it knows. */
        assert_int_equal(is_away(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER), i);
        assert_int_equal(shows_away(visit, FIXTURE_MOTHER_SAFE), i);
    }
}

/* A page that was made yesterday and sent today means today. */
static void R229_two_taps_mean_the_day_of_the_tap(void **state)
{
    struct visit *visit = visit_of(state);
    const struct text places[] = { TEXT("/"), visit_day(visit, FIXTURE_CHILD_OWN) };
    for (size_t i = 0; i < 2; i++) {
        struct http_test_answer page = visit_get(visit, FIXTURE_MOTHER, places[i]);
        assert_true(text_find(page.body, TEXT("name=\"from\" value=\"\"")) != SIZE_MAX);
        assert_true(text_find(page.body, TEXT("name=\"through\" value=\"\"")) != SIZE_MAX);
    }
    visit_days_later(visit, 1);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                                                FORM(visit, "kind", "ill", "from", "", "through", "", "then", "day"));
    assert_status(&answer, 303);
    assert_true(text_find(answer.location, TEXT("2026-11-24")) != SIZE_MAX);
    assert_true(is_away(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN));
    visit_days_later(visit, 1);
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "kind", "ill", "from", "2026-11-24", "through", "2026-11-26"));
    assert_status(&answer, 303);
    answer = visit_post(visit, FIXTURE_MOTHER,
                        url_absence_back(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                        FORM(visit, "day", "2026-11-24", "then", "day"));
    assert_status(&answer, 303);
    assert_true(text_find(answer.location, TEXT("2026-11-25")) != SIZE_MAX);
    assert_false(is_away(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN));
    /* What was so yesterday stays written. */
    assert_int_equal(visit_number(visit, "SELECT MAX(x.until_day - x.from_day) FROM absence AS x"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R229_absence_is_two_taps_and_coming_back_is_one),
        cmocka_unit_test(R229_several_days_and_children_at_once),
        cmocka_unit_test(R229_R243_staff_note_it_and_a_protected_home_leaves_no_trace),
        cmocka_unit_test(R229_R243_T20_coming_after_all_leaves_no_trace_either),
        cmocka_unit_test(R229_two_taps_mean_the_day_of_the_tap),
    };
    return PAGE_TESTS_RUN(tests);
}
