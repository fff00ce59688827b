/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the team and the mentor see for themselves: what nobody told or wrote down yet (R030), with which families nobody talked for a while
 * (R039), on a day on which the child comes (R058). What parents see of the group today (R030), and what a stand-in sees (R045).
 */
#include "feature/absence/absence.h"
#include "feature/home_view/home_view.h"
#include "feature/intake/intake.h"
#include "feature/mentor/mentor.h"
#include "feature/practical/practical.h"
#include "feature/wish/wish.h"

#include "access/people.h"
#include "visit.h"

enum { WEEK = 7, WEEKS = 3 /* as the manager sets them */ };

static struct group_id eekhoorns(const struct visit *visit)
{
    return visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
}

static struct child_id noor(const struct visit *visit)
{
    return visit->fixture.children[FIXTURE_CHILD_OWN];
}

static void posted(struct visit *visit, enum fixture_person who, struct address address, struct text form)
{
    struct http_test_answer answer = visit_post(visit, who, address.text, form);
    assert_status(&answer, 303);
}

static void comes(struct visit *visit, enum fixture_child child, const char *talked)
{
    posted(visit, FIXTURE_PROFESSIONAL, url_handover_check_in(visit->arena, eekhoorns(visit)),
           FORM(visit, "child", visit_child(visit, child), "talked", talked));
}

/* --- R030 --- */

static struct text given_name(struct visit *visit, const char *email)
{
    return visit_text(visit, arena_printf(visit->arena,
                                          "SELECT p.given_name FROM person AS p WHERE p.id = (SELECT a.person FROM "
                                          "account AS a WHERE a.email = '%s@example.org')",
                                          email)
                                 .data);
}

static void says_the_hours(struct visit *visit, const char *language, const char *words)
{
    struct text item = visit_text(visit, "SELECT CAST(MAX(i.id) AS TEXT) FROM practical_item AS i");
    struct address edit = url_practical_edit(visit->arena, visit->fixture.noord);
    if (text_is_empty(item))
        posted(visit, FIXTURE_MANAGER, edit, FORM(visit, "topic", "opening", "language", language, "words", words));
    else
        posted(visit, FIXTURE_MANAGER, edit,
               FORM(visit, "item",
                    visit_moment(visit, visit_number(visit, "SELECT MAX(i.id) FROM practical_item AS i")), "language",
                    language, "words", words));
}

static void R030_parents_see_who_is_there_and_how_to_reach_the_group(void **state)
{
    struct visit *visit = visit_of(state);
    struct text name = given_name(visit, "professional");
    says_the_hours(visit, "nl", "Van zeven tot half zeven.\nIn de zomer korter.");
    says_the_hours(visit, "ar", "من السابعة");
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/"));
    visit_keep(&answer, "start-reach");
    struct markup *start = markup_read(visit->arena, answer.body);
    assert_shows(start, element(start, "reach"), text_bytes(name));
    assert_shows(start, element(start, "reach"), "Van zeven tot half zeven.");
    assert_hides(start, element(start, "reach"), "In de zomer korter.");
    assert_true(text_find(answer.body, TEXT("tel:")) != SIZE_MAX);
    struct markup *day = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(day, element(day, "day"), text_bytes(name));
    assert_shows(day, element(day, "day"), "Van zeven tot half zeven.");
    answer = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_true(text_find(answer.body, TEXT("tel:")) != SIZE_MAX);
    day = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN); /* reads Arabic */
    assert_shows(day, element(day, "day"), "من السابعة");
    day = visit_day_page(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    assert_shows(day, element(day, "day"), "Van zeven tot half zeven.");
    /* The centre knows when it is open; and on a day on which the child does not come nobody waits for it. */
    day = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_hides(day, element(day, "day"), "Van zeven tot half zeven.");
    visit_days_later(visit, WEEKDAY_SATURDAY - WEEKDAY_MONDAY);
    start = visit_start_page(visit, FIXTURE_MOTHER);
    assert_hides(start, element(start, "reach"), text_bytes(name));
    assert_hides(start, element(start, "reach"), "Van zeven tot half zeven.");
}

static struct markup *open_page(struct visit *visit, enum fixture_person who)
{
    return visit_page(visit, who, url_handover_open(visit->arena, eekhoorns(visit)).text);
}

