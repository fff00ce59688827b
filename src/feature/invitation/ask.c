/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A request to be let in is a task of who can do that (feature/task): of the team of a guardian's child, never of who belongs to
 * that child at home, and for a colleague of who manages her group. It opens with the request and closes with it.
 */
#include "access/access.h"
#include "db/change.h"
#include "feature/invitation/invitation.sql.h"
#include "feature/invitation/own.h"
#include "feature/task/task.h"

/* In UTC: that nobody is signed in says no zone, and an hour does not matter to who still belongs. */
static struct date utc_day(int64_t at)
{
    return (struct date){ (int32_t)(at / DAY_MS) };
}

static int add_for_guardian(struct change *change, struct person_id person, int64_t request, struct date today)
{
    struct let_in_children_rows rows;
    int status = let_in_children(change->db, change->arena,
                                 (struct let_in_children_in){ change->organisation, person, today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = task_add(change, &(struct task){ .kind = TASK_LET_IN,
                                                  .child = rows.items[i].child,
                                                  .group = rows.items[i].care_group,
                                                  .object = request,
                                                  .today = today });
    return status;
}

static int add_for_colleague(struct change *change, struct person_id person, int64_t request, struct date today)
{
    struct let_in_work_rows rows;
    int status =
        let_in_work(change->db, change->arena, (struct let_in_work_in){ change->organisation, person, today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = task_add(change, &(struct task){ .kind = TASK_LET_IN_STAFF,
                                                  .group = rows.items[i].care_group,
                                                  .object = request,
                                                  .today = today });
    return status;
}

static int add_tasks(struct change *change, struct person_id person, int64_t request)
{
    struct date today = utc_day(change->now_at);
    struct invitation_works_row works;
    int status = invitation_works(
        change->db, change->arena,
        (struct invitation_works_in){ .organisation = change->organisation, .target = person, .today = today }, &works);
    if (status != STATUS_OK)
        return status;
    return works.works ? add_for_colleague(change, person, request, today)
                       : add_for_guardian(change, person, request, today);
}

int invitation_open_request(struct change *change, struct person_id person, struct person_id started_by)
{
    int64_t id = identity_mint(change->identities);
    int status =
        let_in_insert(change->db,
                      (struct let_in_insert_in){ .organisation = change->organisation,
                                                 .id = id,
                                                 .person = person,
                                                 .asked_at = change->now_at,
                                                 .started_by = started_by,
                                                 .started_at = started_by.value != 0 ? change->now_at : INSTANT_NONE },
                      NULL);
    return status == STATUS_OK ? add_tasks(change, person, id) : status;
}

/* Closes the tasks of one kind, so that the boards of its groups hear of it. */
static int close_tasks(struct change *change, enum task_kind kind, struct person_id person, int64_t request)
{
    struct date today = utc_day(change->now_at);
    struct let_in_children_rows rows = { .count = 0 };
    int status = STATUS_OK;
    if (kind == TASK_LET_IN)
        status = let_in_children(change->db, change->arena,
                                 (struct let_in_children_in){ change->organisation, person, today }, &rows);
    struct task task = {
        .kind = kind, .child = { rows.count > 0 ? rows.items[0].child.value : 0 }, .object = request, .today = today
    };
    return status == STATUS_OK ? task_close(change, &task) : status;
}

int invitation_close_request(struct change *change, struct person_id person)
{
    struct let_in_open_row open;
    int status = let_in_open(change->db, change->arena,
                             (struct let_in_open_in){ .organisation = change->organisation, .person = person }, &open);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    status = let_in_close(change->db,
                          (struct let_in_close_in){ .organisation = change->organisation,
                                                    .person = person,
                                                    .closed_by = change->actor,
                                                    .closed_at = change->now_at },
                          NULL);
    if (status == STATUS_OK)
        status = close_tasks(change, TASK_LET_IN, person, open.id);
    return status == STATUS_OK ? close_tasks(change, TASK_LET_IN_STAFF, person, open.id) : status;
}
