/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whom we reach: what a guardian says to be, figures of a location that are never about few, and figures on staff that are off
 * until it is recorded how staff were consulted.
 */
#include "feature/reach/reach.h"

#include "access/people.h"
#include "feature/family/family.h"
#include "feature/figure/figure.h"
#include "feature/invitation/invitation.h"
#include "visit.h"

static struct text report_of(struct visit *visit)
{
    return url_reach(visit->arena, visit->fixture.noord).text;
}

static struct text role_of(struct visit *visit, enum fixture_child child)
{
    return url_reach_own(visit->arena, visit->fixture.children[child]).text;
}

/* More families, or more staff, for the location noord. */
struct crowd {
    struct fixture *fixture;
    int guardians, staff;
};

static int make_crowd(struct change *change, void *argument)
{
    const struct crowd *crowd = argument;
    int status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < crowd->guardians + crowd->staff; i++) {
        struct person_id person;
        struct child_id child;
        struct placement_id placement;
        status = people_person_add(change, &(struct people_person){ .given_name = TEXT("Iemand") }, &person);
        if (status == STATUS_OK && i >= crowd->guardians) {
            status = people_professional_set(
                change, &(struct people_professional){ .person = person,
                                                       .group = crowd->fixture->groups[FIXTURE_GROUP_BEVERS],
                                                       .from = FIXTURE_TODAY,
                                                       .until = DATE_FOREVER });
            continue;
        }
        if (status == STATUS_OK)
            status = people_child_add(change, &(struct people_child){ .given_name = TEXT("Kind"), .born = { 20000 } },
                                      &child);
        if (status == STATUS_OK)
            status = people_guardian_set(change, &(struct people_guardian){ .child = child,
                                                                            .person = person,
                                                                            .home = 1,
                                                                            .authority = true,
                                                                            .place = 1,
                                                                            .from = FIXTURE_TODAY,
                                                                            .until = DATE_FOREVER });
        if (status == STATUS_OK)
            status =
                people_placement_add(change,
                                     &(struct people_placement){ .child = child,
                                                                 .group = crowd->fixture->groups[FIXTURE_GROUP_BEVERS],
                                                                 .weekdays = 1,
                                                                 .from = FIXTURE_TODAY,
                                                                 .until = DATE_FOREVER },
                                     &placement);
    }
    return status;
}

static void add_crowd(struct visit *visit, int guardians, int staff)
{
    struct crowd crowd = { .fixture = &visit->fixture, .guardians = guardians, .staff = staff };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, make_crowd, &crowd), STATUS_OK);
}

/* --- the role (R097) --- */

static void R097_a_guardian_says_what_she_is_or_does_not(void **state)
{
    struct visit *visit = visit_of(state);
    struct text mine = role_of(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, mine);
    assert_status(&answer, 200);
    visit_keep(&answer, "reach_own");
    answer = visit_post(visit, FIXTURE_MOTHER, mine, FORM(visit, "guardian_role", "mother"));
    assert_status(&answer, 303);
    answer = visit_post(visit, FIXTURE_FATHER, mine, FORM(visit, "guardian_role", "other", "own_words", "bonusvader"));
    assert_status(&answer, 303);
    /* Own words without a choice are a choice; a choice without own words keeps none. */
    answer = visit_post(visit, FIXTURE_GRANDMOTHER, mine, FORM(visit, "guardian_role", "unsaid", "own_words", "oma"));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM guardian_role AS r WHERE r.role = 'other' AND "
                                         "r.own_words IN ('oma', 'bonusvader')"),
                     2);
    /* Each sees the own answer; nobody at the centre does. */
    struct markup *page = visit_page(visit, FIXTURE_FATHER, mine);
    assert_true(text_find(visit_get(visit, FIXTURE_FATHER, mine).body, TEXT("bonusvader")) != SIZE_MAX);
    answer = visit_get(visit, FIXTURE_MOTHER, mine);
    assert_no_trace(&answer, "bonusvader");
    assert_int_equal(visit_get(visit, FIXTURE_MENTOR, mine).status, 404);
    answer =
        visit_get(visit, FIXTURE_MANAGER, url_family(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text);
    assert_no_trace(&answer, "bonusvader");
    assert_int_not_equal(markup_by_id(page, TEXT("role")), MARKUP_NONE);
    /* Taken back. */
    answer = visit_post(visit, FIXTURE_FATHER, mine, FORM(visit, "guardian_role", "unsaid"));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM guardian_role AS r"), 2);
    answer = visit_post(visit, FIXTURE_MOTHER, mine, FORM(visit, "guardian_role", "koningin"));
    assert_status(&answer, 422);
}

/* --- the report (R097, T14) --- */

