/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A question about home under a line of the day (R038), in the reader's language and declined with one tap; and how long a request
 * takes a parent, said wherever it is made (R103).
 */
#include "access/effort.h"
#include "channel/mail.h"
#include "feature/consent/consent.h"
#include "feature/home_view/home_view.h"
#include "feature/intake/intake.h"
#include "visit.h"

static struct text answer_of(struct visit *visit, enum fixture_child child)
{
    return url_handover_answer(visit->arena, visit->fixture.children[child], FIXTURE_TODAY).text;
}

/* What stands under a line, by a button or in words. */
static struct http_test_answer say(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                   int64_t moment, const char *says, const char *words)
{
    return visit_post(visit, who, answer_of(visit, child),
                      FORM(visit, "moment", visit_moment(visit, moment), "says", says, "words", words, "client_id",
                           visit_client(visit)));
}

static size_t card(struct visit *visit, const struct markup *page, int64_t moment)
{
    return element(page, element_id(visit, "entry-", moment));
}

static bool has(struct visit *visit, const struct markup *page, const char *prefix, int64_t moment)
{
    return markup_by_id(page, text_from(element_id(visit, prefix, moment))) != MARKUP_NONE;
}

static bool offers(struct visit *visit, enum fixture_person who, int64_t moment)
{
    struct markup *page = visit_day_page(visit, who, FIXTURE_CHILD_OWN);
    size_t place = markup_by_id(page, text_from(element_id(visit, "ask-", moment)));
    return place != MARKUP_NONE && !text_is_null(markup_attribute(page, place, "open"));
}

static void R038_any_line_can_carry_a_question_and_the_reply_stands_under_it(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t food = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.little");
    int64_t note = visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Ze heeft een losse tand.");
    /* The form stands under a line of either side, as a browser without script sends it. */
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN),
                                                element_id(visit, "ask-", food), "/answer", "says", "question.food");
    assert_status(&answer, 303);
    answer = VISIT_SEND(visit, FIXTURE_STAND_IN, visit_day(visit, FIXTURE_CHILD_OWN), element_id(visit, "ask-", note),
                        "/answer", "words", "Hoe eet ze daarmee?", "says", "asks");
    assert_status(&answer, 303);
    struct http_test_answer kept = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    visit_keep(&kept, "question-home");
    struct markup *mother = markup_read(visit->arena, kept.body);
    assert_shows(mother, card(visit, mother, food), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_QUESTION_FOOD));
    assert_shows(mother, card(visit, mother, food), SAY(visit, LANGUAGE_NL, WORD_QUESTION_FREE));
    assert_shows(mother, card(visit, mother, note), "Hoe eet ze daarmee?");
    /* Her co-parent reads the same one in his own language. */
    struct markup *father = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_shows(father, card(visit, father, food), SAY(visit, LANGUAGE_AR, WORD_HANDOVER_QUESTION_FOOD));
    struct text reply = visit_get(visit, FIXTURE_FATHER, visit_day(visit, FIXTURE_CHILD_OWN)).body;
    assert_true(text_find(reply, TEXT("#question-food")) != SIZE_MAX); /* its pictogram */
    /* The reply is threaded under it, and it waits no longer. */
    visit_answer(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, food, "Thuis ook weinig, sinds die tand.");
    struct markup *centre = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(centre, card(visit, centre, food), "Thuis ook weinig, sinds die tand.");
    mother = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(mother, card(visit, mother, food), SAY(visit, LANGUAGE_NL, WORD_QUESTION_FREE));
    /* One question a line; another line takes another. */
    assert_false(has(visit, centre, "ask-", food));
    /* A reader at home asks nothing, the centre declines nothing, and neither stands on its own. */
    assert_false(has(visit, mother, "ask-", food));
    assert_int_equal(say(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, food, "question.again", "").status, 422);
    assert_int_equal(say(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, food, "asks", "En bij jullie?").status, 422);
    assert_int_equal(say(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, food, "answer.rather_not", "").status, 422);
    assert_int_equal(say(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, food, "food.all", "").status, 422);
    assert_int_equal(say(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, food, "asks", "").status, 422);
    answer =
        visit_post(visit, FIXTURE_PROFESSIONAL,
                   url_handover_write(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN], FIXTURE_TODAY).text,
                   FORM(visit, "code", "question.again", "client_id", visit_client(visit)));
    assert_int_equal(answer.status, 422);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'question'"), 2);
}

static void R038_a_question_is_declined_with_one_tap_that_nobody_counts(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t play = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "play.music");
    struct http_test_answer answer = say(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, play, "question.fun", "");
    assert_status(&answer, 303);
    int64_t question = visit_last_moment(visit);
    int64_t tasks = visit_number(visit, "SELECT COUNT(*) FROM task AS t");
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN),
                        element_id(visit, "reply-", question), "/answer", "says", "answer.rather_not");
    assert_status(&answer, 303);
    struct markup *centre = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(centre, card(visit, centre, play), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_ANSWER_RATHER_NOT));
    struct markup *mother = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(mother, card(visit, mother, play), SAY(visit, LANGUAGE_NL, WORD_QUESTION_FREE));
    /* It is her home's answer: the other home is asked as before, and no task or figure comes of it. */
    struct markup *father = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_hides(father, card(visit, father, play), "Aylin");
    assert_shows(father, card(visit, father, play), SAY(visit, LANGUAGE_AR, WORD_QUESTION_FREE));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM task AS t"), tasks);
}

