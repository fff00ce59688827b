/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The board beside recording: that home and centre talked (R246), a highlight that is offered and never demanded (R028), what is
 * still open (R030), an empty phrase (R029), the last bottle and nappy (R231), allergies where food is recorded (R234), and the
 * door view (R242).
 */
#include "feature/family/family.h"
#include "i18n/word.h"
#include "visit.h"

static struct group_id eekhoorns(const struct visit *visit)
{
    return visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
}

static struct markup *board(struct visit *visit)
{
    return visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
}

static size_t tile(struct visit *visit, const struct markup *page, enum fixture_child child)
{
    return element(page, element_id(visit, "tile-", visit->fixture.children[child].value));
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

static void setting(struct visit *visit, const char *ages, const char *open, const char *phrase, const char *phrases)
{
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, eekhoorns(visit)).text,
                   FORM(visit, "ages", ages, "open_hint", open, "phrase_hint", phrase, "phrases", phrases));
    assert_status(&answer, 303);
    struct http_test_answer page = visit_get(visit, FIXTURE_MANAGER, answer.location);
    visit_keep(&page, "group-setting");
    assert_status(&page, 200);
}

static struct http_test_answer post_board(struct visit *visit, struct address address, struct text form)
{
    return visit_post(visit, FIXTURE_PROFESSIONAL, address.text, form);
}

static void check_in(struct visit *visit, enum fixture_child child, bool talked)
{
    struct http_test_answer answer =
        post_board(visit, url_handover_check_in(visit->arena, eekhoorns(visit)),
                   FORM(visit, "child", visit_child(visit, child), "talked", talked ? "1" : "0"));
    assert_status(&answer, 303);
}

static void assert_status_of(struct http_test_answer answer, int status)
{
    assert_status(&answer, status);
}

static int64_t contacts(struct visit *visit, const char *what)
{
    return visit_number(
        visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM live_contact AS k WHERE k.what = '%s'", what).data);
}

/* One tap each: the child is here, is collected, and "even gesproken" is in the same tap or is not; taken back with it. */
static void R246_even_gesproken_goes_with_coming_and_going(void **state)
{
    struct visit *visit = visit_of(state);
    struct address undo = url_handover_attendance_undo(visit->arena, eekhoorns(visit));
    struct address out = url_handover_check_out(visit->arena, eekhoorns(visit));
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    const char *mother = identity_text(visit->arena, visit->fixture.persons[FIXTURE_MOTHER].value).data;
    check_in(visit, FIXTURE_CHILD_OTHER, false);
    assert_int_equal(contacts(visit, "arrival"), 0);
    check_in(visit, FIXTURE_CHILD_OWN, true);
    check_in(visit, FIXTURE_CHILD_OWN, true); /* twice is once */
    assert_int_equal(contacts(visit, "arrival"), 1);
    assert_int_equal(visit_number(visit, "SELECT k.child FROM live_contact AS k"),
                     visit->fixture.children[FIXTURE_CHILD_OWN].value);
    assert_status_of(post_board(visit, undo, FORM(visit, "child", noor)), 303);
    assert_int_equal(contacts(visit, "arrival"), 0);
    check_in(visit, FIXTURE_CHILD_OWN, true);
    struct http_test_answer answer =
        visit_get(visit, FIXTURE_PROFESSIONAL,
                  url_family_collect(visit->arena, eekhoorns(visit), visit->fixture.children[FIXTURE_CHILD_OWN]).text);
    visit_keep(&answer, "collect-talked");
    assert_status_of(post_board(visit, out, FORM(visit, "child", noor, "guardian_talked", mother)), 303);
    assert_int_equal(contacts(visit, "pick_up"), 1);
    assert_int_equal(visit_number(visit, "SELECT a.out_guardian FROM attendance AS a WHERE a.out_at IS NOT NULL"),
                     visit->fixture.persons[FIXTURE_MOTHER].value);
    assert_status_of(post_board(visit, undo, FORM(visit, "child", noor)), 303);
    assert_int_equal(contacts(visit, "pick_up"), 0);
    assert_int_equal(contacts(visit, "arrival"), 1);
    assert_status_of(post_board(visit, out, FORM(visit, "child", noor, "name", "oma Bep", "talked", "1")), 303);
    assert_int_equal(contacts(visit, "pick_up"), 1);
    assert_status_of(post_board(visit, out, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER))), 303);
    assert_int_equal(contacts(visit, "pick_up"), 1);
    assert_status_of(post_board(visit, url_handover_check_in(visit->arena, eekhoorns(visit)), TEXT("")), 422);
    /* Home sees that the child came, and nothing of a talk. */
    struct http_test_answer day = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&day, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_TALKED));
}

