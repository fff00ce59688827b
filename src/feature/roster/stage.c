/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing a plan down (stage.h).
 */
#include "feature/roster/stage.h"

#include <unistd.h>

#include "access/audit.h"
#include "base/error.h"
#include "db/writer.h"
#include "feature/roster/roster.sql.h"

enum { FIRST_JOB_MS = 20 * 1000 }; /* the import itself is at work until then */

static int run(struct roster_stage *stage, int (*change)(struct change *change, void *argument), const char *name)
{
    struct writer_task task = {
        .change = change, .argument = stage, .arena = stage->changes, .organisation = stage->organisation, .name = name
    };
    return writer_run(stage->writer, NULL, &task);
}

static int begin(struct change *change, void *argument)
{
    struct roster_stage *stage = argument;
    struct roster_batch_open_row open;
    int status = roster_batch_open(change->db, change->arena,
                                   (struct roster_batch_open_in){ .organisation = change->organisation }, &open);
    if (status != STATUS_NOT_FOUND)
        return status == STATUS_OK ? STATUS_BUSY : status;
    int64_t batch = identity_mint(change->identities);
    status = roster_batch_begin(change->db,
                                (struct roster_batch_begin_in){ .organisation = change->organisation,
                                                                .batch = batch,
                                                                .day = stage->day,
                                                                .process = (int64_t)getpid(),
                                                                .at = change->now_at },
                                NULL);
    if (status == STATUS_OK)
        stage->batch = batch;
    return status;
}

static int write_down(struct change *change, void *argument)
{
    const struct roster_stage *stage = argument;
    int64_t changed = 0;
    int status = roster_batch_stage(change->db,
                                    (struct roster_batch_stage_in){ .organisation = change->organisation,
                                                                    .batch = stage->batch,
                                                                    .units = (int64_t)stage->waiting,
                                                                    .at = change->now_at },
                                    &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_CONFLICT;
    for (size_t i = 0; status == STATUS_OK && i < stage->waiting; i++)
        status = roster_row_stage(change->db,
                                  (struct roster_row_stage_in){ .organisation = change->organisation,
                                                                .batch = stage->batch,
                                                                .number = stage->planned + (int64_t)i + 1,
                                                                .kind = text_from(stage->units[i].kind),
                                                                .payload = stage->units[i].payload },
                                  NULL);
    return status;
}

static int flush(struct roster_stage *stage)
{
    if (stage->waiting == 0)
        return STATUS_OK;
    int status = stage->batch ? STATUS_OK : run(stage, begin, "roster_begin");
    if (status == STATUS_OK)
        status = run(stage, write_down, "roster_stage");
    if (status != STATUS_OK)
        return status;
    stage->planned += (int64_t)stage->waiting;
    stage->waiting = 0;
    arena_reset(stage->arena);
    return STATUS_OK;
}

int stage_add(struct roster_stage *stage, const char *kind, struct text payload)
{
    stage->units[stage->waiting].kind = kind;
    stage->units[stage->waiting].payload = text_copy(stage->arena, payload);
    stage->waiting++;
    return stage->waiting == STAGE_ROWS ? flush(stage) : STATUS_OK;
}

static int commit(struct change *change, void *argument)
{
    const struct roster_stage *stage = argument;
    int64_t changed = 0;
    int status =
        roster_batch_commit(change->db,
                            (struct roster_batch_commit_in){
                                .organisation = change->organisation, .batch = stage->batch, .at = change->now_at },
                            &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_CONFLICT;
    if (status == STATUS_OK)
        status = audit_add(change, "roster.commit", "import", stage->batch);
    if (status == STATUS_OK)
        status =
            job_add(change, roster_job.name, TEXT("{}"), arena_printf(change->arena, "%lld", (long long)stage->batch),
                    change->now_at + FIRST_JOB_MS, NULL);
    return status;
}

int stage_commit(struct roster_stage *stage)
{
    int status = flush(stage);
    return status == STATUS_OK ? run(stage, commit, "roster_commit") : status;
}

/* What a removing change works on. */
struct dropping {
    int64_t batch;
    int64_t most; /* rows up to this number */
    bool left;    /* there are more */
};

static int drop_some(struct change *change, void *argument)
{
    struct dropping *dropping = argument;
    int64_t changed = 0;
    int status =
        roster_row_remove(change->db,
                          (struct roster_row_remove_in){
                              .organisation = change->organisation, .batch = dropping->batch, .most = dropping->most },
                          &changed);
    dropping->left = changed > 0;
    return status;
}

static int drop_batch(struct change *change, void *argument)
{
    const struct dropping *dropping = argument;
    return roster_batch_remove(
        change->db, (struct roster_batch_remove_in){ .organisation = change->organisation, .batch = dropping->batch },
        NULL);
}

/* Removes rows 1 to `last`, some at a time. */
static int drop_rows(struct writer *writer, struct organisation_id organisation, struct dropping *dropping,
                     int64_t last, struct arena *arena)
{
    struct writer_task task = {
        .change = drop_some, .argument = dropping, .arena = arena, .organisation = organisation, .name = "roster_drop"
    };
    int status = STATUS_OK;
    for (dropping->most = STAGE_ROWS * 8; status == STATUS_OK; dropping->most += STAGE_ROWS * 8) {
        status = writer_run(writer, NULL, &task);
        if (dropping->most >= last)
            break;
    }
    return status;
}

int stage_drop(struct writer *writer, struct organisation_id organisation, int64_t batch)
{
    struct arena *arena = arena_new();
    struct dropping dropping = { .batch = batch };
    struct writer_task task = {
        .change = drop_batch, .argument = &dropping, .arena = arena, .organisation = organisation, .name = "roster_drop"
    };
    int status = drop_rows(writer, organisation, &dropping, ROSTER_ROWS_MAXIMUM, arena);
    if (status == STATUS_OK)
        status = writer_run(writer, NULL, &task);
    arena_free(arena);
    return status;
}

int apply_clean(struct writer *writer, struct db *db, struct organisation_id organisation)
{
    struct arena *arena = arena_new();
    struct arena *changes = arena_new();
    int status = STATUS_OK;
    while (status == STATUS_OK) {
        struct roster_row_left_row left;
        arena_reset(arena);
        status = roster_row_left(db, arena, (struct roster_row_left_in){ .organisation = organisation }, &left);
        struct dropping dropping = { .batch = left.batch };
        if (status == STATUS_OK)
            status = drop_rows(writer, organisation, &dropping, left.last, changes);
    }
    arena_free(changes);
    arena_free(arena);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}
