/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Makes an archive, outside of any change, and removes it when its time is over. A run that dies is begun again from nothing; a
 * file that it left in the store is swept.
 */
#include "access/access.h"
#include "access/audit.h"
#include "feature/archive/content.h"
#include "media/media.h"

#include <jansson.h>
#include <unistd.h>

enum { LEASE_SECONDS = 1800, ATTEMPTS = 5, PROGRESS_CHANGES = 20, PAGE_MAXIMUM = 64 * 1024 * 1024 };

/* One run. */
struct making {
    struct job *job;
    const struct media *media;
    struct archive_id archive;
    struct archive_one_row row;
    struct archive_content content;
    int64_t steps, steps_done;
    const char *state;
    char name[MEDIA_NAME_SIZE]; /* of the zip in the store */
    int64_t length;
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

static int write_progress(struct change *change, void *argument)
{
    const struct making *making = argument;
    int status = archive_progress(change->db,
                                  (struct archive_progress_in){ .organisation = change->organisation,
                                                                .id = making->archive,
                                                                .steps = making->steps,
                                                                .steps_done = making->steps_done },
                                  NULL);
    return status == STATUS_OK ? archive_tell(change, making->row.person) : status;
}

/* What is in it. STATUS_CONFLICT when one left the child's page meanwhile: it is made anew. */
static int write_photos(struct change *change, struct making *making)
{
    struct archive_photos_gone_row row;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < making->content.pictures.count; i++) {
        const struct archive_picture *picture = &making->content.pictures.items[i];
        if (picture->photo.value != 0 && !text_is_empty(picture->file))
            status = archive_photo_add(change->db,
                                       (struct archive_photo_add_in){ .organisation = change->organisation,
                                                                      .archive = making->archive,
                                                                      .photo = picture->photo },
                                       NULL);
    }
    if (status == STATUS_OK)
        status = archive_photos_gone(
            change->db, change->arena,
            (struct archive_photos_gone_in){ change->organisation, making->archive, making->row.child }, &row);
    return status == STATUS_OK && row.gone > 0 ? STATUS_CONFLICT : status;
}

static int write_file(struct change *change, struct making *making, struct file_id *ret_file)
{
    struct archive_file_find_row row;
    struct text name = text_from(making->name);
    int status = archive_file_add(change->db,
                                  (struct archive_file_add_in){ .organisation = change->organisation,
                                                                .id = CHANGE_MINT(change, file),
                                                                .name = name,
                                                                .length = making->length,
                                                                .created_at = change->now_at },
                                  NULL);
    if (status == STATUS_OK)
        status = archive_file_find(change->db, change->arena,
                                   (struct archive_file_find_in){ change->organisation, name }, &row);
    if (status != STATUS_OK)
        return status;
    *ret_file = row.file;
    return write_photos(change, making);
}

/* The end of the archive and of the job, and the day on which it goes. One that was taken away meanwhile stays away. */
static int write_end(struct change *change, void *argument)
{
    struct making *making = argument;
    struct file_id file = { 0 };
    struct archive_one_row row;
    int64_t expires_at = change->now_at + ARCHIVE_DAYS * (int64_t)DAY_MS;
    int status =
        archive_one(change->db, change->arena,
                    (struct archive_one_in){ .organisation = change->organisation, .id = making->archive }, &row);
    if (status == STATUS_OK && making->length > 0)
        status = write_file(change, making, &file);
    if (status == STATUS_OK)
        status = archive_end(change->db,
                             (struct archive_end_in){ .organisation = change->organisation,
                                                      .id = making->archive,
                                                      .state = text_from(making->state),
                                                      .file = file,
                                                      .length = making->length,
                                                      .expires_at = expires_at },
                             NULL);
    if (status == STATUS_OK)
        status = archive_forget_later(change, making->archive, expires_at);
    if (status == STATUS_OK)
        status = archive_tell(change, making->row.person);
    return status == STATUS_OK ? job_finish(change, making->job) : status;
}

static int step(void *context)
{
    struct making *making = context;
    int64_t stride = making->steps / PROGRESS_CHANGES + 1;
    making->steps_done++;
    return making->steps_done % stride == 0 ? change(making, write_progress) : STATUS_OK;
}

/* One file; `fill` writes it. */
static int add_page(struct making *making, struct archive_zip *zip, struct text name, struct buffer *page)
{
    int status = page->overflowed ? STATUS_FAILED : archive_zip_add(zip, name, buffer_text(page));
    buffer_clear(page);
    return status == STATUS_OK ? step(making) : status;
}

