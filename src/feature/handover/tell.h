/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whom a change of the notebook concerns: which open pages ask again. Inside the feature only.
 *
 * What only one home may read is told to the persons of that home, never by the child: to the other home not even the
 * moment at which something happened may show (R243).
 */
#ifndef FEATURE_HANDOVER_TELL_H
#define FEATURE_HANDOVER_TELL_H

#include "base/clock.h"
#include "db/change.h"

/* The guardians that may read an entry of this audience. */
int tell_homes(struct change *change, struct child_id child, struct date today, int64_t audience) MUST_CHECK;

/* Who works on the group; 0 is nobody. */
int tell_group(struct change *change, struct group_id group) MUST_CHECK;

/* Both. */
int tell_all(struct change *change, struct child_id child, struct group_id group, struct date today,
             int64_t audience) MUST_CHECK;

#endif
