/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answering with one tap (the entry part of R101): every question of the intake has ready answers, what is rather told in person
 * is a quiet note for the mentor, and what came on paper says so to the guardian, who can change it.
 */
#include "access/people.h"
#include "feature/family/family.h"
#include "feature/home_view/home_view.h"
#include "feature/intake/intake.h"
#include "visit.h"

static struct child_id noor(struct visit *visit)
{
    return visit->fixture.children[FIXTURE_CHILD_OWN];
}

static struct text background_of(struct visit *visit)
{
    return url_intake(visit->arena, noor(visit)).text;
}

static struct text card_of(struct visit *visit)
{
    return url_home_card(visit->arena, noor(visit)).text;
}

static struct text view_of(struct visit *visit)
{
    return url_home_view(visit->arena, noor(visit)).text;
}

static struct text background_for(struct visit *visit, enum fixture_person guardian)
{
    return url_intake_guardian(visit->arena, noor(visit), visit->fixture.persons[guardian]).text;
}

static struct text card_for(struct visit *visit, enum fixture_person guardian)
{
    return url_home_card_guardian(visit->arena, noor(visit), visit->fixture.persons[guardian]).text;
}

static struct text view_for(struct visit *visit, enum fixture_person guardian)
{
    return url_home_view_guardian(visit->arena, noor(visit), visit->fixture.persons[guardian]).text;
}

/* The button of a page with this value; MARKUP_NONE when there is none. */
static size_t button_of(const struct markup *page, size_t within, const char *name, const char *value)
{
    for (size_t node = markup_next(page, within, "button", MARKUP_NONE); node != MARKUP_NONE;
         node = markup_next(page, within, "button", node))
        if (text_equal(markup_attribute(page, node, "name"), text_from(name)) &&
            text_equal(markup_attribute(page, node, "value"), text_from(value)))
            return node;
    return MARKUP_NONE;
}

static bool is_pressed(const struct markup *page, const char *name, const char *value)
{
    size_t button = button_of(page, element(page, "main"), name, value);
    return button != MARKUP_NONE && text_equal(markup_attribute(page, button, "aria-pressed"), TEXT("true"));
}

/* How many questions the form asks in words; each has ready answers that send it. */
static size_t questions_with_taps(const struct markup *page, const char *form)
{
    size_t count = 0;
    size_t within = element(page, form);
    for (size_t node = markup_next(page, within, "textarea", MARKUP_NONE); node != MARKUP_NONE;
         node = markup_next(page, within, "textarea", node), count++) {
        assert_true(text_is_null(markup_attribute(page, node, "required")));
        size_t set = markup_next(page, within, "fieldset", MARKUP_NONE);
        while (set != MARKUP_NONE && markup_next(page, set, "textarea", MARKUP_NONE) != node)
            set = markup_next(page, within, "fieldset", set);
        assert_int_not_equal(set, MARKUP_NONE);
        size_t button = markup_next(page, set, "button", MARKUP_NONE);
        assert_int_not_equal(button, MARKUP_NONE);
        assert_true(text_equal(markup_attribute(page, button, "type"), TEXT("submit")));
    }
    return count;
}

static void taps(struct visit *visit, enum fixture_person who, struct text page, const char *form, const char *tap)
{
    struct http_test_answer answer = VISIT_SEND(visit, who, page, form, "", "tap", tap);
    assert_status(&answer, 303);
}

