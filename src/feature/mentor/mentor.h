/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A reason to talk, for the mentor of a child (R039): the families with whom nobody has talked for longer than the location's setting
 * (feature/intake: how often we speak with parents, and the family's own choice in it). What counts as talking is live contact
 * (feature/handover: "even gesproken" at coming and going; a call that reached somebody); what is written, by home or by the centre,
 * shows beside it and counts for nothing. Worked out when the page is opened, for the children whose mentor the reader is and for
 * nobody else; nothing of it is stored, and no figure comes of it.
 *
 * The list knows all of them; to talk is proposed on a day on which the child comes (R058).
 */
#ifndef FEATURE_MENTOR_MENTOR_H
#define FEATURE_MENTOR_MENTOR_H

#include "base/attribute.h"
#include "html/address.h"
#include "html/html.h"
#include "http/route.h"

struct request;

/* On the start page: the families to talk with today, and the way to the list; shows nothing when the list is empty. */
int mentor_talks_part(struct request *request, struct html_part *ret_part) MUST_CHECK;

extern const struct routes mentor_routes;

struct address url_mentor_talks(struct arena *arena);

#endif