static struct markup *collect_page(struct visit *visit)
{
    return visit_page(
        visit, FIXTURE_PROFESSIONAL,
        url_family_collect(visit->arena, eekhoorns(visit), visit->fixture.children[FIXTURE_CHILD_OWN]).text);
}

static bool offered(struct visit *visit)
{
    return markup_by_id(collect_page(visit), TEXT("offer")) != MARKUP_NONE;
}

/* Offered when a child is collected, and nobody has to: collecting works without; written or told, it is not asked again. */
static void R028_a_highlight_is_offered_at_going_and_the_door_counts_fully(void **state)
{
    struct visit *visit = visit_of(state);
    check_in(visit, FIXTURE_CHILD_OWN, false);
    check_in(visit, FIXTURE_CHILD_OTHER, false);
    struct address week = url_handover_week(visit->arena, eekhoorns(visit));
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, week.text);
    assert_shows(page, element(page, "none"), "Noor");
    assert_shows(page, element(page, "none"), "Sami");
    assert_true(offered(visit));
    struct text collect =
        url_family_collect(visit->arena, eekhoorns(visit), visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, collect, "offer", "/told", "told", "highlight");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, collect));
    assert_false(offered(visit));
    page = visit_page(visit, FIXTURE_PROFESSIONAL, week.text);
    assert_hides(page, element(page, "none"), "Noor");
    assert_shows(page, element(page, "some"), "Noor");
    /* Not shown to parents, and no talk yet. */
    struct http_test_answer day = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&day, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_AT_THE_DOOR));
    assert_int_equal(contacts(visit, "arrival") + contacts(visit, "pick_up"), 0);
    /* Pressed by mistake; then written, with words, in one tap. */
    assert_status_of(
        post_board(visit, url_handover_told(visit->arena, eekhoorns(visit)),
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "told", "highlight", "back", "1")),
        303);
    assert_true(offered(visit));
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, collect, "offer", "/record", "words", "Ze klom zelf omhoog.",
                        "code", "highlight.success");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, collect));
    assert_false(offered(visit));
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), "Ze klom zelf omhoog.");
    /* The other child goes without one. */
    assert_status_of(post_board(visit, url_handover_check_out(visit->arena, eekhoorns(visit)),
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER))),
                     303);
    /* Another group's, and a parent's, it is not. */
    assert_int_equal(visit_get(visit, FIXTURE_MOTHER, week.text).status, 404);
    assert_int_equal(visit_get(visit, FIXTURE_OTHER_PROFESSIONAL, week.text).status, 404);
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_told(visit->arena, eekhoorns(visit)).text,
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_GROUP), "told", "highlight"))
                         .status,
                     404);
}

