/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking for a job, and ending one inside the change that does its work.
 */
#include "job/job.h"

#include "base/arena.h"
#include "job/job.sql.h"

int job_add(struct change *change, const char *kind, struct text payload, struct text key, int64_t run_after,
            struct job_id *ret_id)
{
    if (payload.length > JOB_PAYLOAD_MAXIMUM || key.length > JOB_KEY_MAXIMUM)
        return error_set(&change->error, STATUS_INVALID, 0, "%s: payload or key too long", kind);
    struct job_id id = CHANGE_MINT(change, job);
    int64_t changed = 0;
    int status = job_insert(change->db,
                            (struct job_insert_in){
                                .organisation = change->organisation,
                                .id = id,
                                .kind = text_from(kind),
                                .payload = payload,
                                .unique_key = key.length > 0 ? key : identity_text(change->arena, id.value),
                                .run_after = run_after > change->now_at ? run_after : change->now_at,
                                .at = change->now_at,
                            },
                            &changed);
    if (status != STATUS_OK)
        return status;
    if (changed == 1)
        change_wake(change);
    if (ret_id != NULL)
        *ret_id = changed == 1 ? id : (struct job_id){ 0 };
    return STATUS_OK;
}

int job_finish(struct change *change, struct job *job)
{
    int64_t changed = 0;
    int status = job_end(change->db,
                         (struct job_end_in){
                             .organisation = job->organisation,
                             .id = job->id,
                             .lease = job->lease,
                             .state = TEXT("done"),
                             .last_error = TEXT(""),
                             .at = change->now_at,
                         },
                         &changed);
    if (status != STATUS_OK)
        return status;
    if (changed == 0)
        return error_set(&change->error, STATUS_CONFLICT, 0, "the lease was lost");
    job->finished = true;
    return STATUS_OK;
}
