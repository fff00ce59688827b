/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tables that statements are checked against: the schema's files run on a SQLite database in memory.
 * PostgreSQL gets the same text, so its tables have the same columns; a test compares the types.
 */
#include <stdlib.h>
#include <string.h>

#include "sqlgen.h"

static const struct lex_target schema_target = { .placeholder = '?', .bytes = "BLOB", .in_schema = true };

/*
 * Lines that begin `--sqlite ` are for SQLite, so their mark goes; those that begin `--postgresql ` are
 * comments to it already. Keeps all lines.
 */
static void keep_sqlite_lines(char *content)
{
    static const char mark[] = "--sqlite ";
    for (char *line = content; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, mark, strlen(mark)) == 0)
            memset(line, ' ', strlen(mark));
    }
}

static enum storage storage_of(const char *declared)
{
    if (!declared)
        return STORAGE_UNKNOWN;
    if (strcmp(declared, "BIGINT") == 0)
        return STORAGE_BIGINT;
    if (strcmp(declared, "TEXT") == 0)
        return STORAGE_TEXT;
    return strcmp(declared, "BLOB") == 0 ? STORAGE_BYTES : STORAGE_UNKNOWN;
}

static void run_one(sqlite3 *sqlite, struct report *report, const struct sql *sql)
{
    sqlite3_stmt *prepared = NULL;
    int status = sqlite3_prepare_v2(sqlite, sql->data, -1, &prepared, NULL);
    int offset = sqlite3_error_offset(sqlite);
    if (status == SQLITE_OK)
        while ((status = sqlite3_step(prepared)) == SQLITE_ROW)
            continue;
    if (status != SQLITE_OK && status != SQLITE_DONE)
        report_error(report, sql->lines[offset < 0 ? 0 : offset], "schema", "%s", sqlite3_errmsg(sqlite));
    sqlite3_finalize(prepared);
}

/* The columns of a table that was just made have types that both engines know. */
static void check_types(sqlite3 *sqlite, struct arena *arena, struct report *report, const struct sql *sql)
{
    static const struct text create = TEXT_INITIALISER("CREATE TABLE ");
    struct text text = { sql->data, sql->length };
    if (!text_starts_with(text, create))
        return;
    struct text rest;
    struct text name = text_cut(text_slice(text, create.length, text.length), '(', &rest);
    struct text pragma = arena_printf(arena, "PRAGMA table_info(%.*s)", TEXT_ARGS(name));
    sqlite3_stmt *prepared = NULL;
    if (sqlite3_prepare_v2(sqlite, pragma.data, -1, &prepared, NULL) != SQLITE_OK)
        return;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
        const char *type = (const char *)sqlite3_column_text(prepared, 2);
        if (storage_of(type) == STORAGE_UNKNOWN)
            report_error(report, sql->lines[0], "schema", "%s is %s: both engines have BIGINT, TEXT and BYTES",
                         (const char *)sqlite3_column_text(prepared, 1), type);
    }
    sqlite3_finalize(prepared);
}

static void run_file(struct arena *arena, sqlite3 *sqlite, struct report *report, const char *path)
{
    char *content = read_whole_file(arena, path);
    keep_sqlite_lines(content);
    report->path = path;
    const char *rest = content;
    int line = 1;
    while (rest) {
        int before = report->errors;
        struct sql sql = lex_statement(arena, report, rest, line, &schema_target, NULL, &rest, &line);
        if (sql.length > 0 && !rest)
            report_error(report, line, "syntax", "a statement ends with a semicolon");
        if (sql.length == 0 || report->errors > before)
            continue;
        run_one(sqlite, report, &sql);
        check_types(sqlite, arena, report, &sql);
    }
}

/* `id` of table child holds a child, a column called child does so anywhere. */
static const char *holds_of(const char *table, const char *column, enum storage storage)
{
    if (storage != STORAGE_BIGINT)
        return NULL;
    return identity_kind_find(strcmp(column, "id") == 0 ? table : column);
}

/* A view or virtual table does not say whether its columns may be NULL: ask for the column that each comes from. */
static void read_nulls(sqlite3 *sqlite, struct arena *arena, struct table *table)
{
    struct text select = arena_printf(arena, "SELECT * FROM %s", table->name);
    sqlite3_stmt *prepared = NULL;
    if (sqlite3_prepare_v2(sqlite, select.data, -1, &prepared, NULL) != SQLITE_OK)
        return;
    for (size_t i = 0; i < table->columns.count; i++) {
        const char *origin = sqlite3_column_table_name(prepared, (int)i);
        const char *column = sqlite3_column_origin_name(prepared, (int)i);
        int not_null = 0;
        int primary = 0;
        struct value *value = &table->columns.items[i].value;
        value->null = NULL_UNKNOWN;
        if (origin && column &&
            sqlite3_table_column_metadata(sqlite, NULL, origin, column, NULL, NULL, &not_null, &primary, NULL) ==
                SQLITE_OK &&
            (not_null || primary))
            value->null = NULL_NEVER;
    }
    sqlite3_finalize(prepared);
}

