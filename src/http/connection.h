/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Open connections and their absolute deadlines. libmicrohttpd only knows a time without any byte, which a client that drips a byte a
 * second never reaches; the reaper thread here shuts the socket of whoever is not done in time, and the event loop then sees it closed.
 *
 * A connection that ends with unread bytes of the client is drained for a moment after our answer: closing at once would make the kernel
 * send a reset, and the client would lose the answer that says why (RFC 9112 section 9.6). The reaper does that on a duplicate of
 * the socket, since the library closes its own.
 */
#ifndef HTTP_CONNECTION_H
#define HTTP_CONNECTION_H

#include "http/proxy.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

enum { CONNECTION_LINGERING_MAXIMUM = 64, CONNECTION_LINGER_MS = 2000 };

/* What a connection is doing; the deadline belongs to it. */
enum connection_state {
    CONNECTION_HEADER,  /* first request not complete yet */
    CONNECTION_IDLE,    /* between requests; the first to go when there are too many */
    CONNECTION_WORKING, /* no deadline: it is our turn */
    CONNECTION_BODY,
    CONNECTION_ANSWER,
    CONNECTION_STATE__MAX
};

struct connection {
    struct connection *next;
    struct connection *previous;
    int socket;
    _Atomic int64_t deadline; /* in clock_ticks() */
    _Atomic int state;        /* enum connection_state */
    _Atomic int64_t since;    /* ticks when the state began */
    bool shut;                /* the reaper shut it */
    bool linger;              /* drain after closing; event loop only */
    char address[PROXY_ADDRESS_SIZE];
    char *target; /* of the request that is coming in; event loop only */
    size_t target_capacity;
    const char *target_place; /* where it lies in the library's buffer */
};

struct connections {
    pthread_mutex_t mutex;
    pthread_t reaper;
    struct connection *first;
    size_t count;
    size_t limit; /* of the server: near it idle ones go early */
    int wake;     /* eventfd */
    int tick_ms;
    bool ended;
    bool stopping; /* idle ones are shut at once */
    struct {
        int socket;
        int64_t deadline;
    } lingering[CONNECTION_LINGERING_MAXIMUM];
    size_t lingering_count;
};

/* Starts the reaper. `tick_ms`: how exact deadlines are kept. STATUS_FAILED when there is no thread or descriptor. */
int connections_start(struct connections *connections, size_t limit, int tick_ms);

/* Ends the reaper. All connections must be closed. */
void connections_stop(struct connections *connections);

/* On the event loop: a connection was opened; gives it `milliseconds` for its first header. */
struct connection *connection_open(struct connections *connections, int socket, const struct sockaddr *address,
                                   int milliseconds);

/* On the event loop, before the library closes the socket. Frees `connection`. */
void connection_close(struct connections *connections, struct connection *connection);

/* From any thread that owns the connection's request; milliseconds below 0: no deadline. */
void connection_set(struct connection *connection, enum connection_state state, int64_t milliseconds);

/* From now on idle connections are shut at once, when `all` every one. */
void connections_shed(struct connections *connections, bool all);

/* Connections that are not idle, for stopping. */
size_t connections_busy(struct connections *connections);

size_t connections_count(struct connections *connections);

#endif
