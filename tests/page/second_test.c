/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A list about more than one family takes two people (T15): asked for shortly after showing who one is, agreed to by somebody else
 * within an hour, taken once by who asked; each in the audit before the first byte. Nobody agrees to an own request. Who works alone
 * takes the list of her own children at once.
 */
#include "access/session.h"
#include "db/change.h"
#include "feature/exchange/exchange.h"
#include "half.h"
#include "job/job.h"
#include "visit.h"

static void do_sql(struct visit *visit, const char *sql)
{
    struct db *db;
    struct error error = { 0 };
    assert_int_equal(db_open_writer(visit->world.location, &error, &db), STATUS_OK);
    if (db_execute(db, sql, &error) != STATUS_OK)
        fail_msg("%s: %s", sql, error.detail);
    db_close(db);
}

static void run_jobs(struct visit *visit)
{
    struct job_kind kinds[APP_JOBS_MAXIMUM];
    struct job_runner *runner;
    struct error error = { 0 };
    struct job_runner_settings settings = { .location = visit->world.location,
                                            .writer = visit->world.writer,
                                            .clock = &visit->world.clock,
                                            .kinds = kinds,
                                            .kind_count = app_jobs(kinds),
                                            .context = &visit->app };
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    for (int i = 0; i < 20 && job_runner_step(runner) == STATUS_OK; i++)
        continue;
    job_runner_stop(runner);
}

static int confirm(struct change *change, void *argument)
{
    const struct session_id *session = argument;
    return session_confirm(change, *session, SESSION_PROOF_PASSWORD);
}

/* Everybody here shows again who they are. */
static void confirm_all(struct visit *visit)
{
    static const enum fixture_person people[] = { FIXTURE_MANAGER, FIXTURE_ADMINISTRATOR, FIXTURE_PROFESSIONAL,
                                                  FIXTURE_CHILDMINDER, FIXTURE_MOTHER };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        assert_int_equal(
            fixture_change(&visit->world, visit->fixture.organisation, confirm, &visit->fixture.sessions[people[i]]),
            STATUS_OK);
}

static struct text page_of(struct visit *visit)
{
    return url_presence(visit->arena, visit->fixture.noord).text;
}

static struct http_test_answer ask(struct visit *visit, enum fixture_person who)
{
    return visit_post(visit, who, page_of(visit), FORM(visit, "month", "2026-11-01"));
}

static int64_t newest(struct visit *visit)
{
    return visit_number(visit, "SELECT COALESCE(MAX(r.id), 1) FROM presence_request AS r");
}

static int decide(struct visit *visit, enum fixture_person who, const char *verdict)
{
    struct text target = url_presence_request(visit->arena, visit->fixture.noord, newest(visit)).text;
    return visit_post(visit, who, target, FORM(visit, "verdict", verdict)).status;
}

static struct http_test_answer take(struct visit *visit, enum fixture_person who)
{
    return visit_post(visit, who, url_presence_take(visit->arena, visit->fixture.noord, newest(visit)).text, TEXT(""));
}

static int64_t audited(struct visit *visit, const char *action, enum fixture_person who)
{
    return visit_number(
        visit,
        arena_printf(visit->arena, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'presence.%s' AND a.person = %lld",
                     action, (long long)visit->fixture.persons[who].value)
            .data);
}

static bool has_task(struct visit *visit, enum fixture_person who)
{
    struct http_test_answer answer = visit_get(visit, who, TEXT("/tasks"));
    return text_find(answer.body, url_presence_request(visit->arena, visit->fixture.noord, newest(visit)).text) !=
           SIZE_MAX;
}

/* Noor came today, and is a number of the planning package. */
static void come(struct visit *visit)
{
    do_sql(visit,
           arena_printf(visit->arena,
                        "UPDATE child SET number = 'N501' WHERE id = %lld;"
                        "INSERT INTO attendance (organisation, child, day, care_group, in_at, in_by) "
                        "VALUES (%lld, %lld, %d, %lld, %lld, 1)",
                        (long long)visit->fixture.children[FIXTURE_CHILD_OWN].value,
                        (long long)visit->fixture.organisation.value,
                        (long long)visit->fixture.children[FIXTURE_CHILD_OWN].value, (int)FIXTURE_TODAY.days,
                        (long long)visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS].value, (long long)FIXTURE_NOW_AT)
               .data);
}

