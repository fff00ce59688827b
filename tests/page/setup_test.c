/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Setting up by hand: what is still to do, locations and groups, children with guardians, days and a mentor; and a childminder
 * for whom half of that does not exist (R209).
 */
#include "access/people.h"
#include "feature/enrol/enrol.h"
#include "feature/invitation/invitation.h"
#include "feature/place/place.h"
#include "visit.h"

static struct text places_of(struct visit *visit)
{
    return url_places(visit->arena).text;
}

static struct text enrol_of(struct visit *visit)
{
    return url_enrol(visit->arena, visit->fixture.noord).text;
}

static struct text enrol_child_of(struct visit *visit, struct child_id child)
{
    return url_enrol_child(visit->arena, visit->fixture.noord, child).text;
}

static struct text board_of(struct visit *visit)
{
    return visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
}

static int64_t audits(struct visit *visit, const char *action)
{
    return visit_number(
        visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM audit AS a WHERE a.action = '%s'", action).data);
}

/* How often the words stand in the element. */
static size_t times(const struct markup *page, const char *id, const char *words)
{
    struct text rest = markup_words(page, element(page, id));
    size_t count = 0;
    for (size_t at; (at = text_find(rest, text_from(words))) != SIZE_MAX; count++)
        rest = text_slice(rest, at + 1, rest.length);
    return count;
}

/* --- locations and groups --- */

static void who_manages_adds_and_renames_places(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_post(visit, FIXTURE_ADMINISTRATOR, places_of(visit),
                                                FORM(visit, "location_name", "Oost", "phone", "030"));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM location AS l WHERE l.name = 'Oost' AND l.phone = '030' "
                                         "AND l.zone = 'Europe/Amsterdam'"),
                     1);
    answer = visit_get(visit, FIXTURE_ADMINISTRATOR, places_of(visit));
    visit_keep(&answer, "places");
    assert_shows(visit_page(visit, FIXTURE_ADMINISTRATOR, places_of(visit)), MARKUP_NONE, "Oost");
    /* The same name again: told, and what was typed is still there. */
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, places_of(visit), FORM(visit, "location_name", "Oost"));
    assert_status(&answer, 409);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_PLACE_TAKEN));
    assert_true(text_find(answer.body, TEXT("value=\"Oost\"")) != SIZE_MAX);
    /* A manager has her own location: she adds none, and sees no other. */
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, places_of(visit), FORM(visit, "location_name", "West")).status,
                     404);
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, places_of(visit));
    assert_shows(page, MARKUP_NONE, "Noord");
    assert_hides(page, MARKUP_NONE, "Zuid");
    assert_int_equal(markup_by_id(page, TEXT("add")), MARKUP_NONE);

    struct text groups = url_place_group_add(visit->arena, visit->fixture.noord).text;
    answer =
        visit_post(visit, FIXTURE_MANAGER, groups, FORM(visit, "group_name", "Dassen", "care_form", "out_of_school"));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM care_group AS g WHERE g.name = 'Dassen' AND "
                                         "g.care_form = 'out_of_school'"),
                     1);
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, groups, FORM(visit, "group_name", "Bevers")).status, 409);
    /* Another name, the same children. */
    struct text rename = url_place_group(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    answer = visit_post(visit, FIXTURE_MANAGER, rename, FORM(visit, "group_name", "Hazen"));
    assert_status(&answer, 303);
    page = visit_page(visit, FIXTURE_PROFESSIONAL, board_of(visit));
    assert_shows(page, MARKUP_NONE, "Hazen");
    assert_shows(page, MARKUP_NONE, "Noor");
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, rename, FORM(visit, "group_name", "Hazen")).status, 303);
    assert_int_equal(visit_post(visit, FIXTURE_MANAGER, rename, FORM(visit, "group_name", "Bevers")).status, 409);
    struct text location = url_place_location(visit->arena, visit->fixture.noord).text;
    answer = visit_post(visit, FIXTURE_MANAGER, location, FORM(visit, "location_name", "Zuid"));
    assert_status(&answer, 409);
    answer = visit_post(visit, FIXTURE_MANAGER, location, FORM(visit, "location_name", "Noorderpark", "phone", "020"));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM location AS l WHERE l.name = 'Noorderpark'"), 1);
    assert_int_equal(audits(visit, "place.location_add") + audits(visit, "place.location_set") +
                         audits(visit, "place.group_add") + audits(visit, "place.group_set"),
                     5);
}

/* --- how to begin --- */

