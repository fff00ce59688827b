/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Taking back and changing what one wrote, and answers under it.
 */
#include "visit.h"

static struct http_test_answer undo_on_day(struct visit *visit, enum fixture_person who, int64_t moment)
{
    struct text address = arena_printf(visit->arena, "%.*s/undo", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    return visit_post(visit, who, address, FORM(visit, "moment", visit_moment(visit, moment)));
}

static bool stands(struct visit *visit, int64_t moment)
{
    struct text sql =
        arena_printf(visit->arena, "SELECT COUNT(*) FROM entry AS e WHERE e.moment = %lld AND e.withdrawn_at IS NULL",
                     (long long)moment);
    return visit_number(visit, sql.data) > 0;
}

static void what_one_wrote_can_be_taken_back_for_a_quarter_of_an_hour(void **state)
{
    struct visit *visit = visit_of(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    int64_t moment = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "vergissing");
    const char *card = element_id(visit, "entry-", moment);
    struct markup *page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_false(markup_has_form(page, element(page, card), "/undo"));
    clock_advance(&visit->world.clock, HANDOVER_UNDO_MS);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, day, card, "/undo");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, day));
    assert_false(stands(visit, moment));
    page = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_hides(page, MARKUP_NONE, "vergissing");
    /* Nothing is lost: it is kept and shown to nobody. Twice is fine. */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.note = 'vergissing'"), 1);
    struct text before = visit_fingerprint(visit);
    answer = undo_on_day(visit, FIXTURE_MOTHER, moment);
    assert_status(&answer, 303);
    assert_true(text_equal(before, visit_fingerprint(visit)));
    /* A moment later it is too late. */
    moment = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "blijft");
    clock_advance(&visit->world.clock, HANDOVER_UNDO_MS + 1);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_false(markup_has_form(page, element(page, element_id(visit, "entry-", moment)), "/undo"));
    answer = undo_on_day(visit, FIXTURE_MOTHER, moment);
    assert_status(&answer, 403);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_UNDO_LATE));
    assert_true(stands(visit, moment));
    visit_keep(&answer, "touch-undo-late");
}

static void nobody_takes_back_what_another_wrote(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "van mama");
    int64_t record = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    assert_int_equal(undo_on_day(visit, FIXTURE_FATHER, note).status, 403);
    assert_int_equal(undo_on_day(visit, FIXTURE_PROFESSIONAL, note).status, 403);
    assert_int_equal(undo_on_day(visit, FIXTURE_STAND_IN, record).status, 403);
    assert_int_equal(undo_on_day(visit, FIXTURE_MOTHER, record).status, 403);
    assert_true(stands(visit, note));
    assert_true(stands(visit, record));
}

static void undo_takes_the_whole_moment_back(void **state)
{
    struct visit *visit = visit_of(state);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, board, "record", "/record", "child",
                                                visit_child(visit, FIXTURE_CHILD_OWN), "child",
                                                visit_child(visit, FIXTURE_CHILD_OTHER), "code", "food.little");
    struct text done = answer.location;
    int64_t moment = visit_last_moment(visit);
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, done, "undo", "/undo");
    assert_status(&answer, 303);
    assert_false(stands(visit, moment));
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, done);
    assert_false(markup_has_form(page, element(page, "undo"), ""));
    page = visit_day_page(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER);
    assert_hides(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_LITTLE));
    /* Somebody else's moment in the address of one's board is not offered. */
    int64_t other = visit_record(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "food.all");
    page = visit_page(visit, FIXTURE_PROFESSIONAL,
                      arena_printf(visit->arena, "%.*s?moment=%s", TEXT_ARGS(board), visit_moment(visit, other)));
    assert_false(markup_has_form(page, element(page, "undo"), ""));
}

/* --- changing own words --- */

static struct http_test_answer rewrite(struct visit *visit, enum fixture_person who, int64_t entry, const char *version,
                                       const char *words)
{
    return visit_post(visit, who, url_handover_rewrite(visit->arena, (struct entry_id){ entry }).text,
                      FORM(visit, "version", version, "words", words, "client_id", visit_client(visit)));
}

static void own_words_can_be_changed_and_the_old_ones_are_kept(void **state)
{
    struct visit *visit = visit_of(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    int64_t moment = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sliep om 12 uur");
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, day, element_id(visit, "entry-", moment),
                                                "/words", "words", "sliep om 1 uur");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, day));
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), "sliep om 1 uur");
    assert_hides(page, element(page, "notebook"), "sliep om 12 uur");
    assert_true(text_equal(visit_text(visit, "SELECT v.note FROM entry_version AS v WHERE v.version = 1"),
                           TEXT("sliep om 12 uur")));
    assert_int_equal(visit_number(visit, "SELECT e.version FROM entry AS e"), 2);
    /* Time and author stay. */
    assert_int_equal(visit_number(visit, "SELECT e.at FROM entry AS e"), FIXTURE_NOW_AT);
    /* Sent twice, a day later: written once, the same answer. */
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, day, element_id(visit, "entry-", moment), "/words", "words",
                        "sliep toch om 12 uur");
    assert_status(&answer, 303);
    struct text body = FORM(visit, "version", "3", "words", "sliep om 2 uur", "client_id", visit_client(visit));
    struct text address = url_handover_rewrite(visit->arena, (struct entry_id){ visit_entry_of(visit, moment) }).text;
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, address, body);
    assert_status(&answer, 303);
    visit_days_later(visit, 1);
    struct http_test_answer again = visit_post(visit, FIXTURE_PROFESSIONAL, address, body);
    assert_status(&again, 303);
    assert_true(text_equal(answer.location, again.location));
    assert_int_equal(visit_number(visit, "SELECT e.version FROM entry AS e"), 4);
}

