/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing consents, network and what parents share (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/consent/consent.h"
#include "feature/consent/consent.sql.h"

int consent_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    int status = consent_erase_network(change->db, (struct consent_erase_network_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = consent_erase_history(change->db, (struct consent_erase_history_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = consent_erase_answers(change->db, (struct consent_erase_answers_in){ organisation, child }, NULL);
    return status;
}

int consent_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status =
        consent_erase_own_network(change->db, (struct consent_erase_own_network_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status =
            consent_erase_own_sharing(change->db, (struct consent_erase_own_sharing_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status =
            consent_erase_own_answers(change->db, (struct consent_erase_own_answers_in){ organisation, person }, NULL);
    return status;
}
