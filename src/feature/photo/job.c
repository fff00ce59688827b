/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A photo is decoded and stands on the pages; bytes that nobody wants leave the disk.
 */
#include "access/access.h"
#include "access/audit.h"
#include "base/log.h"
#include "db/change.h"
#include "feature/photo/own.h"
#include "media/media.h"

#include <jansson.h>
#include <unistd.h>

enum { LEASE_SECONDS = 300, ATTEMPTS = 1000 /* weeks: a decoder that is missing is put back one day */ };

/* One run. */
struct decoding {
    struct job *job;
    const struct media *media;
    struct photo_id photo;
    struct photo_one_row row;
    struct media_reply reply;
    char large_name[MEDIA_NAME_SIZE], small_name[MEDIA_NAME_SIZE];
    int64_t large_length, small_length;
};

static const struct media *media_of(const struct job *job)
{
    const struct access_context *context = job->context;
    return access_installation(context->access)->media;
}

static int run_change(const struct decoding *decoding, int (*function)(struct change *change, void *argument))
{
    struct writer_task task = { .change = function,
                                .argument = (void *)(uintptr_t)decoding,
                                .arena = arena_new(),
                                .organisation = decoding->job->organisation,
                                .actor = decoding->row.author,
                                .name = "photo_decode" };
    int status = writer_run(decoding->job->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

static int file_row(struct change *change, const char *name, int64_t length, struct file_id *ret_file)
{
    struct photo_file_find_row row;
    int status = photo_file_find(
        change->db, change->arena,
        (struct photo_file_find_in){ .organisation = change->organisation, .name = text_from(name) }, &row);
    if (status == STATUS_OK)
        *ret_file = row.file;
    if (status != STATUS_NOT_FOUND)
        return status;
    *ret_file = CHANGE_MINT(change, file);
    return photo_file_insert(change->db,
                             (struct photo_file_insert_in){ .organisation = change->organisation,
                                                            .id = *ret_file,
                                                            .name = text_from(name),
                                                            .length = length,
                                                            .created_at = change->now_at },
                             NULL);
}

/* What was consented to when it was sent may have ended while it waited, and who was there may have left. Gives how many homes
 * see it. */
static int show_at_homes(struct change *change, const struct decoding *decoding, size_t *ret_homes)
{
    struct photo_on_it_rows children;
    int status = photo_on_it(change->db, change->arena,
                             (struct photo_on_it_in){ .organisation = change->organisation, .photo = decoding->photo },
                             &children);
    if (status != STATUS_OK)
        return status;
    struct child_id *ids = ARENA_MANY(change->arena, struct child_id, children.count);
    struct photo_choice choice = { .organisation = change->organisation,
                                   .person = change->actor,
                                   .group = decoding->row.care_group,
                                   .today = decoding->row.day,
                                   .children = ids,
                                   .child_count = children.count };
    for (size_t i = 0; i < children.count; i++)
        ids[i] = children.items[i].child; /* all are on it: it was not shared yet */
    status = photo_choose(change->db, change->arena, &choice);
    *ret_homes = status == STATUS_OK ? choice.homes.count : 0;
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < choice.homes.count; i++)
        status = photo_show(change, decoding->photo, &decoding->row, choice.homes.items[i].child);
    return status;
}

static int write_ready(struct change *change, void *argument)
{
    struct decoding *decoding = argument;
    const struct media_reply *reply = &decoding->reply;
    struct text source = decoding->row.source;
    int64_t changed = 0;
    size_t homes = 0;
    int status = file_row(change, decoding->large_name, decoding->large_length, &decoding->row.large_file);
    if (status == STATUS_OK)
        status = file_row(change, decoding->small_name, decoding->small_length, &decoding->row.small_file);
    if (status == STATUS_OK)
        status = photo_ready(change->db,
                             (struct photo_ready_in){ .organisation = change->organisation,
                                                      .id = decoding->photo,
                                                      .large_file = decoding->row.large_file,
                                                      .small_file = decoding->row.small_file,
                                                      .taken = text_from(reply->taken),
                                                      .width = reply->width,
                                                      .height = reply->height,
                                                      .small_width = reply->small_width,
                                                      .small_height = reply->small_height },
                             &changed);
    if (status == STATUS_OK && changed > 0)
        status = show_at_homes(change, decoding, &homes);
    if (status == STATUS_OK && changed > 0 && homes == 0)
        status = photo_end(
            change->db,
            (struct photo_end_in){ .organisation = change->organisation, .id = decoding->photo, .state = TEXT("gone") },
            NULL);
    if (status == STATUS_OK && homes == 0) /* or it was taken back meanwhile */
        status = photo_let_go(change, &decoding->row);
    if (status == STATUS_OK)
        status = photo_unwanted(change, source);
    if (status == STATUS_OK)
        status = photo_tell_group(change, decoding->row.care_group);
    return status == STATUS_OK ? job_finish(change, decoding->job) : status;
}

static int write_refused(struct change *change, void *argument)
{
    const struct decoding *decoding = argument;
    int status = photo_end(
        change->db,
        (struct photo_end_in){ .organisation = change->organisation, .id = decoding->photo, .state = TEXT("refused") },
        NULL);
    if (status == STATUS_OK)
        status = photo_unwanted(change, decoding->row.source);
    if (status == STATUS_OK)
        status = photo_tell_group(change, decoding->row.care_group);
    return status == STATUS_OK ? job_finish(change, decoding->job) : status;
}

static int keep(struct decoding *decoding, int large, int small)
{
    const struct media_store *store = &decoding->media->store;
    int status = media_put(store, large, decoding->large_name, &decoding->large_length);
    return status == STATUS_OK ? media_put(store, small, decoding->small_name, &decoding->small_length) : status;
}

static int decode(struct decoding *decoding)
{
    static const struct media_request request = { .large_side = PHOTO_LARGE_SIDE, .small_side = PHOTO_SMALL_SIDE };
    int source;
    int status = media_open(&decoding->media->store, decoding->row.source, &source);
    if (status != STATUS_OK)
        return status;
    int large = media_draft(&decoding->media->store);
    int small = media_draft(&decoding->media->store);
    status = large >= 0 && small >= 0
                 ? media_decode(decoding->media->decoder, &request, source, large, small, &decoding->reply)
                 : STATUS_FAILED;
    if (status == STATUS_OK && decoding->reply.outcome == MEDIA_DONE)
        status = keep(decoding, large, small);
    const int done[] = { source, large, small };
    for (size_t i = 0; i < sizeof done / sizeof *done; i++)
        if (done[i] >= 0)
            close(done[i]);
    return status;
}

static int64_t number_of(const struct job *job, const char *name)
{
    json_t *root = json_loadb(job->payload.data, job->payload.length, 0, NULL);
    int64_t number = json_integer_value(json_object_get(root, name));
    json_decref(root);
    return number;
}

static int run_decode(struct job *job, struct error *error)
{
    struct decoding decoding = { .job = job, .media = media_of(job), .photo = { number_of(job, "photo") } };
    if (!decoding.media || !decoding.media->decoder)
        return error_set(error, STATUS_FAILED, 0, "samenspel-media does not run");
    int status =
        photo_one(job->db, job->arena, (struct photo_one_in){ .organisation = job->organisation, .id = decoding.photo },
                  &decoding.row);
    if (status != STATUS_OK || !text_equal(decoding.row.state, TEXT("waiting")))
        return status == STATUS_NOT_FOUND ? STATUS_OK : status; /* taken back meanwhile */
    status = decode(&decoding);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "the photo could not be decoded or kept");
    return run_change(&decoding, decoding.reply.outcome == MEDIA_DONE ? write_ready : write_refused);
}

