/* SPDX-License-Identifier: EUPL-1.2 */
/* Streams, topics and events of the live hub. Everything here runs on the hub's thread. See live_hub.h. */
#include "http/live_hub.h"

#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/* ---- topics ---- */

static struct live_link **bucket_of(struct live *live, uint64_t topic)
{
    return &live->buckets[(topic * UINT64_C(0x9e3779b97f4a7c15)) >> 52];
}

static void link_topics(struct live *live, struct live_listener *listener)
{
    for (size_t i = 0; i < listener->link_count; i++) {
        struct live_link *link = &listener->links[i];
        struct live_link **bucket = bucket_of(live, link->topic);
        link->listener = listener;
        link->next = *bucket;
        if (*bucket)
            (*bucket)->previous = link;
        *bucket = link;
    }
}

static void unlink_topics(struct live *live, struct live_listener *listener)
{
    for (size_t i = 0; i < listener->link_count; i++) {
        struct live_link *link = &listener->links[i];
        if (link->previous)
            link->previous->next = link->next;
        else
            *bucket_of(live, link->topic) = link->next;
        if (link->next)
            link->next->previous = link->previous;
    }
}

static int compare_topic(const void *topic, const void *link)
{
    uint64_t left = *(const uint64_t *)topic;
    uint64_t right = ((const struct live_link *)link)->topic;
    return (left > right) - (left < right);
}

static bool listens_to(const struct live_listener *listener, const struct live_message *message)
{
    for (size_t i = 0; i < message->topic_count; i++) {
        if (bsearch(&message->topics[i], listener->links, listener->link_count, sizeof(listener->links[0]),
                    compare_topic))
            return true;
    }
    return false;
}

/* ---- streams ---- */

static void watch(struct live *live, struct live_listener *listener, int operation)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLRDHUP | (listener->wants_write ? EPOLLOUT : 0u),
                                 .data.ptr = listener };
    if (epoll_ctl(live->poller, operation, listener->socket, &event))
        listener->gone = true;
}

void hub_send(struct live *live, struct live_listener *listener, int64_t now)
{
    listener_flush(listener, now);
    bool wants = listener->pending_count > 0;
    if (wants != listener->wants_write && !listener->gone) {
        listener->wants_write = wants;
        watch(live, listener, EPOLL_CTL_MOD);
    }
    listener->beat_ticks = now + live->options.heartbeat_ms;
}

static void remove_listener(struct live *live, struct live_listener *listener)
{
    epoll_ctl(live->poller, EPOLL_CTL_DEL, listener->socket, NULL);
    unlink_topics(live, listener);
    if (listener->previous)
        listener->previous->next = listener->next;
    else
        live->listeners = listener->next;
    if (listener->next)
        listener->next->previous = listener->previous;
    atomic_fetch_sub(&live->count, 1);
    listener_free(listener);
}

static size_t streams_of_address(const struct live *live, const char *address)
{
    size_t count = 0;
    for (const struct live_listener *other = live->listeners; other; other = other->next)
        count += strcmp(other->address, address) == 0;
    return count;
}

/* The gate let the stream in before its session ended, and it comes here after. */
static bool has_ended(const struct live *live, int64_t owner)
{
    for (size_t i = 0; owner != 0 && i < LIVE_ENDED_MAXIMUM; i++) {
        if (live->ended[i] == owner)
            return true;
    }
    return false;
}

static void end_owner(struct live *live, int64_t owner)
{
    live->ended[live->ended_count++ % LIVE_ENDED_MAXIMUM] = owner;
    for (struct live_listener *listener = live->listeners; listener; listener = listener->next)
        listener->gone = listener->gone || listener->owner == owner;
}

static bool has_room(const struct live *live, const struct live_listener *listener)
{
    if (live->stopping || live_streams(live) >= live->options.streams_maximum)
        return false;
    return live->options.address_maximum == 0 ||
           streams_of_address(live, listener->address) < live->options.address_maximum;
}

