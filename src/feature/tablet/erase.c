/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing a person's PIN, and the name from what she did with tablets (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/tablet/tablet.h"
#include "feature/tablet/tablet.sql.h"

int tablet_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status = tablet_erase_pin(change->db, (struct tablet_erase_pin_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = tablet_erase_tries(change->db, (struct tablet_erase_tries_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = tablet_erase_vouched(change->db, (struct tablet_erase_vouched_in){ organisation, person }, NULL);
    return status == STATUS_OK
               ? tablet_erase_marks(change->db, (struct tablet_erase_marks_in){ organisation, person }, NULL)
               : status;
}
