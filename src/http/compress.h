/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gzip of pages as they go out, and what a browser says it takes. One compressor a worker: zlib's state (some 270 KB) is made at the
 * first use and kept.
 */
#ifndef HTTP_COMPRESS_H
#define HTTP_COMPRESS_H

#include "base/arena.h"

struct compressor;

struct compressor *compressor_new(void) NEVER_NULL;
void compressor_free(struct compressor *compressor);

/* gzip at a low level. STATUS_INVALID when the result would not be smaller. */
int compressor_gzip(struct compressor *compressor, struct text data, struct arena *arena,
                    struct text *ret_data) MUST_CHECK;

/* True when an Accept-Encoding header names the coding with a weight above 0. "*" does not count. */
bool encoding_accepted(struct text header, struct text coding);

#endif