static const char *still_open(struct visit *visit, const char *kinds)
{
    return SAY(visit, LANGUAGE_NL, WORD_HANDOVER_STILL_OPEN, "kinds", kinds);
}

/* With the board (contact_test.c) all of the row: who is there, what nobody recorded or told, the door counts, nothing is refused, and
 * it is the team's. */
static void R030_the_team_sees_what_nobody_told_or_wrote_down(void **state)
{
    struct visit *visit = visit_of(state);
    const char *silent = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_OPEN_HOME);
    const char *place = element_id(visit, "open-", noor(visit).value);
    assert_shows(open_page(visit, FIXTURE_PROFESSIONAL), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_OPEN_NONE));
    comes(visit, FIXTURE_CHILD_OWN, "0");
    comes(visit, FIXTURE_CHILD_OTHER, "1");
    /* From the morning on, before the board says so; of who is there. */
    struct http_test_answer kept =
        visit_get(visit, FIXTURE_PROFESSIONAL, url_handover_open(visit->arena, eekhoorns(visit)).text);
    visit_keep(&kept, "open");
    struct markup *page = open_page(visit, FIXTURE_PROFESSIONAL);
    assert_shows(page, element(page, place), still_open(visit, "eten · slapen · samen zijn"));
    assert_shows(page, element(page, place), silent);
    const char *talked = element_id(visit, "open-", visit->fixture.children[FIXTURE_CHILD_OTHER].value);
    assert_hides(page, element(page, talked), silent);
    /* What home tells, and what somebody records, is open no more. */
    (void)visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Goed geslapen.");
    (void)visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    page = open_page(visit, FIXTURE_STAND_IN);
    assert_hides(page, element(page, place), silent);
    assert_shows(page, element(page, place), still_open(visit, "slapen · samen zijn"));
    /* The door counts fully, and leads back here. */
    struct http_test_answer told =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, url_handover_open(visit->arena, eekhoorns(visit)).text, place, "/told",
                   "told", "open");
    assert_status(&told, 303);
    assert_true(text_equal(told.location, url_handover_open(visit->arena, eekhoorns(visit)).text));
    page = open_page(visit, FIXTURE_PROFESSIONAL);
    assert_int_equal(markup_by_id(page, text_from(place)), MARKUP_NONE);
    /* Where the setting is off nobody is asked; nothing was refused either way, and who has gone is no longer on it. */
    posted(visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, eekhoorns(visit)),
           FORM(visit, "ages", "mixed", "open_hint", "0", "phrase_hint", "0", "phrases", ""));
    page = open_page(visit, FIXTURE_PROFESSIONAL);
    assert_int_equal(markup_by_id(page, text_from(talked)), MARKUP_NONE);
    (void)visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "food.all");
    posted(visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, eekhoorns(visit)),
           FORM(visit, "ages", "mixed", "open_hint", "1", "phrase_hint", "0", "phrases", ""));
    page = open_page(visit, FIXTURE_PROFESSIONAL);
    assert_shows(page, element(page, talked), still_open(visit, "slapen · samen zijn"));
    posted(visit, FIXTURE_PROFESSIONAL, url_handover_check_out(visit->arena, eekhoorns(visit)),
           FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER)));
    page = open_page(visit, FIXTURE_PROFESSIONAL);
    assert_int_equal(markup_by_id(page, text_from(talked)), MARKUP_NONE);
    /* For the team itself. */
    static const enum fixture_person others[] = { FIXTURE_MOTHER, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_COMMITTEE };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(visit_get(visit, others[i], url_handover_open(visit->arena, eekhoorns(visit)).text).status,
                         404);
}

/* --- R039, R058 --- */

static bool has(const struct markup *page, const char *id)
{
    return markup_by_id(page, text_from(id)) != MARKUP_NONE;
}

static struct markup *talks(struct visit *visit, enum fixture_person who)
{
    return visit_page(visit, who, url_mentor_talks(visit->arena).text);
}

static const char *family(struct visit *visit)
{
    return element_id(visit, "family-", noor(visit).value);
}

static void sets_weeks(struct visit *visit)
{
    posted(visit, FIXTURE_MANAGER, url_intake_rhythm(visit->arena, visit->fixture.noord),
           FORM(visit, "basis", "3", "more", "2", "less", "20"));
}

