/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the parts of the statement generator share: the statements of one .sql file as they are read, checked
 * and written. sqlgen.c says what a .sql file may hold. Everything lies in one arena that dies with the
 * program.
 */
#ifndef SQLGEN_H
#define SQLGEN_H

#include <jansson.h>
#include <sqlite3.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/vector.h"

/* Where complaints go. One run reports everything that it finds, as `path:line: error: message [rule]`. */
struct report {
    const char *path; /* of the file that is being read */
    int errors;
};

/* Complains on stderr about a line of the file; `rule` is the short fixed name of what was broken. */
void report_error(struct report *report, int line, const char *rule, const char *format, ...) PRINTF_LIKE(4, 5);

/* What a value is, to PostgreSQL, the stricter of the two. */
enum storage {
    STORAGE_UNKNOWN, /* not followed; the test on PostgreSQL decides */
    STORAGE_BIGINT,
    STORAGE_TEXT,
    STORAGE_BYTES,
    STORAGE_SMALL,     /* a 4-byte integer: a literal such as 1, length(...) */
    STORAGE_CONDITION, /* a truth value: no column can hold it */
    STORAGE_NUMERIC,   /* sum of BIGINT, a literal with a point */
    STORAGE_NULL,      /* the word NULL: fits every type */
    STORAGE__MAX
};

/* Whether a value may be NULL. */
enum nullness { NULL_NEVER, NULL_MAYBE, NULL_UNKNOWN, NULLNESS__MAX };

/* What is known of an expression or a column. */
struct value {
    enum storage storage;
    enum nullness null;
    const char *holds; /* kind of id in it ("child"), or NULL when it is none or not known */
    int parameter;     /* 1.. when the expression is a bare parameter, without a cast; else 0 */
};

/* A column of a table, a subquery or the result. */
struct column {
    const char *name;
    struct value value;
    bool bound; /* in a column called organisation: it can only be the organisation of $organisation */
};

struct columns {
    struct column *items;
    size_t count;
    size_t capacity;
};

/* A type that a parameter or result column may be declared with. */
struct declared_type {
    const char *name;     /* in the .sql file: "instant", "child_id" */
    const char *constant; /* enum db_type: "DB_INSTANT" */
    const char *c_type;   /* "int64_t", "struct child_id" */
    const char *holds;    /* "child" for child_id, else NULL */
    enum storage storage;
    bool null_allowed; /* has a value that stands for NULL */
};

/* The type called `name`, or NULL. */
const struct declared_type *declared_type_find(const char *name);

/* The kind of id called `name` ("child") as a lasting string, or NULL. */
const char *identity_kind_find(const char *name);

/* One `-- in` or `-- out` line. */
struct field {
    const char *name;
    const struct declared_type *type;
    bool null;
    bool used; /* parameters: seen in each text so far */
    int line;
};

/* A text for one engine, comments taken out, with the line of the file for each byte. */
struct sql {
    char *data; /* NUL-terminated */
    size_t length;
    int *lines;
};

enum engine { ENGINE_SQLITE, ENGINE_POSTGRESQL, ENGINE__MAX };

enum statement_kind { STATEMENT_ONE, STATEMENT_MANY, STATEMENT_RUN, STATEMENT_KIND__MAX };

/* One `-- statement`. */
struct statement {
    const char *name;
    enum statement_kind kind;
    int line;
    VECTOR(struct text) comment; /* why it exists, without the dashes */
    VECTOR(struct field) in;
    VECTOR(struct field) out;
    int every_line;             /* line of `every organisation`, 0 without */
    bool pair;                  /* `-- sqlite` and `-- postgresql`: each engine has its own text */
    bool later;                 /* also runs with others (db/together.h) */
    const char *writes;         /* the table of an INSERT, UPDATE or DELETE; NULL for a SELECT */
    bool recalled;              /* its answers may be kept in memory (db/recall.h) */
    VECTOR(const char *) reads; /* of a recalled one: the tables it reads, also through views */
    bool unnoticed;             /* nobody needs to know that it wrote (db/recall.h) */
    bool broken;                /* reading it brought a complaint: no use in checking */
    struct sql text[ENGINE__MAX];
    struct sql parsed[ENGINE__MAX]; /* the same with parameters $1 $2, as libpg_query reads it */
};

