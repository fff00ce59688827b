/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What of the server's options every step of a request needs, made ready once: compiled routes, networks of proxies, static files by
 * address. Private to http; shared by the server and by the tests that make a call without one.
 */
#ifndef HTTP_CORE_H
#define HTTP_CORE_H

#include "http/asset_file.h"
#include "http/proxy.h"
#include "http/route.h"
#include "http/server.h"

enum { TAG_KEY_SIZE = 192 }; /* what XXH3 has for a secret of its own */

/* A site of struct server_options, made ready. */
struct core_site {
    struct server_site site;
    size_t index;       /* in core->sites */
    struct text origin; /* null: from Host */
    struct text host;   /* of the origin, without port; "localhost" without one */
    bool secure;        /* the origin is https */
};

struct core {
    struct server_options options; /* with the defaults filled in */
    struct route_table *routes;
    struct networks proxies;
    struct core_site *sites; /* the options' own first */
    size_t site_count;
    const struct asset_file **assets;    /* sorted by address */
    _Atomic uint64_t next_number;        /* of requests */
    unsigned char tag_key[TAG_KEY_SIZE]; /* of the ETags of pages; another one after each start */
};

/* Fills in defaults and compiles; release with core_release, also nothing to release after a failure. */
int core_init(struct core *core, const struct server_options *options, struct error *error) MUST_CHECK;
void core_release(struct core *core);

/* The site of a host in lower case, without port: the only one whatever the host, NULL when none of several has it. */
const struct core_site *core_site(const struct core *core, struct text host);

/* The static file at a path, NULL when there is none. */
const struct asset_file *core_asset(const struct core *core, struct text path);

#endif