static int add_months(struct making *making, const struct archive_months *months, struct archive_zip *zip,
                      struct buffer *page)
{
    const struct archive_content *content = &making->content;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < months->count; i++) {
        archive_month_page(content, months->items[i], page);
        status = add_page(making, zip, archive_month_file(content->arena, months->items[i]), page);
    }
    return status;
}

/* The photos come first: the pages say which are there. */
static int add_all(struct making *making, struct archive_zip *zip, struct buffer *page)
{
    struct archive_content *content = &making->content;
    struct archive_months months;
    archive_months(content, &months);
    making->steps = (int64_t)(months.count + content->pictures.count) + 5;
    int status = archive_pictures_add(content, &making->media->store, zip, step, making);
    if (status != STATUS_OK)
        return status;
    archive_index_page(content, &months, page);
    status = add_page(making, zip, TEXT("index.html"), page);
    if (status == STATUS_OK) {
        archive_care_page(content, page);
        status = add_page(making, zip, ARCHIVE_CARE_FILE, page);
    }
    if (status == STATUS_OK && content->pictures.count > 0) {
        archive_photos_page(content, page);
        status = add_page(making, zip, ARCHIVE_PHOTOS_FILE, page);
    }
    if (status == STATUS_OK)
        status = add_months(making, &months, zip, page);
    if (status == STATUS_OK) {
        buffer_put(page, text_from(archive_style));
        status = add_page(making, zip, TEXT("style.css"), page);
    }
    if (status == STATUS_OK)
        status = archive_json(content, page);
    return status == STATUS_OK ? add_page(making, zip, TEXT("data.json"), page) : status;
}

static int write_zip(struct making *making, int draft)
{
    struct buffer page;
    struct archive_zip *zip = archive_zip_new(draft, making->content.made_at);
    if (!zip)
        return STATUS_FAILED;
    buffer_init(&page, PAGE_MAXIMUM);
    int status = add_all(making, zip, &page);
    buffer_release(&page);
    int closed = archive_zip_close(zip);
    return status == STATUS_OK ? closed : status;
}

/* Into the store, on the disk before its row is written. */
static int make_zip(struct making *making)
{
    int draft = media_draft(&making->media->store);
    if (draft < 0)
        return STATUS_FAILED;
    int status = write_zip(making, draft);
    if (status == STATUS_OK)
        status = media_put(&making->media->store, draft, making->name, &making->length);
    close(draft);
    return status;
}

static int make(struct making *making)
{
    struct job *job = making->job;
    struct archive_wanted wanted = { job->organisation, making->row.child, making->row.person, clock_now(job->clock) };
    int status = archive_content_read(job->db, job->arena, &wanted, &making->content);
    if (status == STATUS_OK)
        status = make_zip(making);
    making->state = "done";
    if (status == STATUS_OK)
        status = change(making, write_end);
    archive_content_release(&making->content);
    return status;
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
    const struct access_context *context = job->context;
    struct making making = { .job = job, .media = access_installation(context->access)->media };
    if (!making.media)
        return error_set(error, STATUS_FAILED, 0, "there is no media folder");
    int status = read_payload(job, &making.archive);
    if (status == STATUS_OK)
        status = archive_one(job->db, job->arena,
                             (struct archive_one_in){ .organisation = job->organisation, .id = making.archive },
                             &making.row);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && !text_equal(making.row.state, TEXT("waiting"))))
        return STATUS_OK; /* was taken away, or was made already */
    if (status == STATUS_OK)
        status = make(&making);
    if (status == STATUS_OK || (status != STATUS_NOT_FOUND && job->attempt < ATTEMPTS))
        return status;
    making.state = "failed";
    making.length = 0;
    status = change(&making, write_end);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status; /* taken away meanwhile */
}

const struct job_kind archive_make_job = {
    .name = "archive_make", .run = run_make, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};

/* --- seven days later --- */

/* One that was made again, or is not there any more, has nothing to forget. */
static int forget(struct change *change, void *argument)
{
    struct making *making = argument;
    struct archive_one_row row;
    struct archive_one_in one = { .organisation = change->organisation, .id = making->archive };
    int status = archive_one(change->db, change->arena, one, &row);
    bool over = status == STATUS_OK && row.expires_at <= change->now_at && !text_equal(row.state, TEXT("waiting"));
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    if (over)
        status = archive_let_go(change, making->archive);
    if (over && status == STATUS_OK)
        status = archive_erase_row(
            change->db, (struct archive_erase_row_in){ .organisation = change->organisation, .id = making->archive },
            NULL);
    if (over && status == STATUS_OK)
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
