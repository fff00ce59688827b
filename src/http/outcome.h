/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a handler returns. A handler never waits: where work remains (a durable change, a password hash) it
 * returns that work and the function that goes on afterwards, and its worker is free at once (design:
 * handlers that waited for their commit cost ten times the throughput).
 *
 *     static struct outcome note_saved(struct request *request, void *argument, int status, const struct
 * error *error)
 *     {
 *         struct note *note = argument;
 *         return status == STATUS_OK ? respond_redirect(request, note->url) : respond_failure(request,
 * status, error);
 *     }
 *     struct outcome handover_note_post(struct request *request)
 *     {
 *         struct note *note = ARENA_NEW(request->arena, struct note);
 *         note->child = (struct child_id){ request_id(request, NOTE_CHILD) };
 *         note->text = request_text(request, NOTE_TEXT);
 *         return respond_change(request, note_write, note, note_saved);
 *     }
 *
 * All texts and arguments must live in the request's arena (or be static): the arena stays until the answer
 * is sent.
 */
#ifndef HTTP_OUTCOME_H
#define HTTP_OUTCOME_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct change;
struct outcome;
struct request;

enum outcome_kind {
    OUTCOME_STATUS,   /* a status; errors (400 and up) are shown by the app's `refuse` hook */
    OUTCOME_BYTES,    /* a body */
    OUTCOME_REDIRECT, /* 303 to an address of this site */
    OUTCOME_INVALID,  /* field errors: the app's `invalid` hook shows the form again */
    OUTCOME_CHANGE,   /* run `change` on the writer, then `then` */
    OUTCOME_COMPUTE,  /* run `compute` on a hash thread, then `then` */
    OUTCOME_STREAM,   /* live events until somebody leaves */
    OUTCOME_FILE,     /* an open file */
    OUTCOME__MAX
};

/* How a page may be kept by browsers. Shared caches never keep anything of ours but static files. */
enum freshness {
    FRESHNESS_PAGE,  /* private, no-cache with ETag: asked again each time, 304 when it is the same */
    FRESHNESS_NEVER, /* no-store: sign-in, secrets, exports */
    FRESHNESS_DAY,   /* private, one day, immutable: a photo whose address names its content */
    FRESHNESS__MAX
};

/* A live stream, see respond_stream. */
struct stream {
    const uint64_t *topics; /* what to hear of, LIVE_TOPICS_MAXIMUM at most; copied */
    size_t topic_count;
    int64_t since;    /* live sequence that the page has seen; used when the browser sends no Last-Event-ID;
                         LIVE_SINCE_NOW */
    int64_t owner;    /* session: live_end_owner() closes all of its streams; 0 for none */
    int64_t until_at; /* instant at which it is closed (end of the session), INSTANT_NONE: only by the
                         server's own limit */
};

/* An open file to send. */
struct file_answer {
    int file;     /* descriptor; http closes it, also when it fails */
    int64_t size; /* bytes to send from `offset` */
    int64_t offset;
    const char *type; /* media type */
    struct text name; /* name to save it under; null: shown in the page */
    struct text tag;  /* strong ETag without quotes (content digest); null: none */
    enum freshness freshness;
};

/* Returned by value; made by the functions below only. */
struct outcome {
    enum outcome_kind kind;
    int status;           /* HTTP status */
    const char *type;     /* media type of body */
    struct text body;     /* bytes, in the request's arena or its output buffer, or static */
    struct text location; /* of a redirect */
    enum freshness freshness;
    int (*change)(struct change *change, void *argument);
    int (*compute)(void *argument);
    struct outcome (*then)(struct request *request, void *argument, int status, const struct error *error);
    void *argument;
    const struct stream *stream;
    const struct file_answer *file;
};

/* An HTML page (or fragment of one) with its status. `body` is usually buffer_text(&request->output). */
struct outcome respond_page(struct request *request, int status, struct text body);

/* Any other bytes with their media type. */
struct outcome respond_bytes(struct request *request, int status, const char *type, struct text body);

/* 303 See Other. `location` is a path of this site beginning with one '/'; anything else answers 500. */
struct outcome respond_redirect(struct request *request, struct text location);

/* A bare status; 400 and up get the app's error page. */
struct outcome respond_status(struct request *request, int status);

/* The status that fits a negative enum status: not found 404, denied 403, conflict 409, invalid 422, busy
 * 503, failed 500 (logged). `error` may be NULL; its word is shown by the `refuse` hook as request->error. */
struct outcome respond_failure(struct request *request, int status, const struct error *error);

/* The form again with what was typed and what is wrong, 422. To say that a field is wrong for a reason that
 * the table cannot know, call request_fault_set first. */
struct outcome respond_invalid(struct request *request);

/*
 * A durable change: `change` runs on the writer (may run more than once, see db/change.h), and when it is on
 * disk, or failed, `then(request, argument, status, error)` runs on any worker. When the writer's queue is
 * full the answer is 503 and nothing was taken. The client may be gone by then: the change is made all the
 * same.
 */
struct outcome respond_change(struct request *request, int (*change)(struct change *change, void *argument),
                              void *argument,
                              struct outcome (*then)(struct request *request, void *argument, int status,
                                                     const struct error *error));

/* Work for a hash thread (argon2id): no database, only `argument`. 503 when too many wait. */
struct outcome respond_compute(struct request *request, int (*compute)(void *argument), void *argument,
                               struct outcome (*then)(struct request *request, void *argument, int status,
                                                      const struct error *error));

/* Server-sent events until the client leaves, the owner's session ends or the server stops. The stream and
 * its topics are copied. */
struct outcome respond_stream(struct request *request, const struct stream *stream);

/* A file, with ranges not supported, sent by the kernel. The answer is copied. */
struct outcome respond_file(struct request *request, const struct file_answer *file);

/* The same outcome with another freshness: `return outcome_fresh(respond_page(...), FRESHNESS_NEVER);` */
struct outcome outcome_fresh(struct outcome outcome, enum freshness freshness);

#endif
