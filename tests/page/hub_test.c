/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of a child and one's own page: whatever stands there opens, for everybody; and the ways in the head of each page.
 */
#include "feature/hub/hub.h"
#include "visit.h"

/* Every link of an element opens, and nothing in it is for others. */
static size_t follow(struct visit *visit, enum fixture_person who, const struct markup *page, const char *id)
{
    size_t links = 0;
    size_t within = element(page, id);
    for (size_t link = markup_next(page, within, "a", MARKUP_NONE); link != MARKUP_NONE;
         link = markup_next(page, within, "a", link)) {
        struct text target = markup_attribute(page, link, "href");
        struct http_test_answer answer = visit_get(visit, who, target);
        if (answer.status != 200)
            fail_msg("%s finds %.*s on the page, and gets %d", fixture_person_name(who), TEXT_ARGS(target),
                     answer.status);
        links++;
    }
    return links;
}

static bool leads(const struct markup *page, const char *id, const char *target)
{
    size_t within = element(page, id);
    for (size_t link = markup_next(page, within, "a", MARKUP_NONE); link != MARKUP_NONE;
         link = markup_next(page, within, "a", link)) {
        struct text href = markup_attribute(page, link, "href");
        if (href.length >= strlen(target) &&
            text_equal(text_slice(href, href.length - strlen(target), strlen(target)), text_from(target)))
            return true;
    }
    return false;
}

static struct text hub_of(struct visit *visit)
{
    return url_hub(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
}

static void every_link_of_a_child_opens(void **state)
{
    struct visit *visit = visit_of(state);
    static const struct {
        enum fixture_person who;
        size_t least;
    } readers[] = { { FIXTURE_MOTHER, 10 },  { FIXTURE_GRANDMOTHER, 5 },   { FIXTURE_PROFESSIONAL, 6 },
                    { FIXTURE_STAND_IN, 6 }, { FIXTURE_STUDENT, 6 },       { FIXTURE_MENTOR, 7 },
                    { FIXTURE_MANAGER, 7 },  { FIXTURE_ADMINISTRATOR, 7 }, { FIXTURE_COACH, 4 },
                    { FIXTURE_BOTH, 10 } };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct http_test_answer answer = visit_get(visit, readers[i].who, hub_of(visit));
        assert_status(&answer, 200);
        struct markup *page = markup_read(visit->arena, answer.body);
        if (follow(visit, readers[i].who, page, "hub") < readers[i].least)
            fail_msg("%s finds too little", fixture_person_name(readers[i].who));
        visit_keep(&answer, arena_printf(visit->arena, "hub_%s", fixture_person_name(readers[i].who)).data);
    }
    struct markup *day = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_true(leads(day, "main", "/about"));
    /* Who thinks along for all who may read it; what a bureau reads where there is a childminder. */
    static const enum fixture_person at_hers[] = { FIXTURE_CHILDMINDER, FIXTURE_MINDED_PARENT };
    for (size_t i = 0; i < sizeof at_hers / sizeof *at_hers; i++) {
        struct text hub = url_hub(visit->arena, visit->fixture.children[FIXTURE_CHILD_MINDED]).text;
        struct markup *minded = visit_page(visit, at_hers[i], hub);
        assert_true(leads(minded, "hub", "/sharing") && leads(minded, "hub", "/partners"));
        follow(visit, at_hers[i], minded, "hub");
    }
    struct markup *mother = visit_page(visit, FIXTURE_MOTHER, hub_of(visit));
    assert_true(leads(mother, "hub", "/partners") && !leads(mother, "hub", "/sharing"));
    /* Who looked, and everything to take home, is for guardians; how parents look at bringing up is not for the group. */
    struct markup *group = visit_page(visit, FIXTURE_PROFESSIONAL, hub_of(visit));
    assert_false(leads(group, "hub", "/looked") || leads(group, "hub", "/archive") || leads(group, "hub", "/view"));
    struct markup *limited = visit_page(visit, FIXTURE_GRANDMOTHER, hub_of(visit));
    assert_false(leads(limited, "hub", "/card") || leads(limited, "hub", "/background"));
    struct http_test_answer partner = visit_get(visit, FIXTURE_PARTNER, hub_of(visit));
    assert_status(&partner, 404);
}

