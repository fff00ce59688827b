/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The hub behind live.h. live.c: its thread, and the box that other threads put letters in; live_hub.c: streams, topics and events, only on
 * the hub's thread; live_take.c: how a stream's socket gets here. Private to http.
 */
#ifndef HTTP_LIVE_HUB_H
#define HTTP_LIVE_HUB_H

#include "http/live.h"
#include "http/live_listener.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    LIVE_BUCKETS = 4096,
    LIVE_ENDED_MAXIMUM = 256 /* owners that ended last, whose streams may still be on their way here */
};

enum letter_kind { LETTER_EVENT, LETTER_LISTENER, LETTER_OWNER, LETTER_STOP, LETTER__MAX };

/* What another thread wants of the hub, in order. */
struct letter {
    struct letter *next;
    enum letter_kind kind;
    struct live_message *message;   /* LETTER_EVENT */
    struct live_listener *listener; /* LETTER_LISTENER */
    int64_t owner;                  /* LETTER_OWNER */
};

struct live {
    struct live_options options;
    pthread_t thread;
    int poller;
    int wake;
    _Atomic int64_t sequence; /* last published */
    _Atomic size_t count;     /* open streams */

    pthread_mutex_t mutex; /* of the box */
    struct letter *first;
    struct letter *last;

    /* Below only the hub's thread. */
    struct live_listener *listeners;
    struct live_link *buckets[LIVE_BUCKETS];
    struct live_message *recent[LIVE_RECENT_MAXIMUM];
    size_t recent_first;
    size_t recent_count;
    int64_t floor; /* everything after this sequence is in recent */
    int64_t seen;  /* sequence of the last event that was delivered */
    int64_t ended[LIVE_ENDED_MAXIMUM];
    size_t ended_count; /* since the start */
    struct live_message *beat;
    int64_t next_tick;
    bool stopping;
};

/* Puts a copy of the letter in the box; from any thread. */
void live_post(struct live *live, struct letter letter);

/* On the hub's thread: does what a letter asks. */
void hub_read_letter(struct live *live, struct letter *letter, int64_t now);

/* Sends what a stream has waiting and watches for room when not all went. */
void hub_send(struct live *live, struct live_listener *listener, int64_t now);

/* Removes the streams that are gone, or all. */
void hub_sweep(struct live *live, bool all);

/* Forgets the recent events. */
void hub_forget(struct live *live);

#endif
