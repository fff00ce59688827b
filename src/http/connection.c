/* SPDX-License-Identifier: EUPL-1.2 */
/* See connection.h. */
#include "http/connection.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PRESSED_IDLE_MS = 2000, DRAIN_SIZE = 16 * 1024, DRAIN_ROUNDS = 64 };

static void wake_reaper(struct connections *connections)
{
    uint64_t one = 1;
    ssize_t written = write(connections->wake, &one, sizeof(one));
    (void)written; /* full counter: it is awake anyway */
}

void connection_set(struct connection *connection, enum connection_state state, int64_t milliseconds)
{
    int64_t now = clock_ticks();
    atomic_store_explicit(&connection->since, now, memory_order_relaxed);
    atomic_store_explicit(&connection->state, state, memory_order_relaxed);
    atomic_store_explicit(&connection->deadline, milliseconds < 0 ? INT64_MAX : now + milliseconds,
                          memory_order_relaxed);
}

struct connection *connection_open(struct connections *connections, int socket, const struct sockaddr *address,
                                   int milliseconds)
{
    struct connection *connection = memory_allocate(1, sizeof(*connection));
    connection->socket = socket;
    address_format(address, connection->address);
    connection_set(connection, CONNECTION_HEADER, milliseconds);
    pthread_mutex_lock(&connections->mutex);
    connection->next = connections->first;
    if (connections->first)
        connections->first->previous = connection;
    connections->first = connection;
    bool first = connections->count++ == 0;
    pthread_mutex_unlock(&connections->mutex);
    if (first)
        wake_reaper(connections);
    return connection;
}

/* The mutex is held. */
static void start_lingering(struct connections *connections, int socket)
{
    if (connections->lingering_count == CONNECTION_LINGERING_MAXIMUM)
        return;
    int copy = fcntl(socket, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return;
    shutdown(copy, SHUT_WR);
    size_t place = connections->lingering_count++;
    connections->lingering[place].socket = copy;
    connections->lingering[place].deadline = clock_ticks() + CONNECTION_LINGER_MS;
}

void connection_close(struct connections *connections, struct connection *connection)
{
    pthread_mutex_lock(&connections->mutex);
    if (connection->previous)
        connection->previous->next = connection->next;
    else
        connections->first = connection->next;
    if (connection->next)
        connection->next->previous = connection->previous;
    connections->count--;
    if (connection->linger && !connection->shut)
        start_lingering(connections, connection->socket);
    pthread_mutex_unlock(&connections->mutex);
    if (connection->linger)
        wake_reaper(connections);
    free(connection->target);
    free(connection);
}

static bool is_waiting(const struct connection *connection)
{
    int state = atomic_load_explicit(&connection->state, memory_order_relaxed);
    return state == CONNECTION_IDLE || state == CONNECTION_HEADER;
}

static bool is_over(const struct connections *connections, const struct connection *connection, int64_t now)
{
    if (now >= atomic_load_explicit(&connection->deadline, memory_order_relaxed))
        return true;
    if (!is_waiting(connection))
        return false;
    bool pressed = connections->count > connections->limit - connections->limit / 8;
    return connections->stopping ||
           (pressed && now - atomic_load_explicit(&connection->since, memory_order_relaxed) > PRESSED_IDLE_MS);
}

/* Shuts what is over. The mutex keeps the descriptors ours: the loop must take it before it closes one. */
static void reap(struct connections *connections)
{
    int64_t now = clock_ticks();
    pthread_mutex_lock(&connections->mutex);
    for (struct connection *connection = connections->first; connection; connection = connection->next) {
        if (!connection->shut && is_over(connections, connection, now)) {
            connection->shut = true;
            shutdown(connection->socket, SHUT_RDWR);
        }
    }
    pthread_mutex_unlock(&connections->mutex);
}

/* Reads and drops what the client still sends; true when it is done. */
static bool drain(int socket)
{
    char bytes[DRAIN_SIZE];
    for (int i = 0; i < DRAIN_ROUNDS; i++) {
        ssize_t count = recv(socket, bytes, sizeof(bytes), MSG_DONTWAIT);
        if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
            return true;
        if (count < 0)
            return false;
    }
    return false;
}

static void drain_lingering(struct connections *connections)
{
    int64_t now = clock_ticks();
    pthread_mutex_lock(&connections->mutex);
    for (size_t i = connections->lingering_count; i > 0; i--) {
        int socket = connections->lingering[i - 1].socket;
        if (now < connections->lingering[i - 1].deadline && !connections->ended && !drain(socket))
            continue;
        close(socket);
        connections->lingering[i - 1] = connections->lingering[--connections->lingering_count];
    }
    pthread_mutex_unlock(&connections->mutex);
}

static void *reaper_main(void *argument)
{
    struct connections *connections = argument;
    uint64_t count;
    for (;;) {
        pthread_mutex_lock(&connections->mutex);
        bool ended = connections->ended && connections->lingering_count == 0;
        int wait = connections->lingering_count > 0 ? 20 : connections->count > 0 ? connections->tick_ms : -1;
        pthread_mutex_unlock(&connections->mutex);
        if (ended)
            return NULL;
        struct pollfd poller = { .fd = connections->wake, .events = POLLIN };
        if (poll(&poller, 1, wait) > 0 && read(connections->wake, &count, sizeof(count)) < 0)
            count = 0;
        reap(connections);
        drain_lingering(connections);
    }
}

int connections_start(struct connections *connections, size_t limit, int tick_ms)
{
    *connections = (struct connections){ .limit = limit, .tick_ms = tick_ms };
    connections->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (connections->wake < 0)
        return STATUS_FAILED;
    pthread_mutex_init(&connections->mutex, NULL);
    if (pthread_create(&connections->reaper, NULL, reaper_main, connections)) {
        close(connections->wake);
        pthread_mutex_destroy(&connections->mutex);
        return STATUS_FAILED;
    }
    return STATUS_OK;
}

void connections_stop(struct connections *connections)
{
    pthread_mutex_lock(&connections->mutex);
    connections->ended = true;
    pthread_mutex_unlock(&connections->mutex);
    wake_reaper(connections);
    pthread_join(connections->reaper, NULL);
    close(connections->wake);
    pthread_mutex_destroy(&connections->mutex);
}

void connections_shed(struct connections *connections, bool all)
{
    pthread_mutex_lock(&connections->mutex);
    connections->stopping = true;
    for (struct connection *connection = connections->first; all && connection; connection = connection->next)
        atomic_store_explicit(&connection->deadline, 0, memory_order_relaxed);
    pthread_mutex_unlock(&connections->mutex);
    wake_reaper(connections);
}

size_t connections_busy(struct connections *connections)
{
    size_t busy = 0;
    pthread_mutex_lock(&connections->mutex);
    for (struct connection *connection = connections->first; connection; connection = connection->next)
        busy += !is_waiting(connection);
    pthread_mutex_unlock(&connections->mutex);
    return busy;
}

size_t connections_count(struct connections *connections)
{
    pthread_mutex_lock(&connections->mutex);
    size_t count = connections->count;
    pthread_mutex_unlock(&connections->mutex);
    return count;
}
