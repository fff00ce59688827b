/* SPDX-License-Identifier: EUPL-1.2 */
/* Starting and stopping the server and its threads. See server.h. */
#include "http/server.h"

#include "base/log.h"
#include "base/memory.h"
#include "http/server_state.h"

#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024, STOP_LOOK_MS = 5, REAPER_TICK_MS = 200 };

struct server {
    struct server_state state;
    struct worker *workers;
    int worker_count;
    pthread_t *hashers;
    int hasher_count;
    uint16_t port;
    bool reaping;
};

/* ---- threads ---- */

static void *worker_main(void *argument)
{
    struct worker *worker = argument;
    struct queued *queued;
    while ((queued = queue_take(&worker->state->work)))
        exchange_work((struct exchange *)(void *)queued, worker);
    return NULL;
}

static void *hasher_main(void *argument)
{
    struct server_state *state = argument;
    struct queued *queued;
    while ((queued = queue_take(&state->hashes)))
        exchange_compute((struct exchange *)(void *)queued);
    return NULL;
}

static bool open_readers(struct worker *worker)
{
    const struct core *core = &worker->state->core;
    for (size_t i = 0; i < core->site_count; i++) {
        const struct http_hooks *hooks = &core->sites[i].site.hooks;
        if (hooks->open_reader && !(worker->dbs[i] = hooks->open_reader(hooks->context)))
            return false;
    }
    return true;
}

static void close_readers(struct worker *worker)
{
    const struct core *core = &worker->state->core;
    for (size_t i = 0; i < core->site_count; i++) {
        const struct http_hooks *hooks = &core->sites[i].site.hooks;
        if (worker->dbs[i] && hooks->close_reader)
            hooks->close_reader(hooks->context, worker->dbs[i]);
    }
    free(worker->dbs);
}

static int start_workers(struct server *server, struct error *error)
{
    const struct server_options *options = &server->state.core.options;
    server->workers = memory_allocate((size_t)options->workers, sizeof(*server->workers));
    for (int i = 0; i < options->workers; i++) {
        struct worker *worker = &server->workers[i];
        worker->state = &server->state;
        worker->compressor = compressor_new();
        worker->dbs = memory_allocate(server->state.core.site_count, sizeof *worker->dbs);
        server->worker_count = i + 1;
        if (!open_readers(worker))
            return error_set(error, STATUS_FAILED, 0, "a worker cannot open the database");
        if (pthread_create(&worker->thread, NULL, worker_main, worker)) {
            worker->thread = 0;
            return error_set(error, STATUS_FAILED, 0, "no thread for a worker");
        }
    }
    return STATUS_OK;
}

static int start_hashers(struct server *server, struct error *error)
{
    const struct server_options *options = &server->state.core.options;
    server->hashers = memory_allocate((size_t)options->hash_threads, sizeof(*server->hashers));
    for (int i = 0; i < options->hash_threads; i++) {
        if (pthread_create(&server->hashers[i], NULL, hasher_main, &server->state))
            return error_set(error, STATUS_FAILED, 0, "no thread for hashing");
        server->hasher_count = i + 1;
    }
    return STATUS_OK;
}

static void stop_threads(struct server *server)
{
    queue_end(&server->state.hashes);
    for (int i = 0; i < server->hasher_count; i++)
        pthread_join(server->hashers[i], NULL);
    queue_end(&server->state.work);
    for (int i = 0; i < server->worker_count; i++) {
        struct worker *worker = &server->workers[i];
        if (worker->thread)
            pthread_join(worker->thread, NULL);
        close_readers(worker);
        compressor_free(worker->compressor);
    }
    free(server->hashers);
    free(server->workers);
}

/* ---- listening ---- */

static int open_socket(const struct addrinfo *address)
{
    static const int on = 1;
    static const int off = 0;
    int socket_file = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket_file < 0)
        return -1;
    setsockopt(socket_file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (address->ai_family == AF_INET6)
        setsockopt(socket_file, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
    if (bind(socket_file, address->ai_addr, address->ai_addrlen) == 0 && listen(socket_file, BACKLOG) == 0)
        return socket_file;
    int reason = errno;
    close(socket_file);
    errno = reason;
    return -1;
}

static uint16_t port_of(int socket_file)
{
    struct sockaddr_storage address = { .ss_family = AF_UNSPEC };
    socklen_t size = sizeof(address);
    if (getsockname(socket_file, (struct sockaddr *)&address, &size))
        return 0;
    if (address.ss_family == AF_INET6)
        return ntohs(((struct sockaddr_in6 *)(void *)&address)->sin6_port);
    return ntohs(((struct sockaddr_in *)(void *)&address)->sin_port);
}

static int listen_at(struct server *server, struct error *error, int *ret_socket)
{
    const struct server_options *options = &server->state.core.options;
    struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM };
    struct addrinfo *address;
    char port[8];
    snprintf(port, sizeof(port), "%u", (unsigned)options->port);
    if (getaddrinfo(options->address, port, &hints, &address))
        return error_set(error, STATUS_INVALID, 0, "not an address to listen on: %s", options->address);
    int socket_file = open_socket(address);
    int reason = errno;
    freeaddrinfo(address);
    if (socket_file < 0)
        return error_set(error, STATUS_FAILED, 0, "cannot listen on %s port %u: %s", options->address,
                         (unsigned)options->port, strerror(reason));
    server->port = port_of(socket_file);
    *ret_socket = socket_file;
    return STATUS_OK;
}

/* Percent-decoding and splitting are ours: see route.c and form.c. */
static size_t leave_escaped(void *context, struct MHD_Connection *library, char *text)
{
    (void)context;
    (void)library;
    return strlen(text);
}

