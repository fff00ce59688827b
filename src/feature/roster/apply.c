/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Carrying a committed batch out (stage.h). Every change reads from the batch how far it is, carries out the next units
 * until its time is up, and writes how far it came, all in one transaction: whoever works on the batch, and however often
 * it is interrupted, each unit is carried out once and in order. Several changes are on their way at a time, so that they
 * share a commit; one that fails takes nothing from the others.
 */
#include <pthread.h>

#include "base/buffer.h"
#include "base/error.h"
#include "db/writer.h"
#include "feature/roster/family.h"
#include "feature/roster/roster.sql.h"
#include "feature/roster/stage.h"

struct flight {
    struct writer_task task;
    struct arena *arena;
    int64_t batch;
    bool single;   /* one unit only */
    bool skip;     /* and that one is not carried out but counted as skipped */
    bool finished; /* result: the batch is done */
    int64_t done;  /* result */
    int64_t planned;
    int64_t skipped;
    bool flying;
    bool landed;
};

struct applying {
    struct writer *writer;
    struct db *db;
    struct organisation_id organisation;
    const struct apply_watch *watch;
    struct flight flights[APPLY_FLIGHTS];
    pthread_mutex_t mutex;
    pthread_cond_t landed;
    int64_t said_at;
    int64_t said; /* the count that was told last */
    struct apply_result result;
    bool stopping;
};

/* Carries units out from `batch->done` on. Gives how many more are done. */
static int next_units(struct change *change, struct flight *flight, const struct roster_batch_get_row *batch,
                      int64_t *ret_units)
{
    int64_t began = clock_ticks_us();
    int64_t units = 0;
    bool more = true;
    while (more) {
        struct roster_row_next_rows rows;
        int64_t done = batch->done + units;
        int status = roster_row_next(change->db, change->arena,
                                     (struct roster_row_next_in){ .organisation = change->organisation,
                                                                  .batch = flight->batch,
                                                                  .done = done,
                                                                  .most = done + (flight->single ? 1 : APPLY_UNITS) },
                                     &rows);
        if (status != STATUS_OK)
            return status;
        more = rows.count > 0;
        for (size_t i = 0; i < rows.count && more; i++) {
            status =
                flight->skip ? STATUS_OK : apply_unit(change, batch->day, rows.items[i].kind, rows.items[i].payload);
            if (status != STATUS_OK)
                return status;
            units++;
            more = !flight->single && clock_ticks_us() - began < APPLY_BUDGET_US;
        }
    }
    *ret_units = units;
    return STATUS_OK;
}

static int advance(struct change *change, struct flight *flight, const struct roster_batch_get_row *batch,
                   int64_t units)
{
    flight->done = batch->done + units;
    flight->planned = batch->planned;
    flight->skipped = batch->skipped + (flight->skip ? units : 0);
    int status = roster_batch_advance(change->db,
                                      (struct roster_batch_advance_in){ .organisation = change->organisation,
                                                                        .batch = flight->batch,
                                                                        .done = flight->done,
                                                                        .skipped = flight->skipped,
                                                                        .at = change->now_at },
                                      NULL);
    if (status != STATUS_OK || flight->done < batch->planned)
        return status;
    flight->finished = true;
    return roster_batch_finish(change->db,
                               (struct roster_batch_finish_in){
                                   .organisation = change->organisation, .batch = flight->batch, .at = change->now_at },
                               NULL);
}

static int fly(struct change *change, void *argument)
{
    struct flight *flight = argument;
    struct roster_batch_get_row batch;
    flight->finished = false;
    int status = roster_batch_get(
        change->db, change->arena,
        (struct roster_batch_get_in){ .organisation = change->organisation, .batch = flight->batch }, &batch);
    if (status != STATUS_OK)
        return status;
    if (!text_equal(batch.state, TEXT("committed"))) { /* another flight has landed the last unit */
        flight->finished = true;
        flight->done = batch.done;
        flight->planned = batch.planned;
        flight->skipped = batch.skipped;
        return STATUS_OK;
    }
    int64_t units = 0;
    status = next_units(change, flight, &batch, &units);
    return status == STATUS_OK ? advance(change, flight, &batch, units) : status;
}

static void land(struct writer_task *task)
{
    struct flight *flight = task->argument;
    struct applying *applying = task->context;
    pthread_mutex_lock(&applying->mutex);
    flight->landed = true;
    pthread_cond_signal(&applying->landed);
    pthread_mutex_unlock(&applying->mutex);
}

