/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The morning note (R031): home writes, the group sees it on the board, reads it, and home sees that it was read; and coming
 * and going of the day.
 */
#include "feature/family/family.h"
#include "visit.h"

static size_t tile(struct visit *visit, const struct markup *page, enum fixture_child child)
{
    return element(page, element_id(visit, "tile-", visit->fixture.children[child].value));
}

static struct group_id eekhoorns(const struct visit *visit)
{
    return visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
}

/* The way the script posts when a note is opened: the address stands on the note. */
static struct http_test_answer open_note(struct visit *visit, enum fixture_person who, int64_t moment)
{
    struct markup *board = visit_board_page(visit, who, FIXTURE_GROUP_EEKHOORNS);
    size_t note = element(board, element_id(visit, "note-", moment));
    struct text address = markup_attribute(board, note, "data-read-post");
    assert_false(text_is_null(address));
    return visit_post(visit, who, address, TEXT_NULL);
}

static void assert_read(struct visit *visit, enum fixture_person who, int64_t moment, bool read)
{
    struct markup *page = visit_day_page(visit, who, FIXTURE_CHILD_OWN);
    size_t card = element(page, element_id(visit, "entry-", moment));
    const char *words = SAY(visit, who == FIXTURE_FATHER ? LANGUAGE_AR : LANGUAGE_NL, WORD_HANDOVER_READ_BY_GROUP);
    if (read)
        assert_shows(page, card, words);
    else
        assert_hides(page, card, words);
}

static int64_t morning_note(struct visit *visit)
{
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN), "compose", "/note", "night", "short",
                   "breakfast", "little", "words", "oma haalt op");
    assert_status(&answer, 303);
    return visit_last_moment(visit);
}

static void R031_a_note_is_shown_on_the_board_at_check_in(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = morning_note(visit);
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    size_t own = tile(visit, board, FIXTURE_CHILD_OWN);
    assert_true(markup_has_class(board, own, "expected"));
    assert_shows(board, own, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NEW));
    assert_shows(board, own, "oma haalt op");
    assert_shows(board, own, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NIGHT_SHORT));
    assert_shows(board, own, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_BREAKFAST_LITTLE));
    assert_hides(board, tile(visit, board, FIXTURE_CHILD_OTHER), "oma haalt op");
    /* The child comes; nobody has opened the note: it is still new. */
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS),
                   element_id(visit, "tile-", visit->fixture.children[FIXTURE_CHILD_OWN].value), "/check-in");
    assert_status(&answer, 303);
    board = visit_page(visit, FIXTURE_STAND_IN, answer.location);
    own = tile(visit, board, FIXTURE_CHILD_OWN);
    assert_true(markup_has_class(board, own, "present"));
    assert_true(markup_has_class(board, element(board, element_id(visit, "note-", note)), "unread"));
    assert_shows(board, own, "oma haalt op");
}

static void R031_opening_a_note_counts_as_read_and_home_sees_that_not_who(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = morning_note(visit);
    assert_read(visit, FIXTURE_MOTHER, note, false);
    clock_advance(&visit->world.clock, MINUTE_MS);
    assert_int_equal(open_note(visit, FIXTURE_STAND_IN, note).status, 204);
    assert_read(visit, FIXTURE_MOTHER, note, true);
    struct http_test_answer page = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    struct markup *home = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(home, element(home, "notebook"), "Ilse"); /* her name in the head is of who works there today */
    assert_no_trace(&page, visit_moment(visit, visit->fixture.persons[FIXTURE_STAND_IN].value));
    visit_keep(&page, "note-day-home");
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    size_t read = element(board, element_id(visit, "note-", note));
    assert_true(markup_has_class(board, read, "read"));
    assert_true(text_is_null(markup_attribute(board, read, "data-read-post")));
    assert_shows(board, read, "oma haalt op");
    /* Whoever opens it next changes nothing: the first reading counts. */
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL,
                   url_handover_note_read(visit->arena, eekhoorns(visit), visit->fixture.children[FIXTURE_CHILD_OWN],
                                          (struct moment_id){ note })
                       .text,
                   TEXT_NULL)
            .status,
        204);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM note_read AS r"), 1);
    assert_int_equal(visit_number(visit, "SELECT r.person FROM note_read AS r"),
                     visit->fixture.persons[FIXTURE_STAND_IN].value);
}

