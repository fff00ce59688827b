/* SPDX-License-Identifier: EUPL-1.2 */
/* See compress.h. */
#include "http/compress.h"

#include "base/error.h"
#include "base/memory.h"

#include <limits.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

enum { LEVEL = 1, WINDOW_GZIP = 15 + 16, MEMORY = 8 };

struct compressor {
    z_stream stream;
    bool ready;
};

struct compressor *compressor_new(void)
{
    return memory_allocate(1, sizeof(struct compressor));
}

void compressor_free(struct compressor *compressor)
{
    if (compressor && compressor->ready)
        deflateEnd(&compressor->stream);
    free(compressor);
}

static int make_ready(struct compressor *compressor)
{
    if (compressor->ready)
        return deflateReset(&compressor->stream) == Z_OK ? STATUS_OK : STATUS_FAILED;
    if (deflateInit2(&compressor->stream, LEVEL, Z_DEFLATED, WINDOW_GZIP, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return STATUS_FAILED;
    compressor->ready = true;
    return STATUS_OK;
}

int compressor_gzip(struct compressor *compressor, struct text data, struct arena *arena, struct text *ret_data)
{
    if (data.length == 0 || data.length > UINT_MAX || make_ready(compressor))
        return STATUS_INVALID;
    unsigned char *out = arena_allocate(arena, data.length);
    z_stream *stream = &compressor->stream;
    stream->next_in = (const Bytef *)data.data;
    stream->avail_in = (uInt)data.length;
    stream->next_out = out;
    stream->avail_out = (uInt)data.length;
    if (deflate(stream, Z_FINISH) != Z_STREAM_END)
        return STATUS_INVALID;
    *ret_data = (struct text){ (const char *)out, data.length - stream->avail_out };
    return STATUS_OK;
}

/* "q=0", "q=0.0" ...: not wanted. */
static bool is_refused(struct text parameters)
{
    struct text rest = parameters;
    while (rest.data) {
        struct text value;
        struct text name = text_trim(text_cut(text_cut(rest, ';', &rest), '=', &value));
        if (!text_equal_ignore_case(name, TEXT("q")))
            continue;
        value = text_trim(value);
        for (size_t i = 0; i < value.length; i++) {
            if (value.data[i] >= '1' && value.data[i] <= '9')
                return false;
        }
        return true;
    }
    return false;
}

bool encoding_accepted(struct text header, struct text coding)
{
    struct text rest = header;
    while (rest.data) {
        struct text parameters;
        struct text name = text_cut(text_cut(rest, ',', &rest), ';', &parameters);
        if (text_equal_ignore_case(text_trim(name), coding))
            return !is_refused(parameters);
    }
    return false;
}
