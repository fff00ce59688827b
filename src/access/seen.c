/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The queue of what was looked at (access/seen.h). Two batches: one is filled by the workers under a lock, the other is
 * written by the thread without one, and they change places.
 */
#include "access/seen.h"

#include "access/access.sql.h"
#include "access/session.h"
#include "access/session.sql.h"
#include "base/log.h"
#include "base/memory.h"
#include "db/change.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

enum {
    SLOTS_PER_SIGHTING = 2, /* of the hash table: never more than half full */
    CHANGE_MAXIMUM = 256,   /* sightings of one change, well inside the writer's budget */
    REFUSED_SHARE = 4,      /* refusals fill at most a quarter of the batch: asking for nonsense hides no sighting */
    KNOWN = 65536,          /* pages that are remembered as written */
    KNOWN_WAYS = 4, /* places where one may stand: with one place pages pushed each other out, and were written again */
    TRIES = 20,     /* of one change while the writer is busy, SEEN_FLUSH_MS / 5 apart */
};

enum seen_kind { SEEN_PAGE, SEEN_SESSION, SEEN_LINK, SEEN_REFUSED, SEEN__MAX };

struct sighting {
    enum seen_kind kind;
    struct organisation_id organisation;
    int64_t object;   /* child, session, link; what was refused */
    int64_t person;   /* pages, refusals */
    int64_t quarter;  /* pages, refusals: start of the quarter of an hour */
    const char *page; /* refusals: the kind of the object */
    int64_t at;       /* use of the session, opening of the link; not part of the key, as the next three */
    int64_t until_at; /* sessions: the new end */
    int64_t scope;    /* pages: with which rights */
    int64_t session;  /* refusals */
};

struct batch {
    struct sighting *items;
    uint32_t *slots; /* 0: free, else 1 + place in items */
    size_t count;
    size_t refused; /* of these */
};

