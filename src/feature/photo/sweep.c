/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Files of the store that no row names: whoever put them died before the change that would have (a photo that was sent, an archive
 * that was made), or they came back with a backup. Once a day, whoever asks: the key of the job is the day.
 */
#include "access/access.h"
#include "base/log.h"
#include "db/change.h"
#include "feature/photo/own.h"

enum {
    AT_MINUTES = 2 * 60 + 30,
    /* after midnight UTC: nobody brings or fetches */ LEASE_SECONDS = 1800,
    ATTEMPTS = 5
};

static const char name[] = "media_sweep";

/* --- planning --- */

static int plan(struct change *change, struct date day)
{
    return job_add(change, name, TEXT("{}"), date_iso(change->arena, day),
                   (int64_t)day.days * DAY_MS + (int64_t)AT_MINUTES * MINUTE_MS, NULL);
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

static int end(struct change *change, void *argument)
{
    int status = plan(change, date_add(day_of(change->now_at), 1));
    return status == STATUS_OK ? job_finish(change, argument) : status;
}

static int run_change(struct writer *writer, struct organisation_id organisation,
                      int (*function)(struct change *change, void *argument), void *argument)
{
    struct writer_task task = {
        .change = function, .argument = argument, .arena = arena_new(), .organisation = organisation, .name = name
    };
    int status = writer_run(writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

int media_sweep_plan(struct writer *writer, struct organisation_id organisation)
{
    return run_change(writer, organisation, plan_today, NULL);
}

/* --- sweeping --- */

/* A row that comes meanwhile was preceded by media_put, which made the file young: media_remove leaves it. */
static int sweep_file(struct job *job, const struct media_store *store, struct text file, int64_t *swept)
{
    struct photo_file_known_row row;
    int status = photo_file_known(job->db, job->arena, (struct photo_file_known_in){ job->organisation, file }, &row);
    if (status != STATUS_OK || row.known)
        return status;
    status = media_remove(store, file);
    *swept += status == STATUS_OK;
    return status == STATUS_BUSY ? STATUS_OK : status;
}

static int sweep_shelf(struct job *job, const struct media_store *store, unsigned shelf, int64_t *swept)
{
    struct arena *arena = arena_new();
    struct media_names names;
    int status = media_old(store, shelf, arena, &names);
    for (size_t i = 0; status == STATUS_OK && i < names.count; i++)
        status = sweep_file(job, store, names.items[i], swept);
    arena_free(arena);
    return status;
}

static int run(struct job *job, struct error *error)
{
    const struct access_context *context = job->context;
    const struct media *media = access_installation(context->access)->media;
    int64_t swept = 0;
    int status = STATUS_OK;
    for (unsigned shelf = 0; status == STATUS_OK && media && shelf < MEDIA_SHELVES; shelf++)
        status = sweep_shelf(job, &media->store, shelf, &swept);
    if (swept > 0)
        log_info("media.swept", LOG_INTEGER("files", swept));
    return status == STATUS_OK ? run_change(job->writer, job->organisation, end, job)
                               : error_set(error, status, 0, "files could not be swept");
}

const struct job_kind media_sweep_job = {
    .name = name, .run = run, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};