static void R097_T14_a_report_is_never_about_few(void **state)
{
    struct visit *visit = visit_of(state);
    /* Zuid has two guardians. */
    struct text zuid = url_reach(visit->arena, visit->fixture.zuid).text;
    struct markup *page = visit_page(visit, FIXTURE_ADMINISTRATOR, zuid);
    assert_int_not_equal(markup_by_id(page, TEXT("few")), MARKUP_NONE);
    assert_int_equal(markup_by_id(page, TEXT("figures")), MARKUP_NONE);
    /* Noord has enough; nobody came in by an invitation yet. Each guardian of Noor is counted alone. */
    add_crowd(visit, 12, 0);
    int64_t people = 12 + 3 + 3 + 1 + 1; /* and those of Noor, Sami and Lotte */
    page = visit_page(visit, FIXTURE_MANAGER, report_of(visit));
    const char *whole = SAY(visit, LANGUAGE_NL, WORD_REACH_ALL);
    assert_shows(page, element(page, "figures"), whole);
    assert_shows(page, element(page, "figures"), arena_printf(visit->arena, "%lld mensen", (long long)people).data);
    assert_shows(page, element(page, "figures"), "0 uitgenodigd");
    struct http_test_answer answer = visit_get(visit, FIXTURE_MANAGER, report_of(visit));
    visit_keep(&answer, "reach_report");
    /* One who is invited is one too few: no sum says so. */
    answer = visit_post(visit, FIXTURE_MANAGER, url_invitations(visit->arena).text,
                        FORM(visit, "location", visit_moment(visit, visit->fixture.noord.value), "person",
                             visit_moment(visit, visit->fixture.persons[FIXTURE_MOTHER].value), "way", "letter"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM invitation AS i WHERE i.purpose = 'invite'"), 1);
    page = visit_page(visit, FIXTURE_MANAGER, report_of(visit));
    assert_int_not_equal(markup_by_id(page, TEXT("few")), MARKUP_NONE);
    assert_int_equal(markup_by_id(page, TEXT("figures")), MARKUP_NONE);
    /* Nobody but who manages the location. */
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, report_of(visit)).status, 403);
    assert_int_equal(visit_get(visit, FIXTURE_MANAGER, zuid).status, 404);
}

/* What is left out must not follow from what is shown. */
static void R097_T14_a_split_shows_whole_or_not(void **state)
{
    (void)state;
    struct reach_count roles[REACH_ROLE__MAX] = {
        [REACH_UNSAID] = { 6, 6, 0 },
        [REACH_MOTHER] = { 10, 10, 5 },
        [REACH_FATHER] = { 10, 5, 5 },
    };
    assert_true(reach_may_split(roles));
    roles[REACH_FATHER] = (struct reach_count){ 4, 4, 4 };
    assert_false(reach_may_split(roles)); /* four fathers */
    roles[REACH_FATHER] = (struct reach_count){ 10, 10, 9 };
    assert_false(reach_may_split(roles)); /* one father did not come in */
    roles[REACH_FATHER] = (struct reach_count){ 10, 10, 10 };
    assert_true(reach_may_split(roles));
    roles[REACH_OTHER] = (struct reach_count){ 1, 0, 0 };
    assert_false(reach_may_split(roles));
    struct reach_count few = { 4, 4, 4 };
    assert_false(reach_may_show(&few));
}

/* --- figures on staff (R244) --- */

static struct http_test_answer consult(struct visit *visit, enum fixture_person who, const char *held)
{
    return visit_post(visit, who, url_consultation(visit->arena).text,
                      FORM(visit, "held", held, "with_whom", "de ondernemingsraad", "agreed", "Alleen per team."));
}

static void R244_figures_on_staff_are_off_until_staff_were_consulted(void **state)
{
    struct visit *visit = visit_of(state);
    add_crowd(visit, 0, 12);
    const char *off = SAY(visit, LANGUAGE_NL, WORD_FIGURE_OFF);
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, report_of(visit));
    assert_shows(page, element(page, "staff"), off);
    assert_hides(page, element(page, "staff"), "werken hier");
    /* Only who manages all writes it down, and not for a day to come. */
    assert_int_equal(consult(visit, FIXTURE_MANAGER, "2026-11-01").status, 404);
    assert_int_equal(consult(visit, FIXTURE_ADMINISTRATOR, "2026-11-24").status, 422);
    assert_int_equal(consult(visit, FIXTURE_ADMINISTRATOR, "2026-11-01").status, 303);
    struct http_test_answer answer = visit_get(visit, FIXTURE_ADMINISTRATOR, url_consultation(visit->arena).text);
    visit_keep(&answer, "consultation");
    assert_shows(visit_page(visit, FIXTURE_MANAGER, url_consultation(visit->arena).text), MARKUP_NONE,
                 "de ondernemingsraad");
    page = visit_page(visit, FIXTURE_MANAGER, report_of(visit));
    assert_hides(page, element(page, "staff"), off);
    assert_shows(page, element(page, "staff"), "werken hier");
    /* A location with too few colleagues stays dark. */
    page = visit_page(visit, FIXTURE_ADMINISTRATOR, url_reach(visit->arena, visit->fixture.zuid).text);
    assert_shows(page, element(page, "staff"), SAY(visit, LANGUAGE_NL, WORD_REACH_FEW));
    /* And off again. */
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_consultation_end(visit->arena).text, TEXT(""));
    assert_status(&answer, 303);
    page = visit_page(visit, FIXTURE_MANAGER, report_of(visit));
    assert_shows(page, element(page, "staff"), off);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action IN ('figure.consulted', "
                                         "'figure.consultation_end')"),
                     2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R097_a_guardian_says_what_she_is_or_does_not),
        cmocka_unit_test(R097_T14_a_report_is_never_about_few),
        cmocka_unit_test(R097_T14_a_split_shows_whole_or_not),
        cmocka_unit_test(R244_figures_on_staff_are_off_until_staff_were_consulted),
    };
    return PAGE_TESTS_RUN(tests);
}
