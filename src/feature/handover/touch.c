/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is done to what stands in the notebook: taking a moment back, changing own words, reading a note, and coming and
 * going of the day. Writing itself is handover.c.
 */
#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/handover/contact.h"
#include "feature/handover/handover.h"
#include "feature/handover/handover.sql.h"
#include "feature/handover/tell.h"

static struct access_who who_of(const struct change *change, struct date today)
{
    return (struct access_who){ change->organisation, change->actor, today };
}

static int moment_rows(struct change *change, const struct handover_touch *touch, struct handover_moment_rows *ret_rows)
{
    return handover_moment(change->db, change->arena,
                           (struct handover_moment_in){ .organisation = change->organisation,
                                                        .moment = touch->moment,
                                                        .person = change->actor,
                                                        .today = touch->today },
                           ret_rows);
}

int handover_undo(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    touch->count = 0;
    struct handover_moment_rows rows;
    int status = moment_rows(change, touch, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct handover_moment_row *row = &rows.items[i];
        if (code_is_bound(row->kind))
            return change_fail(change, STATUS_DENIED, WORD_HANDOVER_UNDO_ELSEWHERE);
        if (row->author.value != change->actor.value || change->now_at - row->created_at > HANDOVER_UNDO_MS)
            return change_fail(change, STATUS_DENIED, WORD_HANDOVER_UNDO_LATE);
        status = handover_withdraw(change->db,
                                   (struct handover_withdraw_in){ .organisation = change->organisation,
                                                                  .entry = row->entry,
                                                                  .withdrawn_at = change->now_at },
                                   NULL);
        if (status == STATUS_OK && (i == 0 || rows.items[i - 1].child.value != row->child.value))
            status = tell_homes(change, row->child, touch->today, row->audience);
        if (status == STATUS_OK && i == 0)
            status = tell_group(change, row->care_group, row->child, row->day);
        touch->count++;
    }
    if (status != STATUS_OK || rows.count == 0)
        return status;
    return audit_add(change, "handover.undo", "moment", touch->moment.value);
}

/* Somebody was first: what stands there now goes back with the refusal. */
static int stale(struct change *change, struct handover_touch *touch, const struct handover_entry_row *row)
{
    touch->stored_note = text_copy(touch->arena, row->note);
    touch->stored_version = row->version;
    return change_fail(change, STATUS_CONFLICT, WORD_HANDOVER_STALE);
}

static int keep_version(struct change *change, const struct handover_touch *touch, const struct handover_entry_row *row)
{
    return handover_version_add(change->db,
                                (struct handover_version_add_in){ .organisation = change->organisation,
                                                                  .entry = touch->entry,
                                                                  .version = row->version,
                                                                  .kind = row->kind,
                                                                  .value = row->value,
                                                                  .note = row->note,
                                                                  .author = change->actor,
                                                                  .created_at = change->now_at },
                                NULL);
}

static int store_words(struct change *change, struct handover_touch *touch, const struct handover_entry_row *row)
{
    int64_t changed = 0;
    int status = handover_entry_rewrite(change->db,
                                        (struct handover_entry_rewrite_in){ .organisation = change->organisation,
                                                                            .entry = touch->entry,
                                                                            .version = touch->version,
                                                                            .note = touch->note,
                                                                            .language = touch->language },
                                        &changed);
    if (status == STATUS_OK && changed == 0)
        return stale(change, touch, row);
    /* What the group has read were other words. */
    if (status == STATUS_OK && row->side == SIDE_HOME)
        status = handover_read_remove(
            change->db,
            (struct handover_read_remove_in){
                .organisation = change->organisation, .child = row->child, .day = row->day, .moment = row->moment },
            NULL);
    if (status == STATUS_OK)
        status = tell_all(change,
                          &(struct tell_entry){ row->child, row->care_group, row->day, touch->today, row->audience });
    if (status == STATUS_OK)
        status = audit_add(change, "handover.rewrite", "entry", touch->entry.value);
    return status;
}

