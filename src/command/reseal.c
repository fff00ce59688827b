/* SPDX-License-Identifier: EUPL-1.2 */
/* See reseal.h. */
#include "command/reseal.h"

#include "access/seal.h"
#include "base/log.h"
#include "command/app.h"
#include "command/installation.sql.h"
#include "db/change.h"
#include "feature/meldcode/meldcode.h"
#include "feature/second_factor/second_factor.h"

#define KIND "reseal"

enum { LOT = 100 /* texts sealed by one change */, READ_MAXIMUM = 500 };

/* Every feature that seals. */
static const struct sealed_kind *const kinds[] = { &second_factor_sealed, &meldcode_sealed };
enum { KINDS = sizeof kinds / sizeof *kinds };

static struct seal seal_of(const struct sealed_kind *kind, struct organisation_id organisation,
                           const struct sealed_row *row)
{
    return (struct seal){ kind->purpose, organisation, row->person };
}

/* --- how far it is --- */

static void count_row(const struct access_keys *keys, struct arena *arena, const struct seal *seal, struct text sealed,
                      struct reseal_count *count)
{
    struct text plain;
    size_t which;
    if (seal_open_by(keys, arena, seal, sealed, &plain, &which) != STATUS_OK)
        count->closed++;
    else if (which == 0)
        count->present++;
    else
        count->former++;
}

static int count_kind(struct db *db, struct arena *arena, const struct access_keys *keys,
                      const struct sealed_kind *kind, struct organisation_id organisation, struct reseal_count *count)
{
    int64_t after = 0;
    for (;;) {
        struct sealed_rows rows = { .items = { 0 } };
        arena_reset(arena);
        int status = kind->list(db, arena, organisation, after, READ_MAXIMUM, &rows);
        if (status != STATUS_OK || rows.items.count == 0)
            return status;
        for (size_t i = 0; i < rows.items.count; i++) {
            struct seal seal = seal_of(kind, organisation, &rows.items.items[i]);
            count_row(keys, arena, &seal, rows.items.items[i].sealed, count);
        }
        after = rows.items.items[rows.items.count - 1].id;
    }
}

int reseal_count(struct db *db, const struct access_keys *keys, struct organisation_id organisation,
                 struct reseal_count *ret_count)
{
    struct arena *arena = arena_new();
    struct reseal_count count = *ret_count;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < KINDS; i++)
        status = count_kind(db, arena, keys, kinds[i], organisation, &count);
    arena_free(arena);
    if (status == STATUS_OK)
        *ret_count = count;
    return status;
}

/* --- the job --- */

/* One lot of one kind. */
struct lot {
    struct access *access;
    const struct sealed_kind *kind;
    int64_t after;
    int64_t last;    /* result: the id it came to; as `after` when there is no more */
    int64_t renewed; /* result */
};

static int renew_row(struct change *change, struct lot *lot, const struct sealed_row *row)
{
    struct seal seal = seal_of(lot->kind, change->organisation, row);
    struct text plain;
    size_t which;
    if (seal_open_by(access_keys(lot->access), change->arena, &seal, row->sealed, &plain, &which) != STATUS_OK) {
        log_error("key.closed", LOG_STRING("purpose", lot->kind->purpose), LOG_INTEGER("id", row->id));
        return STATUS_OK; /* doctor tells */
    }
    if (which == 0)
        return STATUS_OK;
    lot->renewed++;
    return lot->kind->put(change, row, seal_close(lot->access, change->arena, &seal, plain));
}

static int renew_lot(struct change *change, void *argument)
{
    struct lot *lot = argument;
    struct sealed_rows rows = { .items = { 0 } };
    int status = lot->kind->list(change->db, change->arena, change->organisation, lot->after, LOT, &rows);
    lot->last = lot->after;
    lot->renewed = 0;
    for (size_t i = 0; status == STATUS_OK && i < rows.items.count; i++) {
        status = renew_row(change, lot, &rows.items.items[i]);
        lot->last = rows.items.items[i].id;
    }
    return status;
}

static int renew_kind(struct job *job, const struct sealed_kind *kind, struct organisation_id organisation)
{
    const struct app *app = job->context;
    struct lot lot = { .access = app->access.access, .kind = kind };
    int64_t renewed = 0;
    int status;
    do {
        lot.after = lot.last;
        struct writer_task task = {
            .change = renew_lot, .argument = &lot, .arena = arena_new(), .organisation = organisation, .name = KIND
        };
        status = writer_run(job->writer, NULL, &task);
        arena_free(task.arena);
        renewed += lot.renewed;
    } while (status == STATUS_OK && lot.last != lot.after);
    if (renewed > 0)
        log_info("key.resealed", LOG_STRING("purpose", kind->purpose), LOG_INTEGER("count", renewed));
    return status;
}

static int run(struct job *job, struct error *error)
{
    struct installation_organisations_rows rows;
    int status = installation_organisations(job->db, job->arena, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        for (size_t k = 0; status == STATUS_OK && k < KINDS; k++)
            status = renew_kind(job, kinds[k], rows.items[i].organisation);
    return status == STATUS_OK ? status : error_set(error, status, 0, "sealing anew did not end");
}

const struct job_kind reseal_job = { .name = KIND, .run = run, .lease_seconds = 600, .attempts = 20 };

static int plan(struct change *change, void *argument)
{
    (void)argument;
    return job_add(change, KIND, TEXT("{}"), TEXT(""), 0, NULL);
}

int reseal_plan(struct writer *writer, const struct access *access)
{
    if (access_keys(access)->count <= 1)
        return STATUS_OK;
    struct arena *arena = arena_new();
    struct writer_task task = {
        .change = plan, .arena = arena, .organisation = access_organisation(access), .name = KIND
    };
    int status = writer_run(writer, NULL, &task);
    arena_free(arena);
    return status;
}