struct statements {
    struct statement *items;
    size_t count;
    size_t capacity;
};

/* --- sqlgen_read.c: the file as a list of statements --- */

/* Reads the whole file; complains and goes on after what it cannot read. */
void read_statements(struct arena *arena, struct report *report, const char *path, struct statements *ret_statements);

/* The whole file with a NUL after it; complains and ends the program when it cannot be read. */
char *read_whole_file(struct arena *arena, const char *path);

/* --- sqlgen_lex.c: the words of one SQL text --- */

/* How a text is to be written. */
struct lex_target {
    char placeholder;  /* '?' or '$', before the number of the parameter */
    const char *bytes; /* what the word BYTES becomes: BLOB or BYTEA */
    bool for_parser;   /* turn what only SQLite reads (MATCH, OR IGNORE) into what the parser reads */
    bool in_schema;    /* no parameters; the rules for schema files */
};

/*
 * Rewrites one statement from `start`, which begins on `line`, up to its semicolon (not in the result):
 * comments and needless space go, $name becomes a number, BYTES the engine's type. Complains about what may
 * not stand in a text and marks the parameters used (statement may be NULL in a schema). `*ret_rest` is what
 * follows the semicolon, or NULL when the semicolon is missing; `*ret_rest_line` its line.
 */
struct sql lex_statement(struct arena *arena, struct report *report, const char *start, int line,
                         const struct lex_target *target, struct statement *statement, const char **ret_rest,
                         int *ret_rest_line);

/* --- sqlgen_schema.c: the tables --- */

/* A table or view. */
struct table {
    const char *name;
    struct columns columns;
    bool of_organisation; /* has a column `organisation` */
};

struct schema {
    sqlite3 *sqlite; /* in memory, double-quoted strings off */
    VECTOR(struct table) tables;
};

/* Runs the schema files in the order given; complains about them under their own names, and then ends the
 * program. */
struct schema *schema_load(struct arena *arena, char *const *paths, size_t count);
void schema_close(struct schema *schema);

/* NULL when there is no such table. */
const struct table *schema_table(const struct schema *schema, const char *name);

/* Prepares the SQLite text: unknown tables and columns, whether its columns are the `-- out` lines, and what it reads. */
void schema_prepare(struct schema *schema, struct arena *arena, struct report *report, struct statement *statement);

/* --- sqlgen_check.c, sqlgen_query.c, sqlgen_write.c, sqlgen_from.c, sqlgen_expression.c: the parse tree --- */

/* A table, subquery or common table expression of a FROM list, under its alias. */
struct relation {
    const char *alias;
    const char *table; /* NULL for a subquery */
    struct columns columns;
    bool known;    /* `columns` is complete */
    bool guarded;  /* rows of all organisations: needs alias.organisation = $organisation */
    bool bound;    /* can only hold rows of $organisation */
    bool optional; /* right of a LEFT JOIN: its columns may be NULL */
    int line;
};

/* One query level. Inner levels see outer ones. */
struct scope {
    struct scope *outer;
    VECTOR(struct relation) relations;
    VECTOR(struct relation) tables; /* common table expressions, by alias */
    const struct columns *results;  /* for ORDER BY, else NULL */
    bool grouped;                   /* has GROUP BY: an aggregate always has a row */
};

/* The check of one text of one statement. */
struct check {
    struct arena *arena;
    struct report *report;
    const struct schema *schema;
    struct statement *statement;
    const struct sql *sql; /* the text that is checked, for lines */
    int organisation;      /* number of the parameter $organisation, 0 without */
    bool strict;           /* one text for both engines */
    bool sqlite_only;      /* the text for SQLite of a pair: every number and truth value is an integer */
    int missing;           /* organisation rules that were broken (also when excused) */
};

/* Checks both texts of a statement. */
void check_statement(struct arena *arena, struct report *report, struct schema *schema, struct statement *statement);

/* Line of a node of the parse tree (its "location"), or the statement's. */
int check_line(const struct check *check, const json_t *node);

