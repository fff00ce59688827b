/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Group commit: the thread that writes an SQLite database (db/writer.h says why and how).
 *
 * A group is a list of tasks, in the order of the queue, that run in one transaction. Nobody is answered
 * before the transaction is on disk or the task has run alone.
 */
#include "base/log.h"
#include "db/event.sql.h"
#include "db/writer_internal.h"

struct group {
    struct writer_task *first;
    struct writer_task *last;
    size_t count;
};

static void group_add(struct group *group, struct writer_task *task)
{
    if (group->first == NULL)
        group->first = task;
    else
        group->last->next = task;
    group->last = task;
    group->count++;
}

static bool stands(const struct writer *writer)
{
    return writer->db->driver->stands(writer->db);
}

/* Runs one change in its savepoint. False when the transaction is gone and everything in it. */
static bool run_in_savepoint(struct writer *writer, struct writer_task *task)
{
    const struct db_driver *driver = writer->db->driver;
    task->status = driver->savepoint(writer->db);
    if (task->status != STATUS_OK)
        return false;
    task->status = writer_try(writer, writer->db, task, writer->scratch, &writer->events, 1);
    if (!stands(writer)) {
        if (task->status == STATUS_OK)
            task->status = STATUS_FAILED;
        return false;
    }
    if (task->status == STATUS_OK)
        return (task->status = driver->savepoint_release(writer->db)) == STATUS_OK;
    return driver->savepoint_rollback(writer->db) == STATUS_OK;
}

/* The numbers of the events go into the same transaction. */
static int commit(struct writer *writer)
{
    struct db *db = writer->db;
    int status = STATUS_OK;
    if (writer->events.count > 0)
        status = live_sequence_set(db, (struct live_sequence_set_in){ .last = writer->events.sequence }, NULL);
    if (status == STATUS_OK)
        status = db_commit(db);
    writer->counts.commits += status == STATUS_OK;
    return status;
}

static void publish(struct writer *writer)
{
    struct change_events *events = &writer->events;
    if (events->count > 0 && writer->settings.hub != NULL)
        event_hub_publish(writer->settings.hub, events->items, events->count);
    if (events->wake)
        writer_wake(writer);
    events->count = 0;
    events->wake = false;
}

/* One change in a transaction of its own; publishes its events. */
static void run_alone(struct writer *writer, struct writer_task *task)
{
    struct db *db = writer->db;
    writer->events.count = 0;
    task->status = db->driver->begin(db, DB_TRANSACTION_CHANGE);
    if (task->status != STATUS_OK)
        return;
    bool whole = run_in_savepoint(writer, task);
    if (!whole && task->status == STATUS_OK)
        task->status = STATUS_FAILED;
    if (task->status == STATUS_OK)
        task->status = commit(writer);
    db->driver->rollback(db);
    if (task->status == STATUS_OK)
        publish(writer);
    writer->events.count = 0;
}

/* The transaction is gone: each change by itself, in the same order. One that was alone already is not tried
 * twice. */
static void run_again(struct writer *writer, const struct group *group, int status)
{
    writer->db->driver->rollback(writer->db);
    writer->events.count = 0;
    writer->counts.lost++;
    log_error("writer.group_lost", LOG_INTEGER("changes", group->count), LOG_STATUS("status", status),
              LOG_STRING("database", db_failure(writer->db)));
    if (group->count == 1) {
        if (group->first->status == STATUS_OK)
            group->first->status = status;
        return;
    }
    for (struct writer_task *task = group->first; task != NULL; task = task->next)
        run_alone(writer, task);
}

/* Fills the transaction with what waits, until the queue is empty or the group is large or old enough. False when the
 * transaction is lost. */
static bool fill(struct writer *writer, struct group *group, struct writer_task *task)
{
    int64_t end = clock_ticks() + writer->settings.group_ms;
    for (; task != NULL; task = writer_next(writer, false)) {
        group_add(group, task);
        if (!run_in_savepoint(writer, task))
            return false;
        if (group->count >= writer->settings.group_maximum || clock_ticks() >= end)
            break;
    }
    return true;
}

/* Every task has its final status; answers may come back with new tasks at once. */
static void answer(struct writer *writer, const struct group *group)
{
    struct writer_task *next;
    for (struct writer_task *task = group->first; task != NULL; task = next) {
        next = task->next;
        writer_answer(writer, task);
    }
}

static void run_group(struct writer *writer, struct writer_task *task)
{
    struct group group = { 0 };
    writer->events.count = 0;
    int status = writer->db->driver->begin(writer->db, DB_TRANSACTION_CHANGE);
    if (status != STATUS_OK) {
        /* Nothing can be written now. The next group tries anew. */
        log_error("writer.begin_failed", LOG_STATUS("status", status), LOG_STRING("database", db_failure(writer->db)));
        group_add(&group, task);
        task->status = status;
    } else if (!fill(writer, &group, task)) {
        run_again(writer, &group, STATUS_FAILED);
    } else if ((status = commit(writer)) != STATUS_OK) {
        run_again(writer, &group, status);
    }
    publish(writer);
    answer(writer, &group);
}

void *writer_group_thread(void *argument)
{
    struct writer *writer = argument;
    pthread_setname_np(pthread_self(), "writer");
    struct writer_task *task;
    while ((task = writer_next(writer, true)) != NULL) {
        run_group(writer, task);
        sqlite_checkpoint(writer->db);
        arena_reset(writer->scratch);
    }
    return NULL;
}
