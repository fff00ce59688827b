/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Statements that write. Beside what holds for every query: an INSERT sets the organisation from $organisation, an upsert
 * meets only rows of the same organisation, and no row changes organisation.
 */
#include <string.h>

#include "sqlgen.h"

/* The column of the table that is written; NULL when SQLite will say that there is none. */
static const struct column *written_column(const struct relation *relation, const char *name)
{
    for (size_t i = 0; i < relation->columns.count; i++)
        if (strcmp(relation->columns.items[i].name, name) == 0)
            return &relation->columns.items[i];
    return NULL;
}

/* A value meets the column that it goes to. */
static void check_assignment(struct check *check, int line, const struct relation *relation, const char *name,
                             struct value value)
{
    const struct column *column = written_column(relation, name);
    if (!column)
        return;
    check_same(check, line, column->value, value, name);
    bool may_be_null = value.storage == STORAGE_NULL || (value.parameter != 0 && value.null == NULL_MAYBE);
    if (column->value.null == NULL_NEVER && may_be_null)
        report_error(check->report, line, "null", "%s.%s is NOT NULL", relation->table, name);
}

/* SET of an UPDATE or an upsert. */
static void check_set(struct check *check, const json_t *targets, const struct relation *relation, struct scope *scope)
{
    size_t index;
    const json_t *item;
    json_array_foreach(targets, index, item)
    {
        const json_t *target = node_as(item, "ResTarget");
        const json_t *expression = json_object_get(target, "val");
        const char *name = node_string(target, "name");
        int line = check_line(check, target);
        if (node_as(expression, "MultiAssignRef")) {
            report_error(check->report, line, "set", "set one column at a time: (a, b) = ... is not followed");
            continue;
        }
        check_assignment(check, line, relation, name, check_assigned(check, expression, scope));
        if (relation->guarded && strcmp(name, "organisation") == 0 && !check_is_organisation(check, expression, scope))
            check_missing(check, line, "missing-organisation", "a row never changes organisation");
    }
}

/* The number of `organisation` among the columns of the INSERT, SIZE_MAX without. */
static size_t organisation_index(const json_t *columns)
{
    size_t index;
    const json_t *item;
    json_array_foreach(columns, index, item) if (strcmp(node_string(node_as(item, "ResTarget"), "name"),
                                                        "organisation") == 0) return index;
    return SIZE_MAX;
}

/* VALUES of an INSERT, each meeting its column. Gives whether every row sets the organisation. */
static bool check_inserted_rows(struct check *check, const json_t *insert, const json_t *rows,
                                const struct relation *relation, struct scope *scope)
{
    const json_t *columns = json_object_get(insert, "cols");
    size_t organisation = organisation_index(columns);
    bool bound = organisation != SIZE_MAX;
    size_t row_index;
    const json_t *row;
    json_array_foreach(rows, row_index, row)
    {
        size_t index;
        const json_t *item;
        json_array_foreach(json_object_get(node_as(row, "List"), "items"), index, item)
        {
            const json_t *column = node_as(json_array_get(columns, index), "ResTarget");
            struct value value = check_assigned(check, item, scope);
            if (column)
                check_assignment(check, check_line(check, column), relation, node_string(column, "name"), value);
            if (index == organisation)
                bound = bound && check_is_organisation(check, item, scope);
        }
    }
    return bound;
}

/* INSERT ... SELECT. Gives whether it sets the organisation. */
static bool check_inserted_select(struct check *check, const json_t *insert, const json_t *select,
                                  const struct relation *relation, struct scope *scope)
{
    const json_t *columns = json_object_get(insert, "cols");
    size_t organisation = organisation_index(columns);
    struct columns selected = { 0 };
    check_select(check, select, scope, &selected);
    for (size_t i = 0; i < selected.count; i++) {
        const json_t *column = node_as(json_array_get(columns, i), "ResTarget");
        if (column)
            check_assignment(check, check_line(check, column), relation, node_string(column, "name"),
                             selected.items[i].value);
    }
    return organisation < selected.count && selected.items[organisation].bound;
}

/* ON CONFLICT: DO UPDATE writes the row that is in the way, so the key must hold the organisation. */
static void check_conflict(struct check *check, const json_t *conflict, struct relation *relation, struct scope *scope)
{
    const char *action = node_string(conflict, "action");
    check_condition(check, json_object_get(json_object_get(conflict, "infer"), "whereClause"), scope);
    if (!action || strcmp(action, "ONCONFLICT_UPDATE") != 0)
        return;
    bool keyed = false;
    size_t index;
    const json_t *item;
    json_array_foreach(json_object_get(json_object_get(conflict, "infer"), "indexElems"), index, item)
    {
        const char *name = node_string(node_as(item, "IndexElem"), "name");
        keyed = keyed || (name && strcmp(name, "organisation") == 0);
    }
    if (relation->guarded && !keyed)
        check_missing(check, check_line(check, conflict), "missing-organisation",
                      "ON CONFLICT (organisation, ...): the row in the way may be of another organisation");
    relation->bound = relation->bound && keyed;
    struct relation excluded = *relation;
    excluded.alias = "excluded";
    *vector_add(check->arena, &scope->relations) = excluded;
    check_set(check, json_object_get(conflict, "targetList"), &excluded, scope);
    check_condition(check, json_object_get(conflict, "whereClause"), scope);
    scope->relations.count--;
}

void check_insert(struct check *check, const json_t *insert, struct columns *ret_columns)
{
    struct scope above = { 0 }; /* what the SELECT may see: common tables, not the table itself */
    check_with(check, json_object_get(insert, "withClause"), &above);
    struct scope scope = { .outer = &above };
    struct relation *relation = check_relation(check, json_object_get(insert, "relation"), &scope, false);
    int line = relation->line;
    const json_t *select = node_as(json_object_get(insert, "selectStmt"), "SelectStmt");
    const json_t *rows = json_object_get(select, "valuesLists");
    if (!json_object_get(insert, "cols") || !select)
        report_error(check->report, line, "insert-columns", "INSERT INTO %s names its columns and gives values",
                     relation->table);
    relation->bound = rows ? check_inserted_rows(check, insert, rows, relation, &above)
                           : check_inserted_select(check, insert, select, relation, &above);
    if (relation->guarded && !relation->bound)
        check_missing(check, line, "insert-organisation",
                      "INSERT INTO %s sets the column organisation from $organisation", relation->table);
    check_conflict(check, json_object_get(insert, "onConflictClause"), relation, &scope);
    check_targets(check, json_object_get(insert, "returningList"), &scope, ret_columns);
}

void check_update(struct check *check, const json_t *update, struct columns *ret_columns)
{
    struct scope scope = { 0 };
    check_with(check, json_object_get(update, "withClause"), &scope);
    check_relation(check, json_object_get(update, "relation"), &scope, true);
    check_from(check, json_object_get(update, "fromClause"), json_object_get(update, "whereClause"), &scope);
    struct relation written = scope.relations.items[0];
    check_set(check, json_object_get(update, "targetList"), &written, &scope);
    check_targets(check, json_object_get(update, "returningList"), &scope, ret_columns);
}

void check_delete(struct check *check, const json_t *delete, struct columns *ret_columns)
{
    struct scope scope = { 0 };
    check_with(check, json_object_get(delete, "withClause"), &scope);
    check_relation(check, json_object_get(delete, "relation"), &scope, true);
    check_from(check, json_object_get(delete, "usingClause"), json_object_get(delete, "whereClause"), &scope);
    check_targets(check, json_object_get(delete, "returningList"), &scope, ret_columns);
}
