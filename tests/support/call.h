/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A request without a socket, for page tests: route, origin check, gate, fields, handler, change and `then`
 * run in order on the calling thread (the change through the submit hook, waited for), with the same code
 * that the server runs. Sanitizers then see it all.
 */
#ifndef TESTS_SUPPORT_CALL_H
#define TESTS_SUPPORT_CALL_H

#include "base/vector.h"
#include "http/request.h"
#include "http/server.h"

struct http_file {
    const char *field;
    const char *name;
    const char *type;
    struct text content;
};

struct http_test_call {
    const char *method;           /* "GET", "HEAD", "POST" ... */
    const char *target;           /* "/child/…?x=y" */
    const struct header *headers; /* beside Host and, for unsafe methods, Sec-Fetch-Site: same-origin, which
                                     are added when absent */
    size_t header_count;
    struct text body;              /* application/x-www-form-urlencoded; null: none */
    const struct http_file *files; /* make the form multipart */
    size_t file_count;
    void (*meanwhile)(
        void *context); /* runs between the gate and the body, as if that were long under way; may be NULL */
    void *context;
};

struct http_test_answer {
    int status;
    VECTOR(struct header) headers; /* as they would be sent */
    struct text body;              /* of HEAD and 304 empty; not compressed */
    struct text location;          /* value of Location, null when there is none */
    bool stream;                   /* it ended in respond_stream; body is empty */
};

/* Runs one call with `db` as the reader. Everything of the answer lives in `arena`. options: routes, hooks,
 * origin, clock, live and limits are used; nothing is started. */
void http_test_call(const struct server_options *options, struct db *db, const struct http_test_call *call,
                    struct arena *arena, struct http_test_answer *ret_answer);

/* Value of the first answer header with that name in any case; the null text when there is none. */
struct text http_test_header(const struct http_test_answer *answer, const char *name);

#endif
