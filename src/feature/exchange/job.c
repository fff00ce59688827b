/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Looking into the folder at intervals, and the jobs of it. Each run asks for the next by a key of its time, so that there is
 * one whoever asks; a look that fails is logged and the next one tries again.
 */
#include "access/access.h"
#include "base/file.h"
#include "base/log.h"
#include "base/zone.h"
#include "db/change.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"
#include "feature/task/task.h"

#include <jansson.h>

enum { LEASE_SECONDS = 900, ATTEMPTS = 30, EXPIRED_MAXIMUM = 100 };

/* --- one look --- */

static int take_all(const struct exchange *exchange, struct arena *arena, struct error *error)
{
    struct exchange_names names;
    int status = exchange_folder_list(exchange, arena, error, &names);
    for (size_t i = 0; status == STATUS_OK && i < names.count; i++) {
        struct error own = { .word = 0 };
        int taken = exchange_take(exchange, names.items[i].name, &own);
        if (taken == STATUS_BUSY)
            break; /* another import is at work, or the file is still being written: the order stays */
        if (taken != STATUS_OK)
            log_error("exchange.take", LOG_STATUS("status", taken), LOG_STRING("detail", own.detail));
    }
    return status;
}

struct expiring {
    int64_t file;
};

static int forget(struct change *change, void *argument)
{
    const struct expiring *expiring = argument;
    struct organisation_id organisation = change->organisation;
    int status = exchange_findings_remove(change->db,
                                          (struct exchange_findings_remove_in){ organisation, expiring->file }, NULL);
    if (status == STATUS_OK)
        status = exchange_remove(change->db, (struct exchange_remove_in){ organisation, expiring->file }, NULL);
    return status == STATUS_OK ? task_close(change, &(struct task){ .kind = TASK_ROSTER, .object = expiring->file })
                               : status;
}

static int forget_old(const struct exchange *exchange, struct arena *arena, int64_t before)
{
    struct exchange_expired_rows rows;
    int status = exchange_expired(
        exchange->db, arena, (struct exchange_expired_in){ exchange->organisation, before, EXPIRED_MAXIMUM }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = exchange_change(exchange, forget, &(struct expiring){ rows.items[i].id });
    return status;
}

/* A file that was thrown away, or that nobody decided about before a newer one came, does not stay. */
static bool is_over(const struct exchange *exchange, int64_t file)
{
    struct arena *arena = arena_new();
    struct exchange_get_row row;
    int status = exchange_get(exchange->db, arena, (struct exchange_get_in){ exchange->organisation, file }, &row);
    bool over =
        status == STATUS_NOT_FOUND ||
        (status == STATUS_OK && (text_equal(row.state, TEXT("thrown")) || text_equal(row.state, TEXT("replaced"))));
    arena_free(arena);
    return over;
}

int exchange_look(const struct exchange *exchange, struct error *error)
{
    struct arena *arena = arena_new();
    int64_t before = clock_now(exchange->clock) - EXCHANGE_KEEP_DAYS * (int64_t)DAY_MS;
    struct zone *utc;
    int status = exchange_folder_make(exchange, arena, error);
    if (status == STATUS_OK)
        status = take_all(exchange, arena, error);
    if (status == STATUS_OK && (status = zone_open(TEXT("UTC"), &utc)) == STATUS_OK) {
        exchange_folder_tidy(exchange, arena, zone_date(utc, before), is_over);
        zone_close(utc);
    }
    if (status == STATUS_OK)
        status = forget_old(exchange, arena, before);
    if (status == STATUS_OK)
        status = presence_write_days(exchange, error);
    arena_free(arena);
    return status;
}

/* --- the jobs --- */

static const struct access_installation *installation_of(const struct job *job)
{
    const struct access_context *context = job->context;
    return access_installation(context->access);
}

static struct exchange exchange_of(const struct job *job)
{
    const struct access_installation *installation = installation_of(job);
    return (struct exchange){ .writer = job->writer,
                              .db = job->db,
                              .clock = job->clock,
                              .organisation = job->organisation,
                              .folder = installation->exchange_folder,
                              .rest_ms = installation->exchange_seconds * SECOND_MS,
                              .limits = { installation->hold_leaving, installation->hold_coming } };
}

static bool has_folder(const struct access_installation *installation)
{
    return installation->exchange_folder && installation->exchange_folder[0] != '\0';
}

static int plan_at(struct change *change, int64_t at)
{
    struct job_id id;
    return job_add(change, exchange_look_job.name, TEXT("{}"), instant_iso(change->arena, at), at, &id);
}

struct ending {
    struct job *job;
    int64_t interval;
};

static int end_look(struct change *change, void *argument)
{
    const struct ending *ending = argument;
    int status = plan_at(change, change->now_at - change->now_at % ending->interval + ending->interval);
    return status == STATUS_OK ? job_finish(change, ending->job) : status;
}

static int64_t interval_of(const struct access_installation *installation)
{
    return (installation->exchange_seconds > 0 ? installation->exchange_seconds : 1) * SECOND_MS;
}

static int run_look(struct job *job, struct error *error)
{
    if (!has_folder(installation_of(job)))
        return STATUS_OK; /* switched off since */
    struct exchange exchange = exchange_of(job);
    int status = exchange_look(&exchange, error);
    if (status != STATUS_OK)
        log_error("exchange.look", LOG_STATUS("status", status), LOG_STRING("detail", error->detail));
    struct ending ending = { job, interval_of(installation_of(job)) };
    return exchange_change(&exchange, end_look, &ending);
}

static int run_accept(struct job *job, struct error *error)
{
    json_t *root = json_loadb(job->payload.data, job->payload.length, 0, NULL);
    int64_t file = json_integer_value(json_object_get(root, "file"));
    json_decref(root);
    if (!has_folder(installation_of(job)))
        return error_set(error, STATUS_INVALID, 0, "there is no exchange folder any more");
    struct exchange exchange = exchange_of(job);
    return exchange_carry_out(&exchange, file, error);
}

const struct job_kind exchange_look_job = {
    .name = "exchange_look", .run = run_look, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};
const struct job_kind exchange_accept_job = {
    .name = "exchange_accept", .run = run_accept, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};

static int plan_now(struct change *change, void *argument)
{
    const int64_t *interval = argument;
    return plan_at(change, change->now_at - change->now_at % *interval);
}

int exchange_plan(struct writer *writer, const struct access *access, const struct clock *clock)
{
    const struct access_installation *installation = access_installation(access);
    struct exchange exchange = { .writer = writer, .clock = clock, .organisation = access_organisation(access) };
    int64_t interval = interval_of(installation);
    if (!has_folder(installation) || exchange.organisation.value == 0)
        return STATUS_OK;
    return exchange_change(&exchange, plan_now, &interval);
}
