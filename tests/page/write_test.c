/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing in the notebook: one value for one or several children, own words, naps; what is wrong with a form and what is
 * sent twice. Forms are filled in as they stand on the page.
 */
#include "visit.h"

static int64_t entries(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.withdrawn_at IS NULL");
}

static struct text record_address(struct visit *visit, enum fixture_group group)
{
    return url_handover_record(visit->arena, visit->fixture.groups[group]).text;
}

static struct text note_address(struct visit *visit, enum fixture_child child)
{
    return arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, child)));
}

static void one_value_is_written_for_several_children(void **state)
{
    struct visit *visit = visit_of(state);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, board, "record", "/record", "child",
                                                visit_child(visit, FIXTURE_CHILD_OWN), "child",
                                                visit_child(visit, FIXTURE_CHILD_OTHER), "code", "food.all");
    assert_status(&answer, 303);
    assert_int_equal(entries(visit), 2);
    assert_int_equal(visit_number(visit, "SELECT COUNT(DISTINCT e.moment) FROM entry AS e"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'food' AND e.value = 'all'"
                                         " AND e.note = '' AND e.side = 2 AND e.care_group <> 0"),
                     2);
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_shows(page, element(page, "undo"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_RECORDED, "what",
                     SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL), "names", "Noor, Sami"));
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL));
    assert_shows(page, element(page, "notebook"), "Marjan");
    page = visit_day_page(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL));
}

static void a_child_that_is_chosen_twice_is_written_once(void **state)
{
    struct visit *visit = visit_of(state);
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, record_address(visit, FIXTURE_GROUP_EEKHOORNS),
                   FORM(visit, "child", noor, "child", noor, "code", "food.all", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(entries(visit), 1);
}

/* What waits in the field for words goes with its own button only. */
static void own_words_go_with_their_own_button(void **state)
{
    struct visit *visit = visit_of(state);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, board, "record", "/record", "child", noor,
                                                "words", "bouwde een toren", "code", "mood.happy");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.note <> ''"), 0);
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, board, "record", "/record", "child", noor, "child",
                        visit_child(visit, FIXTURE_CHILD_OTHER), "words", "bouwde een toren", "code", "words");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'words' AND e.language = 'nl'"
                                         " AND e.note = 'bouwde een toren'"),
                     2);
    struct markup *page = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), "bouwde een toren");
}

/* On the day page both sides write for the one child, each in its own ink. */
static void each_side_writes_on_the_day_page(void **state)
{
    struct visit *visit = visit_of(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, day, "record", "/note", "code", "behaviour.close");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, day));
    answer = VISIT_SEND(visit, FIXTURE_MOTHER, day, "compose", "/note", "night", "restless", "mood", "tired", "words",
                        "kijk uit: <b>nieuwe</b> schoenen & \"tranen\"");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.side = 1"), 3);
    assert_int_equal(visit_number(visit, "SELECT COUNT(DISTINCT e.moment) FROM entry AS e WHERE e.side = 1"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.side = 2"), 1);
    struct markup *page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    size_t card = element(page, element_id(visit, "entry-", visit_last_moment(visit)));
    assert_true(markup_has_class(page, card, "home"));
    assert_shows(page, card, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NIGHT_RESTLESS));
    assert_shows(page, card, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_MOOD_TIRED));
    assert_shows(page, card, "kijk uit: <b>nieuwe</b> schoenen & \"tranen\"");
    /* Home does not record what only the group can have seen. */
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, note_address(visit, FIXTURE_CHILD_OWN),
                                FORM(visit, "code", "food.all", "client_id", visit_client(visit)))
                         .status,
                     422);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, note_address(visit, FIXTURE_CHILD_OWN),
                                FORM(visit, "night", "well", "client_id", visit_client(visit)))
                         .status,
                     422);
}

/* --- naps --- */

