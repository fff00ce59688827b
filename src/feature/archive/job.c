/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Makes an archive, piece by piece, and removes it when its time is over. A run that dies is begun again from nothing.
 */
#include "access/audit.h"
#include "feature/archive/content.h"

#include <jansson.h>

enum { LEASE_SECONDS = 600, ATTEMPTS = 5, STEPS_A_CHANGE = 6, PAGE_MAXIMUM = 16 * 1024 * 1024 };

/* One run. */
struct making {
    struct job *job;
    struct archive_id archive;
    struct archive_one_row row;
    struct buffer zip;
    int64_t steps, steps_done;
    int64_t number; /* of a piece */
    struct text piece;
    const char *state;
};

static int change(struct making *making, int (*function)(struct change *change, void *argument))
{
    struct writer_task task = { .change = function,
                                .argument = making,
                                .arena = arena_new(),
                                .organisation = making->job->organisation,
                                .name = "archive_make" };
    int status = writer_run(making->job->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

static int tell(struct change *change, const struct making *making)
{
    return change_event(change, "archive", (struct event_topic){ .person = making->row.person });
}

static int write_progress(struct change *change, void *argument)
{
    const struct making *making = argument;
    int status = archive_progress(change->db,
                                  (struct archive_progress_in){ .organisation = change->organisation,
                                                                .id = making->archive,
                                                                .steps = making->steps,
                                                                .steps_done = making->steps_done },
                                  NULL);
    return status == STATUS_OK ? tell(change, making) : status;
}

static int remove_parts(struct change *change, void *argument)
{
    const struct making *making = argument;
    return archive_parts_remove(
        change->db,
        (struct archive_parts_remove_in){ .organisation = change->organisation, .archive = making->archive }, NULL);
}

static int write_part(struct change *change, void *argument)
{
    const struct making *making = argument;
    return archive_part_add(change->db,
                            (struct archive_part_add_in){ .organisation = change->organisation,
                                                          .archive = making->archive,
                                                          .number = making->number,
                                                          .content = making->piece },
                            NULL);
}

/* The end of the archive and of the job, and the day on which it goes. */
static int write_end(struct change *change, void *argument)
{
    struct making *making = argument;
    int64_t expires_at = change->now_at + ARCHIVE_DAYS * (int64_t)DAY_MS;
    int status = archive_end(change->db,
                             (struct archive_end_in){ .organisation = change->organisation,
                                                      .id = making->archive,
                                                      .state = text_from(making->state),
                                                      .length = (int64_t)making->zip.length,
                                                      .expires_at = expires_at },
                             NULL);
    if (status == STATUS_OK)
        status = job_add(change, archive_forget_job.name, making->job->payload, making->job->payload, expires_at, NULL);
    if (status == STATUS_OK)
        status = tell(change, making);
    return status == STATUS_OK ? job_finish(change, making->job) : status;
}

static int step(struct making *making)
{
    making->steps_done++;
    return making->steps_done % STEPS_A_CHANGE == 1 ? change(making, write_progress) : STATUS_OK;
}

/* One file; `fill` writes it. */
static int add_page(struct making *making, struct archive_zip *zip, struct text name, struct buffer *page)
{
    int status = page->overflowed ? STATUS_FAILED : archive_zip_add(zip, name, buffer_text(page));
    buffer_clear(page);
    return status == STATUS_OK ? step(making) : status;
}

static int add_pages(struct making *making, const struct archive_content *content, struct archive_zip *zip,
                     struct buffer *page)
{
    struct archive_months months;
    archive_months(content, &months);
    making->steps = (int64_t)months.count + 4;
    archive_index_page(content, &months, page);
    int status = add_page(making, zip, TEXT("index.html"), page);
    if (status == STATUS_OK) {
        archive_care_page(content, page);
        status = add_page(making, zip, ARCHIVE_CARE_FILE, page);
    }
    for (size_t i = 0; status == STATUS_OK && i < months.count; i++) {
        archive_month_page(content, months.items[i], page);
        status = add_page(making, zip, archive_month_file(content->arena, months.items[i]), page);
    }
    if (status == STATUS_OK)
        buffer_put(page, text_from(archive_style));
    if (status == STATUS_OK)
        status = add_page(making, zip, TEXT("style.css"), page);
    if (status == STATUS_OK)
        status = archive_json(content, page);
    return status == STATUS_OK ? add_page(making, zip, TEXT("data.json"), page) : status;
}

static int make_zip(struct making *making, const struct archive_content *content)
{
    struct buffer page;
    struct archive_zip *zip = archive_zip_new(&making->zip, content->made_at);
    if (!zip)
        return STATUS_FAILED;
    buffer_init(&page, PAGE_MAXIMUM);
    int status = add_pages(making, content, zip, &page);
    buffer_release(&page);
    int closed = archive_zip_close(zip);
    return status == STATUS_OK ? closed : status;
}

static int keep(struct making *making)
{
    struct text rest = buffer_text(&making->zip);
    int status = change(making, remove_parts);
    for (making->number = 1; status == STATUS_OK && rest.length > 0; making->number++) {
        size_t length = rest.length < ARCHIVE_PART_BYTES ? rest.length : ARCHIVE_PART_BYTES;
        making->piece = text_slice(rest, 0, length);
        rest = text_slice(rest, length, rest.length);
        status = change(making, write_part);
    }
    making->state = "done";
    return status == STATUS_OK ? change(making, write_end) : status;
}

static int make(struct making *making)
{
    struct job *job = making->job;
    struct archive_content content;
    struct archive_wanted wanted = { job->organisation, making->row.child, making->row.person, clock_now(job->clock) };
    int status = archive_content_read(job->db, job->arena, &wanted, &content);
    if (status == STATUS_OK)
        status = make_zip(making, &content);
    archive_content_release(&content);
    return status == STATUS_OK ? keep(making) : status;
}

static int read_payload(struct job *job, struct archive_id *ret_archive)
{
    json_t *root = json_loadb(job->payload.data, job->payload.length, 0, NULL);
    ret_archive->value = json_integer_value(json_object_get(root, "archive"));
    json_decref(root);
    return ret_archive->value > 0 ? STATUS_OK : STATUS_INVALID;
}

static int run_make(struct job *job, struct error *error)
{
    (void)error;
    struct making making = { .job = job };
    int status = read_payload(job, &making.archive);
    if (status == STATUS_OK)
        status = archive_one(job->db, job->arena,
                             (struct archive_one_in){ .organisation = job->organisation, .id = making.archive },
                             &making.row);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && !text_equal(making.row.state, TEXT("waiting"))))
        return STATUS_OK; /* was taken away, or was made already */
    if (status != STATUS_OK)
        return status;
    buffer_init(&making.zip, ARCHIVE_BYTES_MAXIMUM);
    status = make(&making);
    if (status != STATUS_OK && (status == STATUS_NOT_FOUND || job->attempt >= ATTEMPTS)) {
        making.state = "failed";
        buffer_clear(&making.zip);
        status = change(&making, write_end);
    }
    buffer_release(&making.zip);
    return status;
}

const struct job_kind archive_make_job = {
    .name = "archive_make", .run = run_make, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};

/* --- seven days later --- */

static int forget(struct change *change, void *argument)
{
    struct making *making = argument;
    int status = remove_parts(change, making);
    if (status == STATUS_OK)
        status = archive_remove(
            change->db, (struct archive_remove_in){ .organisation = change->organisation, .id = making->archive },
            NULL);
    if (status == STATUS_OK)
        status = audit_add(change, "archive.forget", "archive", making->archive.value);
    return status == STATUS_OK ? job_finish(change, making->job) : status;
}

static int run_forget(struct job *job, struct error *error)
{
    (void)error;
    struct making making = { .job = job };
    int status = read_payload(job, &making.archive);
    return status == STATUS_OK ? change(&making, forget) : status;
}

const struct job_kind archive_forget_job = {
    .name = "archive_forget", .run = run_forget, .lease_seconds = 60, .attempts = 1000
};
