/* SPDX-License-Identifier: EUPL-1.2 */
/* What the threads of one server share. Private to http. */
#ifndef HTTP_SERVER_STATE_H
#define HTTP_SERVER_STATE_H

#include "http/connection.h"
#include "http/core.h"
#include "http/exchange.h"
#include "http/queue.h"

enum { EXCHANGES_KEPT = 64, OUTPUT_MAXIMUM = 8 * 1024 * 1024, OUTPUT_KEPT = 256 * 1024 };

struct server_state {
    struct core core;
    struct MHD_Daemon *daemon;
    struct connections connections;
    struct queue work;
    struct queue hashes;
    pthread_mutex_t pool_mutex;
    struct exchange *pool; /* exchanges kept for reuse */
    size_t pool_count;
    _Atomic uint64_t requests; /* answered */
    _Atomic size_t running;    /* suspended exchanges */
    _Atomic bool stopping;     /* accept nothing, keep no connection */
    _Atomic bool closing;      /* begin nothing: the library is about to be stopped */
};

#endif
