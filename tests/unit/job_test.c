/* SPDX-License-Identifier: EUPL-1.2 */
/* Jobs: done once, tried again, given up, taken over from who died, never twice under one key. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <unistd.h>

#include <cmocka.h>

#include "../support/database.h"
#include "../support/sample.h"
#include "db/event.h"
#include "db/event.sql.h"
#include "job/job.h"
#include "job/job.sql.h"

static const enum db_engine sqlite = DB_ENGINE_SQLITE;
static const enum db_engine postgresql = DB_ENGINE_POSTGRESQL;

struct fixture {
    struct test_database *database;
    struct clock clock;
    struct identity_source identities;
    struct writer *writer;
    struct db *worker;
    struct job_runner *runner;
    atomic_int runs;
    int answer;         /* what the job's function returns */
    int64_t takes_ms;   /* how far it moves the clock */
    bool finish_itself; /* ends the job in its own change */
    int finish_status;
    pthread_mutex_t mutex; /* over the two below: two runners may work */
    int last_attempt;
    char last_payload[64];
};

static int write_and_finish(struct change *change, void *argument)
{
    struct job *job = argument;
    struct sample sample = sample_of(job->id.value, "made by a job");
    int status = db_run(change->db, &sample_add, &sample, NULL);
    return status == STATUS_OK ? job_finish(change, job) : status;
}

static int work(struct job *job, struct error *error)
{
    struct fixture *fixture = job->context;
    pthread_mutex_lock(&fixture->mutex);
    fixture->last_attempt = job->attempt;
    snprintf(fixture->last_payload, sizeof fixture->last_payload, "%.*s", TEXT_ARGS(job->payload));
    pthread_mutex_unlock(&fixture->mutex);
    clock_advance(&fixture->clock, fixture->takes_ms);
    if (fixture->finish_itself) {
        struct writer_task task = { .change = write_and_finish, .argument = job, .organisation = job->organisation };
        fixture->finish_status = writer_run(job->writer, job->db, &task);
    }
    fixture->runs++;
    return fixture->answer == STATUS_OK ? STATUS_OK : error_set(error, fixture->answer, 0, "did not work");
}

static const struct job_kind kinds[] = {
    { .name = "work", .run = work, .lease_seconds = 60, .attempts = 3 },
};

static struct job_runner *open_runner(struct fixture *fixture)
{
    struct job_runner_settings settings = {
        .location = fixture->database->location,
        .writer = fixture->writer,
        .clock = &fixture->clock,
        .kinds = kinds,
        .kind_count = 1,
        .context = fixture,
    };
    struct job_runner *runner;
    assert_int_equal(job_runner_open(&settings, NULL, &runner), STATUS_OK);
    return runner;
}

static int setup(void **state)
{
    enum db_engine engine = *(const enum db_engine *)*state;
    struct test_database *database = test_database_migrated(engine);
    struct fixture *fixture = ARENA_NEW(database->arena, struct fixture);
    fixture->database = database;
    pthread_mutex_init(&fixture->mutex, NULL);
    clock_set(&fixture->clock, 1774746000000);
    identity_source_init(&fixture->identities, &fixture->clock, 1);
    test_database_execute(database, engine == DB_ENGINE_SQLITE ? SAMPLE_SCHEMA_SQLITE : SAMPLE_SCHEMA_POSTGRESQL);
    struct writer_settings settings = { .location = database->location,
                                        .clock = &fixture->clock,
                                        .identities = &fixture->identities };
    assert_int_equal(writer_start(&settings, NULL, &fixture->writer), STATUS_OK);
    assert_int_equal(db_open_reader(database->location, NULL, &fixture->worker), STATUS_OK);
    fixture->runner = open_runner(fixture);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    job_runner_stop(fixture->runner);
    db_close(fixture->worker);
    writer_stop(fixture->writer);
    test_database_remove(fixture->database);
    return 0;
}

struct order {
    const char *kind;
    const char *key;
    int64_t run_after;
    int answer; /* of the change that asks */
    struct job_id id;
};

static int ask(struct change *change, void *argument)
{
    struct order *order = argument;
    int status =
        job_add(change, order->kind, TEXT("{\"entry\":7}"), text_from(order->key), order->run_after, &order->id);
    return status == STATUS_OK ? order->answer : status;
}

static int add(struct fixture *fixture, struct order *order)
{
    struct writer_task task = { .change = ask, .argument = order, .organisation = { 7 } };
    return writer_run(fixture->writer, fixture->worker, &task);
}

static struct job_figures_row figures(struct fixture *fixture)
{
    struct job_figures_row row;
    assert_int_equal(job_figures(fixture->worker, fixture->database->arena,
                                 (struct job_figures_in){ .now = clock_now(&fixture->clock) }, &row),
                     STATUS_OK);
    return row;
}

