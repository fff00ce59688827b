/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The daily job that removes rows that have served. One job a day (UTC), whoever asks: its key is the day.
 */
#include "access/housekeeping.h"

#include "access/access.h"
#include "access/access.sql.h"
#include "access/client_write.h"
#include "access/guess.h"
#include "access/session.h"

enum {
    AT_MINUTES = 3 * 60, /* after midnight UTC: nobody brings or fetches */
    PORTION = 2000       /* rows that one change removes: the writer is held no longer than by a page that is sent */
};

#define KIND "housekeeping"

/* Asks for the job of one day. */
static int plan(struct change *change, struct date day)
{
    struct job_id id;
    return job_add(change, KIND, TEXT("{}"), date_iso(change->arena, day),
                   (int64_t)day.days * DAY_MS + (int64_t)AT_MINUTES * MINUTE_MS, &id);
}

static struct date day_of(int64_t at)
{
    return (struct date){ (int32_t)(at / DAY_MS) };
}

static int plan_today(struct change *change, void *argument)
{
    (void)argument;
    return plan(change, day_of(change->now_at));
}

int housekeeping_plan(struct writer *writer, struct organisation_id organisation)
{
    struct arena *arena = arena_new();
    struct writer_task task = { .change = plan_today, .arena = arena, .organisation = organisation, .name = KIND };
    int status = writer_run(writer, NULL, &task);
    arena_free(arena);
    return status;
}

static int64_t days_before(const struct change *change, int64_t days)
{
    return change->now_at - days * DAY_MS;
}

/* Removes a portion of the writes of devices, of which there are many in a day. STATUS_NOT_FOUND when the rest is less. */
static int clean_portion(struct change *change, void *argument)
{
    (void)argument;
    struct housekeeping_portion_row last;
    int status = housekeeping_portion(
        change->db, change->arena,
        (struct housekeeping_portion_in){ .before = days_before(change, CLIENT_WRITE_DAYS), .most = PORTION }, &last);
    if (status != STATUS_OK)
        return status;
    return housekeeping_client_writes(change->db, (struct housekeeping_client_writes_in){ .before = last.at + 1 },
                                      NULL);
}

/* Removes the rest, ends this job and asks for the next, all or nothing. */
static int clean(struct change *change, void *argument)
{
    struct job *job = argument;
    struct db *db = change->db;
    int status = housekeeping_client_writes(
        db, (struct housekeeping_client_writes_in){ .before = days_before(change, CLIENT_WRITE_DAYS) }, NULL);
    if (status == STATUS_OK)
        status = housekeeping_sessions(
            db, (struct housekeeping_sessions_in){ .before = days_before(change, SESSION_REMEMBERED_DAYS) }, NULL);
    if (status == STATUS_OK)
        status = housekeeping_links(
            db, (struct housekeeping_links_in){ .before = days_before(change, SESSION_REMEMBERED_DAYS) }, NULL);
    if (status == STATUS_OK)
        status = housekeeping_failures(
            db, (struct housekeeping_failures_in){ .before = days_before(change, GUESS_DAYS) }, NULL);
    if (status == STATUS_OK)
        status = housekeeping_refusals(db, (struct housekeeping_refusals_in){ .before = days_before(change, 1) }, NULL);
    if (status == STATUS_OK)
        status = plan(change, date_add(day_of(change->now_at), 1));
    return status == STATUS_OK ? job_finish(change, job) : status;
}

static int run_change(struct job *job, int (*fn)(struct change *change, void *argument), struct error *error)
{
    struct writer_task task = {
        .change = fn, .argument = job, .arena = arena_new(), .organisation = job->organisation, .name = KIND
    };
    int status = writer_run(job->writer, NULL, &task);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        error_set(error, status, 0, "%s", task.error.detail);
    arena_free(task.arena);
    return status;
}

static int run(struct job *job, struct error *error)
{
    int status;
    do
        status = run_change(job, clean_portion, error);
    while (status == STATUS_OK);
    return status == STATUS_NOT_FOUND ? run_change(job, clean, error) : status;
}

const struct job_kind access_housekeeping = { .name = KIND, .run = run, .lease_seconds = 60, .attempts = 5 };
