/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading the Cookie header and writing Set-Cookie (RFC 6265). Pure functions over bytes.
 */
#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

#include "base/arena.h"
#include "http/request.h"

/* Value of `name` in a Cookie header. The null text when it is absent, given twice or holds a character that
 * RFC 6265 forbids: a cookie set from a neighbouring host must not shadow ours unseen. */
struct text cookie_find(struct text header, struct text name);

/* Characters that RFC 6265 allows in a value, without quotes. The empty value is allowed. */
bool cookie_value_allowed(struct text value);

/* The Set-Cookie line; `secure` adds Secure and the prefix __Host-. */
struct text cookie_line(struct arena *arena, struct cookie cookie, bool secure);

#define COOKIE_SECURE_PREFIX "__Host-"

#endif