static void every_question_of_the_intake_has_answers_of_one_tap(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer first = visit_get(visit, FIXTURE_MOTHER, background_of(visit));
    visit_keep(&first, "tap_background");
    struct markup *page = markup_read(visit->arena, first.body);
    assert_int_equal(questions_with_taps(page, "background"), 4);
    assert_int_equal(questions_with_taps(visit_page(visit, FIXTURE_MOTHER, card_of(visit)), "home-words"), 1);
    assert_int_equal(questions_with_taps(visit_page(visit, FIXTURE_MOTHER, view_of(visit)), "home-words"), 1);
    assert_int_equal(
        questions_with_taps(visit_page(visit, FIXTURE_MOTHER, url_intake_wishes(visit->arena).text), "wishes"), 1);
    /* One tap on each, with words beside one; the other answers and words stay. */
    static const char *const answers[] = { "tongues.several", "food.some", "celebrations.join", "customs.unsure" };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        taps(visit, FIXTURE_MOTHER, background_of(visit), "background", answers[i]);
    struct http_test_answer both = VISIT_SEND(visit, FIXTURE_MOTHER, background_of(visit), "background", "", "tap",
                                              "customs.yes", "customs", "schoenen uit");
    assert_status(&both, 303);
    assert_true(text_find(both.location, TEXT("#ask-customs")) != SIZE_MAX);
    struct markup *told = visit_page(visit, FIXTURE_PROFESSIONAL, background_of(visit));
    static const enum word read[] = { WORD_TAP_SEVERAL, WORD_TAP_SOME, WORD_TAP_JOIN, WORD_TAP_YES };
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        assert_shows(told, element(told, "told"), SAY(visit, LANGUAGE_NL, read[i]));
    assert_shows(told, element(told, "told"), "schoenen uit");
    assert_hides(told, element(told, "told"), SAY(visit, LANGUAGE_NL, WORD_TAP_UNSURE));
    /* The other home asks in its own language, and knows nothing of it. */
    struct markup *father = visit_page(visit, FIXTURE_FATHER, background_of(visit));
    assert_shows(father, element(father, "ask-food"), SAY(visit, LANGUAGE_AR, WORD_TAP_TELL));
    assert_false(is_pressed(father, "tap", "food."));
    /* A second tap takes one back, and the same once more writes nothing. */
    page = visit_page(visit, FIXTURE_MOTHER, background_of(visit));
    assert_true(is_pressed(page, "tap", "food."));
    int64_t rows = visit_number(visit, "SELECT COUNT(*) FROM background AS b");
    taps(visit, FIXTURE_MOTHER, background_of(visit), "background", "food.");
    assert_false(is_pressed(visit_page(visit, FIXTURE_MOTHER, background_of(visit)), "tap", "food."));
    struct http_test_answer again =
        visit_send(visit, FIXTURE_MOTHER, background_of(visit), "background", "", (const char *const[]){ NULL });
    assert_status(&again, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM background AS b"), rows + 1);
}

static void the_other_pages_are_answered_with_one_tap_too(void **state)
{
    struct visit *visit = visit_of(state);
    struct text wishes = url_intake_wishes(visit->arena).text;
    taps(visit, FIXTURE_MOTHER, card_of(visit), "home-words", "routine.hard");
    taps(visit, FIXTURE_MOTHER, view_of(visit), "home-words", "view.same");
    struct markup *card = visit_page(visit, FIXTURE_STAND_IN, card_of(visit));
    assert_shows(card, element(card, "home-words"), SAY(visit, LANGUAGE_NL, WORD_TAP_HARD));
    struct markup *view = visit_page(visit, FIXTURE_MENTOR, view_of(visit));
    assert_shows(view, element(view, "home-words"), SAY(visit, LANGUAGE_NL, WORD_TAP_SAME));
    /* How to be spoken with: each tap says one thing, and changes nothing else. */
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MOTHER, wishes, "wishes", "", "tongue", "Tarifit", "interpreter", "1");
    assert_status(&answer, 303);
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, wishes, "wishes", "", "intensity", "more");
    assert_status(&answer, 303);
    struct markup *page = visit_page(visit, FIXTURE_MENTOR, background_of(visit));
    assert_shows(page, element(page, "told"), "Tarifit");
    assert_shows(page, element(page, "told"), SAY(visit, LANGUAGE_NL, WORD_INTAKE_LIKES_MORE, "name", "Aylin"));
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, wishes, "wishes", "", "speak", "ar", "interpreter", "0");
    assert_status(&answer, 303);
    page = visit_page(visit, FIXTURE_MOTHER, wishes);
    assert_true(is_pressed(page, "speak", "ar") && is_pressed(page, "intensity", "more"));
    assert_int_equal(visit_number(visit, "SELECT w.interpreter FROM contact_wish AS w ORDER BY w.id DESC LIMIT 1"), 0);
    /* Who matters to the child. */
    struct text family = url_family(visit->arena, noor(visit)).text;
    const char *oma = SAY(visit, LANGUAGE_NL, WORD_INTAKE_GRANDMOTHER);
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, family, "other-taps", "", "name", oma);
    assert_status(&answer, 303);
    page = visit_page(visit, FIXTURE_MENTOR, family);
    assert_shows(page, element(page, "others"), oma);
    /* An answer that is not offered changes nothing. */
    static const char *const odd[] = { "food.well", "routine.well", "view.same", "x", "." };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct http_test_answer refused =
            visit_post(visit, FIXTURE_MOTHER, background_of(visit), FORM(visit, "tap", odd[i], "base", "0"));
        assert_status(&refused, 422);
    }
    struct http_test_answer refused =
        visit_post(visit, FIXTURE_MOTHER, card_of(visit), FORM(visit, "tap", "view.same", "base", "0"));
    assert_status(&refused, 422);
}

/* --- rather in person --- */

static bool has_note(struct visit *visit, enum fixture_person who)
{
    struct http_test_answer answer = visit_get(visit, who, TEXT("/tasks"));
    return text_find(answer.body, TEXT("id=\"quiet\"")) != SIZE_MAX;
}

