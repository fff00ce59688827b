/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Live events between the database and the browser: GET /live opens the one stream of a browser, and live_take passes
 * on what was committed. An event says no more than "something about this group, child or person changed"; the page
 * then asks for its own regions again, past the same gate as always. So nobody reads anything here.
 *
 * A group's events go to who works there or manages it, a child's to guardians with the full scope, a person's to that
 * person alone: what only one home may know travels by person (feature/handover).
 */
#ifndef FEATURE_LIVE_LIVE_H
#define FEATURE_LIVE_LIVE_H

#include "db/event.h"
#include "http/live.h"
#include "http/route.h"

extern const struct routes live_routes;

/* For event_hub_subscribe: hands committed events to the live hub. `hub` is a struct live. */
void live_take(void *hub, const struct event *events, size_t count);

#endif