static void R039_only_digital_contact_brings_a_family_on_the_mentor_s_list(void **state)
{
    struct visit *visit = visit_of(state);
    assert_shows(talks(visit, FIXTURE_MENTOR), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_MENTOR_NEVER));
    sets_weeks(visit);
    comes(visit, FIXTURE_CHILD_OWN, "1");
    assert_shows(talks(visit, FIXTURE_MENTOR), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_MENTOR_NONE));
    assert_false(has(visit_start_page(visit, FIXTURE_MENTOR), "talks"));
    /* One day short of the set weeks; then it is there, whatever is written, and a promise for the door is no talk. */
    visit_days_later(visit, WEEKS * WEEK - 3);
    assert_false(has(talks(visit, FIXTURE_MENTOR), family(visit)));
    (void)visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Ze praat er thuis veel over.");
    visit_days_later(visit, 3);
    comes(visit, FIXTURE_CHILD_OWN, "0");
    (void)visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Vandaag haalt oma.");
    (void)visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "Ze bouwde een toren.");
    posted(visit, FIXTURE_PROFESSIONAL, url_handover_told(visit->arena, eekhoorns(visit)),
           FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "told", "open"));
    struct http_test_answer kept = visit_get(visit, FIXTURE_MENTOR, url_mentor_talks(visit->arena).text);
    visit_keep(&kept, "mentor_talks");
    struct markup *page = talks(visit, FIXTURE_MENTOR);
    assert_shows(page, element(page, family(visit)), SAY(visit, LANGUAGE_NL, WORD_MENTOR_SPOKE, "day", "23 nov"));
    assert_shows(page, element(page, family(visit)), SAY(visit, LANGUAGE_NL, WORD_MENTOR_WROTE, "day", "14 dec"));
    assert_int_equal(visit_number(visit, "SELECT MAX(k.day) FROM live_contact AS k WHERE k.what = 'arrival'"),
                     FIXTURE_TODAY.days);
    /* Nobody else: not the group, not who manages it, not home. */
    static const enum fixture_person others[] = { FIXTURE_PROFESSIONAL, FIXTURE_MANAGER, FIXTURE_ADMINISTRATOR,
                                                  FIXTURE_COACH, FIXTURE_MOTHER };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(has(talks(visit, others[i]), family(visit)));
        assert_false(has(visit_start_page(visit, others[i]), "talks"));
    }
    /* A real talk brings it down; when a guardian likes more contact it is there sooner. */
    posted(visit, FIXTURE_PROFESSIONAL, url_handover_attendance_undo(visit->arena, eekhoorns(visit)),
           FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    comes(visit, FIXTURE_CHILD_OWN, "1");
    assert_false(has(talks(visit, FIXTURE_MENTOR), family(visit)));
    visit_days_later(visit, 2 * WEEK);
    assert_false(has(talks(visit, FIXTURE_MENTOR), family(visit)));
    struct http_test_answer more =
        VISIT_SEND(visit, FIXTURE_FATHER, url_intake_wishes(visit->arena).text, "wishes", "", "intensity", "more");
    assert_status(&more, 303);
    assert_true(has(talks(visit, FIXTURE_MENTOR), family(visit)));
}

static bool is_prompted(struct visit *visit)
{
    return has(visit_start_page(visit, FIXTURE_MENTOR), family(visit));
}

static void R058_to_talk_is_proposed_on_a_day_on_which_the_child_comes(void **state)
{
    struct visit *visit = visit_of(state);
    const char *ill[] = { "2026-11-24", "2026-11-24" };
    assert_true(is_prompted(visit)); /* a Monday, nobody ever talked */
    assert_true(has(talks(visit, FIXTURE_MENTOR), "talk-today"));
    struct http_test_answer kept = visit_get(visit, FIXTURE_MENTOR, TEXT("/"));
    visit_keep(&kept, "mentor_start");
    /* At home, ill; she comes after all. */
    posted(visit, FIXTURE_MOTHER, url_absence(visit->arena, noor(visit)),
           FORM(visit, "kind", "ill", "from", ill[0], "through", ill[1]));
    visit_days_later(visit, 1);
    assert_false(is_prompted(visit));
    struct markup *page = talks(visit, FIXTURE_MENTOR);
    assert_shows(page, element(page, "talk-later"), "Noor");
    assert_false(has(page, "talk-today"));
    comes(visit, FIXTURE_CHILD_OWN, "0");
    assert_true(is_prompted(visit));
    /* On Saturday nobody comes. */
    visit_days_later(visit, WEEKDAY_SATURDAY - WEEKDAY_TUESDAY);
    assert_false(is_prompted(visit));
    assert_true(has(visit_start_page(visit, FIXTURE_MENTOR), "talks")); /* the way to the list names nobody */
    assert_true(has(talks(visit, FIXTURE_MENTOR), "talk-later"));
}

