/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Expressions: checks that both engines take one to mean the same, and tells what its value is. Where this file does not
 * follow an expression it says STORAGE_UNKNOWN, and the test that prepares every statement on PostgreSQL decides.
 * Functions are in sqlgen_function.c.
 */
#include <string.h>

#include "sqlgen.h"

static const struct value unknown_value = { .storage = STORAGE_UNKNOWN, .null = NULL_UNKNOWN };

static const struct value condition_value = { .storage = STORAGE_CONDITION, .null = NULL_UNKNOWN };

static enum nullness null_join(enum nullness left, enum nullness right)
{
    if (left == NULL_MAYBE || right == NULL_MAYBE)
        return NULL_MAYBE;
    return left == NULL_NEVER ? right : left;
}

static bool is_number(enum storage storage)
{
    return storage == STORAGE_BIGINT || storage == STORAGE_SMALL || storage == STORAGE_NUMERIC;
}

/* What two branches are together; of two kinds of number the wider. */
static enum storage storage_join(enum storage left, enum storage right)
{
    if (left == right || right == STORAGE_NULL)
        return left;
    if (left == STORAGE_NULL)
        return right;
    if (!is_number(left) || !is_number(right))
        return STORAGE_UNKNOWN;
    return left == STORAGE_NUMERIC || right == STORAGE_NUMERIC ? STORAGE_NUMERIC : STORAGE_BIGINT;
}

struct value value_join(struct value left, struct value right)
{
    struct value joined = { .storage = storage_join(left.storage, right.storage),
                            .null = null_join(left.null, right.null) };
    if (left.holds && right.holds && strcmp(left.holds, right.holds) == 0)
        joined.holds = left.holds;
    return joined;
}

static const char *storage_name(enum storage storage)
{
    static const char *const names[STORAGE__MAX] = {
        [STORAGE_UNKNOWN] = "something", [STORAGE_BIGINT] = "BIGINT", [STORAGE_TEXT] = "TEXT",
        [STORAGE_BYTES] = "BYTES",       [STORAGE_SMALL] = "BIGINT",  [STORAGE_CONDITION] = "a truth value",
        [STORAGE_NUMERIC] = "NUMERIC",   [STORAGE_NULL] = "NULL",
    };
    return names[storage];
}

void check_same(struct check *check, int line, struct value left, struct value right, const char *what)
{
    if (check->sqlite_only && left.storage == STORAGE_CONDITION)
        left.storage = STORAGE_BIGINT;
    if (check->sqlite_only && right.storage == STORAGE_CONDITION)
        right.storage = STORAGE_BIGINT;
    bool followed = left.storage != STORAGE_UNKNOWN && right.storage != STORAGE_UNKNOWN &&
                    left.storage != STORAGE_NULL && right.storage != STORAGE_NULL;
    if (followed && left.storage != right.storage && !(is_number(left.storage) && is_number(right.storage)))
        report_error(check->report, line, "type", "%s: %s meets %s", what, storage_name(left.storage),
                     storage_name(right.storage));
    else if (left.holds && right.holds && strcmp(left.holds, right.holds) != 0)
        report_error(check->report, line, "type", "%s: %s_id meets %s_id", what, left.holds, right.holds);
}

static const struct column *find_column(const struct relation *relation, const char *name)
{
    for (size_t i = 0; i < relation->columns.count; i++)
        if (strcmp(relation->columns.items[i].name, name) == 0)
            return &relation->columns.items[i];
    return NULL;
}

static struct value column_value(const struct relation *relation, const struct column *column)
{
    struct value value = column->value;
    value.parameter = 0;
    if (relation->optional)
        value.null = NULL_MAYBE;
    return value;
}

/* A column without an alias: a result in ORDER BY, else that of a table, the nearest first. */
static struct value bare_column_value(struct scope *scope, const char *name)
{
    for (size_t i = 0; scope->results && i < scope->results->count; i++)
        if (strcmp(scope->results->items[i].name, name) == 0)
            return scope->results->items[i].value;
    for (; scope; scope = scope->outer)
        for (size_t i = 0; i < scope->relations.count; i++) {
            const struct column *column = find_column(&scope->relations.items[i], name);
            if (column)
                return column_value(&scope->relations.items[i], column);
        }
    return unknown_value;
}

