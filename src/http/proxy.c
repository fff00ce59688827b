/* SPDX-License-Identifier: EUPL-1.2 */
/* See proxy.h. */
#include "http/proxy.h"

#include <arpa/inet.h>

static const unsigned char mapped_start[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

/* 4 or 6, 0 when it is no address. */
static int address_parse(struct text text, unsigned char ret_bytes[16])
{
    char string[PROXY_ADDRESS_SIZE];
    if (text.length == 0 || text.length >= sizeof(string))
        return 0;
    memcpy(string, text.data, text.length);
    string[text.length] = '\0';
    if (inet_pton(AF_INET6, string, ret_bytes) == 1)
        return 6;
    if (inet_pton(AF_INET, string, ret_bytes + 12) != 1)
        return 0;
    memcpy(ret_bytes, mapped_start, sizeof(mapped_start));
    return 4;
}

static int network_read(struct text text, struct network *ret_network)
{
    struct text bits_text;
    struct text address = text_cut(text, '/', &bits_text);
    int family = address_parse(address, ret_network->bytes);
    int64_t bits = family == 4 ? 32 : 128;
    if (family == 0 || (bits_text.data && text_to_integer(bits_text, 0, bits, &bits)))
        return STATUS_INVALID;
    ret_network->bits = (int)bits + (family == 4 ? 96 : 0);
    return STATUS_OK;
}

int networks_read(const char *const *list, struct error *error, struct networks *ret_networks)
{
    struct networks networks = { .count = 0 };
    for (size_t i = 0; list && list[i]; i++) {
        if (networks.count == PROXY_NETWORKS_MAXIMUM)
            return error_set(error, STATUS_INVALID, 0, "more than %d trusted proxies", PROXY_NETWORKS_MAXIMUM);
        if (network_read(text_from(list[i]), &networks.items[networks.count]))
            return error_set(error, STATUS_INVALID, 0, "not an address or network: %s", list[i]);
        networks.count++;
    }
    *ret_networks = networks;
    return STATUS_OK;
}

static bool network_holds(const struct network *network, const unsigned char bytes[16])
{
    int whole = network->bits / 8;
    int rest = network->bits % 8;
    if (memcmp(network->bytes, bytes, (size_t)whole) != 0)
        return false;
    return rest == 0 || ((network->bytes[whole] ^ bytes[whole]) >> (8 - rest)) == 0;
}

bool networks_hold(const struct networks *networks, struct text address)
{
    unsigned char bytes[16];
    if (networks->count == 0 || address_parse(address, bytes) == 0)
        return false;
    for (size_t i = 0; i < networks->count; i++) {
        if (network_holds(&networks->items[i], bytes))
            return true;
    }
    return false;
}

void address_format(const struct sockaddr *address, char ret_text[PROXY_ADDRESS_SIZE])
{
    const void *bytes = NULL;
    int family = address ? address->sa_family : AF_UNSPEC;
    ret_text[0] = '\0';
    if (family == AF_INET) {
        bytes = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
    } else if (family == AF_INET6) {
        const struct in6_addr *six = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        bytes = six;
        if (IN6_IS_ADDR_V4MAPPED(six)) {
            family = AF_INET;
            bytes = six->s6_addr + sizeof(mapped_start);
        }
    }
    if (bytes && inet_ntop(family, bytes, ret_text, PROXY_ADDRESS_SIZE) == NULL)
        ret_text[0] = '\0';
}

struct text proxy_client(const struct networks *networks, struct text forwarded, struct text peer)
{
    unsigned char bytes[16];
    struct text rest = forwarded;
    struct text client = peer;
    while (rest.length > 0) {
        size_t start = rest.length;
        while (start > 0 && rest.data[start - 1] != ',')
            start--;
        struct text entry = text_trim(text_slice(rest, start, rest.length - start));
        if (address_parse(entry, bytes) == 0)
            return client;
        client = entry;
        if (!networks_hold(networks, entry))
            return client;
        rest.length = start > 0 ? start - 1 : 0;
    }
    return client;
}