static void progress(struct applying *applying, const struct flight *flight)
{
    applying->result.done = flight->done > applying->result.done ? flight->done : applying->result.done;
    applying->result.skipped = flight->skipped > applying->result.skipped ? flight->skipped : applying->result.skipped;
    applying->result.finished |= flight->finished;
    int64_t now = clock_ticks();
    if (applying->watch->stop_at && now >= applying->watch->stop_at)
        applying->stopping = true;
    bool last = applying->result.done == flight->planned && applying->said != flight->planned;
    if (!applying->watch->say || (now - applying->said_at < APPLY_PROGRESS_MS && !last))
        return;
    applying->said_at = now;
    applying->said = applying->result.done;
    struct buffer line;
    buffer_init(&line, 200);
    buffer_printf(&line, "imported %lld of %lld", (long long)applying->result.done, (long long)flight->planned);
    applying->watch->say(applying->watch->context, buffer_text(&line));
    buffer_release(&line);
}

static void task_of(struct applying *applying, struct flight *flight)
{
    flight->task = (struct writer_task){ .change = fly,
                                         .argument = flight,
                                         .done = land,
                                         .context = applying,
                                         .arena = flight->arena,
                                         .organisation = applying->organisation,
                                         .name = "roster_apply" };
}

/* One unit alone, and when it cannot be carried out, past it: something changed since it was planned. */
static int one_by_one(struct applying *applying, struct error *error)
{
    struct flight *flight = &applying->flights[0];
    flight->single = true;
    flight->skip = false;
    task_of(applying, flight);
    int status = writer_run(applying->writer, applying->db, &flight->task);
    if (status == STATUS_CONFLICT || status == STATUS_INVALID || status == STATUS_NOT_FOUND) {
        flight->skip = true;
        task_of(applying, flight);
        status = writer_run(applying->writer, applying->db, &flight->task);
    }
    flight->single = flight->skip = false;
    if (status == STATUS_OK)
        progress(applying, flight);
    else if (error)
        *error = flight->task.error;
    return status;
}

/* Sends what is idle; waits for one that lands. Gives its status; STATUS_OK also when nothing flies. */
static int fly_on(struct applying *applying, bool send, bool *ret_flying)
{
    struct flight *landed = NULL;
    *ret_flying = false;
    for (size_t i = 0; send && i < APPLY_FLIGHTS; i++) {
        struct flight *flight = &applying->flights[i];
        if (flight->flying)
            continue;
        task_of(applying, flight);
        flight->landed = false;
        flight->flying = writer_submit(applying->writer, applying->db, &flight->task);
        if (!flight->flying && i == 0)
            return STATUS_BUSY;
    }
    pthread_mutex_lock(&applying->mutex);
    for (;;) {
        bool any = false;
        for (size_t i = 0; i < APPLY_FLIGHTS; i++) {
            any |= applying->flights[i].flying;
            if (applying->flights[i].flying && applying->flights[i].landed)
                landed = &applying->flights[i];
        }
        if (landed || !any)
            break;
        pthread_cond_wait(&applying->landed, &applying->mutex);
    }
    pthread_mutex_unlock(&applying->mutex);
    if (!landed)
        return STATUS_OK;
    landed->flying = false;
    *ret_flying = true;
    if (landed->task.status == STATUS_OK)
        progress(applying, landed);
    return landed->task.status;
}

/* Brings down what is in the air, whatever came of it. */
static void bring_down(struct applying *applying)
{
    bool flying = true;
    while (flying)
        (void)fly_on(applying, false, &flying);
}

static int carry_out(struct applying *applying, struct error *error)
{
    while (!applying->result.finished && !applying->stopping) {
        bool flying;
        int status = fly_on(applying, true, &flying);
        if (status == STATUS_OK)
            continue;
        bring_down(applying);
        if (applying->result.finished)
            break;
        status = one_by_one(applying, error);
        if (status != STATUS_OK)
            return status;
    }
    bring_down(applying);
    return STATUS_OK;
}

int apply_batch(struct writer *writer, struct db *db, struct organisation_id organisation,
                const struct apply_watch *watch, struct error *error, struct apply_result *ret_result)
{
    struct arena *arena = arena_new();
    struct roster_batch_open_row batch;
    int status = roster_batch_open(db, arena, (struct roster_batch_open_in){ .organisation = organisation }, &batch);
    if (status == STATUS_OK && !text_equal(batch.state, TEXT("committed")))
        status = STATUS_NOT_FOUND;
    struct applying applying = { .writer = writer,
                                 .db = db,
                                 .organisation = organisation,
                                 .watch = watch,
                                 .said_at = clock_ticks(),
                                 .result = { .done = batch.done, .skipped = batch.skipped } };
    if (status == STATUS_OK) {
        pthread_mutex_init(&applying.mutex, NULL);
        pthread_cond_init(&applying.landed, NULL);
        for (size_t i = 0; i < APPLY_FLIGHTS; i++) {
            applying.flights[i].arena = arena_new();
            applying.flights[i].batch = batch.id;
        }
        status = carry_out(&applying, error);
        for (size_t i = 0; i < APPLY_FLIGHTS; i++)
            arena_free(applying.flights[i].arena);
        pthread_cond_destroy(&applying.landed);
        pthread_mutex_destroy(&applying.mutex);
    }
    arena_free(arena);
    if (status == STATUS_OK)
        *ret_result = applying.result;
    return status;
}