static struct value check_column(struct check *check, const json_t *node, struct scope *scope)
{
    const char *alias;
    const char *name;
    if (!node_is_column(node, &alias, &name)) {
        report_error(check->report, check_line(check, node_as(node, "ColumnRef")), "select-star",
                     "columns are named one by one, never *");
        return unknown_value;
    }
    if (!alias)
        return bare_column_value(scope, name);
    const struct relation *relation = scope_relation(scope, alias);
    const struct column *column = relation ? find_column(relation, name) : NULL;
    return column ? column_value(relation, column) : unknown_value;
}

static struct value parameter_value(const struct check *check, const json_t *parameter)
{
    int number = (int)json_integer_value(json_object_get(parameter, "number"));
    if (number < 1 || (size_t)number > check->statement->in.count)
        return unknown_value;
    const struct field *field = &check->statement->in.items[number - 1];
    return (struct value){ .storage = field->type->storage,
                           .null = field->null ? NULL_MAYBE : NULL_NEVER,
                           .holds = field->type->holds,
                           .parameter = number };
}

static struct value check_parameter(struct check *check, const json_t *parameter)
{
    struct value value = parameter_value(check, parameter);
    if (value.null == NULL_MAYBE) {
        const struct field *field = &check->statement->in.items[value.parameter - 1];
        report_error(check->report, check_line(check, parameter), "null-cast",
                     "$%s may be NULL: write CAST($%s AS %s), or PostgreSQL does not know its type", field->name,
                     field->name, storage_name(value.storage));
    }
    return value;
}

struct value check_assigned(struct check *check, const json_t *expression, struct scope *scope)
{
    const json_t *parameter = node_as(expression, "ParamRef");
    return parameter ? parameter_value(check, parameter) : check_expression(check, expression, scope);
}

static enum storage cast_storage(const char *type)
{
    if (type && strcmp(type, "int8") == 0)
        return STORAGE_BIGINT;
    if (type && strcmp(type, "text") == 0)
        return STORAGE_TEXT;
    return type && (strcmp(type, "bytea") == 0 || strcmp(type, "blob") == 0) ? STORAGE_BYTES : STORAGE_UNKNOWN;
}

static struct value check_cast(struct check *check, const json_t *cast, struct scope *scope)
{
    const json_t *names = json_object_get(json_object_get(cast, "typeName"), "names");
    enum storage storage = cast_storage(node_name(names, json_array_size(names) - 1));
    int line = check_line(check, cast);
    struct value value = check_assigned(check, json_object_get(cast, "arg"), scope);
    if (storage == STORAGE_UNKNOWN && check->strict)
        report_error(check->report, line, "type",
                     "cast to BIGINT, TEXT or BYTES: only these are the same in both engines");
    if (value.parameter != 0 && storage != STORAGE_UNKNOWN && storage != value.storage)
        report_error(check->report, line, "type", "$%s is %s, cast to %s",
                     check->statement->in.items[value.parameter - 1].name, storage_name(value.storage),
                     storage_name(storage));
    value.storage = storage;
    value.parameter = 0;
    return value;
}

static struct value constant_value(struct check *check, const json_t *constant)
{
    struct value value = { .null = NULL_NEVER };
    const char *number = node_string(json_object_get(constant, "fval"), "fval");
    if (json_object_get(constant, "isnull"))
        return (struct value){ .storage = STORAGE_NULL, .null = NULL_MAYBE };
    if (json_object_get(constant, "ival"))
        value.storage = STORAGE_SMALL;
    else if (number)
        value.storage = strpbrk(number, ".eE") ? STORAGE_NUMERIC : STORAGE_BIGINT;
    else if (json_object_get(constant, "sval"))
        value.storage = STORAGE_TEXT;
    else if (json_object_get(constant, "boolval"))
        value.storage = STORAGE_CONDITION;
    else
        report_error(check->report, check_line(check, constant), "engine-function",
                     "this constant is not the same in both engines");
    return value;
}

