/* SPDX-License-Identifier: EUPL-1.2 */
/* The live hub: one thread that owns all streams, and the letters other threads put in its box. See live.h. */
#include "http/live.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "http/live_listener.h"
#include "http/live_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    BUCKETS = 4096,
    EVENTS_AT_ONCE = 256,
    TICK_MS = 1000,
    RETRY_MS = 3000,
    HEAD_MAXIMUM = 8192,
    SEND_BUFFER = 32 * 1024
};

enum letter_kind { LETTER_EVENT, LETTER_LISTENER, LETTER_OWNER, LETTER_RESYNC, LETTER_STOP };

/* What another thread wants of the hub, in order. */
struct letter {
    struct letter *next;
    enum letter_kind kind;
    struct live_message *message;
    struct live_listener *listener;
    int64_t number;
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
    struct live_link *buckets[BUCKETS];
    struct live_message *recent[LIVE_RECENT_MAXIMUM];
    size_t recent_first;
    size_t recent_count;
    int64_t floor; /* everything after this sequence is in recent */
    int64_t seen;  /* sequence of the last event that was delivered */
    struct live_message *beat;
    int64_t next_tick;
    bool stopping;
};

/* ---- the box ---- */

static void post(struct live *live, struct letter letter)
{
    struct letter *copy = memory_allocate(1, sizeof(*copy));
    uint64_t one = 1;
    *copy = letter;
    pthread_mutex_lock(&live->mutex);
    bool empty = live->first == NULL;
    if (live->last)
        live->last->next = copy;
    else
        live->first = copy;
    live->last = copy;
    if (letter.kind == LETTER_EVENT || letter.kind == LETTER_RESYNC)
        atomic_store(&live->sequence, letter.kind == LETTER_EVENT ? letter.message->sequence : letter.number);
    pthread_mutex_unlock(&live->mutex);
    if (empty && write(live->wake, &one, sizeof(one)) < 0)
        return; /* the counter is full: the hub is awake */
}

void live_publish(struct live *live, const struct live_event *event)
{
    post(live, (struct letter){ .kind = LETTER_EVENT, .message = live_message_of(event) });
}

void live_resync(struct live *live, int64_t sequence)
{
    post(live, (struct letter){ .kind = LETTER_RESYNC, .number = sequence });
}

void live_end_owner(struct live *live, int64_t owner)
{
    post(live, (struct letter){ .kind = LETTER_OWNER, .number = owner });
}

int64_t live_sequence(const struct live *live)
{
    return atomic_load(&((struct live *)(uintptr_t)live)->sequence);
}

size_t live_streams(const struct live *live)
{
    return atomic_load(&((struct live *)(uintptr_t)live)->count);
}

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

