/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Doing jobs: find one that is due, lease it, run its function, write the end. The three writes are changes of
 * their own; between them no transaction is open.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memory.h"
#include "db/event.h"
#include "db/event.sql.h"
#include "job/job.h"
#include "job/job.sql.h"

enum {
    LOOK_MS = 1000,            /* the thread looks so often */
    CLEAN_MS = 10 * MINUTE_MS, /* and forgets old jobs and live events so often */
    UNKNOWN_ATTEMPTS = 10,     /* of a kind that this program does not know; another node may */
    UNKNOWN_LEASE_SECONDS = 60,
    DOUBLINGS_MAXIMUM = 20 /* of the back-off, before its maximum is looked at */
};

struct job_runner {
    struct job_runner_settings settings;
    struct db *db;
    struct arena *arena;  /* of the job at hand */
    struct arena *change; /* of its changes */
    int64_t cleaned_at;

    pthread_t thread;
    bool started;
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    bool woken;
    bool stopping;
};

/* What the changes of the runner need. */
struct lease {
    struct job *job;
    int64_t seconds;
    bool taken;
    const char *state; /* 'done' or 'failed'; NULL: again later */
    struct text last_error;
    int64_t run_after;
};

static const struct job_kind *find_kind(const struct job_runner *runner, struct text name)
{
    for (size_t i = 0; i < runner->settings.kind_count; i++)
        if (text_equal(text_from(runner->settings.kinds[i].name), name))
            return &runner->settings.kinds[i];
    return NULL;
}

static int run_change(struct job_runner *runner, const char *name, int (*change)(struct change *, void *),
                      struct lease *lease)
{
    struct writer_task task = {
        .change = change,
        .argument = lease,
        .arena = runner->change,
        .organisation = lease->job->organisation,
        .name = name,
    };
    return writer_run(runner->settings.writer, runner->db, &task);
}

static int take_lease(struct change *change, void *argument)
{
    struct lease *lease = argument;
    struct job *job = lease->job;
    struct job_get_row row;
    int64_t changed = 0;
    lease->taken = false;
    job->lease = identity_mint(change->identities);
    job->leased_until = change->now_at + lease->seconds * SECOND_MS;
    int status = job_lease(change->db,
                           (struct job_lease_in){
                               .organisation = job->organisation,
                               .id = job->id,
                               .lease = job->lease,
                               .now = change->now_at,
                               .until = job->leased_until,
                           },
                           &changed);
    if (status != STATUS_OK || changed == 0)
        return status;
    status =
        job_get(change->db, job->arena, (struct job_get_in){ .organisation = job->organisation, .id = job->id }, &row);
    if (status != STATUS_OK)
        return status;
    lease->taken = true;
    job->payload = row.payload;
    job->attempt = (int)row.attempts;
    return STATUS_OK;
}

/* Nothing changes when the lease was lost: then it is another runner's job. */
static int write_end(struct change *change, void *argument)
{
    struct lease *lease = argument;
    const struct job *job = lease->job;
    if (lease->state == NULL)
        return job_postpone(change->db,
                            (struct job_postpone_in){
                                .organisation = job->organisation,
                                .id = job->id,
                                .lease = job->lease,
                                .last_error = lease->last_error,
                                .run_after = lease->run_after,
                            },
                            NULL);
    return job_end(change->db,
                   (struct job_end_in){
                       .organisation = job->organisation,
                       .id = job->id,
                       .lease = job->lease,
                       .state = text_from(lease->state),
                       .last_error = lease->last_error,
                       .at = change->now_at,
                   },
                   NULL);
}

static int64_t back_off(int attempt)
{
    int doublings = attempt - 1 < DOUBLINGS_MAXIMUM ? attempt - 1 : DOUBLINGS_MAXIMUM;
    int64_t wait = (int64_t)JOB_BACKOFF_MS << doublings;
    return wait < JOB_BACKOFF_MAXIMUM_MS ? wait : JOB_BACKOFF_MAXIMUM_MS;
}

static int end_job(struct job_runner *runner, struct job *job, int attempts, int status, const struct error *error)
{
    struct lease lease = { .job = job, .last_error = TEXT("") };
    if (status == STATUS_OK) {
        lease.state = "done";
    } else {
        lease.last_error = arena_printf(job->arena, "%s: %s", status_name(status), error->detail);
        bool last = status == STATUS_INVALID || job->attempt >= attempts;
        lease.state = last ? "failed" : NULL;
        lease.run_after = clock_now(runner->settings.clock) + back_off(job->attempt);
        log_warning(last ? "job.given_up" : "job.failed", LOG_TEXT("kind", job->kind),
                    LOG_IDENTITY("job", job->id.value), LOG_INTEGER("attempt", job->attempt),
                    LOG_STATUS("status", status), LOG_STRING("detail", error->detail));
    }
    return run_change(runner, "job_end", write_end, &lease);
}

static int run_job(struct job_runner *runner, struct job *job, const struct job_kind *kind)
{
    struct error error = { 0 };
    int status;
    if (kind != NULL)
        status = kind->run(job, &error);
    else
        status = error_set(&error, STATUS_FAILED, 0, "this program does not know the kind");
    if (job->finished)
        return STATUS_OK;
    return end_job(runner, job, kind != NULL ? kind->attempts : UNKNOWN_ATTEMPTS, status, &error);
}

