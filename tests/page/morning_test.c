/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The morning as home tells it from its first page: three taps, everything that may go with it, brothers and sisters at once, who
 * reads it, and what comes back when something could not be taken.
 */
#include "feature/morning/morning.h"

#include "access/people.h"

#include "visit.h"

static const char *form_of(struct visit *visit, enum fixture_child child)
{
    return element_id(visit, "morning-form-", visit->fixture.children[child].value);
}

static bool is_asked(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct markup *page = visit_start_page(visit, who);
    return markup_by_id(page, text_from(form_of(visit, child))) != MARKUP_NONE;
}

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_morning(visit->arena, visit->fixture.children[child]).text;
}

static size_t tile(struct visit *visit, const struct markup *board, enum fixture_child child)
{
    return element(board, element_id(visit, "tile-", visit->fixture.children[child].value));
}

static int64_t entries(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.withdrawn_at IS NULL");
}

/* What a thumb does from the first page on: opens the form when it is folded, chooses, sends. */
static int taps(struct visit *visit, enum fixture_person who, enum fixture_child child, int chosen)
{
    struct markup *page = visit_start_page(visit, who);
    size_t place = element(page, element_id(visit, "morning-", visit->fixture.children[child].value));
    bool open = !text_is_null(markup_attribute(page, place, "open"));
    return (open ? 0 : 1) + chosen + 1;
}

static void R031_the_morning_is_told_in_three_taps_from_the_first_page(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer start = visit_get(visit, FIXTURE_MOTHER, TEXT("/"));
    visit_keep(&start, "morning-start");
    /* Of a night and a breakfast: nothing is opened first, nothing typed. */
    assert_int_equal(taps(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, 2), 3);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, TEXT("/"), form_of(visit, FIXTURE_CHILD_OWN),
                                                "/morning", "night", "short", "breakfast", "little");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, TEXT("/")));
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_shows(board, tile(visit, board, FIXTURE_CHILD_OWN), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NIGHT_SHORT));
    assert_shows(board, tile(visit, board, FIXTURE_CHILD_OWN), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_BREAKFAST_LITTLE));
    /* Told: the page is calm again, and shows what she wrote. Her co-parent has not told it. */
    assert_false(is_asked(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN));
    struct markup *page = visit_start_page(visit, FIXTURE_MOTHER);
    assert_shows(page, element(page, "children"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_BREAKFAST_LITTLE));
    assert_true(is_asked(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN));
    /* Sent twice, it is written once. */
    int64_t before = entries(visit);
    struct text body = FORM(visit, "words", "nog iets", "client_id", visit_client(visit));
    for (int i = 0; i < 2; i++) {
        answer = visit_post(visit, FIXTURE_FATHER, page_of(visit, FIXTURE_CHILD_OWN), body);
        assert_status(&answer, 303);
    }
    assert_int_equal(entries(visit), before + 1);
    /* Who reads along only, and who works there, has no such form. */
    assert_false(is_asked(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN));
    assert_int_equal(visit_get(visit, FIXTURE_GRANDMOTHER, page_of(visit, FIXTURE_CHILD_OWN)).status, 403);
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, page_of(visit, FIXTURE_CHILD_OWN)).status, 404);
    /* Nobody is asked about a child that is there already, or that stays at home. */
    answer = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS),
                        element_id(visit, "tile-", visit->fixture.children[FIXTURE_CHILD_OTHER].value), "/check-in");
    assert_status(&answer, 303);
    assert_false(is_asked(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER));
    assert_true(is_asked(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP));
    answer = visit_post(visit, FIXTURE_OTHER_GROUP_PARENT,
                        arena_printf(visit->arena, "/child/%s/absence", visit_child(visit, FIXTURE_CHILD_GROUP)),
                        FORM(visit, "kind", "ill"));
    assert_status(&answer, 303);
    assert_false(is_asked(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP));
}

/* Noor's mother has a second child, in another group: Lotte. */
static int bring_together(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_GROUP],
                                                                  .person = fixture->persons[FIXTURE_MOTHER],
                                                                  .home = 1,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