struct seen {
    pthread_mutex_t mutex;
    pthread_cond_t wake;    /* the thread: something to do, or stop */
    pthread_cond_t written; /* who waits in seen_flush */
    pthread_t thread;
    struct seen_sink sink;
    size_t capacity;
    struct batch filling;
    struct batch writing;
    struct sighting *known; /* buckets of KNOWN_WAYS by hash: looking again in the same quarter is not worth a write */
    uint64_t dropped;
    uint64_t reported; /* of the dropped, in the log */
    uint64_t asked;    /* calls of seen_flush */
    uint64_t answered; /* of these, on disk */
    int status;        /* of the last writing */
    bool stopping;
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static uint64_t hash_sighting(const struct sighting *sighting)
{
    uint64_t hash = mix((uint64_t)sighting->kind, (uint64_t)sighting->organisation.value);
    hash = mix(hash, (uint64_t)sighting->object);
    hash = mix(hash, (uint64_t)sighting->person);
    hash = mix(hash, (uint64_t)sighting->quarter);
    return mix(hash, (uint64_t)(uintptr_t)sighting->page);
}

static bool same_sighting(const struct sighting *a, const struct sighting *b)
{
    return a->kind == b->kind && a->organisation.value == b->organisation.value && a->object == b->object &&
           a->person == b->person && a->quarter == b->quarter && a->page == b->page;
}

/* Folds the sighting into the batch; false when there is no room. */
static bool batch_add(struct batch *batch, size_t capacity, const struct sighting *sighting)
{
    size_t slots = capacity * SLOTS_PER_SIGHTING;
    size_t slot = hash_sighting(sighting) % slots;
    for (; batch->slots[slot] != 0; slot = (slot + 1) % slots) {
        struct sighting *there = &batch->items[batch->slots[slot] - 1];
        if (!same_sighting(there, sighting))
            continue;
        if (sighting->kind == SEEN_SESSION && sighting->at > there->at)
            there->at = sighting->at;
        return true;
    }
    bool refused = sighting->kind == SEEN_REFUSED;
    if (batch->count == capacity || (refused && batch->refused >= capacity / REFUSED_SHARE))
        return false;
    batch->refused += refused;
    batch->items[batch->count++] = *sighting;
    batch->slots[slot] = (uint32_t)batch->count;
    return true;
}

/* Where it stands, or where it would: over nothing, which is as old as can be, or over the oldest of its bucket. */
static struct sighting *known_place(const struct seen *seen, const struct sighting *sighting)
{
    struct sighting *bucket = &seen->known[hash_sighting(sighting) % (KNOWN / KNOWN_WAYS) * KNOWN_WAYS];
    struct sighting *oldest = bucket;
    for (struct sighting *place = bucket; place < bucket + KNOWN_WAYS; place++) {
        if (same_sighting(place, sighting))
            return place;
        if (place->quarter < oldest->quarter)
            oldest = place;
    }
    return oldest;
}

static bool is_written(const struct seen *seen, const struct sighting *sighting)
{
    return sighting->kind == SEEN_PAGE && same_sighting(known_place(seen, sighting), sighting);
}

static void add(struct seen *seen, const struct sighting *sighting)
{
    pthread_mutex_lock(&seen->mutex);
    bool first = seen->filling.count == 0;
    if (!is_written(seen, sighting) && !batch_add(&seen->filling, seen->capacity, sighting))
        seen->dropped++;
    if (first && seen->filling.count > 0)
        pthread_cond_signal(&seen->wake);
    pthread_mutex_unlock(&seen->mutex);
}

void seen_page(struct seen *seen, struct organisation_id organisation, struct person_id person, struct child_id child,
               int64_t scope, const char *page, int64_t at)
{
    add(seen, &(struct sighting){ .kind = SEEN_PAGE,
                                  .organisation = organisation,
                                  .object = child.value,
                                  .person = person.value,
                                  .quarter = at - at % SEEN_QUARTER_MS,
                                  .page = page,
                                  .scope = scope });
}

void seen_refused(struct seen *seen, const struct seen_refusal *refusal)
{
    add(seen, &(struct sighting){ .kind = SEEN_REFUSED,
                                  .organisation = refusal->organisation,
                                  .object = refusal->object,
                                  .person = refusal->person.value,
                                  .quarter = refusal->at - refusal->at % SEEN_QUARTER_MS,
                                  .page = refusal->kind,
                                  .session = refusal->session.value });
}

void seen_session(struct seen *seen, struct organisation_id organisation, struct session_id session, int64_t at,
                  int64_t expires_at)
{
    add(seen, &(struct sighting){ .kind = SEEN_SESSION,
                                  .organisation = organisation,
                                  .object = session.value,
                                  .at = at,
                                  .until_at = expires_at });
}

void seen_link(struct seen *seen, struct organisation_id organisation, int64_t link, int64_t at)
{
    add(seen, &(struct sighting){ .kind = SEEN_LINK, .organisation = organisation, .object = link, .at = at });
}

/* The first refusal of a quarter of an hour is audited; an object that is not there is nobody's, and is not. */
static int write_refusal(struct change *change, const struct sighting *sighting)
{
    int64_t added = 0;
    int status = refusal_insert(change->db,
                                (struct refusal_insert_in){ .organisation = change->organisation,
                                                            .person = { sighting->person },
                                                            .object_kind = text_from(sighting->page),
                                                            .object = sighting->object,
                                                            .quarter_at = sighting->quarter },
                                &added);
    if (status != STATUS_OK || added == 0)
        return status;
    return audit_insert(change->db,
                        (struct audit_insert_in){ .organisation = change->organisation,
                                                  .id = CHANGE_MINT(change, audit),
                                                  .at = change->now_at,
                                                  .person = { sighting->person },
                                                  .session = { sighting->session },
                                                  .action = TEXT("access.refused"),
                                                  .object_kind = text_from(sighting->page),
                                                  .object = sighting->object },
                        NULL);
}

static int write_sighting(struct change *change, const struct sighting *sighting)
{
    switch (sighting->kind) {
    case SEEN_PAGE:
        return seen_insert_page(change->db,
                                (struct seen_insert_page_in){ .organisation = change->organisation,
                                                              .child = { sighting->object },
                                                              .quarter_at = sighting->quarter,
                                                              .person = { sighting->person },
                                                              .page = text_from(sighting->page),
                                                              .scope = sighting->scope },
                                NULL);
    case SEEN_REFUSED:
        return write_refusal(change, sighting);
    case SEEN_SESSION:
        return session_slide(change->db,
                             (struct session_slide_in){ .organisation = change->organisation,
                                                        .id = { sighting->object },
                                                        .used_at = sighting->at,
                                                        .expires_at = sighting->until_at },
                             NULL);
    case SEEN_LINK:
        return link_open(change->db,
                         (struct link_open_in){ .organisation = change->organisation,
                                                .id = sighting->object,
                                                .opened_at = sighting->at,
                                                .expires_at = sighting->at + (int64_t)LINK_OPENED_HOURS * HOUR_MS },
                         NULL);
    case SEEN__MAX:
        break;
    }
    return STATUS_INVALID;
}

/* Some sightings of one organisation. */
struct part {
    const struct sighting *items;
    size_t count;
};

static int write_part(struct change *change, void *argument)
{
    const struct part *part = argument;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < part->count; i++)
        status = write_sighting(change, &part->items[i]);
    return status;
}