static void the_list_of_steps_knows_what_is_there(void **state)
{
    struct visit *visit = visit_of(state);
    struct text begin = url_begin(visit->arena).text;
    struct http_test_answer answer = visit_get(visit, FIXTURE_ADMINISTRATOR, begin);
    visit_keep(&answer, "begin");
    struct markup *page = visit_page(visit, FIXTURE_ADMINISTRATOR, begin);
    const char *open = SAY(visit, LANGUAGE_NL, WORD_BEGIN_OPEN);
    const char *done = SAY(visit, LANGUAGE_NL, WORD_BEGIN_DONE);
    /* Groups, staff and children are there; nobody was invited, and she has no second factor of her own yet. */
    assert_int_equal(times(page, "steps", open), 2);
    assert_int_equal(times(page, "steps", done), 3);
    assert_shows(page, element(page, "mail"), SAY(visit, LANGUAGE_NL, WORD_BEGIN_MAIL_NONE));
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_invitations(visit->arena).text,
                        FORM(visit, "location", visit_moment(visit, visit->fixture.noord.value), "person",
                             visit_moment(visit, visit->fixture.persons[FIXTURE_MOTHER].value), "way", "letter"));
    page = visit_page(visit, FIXTURE_ADMINISTRATOR, begin);
    assert_int_equal(times(page, "steps", open), 1);
    /* The start page leads there; nobody else has it. */
    assert_int_not_equal(markup_by_id(visit_start_page(visit, FIXTURE_MANAGER), TEXT("begin")), MARKUP_NONE);
    assert_int_equal(markup_by_id(visit_start_page(visit, FIXTURE_PROFESSIONAL), TEXT("begin")), MARKUP_NONE);
    /* A mail to oneself waits until it goes. */
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_begin_mail(visit->arena).text, TEXT(""));
    assert_status(&answer, 303);
    assert_int_equal(visit_number_of(visit,
                                     "SELECT COUNT(*) FROM outgoing AS u WHERE u.person = $1 AND u.kind = 'mail'",
                                     visit->fixture.persons[FIXTURE_ADMINISTRATOR].value),
                     1);
    page = visit_page(visit, FIXTURE_ADMINISTRATOR, begin);
    assert_shows(page, element(page, "mail"), SAY(visit, LANGUAGE_NL, WORD_BEGIN_MAIL_WAITING));
    /* A childminder is asked for no groups and no staff. */
    page = visit_page(visit, FIXTURE_CHILDMINDER, begin);
    assert_hides(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_BEGIN_STAFF));
    assert_hides(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_BEGIN_GROUPS));
}

/* --- children --- */

static struct http_test_answer enrol(struct visit *visit, enum fixture_person who, const char *group, const char *from)
{
    return visit_post(visit, who, enrol_of(visit),
                      FORM(visit, "given_name", "Fenna", "born", "2024-05-05", "group", group, "weekday", "1",
                           "weekday", "3", "from", from));
}

static struct child_id fenna(struct visit *visit)
{
    return (struct child_id){ visit_number(visit, "SELECT c.id FROM child AS c WHERE c.given_name = 'Fenna'") };
}

static struct http_test_answer add_guardian(struct visit *visit, struct child_id child, const char *name,
                                            const char *email, const char *home)
{
    return visit_post(visit, FIXTURE_MANAGER, url_enrol_guardian(visit->arena, visit->fixture.noord, child).text,
                      FORM(visit, "given_name", name, "email", email, "home", home, "authority", "1"));
}

