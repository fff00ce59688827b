/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Small questions to the parse tree that libpg_query gives as JSON: every node is an object with one member,
 * named after its type in PostgreSQL's parsenodes.h. Numbers and truths that are zero are left out.
 */
#include <string.h>

#include "sqlgen.h"

const json_t *node_as(const json_t *node, const char *type)
{
    return json_object_get(node, type);
}

const char *node_string(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

const char *node_name(const json_t *array, size_t index)
{
    return node_string(node_as(json_array_get(array, index), "String"), "sval");
}

bool node_is_column(const json_t *node, const char **ret_alias, const char **ret_column)
{
    const json_t *fields = json_object_get(node_as(node, "ColumnRef"), "fields");
    size_t count = json_array_size(fields);
    if (count < 1 || count > 2 || !node_name(fields, count - 1))
        return false;
    *ret_alias = count == 2 ? node_name(fields, 0) : NULL;
    *ret_column = node_name(fields, count - 1);
    return true;
}

const json_t *node_without_cast(const json_t *node)
{
    const json_t *cast;
    while ((cast = node_as(node, "TypeCast")))
        node = json_object_get(cast, "arg");
    return node;
}

const char *node_operator(const json_t *node)
{
    const json_t *expression = node_as(node, "A_Expr");
    const char *kind = node_string(expression, "kind");
    return kind && strcmp(kind, "AEXPR_OP") == 0 ? node_name(json_object_get(expression, "name"), 0) : NULL;
}