static bool listens_to(const struct live_listener *listener, const struct live_message *message)
{
    for (size_t i = 0; i < listener->link_count; i++) {
        for (size_t j = 0; j < message->topic_count; j++) {
            if (listener->links[i].topic == message->topics[j])
                return true;
        }
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

static void send_pending(struct live *live, struct live_listener *listener, int64_t now)
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
    if (!has_room(live, listener)) {
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
    send_pending(live, listener, now);
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
            send_pending(live, listener, now);
    }
}

static void deliver(struct live *live, struct live_message *message, int64_t now)
{
    live->seen = message->sequence;
    for (size_t i = 0; i < message->topic_count; i++)
        deliver_topic(live, message, message->topics[i], now);
    remember(live, message);
}

static void resync_all(struct live *live, int64_t sequence, int64_t now)
{
    struct live_message *resync = live_message_resync(sequence);
    for (; live->recent_count > 0; live->recent_count--) {
        live_message_drop(live->recent[live->recent_first]);
        live->recent_first = (live->recent_first + 1) % LIVE_RECENT_MAXIMUM;
    }
    live->floor = sequence;
    live->seen = sequence;
    for (struct live_listener *listener = live->listeners; listener; listener = listener->next) {
        listener_put(listener, resync, sequence);
        if (!listener->wants_write)
            send_pending(live, listener, now);
    }
    live_message_drop(resync);
}

static void read_letter(struct live *live, struct letter *letter, int64_t now)
{
    switch (letter->kind) {
    case LETTER_EVENT:
        deliver(live, letter->message, now);
        break;
    case LETTER_LISTENER:
        add_listener(live, letter->listener, now);
        break;
    case LETTER_OWNER:
        for (struct live_listener *listener = live->listeners; listener; listener = listener->next)
            listener->gone = listener->gone || listener->owner == letter->number;
        break;
    case LETTER_RESYNC:
        resync_all(live, letter->number, now);
        break;
    case LETTER_STOP:
        live->stopping = true;
        break;
    }
}

/* ---- the thread ---- */

static void empty_box(struct live *live, int64_t now)
{
    pthread_mutex_lock(&live->mutex);
    struct letter *letter = live->first;
    live->first = NULL;
    live->last = NULL;
    pthread_mutex_unlock(&live->mutex);
    while (letter) {
        struct letter *next = letter->next;
        read_letter(live, letter, now);
        free(letter);
        letter = next;
    }
}

/* The browser has nothing to say; reading is how we see that it left. */
static void read_listener(struct live_listener *listener)
{
    char bytes[512];
    ssize_t count = recv(listener->socket, bytes, sizeof(bytes), MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        listener->gone = true;
}

static void look_after(struct live *live, struct live_listener *listener, int64_t now)
{
    if (now >= listener->end_ticks ||
        (listener->blocked_ticks > 0 && now - listener->blocked_ticks > live->options.slow_ms))
        listener->gone = true;
    if (listener->gone || now < listener->beat_ticks)
        return;
    if (listener->pending_count == 0)
        listener_put(listener, live->beat, live->seen);
    send_pending(live, listener, now);
}

static void sweep(struct live *live, bool all)
{
    struct live_listener *next;
    for (struct live_listener *listener = live->listeners; listener; listener = next) {
        next = listener->next;
        if (listener->gone || all)
            remove_listener(live, listener);
    }
}

static void tick(struct live *live, int64_t now)
{
    int beat = live->options.heartbeat_ms < 4 * TICK_MS ? live->options.heartbeat_ms / 4 + 1 : TICK_MS;
    if (now < live->next_tick)
        return;
    live->next_tick = now + beat;
    for (struct live_listener *listener = live->listeners; listener; listener = listener->next)
        look_after(live, listener, now);
}

static bool handle_sockets(struct live *live, const struct epoll_event *events, int count, int64_t now)
{
    bool woken = false;
    for (int i = 0; i < count; i++) {
        struct live_listener *listener = events[i].data.ptr;
        if (!listener) {
            uint64_t number;
            woken = read(live->wake, &number, sizeof(number)) > 0;
            continue;
        }
        if (events[i].events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP))
            listener->gone = true;
        else if (events[i].events & EPOLLIN)
            read_listener(listener);
        if (!listener->gone && (events[i].events & EPOLLOUT))
            send_pending(live, listener, now);
    }
    return woken;
}

static void *live_main(void *argument)
{
    struct live *live = argument;
    struct epoll_event events[EVENTS_AT_ONCE];
    while (!live->stopping) {
        int64_t now = clock_ticks();
        int64_t wait = live->next_tick > now ? live->next_tick - now : 0;
        int count = epoll_wait(live->poller, events, EVENTS_AT_ONCE, live->listeners ? (int)wait : -1);
        now = clock_ticks();
        if (handle_sockets(live, events, count, now))
            empty_box(live, now);
        tick(live, now);
        sweep(live, false);
    }
    empty_box(live, clock_ticks());
    sweep(live, true);
    return NULL;
}

/* ---- start and stop ---- */

static void fill_defaults(struct live_options *options)
{
    if (options->heartbeat_ms <= 0)
        options->heartbeat_ms = 15 * SECOND_MS;
    if (options->slow_ms <= 0)
        options->slow_ms = 30 * SECOND_MS;
    if (options->lifetime_ms <= 0)
        options->lifetime_ms = 6 * HOUR_MS;
    if (options->streams_maximum == 0)
        options->streams_maximum = 10000;
}

static void free_hub(struct live *live)
{
    if (live->poller >= 0)
        close(live->poller);
    if (live->wake >= 0)
        close(live->wake);
    resync_all(live, 0, 0);
    live_message_drop(live->beat);
    pthread_mutex_destroy(&live->mutex);
    free(live);
}

int live_start(const struct live_options *options, struct live **ret_live)
{
    static const char beat[] = ": \n\n";
    struct live *live = memory_allocate(1, sizeof(*live));
    live->options = *options;
    fill_defaults(&live->options);
    pthread_mutex_init(&live->mutex, NULL);
    atomic_init(&live->sequence, options->sequence);
    live->floor = options->sequence;
    live->seen = options->sequence;
    live->beat = live_message_new(sizeof(beat) - 1);
    memcpy(live->beat->bytes, beat, sizeof(beat) - 1);
    live->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    live->poller = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };
    if (live->wake < 0 || live->poller < 0 || epoll_ctl(live->poller, EPOLL_CTL_ADD, live->wake, &event) ||
        pthread_create(&live->thread, NULL, live_main, live)) {
        free_hub(live);
        return STATUS_FAILED;
    }
    *ret_live = live;
    return STATUS_OK;
}