static void a_child_is_enrolled_by_hand(void **state)
{
    struct visit *visit = visit_of(state);
    const char *group = visit_group(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = enrol(visit, FIXTURE_MANAGER, group, "2026-11-23");
    assert_status(&answer, 303);
    struct child_id child = fenna(visit);
    assert_int_equal(visit_number_of(visit, "SELECT p.weekdays FROM placement AS p WHERE p.child = $1", child.value),
                     5);
    assert_shows(visit_page(visit, FIXTURE_PROFESSIONAL, board_of(visit)), MARKUP_NONE, "Fenna");
    answer = visit_get(visit, FIXTURE_MANAGER, enrol_of(visit));
    visit_keep(&answer, "enrol_children");
    answer = visit_get(visit, FIXTURE_MANAGER, enrol_child_of(visit, child));
    visit_keep(&answer, "enrol_child");
    assert_shows(visit_page(visit, FIXTURE_MANAGER, enrol_child_of(visit, child)), MARKUP_NONE,
                 SAY(visit, LANGUAGE_NL, WORD_ENROL_NO_GUARDIAN));
    /* A new guardian, one who is known, one without an address; never the same one twice. */
    answer = add_guardian(visit, child, "Ineke", "ineke@example.org", "1");
    assert_status(&answer, 303);
    assert_true(text_ends_with(answer.location, TEXT("done=guardian")));
    answer = add_guardian(visit, child, "Iemand", " OTHER_family@example.org", "2");
    assert_status(&answer, 303);
    assert_true(text_ends_with(answer.location, TEXT("done=known")));
    answer = visit_get(visit, FIXTURE_OTHER_FAMILY, url_handover_day(visit->arena, child, FIXTURE_TODAY).text);
    assert_status(&answer, 200);
    answer = add_guardian(visit, child, "Ineke", "INEKE@example.org", "1");
    assert_status(&answer, 409);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE,
                 SAY(visit, LANGUAGE_NL, WORD_ENROL_GUARDIAN_TWICE));
    answer = add_guardian(visit, child, "Oma", "", "1");
    assert_status(&answer, 303);
    answer = add_guardian(visit, child, "Opa", "geen adres", "1");
    assert_status(&answer, 422);
    assert_int_equal(visit_number_of(visit, "SELECT COUNT(*) FROM guardian AS g WHERE g.child = $1", child.value), 3);
    assert_int_equal(visit_number_of(visit, "SELECT MAX(g.place) FROM guardian AS g WHERE g.child = $1", child.value),
                     3);
    /* A mentor works on the group. */
    struct text mentor = url_enrol_mentor(visit->arena, visit->fixture.noord, child).text;
    answer = visit_post(visit, FIXTURE_MANAGER, mentor,
                        FORM(visit, "person", visit_moment(visit, visit->fixture.persons[FIXTURE_STRANGER].value)));
    assert_status(&answer, 422);
    answer = visit_post(visit, FIXTURE_MANAGER, mentor,
                        FORM(visit, "person", visit_moment(visit, visit->fixture.persons[FIXTURE_PROFESSIONAL].value)));
    assert_status(&answer, 303);
    assert_int_equal(visit_number_of(visit, "SELECT COUNT(*) FROM mentor AS t WHERE t.child = $1", child.value), 1);
    /* Looking at the page is looking at the child (T8). */
    assert_int_equal(seen_flush(access_seen(visit->app.context.access.access)), STATUS_OK);
    assert_int_equal(visit_number_of(visit,
                                     "SELECT COUNT(*) FROM page_view AS v WHERE v.child = $1 AND v.page = "
                                     "'/location/{location}/child/{child}'",
                                     child.value),
                     1);
}

/* A child that comes later is in nobody's set, and is on the list all the same; what is wrong with it can be changed. */
static void a_child_that_comes_later_is_listed(void **state)
{
    struct visit *visit = visit_of(state);
    const char *group = visit_group(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = enrol(visit, FIXTURE_MANAGER, group, "2026-12-07");
    assert_status(&answer, 303);
    struct child_id child = fenna(visit);
    assert_shows(visit_page(visit, FIXTURE_MANAGER, enrol_of(visit)), MARKUP_NONE, "Fenna");
    assert_hides(visit_page(visit, FIXTURE_PROFESSIONAL, board_of(visit)), MARKUP_NONE, "Fenna");
    answer = add_guardian(visit, child, "Ineke", "ineke@example.org", "1");
    assert_status(&answer, 303);
    /* Not from another location, nor for its manager. */
    struct text elsewhere = url_enrol_child(visit->arena, visit->fixture.zuid, child).text;
    assert_int_equal(visit_get(visit, FIXTURE_ADMINISTRATOR, elsewhere).status, 404);
    assert_int_equal(visit_get(visit, FIXTURE_MANAGER, elsewhere).status, 404);
    answer = enrol(visit, FIXTURE_MANAGER, visit_group(visit, FIXTURE_GROUP_VOSSEN), "2026-11-23");
    assert_status(&answer, 404);
    answer =
        visit_post(visit, FIXTURE_MANAGER, enrol_of(visit),
                   FORM(visit, "given_name", "Zonder dag", "born", "2024-05-05", "group", group, "from", "2026-11-23"));
    assert_status(&answer, 422);
    assert_true(text_find(answer.body, TEXT("Zonder dag")) != SIZE_MAX);
    answer = visit_post(visit, FIXTURE_MANAGER, enrol_of(visit),
                        FORM(visit, "given_name", "Morgen", "born", "2026-11-24", "group", group, "weekday", "1",
                             "from", "2026-11-24"));
    assert_status(&answer, 422);
}

static void T16_a_placement_ends_after_its_last_day(void **state)
{
    struct visit *visit = visit_of(state);
    struct child_id child = visit->fixture.children[FIXTURE_CHILD_OTHER];
    int64_t placement = visit_number_of(visit, "SELECT p.id FROM placement AS p WHERE p.child = $1", child.value);
    struct text end = url_enrol_end(visit->arena, visit->fixture.noord, child).text;
    struct text day = visit_day(visit, FIXTURE_CHILD_OTHER);
    struct http_test_answer answer = visit_post(
        visit, FIXTURE_MANAGER, end, FORM(visit, "placement", visit_moment(visit, placement), "last", "2020-01-01"));
    assert_status(&answer, 422); /* before it began */
    answer = visit_post(visit, FIXTURE_MANAGER, end,
                        FORM(visit, "placement", visit_moment(visit, placement), "last", "2026-11-24"));
    assert_status(&answer, 303);
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, enrol_child_of(visit, child));
    assert_shows(page, element(page, "placements"), "24 november");
    visit_days_later(visit, 1);
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, day).status, 200);
    visit_days_later(visit, 1);
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, day).status, 404);
    assert_int_equal(visit_get(visit, FIXTURE_MANAGER, enrol_child_of(visit, child)).status, 404);
}

