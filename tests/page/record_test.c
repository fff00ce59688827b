/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a group records of a day: coded values with a number (R231), the words that go along, and which of
 * them a group is offered.
 */
#include "feature/handover/code.h"
#include "i18n/word.h"
#include "visit.h"

static struct text record_address(struct visit *visit)
{
    return url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
}

static void do_sql(struct visit *visit, const char *sql)
{
    struct db *db;
    struct error error = { 0 };
    assert_int_equal(db_open_writer(visit->world.location, &error, &db), STATUS_OK);
    if (db_execute(db, sql, &error) != STATUS_OK)
        fail_msg("%s: %s", sql, error.detail);
    db_close(db);
}

/* What the group records, with the fields of one value. */
static struct http_test_answer record(struct visit *visit, const char *code, const char *field, const char *value)
{
    return visit_post(visit, FIXTURE_PROFESSIONAL, record_address(visit),
                      FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", code, field, value,
                           "client_id", visit_client(visit)));
}

static struct text measured(struct visit *visit)
{
    return visit_text(visit, "SELECT e.kind || ' ' || e.value || ' ' || CAST(e.measure AS TEXT) || ' ' || e.note AS t"
                             "  FROM entry AS e ORDER BY e.id DESC LIMIT 1");
}

static void assert_measured(struct visit *visit, const char *code, const char *field, const char *value,
                            const char *expected)
{
    struct http_test_answer answer = record(visit, code, field, value);
    assert_status(&answer, 303);
    assert_string_equal(text_string(visit->arena, measured(visit)), expected);
}

/* A number is typed as people do, stands in the database in one unit, and is read in the reader's own way. */
static void R231_a_bottle_has_millilitres_and_a_temperature_tenths_of_a_degree(void **state)
{
    struct visit *visit = visit_of(state);
    assert_measured(visit, "bottle.drunk:150", "kind", "bottle", "bottle drunk 150 ");
    assert_measured(visit, "bottle.drunk", "ml", " 135 ", "bottle drunk 135 ");
    assert_measured(visit, "bottle.drunk", "ml", "", "bottle drunk 0 "); /* nobody saw how much */
    assert_measured(visit, "bottle.refused", "ml", "90", "bottle refused 0 ");
    assert_measured(visit, "health.temperature", "degrees", "38,2", "health temperature 382 ");
    assert_measured(visit, "health.temperature", "degrees", "37.9", "health temperature 379 ");
    assert_measured(visit, "health.temperature", "degrees", "40", "health temperature 400 ");
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    size_t notebook = element(page, "notebook");
    assert_shows(page, notebook, "fles: 150 ml");
    assert_shows(page, notebook, "fles: 135 ml");
    assert_shows(page, notebook, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_BOTTLE_DRUNK));
    assert_shows(page, notebook, "temperatuur: 38,2 °C");
    page = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN); /* reads Arabic */
    assert_shows(page, element(page, "notebook"),
                 SAY(visit, LANGUAGE_AR, WORD_HANDOVER_HEALTH_TEMPERATURE_MEASURED, "whole", "38", "tenths", "2"));
    /* Enter in the field is the value of the kind that is chosen. */
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, record_address(visit),
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", "typed", "kind", "bottle", "ml",
                        "110", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_string_equal(text_string(visit->arena, measured(visit)), "bottle drunk 110 ");
}

/* What cannot be: said in words, what was typed is still there, and nothing is stored. */
static void a_number_that_cannot_be_is_refused_in_words(void **state)
{
    struct visit *visit = visit_of(state);
    static const struct {
        const char *code, *field, *value;
        enum word label, said;
    } wrong[] = {
        { "bottle.drunk", "ml", "een", WORD_HANDOVER_ML, WORD_FORM_MALFORMED },
        { "bottle.drunk", "ml", "501", WORD_HANDOVER_ML, WORD_FORM_MALFORMED },
        { "bottle.drunk", "ml", "0", WORD_HANDOVER_ML, WORD_FORM_MALFORMED },
        { "bottle.drunk", "ml", "-5", WORD_HANDOVER_ML, WORD_FORM_MALFORMED },
        { "health.temperature", "degrees", "382", WORD_HANDOVER_DEGREES, WORD_FORM_MALFORMED },
        { "health.temperature", "degrees", "29,9", WORD_HANDOVER_DEGREES, WORD_FORM_MALFORMED },
        { "health.temperature", "degrees", "43,1", WORD_HANDOVER_DEGREES, WORD_FORM_MALFORMED },
        { "health.temperature", "degrees", "38,25", WORD_HANDOVER_DEGREES, WORD_FORM_MALFORMED },
        { "health.temperature", "degrees", "", WORD_HANDOVER_DEGREES, WORD_FORM_MISSING },
        { "bottle.drunk:0", "ml", "", WORD_HANDOVER_WHAT, WORD_FORM_NOT_OFFERED },
        { "bottle.drunk:501", "ml", "", WORD_HANDOVER_WHAT, WORD_FORM_NOT_OFFERED },
        { "bottle.refused:90", "ml", "", WORD_HANDOVER_WHAT, WORD_FORM_NOT_OFFERED },
        { "health.temperature:299", "ml", "", WORD_HANDOVER_WHAT, WORD_FORM_NOT_OFFERED },
        { "food.all:1", "ml", "", WORD_HANDOVER_WHAT, WORD_FORM_NOT_OFFERED },
        { "typed", "kind", "mood", WORD_HANDOVER_WHAT, WORD_FORM_NOT_OFFERED },
        { "typed", "ml", "90", WORD_HANDOVER_WHAT, WORD_FORM_NOT_OFFERED },
        { "words", "words", "", WORD_HANDOVER_YOUR_WORDS, WORD_FORM_MISSING },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct http_test_answer answer = record(visit, wrong[i].code, wrong[i].field, wrong[i].value);
        if (answer.status != 422)
            fail_msg("%s %s %s: %d", wrong[i].code, wrong[i].field, wrong[i].value, answer.status);
        struct markup *page = markup_read(visit->arena, answer.body);
        const char *said = SAY(visit, LANGUAGE_NL, wrong[i].said, "field", SAY(visit, LANGUAGE_NL, wrong[i].label));
        assert_shows(page, markup_next(page, MARKUP_NONE, "main", MARKUP_NONE), said);
        if (wrong[i].value[0] != '\0' && wrong[i].said == WORD_FORM_MALFORMED)
            assert_true(text_find(answer.body, text_from(wrong[i].value)) != SIZE_MAX);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), 0);
}