static void a_job_is_done_once(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work" };
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
    assert_int_equal(add(fixture, &order), STATUS_OK);
    assert_int_not_equal(order.id.value, 0);
    assert_int_equal(figures(fixture).late, 1);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_OK);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
    assert_int_equal(fixture->runs, 1);
    assert_int_equal(fixture->last_attempt, 1);
    assert_string_equal(fixture->last_payload, "{\"entry\":7}");
    assert_int_equal(figures(fixture).waiting, 0);
}

static void a_job_stands_and_falls_with_its_change(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work", .answer = STATUS_INVALID };
    assert_int_equal(add(fixture, &order), STATUS_INVALID);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
}

static void a_job_waits_for_its_time(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work", .run_after = clock_now(&fixture->clock) + 1000 };
    assert_int_equal(add(fixture, &order), STATUS_OK);
    clock_advance(&fixture->clock, 999);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
    clock_advance(&fixture->clock, 1);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_OK);
    assert_int_equal(fixture->runs, 1);
}

static void a_key_admits_one(void **state)
{
    struct fixture *fixture = *state;
    struct order first = { .kind = "work", .key = "digest 2026-03-29" };
    struct order second = first;
    struct order other = { .kind = "work", .key = "digest 2026-03-30" };
    assert_int_equal(add(fixture, &first), STATUS_OK);
    assert_int_equal(add(fixture, &second), STATUS_OK);
    assert_int_equal(second.id.value, 0);
    assert_int_equal(add(fixture, &other), STATUS_OK);
    assert_int_not_equal(other.id.value, 0);
    while (job_runner_step(fixture->runner) == STATUS_OK)
        continue;
    assert_int_equal(fixture->runs, 2);
    /* Also when the first is done. */
    assert_int_equal(add(fixture, &second), STATUS_OK);
    assert_int_equal(second.id.value, 0);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
}

static void a_failed_job_is_tried_again_later(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work" };
    fixture->answer = STATUS_FAILED;
    assert_int_equal(add(fixture, &order), STATUS_OK);
    int64_t wait = JOB_BACKOFF_MS;
    for (int attempt = 1; attempt <= 3; attempt++) {
        assert_int_equal(job_runner_step(fixture->runner), STATUS_OK);
        assert_int_equal(fixture->last_attempt, attempt);
        assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
        clock_advance(&fixture->clock, wait - 1);
        assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
        clock_advance(&fixture->clock, 1);
        wait *= 2;
    }
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
    assert_int_equal(fixture->runs, 3);
    assert_int_equal(figures(fixture).failed, 1);
    assert_int_equal(figures(fixture).waiting, 0);
}

static void a_hopeless_job_is_not_tried_again(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work" };
    fixture->answer = STATUS_INVALID;
    assert_int_equal(add(fixture, &order), STATUS_OK);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_OK);
    clock_advance(&fixture->clock, DAY_MS);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
    assert_int_equal(figures(fixture).failed, 1);
}

/* A runner took the job and its process died: what its row looks like then. */
static void a_dead_runners_job_is_taken_over(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work" };
    assert_int_equal(add(fixture, &order), STATUS_OK);
    int64_t until = clock_now(&fixture->clock) + 60000;
    struct db *dead;
    assert_int_equal(db_open_writer(fixture->database->location, NULL, &dead), STATUS_OK);
    assert_int_equal(
        job_lease(
            dead,
            (struct job_lease_in){
                .organisation = { 7 }, .id = order.id, .lease = 1, .now = clock_now(&fixture->clock), .until = until },
            NULL),
        STATUS_OK);
    db_close(dead);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_NOT_FOUND);
    clock_set(&fixture->clock, until);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_OK);
    assert_int_equal(fixture->last_attempt, 2);
    assert_int_equal(figures(fixture).waiting, 0);
}

static void work_and_end_in_one_change(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work" };
    fixture->finish_itself = true;
    fixture->answer = STATUS_FAILED; /* too late to count */
    assert_int_equal(add(fixture, &order), STATUS_OK);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_OK);
    assert_int_equal(fixture->finish_status, STATUS_OK);
    assert_int_equal(sample_count(fixture->database->location), 1);
    assert_int_equal(figures(fixture).waiting, 0);
    assert_int_equal(figures(fixture).failed, 0);
}

/* The job took longer than its lease and another runner has it: the slow one's work is not written. */
static void who_lost_the_lease_writes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "work" };
    assert_int_equal(add(fixture, &order), STATUS_OK);
    struct job slow = { .organisation = { 7 }, .id = order.id, .lease = 1 };
    test_database_execute(fixture->database, "UPDATE job SET leased_by = 2");
    struct writer_task task = { .change = write_and_finish, .argument = &slow, .organisation = { 7 } };
    assert_int_equal(writer_run(fixture->writer, fixture->worker, &task), STATUS_CONFLICT);
    assert_int_equal(sample_count(fixture->database->location), 0);
    assert_int_equal(figures(fixture).waiting, 1);
}

