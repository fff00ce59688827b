/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Something that somebody did in the past of the demo, and doing all of it: each act is a change of its own, by the
 * functions of the handover, at the instant at which it happened. They go to the writer in order of time, many to a
 * commit.
 */
#ifndef COMMAND_DEMO_ACT_H
#define COMMAND_DEMO_ACT_H

#include "base/vector.h"
#include "db/writer.h"
#include "feature/handover/handover.h"

struct db;

enum act_kind { ACT_WRITE, ACT_READ, ACT_CHECK_IN, ACT_CHECK_OUT, ACT_KIND__MAX };

struct act {
    enum act_kind kind;
    int64_t at;
    size_t number; /* order in which it was thought of; decides between acts of one instant */
    struct person_id actor;
    struct act *about; /* what is answered or read */
    struct handover_write write;
    struct handover_touch touch; /* of the other kinds */
    struct writer_task task;
    struct acts *all;
};

struct acts {
    struct arena *arena;
    struct organisation_id organisation;
    int64_t after, until; /* acts outside (after, until] are dropped */
    VECTOR(struct act *) items;
    size_t failed;      /* done with another status than STATUS_OK */
    struct error error; /* of the first of them */
};

/* A new act at an instant; always gives one, which is done only when it falls in the time. */
struct act *act_add(struct acts *acts, enum act_kind kind, int64_t at, struct person_id actor) NEVER_NULL;

/* Does all of them. Gives the number that failed in acts->failed; STATUS_BUSY when the writer does not take them. */
int acts_run(struct acts *acts, struct writer *writer, struct db *db) MUST_CHECK;

#endif
