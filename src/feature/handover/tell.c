/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/handover/tell.h"

#include "access/scope.h"
#include "feature/handover/handover.h"
#include "feature/handover/handover.sql.h"

int tell_homes(struct change *change, struct child_id child, struct date today, int64_t audience)
{
    if ((audience & SCOPE_READ_HOME) == SCOPE_READ_HOME)
        return change_event(change, "day", (struct event_topic){ .child = child });
    if ((audience & SCOPE_READ_HOME) == 0)
        return STATUS_OK;
    struct handover_home_readers_rows readers;
    int status = handover_home_readers(
        change->db, change->arena,
        (struct handover_home_readers_in){
            .organisation = change->organisation, .child = child, .today = today, .homes = audience & SCOPE_READ_HOME },
        &readers);
    for (size_t i = 0; status == STATUS_OK && i < readers.count; i++)
        status = change_event(change, "day", (struct event_topic){ .person = readers.items[i].person });
    return status;
}

/* The child's group on that day, or 0: a child between two groups can still have a page. */
static int group_of_child(struct change *change, struct child_id child, struct date day, struct group_id *ret_group)
{
    struct handover_placement_row row;
    int status = handover_placement(
        change->db, change->arena,
        (struct handover_placement_in){
            .organisation = change->organisation, .child = child, .day = day, .weekday_bit = weekday_bit(day) },
        &row);
    if (status == STATUS_NOT_FOUND)
        row.care_group = (struct group_id){ 0 };
    else if (status != STATUS_OK)
        return status;
    *ret_group = row.care_group;
    return STATUS_OK;
}

int tell_group(struct change *change, struct group_id group, struct child_id child, struct date day)
{
    if (group.value == 0) {
        int status = group_of_child(change, child, day, &group);
        if (status != STATUS_OK)
            return status;
    }
    return group.value ? change_event(change, "day", (struct event_topic){ .group = group }) : STATUS_OK;
}

int tell_all(struct change *change, const struct tell_entry *entry)
{
    int status = tell_homes(change, entry->child, entry->today, entry->audience);
    return status == STATUS_OK ? tell_group(change, entry->group, entry->child, entry->day) : status;
}
