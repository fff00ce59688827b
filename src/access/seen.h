/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was looked at, written after the answer: opening a page writes nothing in the request (design section
 * 3.6). Sightings wait in a bounded table in memory, folded so that one person who opens one page of one
 * child ten times in a quarter of an hour is one row, and go through the writer as one change within a
 * second. What is on disk is remembered, so that the same page again in that quarter costs nothing. When the
 * table is full a sighting is dropped, and the log says how many. Stopping writes what waits.
 *
 * Four kinds: a page of a child (page_view), a session in use (its expiry slides on), a sign-in link that
 * was opened for the first time (its 72 hours begin), an object that was asked for and refused (an audit row, T7).
 */
#ifndef ACCESS_SEEN_H
#define ACCESS_SEEN_H

#include "base/attribute.h"
#include "base/identity.h"

#include <stddef.h>
#include <stdint.h>

struct change;
struct seen;

enum {
    SEEN_MAXIMUM = 8192,             /* sightings that wait */
    SEEN_FLUSH_MS = 500,             /* longest wait before they are handed to the writer */
    SEEN_QUARTER_MS = 15 * 60 * 1000 /* pages fold to this */
};

/*
 * Runs fn(change, argument) of one organisation as a durable change and waits for it; gives its status.
 * Called on the thread of the queue. Without a writer (PostgreSQL) it runs the change itself.
 */
struct seen_sink {
    int (*run)(void *context, struct organisation_id organisation, int (*fn)(struct change *, void *), void *argument);
    void *context;
};

/* Starts the thread. `capacity` 0 is SEEN_MAXIMUM. */
int seen_start(struct seen_sink sink, size_t capacity, struct seen **ret_seen) MUST_CHECK;

/* Writes what waits, ends the thread and frees the queue; call it while the writer still runs. NULL is fine.
 */
void seen_stop(struct seen *seen);

/* A page about a child was opened with the bits `scope` (access/scope.h). `page` is a literal that names it and lives for
 * ever (the route's path). */
void seen_page(struct seen *seen, struct organisation_id organisation, struct person_id person, struct child_id child,
               int64_t scope, const char *page, int64_t at);

/* Somebody who is signed in asked for an object that is not for her. */
struct seen_refusal {
    struct organisation_id organisation;
    struct person_id person;
    struct session_id session;
    const char *kind; /* a literal: "child", "group", "entry", "file" */
    int64_t object;   /* her word for it: there may be no such object, then nothing is written */
    int64_t at;
};

/* Audits the first one of a person, object and quarter of an hour as `access.refused`. Costs the request nothing. */
void seen_refused(struct seen *seen, const struct seen_refusal *refusal);

/* A session was used at `at`: it ends at `expires_at`. */
void seen_session(struct seen *seen, struct organisation_id organisation, struct session_id session, int64_t at,
                  int64_t expires_at);

/* A sign-in link was opened at `at`; only the first time counts. */
void seen_link(struct seen *seen, struct organisation_id organisation, int64_t link, int64_t at);

/* Writes what waits now and returns when it is on disk; for tests and before a backup. */
int seen_flush(struct seen *seen);

/* Sightings dropped since the start. */
uint64_t seen_dropped(struct seen *seen);

#endif
