/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Correcting the times of a child.
 */
#include "feature/attendance/attendance.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/attendance/attendance.sql.h"
#include "feature/handover/handover.h"

static int check(struct change *change, const struct attendance_write *write)
{
    int64_t scope = 0;
    struct attendance_place_row row;
    int status = access_group(change->db, (struct access_who){ change->organisation, change->actor, write->today },
                              write->group, &scope);
    if (status == STATUS_OK && (scope & (SCOPE_WRITE_CENTRE | SCOPE_MANAGE)) == 0)
        return STATUS_NOT_FOUND;
    /* Who is there for a shift has today alone (R045). */
    bool shift = (scope & SCOPE_READ_SHIFT) != 0 && (scope & (SCOPE_READ_GROUP | SCOPE_MANAGE)) == 0;
    int oldest = shift ? 0 : ATTENDANCE_BACK_DAYS;
    if (status == STATUS_OK && (write->day.days > write->today.days || write->day.days < write->today.days - oldest))
        return change_fail(change, STATUS_INVALID, WORD_ATTENDANCE_DAY_GONE);
    if (status == STATUS_OK && write->out_at != INSTANT_NONE && write->out_at <= write->in_at)
        return change_fail(change, STATUS_INVALID, WORD_ATTENDANCE_ORDER);
    if (status == STATUS_OK && (write->in_at > change->now_at + HANDOVER_EARLY_MS ||
                                (write->out_at != INSTANT_NONE && write->out_at > change->now_at + HANDOVER_EARLY_MS)))
        return change_fail(change, STATUS_INVALID, WORD_ATTENDANCE_FUTURE);
    if (status == STATUS_OK)
        status = attendance_place(change->db, change->arena,
                                  (struct attendance_place_in){ .organisation = change->organisation,
                                                                .care_group = write->group,
                                                                .child = write->child,
                                                                .day = write->day },
                                  &row);
    return status;
}

static int put(struct change *change, const struct attendance_write *write, const struct attendance_now_row *now,
               bool found)
{
    struct person_id nobody = { 0 };
    int status = attendance_keep(change->db,
                                 (struct attendance_keep_in){ .organisation = change->organisation,
                                                              .id = identity_mint(change->identities),
                                                              .child = write->child,
                                                              .day = write->day,
                                                              .in_at = found ? now->in_at : INSTANT_NONE,
                                                              .out_at = found ? now->out_at : INSTANT_NONE,
                                                              .corrected_by = change->actor,
                                                              .corrected_at = change->now_at },
                                 NULL);
    if (status == STATUS_OK)
        status = attendance_put(
            change->db,
            (struct attendance_put_in){ .organisation = change->organisation,
                                        .child = write->child,
                                        .day = write->day,
                                        .care_group = found ? now->care_group : write->group,
                                        .in_at = write->in_at,
                                        .out_at = write->out_at,
                                        .person = change->actor,
                                        .out_by = write->out_at == INSTANT_NONE ? nobody : change->actor },
            NULL);
    if (status == STATUS_OK)
        status = change_event(change, "attendance", (struct event_topic){ .child = write->child });
    if (status == STATUS_OK)
        status = change_event(change, "attendance", (struct event_topic){ .group = write->group });
    return status == STATUS_OK ? audit_add(change, "attendance.correct", "child", write->child.value) : status;
}

int attendance_correct(struct change *change, void *argument)
{
    const struct attendance_write *write = argument;
    struct attendance_now_row now = { .in_at = INSTANT_NONE, .out_at = INSTANT_NONE };
    int status = check(change, write);
    if (status != STATUS_OK)
        return status;
    status = attendance_now(
        change->db, change->arena,
        (struct attendance_now_in){ .organisation = change->organisation, .child = write->child, .day = write->day },
        &now);
    bool found = status == STATUS_OK;
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    if (found && now.care_group.value != write->group.value)
        return STATUS_NOT_FOUND; /* it was on another group's list that day */
    if (found && now.in_at == write->in_at && now.out_at == write->out_at)
        return STATUS_OK;
    return put(change, write, &now, found);
}

int attendance_erase_child(struct change *change, struct child_id child)
{
    return attendance_erase_before(change->db, (struct attendance_erase_before_in){ change->organisation, child },
                                   NULL);
}
