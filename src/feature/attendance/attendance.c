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

/* Who may correct a day of the group, and which one. */
static int check_writer(struct change *change, const struct attendance_write *write)
{
    int64_t scope = 0;
    int status = access_group(change->db, (struct access_who){ change->organisation, change->actor, write->today },
                              write->group, &scope);
    if (status == STATUS_OK && (scope & (SCOPE_WRITE_CENTRE | SCOPE_MANAGE)) == 0)
        return STATUS_NOT_FOUND;
    int oldest = attendance_on_shift(scope) ? 0 : ATTENDANCE_BACK_DAYS;
    if (status == STATUS_OK && (write->day.days > write->today.days || write->day.days < write->today.days - oldest))
        return change_fail(change, STATUS_INVALID, WORD_ATTENDANCE_DAY_GONE);
    return status;
}

static int check_times(struct change *change, const struct attendance_write *write)
{
    int64_t latest = change->now_at + HANDOVER_EARLY_MS;
    if (write->out_at != INSTANT_NONE && write->out_at < write->in_at)
        return change_fail(change, STATUS_INVALID, WORD_ATTENDANCE_ORDER);
    if (write->in_at > latest || (write->out_at != INSTANT_NONE && write->out_at > latest))
        return change_fail(change, STATUS_INVALID, WORD_ATTENDANCE_FUTURE);
    return STATUS_OK;
}

/* A child that nobody put on the list is put there only where it has a place. */
static int check_place(struct change *change, const struct attendance_write *write)
{
    struct attendance_place_row row;
    return attendance_place(change->db, change->arena,
                            (struct attendance_place_in){ .organisation = change->organisation,
                                                          .care_group = write->group,
                                                          .child = write->child,
                                                          .day = write->day },
                            &row);
}

bool attendance_on_shift(int64_t scope)
{
    return (scope & SCOPE_READ_SHIFT) != 0 && (scope & (SCOPE_READ_GROUP | SCOPE_MANAGE)) == 0;
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
    if (status == STATUS_OK && write->out_at != INSTANT_NONE) {
        status = handover_release_child(change, write->child, write->day);
        if (status == STATUS_OK)
            status = change_event(change, "day", (struct event_topic){ .child = write->child });
    }
    if (status == STATUS_OK)
        status = change_event(change, "attendance", (struct event_topic){ .child = write->child });
    if (status == STATUS_OK)
        status = change_event(change, "attendance", (struct event_topic){ .group = write->group });
    return status == STATUS_OK ? audit_add(change, "attendance.correct", "child", write->child.value) : status;
}

/* A form has minutes where a tap has milliseconds. */
static int64_t same_minute(int64_t right_at, int64_t now_at)
{
    bool same = right_at != INSTANT_NONE && now_at != INSTANT_NONE && right_at / MINUTE_MS == now_at / MINUTE_MS;
    return same ? now_at : right_at;
}

int attendance_correct(struct change *change, void *argument)
{
    struct attendance_write right = *(const struct attendance_write *)argument;
    struct attendance_now_row now = { .in_at = INSTANT_NONE, .out_at = INSTANT_NONE };
    int status = check_writer(change, &right);
    if (status != STATUS_OK)
        return status;
    status = attendance_now(
        change->db, change->arena,
        (struct attendance_now_in){ .organisation = change->organisation, .child = right.child, .day = right.day },
        &now);
    bool found = status == STATUS_OK;
    if (status == STATUS_NOT_FOUND)
        status = check_place(change, &right);
    else if (found && now.care_group.value != right.group.value)
        status = STATUS_NOT_FOUND; /* it was on another group's list that day */
    if (status != STATUS_OK)
        return status;
    right.in_at = same_minute(right.in_at, now.in_at);
    right.out_at = same_minute(right.out_at, now.out_at);
    if (found && now.in_at == right.in_at && now.out_at == right.out_at)
        return STATUS_OK;
    if (right.version != now.version)
        return change_fail(change, STATUS_CONFLICT, WORD_ERROR_CONFLICT_TEXT);
    status = check_times(change, &right);
    return status == STATUS_OK ? put(change, &right, &now, found) : status;
}

int attendance_erase_child(struct change *change, struct child_id child)
{
    return attendance_erase_before(change->db, (struct attendance_erase_before_in){ change->organisation, child },
                                   NULL);
}