int job_runner_step(struct job_runner *runner)
{
    struct job_due_row due;
    arena_reset(runner->arena);
    int status =
        job_due(runner->db, runner->arena, (struct job_due_in){ .now = clock_now(runner->settings.clock) }, &due);
    if (status != STATUS_OK)
        return status;
    const struct job_kind *kind = find_kind(runner, due.kind);
    struct job job = {
        .organisation = due.organisation,
        .id = due.id,
        .kind = due.kind,
        .db = runner->db,
        .arena = runner->arena,
        .writer = runner->settings.writer,
        .clock = runner->settings.clock,
        .context = runner->settings.context,
    };
    struct lease lease = { .job = &job, .seconds = kind != NULL ? kind->lease_seconds : UNKNOWN_LEASE_SECONDS };
    status = run_change(runner, "job_lease", take_lease, &lease);
    if (status != STATUS_OK || !lease.taken)
        return status;
    return run_job(runner, &job, kind);
}

static int forget_old(struct change *change, void *argument)
{
    (void)argument;
    int64_t before = change->now_at - (int64_t)JOB_KEEP_DAYS * DAY_MS;
    int status = job_forget(change->db, (struct job_forget_in){ .before = before }, NULL);
    if (status != STATUS_OK)
        return status;
    return live_event_forget(change->db, (struct live_event_forget_in){ .before = change->now_at - EVENT_KEPT_MS },
                             NULL);
}

static void clean(struct job_runner *runner)
{
    int64_t now_at = clock_now(runner->settings.clock);
    if (runner->cleaned_at != 0 && now_at - runner->cleaned_at < CLEAN_MS)
        return;
    runner->cleaned_at = now_at;
    struct writer_task task = { .change = forget_old, .name = "forget_old" };
    (void)!writer_run(runner->settings.writer, runner->db, &task);
}

/* Until woken, stopped or a second has passed. False: stop. */
static bool wait_for_work(struct job_runner *runner)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += LOOK_MS / SECOND_MS;
    pthread_mutex_lock(&runner->mutex);
    while (!runner->woken && !runner->stopping)
        if (pthread_cond_timedwait(&runner->condition, &runner->mutex, &until) == ETIMEDOUT)
            break;
    runner->woken = false;
    bool go_on = !runner->stopping;
    pthread_mutex_unlock(&runner->mutex);
    return go_on;
}

static bool is_stopping(struct job_runner *runner)
{
    pthread_mutex_lock(&runner->mutex);
    bool stopping = runner->stopping;
    pthread_mutex_unlock(&runner->mutex);
    return stopping;
}

static void *runner_thread(void *argument)
{
    struct job_runner *runner = argument;
    pthread_setname_np(pthread_self(), "jobs");
    do {
        int status = STATUS_OK;
        while (status == STATUS_OK && !is_stopping(runner))
            status = job_runner_step(runner);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND)
            log_error("job.runner", LOG_STATUS("status", status), LOG_STRING("database", db_failure(runner->db)));
        clean(runner);
    } while (wait_for_work(runner));
    return NULL;
}

static void wake(void *context)
{
    job_runner_wake(context);
}

int job_runner_open(const struct job_runner_settings *settings, struct error *error, struct job_runner **ret_runner)
{
    struct db *db;
    int status = db_open_reader(settings->location, error, &db);
    if (status != STATUS_OK)
        return status;
    struct job_runner *runner = memory_allocate(1, sizeof *runner);
    runner->settings = *settings;
    runner->db = db;
    runner->arena = arena_new();
    runner->change = arena_new();
    pthread_mutex_init(&runner->mutex, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&runner->condition, &monotonic);
    pthread_condattr_destroy(&monotonic);
    *ret_runner = runner;
    return STATUS_OK;
}

int job_runner_start(struct job_runner *runner, struct error *error)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int code = pthread_create(&runner->thread, NULL, runner_thread, runner);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code != 0)
        return error_set(error, STATUS_FAILED, 0, "thread: %s", strerror(code));
    runner->started = true;
    writer_on_wake(runner->settings.writer, wake, runner);
    return STATUS_OK;
}

void job_runner_wake(struct job_runner *runner)
{
    pthread_mutex_lock(&runner->mutex);
    runner->woken = true;
    pthread_cond_signal(&runner->condition);
    pthread_mutex_unlock(&runner->mutex);
}

void job_runner_stop(struct job_runner *runner)
{
    if (runner == NULL)
        return;
    if (runner->started) {
        writer_on_wake(runner->settings.writer, NULL, NULL);
        pthread_mutex_lock(&runner->mutex);
        runner->stopping = true;
        pthread_cond_signal(&runner->condition);
        pthread_mutex_unlock(&runner->mutex);
        pthread_join(runner->thread, NULL);
    }
    db_close(runner->db);
    arena_free(runner->arena);
    arena_free(runner->change);
    pthread_mutex_destroy(&runner->mutex);
    pthread_cond_destroy(&runner->condition);
    free(runner);
}