static void a_stale_version_shows_both_texts(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t entry = visit_entry_of(visit, visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "eerst"));
    struct http_test_answer answer = rewrite(visit, FIXTURE_MOTHER, entry, "1", "van de telefoon");
    assert_status(&answer, 303);
    struct text before = visit_fingerprint(visit);
    answer = rewrite(visit, FIXTURE_MOTHER, entry, "1", "van de tablet");
    assert_status(&answer, 409);
    assert_true(text_equal(before, visit_fingerprint(visit)));
    visit_keep(&answer, "touch-stale");
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STALE));
    size_t form = element(page, element_id(visit, "rewrite-", entry));
    assert_false(text_is_null(markup_attribute(page, form, "open")));
    assert_shows(page, element(page, "notebook"), "van de telefoon");
    assert_shows(page, form, "van de tablet");
    assert_shows(page, form, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STALE_BOTH));
    /* From that page it can be saved. */
    struct markup_form again = markup_form(page, form, "/words");
    answer = visit_post(visit, FIXTURE_MOTHER, again.action, markup_body(&again));
    assert_status(&answer, 303);
    assert_true(text_equal(visit_text(visit, "SELECT e.note FROM entry AS e"), TEXT("van de tablet")));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry_version AS v"), 2);
}

static void nobody_changes_the_words_of_another(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t entry = visit_entry_of(visit, visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "van mama"));
    int64_t private = visit_entry_of(visit, visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "alleen groep"));
    int64_t coded = visit_entry_of(visit, visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all"));
    struct text before = visit_fingerprint(visit);
    assert_int_equal(rewrite(visit, FIXTURE_FATHER, entry, "1", "van papa").status, 403);
    assert_int_equal(rewrite(visit, FIXTURE_PROFESSIONAL, entry, "1", "van de groep").status, 403);
    assert_int_equal(rewrite(visit, FIXTURE_FATHER, private, "1", "van papa").status, 404);
    assert_int_equal(rewrite(visit, FIXTURE_MOTHER, entry, "1", "").status, 422);
    assert_int_equal(rewrite(visit, FIXTURE_MOTHER, entry, "0", "nul").status, 422);
    assert_int_equal(rewrite(visit, FIXTURE_PROFESSIONAL, coded, "1", "geen woorden").status, 422);
    assert_true(text_equal(before, visit_fingerprint(visit)));
    int64_t gone = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "terug");
    int64_t gone_entry = visit_entry_of(visit, gone);
    assert_int_equal(undo_on_day(visit, FIXTURE_MOTHER, gone).status, 303);
    assert_int_equal(rewrite(visit, FIXTURE_MOTHER, gone_entry, "2", "toch").status, 404);
}

/* --- answers --- */

static void an_answer_stands_under_what_it_answers(void **state)
{
    struct visit *visit = visit_of(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    int64_t moment = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.none");
    const char *card = element_id(visit, "entry-", moment);
    struct markup *page = visit_day_page(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN);
    /* One does not answer oneself: what is offered is a question about home. */
    assert_true(markup_by_id(page, text_from(element_id(visit, "answer-", moment))) == MARKUP_NONE);
    clock_advance(&visit->world.clock, 20 * MINUTE_MS);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, day, card, "/answer", "words", "thuis ook niet");
    assert_status(&answer, 303);
    int64_t reply = visit_last_moment(visit);
    clock_advance(&visit->world.clock, 20 * MINUTE_MS);
    answer = VISIT_SEND(visit, FIXTURE_STAND_IN, day, card, "/answer", "words", "we proberen peer");
    assert_status(&answer, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    size_t first = element(page, element_id(visit, "reply-", reply));
    size_t second = element(page, element_id(visit, "reply-", visit_last_moment(visit)));
    assert_true(element(page, card) < first && first < second && second < page->nodes.items[element(page, card)].end);
    assert_shows(page, first, "10:20");
    assert_shows(page, second, "Ilse");
    /* An answer to an answer belongs to the card. */
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL, arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(day)),
                   FORM(visit, "moment", visit_moment(visit, reply), "words", "x", "client_id", visit_client(visit)))
            .status,
        404);
    /* What was answered is taken back: the answer stays. */
    moment = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "kan iemand bellen?");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, moment, "ik bel zo");
    assert_int_equal(undo_on_day(visit, FIXTURE_MOTHER, moment).status, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(page, element(page, "notebook"), "kan iemand bellen?");
    assert_shows(page, element(page, "notebook"), "ik bel zo");
}

/* An answer stands on the page of what it answers. */
static void an_answer_belongs_to_the_day_of_its_card(void **state)
{
    struct visit *visit = visit_of(state);
    struct text monday = visit_day(visit, FIXTURE_CHILD_OWN);
    int64_t moment = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.sad");
    visit_days_later(visit, 1);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, monday, element_id(visit, "entry-", moment),
                                                "/answer", "words", "hij miste opa");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, monday));
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, monday);
    assert_shows(page, element(page, element_id(visit, "entry-", moment)), "hij miste opa");
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(page, element(page, "notebook"), "hij miste opa");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_wrote_can_be_taken_back_for_a_quarter_of_an_hour),
        cmocka_unit_test(nobody_takes_back_what_another_wrote),
        cmocka_unit_test(undo_takes_the_whole_moment_back),
        cmocka_unit_test(own_words_can_be_changed_and_the_old_ones_are_kept),
        cmocka_unit_test(a_stale_version_shows_both_texts),
        cmocka_unit_test(nobody_changes_the_words_of_another),
        cmocka_unit_test(an_answer_stands_under_what_it_answers),
        cmocka_unit_test(an_answer_belongs_to_the_day_of_its_card),
    };
    return PAGE_TESTS_RUN(tests);
}
