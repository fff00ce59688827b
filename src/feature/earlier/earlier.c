/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Taking in the archive of an earlier centre, and what its owner does with it (earlier.h).
 */
#include "feature/earlier/earlier.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/archive/archive.h"
#include "feature/consent/consent.h"
#include "feature/earlier/earlier.sql.h"
#include "feature/handover/handover.h"
#include "feature/photo/photo.h"

/* --- whose it is --- */

static int not_found(struct error *error, const char *what)
{
    return error_set(error, STATUS_NOT_FOUND, 0, "%s", what);
}

static int find_child(struct db *db, struct arena *arena, struct organisation_id organisation,
                      const struct archive_file *file, struct error *error, struct child_id *ret_child)
{
    struct earlier_children_rows rows;
    int status = earlier_children(db, arena,
                                  (struct earlier_children_in){ .organisation = organisation,
                                                                .given_name = file->given_name,
                                                                .family_name = file->family_name,
                                                                .born = file->born },
                                  &rows);
    if (status != STATUS_OK)
        return status;
    if (rows.count == 0)
        return not_found(error, "no child here has the name and the birthday of the file");
    if (rows.count > 1)
        return not_found(error, "more than one child here has the name and the birthday of the file");
    *ret_child = rows.items[0].id;
    return STATUS_OK;
}

static bool is_reader(const struct earlier_guardians_row *row, const struct archive_file *file, struct text email)
{
    if (!text_is_empty(email))
        return text_equal_ignore_case(row->email, email);
    return !text_is_empty(file->reader_given_name) && text_equal(row->given_name, file->reader_given_name) &&
           text_equal(row->family_name, file->reader_family_name);
}

