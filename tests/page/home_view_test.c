/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a home writes about itself: who reads it, that the homes of a child know nothing of each other's, and that no words are
 * lost when two save at once.
 */
#include "access/people.h"
#include "feature/home_view/home_view.h"
#include "visit.h"

static struct child_id noor(struct visit *visit)
{
    return visit->fixture.children[FIXTURE_CHILD_OWN];
}

static struct text view_of(struct visit *visit)
{
    return url_home_view(visit->arena, noor(visit)).text;
}

static struct text card_of(struct visit *visit)
{
    return url_home_card(visit->arena, noor(visit)).text;
}

static void writes(struct visit *visit, enum fixture_person who, struct text page, const char *words)
{
    struct http_test_answer answer = VISIT_SEND(visit, who, page, "home-words", "", "words", words);
    assert_status(&answer, 303);
}

static bool holds(struct visit *visit, enum fixture_person who, struct text page, const char *words)
{
    struct http_test_answer answer = visit_get(visit, who, page);
    return text_find(answer.body, text_from(words)) != SIZE_MAX;
}

static void R013_the_view_is_for_mentor_coach_and_manager(void **state)
{
    struct visit *visit = visit_of(state);
    writes(visit, FIXTURE_MOTHER, view_of(visit), "zelf laten proberen");
    static const enum fixture_person readers[] = { FIXTURE_MOTHER, FIXTURE_MENTOR, FIXTURE_COACH, FIXTURE_MANAGER,
                                                   FIXTURE_ADMINISTRATOR };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        assert_true(holds(visit, readers[i], view_of(visit), "zelf laten proberen"));
    static const enum fixture_person others[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN,
                                                  FIXTURE_STUDENT,      FIXTURE_OTHER_PROFESSIONAL,
                                                  FIXTURE_GROUP_COACH,  FIXTURE_COMMITTEE,
                                                  FIXTURE_PARTNER };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer answer = visit_get(visit, others[i], view_of(visit));
        assert_status(&answer, 404);
        assert_no_trace(&answer, "zelf laten");
        struct http_test_answer card = visit_get(visit, others[i], card_of(visit));
        assert_no_trace(&card, "zelf laten");
        assert_no_trace(&card, "/view");
    }
    assert_false(holds(visit, FIXTURE_GRANDMOTHER, view_of(visit), "zelf laten"));
}

static int set_allergies(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_child_set(change, &(struct people_child){ .id = noor(visit),
                                                            .given_name = TEXT("Noor"),
                                                            .family_name = TEXT("Voorbeeld"),
                                                            .born = { 19500 },
                                                            .allergies = TEXT("geen noten") });
}

static void R045_the_card_holds_what_a_shift_needs(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, set_allergies, visit), STATUS_OK);
    writes(visit, FIXTURE_MOTHER, card_of(visit), "slaapt met haar doek");
    writes(visit, FIXTURE_MOTHER, view_of(visit), "zelf laten proberen");
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "graag vroeg in bed");
    static const enum fixture_person shift[] = { FIXTURE_STAND_IN, FIXTURE_STUDENT, FIXTURE_PROFESSIONAL };
    for (size_t i = 0; i < sizeof shift / sizeof *shift; i++) {
        struct markup *page = visit_page(visit, shift[i], card_of(visit));
        assert_shows(page, MARKUP_NONE, "Noor");
        assert_shows(page, MARKUP_NONE, "Aylin");
        assert_shows(page, MARKUP_NONE, "geen noten");
        assert_shows(page, element(page, "home-words"), "slaapt met haar doek");
        assert_shows(page, element(page, "wishes"), "graag vroeg in bed");
        assert_hides(page, MARKUP_NONE, "zelf laten proberen");
    }
}

/* A home has a text of its own; the centre reads those of all homes. */
static void homes_know_nothing_of_each_others_texts(void **state)
{
    struct visit *visit = visit_of(state);
    writes(visit, FIXTURE_MOTHER, view_of(visit), "van het eerste huis");
    writes(visit, FIXTURE_FATHER, view_of(visit), "van het tweede huis");
    assert_false(holds(visit, FIXTURE_MOTHER, view_of(visit), "tweede huis"));
    assert_false(holds(visit, FIXTURE_FATHER, view_of(visit), "eerste huis"));
    assert_false(holds(visit, FIXTURE_FATHER, view_of(visit), "Aylin"));
    assert_true(holds(visit, FIXTURE_BOTH, view_of(visit), "tweede huis")); /* lives there */
    assert_true(holds(visit, FIXTURE_MENTOR, view_of(visit), "eerste huis"));
    assert_true(holds(visit, FIXTURE_MENTOR, view_of(visit), "tweede huis"));
    /* Taken back: gone for everybody. */
    writes(visit, FIXTURE_FATHER, view_of(visit), "");
    assert_false(holds(visit, FIXTURE_MENTOR, view_of(visit), "tweede huis"));
    assert_false(holds(visit, FIXTURE_MENTOR, view_of(visit), "Emre"));
}

static int protect(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = noor(visit),
                                                                  .person = visit->fixture.persons[FIXTURE_FATHER],
                                                                  .home = 2,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .protected = true,
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

/* Who becomes a protected guardian takes the words along, out of the sight of who lived in the same home. */
static void R243_a_protected_guardian_takes_the_words_along(void **state)
{
    struct visit *visit = visit_of(state);
    writes(visit, FIXTURE_FATHER, view_of(visit), "van het tweede huis");
    assert_true(holds(visit, FIXTURE_BOTH, view_of(visit), "tweede huis"));
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, protect, visit), STATUS_OK);
    assert_false(holds(visit, FIXTURE_BOTH, view_of(visit), "tweede huis"));
    assert_true(holds(visit, FIXTURE_FATHER, view_of(visit), "tweede huis"));
    assert_true(holds(visit, FIXTURE_MENTOR, view_of(visit), "tweede huis"));
}

/* Two of one home save at once: the second is told, and both texts stand there. */
static void a_stale_text_is_told_and_kept(void **state)
{
    struct visit *visit = visit_of(state);
    writes(visit, FIXTURE_FATHER, card_of(visit), "eerst dit");
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_BOTH, card_of(visit), FORM(visit, "words", "intussen dit", "base", "0"));
    assert_status(&answer, 409);
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, MARKUP_NONE, "eerst dit");
    assert_true(text_find(answer.body, TEXT("intussen dit")) != SIZE_MAX);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_HOME_VIEW_STALE));
    assert_true(holds(visit, FIXTURE_STAND_IN, card_of(visit), "eerst dit"));
    assert_false(holds(visit, FIXTURE_STAND_IN, card_of(visit), "intussen"));
    /* The same words sent twice are one version. */
    writes(visit, FIXTURE_FATHER, card_of(visit), "eerst dit");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM home_words AS w"), 1);
    visit_keep(&answer, "home_card_stale");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R013_the_view_is_for_mentor_coach_and_manager),
        cmocka_unit_test(R045_the_card_holds_what_a_shift_needs),
        cmocka_unit_test(homes_know_nothing_of_each_others_texts),
        cmocka_unit_test(R243_a_protected_guardian_takes_the_words_along),
        cmocka_unit_test(a_stale_text_is_told_and_kept),
    };
    return PAGE_TESTS_RUN(tests);
}
