/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where a browser may be sent, and under which name a site is asked: a path that is taken as our own stays at this host
 * however a browser reads it, a host is a name and perhaps a port, an origin is a scheme before such a host.
 */
#include "command/settings.h"
#include "feature/sign_in/sign_in.h"
#include "fuzz.h"
#include "http/framing.h"

static bool holds_any(struct text text, const char *characters)
{
    for (size_t i = 0; i < text.length; i++)
        for (const char *c = characters; *c; c++)
            if (text.data[i] == *c)
                return true;
    return false;
}

/* Browsers leave tabs and line ends out of an address and read a backslash as a slash. */
static void check_own_path(struct text path)
{
    FUZZ_HOLDS(path.data[0] == '/' && !text_has_control(path));
    FUZZ_HOLDS(!holds_any(path, "\t\r\n"));
    FUZZ_HOLDS(path.length == 1 || (path.data[1] != '/' && path.data[1] != '\\'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = fuzz_text(data, size);
    if (is_own_path(text))
        check_own_path(text);
    if (framing_is_host(text))
        FUZZ_HOLDS(text.length > 0 && !text_has_control(text) && !holds_any(text, " /\\@?#\"<>"));
    if (settings_is_origin(text) && text.length > 0) {
        FUZZ_HOLDS(text_starts_with(text, TEXT("https://")) || text_starts_with(text, TEXT("http://")));
        size_t start = text_find(text, TEXT("://")) + 3;
        FUZZ_HOLDS(framing_is_host(text_slice(text, start, text.length)));
    }
    return 0;
}
