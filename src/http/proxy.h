/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who the client is behind a proxy. X-Forwarded-For, -Proto and -Host count only when the connection itself
 * comes from an address that the operator named; from anybody else they are what that client made up.
 */
#ifndef HTTP_PROXY_H
#define HTTP_PROXY_H

#include "base/error.h"
#include "base/text.h"

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

enum { PROXY_NETWORKS_MAXIMUM = 32, PROXY_ADDRESS_SIZE = INET6_ADDRSTRLEN };

/* A range of addresses; an IPv4 address is kept as ::ffff:a.b.c.d. */
struct network {
    unsigned char bytes[16];
    int bits; /* 0..128 */
};

struct networks {
    struct network items[PROXY_NETWORKS_MAXIMUM];
    size_t count;
};

/* Reads "127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"; the list ends with NULL and may be NULL.
 * STATUS_INVALID, with error->detail, for a wrong one. */
int networks_read(const char *const *list, struct error *error, struct networks *ret_networks) MUST_CHECK;

/* True when the address as text lies in one of them. */
bool networks_hold(const struct networks *networks, struct text address);

/* An IPv4 (also one mapped into IPv6) or IPv6 address as text. "" for another family. */
void address_format(const struct sockaddr *address, char ret_text[PROXY_ADDRESS_SIZE]);

/*
 * The client's address from X-Forwarded-For: the last entry that is not one of our proxies, since each proxy
 * adds the address it saw at the end. `peer` when there is none, or an entry is no address. The result points
 * into `forwarded` or `peer`.
 */
struct text proxy_client(const struct networks *networks, struct text forwarded, struct text peer);

#endif