static int start_daemon(struct server *server, struct error *error)
{
    const struct server_options *options = &server->state.core.options;
    struct server_state *state = &server->state;
    int socket_file = -1;
    int status = listen_at(server, error, &socket_file);
    if (status)
        return status;
    bool per_address = options->connections_per_address > 0 && state->core.proxies.count == 0;
    /* TURBO matters beyond speed: with it the library closes without shutdown(), so that a duplicate of the socket lives on in the live
     * hub or in the reaper. */
    state->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO, 0, NULL, NULL, exchange_on_request,
        state, MHD_OPTION_LISTEN_SOCKET, socket_file, MHD_OPTION_CONNECTION_LIMIT, (unsigned)options->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address ? (unsigned)options->connections_per_address : 0u,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->connection_memory, MHD_OPTION_CONNECTION_MEMORY_INCREMENT,
        (size_t)1024, MHD_OPTION_CONNECTION_TIMEOUT, 0u, MHD_OPTION_URI_LOG_CALLBACK, exchange_on_target, state,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_NOTIFY_COMPLETED, exchange_on_completed, state,
        MHD_OPTION_NOTIFY_CONNECTION, exchange_on_connection, state, MHD_OPTION_END);
    if (state->daemon)
        return STATUS_OK;
    close(socket_file);
    return error_set(error, STATUS_FAILED, 0, "the HTTP library did not start");
}

/* ---- life ---- */

static void free_pool(struct server_state *state)
{
    atomic_store(&state->stopping, true);
    while (state->pool)
        exchange_end(exchange_new(state));
}

static void free_server(struct server *server)
{
    stop_threads(server);
    free_pool(&server->state);
    if (server->reaping)
        connections_stop(&server->state.connections);
    queue_release(&server->state.work);
    queue_release(&server->state.hashes);
    pthread_mutex_destroy(&server->state.pool_mutex);
    core_release(&server->state.core);
    free(server);
}

/* Deadlines are kept to a tenth of the shortest one, at most REAPER_TICK_MS late. */
static int tick_of(const struct server_options *options)
{
    int shortest = options->header_ms;
    if (options->idle_ms < shortest)
        shortest = options->idle_ms;
    if (options->body_ms < shortest)
        shortest = options->body_ms;
    if (options->answer_ms < shortest)
        shortest = options->answer_ms;
    int tick = shortest / 10 + 1;
    return tick < REAPER_TICK_MS ? tick : REAPER_TICK_MS;
}

static int start_parts(struct server *server, struct error *error)
{
    const struct server_options *options = &server->state.core.options;
    if (connections_start(&server->state.connections, (size_t)options->connections, tick_of(options)))
        return error_set(error, STATUS_FAILED, 0, "no thread for deadlines");
    server->reaping = true;
    int status = start_workers(server, error);
    if (!status)
        status = start_hashers(server, error);
    return status ? status : start_daemon(server, error);
}

/* Every connection is a descriptor; most systems start programs with 1024 though they would allow far more. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit))
        return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit))
        log_warning("http.descriptors", LOG_STRING("reason", strerror(errno)));
}

int server_start(const struct server_options *options, struct error *error, struct server **ret_server)
{
    struct server *server = memory_allocate(1, sizeof(*server));
    if (!options->hooks.gate) {
        free(server);
        return error_set(error, STATUS_INVALID, 0, "no gate");
    }
    int status = core_init(&server->state.core, options, error);
    if (status) {
        free(server);
        return status;
    }
    raise_descriptor_limit();
    signal(SIGPIPE, SIG_IGN); /* sendfile() has no MSG_NOSIGNAL */
    queue_init(&server->state.work, 0);
    queue_init(&server->state.hashes, (size_t)server->state.core.options.hash_waiting);
    pthread_mutex_init(&server->state.pool_mutex, NULL);
    status = start_parts(server, error);
    if (status) {
        free_server(server);
        return status;
    }
    *ret_server = server;
    return STATUS_OK;
}

uint16_t server_port(const struct server *server)
{
    return server->port;
}

static void sleep_ms(int milliseconds)
{
    struct timespec time = { .tv_sec = 0, .tv_nsec = milliseconds * 1000000L };
    nanosleep(&time, NULL);
}

/* Requests under way get their answer; whoever is still sending or reading after stop_ms is cut off. What a worker or the writer has is
 * always waited for: a change that was taken is made. */
static void wait_for_requests(struct server_state *state)
{
    int64_t limit = clock_ticks() + state->core.options.stop_ms;
    connections_shed(&state->connections, false);
    while (clock_ticks() < limit && (atomic_load(&state->running) > 0 || connections_busy(&state->connections) > 0))
        sleep_ms(STOP_LOOK_MS);
    atomic_store(&state->closing, true);
    connections_shed(&state->connections, true);
    while (atomic_load(&state->running) > 0)
        sleep_ms(STOP_LOOK_MS);
}

void server_stop(struct server *server)
{
    if (!server)
        return;
    struct server_state *state = &server->state;
    atomic_store(&state->stopping, true);
    MHD_socket listener = MHD_quiesce_daemon(state->daemon);
    if (listener != MHD_INVALID_SOCKET)
        close(listener);
    wait_for_requests(state);
    MHD_stop_daemon(state->daemon);
    free_server(server);
}

struct server_figures server_figures(struct server *server)
{
    struct server_state *state = &server->state;
    struct server_figures figures = { .requests = atomic_load(&state->requests),
                                      .running = atomic_load(&state->running) };
    figures.connections = connections_count(&state->connections);
    pthread_mutex_lock(&state->pool_mutex);
    figures.arenas = state->pool_count;
    pthread_mutex_unlock(&state->pool_mutex);
    return figures;
}
