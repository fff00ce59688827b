/* SPDX-License-Identifier: EUPL-1.2 */
/* An exchange on the event loop: the callbacks of libmicrohttpd. Everything here runs on the library's one thread and never waits. */
#include "http/exchange.h"

#include "base/log.h"
#include "base/memory.h"
#include "http/live_socket.h"
#include "http/server_state.h"

#include <stdlib.h>

static struct connection *connection_of(struct MHD_Connection *library)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(library, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

void exchange_on_connection(void *context, struct MHD_Connection *library, void **connection,
                            enum MHD_ConnectionNotificationCode what)
{
    struct server_state *state = context;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*connection)
            connection_close(&state->connections, *connection);
        *connection = NULL;
        return;
    }
    const union MHD_ConnectionInfo *socket = MHD_get_connection_info(library, MHD_CONNECTION_INFO_CONNECTION_FD);
    const union MHD_ConnectionInfo *address = MHD_get_connection_info(library, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    *connection = connection_open(&state->connections, socket->connect_fd, address ? address->client_addr : NULL,
                                  state->core.options.header_ms);
}

/* The target must be kept here: the library cuts it up at '?', '&' and '=' right after this call. */
void *exchange_on_target(void *context, const char *target, struct MHD_Connection *library)
{
    struct server_state *state = context;
    struct connection *connection = connection_of(library);
    size_t size = target ? strlen(target) + 1 : 1;
    if (size > connection->target_capacity) {
        connection->target = memory_grow(connection->target, size, 1);
        connection->target_capacity = size;
    }
    memcpy(connection->target, target ? target : "", size);
    connection->target_place = target;
    struct exchange *exchange = exchange_new(state);
    exchange->library = library;
    exchange->connection = connection;
    return exchange;
}

static int64_t answer_ms(const struct exchange *exchange)
{
    const struct server_options *options = &exchange->state->core.options;
    int64_t size = (int64_t)exchange->reply.body.length + exchange->reply.file_size;
    return options->answer_ms + size * SECOND_MS / options->answer_rate;
}

/* Queues what the worker (or the loop itself) made. */
static enum MHD_Result send_response(struct exchange *exchange)
{
    struct MHD_Response *response = exchange->response;
    if (!response)
        return MHD_NO;
    exchange->phase = PHASE_SENT;
    exchange->connection->linger = exchange->part.unread;
    connection_set(exchange->connection, CONNECTION_ANSWER, answer_ms(exchange));
    return MHD_queue_response(exchange->library, (unsigned)exchange->reply.status, response);
}

/* An answer made on the loop: bytes that need neither database nor hooks. */
static enum MHD_Result send_reply(struct exchange *exchange)
{
    exchange_respond(exchange);
    return send_response(exchange);
}

static enum MHD_Result refuse_framing(struct exchange *exchange, enum framing_fault fault)
{
    struct reply *reply = &exchange->reply;
    *reply = (struct reply){ .status = fault == FRAMING_TOO_LARGE ? 431 : 400, .file = -1, .close = true };
    reply->body = TEXT("refused\n");
    *vector_add(exchange->request.arena, &reply->headers) = (struct header){ TEXT("Content-Type"), TEXT("text/plain") };
    exchange->part.unread = true;
    log_info("http.refused", LOG_STRING("reason", framing_fault_name(fault)));
    return send_reply(exchange);
}

struct collected {
    struct header *headers;
    size_t count;
};

static enum MHD_Result collect_header(void *context, enum MHD_ValueKind kind, const char *name, size_t name_length,
                                      const char *value, size_t value_length)
{
    struct collected *collected = context;
    (void)kind;
    collected->headers[collected->count].name = (struct text){ name, name_length };
    collected->headers[collected->count].value = value ? (struct text){ value, value_length } : TEXT("");
    return ++collected->count > FRAMING_HEADERS_MAXIMUM ? MHD_NO : MHD_YES;
}

/* Hands the exchange to the workers. The count goes up before the look at `closing`: server_stop looks the other way round. */
static enum MHD_Result suspend_for(struct exchange *exchange, enum phase phase, enum work work)
{
    struct server_state *state = exchange->state;
    atomic_fetch_add(&state->running, 1);
    if (atomic_load(&state->closing)) {
        atomic_fetch_sub(&state->running, 1);
        return MHD_NO;
    }
    exchange->phase = phase;
    exchange->work = work;
    connection_set(exchange->connection, CONNECTION_WORKING, -1);
    MHD_suspend_connection(exchange->library);
    queue_put(&state->work, &exchange->queued);
    return MHD_YES;
}

