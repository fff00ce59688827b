/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * FROM and WHERE: which tables a query level names, under which alias, and which of them its conditions bind to
 * $organisation. A table is bound by a condition that holds for every row of the result: a top-level AND of WHERE, of an
 * inner join's ON, or, for what stands right of a LEFT JOIN, of its ON. `b.organisation = a.organisation` binds b
 * once a is bound. OR, NOT, IN and functions bind nothing.
 */
#include <string.h>

#include "sqlgen.h"

/* A condition that holds for the relations first..last-1 of the scope whenever they have a row in the result. */
struct condition {
    const json_t *quals;
    size_t first;
    size_t last;
};

struct from {
    struct check *check;
    struct scope *scope;
    VECTOR(struct condition) conditions;
};

struct relation *scope_relation(struct scope *scope, const char *alias)
{
    for (; scope; scope = scope->outer)
        for (size_t i = 0; i < scope->relations.count; i++)
            if (strcmp(scope->relations.items[i].alias, alias) == 0)
                return &scope->relations.items[i];
    return NULL;
}

/* The common table expression called `name`, here or further out. */
static const struct relation *scope_table(const struct scope *scope, const char *name)
{
    for (; scope; scope = scope->outer)
        for (size_t i = 0; i < scope->tables.count; i++)
            if (strcmp(scope->tables.items[i].alias, name) == 0)
                return &scope->tables.items[i];
    return NULL;
}

bool check_is_organisation(const struct check *check, const json_t *expression, struct scope *scope)
{
    const json_t *bare = node_without_cast(expression);
    const json_t *parameter = node_as(bare, "ParamRef");
    if (parameter)
        return check->organisation != 0 &&
               json_integer_value(json_object_get(parameter, "number")) == check->organisation;
    const char *alias;
    const char *column;
    if (!node_is_column(bare, &alias, &column) || !alias || strcmp(column, "organisation") != 0)
        return false;
    const struct relation *relation = scope_relation(scope, alias);
    return relation && relation->bound;
}

/* `left = right`: binds left when it is a column `organisation` of one of ours and right is the organisation. */
static bool bind_side(struct from *from, const struct condition *condition, const json_t *left, const json_t *right)
{
    const char *alias;
    const char *column;
    if (!node_is_column(left, &alias, &column) || !alias || strcmp(column, "organisation") != 0)
        return false;
    for (size_t i = condition->first; i < condition->last; i++) {
        struct relation *relation = &from->scope->relations.items[i];
        if (strcmp(relation->alias, alias) == 0 && !relation->bound &&
            check_is_organisation(from->check, right, from->scope)) {
            relation->bound = true;
            return true;
        }
    }
    return false;
}

static bool bind_pair(struct from *from, const struct condition *condition, const json_t *left, const json_t *right)
{
    bool first = bind_side(from, condition, left, right);
    return bind_side(from, condition, right, left) || first;
}

/* One condition: an AND of conditions, an equality, or (a, b) = (c, d). True when it bound something new. */
static bool bind_condition(struct from *from, const struct condition *condition, const json_t *node)
{
    bool bound = false;
    const json_t *both = node_as(node, "BoolExpr");
    const char *kind = node_string(both, "boolop");
    if (kind && strcmp(kind, "AND_EXPR") == 0) {
        size_t index;
        const json_t *argument;
        json_array_foreach(json_object_get(both, "args"), index, argument) bound =
            bind_condition(from, condition, argument) || bound;
        return bound;
    }
    const char *operator= node_operator(node);
    if (!operator|| strcmp(operator, "=") != 0)
        return false;
    const json_t *equality = node_as(node, "A_Expr");
    const json_t *left = json_object_get(equality, "lexpr");
    const json_t *right = json_object_get(equality, "rexpr");
    const json_t *left_row = json_object_get(node_as(left, "RowExpr"), "args");
    const json_t *right_row = json_object_get(node_as(right, "RowExpr"), "args");
    if (!left_row || !right_row)
        return bind_pair(from, condition, left, right);
    for (size_t i = 0; i < json_array_size(left_row) && i < json_array_size(right_row); i++)
        bound = bind_pair(from, condition, json_array_get(left_row, i), json_array_get(right_row, i)) || bound;
    return bound;
}

static void bind_all(struct from *from)
{
    bool again = true;
    while (again) {
        again = false;
        for (size_t i = 0; i < from->conditions.count; i++)
            again = bind_condition(from, &from->conditions.items[i], from->conditions.items[i].quals) || again;
    }
}

static void add_condition(struct from *from, const json_t *quals, size_t first, size_t last)
{
    if (quals)
        *vector_add(from->check->arena, &from->conditions) =
            (struct condition){ .quals = quals, .first = first, .last = last };
}

