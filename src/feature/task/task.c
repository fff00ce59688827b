/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/task/task.h"

#include "access/audit.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/task/kind.h"
#include "feature/task/task.sql.h"

/* The boards of the staff look again. A task about a location or the organisation is seen when its list is opened. */
static int tell_staff(struct change *change, const struct task *task)
{
    if (task->child.value == 0)
        return task->group.value ? change_event(change, "task", (struct event_topic){ .group = task->group })
                                 : STATUS_OK;
    struct task_groups_of_child_rows groups;
    int status =
        task_groups_of_child(change->db, change->arena,
                             (struct task_groups_of_child_in){
                                 .organisation = change->organisation, .child = task->child, .today = task->today },
                             &groups);
    for (size_t i = 0; status == STATUS_OK && i < groups.count; i++)
        status = change_event(change, "task", (struct event_topic){ .group = groups.items[i].care_group });
    return status;
}

int task_add(struct change *change, const struct task *task)
{
    const struct task_kind_about *about = &task_kinds[task->kind];
    struct task_id id = CHANGE_MINT(change, task);
    int status = task_insert(change->db,
                             (struct task_insert_in){ .organisation = change->organisation,
                                                      .id = id,
                                                      .kind = text_from(about->name),
                                                      .child = task->child,
                                                      .care_group = task->group,
                                                      .location = task->location,
                                                      .object = task->object,
                                                      .need = about->need,
                                                      .due_at = task->due_at,
                                                      .created_at = change->now_at,
                                                      .created_by = change->actor },
                             NULL);
    return status == STATUS_OK ? tell_staff(change, task) : status;
}

int task_close(struct change *change, const struct task *task)
{
    int64_t closed = 0;
    int status = task_close_object(change->db,
                                   (struct task_close_object_in){ .organisation = change->organisation,
                                                                  .kind = text_from(task_kinds[task->kind].name),
                                                                  .object = task->object,
                                                                  .closed_at = change->now_at,
                                                                  .closed_by = change->actor },
                                   &closed);
    if (status != STATUS_OK || closed == 0)
        return status;
    status = audit_add(change, "task.close", task_kinds[task->kind].name, task->object);
    return status == STATUS_OK ? tell_staff(change, task) : status;
}

int task_due(struct change *change, const struct task *task)
{
    int status = task_due_object(change->db,
                                 (struct task_due_object_in){ .organisation = change->organisation,
                                                              .kind = text_from(task_kinds[task->kind].name),
                                                              .object = task->object,
                                                              .due_at = task->due_at },
                                 NULL);
    return status == STATUS_OK ? tell_staff(change, task) : status;
}

int task_waits(struct db *db, struct arena *arena, struct access_who who, struct group_id group, bool *ret_waits)
{
    struct task_waits_for_group_row row;
    int status = task_waits_for_group(db, arena,
                                      (struct task_waits_for_group_in){ .organisation = who.organisation,
                                                                        .care_group = group,
                                                                        .person = who.person,
                                                                        .today = who.today,
                                                                        .homes = SCOPE_SIDE_HOME,
                                                                        .centre = SCOPE_READ_CENTRE },
                                      &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_waits = status == STATUS_OK;
    return STATUS_OK;
}