static int make_manager(struct change *change, void *argument)
{
    return people_manager_set(change, argument);
}

/* A manager who is a guardian of the child asks a colleague (R243). */
static void R243_nobody_enrols_for_the_own_family(void **state)
{
    struct visit *visit = visit_of(state);
    struct child_id child = visit->fixture.children[FIXTURE_CHILD_OWN];
    struct people_manager manager = { .person = visit->fixture.persons[FIXTURE_FATHER],
                                      .location = visit->fixture.noord,
                                      .from = FIXTURE_TODAY,
                                      .until = DATE_FOREVER };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, make_manager, &manager), STATUS_OK);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_FATHER, url_enrol_guardian(visit->arena, visit->fixture.noord, child).text,
                   FORM(visit, "given_name", "Nieuwe partner", "home", "1"));
    assert_status(&answer, 403);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_AR, WORD_ENROL_OWN_FAMILY));
    assert_int_equal(visit_number_of(visit, "SELECT COUNT(*) FROM guardian AS g WHERE g.child = $1", child.value), 5);
}

/* A childminder enrols a child at her own place: no group to choose, no mentor, and nobody above her sees it. */
static void R209_a_childminder_enrols_at_her_own_place(void **state)
{
    struct visit *visit = visit_of(state);
    struct text own = url_enrol(visit->arena, visit->fixture.minded).text;
    struct markup *page = visit_page(visit, FIXTURE_CHILDMINDER, own);
    assert_shows(page, MARKUP_NONE, "Liv");
    assert_int_equal(markup_next(page, element(page, "add"), "select", MARKUP_NONE), MARKUP_NONE);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_CHILDMINDER, own, "add", "/children", "given_name",
                                                "Fenna", "born", "2024-05-05", "weekday", "1");
    assert_status(&answer, 303);
    struct child_id child = fenna(visit);
    assert_int_equal(
        visit_get(visit, FIXTURE_CHILDMINDER, url_handover_day(visit->arena, child, FIXTURE_TODAY).text).status, 200);
    struct text one = url_enrol_child(visit->arena, visit->fixture.minded, child).text;
    page = visit_page(visit, FIXTURE_CHILDMINDER, one);
    assert_int_equal(markup_by_id(page, TEXT("mentor")), MARKUP_NONE);
    assert_int_equal(visit_get(visit, FIXTURE_ADMINISTRATOR, one).status, 404);
    assert_hides(visit_page(visit, FIXTURE_ADMINISTRATOR, own), MARKUP_NONE, "Fenna");
    /* Her places: one, with one group, and nobody who works there. */
    page = visit_page(visit, FIXTURE_CHILDMINDER, places_of(visit));
    assert_hides(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_PLACE_PEOPLE));
    assert_hides(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_PLACE_ADD_GROUP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_manages_adds_and_renames_places),
        cmocka_unit_test(the_list_of_steps_knows_what_is_there),
        cmocka_unit_test(a_child_is_enrolled_by_hand),
        cmocka_unit_test(a_child_that_comes_later_is_listed),
        cmocka_unit_test(T16_a_placement_ends_after_its_last_day),
        cmocka_unit_test(R243_nobody_enrols_for_the_own_family),
        cmocka_unit_test(R209_a_childminder_enrols_at_her_own_place),
    };
    return PAGE_TESTS_RUN(tests);
}
