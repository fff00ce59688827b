/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Events on PostgreSQL, one thread a node (db/event.h says why). In a round it takes the row of live_sequence,
 * so that one node numbers at a time; numbers what waits; tells the other nodes with one NOTIFY; then publishes
 * what it has not published yet, whoever numbered it. It does a round when this node committed events, when
 * another node tells, and every second in case a message was lost.
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "db/driver.h"
#include "db/event.h"
#include "db/event.sql.h"
#include "db/postgresql.h"

enum { BATCH = 500, ROUND_MS = 1000 };

struct event_notifier {
    struct event_hub *hub;
    struct db *db;
    pthread_t thread;
    int wake; /* eventfd */
    atomic_bool stopping;
    int64_t published; /* the last sequence */
    struct arena *arena;
};

/* Inside a transaction that has the row of live_sequence. */
static int number_rows(struct event_notifier *notifier, size_t *ret_count)
{
    struct db *db = notifier->db;
    struct live_sequence_last_row sequence;
    struct live_event_waiting_rows rows;
    int status = live_event_waiting(db, notifier->arena, (struct live_event_waiting_in){ .limit = BATCH }, &rows);
    if (status == STATUS_OK)
        status = live_sequence_last(db, notifier->arena, &sequence);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = live_event_number(db,
                                   (struct live_event_number_in){ .organisation = rows.items[i].organisation,
                                                                  .id = rows.items[i].id,
                                                                  .sequence = sequence.last + 1 + (int64_t)i },
                                   NULL);
    if (status == STATUS_OK && rows.count > 0)
        status = live_sequence_raise(db, (struct live_sequence_raise_in){ .count = (int64_t)rows.count }, NULL);
    if (status == STATUS_OK && rows.count > 0)
        status = db->driver->execute(db, "NOTIFY samenspel_event");
    if (status == STATUS_OK)
        *ret_count = rows.count;
    return status;
}

/* READ COMMITTED: after the lock each statement sees what others committed while this one waited for it. */
static int number_batch(struct event_notifier *notifier, size_t *ret_count)
{
    struct db *db = notifier->db;
    int status = db->driver->execute(db, "BEGIN ISOLATION LEVEL READ COMMITTED");
    if (status == STATUS_OK)
        status = live_sequence_raise(db, (struct live_sequence_raise_in){ .count = 0 }, NULL);
    if (status == STATUS_OK)
        status = number_rows(notifier, ret_count);
    int ended = db->driver->execute(db, status == STATUS_OK ? "COMMIT" : "ROLLBACK");
    return status == STATUS_OK ? ended : status;
}

static void publish_rows(struct event_notifier *notifier, const struct live_event_after_rows *rows)
{
    struct event events[BATCH];
    for (size_t i = 0; i < rows->count; i++) {
        const struct live_event_after_row *row = &rows->items[i];
        struct event *event = &events[i];
        *event = (struct event){ .sequence = row->sequence,
                                 .organisation = row->organisation,
                                 .topic = { .group = row->care_group, .child = row->child, .person = row->person } };
        struct text kind = text_limit(row->kind, EVENT_KIND_SIZE - 1);
        memcpy(event->kind, kind.data, kind.length);
    }
    event_hub_publish(notifier->hub, events, rows->count);
    notifier->published = rows->items[rows->count - 1].sequence;
}

static int publish_batch(struct event_notifier *notifier, size_t *ret_count)
{
    struct live_event_after_rows rows;
    int status =
        live_event_after(notifier->db, notifier->arena,
                         (struct live_event_after_in){ .sequence = notifier->published, .limit = BATCH }, &rows);
    if (status != STATUS_OK)
        return status;
    if (rows.count > 0)
        publish_rows(notifier, &rows);
    *ret_count = rows.count;
    return STATUS_OK;
}

/* Until nothing waits and nothing is unpublished. */
static int do_round(struct event_notifier *notifier)
{
    size_t numbered = 0;
    size_t published = 0;
    int status;
    do {
        arena_reset(notifier->arena);
        status = number_batch(notifier, &numbered);
        if (status == STATUS_OK)
            status = publish_batch(notifier, &published);
    } while (status == STATUS_OK && (numbered == BATCH || published == BATCH));
    return status;
}

