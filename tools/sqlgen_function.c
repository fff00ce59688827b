/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The functions that a statement may call: those that SQLite and PostgreSQL both have, with the same meaning.
 */
#include <string.h>

#include "sqlgen.h"

struct function {
    const char *name;
    enum storage storage; /* of the result in PostgreSQL; STORAGE_UNKNOWN: that of the first argument */
    enum nullness null;   /* of the result; NULL_UNKNOWN: as the arguments */
    bool aggregate;       /* one value for many rows, NULL when there is none */
    size_t arguments;     /* at most */
};

static const struct function functions[] = {
    { "count", STORAGE_BIGINT, NULL_NEVER, true, 1 },
    { "sum", STORAGE_NUMERIC, NULL_UNKNOWN, true, 1 },
    { "min", STORAGE_UNKNOWN, NULL_UNKNOWN, true, 1 },
    { "max", STORAGE_UNKNOWN, NULL_UNKNOWN, true, 1 },
    { "abs", STORAGE_UNKNOWN, NULL_UNKNOWN, false, 1 },
    { "lower", STORAGE_TEXT, NULL_UNKNOWN, false, 1 },
    { "upper", STORAGE_TEXT, NULL_UNKNOWN, false, 1 },
    { "btrim", STORAGE_TEXT, NULL_UNKNOWN, false, 2 }, /* what the parser calls TRIM */
    { "ltrim", STORAGE_TEXT, NULL_UNKNOWN, false, 2 },
    { "rtrim", STORAGE_TEXT, NULL_UNKNOWN, false, 2 },
    { "replace", STORAGE_TEXT, NULL_UNKNOWN, false, 3 },
    { "substr", STORAGE_TEXT, NULL_UNKNOWN, false, 3 },
    { "length", STORAGE_SMALL, NULL_UNKNOWN, false, 1 },
    { "row_number", STORAGE_BIGINT, NULL_NEVER, false, 0 },
    { "rank", STORAGE_BIGINT, NULL_NEVER, false, 0 },
    { "dense_rank", STORAGE_BIGINT, NULL_NEVER, false, 0 },
    { "lag", STORAGE_UNKNOWN, NULL_MAYBE, false, 3 },
    { "lead", STORAGE_UNKNOWN, NULL_MAYBE, false, 3 },
    { "first_value", STORAGE_UNKNOWN, NULL_MAYBE, false, 1 },
    { "last_value", STORAGE_UNKNOWN, NULL_MAYBE, false, 1 },
};

static const struct function *find_function(const char *name)
{
    for (size_t i = 0; name && i < sizeof functions / sizeof *functions; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    return NULL;
}

/* The last part of the name: the parser puts pg_catalog before some. */
static const char *called_name(const json_t *call)
{
    const json_t *names = json_object_get(call, "funcname");
    return node_name(names, json_array_size(names) - 1);
}

bool function_is_aggregate(const json_t *expression)
{
    const json_t *call = node_as(expression, "FuncCall");
    const struct function *function = find_function(called_name(call));
    return function && function->aggregate && !json_object_get(call, "over");
}

/* Checks the arguments; gives the first, with the nullness of all. */
static struct value check_arguments(struct check *check, const json_t *call, struct scope *scope)
{
    struct value first = { .storage = STORAGE_UNKNOWN, .null = NULL_NEVER };
    size_t index;
    const json_t *item;
    json_array_foreach(json_object_get(call, "args"), index, item)
    {
        struct value value = check_expression(check, item, scope);
        enum nullness null = value_join(first, value).null;
        if (index == 0)
            first = value;
        first.null = null;
    }
    first.parameter = 0;
    return first;
}

struct value check_window(struct check *check, const json_t *window, struct scope *scope)
{
    check_expressions(check, json_object_get(window, "partitionClause"), scope);
    check_order(check, json_object_get(window, "orderClause"), scope);
    return (struct value){ .storage = STORAGE_UNKNOWN, .null = NULL_UNKNOWN };
}

struct value check_function(struct check *check, const json_t *call, struct scope *scope)
{
    const char *name = called_name(call);
    const struct function *function = find_function(name);
    struct value first = check_arguments(check, call, scope);
    const json_t *filter = json_object_get(call, "agg_filter");
    check_condition(check, filter, scope);
    check_window(check, json_object_get(call, "over"), scope);
    size_t arguments = json_array_size(json_object_get(call, "args"));
    if (check->strict && (!function || arguments > function->arguments))
        report_error(
            check->report, check_line(check, call), "engine-function",
            "%s with %zu arguments is not the same in both engines (the known functions: tools/sqlgen_function.c)",
            name ? name : "this function", arguments);
    if (!function)
        return (struct value){ .storage = STORAGE_UNKNOWN, .null = NULL_UNKNOWN };
    struct value value = { .storage = function->storage, .null = function->null };
    if (function->storage == STORAGE_UNKNOWN) {
        value.storage = first.storage;
        value.holds = first.holds;
    }
    if (strcmp(function->name, "sum") == 0 && first.storage == STORAGE_SMALL)
        value.storage = STORAGE_BIGINT;
    if (function->null == NULL_UNKNOWN)
        value.null = function->aggregate && (!scope->grouped || filter) ? NULL_MAYBE : first.null;
    return value;
}
