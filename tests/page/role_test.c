/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Giving roles and ending them on a date; access, sessions and live streams that end with them (T16); who holds which kind of
 * talk (R159).
 */
#include "access/access.h"
#include "access/people.h"
#include "feature/home_view/home_view.h"
#include "feature/intake/intake.h"
#include "feature/role/role.h"
#include "feature/talk_kind/talk_kind.h"
#include "visit.h"

static struct text people_of(struct visit *visit)
{
    return url_role_people(visit->arena, visit->fixture.noord).text;
}

static struct text board_of(struct visit *visit)
{
    return visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
}

static struct http_test_answer give(struct visit *visit, const char *role, const char *email, const char *name,
                                    const char *group, const char *last)
{
    return visit_post(visit, FIXTURE_MANAGER, people_of(visit),
                      FORM(visit, "role", role, "email", email, "given_name", name, "group", group, "last", last));
}

static struct http_test_answer end(struct visit *visit, const char *role, enum fixture_person who, const char *group,
                                   const char *from, const char *last)
{
    return visit_post(visit, FIXTURE_MANAGER, url_role_end(visit->arena, visit->fixture.noord).text,
                      FORM(visit, "role", role, "person", visit_moment(visit, visit->fixture.persons[who].value),
                           "group", group, "from", from, "last", last));
}

static int64_t people_with(struct visit *visit, const char *email)
{
    return visit_number(
        visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM account AS a WHERE a.email_folded = '%s'", email).data);
}

static void a_manager_gives_a_role_and_ends_it(void **state)
{
    struct visit *visit = visit_of(state);
    const char *group = visit_group(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = give(visit, "professional", "nieuw@example.org", "Floor", group, "");
    assert_status(&answer, 303);
    assert_int_equal(people_with(visit, "nieuw@example.org"), 1);
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, people_of(visit));
    assert_shows(page, element(page, "people"), "Floor");
    /* Somebody who is known gets the role without a second account. */
    answer = give(visit, "professional", "OTHER_professional@example.org", "", group, "");
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_OTHER_PROFESSIONAL, board_of(visit)).status, 200);
    assert_int_equal(people_with(visit, "other_professional@example.org"), 1);
    /* Ended at once: gone at once. */
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, board_of(visit)).status, 200);
    answer = end(visit, "professional", FIXTURE_PROFESSIONAL, group, "2024-10-04", "");
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, board_of(visit)).status, 403);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action IN ('role.give', 'role.end')"),
                     3);
    answer = visit_get(visit, FIXTURE_MANAGER, people_of(visit));
    assert_status(&answer, 200);
    visit_keep(&answer, "role_people");
    answer = visit_get(visit, FIXTURE_MANAGER,
                       ADDRESS(visit->arena, "/location/{location}/talks", address_value(visit->fixture.noord)).text);
    assert_status(&answer, 200);
    visit_keep(&answer, "role_talks");
}

/* The last day is the last on which it holds. */
static void T16_a_role_ends_after_its_last_day(void **state)
{
    struct visit *visit = visit_of(state);
    const char *group = visit_group(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer =
        end(visit, "professional", FIXTURE_PROFESSIONAL, group, "2024-10-04", "2026-11-24");
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, board_of(visit)).status, 200);
    visit_days_later(visit, 1);
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, board_of(visit)).status, 200);
    visit_days_later(visit, 1);
    struct http_test_answer over = visit_get(visit, FIXTURE_PROFESSIONAL, TEXT("/"));
    assert_status(&over, 403);
    assert_shows(markup_read(visit->arena, over.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_ROLE_OVER_TEXT));
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, TEXT("/live")).status, 403);
}

/* A stand-in without a last day comes for one day. */
static void R045_a_stand_in_comes_for_a_day(void **state)
{
    struct visit *visit = visit_of(state);
    const char *group = visit_group(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = give(visit, "stand_in", "far_professional@example.org", "", group, "");
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_FAR_PROFESSIONAL, board_of(visit)).status, 200);
    visit_days_later(visit, 1);
    assert_int_equal(visit_get(visit, FIXTURE_FAR_PROFESSIONAL, board_of(visit)).status, 404);
}

static struct http_test_answer give_at(struct visit *visit, enum fixture_person who, struct location_id location,
                                       const char *role, const char *email)
{
    return visit_post(visit, who, url_role_people(visit->arena, location).text,
                      FORM(visit, "role", role, "email", email, "given_name", "Wies"));
}

