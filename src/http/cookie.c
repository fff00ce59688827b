/* SPDX-License-Identifier: EUPL-1.2 */
/* See cookie.h. */
#include "http/cookie.h"

bool cookie_value_allowed(struct text value)
{
    for (size_t i = 0; i < value.length; i++) {
        unsigned char c = (unsigned char)value.data[i];
        if (c <= 0x20 || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\')
            return false;
    }
    return true;
}

struct text cookie_find(struct text header, struct text name)
{
    struct text found = TEXT_NULL;
    struct text rest = header;
    while (rest.data) {
        struct text value;
        struct text pair = text_cut(rest, ';', &rest);
        if (!text_equal(text_trim(text_cut(pair, '=', &value)), name) || value.data == NULL)
            continue;
        value = text_trim(value);
        if (found.data != NULL || !cookie_value_allowed(value))
            return TEXT_NULL;
        found = value;
    }
    return found;
}

struct text cookie_line(struct arena *arena, struct cookie cookie, bool secure)
{
    struct text age = TEXT("");
    if (cookie.max_age > 0)
        age = arena_printf(arena, "; Max-Age=%lld", (long long)cookie.max_age);
    else if (cookie.max_age < 0)
        age = TEXT("; Max-Age=0");
    return arena_printf(arena, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%.*s", secure ? COOKIE_SECURE_PREFIX : "",
                        cookie.name, TEXT_ARGS(cookie.value), secure ? "; Secure" : "", TEXT_ARGS(age));
}
