/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was done, by whom: one row in the transaction of the change itself, so that neither is there without
 * the other. Rows are never updated. What was only looked at is access/seen.h.
 */
#ifndef ACCESS_AUDIT_H
#define ACCESS_AUDIT_H

#include "base/attribute.h"

#include <stdint.h>

struct change;

/*
 * Adds a row with the person, session and instant of the change. `action` is a name of its own for every
 * action ("handover.record"), `object_kind` the table or kind of the object ("moment"); both are literals and
 * never hold what people wrote. `object` is its id, 0 for none.
 */
int audit_add(struct change *change, const char *action, const char *object_kind, int64_t object) MUST_CHECK;

#endif