static void what_is_rather_told_is_a_quiet_note_for_the_mentor(void **state)
{
    struct visit *visit = visit_of(state);
    assert_false(has_note(visit, FIXTURE_MENTOR));
    taps(visit, FIXTURE_MOTHER, background_of(visit), "background", "food.tell");
    taps(visit, FIXTURE_MOTHER, background_of(visit), "background", "customs.tell");
    struct http_test_answer answer = visit_get(visit, FIXTURE_MENTOR, TEXT("/tasks"));
    visit_keep(&answer, "tap_tasks");
    struct markup *tasks = markup_read(visit->arena, answer.body);
    size_t link = markup_next(tasks, element(tasks, "quiet"), "a", MARKUP_NONE);
    assert_true(text_equal(markup_attribute(tasks, link, "href"), background_of(visit)));
    assert_int_equal(markup_next(tasks, element(tasks, "quiet"), "a", link), MARKUP_NONE);
    /* No day and no sign: it is no task. */
    assert_int_equal(markup_next(tasks, element(tasks, "quiet"), "time", MARKUP_NONE), MARKUP_NONE);
    assert_shows(tasks, element(tasks, "tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_NONE));
    struct markup *board = visit_board_page(visit, FIXTURE_MENTOR, FIXTURE_GROUP_EEKHOORNS);
    assert_hides(board, element(board, "ways"), SAY(visit, LANGUAGE_NL, WORD_SHELL_WAITS));
    assert_false(has_note(visit, FIXTURE_PROFESSIONAL) || has_note(visit, FIXTURE_MANAGER));
    struct markup *page = visit_page(visit, FIXTURE_MENTOR, background_of(visit));
    assert_shows(page, element(page, "told"), SAY(visit, LANGUAGE_NL, WORD_TAP_ASK_IN_PERSON, "name", "Aylin"));
    /* Asked and written down: that answer is there, the other is still to be told. */
    struct http_test_answer written = VISIT_SEND(visit, FIXTURE_MENTOR, background_for(visit, FIXTURE_MOTHER),
                                                 "background", "", "food", "geen varkensvlees");
    assert_status(&written, 303);
    assert_true(has_note(visit, FIXTURE_MENTOR));
    assert_false(is_pressed(visit_page(visit, FIXTURE_MOTHER, background_of(visit)), "tap", "food."));
    taps(visit, FIXTURE_MOTHER, background_of(visit), "background", "customs.");
    assert_false(has_note(visit, FIXTURE_MENTOR));
    taps(visit, FIXTURE_MOTHER, card_of(visit), "home-words", "routine.tell");
    taps(visit, FIXTURE_FATHER, view_of(visit), "home-words", "view.tell");
    assert_true(has_note(visit, FIXTURE_MENTOR));
    taps(visit, FIXTURE_MOTHER, card_of(visit), "home-words", "routine.well");
    written =
        VISIT_SEND(visit, FIXTURE_MENTOR, view_for(visit, FIXTURE_FATHER), "home-words", "", "words", "veel buiten");
    assert_status(&written, 303);
    assert_false(has_note(visit, FIXTURE_MENTOR));
    /* A childminder is the mentor of her whole board: there is no sign there either. */
    struct text liv = url_intake(visit->arena, visit->fixture.children[FIXTURE_CHILD_MINDED]).text;
    taps(visit, FIXTURE_MINDED_PARENT, liv, "background", "food.tell");
    assert_true(has_note(visit, FIXTURE_CHILDMINDER));
    board = visit_board_page(visit, FIXTURE_CHILDMINDER, FIXTURE_GROUP_MINDED);
    assert_hides(board, element(board, "main"), SAY(visit, LANGUAGE_NL, WORD_TASK_WAITS));
    assert_hides(board, element(board, "ways"), SAY(visit, LANGUAGE_NL, WORD_SHELL_WAITS));
}

/* --- on paper, at the door --- */

static void what_came_on_paper_says_so_and_is_the_guardian_s_to_change(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer form = visit_get(visit, FIXTURE_PROFESSIONAL, background_for(visit, FIXTURE_MOTHER));
    visit_keep(&form, "tap_staff");
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, background_for(visit, FIXTURE_MOTHER), "background", "", "channel",
                   "paper", "tap", "food.some", "food", "geen gelatine");
    assert_status(&answer, 303);
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, card_for(visit, FIXTURE_MOTHER), "home-words", "", "channel",
                        "door", "words", "slaapt met haar doek");
    assert_status(&answer, 303);
    struct text name =
        visit_text(visit, "SELECT p.given_name FROM background AS b JOIN person AS p ON p.id = b.written_by");
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, background_of(visit));
    assert_shows(page, element(page, "main"), SAY(visit, LANGUAGE_NL, WORD_TAP_CHANNEL_PAPER));
    assert_shows(page, element(page, "main"), name.data);
    assert_true(is_pressed(page, "tap", "food."));
    page = visit_page(visit, FIXTURE_MOTHER, card_of(visit));
    assert_shows(page, element(page, "main"), SAY(visit, LANGUAGE_NL, WORD_TAP_CHANNEL_DOOR));
    assert_shows(page, element(page, "main"), name.data);
    assert_true(text_find(visit_get(visit, FIXTURE_MOTHER, card_of(visit)).body, TEXT("slaapt met haar doek")) !=
                SIZE_MAX);
    /* It is of the mother's home alone. */
    struct http_test_answer father = visit_get(visit, FIXTURE_FATHER, card_of(visit));
    assert_no_trace(&father, "slaapt met");
    /* She changes it: hers again. */
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, card_of(visit), "home-words", "", "words", "slaapt met haar beer");
    assert_status(&answer, 303);
    page = visit_page(visit, FIXTURE_MENTOR, card_of(visit));
    assert_shows(page, element(page, "home-words"), "slaapt met haar beer");
    assert_hides(page, element(page, "home-words"), SAY(visit, LANGUAGE_NL, WORD_TAP_CHANNEL_DOOR));
    /* Two write at once: the second is told, and neither words nor tap are lost. */
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, card_for(visit, FIXTURE_MOTHER),
                        FORM(visit, "words", "intussen dit", "tap", "routine.hard", "base", "0"));
    assert_status(&answer, 409);
    visit_keep(&answer, "tap_stale");
    page = markup_read(visit->arena, answer.body);
    assert_true(is_pressed(page, "tap", "routine."));
    assert_true(text_find(answer.body, TEXT("intussen dit")) != SIZE_MAX);
    assert_true(text_find(answer.body, TEXT("slaapt met haar beer")) != SIZE_MAX);
    assert_true(text_find(answer.body, TEXT("name=\"tapped\" value=\"routine.hard\"")) != SIZE_MAX);
}