static void everything_that_goes_with_a_morning_for_two_children_at_once(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, bring_together, &visit->fixture),
                     STATUS_OK);
    int64_t events = visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.care_group = $1",
                                     visit->fixture.groups[FIXTURE_GROUP_BEVERS].value);
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MOTHER, TEXT("/"), form_of(visit, FIXTURE_CHILD_OWN), "/morning", "mood", "tired",
                   "also", visit_child(visit, FIXTURE_CHILD_GROUP), "at", "06:45", "ml", "150", "words",
                   "ze hoest een beetje", "collect", "Oma Els", "wish", "Slapen met haar knuffel");
    assert_status(&answer, 303);
    struct markup *board = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    size_t own = tile(visit, board, FIXTURE_CHILD_OWN);
    assert_shows(board, own, "ze hoest een beetje");
    assert_shows(board, own, "Slapen met haar knuffel");
    assert_shows(board, own, "Oma Els");
    assert_shows(board, own, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_COLLECT_ASKED));
    struct markup *day = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(day, element(day, "slot-0645"), "150 ml");
    /* The sister's group hears of it, and she has lines of her own. */
    assert_true(visit_number_of(visit, "SELECT COUNT(*) FROM live_event AS l WHERE l.care_group = $1",
                                visit->fixture.groups[FIXTURE_GROUP_BEVERS].value) > events);
    struct markup *bevers = visit_board_page(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_GROUP_BEVERS);
    assert_shows(bevers, tile(visit, bevers, FIXTURE_CHILD_GROUP), "ze hoest een beetje");
    assert_shows(bevers, tile(visit, bevers, FIXTURE_CHILD_GROUP), "Slapen met haar knuffel");
    assert_int_equal(visit_number(visit, "SELECT COUNT(DISTINCT e.moment) FROM entry AS e"), 6);
    assert_false(is_asked(visit, FIXTURE_MOTHER, FIXTURE_CHILD_GROUP));
    /* Who is new is a message, about each child, until the staff confirm it; who may collect already is none. */
    const char *waiting = "SELECT COUNT(*) FROM proposal AS p WHERE p.about = 'collector' AND p.decision = ''";
    assert_int_equal(visit_number(visit, waiting), 2);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM collector AS c WHERE c.name = 'Oma Els'"), 0);
    int64_t proposal = visit_number_of(visit, "SELECT p.id FROM proposal AS p WHERE p.child = $1",
                                       visit->fixture.children[FIXTURE_CHILD_OWN].value);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL,
                        arena_printf(visit->arena, "/child/%s/family/decide", visit_child(visit, FIXTURE_CHILD_OWN)),
                        FORM(visit, "proposal", visit_moment(visit, proposal), "decision", "confirm", "told", "home"));
    assert_status(&answer, 303);
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "collect", "oma els", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, waiting), 1);
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'collect' AND e.value = 'known'"), 1);
    /* A child of another family is none, and then nothing is stored. */
    int64_t before = entries(visit);
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "words", "voor allebei", "also", visit_child(visit, FIXTURE_CHILD_OTHER),
                             "client_id", visit_client(visit)));
    assert_int_equal(answer.status, 404);
    assert_int_equal(entries(visit), before);
}

static bool reads(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words)
{
    struct text page = visit_get(visit, who, visit_day(visit, child)).body;
    return text_find(page, text_from(words)) != SIZE_MAX;
}

static void R243_who_reads_the_morning_is_chosen(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MOTHER, TEXT("/"), form_of(visit, FIXTURE_CHILD_OWN), "/morning", "words",
                   "alleen voor jullie", "collect", "Oma Els", "wish", "een eigen beker");
    assert_status(&answer, 303);
    assert_true(reads(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "alleen voor jullie"));
    static const char *const own[] = { "alleen voor jullie", "Oma Els", "een eigen beker" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_false(reads(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, own[i]));
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                        FORM(visit, "words", "voor beide huizen", "wish", "samen vieren", "audience", "both",
                             "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_true(reads(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "voor beide huizen"));
    assert_true(reads(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "samen vieren"));
    /* A protected mother has nothing to choose, and nothing of hers goes there whatever is sent. */
    struct markup *page = visit_start_page(visit, FIXTURE_MOTHER_SAFE);
    struct markup_form form = markup_form(page, element(page, form_of(visit, FIXTURE_CHILD_OTHER)), "/morning");
    for (size_t i = 0; i < form.values.count; i++)
        assert_false(text_equal(form.values.items[i].name, TEXT("audience")));
    answer = visit_post(visit, FIXTURE_MOTHER_SAFE, page_of(visit, FIXTURE_CHILD_OTHER),
                        FORM(visit, "words", "geheim blijft het", "collect", "Tante Roos", "wish", "stil houden",
                             "audience", "both", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    static const char *const hidden[] = { "geheim blijft het", "Tante Roos", "stil houden" };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        assert_true(reads(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, hidden[i]));
        assert_false(reads(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, hidden[i]));
    }
}

static void assert_again(struct visit *visit, const struct http_test_answer *answer, enum word problem)
{
    assert_int_equal(answer->status, 422);
    struct markup *page = markup_read(visit->arena, answer->body);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, problem));
}

