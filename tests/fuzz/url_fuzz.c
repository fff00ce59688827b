/* SPDX-License-Identifier: EUPL-1.2 */
/* Percent decoding: what was decoded is UTF-8 without NUL, and encoded again it decodes to the same. */
#include "base/error.h"
#include "base/url.h"
#include "fuzz.h"

#include <string.h>

static void check(struct arena *arena, int (*decode)(struct arena *, struct text, struct text *), struct text given)
{
    struct text decoded = TEXT("untouched");
    if (decode(arena, given, &decoded)) {
        FUZZ_HOLDS(text_equal(decoded, TEXT("untouched")));
        return;
    }
    FUZZ_HOLDS(decoded.length <= given.length && text_is_utf8(decoded));
    FUZZ_HOLDS(decoded.length == 0 || memchr(decoded.data, '\0', decoded.length) == NULL);
    struct text again;
    FUZZ_HOLDS(decode(arena, url_encode(arena, decoded), &again) == STATUS_OK && text_equal(again, decoded));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    check(arena, url_decode, fuzz_text(data, size));
    check(arena, url_decode_form, fuzz_text(data, size));
    arena_free(arena);
    return 0;
}
