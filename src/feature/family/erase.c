/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing what a family proposed and who may collect (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/family/family.h"
#include "feature/family/family.sql.h"

int family_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    int status = family_erase_notices(change->db, (struct family_erase_notices_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = family_erase_orders(change->db, (struct family_erase_orders_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = family_erase_collectors(change->db, (struct family_erase_collectors_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = family_erase_proposals(change->db, (struct family_erase_proposals_in){ organisation, child }, NULL);
    return status;
}

int family_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status =
        family_erase_own_notices(change->db, (struct family_erase_own_notices_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = family_erase_own_proposals(change->db, (struct family_erase_own_proposals_in){ organisation, person },
                                            NULL);
    if (status == STATUS_OK)
        status = family_erase_own_collectors(change->db,
                                             (struct family_erase_own_collectors_in){ organisation, person }, NULL);
    return status;
}
