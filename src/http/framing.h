/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where a request ends must have one meaning, or a proxy and we see different requests in the same bytes
 * (request smuggling, RFC 9112 section 11.2). libmicrohttpd 0.9.75 takes two lengths, a length beside
 * chunked, "Name :" and folded lines, so the first callback runs this check and anything doubtful is answered
 * by 400 and a closed connection.
 *
 * What the library hides can be seen from where its strings lie: it parses in place, writing NUL over the
 * colon and the line ends. Names and values that follow each other exactly are a header block without folds,
 * NULs or bare line feeds.
 *
 * Two things cannot be seen afterwards: a NUL before a line feed, which then looks like CR LF, and a line of only a
 * colon, which the library takes for the end of the head (found by tests/fuzz/framing_fuzz.c). RFC 9110 forbids both,
 * and the proxies that we support (Caddy, nginx) write the head anew and pass neither on, so nobody in front of us
 * reads another request in it.
 */
#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include "base/text.h"
#include "http/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum framing_fault {
    FRAMING_FINE,
    FRAMING_REQUEST_LINE, /* method, target or version with forbidden bytes, or not separated by one space */
    FRAMING_VERSION,      /* neither HTTP/1.1 nor HTTP/1.0 */
    FRAMING_NAME,         /* empty header name, or a byte that is no token character: also "Name :" */
    FRAMING_VALUE,        /* control character in a value */
    FRAMING_LAYOUT,       /* folded line, NUL or bare line feed */
    FRAMING_HOST,         /* none in HTTP/1.1, two, or not a host */
    FRAMING_LENGTH,       /* two lengths, or not a plain number */
    FRAMING_CODING,       /* a transfer coding other than exactly "chunked" once, in HTTP/1.0, or beside a length */
    FRAMING_BODY,         /* a body with a method that has none */
    FRAMING_TOO_LARGE,    /* more header bytes or lines than allowed: 431 */
    FRAMING_FAULT__MAX
};

enum { FRAMING_HEADERS_MAXIMUM = 100 };

/* A request head as parsed. Texts point to where the bytes lie when `in_place`. */
struct framing_head {
    struct text method;
    struct text target;       /* with query */
    const char *target_place; /* where its bytes lay, when in_place */
    const char *end;          /* first byte after the empty line, when in_place */
    struct text version;
    const struct header *headers;
    size_t header_count;
    bool in_place; /* check the layout too */
    size_t limit;  /* most bytes of target and headers together */
};

struct framing {
    bool chunked;
    int64_t length;   /* of the body; 0 without one; -1 when chunked */
    struct text host; /* value of Host; the null text without one */
};

/* FRAMING_FINE, and ret_framing filled, or the first fault. Pure. */
enum framing_fault framing_check(const struct framing_head *head, struct framing *ret_framing);

/* Only letters, digits and -._~:[], 1 to 255 of them: a host with or without a port. */
bool framing_is_host(struct text text);

/* Name of a fault for the log. */
const char *framing_fault_name(enum framing_fault fault);

#endif
