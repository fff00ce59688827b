/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libmicrohttpd without a network, for fuzzers of what it hands us: bytes go in as if a client had sent them, on the
 * calling thread.
 */
#ifndef FUZZ_LIBRARY_H
#define FUZZ_LIBRARY_H

#include "base/text.h"

#include <microhttpd.h>

/* A daemon that calls these with context NULL: `request` as MHD_AccessHandlerCallback, `target` as
 * MHD_OPTION_URI_LOG_CALLBACK (may be NULL). Lives as long as the process. */
struct MHD_Daemon *library_start(MHD_AccessHandlerCallback request,
                                 void *(*target)(void *context, const char *target, struct MHD_Connection *connection));

/* Sends the bytes on a connection of their own, and lets the daemon work until it has taken them. Gives our end of the
 * connection; close it with library_hang_up. */
int library_send(struct MHD_Daemon *daemon, struct text bytes);
void library_hang_up(struct MHD_Daemon *daemon, int connection);

#endif
