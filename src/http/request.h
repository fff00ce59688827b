/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A request as a handler sees it: who asks, what was asked, checked fields, an arena for everything that the
 * answer needs and an output buffer for the page. It belongs to one thread at a time. All memory goes with
 * the arena when the answer is sent.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/identity.h"
#include "http/field.h"
#include "http/outcome.h"
#include "http/route.h"

struct db;
struct request_part;
struct viewer;
struct words;

struct header {
    struct text name;
    struct text value;
};

struct request {
    struct arena *arena;       /* lives until the answer is sent */
    struct buffer output;      /* for the page; empty when the handler starts, kept between requests */
    void *app;                 /* the `context` of struct http_hooks */
    struct db *db;             /* the worker's reader; only in gate, handler, then and hooks, another each time */
    const struct route *route; /* NULL in `refuse` for an unknown address */
    enum method method;        /* HEAD shows as METHOD_GET */
    struct text path;          /* as sent, without query */
    struct text query;         /* as sent, without '?'; null when there is none */
    struct text host;          /* lower case, without port; the forwarded one behind a trusted proxy */
    struct text address;       /* client's IP address as text; the forwarded one behind a trusted proxy */
    bool secure;               /* the client came by HTTPS */
    bool fragment;             /* the script of a page asks (X-Requested-With: fetch) */
    int64_t now_at;            /* instant at which the current step began */
    uint64_t number;           /* of the request, also in the log and in X-Request-Id */
    const struct error *error; /* in `refuse`: what went wrong, may be NULL */

    /* Set by the gate (access layer), read by handlers. */
    struct organisation_id organisation;
    struct person_id person; /* who asks; 0 when nobody is signed in */
    struct session_id session;
    const struct viewer *viewer;
    const struct words *words;

    struct request_part *part; /* what belongs to http alone */
};

/* Checked values by index in the route's table. A value that was not given is 0, the null text or DATE_NONE.
 */
bool request_given(const struct request *request, size_t field);
int64_t request_integer(const struct request *request, size_t field);
bool request_boolean(const struct request *request, size_t field);
int64_t request_id(const struct request *request, size_t field);
struct text request_text(const struct request *request, size_t field);
struct date request_date(const struct request *request, size_t field);
const struct upload *request_upload(const struct request *request, size_t field);
struct field_values request_many(const struct request *request, size_t field);

/* For showing a form again: what was typed (null for secrets), and what was wrong with it. */
struct text request_typed(const struct request *request, size_t field);
enum field_fault request_fault(const struct request *request, size_t field);

/* Marks a field as wrong before respond_invalid. */
void request_fault_set(struct request *request, size_t field, enum field_fault fault);

/* All names and values of the query (GET) or the body as they came, for keeping what was typed over signing
 * in. */
struct raw_fields request_raw_fields(const struct request *request);

/* The bytes of the body when the route has raw_body; the null text otherwise. */
struct text request_body(const struct request *request);

/* First header with that name in any case; the null text when there is none. */
struct text request_header(const struct request *request, const char *name);

/* Value of a cookie; the null text when there is none. A name that is given twice counts as none. */
struct text request_cookie(const struct request *request, const char *name);

/* Last live sequence that was published before this step's reading began, to be written in the page (see
 * struct stream). */
int64_t request_live_sequence(const struct request *request);

/* Adds a header to the answer. Name and value are copied; a value with a control character is left out. */
/* When what the request brings was written: now, or before, by as many seconds as it waited without a network (the script of the pages says
 * so in the header Samenspel-Waited; at most REQUEST_WAITED_DAYS). */
enum { REQUEST_WAITED_DAYS = 14 };
int64_t request_written_at(const struct request *request);

void request_set_header(struct request *request, const char *name, struct text value);

/* A cookie of the answer: always Path=/, HttpOnly, SameSite=Lax, and Secure when the site's address is https
 * (the name then gets the prefix __Host-, which request_cookie undoes). */
struct cookie {
    const char *name;
    struct text value; /* characters of RFC 6265 only */
    int64_t max_age;   /* seconds; 0: until the browser closes; negative: forget it */
};
void request_set_cookie(struct request *request, struct cookie cookie);

/* https://host[:port] of this site as configured or as asked for, without a slash at the end. */
struct text request_origin(const struct request *request);

#endif
