/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing tasks about a child, and a person's part in others (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/task/task.h"
#include "feature/task/task.sql.h"

int task_erase_child(struct change *change, struct child_id child)
{
    return task_erase_child_rows(change->db, (struct task_erase_child_rows_in){ change->organisation, child }, NULL);
}

int task_erase_person(struct change *change, struct person_id person)
{
    return task_erase_person_marks(change->db, (struct task_erase_person_marks_in){ change->organisation, person },
                                   NULL);
}
