/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Percent encoding (RFC 3986) in both directions, strict. Splitting addresses and forms belongs to http.
 */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/text.h"

struct buffer;

/*
 * Every byte but A-Z a-z 0-9 - . _ ~ becomes %XX (upper case): right for a path segment, a name or a value of a
 * query.
 */
struct text url_encode(struct arena *arena, struct text text);
void url_encode_to(struct buffer *buffer, struct text text);

/*
 * Decodes %XX. STATUS_INVALID, and ret_text untouched, for an incomplete or non-hexadecimal escape, for a
 * NUL, and for a result that is not UTF-8. '+' stays '+': this is for paths.
 */
int url_decode(struct arena *arena, struct text text, struct text *ret_text) MUST_CHECK;

/* The same for application/x-www-form-urlencoded and queries, where '+' is a space. */
int url_decode_form(struct arena *arena, struct text text, struct text *ret_text) MUST_CHECK;

#endif
