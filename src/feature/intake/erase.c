/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing what was told about a child or by a guardian (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/intake/intake.h"
#include "feature/intake/intake.sql.h"

int intake_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    int status = intake_erase_child_background(change->db,
                                               (struct intake_erase_child_background_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status =
            intake_erase_child_others(change->db, (struct intake_erase_child_others_in){ organisation, child }, NULL);
    return status;
}

int intake_erase_person(struct change *change, struct person_id person)
{
    struct db *db = change->db;
    struct organisation_id organisation = change->organisation;
    int status = intake_erase_own_background(db, (struct intake_erase_own_background_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = intake_erase_own_others(db, (struct intake_erase_own_others_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = intake_erase_own_wishes(db, (struct intake_erase_own_wishes_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = intake_erase_own_intensity(db, (struct intake_erase_own_intensity_in){ organisation, person }, NULL);
    return status;
}