static bool holds(const struct http_test_answer *answer, const char *words)
{
    return text_find(answer->body, text_from(words)) != SIZE_MAX;
}

static void T15_a_list_of_many_families_takes_two_people(void **state)
{
    struct visit *visit = visit_of(state);
    come(visit);
    confirm_all(visit);
    struct http_test_answer answer = ask(visit, FIXTURE_MANAGER);
    assert_status(&answer, 303);
    assert_int_equal(audited(visit, "ask", FIXTURE_MANAGER), 1);
    answer = ask(visit, FIXTURE_MANAGER); /* sent twice */
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM presence_request AS r"), 1);
    /* Nothing goes out before a yes. */
    answer = take(visit, FIXTURE_MANAGER);
    assert_status(&answer, 409);
    assert_false(holds(&answer, "N501"));
    /* The page of the task says what, who and which month. */
    assert_true(has_task(visit, FIXTURE_PROFESSIONAL) && has_task(visit, FIXTURE_ADMINISTRATOR));
    assert_false(has_task(visit, FIXTURE_FAR_PROFESSIONAL) || has_task(visit, FIXTURE_STAND_IN) ||
                 has_task(visit, FIXTURE_COACH));
    struct text page = url_presence_request(visit->arena, visit->fixture.noord, newest(visit)).text;
    struct markup *request = visit_page(visit, FIXTURE_PROFESSIONAL, page);
    assert_shows(request, element(request, "request"), "Carla");
    assert_shows(request, element(request, "request"), "november 2026");
    assert_shows(request, element(request, "request"), "Noord");
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, page);
    visit_keep(&answer, "presence-request");
    answer = visit_get(visit, FIXTURE_MANAGER, page_of(visit));
    visit_keep(&answer, "presence-asked");
    /* Not by herself, not in another session of hers, not by somebody of elsewhere or from home. */
    assert_int_equal(decide(visit, FIXTURE_MANAGER, "yes"), 403);
    struct text second = half_session(visit, FIXTURE_MANAGER, SESSION_PROOF_PASSWORD);
    do_sql(visit, arena_printf(visit->arena, "UPDATE session SET strength = 2 WHERE person = %lld",
                               (long long)visit->fixture.persons[FIXTURE_MANAGER].value)
                      .data);
    answer = visit_call(visit, "POST", page, second, FORM(visit, "verdict", "yes"));
    assert_status(&answer, 403);
    static const enum fixture_person others[] = {
        FIXTURE_FAR_PROFESSIONAL, FIXTURE_STAND_IN, FIXTURE_COACH,
        FIXTURE_COMMITTEE,        FIXTURE_MOTHER,   FIXTURE_FOREIGN_ADMINISTRATOR
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(decide(visit, others[i], "yes") >= 400);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM presence_request AS r WHERE r.decision = ''"), 1);
    /* A colleague agrees; only who asked takes it, and once. */
    assert_int_equal(decide(visit, FIXTURE_PROFESSIONAL, "yes"), 303);
    assert_int_equal(audited(visit, "approve", FIXTURE_PROFESSIONAL), 1);
    assert_false(has_task(visit, FIXTURE_ADMINISTRATOR));
    assert_int_equal(decide(visit, FIXTURE_ADMINISTRATOR, "no"), 409);
    answer = take(visit, FIXTURE_ADMINISTRATOR);
    assert_status(&answer, 404);
    answer = take(visit, FIXTURE_PROFESSIONAL);
    assert_true(answer.status >= 400);
    assert_int_equal(audited(visit, "export", FIXTURE_MANAGER), 0);
    answer = take(visit, FIXTURE_MANAGER);
    assert_status(&answer, 200);
    assert_true(holds(&answer, "N501"));
    assert_int_equal(audited(visit, "export", FIXTURE_MANAGER), 1);
    answer = take(visit, FIXTURE_MANAGER);
    assert_status(&answer, 409);
    assert_false(holds(&answer, "N501"));
}

