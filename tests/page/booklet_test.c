/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The paper twin (R040): what stands on the sheet of a day and of a week, for whom, in a size in which it fits; and what comes back
 * from paper. That a sheet is one page is tests/browser/reach_test.mjs.
 */
#include "feature/booklet/booklet.h"
#include "visit.h"

static struct text sheet(struct visit *visit, enum fixture_child child)
{
    return url_booklet(visit->arena, visit->fixture.children[child], FIXTURE_TODAY).text;
}

static struct text week(struct visit *visit, enum fixture_child child)
{
    return url_booklet_week(visit->arena, visit->fixture.children[child], FIXTURE_TODAY).text;
}

static bool holds(struct visit *visit, enum fixture_person who, struct text target, const char *words)
{
    struct markup *page = visit_page(visit, who, target);
    return text_find(markup_words(page, element(page, "booklet")), text_from(words)) != SIZE_MAX;
}

static const char *size_of(struct visit *visit, enum fixture_person who, struct text target)
{
    static const char *const sizes[] = { "large", "medium", "small" };
    struct markup *page = visit_page(visit, who, target);
    size_t booklet = element(page, "booklet");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (markup_has_class(page, booklet, sizes[i]))
            return sizes[i];
    return "";
}

static void R040_a_day_and_a_week_stand_on_a_sheet(void **state)
{
    struct visit *visit = visit_of(state);
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_check_in(visit->arena, group).text,
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_status(&answer, 303);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "ze sliep kort");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct http_test_answer day = visit_get(visit, FIXTURE_MOTHER, sheet(visit, FIXTURE_CHILD_OWN));
    assert_status(&day, 200);
    visit_keep(&day, "booklet-day");
    struct text both[] = { sheet(visit, FIXTURE_CHILD_OWN), week(visit, FIXTURE_CHILD_OWN) };
    for (size_t i = 0; i < 2; i++) {
        assert_true(holds(visit, FIXTURE_MOTHER, both[i], "ze sliep kort"));
        assert_true(holds(visit, FIXTURE_MOTHER, both[i], SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL)));
        assert_true(holds(visit, FIXTURE_MOTHER, both[i], "10:00 –"));
        assert_string_equal(size_of(visit, FIXTURE_MOTHER, both[i]), "large");
    }
    assert_true(holds(visit, FIXTURE_FATHER, both[0], SAY(visit, LANGUAGE_AR, WORD_HANDOVER_FOOD_ALL)));
    /* The next day has a sheet of its own, and the week holds both. */
    visit_days_later(visit, 1);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "outside.walk");
    assert_false(holds(visit, FIXTURE_MOTHER, both[0], SAY(visit, LANGUAGE_NL, WORD_HANDOVER_OUTSIDE_WALK)));
    assert_true(holds(visit, FIXTURE_MOTHER, both[1], SAY(visit, LANGUAGE_NL, WORD_HANDOVER_OUTSIDE_WALK)));
    assert_true(holds(visit, FIXTURE_MOTHER, both[1], "ze sliep kort"));
    answer = visit_get(visit, FIXTURE_MOTHER, both[1]);
    visit_keep(&answer, "booklet-week");
    answer = visit_get(visit, FIXTURE_OTHER_FAMILY, both[0]);
    assert_status(&answer, 404);
    answer = visit_get(visit, FIXTURE_STAND_IN, both[0]); /* no longer there */
    assert_int_not_equal(answer.status, 200);
}

/* Longer days are printed smaller; what does not fit is left out and the sheet says so. */
static void R040_what_does_not_fit_is_said(void **state)
{
    struct visit *visit = visit_of(state);
    struct text target = sheet(visit, FIXTURE_CHILD_OWN);
    char words[HANDOVER_NOTE_MAXIMUM + 1];
    memset(words, 'm', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    const char *rest = SAY(visit, LANGUAGE_NL, WORD_BOOKLET_REST);
    static const char *const sizes[] = { "large", "medium", "small", "small", "small" };
    for (size_t i = 0; i < 5; i++) {
        visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, words);
        assert_string_equal(size_of(visit, FIXTURE_MOTHER, target), sizes[i]);
        assert_int_equal(holds(visit, FIXTURE_MOTHER, target, rest), i == 4);
        clock_advance(&visit->world.clock, MINUTE_MS);
    }
}

