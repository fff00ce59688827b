/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes are data. Each feature has one table; the same table gives the dispatcher, the access-matrix test,
 * the site map and the operator's documentation. A route without a rule does not compile.
 *
 *     static const struct route handover_route_table[] = {
 *         ROUTE(GET, "/child/{child}/{day}", RULE_CHILD(SCOPE_READ, DAY_CHILD), day_page, .fields = FIELDS(day_fields),
 *               .title = WORD_HANDOVER_DAY, .help = "Day of a child"),
 *         ROUTE(POST, "/child/{child}/{day}/note", RULE_CHILD(SCOPE_WRITE, NOTE_CHILD), note_write,
 *               .fields = FIELDS(note_fields), .keep_when_signed_out = true, .help = "Write the morning note"),
 *     };
 *
 * The rule is data too: http stores it, the access layer gives it a meaning (access/rule.h has the RULE_
 * macros) through the gate hook of server.h. The gate runs before the first byte of a body is read, so a rule
 * may only point at fields that are in the path or, for GET, in the query.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/field.h"
#include "http/outcome.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct request;
struct route_table;

enum method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHOD__MAX };

enum {
    ROUTE_SEGMENTS_MAXIMUM = 12,        /* parts of a path between slashes */
    ROUTE_FIELDS_MAXIMUM = 64,          /* fields of a route */
    ROUTE_BODY_DEFAULT = 64 * 1024,     /* bytes of a body without a limit of its own; GET and DELETE take none */
    ROUTE_KEPT_BODY_MAXIMUM = 64 * 1024 /* bytes that keep_when_signed_out reads at most */
};

/* Who may. Members are read by the access layer only; kind 0 is "no rule" and refused at start. A RULE_ macro
 * expands to an initialiser in braces: { .kind = ..., .field = ..., .scope = ... }. */
struct rule {
    uint16_t kind;  /* enum rule_kind of the access layer, above 0 */
    uint16_t field; /* index of the field that names the object */
    uint32_t scope; /* scopes needed, a bit set of the access layer */
};

/* Whether a session on the tablet of a group gets somewhere: only what today's shift needs. */
enum route_tablet {
    TABLET_NEVER,
    TABLET_OPEN,
    TABLET_PIN, /* only shortly after a PIN: collecting, restrictions, medicine */
    ROUTE_TABLET__MAX
};

struct route {
    enum method method;
    const char *path; /* "/child/{child}/{day}"; a placeholder fills one whole segment */
    struct rule rule;
    struct outcome (*handler)(struct request *); /* plain sequential code on a worker */
    const struct field *fields;
    size_t field_count;
    size_t body_limit;         /* bytes of the whole body, 0: ROUTE_BODY_DEFAULT; files count too */
    bool keep_when_signed_out; /* a signed-out POST still has its (urlencoded) body read, so that the text is
                                  kept over signing in */
    bool before_factor;        /* also for who still has to show a second factor: the way to it, and out */
    bool confirm;              /* a sensitive act: only shortly after somebody showed who they are; what was typed
                                  is kept until then */
    enum route_tablet tablet;  /* on the tablet of a group (T21); the default is never */
    bool other_origins;        /* also unsafe requests from other sites (one-click unsubscribe); the handler needs
                           its own proof */
    bool raw_body;             /* the body is bytes of any type for request_body, not a form */
    bool uncounted;            /* asked so often by machines that it is left out of the request log */
    int title;                 /* enum word of the page's title, 0 when it is no page */
    const char *help;          /* one line for the operator's documentation */
};

#define ROUTE(method_name, path_text, rule_value, handler_function, ...)                                        \
    {                                                                                                           \
        .method = METHOD_##method_name, .path = (path_text), .rule = rule_value, .handler = (handler_function), \
        __VA_ARGS__                                                                                             \
    }

/* One feature's table. */
struct routes {
    const struct route *items;
    size_t count;
};

#define ROUTES(table)                                                 \
    {                                                                 \
        .items = (table), .count = sizeof(table) / sizeof((table)[0]) \
    }

/* What looking up an address gives. */
struct route_match {
    const struct route *route;                 /* NULL: see allow */
    struct text parts[ROUTE_SEGMENTS_MAXIMUM]; /* text of each placeholder in the order of the path, decoded;
                                                  in the arena */
    size_t part_count;
    const size_t *part_fields; /* index of the field of each part */
    unsigned allow;            /* bit 1 << enum method for each method that the path knows; 0: unknown path */
};

/*
 * Compiles tables to one that is searched by segment. A literal segment wins over a placeholder.
 * STATUS_INVALID, with the reason in `error`, for a route without rule, handler or leading slash, a
 * placeholder without a field of that name, two placeholders of one name, two routes for one method and
 * shape, too many segments or fields, a rule that points beyond the fields or at a field that is not in the
 * path (nor, for GET, in the query). The tables must outlive the result; free it with route_table_free.
 */
int route_table_compile(const struct routes *tables, size_t count, struct error *error,
                        struct route_table **ret_table) MUST_CHECK;
void route_table_free(struct route_table *table);

/* Finds the route of a raw path ("/child/…", without query). Always fills ret_match. Placeholders are
 * percent-decoded; an empty or undecodable one, "." and ".." match nothing. */
void route_find(const struct route_table *table, enum method method, struct text path, struct arena *arena,
                struct route_match *ret_match);

/* "GET", "POST" ... */
const char *method_name(enum method method);

/* By name; HEAD is METHOD_GET. METHOD__MAX for any other. */
enum method method_parse(const char *name);

#endif
