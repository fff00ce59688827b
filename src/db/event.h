/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Live events on their way from a commit to the open pages. A change writes rows (change_event); when they
 * are committed each has a sequence, the cursor of whoever listens: nobody ever sees a lower sequence appear
 * after a higher one. An id could not be the cursor, being minted before the commit.
 *
 * SQLite: there is one writer and its commits come one after another, so it numbers rows inside the
 * transaction and publishes after the commit. PostgreSQL: commits overlap, so rows are committed without a
 * number; the notifier thread of each node numbers what waits, under the lock of one row, wakes the other
 * nodes with one NOTIFY a batch, and publishes what it has not published yet.
 *
 * What a page has missed while it was away: live_event_since of db/event.sql. Rows are kept EVENT_KEPT_MS; the job runner
 * (job/job.h) removes them.
 */
#ifndef DB_EVENT_H
#define DB_EVENT_H

#include "db/change.h"

enum { EVENT_KEPT_MS = HOUR_MS };

struct event {
    int64_t sequence; /* above every earlier event of the database; above 0 */
    struct organisation_id organisation;
    struct event_topic topic;
    char kind[EVENT_KIND_SIZE];
};

/* Where events come in and subscribers get them. Thread safe. */
struct event_hub;

struct event_hub *event_hub_new(void) NEVER_NULL;

/* Nobody may publish or be subscribed any more. NULL is allowed. */
void event_hub_free(struct event_hub *hub);

/*
 * From now on calls `take` with events that are committed, in order of sequence. It runs on the thread of the
 * writer or the notifier: it puts them in queues of its own and returns; it neither reads the database nor
 * waits. Gives a number for event_hub_unsubscribe, above 0.
 */
int event_hub_subscribe(struct event_hub *hub, void (*take)(void *context, const struct event *events, size_t count),
                        void *context);

/* When this returns the function is not running and will not be called again. Not from within the function.
 */
void event_hub_unsubscribe(struct event_hub *hub, int subscription);

/* Hands events to all subscribers; for the writer, the notifier and tests. */
void event_hub_publish(struct event_hub *hub, const struct event *events, size_t count);

/* The notifier of PostgreSQL. The writer starts and stops it; wakes it after a commit with events. */
struct event_notifier;

int event_notifier_start(const char *location, struct event_hub *hub, struct error *error,
                         struct event_notifier **ret_notifier) MUST_CHECK;
void event_notifier_wake(struct event_notifier *notifier);

/* Ends the thread. NULL is allowed. */
void event_notifier_stop(struct event_notifier *notifier);

#endif
