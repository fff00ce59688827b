/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Live events to browsers (Server-Sent Events, HTML standard section 9.2). One thread owns all streams: it
 * takes the socket over from the HTTP server once the request was answered by respond_stream, so a waiting
 * stream costs about a kilobyte and pages never walk past thousands of sleeping connections.
 *
 * An event has a sequence number of its own (never an id minted before the commit: that would be no cursor),
 * a topic, a name and data. It reaches each stream that listens to the topic. A browser that lost its
 * connection comes back with Last-Event-ID: what the hub still remembers is sent again, otherwise one
 * `resync` event tells the page to ask for everything anew. A reader that is too slow gets `resync` in place
 * of what it missed.
 */
#ifndef HTTP_LIVE_H
#define HTTP_LIVE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct live;

enum {
    LIVE_EVENT_TOPICS_MAXIMUM = 4, /* topics of an event */
    LIVE_TOPICS_MAXIMUM = 16384,   /* topics of a stream, 32 bytes each while it is open */
    LIVE_DATA_MAXIMUM = 2048,      /* bytes of an event's data */
    LIVE_NAME_MAXIMUM = 40,        /* bytes of an event's name */
    LIVE_PENDING_MAXIMUM = 32,     /* events that wait for one slow reader */
    LIVE_RECENT_MAXIMUM = 2048     /* events that the hub remembers */
};

#define LIVE_SINCE_NOW INT64_C(-1) /* only what comes from now on */

/* The topic of a thing: kind keeps ids of different tables apart (they are unique anyway), both chosen by the
 * caller. */
#define LIVE_TOPIC(kind, id) (((uint64_t)(kind) << 56) ^ (uint64_t)(id))

/* One event of the database. A stream that listens to any of its topics gets it once. */
struct live_event {
    int64_t sequence; /* above all earlier ones */
    uint64_t topics[LIVE_EVENT_TOPICS_MAXIMUM];
    size_t topic_count;
    struct text name; /* event name, a-z and '_' or '-' */
    struct text data; /* UTF-8; a newline starts another data: line */
};

struct live_options {
    int heartbeat_ms;       /* a comment each so often keeps proxies from closing; default 15000 */
    int slow_ms;            /* a reader that takes nothing for so long is closed; default 30000 */
    int lifetime_ms;        /* every stream is closed after this and comes back; default 6 hours */
    size_t streams_maximum; /* default 10000 */
    size_t address_maximum; /* streams of one client address; 0: no limit (behind a proxy that is trusted to
                               tell addresses) */
    int64_t sequence;       /* last sequence in the database at start: a browser that knows exactly this one needs
                         no resync */
};

/* Starts the thread. Options that are 0 take their default. */
int live_start(const struct live_options *options, struct live **ret_live);

/* Reads its letters to the end, closes all streams and frees the hub. Browsers come back after the time that the head of
 * their stream said. */
void live_stop(struct live *live);

/* Publishes an event; texts are copied. From any thread, never blocks on a reader. Called after the commit,
 * in order of sequence. */
void live_publish(struct live *live, const struct live_event *event);

/* Closes all streams of a session that ended for good, also those that are still on their way here. From any thread.
 * `owner` is not 0. */
void live_end_owner(struct live *live, int64_t owner);

/* Last sequence published. */
int64_t live_sequence(const struct live *live);

/* Open streams, for figures and tests. */
size_t live_streams(const struct live *live);

#endif