static struct http_test_answer nap(struct visit *visit, const char *code, enum fixture_child first,
                                   enum fixture_child second)
{
    return VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS), "record", "/record",
                      "child", visit_child(visit, first), "child", visit_child(visit, second), "code", code);
}

static size_t tile(struct visit *visit, const struct markup *page, enum fixture_child child)
{
    return element(page, element_id(visit, "tile-", visit->fixture.children[child].value));
}

static void a_nap_begins_and_ends(void **state)
{
    struct visit *visit = visit_of(state);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep"); /* 10:00 */
    struct markup *page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_ASLEEP_SINCE, "time", "10:00"));
    assert_true(markup_has_class(page, tile(visit, page, FIXTURE_CHILD_OWN), "asleep"));
    assert_false(markup_has_class(page, tile(visit, page, FIXTURE_CHILD_OTHER), "asleep"));
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_SINCE, "from", "10:00"));
    clock_advance(&visit->world.clock, 95 * MINUTE_MS);
    visit_record(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "sleep.awake"); /* 11:35, somebody else */
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_false(markup_has_class(page, tile(visit, page, FIXTURE_CHILD_OWN), "asleep"));
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), "10:00");
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    const char *slept = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_SLEPT, "from", "10:00", "until", "11:35");
    assert_shows(page, element(page, "notebook"), slept);
    assert_hides(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_AWAKE));
    /* Tomorrow nobody sleeps "since". */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    struct text today = visit_day(visit, FIXTURE_CHILD_OWN);
    visit_days_later(visit, 1);
    page = visit_page(visit, FIXTURE_MOTHER, today);
    assert_shows(page, element(page, "notebook"), slept);
    assert_shows(page, element(page, "notebook"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_STARTED, "from", "11:35"));
}

static void a_nap_without_sense_is_left_out_and_named(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer;
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    clock_advance(&visit->world.clock, MINUTE_MS);
    answer = nap(visit, "sleep.asleep", FIXTURE_CHILD_OWN, FIXTURE_CHILD_OTHER);
    assert_status(&answer, 303);
    assert_int_equal(entries(visit), 2);
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_shows(page, element(page, "problem"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SKIPPED_ASLEEP, "names", "Noor"));
    clock_advance(&visit->world.clock, MINUTE_MS);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.awake");
    clock_advance(&visit->world.clock, MINUTE_MS);
    answer = nap(visit, "sleep.awake", FIXTURE_CHILD_OWN, FIXTURE_CHILD_OTHER);
    page = visit_page(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SKIPPED_AWAKE, "names", "Noor"));
    assert_int_equal(entries(visit), 4);
    /* Nobody is left: nothing is written, and it says why. */
    answer = nap(visit, "sleep.awake", FIXTURE_CHILD_OWN, FIXTURE_CHILD_OTHER);
    assert_status(&answer, 303);
    assert_int_equal(entries(visit), 4);
    page = visit_page(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_shows(page, element(page, "problem"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SKIPPED_AWAKE, "names", "Noor, Sami"));
    assert_false(markup_has_form(page, element(page, "undo"), ""));
    /* On the day page of the one child. */
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN), "record", "/note", "code",
                        "sleep.awake");
    assert_status(&answer, 303);
    page = visit_page(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_AWAKE_ALREADY));
    assert_int_equal(entries(visit), 4);
}

static struct http_test_answer undo(struct visit *visit, int64_t moment)
{
    return visit_post(visit, FIXTURE_PROFESSIONAL,
                      url_handover_board_undo(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
                      FORM(visit, "moment", visit_moment(visit, moment)));
}

static void either_end_of_a_nap_can_be_taken_back(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t asleep = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    clock_advance(&visit->world.clock, 5 * MINUTE_MS);
    int64_t awake = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.awake");
    assert_int_equal(undo(visit, awake).status, 303);
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_SINCE, "from", "10:00"));
    awake = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.awake");
    assert_int_equal(undo(visit, asleep).status, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_AWAKE));
    assert_hides(page, element(page, "notebook"), "10:00");
    assert_int_equal(undo(visit, awake).status, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NOTHING_WRITTEN));
}

