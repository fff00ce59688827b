/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The file of an archive that was made: letting it go, and making it again when a photo in it may not be kept (content.h). A job
 * that comes for one that is gone finds nothing.
 */
#include "access/audit.h"
#include "db/change.h"
#include "feature/archive/content.h"
#include "feature/photo/photo.h"

int archive_tell(struct change *change, struct person_id person)
{
    return change_event(change, "archive", (struct event_topic){ .person = person });
}

int archive_make_later(struct change *change, struct archive_id archive, struct text again)
{
    struct text payload = arena_printf(change->arena, "{\"archive\":%lld}", (long long)archive.value);
    struct text key = arena_printf(change->arena, "%lld %.*s", (long long)archive.value, TEXT_ARGS(again));
    return job_add(change, archive_make_job.name, payload, key, 0, NULL);
}

int archive_forget_later(struct change *change, struct archive_id archive, int64_t expires_at)
{
    struct text payload = arena_printf(change->arena, "{\"archive\":%lld}", (long long)archive.value);
    struct text key = arena_printf(change->arena, "%lld %lld", (long long)archive.value, (long long)expires_at);
    return job_add(change, archive_forget_job.name, payload, key, expires_at, NULL);
}

int archive_let_go(struct change *change, struct archive_id archive)
{
    struct archive_file_of_rows files;
    struct organisation_id organisation = change->organisation;
    int status =
        archive_file_of(change->db, change->arena, (struct archive_file_of_in){ organisation, archive }, &files);
    if (status == STATUS_OK)
        status = archive_photos_remove(change->db, (struct archive_photos_remove_in){ organisation, archive }, NULL);
    for (size_t i = 0; status == STATUS_OK && i < files.count; i++) {
        status = photo_unwanted(change, files.items[i].name);
        if (status == STATUS_OK)
            status = archive_file_remove(change->db,
                                         (struct archive_file_remove_in){ organisation, files.items[i].file }, NULL);
    }
    return status;
}

static int remake(struct change *change, struct archive_id archive, struct person_id person)
{
    int status = archive_let_go(change, archive);
    if (status == STATUS_OK)
        status = archive_again(change->db, (struct archive_again_in){ change->organisation, archive }, NULL);
    if (status == STATUS_OK)
        status = archive_make_later(change, archive, instant_iso(change->arena, change->now_at));
    if (status == STATUS_OK)
        status = archive_tell(change, person);
    return status == STATUS_OK ? audit_add(change, "archive.again", "archive", archive.value) : status;
}

int archive_photo_hidden(struct change *change, struct photo_id photo, struct child_id child)
{
    struct archive_with_photo_rows rows;
    int status = archive_with_photo(change->db, change->arena,
                                    (struct archive_with_photo_in){ change->organisation, child, photo }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = remake(change, rows.items[i].id, rows.items[i].person);
    return status;
}

/* --- erasing (feature/privacy/erase.h says when) --- */

static int erase(struct change *change, struct archive_id archive)
{
    int status = archive_let_go(change, archive);
    return status == STATUS_OK
               ? archive_erase_row(change->db, (struct archive_erase_row_in){ change->organisation, archive }, NULL)
               : status;
}

int archive_erase_child(struct change *change, struct child_id child)
{
    struct archive_of_child_rows rows;
    int status =
        archive_of_child(change->db, change->arena, (struct archive_of_child_in){ change->organisation, child }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = erase(change, rows.items[i].id);
    return status;
}

int archive_erase_person(struct change *change, struct person_id person)
{
    struct archive_of_person_rows rows;
    int status = archive_of_person(change->db, change->arena,
                                   (struct archive_of_person_in){ change->organisation, person }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = erase(change, rows.items[i].id);
    return status;
}
