/* SPDX-License-Identifier: EUPL-1.2 */
/* X-Forwarded-For and the origin of a request: the client is the peer, or an address that is none of our proxies'
 * unless all of them are. */
#include "base/error.h"
#include "fuzz.h"
#include "http/origin.h"
#include "http/proxy.h"

#include <arpa/inet.h>
#include <string.h>

static bool is_address(struct text text)
{
    char string[PROXY_ADDRESS_SIZE] = "";
    unsigned char bytes[16];
    if (text.length == 0 || text.length >= sizeof string)
        return false;
    memcpy(string, text.data, text.length);
    return inet_pton(AF_INET, string, bytes) == 1 || inet_pton(AF_INET6, string, bytes) == 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const list[] = { "127.0.0.1", "10.0.0.0/8", "fd00::/9", NULL };
    static const struct text peer = TEXT_INITIALISER("127.0.0.1");
    struct networks networks = { .count = 0 };
    struct error error;
    if (networks_read(list, &error, &networks))
        abort();
    struct text given = fuzz_text(data, size);
    struct text client = proxy_client(&networks, given, peer);
    FUZZ_HOLDS(is_address(client));
    bool inside = client.data >= given.data && client.data + client.length <= given.data + given.length;
    FUZZ_HOLDS(client.data == peer.data || inside);
    struct text own = TEXT("https://samenspel.example");
    if (origin_allows(TEXT_NULL, given, own))
        FUZZ_HOLDS(text_equal_ignore_case(given, own));
    if (origin_allows(given, own, own))
        FUZZ_HOLDS(given.length == 0 || text_equal(given, TEXT("same-origin")) || text_equal(given, TEXT("none")));
    return 0;
}
