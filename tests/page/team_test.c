/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who works with the children, as parents get to know them: a card of which each field is shown or not (R019), the mentor first
 * (R042), and who is there today (R043).
 */
#include "feature/team/team.h"
#include "visit.h"

static struct text team_of(struct visit *visit, enum fixture_child child)
{
    return url_team_child(visit->arena, visit->fixture.children[child]).text;
}

static struct text today_of(struct visit *visit, enum fixture_group group)
{
    return url_team_group(visit->arena, visit->fixture.groups[group]).text;
}

static size_t member(struct visit *visit, struct markup *page, enum fixture_person who)
{
    return element(page, element_id(visit, "member-", visit->fixture.persons[who].value));
}

static const char *person_id(struct visit *visit, enum fixture_person who)
{
    return visit_moment(visit, visit->fixture.persons[who].value);
}

/* Who is named first: an element that begins before another. */
static bool stands_before(struct visit *visit, struct markup *page, enum fixture_person first, enum fixture_person then)
{
    return member(visit, page, first) < member(visit, page, then);
}

static void R019_parents_see_of_a_card_what_its_owner_shows(void **state)
{
    struct visit *visit = visit_of(state);
    struct text noor = team_of(visit, FIXTURE_CHILD_OWN);
    struct text card = url_team_card(visit->arena).text;
    /* Everybody who works there has a card, also who wrote nothing. */
    struct markup *before = visit_page(visit, FIXTURE_MOTHER, noor);
    (void)member(visit, before, FIXTURE_PROFESSIONAL);
    (void)member(visit, before, FIXTURE_STUDENT);
    assert_hides(visit_start_page(visit, FIXTURE_MOTHER), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TEAM_NEWS));
    struct http_test_answer saved =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, card, "card", "", "words", "Ik zing de hele dag.", "speaks",
                   "Papiaments", "weekday", "1", "shows", "2");
    assert_status(&saved, 303);
    struct http_test_answer own = visit_get(visit, FIXTURE_PROFESSIONAL, TEXT("/card?saved=1"));
    assert_status(&own, 200);
    visit_keep(&own, "team_card");
    struct http_test_answer page = visit_get(visit, FIXTURE_MOTHER, noor);
    visit_keep(&page, "team_child");
    struct markup *shown = visit_page(visit, FIXTURE_MOTHER, noor);
    assert_shows(shown, member(visit, shown, FIXTURE_PROFESSIONAL), "Ik zing de hele dag.");
    assert_hides(shown, MARKUP_NONE, "Papiaments");
    /* The news of it comes once, to the parents of her group and to nobody else. */
    const char *news = SAY(visit, LANGUAGE_NL, WORD_TEAM_NEWS);
    struct markup *mother = visit_start_page(visit, FIXTURE_MOTHER);
    assert_shows(mother, element(mother, "news"), news);
    assert_hides(visit_start_page(visit, FIXTURE_OTHER_GROUP_PARENT), MARKUP_NONE, news);
    assert_hides(visit_start_page(visit, FIXTURE_UNCLE), MARKUP_NONE, news);
    saved = visit_post(visit, FIXTURE_PROFESSIONAL, card,
                       FORM(visit, "words", "Ik zing de hele dag.", "speaks", "Papiaments", "shows", "4"));
    assert_status(&saved, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM team_news AS n"), 1);
    shown = visit_page(visit, FIXTURE_FATHER, noor);
    assert_shows(shown, member(visit, shown, FIXTURE_PROFESSIONAL), "Papiaments");
    assert_hides(shown, MARKUP_NONE, "Ik zing de hele dag.");
    visit_days_later(visit, TEAM_NEWS_DAYS + 1);
    assert_hides(visit_start_page(visit, FIXTURE_MOTHER), MARKUP_NONE, news);
}

static void a_card_is_of_who_works_here(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/card"));
    assert_status(&answer, 404);
    answer = visit_post(visit, FIXTURE_MOTHER, TEXT("/card"), FORM(visit, "words", "Ik ben papa.", "shows", "2"));
    assert_status(&answer, 404);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM staff_card AS s"), 0);
    /* A card too long is refused with the words kept. */
    struct text words = arena_printf(visit->arena, "%0*d", TEAM_WORDS_MAXIMUM + 1, 7);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, TEXT("/card"), FORM(visit, "words", text_bytes(words)));
    assert_status(&answer, 422);
}

static void R042_the_mentor_stands_first_with_her_working_days(void **state)
{
    struct visit *visit = visit_of(state);
    struct text noor = team_of(visit, FIXTURE_CHILD_OWN);
    const char *mentor_of = SAY(visit, LANGUAGE_NL, WORD_TEAM_MENTOR_OF, "name", "Noor");
    struct http_test_answer saved =
        VISIT_SEND(visit, FIXTURE_MENTOR, url_team_card(visit->arena).text, "card", "", "weekday", "2", "shows", "8");
    assert_status(&saved, 303);
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, noor);
    assert_shows(page, member(visit, page, FIXTURE_MENTOR), mentor_of);
    assert_shows(page, member(visit, page, FIXTURE_MENTOR), "di");
    assert_true(stands_before(visit, page, FIXTURE_MENTOR, FIXTURE_PROFESSIONAL));
    assert_true(stands_before(visit, page, FIXTURE_MENTOR, FIXTURE_STAND_IN));
    assert_hides(page, member(visit, page, FIXTURE_PROFESSIONAL), mentor_of);
    /* It is Monday: she works on Tuesday, and is not said to be there. */
    assert_hides(page, member(visit, page, FIXTURE_MENTOR), SAY(visit, LANGUAGE_NL, WORD_TEAM_HERE_TODAY));
    /* Sami has none: the group's page says so to who can choose one. */
    struct markup *group = visit_page(visit, FIXTURE_MANAGER, today_of(visit, FIXTURE_GROUP_EEKHOORNS));
    assert_shows(group, element(group, "without-mentor"), "Sami");
    assert_hides(group, element(group, "without-mentor"), "Noor");
    struct markup *sami = visit_page(visit, FIXTURE_OTHER_FAMILY, team_of(visit, FIXTURE_CHILD_OTHER));
    assert_shows(sami, MARKUP_NONE, SAY(visit, LANGUAGE_AR, WORD_TEAM_NO_MENTOR, "name", "Sami"));
}

