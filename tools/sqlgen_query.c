/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Queries as a whole: SELECT with WITH and UNION, INSERT, UPDATE and DELETE. Gives the columns of each, and holds the
 * organisation rule where something is written.
 */
#include <string.h>

#include "sqlgen.h"

/* The name that both engines give a column of the result: its AS, or the column it is. */
static const char *target_name(const json_t *target)
{
    const char *alias;
    const char *name = node_string(target, "name");
    if (!name && !node_is_column(json_object_get(target, "val"), &alias, &name))
        name = "";
    return name;
}

void check_targets(struct check *check, const json_t *targets, struct scope *scope, struct columns *ret_columns)
{
    size_t index;
    const json_t *item;
    json_array_foreach(targets, index, item)
    {
        const json_t *target = node_as(item, "ResTarget");
        const json_t *expression = json_object_get(target, "val");
        struct column column = { .name = target_name(target),
                                 .value = check_expression(check, expression, scope),
                                 .bound = check_is_organisation(check, expression, scope) };
        *vector_add(check->arena, ret_columns) = column;
    }
}

/* VALUES (...), (...): the columns of the rows together. */
static void check_values(struct check *check, const json_t *rows, struct scope *scope, struct columns *ret_columns)
{
    size_t row_index;
    const json_t *row;
    json_array_foreach(rows, row_index, row)
    {
        size_t index;
        const json_t *item;
        json_array_foreach(json_object_get(node_as(row, "List"), "items"), index, item)
        {
            struct value value = check_expression(check, item, scope);
            bool bound = check_is_organisation(check, item, scope);
            if (index == ret_columns->count) {
                *vector_add(check->arena, ret_columns) = (struct column){ .name = "", .value = value, .bound = bound };
                continue;
            }
            struct column *column = &ret_columns->items[index];
            column->value = value_join(column->value, value);
            column->bound = column->bound && bound;
        }
    }
}

static void check_union(struct check *check, const json_t *select, struct scope *scope, struct columns *ret_columns)
{
    struct columns right = { 0 };
    check_select(check, json_object_get(select, "larg"), scope, ret_columns);
    check_select(check, json_object_get(select, "rarg"), scope, &right);
    for (size_t i = 0; i < ret_columns->count && i < right.count; i++) {
        struct column *column = &ret_columns->items[i];
        struct value left_value = column->value;
        left_value.holds = NULL; /* a list may mix kinds of id: then it is an integer */
        check_same(check, check->statement->line, left_value, right.items[i].value, column->name);
        column->value = value_join(column->value, right.items[i].value);
        column->bound = column->bound && right.items[i].bound;
    }
}

void check_select(struct check *check, const json_t *select, struct scope *outer, struct columns *ret_columns)
{
    struct scope scope = { .outer = outer };
    check_with(check, json_object_get(select, "withClause"), &scope);
    const char *operation = node_string(select, "op");
    if (operation && strcmp(operation, "SETOP_NONE") != 0) {
        check_union(check, select, &scope, ret_columns);
    } else if (json_object_get(select, "valuesLists")) {
        check_values(check, json_object_get(select, "valuesLists"), &scope, ret_columns);
    } else {
        scope.grouped = json_array_size(json_object_get(select, "groupClause")) > 0;
        check_from(check, json_object_get(select, "fromClause"), json_object_get(select, "whereClause"), &scope);
        check_targets(check, json_object_get(select, "targetList"), &scope, ret_columns);
        check_expressions(check, json_object_get(select, "groupClause"), &scope);
        check_condition(check, json_object_get(select, "havingClause"), &scope);
        check_expressions(check, json_object_get(select, "windowClause"), &scope);
    }
    scope.results = ret_columns;
    check_order(check, json_object_get(select, "sortClause"), &scope);
    scope.results = NULL;
    if (json_object_get(select, "limitCount"))
        check_expression(check, json_object_get(select, "limitCount"), &scope);
    if (json_object_get(select, "limitOffset"))
        check_expression(check, json_object_get(select, "limitOffset"), &scope);
}

/* A common table expression as a relation with these columns, under the names it may give them. */
static void fill_common(struct relation *relation, const json_t *common, const struct columns *columns)
{
    const json_t *names = json_object_get(common, "aliascolnames");
    relation->columns = *columns;
    relation->known = true;
    for (size_t i = 0; i < columns->count; i++)
        if (node_name(names, i))
            relation->columns.items[i].name = node_name(names, i);
    relation->bound = columns_bound(&relation->columns);
}

/*
 * WITH RECURSIVE: the first part of the union says what the columns are, the second reads them under the name. When the
 * first is bound to the organisation the second must be, because it was checked on that footing.
 */
static void check_common(struct check *check, const json_t *common, bool recursive, struct scope *scope)
{
    const char *name = node_string(common, "ctename");
    const json_t *query = node_as(json_object_get(common, "ctequery"), "SelectStmt");
    if (schema_table(check->schema, name))
        report_error(check->report, check_line(check, common), "unaliased-table", "%s is already the name of a table",
                     name);
    if (!query) {
        report_error(check->report, check_line(check, common), "statement-kind", "WITH holds SELECT only");
        return;
    }
    size_t own = scope->tables.count;
    struct columns columns = { 0 };
    if (recursive && json_object_get(query, "larg")) {
        check_select(check, json_object_get(query, "larg"), scope, &columns);
        struct relation *relation = vector_add(check->arena, &scope->tables);
        relation->alias = name;
        fill_common(relation, common, &columns);
        struct columns right = { 0 };
        check_select(check, json_object_get(query, "rarg"), scope, &right);
        for (size_t i = 0; i < columns.count && i < right.count; i++) {
            columns.items[i].value = value_join(columns.items[i].value, right.items[i].value);
            columns.items[i].bound = columns.items[i].bound && right.items[i].bound;
        }
        bool assumed = scope->tables.items[own].bound;
        fill_common(&scope->tables.items[own], common, &columns);
        if (assumed && !scope->tables.items[own].bound)
            check_missing(check, check_line(check, common), "missing-organisation",
                          "the second part of %s must give the organisation too", name);
        return;
    }
    check_select(check, query, scope, &columns);
    struct relation *relation = vector_add(check->arena, &scope->tables);
    relation->alias = name;
    fill_common(relation, common, &columns);
}

void check_with(struct check *check, const json_t *with, struct scope *scope)
{
    size_t index;
    const json_t *item;
    json_array_foreach(json_object_get(with, "ctes"), index, item)
        check_common(check, node_as(item, "CommonTableExpr"), json_is_true(json_object_get(with, "recursive")), scope);
}