static void pause_ms(int64_t milliseconds)
{
    struct timespec time = { .tv_sec = milliseconds / SECOND_MS, .tv_nsec = milliseconds % SECOND_MS * 1000000 };
    nanosleep(&time, NULL);
}

/* They are on disk. */
static void remember(struct seen *seen, const struct part *part)
{
    pthread_mutex_lock(&seen->mutex);
    for (size_t i = 0; i < part->count; i++)
        if (part->items[i].kind == SEEN_PAGE)
            *known_place(seen, &part->items[i]) = part->items[i];
    pthread_mutex_unlock(&seen->mutex);
}

/* Hands one part to the writer, again when it is busy. */
static int run_part(struct seen *seen, struct part *part)
{
    int status = STATUS_BUSY;
    for (int attempt = 0; attempt < TRIES && status == STATUS_BUSY; attempt++) {
        if (attempt > 0)
            pause_ms(SEEN_FLUSH_MS / 5);
        status = seen->sink.run(seen->sink.context, part->items[0].organisation, write_part, part);
    }
    if (status != STATUS_OK)
        log_error("seen.lost", LOG_INTEGER("sightings", part->count), LOG_STATUS("status", status));
    else
        remember(seen, part);
    return status;
}

static int compare_organisations(const void *a, const void *b)
{
    int64_t left = ((const struct sighting *)a)->organisation.value;
    int64_t right = ((const struct sighting *)b)->organisation.value;
    return left < right ? -1 : left > right ? 1 : 0;
}

/* Writes the batch, a change for each organisation and CHANGE_MAXIMUM sightings, and empties it. */
static int write_batch(struct seen *seen, struct batch *batch)
{
    int status = STATUS_OK;
    qsort(batch->items, batch->count, sizeof batch->items[0], compare_organisations);
    for (size_t i = 0; i < batch->count;) {
        struct part part = { .items = &batch->items[i] };
        while (i < batch->count && part.count < CHANGE_MAXIMUM &&
               batch->items[i].organisation.value == part.items[0].organisation.value) {
            part.count++;
            i++;
        }
        int one = run_part(seen, &part);
        if (one != STATUS_OK)
            status = one;
    }
    batch->count = 0;
    batch->refused = 0;
    memset(batch->slots, 0, seen->capacity * SLOTS_PER_SIGHTING * sizeof batch->slots[0]);
    return status;
}

