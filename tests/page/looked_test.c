/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Guardians read which staff looked at their child, by day and role, names on request, never another guardian (T8, R243);
 * unusual reading is an alarm for a manager, never a block (T15).
 */
#include "access/access.h"
#include "access/people.h"
#include "access/scope.h"
#include "feature/privacy/privacy.h"
#include "visit.h"

static struct text looked(struct visit *visit, enum fixture_child child)
{
    return arena_printf(visit->arena, "/child/%s/looked", visit_child(visit, child));
}

static void flush(struct visit *visit)
{
    assert_int_equal(seen_flush(access_seen(visit->app.access.access)), STATUS_OK);
}

static struct markup *looked_page(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    flush(visit);
    return visit_page(visit, who, looked(visit, child));
}

static void T8_guardians_read_the_roles_that_looked(void **state)
{
    struct visit *visit = visit_of(state);
    visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    visit_day_page(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN);
    visit_day_page(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OWN);
    struct markup *page = looked_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, looked(visit, FIXTURE_CHILD_OWN));
    visit_keep(&answer, "looked");
    size_t day = element(page, "looked-2026-11-23");
    assert_shows(page, day, "de groep");
    assert_shows(page, day, "de mentor");
    assert_shows(page, day, "de leiding");
    assert_shows(page, day, "het schriftje van de dag");
    /* Roles, no names. */
    assert_no_trace(&answer, "professional");
    assert_no_trace(&answer, "Professional");
    assert_no_trace(&answer, "Mentor");
}

/* Neither home learns when the other one looked; a limited guardian neither. */
static void T8_R243_no_guardian_sees_another_guardian(void **state)
{
    struct visit *visit = visit_of(state);
    visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    visit_day_page(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    visit_day_page(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN);
    visit_day_page(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER);
    struct markup *page = looked_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "main"), "De laatste zestig dagen keek hier niemand");
    page = looked_page(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "main"), "De laatste zestig dagen keek hier niemand");
    page = looked_page(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER);
    assert_shows(page, element(page, "main"), "De laatste zestig dagen keek hier niemand");
}

static int make_guardian(struct change *change, void *argument)
{
    struct visit *visit = argument;
    struct people_guardian guardian = { .child = visit->fixture.children[FIXTURE_CHILD_OWN],
                                        .person = visit->fixture.persons[FIXTURE_PROFESSIONAL],
                                        .called = TEXT("tante"),
                                        .home = 2,
                                        .scope = TEXT("full"),
                                        .place = 5,
                                        .from = FIXTURE_TODAY,
                                        .until = DATE_FOREVER };
    return people_guardian_set(change, &guardian);
}

/* Staff who are family as well look as family. */
static void T8_R243_staff_who_are_family_are_not_shown(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, make_guardian, visit), STATUS_OK);
    visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    struct markup *page = looked_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "main"), "De laatste zestig dagen keek hier niemand");
}

/* A role that ended since is still told: it is kept with the look. */
static void T8_a_look_outlives_the_role(void **state)
{
    struct visit *visit = visit_of(state);
    visit_day_page(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN);
    flush(visit);
    clock_advance(&visit->world.clock, 3 * (int64_t)DAY_MS);
    struct markup *page = looked_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "looked-2026-11-23"), "invaller of student");
}

static int64_t last_request(struct visit *visit)
{
    return visit_number(visit, "SELECT MAX(r.id) FROM data_request AS r");
}

static struct http_test_answer decide(struct visit *visit, enum fixture_person who, const char *decision)
{
    struct text target = arena_printf(visit->arena, "/privacy/requests/%s", visit_moment(visit, last_request(visit)));
    return visit_post(visit, who, target, FORM(visit, "verdict", decision, "reason", "Dat mag je weten."));
}

static void T8_names_are_given_on_request(void **state)
{
    struct visit *visit = visit_of(state);
    visit_day_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    flush(visit);
    struct text name =
        visit_text(visit, arena_printf(visit->arena, "SELECT p.given_name FROM person AS p WHERE p.id = %lld",
                                       (long long)visit->fixture.persons[FIXTURE_PROFESSIONAL].value)
                              .data);
    for (int i = 0; i < 2; i++) {
        struct http_test_answer asked = visit_post(visit, FIXTURE_MOTHER, looked(visit, FIXTURE_CHILD_OWN),
                                                   FORM(visit, "wish", "names", "day", "2026-11-23"));
        assert_status(&asked, 303);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM data_request AS r"), 1);
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, TEXT("/privacy/requests"));
    assert_shows(page, element(page, "main"), "Noor: wie keek er?");
    struct http_test_answer answer = decide(visit, FIXTURE_MANAGER, "yes");
    assert_status(&answer, 303);
    page = looked_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "looked-2026-11-23"), text_string(visit->arena, name));
    assert_shows(page, element(page, "main"), "Dat mag je weten.");
    /* Who did not ask reads no name, and nothing of the question. */
    flush(visit);
    answer = visit_get(visit, FIXTURE_FATHER, looked(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&answer, text_string(visit->arena, name));
    assert_no_trace(&answer, "Dat mag je weten.");
}

