/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/act.h"

#include "base/random.h"

#include <pthread.h>

enum { BATCH = 1000 /* acts under way; the queue of the writer is longer */ };

/* A client id of its own for each form, as a browser makes it. */
static struct client_write sent(struct arena *arena)
{
    char *bytes = arena_allocate(arena, CLIENT_WRITE_BYTES + SHA256_SIZE);
    random_bytes(bytes, CLIENT_WRITE_BYTES + SHA256_SIZE);
    return (struct client_write){ .client = { bytes, CLIENT_WRITE_BYTES },
                                  .body_hash = { bytes + CLIENT_WRITE_BYTES, SHA256_SIZE } };
}

struct act *act_add(struct acts *acts, enum act_kind kind, int64_t at, struct person_id actor)
{
    struct act *act = ARENA_NEW(acts->arena, struct act);
    act->kind = kind;
    act->at = at;
    act->number = acts->items.count;
    act->actor = actor;
    act->all = acts;
    act->write.arena = acts->arena;
    act->write.sent = sent(acts->arena);
    act->touch.arena = acts->arena;
    *vector_add(acts->arena, &acts->items) = act;
    return act;
}

/* The change of one act, at its own time. */
static int do_act(struct change *change, void *argument)
{
    struct act *act = argument;
    change->now_at = act->at;
    switch (act->kind) {
    case ACT_WRITE:
        if (act->about)
            act->write.answers = act->about->write.moment;
        return handover_write(change, &act->write);
    case ACT_READ:
        act->touch.moment = act->about->write.moment;
        return handover_read(change, &act->touch);
    case ACT_CHECK_IN:
        return handover_check_in(change, &act->touch);
    case ACT_CHECK_OUT:
        return handover_check_out(change, &act->touch);
    case ACT_KIND__MAX:
        break;
    }
    return STATUS_FAILED;
}

/* Acts that were handed over and are not done. */
struct batch {
    pthread_mutex_t mutex;
    pthread_cond_t done;
    size_t waiting;
};

static void act_done(struct writer_task *task)
{
    struct batch *batch = task->context;
    const struct act *act = task->argument;
    pthread_mutex_lock(&batch->mutex);
    if (task->status != STATUS_OK && act->all->failed++ == 0)
        act->all->error = task->error;
    batch->waiting--;
    pthread_cond_signal(&batch->done);
    pthread_mutex_unlock(&batch->mutex);
}

static void wait_below(struct batch *batch, size_t limit)
{
    pthread_mutex_lock(&batch->mutex);
    while (batch->waiting > limit)
        pthread_cond_wait(&batch->done, &batch->mutex);
    pthread_mutex_unlock(&batch->mutex);
}

static bool hand_over(struct act *act, struct batch *batch, struct writer *writer, struct db *db)
{
    act->task = (struct writer_task){ .change = do_act,
                                      .argument = act,
                                      .done = act_done,
                                      .context = batch,
                                      .organisation = act->all->organisation,
                                      .actor = act->actor,
                                      .name = "demo" };
    wait_below(batch, BATCH);
    pthread_mutex_lock(&batch->mutex);
    batch->waiting++;
    pthread_mutex_unlock(&batch->mutex);
    if (writer_submit(writer, db, &act->task))
        return true;
    pthread_mutex_lock(&batch->mutex);
    batch->waiting--;
    pthread_mutex_unlock(&batch->mutex);
    return false;
}

static int earlier(const void *left, const void *right)
{
    const struct act *a = *(struct act *const *)left;
    const struct act *b = *(struct act *const *)right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* In the time, and so is what it is about: what was done by an earlier run is not known any more. */
static bool happens(const struct acts *acts, const struct act *act)
{
    return act->at > acts->after && act->at <= acts->until && (!act->about || act->about->at > acts->after);
}

int acts_run(struct acts *acts, struct writer *writer, struct db *db)
{
    struct batch batch = { .mutex = PTHREAD_MUTEX_INITIALIZER, .done = PTHREAD_COND_INITIALIZER };
    qsort(acts->items.items, acts->items.count, sizeof *acts->items.items, earlier);
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < acts->items.count; i++) {
        struct act *act = acts->items.items[i];
        if (!happens(acts, act))
            continue;
        /* Nothing is taken from the arena here: the acts under way add to it. */
        if (!hand_over(act, &batch, writer, db))
            status = STATUS_BUSY;
    }
    wait_below(&batch, 0);
    pthread_cond_destroy(&batch.done);
    pthread_mutex_destroy(&batch.mutex);
    return status;
}
