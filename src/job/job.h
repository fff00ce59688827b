/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Work for later: mail, sealing, cleaning. A job is a row, written in the transaction of the change that asks
 * for it, so it exists if and only if the change does. A runner takes jobs that are due, leases each for a
 * while, works, and writes the end; when it dies in the middle the lease runs out and another takes the job.
 * So a job may run twice: its function is idempotent, or does its writing in one change with its end
 * (job_finish).
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "db/writer.h"

enum {
    JOB_PAYLOAD_MAXIMUM = 64 * 1024,      /* bytes */
    JOB_KEY_MAXIMUM = 200,                /* bytes */
    JOB_BACKOFF_MS = 5 * 1000,            /* wait after the first failure; doubles each time ... */
    JOB_BACKOFF_MAXIMUM_MS = 3600 * 1000, /* ... up to this */
    JOB_KEEP_DAYS = 7                     /* done and failed jobs are kept so long, and their keys with them */
};

/* One job, while its function runs. */
struct job {
    struct organisation_id organisation; /* 0: the whole installation */
    struct job_id id;
    struct text kind;
    struct text payload;  /* JSON, as given to job_add */
    int attempt;          /* 1 for the first */
    int64_t leased_until; /* UTC milliseconds; be done before */
    int64_t lease;        /* number of the lease */
    struct db *db;        /* a reading connection */
    struct arena *arena;  /* dies with the job */
    struct writer *writer;
    const struct clock *clock;
    void *context; /* of the runner's settings */
    bool finished; /* job_finish committed with the work */
};

/* One kind of job. Constant. */
struct job_kind {
    const char *name;                                 /* a-z and '_' */
    int (*run)(struct job *job, struct error *error); /* STATUS_OK: done; STATUS_INVALID: never again; others:
                                                         retry. error->detail is kept for the operator */
    int lease_seconds;                                /* how long one run may take, with room to spare */
    int attempts;                                     /* after so many failures it is given up */
};

/*
 * Adds a job inside a change. `payload` is a JSON object without personal data (ids only). `key` makes it
 * idempotent: when a job of this kind with this key exists, also a finished one that is still kept, nothing
 * is added and ret_id (may be NULL) gets 0. An empty key never meets another. `run_after`: not before; 0:
 * now. Uses the change's organisation. Wakes the runner of this process after the commit.
 */
int job_add(struct change *change, const char *kind, struct text payload, struct text key, int64_t run_after,
            struct job_id *ret_id) MUST_CHECK;

/* The end of a job, written in the change that does its work: then it is done exactly once. STATUS_CONFLICT
 * when the lease was lost: the change fails, another runner has the job. */
int job_finish(struct change *change, struct job *job) MUST_CHECK;

struct job_runner;

struct job_runner_settings {
    const char *location;         /* of the database, for a reading connection */
    struct writer *writer;        /* borrowed */
    const struct clock *clock;    /* borrowed */
    const struct job_kind *kinds; /* borrowed */
    size_t kind_count;
    void *context; /* for the functions */
};

/* A runner without a thread, for tests and for commands. The caller ends it with job_runner_stop. */
int job_runner_open(const struct job_runner_settings *settings, struct error *error,
                    struct job_runner **ret_runner) MUST_CHECK;

/* Takes one due job and runs it to its end. STATUS_NOT_FOUND when none is due. */
int job_runner_step(struct job_runner *runner) MUST_CHECK;

/* Runs due jobs on a thread of its own, until job_runner_stop; looks once a second and when woken. Now and then it
 * removes old jobs and live events. */
int job_runner_start(struct job_runner *runner, struct error *error) MUST_CHECK;

/* There may be something to do. From any thread. */
void job_runner_wake(struct job_runner *runner);

/* Ends after the job at hand. NULL is allowed. */
void job_runner_stop(struct job_runner *runner);

#endif
