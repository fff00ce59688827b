/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The answer as it goes over the wire: status, all headers, body or file. Made from an outcome in one place, so that no handler can forget
 * a security header. Private to http; the server sends it.
 */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "http/compress.h"
#include "http/outcome.h"
#include "http/request.h"
#include "http/request_part.h"

struct reply {
    int status;
    VECTOR(struct header) headers; /* in the request's arena or static */
    struct text body;              /* in the request's arena, its output buffer or static; empty with a file */
    int file;                      /* descriptor to be closed by who sends, -1 for none */
    int64_t file_offset;
    int64_t file_size;
    const struct stream *stream; /* live events: the socket goes to the hub */
    bool compressible;           /* the body may be compressed */
    bool close;                  /* the connection ends after it */
};

enum { REPLY_COMPRESS_MINIMUM = 1024 }; /* bytes below which compressing costs more than it gains */

/* Final outcomes only: STATUS, BYTES, REDIRECT, FILE, STREAM. */
void reply_make(struct request *request, const struct outcome *outcome, struct reply *ret_reply);

/* A static file, or 304. */
void reply_make_asset(struct request *request, const struct asset_file *asset, struct reply *ret_reply);

/* Compresses the body when the browser takes it and it gains. */
void reply_compress(struct request *request, struct reply *reply, struct compressor *compressor);

/* Value of the first header with that name; the null text when there is none. */
struct text reply_header(const struct reply *reply, const char *name);

#endif