static void R031_one_tap_reads_all(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = morning_note(visit);
    int64_t second = visit_note(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "tas vergeten");
    visit_note(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "hoest een beetje");
    visit_note(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "zalf mee");
    int64_t elsewhere = visit_note(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, "andere groep");
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS), "read-all", "/read");
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM note_read AS r"), 4);
    assert_read(visit, FIXTURE_MOTHER, note, true);
    assert_read(visit, FIXTURE_FATHER, second, true);
    struct markup *board = visit_page(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_int_equal(markup_by_id(board, TEXT("read-all")), MARKUP_NONE);
    board = visit_board_page(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_GROUP_BEVERS);
    assert_true(markup_has_class(board, element(board, element_id(visit, "note-", elsewhere)), "unread"));
    assert_true(markup_has_form(board, element(board, "read-all"), "/read"));
    /* Twice is fine. */
    assert_int_equal(
        visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_read_all(visit->arena, eekhoorns(visit)).text, TEXT_NULL)
            .status,
        303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM note_read AS r"), 4);
}

/* What was read were other words. */
static void R031_a_changed_note_is_new_again(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = morning_note(visit);
    assert_int_equal(open_note(visit, FIXTURE_PROFESSIONAL, note).status, 204);
    assert_read(visit, FIXTURE_MOTHER, note, true);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN),
                                                element_id(visit, "entry-", note), "/words", "words", "opa haalt op");
    assert_status(&answer, 303);
    assert_read(visit, FIXTURE_MOTHER, note, false);
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_true(markup_has_class(board, element(board, element_id(visit, "note-", note)), "unread"));
    assert_shows(board, element(board, element_id(visit, "note-", note)), "opa haalt op");
}

/* Only who works for the child reads for the group; a note cannot be read for another child. */
static void R031_nobody_else_reads_for_the_group(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = visit_note_both(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "voor iedereen");
    static const struct {
        enum fixture_person who;
        enum fixture_group group;
        enum fixture_child child;
    } tries[] = {
        { FIXTURE_BOTH, FIXTURE_GROUP_BEVERS, FIXTURE_CHILD_OWN }, /* reads it as a guardian, on another group */
        { FIXTURE_MOTHER, FIXTURE_GROUP_EEKHOORNS, FIXTURE_CHILD_OWN },
        { FIXTURE_OTHER_PROFESSIONAL, FIXTURE_GROUP_BEVERS, FIXTURE_CHILD_OWN },
        { FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS, FIXTURE_CHILD_OTHER },
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct text address =
            url_handover_note_read(visit->arena, visit->fixture.groups[tries[i].group],
                                   visit->fixture.children[tries[i].child], (struct moment_id){ note })
                .text;
        assert_int_equal(visit_post(visit, tries[i].who, address, TEXT_NULL).status, 404);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM note_read AS r"), 0);
}

/* Home's own words are read by the home; the side that wrote does not read its own. */
static void what_the_group_wrote_is_not_a_note_to_read(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t moment = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct text address =
        url_handover_note_read(visit->arena, eekhoorns(visit), visit->fixture.children[FIXTURE_CHILD_OWN],
                               (struct moment_id){ moment })
            .text;
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, address, TEXT_NULL).status, 404);
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_int_equal(markup_by_id(board, TEXT("read-all")), MARKUP_NONE);
}

/* --- coming and going --- */

static struct http_test_answer attend(struct visit *visit, const char *action, enum fixture_child child)
{
    return VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS),
                      element_id(visit, "tile-", visit->fixture.children[child].value), action);
}

