/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The child's own voice (R235): on the tablet of an out-of-school group a child tells a mood and a word, sees it first, and it stands
 * on the day page of both sides in its own style; nobody changes it, and it can be taken back.
 */
#include "feature/voice/voice.h"

#include "page/tablet.h"

static struct text names_of(struct visit *visit)
{
    return url_voices(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
}

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_voice(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS], visit->fixture.children[child]).text;
}

static void set_ages(struct visit *visit, const char *ages)
{
    struct http_test_answer answer = visit_post(
        visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
        FORM(visit, "ages", ages));
    assert_status(&answer, 303);
}

static void comes(struct visit *visit, enum fixture_child child)
{
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL,
                   url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
                   FORM(visit, "child", visit_child(visit, child)));
    assert_status(&answer, 303);
}

static int64_t told(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'self' AND e.withdrawn_at IS NULL");
}

/* The card of what was told last, on the day page of a reader. */
static size_t card(struct visit *visit, struct markup *page)
{
    return element(page, element_id(visit, "entry-", visit_last_moment(visit)));
}

static void R235_an_older_child_tells_a_mood_and_a_word_and_sees_it_first(void **state)
{
    struct visit *visit = visit_of(state);
    set_ages(visit, "school");
    comes(visit, FIXTURE_CHILD_OWN);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_PROFESSIONAL, "4071");
    struct text cookies = tablet_unlocked(visit, device, FIXTURE_PROFESSIONAL, "4071");
    /* From the board to the names of who is there, and to her own page. */
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, element(board, "voice-link"), SAY(visit, LANGUAGE_NL, WORD_VOICE_TITLE));
    struct http_test_answer answer = visit_call(visit, "GET", names_of(visit), cookies, TEXT_NULL);
    assert_status(&answer, 200);
    visit_keep(&answer, "voice-names");
    struct markup *names = markup_read(visit->arena, answer.body);
    assert_shows(names, element(names, "names"), "Noor");
    assert_hides(names, element(names, "names"), "Sami"); /* not there */
    answer = visit_call(visit, "GET", page_of(visit, FIXTURE_CHILD_OWN), cookies, TEXT_NULL);
    assert_status(&answer, 200);
    visit_keep(&answer, "voice-form");
    /* She looks: nothing is written, and it is as it will be. */
    answer = visit_call(visit, "POST", page_of(visit, FIXTURE_CHILD_OWN), cookies,
                        FORM(visit, "telling", "look", "mood", "happy", "words", "Ik heb gewonnen met stoelendans"));
    assert_status(&answer, 200);
    visit_keep(&answer, "voice-preview");
    struct markup *preview = markup_read(visit->arena, answer.body);
    size_t shown = element(preview, "preview");
    assert_shows(preview, shown, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_MOOD_HAPPY_LABEL));
    assert_shows(preview, shown, "Ik heb gewonnen met stoelendans");
    assert_shows(preview, shown, SAY(visit, LANGUAGE_NL, WORD_VOICE_AUTHOR, "name", "Noor"));
    assert_int_equal(told(visit), 0);
    /* "Anders": what she chose is still there. */
    answer = visit_call(visit, "POST", page_of(visit, FIXTURE_CHILD_OWN), cookies,
                        FORM(visit, "telling", "change", "mood", "happy", "words", "Ik heb gewonnen met stoelendans"));
    assert_true(text_find(answer.body, TEXT("stoelendans</textarea>")) != SIZE_MAX);
    struct markup *again = markup_read(visit->arena, answer.body);
    struct markup_form form = markup_form(again, element(again, "voice"), "");
    struct text body = markup_body(&form);
    assert_true(text_find(body, TEXT("mood=happy")) != SIZE_MAX);
    assert_int_equal(told(visit), 0);
    /* Yes: and it says that it stands there. Twice is once. */
    struct markup_form yes = markup_form(preview, element(preview, "voice-keep"), "");
    markup_fill(&yes, "telling", TEXT("keep"));
    for (int i = 0; i < 2; i++) {
        answer = visit_call(visit, "POST", page_of(visit, FIXTURE_CHILD_OWN), cookies, markup_body(&yes));
        assert_status(&answer, 303);
    }
    assert_int_equal(told(visit), 1);
    answer = visit_call(visit, "GET", answer.location, cookies, TEXT_NULL);
    visit_keep(&answer, "voice-done");
    struct markup *done = markup_read(visit->arena, answer.body);
    assert_shows(done, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_VOICE_DONE));
    assert_shows(done, element(done, "told"), "Ik heb gewonnen met stoelendans");
    /* On the day page of both sides it is hers, in her own style, and nobody else's. */
    static const enum fixture_person readers[] = { FIXTURE_MOTHER, FIXTURE_PROFESSIONAL };
    for (size_t i = 0; i < 2; i++) {
        answer = visit_get(visit, readers[i], visit_day(visit, FIXTURE_CHILD_OWN));
        visit_keep(&answer, i ? "voice-day-centre" : "voice-day-home");
        struct markup *day = markup_read(visit->arena, answer.body);
        assert_true(markup_has_class(day, card(visit, day), "child-voice"));
        assert_shows(day, card(visit, day), SAY(visit, LANGUAGE_NL, WORD_VOICE_AUTHOR, "name", "Noor"));
        assert_shows(day, card(visit, day), "Ik heb gewonnen met stoelendans");
        assert_hides(day, card(visit, day), "Hanna");
        assert_hides(day, card(visit, day), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_REWRITE));
        assert_hides(day, card(visit, day), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_UNDO));
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS x WHERE x.action = 'voice.tell'"), 1);
}

