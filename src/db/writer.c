/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The face of the writer: starting, stopping, the bounded queue, and one try of one change.
 */
#include <signal.h>

#include "base/log.h"
#include "base/memory.h"
#include "db/event.sql.h"
#include "db/wal.h"
#include "db/writer_internal.h"

static void log_failure(const struct writer_task *task, const struct db *db, int status)
{
    log_error("writer.failed", LOG_STRING("change", task->name), LOG_STATUS("status", status),
              LOG_STRING("detail", task->error.detail), LOG_STRING("database", db_failure(db)));
}

static void log_slow(struct writer *writer, const struct writer_task *task, int64_t milliseconds)
{
    if (milliseconds <= WRITER_BUDGET_MS)
        return;
    writer->counts.slow++;
    log_warning("writer.slow", LOG_STRING("change", task->name), LOG_INTEGER("ms", milliseconds));
}

/* The function's own word counts, except that success cannot follow a failed statement and a retry that the
 * engine asks for is not hidden. */
static int final_status(int returned, int statement)
{
    if (statement == STATUS_BUSY || (returned == STATUS_OK && statement != STATUS_OK))
        return statement;
    return returned > 0 || returned < STATUS_FAILED ? STATUS_FAILED : returned;
}

int writer_try(struct writer *writer, struct db *db, struct writer_task *task, struct arena *scratch,
               struct change_events *events, int attempt)
{
    struct arena *arena = task->arena != NULL ? task->arena : scratch;
    arena_reset(arena);
    struct change change = {
        .db = db,
        .arena = arena,
        .now_at = clock_now(writer->settings.clock),
        .organisation = task->organisation,
        .actor = task->actor,
        .session = task->session,
        .attempt = attempt,
        .identities = writer->settings.identities,
        .events = events,
    };
    events->begin = events->count;
    int64_t start = clock_ticks();
    db_change_begin(db);
    int returned = task->change(&change, task->argument);
    int status = final_status(returned, db_change_end(db));
    log_slow(writer, task, clock_ticks() - start);
    task->error = change.error;
    if (task->arena == NULL)
        task->error.argument = TEXT_NULL; /* it would outlive the scratch */
    if (status != STATUS_OK)
        events->count = events->begin;
    if (status == STATUS_FAILED)
        log_failure(task, db, status);
    return status;
}

void writer_answer(struct writer *writer, struct writer_task *task)
{
    writer->counts.changes++;
    writer->counts.failed += task->status != STATUS_OK;
    task->done(task);
}

void writer_on_wake(struct writer *writer, void (*wake)(void *context), void *context)
{
    pthread_mutex_lock(&writer->wake_mutex);
    writer->wake = wake;
    writer->wake_context = context;
    pthread_mutex_unlock(&writer->wake_mutex);
}

void writer_wake(struct writer *writer)
{
    pthread_mutex_lock(&writer->wake_mutex);
    if (writer->wake != NULL)
        writer->wake(writer->wake_context);
    pthread_mutex_unlock(&writer->wake_mutex);
}

struct writer_task *writer_next(struct writer *writer, bool wait)
{
    pthread_mutex_lock(&writer->mutex);
    while (wait && writer->first == NULL && !writer->stopping)
        pthread_cond_wait(&writer->filled, &writer->mutex);
    struct writer_task *task = writer->first;
    if (task != NULL) {
        writer->first = task->next;
        writer->waiting--;
        task->next = NULL;
    }
    pthread_mutex_unlock(&writer->mutex);
    return task;
}

static bool put_in_queue(struct writer *writer, struct writer_task *task)
{
    task->next = NULL;
    pthread_mutex_lock(&writer->mutex);
    bool taken = !writer->stopping && writer->waiting < writer->settings.queue_maximum;
    if (taken) {
        if (writer->first == NULL)
            writer->first = task;
        else
            writer->last->next = task;
        writer->last = task;
        writer->waiting++;
        pthread_cond_signal(&writer->filled);
    }
    pthread_mutex_unlock(&writer->mutex);
    if (!taken)
        writer->counts.refused++;
    return taken;
}

bool writer_submit(struct writer *writer, struct db *db, struct writer_task *task)
{
    if (writer->engine == DB_ENGINE_SQLITE)
        return put_in_queue(writer, task);
    writer_direct_run(writer, db, task);
    writer_answer(writer, task);
    return true;
}

/* Somebody who waits for one task. */
struct waiter {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    bool done;
};

static void wake_waiter(struct writer_task *task)
{
    struct waiter *waiter = task->context;
    pthread_mutex_lock(&waiter->mutex);
    waiter->done = true;
    pthread_cond_signal(&waiter->condition);
    pthread_mutex_unlock(&waiter->mutex);
}