static void R043_who_is_not_there_today_shows_at_once_to_the_parents(void **state)
{
    struct visit *visit = visit_of(state);
    struct text noor = team_of(visit, FIXTURE_CHILD_OWN);
    struct text eekhoorns = today_of(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text name = visit_text(
        visit, "SELECT p.given_name FROM person AS p JOIN professional AS s ON s.organisation = p.organisation AND "
               "s.person = p.id WHERE s.role = 'stand_in' AND s.from_day = 20780");
    const char *stands_in = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STAND_IN, "name", text_bytes(name));
    struct markup *day = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(day, MARKUP_NONE, stands_in);
    struct text professional =
        visit_text(visit, "SELECT p.given_name FROM person AS p WHERE p.id = (SELECT a.person FROM "
                          "account AS a WHERE a.email = 'professional@example.org')");
    struct http_test_answer keep = visit_get(visit, FIXTURE_STUDENT, eekhoorns);
    assert_status(&keep, 200);
    visit_keep(&keep, "team_group");
    const char *line = element_id(visit, "line-", visit->fixture.persons[FIXTURE_PROFESSIONAL].value);
    struct http_test_answer away = VISIT_SEND(visit, FIXTURE_MENTOR, eekhoorns, line, "", "away", "1");
    assert_status(&away, 303);
    /* On the day page and the board at once, and on the page of the team with the words for it. */
    assert_shows(day, element(day, "day"), text_bytes(professional));
    day = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(day, element(day, "day"), text_bytes(professional));
    struct markup *board = visit_board_page(visit, FIXTURE_MENTOR, FIXTURE_GROUP_EEKHOORNS);
    assert_hides(board, MARKUP_NONE, text_bytes(professional));
    struct markup *team = visit_page(visit, FIXTURE_MOTHER, noor);
    assert_shows(team, member(visit, team, FIXTURE_PROFESSIONAL), SAY(visit, LANGUAGE_NL, WORD_TEAM_NOT_TODAY));
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM live_event AS e WHERE e.kind = 'team' AND e.child <> 0") > 0, 1);
    /* Twice is fine, and back again. */
    away = VISIT_SEND(visit, FIXTURE_MENTOR, eekhoorns, line, "", "away", "0");
    assert_status(&away, 303);
    team = visit_page(visit, FIXTURE_MOTHER, noor);
    assert_hides(team, member(visit, team, FIXTURE_PROFESSIONAL), SAY(visit, LANGUAGE_NL, WORD_TEAM_NOT_TODAY));
    /* Tomorrow nobody is away, and who stood in today is gone. */
    away = VISIT_SEND(visit, FIXTURE_MENTOR, eekhoorns, line, "", "away", "1");
    assert_status(&away, 303);
    visit_days_later(visit, 1);
    team = visit_page(visit, FIXTURE_MOTHER, noor);
    assert_hides(team, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TEAM_NOT_TODAY));
    assert_hides(team, MARKUP_NONE, text_bytes(name));
}

static void only_who_works_there_says_who_is_away(void **state)
{
    struct visit *visit = visit_of(state);
    struct text eekhoorns = today_of(visit, FIXTURE_GROUP_EEKHOORNS);
    static const enum fixture_person others[] = { FIXTURE_MOTHER, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_COACH,
                                                  FIXTURE_FOREIGN_PROFESSIONAL, FIXTURE_LEFT_PROFESSIONAL };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer answer = visit_post(
            visit, others[i], eekhoorns, FORM(visit, "person", person_id(visit, FIXTURE_PROFESSIONAL), "away", "1"));
        assert_int_not_equal(answer.status, 303);
    }
    /* Nor about somebody of another group. */
    struct http_test_answer stranger =
        visit_post(visit, FIXTURE_PROFESSIONAL, eekhoorns,
                   FORM(visit, "person", person_id(visit, FIXTURE_FAR_PROFESSIONAL), "away", "1"));
    assert_status(&stranger, 404);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM staff_away AS a"), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(R019_parents_see_of_a_card_what_its_owner_shows),
        cmocka_unit_test(a_card_is_of_who_works_here),
        cmocka_unit_test(R042_the_mentor_stands_first_with_her_working_days),
        cmocka_unit_test(R043_who_is_not_there_today_shows_at_once_to_the_parents),
        cmocka_unit_test(only_who_works_there_says_who_is_away),
    };
    return PAGE_TESTS_RUN(tests);
}