static bool offers(struct visit *visit, const struct markup *page, const char *code)
{
    size_t form = element(page, "record");
    for (size_t at = markup_next(page, form, "button", MARKUP_NONE); at != MARKUP_NONE;
         at = markup_next(page, form, "button", at))
        if (text_equal(markup_attribute(page, at, "value"), text_from(code)))
            return true;
    (void)visit;
    return false;
}

/* What is offered follows the ages of the group; what is recorded is understood for every child. */
static void a_group_is_offered_what_suits_its_children(void **state)
{
    struct visit *visit = visit_of(state);
    static const struct {
        const char *ages;
        bool bottle, potty, homework, nap;
    } groups[] = { { NULL, true, true, false, true },
                   { "baby", true, false, false, true },
                   { "toddler", false, true, false, true },
                   { "school", false, false, true, false } };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (groups[i].ages)
            do_sql(visit, arena_printf(visit->arena,
                                       "DELETE FROM group_setting; INSERT INTO group_setting (organisation, care_group,"
                                       " ages, open_hint, phrase_hint) SELECT g.organisation, g.id, '%s', 1, 0"
                                       " FROM care_group AS g WHERE g.id = %lld",
                                       groups[i].ages, (long long)visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS].value)
                              .data);
        struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
        struct markup *day = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
        const struct markup *pages[] = { board, day };
        for (size_t k = 0; k < 2; k++) {
            assert_int_equal(offers(visit, pages[k], "bottle.drunk:150"), groups[i].bottle);
            assert_int_equal(offers(visit, pages[k], "nappy.potty"), groups[i].potty);
            assert_int_equal(offers(visit, pages[k], "homework.done"), groups[i].homework);
            assert_int_equal(offers(visit, pages[k], "sleep.asleep"), groups[i].nap);
            assert_true(offers(visit, pages[k], "highlight.skill") && offers(visit, pages[k], "own.wish"));
        }
    }
    assert_measured(visit, "sleep.asleep", "kind", "sleep", "sleep asleep 0 ");
}

/* A highlight and the child's own voice take words along; the child's stands in its own style. */
static void words_go_with_a_highlight_and_the_childs_own_voice(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = record(visit, "highlight.skill", "words", "Ze deed haar jas zelf dicht.");
    assert_status(&answer, 303);
    int64_t highlight = visit_last_moment(visit);
    clock_advance(&visit->world.clock, MINUTE_MS);
    answer = record(visit, "own.wish", "words", "Morgen weer met water.");
    assert_status(&answer, 303);
    int64_t own = visit_last_moment(visit);
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    size_t card = element(page, element_id(visit, "entry-", highlight));
    assert_shows(page, card, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_HIGHLIGHT_SKILL));
    assert_shows(page, card, "Ze deed haar jas zelf dicht.");
    assert_false(markup_has_class(page, card, "child-voice"));
    card = element(page, element_id(visit, "entry-", own));
    assert_shows(page, card, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_OWN_WISH));
    assert_shows(page, card, "Morgen weer met water.");
    assert_true(markup_has_class(page, card, "child-voice"));
    /* Other values leave waiting words where they are. */
    answer = record(visit, "nappy.wet", "words", "Ze deed haar jas zelf dicht.");
    assert_status(&answer, 303);
    assert_string_equal(text_string(visit->arena, measured(visit)), "nappy wet 0 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R231_a_bottle_has_millilitres_and_a_temperature_tenths_of_a_degree),
        cmocka_unit_test(a_number_that_cannot_be_is_refused_in_words),
        cmocka_unit_test(a_group_is_offered_what_suits_its_children),
        cmocka_unit_test(words_go_with_a_highlight_and_the_childs_own_voice),
    };
    return page_tests_run(tests, sizeof tests / sizeof *tests);
}
