/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What to talk about when a child is collected (R026): for each child who is on the group now one concrete thing of today, two taps
 * from the board. What somebody wrote comes before what was tapped; a highlight and the child's own words come first; where the centre wrote
 * nothing, what home told this morning is a thing to ask after. What should not be told between coats and bags (a dose of medicine,
 * an accident, health) is never chosen, nor what a talk that waits and is marked as sensitive is about: in its place stands that there
 * is something to talk about quietly, without what, and that a call or an appointment suits it (R033). What somebody wants to talk
 * about at the door stands there too.
 */
#ifndef FEATURE_TALK_AID_TALK_AID_H
#define FEATURE_TALK_AID_TALK_AID_H

#include "base/attribute.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

#include <stdint.h>

/* How good a line is to talk about; 0: not at all, whatever else there is. `side` is enum entry_side, `kind` a name of
 * feature/handover/code.h; `has_words`: somebody wrote something in own words. */
int talk_aid_weight(int64_t side, struct text kind, bool has_words);

extern const struct routes talk_aid_routes;

struct address url_talk_aid(struct arena *arena, struct group_id group);

#endif