static int add_place(struct change *change, void *argument)
{
    return people_location_add(change, &(struct people_location){ .name = TEXT("Thuis bij Wies") }, argument);
}

/* An empty place becomes a childminder's, with its one group; the centre's has no such role, hers no other. */
static void R209_an_administrator_makes_the_place_of_a_childminder(void **state)
{
    struct visit *visit = visit_of(state);
    struct location_id place;
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, add_place, &place), STATUS_OK);
    struct http_test_answer answer = give_at(visit, FIXTURE_ADMINISTRATOR, place, "bureau", "dirk@example.org");
    assert_status(&answer, 422); /* whose? */
    answer = give_at(visit, FIXTURE_ADMINISTRATOR, place, "childminder", "wies@example.org");
    assert_status(&answer, 303);
    assert_int_equal(visit_number_of(visit,
                                     "SELECT COUNT(*) FROM care_group AS g WHERE g.location = $1 AND"
                                     " g.care_form = 'childminder' AND g.name = 'Thuis bij Wies'",
                                     place.value),
                     1);
    assert_int_equal(visit_number_of(visit, "SELECT COUNT(*) FROM childminder AS c WHERE c.location = $1", place.value),
                     1);
    answer = give_at(visit, FIXTURE_ADMINISTRATOR, place, "bureau", "dirk@example.org");
    assert_status(&answer, 303);
    struct markup *page = visit_page(visit, FIXTURE_ADMINISTRATOR, url_role_people(visit->arena, place).text);
    assert_shows(page, element(page, "people"), SAY(visit, LANGUAGE_NL, WORD_ROLE_CHILDMINDER));
    assert_shows(page, element(page, "people"), SAY(visit, LANGUAGE_NL, WORD_ROLE_BUREAU));
    answer = give_at(visit, FIXTURE_ADMINISTRATOR, place, "coach", "coach@example.org");
    assert_status(&answer, 422);
    answer = give_at(visit, FIXTURE_ADMINISTRATOR, visit->fixture.noord, "childminder", "bij@example.org");
    assert_status(&answer, 422);
    assert_int_equal(people_with(visit, "bij@example.org"), 0);
    /* She ends it for her bureau by herself. */
    answer = visit_post(visit, FIXTURE_CHILDMINDER, url_role_people(visit->arena, visit->fixture.minded).text,
                        FORM(visit, "role", "bureau", "email", "student@example.org"));
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_STUDENT, TEXT("/bureau")).status, 200);
}

static void what_cannot_be_is_told(void **state)
{
    struct visit *visit = visit_of(state);
    const char *group = visit_group(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text before = visit_fingerprint(visit);
    struct http_test_answer answer = give(visit, "professional", "nieuw@example.org", "Floor", "", "");
    assert_status(&answer, 422); /* no group */
    assert_true(text_find(answer.body, TEXT("nieuw@example.org")) != SIZE_MAX);
    answer = give(visit, "professional", "geen adres", "Floor", group, "");
    assert_status(&answer, 422);
    answer = give(visit, "professional", "nieuw@example.org", "Floor", group, "2026-11-01");
    assert_status(&answer, 422);
    answer = give(visit, "professional", "nieuw@example.org", "", group, "");
    assert_status(&answer, 422);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_ROLE_NO_NAME));
    /* A group of another location, and another location. */
    const char *far = visit_group(visit, FIXTURE_GROUP_VOSSEN);
    answer = visit_post(visit, FIXTURE_MANAGER, people_of(visit),
                        FORM(visit, "role", "professional", "email", "mother@example.org", "group", far));
    assert_status(&answer, 404);
    struct text zuid = url_role_people(visit->arena, visit->fixture.zuid).text;
    answer = visit_post(visit, FIXTURE_MANAGER, zuid, FORM(visit, "role", "coach", "email", "mother@example.org"));
    assert_status(&answer, 404);
    /* Not oneself: a location is not left without. */
    answer = end(visit, "manager", FIXTURE_MANAGER, "", "2024-10-04", "");
    assert_status(&answer, 403);
    assert_true(text_equal(before, visit_fingerprint(visit)));
}

/* A role of somebody on another group or location cannot be ended from here. */
static void a_role_elsewhere_is_not_hers_to_end(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = end(visit, "professional", FIXTURE_FAR_PROFESSIONAL,
                                         visit_group(visit, FIXTURE_GROUP_VOSSEN), "2024-10-04", "");
    assert_status(&answer, 404);
    answer = end(visit, "professional", FIXTURE_STUDENT, visit_group(visit, FIXTURE_GROUP_EEKHOORNS), "2024-10-04", "");
    assert_status(&answer, 404); /* he is a student */
    assert_int_equal(visit_get(visit, FIXTURE_FAR_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_VOSSEN)).status, 200);
}

