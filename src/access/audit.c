/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Adds audit rows (access/audit.h).
 */
#include "access/audit.h"

#include "access/access.sql.h"
#include "db/change.h"

int audit_add(struct change *change, const char *action, const char *object_kind, int64_t object)
{
    return audit_insert(change->db,
                        (struct audit_insert_in){ .organisation = change->organisation,
                                                  .id = CHANGE_MINT(change, audit),
                                                  .at = change->now_at,
                                                  .person = change->actor,
                                                  .session = change->session,
                                                  .action = text_from(action),
                                                  .object_kind = text_from(object_kind),
                                                  .object = object },
                        NULL);
}