/* The board says at noon what nobody wrote or will tell, for who is here, where the setting is on. */
static void R030_what_is_open_is_a_hint_that_the_door_answers(void **state)
{
    struct visit *visit = visit_of(state);
    check_in(visit, FIXTURE_CHILD_OWN, false);
    visit_set_clock(visit, "2026-11-23T10:59:00Z");
    const char *all = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STILL_OPEN, "kinds", "eten · slapen · samen zijn");
    struct markup *page = board(visit);
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), all);
    visit_set_clock(visit, "2026-11-23T11:01:00Z");
    page = board(visit);
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN), all);
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OTHER), "eten"); /* is not here */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "bottle.refused");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.happy");
    page = board(visit);
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STILL_OPEN, "kinds", "slapen"));
    struct http_test_answer answer = VISIT_SEND(
        visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS),
        element_id(visit, "open-", visit->fixture.children[FIXTURE_CHILD_OWN].value), "/told", "told", "open");
    assert_status(&answer, 303);
    const char *open = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STILL_OPEN, "kinds", "slapen");
    page = board(visit);
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), open);
    do_sql(visit, "DELETE FROM live_contact");
    page = board(visit);
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OWN), open);
    setting(visit, "mixed", "0", "0", "");
    page = board(visit);
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), open);
    setting(visit, "school", "1", "0", "");
    page = board(visit);
    assert_hides(page, tile(visit, page, FIXTURE_CHILD_OWN), open); /* children do not sleep after school */
    /* A setting is for who manages the group. */
    assert_int_equal(
        visit_get(visit, FIXTURE_PROFESSIONAL, url_handover_setting(visit->arena, eekhoorns(visit)).text).status, 403);
}

static struct markup *after_words(struct visit *visit, enum fixture_person who, const char *words)
{
    struct http_test_answer answer = visit_post(visit, who, url_handover_record(visit->arena, eekhoorns(visit)).text,
                                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code",
                                                     "words", "words", words, "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    return visit_page(visit, who, answer.location);
}

static bool asks(struct visit *visit, const struct markup *page)
{
    return text_find(markup_words(page, element(page, "undo")),
                     text_from(SAY(visit, LANGUAGE_NL, WORD_HANDOVER_PHRASE_HINT))) != SIZE_MAX;
}

/* Off until somebody switches it on; one quiet question after it was stored; gone for good for who wants that, and counted nowhere. */
static void R029_an_empty_phrase_is_asked_about_once_and_only_when_switched_on(void **state)
{
    struct visit *visit = visit_of(state);
    assert_false(asks(visit, after_words(visit, FIXTURE_PROFESSIONAL, "Geen bijzonderheden.")));
    setting(visit, "mixed", "1", "1", "");
    assert_true(asks(visit, after_words(visit, FIXTURE_PROFESSIONAL, "Geen   bijzonderheden!")));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'words'"),
                     2); /* stored all the same */
    assert_false(asks(visit, after_words(visit, FIXTURE_PROFESSIONAL, "Ze bouwde een toren.")));
    assert_false(
        asks(visit, after_words(visit, FIXTURE_PROFESSIONAL,
                                "Geen bijzonderheden, behalve dat ze vanmiddag voor het eerst zelf van de hoge "
                                "glijbaan durfde en daarna nog vijf keer.")));
    setting(visit, "mixed", "1", "1", "top dag\nprima");
    assert_false(asks(visit, after_words(visit, FIXTURE_PROFESSIONAL, "Geen bijzonderheden")));
    assert_true(asks(visit, after_words(visit, FIXTURE_PROFESSIONAL, "Top dag")));
    struct text fingerprint = visit_text(visit, "SELECT MAX(a.action) FROM audit AS a WHERE a.action LIKE '%phrase%'");
    assert_true(text_is_null(fingerprint));
    assert_status_of(post_board(visit, url_handover_quiet(visit->arena, eekhoorns(visit)), TEXT("")), 303);
    assert_false(asks(visit, after_words(visit, FIXTURE_PROFESSIONAL, "Top dag")));
    assert_true(asks(visit, after_words(visit, FIXTURE_MENTOR, "Top dag")));
}