static int run_queued(struct writer *writer, struct writer_task *task)
{
    struct waiter waiter = { .mutex = PTHREAD_MUTEX_INITIALIZER, .condition = PTHREAD_COND_INITIALIZER };
    task->done = wake_waiter;
    task->context = &waiter;
    if (!put_in_queue(writer, task))
        return task->status = STATUS_BUSY;
    pthread_mutex_lock(&waiter.mutex);
    while (!waiter.done)
        pthread_cond_wait(&waiter.condition, &waiter.mutex);
    pthread_mutex_unlock(&waiter.mutex);
    return task->status;
}

static void do_nothing(struct writer_task *task)
{
    (void)task;
}

int writer_run(struct writer *writer, struct db *db, struct writer_task *task)
{
    if (writer->engine == DB_ENGINE_SQLITE)
        return run_queued(writer, task);
    task->done = do_nothing;
    if (db != NULL) {
        writer_direct_run(writer, db, task);
    } else {
        pthread_mutex_lock(&writer->mutex);
        writer_direct_run(writer, writer->db, task);
        pthread_mutex_unlock(&writer->mutex);
    }
    writer_answer(writer, task);
    return task->status;
}

static void release(struct writer *writer)
{
    event_notifier_stop(writer->notifier);
    db_close(writer->db);
    db_lock_release(writer->lock);
    arena_free(writer->scratch);
    free(writer->events.items);
    pthread_mutex_destroy(&writer->mutex);
    pthread_mutex_destroy(&writer->wake_mutex);
    pthread_cond_destroy(&writer->filled);
    free(writer);
}

/* Where the numbers of events go on. */
static int read_sequence(struct writer *writer, struct error *error)
{
    struct live_sequence_last_row row;
    int status = live_sequence_last(writer->db, writer->scratch, &row);
    if (status != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s", db_failure(writer->db));
    writer->events.numbered = true;
    writer->events.sequence = row.last;
    return STATUS_OK;
}

/* Signals are for the main thread. */
static int start_thread(struct writer *writer, struct error *error)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int code = pthread_create(&writer->thread, NULL, writer_group_thread, writer);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code != 0)
        return error_set(error, STATUS_FAILED, 0, "thread: %s", strerror(code));
    return STATUS_OK;
}

static int start(struct writer *writer, struct error *error)
{
    const char *location = writer->settings.location;
    int status = db_lock_take(location, error, &writer->lock);
    if (status == STATUS_OK)
        status = wal_settle(location, error);
    if (status == STATUS_OK)
        status = db_open_writer(location, error, &writer->db);
    if (status != STATUS_OK)
        return status;
    if (writer->engine == DB_ENGINE_POSTGRESQL) {
        if (writer->settings.hub == NULL)
            return STATUS_OK;
        return event_notifier_start(location, writer->settings.hub, error, &writer->notifier);
    }
    status = read_sequence(writer, error);
    return status == STATUS_OK ? start_thread(writer, error) : status;
}

int writer_start(const struct writer_settings *settings, struct error *error, struct writer **ret_writer)
{
    struct writer *writer = memory_allocate(1, sizeof *writer);
    writer->settings = *settings;
    if (writer->settings.queue_maximum == 0)
        writer->settings.queue_maximum = WRITER_QUEUE_MAXIMUM;
    if (writer->settings.group_maximum == 0)
        writer->settings.group_maximum = WRITER_GROUP_MAXIMUM;
    if (writer->settings.group_ms == 0)
        writer->settings.group_ms = WRITER_GROUP_MS;
    writer->engine = db_engine_of(settings->location);
    writer->scratch = arena_new();
    pthread_mutex_init(&writer->mutex, NULL);
    pthread_mutex_init(&writer->wake_mutex, NULL);
    pthread_cond_init(&writer->filled, NULL);
    int status = start(writer, error);
    if (status != STATUS_OK) {
        release(writer);
        return status;
    }
    *ret_writer = writer;
    return STATUS_OK;
}

void writer_stop(struct writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->engine == DB_ENGINE_SQLITE) {
        pthread_mutex_lock(&writer->mutex);
        writer->stopping = true;
        pthread_cond_signal(&writer->filled);
        pthread_mutex_unlock(&writer->mutex);
        pthread_join(writer->thread, NULL);
    }
    release(writer);
}

struct writer_figures writer_figures(struct writer *writer)
{
    struct writer_figures figures = {
        .changes = writer->counts.changes,
        .failed = writer->counts.failed,
        .commits = writer->counts.commits,
        .lost = writer->counts.lost,
        .retries = writer->counts.retries,
        .refused = writer->counts.refused,
        .slow = writer->counts.slow,
    };
    if (writer->engine == DB_ENGINE_SQLITE) {
        pthread_mutex_lock(&writer->mutex);
        figures.waiting = (int64_t)writer->waiting;
        pthread_mutex_unlock(&writer->mutex);
    }
    return figures;
}
