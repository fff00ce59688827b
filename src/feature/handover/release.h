/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * When home reads what the group writes (R247): at once, or when the child is collected, as the group chose (setting.h).
 *
 * A line that waits keeps the read bits of home beside its audience, in entry.held. Nothing else is needed: whoever lists lines asks
 * the audience, so pages, lists, archives, files and live events leave it out, and the moment at which it was written shows nowhere.
 * Collecting the child moves the bits into the audience, in the transaction of the check-out; a job does it in the night for a child
 * whose check-out was forgotten. What was released stays so: nothing that was read is taken back.
 *
 * At once go answers, what is about health, and what another feature writes (a dose, an accident) unless it says otherwise; and all
 * that is written after the child was collected. Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_RELEASE_H
#define FEATURE_HANDOVER_RELEASE_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"

struct change;
struct handover_write;

/* The values of group_setting.opens; ends with NULL. */
enum release { RELEASE_AT_ONCE, RELEASE_PICK_UP, RELEASE__MAX };
extern const char *const release_names[RELEASE__MAX + 1];

/*
 * Takes from the audience of a line of `day` (today) what waits, and gives it: 0 when nothing does. `group`: where it is written; 0:
 * where the child is. The caller adds the line with both, and asks for release_plan when something waits.
 */
int release_hold(struct change *change, struct child_id child, struct group_id group, struct date day,
                 int64_t *audience, int64_t *ret_held) MUST_CHECK;

/* Whether what is written waits for nobody, whatever the group chose. */
bool release_is_urgent(const struct handover_write *write);

/* Lets home read the line under which the centre asks about home: a question goes at once, and says nothing without it. */
int release_asked(struct change *change, const struct handover_write *write) MUST_CHECK;

/* Asks for the job of the night after a day; asked twice is fine. */
int release_plan(struct change *change, struct date day) MUST_CHECK;

/* All that a group wrote, when it does not wait any more: its homes hear of it. */
int release_all_of_group(struct change *change, struct group_id group, struct date today) MUST_CHECK;

#endif
