/* SPDX-License-Identifier: EUPL-1.2 */
/* See call.h. */
#include "support/call.h"

#include "http/body.h"
#include "http/dispatch.h"
#include "http/reply.h"

#include <pthread.h>
#include <unistd.h>

enum { CALL_OUTPUT_MAXIMUM = 8 * 1024 * 1024, CALL_FILE_MAXIMUM = 64 * 1024 * 1024 };

/* A change that the calling thread waits for. */
struct waiting {
    struct http_change change; /* must stay the first member */
    pthread_mutex_t mutex;
    pthread_cond_t made;
    bool done;
};

static void change_done(struct http_change *change)
{
    struct waiting *waiting = (struct waiting *)(void *)change;
    pthread_mutex_lock(&waiting->mutex);
    waiting->done = true;
    pthread_cond_signal(&waiting->made);
    pthread_mutex_unlock(&waiting->mutex);
}

/* False when it was not taken. */
static bool make_change(struct request *request, const struct outcome *outcome, struct http_change *ret_change)
{
    const struct http_hooks *hooks = &request->part->site->site.hooks;
    struct waiting waiting = { .change = {
                                   .change = outcome->change, .argument = outcome->argument, .done = change_done } };
    pthread_mutex_init(&waiting.mutex, NULL);
    pthread_cond_init(&waiting.made, NULL);
    bool taken = hooks->submit && hooks->submit(request, &waiting.change);
    pthread_mutex_lock(&waiting.mutex);
    while (taken && !waiting.done)
        pthread_cond_wait(&waiting.made, &waiting.mutex);
    pthread_mutex_unlock(&waiting.mutex);
    pthread_cond_destroy(&waiting.made);
    pthread_mutex_destroy(&waiting.mutex);
    *ret_change = waiting.change;
    return taken;
}

static enum step go_on(struct request *request, enum step step, struct outcome *outcome)
{
    if (step == STEP_COMPUTE)
        return dispatch_then(request, outcome->compute(outcome->argument), NULL, outcome);
    struct http_change change;
    if (!make_change(request, outcome, &change))
        return dispatch_busy(request, outcome);
    return dispatch_then(request, change.status, &change.error, outcome);
}

static void add_file(struct request *request, const struct http_file *file, struct raw_field *ret_field)
{
    struct upload *upload = body_upload(request->arena, request->part->site->site.spool_folder, text_from(file->name),
                                        text_from(file->type));
    upload->size = (int64_t)file->content.length;
    if (upload->file >= 0 && pwrite(upload->file, file->content.data, file->content.length, 0) != upload->size)
        upload->size = 0;
    *ret_field = (struct raw_field){ .name = text_from(file->field), .value = TEXT(""), .upload = upload };
}

static void read_body(struct request *request, const struct http_test_call *call)
{
    struct body body;
    body_init(&body);
    body_begin(&body, request, NULL, dispatch_body_limit(request));
    body_take(&body, text_bytes(call->body), call->body.length);
    body_end(&body);
    body_abandon(&body);
    body_release(&body);
    if (call->file_count == 0 || request->part->refusal)
        return;
    struct raw_fields all = {
        ARENA_MANY(request->arena, struct raw_field, request->part->body.count + call->file_count), 0
    };
    for (size_t i = 0; i < request->part->body.count; i++)
        all.items[all.count++] = request->part->body.items[i];
    for (size_t i = 0; i < call->file_count; i++)
        add_file(request, &call->files[i], &all.items[all.count++]);
    request->part->body = all;
}

static void add_default(struct framing_head *head, struct header *headers, const char *name, struct text value)
{
    for (size_t i = 0; i < head->header_count; i++) {
        if (text_equal_ignore_case(headers[i].name, text_from(name)))
            return;
    }
    headers[head->header_count++] = (struct header){ text_from(name), value };
}

