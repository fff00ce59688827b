/* SPDX-License-Identifier: EUPL-1.2 */
/* Compiling the route tables to a tree of segments, and walking it. See route.h. */
#include "http/route.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/url.h"
#include "base/vector.h"

/* A route with what its path says about its fields. */
struct compiled {
    const struct route *route;
    size_t part_fields[ROUTE_SEGMENTS_MAXIMUM];
    size_t part_count;
};

/* One segment of the tree. */
struct node {
    struct text segment; /* literal; not used by a placeholder */
    VECTOR(struct node *) literals;
    struct node *placeholder;
    const struct compiled *routes[METHOD__MAX];
};

struct route_table {
    struct arena *arena;
    struct node *root;
};

static const char *const method_names[METHOD__MAX] = {
    [METHOD_GET] = "GET",     [METHOD_POST] = "POST",     [METHOD_PUT] = "PUT",
    [METHOD_PATCH] = "PATCH", [METHOD_DELETE] = "DELETE",
};

const char *method_name(enum method method)
{
    return method < METHOD__MAX ? method_names[method] : "?";
}

enum method method_parse(const char *name)
{
    struct text text = text_from(name);
    if (text_equal(text, TEXT("HEAD")))
        return METHOD_GET;
    for (enum method method = METHOD_GET; method < METHOD__MAX; method++) {
        if (text_equal(text, text_from(method_names[method])))
            return method;
    }
    return METHOD__MAX;
}

static bool is_placeholder(struct text segment)
{
    return segment.length > 2 && segment.data[0] == '{' && segment.data[segment.length - 1] == '}';
}

static struct node *child_for(struct arena *arena, struct node *node, struct text segment)
{
    if (is_placeholder(segment)) {
        if (!node->placeholder)
            node->placeholder = ARENA_NEW(arena, struct node);
        return node->placeholder;
    }
    for (size_t i = 0; i < node->literals.count; i++) {
        if (text_equal(node->literals.items[i]->segment, segment))
            return node->literals.items[i];
    }
    struct node *child = ARENA_NEW(arena, struct node);
    child->segment = segment;
    *vector_add(arena, &node->literals) = child;
    return child;
}

static int find_field(const struct route *route, struct text name, size_t *ret_index)
{
    for (size_t i = 0; i < route->field_count; i++) {
        if (route->fields[i].name && text_equal(name, text_from(route->fields[i].name))) {
            *ret_index = i;
            return STATUS_OK;
        }
    }
    return STATUS_NOT_FOUND;
}

static bool in_path(const struct compiled *compiled, size_t field)
{
    for (size_t i = 0; i < compiled->part_count; i++) {
        if (compiled->part_fields[i] == field)
            return true;
    }
    return false;
}

static int check_fields(const struct route *route, struct error *error)
{
    if (route->field_count > ROUTE_FIELDS_MAXIMUM)
        return error_set(error, STATUS_INVALID, 0, "%s: too many fields", route->path);
    for (size_t i = 0; i < route->field_count; i++) {
        const struct field *field = &route->fields[i];
        if (!field->name || field->type >= FIELD__MAX)
            return error_set(error, STATUS_INVALID, 0, "%s: field %zu has no name or type", route->path, i);
        if (field->type == FIELD_CHOICE && !field->choices)
            return error_set(error, STATUS_INVALID, 0, "%s: field %s has no choices", route->path, field->name);
    }
    return STATUS_OK;
}

static int check_route(const struct route *route, struct error *error)
{
    if (!route->path || route->path[0] != '/' || route->method >= METHOD__MAX)
        return error_set(error, STATUS_INVALID, 0, "a route without method or path");
    if (!route->handler)
        return error_set(error, STATUS_INVALID, 0, "%s: no handler", route->path);
    if (route->rule.kind == 0)
        return error_set(error, STATUS_INVALID, 0, "%s: no rule", route->path);
    return check_fields(route, error);
}

static int check_rule(const struct compiled *compiled, struct error *error)
{
    const struct route *route = compiled->route;
    size_t field = route->rule.field;
    if (route->field_count == 0 && field == 0)
        return STATUS_OK;
    if (field >= route->field_count)
        return error_set(error, STATUS_INVALID, 0, "%s: the rule's field does not exist", route->path);
    if (field > 0 && route->method != METHOD_GET && !in_path(compiled, field))
        return error_set(error, STATUS_INVALID, 0, "%s: the rule's field is not in the path", route->path);
    return STATUS_OK;
}

static int add_part(struct compiled *compiled, struct text segment, struct error *error)
{
    const struct route *route = compiled->route;
    size_t index;
    if (find_field(route, text_slice(segment, 1, segment.length - 2), &index) ||
        route->fields[index].type == FIELD_FILE)
        return error_set(error, STATUS_INVALID, 0, "%s: no field for %.*s", route->path, TEXT_ARGS(segment));
    if (in_path(compiled, index))
        return error_set(error, STATUS_INVALID, 0, "%s: %.*s twice", route->path, TEXT_ARGS(segment));
    compiled->part_fields[compiled->part_count++] = index;
    return STATUS_OK;
}