static void what_is_odd_comes_back_with_all_that_was_typed(void **state)
{
    struct visit *visit = visit_of(state);
    static const char *const odd[][2] = {
        { "06:45", "900" }, { "25:10", "100" }, { "06:45", "veel" }, { "kwart", "" }
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct http_test_answer answer = visit_post(
            visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
            FORM(visit, "night", "well", "at", odd[i][0], "ml", odd[i][1], "words", "tas vergeten", "collect",
                 "Oma Els", "wish", "samen lezen", "audience", "both", "client_id", visit_client(visit)));
        assert_again(visit, &answer, WORD_MORNING_ODD_BOTTLE);
        visit_keep(&answer, "morning-again");
        struct markup *page = markup_read(visit->arena, answer.body);
        struct markup_form form = markup_form(page, element(page, "morning"), "/morning");
        static const char *const kept[][2] = { { "night", "well" },
                                               { "words", "tas vergeten" },
                                               { "collect", "Oma Els" },
                                               { "wish", "samen lezen" },
                                               { "audience", "both" } };
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) {
            bool found = false;
            for (size_t v = 0; v < form.values.count; v++)
                found = found || (text_equal(form.values.items[v].name, text_from(kept[k][0])) &&
                                  text_equal(form.values.items[v].value, text_from(kept[k][1])));
            assert_true(found);
        }
    }
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                                                FORM(visit, "words", "  ", "client_id", visit_client(visit)));
    assert_again(visit, &answer, WORD_HANDOVER_NOTHING_TO_WRITE);
    assert_int_equal(entries(visit), 0);
    /* A bottle of yesterday evening is told in words: it is no line of today. */
    answer =
        visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN),
                   FORM(visit, "at", "23:30", "ml", "120", "words", "goed geslapen", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    struct markup *day = visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    assert_shows(day, element(day, "notebook"), "gisteren 23:30, 120 ml");
    assert_shows(day, element(day, "notebook"), "goed geslapen");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'bottle'"), 0);
}

static void set_ages(struct visit *visit, const char *ages)
{
    struct http_test_answer answer = visit_post(
        visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
        FORM(visit, "ages", ages));
    assert_status(&answer, 303);
}

static void what_is_asked_suits_the_age_of_the_group(void **state)
{
    struct visit *visit = visit_of(state);
    static const struct {
        const char *ages;
        bool breakfast, bottle;
    } groups[] = { { "baby", true, true }, { "toddler", true, false }, { "school", false, false } };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        set_ages(visit, groups[i].ages);
        struct markup *page = visit_start_page(visit, FIXTURE_MOTHER);
        size_t form = element(page, form_of(visit, FIXTURE_CHILD_OWN));
        const char *breakfast = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_BREAKFAST);
        const char *bottle = SAY(visit, LANGUAGE_NL, WORD_MORNING_BOTTLE);
        assert_shows(page, form, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_MOOD));
        groups[i].breakfast ? assert_shows(page, form, breakfast) : assert_hides(page, form, breakfast);
        groups[i].bottle ? assert_shows(page, form, bottle) : assert_hides(page, form, bottle);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R031_the_morning_is_told_in_three_taps_from_the_first_page),
        cmocka_unit_test(everything_that_goes_with_a_morning_for_two_children_at_once),
        cmocka_unit_test(R243_who_reads_the_morning_is_chosen),
        cmocka_unit_test(what_is_odd_comes_back_with_all_that_was_typed),
        cmocka_unit_test(what_is_asked_suits_the_age_of_the_group),
    };
    return PAGE_TESTS_RUN(tests);
}
