/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two jobs. privacy_watch, every five minutes: seals the audit, keeps its head and the ledger in files outside the
 * database, and looks for unusual reading. privacy_nightly: applies the terms when the operator switched it on. Each run asks
 * for the next by a key of its time, so that there is one whoever asks.
 *
 * Unusual reading (T15), in one sentence: within an hour somebody of the staff opened the pages of more than ALARM_LEAST
 * different children, and of ALARM_BEYOND more than are expected today on the groups where she works. It stops nobody; a
 * manager asks what it was. The numbers are compared and forgotten.
 */
#include "access/access.h"
#include "access/audit.h"
#include "access/chain.h"
#include "access/scope.h"
#include "base/log.h"
#include "base/zone.h"
#include "feature/handover/handover.h"
#include "feature/privacy/erase.h"
#include "feature/privacy/privacy.h"
#include "feature/privacy/privacy.sql.h"
#include "feature/privacy/retention.h"
#include "feature/task/task.h"

#define WATCH   "privacy_watch"
#define NIGHTLY "privacy_nightly"

enum {
    WATCH_MS = 5 * 60 * 1000,
    NIGHTLY_MINUTES = 2 * 60, /* after midnight UTC */
    SEAL_ROUNDS = 40,         /* batches of one run; the rest waits for the next */
    ALARM_LEAST = 20,         /* children within an hour that are never too many */
    ALARM_BEYOND = 10         /* more than the own groups have today */
};

static const struct access *access_of(const struct job *job)
{
    const struct access_context *context = job->context;
    return context->access;
}

/* --- asking for the next run --- */

static int plan_at(struct change *change, const char *kind, int64_t at)
{
    struct job_id id;
    return job_add(change, kind, TEXT("{}"), instant_iso(change->arena, at), at, &id);
}

static int64_t next_watch(int64_t now_at)
{
    return now_at - now_at % WATCH_MS + WATCH_MS;
}

static int64_t next_night(int64_t now_at)
{
    int64_t tonight = now_at - now_at % DAY_MS + NIGHTLY_MINUTES * (int64_t)MINUTE_MS;
    return tonight > now_at ? tonight : tonight + DAY_MS;
}

static int plan_both(struct change *change, void *argument)
{
    (void)argument;
    int status = plan_at(change, WATCH, next_watch(change->now_at));
    return status == STATUS_OK ? plan_at(change, NIGHTLY, next_night(change->now_at)) : status;
}