/* Days on until one on which a question about the child may be offered. */
static void to_a_turn(struct visit *visit)
{
    for (int i = 0; i < 3; i++) {
        int64_t moment = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.happy");
        if (offers(visit, FIXTURE_PROFESSIONAL, moment))
            return;
        visit_days_later(visit, 1);
    }
    fail_msg("no day in three offers a question");
}

static void R038_a_question_is_offered_now_and_then_within_bounds(void **state)
{
    struct visit *visit = visit_of(state);
    to_a_turn(visit);
    /* Under the newest line of the centre, and nowhere else. */
    int64_t newest = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "play.music");
    assert_true(offers(visit, FIXTURE_PROFESSIONAL, newest));
    assert_false(offers(visit, FIXTURE_MOTHER, newest));
    struct http_test_answer kept = visit_get(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN));
    visit_keep(&kept, "question-centre");
    size_t open = 0;
    for (struct text rest = kept.body; text_find(rest, TEXT("answer ask\"")) != SIZE_MAX;) {
        rest = text_slice(rest, text_find(rest, TEXT("answer ask\"")) + 10, rest.length);
        struct text tag = text_slice(rest, 0, text_find(rest, TEXT(">")));
        open += text_find(tag, TEXT(" open")) != SIZE_MAX ? 1 : 0;
    }
    assert_int_equal(open, 1);
    /* While three of the last week wait on the group, the next one waits too. */
    struct address write =
        url_handover_answer(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER], FIXTURE_TODAY);
    int64_t others[3];
    for (int i = 0; i < 3; i++) {
        assert_true(offers(visit, FIXTURE_PROFESSIONAL, newest));
        others[i] = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "food.all");
        struct http_test_answer answer = visit_post(visit, FIXTURE_PROFESSIONAL, write.text,
                                                    FORM(visit, "moment", visit_moment(visit, others[i]), "says",
                                                         "question.again", "client_id", visit_client(visit)));
        assert_status(&answer, 303);
    }
    assert_false(offers(visit, FIXTURE_PROFESSIONAL, newest));
    visit_answer(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, others[0], "Ja, ook zo.");
    assert_true(offers(visit, FIXTURE_PROFESSIONAL, newest));
    /* Asked, it is not offered again within the week, though it can be asked under any line. */
    struct http_test_answer answer = say(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, newest, "question.again", "");
    assert_status(&answer, 303);
    newest = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.calm");
    assert_false(offers(visit, FIXTURE_PROFESSIONAL, newest));
    assert_true(has(visit, visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN), "ask-", newest));
}

/* --- how long a request takes --- */

static int ask_by_mail(struct change *change, void *argument)
{
    return mail_later(change, argument, NULL);
}

static void R103_each_request_says_its_minutes_and_a_long_one_is_no_message(void **state)
{
    struct visit *visit = visit_of(state);
    struct child_id own = visit->fixture.children[FIXTURE_CHILD_OWN];
    const struct {
        struct text page;
        enum effort effort;
    } requests[] = {
        { url_intake(visit->arena, own).text, EFFORT_BACKGROUND },
        { url_intake_wishes(visit->arena).text, EFFORT_CONTACT },
        { url_home_card(visit->arena, own).text, EFFORT_CARD },
        { url_home_view(visit->arena, own).text, EFFORT_VIEW },
        { url_consent(visit->arena, own).text, EFFORT_CONSENT },
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        struct markup *page = visit_page(visit, FIXTURE_MOTHER, requests[i].page);
        struct text minutes = word_format(
            visit->arena, words_choose((struct words_choice){ .language = LANGUAGE_NL }), WORD_EFFORT_MINUTES,
            (struct word_value[]){ word_value("n", effort_minutes(requests[i].effort)) }, 1);
        assert_shows(page, MARKUP_NONE, markup_plain(visit->arena, minutes));
    }
    /* In a message: what fits, with its minutes in the words; nothing of more than five. */
    for (enum effort effort = 0; effort < EFFORT__MAX; effort++) {
        struct mail mail = { .to = visit->fixture.persons[FIXTURE_MOTHER],
                             .subject = WORD_MAIL_TEST_SUBJECT,
                             .text = { WORD_MAIL_TEST_TEXT },
                             .button = WORD_SIGN_IN_TITLE,
                             .path = TEXT("/"),
                             .asks = effort };
        int64_t before = visit_number(visit, "SELECT COUNT(*) FROM outgoing AS g");
        int status = fixture_change(&visit->world, visit->fixture.organisation, ask_by_mail, &mail);
        assert_int_equal(status, effort_minutes(effort) > 5 ? STATUS_INVALID : STATUS_OK);
        assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM outgoing AS g"), before + (status == STATUS_OK));
        if (status == STATUS_OK && effort != EFFORT_NONE) {
            struct text body = visit_text(visit, "SELECT g.body FROM outgoing AS g ORDER BY g.id DESC LIMIT 1");
            assert_true(text_find(body, arena_printf(visit->arena, "%d", effort_minutes(effort))) != SIZE_MAX);
        }
    }
    assert_true(effort_minutes(EFFORT_BACKGROUND) > EFFORT_MESSAGE_MINUTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R038_any_line_can_carry_a_question_and_the_reply_stands_under_it),
        cmocka_unit_test(R038_a_question_is_declined_with_one_tap_that_nobody_counts),
        cmocka_unit_test(R038_a_question_is_offered_now_and_then_within_bounds),
        cmocka_unit_test(R103_each_request_says_its_minutes_and_a_long_one_is_no_message),
    };
    return PAGE_TESTS_RUN(tests);
}