static struct framing_head head_of(const struct server_options *options, const struct http_test_call *call,
                                   struct arena *arena)
{
    struct framing_head head = { .method = text_from(call->method),
                                 .target = text_from(call->target),
                                 .version = TEXT("HTTP/1.1"),
                                 .header_count = call->header_count,
                                 .limit = 64 * 1024 };
    struct header *headers = ARENA_MANY(arena, struct header, call->header_count + 4);
    for (size_t i = 0; i < call->header_count; i++)
        headers[i] = call->headers[i];
    struct text host = TEXT("localhost");
    if (options->origin)
        host = text_slice(text_from(options->origin), text_find(text_from(options->origin), TEXT("://")) + 3,
                          SIZE_MAX / 2);
    add_default(&head, headers, "Host", host);
    if (method_parse(call->method) != METHOD_GET)
        add_default(&head, headers, "Sec-Fetch-Site", TEXT("same-origin"));
    if (call->body.data || call->file_count > 0) {
        size_t length = call->body.length + (call->file_count > 0 ? 1 : 0);
        add_default(&head, headers, "Content-Type",
                    call->file_count > 0 ? TEXT("multipart/form-data; boundary=x")
                                         : TEXT("application/x-www-form-urlencoded"));
        add_default(&head, headers, "Content-Length", arena_printf(arena, "%zu", length));
    }
    head.headers = headers;
    return head;
}

static void show(struct request *request, const struct reply *reply, struct arena *arena,
                 struct http_test_answer *answer)
{
    answer->status = reply->status;
    for (size_t i = 0; i < reply->headers.count; i++)
        *vector_add(arena, &answer->headers) = (struct header){ text_copy(arena, reply->headers.items[i].name),
                                                                text_copy(arena, reply->headers.items[i].value) };
    answer->stream = reply->stream != NULL;
    answer->location = http_test_header(answer, "Location");
    answer->body = request->part->head ? TEXT("") : text_copy(arena, reply->body);
    if (reply->file < 0)
        return;
    if (reply->file_size <= CALL_FILE_MAXIMUM && !request->part->head) {
        char *bytes = arena_allocate(arena, (size_t)reply->file_size + 1);
        ssize_t count = pread(reply->file, bytes, (size_t)reply->file_size, reply->file_offset);
        answer->body = (struct text){ bytes, count > 0 ? (size_t)count : 0 };
    }
    close(reply->file);
}

static void run(struct request *request, const struct http_test_call *call, struct reply *reply)
{
    struct outcome outcome;
    if (request->part->asset) {
        reply_make_asset(request, request->part->asset, reply);
        return;
    }
    enum step step = dispatch_gate(request, &outcome);
    if (step == STEP_BODY) {
        if (call->meanwhile)
            call->meanwhile(call->context);
        read_body(request, call);
        step = dispatch_run(request, &outcome);
    }
    while (step != STEP_ANSWER)
        step = go_on(request, step, &outcome);
    reply_make(request, &outcome, reply);
}

void http_test_call(const struct server_options *options, struct db *db, const struct http_test_call *call,
                    struct arena *arena, struct http_test_answer *ret_answer)
{
    struct core core;
    struct framing framing;
    struct error error = { .word = 0 };
    struct request request = { .arena = arena_new() };
    struct request_part part;
    struct reply reply = { .status = 400, .file = -1, .body = TEXT("") };
    *ret_answer = (struct http_test_answer){ .status = 400, .body = TEXT(""), .location = TEXT_NULL };
    if (core_init(&core, options, &error)) {
        ret_answer->body = arena_printf(arena, "%s", error.detail);
        core_release(&core);
        arena_free(request.arena);
        return;
    }
    buffer_init(&request.output, CALL_OUTPUT_MAXIMUM);
    request_prepare(&request, &part, &core);
    request.db = db;
    struct framing_head head = head_of(options, call, request.arena);
    if (framing_check(&head, &framing) == FRAMING_FINE) {
        dispatch_open(&request, &head, &framing, TEXT("127.0.0.1"));
        run(&request, call, &reply);
    }
    show(&request, &reply, arena, ret_answer);
    buffer_release(&request.output);
    arena_free(request.arena);
    core_release(&core);
}

struct text http_test_header(const struct http_test_answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->headers.count; i++) {
        if (text_equal_ignore_case(answer->headers.items[i].name, text_from(name)))
            return answer->headers.items[i].value;
    }
    return TEXT_NULL;
}
