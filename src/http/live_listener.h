/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One open stream: its socket, what waits to be sent and the topics it listens to. Only the hub's thread touches it. Messages are
 * shared by all streams that get them. Private to http.
 */
#ifndef HTTP_LIVE_LISTENER_H
#define HTTP_LIVE_LISTENER_H

#include "http/live.h"
#include "http/proxy.h"

/* Bytes as they go over the wire, counted by who holds them. */
struct live_message {
    int holders;
    int64_t sequence;
    uint64_t topics[LIVE_EVENT_TOPICS_MAXIMUM];
    size_t topic_count;
    size_t length;
    char bytes[];
};

/* A place in the list of a topic. */
struct live_link {
    uint64_t topic;
    struct live_listener *listener;
    struct live_link *next;
    struct live_link *previous;
};

struct live_listener {
    struct live_listener *next;
    struct live_listener *previous;
    int socket;
    bool wants_write; /* the socket was full: the poller watches for room */
    bool gone;        /* to be closed by the hub */
    bool begun;       /* some of the head is on its way; until then the head is what is pending first */
    uint8_t pending_first;
    uint8_t pending_count;
    uint32_t sent; /* bytes of the first pending message that are sent */
    int64_t owner;
    int64_t since;         /* sequence that the browser has, LIVE_SINCE_NOW */
    int64_t last_sequence; /* put in pending last, against doubles */
    int64_t end_ticks;     /* closed at this time */
    int64_t beat_ticks;    /* next heartbeat */
    int64_t blocked_ticks; /* since when it takes nothing, 0: it does */
    char address[PROXY_ADDRESS_SIZE];
    struct live_message *pending[LIVE_PENDING_MAXIMUM];
    size_t link_count;
    struct live_link links[]; /* in order of topic */
};

/* A message with room for `length` bytes, held once; out of memory ends the process. */
struct live_message *live_message_new(size_t length);
struct live_message *live_message_hold(struct live_message *message);
void live_message_drop(struct live_message *message);

/* The wire form of an event: id, event and data lines. */
struct live_message *live_message_of(const struct live_event *event);

/* "Ask for everything anew", with the sequence that is then seen. */
struct live_message *live_message_resync(int64_t sequence);

/* Adds a message; when too many wait, everything is dropped for one resync, but a message that was begun and the head. */
void listener_put(struct live_listener *listener, struct live_message *message, int64_t sequence);

/* Sends as much as the socket takes; sets gone when it is closed. */
void listener_flush(struct live_listener *listener, int64_t now);

/* Closes the socket and frees all; it must be out of every list. */
void listener_free(struct live_listener *listener);

#endif
