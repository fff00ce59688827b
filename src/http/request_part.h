/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The side of a request that handlers do not see: what came in, what was found, what is going out. Private to http.
 */
#ifndef HTTP_REQUEST_PART_H
#define HTTP_REQUEST_PART_H

#include "base/vector.h"
#include "http/core.h"
#include "http/framing.h"

struct request_part {
    const struct core *core;
    const struct core_site *site; /* whose request it is; the first until the host is known */

    /* What came in. */
    const char *method_text;
    bool head;        /* HEAD: the body stays out */
    struct text peer; /* address at the other end of the connection */
    const struct header *headers;
    size_t header_count;
    struct framing framing;
    struct raw_fields query;
    struct raw_fields body;
    struct text raw_body;

    /* What was found. */
    struct route_match match;
    const struct asset_file *asset;
    bool health;      /* /healthz */
    bool misdirected; /* no site has this host */
    int refusal;      /* status that it ends with whatever the gate says, 0: none */
    bool unread;      /* a body is coming that nobody will read: the connection must close */
    enum gate gate;
    int64_t gate_at;            /* when it was asked */
    struct field_state *states; /* one for each field of the route */
    int64_t live_sequence;
    int turns;          /* `then`s that ran, against endless ones */
    struct error error; /* what request->error points at */

    /* What is going out. */
    VECTOR(struct header) answer_headers;
};

/* Readies a request for its first step. The headers and texts must live as long as the arena. output and arena are kept. */
void request_prepare(struct request *request, struct request_part *part, const struct core *core);

/* Last header with that name: what the nearest proxy added. */
struct text request_header_last(const struct request *request, const char *name);

#endif
