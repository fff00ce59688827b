/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one growable text. It has a maximum, so nothing an outsider sends can grow without end: a put that does
 * not fit is dropped whole (never half a character), and so is every later one; `overflowed` says so. Check
 * it once, at the end.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/text.h"

#include <stdarg.h>
#include <string.h>

struct buffer {
    char *data;      /* heap, NULL until the first put; always room for a NUL after length */
    size_t length;   /* bytes in use */
    size_t capacity; /* bytes allocated */
    size_t maximum;  /* most bytes length may reach */
    bool overflowed; /* something was dropped */
};

/* Empty, allocates nothing yet. `maximum` in bytes. */
void buffer_init(struct buffer *buffer, size_t maximum);

/*
 * Empty, over `size` bytes (at least 1) of the caller, who keeps them: never allocates, holds at most size - 1 bytes, and is
 * not to be released.
 */
void buffer_borrow(struct buffer *buffer, char *memory, size_t size);

/* Frees the memory; afterwards the buffer is as after buffer_init with the same maximum. */
void buffer_release(struct buffer *buffer);

/* Empty again, keeps the memory, forgets the overflow. */
void buffer_clear(struct buffer *buffer);

/* Back to `length` bytes (not more than now); an overflow stays. */
void buffer_cut(struct buffer *buffer, size_t length);

/*
 * Makes room for `size` more bytes and returns where to write them; buffer_advance counts those written.
 * NULL, and overflowed, when they do not fit under the maximum.
 */
char *buffer_room(struct buffer *buffer, size_t size) MUST_CHECK;

/* Counts `size` bytes written to what buffer_room gave. */
void buffer_advance(struct buffer *buffer, size_t size);

/* The way of buffer_put when the text does not fit in what is allocated. */
void buffer_put_slow(struct buffer *buffer, struct text text);

/* Adds the text. Nothing for the empty and the null text. */
static inline void buffer_put(struct buffer *buffer, struct text text)
{
    if (text.length < buffer->capacity - buffer->length && !buffer->overflowed && text.length > 0) {
        memcpy(buffer->data + buffer->length, text.data, text.length);
        buffer->length += text.length;
    } else if (text.length > 0) {
        buffer_put_slow(buffer, text);
    }
}

/* Adds one byte. */
static inline void buffer_put_char(struct buffer *buffer, char character)
{
    buffer_put(buffer, (struct text){ &character, 1 });
}

/* Adds a decimal number. */
void buffer_put_integer(struct buffer *buffer, int64_t value);

/* Adds formatted text; for what people wrote use "%.*s" with TEXT_ARGS. */
void buffer_printf(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments) PRINTF_LIKE(2, 0);

/* View of what is in it ("" when empty, never null); valid until the next put, clear or release. */
struct text buffer_text(const struct buffer *buffer);

/* The same as a NUL-terminated string. */
const char *buffer_string(struct buffer *buffer) NEVER_NULL;

#endif
