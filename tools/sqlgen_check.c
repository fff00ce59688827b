/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Checks a statement as a whole: that both parsers read it, that its kind is what was declared, and that its result is
 * what the `-- out` lines say. The rules inside the query are in sqlgen_query.c and its neighbours.
 */
#include <pg_query.h>
#include <stdarg.h>
#include <string.h>

#include "sqlgen.h"

int check_line(const struct check *check, const json_t *node)
{
    json_int_t location = json_integer_value(json_object_get(node, "location"));
    if (location < 0 || (size_t)location > check->sql->length)
        return check->statement->line;
    return check->sql->lines[location];
}

void check_missing(struct check *check, int line, const char *rule, const char *format, ...)
{
    check->missing++;
    if (check->statement->every_line != 0)
        return;
    va_list arguments;
    va_start(arguments, format);
    struct text message = arena_vprintf(check->arena, format, arguments);
    va_end(arguments);
    report_error(check->report, line, rule, "%.*s", TEXT_ARGS(message));
}

/* What to do about a result that PostgreSQL would give another type. */
static const char *storage_advice(enum storage storage)
{
    static const char *const advice[STORAGE__MAX] = {
        [STORAGE_BIGINT] = "is BIGINT",
        [STORAGE_TEXT] = "is TEXT",
        [STORAGE_BYTES] = "is BYTES",
        [STORAGE_SMALL] = "is a 4-byte integer in PostgreSQL: CAST(... AS BIGINT)",
        [STORAGE_CONDITION] =
            "is a truth value, which the engines give differently: CASE WHEN ... THEN ... ELSE ... END, "
            "cast to BIGINT",
        [STORAGE_NUMERIC] = "is NUMERIC in PostgreSQL: CAST(... AS BIGINT)",
        [STORAGE_NULL] = "is NULL without a type: CAST(NULL AS ...)",
    };
    return advice[storage] ? advice[storage] : "is not known";
}

/* A column of the result against its `-- out` line. */
static void check_result(struct check *check, const struct field *field, struct value value)
{
    bool number =
        value.storage == STORAGE_SMALL || value.storage == STORAGE_CONDITION || value.storage == STORAGE_NUMERIC;
    if (check->sqlite_only && number)
        value.storage = STORAGE_BIGINT;
    if (value.storage != STORAGE_UNKNOWN && value.storage != field->type->storage)
        report_error(check->report, field->line, "type", "%s is declared %s, but %s", field->name, field->type->name,
                     storage_advice(value.storage));
    else if (value.holds && field->type->holds && strcmp(value.holds, field->type->holds) != 0)
        report_error(check->report, field->line, "type", "%s is declared %s, but holds %s_id", field->name,
                     field->type->name, value.holds);
    if (value.null == NULL_MAYBE && !field->null)
        report_error(check->report, field->line, "null", "%s may be NULL: declare it `null`, or use COALESCE",
                     field->name);
}

static void check_results(struct check *check, const struct columns *columns)
{
    for (size_t i = 0; i < columns->count && i < check->statement->out.count; i++)
        check_result(check, &check->statement->out.items[i], columns->items[i].value);
}

/* `run` changes and gives nothing; `one` and `many` give rows. */
static void check_kind(struct check *check, const char *written, size_t results)
{
    struct statement *statement = check->statement;
    bool select = !written;
    statement->writes = written;
    if ((statement->later || statement->recalled) && statement->writes)
        report_error(check->report, statement->line, "statement-kind",
                     "`later` and `recalled` are for statements that only read");
    if (statement->kind == STATEMENT_RUN && (select || results > 0 || statement->out.count > 0))
        report_error(check->report, statement->line, "statement-kind", "%s gives rows: it is `one` or `many`",
                     statement->name);
    if (statement->kind != STATEMENT_RUN && statement->out.count == 0)
        report_error(check->report, statement->line, "statement-kind", "%s names no `-- out` columns: it is `run`",
                     statement->name);
}

static void check_root(struct check *check, const json_t *root)
{
    struct columns columns = { 0 };
    const json_t *inner;
    if ((inner = node_as(root, "SelectStmt"))) {
        check_select(check, inner, NULL, &columns);
    } else if ((inner = node_as(root, "InsertStmt"))) {
        check_insert(check, inner, &columns);
    } else if ((inner = node_as(root, "UpdateStmt"))) {
        check_update(check, inner, &columns);
    } else if ((inner = node_as(root, "DeleteStmt"))) {
        check_delete(check, inner, &columns);
    } else {
        report_error(check->report, check->statement->line, "statement-kind",
                     "a statement is SELECT, INSERT, UPDATE or DELETE");
        return;
    }
    const char *written = node_string(json_object_get(inner, "relation"), "relname");
    check_kind(check, written ? arena_printf(check->arena, "%s", written).data : NULL, columns.count);
    check_results(check, &columns);
}

/* Parses one text with PostgreSQL's own parser. False, and a complaint, when it does not read it. */
static bool parse(struct check *check, json_t **ret_tree)
{
    PgQueryParseResult result = pg_query_parse(check->sql->data);
    json_error_t error;
    json_t *tree = NULL;
    if (result.error) {
        int cursor = result.error->cursorpos - 1;
        size_t at = cursor < 0 ? 0 : (size_t)cursor;
        report_error(check->report, check->sql->lines[at > check->sql->length ? 0 : at], "syntax", "%s",
                     result.error->message);
    } else {
        tree = json_loads(result.parse_tree, 0, &error);
        if (!tree || json_array_size(json_object_get(tree, "stmts")) != 1) {
            report_error(check->report, check->statement->line, "syntax", "this is not one statement");
            json_decref(tree);
            tree = NULL;
        }
    }
    pg_query_free_parse_result(result);
    *ret_tree = tree;
    return tree != NULL;
}

static void check_text(struct check *check)
{
    json_t *tree;
    if (!parse(check, &tree))
        return;
    const json_t *first = json_array_get(json_object_get(tree, "stmts"), 0);
    check_root(check, json_object_get(first, "stmt"));
    /* Names in columns point into the tree, but no column outlives the check of its text. */
    json_decref(tree);
}

/* The parameter $organisation must be what its name says. */
static int organisation_parameter(struct report *report, const struct statement *statement)
{
    for (size_t i = 0; i < statement->in.count; i++) {
        const struct field *field = &statement->in.items[i];
        if (strcmp(field->name, "organisation") != 0)
            continue;
        if (!field->type->holds || strcmp(field->type->holds, "organisation") != 0 || field->null)
            report_error(report, field->line, "type", "$organisation is an organisation_id, never null");
        return (int)i + 1;
    }
    return 0;
}

void check_statement(struct arena *arena, struct report *report, struct schema *schema, struct statement *statement)
{
    int before = report->errors;
    struct check check = { .arena = arena,
                           .report = report,
                           .schema = schema,
                           .statement = statement,
                           .organisation = organisation_parameter(report, statement),
                           .strict = !statement->pair };
    for (enum engine engine = statement->pair ? ENGINE_SQLITE : ENGINE_POSTGRESQL; engine < ENGINE__MAX; engine++) {
        check.sql = &statement->parsed[engine];
        check.sqlite_only = engine == ENGINE_SQLITE;
        check_text(&check);
    }
    if (statement->every_line != 0 && check.missing == 0 && report->errors == before)
        report_error(report, statement->every_line, "unneeded-exemption",
                     "`every organisation` is not needed: the statement reads and writes no other organisation's rows");
    schema_prepare(schema, arena, report, statement);
}