static int run_change(struct writer *writer, struct organisation_id organisation, int (*fn)(struct change *, void *),
                      void *argument)
{
    struct writer_task task = {
        .change = fn, .argument = argument, .arena = arena_new(), .organisation = organisation, .name = "privacy_watch"
    };
    int status = writer_run(writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

int privacy_plan(struct writer *writer, struct organisation_id organisation)
{
    return run_change(writer, organisation, plan_both, NULL);
}

static int end_watch(struct change *change, void *job)
{
    int status = plan_at(change, WATCH, next_watch(change->now_at));
    return status == STATUS_OK ? job_finish(change, job) : status;
}

static int end_night(struct change *change, void *job)
{
    int status = plan_at(change, NIGHTLY, next_night(change->now_at));
    return status == STATUS_OK ? job_finish(change, job) : status;
}

/* --- sealing --- */

struct sealing {
    struct chain_key key;
    int64_t sealed;
};

static int seal(struct change *change, void *argument)
{
    struct sealing *sealing = argument;
    return chain_seal(change, &sealing->key, &sealing->sealed);
}

/* A file that knows a later end stays as it is: doctor tells what it means. */
static int keep_head(const char *path, struct organisation_id organisation, const struct chain_head *head)
{
    struct chain_head kept;
    int status = chain_file_read(path, organisation, &kept);
    if (status == STATUS_OK && kept.number > head->number) {
        log_error("audit.cut", LOG_STRING("do", "run samenspel doctor"));
        return STATUS_OK;
    }
    if (status == STATUS_OK && kept.number == head->number)
        return STATUS_OK;
    return status == STATUS_OK || status == STATUS_NOT_FOUND ? chain_file_write(path, organisation, head) : status;
}

static int seal_all(struct job *job, struct organisation_id organisation)
{
    struct sealing sealing = { .sealed = 1 };
    struct chain_head head;
    const char *folder = access_installation(access_of(job))->folder;
    int status = STATUS_OK;
    access_key(access_of(job), CHAIN_PURPOSE, sealing.key.bytes);
    for (int i = 0; status == STATUS_OK && sealing.sealed > 0 && i < SEAL_ROUNDS; i++)
        status = run_change(job->writer, organisation, seal, &sealing);
    if (status == STATUS_CONFLICT) {
        log_error("audit.broken", LOG_STRING("do", "run samenspel doctor"));
        return STATUS_OK;
    }
    if (status == STATUS_OK && folder && (status = chain_head_read(job->db, organisation, &head)) == STATUS_OK)
        status = keep_head(arena_printf(job->arena, "%s/" CHAIN_FILE, folder).data, organisation, &head);
    return status;
}

/* --- unusual reading --- */

/* An alarm on its way. */
struct raising {
    struct privacy_readers_row reader;
    struct date today;
    int64_t since;
};

static int raise_alarm(struct change *change, void *argument)
{
    const struct raising *raising = argument;
    struct privacy_read_group_row group;
    int64_t id = identity_mint(change->identities);
    int64_t added = 0;
    int status = privacy_read_group(
        change->db, change->arena,
        (struct privacy_read_group_in){ change->organisation, raising->reader.person, raising->since, raising->today },
        &group);
    if (status != STATUS_OK)
        return status;
    status = privacy_alarm_add(change->db,
                               (struct privacy_alarm_add_in){ .organisation = change->organisation,
                                                              .id = id,
                                                              .person = raising->reader.person,
                                                              .care_group = group.care_group,
                                                              .day = raising->today,
                                                              .from_at = raising->reader.from_at,
                                                              .until_at = raising->reader.until_at },
                               &added);
    if (status != STATUS_OK || added == 0)
        return status;
    status = task_add(
        change,
        &(struct task){ .kind = TASK_READING_ALARM, .group = group.care_group, .object = id, .today = raising->today });
    return status == STATUS_OK ? audit_add(change, "privacy.alarm", "reading_alarm", id) : status;
}

static bool is_unusual(const struct privacy_readers_row *row)
{
    return row->children > ALARM_LEAST && row->children > row->expected + ALARM_BEYOND;
}

static int look_for_alarms(struct job *job, const struct privacy_organisations_row *organisation, int64_t now_at)
{
    struct zone *zone;
    struct privacy_readers_rows rows;
    if (zone_open(organisation->zone, &zone) != STATUS_OK)
        return STATUS_FAILED;
    struct raising raising = { .today = zone_date(zone, now_at), .since = now_at - HOUR_MS };
    zone_close(zone);
    int status = privacy_readers(job->db, job->arena,
                                 (struct privacy_readers_in){ .organisation = organisation->organisation,
                                                              .since = raising.since,
                                                              .today = raising.today,
                                                              .weekday_bit = weekday_bit(raising.today),
                                                              .centre = SCOPE_SIDE_CENTRE,
                                                              .home = SCOPE_SIDE_HOME,
                                                              .least = ALARM_LEAST,
                                                              .work = SCOPE_WRITE_CENTRE },
                                 &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        raising.reader = rows.items[i];
        if (is_unusual(&rows.items[i]))
            status = run_change(job->writer, organisation->organisation, raise_alarm, &raising);
        if (status == STATUS_NOT_FOUND)
            status = STATUS_OK;
    }
    return status;
}

/* --- the jobs --- */

static int run_watch(struct job *job, struct error *error)
{
    int64_t now_at = clock_now(job->clock);
    const char *folder = access_installation(access_of(job))->folder;
    struct privacy_organisations_rows rows;
    int status = privacy_organisations(job->db, job->arena, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        status = seal_all(job, rows.items[i].organisation);
        if (status == STATUS_OK)
            status = look_for_alarms(job, &rows.items[i], now_at);
    }
    if (status == STATUS_OK && folder)
        status = ledger_save(job->db, arena_printf(job->arena, "%s/" LEDGER_FILE, folder).data, error);
    if (status == STATUS_OK)
        status = run_change(job->writer, job->organisation, end_watch, job);
    return status == STATUS_OK ? status : error_set(error, status, 0, "watching did not end");
}

static int apply_terms(struct job *job, struct organisation_id organisation, struct error *error)
{
    struct retention_plan plan;
    struct chain_key key;
    const char *folder = access_installation(access_of(job))->folder;
    const char *path;
    int64_t now_at = clock_now(job->clock);
    access_key(access_of(job), CHAIN_PURPOSE, key.bytes);
    int status = retention_look(job->db, job->arena, organisation, now_at, &plan);
    if (status == STATUS_OK)
        status = retention_apply(job->writer, NULL, &key, &plan, error);
    if (status == STATUS_OK && folder)
        status = retention_report_write(job->arena, folder, &plan, now_at, error, &path);
    return status;
}

static int run_nightly(struct job *job, struct error *error)
{
    struct privacy_organisations_rows rows = { .count = 0 };
    int status = STATUS_OK;
    if (access_installation(access_of(job))->retention)
        status = privacy_organisations(job->db, job->arena, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = apply_terms(job, rows.items[i].organisation, error);
    return status == STATUS_OK ? run_change(job->writer, job->organisation, end_night, job) : status;
}

const struct job_kind privacy_watch = { .name = WATCH, .run = run_watch, .lease_seconds = 120, .attempts = 20 };
const struct job_kind privacy_nightly = { .name = NIGHTLY, .run = run_nightly, .lease_seconds = 3600, .attempts = 5 };
