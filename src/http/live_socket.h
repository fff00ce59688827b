/* SPDX-License-Identifier: EUPL-1.2 */
/* How the event loop hands a connection to the live hub. Private to http. */
#ifndef HTTP_LIVE_SOCKET_H
#define HTTP_LIVE_SOCKET_H

#include "http/live.h"
#include "http/reply.h"

/*
 * Takes over the connection of an answered respond_stream: duplicates `socket` (the caller's descriptor is closed by its owner without a
 * shutdown), sends the head and what the browser missed, and from then on events. When there are too many streams, in all or from this
 * address, the answer is 503. Copies what it needs of request and reply.
 */
void live_take_socket(struct live *live, int socket, const struct request *request, const struct reply *reply);

#endif