/* A time that was given counts, and a nap that began before it is asked for then. */
static void a_value_can_have_an_earlier_time(void **state)
{
    struct visit *visit = visit_of(state);
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    struct text record = record_address(visit, FIXTURE_GROUP_EEKHOORNS);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, record,
                                FORM(visit, "child", noor, "code", "sleep.asleep", "time", "08:15", "client_id",
                                     visit_client(visit)))
                         .status,
                     303);
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL, record,
                   FORM(visit, "child", noor, "code", "sleep.awake", "time", "09:05", "client_id", visit_client(visit)))
            .status,
        303);
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_SLEPT, "from", "8:15", "until", "9:05"));
    /* Clocks of tablets run ahead by minutes, not by hours. */
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL, record,
                   FORM(visit, "child", noor, "code", "food.all", "time", "10:04", "client_id", visit_client(visit)))
            .status,
        303);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, record,
                   FORM(visit, "child", noor, "code", "food.all", "time", "10:30", "client_id", visit_client(visit)));
    assert_status(&answer, 422);
    assert_int_equal(entries(visit), 3);
}

/* What waited without a network is of the time and the day at which it was written, coming and going too. */
static void what_waited_is_of_the_time_at_which_it_was_written(void **state)
{
    struct visit *visit = visit_of(state);
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    struct text record = record_address(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text come = url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    struct text form = FORM(visit, "child", noor, "code", "food.all", "client_id", visit_client(visit));
    assert_int_equal(visit_post_late(visit, FIXTURE_PROFESSIONAL, come, FORM(visit, "child", noor), "9000").status,
                     303);
    assert_int_equal(visit_post_late(visit, FIXTURE_PROFESSIONAL, record, form, "5400").status, 303);
    /* Sent again it waited longer, and is the same. */
    assert_int_equal(visit_post_late(visit, FIXTURE_PROFESSIONAL, record, form, "7200").status, 303);
    assert_int_equal(entries(visit), 1);
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), "8:30"); /* it is 10:00 */
    assert_shows(page, element(page, "day"), "7:30");
    form = FORM(visit, "child", noor, "code", "mood.happy", "client_id", visit_client(visit));
    assert_int_equal(visit_post_late(visit, FIXTURE_PROFESSIONAL, record, form, "57600").status, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(page, element(page, "notebook"), "18:00"); /* yesterday */
    assert_int_equal(entries(visit), 2);
    /* Nothing is written in the future, and nonsense waits no time. */
    form = FORM(visit, "child", noor, "code", "mood.calm", "client_id", visit_client(visit));
    assert_int_equal(visit_post_late(visit, FIXTURE_PROFESSIONAL, record, form, "-7200").status, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), "10:00");
}

/* --- what is wrong with a form --- */

static void assert_refused(struct visit *visit, enum fixture_person who, struct text target, struct text body,
                           const char *typed)
{
    struct text before = visit_fingerprint(visit);
    struct http_test_answer answer = visit_post(visit, who, target, body);
    assert_status(&answer, 422);
    if (!text_equal(before, visit_fingerprint(visit)))
        fail_msg("written all the same: %.*s", TEXT_ARGS(body));
    if (typed) {
        struct markup *page = markup_read(visit->arena, answer.body);
        struct markup_form form = markup_form(page, element(page, "main"), text_string(visit->arena, target));
        assert_shows(page, form.node, typed);
    }
    visit_keep(&answer, "write-invalid");
}