/* The start page leads a manager to her location, and tells a member of the committee what she is. */
static void the_start_page_knows_the_roles(void **state)
{
    struct visit *visit = visit_of(state);
    struct markup *page = visit_start_page(visit, FIXTURE_MANAGER);
    assert_shows(page, element(page, "places"), "Noord");
    assert_hides(page, element(page, "places"), "Zuid");
    page = visit_start_page(visit, FIXTURE_COMMITTEE);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_ROLE_COMMITTEE_AT, "location", "Noord"));
    assert_int_equal(markup_by_id(page, TEXT("places")), MARKUP_NONE);
    assert_hides(page, MARKUP_NONE, "Eekhoorns");
    page = visit_start_page(visit, FIXTURE_COACH);
    assert_shows(page, MARKUP_NONE, "Eekhoorns");
}

/* --- talks (R159) --- */

static int may(struct visit *visit, enum fixture_person who, enum fixture_child child, enum talk_kind kind)
{
    struct access_who asker = { fixture_person_organisation(&visit->fixture, who), visit->fixture.persons[who],
                                FIXTURE_TODAY };
    return talk_kind_may(visit->world.db, visit->arena, asker, visit->fixture.children[child], kind);
}

static void R159_a_pedagogical_role_opens_no_talk_about_paying(void **state)
{
    struct visit *visit = visit_of(state);
    static const enum fixture_person pedagogical[] = { FIXTURE_PROFESSIONAL, FIXTURE_MENTOR, FIXTURE_COACH,
                                                       FIXTURE_STAND_IN, FIXTURE_STUDENT };
    struct text talks = url_talk_kind(visit->arena, visit->fixture.noord).text;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof pedagogical / sizeof *pedagogical; i++)
            assert_int_equal(may(visit, pedagogical[i], FIXTURE_CHILD_OWN, TALK_PAYMENT), STATUS_DENIED);
        assert_int_equal(may(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OWN, TALK_PAYMENT), STATUS_OK);
        /* Not even when the manager's form says so. */
        const char *seen = round == 0 ? "0" : "1";
        struct http_test_answer answer =
            visit_post(visit, FIXTURE_MANAGER, talks,
                       FORM(visit, "seen", seen, "cell", "payment.mentor", "cell", "payment.professional"));
        assert_status(&answer, round == 0 ? 303 : 409);
    }
    assert_int_equal(may(visit, FIXTURE_CHILDMINDER, FIXTURE_CHILD_MINDED, TALK_PAYMENT), STATUS_OK);
}

static void R159_the_manager_alone_changes_who_holds_what(void **state)
{
    struct visit *visit = visit_of(state);
    struct text talks = url_talk_kind(visit->arena, visit->fixture.noord).text;
    assert_int_equal(may(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, TALK_CONCERN), STATUS_OK);
    assert_int_equal(may(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, TALK_CONCERN), STATUS_DENIED);
    assert_int_equal(may(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OWN, TALK_CONCERN), STATUS_NOT_FOUND);
    static const enum fixture_person others[] = { FIXTURE_PROFESSIONAL, FIXTURE_MENTOR, FIXTURE_COACH,
                                                  FIXTURE_STAND_IN };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(
            visit_post(visit, others[i], talks, FORM(visit, "seen", "0", "cell", "concern.professional")).status, 403);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, talks, FORM(visit, "seen", "0", "cell", "concern.professional"));
    assert_status(&answer, 303);
    assert_int_equal(may(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, TALK_CONCERN), STATUS_OK);
    assert_int_equal(may(visit, FIXTURE_COACH, FIXTURE_CHILD_OWN, TALK_CONCERN), STATUS_DENIED);
    /* A stand-in is no professional of the group. */
    assert_int_equal(may(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, TALK_CONCERN), STATUS_DENIED);
    /* Another location has its own. */
    assert_int_equal(may(visit, FIXTURE_FAR_PROFESSIONAL, FIXTURE_CHILD_LOCATION, TALK_CONCERN), STATUS_DENIED);
    /* Who has not seen it is told, and finds the own choice again. */
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, talks, FORM(visit, "seen", "0", "cell", "complaint.coach"));
    assert_status(&answer, 409);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_TALK_KIND_STALE));
    assert_int_equal(may(visit, FIXTURE_COACH, FIXTURE_CHILD_OWN, TALK_COMPLAINT), STATUS_DENIED);
}

