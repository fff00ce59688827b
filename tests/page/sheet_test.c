/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The information sheet (R240): put together from what is stored, what is missing shows, contact bans are on it for the staff alone;
 * what a guardian proposes counts when the team confirms it (T18), and a protected guardian's words stay with her (R243).
 */
#include "access/people.h"
#include "feature/family/family.h"
#include "feature/sheet/sheet.h"
#include "visit.h"

static struct text sheet(struct visit *visit, enum fixture_child child)
{
    return url_sheet(visit->arena, visit->fixture.children[child]).text;
}

static int propose(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *name,
                   const char *value)
{
    return VISIT_SEND(visit, who, sheet(visit, child), "sheet-form", "/sheet", name, value).status;
}

static int decide(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *decision)
{
    const char *proposal = visit_moment(visit, visit_number(visit, "SELECT MAX(w.id) FROM sheet_proposal AS w"));
    return visit_post(visit, who, url_sheet_decide(visit->arena, visit->fixture.children[child]).text,
                      FORM(visit, "proposal", proposal, "decision", decision))
        .status;
}

static void assert_health(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words,
                          bool shows)
{
    struct markup *page = visit_page(visit, who, sheet(visit, child));
    if (shows)
        assert_shows(page, element(page, "health"), words);
    else
        assert_hides(page, element(page, "health"), words);
}

static void R240_the_sheet_says_what_there_is_and_what_is_missing(void **state)
{
    struct visit *visit = visit_of(state);
    struct text own = sheet(visit, FIXTURE_CHILD_OWN);
    struct markup *page = visit_page(visit, FIXTURE_STAND_IN, own);
    assert_shows(page, element(page, "sheet"), "Noor");
    assert_shows(page, element(page, "guardians"), "Emre");
    assert_shows(page, element(page, "guardians"), SAY(visit, LANGUAGE_NL, WORD_SHEET_NO_PHONE));
    assert_shows(page, element(page, "health"), SAY(visit, LANGUAGE_NL, WORD_SHEET_MISSING));
    /* Who is there for a shift reads it and changes nothing. */
    assert_int_equal(visit_post(visit, FIXTURE_STAND_IN, own, FORM(visit, "doctor", "x")).status, 403);
    assert_int_equal(propose(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "doctor", "Dokter Bakker"), 303);
    assert_int_equal(propose(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "doctor_phone", "0201234567"), 303);
    assert_int_equal(propose(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "allergies", "pinda"), 303);
    static const enum fixture_person readers[] = { FIXTURE_STAND_IN, FIXTURE_MANAGER, FIXTURE_MOTHER };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        assert_health(visit, readers[i], FIXTURE_CHILD_OWN, "Dokter Bakker", true);
        assert_health(visit, readers[i], FIXTURE_CHILD_OWN, "0201234567", true);
        assert_health(visit, readers[i], FIXTURE_CHILD_OWN, "pinda", true);
    }
    /* Allergies are the child's, everywhere; what else is kept of it stays. */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.allergies = 'pinda'"), 1);
    /* That there are none is known too, and no sign on the board. */
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, own, FORM(visit, "no_allergies", "1")).status, 303);
    assert_health(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_SHEET_NONE), true);
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.allergies <> '' AND c.given_name = 'Noor'"), 0);
    struct markup *form = visit_page(visit, FIXTURE_MOTHER, own);
    struct markup_form filled = markup_form(form, element(form, "sheet-form"), "/sheet");
    assert_true(text_find(markup_body(&filled), TEXT("no_allergies=1")) != SIZE_MAX);
    assert_int_equal(visit_get(visit, FIXTURE_COACH, own).status, 403);
    assert_int_equal(visit_get(visit, FIXTURE_GRANDMOTHER, own).status, 403);
    assert_int_equal(visit_get(visit, FIXTURE_OTHER_FAMILY, own).status, 404);
}

static int be_family(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_OWN],
                                                                  .person = fixture->persons[FIXTURE_PROFESSIONAL],
                                                                  .home = 2,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

