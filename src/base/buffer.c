/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The growable text: doubles until its maximum.
 */
#include "base/buffer.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { BUFFER_FIRST_CAPACITY = 256 };

void buffer_init(struct buffer *buffer, size_t maximum)
{
    *buffer = (struct buffer){ .maximum = maximum };
}

void buffer_borrow(struct buffer *buffer, char *memory, size_t size)
{
    /* One byte below the capacity is what buffer_room lets in before it would grow. */
    *buffer = (struct buffer){ .data = memory, .capacity = size, .maximum = size - 1 };
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer, buffer->maximum);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->overflowed = false;
}

void buffer_cut(struct buffer *buffer, size_t length)
{
    if (length < buffer->length)
        buffer->length = length;
}

/* Capacity is at most maximum + 1: the last byte is for the NUL of buffer_string. */
static void buffer_grow(struct buffer *buffer, size_t length)
{
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : BUFFER_FIRST_CAPACITY;
    while (capacity <= length) {
        if (__builtin_mul_overflow(capacity, (size_t)2, &capacity))
            memory_exhausted("buffer size");
    }
    if (capacity - 1 > buffer->maximum)
        capacity = buffer->maximum + 1;
    buffer->data = memory_grow(buffer->data, capacity, 1);
    buffer->capacity = capacity;
}

char *buffer_room(struct buffer *buffer, size_t size)
{
    if (buffer->overflowed || size > buffer->maximum - buffer->length) {
        buffer->overflowed = true;
        return NULL;
    }
    if (buffer->capacity - buffer->length <= size)
        buffer_grow(buffer, buffer->length + size);
    return buffer->data + buffer->length;
}

void buffer_advance(struct buffer *buffer, size_t size)
{
    buffer->length += size;
}

void buffer_put_slow(struct buffer *buffer, struct text text)
{
    char *room = buffer_room(buffer, text.length);
    if (room == NULL)
        return;
    memcpy(room, text.data, text.length);
    buffer_advance(buffer, text.length);
}

void buffer_put_integer(struct buffer *buffer, int64_t value)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRId64, value);
    buffer_put(buffer, (struct text){ digits, (size_t)length });
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(buffer, format, arguments);
    va_end(arguments);
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) {
        buffer->overflowed = true;
        return;
    }
    char *room = buffer_room(buffer, (size_t)length);
    if (room == NULL)
        return;
    vsnprintf(room, (size_t)length + 1, format, arguments);
    buffer_advance(buffer, (size_t)length);
}

struct text buffer_text(const struct buffer *buffer)
{
    if (buffer->data == NULL)
        return TEXT("");
    return (struct text){ buffer->data, buffer->length };
}

const char *buffer_string(struct buffer *buffer)
{
    if (buffer->data == NULL)
        return "";
    buffer->data[buffer->length] = '\0';
    return buffer->data;
}
