/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealing anew: after `samenspel key renew` a job of the server opens every sealed text with the former key and seals it with the
 * present one, some at a time, each lot in one change. It begins with the server and ends when all is done; killed in the middle it
 * begins again and passes over what is done. Until then both keys read.
 */
#ifndef COMMAND_RESEAL_H
#define COMMAND_RESEAL_H

#include "access/access.h"
#include "job/job.h"

/* How far it is, over all tables of the features. */
struct reseal_count {
    int64_t present; /* open with the present key */
    int64_t former;  /* with a former one: to be sealed anew */
    int64_t closed;  /* with none of them */
};

/* Counts for one organisation. Adds to what is there. */
int reseal_count(struct db *db, const struct access_keys *keys, struct organisation_id organisation,
                 struct reseal_count *ret_count) MUST_CHECK;

/* Asks for the job when there is a former key; at the start of a server. */
int reseal_plan(struct writer *writer, const struct access *access) MUST_CHECK;

extern const struct job_kind reseal_job;

#endif