/* Waits until something is there and has waited for its companions, or until somebody asks. */
static void wait_for_work(struct seen *seen)
{
    while (seen->filling.count == 0 && seen->asked == seen->answered && !seen->stopping)
        pthread_cond_wait(&seen->wake, &seen->mutex);
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (long)SEEN_FLUSH_MS * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (seen->asked == seen->answered && !seen->stopping)
        if (pthread_cond_timedwait(&seen->wake, &seen->mutex, &until) == ETIMEDOUT)
            break;
}

/* One round: called and left with the lock held. */
static void write_round(struct seen *seen)
{
    struct batch full = seen->filling;
    seen->filling = seen->writing;
    seen->writing = full;
    uint64_t asked = seen->asked;
    uint64_t dropped = seen->dropped - seen->reported;
    seen->reported = seen->dropped;
    pthread_mutex_unlock(&seen->mutex);
    if (dropped > 0)
        log_warning("seen.full", LOG_INTEGER("dropped", dropped));
    int status = write_batch(seen, &seen->writing);
    pthread_mutex_lock(&seen->mutex);
    seen->answered = asked;
    seen->status = status;
    pthread_cond_broadcast(&seen->written);
}

static void *run(void *argument)
{
    struct seen *seen = argument;
    pthread_mutex_lock(&seen->mutex);
    while (!seen->stopping || seen->filling.count > 0) {
        wait_for_work(seen);
        write_round(seen);
    }
    pthread_mutex_unlock(&seen->mutex);
    return NULL;
}

static struct batch batch_new(size_t capacity)
{
    return (struct batch){ .items = memory_allocate(capacity, sizeof(struct sighting)),
                           .slots = memory_allocate(capacity * SLOTS_PER_SIGHTING, sizeof(uint32_t)) };
}

static void batch_free(struct batch *batch)
{
    free(batch->items);
    free(batch->slots);
}

static void release(struct seen *seen)
{
    batch_free(&seen->filling);
    batch_free(&seen->writing);
    free(seen->known);
    pthread_cond_destroy(&seen->wake);
    pthread_cond_destroy(&seen->written);
    pthread_mutex_destroy(&seen->mutex);
    free(seen);
}

int seen_start(struct seen_sink sink, size_t capacity, struct seen **ret_seen)
{
    struct seen *seen = memory_allocate(1, sizeof *seen);
    seen->sink = sink;
    seen->capacity = capacity ? capacity : SEEN_MAXIMUM;
    seen->filling = batch_new(seen->capacity);
    seen->writing = batch_new(seen->capacity);
    seen->known = memory_allocate(KNOWN, sizeof *seen->known);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&seen->mutex, NULL);
    pthread_cond_init(&seen->wake, &monotonic);
    pthread_cond_init(&seen->written, NULL);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&seen->thread, NULL, run, seen) != 0) {
        release(seen);
        return STATUS_FAILED;
    }
    *ret_seen = seen;
    return STATUS_OK;
}

void seen_stop(struct seen *seen)
{
    if (!seen)
        return;
    pthread_mutex_lock(&seen->mutex);
    seen->stopping = true;
    pthread_cond_signal(&seen->wake);
    pthread_mutex_unlock(&seen->mutex);
    pthread_join(seen->thread, NULL);
    release(seen);
}

int seen_flush(struct seen *seen)
{
    pthread_mutex_lock(&seen->mutex);
    uint64_t mine = ++seen->asked;
    pthread_cond_signal(&seen->wake);
    while (seen->answered < mine)
        pthread_cond_wait(&seen->written, &seen->mutex);
    int status = seen->status;
    pthread_mutex_unlock(&seen->mutex);
    return status;
}

uint64_t seen_dropped(struct seen *seen)
{
    pthread_mutex_lock(&seen->mutex);
    uint64_t dropped = seen->dropped;
    pthread_mutex_unlock(&seen->mutex);
    return dropped;
}