static int add_route(struct route_table *table, const struct route *route, struct error *error)
{
    int status = check_route(route, error);
    if (status)
        return status;
    struct compiled *compiled = ARENA_NEW(table->arena, struct compiled);
    compiled->route = route;
    struct node *node = table->root;
    struct text rest = text_from(route->path + 1);
    size_t segments = 0;
    while (rest.length > 0) {
        struct text segment = text_cut(rest, '/', &rest);
        if (++segments > ROUTE_SEGMENTS_MAXIMUM || segment.length == 0)
            return error_set(error, STATUS_INVALID, 0, "%s: empty or too many segments", route->path);
        if (is_placeholder(segment) && add_part(compiled, segment, error))
            return STATUS_INVALID;
        node = child_for(table->arena, node, segment);
    }
    if (node->routes[route->method])
        return error_set(error, STATUS_INVALID, 0, "%s: two routes for one address", route->path);
    node->routes[route->method] = compiled;
    return check_rule(compiled, error);
}

int route_table_compile(const struct routes *tables, size_t count, struct error *error, struct route_table **ret_table)
{
    struct arena *arena = arena_new();
    struct route_table *table = ARENA_NEW(arena, struct route_table);
    table->arena = arena;
    table->root = ARENA_NEW(arena, struct node);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < tables[i].count; j++) {
            int status = add_route(table, &tables[i].items[j], error);
            if (status) {
                arena_free(arena);
                return status;
            }
        }
    }
    *ret_table = table;
    return STATUS_OK;
}

void route_table_free(struct route_table *table)
{
    if (table)
        arena_free(table->arena);
}

static bool ends_here(const struct node *node)
{
    for (enum method method = METHOD_GET; method < METHOD__MAX; method++) {
        if (node->routes[method])
            return true;
    }
    return false;
}

/* The node of the path, trying literals before the placeholder at each step; segments are decoded already. */
static const struct node *walk(const struct node *node, const struct text *segments, size_t count, struct text *parts,
                               size_t part)
{
    if (count == 0)
        return ends_here(node) ? node : NULL;
    for (size_t i = 0; i < node->literals.count; i++) {
        if (!text_equal(node->literals.items[i]->segment, segments[0]))
            continue;
        const struct node *found = walk(node->literals.items[i], segments + 1, count - 1, parts, part);
        if (found)
            return found;
    }
    if (!node->placeholder)
        return NULL;
    const struct node *found = walk(node->placeholder, segments + 1, count - 1, parts, part + 1);
    if (found)
        parts[part] = segments[0];
    return found;
}

/* True when decoding would change nothing and refuse nothing. */
static bool is_plain(struct text segment)
{
    for (size_t i = 0; i < segment.length; i++) {
        unsigned char c = (unsigned char)segment.data[i];
        if (c == '%' || c >= 0x80 || c == 0)
            return false;
    }
    return true;
}

static int decode_segment(struct arena *arena, struct text segment, struct text *ret_segment)
{
    struct text decoded = segment;
    if (!is_plain(segment) && url_decode(arena, segment, &decoded))
        return STATUS_INVALID;
    if (decoded.length == 0 || text_equal(decoded, TEXT(".")) || text_equal(decoded, TEXT("..")))
        return STATUS_INVALID;
    *ret_segment = decoded;
    return STATUS_OK;
}

static int split_path(struct text path, struct arena *arena, struct text *segments, size_t *ret_count)
{
    size_t count = 0;
    struct text rest = text_slice(path, 1, path.length);
    while (rest.length > 0) {
        struct text segment = text_cut(rest, '/', &rest);
        if (count == ROUTE_SEGMENTS_MAXIMUM || decode_segment(arena, segment, &segments[count]))
            return STATUS_INVALID;
        count++;
        if (rest.data != NULL && rest.length == 0)
            return STATUS_INVALID;
    }
    *ret_count = count;
    return STATUS_OK;
}

void route_find(const struct route_table *table, enum method method, struct text path, struct arena *arena,
                struct route_match *ret_match)
{
    struct text segments[ROUTE_SEGMENTS_MAXIMUM];
    size_t count;
    *ret_match = (struct route_match){ .route = NULL };
    if (path.length == 0 || path.data[0] != '/' || split_path(path, arena, segments, &count))
        return;
    const struct node *node = walk(table->root, segments, count, ret_match->parts, 0);
    if (!node)
        return;
    for (enum method known = METHOD_GET; known < METHOD__MAX; known++) {
        if (node->routes[known])
            ret_match->allow |= 1u << known;
    }
    if (method < METHOD__MAX && node->routes[method]) {
        ret_match->route = node->routes[method]->route;
        ret_match->part_count = node->routes[method]->part_count;
        ret_match->part_fields = node->routes[method]->part_fields;
    }
}
