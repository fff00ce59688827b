/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Changes on PostgreSQL: SERIALIZABLE, by the worker that asks, tried again when the engine says that another
 * transaction was in the way (40001, 40P01) or the connection was gone before the commit. A connection that
 * breaks during the commit leaves the outcome unknown: that is a failure, and a device's second sending finds
 * out (change_client_write_find).
 */
#include "base/log.h"
#include "base/random.h"
#include "db/writer_internal.h"

enum { PAUSE_MAXIMUM_MS = 64 };

/* A growing pause of chance length, so that those who met do not meet again. */
static void pause_before(int attempt)
{
    uint32_t longest = 1u << (attempt < 6 ? attempt : 6);
    int64_t milliseconds = 1 + random_below(longest > PAUSE_MAXIMUM_MS ? PAUSE_MAXIMUM_MS : longest);
    struct timespec rest = { .tv_nsec = (long)milliseconds * 1000000 };
    nanosleep(&rest, NULL);
}

static int run_once(struct writer *writer, struct db *db, struct writer_task *task, struct arena *scratch,
                    struct change_events *events, int attempt)
{
    int status = db->driver->begin(db, DB_TRANSACTION_CHANGE);
    if (status != STATUS_OK)
        return status;
    status = writer_try(writer, db, task, scratch, events, attempt);
    if (status == STATUS_OK)
        status = db_commit(db);
    else
        db->driver->rollback(db);
    return status;
}

void writer_direct_run(struct writer *writer, struct db *db, struct writer_task *task)
{
    struct arena *scratch = task->arena == NULL ? arena_new() : NULL;
    struct change_events events = { 0 };
    for (int attempt = 1; attempt <= WRITER_ATTEMPTS; attempt++) {
        if (attempt > 1) {
            writer->counts.retries++;
            pause_before(attempt);
        }
        events.count = 0;
        task->status = run_once(writer, db, task, scratch, &events, attempt);
        if (task->status != STATUS_BUSY)
            break;
    }
    if (task->status == STATUS_OK) {
        writer->counts.commits++;
        if (events.count > 0 && writer->notifier != NULL)
            event_notifier_wake(writer->notifier);
        if (events.wake)
            writer_wake(writer);
    } else if (task->status == STATUS_BUSY) {
        log_warning("writer.gave_up", LOG_STRING("change", task->name), LOG_STRING("database", db_failure(db)));
    }
    free(events.items);
    arena_free(scratch);
}
