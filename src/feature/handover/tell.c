/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/handover/tell.h"

#include "access/scope.h"
#include "feature/handover/handover.sql.h"

int tell_homes(struct change *change, struct child_id child, struct date today, int64_t audience)
{
    if ((audience & SCOPE_READ_HOME) == SCOPE_READ_HOME)
        return change_event(change, "day", (struct event_topic){ .child = child });
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

int tell_group(struct change *change, struct group_id group)
{
    return group.value ? change_event(change, "day", (struct event_topic){ .group = group }) : STATUS_OK;
}

int tell_all(struct change *change, struct child_id child, struct group_id group, struct date today, int64_t audience)
{
    int status = tell_homes(change, child, today, audience);
    return status == STATUS_OK ? tell_group(change, group) : status;
}
