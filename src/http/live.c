/* SPDX-License-Identifier: EUPL-1.2 */
/* The live hub's thread, and the letters other threads put in its box. See live.h and live_hub.h. */
#include "http/live_hub.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS_AT_ONCE = 256, TICK_MS = 1000 };

/* ---- the box ---- */

void live_post(struct live *live, struct letter letter)
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
    if (letter.kind == LETTER_EVENT)
        atomic_store(&live->sequence, letter.message->sequence);
    pthread_mutex_unlock(&live->mutex);
    if (empty && write(live->wake, &one, sizeof(one)) < 0)
        return; /* the counter is full: the hub is awake */
}

void live_publish(struct live *live, const struct live_event *event)
{
    live_post(live, (struct letter){ .kind = LETTER_EVENT, .message = live_message_of(event) });
}

void live_end_owner(struct live *live, int64_t owner)
{
    live_post(live, (struct letter){ .kind = LETTER_OWNER, .owner = owner });
}

int64_t live_sequence(const struct live *live)
{
    return atomic_load(&((struct live *)(uintptr_t)live)->sequence);
}

size_t live_streams(const struct live *live)
{
    return atomic_load(&((struct live *)(uintptr_t)live)->count);
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
        hub_read_letter(live, letter, now);
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
    hub_send(live, listener, now);
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
            hub_send(live, listener, now);
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
        hub_sweep(live, false);
    }
    empty_box(live, clock_ticks());
    hub_sweep(live, true);
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
    hub_forget(live);
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
    live_post(live, (struct letter){ .kind = LETTER_STOP });
    pthread_join(live->thread, NULL);
    empty_box(live, 0);
    free_hub(live);
}
