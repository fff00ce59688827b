/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Views on text: comparing, cutting, reading numbers, checking what came from outside.
 */
#include "base/text.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/utf8.h"

#include <limits.h>
#include <string.h>

int text_precision(struct text text)
{
    return text.length > INT_MAX ? INT_MAX : (int)text.length;
}

const char *text_bytes(struct text text)
{
    return text.data != NULL ? text.data : "";
}

struct text text_from(const char *string)
{
    if (string == NULL)
        return TEXT_NULL;
    return (struct text){ string, strlen(string) };
}

bool text_is_null(struct text text)
{
    return text.data == NULL;
}

bool text_is_empty(struct text text)
{
    return text.length == 0;
}

bool text_equal(struct text a, struct text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? (char)(character + ('a' - 'A')) : character;
}

bool text_equal_ignore_case(struct text a, struct text b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++) {
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    }
    return true;
}

int text_compare(struct text a, struct text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter > 0 ? memcmp(a.data, b.data, shorter) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool text_starts_with(struct text text, struct text start)
{
    return text.length >= start.length && text_equal(text_slice(text, 0, start.length), start);
}

bool text_ends_with(struct text text, struct text end)
{
    return text.length >= end.length && text_equal(text_slice(text, text.length - end.length, end.length), end);
}

size_t text_find(struct text text, struct text needle)
{
    if (needle.length == 0)
        return 0;
    if (text.length < needle.length)
        return SIZE_MAX;
    const char *found = memmem(text.data, text.length, needle.data, needle.length);
    return found != NULL ? (size_t)(found - text.data) : SIZE_MAX;
}

struct text text_slice(struct text text, size_t start, size_t length)
{
    if (text.data == NULL)
        return text;
    if (start > text.length)
        start = text.length;
    if (length > text.length - start)
        length = text.length - start;
    return (struct text){ text.data + start, length };
}

static bool is_space(char character)
{
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

struct text text_trim(struct text text)
{
    size_t start = 0;
    size_t end = text.length;
    while (start < end && is_space(text.data[start]))
        start++;
    while (end > start && is_space(text.data[end - 1]))
        end--;
    return text_slice(text, start, end - start);
}

struct text text_cut(struct text text, char separator, struct text *ret_rest)
{
    const char *found = text.length > 0 ? memchr(text.data, separator, text.length) : NULL;
    if (found == NULL) {
        *ret_rest = TEXT_NULL;
        return text;
    }
    size_t length = (size_t)(found - text.data);
    *ret_rest = text_slice(text, length + 1, SIZE_MAX);
    return text_slice(text, 0, length);
}

int text_to_integer(struct text text, int64_t min, int64_t max, int64_t *ret_value)
{
    size_t i = 0;
    bool negative = text.length > 0 && text.data[0] == '-';
    if (negative)
        i++;
    if (i == text.length || (text.data[i] == '0' && text.length > 1))
        return STATUS_INVALID;
    /* Counts below zero, where there is room for INT64_MIN. */
    int64_t value = 0;
    for (; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return STATUS_INVALID;
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, text.data[i] - '0', &value))
            return STATUS_INVALID;
    }
    if (!negative && __builtin_sub_overflow((int64_t)0, value, &value))
        return STATUS_INVALID;
    if (value < min || value > max)
        return STATUS_INVALID;
    *ret_value = value;
    return STATUS_OK;
}

bool text_is_utf8(struct text text)
{
    size_t offset = 0;
    while (offset < text.length) {
        uint32_t point;
        if (utf8_next(text, &offset, &point) < 0)
            return false;
    }
    return true;
}

bool text_has_control(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f)
            return true;
        /* U+0080-009F are C2 80 to C2 9F. */
        if (byte == 0xc2 && i + 1 < text.length && (unsigned char)text.data[i + 1] < 0xa0)
            return true;
    }
    return false;
}

static bool is_continuation(char character)
{
    return ((unsigned char)character & 0xc0) == 0x80;
}

size_t text_characters(struct text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += !is_continuation(text.data[i]);
    return count;
}

struct text text_limit(struct text text, size_t bytes)
{
    if (text.length <= bytes)
        return text;
    while (bytes > 0 && is_continuation(text.data[bytes]))
        bytes--;
    return text_slice(text, 0, bytes);
}

struct text text_copy(struct arena *arena, struct text text)
{
    if (text.data == NULL)
        return text;
    return (struct text){ text_string(arena, text), text.length };
}

char *text_string(struct arena *arena, struct text text)
{
    char *string = arena_take(arena, text.length + 1);
    if (text.length > 0)
        memcpy(string, text.data, text.length);
    string[text.length] = '\0';
    return string;
}

struct text text_lower(struct arena *arena, struct text text)
{
    if (text.data == NULL)
        return text;
    char *string = text_string(arena, text);
    for (size_t i = 0; i < text.length; i++)
        string[i] = lower(string[i]);
    return (struct text){ string, text.length };
}
