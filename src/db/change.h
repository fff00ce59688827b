/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A change: one function that writes to the database and succeeds or leaves nothing behind. Handlers return
 * it to the http layer, jobs and commands give it to writer_run.
 *
 * Rules of a change function
 * - It may run more than once (a lost group, a serialization conflict). It starts from its argument alone and
 *   writes results only there and in the change's arena.
 * - No reading or writing of files or the network, no password hashing, no waiting: on SQLite everybody
 *   waits. WRITER_BUDGET_MS is its time budget; more is logged.
 * - Its argument does not point into the request; what it needs was copied.
 * - It checks rights and versions again, inside the transaction.
 * - After a statement of it failed with another status than STATUS_NOT_FOUND the change can only fail: every
 *   later statement gives the same status, and returning STATUS_OK gives it too. The function may return
 *   another negative status with a word that says more; not after STATUS_BUSY, which asks for another try.
 * - Audit rows, jobs and events are written by it, so that they stand or fall with it.
 */
#ifndef DB_CHANGE_H
#define DB_CHANGE_H

#include "base/error.h"
#include "base/identity.h"
#include "db/db.h"

enum {
    CHANGE_EVENT_MAXIMUM = 512, /* events of one change; a further one makes the change fail */
    EVENT_KIND_SIZE = 24,       /* bytes of a kind with its NUL */
    CLIENT_WRITE_BYTES = 16     /* length of a client id */
};

/* What a change function works with. Made by the writer, lives while the function runs. */
struct change {
    struct db *db;                       /* takes every statement, also those that write */
    struct arena *arena;                 /* of the task: emptied before each try, kept until the task is done */
    int64_t now_at;                      /* UTC milliseconds, the same throughout the change */
    struct organisation_id organisation; /* from the task; 0 for work on the whole installation */
    struct person_id actor;              /* who does it; 0: the program itself */
    struct session_id session;           /* by which session; 0: none */
    struct error error;                  /* filled by change_fail and error_set */
    int attempt;                         /* 1 for the first try */
    struct identity_source *identities;  /* for IDENTITY_MINT(entry, change->identities) */
    struct change_events *events;        /* of the writer: what change_event collected */
};

/*
 * Fills the error and gives `status` back (negative), so that a function ends with
 * `return change_fail(change, STATUS_CONFLICT, WORD_X);`. `word` is an enum word of i18n, 0 for none.
 */
int change_fail(struct change *change, int status, int word);

/* A new id of a kind: CHANGE_MINT(change, entry) is a struct entry_id. */
#define CHANGE_MINT(change, kind) IDENTITY_MINT(kind, (change)->identities)

/* Whom an event concerns. 0 means none of that kind; `person` makes it for that person alone. */
struct event_topic {
    struct group_id group;
    struct child_id child;
    struct person_id person;
};

/*
 * Tells open pages, after the commit, that something changed (db/event.h). `kind` is a literal of a-z and
 * '_', shorter than EVENT_KIND_SIZE, never data. Uses the change's organisation.
 */
int change_event(struct change *change, const char *kind, struct event_topic topic) MUST_CHECK;

/* After the commit the function of writer_on_wake is called: there is work for the job runner. */
void change_wake(struct change *change);

/*
 * A write that a device may send twice (same key and body: same answer; another body: 409). `client` are
 * CLIENT_WRITE_BYTES bytes the device chose, `body_hash` the SHA-256 of what it sent. Kept 30 days by account
 * (the change's actor) and device.
 */
struct client_write {
    struct device_id device; /* 0: a browser without a device of its own */
    struct text client;      /* STATUS_INVALID when it has another length */
    struct text body_hash;   /* SHA256_SIZE bytes */
};

/*
 * To be asked first in a change. STATUS_OK: it was done before, `ret_result` is the id it made then; write
 * nothing. STATUS_NOT_FOUND: it is new. STATUS_CONFLICT: the same key with another body; the change fails.
 */
int change_client_write_find(struct change *change, const struct client_write *write, int64_t *ret_result) MUST_CHECK;

/* To be called when the change did its work: keeps `result`, the id that it made (0: none). */
int change_client_write_keep(struct change *change, const struct client_write *write, int64_t result) MUST_CHECK;

#endif
