/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Looking up an address: no part of a found path is empty, a dot or a way up; its parts, encoded again, find the same
 * route with the same parts.
 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/url.h"
#include "fuzz.h"
#include "http/request.h"

#include <string.h>

static struct outcome handler(struct request *request)
{
    (void)request;
    return (struct outcome){ .kind = OUTCOME_STATUS };
}

static const struct field fields[] = {
    { .name = "child", .type = FIELD_ID },
    { .name = "day", .type = FIELD_DATE },
    { .name = "name", .type = FIELD_LINE },
};

#define ADDRESS(method, path) ROUTE(method, path, { .kind = 1 }, handler, .fields = FIELDS(fields))

/* Shapes that lie in each other's way. */
static const struct route items[] = {
    ADDRESS(GET, "/"),
    ADDRESS(GET, "/child/{child}"),
    ADDRESS(GET, "/child/{child}/{day}"),
    ADDRESS(POST, "/child/{child}/{day}"),
    ADDRESS(GET, "/child/new/{day}/edit"),
    ADDRESS(DELETE, "/child/{child}/photo"),
    ADDRESS(GET, "/{name}"),
    ADDRESS(GET, "/{name}/x/{child}/{day}"),
};

static const struct routes tables[] = { ROUTES(items) };

static struct text write_again(struct arena *arena, const struct route_match *match, struct buffer *buffer)
{
    size_t part = 0;
    struct text rest = text_from(match->route->path);
    (void)text_cut(rest, '/', &rest);
    while (rest.data) {
        struct text segment = text_cut(rest, '/', &rest);
        buffer_put_char(buffer, '/');
        if (segment.length > 0 && segment.data[0] == '{')
            segment = url_encode(arena, match->parts[part++]);
        buffer_put(buffer, segment);
    }
    FUZZ_HOLDS(part == match->part_count);
    return buffer_text(buffer);
}

static void check_found(const struct route_table *table, enum method method, struct arena *arena,
                        const struct route_match *match)
{
    struct buffer buffer;
    struct route_match again;
    FUZZ_HOLDS(match->route->method == method && (match->allow & 1u << method));
    for (size_t i = 0; i < match->part_count; i++) {
        struct text part = match->parts[i];
        FUZZ_HOLDS(part.length > 0 && !text_equal(part, TEXT(".")) && !text_equal(part, TEXT("..")));
        FUZZ_HOLDS(match->part_fields[i] < match->route->field_count);
    }
    buffer_init(&buffer, 64 * 1024 * 1024);
    route_find(table, method, write_again(arena, match, &buffer), arena, &again);
    FUZZ_HOLDS(again.route == match->route && again.part_count == match->part_count);
    for (size_t i = 0; i < match->part_count; i++)
        FUZZ_HOLDS(text_equal(again.parts[i], match->parts[i]));
    buffer_release(&buffer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct route_table *table;
    struct error error;
    if (!table && route_table_compile(tables, 1, &error, &table))
        abort();
    struct arena *arena = arena_new();
    for (enum method method = METHOD_GET; method <= METHOD__MAX; method++) {
        struct route_match match;
        route_find(table, method, fuzz_text(data, size), arena, &match);
        if (match.route)
            check_found(table, method, arena, &match);
    }
    arena_free(arena);
    return 0;
}
