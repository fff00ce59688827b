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

/* Who works on the group; where `group` is 0 (written at home) on the group that the child is on that day. */
int tell_group(struct change *change, struct group_id group, struct child_id child, struct date day) MUST_CHECK;

/* Whom an entry concerns. `today` is for access, `day` the page it stands on. */
struct tell_entry {
    struct child_id child;
    struct group_id group;
    struct date day;
    struct date today;
    int64_t audience;
};

/* Both. */
int tell_all(struct change *change, const struct tell_entry *entry) MUST_CHECK;

#endif
