/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing what the roster file last said (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/roster/roster.h"
#include "feature/roster/roster_erase.sql.h"

int roster_erase_child(struct change *change, struct child_id child)
{
    int status =
        roster_erase_guardians(change->db, (struct roster_erase_guardians_in){ change->organisation, child }, NULL);
    if (status == STATUS_OK)
        status = roster_erase_child_digests(
            change->db, (struct roster_erase_child_digests_in){ change->organisation, child }, NULL);
    return status;
}

int roster_erase_person(struct change *change, struct person_id person)
{
    int status = roster_erase_guardianships(
        change->db, (struct roster_erase_guardianships_in){ change->organisation, person }, NULL);
    if (status == STATUS_OK)
        status = roster_erase_person_digests(
            change->db, (struct roster_erase_person_digests_in){ change->organisation, person }, NULL);
    return status;
}