static void T15_a_yes_is_asked_for_an_hour_and_good_for_an_hour(void **state)
{
    struct visit *visit = visit_of(state);
    come(visit);
    confirm_all(visit);
    assert_int_equal(ask(visit, FIXTURE_MANAGER).status, 303);
    clock_advance(&visit->world.clock, HOUR_MS);
    confirm_all(visit);
    assert_int_equal(decide(visit, FIXTURE_ADMINISTRATOR, "yes"), 409);
    assert_true(has_task(visit, FIXTURE_ADMINISTRATOR));
    const char *page = url_presence_request(visit->arena, visit->fixture.noord, newest(visit)).text.data;
    run_jobs(visit);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM presence_request AS r"), 0);
    struct http_test_answer answer = visit_get(visit, FIXTURE_ADMINISTRATOR, TEXT("/tasks"));
    assert_no_trace(&answer, page);
    /* Agreed to in the last minute, taken within the hour after it, and not later. */
    assert_int_equal(ask(visit, FIXTURE_MANAGER).status, 303);
    clock_advance(&visit->world.clock, HOUR_MS - 1000);
    confirm_all(visit);
    assert_int_equal(decide(visit, FIXTURE_ADMINISTRATOR, "yes"), 303);
    clock_advance(&visit->world.clock, HOUR_MS);
    confirm_all(visit);
    run_jobs(visit);
    answer = take(visit, FIXTURE_MANAGER);
    assert_true(answer.status >= 400 && !holds(&answer, "N501"));
    /* A no is a no. */
    assert_int_equal(ask(visit, FIXTURE_MANAGER).status, 303);
    assert_int_equal(decide(visit, FIXTURE_ADMINISTRATOR, "no"), 303);
    answer = take(visit, FIXTURE_MANAGER);
    assert_status(&answer, 409);
    /* Asking, agreeing and taking want a proof that is fresh. */
    clock_advance(&visit->world.clock, 20 * (int64_t)MINUTE_MS);
    int64_t before = visit_number(visit, "SELECT COUNT(*) FROM presence_request AS r");
    answer = ask(visit, FIXTURE_MANAGER);
    assert_true(answer.status != 200);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM presence_request AS r"), before);
}

static void T15_who_works_alone_takes_the_list_of_her_own_children(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    struct text page = url_presence(visit->arena, fixture->minded).text;
    struct text body = FORM(visit, "month", "2026-11-01");
    confirm_all(visit);
    /* Somebody manages her location too: then there is a second person. */
    assert_int_equal(visit_post(visit, FIXTURE_CHILDMINDER, page, body).status, 303);
    do_sql(visit, arena_printf(visit->arena, "DELETE FROM may_location WHERE person = %lld",
                               (long long)fixture->persons[FIXTURE_ADMINISTRATOR].value)
                      .data);
    struct http_test_answer answer = visit_post(visit, FIXTURE_CHILDMINDER, page, body);
    assert_status(&answer, 200);
    assert_int_equal(audited(visit, "export", FIXTURE_CHILDMINDER), 1);
    /* Of nobody else's location, and not without showing who she is. */
    answer = ask(visit, FIXTURE_CHILDMINDER);
    assert_status(&answer, 404);
    clock_advance(&visit->world.clock, 20 * (int64_t)MINUTE_MS);
    answer = visit_post(visit, FIXTURE_CHILDMINDER, page, body);
    assert_true(answer.status != 200);
    assert_int_equal(audited(visit, "export", FIXTURE_CHILDMINDER), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T15_a_list_of_many_families_takes_two_people),
        cmocka_unit_test(T15_a_yes_is_asked_for_an_hour_and_good_for_an_hour),
        cmocka_unit_test(T15_who_works_alone_takes_the_list_of_her_own_children),
    };
    return PAGE_TESTS_RUN(tests);
}