/* A sheet of the centre goes home with the child: it tells no home what only the other may read, and waits for no door (R247). */
static void R040_R247_a_sheet_tells_no_home_more_than_its_pages(void **state)
{
    struct visit *visit = visit_of(state);
    struct text target = sheet(visit, FIXTURE_CHILD_OWN);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "alleen voor de groep");
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "voor allebei de huizen");
    assert_true(holds(visit, FIXTURE_MOTHER, target, "alleen voor de groep"));
    assert_false(holds(visit, FIXTURE_FATHER, target, "alleen voor de groep"));
    assert_false(holds(visit, FIXTURE_PROFESSIONAL, target, "alleen voor de groep"));
    assert_true(holds(visit, FIXTURE_PROFESSIONAL, target, "voor allebei de huizen"));
    struct http_test_answer answer = visit_post(
        visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
        FORM(visit, "ages", "toddler", "phrases", "", "opens", "pick_up"));
    assert_status(&answer, 303);
    visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "te lezen bij het halen");
    assert_false(holds(visit, FIXTURE_MOTHER, target, "te lezen bij het halen"));
    assert_false(holds(visit, FIXTURE_MOTHER, week(visit, FIXTURE_CHILD_OWN), "te lezen bij het halen"));
    assert_true(holds(visit, FIXTURE_PROFESSIONAL, target, "te lezen bij het halen"));
}

/* Typed in on the day page, by who never says that it is her own. */
static void type_from_paper(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words)
{
    struct http_test_answer answer = VISIT_SEND(visit, who, visit_day(visit, child), "record", "/note", "code", "words",
                                                "words", words, "paper", "1");
    assert_status(&answer, 303);
}

static void R040_a_paper_remark_keeps_paper_as_its_channel(void **state)
{
    struct visit *visit = visit_of(state);
    const char *on_paper = SAY(visit, LANGUAGE_NL, WORD_TAP_CHANNEL_PAPER);
    type_from_paper(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_GROUP, "oma haalt haar vandaag");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.channel = 'paper' AND e.side = 1"),
                     1);
    const char *card = element_id(visit, "entry-", visit_last_moment(visit));
    static const enum fixture_person readers[] = { FIXTURE_OTHER_GROUP_PARENT, FIXTURE_OTHER_PROFESSIONAL };
    for (size_t i = 0; i < 2; i++) {
        struct markup *page = visit_day_page(visit, readers[i], FIXTURE_CHILD_GROUP);
        size_t entry = element(page, card);
        assert_shows(page, entry, "oma haalt haar vandaag");
        assert_shows(page, entry, on_paper);
        assert_shows(page, entry, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_HOME));
        assert_true(markup_has_class(page, entry, "home"));
    }
    struct text target = sheet(visit, FIXTURE_CHILD_GROUP);
    assert_true(holds(visit, FIXTURE_OTHER_GROUP_PARENT, target, SAY(visit, LANGUAGE_NL, WORD_TAP_PAPER)));
    struct markup *board = visit_board_page(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_GROUP_BEVERS);
    size_t tile = element(board, arena_printf(visit->arena, "tile-%s", visit_child(visit, FIXTURE_CHILD_GROUP)).data);
    assert_shows(board, tile, "oma haalt haar vandaag");
    assert_shows(board, tile, SAY(visit, LANGUAGE_NL, WORD_TAP_PAPER));
    /* Who typed it has read it. */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM note_read AS r"), 1);
    /* Of which of two homes the paper came nobody said: neither reads it (R243). */
    type_from_paper(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "van een van de huizen");
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&answer, "van een van de huizen");
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_true(text_find(answer.body, TEXT("van een van de huizen")) != SIZE_MAX);
    /* A guardian writes for herself: her own words are no paper. */
    answer =
        visit_post(visit, FIXTURE_MOTHER,
                   url_handover_write(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN], FIXTURE_TODAY).text,
                   FORM(visit, "words", "zelf getypt", "paper", "1", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.channel = 'paper'"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R040_a_day_and_a_week_stand_on_a_sheet),
        cmocka_unit_test(R040_what_does_not_fit_is_said),
        cmocka_unit_test(R040_R247_a_sheet_tells_no_home_more_than_its_pages),
        cmocka_unit_test(R040_a_paper_remark_keeps_paper_as_its_channel),
    };
    return page_tests_run(tests, sizeof tests / sizeof *tests);
}