/* A table of the schema, or one that only PostgreSQL has: then it is taken for one of an organisation. */
static void fill_table(const struct check *check, struct relation *relation)
{
    const struct table *table = schema_table(check->schema, relation->table);
    relation->known = table != NULL;
    relation->guarded = table ? table->of_organisation : strncmp(relation->table, "pg_", 3) != 0;
    if (table)
        relation->columns = table->columns;
}

struct relation *check_relation(struct check *check, const json_t *range, struct scope *scope, bool alias_needed)
{
    const char *table = node_string(range, "relname");
    const char *alias = node_string(json_object_get(range, "alias"), "aliasname");
    int line = check_line(check, range);
    if (!alias && alias_needed)
        report_error(check->report, line, "unaliased-table", "%s needs an alias: %s AS x", table, table);
    if (json_object_get(range, "schemaname"))
        report_error(check->report, line, "unaliased-table", "%s stands without the name of its schema", table);
    const struct relation *common = scope_table(scope, table);
    struct relation *relation = vector_add(check->arena, &scope->relations);
    if (common) {
        *relation = *common;
        relation->alias = alias ? alias : table;
        relation->line = line;
        return relation;
    }
    relation->alias = alias ? alias : table;
    relation->table = table;
    relation->line = line;
    fill_table(check, relation);
    return relation;
}

bool columns_bound(const struct columns *columns)
{
    bool found = false;
    for (size_t i = 0; i < columns->count; i++) {
        if (strcmp(columns->items[i].name, "organisation") != 0)
            continue;
        if (!columns->items[i].bound)
            return false;
        found = true;
    }
    return found;
}

static void from_item(struct from *from, const json_t *node);

static void from_subquery(struct from *from, const json_t *range)
{
    struct check *check = from->check;
    const char *alias = node_string(json_object_get(range, "alias"), "aliasname");
    struct scope inside = { .outer = from->scope->outer, .tables = from->scope->tables };
    struct columns columns = { 0 };
    check_select(check, node_as(json_object_get(range, "subquery"), "SelectStmt"), &inside, &columns);
    if (!alias)
        report_error(check->report, check->statement->line, "unaliased-table", "a subquery in FROM needs an alias");
    struct relation *relation = vector_add(check->arena, &from->scope->relations);
    relation->alias = alias ? alias : "";
    relation->columns = columns;
    relation->known = true;
    relation->bound = columns_bound(&columns);
}

static void from_join(struct from *from, const json_t *join)
{
    struct check *check = from->check;
    const char *type = node_string(join, "jointype");
    bool left = type && strcmp(type, "JOIN_LEFT") == 0;
    if (json_object_get(join, "usingClause") || json_object_get(join, "isNatural"))
        report_error(check->report, check->statement->line, "join", "write ON, not USING or NATURAL");
    if (!left && type && strcmp(type, "JOIN_INNER") != 0)
        report_error(check->report, check->statement->line, "join", "only JOIN and LEFT JOIN");
    size_t first = from->scope->relations.count;
    from_item(from, json_object_get(join, "larg"));
    size_t middle = from->scope->relations.count;
    from_item(from, json_object_get(join, "rarg"));
    size_t last = from->scope->relations.count;
    for (size_t i = middle; left && i < last; i++)
        from->scope->relations.items[i].optional = true;
    add_condition(from, json_object_get(join, "quals"), left ? middle : first, last);
}

static void from_item(struct from *from, const json_t *node)
{
    const json_t *inner;
    if ((inner = node_as(node, "RangeVar")))
        check_relation(from->check, inner, from->scope, true);
    else if ((inner = node_as(node, "RangeSubselect")))
        from_subquery(from, inner);
    else if ((inner = node_as(node, "JoinExpr")))
        from_join(from, inner);
    else
        report_error(from->check->report, from->check->statement->line, "engine-function",
                     "FROM holds tables, subqueries and joins");
}

static void complain_unbound(struct check *check, const struct scope *scope)
{
    for (size_t i = 0; i < scope->relations.count; i++) {
        const struct relation *relation = &scope->relations.items[i];
        if (relation->guarded && !relation->bound)
            check_missing(check, relation->line, "missing-organisation",
                          "%s AS %s has rows of all organisations: AND %s.organisation = $organisation, or the "
                          "bound column of a table that it joins",
                          relation->table, relation->alias, relation->alias);
    }
}

void check_from(struct check *check, const json_t *list, const json_t *where, struct scope *scope)
{
    struct from from = { .check = check, .scope = scope };
    size_t index;
    const json_t *item;
    json_array_foreach(list, index, item) from_item(&from, item);
    add_condition(&from, where, 0, scope->relations.count);
    bind_all(&from);
    complain_unbound(check, scope);
    for (size_t i = 0; i < from.conditions.count; i++)
        check_condition(check, from.conditions.items[i].quals, scope);
}