static void a_wrong_field_is_told_and_the_words_stay(void **state)
{
    struct visit *visit = visit_of(state);
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    struct text record = record_address(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text note = note_address(visit, FIXTURE_CHILD_OWN);
    struct text answer = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    const char *id = visit_client(visit);
    enum fixture_person group = FIXTURE_PROFESSIONAL;
    enum fixture_person home = FIXTURE_MOTHER;
    char *long_words = arena_allocate(visit->arena, HANDOVER_NOTE_MAXIMUM + 2);
    memset(long_words, 'a', HANDOVER_NOTE_MAXIMUM + 1);
    assert_refused(visit, group, record, FORM(visit, "code", "words", "words", "zonder kind", "client_id", id),
                   "zonder kind");
    assert_refused(visit, group, record, FORM(visit, "child", noor, "words", "zonder knop", "client_id", id),
                   "zonder knop");
    assert_refused(visit, group, record,
                   FORM(visit, "child", noor, "code", "food.pizza", "words", "half", "client_id", id), "half");
    assert_refused(visit, group, record, FORM(visit, "child", noor, "code", "words", "words", "  ", "client_id", id),
                   NULL);
    assert_refused(visit, group, record, FORM(visit, "child", noor, "code", "food.all", "client_id", "kort"), NULL);
    assert_refused(visit, group, record, FORM(visit, "child", noor, "code", "food.all"), NULL);
    assert_refused(visit, group, record, FORM(visit, "child", "niemand", "code", "food.all", "client_id", id), NULL);
    assert_refused(visit, group, record,
                   FORM(visit, "child", noor, "code", "words", "words", "te laat", "time", "25:00", "client_id", id),
                   "te laat");
    assert_refused(visit, home, note, FORM(visit, "words", "", "client_id", id), NULL);
    assert_refused(visit, home, note, FORM(visit, "words", "hoi", "night", "best", "client_id", id), "hoi");
    assert_refused(visit, home, note, FORM(visit, "words", "hoi", "audience", "oma", "client_id", id), "hoi");
    assert_refused(visit, home, note, FORM(visit, "words", "geen nummer"), "geen nummer");
    assert_refused(visit, home, note, FORM(visit, "words", long_words, "client_id", id), long_words);
    assert_refused(visit, home, answer, FORM(visit, "words", "waarop?", "client_id", id), "waarop?");
    assert_refused(visit, home, answer, FORM(visit, "moment", "x", "words", "waarop?", "client_id", id), "waarop?");
}

/* --- sent twice --- */

static void a_form_sent_twice_is_written_once(void **state)
{
    struct visit *visit = visit_of(state);
    struct text record = record_address(visit, FIXTURE_GROUP_EEKHOORNS);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "sleep.asleep");
    clock_advance(&visit->world.clock, MINUTE_MS);
    struct text body =
        FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "child", visit_child(visit, FIXTURE_CHILD_OTHER),
             "child", visit_child(visit, FIXTURE_CHILD_LEFT), "code", "sleep.asleep", "client_id", visit_client(visit));
    struct http_test_answer first = visit_post(visit, FIXTURE_PROFESSIONAL, record, body);
    assert_status(&first, 303);
    assert_true(text_find(first.location, TEXT("asleep=")) != SIZE_MAX);
    assert_true(text_find(first.location, TEXT("left=")) != SIZE_MAX);
    struct text after = visit_fingerprint(visit);
    struct http_test_answer second = visit_post(visit, FIXTURE_PROFESSIONAL, record, body);
    assert_status(&second, 303);
    assert_true(text_equal(first.location, second.location));
    /* Also when it was taken back in between, on another day. */
    assert_int_equal(undo(visit, visit_last_moment(visit)).status, 303);
    visit_days_later(visit, 1);
    second = visit_post(visit, FIXTURE_PROFESSIONAL, record, body);
    assert_true(text_equal(first.location, second.location));
    assert_int_equal(entries(visit), 1);
    assert_false(text_equal(after, visit_fingerprint(visit))); /* the undo */
}

