/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Code points in and out of UTF-8 (RFC 3629). Whole-text checks are in base/text.h.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/text.h"

enum { UTF8_LONGEST = 4 };

/*
 * Reads the code point at *offset (must be below text.length) and moves the offset past it.
 * On a malformed sequence: STATUS_INVALID, offset and ret_point untouched.
 */
int utf8_next(struct text text, size_t *offset, uint32_t *ret_point) MUST_CHECK;

/*
 * Writes `point` and returns the number of bytes (1-4), or 0 for a surrogate or a number above U+10FFFF. No NUL is
 * added.
 */
size_t utf8_encode(uint32_t point, char ret_bytes[UTF8_LONGEST]);

/*
 * Text of a Windows-1252 file (what planning packages export) as UTF-8 in the arena. The five unused bytes
 * become U+FFFD. The result is at most three times as long.
 */
struct text utf8_from_windows_1252(struct arena *arena, struct text text);

#endif