int handover_rewrite(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    int64_t result;
    int sent_before = change_client_write_find(change, &touch->sent, &result);
    if (sent_before != STATUS_OK && sent_before != STATUS_NOT_FOUND)
        return sent_before;
    struct handover_entry_row row;
    int status = handover_entry(change->db, change->arena,
                                (struct handover_entry_in){ .organisation = change->organisation,
                                                            .entry = touch->entry,
                                                            .person = change->actor,
                                                            .today = touch->today },
                                &row);
    if (status == STATUS_NOT_FOUND)
        return change_fail(change, STATUS_NOT_FOUND, WORD_HANDOVER_GONE);
    if (status != STATUS_OK)
        return status;
    touch->day = row.day;
    if (sent_before == STATUS_OK)
        return STATUS_OK;
    struct date oldest;
    status = handover_oldest_page(change, row.child, touch->today, touch->since, &oldest);
    if (status == STATUS_OK && date_compare(row.day, oldest) < 0)
        return change_fail(change, STATUS_NOT_FOUND, WORD_HANDOVER_GONE);
    if (status != STATUS_OK)
        return status;
    if (row.author.value != change->actor.value || code_is_bound(row.kind))
        return change_fail(change, STATUS_DENIED, WORD_HANDOVER_NOT_YOURS);
    if (text_is_empty(row.note) || text_is_empty(touch->note))
        return change_fail(change, STATUS_INVALID, WORD_HANDOVER_NOTHING_TO_WRITE);
    if (row.version != touch->version)
        return stale(change, touch, &row);
    status = keep_version(change, touch, &row);
    if (status == STATUS_OK)
        status = store_words(change, touch, &row);
    if (status != STATUS_OK)
        return status;
    return change_client_write_keep(change, &touch->sent, touch->entry.value);
}

/* Whether this person records for the child, and it is on the board. */
static int check_child(struct change *change, const struct handover_touch *touch)
{
    int status = access_child_need(change->db, who_of(change, touch->today), touch->child, SCOPE_WRITE_CENTRE);
    if (status == STATUS_OK)
        status = handover_belongs(change, touch->child, touch->group, touch->today);
    if (status == STATUS_NOT_FOUND || status == STATUS_DENIED)
        return change_fail(change, STATUS_NOT_FOUND, WORD_HANDOVER_CHILD_LEFT);
    return status;
}

static int read_one(struct change *change, const struct handover_touch *touch, struct child_id child,
                    struct moment_id moment)
{
    return handover_read_add(change->db,
                             (struct handover_read_add_in){ .organisation = change->organisation,
                                                            .child = child,
                                                            .day = touch->day,
                                                            .moment = moment,
                                                            .read_at = change->now_at,
                                                            .person = change->actor },
                             NULL);
}

/* The note of one child; its home hears that it was read. */
static int read_moment(struct change *change, struct handover_touch *touch)
{
    struct handover_moment_rows rows;
    int status = check_child(change, touch);
    if (status == STATUS_OK)
        status = moment_rows(change, touch, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++) {
        const struct handover_moment_row *row = &rows.items[i];
        if (row->side != SIDE_HOME || row->child.value != touch->child.value)
            continue;
        touch->day = row->day;
        touch->count = 1;
        status = read_one(change, touch, row->child, touch->moment);
        if (status != STATUS_OK)
            return status;
        return tell_all(change,
                        &(struct tell_entry){ row->child, touch->group, row->day, touch->today, row->audience });
    }
    return change_fail(change, STATUS_NOT_FOUND, WORD_HANDOVER_GONE);
}

static int read_all(struct change *change, struct handover_touch *touch)
{
    struct handover_unread_rows rows;
    int status = handover_unread(change->db, change->arena,
                                 (struct handover_unread_in){ .organisation = change->organisation,
                                                              .care_group = touch->group,
                                                              .person = change->actor,
                                                              .day = touch->day,
                                                              .weekday_bit = weekday_bit(touch->day),
                                                              .board = SCOPE_READ_GROUP },
                                 &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count && i < HANDOVER_CHILDREN_MAXIMUM; i++) {
        status = read_one(change, touch, rows.items[i].child, rows.items[i].moment);
        if (status == STATUS_OK && (i == 0 || rows.items[i - 1].moment.value != rows.items[i].moment.value))
            status = tell_homes(change, rows.items[i].child, touch->today, rows.items[i].audience);
        touch->count++;
    }
    if (status == STATUS_OK && touch->count > 0)
        status = tell_group(change, touch->group, rows.items[0].child, touch->day);
    return status;
}

int handover_read(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    touch->count = 0;
    int status = touch->moment.value ? read_moment(change, touch) : read_all(change, touch);
    if (status != STATUS_OK || touch->count == 0)
        return status;
    return audit_add(change, "handover.read", touch->moment.value ? "moment" : "group",
                     touch->moment.value ? touch->moment.value : touch->group.value);
}

static int64_t pressed_at(const struct change *change, const struct handover_touch *touch)
{
    return touch->at ? touch->at : change->now_at;
}