/* The texts of the head where they lie, except the target: the library has cut that up, the copy is whole. */
static enum framing_fault check_head(struct exchange *exchange, const char *method, const char *version,
                                     struct framing_head *head, struct framing *framing)
{
    struct connection *connection = exchange->connection;
    struct header headers[FRAMING_HEADERS_MAXIMUM + 1];
    struct collected collected = { .headers = headers };
    const union MHD_ConnectionInfo *size =
        MHD_get_connection_info(exchange->library, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    MHD_get_connection_values_n(exchange->library, MHD_HEADER_KIND, collect_header, &collected);
    *head = (struct framing_head){ .method = text_from(method),
                                   .version = text_from(version),
                                   .headers = arena_copy(exchange->request.arena, headers,
                                                         collected.count * sizeof(headers[0])),
                                   .header_count = collected.count,
                                   .in_place = true,
                                   .target_place = connection->target_place,
                                   .end = method + (size ? size->header_size : 0),
                                   .limit = exchange->state->core.options.header_limit };
    head->target = text_copy(exchange->request.arena, text_from(connection->target));
    return framing_check(head, framing);
}

static enum MHD_Result on_open(struct exchange *exchange)
{
    if (!exchange->part.asset)
        return suspend_for(exchange, PHASE_GATE, WORK_GATE);
    reply_make_asset(&exchange->request, exchange->part.asset, &exchange->reply);
    return send_reply(exchange);
}

static enum MHD_Result on_head(struct exchange *exchange, const char *method, const char *version)
{
    struct framing_head head;
    struct framing framing;
    enum framing_fault fault = check_head(exchange, method, version, &head, &framing);
    if (fault != FRAMING_FINE)
        return refuse_framing(exchange, fault);
    dispatch_open(&exchange->request, &head, &framing, text_from(exchange->connection->address));
    /* The library closes the connection after an answer to its first call, which is right only for a body that will not be read. */
    exchange->phase = PHASE_OPEN;
    return framing.length != 0 ? on_open(exchange) : MHD_YES;
}

/* The hub takes the socket; the library closes only its own descriptor of it. */
static enum MHD_Result hand_to_hub(struct exchange *exchange)
{
    struct live *live = exchange->part.site->site.live;
    live_take_socket(live, exchange->connection->socket, &exchange->request, &exchange->reply);
    exchange->phase = PHASE_SENT;
    return MHD_NO;
}

static enum MHD_Result on_worked(struct exchange *exchange)
{
    const struct server_options *options = &exchange->state->core.options;
    if (exchange->step != STEP_BODY)
        return exchange->reply.stream ? hand_to_hub(exchange) : send_response(exchange);
    int64_t limit = dispatch_body_limit(&exchange->request);
    int64_t size = exchange->part.framing.length > 0 ? exchange->part.framing.length : limit;
    exchange->phase = PHASE_BODY;
    body_begin(&exchange->body, &exchange->request, exchange->library, limit);
    connection_set(exchange->connection, CONNECTION_BODY, options->body_ms + size * SECOND_MS / options->body_rate);
    return MHD_YES;
}

static enum MHD_Result on_body(struct exchange *exchange, const char *data, size_t *data_size)
{
    if (*data_size > 0) {
        bool go_on = body_take(&exchange->body, data, *data_size);
        *data_size = 0;
        return go_on ? MHD_YES : MHD_NO;
    }
    body_end(&exchange->body);
    return suspend_for(exchange, PHASE_RUN, WORK_RUN);
}

enum MHD_Result exchange_on_request(void *context, struct MHD_Connection *library, const char *url, const char *method,
                                    const char *version, const char *data, size_t *data_size, void **exchange_pointer)
{
    struct exchange *exchange = *exchange_pointer;
    (void)context;
    (void)library;
    (void)url;
    if (!exchange)
        return MHD_NO;
    switch (exchange->phase) {
    case PHASE_HEAD:
        return on_head(exchange, method, version);
    case PHASE_OPEN:
        return on_open(exchange);
    case PHASE_GATE:
    case PHASE_RUN:
        return on_worked(exchange);
    case PHASE_BODY:
        return on_body(exchange, data, data_size);
    default:
        return MHD_NO;
    }
}

static void log_request(const struct exchange *exchange, enum MHD_RequestTerminationCode reason)
{
    const struct server_options *options = &exchange->state->core.options;
    const struct request_part *part = &exchange->part;
    const struct route *route = part->match.route;
    if (!options->log_requests || !part->method_text || part->asset || part->health || (route && route->uncounted))
        return;
    bool complete = reason == MHD_REQUEST_TERMINATED_COMPLETED_OK || exchange->reply.stream;
    char number[17];
    snprintf(number, sizeof(number), "%016llx", (unsigned long long)exchange->request.number);
    log_info(
        "http.request", LOG_STRING("method", part->method_text), LOG_STRING("route", route ? route->path : "-"),
        LOG_INTEGER("status", exchange->phase == PHASE_SENT ? exchange->reply.status : 0),
        LOG_INTEGER("us", clock_ticks_us() - exchange->started_us),
        LOG_INTEGER("bytes", (int64_t)exchange->reply.body.length + exchange->reply.file_size),
        LOG_STRING("id", number), LOG_STRING("end", complete ? "complete" : "aborted"),
        { .key = options->log_addresses ? "address" : NULL, .kind = LOG_KIND_TEXT, .text = exchange->request.address });
}

void exchange_on_completed(void *context, struct MHD_Connection *library, void **exchange_pointer,
                           enum MHD_RequestTerminationCode reason)
{
    struct server_state *state = context;
    struct exchange *exchange = *exchange_pointer;
    (void)library;
    if (!exchange)
        return;
    *exchange_pointer = NULL;
    atomic_fetch_add_explicit(&state->requests, 1, memory_order_relaxed);
    log_request(exchange, reason);
    connection_set(exchange->connection, CONNECTION_IDLE, state->core.options.idle_ms);
    exchange_end(exchange);
}
