/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two pages from which everything else is found: "Alles over Noor", with what there is to know and to arrange about a child, and "Ik",
 * one's own page. A link is a line in the tables of hub.c, with who may open it; a test opens each link as everybody.
 */
#ifndef FEATURE_HUB_HUB_H
#define FEATURE_HUB_HUB_H

#include "html/address.h"
#include "http/route.h"

extern const struct routes hub_routes;

struct address url_hub(struct arena *arena, struct child_id child);
struct address url_me(struct arena *arena);

#endif