int handover_check_in(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    int status = check_child(change, touch);
    if (status == STATUS_OK)
        status = handover_attendance_in(change->db,
                                        (struct handover_attendance_in_in){ .organisation = change->organisation,
                                                                            .child = touch->child,
                                                                            .day = touch->day,
                                                                            .care_group = touch->group,
                                                                            .in_at = pressed_at(change, touch),
                                                                            .in_by = change->actor },
                                        NULL);
    if (status == STATUS_OK && touch->talked)
        status = contact_set(change, touch, CONTACT_ARRIVAL, false);
    if (status == STATUS_OK)
        status = tell_all(change,
                          &(struct tell_entry){ touch->child, touch->group, touch->day, touch->today, AUDIENCE_ALL });
    return status == STATUS_OK ? audit_add(change, "handover.check_in", "child", touch->child.value) : status;
}

int handover_check_out(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    struct handover_collects_row row;
    int64_t collected = 0;
    int status = check_child(change, touch);
    if (status == STATUS_OK)
        status = handover_collects(change->db, change->arena,
                                   (struct handover_collects_in){ .organisation = change->organisation,
                                                                  .child = touch->child,
                                                                  .guardian = touch->guardian,
                                                                  .collector = touch->collector },
                                   &row);
    if (status == STATUS_OK)
        status = handover_attendance_out(
            change->db,
            (struct handover_attendance_out_in){ .organisation = change->organisation,
                                                 .child = touch->child,
                                                 .day = touch->day,
                                                 .out_at = pressed_at(change, touch),
                                                 .out_by = change->actor,
                                                 .guardian = touch->guardian,
                                                 .collector = touch->collector,
                                                 .name = text_is_null(touch->name) ? TEXT("") : touch->name },
            &collected);
    if (status == STATUS_OK && collected > 0)
        status = handover_release_child(change, touch->child, touch->day);
    if (status == STATUS_OK && touch->talked)
        status = contact_set(change, touch, CONTACT_PICK_UP, false);
    if (status == STATUS_OK)
        status = tell_all(change,
                          &(struct tell_entry){ touch->child, touch->group, touch->day, touch->today, AUDIENCE_ALL });
    return status == STATUS_OK ? audit_add(change, "handover.check_out", "child", touch->child.value) : status;
}

/* Coming or going that was pressed by mistake. */
static int attendance_back(struct change *change, const struct handover_touch *touch, int64_t *ret_changed)
{
    int64_t since_at = change->now_at - HANDOVER_UNDO_MS;
    int status =
        handover_attendance_reopen(change->db,
                                   (struct handover_attendance_reopen_in){ .organisation = change->organisation,
                                                                           .child = touch->child,
                                                                           .day = touch->day,
                                                                           .person = change->actor,
                                                                           .since_at = since_at },
                                   ret_changed);
    if (status == STATUS_OK && *ret_changed > 0)
        return contact_set(change, touch, CONTACT_PICK_UP, true);
    if (status != STATUS_OK)
        return status;
    status = handover_attendance_remove(change->db,
                                        (struct handover_attendance_remove_in){ .organisation = change->organisation,
                                                                                .child = touch->child,
                                                                                .day = touch->day,
                                                                                .person = change->actor,
                                                                                .since_at = since_at },
                                        ret_changed);
    return status == STATUS_OK && *ret_changed > 0 ? contact_set(change, touch, CONTACT_ARRIVAL, true) : status;
}

int handover_attendance_undo(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    int64_t changed = 0;
    int status = check_child(change, touch);
    if (status == STATUS_OK)
        status = attendance_back(change, touch, &changed);
    if (status == STATUS_OK && changed == 0)
        return change_fail(change, STATUS_DENIED, WORD_HANDOVER_UNDO_LATE);
    if (status == STATUS_OK)
        status = tell_all(change,
                          &(struct tell_entry){ touch->child, touch->group, touch->day, touch->today, AUDIENCE_ALL });
    return status == STATUS_OK ? audit_add(change, "handover.attendance_undo", "child", touch->child.value) : status;
}

int handover_told(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    int status = check_child(change, touch);
    if (status == STATUS_OK)
        status = contact_set(change, touch, touch->contact, touch->back);
    if (status == STATUS_OK) /* a matter of the group: no home hears of it */
        status = tell_group(change, touch->group, touch->child, touch->day);
    return status == STATUS_OK
               ? audit_add(change, touch->back ? "handover.told_undo" : "handover.told", "child", touch->child.value)
               : status;
}