int earlier_find(struct db *db, struct arena *arena, struct organisation_id organisation, struct date today,
                 const struct archive_file *file, struct text email, struct error *error,
                 struct earlier_match *ret_match)
{
    struct earlier_match match = { .child = { 0 } };
    struct earlier_guardians_rows rows;
    size_t found = 0;
    int status = find_child(db, arena, organisation, file, error, &match.child);
    if (status == STATUS_OK)
        status = earlier_guardians(
            db, arena, (struct earlier_guardians_in){ organisation, match.child, today, SCOPE_READ_HOME }, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        if (is_reader(&rows.items[i], file, email)) {
            match.person = rows.items[i].person;
            found++;
        }
    if (found != 1)
        return not_found(error, "which guardian of the child brought it is not clear: give --guardian with the e-mail "
                                "address of one who has the full scope");
    *ret_match = match;
    return STATUS_OK;
}

/* --- taking it in --- */

static int check_import(struct change *change, const struct earlier_import *import)
{
    struct earlier_born_row row;
    struct access_who who = { change->organisation, import->match.person, import->today };
    int status = access_child_need(change->db, who, import->match.child, SCOPE_READ_HOME);
    if (status == STATUS_OK)
        status = earlier_born(change->db, change->arena,
                              (struct earlier_born_in){ change->organisation, import->match.child }, &row);
    if (status != STATUS_OK)
        return status == STATUS_DENIED ? STATUS_NOT_FOUND : status;
    bool fits = date_equal(row.born, import->file->born) && import->file->lines.count <= EARLIER_LINES_MAXIMUM &&
                import->photos.count == import->file->photos.count;
    return fits ? STATUS_OK : STATUS_INVALID;
}

static int add_line(struct change *change, struct earlier_id earlier, const struct archive_line *line, size_t number)
{
    return earlier_insert_line(change->db,
                               (struct earlier_insert_line_in){ .organisation = change->organisation,
                                                                .earlier = earlier,
                                                                .number = (int64_t)number,
                                                                .day = line->day,
                                                                .at = line->at,
                                                                .side = line->at_home ? SIDE_HOME : SIDE_CENTRE,
                                                                .kind = line->kind,
                                                                .value = line->value,
                                                                .measure = line->measure,
                                                                .note = line->note,
                                                                .language = line->language,
                                                                .author = line->author,
                                                                .called = line->called },
                               NULL);
}

static int find_file(struct change *change, const char *name, int64_t length, struct file_id *ret_file)
{
    struct earlier_file_find_row row;
    int status = earlier_file_row(change->db,
                                  (struct earlier_file_row_in){ .organisation = change->organisation,
                                                                .id = CHANGE_MINT(change, file),
                                                                .name = text_from(name),
                                                                .length = length,
                                                                .created_at = change->now_at },
                                  NULL);
    if (status == STATUS_OK)
        status = earlier_file_find(change->db, change->arena,
                                   (struct earlier_file_find_in){ change->organisation, text_from(name) }, &row);
    if (status == STATUS_OK)
        *ret_file = row.file;
    return status;
}

static int add_photo(struct change *change, struct earlier_id earlier, const struct archive_photo *told,
                     const struct earlier_photo *photo)
{
    struct file_id large, small;
    const struct media_reply *reply = &photo->reply;
    int status = find_file(change, photo->large, photo->large_length, &large);
    if (status == STATUS_OK)
        status = find_file(change, photo->small, photo->small_length, &small);
    return status != STATUS_OK
               ? status
               : earlier_insert_photo(change->db,
                                      (struct earlier_insert_photo_in){ .organisation = change->organisation,
                                                                        .earlier = earlier,
                                                                        .number = (int64_t)photo->photo + 1,
                                                                        .line = (int64_t)told->line + 1,
                                                                        .taken = told->taken,
                                                                        .large_file = large,
                                                                        .small_file = small,
                                                                        .width = reply->width,
                                                                        .height = reply->height,
                                                                        .small_width = reply->small_width,
                                                                        .small_height = reply->small_height },
                                      NULL);
}

static int add_file(struct change *change, const struct earlier_import *import)
{
    struct earlier_id earlier = CHANGE_MINT(change, earlier);
    int status = earlier_insert(change->db,
                                (struct earlier_insert_in){ .organisation = change->organisation,
                                                            .id = earlier,
                                                            .child = import->match.child,
                                                            .person = import->match.person,
                                                            .digest = import->digest,
                                                            .centre = import->file->organisation,
                                                            .brought_at = change->now_at },
                                NULL);
    for (size_t i = 0; status == STATUS_OK && i < import->file->lines.count; i++)
        status = add_line(change, earlier, &import->file->lines.items[i], i + 1);
    for (size_t i = 0; status == STATUS_OK && i < import->photos.count; i++) {
        const struct earlier_photo *photo = &import->photos.items[i];
        status = add_photo(change, earlier, &import->file->photos.items[photo->photo], photo);
    }
    return status == STATUS_OK ? audit_add(change, "earlier.import", "earlier_file", earlier.value) : status;
}

int earlier_known(struct db *db, struct arena *arena, struct organisation_id organisation,
                  struct earlier_import *import)
{
    struct earlier_same_row row;
    int status = earlier_same(db, arena,
                              (struct earlier_same_in){ .organisation = organisation,
                                                        .child = import->match.child,
                                                        .person = import->match.person,
                                                        .digest = import->digest },
                              &row);
    import->known = status == STATUS_OK;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

int earlier_import(struct change *change, void *argument)
{
    struct earlier_import *import = argument;
    int status = check_import(change, import);
    if (status == STATUS_OK)
        status = earlier_known(change->db, change->arena, change->organisation, import);
    return status == STATUS_OK && !import->known ? add_file(change, import) : status;
}

int earlier_refuse(struct change *change, void *argument)
{
    const struct earlier_import *import = argument;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < import->photos.count; i++) {
        status = photo_unwanted(change, text_from(import->photos.items[i].large));
        if (status == STATUS_OK)
            status = photo_unwanted(change, text_from(import->photos.items[i].small));
    }
    return status;
}

/* --- by who brought it --- */

static int check_own(struct change *change, const struct earlier_touch *touch)
{
    struct earlier_own_row row;
    struct access_who who = { change->organisation, change->actor, touch->today };
    int status = access_child_need(change->db, who, touch->child, SCOPE_READ_HOME);
    return status != STATUS_OK ? status
                               : earlier_own(change->db, change->arena,
                                             (struct earlier_own_in){ .organisation = change->organisation,
                                                                      .child = touch->child,
                                                                      .person = change->actor,
                                                                      .id = touch->earlier },
                                             &row);
}

/* An answer that stands already writes nothing. */
static int answer(struct change *change, const struct earlier_touch *touch, bool yes)
{
    const struct consent_purpose *purpose = consent_purpose_find(TEXT("earlier_file"));
    struct consent_answer answer = { .child = touch->child,
                                     .purpose = purpose,
                                     .object = touch->earlier.value,
                                     .person = change->actor,
                                     .yes = yes,
                                     .version = purpose->version,
                                     .language = touch->language,
                                     .today = touch->today };
    return consent_write(change, &answer);
}

int earlier_answer(struct change *change, void *argument)
{
    const struct earlier_touch *touch = argument;
    int status = check_own(change, touch);
    return status == STATUS_OK ? answer(change, touch, touch->yes) : status;
}

/* A yes ends with the file it is about. */
static int end_consent(struct change *change, const struct earlier_touch *touch)
{
    bool in_force = false;
    int status =
        consent_in_force(change->db, change->organisation, touch->child, consent_purpose_find(TEXT("earlier_file")),
                         touch->earlier.value, touch->today, &in_force);
    return status == STATUS_OK && in_force ? answer(change, touch, false) : status;
}

/* Files that are wanted for nothing else go with it. */
static int erase(struct change *change, struct earlier_id earlier)
{
    struct organisation_id organisation = change->organisation;
    struct earlier_only_files_rows files;
    int status =
        earlier_only_files(change->db, change->arena, (struct earlier_only_files_in){ organisation, earlier }, &files);
    if (status == STATUS_OK)
        status = earlier_erase_photos(change->db, (struct earlier_erase_photos_in){ organisation, earlier }, NULL);
    for (size_t i = 0; status == STATUS_OK && i < files.count; i++) {
        status = photo_unwanted(change, files.items[i].name);
        if (status == STATUS_OK)
            status = earlier_file_remove(change->db,
                                         (struct earlier_file_remove_in){ organisation, files.items[i].file }, NULL);
    }
    if (status == STATUS_OK)
        status = earlier_erase_lines(change->db, (struct earlier_erase_lines_in){ organisation, earlier }, NULL);
    return status == STATUS_OK
               ? earlier_erase_file(change->db, (struct earlier_erase_file_in){ organisation, earlier }, NULL)
               : status;
}

int earlier_remove(struct change *change, void *argument)
{
    const struct earlier_touch *touch = argument;
    int status = check_own(change, touch);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK; /* is away already */
    if (status == STATUS_OK)
        status = end_consent(change, touch);
    if (status == STATUS_OK)
        status = erase(change, touch->earlier);
    return status == STATUS_OK ? audit_add(change, "earlier.remove", "earlier_file", touch->earlier.value) : status;
}

/* --- erasing --- */

int earlier_erase_child(struct change *change, struct child_id child)
{
    struct earlier_of_child_rows rows;
    int status =
        earlier_of_child(change->db, change->arena, (struct earlier_of_child_in){ change->organisation, child }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = erase(change, rows.items[i].id);
    return status;
}

int earlier_erase_person(struct change *change, struct person_id person)
{
    struct earlier_of_person_rows rows;
    int status = earlier_of_person(change->db, change->arena,
                                   (struct earlier_of_person_in){ change->organisation, person }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = erase(change, rows.items[i].id);
    return status;
}
