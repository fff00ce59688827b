/* SPDX-License-Identifier: EUPL-1.2 */
/* The Cookie header: a value that is found is there exactly once and made of what RFC 6265 allows. */
#include "fuzz.h"
#include "http/cookie.h"

#include <string.h>

static size_t occurrences(struct text header, struct text name)
{
    size_t count = 0;
    for (struct text rest = header; rest.data;) {
        struct text value;
        struct text pair = text_cut(rest, ';', &rest);
        count += text_equal(text_trim(text_cut(pair, '=', &value)), name) && value.data != NULL;
    }
    return count;
}

static void check(struct arena *arena, struct text header, const char *name)
{
    struct text found = cookie_find(header, text_from(name));
    if (found.data == NULL)
        return;
    FUZZ_HOLDS(cookie_value_allowed(found));
    FUZZ_HOLDS(occurrences(header, text_from(name)) == 1);
    FUZZ_HOLDS(found.data >= header.data && found.data + found.length <= header.data + header.length);
    /* What we set is what comes back. */
    struct cookie cookie = { .name = name, .value = found, .max_age = (int64_t)found.length - 2 };
    struct text line = cookie_line(arena, cookie, false);
    FUZZ_HOLDS(text_equal(cookie_find(line, text_from(name)), found));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    check(arena, fuzz_text(data, size), "s");
    check(arena, fuzz_text(data, size), "session");
    check(arena, fuzz_text(data, size), COOKIE_SECURE_PREFIX "session");
    arena_free(arena);
    return 0;
}