/* --- between the gate and the change --- */

/* The right that the gate saw ends; what was asked comes after it. */
static int end_managing(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_manager_set(change, &(struct people_manager){ .person = visit->fixture.persons[FIXTURE_MANAGER],
                                                                .location = visit->fixture.noord,
                                                                .from = { 20000 },
                                                                .until = FIXTURE_TODAY });
}

static int manage_again(struct change *change, void *argument)
{
    return people_manager_set(change, argument);
}

static int give_late(struct change *change, void *argument)
{
    struct visit *visit = argument;
    change->actor = visit->fixture.persons[FIXTURE_MANAGER];
    return role_give(change, &(struct role_write){ .kind = ROLE_COMMITTEE,
                                                   .location = visit->fixture.noord,
                                                   .person = visit->fixture.persons[FIXTURE_MOTHER],
                                                   .email = TEXT("mother@example.org"),
                                                   .from = FIXTURE_TODAY,
                                                   .until = DATE_FOREVER,
                                                   .today = FIXTURE_TODAY });
}

static int end_late(struct change *change, void *argument)
{
    struct visit *visit = argument;
    change->actor = visit->fixture.persons[FIXTURE_MANAGER];
    return role_end(change, &(struct role_write){ .kind = ROLE_PROFESSIONAL,
                                                  .location = visit->fixture.noord,
                                                  .group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS],
                                                  .person = visit->fixture.persons[FIXTURE_PROFESSIONAL],
                                                  .from = { 20000 },
                                                  .until = FIXTURE_TODAY,
                                                  .today = FIXTURE_TODAY,
                                                  .arena = visit->arena });
}

static int rhythm_late(struct change *change, void *argument)
{
    struct visit *visit = argument;
    change->actor = visit->fixture.persons[FIXTURE_MANAGER];
    return contact_rhythm_write(change, &(struct contact_rhythm){ visit->fixture.noord, { 6, 3, 12 }, FIXTURE_TODAY });
}

static int tell_late(struct change *change, void *argument)
{
    struct visit *visit = argument;
    change->actor = visit->fixture.persons[FIXTURE_MANAGER];
    return home_words_write(change, &(struct home_words_write){ .child = visit->fixture.children[FIXTURE_CHILD_OWN],
                                                                .person = visit->fixture.persons[FIXTURE_MOTHER],
                                                                .kind = HOME_WORDS_VIEW,
                                                                .channel = TEXT("door"),
                                                                .words = TEXT("te laat"),
                                                                .language = TEXT("nl"),
                                                                .today = FIXTURE_TODAY });
}

static void T16_a_right_that_ended_before_the_change_changes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    static int (*const changes[])(struct change *, void *) = { give_late, end_late, rhythm_late, tell_late };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, end_managing, visit), STATUS_OK);
    struct text before = visit_fingerprint(visit);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        int status = fixture_change(&visit->world, visit->fixture.organisation, changes[i], visit);
        if (status != STATUS_NOT_FOUND && status != STATUS_DENIED)
            fail_msg("change %zu: %d", i, status);
    }
    assert_true(text_equal(visit_fingerprint(visit), before));
    /* With the right, each of them is done: it was the right that was missing. */
    struct people_manager again = { .person = visit->fixture.persons[FIXTURE_MANAGER],
                                    .location = visit->fixture.noord,
                                    .from = { 20000 },
                                    .until = DATE_FOREVER };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, manage_again, &again), STATUS_OK);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, changes[i], visit), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T16_a_right_that_ended_before_the_change_changes_nothing),
        cmocka_unit_test(a_manager_gives_a_role_and_ends_it),
        cmocka_unit_test(T16_a_role_ends_after_its_last_day),
        cmocka_unit_test(R045_a_stand_in_comes_for_a_day),
        cmocka_unit_test(R209_an_administrator_makes_the_place_of_a_childminder),
        cmocka_unit_test(what_cannot_be_is_told),
        cmocka_unit_test(a_role_elsewhere_is_not_hers_to_end),
        cmocka_unit_test(the_start_page_knows_the_roles),
        cmocka_unit_test(R159_a_pedagogical_role_opens_no_talk_about_paying),
        cmocka_unit_test(R159_the_manager_alone_changes_who_holds_what),
    };
    return PAGE_TESTS_RUN(tests);
}