/* a = b, (a, b) = (c, d) */
static void check_comparison(struct check *check, const json_t *node, struct scope *scope)
{
    const json_t *left = json_object_get(node, "lexpr");
    const json_t *right = json_object_get(node, "rexpr");
    const json_t *left_row = json_object_get(node_as(left, "RowExpr"), "args");
    const json_t *right_row = json_object_get(node_as(right, "RowExpr"), "args");
    int line = check_line(check, node);
    if (left_row && right_row) {
        for (size_t i = 0; i < json_array_size(left_row) && i < json_array_size(right_row); i++)
            check_same(check, line, check_expression(check, json_array_get(left_row, i), scope),
                       check_expression(check, json_array_get(right_row, i), scope), "comparison");
        return;
    }
    struct value left_value = check_expression(check, left, scope);
    check_same(check, line, left_value, check_expression(check, right, scope), "comparison");
}

/* IN (a, b) and BETWEEN a AND b */
static void check_list(struct check *check, const json_t *node, struct scope *scope)
{
    struct value left = check_expression(check, json_object_get(node, "lexpr"), scope);
    size_t index;
    const json_t *item;
    json_array_foreach(json_object_get(node_as(json_object_get(node, "rexpr"), "List"), "items"), index, item)
        check_same(check, check_line(check, node), left, check_expression(check, item, scope), "comparison");
}

static struct value check_arithmetic(struct check *check, const json_t *node, const char *operator,
                                     struct scope * scope)
{
    bool join = strcmp(operator, "||") == 0;
    const json_t *left_node = json_object_get(node, "lexpr");
    struct value right = check_expression(check, json_object_get(node, "rexpr"), scope);
    struct value left = left_node ? check_expression(check, left_node, scope) : right;
    struct value value = value_join(left, right);
    struct value wanted = { .storage = join ? STORAGE_TEXT : STORAGE_BIGINT };
    left.holds = right.holds = value.holds = NULL;
    check_same(check, check_line(check, node), left, wanted, operator);
    if (left_node)
        check_same(check, check_line(check, node), right, wanted, operator);
    if (join)
        value.storage = STORAGE_TEXT;
    return value;
}

static struct value check_operation(struct check *check, const json_t *node, struct scope *scope)
{
    static const char *const comparisons[] = { "=", "<>", "<", ">", "<=", ">=" };
    static const char *const arithmetic[] = { "+", "-", "*", "/", "%", "||", "&", "|", "<<", ">>", "~" };
    const char *operator= node_name(json_object_get(node, "name"), 0);
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        if (operator&& strcmp(operator, comparisons[i]) == 0) {
            check_comparison(check, node, scope);
            return condition_value;
        }
    for (size_t i = 0; i < sizeof arithmetic / sizeof *arithmetic; i++)
        if (operator&& strcmp(operator, arithmetic[i]) == 0)
            return check_arithmetic(check, node, operator, scope);
    if (check->strict)
        report_error(check->report, check_line(check, node), "engine-function", "%s is not the same in both engines",
                     operator ? operator : "this operator");
    check_expression(check, json_object_get(node, "lexpr"), scope);
    check_expression(check, json_object_get(node, "rexpr"), scope);
    return unknown_value;
}