/* Complains that the organisation is missing, unless the statement is excused. */
void check_missing(struct check *check, int line, const char *rule, const char *format, ...) PRINTF_LIKE(4, 5);

/* Checks a SELECT (also VALUES, UNION, WITH) and gives its columns. `outer` may be NULL. */
void check_select(struct check *check, const json_t *select, struct scope *outer, struct columns *ret_columns);

/* The columns of a select list or RETURNING. */
void check_targets(struct check *check, const json_t *targets, struct scope *scope, struct columns *ret_columns);

/* Checks a statement that writes, and gives the columns of its RETURNING. */
void check_insert(struct check *check, const json_t *insert, struct columns *ret_columns);
void check_update(struct check *check, const json_t *update, struct columns *ret_columns);
void check_delete(struct check *check, const json_t *delete, struct columns *ret_columns);

/* A value that is written to a column as it stands: here a parameter that may be NULL needs no cast. */
struct value check_assigned(struct check *check, const json_t *expression, struct scope *scope);

/* Adds the common table expressions of a WITH to a scope. */
void check_with(struct check *check, const json_t *with, struct scope *scope);

/* Adds what FROM names to a scope, and finds which of it the conditions bind to the organisation. `where` may
 * be NULL. */
void check_from(struct check *check, const json_t *from, const json_t *where, struct scope *scope);

/* Adds one table (a RangeVar) under its alias. `alias_needed` is false for the table of an INSERT. */
struct relation *check_relation(struct check *check, const json_t *range, struct scope *scope, bool alias_needed);

/* Whether what a subquery calls `organisation` can only be the organisation; false when it has no such column. */
bool columns_bound(const struct columns *columns);

/* The relation called `alias`, here or further out; NULL when there is none. */
struct relation *scope_relation(struct scope *scope, const char *alias);

/* Whether an expression can only be the organisation: $organisation, or the column of a bound relation. */
bool check_is_organisation(const struct check *check, const json_t *expression, struct scope *scope);

/* Checks an expression and everything in it, and tells what it is. */
struct value check_expression(struct check *check, const json_t *expression, struct scope *scope);

/* The same where a condition belongs: WHERE, ON, HAVING, WHEN. NULL is allowed. */
void check_condition(struct check *check, const json_t *expression, struct scope *scope);

/* Every expression of an array; NULL is allowed. */
void check_expressions(struct check *check, const json_t *array, struct scope *scope);

/* The ORDER BY of a query or window. */
void check_order(struct check *check, const json_t *sort, struct scope *scope);

/* Two values that meet in a comparison or an assignment must be of one type, and ids of one kind. */
void check_same(struct check *check, int line, struct value left, struct value right, const char *what);

/* The value of two branches (CASE, COALESCE, UNION). */
struct value value_join(struct value left, struct value right);

/* --- sqlgen_function.c --- */

/* The same as check_expression for a FuncCall. */
struct value check_function(struct check *check, const json_t *call, struct scope *scope);

/* PARTITION BY and ORDER BY of a window (WindowDef, or what stands behind OVER). No value of its own. */
struct value check_window(struct check *check, const json_t *window, struct scope *scope);

/* Whether an expression is a call that makes one value of many rows (not over a window). */
bool function_is_aggregate(const json_t *expression);

/* --- sqlgen_tree.c: reading the parse tree --- */

/* The inner object of a node when it is of this type, or NULL: {"ColumnRef": {...}}. */
const json_t *node_as(const json_t *node, const char *type);

/* The string under `key`, or NULL. */
const char *node_string(const json_t *object, const char *key);

/* Item i of an array of String nodes, or NULL. */
const char *node_name(const json_t *array, size_t index);

/* alias.column: true when it is exactly that. A bare column gives alias NULL. */
bool node_is_column(const json_t *node, const char **ret_alias, const char **ret_column);

/* The expression without its casts. */
const json_t *node_without_cast(const json_t *node);

/* The operator of an A_Expr of kind AEXPR_OP, else NULL. */
const char *node_operator(const json_t *node);

/* --- sqlgen_emit.c: the C files --- */

/* Writes the header and the source; ends the program when they cannot be written. */
void emit_files(const struct statements *statements, const char *sql_path, const char *source_path,
                const char *header_path);

#endif
