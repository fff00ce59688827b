/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/portrait/portrait.h"

#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/portrait/portrait.sql.h"

int portrait_write(struct change *change, void *argument)
{
    const struct portrait_write *write = argument;
    struct access_who who = { change->organisation, change->actor, write->today };
    bool sets = !text_is_empty(write->image);
    int status = access_child_need(change->db, who, write->child, SCOPE_WRITE_HOME);
    if (status == STATUS_OK && sets)
        status = portrait_put(change->db,
                              (struct portrait_put_in){ .organisation = change->organisation,
                                                        .child = write->child,
                                                        .person = change->actor,
                                                        .id = CHANGE_MINT(change, file),
                                                        .image = write->image,
                                                        .set_at = change->now_at },
                              NULL);
    else if (status == STATUS_OK)
        status = portrait_remove(
            change->db, (struct portrait_remove_in){ change->organisation, write->child, change->actor }, NULL);
    if (status == STATUS_OK)
        status = handover_tell(change, write->child, write->today, SCOPE_READ_GROUP);
    return status == STATUS_OK
               ? audit_add(change, sets ? "portrait.set" : "portrait.remove", "child", write->child.value)
               : status;
}

int portrait_erase_child(struct change *change, struct child_id child)
{
    return portrait_erase_of_child(change->db, (struct portrait_erase_of_child_in){ change->organisation, child },
                                   NULL);
}

int portrait_erase_person(struct change *change, struct person_id person)
{
    int status = portrait_erase_face(change->db, (struct portrait_erase_face_in){ change->organisation, person }, NULL);
    if (status != STATUS_OK)
        return status;
    return portrait_erase_of_person(change->db, (struct portrait_erase_of_person_in){ change->organisation, person },
                                    NULL);
}
