/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: what the two ways of writing share. writer.c is the face and the queue, writer_group.c
 * the thread of SQLite, writer_direct.c the way of PostgreSQL.
 */
#ifndef DB_WRITER_INTERNAL_H
#define DB_WRITER_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "db/change_events.h"
#include "db/driver.h"
#include "db/lock.h"
#include "db/writer.h"

/* Counted while writing, read by anybody. */
struct writer_counts {
    _Atomic int64_t changes;
    _Atomic int64_t failed;
    _Atomic int64_t commits;
    _Atomic int64_t lost;
    _Atomic int64_t retries;
    _Atomic int64_t refused;
    _Atomic int64_t slow;
};

struct writer {
    struct writer_settings settings;
    enum db_engine engine;
    struct writer_counts counts;
    struct db *db; /* SQLite: the one that writes; PostgreSQL: lent to callers without one */

    pthread_mutex_t mutex; /* SQLite: over the queue; PostgreSQL: over `db` */
    pthread_cond_t filled; /* the queue is not empty, or `stopping` */
    struct writer_task *first;
    struct writer_task *last;
    size_t waiting;
    bool stopping;

    /* SQLite only; `events` and `scratch` belong to the thread. */
    pthread_t thread;
    struct db_lock *lock;
    struct change_events events;
    struct arena *scratch; /* for tasks without an arena */

    struct event_notifier *notifier; /* PostgreSQL only */

    pthread_mutex_t wake_mutex; /* over the two below; held while the function runs */
    void (*wake)(void *context);
    void *wake_context;
};

/* Runs the function of a task on `db` inside an open transaction. Its final word about this try: what the
 * function returned, or the failure of a statement when it returned none. */
int writer_try(struct writer *writer, struct db *db, struct writer_task *task, struct arena *scratch,
               struct change_events *events, int attempt);

/* Calls the function of writer_on_wake. */
void writer_wake(struct writer *writer);

/* Counts, and calls `done`. */
void writer_answer(struct writer *writer, struct writer_task *task);

/* The body of SQLite's thread. */
void *writer_group_thread(void *argument);

/* Next task of the queue, waiting for one if `wait`; NULL when there is none (and, waiting, never will be). */
struct writer_task *writer_next(struct writer *writer, bool wait);

/* One change on PostgreSQL, to its end but for `done`. */
void writer_direct_run(struct writer *writer, struct db *db, struct writer_task *task);

#endif