static void R240_contact_bans_are_for_the_staff_alone(void **state)
{
    struct visit *visit = visit_of(state);
    struct child_id child = visit->fixture.children[FIXTURE_CHILD_OWN];
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, url_family_sign(visit->arena, child).text,
                                FORM(visit, "restriction", "niet met oom Ozan"))
                         .status,
                     303);
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, url_family_order(visit->arena, child).text,
                                FORM(visit, "note", "geen contact voor de zitting", "from", "2026-11-20"))
                         .status,
                     303);
    struct text own = sheet(visit, FIXTURE_CHILD_OWN);
    static const enum fixture_person staff[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN, FIXTURE_MANAGER };
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        struct markup *page = visit_page(visit, staff[i], own);
        assert_shows(page, element(page, "bans"), "niet met oom Ozan");
        assert_shows(page, element(page, "bans"), "geen contact voor de zitting");
        assert_shows(page, element(page, "guardians"), SAY(visit, LANGUAGE_NL, WORD_SHEET_NO_ACCESS));
    }
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, own);
    visit_keep(&answer, "sheet-centre");
    static const enum fixture_person homes[] = { FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_BOTH };
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        answer = visit_get(visit, homes[i], own);
        assert_status(&answer, 200);
        assert_no_trace(&answer, "Ozan");
        assert_no_trace(&answer, "zitting");
        assert_no_trace(&answer, "sheet-bans");
    }
    /* Nor for a colleague whose own family it is, though she works in the group. */
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, be_family, &visit->fixture), STATUS_OK);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, own);
    assert_status(&answer, 200);
    assert_no_trace(&answer, "Ozan");
    assert_no_trace(&answer, "zitting");
    answer = visit_get(visit, FIXTURE_BOTH, own);
    visit_keep(&answer, "sheet-home");
}

static void R240_T18_what_home_proposes_counts_when_the_team_confirms(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(propose(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "diet", "geen varkensvlees"), 303);
    assert_int_equal(propose(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "diet", "geen varkensvlees"), 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM sheet_proposal AS w"), 1);
    assert_health(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "varkensvlees", false);
    assert_health(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "varkensvlees", false);
    struct markup *tasks = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_shows(tasks, element(tasks, "tasks"), SAY(visit, LANGUAGE_NL, WORD_TASK_SHEET, "name", "Noor"));
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, sheet(visit, FIXTURE_CHILD_OWN));
    assert_shows(page, element(page, "waits"), "geen varkensvlees");
    struct http_test_answer other = visit_get(visit, FIXTURE_FATHER, sheet(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&other, "varkensvlees");
    other = visit_get(visit, FIXTURE_STAND_IN, sheet(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&other, "varkensvlees");
    assert_int_equal(decide(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "confirm"), 404);
    assert_int_equal(decide(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "confirm"), 403);
    assert_int_equal(decide(visit, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm"), 404);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "confirm"), 404);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "confirm"), 303);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "decline"), 409);
    assert_health(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "geen varkensvlees", true);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.closed_at IS NULL"), 0);
    /* Asked anew takes the place of before; what counts already takes it back; what is declined never counts. */
    assert_int_equal(propose(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "diet", "alleen soja"), 303);
    assert_int_equal(propose(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "diet", "geen varkensvlees"), 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM sheet_proposal AS w WHERE w.decision = ''"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.closed_at IS NULL"), 0);
    assert_int_equal(propose(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "allergies", "noten"), 303);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "decline"), 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.allergies = 'noten'"), 0);
}

static void R243_what_a_protected_guardian_told_stays_with_her(void **state)
{
    struct visit *visit = visit_of(state);
    struct text other = sheet(visit, FIXTURE_CHILD_OTHER);
    struct http_test_answer before = visit_get(visit, FIXTURE_FATHER_DANGER, other);
    assert_int_equal(propose(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "doctor", "Huisarts in Verweggistan"),
                     303);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "confirm"), 303);
    assert_health(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "Verweggistan", true);
    assert_health(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OTHER, "Verweggistan", true);
    struct http_test_answer after = visit_get(visit, FIXTURE_FATHER_DANGER, other);
    assert_status(&after, 200);
    assert_no_trace(&after, "Verweggistan");
    assert_int_equal(before.body.length, after.body.length);
    /* His form, where it is missing, does not take it away. */
    assert_int_equal(propose(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "diet", "melk"), 303);
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "confirm"), 303);
    assert_health(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OTHER, "Verweggistan", true);
    assert_health(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OTHER, "melk", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R240_the_sheet_says_what_there_is_and_what_is_missing),
        cmocka_unit_test(R240_contact_bans_are_for_the_staff_alone),
        cmocka_unit_test(R240_T18_what_home_proposes_counts_when_the_team_confirms),
        cmocka_unit_test(R243_what_a_protected_guardian_told_stays_with_her),
    };
    return PAGE_TESTS_RUN(tests);
}
