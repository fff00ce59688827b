/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The job that goes on with an import whose process died. Each committed batch has one; it looks every twenty seconds
 * while somebody is at work, and works for a while when nobody is.
 */
#include "base/error.h"
#include "feature/roster/roster.sql.h"
#include "feature/roster/stage.h"

enum {
    WORK_MS = 40 * 1000,  /* of one run */
    LEASE_SECONDS = 120,  /* with room to spare */
    AGAIN_MS = 20 * 1000, /* until the next look */
    ATTEMPTS = 1000
};

struct again {
    int64_t run_after;
    int64_t batch;
    int64_t done;
};

/* Ends this run and asks for the next. */
static int ask_again(struct change *change, void *argument)
{
    const struct again *again = argument;
    struct text key = arena_printf(change->arena, "%lld %lld %lld", (long long)again->batch, (long long)again->done,
                                   (long long)again->run_after);
    return job_add(change, roster_job.name, TEXT("{}"), key, again->run_after, NULL);
}

static int look_again(struct job *job, int64_t after, const struct roster_batch_open_row *batch)
{
    struct again again = { .run_after = clock_now(job->clock) + after, .batch = batch->id, .done = batch->done };
    struct writer_task task = { .change = ask_again,
                                .argument = &again,
                                .arena = arena_new(),
                                .organisation = job->organisation,
                                .name = "roster_job" };
    int status = writer_run(job->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

static int run(struct job *job, struct error *error)
{
    struct roster_batch_open_row batch;
    int status = roster_batch_open(job->db, job->arena,
                                   (struct roster_batch_open_in){ .organisation = job->organisation }, &batch);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? apply_clean(job->writer, job->db, job->organisation) : status;
    if (!text_equal(batch.state, TEXT("committed")))
        return STATUS_OK; /* another import is being planned: this one is done */
    if (clock_now(job->clock) - batch.touched_at < AGAIN_MS / 2)
        return look_again(job, AGAIN_MS, &batch);
    struct apply_watch watch = { .stop_at = clock_ticks() + WORK_MS };
    struct apply_result result;
    status = apply_batch(job->writer, job->db, job->organisation, &watch, error, &result);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    if (!result.finished)
        return look_again(job, 0, &batch);
    return apply_clean(job->writer, job->db, job->organisation);
}

const struct job_kind roster_job = {
    .name = "roster_apply", .run = run, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};