static void take_messages(struct event_notifier *notifier)
{
    PGconn *connection = postgresql_connection(notifier->db);
    PQconsumeInput(connection);
    PGnotify *message;
    while ((message = PQnotifies(connection)) != NULL)
        PQfreemem(message);
}

static void wait_for_work(struct event_notifier *notifier)
{
    struct pollfd descriptors[] = {
        { .fd = notifier->wake, .events = POLLIN },
        { .fd = PQsocket(postgresql_connection(notifier->db)), .events = POLLIN },
    };
    uint64_t count;
    (void)!poll(descriptors, 2, ROUND_MS);
    if ((descriptors[0].revents & POLLIN) != 0)
        (void)!read(notifier->wake, &count, sizeof count);
    take_messages(notifier);
}

/* A broken connection is made again; a second passes between tries. */
static void recover(struct event_notifier *notifier)
{
    log_error("event.round_failed", LOG_STRING("database", db_failure(notifier->db)));
    struct timespec second = { .tv_sec = 1 };
    nanosleep(&second, NULL);
    PGconn *connection = postgresql_connection(notifier->db);
    if (PQstatus(connection) == CONNECTION_OK)
        return;
    notifier->db->driver->rollback(notifier->db);
    if (notifier->db->driver->begin(notifier->db, DB_TRANSACTION_CHANGE) != STATUS_OK)
        return;
    notifier->db->driver->rollback(notifier->db);
    (void)!notifier->db->driver->execute(notifier->db, "LISTEN samenspel_event");
}

static void *notifier_thread(void *argument)
{
    struct event_notifier *notifier = argument;
    pthread_setname_np(pthread_self(), "notifier");
    while (!notifier->stopping) {
        if (do_round(notifier) != STATUS_OK)
            recover(notifier);
        else
            wait_for_work(notifier);
    }
    return NULL;
}

/* Starts after what is numbered already: pages that come back ask for it by themselves. */
static int prepare_notifier(struct event_notifier *notifier, const char *location, struct error *error)
{
    int status = db_open_writer(location, error, &notifier->db);
    if (status != STATUS_OK)
        return status;
    struct live_sequence_last_row row;
    status = notifier->db->driver->execute(notifier->db, "LISTEN samenspel_event");
    if (status == STATUS_OK)
        status = live_sequence_last(notifier->db, notifier->arena, &row);
    if (status != STATUS_OK)
        return error_set(error, STATUS_FAILED, 0, "%s", db_failure(notifier->db));
    notifier->published = row.last;
    notifier->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (notifier->wake < 0)
        return error_set(error, STATUS_FAILED, 0, "eventfd: %s", strerror(errno));
    return STATUS_OK;
}

static void release(struct event_notifier *notifier)
{
    if (notifier->wake >= 0)
        close(notifier->wake);
    db_close(notifier->db);
    arena_free(notifier->arena);
    free(notifier);
}

int event_notifier_start(const char *location, struct event_hub *hub, struct error *error,
                         struct event_notifier **ret_notifier)
{
    struct event_notifier *notifier = memory_allocate(1, sizeof *notifier);
    notifier->hub = hub;
    notifier->arena = arena_new();
    notifier->wake = -1;
    int status = prepare_notifier(notifier, location, error);
    if (status == STATUS_OK) {
        sigset_t all;
        sigset_t before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        int code = pthread_create(&notifier->thread, NULL, notifier_thread, notifier);
        pthread_sigmask(SIG_SETMASK, &before, NULL);
        if (code != 0)
            status = error_set(error, STATUS_FAILED, 0, "thread: %s", strerror(code));
    }
    if (status != STATUS_OK) {
        release(notifier);
        return status;
    }
    *ret_notifier = notifier;
    return STATUS_OK;
}

void event_notifier_wake(struct event_notifier *notifier)
{
    uint64_t one = 1;
    (void)!write(notifier->wake, &one, sizeof one);
}

void event_notifier_stop(struct event_notifier *notifier)
{
    if (notifier == NULL)
        return;
    notifier->stopping = true;
    event_notifier_wake(notifier);
    pthread_join(notifier->thread, NULL);
    release(notifier);
}