/* Everything that PostgreSQL's grammar calls A_Expr. */
static struct value check_operator(struct check *check, const json_t *node, struct scope *scope)
{
    const char *kind = node_string(node, "kind");
    if (!kind || strcmp(kind, "AEXPR_OP") == 0)
        return check_operation(check, node, scope);
    if (strcmp(kind, "AEXPR_IN") == 0 || strstr(kind, "BETWEEN")) {
        check_list(check, node, scope);
        return condition_value;
    }
    if (strcmp(kind, "AEXPR_NULLIF") == 0) {
        struct value value = check_expression(check, json_object_get(node, "lexpr"), scope);
        check_same(check, check_line(check, node), value,
                   check_expression(check, json_object_get(node, "rexpr"), scope), "NULLIF");
        value.null = NULL_MAYBE;
        value.parameter = 0;
        return value;
    }
    if (strstr(kind, "DISTINCT")) {
        check_comparison(check, node, scope);
        return (struct value){ .storage = STORAGE_CONDITION, .null = NULL_NEVER };
    }
    if (check->strict)
        report_error(check->report, check_line(check, node), "engine-function", "%s is not the same in both engines%s",
                     strstr(kind, "LIKE") ? "LIKE" : "this operator",
                     strstr(kind, "LIKE") ? ": SQLite takes A for a" : "");
    check_expression(check, json_object_get(node, "lexpr"), scope);
    check_expression(check, json_object_get(node, "rexpr"), scope);
    return condition_value;
}

static struct value check_coalesce(struct check *check, const json_t *node, struct scope *scope)
{
    const json_t *arguments = json_object_get(node, "args");
    struct value value = unknown_value;
    size_t index;
    const json_t *item;
    json_array_foreach(arguments, index, item)
    {
        struct value next = check_expression(check, item, scope);
        enum nullness null = index == 0 || next.null == NULL_NEVER ? next.null
                             : value.null == NULL_NEVER            ? NULL_NEVER
                                                                   : null_join(value.null, next.null);
        if (index > 0)
            check_same(check, check_line(check, node), value, next, "COALESCE");
        value = index == 0 ? next : value_join(value, next);
        value.null = null;
    }
    value.parameter = 0;
    return value;
}

static struct value check_case(struct check *check, const json_t *node, struct scope *scope)
{
    const json_t *subject = json_object_get(node, "arg");
    const json_t *otherwise = json_object_get(node, "defresult");
    struct value subject_value = subject ? check_expression(check, subject, scope) : unknown_value;
    struct value value = { .storage = STORAGE_NULL, .null = otherwise ? NULL_NEVER : NULL_MAYBE };
    if (otherwise)
        value = check_expression(check, otherwise, scope);
    size_t index;
    const json_t *item;
    json_array_foreach(json_object_get(node, "args"), index, item)
    {
        const json_t *when = node_as(item, "CaseWhen");
        const json_t *condition = json_object_get(when, "expr");
        if (subject)
            check_same(check, check_line(check, when), subject_value, check_expression(check, condition, scope),
                       "CASE");
        else
            check_condition(check, condition, scope);
        struct value result = check_expression(check, json_object_get(when, "result"), scope);
        check_same(check, check_line(check, when), value, result, "CASE");
        value = value_join(value, result);
    }
    value.parameter = 0;
    return value;
}

/* A query that always has one row: an aggregate without GROUP BY. */
static bool has_one_row(const json_t *select)
{
    const json_t *target = node_as(json_array_get(json_object_get(select, "targetList"), 0), "ResTarget");
    const json_t *value = json_object_get(target, "val");
    const json_t *first = json_array_get(json_object_get(node_as(value, "CoalesceExpr"), "args"), 0);
    return !json_object_get(select, "groupClause") && !json_object_get(select, "havingClause") &&
           function_is_aggregate(node_without_cast(first ? first : node_without_cast(value)));
}

static struct value check_subquery(struct check *check, const json_t *node, struct scope *scope)
{
    const char *kind = node_string(node, "subLinkType");
    const json_t *select = node_as(json_object_get(node, "subselect"), "SelectStmt");
    const json_t *test = json_object_get(node, "testexpr");
    const json_t *row = json_object_get(node_as(test, "RowExpr"), "args");
    struct columns columns = { 0 };
    check_select(check, select, scope, &columns);
    if (kind && strcmp(kind, "EXISTS_SUBLINK") == 0)
        return (struct value){ .storage = STORAGE_CONDITION, .null = NULL_NEVER };
    if (kind && strcmp(kind, "EXPR_SUBLINK") == 0) {
        struct value value = columns.count == 1 ? columns.items[0].value : unknown_value;
        value.parameter = 0;
        if (columns.count == 1 && !has_one_row(select))
            value.null = NULL_MAYBE;
        return value;
    }
    for (size_t i = 0; i < columns.count && test; i++) {
        if (row ? i >= json_array_size(row) : i > 0)
            break;
        check_same(check, check_line(check, node), check_expression(check, row ? json_array_get(row, i) : test, scope),
                   columns.items[i].value, "IN");
    }
    return condition_value;
}

