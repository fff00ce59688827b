/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/meldcode/own.h"

#include "access/audit.h"
#include "access/scope.h"
#include "db/change.h"

int meldcode_own_files(struct db *db, struct arena *arena, struct access_who who, struct child_id child,
                       struct meldcode_files_rows *ret_rows)
{
    return meldcode_files(db, arena,
                          (struct meldcode_files_in){ .organisation = who.organisation,
                                                      .child = child,
                                                      .person = who.person,
                                                      .today = who.today,
                                                      .centre = SCOPE_READ_CENTRE,
                                                      .home = SCOPE_SIDE_HOME },
                          ret_rows);
}

int meldcode_may(struct db *db, struct access_who who, struct child_id child)
{
    int64_t scope;
    int status = access_child(db, who, child, &scope);
    if (status != STATUS_OK)
        return status;
    return (scope & SCOPE_READ_CENTRE) != 0 && (scope & SCOPE_SIDE_HOME) == 0 ? STATUS_OK : STATUS_NOT_FOUND;
}

/* The file must be one of the actor's own, and open. */
static int check_file(struct change *change, struct access_who who, struct child_id child, int64_t file)
{
    struct meldcode_files_rows rows;
    int status = meldcode_own_files(change->db, change->arena, who, child, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].id == file && rows.items[i].closed_at == INSTANT_NONE)
            return STATUS_OK;
    return STATUS_NOT_FOUND;
}

static int add_member(struct change *change, int64_t file, struct person_id person)
{
    return meldcode_name(change->db,
                         (struct meldcode_name_in){ .organisation = change->organisation,
                                                    .file = file,
                                                    .person = person,
                                                    .named_by = change->actor,
                                                    .named_at = change->now_at },
                         NULL);
}

static int open_file(struct change *change, struct child_id child, int64_t *ret_file)
{
    int64_t file = identity_mint(change->identities);
    int status = meldcode_open(change->db,
                               (struct meldcode_open_in){ .organisation = change->organisation,
                                                          .id = file,
                                                          .child = child,
                                                          .opened_by = change->actor,
                                                          .opened_at = change->now_at },
                               NULL);
    if (status == STATUS_OK)
        status = add_member(change, file, change->actor);
    if (status == STATUS_OK)
        status = audit_add(change, "meldcode.open", "meldcode_file", file);
    if (status == STATUS_OK)
        *ret_file = file;
    return status;
}

int meldcode_write(struct change *change, void *argument)
{
    const struct meldcode_write *write = argument;
    int64_t file = write->file;
    int status = meldcode_may(change->db, write->who, write->child);
    if (status == STATUS_OK)
        status = file ? check_file(change, write->who, write->child, file) : open_file(change, write->child, &file);
    if (status == STATUS_OK)
        status = meldcode_note_add(change->db,
                                   (struct meldcode_note_add_in){ .organisation = change->organisation,
                                                                  .id = identity_mint(change->identities),
                                                                  .file = file,
                                                                  .step = write->step,
                                                                  .sealed = write->sealed,
                                                                  .author = change->actor,
                                                                  .created_at = change->now_at },
                                   NULL);
    return status == STATUS_OK ? audit_add(change, "meldcode.note", "meldcode_file", file) : status;
}

int meldcode_name_colleague(struct change *change, void *argument)
{
    const struct meldcode_naming *naming = argument;
    struct access_who colleague = naming->who;
    colleague.person = naming->colleague;
    int status = check_file(change, naming->who, naming->child, naming->file);
    if (status == STATUS_OK)
        status = meldcode_may(change->db, colleague, naming->child);
    if (status == STATUS_OK)
        status = add_member(change, naming->file, naming->colleague);
    return status == STATUS_OK ? audit_add(change, "meldcode.name", "meldcode_file", naming->file) : status;
}

int meldcode_close_file(struct change *change, void *argument)
{
    const struct meldcode_closing *closing = argument;
    int status = check_file(change, closing->who, closing->child, closing->file);
    if (status == STATUS_OK)
        status = meldcode_close(
            change->db, (struct meldcode_close_in){ change->organisation, closing->file, change->now_at }, NULL);
    return status == STATUS_OK ? audit_add(change, "meldcode.close", "meldcode_file", closing->file) : status;
}

/* --- keeping --- */

int meldcode_count_due(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t before,
                       int64_t *ret_files)
{
    struct meldcode_due_row row;
    int status = meldcode_due(db, arena, (struct meldcode_due_in){ organisation, before }, &row);
    if (status == STATUS_OK)
        *ret_files = row.n;
    return status;
}

int meldcode_forget(struct change *change, int64_t before, int64_t *ret_files)
{
    struct organisation_id organisation = change->organisation;
    int status = meldcode_forget_notes(change->db, (struct meldcode_forget_notes_in){ organisation, before }, NULL);
    if (status == STATUS_OK)
        status = meldcode_forget_members(change->db, (struct meldcode_forget_members_in){ organisation, before }, NULL);
    if (status == STATUS_OK)
        status =
            meldcode_forget_files(change->db, (struct meldcode_forget_files_in){ organisation, before }, ret_files);
    return status;
}

int meldcode_erase_person(struct change *change, struct person_id person)
{
    return meldcode_erase_member(change->db, (struct meldcode_erase_member_in){ change->organisation, person }, NULL);
}