/* Since when: the last of each, and how long ago. */
static void R231_the_tile_shows_since_the_last_bottle_and_nappy(void **state)
{
    struct visit *visit = visit_of(state);
    check_in(visit, FIXTURE_CHILD_OWN, false);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "bottle.drunk:90");
    clock_advance(&visit->world.clock, 30 * MINUTE_MS);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "bottle.drunk:150");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "nappy.wet");
    clock_advance(&visit->world.clock, 75 * MINUTE_MS);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    clock_advance(&visit->world.clock, 5 * MINUTE_MS);
    struct http_test_answer answer =
        visit_get(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
    visit_keep(&answer, "board-times");
    struct markup *page = markup_read(visit->arena, answer.body);
    size_t own = tile(visit, page, FIXTURE_CHILD_OWN);
    assert_shows(page, own, "fles: 150 ml");
    assert_hides(page, own, "fles: 90 ml");
    assert_shows(page, own, "10:30");
    assert_shows(page, own, "1 u 20");
    assert_shows(page, own, "natte luier");
    assert_shows(page, own, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_ASLEEP_SINCE, "time", "11:45"));
    assert_shows(page, own, "5 min");
}

/* Who cannot eat everything stands where food is recorded, in words, before anything is saved; and on the tile. */
static void R234_recording_food_shows_who_has_an_allergy(void **state)
{
    struct visit *visit = visit_of(state);
    do_sql(visit, "UPDATE child SET allergies = 'Pinda' WHERE given_name = 'Sami'");
    struct markup *page = board(visit);
    size_t form = element(page, "record-allergies");
    assert_shows(page, form, "Sami");
    assert_shows(page, form, "Pinda");
    assert_hides(page, form, "Noor");
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OTHER), "Pinda");
    assert_shows(page, tile(visit, page, FIXTURE_CHILD_OTHER), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_ALLERGY));
}

/* Names, and nothing else is in the page: no guardian, note, allergy, restriction, language or sleep. */
static void R242_the_door_view_holds_names_and_nothing_else(void **state)
{
    struct visit *visit = visit_of(state);
    do_sql(visit, "UPDATE child SET allergies = 'Pinda', restriction = 'Niet met oom', remark = 'Spreekt Tigrinya'"
                  " WHERE given_name = 'Noor'");
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "slecht geslapen");
    check_in(visit, FIXTURE_CHILD_OWN, false);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    struct http_test_answer answer =
        visit_get(visit, FIXTURE_PROFESSIONAL, url_handover_door(visit->arena, eekhoorns(visit)).text);
    visit_keep(&answer, "door");
    assert_status(&answer, 200);
    struct markup *page = markup_read(visit->arena, answer.body);
    size_t door = element(page, "door");
    struct text said = markup_words(page, door);
    assert_true(text_find(said, TEXT("Noor")) != SIZE_MAX && text_find(said, TEXT("Sami")) != SIZE_MAX);
    static const char *const traces[] = { "Pinda", "oom", "Tigrinya", "slecht geslapen", "data-since" };
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        assert_no_trace(&answer, traces[i]);
    struct text mother = visit_text(visit, "SELECT p.say_name FROM person AS p WHERE p.say_name <> '' LIMIT 1");
    if (!text_is_null(mother))
        assert_no_trace(&answer, text_string(visit->arena, mother));
    /* The names of initials and tiles alone: every word on it is a name or its letter. */
    assert_true(said.length < 40);
    page = board(visit);
    assert_true(markup_by_id(page, TEXT("tiles")) != MARKUP_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R246_even_gesproken_goes_with_coming_and_going),
        cmocka_unit_test(R028_a_highlight_is_offered_at_going_and_the_door_counts_fully),
        cmocka_unit_test(R030_what_is_open_is_a_hint_that_the_door_answers),
        cmocka_unit_test(R029_an_empty_phrase_is_asked_about_once_and_only_when_switched_on),
        cmocka_unit_test(R231_the_tile_shows_since_the_last_bottle_and_nappy),
        cmocka_unit_test(R234_recording_food_shows_who_has_an_allergy),
        cmocka_unit_test(R242_the_door_view_holds_names_and_nothing_else),
    };
    return page_tests_run(tests, sizeof tests / sizeof *tests);
}