/* Only who manages the child decides, and not about a child of her own. */
static void T8_a_request_is_for_who_manages_the_child(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_OTHER_LOCATION_PARENT, looked(visit, FIXTURE_CHILD_LOCATION),
                   FORM(visit, "wish", "correct", "words", "De naam klopt niet"));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_MANAGER, TEXT("/privacy/requests"));
    assert_no_trace(&answer, "De naam klopt niet");
    answer = decide(visit, FIXTURE_MANAGER, "yes");
    assert_status(&answer, 404);
    answer = decide(visit, FIXTURE_PROFESSIONAL, "yes");
    assert_true(answer.status == 404 || answer.status == 403);
    answer = decide(visit, FIXTURE_ADMINISTRATOR, "no");
    assert_status(&answer, 303);
    answer = decide(visit, FIXTURE_ADMINISTRATOR, "yes");
    assert_status(&answer, 409);
    assert_int_equal(visit_number(visit, "SELECT r.granted FROM data_request AS r"), 0);
}

static void an_empty_correction_keeps_the_page(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, looked(visit, FIXTURE_CHILD_OWN),
                                                FORM(visit, "wish", "correct", "words", "  "));
    assert_status(&answer, 422);
    assert_true(text_find(answer.body, TEXT("Er stond nog niets in het vak")) != SIZE_MAX);
}

/* --- unusual reading --- */

enum { MANY = 40 };

struct crowd {
    struct visit *visit;
    struct child_id children[MANY];
};

static int add_crowd(struct change *change, void *argument)
{
    struct crowd *crowd = argument;
    int status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < MANY; i++) {
        struct people_child child = { .given_name = TEXT("Kind"), .born = { 19000 }, .photo_consent = TEXT("") };
        struct placement_id placement;
        status = people_child_add(change, &child, &crowd->children[i]);
        if (status == STATUS_OK)
            status = people_placement_add(
                change,
                &(struct people_placement){ .child = crowd->children[i],
                                            .group = crowd->visit->fixture.groups[FIXTURE_GROUP_VOSSEN],
                                            .weekdays = i < 15 ? 127 : 2, /* Tuesday: not expected on a Monday */
                                            .from = { 20000 },
                                            .until = DATE_FOREVER },
                &placement);
    }
    return status;
}

static void watch(struct visit *visit)
{
    struct job_kind kinds[APP_JOBS_MAXIMUM];
    struct job_runner_settings settings = { .location = visit->world.location,
                                            .writer = visit->world.writer,
                                            .clock = &visit->world.clock,
                                            .kinds = kinds,
                                            .kind_count = app_jobs(kinds),
                                            .context = &visit->app };
    struct job_runner *runner;
    struct error error = { 0 };
    flush(visit);
    assert_int_equal(privacy_plan(visit->world.writer, visit->fixture.organisation), STATUS_OK);
    clock_advance(&visit->world.clock, 5 * (int64_t)MINUTE_MS);
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    while (job_runner_step(runner) == STATUS_OK)
        continue;
    job_runner_stop(runner);
}

static void read_many(struct visit *visit, const struct crowd *crowd, enum fixture_person who, int count)
{
    for (int i = 0; i < count; i++) {
        struct text target = arena_printf(visit->arena, "/child/%.*s/2026-11-23",
                                          TEXT_ARGS(identity_text(visit->arena, crowd->children[i].value)));
        visit_page(visit, who, target);
    }
}

static int64_t alarms(struct visit *visit, enum fixture_person who)
{
    return visit_number(visit,
                        arena_printf(visit->arena, "SELECT COUNT(*) FROM reading_alarm AS a WHERE a.person = %lld",
                                     (long long)visit->fixture.persons[who].value)
                            .data);
}