static void refuse_listener(struct live_listener *listener)
{
    static const char answer[] =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 30\r\nConnection: close\r\n\r\n";
    /* A new socket has room for it; whether it arrives changes nothing. */
    ssize_t sent = send(listener->socket, answer, sizeof(answer) - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)sent;
    listener_free(listener);
}

/* What the browser missed, or a resync when we no longer know. */
static void catch_up(struct live *live, struct live_listener *listener)
{
    if (listener->since == LIVE_SINCE_NOW || listener->since == live->seen)
        return;
    if (listener->since < live->floor || listener->since > live->seen) {
        struct live_message *resync = live_message_resync(live->seen);
        listener_put(listener, resync, live->seen);
        live_message_drop(resync);
        return;
    }
    for (size_t i = 0; i < live->recent_count; i++) {
        struct live_message *message = live->recent[(live->recent_first + i) % LIVE_RECENT_MAXIMUM];
        if (message->sequence > listener->since && listens_to(listener, message))
            listener_put(listener, message, live->seen);
    }
}

static void add_listener(struct live *live, struct live_listener *listener, int64_t now)
{
    if (has_ended(live, listener->owner) || !has_room(live, listener)) {
        refuse_listener(listener);
        return;
    }
    listener->next = live->listeners;
    if (live->listeners)
        live->listeners->previous = listener;
    live->listeners = listener;
    atomic_fetch_add(&live->count, 1);
    link_topics(live, listener);
    watch(live, listener, EPOLL_CTL_ADD);
    catch_up(live, listener);
    hub_send(live, listener, now);
    if (listener->gone)
        remove_listener(live, listener);
}

/* ---- events ---- */

static void remember(struct live *live, struct live_message *message)
{
    if (live->recent_count == LIVE_RECENT_MAXIMUM) {
        struct live_message *oldest = live->recent[live->recent_first];
        live->floor = oldest->sequence;
        live_message_drop(oldest);
        live->recent_first = (live->recent_first + 1) % LIVE_RECENT_MAXIMUM;
        live->recent_count--;
    }
    live->recent[(live->recent_first + live->recent_count++) % LIVE_RECENT_MAXIMUM] = message;
}

static void deliver_topic(struct live *live, struct live_message *message, uint64_t topic, int64_t now)
{
    struct live_link *next;
    for (struct live_link *link = *bucket_of(live, topic); link; link = next) {
        struct live_listener *listener = link->listener;
        next = link->next;
        if (link->topic != topic || listener->gone || listener->last_sequence == message->sequence)
            continue;
        listener->last_sequence = message->sequence;
        listener_put(listener, message, message->sequence);
        if (!listener->wants_write)
            hub_send(live, listener, now);
    }
}

static void deliver(struct live *live, struct live_message *message, int64_t now)
{
    live->seen = message->sequence;
    for (size_t i = 0; i < message->topic_count; i++)
        deliver_topic(live, message, message->topics[i], now);
    remember(live, message);
}

void hub_forget(struct live *live)
{
    for (; live->recent_count > 0; live->recent_count--) {
        live_message_drop(live->recent[live->recent_first]);
        live->recent_first = (live->recent_first + 1) % LIVE_RECENT_MAXIMUM;
    }
}

void hub_read_letter(struct live *live, struct letter *letter, int64_t now)
{
    switch (letter->kind) {
    case LETTER_EVENT:
        deliver(live, letter->message, now);
        break;
    case LETTER_LISTENER:
        add_listener(live, letter->listener, now);
        break;
    case LETTER_OWNER:
        end_owner(live, letter->owner);
        break;
    case LETTER_STOP:
        live->stopping = true;
        break;
    case LETTER__MAX:
        break;
    }
}

void hub_sweep(struct live *live, bool all)
{
    struct live_listener *next;
    for (struct live_listener *listener = live->listeners; listener; listener = next) {
        next = listener->next;
        if (listener->gone || all)
            remove_listener(live, listener);
    }
}