void live_stop(struct live *live)
{
    if (!live)
        return;
    post(live, (struct letter){ .kind = LETTER_STOP });
    pthread_join(live->thread, NULL);
    empty_box(live, 0);
    free_hub(live);
}

/* ---- taking a socket over ---- */

static struct live_message *head_of(const struct reply *reply)
{
    struct buffer buffer;
    buffer_init(&buffer, HEAD_MAXIMUM);
    buffer_put(&buffer, TEXT("HTTP/1.1 200 OK\r\nConnection: close\r\n"));
    for (size_t i = 0; i < reply->headers.count; i++)
        buffer_printf(&buffer, "%.*s: %.*s\r\n", TEXT_ARGS(reply->headers.items[i].name),
                      TEXT_ARGS(reply->headers.items[i].value));
    buffer_printf(&buffer, "\r\nretry: %d\n\n", RETRY_MS);
    struct text bytes = buffer_text(&buffer);
    struct live_message *message = live_message_new(bytes.length);
    memcpy(message->bytes, bytes.data, bytes.length);
    buffer_release(&buffer);
    return message;
}

static int64_t since_of(const struct request *request, const struct stream *stream)
{
    int64_t since = stream->since;
    struct text header = request_header(request, "Last-Event-ID");
    if (header.length > 0 && text_to_integer(header, 0, INT64_MAX, &since))
        since = 0;
    return since;
}

static struct live_listener *listener_of(const struct live *live, int socket, const struct request *request,
                                         const struct stream *stream)
{
    size_t count = stream->topic_count < LIVE_TOPICS_MAXIMUM ? stream->topic_count : LIVE_TOPICS_MAXIMUM;
    struct live_listener *listener = memory_allocate(1, sizeof(*listener) + count * sizeof(listener->links[0]));
    int64_t now = clock_ticks();
    listener->socket = socket;
    listener->owner = stream->owner;
    listener->since = since_of(request, stream);
    listener->last_sequence = -1;
    listener->end_ticks = now + live->options.lifetime_ms;
    if (stream->until_at != INSTANT_NONE && stream->until_at - request->now_at < live->options.lifetime_ms)
        listener->end_ticks = now + stream->until_at - request->now_at;
    listener->beat_ticks = now + live->options.heartbeat_ms;
    listener->link_count = count;
    for (size_t i = 0; i < count; i++)
        listener->links[i].topic = stream->topics[i];
    struct text address = text_slice(request->address, 0, PROXY_ADDRESS_SIZE - 1);
    memcpy(listener->address, text_bytes(address), address.length);
    return listener;
}

void live_take_socket(struct live *live, int socket, const struct request *request, const struct reply *reply)
{
    static const int on = 1;
    static const int off = 0;
    static const int room = SEND_BUFFER;
    int copy = fcntl(socket, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return;
    setsockopt(copy, IPPROTO_TCP, TCP_CORK, &off, sizeof(off));
    setsockopt(copy, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(copy, SOL_SOCKET, SO_SNDBUF, &room,
               sizeof(room)); /* a slow reader shows soon, and costs the kernel little */
    struct live_listener *listener = listener_of(live, copy, request, reply->stream);
    struct live_message *head = head_of(reply);
    listener_put(listener, head, 0);
    /* The head's only holder is now the listener, so the two threads never count at the same time. */
    live_message_drop(head);
    post(live, (struct letter){ .kind = LETTER_LISTENER, .listener = listener });
}