static void a_note_and_an_answer_sent_twice_are_written_once(void **state)
{
    struct visit *visit = visit_of(state);
    struct text body = FORM(visit, "words", "mag niet buiten", "client_id", visit_client(visit));
    struct text note = note_address(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer first = visit_post(visit, FIXTURE_MOTHER, note, body);
    assert_status(&first, 303);
    int64_t moment = visit_last_moment(visit);
    struct text answer_body =
        FORM(visit, "moment", visit_moment(visit, moment), "words", "goed", "client_id", visit_client(visit));
    struct text answers = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    visit_days_later(visit, 1);
    struct http_test_answer answered = visit_post(visit, FIXTURE_PROFESSIONAL, answers, answer_body);
    struct text after = visit_fingerprint(visit);
    struct http_test_answer again = visit_post(visit, FIXTURE_MOTHER, note, body);
    assert_status(&again, 303);
    assert_true(text_equal(first.location, again.location));
    again = visit_post(visit, FIXTURE_PROFESSIONAL, answers, answer_body);
    assert_status(&again, 303);
    assert_true(text_equal(answered.location, again.location));
    assert_true(text_equal(after, visit_fingerprint(visit)));
    /* Another text under the same id is a mistake, told with the text. Another person's ids are another's. */
    struct text other = FORM(visit, "words", "iets anders", "client_id", arena_printf(visit->arena, "%032x", 1).data);
    again = visit_post(visit, FIXTURE_MOTHER, note, other);
    assert_status(&again, 409);
    assert_shows(markup_read(visit->arena, again.body), MARKUP_NONE, "iets anders");
    assert_true(text_equal(after, visit_fingerprint(visit)));
    visit_keep(&again, "write-conflict");
    again = visit_post(visit, FIXTURE_FATHER, note, other);
    assert_status(&again, 303);
}

/* Without script the ids come from the page: they stay while the page does, and a new act has a new one. */
static void forms_of_a_page_can_be_sent_one_after_another(void **state)
{
    struct visit *visit = visit_of(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer one = visit_get(visit, FIXTURE_MOTHER, day);
    assert_true(text_equal(one.body, visit_get(visit, FIXTURE_MOTHER, day).body));
    for (int i = 0; i < 3; i++) {
        const char *words = arena_printf(visit->arena, "bericht %d", i).data;
        one = VISIT_SEND(visit, FIXTURE_MOTHER, day, "compose", "/note", "words", words);
        assert_status(&one, 303);
        one = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, board, "record", "/record", "child", noor, "code", "food.half");
        assert_status(&one, 303);
        one = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, day, "record", "/note", "code", "mood.calm");
        assert_status(&one, 303);
    }
    assert_int_equal(entries(visit), 9);
    /* Undo brings the page back to how it was, and not the ids. */
    assert_int_equal(undo(visit, visit_last_moment(visit)).status, 303);
    one = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, day, "record", "/note", "code", "mood.sad");
    assert_status(&one, 303);
    assert_int_equal(entries(visit), 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_value_is_written_for_several_children),
        cmocka_unit_test(a_child_that_is_chosen_twice_is_written_once),
        cmocka_unit_test(own_words_go_with_their_own_button),
        cmocka_unit_test(each_side_writes_on_the_day_page),
        cmocka_unit_test(a_nap_begins_and_ends),
        cmocka_unit_test(a_nap_without_sense_is_left_out_and_named),
        cmocka_unit_test(either_end_of_a_nap_can_be_taken_back),
        cmocka_unit_test(a_value_can_have_an_earlier_time),
        cmocka_unit_test(what_waited_is_of_the_time_at_which_it_was_written),
        cmocka_unit_test(a_wrong_field_is_told_and_the_words_stay),
        cmocka_unit_test(a_form_sent_twice_is_written_once),
        cmocka_unit_test(a_note_and_an_answer_sent_twice_are_written_once),
        cmocka_unit_test(forms_of_a_page_can_be_sent_one_after_another),
    };
    return PAGE_TESTS_RUN(tests);
}