static void one_s_own_page_leads_to_all_that_is_one_s_own(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, url_me(visit->arena).text);
    assert_status(&answer, 200);
    visit_keep(&answer, "me");
    struct markup *page = markup_read(visit->arena, answer.body);
    static const char *const own[] = { "/wishes", "/privacy", "/passkeys", "/second-factor", "/password", "/devices" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_true(leads(page, "hub", own[i]));
    assert_int_equal(follow(visit, FIXTURE_MOTHER, page, "hub"), sizeof own / sizeof *own);
    assert_true(markup_has_form(page, element(page, "main"), "/sign-out"));
    struct http_test_answer asked =
        VISIT_SEND(visit, FIXTURE_MOTHER, url_me(visit->arena).text, "main", "/language", "language", "en");
    assert_status(&asked, 303);
    assert_shows(visit_page(visit, FIXTURE_MOTHER, url_me(visit->arena).text), MARKUP_NONE,
                 SAY(visit, LANGUAGE_EN, WORD_ME_SAFETY));
}

/* The ways of a page with the one that is current, as addresses. */
static void assert_ways(struct visit *visit, const struct markup *page, const char *current, size_t count)
{
    size_t ways = element(page, "ways");
    size_t seen = 0;
    struct text found = TEXT("");
    for (size_t link = markup_next(page, ways, "a", MARKUP_NONE); link != MARKUP_NONE;
         link = markup_next(page, ways, "a", link)) {
        if (!text_is_null(markup_attribute(page, link, "aria-current")))
            found = markup_attribute(page, link, "href");
        seen++;
    }
    assert_int_equal(seen, count);
    if (!text_equal(found, text_from(current)))
        fail_msg("%.*s is current, not %s", TEXT_ARGS(found), current);
    (void)visit;
}

static void each_page_has_four_ways_at_most(void **state)
{
    struct visit *visit = visit_of(state);
    const char *child = arena_printf(visit->arena, "/child/%s", visit_child(visit, FIXTURE_CHILD_OWN)).data;
    assert_ways(visit, visit_start_page(visit, FIXTURE_MOTHER), "/", 2);
    assert_ways(visit, visit_page(visit, FIXTURE_MOTHER, text_from(child)), child, 3);
    assert_ways(visit, visit_page(visit, FIXTURE_MOTHER, hub_of(visit)), "", 3);
    assert_ways(visit, visit_page(visit, FIXTURE_MOTHER, TEXT("/me")), "/me", 2);
    assert_ways(visit, visit_start_page(visit, FIXTURE_PROFESSIONAL), "/", 3);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    assert_ways(visit, visit_page(visit, FIXTURE_PROFESSIONAL, board), board.data, 4);
    assert_ways(visit, visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks")), "/tasks", 3);
    /* The sign is there while something waits, as a word too. */
    struct markup *calm = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    assert_hides(calm, element(calm, "ways"), SAY(visit, LANGUAGE_NL, WORD_SHELL_WAITS));
    struct text family = arena_printf(visit->arena, "%s/family", child);
    struct http_test_answer sent =
        VISIT_SEND(visit, FIXTURE_MOTHER, family, "contact-form", "", "phone", "06 1234 5678");
    assert_status(&sent, 303);
    struct http_test_answer waits = visit_get(visit, FIXTURE_PROFESSIONAL, board);
    assert_true(text_find(waits.body, text_from(SAY(visit, LANGUAGE_NL, WORD_SHELL_WAITS))) != SIZE_MAX);
}

/* Nobody finds a way on the first page that is shut: a coach lets nobody in at the door. */
static void every_link_of_the_first_page_opens(void **state)
{
    struct visit *visit = visit_of(state);
    static const enum fixture_person readers[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN, FIXTURE_COACH,
                                                   FIXTURE_GROUP_COACH, FIXTURE_ADMINISTRATOR };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        assert_true(follow(visit, readers[i], visit_start_page(visit, readers[i]), "main") > 0);
    assert_true(leads(visit_start_page(visit, FIXTURE_PROFESSIONAL), "main", "/invitations"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_of_a_child_opens),
        cmocka_unit_test(one_s_own_page_leads_to_all_that_is_one_s_own),
        cmocka_unit_test(each_page_has_four_ways_at_most),
        cmocka_unit_test(every_link_of_the_first_page_opens),
    };
    return PAGE_TESTS_RUN(tests);
}