/* --- R045 --- */

static int set_allergies(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_child_set(change, &(struct people_child){ .id = noor(visit),
                                                            .given_name = TEXT("Noor"),
                                                            .family_name = TEXT("Voorbeeld"),
                                                            .born = { 19500 },
                                                            .allergies = TEXT("geen noten") });
}

/* All that was said in confidence, and every day but today. */
static void says_what_is_not_for_a_shift(struct visit *visit)
{
    (void)visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "van gisteren");
    visit_days_later(visit, 1);
    struct http_test_answer quiet = VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN), "compose",
                                               "/note", "audience", "mentor", "words", "in vertrouwen");
    assert_status(&quiet, 303);
    quiet = VISIT_SEND(visit, FIXTURE_MOTHER, url_home_view(visit->arena, noor(visit)).text, "home-words", "", "words",
                       "zo denken wij erover");
    assert_status(&quiet, 303);
}

static void R045_a_stand_in_sees_what_a_shift_needs_and_no_reports(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, set_allergies, visit), STATUS_OK);
    says_what_is_not_for_a_shift(visit);
    struct http_test_answer card = VISIT_SEND(visit, FIXTURE_MOTHER, url_home_card(visit->arena, noor(visit)).text,
                                              "home-words", "", "words", "slaapt met haar doek");
    assert_status(&card, 303);
    posted(visit, FIXTURE_MOTHER, url_wishes(visit->arena, noor(visit)),
           FORM(visit, "words", "niet te laat in bed", "client_id", visit_client(visit)));
    /* Tuesday: who learns on the group has a shift each day. */
    struct http_test_answer answer =
        visit_get(visit, FIXTURE_LATER_STAND_IN, visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
    assert_status(&answer, 200);
    struct markup *board = markup_read(visit->arena, answer.body);
    size_t tile = element(board, element_id(visit, "tile-", noor(visit).value));
    static const char *const needed[] = { "Noor", "Aylin", "geen noten", "niet te laat in bed" };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        assert_shows(board, tile, needed[i]);
    struct markup *routine = visit_page(visit, FIXTURE_LATER_STAND_IN, url_home_card(visit->arena, noor(visit)).text);
    assert_shows(routine, MARKUP_NONE, "slaapt met haar doek");
    /* Of what was talked about in confidence nothing, on no page that she may open about the child. */
    const struct text pages[] = {
        visit_board(visit, FIXTURE_GROUP_EEKHOORNS),
        visit_day(visit, FIXTURE_CHILD_OWN),
        url_home_card(visit->arena, noor(visit)).text,
        url_home_view(visit->arena, noor(visit)).text,
        url_handover_day(visit->arena, noor(visit), FIXTURE_TODAY).text,
        url_mentor_talks(visit->arena).text,
        TEXT("/tasks"),
        TEXT("/"),
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        answer = visit_get(visit, FIXTURE_LATER_STAND_IN, pages[i]);
        assert_no_trace(&answer, "in vertrouwen");
        assert_no_trace(&answer, "zo denken wij erover");
        assert_no_trace(&answer, "van gisteren");
    }
    assert_int_equal(visit_get(visit, FIXTURE_LATER_STAND_IN, url_home_view(visit->arena, noor(visit)).text).status,
                     404);
    answer = visit_get(visit, FIXTURE_MENTOR, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_true(text_find(answer.body, TEXT("in vertrouwen")) != SIZE_MAX); /* it is there to be seen */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(R030_parents_see_who_is_there_and_how_to_reach_the_group),
        cmocka_unit_test(R030_the_team_sees_what_nobody_told_or_wrote_down),
        cmocka_unit_test(R039_only_digital_contact_brings_a_family_on_the_mentor_s_list),
        cmocka_unit_test(R058_to_talk_is_proposed_on_a_day_on_which_the_child_comes),
        cmocka_unit_test(R045_a_stand_in_sees_what_a_shift_needs_and_no_reports),
    };
    return PAGE_TESTS_RUN(tests);
}
