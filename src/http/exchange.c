/* SPDX-License-Identifier: EUPL-1.2 */
/* An exchange on the workers' side: its life, its steps and its response. The event loop's side is exchange_loop.c. */
#include "http/exchange.h"

#include "base/log.h"
#include "base/memory.h"
#include "http/server_state.h"

#include <stdlib.h>
#include <unistd.h>

struct exchange *exchange_new(struct server_state *state)
{
    pthread_mutex_lock(&state->pool_mutex);
    struct exchange *exchange = state->pool;
    if (exchange) {
        state->pool = exchange->next_free;
        state->pool_count--;
    }
    pthread_mutex_unlock(&state->pool_mutex);
    if (!exchange) {
        exchange = memory_allocate(1, sizeof(*exchange));
        exchange->state = state;
        exchange->request.arena = arena_new();
        buffer_init(&exchange->request.output, OUTPUT_MAXIMUM);
        body_init(&exchange->body);
    }
    request_prepare(&exchange->request, &exchange->part, &state->core);
    exchange->phase = PHASE_HEAD;
    exchange->response = NULL;
    exchange->started_us = clock_ticks_us();
    exchange->reply = (struct reply){ .file = -1 };
    return exchange;
}

static void exchange_free(struct exchange *exchange)
{
    arena_free(exchange->request.arena);
    buffer_release(&exchange->request.output);
    body_release(&exchange->body);
    free(exchange);
}

void exchange_end(struct exchange *exchange)
{
    struct server_state *state = exchange->state;
    body_abandon(&exchange->body);
    if (exchange->response)
        MHD_destroy_response(exchange->response);
    exchange->response = NULL;
    if (exchange->request.output.capacity > OUTPUT_KEPT)
        buffer_release(&exchange->request.output);
    arena_reset(exchange->request.arena);
    pthread_mutex_lock(&state->pool_mutex);
    bool keep = state->pool_count < EXCHANGES_KEPT && !atomic_load(&state->stopping);
    if (keep) {
        exchange->next_free = state->pool;
        state->pool = exchange;
        state->pool_count++;
    }
    pthread_mutex_unlock(&state->pool_mutex);
    if (!keep)
        exchange_free(exchange);
}

/* ---- the response ---- */

static struct MHD_Response *response_of_file(struct reply *reply)
{
    struct MHD_Response *response =
        MHD_create_response_from_fd_at_offset64((uint64_t)reply->file_size, reply->file, (uint64_t)reply->file_offset);
    if (!response)
        close(reply->file);
    reply->file = -1;
    return response;
}

static struct MHD_Response *response_of_bytes(const struct reply *reply)
{
    /* The body stays in the arena or the output buffer until the library says that the request is completed. */
    void *bytes = (void *)(uintptr_t)text_bytes(reply->body);
    return MHD_create_response_from_buffer(reply->body.length, bytes, MHD_RESPMEM_PERSISTENT);
}

void exchange_respond(struct exchange *exchange)
{
    struct reply *reply = &exchange->reply;
    if (reply->stream)
        return;
    struct MHD_Response *response = reply->file >= 0 ? response_of_file(reply) : response_of_bytes(reply);
    if (!response)
        return; /* out of memory or a bad descriptor: the loop cuts the connection */
    for (size_t i = 0; i < reply->headers.count; i++)
        MHD_add_response_header(response, text_bytes(reply->headers.items[i].name),
                                text_bytes(reply->headers.items[i].value));
    if (reply->close || atomic_load_explicit(&exchange->state->stopping, memory_order_relaxed))
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    exchange->response = response;
}

/* ---- steps ---- */

static void change_done(struct http_change *change)
{
    struct exchange *exchange = (struct exchange *)(void *)((char *)change - offsetof(struct exchange, change));
    exchange->work = WORK_THEN;
    queue_put_last(&exchange->state->work, &exchange->queued);
}

void http_change_done(struct http_change *change, int status, const struct error *error)
{
    change->status = status;
    change->error = error ? *error : (struct error){ .word = 0 };
    change->done(change);
}

void exchange_compute(struct exchange *exchange)
{
    exchange->change.status = exchange->outcome.compute(exchange->outcome.argument);
    exchange->change.error = (struct error){ .word = 0 };
    change_done(&exchange->change);
}

/* True when the change is on its way: the exchange is no longer ours. */
static bool hand_over_change(struct exchange *exchange)
{
    const struct http_hooks *hooks = &exchange->part.site->site.hooks;
    exchange->change = (struct http_change){ .change = exchange->outcome.change,
                                             .argument = exchange->outcome.argument,
                                             .done = change_done };
    return hooks->submit && hooks->submit(&exchange->request, &exchange->change);
}

static enum step run_step(struct exchange *exchange)
{
    switch (exchange->work) {
    case WORK_GATE:
        return dispatch_gate(&exchange->request, &exchange->outcome);
    case WORK_RUN:
        return dispatch_run(&exchange->request, &exchange->outcome);
    default:
        return dispatch_then(&exchange->request, exchange->change.status, &exchange->change.error, &exchange->outcome);
    }
}

static void finish(struct exchange *exchange, struct worker *worker)
{
    struct server_state *state = exchange->state;
    if (exchange->step == STEP_ANSWER) {
        reply_make(&exchange->request, &exchange->outcome, &exchange->reply);
        reply_compress(&exchange->request, &exchange->reply, worker->compressor);
        exchange_respond(exchange);
    }
    exchange->request.db = NULL;
    MHD_resume_connection(exchange->library);
    atomic_fetch_sub(&state->running, 1); /* last: the library may not be stopped with a suspended connection */
}

void exchange_work(struct exchange *exchange, struct worker *worker)
{
    exchange->request.db = worker->dbs[exchange->part.site->index];
    enum step step = run_step(exchange);
    if (step == STEP_CHANGE) {
        if (hand_over_change(exchange))
            return;
        step = dispatch_busy(&exchange->request, &exchange->outcome);
    } else if (step == STEP_COMPUTE) {
        if (queue_put(&exchange->state->hashes, &exchange->queued))
            return;
        step = dispatch_busy(&exchange->request, &exchange->outcome);
    }
    exchange->step = step;
    finish(exchange, worker);
}