static void an_unknown_kind_waits_for_who_knows_it(void **state)
{
    struct fixture *fixture = *state;
    struct order order = { .kind = "of_a_newer_program" };
    assert_int_equal(add(fixture, &order), STATUS_OK);
    assert_int_equal(job_runner_step(fixture->runner), STATUS_OK);
    assert_int_equal(fixture->runs, 0);
    assert_int_equal(figures(fixture).waiting, 1);
}

static void the_thread_is_woken_by_the_commit(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(job_runner_start(fixture->runner, NULL), STATUS_OK);
    for (int i = 1; i <= 5; i++) {
        struct order order = { .kind = "work" };
        int64_t start = clock_ticks();
        assert_int_equal(add(fixture, &order), STATUS_OK);
        while (fixture->runs < i && clock_ticks() - start < 5000)
            usleep(200);
        assert_int_equal(fixture->runs, i);
    }
}

/* Two runners, many jobs: each is done once. */
static void two_runners_share(void **state)
{
    struct fixture *fixture = *state;
    struct job_runner *second = open_runner(fixture);
    for (int i = 0; i < 20; i++) {
        struct order order = { .kind = "work" };
        assert_int_equal(add(fixture, &order), STATUS_OK);
    }
    assert_int_equal(job_runner_start(fixture->runner, NULL), STATUS_OK);
    int status;
    do {
        status = job_runner_step(second);
    } while (status == STATUS_OK || status == STATUS_BUSY);
    int64_t start = clock_ticks();
    while (figures(fixture).waiting > 0 && clock_ticks() - start < 10000)
        usleep(1000);
    job_runner_stop(second);
    assert_int_equal(figures(fixture).waiting, 0);
    assert_int_equal(fixture->runs, 20);
}

static int tell(struct change *change, void *argument)
{
    (void)argument;
    return change_event(change, "work", (struct event_topic){ .group = { 1 } });
}

/* Of SQLite they have a number, of PostgreSQL they wait for one. */
static size_t count_events(struct fixture *fixture)
{
    struct live_event_since_rows numbered;
    struct live_event_waiting_rows waiting;
    struct arena *arena = fixture->database->arena;
    struct live_event_since_in since = { .organisation = { 7 }, .sequence = 0, .limit = 10 };
    assert_int_equal(live_event_since(fixture->worker, arena, since, &numbered), STATUS_OK);
    assert_int_equal(
        live_event_waiting(fixture->worker, arena, (struct live_event_waiting_in){ .limit = 10 }, &waiting), STATUS_OK);
    return numbered.count + waiting.count;
}

static void old_events_are_forgotten(void **state)
{
    struct fixture *fixture = *state;
    struct writer_task task = { .change = tell, .organisation = { 7 } };
    assert_int_equal(writer_run(fixture->writer, fixture->worker, &task), STATUS_OK);
    clock_advance(&fixture->clock, EVENT_KEPT_MS / 2);
    assert_int_equal(writer_run(fixture->writer, fixture->worker, &task), STATUS_OK);
    assert_int_equal(count_events(fixture), 2);
    clock_advance(&fixture->clock, EVENT_KEPT_MS / 2 + 1);
    assert_int_equal(job_runner_start(fixture->runner, NULL), STATUS_OK);
    int64_t start = clock_ticks();
    while (count_events(fixture) != 1 && clock_ticks() - start < 10000)
        usleep(1000);
    assert_int_equal(count_events(fixture), 1);
}

#define ON(engine, test)                                                        \
    {                                                                           \
#test " on " #engine, test, setup, teardown, (void *)(uintptr_t)&engine \
    }
#define ON_BOTH(test) ON(sqlite, test), ON(postgresql, test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_job_is_done_once),
        ON_BOTH(a_job_stands_and_falls_with_its_change),
        ON_BOTH(a_job_waits_for_its_time),
        ON_BOTH(a_key_admits_one),
        ON_BOTH(a_failed_job_is_tried_again_later),
        ON_BOTH(a_hopeless_job_is_not_tried_again),
        ON_BOTH(a_dead_runners_job_is_taken_over),
        ON_BOTH(work_and_end_in_one_change),
        ON_BOTH(who_lost_the_lease_writes_nothing),
        ON_BOTH(an_unknown_kind_waits_for_who_knows_it),
        ON_BOTH(the_thread_is_woken_by_the_commit),
        ON_BOTH(two_runners_share),
        ON_BOTH(old_events_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