static void R235_what_a_child_told_is_changed_by_nobody_and_can_be_taken_back(void **state)
{
    struct visit *visit = visit_of(state);
    set_ages(visit, "school");
    comes(visit, FIXTURE_CHILD_OWN);
    struct text page = page_of(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = visit_post(
        visit, FIXTURE_PROFESSIONAL, page,
        FORM(visit, "telling", "keep", "words", "Ik wil niet naar buiten", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    int64_t moment = visit_last_moment(visit);
    struct entry_id entry = { visit_entry_of(visit, moment) };
    answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_rewrite(visit->arena, entry).text,
                   FORM(visit, "version", "1", "words", "Ze wil graag naar buiten", "client_id", visit_client(visit)));
    assert_int_not_equal(answer.status, 303);
    (void)visit_post(visit, FIXTURE_PROFESSIONAL,
                     url_handover_undo(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN], FIXTURE_TODAY).text,
                     FORM(visit, "moment", visit_moment(visit, moment)));
    assert_int_equal(told(visit), 1);
    /* Not for another child of the group, nor by another group; then it goes. */
    struct text back = FORM(visit, "telling", "back", "moment", visit_moment(visit, moment));
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OTHER), back).status, 404);
    assert_int_equal(visit_post(visit, FIXTURE_OTHER_PROFESSIONAL, page, back).status, 404);
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, page, back).status, 404);
    assert_int_equal(told(visit), 1);
    for (int i = 0; i < 2; i++) {
        answer = visit_post(visit, FIXTURE_STAND_IN, page, back);
        assert_status(&answer, 303);
    }
    assert_int_equal(told(visit), 0);
    /* Nothing chosen is nothing to look at, nothing to keep. */
    static const char *const acts[] = { "look", "keep" };
    for (size_t i = 0; i < 2; i++) {
        answer = visit_post(visit, FIXTURE_PROFESSIONAL, page,
                            FORM(visit, "telling", acts[i], "words", " ", "client_id", visit_client(visit)));
        assert_int_equal(answer.status, 422);
        assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_VOICE_EMPTY));
    }
    /* A child that is not there tells nothing, and neither do younger ones. */
    struct text tells = FORM(visit, "telling", "keep", "mood", "calm", "client_id", visit_client(visit));
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OTHER), tells).status, 404);
    set_ages(visit, "toddler");
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, page, tells).status, 404);
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, names_of(visit)).status, 404);
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_int_equal(markup_by_id(board, TEXT("voice-link")), MARKUP_NONE);
    assert_int_equal(told(visit), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R235_an_older_child_tells_a_mood_and_a_word_and_sees_it_first),
        cmocka_unit_test(R235_what_a_child_told_is_changed_by_nobody_and_can_be_taken_back),
    };
    return PAGE_TESTS_RUN(tests);
}