const struct job_kind photo_decode_job = {
    .name = "photo_decode", .run = run_decode, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};

/* --- bytes that nobody wants --- */

struct forgetting {
    struct job *job;
    struct text name;
};

static int forget_row(struct change *change, void *argument)
{
    const struct forgetting *forgetting = argument;
    return photo_unwanted_remove(
        change->db, (struct photo_unwanted_remove_in){ .organisation = change->organisation, .name = forgetting->name },
        NULL);
}

/* All that has waited long enough. The file goes first: a row without a file is asked again, a file without a row never. */
static int run_forget(struct job *job, struct error *error)
{
    const struct media *media = media_of(job);
    struct photo_unwanted_next_row row;
    int64_t before_at = clock_now(job->clock) - (int64_t)MEDIA_YOUNG_SECONDS * SECOND_MS;
    int status = STATUS_OK;
    while (status == STATUS_OK && media) {
        status = photo_unwanted_next(
            job->db, job->arena,
            (struct photo_unwanted_next_in){ .organisation = job->organisation, .before_at = before_at }, &row);
        if (status == STATUS_NOT_FOUND)
            return STATUS_OK;
        if (status == STATUS_OK && !row.wanted)
            status = media_remove(&media->store, row.name);
        struct forgetting forgetting = { job, row.name };
        struct writer_task task = { .change = forget_row,
                                    .argument = &forgetting,
                                    .arena = arena_new(),
                                    .organisation = job->organisation,
                                    .name = "photo_forget" };
        if (status == STATUS_OK)
            status = writer_run(job->writer, NULL, &task);
        arena_free(task.arena);
    }
    return status == STATUS_OK ? STATUS_OK : error_set(error, status, 0, "a file could not be removed");
}

const struct job_kind photo_forget_job = {
    .name = "photo_forget", .run = run_forget, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};
