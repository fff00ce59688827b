/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The paper twin of the notebook (R040): a day or a week of a child on one sheet of A4, to print. All that other folders may use.
 *
 * A guardian's sheet holds what she reads on the pages. A sheet that the centre prints goes home with the child: on it stands only
 * what every home of the child reads, so that paper tells nobody what a page would not (R243); and what waits for the child to be
 * collected stands on it too (R247), for paper leaves with the child. What does not fit is left out, and the sheet says so.
 */
#ifndef FEATURE_BOOKLET_BOOKLET_H
#define FEATURE_BOOKLET_BOOKLET_H

#include "base/clock.h"
#include "base/identity.h"
#include "html/address.h"
#include "http/route.h"

extern const struct routes booklet_routes;

struct address url_booklet(struct arena *arena, struct child_id child, struct date day);
struct address url_booklet_week(struct arena *arena, struct child_id child, struct date day);

#endif
