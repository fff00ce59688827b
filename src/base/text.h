/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A text is a view: a pointer and a length, passed by value. It owns nothing, need not end in NUL and may
 * hold any bytes. Text that came from outside is checked with text_is_utf8 at the door (http, import); inside
 * the program text is UTF-8. Building text is base/buffer.h, keeping it is base/arena.h, code points are
 * base/utf8.h, addresses are base/url.h.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct text {
    const char *data; /* NULL only for the null text, which is not the same as an empty one (SQL NULL) */
    size_t length;    /* bytes */
};

/* A text of a string literal. TEXT_INITIALISER is the form for members of static tables. */
#define TEXT(literal) ((struct text){ "" literal, sizeof(literal) - 1 })
#define TEXT_INITIALISER(literal)       \
    {                                   \
        "" literal, sizeof(literal) - 1 \
    }

/* No text at all. */
#define TEXT_NULL ((struct text){ NULL, 0 })

/* The two arguments for "%.*s". The null text prints as nothing. `text` is evaluated twice. */
#define TEXT_ARGS(text) text_precision(text), text_bytes(text)

/* Length as a printf precision, at most INT_MAX. */
int text_precision(struct text text);

/* The bytes, never NULL. */
const char *text_bytes(struct text text) NEVER_NULL;

/* View of a NUL-terminated string; NULL gives the null text. The string must outlive the view. */
struct text text_from(const char *string);

bool text_is_null(struct text text);

/* True for the empty and for the null text. */
bool text_is_empty(struct text text);

/* Same bytes. The null text equals the empty text. Not constant in time: for secrets use random_equal. */
bool text_equal(struct text a, struct text b);

/*
 * Same bytes when A-Z and a-z are taken as one. Other letters compare exactly (header names, host names, coded
 * values).
 */
bool text_equal_ignore_case(struct text a, struct text b);

/* Negative, 0 or positive by byte order, which for UTF-8 is code point order. For people use the sorting of i18n. */
int text_compare(struct text a, struct text b);

bool text_starts_with(struct text text, struct text start);
bool text_ends_with(struct text text, struct text end);

/* Offset of the first `needle`, or SIZE_MAX. An empty needle is found at 0. */
size_t text_find(struct text text, struct text needle);

/* Part of at most `length` bytes from `start`; both are brought inside the text. */
struct text text_slice(struct text text, size_t start, size_t length);

/* Without leading and trailing space, tab, CR and LF. The null text stays null. */
struct text text_trim(struct text text);

/*
 * The part before the first `separator`; `ret_rest` (always set) is what follows it. Without a separator the
 * whole text is returned and the rest is the null text, so a loop runs `while (rest.data) { part =
 * text_cut(rest, ',', &rest); ... }`.
 */
struct text text_cut(struct text text, char separator, struct text *ret_rest);

/*
 * Decimal number: optional '-', digits, nothing else; no leading '+', space or needless zero ("007", "-0").
 * STATUS_INVALID when it is something else or outside min..max; then ret_value is untouched.
 */
int text_to_integer(struct text text, int64_t min, int64_t max, int64_t *ret_value) MUST_CHECK;

/* Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. NUL is well-formed. */
bool text_is_utf8(struct text text);

/* Holds a control character other than newline and tab: U+0000-001F, U+007F-009F. `text` must be UTF-8. CR counts. */
bool text_has_control(struct text text);

/* Code points in `text`, which must be UTF-8: the measure of every limit on what people write. */
size_t text_characters(struct text text);

/* Longest start of `text` (UTF-8) of at most `bytes` bytes that does not cut a code point. */
struct text text_limit(struct text text, size_t bytes);

/* Copy in the arena, with a NUL after it that is not counted. The null text stays null. */
struct text text_copy(struct arena *arena, struct text text);

/*
 * NUL-terminated copy in the arena, "" for the null text. What follows a NUL inside the text is invisible to the
 * reader of the result.
 */
char *text_string(struct arena *arena, struct text text) NEVER_NULL;

/* Copy in the arena with A-Z made a-z; other letters stay (header names, host names). */
struct text text_lower(struct arena *arena, struct text text);

#endif
