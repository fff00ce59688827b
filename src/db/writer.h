/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The writer takes changes (db/change.h) and answers each one when it is durable, or when it failed.
 *
 * SQLite: one thread with the only connection that writes. It runs the waiting changes one after another,
 * each in a savepoint of one transaction, and commits them together with synchronous=FULL: one fdatasync for
 * all. A change that fails is rolled back to its savepoint and leaves the others alone. After each change the
 * writer tests that the transaction still stands (a full disk ends it whole); when the group is lost, or its
 * commit fails, each change of the group runs again alone, in order. Only this connection checkpoints, after
 * the answers are out.
 *
 * PostgreSQL: there is no queue. The calling worker runs the change on its own connection, SERIALIZABLE, up
 * to WRITER_ATTEMPTS times when the engine asks for a retry (40001, 40P01), then STATUS_BUSY.
 *
 * Measured by bench/change_writer.c: 64 clients, one insert each, group against a commit for each change.
 */
#ifndef DB_WRITER_H
#define DB_WRITER_H

#include "db/change.h"
#include "db/event.h"

enum {
    WRITER_QUEUE_MAXIMUM = 4096, /* changes waiting, unless the settings say another limit */
    WRITER_GROUP_MAXIMUM = 512,  /* changes of one transaction */
    WRITER_GROUP_MS = 8,         /* no further change joins a group that has run so long */
    WRITER_BUDGET_MS = 50,       /* a change that runs longer is logged as writer.slow */
    WRITER_ATTEMPTS = 12         /* tries of one change on PostgreSQL */
};

struct writer;

struct writer_settings {
    const char *location;               /* of the database, its schema up to date */
    const struct clock *clock;          /* borrowed */
    struct identity_source *identities; /* borrowed */
    struct event_hub *hub;              /* borrowed; NULL: nobody listens */
    size_t queue_maximum;               /* 0: WRITER_QUEUE_MAXIMUM */
    size_t group_maximum;               /* 0: WRITER_GROUP_MAXIMUM; 1 commits each change alone, for the bench */
    int group_ms;                       /* 0: WRITER_GROUP_MS */
};

/* One change on its way. Belongs to the caller, who leaves it and what it points to alone until `done`. */
struct writer_task {
    int (*change)(struct change *change, void *argument); /* db/change.h has its rules */
    void *argument;                                       /* for the function; may be its result too */
    void (*done)(struct writer_task *task); /* called once, when status is final: quick, does not wait. NULL
                                               only for writer_run */
    void *context;                          /* for `done` */
    struct arena *arena;                    /* borrowed; emptied before each try, keeps what the function left in it */
    struct organisation_id organisation;    /* these three go to the change as they are */
    struct person_id actor;
    struct session_id session;
    const char *name;         /* literal for the log ("handover_record"); NULL is allowed */
    int status;               /* result: STATUS_OK only when the change is on disk */
    struct error error;       /* result: when status is negative; its argument is in the arena */
    struct writer_task *next; /* of the writer */
};

/* What the writer did since it started. */
struct writer_figures {
    int64_t changes; /* that are done, with any status */
    int64_t failed;  /* of these: with a negative status */
    int64_t commits; /* transactions committed; changes / commits is the size of a group */
    int64_t lost;    /* groups that were lost and ran again one by one */
    int64_t retries; /* tries after the first on PostgreSQL */
    int64_t refused; /* not taken because the queue was full */
    int64_t slow;    /* over the time budget */
    int64_t waiting; /* in the queue now */
};

/*
 * Starts writing. On SQLite takes the writer's lock: STATUS_BUSY, with the other's process number in
 * error->detail, when another process has it. The schema is not checked here (migrate_status).
 */
int writer_start(const struct writer_settings *settings, struct error *error, struct writer **ret_writer) MUST_CHECK;

/* Takes nothing more, finishes what was taken, answers it and ends. NULL is allowed. */
void writer_stop(struct writer *writer);

/*
 * Hands over a change. `db` is the calling worker's own connection (db_open_reader), outside a
 * db_read_begin pair: on PostgreSQL the change runs on it here and now and `done` is called before this
 * returns; on SQLite it is not used and `done` is called by the writer's thread.
 * False, with nothing taken and `done` never called, when the queue is full or the writer stops: only then is
 * a 503 in order.
 */
bool writer_submit(struct writer *writer, struct db *db, struct writer_task *task) MUST_CHECK;

/*
 * The same and waits for the end, for commands, jobs and tests; gives task->status, STATUS_BUSY when it was
 * not taken. `db` may be NULL: on PostgreSQL the writer then lends a connection of its own, one caller at a
 * time. task->done is not called. Never from a change function or from `done`.
 */
int writer_run(struct writer *writer, struct db *db, struct writer_task *task) MUST_CHECK;

/* From now on `wake(context)` is called after each commit of a change that asked for it (change_wake); NULL: nobody.
 * When this returns the earlier function is not running and will not be called again. One at a time. */
void writer_on_wake(struct writer *writer, void (*wake)(void *context), void *context);

struct writer_figures writer_figures(struct writer *writer);

#endif
