/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Percent encoding.
 */
#include "base/url.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/* Writes one byte as it is or as %XX; returns how many bytes that took. */
static size_t encode_byte(char byte, char ret_bytes[3])
{
    static const char digits[] = "0123456789ABCDEF";
    if (is_unreserved(byte)) {
        ret_bytes[0] = byte;
        return 1;
    }
    ret_bytes[0] = '%';
    ret_bytes[1] = digits[(unsigned char)byte >> 4];
    ret_bytes[2] = digits[(unsigned char)byte & 0x0f];
    return 3;
}

struct text url_encode(struct arena *arena, struct text text)
{
    size_t length = 0;
    char escape[3];
    for (size_t i = 0; i < text.length; i++)
        length += encode_byte(text.data[i], escape);
    char *result = arena_allocate(arena, length + 1);
    size_t end = 0;
    for (size_t i = 0; i < text.length; i++) {
        size_t count = encode_byte(text.data[i], escape);
        memcpy(result + end, escape, count);
        end += count;
    }
    return (struct text){ result, length };
}

void url_encode_to(struct buffer *buffer, struct text text)
{
    char escape[3];
    size_t start = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (is_unreserved(text.data[i]))
            continue;
        buffer_put(buffer, text_slice(text, start, i - start));
        buffer_put(buffer, (struct text){ escape, encode_byte(text.data[i], escape) });
        start = i + 1;
    }
    buffer_put(buffer, text_slice(text, start, SIZE_MAX));
}

/* 0..15, or -1. */
static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static int decode(struct arena *arena, struct text text, bool plus_is_space, struct text *ret_text)
{
    char *result = arena_allocate(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i];
        if (byte == '%') {
            int high = text.length - i > 2 ? hex_digit(text.data[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(text.data[i + 2]) : -1;
            if (low < 0)
                return STATUS_INVALID;
            byte = (char)(high << 4 | low);
            i += 2;
        } else if (byte == '+' && plus_is_space) {
            byte = ' ';
        }
        if (byte == '\0')
            return STATUS_INVALID;
        result[length++] = byte;
    }
    struct text decoded = { result, length };
    if (!text_is_utf8(decoded))
        return STATUS_INVALID;
    *ret_text = decoded;
    return STATUS_OK;
}

int url_decode(struct arena *arena, struct text text, struct text *ret_text)
{
    return decode(arena, text, false, ret_text);
}

int url_decode_form(struct arena *arena, struct text text, struct text *ret_text)
{
    return decode(arena, text, true, ret_text);
}
