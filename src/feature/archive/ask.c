/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking for an archive, and taking it (archive.h).
 */
#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/archive/content.h"

static int check_reader(struct change *change, struct child_id child, struct date today)
{
    struct access_who who = { change->organisation, change->actor, today };
    return access_child_need(change->db, who, child, SCOPE_READ_HOME | SCOPE_READ_LIMITED);
}

static int add(struct change *change, struct archive_ask *ask)
{
    ask->archive = CHANGE_MINT(change, archive);
    int status = archive_add(change->db,
                             (struct archive_add_in){ .organisation = change->organisation,
                                                      .id = ask->archive,
                                                      .child = ask->child,
                                                      .person = change->actor,
                                                      .asked_at = change->now_at,
                                                      .expires_at = change->now_at + ARCHIVE_DAYS * (int64_t)DAY_MS },
                             NULL);
    if (status == STATUS_OK)
        status = archive_make_later(change, ask->archive, TEXT("first"));
    return status == STATUS_OK ? audit_add(change, "archive.ask", "archive", ask->archive.value) : status;
}

int archive_ask(struct change *change, void *argument)
{
    struct archive_ask *ask = argument;
    struct archive_waiting_row row;
    int status = check_reader(change, ask->child, ask->today);
    if (status == STATUS_OK)
        status =
            archive_waiting(change->db, change->arena,
                            (struct archive_waiting_in){
                                .organisation = change->organisation, .child = ask->child, .person = change->actor },
                            &row);
    if (status == STATUS_OK)
        ask->archive = row.id;
    return status == STATUS_NOT_FOUND ? add(change, ask) : status;
}

/* The first time: it stays a day more, so that a download that broke off can be done again. */
static int mark_taken(struct change *change, const struct archive_take *take, const struct archive_ready_row *row)
{
    int64_t later = change->now_at + ARCHIVE_TAKEN_HOURS * (int64_t)HOUR_MS;
    if (row->taken_at != INSTANT_NONE)
        return STATUS_OK;
    int64_t expires_at = later < row->expires_at ? later : row->expires_at;
    int status = archive_taken(change->db,
                               (struct archive_taken_in){ .organisation = change->organisation,
                                                          .id = take->archive,
                                                          .taken_at = change->now_at,
                                                          .expires_at = expires_at },
                               NULL);
    return status == STATUS_OK ? archive_forget_later(change, take->archive, expires_at) : status;
}

int archive_take(struct change *change, void *argument)
{
    struct archive_take *take = argument;
    struct archive_ready_row row;
    int status = check_reader(change, take->child, take->today);
    if (status == STATUS_OK)
        status = archive_ready(change->db, change->arena,
                               (struct archive_ready_in){ .organisation = change->organisation,
                                                          .id = take->archive,
                                                          .child = take->child,
                                                          .person = change->actor,
                                                          .now = change->now_at },
                               &row);
    if (status == STATUS_OK)
        status = mark_taken(change, take, &row);
    if (status == STATUS_OK) {
        take->name = text_copy(take->arena, row.name);
        take->length = row.length;
    }
    return status == STATUS_OK ? audit_add(change, "archive.take", "archive", take->archive.value) : status;
}
