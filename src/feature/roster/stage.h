/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The staging table (schema/0007_roster.sql): a plan is written down in small changes, becomes true in one tiny change,
 * and is carried out unit by unit. How a crash is met stands in roster.h.
 */
#ifndef ROSTER_STAGE_H
#define ROSTER_STAGE_H

#include "feature/roster/plan.h"

enum {
    STAGE_ROWS = 64,            /* units written down by one change */
    APPLY_BUDGET_US = 1500,     /* after so many microseconds a change begins no further unit */
    APPLY_UNITS = 16,           /* units read at once */
    APPLY_FLIGHTS = 3,          /* changes on their way at once, so that they share a commit */
    STAGE_STALE_MS = 30 * 1000, /* a batch without a sign of life for so long is nobody's */
    APPLY_PROGRESS_MS = 1000
};

struct roster_stage {
    struct writer *writer;
    struct organisation_id organisation;
    struct date day;
    struct arena *arena;   /* of the units that wait */
    struct arena *changes; /* of the changes */
    int64_t batch;         /* 0: none begun */
    int64_t planned;
    struct {
        const char *kind;
        struct text payload;
    } units[STAGE_ROWS];
    size_t waiting;
};

/* Adds a unit; begins the batch with the first. `kind` is a literal. STATUS_BUSY when another batch is not done. */
int stage_add(struct roster_stage *stage, const char *kind, struct text payload) MUST_CHECK;

/* Writes the rest down and commits the batch. STATUS_CONFLICT when it is gone. */
int stage_commit(struct roster_stage *stage) MUST_CHECK;

/* Removes what was written down of a batch that is not committed. */
int stage_drop(struct writer *writer, struct organisation_id organisation, int64_t batch) MUST_CHECK;

/* Who wants to know how far an import is, and whether it is time to stop. */
struct apply_watch {
    void (*say)(void *context, struct text line); /* may be NULL */
    void *context;
    int64_t stop_at; /* of clock_ticks(); 0: never */
};

struct apply_result {
    int64_t done;
    int64_t skipped;
    bool finished; /* false: it was time to stop */
};

/* Carries the open committed batch out. STATUS_NOT_FOUND when there is none. */
int apply_batch(struct writer *writer, struct db *db, struct organisation_id organisation,
                const struct apply_watch *watch, struct error *error, struct apply_result *ret_result) MUST_CHECK;

/* Removes the units of batches that are done. */
int apply_clean(struct writer *writer, struct db *db, struct organisation_id organisation) MUST_CHECK;

/* Carries one unit out, inside a change. */
int apply_unit(struct change *change, struct date day, struct text kind, struct text payload) MUST_CHECK;

/* Payloads of the two small kinds. */
struct text unit_location(struct arena *arena, const struct roster_location *location, struct text zone);
struct text unit_group(struct arena *arena, const struct roster_group *group);

#endif