static void read_columns(sqlite3 *sqlite, struct arena *arena, struct table *table)
{
    sqlite3_stmt *prepared = NULL;
    struct text pragma = arena_printf(arena, "PRAGMA table_info(%s)", table->name);
    if (sqlite3_prepare_v2(sqlite, pragma.data, -1, &prepared, NULL) != SQLITE_OK)
        return;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
        struct column *column = vector_add(arena, &table->columns);
        const char *type = (const char *)sqlite3_column_text(prepared, 2);
        column->name = text_string(arena, text_from((const char *)sqlite3_column_text(prepared, 1)));
        column->value.storage = storage_of(type);
        column->value.null =
            sqlite3_column_int(prepared, 3) || sqlite3_column_int(prepared, 5) ? NULL_NEVER : NULL_MAYBE;
        column->value.holds = holds_of(table->name, column->name, column->value.storage);
        table->of_organisation |= strcmp(column->name, "organisation") == 0;
    }
    sqlite3_finalize(prepared);
}

static void read_tables(struct schema *schema, struct arena *arena)
{
    sqlite3_stmt *prepared = NULL;
    static const char list[] =
        "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'";
    sqlite3_prepare_v2(schema->sqlite, list, -1, &prepared, NULL);
    while (prepared && sqlite3_step(prepared) == SQLITE_ROW) {
        const char *type = (const char *)sqlite3_column_text(prepared, 1);
        struct table *table = vector_add(arena, &schema->tables);
        table->name = text_string(arena, text_from((const char *)sqlite3_column_text(prepared, 0)));
        read_columns(schema->sqlite, arena, table);
        if (strcmp(type, "table") != 0)
            read_nulls(schema->sqlite, arena, table);
    }
    sqlite3_finalize(prepared);
}

struct schema *schema_load(struct arena *arena, char *const *paths, size_t count)
{
    struct schema *schema = ARENA_NEW(arena, struct schema);
    struct report report = { .path = "schema" };
    if (sqlite3_open(":memory:", &schema->sqlite) != SQLITE_OK) {
        fprintf(stderr, "sqlgen: SQLite does not open a database in memory\n");
        exit(1);
    }
    sqlite3_db_config(schema->sqlite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(schema->sqlite, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    for (size_t i = 0; i < count; i++)
        run_file(arena, schema->sqlite, &report, paths[i]);
    read_tables(schema, arena);
    if (report.errors > 0)
        exit(1);
    return schema;
}

void schema_close(struct schema *schema)
{
    sqlite3_close(schema->sqlite);
}

const struct table *schema_table(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->tables.count; i++)
        if (strcmp(schema->tables.items[i].name, name) == 0)
            return &schema->tables.items[i];
    return NULL;
}

/* The result has the `-- out` columns, by name and in their order. */
static void compare_columns(struct report *report, const struct statement *statement, sqlite3_stmt *prepared)
{
    size_t count = (size_t)sqlite3_column_count(prepared);
    if (count != statement->out.count)
        report_error(report, statement->line, "result-columns",
                     "the result has %zu columns, %zu `-- out` lines name them", count, statement->out.count);
    for (size_t i = 0; i < count && i < statement->out.count; i++) {
        const struct field *field = &statement->out.items[i];
        const char *name = sqlite3_column_name(prepared, (int)i);
        if (strcmp(name, field->name) != 0)
            report_error(report, field->line, "result-columns", "column %zu of the result is `%s`, not `%s` (use AS)",
                         i + 1, name, field->name);
    }
}

/* What SQLite asks leave for while it prepares a statement; the tables behind a view are among it. */
struct asked {
    struct arena *arena;
    struct statement *statement;
};

static int note_read(void *context, int action, const char *table, const char *column, const char *database,
                     const char *inside)
{
    (void)column, (void)database, (void)inside;
    const struct asked *asked = context;
    struct statement *statement = asked->statement;
    if (action != SQLITE_READ || !table || !*table)
        return SQLITE_OK;
    for (size_t i = 0; i < statement->reads.count; i++)
        if (strcmp(statement->reads.items[i], table) == 0)
            return SQLITE_OK;
    *vector_add(asked->arena, &statement->reads) = text_string(asked->arena, text_from(table));
    return SQLITE_OK;
}

void schema_prepare(struct schema *schema, struct arena *arena, struct report *report, struct statement *statement)
{
    const struct sql *sql = &statement->text[ENGINE_SQLITE];
    sqlite3_stmt *prepared = NULL;
    struct asked asked = { arena, statement };
    sqlite3_set_authorizer(schema->sqlite, note_read, &asked);
    int code = sqlite3_prepare_v2(schema->sqlite, sql->data, -1, &prepared, NULL);
    sqlite3_set_authorizer(schema->sqlite, NULL, NULL);
    if (code != SQLITE_OK) {
        int offset = sqlite3_error_offset(schema->sqlite);
        report_error(report, sql->lines[offset < 0 ? 0 : offset], "sqlite", "%s", sqlite3_errmsg(schema->sqlite));
        return;
    }
    compare_columns(report, statement, prepared);
    sqlite3_finalize(prepared);
}