/* A node that is not followed: its parts are. */
static struct value check_parts(struct check *check, const json_t *node, struct scope *scope)
{
    const char *key;
    const json_t *member;
    size_t index;
    const json_t *item;
    json_object_foreach((json_t *)(uintptr_t)node, key, member)
    {
        if (json_is_object(member))
            check_expression(check, member, scope);
        json_array_foreach(member, index, item) check_expression(check, item, scope);
    }
    return unknown_value;
}

static struct value check_truth(struct check *check, const json_t *node, struct scope *scope)
{
    const json_t *argument = json_object_get(node, "arg");
    check_expression(check, argument, scope);
    return (struct value){ .storage = STORAGE_CONDITION, .null = NULL_NEVER };
}

static struct value check_logic(struct check *check, const json_t *node, struct scope *scope)
{
    size_t index;
    const json_t *item;
    json_array_foreach(json_object_get(node, "args"), index, item) check_condition(check, item, scope);
    return condition_value;
}

static struct value check_time(struct check *check, const json_t *node, struct scope *scope)
{
    (void)scope;
    report_error(check->report, check_line(check, node), "engine-function", "the time comes from the caller's clock");
    return unknown_value;
}

struct value check_expression(struct check *check, const json_t *expression, struct scope *scope)
{
    static const struct {
        const char *type;
        struct value (*check)(struct check *, const json_t *, struct scope *);
    } nodes[] = {
        { "A_Expr", check_operator },       { "BoolExpr", check_logic },   { "FuncCall", check_function },
        { "TypeCast", check_cast },         { "CaseExpr", check_case },    { "CoalesceExpr", check_coalesce },
        { "SubLink", check_subquery },      { "NullTest", check_truth },   { "BooleanTest", check_truth },
        { "SQLValueFunction", check_time }, { "WindowDef", check_window },
    };
    const json_t *inner;
    if (node_as(expression, "ColumnRef"))
        return check_column(check, expression, scope);
    if ((inner = node_as(expression, "ParamRef")))
        return check_parameter(check, inner);
    if ((inner = node_as(expression, "A_Const")))
        return constant_value(check, inner);
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
        if ((inner = node_as(expression, nodes[i].type)))
            return nodes[i].check(check, inner, scope);
    return check_parts(check, expression, scope);
}

void check_condition(struct check *check, const json_t *expression, struct scope *scope)
{
    if (!expression)
        return;
    struct value value = check_expression(check, expression, scope);
    if (check->strict && value.storage != STORAGE_CONDITION && value.storage != STORAGE_UNKNOWN &&
        value.storage != STORAGE_NULL)
        report_error(check->report, check->statement->line, "condition",
                     "a condition compares: %s alone is no truth value in PostgreSQL (write = 1)",
                     storage_name(value.storage));
}

void check_expressions(struct check *check, const json_t *array, struct scope *scope)
{
    size_t index;
    const json_t *item;
    json_array_foreach(array, index, item) check_expression(check, item, scope);
}

void check_order(struct check *check, const json_t *sort, struct scope *scope)
{
    size_t index;
    const json_t *item;
    json_array_foreach(sort, index, item)
    {
        const json_t *by = node_as(item, "SortBy");
        const json_t *node = json_object_get(by, "node");
        const char *nulls = node_string(by, "sortby_nulls");
        struct value value = check_expression(check, node, scope);
        if (check->strict && value.null != NULL_NEVER && (!nulls || strcmp(nulls, "SORTBY_NULLS_DEFAULT") == 0))
            report_error(
                check->report, check->statement->line, "nulls-order",
                "ORDER BY number %zu may be NULL, which the engines place differently: NULLS FIRST or NULLS LAST",
                index + 1);
    }
}