static void a_child_comes_and_is_collected(void **state)
{
    struct visit *visit = visit_of(state);
    const char *noor = "Noor";
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "day"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_PRESENCE_EXPECTED, "name", noor));
    assert_int_equal(attend(visit, "/check-in", FIXTURE_CHILD_OWN).status, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    const char *since = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_PRESENCE_SINCE, "name", noor, "time", "10:00");
    assert_shows(page, element(page, "day"), since);
    page = visit_start_page(visit, FIXTURE_FATHER);
    assert_shows(page, element(page, "children"),
                 SAY(visit, LANGUAGE_AR, WORD_HANDOVER_PRESENCE_SINCE, "name", noor, "time", "10:00"));
    clock_advance(&visit->world.clock, 7 * HOUR_MS + 5 * MINUTE_MS);
    /* Pressed twice, by a page that is old. */
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_check_in(visit->arena, eekhoorns(visit)).text,
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)))
                         .status,
                     303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "day"), since);
    struct text door =
        url_family_collect(visit->arena, eekhoorns(visit), visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    struct http_test_answer gone =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, door, "collect-other", "/check-out", "name", "");
    assert_status(&gone, 303);
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "day"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_PRESENCE_COLLECTED, "name", noor, "time", "17:05"));
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_true(markup_has_class(page, tile(visit, page, FIXTURE_CHILD_OWN), "collected"));
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_COLLECTED_AT, "time", "17:05"));
    clock_advance(&visit->world.clock, MINUTE_MS);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL,
                                url_handover_check_out(visit->arena, eekhoorns(visit)).text,
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)))
                         .status,
                     303);
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_COLLECTED_AT, "time", "17:05"));
    /* A jacket forgotten: back again. */
    assert_int_equal(attend(visit, "/check-in", FIXTURE_CHILD_OWN).status, 303);
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_true(markup_has_class(page, tile(visit, page, FIXTURE_CHILD_OWN), "present"));
}

/* A wrong tap is taken back by who made it: the child has not come after all. */
static void coming_by_mistake_is_taken_back(void **state)
{
    struct visit *visit = visit_of(state);
    struct text back = url_handover_attendance_undo(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    struct text form = FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN));
    assert_int_equal(attend(visit, "/check-in", FIXTURE_CHILD_OWN).status, 303);
    assert_int_equal(visit_post(visit, FIXTURE_MENTOR, back, form).status, 403);
    struct markup *page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_true(markup_has_class(page, tile(visit, page, FIXTURE_CHILD_OWN), "present"));
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, back, form).status, 303);
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_true(markup_has_class(page, tile(visit, page, FIXTURE_CHILD_OWN), "expected"));
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, back, form).status, 403);
}

/* Eating, sleeping, behaviour: a hint for who is here and none for who is not, and only when the morning is over. */
static void the_board_hints_at_what_nobody_recorded(void **state)
{
    struct visit *visit = visit_of(state);
    const char *food = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD);
    assert_int_equal(attend(visit, "/check-in", FIXTURE_CHILD_OWN).status, 303);
    struct markup *page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    const char *all = arena_printf(visit->arena, "%s · %s · %s", food, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP),
                                   SAY(visit, LANGUAGE_NL, WORD_HANDOVER_BEHAVIOUR))
                          .data;
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STILL_OPEN, "kinds", all));
    clock_advance(&visit->world.clock, 2 * HOUR_MS);
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STILL_OPEN, "kinds", all));
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OTHER),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STILL_OPEN, "kinds", all));
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.none");
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), all);
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), arena_printf(visit->arena, "%s ·", food).data);
}

/* Names of guardians, and who is on the group today. */
static void the_board_names_who_comes_and_who_works(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        visit_get(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
    struct markup *page = markup_read(visit->arena, answer.body);
    visit_keep(&answer, "note-board");
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN), "Aylin");
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN), "Fatma");
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), "Ozan"); /* scope 'none' */
    assert_shows(page, element(page, "main"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STAND_IN, "name", "Ilse"));
    assert_hides(page, element(page, "main"), "Wim");  /* until today */
    assert_hides(page, element(page, "main"), "Piet"); /* from tomorrow */
    assert_hides(page, element(page, "main"), "Daan"); /* the child that left */
    assert_hides(page, element(page, "main"), "Lotte");
    /* Who does not come on a Saturday is not there. */
    visit_days_later(visit, 5);
    page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(page, element(page, "tiles"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NO_CHILDREN_TODAY));
    assert_hides(page, element(page, "tiles"), "Noor");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R031_a_note_is_shown_on_the_board_at_check_in),
        cmocka_unit_test(R031_opening_a_note_counts_as_read_and_home_sees_that_not_who),
        cmocka_unit_test(R031_one_tap_reads_all),
        cmocka_unit_test(R031_a_changed_note_is_new_again),
        cmocka_unit_test(R031_nobody_else_reads_for_the_group),
        cmocka_unit_test(what_the_group_wrote_is_not_a_note_to_read),
        cmocka_unit_test(a_child_comes_and_is_collected),
        cmocka_unit_test(coming_by_mistake_is_taken_back),
        cmocka_unit_test(the_board_hints_at_what_nobody_recorded),
        cmocka_unit_test(the_board_names_who_comes_and_who_works),
    };
    return PAGE_TESTS_RUN(tests);
}
