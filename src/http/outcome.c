/* SPDX-License-Identifier: EUPL-1.2 */
/* Making outcomes. See outcome.h. */
#include "http/outcome.h"

#include "base/log.h"
#include "http/request.h"
#include "http/request_part.h"

struct outcome respond_bytes(struct request *request, int status, const char *type, struct text body)
{
    if (request->output.overflowed) {
        log_error("http.page_too_large", LOG_STRING("route", request->route ? request->route->path : ""));
        buffer_clear(&request->output);
        return respond_status(request, 500);
    }
    return (struct outcome){ .kind = OUTCOME_BYTES, .status = status, .type = type, .body = body };
}

struct outcome respond_page(struct request *request, int status, struct text body)
{
    return respond_bytes(request, status, "text/html; charset=utf-8", body);
}

/* A path of this site: "//host" and "/\host" are addresses of another one to a browser. */
static bool is_own_path(struct text location)
{
    if (location.length == 0 || location.data[0] != '/')
        return false;
    if (location.length > 1 && (location.data[1] == '/' || location.data[1] == '\\'))
        return false;
    for (size_t i = 0; i < location.length; i++) {
        unsigned char c = (unsigned char)location.data[i];
        if (c <= 0x20 || c >= 0x7f)
            return false;
    }
    return true;
}

struct outcome respond_redirect(struct request *request, struct text location)
{
    if (!is_own_path(location)) {
        log_error("http.redirect_refused", LOG_STRING("route", request->route ? request->route->path : ""));
        return respond_status(request, 500);
    }
    return (struct outcome){ .kind = OUTCOME_REDIRECT, .status = 303, .location = location };
}

struct outcome respond_status(struct request *request, int status)
{
    (void)request;
    return (struct outcome){ .kind = OUTCOME_STATUS, .status = status };
}

struct outcome respond_failure(struct request *request, int status, const struct error *error)
{
    static const int codes[] = {
        [-STATUS_NOT_FOUND] = 404, [-STATUS_DENIED] = 403, [-STATUS_CONFLICT] = 409,
        [-STATUS_INVALID] = 422,   [-STATUS_BUSY] = 503,   [-STATUS_FAILED] = 500,
    };
    int code = status < STATUS_OK && status >= STATUS_FAILED ? codes[-status] : 500;
    if (error) {
        request->part->error = *error;
        request->error = &request->part->error;
    }
    if (code == 500)
        log_error("http.failed", LOG_STRING("route", request->route ? request->route->path : ""),
                  LOG_STATUS("status", status), LOG_STRING("detail", error ? error->detail : ""));
    return respond_status(request, code);
}

struct outcome respond_invalid(struct request *request)
{
    (void)request;
    return (struct outcome){ .kind = OUTCOME_INVALID, .status = 422 };
}

struct outcome respond_change(struct request *request, int (*change)(struct change *change, void *argument),
                              void *argument,
                              struct outcome (*then)(struct request *request, void *argument, int status,
                                                     const struct error *error))
{
    (void)request;
    return (struct outcome){ .kind = OUTCOME_CHANGE, .change = change, .argument = argument, .then = then };
}

struct outcome respond_compute(struct request *request, int (*compute)(void *argument), void *argument,
                               struct outcome (*then)(struct request *request, void *argument, int status,
                                                      const struct error *error))
{
    (void)request;
    return (struct outcome){ .kind = OUTCOME_COMPUTE, .compute = compute, .argument = argument, .then = then };
}

struct outcome respond_stream(struct request *request, const struct stream *stream)
{
    struct stream *copy = arena_copy(request->arena, stream, sizeof(*stream));
    copy->topics = arena_copy(request->arena, stream->topics, stream->topic_count * sizeof(*stream->topics));
    return (struct outcome){ .kind = OUTCOME_STREAM, .status = 200, .stream = copy };
}

struct outcome respond_file(struct request *request, const struct file_answer *file)
{
    struct file_answer *copy = arena_copy(request->arena, file, sizeof(*file));
    return (struct outcome){ .kind = OUTCOME_FILE, .status = 200, .file = copy, .freshness = file->freshness };
}

struct outcome outcome_fresh(struct outcome outcome, enum freshness freshness)
{
    outcome.freshness = freshness;
    return outcome;
}
