/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing enum live_contact (handover.h). Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_CONTACT_H
#define FEATURE_HANDOVER_CONTACT_H

#include "feature/handover/handover.h"

/* As in live_contact.what and in forms; ends with NULL. */
extern const char *const contact_names[CONTACT__MAX + 1];

/* In a change, rights checked: there was one for the child of the touch; or (`back`) it was pressed by mistake. Both may be done
 * twice. Audits nothing. */
int contact_set(struct change *change, const struct handover_touch *touch, enum live_contact what,
                bool back) MUST_CHECK;

/* Bits of what a child's day has, as handover_board_children counts them. */
enum { CONTACT_BIT_OPEN = 1, CONTACT_BIT_HIGHLIGHT = 2, CONTACT_BIT_ARRIVAL = 4 };

#endif
