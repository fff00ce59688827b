/* SPDX-License-Identifier: EUPL-1.2 */
/* Sharing a child with the bureau, and taking it back. */
#include "feature/childminder/childminder.h"

#include "access/audit.h"
#include "access/people.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/childminder/childminder.sql.h"
#include "feature/childminder/own.h"

const struct share_about share_kinds_about[] = {
    { SHARE_HOURS, "hours", WORD_SHARE_HOURS },
    { SHARE_CONTACT, "contact", WORD_SHARE_CONTACT },
    { SHARE_ALLERGIES, "allergies", WORD_SHARE_ALLERGIES },
};
const size_t share_kind_count = sizeof share_kinds_about / sizeof *share_kinds_about;

int share_read(struct db *db, struct arena *arena, struct organisation_id organisation, struct child_id child,
               struct date today, int64_t *ret_shares)
{
    struct share_days_rows days;
    struct share_kinds_rows kinds = { 0 };
    int status = share_days(db, arena, (struct share_days_in){ organisation, child, today }, &days);
    if (status == STATUS_OK && days.count > 0)
        status = share_kinds(db, arena, (struct share_kinds_in){ organisation, child }, &kinds);
    if (status != STATUS_OK)
        return status;
    int64_t shares = days.count > 0 ? SHARE_DAYS : 0;
    for (size_t i = 0; i < kinds.count; i++)
        for (size_t k = 0; k < share_kind_count; k++)
            if (text_equal(kinds.items[i].kind, text_from(share_kinds_about[k].name)))
                shares |= share_kinds_about[k].bit;
    *ret_shares = shares;
    return STATUS_OK;
}

/* The child begins to be shared today, or every row of today ends; one that began today ends on the day it began. */
static int write_days(struct change *change, const struct share_write *write, bool shared)
{
    struct share_days_rows rows;
    int status = share_days(change->db, change->arena,
                            (struct share_days_in){ change->organisation, write->child, write->today }, &rows);
    if (status == STATUS_OK && shared && rows.count == 0)
        status = people_share_set(change, write->child, write->today, DATE_FOREVER);
    for (size_t i = 0; status == STATUS_OK && !shared && i < rows.count; i++)
        status = people_share_set(change, write->child, rows.items[i].from_day, write->today);
    return status;
}

static int write_kinds(struct change *change, const struct share_write *write)
{
    int status =
        share_erase_kinds(change->db, (struct share_erase_kinds_in){ change->organisation, write->child }, NULL);
    for (size_t k = 0; status == STATUS_OK && k < share_kind_count; k++)
        if ((write->shares & SHARE_DAYS) != 0 && (write->shares & share_kinds_about[k].bit) != 0)
            status = share_kind_add(change->db,
                                    (struct share_kind_add_in){ .organisation = change->organisation,
                                                                .child = write->child,
                                                                .kind = text_from(share_kinds_about[k].name),
                                                                .shared_by = change->actor,
                                                                .shared_at = change->now_at },
                                    NULL);
    return status;
}

int childminder_share(struct change *change, void *argument)
{
    const struct share_write *write = argument;
    struct share_minded_row row;
    int status = share_minded(change->db, change->arena,
                              (struct share_minded_in){ .organisation = change->organisation,
                                                        .person = change->actor,
                                                        .child = write->child,
                                                        .today = write->today,
                                                        .minds = SCOPE_OF_CHILDMINDER },
                              &row);
    if (status == STATUS_OK)
        status = write_days(change, write, (write->shares & SHARE_DAYS) != 0);
    if (status == STATUS_OK)
        status = write_kinds(change, write);
    return status == STATUS_OK ? audit_add(change, "childminder.share", "child", write->child.value) : status;
}

int childminder_minds(struct db *db, struct access_who who, struct child_id child, bool *ret_minds)
{
    struct arena *arena = arena_new();
    struct share_head_row row;
    int status = share_head(db, arena, (struct share_head_in){ who.organisation, child, who.today }, &row);
    if (status == STATUS_OK)
        *ret_minds = row.minded;
    arena_free(arena);
    return status;
}

int childminder_erase_child(struct change *change, struct child_id child)
{
    return share_erase_kinds(change->db, (struct share_erase_kinds_in){ change->organisation, child }, NULL);
}
