/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing a person's passkeys (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/passkey/passkey.h"
#include "feature/passkey/passkey.sql.h"

int passkey_erase_person(struct change *change, struct person_id person)
{
    int status = passkey_erase_keys(change->db, (struct passkey_erase_keys_in){ change->organisation, person }, NULL);
    if (status == STATUS_OK)
        status = passkey_erase_declined(change->db, (struct passkey_erase_declined_in){ change->organisation, person },
                                        NULL);
    return status;
}
