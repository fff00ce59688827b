/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing what reports say of a child or its guardians (feature/privacy/erase.h says when). The files themselves are gone after
 * EXCHANGE_KEEP_DAYS, as backups are.
 */
#include "db/change.h"
#include "feature/exchange/exchange.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/second.sql.h"

int exchange_forget_child(struct change *change, struct child_id child)
{
    return exchange_erase_child(change->db, (struct exchange_erase_child_in){ change->organisation, child }, NULL);
}

int exchange_forget_person(struct change *change, struct person_id person)
{
    int status =
        exchange_erase_guardian(change->db, (struct exchange_erase_guardian_in){ change->organisation, person }, NULL);
    if (status == STATUS_OK)
        status = second_erase_own(change->db, (struct second_erase_own_in){ change->organisation, person }, NULL);
    if (status == STATUS_OK)
        status =
            exchange_erase_person(change->db, (struct exchange_erase_person_in){ change->organisation, person }, NULL);
    return status;
}
