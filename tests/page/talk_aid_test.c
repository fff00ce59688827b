/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What to talk about when a child is collected (R026): one concrete thing of today for each child who is there, and nothing that is
 * not for the door.
 */
#include "feature/talk_aid/talk_aid.h"
#include "visit.h"

static struct text page_of(struct visit *visit, enum fixture_group group)
{
    return url_talk_aid(visit->arena, visit->fixture.groups[group]).text;
}

static size_t point(struct visit *visit, struct markup *page, enum fixture_child child)
{
    return element(page, element_id(visit, "point-", visit->fixture.children[child].value));
}

static void comes(struct visit *visit, enum fixture_child child)
{
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL,
                   url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
                   FORM(visit, "child", visit_child(visit, child)));
    assert_status(&answer, 303);
}

static void R026_each_child_who_is_there_has_one_thing_of_today(void **state)
{
    struct visit *visit = visit_of(state);
    struct text page = page_of(visit, FIXTURE_GROUP_EEKHOORNS);
    const char *lunch = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_LITTLE);
    /* Nobody is there yet. */
    assert_shows(visit_page(visit, FIXTURE_PROFESSIONAL, page), MARKUP_NONE,
                 SAY(visit, LANGUAGE_NL, WORD_TALK_AID_NOBODY));
    comes(visit, FIXTURE_CHILD_OWN);
    comes(visit, FIXTURE_CHILD_OTHER);
    struct markup *empty = visit_page(visit, FIXTURE_PROFESSIONAL, page);
    assert_shows(empty, point(visit, empty, FIXTURE_CHILD_OWN), SAY(visit, LANGUAGE_NL, WORD_TALK_AID_NOTHING));
    /* What home told is a thing to ask after, until the centre has one of its own. */
    (void)visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Er komt een tand door.");
    struct markup *asked = visit_page(visit, FIXTURE_STAND_IN, page);
    assert_shows(asked, point(visit, asked, FIXTURE_CHILD_OWN), "Er komt een tand door.");
    assert_shows(asked, point(visit, asked, FIXTURE_CHILD_OWN), SAY(visit, LANGUAGE_NL, WORD_TALK_AID_ASK));
    assert_shows(asked, point(visit, asked, FIXTURE_CHILD_OWN), "Aylin");
    (void)visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.little");
    struct markup *tapped = visit_page(visit, FIXTURE_PROFESSIONAL, page);
    assert_shows(tapped, point(visit, tapped, FIXTURE_CHILD_OWN), lunch);
    assert_hides(tapped, point(visit, tapped, FIXTURE_CHILD_OWN), "Er komt een tand door.");
    assert_hides(tapped, point(visit, tapped, FIXTURE_CHILD_OTHER), lunch);
    /* Words before a tap, also when the tap came later; and only one thing. */
    (void)visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "Ze bouwde een toren van acht.");
    (void)visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.happy");
    struct markup *told = visit_page(visit, FIXTURE_PROFESSIONAL, page);
    assert_shows(told, point(visit, told, FIXTURE_CHILD_OWN), "Ze bouwde een toren van acht.");
    assert_hides(told, point(visit, told, FIXTURE_CHILD_OWN), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_MOOD_HAPPY));
    struct http_test_answer kept = visit_get(visit, FIXTURE_PROFESSIONAL, page);
    visit_keep(&kept, "talk_aid");
    /* From the board it is two taps: the menu, and this. */
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, element(board, "talk-aid-link"), SAY(visit, LANGUAGE_NL, WORD_TALK_AID_TITLE));
    /* Who was collected is not waited for any more. */
    struct http_test_answer gone =
        visit_post(visit, FIXTURE_PROFESSIONAL,
                   url_handover_check_out(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_status(&gone, 303);
    assert_hides(visit_page(visit, FIXTURE_PROFESSIONAL, page), element(told, "talk-aid"), "Noor");
}

static void with_words(struct visit *visit, const char *code, const char *field, const char *value, const char *words)
{
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL,
                   url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", code, field, value, "words",
                        words, "client_id", visit_client(visit)));
    assert_status(&answer, 303);
}

static void what_is_not_for_the_door_is_never_chosen(void **state)
{
    static const char *const grave[] = { "medicine", "accident", "health", "answer" };
    for (size_t i = 0; i < sizeof grave / sizeof *grave; i++)
        assert_int_equal(talk_aid_weight(SIDE_CENTRE, text_from(grave[i]), true), 0);
    /* Words beside a fever are as grave as the fever; words beside a highlight stand with it. */
    struct visit *visit = visit_of(state);
    struct text page = page_of(visit, FIXTURE_GROUP_EEKHOORNS);
    comes(visit, FIXTURE_CHILD_OWN);
    with_words(visit, "health.temperature", "degrees", "38,9", "Huilt en wil niet drinken.");
    assert_hides(visit_page(visit, FIXTURE_PROFESSIONAL, page), MARKUP_NONE, "Huilt en wil niet drinken.");
    with_words(visit, "highlight.skill", "degrees", "", "Haar jas ging zelf dicht.");
    struct markup *proud = visit_page(visit, FIXTURE_PROFESSIONAL, page);
    assert_shows(proud, point(visit, proud, FIXTURE_CHILD_OWN), "Haar jas ging zelf dicht.");
    assert_shows(proud, point(visit, proud, FIXTURE_CHILD_OWN), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_HIGHLIGHT_SKILL));
    assert_true(talk_aid_weight(SIDE_CENTRE, TEXT("highlight"), false) >
                talk_aid_weight(SIDE_CENTRE, TEXT("food"), false));
    assert_true(talk_aid_weight(SIDE_CENTRE, TEXT("words"), true) > talk_aid_weight(SIDE_CENTRE, TEXT("play"), false));
    assert_true(talk_aid_weight(SIDE_CENTRE, TEXT("nappy"), false) > talk_aid_weight(SIDE_HOME, TEXT("words"), true));
}

/* Words that home kept for the mentor are not on it, whoever looks, nor what one of two homes wrote for the group alone: the other may be
 * who collects. And another group's people do not have the page. */
static void it_shows_what_may_be_said_at_the_door(void **state)
{
    struct visit *visit = visit_of(state);
    struct text page = page_of(visit, FIXTURE_GROUP_EEKHOORNS);
    comes(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer quiet = VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN), "compose",
                                               "/note", "audience", "mentor", "words", "Alleen voor Nadia.");
    assert_status(&quiet, 303);
    assert_hides(visit_page(visit, FIXTURE_PROFESSIONAL, page), MARKUP_NONE, "Alleen voor Nadia.");
    assert_hides(visit_page(visit, FIXTURE_MENTOR, page), MARKUP_NONE, "Alleen voor Nadia.");
    (void)visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "We slapen vannacht bij oma.");
    assert_hides(visit_page(visit, FIXTURE_PROFESSIONAL, page), MARKUP_NONE, "We slapen vannacht bij oma.");
    (void)visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Ze telt nu tot tien.");
    assert_shows(visit_page(visit, FIXTURE_PROFESSIONAL, page), MARKUP_NONE, "Ze telt nu tot tien.");
    struct http_test_answer other = visit_get(visit, FIXTURE_OTHER_PROFESSIONAL, page);
    assert_status(&other, 404);
    other = visit_get(visit, FIXTURE_MOTHER, page);
    assert_status(&other, 404);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(R026_each_child_who_is_there_has_one_thing_of_today),
        cmocka_unit_test(what_is_not_for_the_door_is_never_chosen),
        cmocka_unit_test(it_shows_what_may_be_said_at_the_door),
    };
    return PAGE_TESTS_RUN(tests);
}
