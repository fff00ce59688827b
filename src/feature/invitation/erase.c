/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing invitations (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/invitation/invitation.h"
#include "feature/invitation/invitation.sql.h"

int invitation_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status =
        invitation_erase_requests(change->db, (struct invitation_erase_requests_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status =
            invitation_erase_arrival(change->db, (struct invitation_erase_arrival_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = invitation_erase_sent(change->db, (struct invitation_erase_sent_in){ organisation, person }, NULL);
    return status;
}
