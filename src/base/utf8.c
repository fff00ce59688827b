/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one UTF-8 decoder and encoder.
 */
#include "base/utf8.h"

#include "base/arena.h"
#include "base/error.h"

enum {
    POINT_SURROGATE_FIRST = 0xd800,
    POINT_SURROGATE_LAST = 0xdfff,
    POINT_LAST = 0x10ffff,
    POINT_REPLACEMENT = 0xfffd,
};

/*
 * Length of the sequence that begins with this byte, its payload bits and its smallest allowed code point; 0 when
 * none does.
 */
static size_t sequence_length(unsigned char first, uint32_t *ret_bits, uint32_t *ret_smallest)
{
    if (first < 0x80) {
        *ret_bits = first;
        *ret_smallest = 0;
        return 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
        *ret_bits = first & 0x1f;
        *ret_smallest = 0x80;
        return 2;
    }
    if (first >= 0xe0 && first <= 0xef) {
        *ret_bits = first & 0x0f;
        *ret_smallest = 0x800;
        return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        *ret_bits = first & 0x07;
        *ret_smallest = 0x10000;
        return 4;
    }
    return 0;
}

static bool is_point(uint32_t point)
{
    return point <= POINT_LAST && (point < POINT_SURROGATE_FIRST || point > POINT_SURROGATE_LAST);
}

int utf8_next(struct text text, size_t *offset, uint32_t *ret_point)
{
    uint32_t point;
    uint32_t smallest;
    const unsigned char *bytes = (const unsigned char *)text.data + *offset;
    size_t length = sequence_length(bytes[0], &point, &smallest);
    if (length == 0 || length > text.length - *offset)
        return STATUS_INVALID;
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return STATUS_INVALID;
        point = point << 6 | (bytes[i] & 0x3f);
    }
    if (point < smallest || !is_point(point))
        return STATUS_INVALID;
    *offset += length;
    *ret_point = point;
    return STATUS_OK;
}

size_t utf8_encode(uint32_t point, char ret_bytes[UTF8_LONGEST])
{
    if (!is_point(point))
        return 0;
    if (point < 0x80) {
        ret_bytes[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        ret_bytes[0] = (char)(0xc0 | point >> 6);
        ret_bytes[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        ret_bytes[0] = (char)(0xe0 | point >> 12);
        ret_bytes[1] = (char)(0x80 | (point >> 6 & 0x3f));
        ret_bytes[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    ret_bytes[0] = (char)(0xf0 | point >> 18);
    ret_bytes[1] = (char)(0x80 | (point >> 12 & 0x3f));
    ret_bytes[2] = (char)(0x80 | (point >> 6 & 0x3f));
    ret_bytes[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

struct text utf8_from_windows_1252(struct arena *arena, struct text text)
{
    /* Source: the index of windows-1252 as published by Unicode; 0x80 to 0x9f differ from Latin-1. */
    static const uint16_t high[32] = {
        0x20ac,
        POINT_REPLACEMENT,
        0x201a,
        0x0192,
        0x201e,
        0x2026,
        0x2020,
        0x2021,
        0x02c6,
        0x2030,
        0x0160,
        0x2039,
        0x0152,
        POINT_REPLACEMENT,
        0x017d,
        POINT_REPLACEMENT,
        POINT_REPLACEMENT,
        0x2018,
        0x2019,
        0x201c,
        0x201d,
        0x2022,
        0x2013,
        0x2014,
        0x02dc,
        0x2122,
        0x0161,
        0x203a,
        0x0153,
        POINT_REPLACEMENT,
        0x017e,
        0x0178,
    };
    if (text.data == NULL)
        return text;
    char *result = arena_allocate_many(arena, text.length + 1, 3);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        uint32_t point = byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
        length += utf8_encode(point, result + length);
    }
    return (struct text){ result, length };
}