static void T15_unusual_reading_is_an_alarm_and_no_block(void **state)
{
    struct visit *visit = visit_of(state);
    struct crowd crowd = { .visit = visit };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, add_crowd, &crowd), STATUS_OK);
    /* Sixteen are expected on her group: twenty-six is as many as she may read without a question. */
    read_many(visit, &crowd, FIXTURE_FAR_PROFESSIONAL, 26);
    watch(visit);
    assert_int_equal(alarms(visit, FIXTURE_FAR_PROFESSIONAL), 0);
    read_many(visit, &crowd, FIXTURE_FAR_PROFESSIONAL, 27);
    watch(visit);
    watch(visit);
    assert_int_equal(alarms(visit, FIXTURE_FAR_PROFESSIONAL), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS t WHERE t.action = 'privacy.alarm'"), 1);
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.kind = 'reading_alarm' AND t.closed_at IS NULL"),
        1);
    read_many(visit, &crowd, FIXTURE_FAR_PROFESSIONAL, 1);
}

static void T15_a_manager_closes_an_alarm_not_her_own(void **state)
{
    struct visit *visit = visit_of(state);
    struct crowd crowd = { .visit = visit };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, add_crowd, &crowd), STATUS_OK);
    read_many(visit, &crowd, FIXTURE_ADMINISTRATOR, 21);
    read_many(visit, &crowd, FIXTURE_FAR_PROFESSIONAL, MANY);
    watch(visit);
    assert_int_equal(alarms(visit, FIXTURE_ADMINISTRATOR), 1);
    struct text own = arena_printf(
        visit->arena, "/privacy/alarms/%s",
        visit_moment(
            visit,
            visit_number(visit, arena_printf(visit->arena, "SELECT a.id FROM reading_alarm AS a WHERE a.person = %lld",
                                             (long long)visit->fixture.persons[FIXTURE_ADMINISTRATOR].value)
                                    .data)));
    struct http_test_answer answer = visit_post(visit, FIXTURE_ADMINISTRATOR, own, FORM(visit, "reason", "niets"));
    assert_status(&answer, 404);
    struct text other = arena_printf(
        visit->arena, "/privacy/alarms/%s",
        visit_moment(
            visit,
            visit_number(visit, arena_printf(visit->arena, "SELECT a.id FROM reading_alarm AS a WHERE a.person = %lld",
                                             (long long)visit->fixture.persons[FIXTURE_FAR_PROFESSIONAL].value)
                                    .data)));
    /* Of another location. */
    answer = visit_post(visit, FIXTURE_MANAGER, other, FORM(visit, "reason", "niets"));
    assert_status(&answer, 404);
    answer = visit_get(visit, FIXTURE_ADMINISTRATOR, TEXT("/privacy/requests"));
    visit_keep(&answer, "privacy-requests");
    answer =
        visit_post(visit, FIXTURE_ADMINISTRATOR, other, FORM(visit, "reason", "Ze maakte de lijst voor de brandweer"));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM reading_alarm AS a WHERE a.closed_at IS NULL"), 1);
}

/* The job also seals. */
static void T8_the_audit_is_sealed_by_the_job(void **state)
{
    struct visit *visit = visit_of(state);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Noor sliep goed");
    watch(visit);
    assert_true(visit_number(visit, "SELECT COUNT(*) FROM audit_seal AS s") > 0);
    assert_int_equal(visit_number(visit, "SELECT h.number FROM audit_head AS h ORDER BY h.organisation LIMIT 1"),
                     visit_number(visit, "SELECT COUNT(*) FROM audit_seal AS s WHERE s.organisation ="
                                         " (SELECT MIN(h.organisation) FROM audit_head AS h)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T8_guardians_read_the_roles_that_looked),
        cmocka_unit_test(T8_R243_no_guardian_sees_another_guardian),
        cmocka_unit_test(T8_R243_staff_who_are_family_are_not_shown),
        cmocka_unit_test(T8_a_look_outlives_the_role),
        cmocka_unit_test(T8_names_are_given_on_request),
        cmocka_unit_test(T8_a_request_is_for_who_manages_the_child),
        cmocka_unit_test(an_empty_correction_keeps_the_page),
        cmocka_unit_test(T15_unusual_reading_is_an_alarm_and_no_block),
        cmocka_unit_test(T15_a_manager_closes_an_alarm_not_her_own),
        cmocka_unit_test(T8_the_audit_is_sealed_by_the_job),
    };
    return PAGE_TESTS_RUN(tests);
}