/* A colleague of the group becomes a parent of the child. */
static int become_parent(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_guardian_set(change,
                               &(struct people_guardian){ .child = noor(visit),
                                                          .person = visit->fixture.persons[FIXTURE_PROFESSIONAL],
                                                          .home = 2,
                                                          .authority = true,
                                                          .scope = TEXT("full"),
                                                          .from = { 20000 },
                                                          .until = DATE_FOREVER });
}

static void who_writes_down_what_a_guardian_tells(void **state)
{
    struct visit *visit = visit_of(state);
    struct text words = FORM(visit, "words", "x", "base", "0");
    struct {
        enum fixture_person who;
        struct text page;
        int status;
    } tries[] = {
        { FIXTURE_STAND_IN, card_for(visit, FIXTURE_MOTHER), 404 },     /* there for a shift */
        { FIXTURE_PROFESSIONAL, view_for(visit, FIXTURE_MOTHER), 404 }, /* does not read it (R013) */
        { FIXTURE_MENTOR, card_for(visit, FIXTURE_OTHER_FAMILY), 404 },
        { FIXTURE_MENTOR, card_for(visit, FIXTURE_GRANDMOTHER), 404 }, /* limited: writes for no home */
        { FIXTURE_BOTH, card_for(visit, FIXTURE_MOTHER), 404 },        /* her own family */
        { FIXTURE_MOTHER, card_for(visit, FIXTURE_MOTHER), 404 },
        { FIXTURE_OTHER_PROFESSIONAL, card_for(visit, FIXTURE_MOTHER), 404 },
        { FIXTURE_MANAGER, card_for(visit, FIXTURE_MOTHER), 303 },
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct http_test_answer answer = visit_post(visit, tries[i].who, tries[i].page, words);
        if (answer.status != tries[i].status)
            fail_msg("try %zu: %d", i, answer.status);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM home_words AS w"), 1);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, become_parent, visit), STATUS_OK);
    struct http_test_answer own = visit_post(visit, FIXTURE_PROFESSIONAL, card_for(visit, FIXTURE_MOTHER), words);
    assert_status(&own, 404);
    own = visit_get(visit, FIXTURE_PROFESSIONAL, card_for(visit, FIXTURE_MOTHER));
    assert_status(&own, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_of_the_intake_has_answers_of_one_tap),
        cmocka_unit_test(the_other_pages_are_answered_with_one_tap_too),
        cmocka_unit_test(what_is_rather_told_is_a_quiet_note_for_the_mentor),
        cmocka_unit_test(what_came_on_paper_says_so_and_is_the_guardian_s_to_change),
        cmocka_unit_test(who_writes_down_what_a_guardian_tells),
    };
    return PAGE_TESTS_RUN(tests);
}
