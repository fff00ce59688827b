/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The statement generator: turns NAME.sql into NAME.sql.c and NAME.sql.h, and fails the build on a statement that breaks
 * a rule of the house.
 *
 *     sqlgen SCHEMA.sql... -- NAME.sql NAME.sql.c NAME.sql.h
 *
 * A .sql file holds statements:
 *
 *     -- statement handover_entries_of_day many
 *     -- Why it exists (needed). A line that does not begin with in, out or `every organisation` is such a comment.
 *     -- in  organisation organisation_id
 *     -- in  child        child_id
 *     -- in  note         text null
 *     -- out id           entry_id
 *     SELECT e.id FROM entry AS e WHERE e.organisation = $organisation AND e.child = $child AND ...;
 *
 * Kinds: `one` (the first row, or STATUS_NOT_FOUND), `many`, `run` (no rows); `later` behind `one` or `many` also makes the
 * function that runs it together with others (db/together.h), `recalled` lets its answers stay in memory until a table that it
 * reads is written, and `unnoticed` behind `run` says that this writing makes no such answer wrong (db/recall.h). Types: integer, boolean, text, bytes,
 * instant, date and each kind of base/identity.h with _id; `null` behind all but integer and boolean. Every `-- out` line
 * is a column of the result, in order and by name (AS).
 *
 * What fails (the word that ends the message):
 *
 *     missing-organisation  an aliased table with a column `organisation` needs alias.organisation = $organisation as a
 *                           top-level AND, or = the organisation of a table that has it; so does ON CONFLICT DO UPDATE.
 *     insert-organisation   INSERT sets the column organisation from $organisation.
 *     unneeded-exemption    `-- every organisation: why` lifts both rules; here nothing is lifted.
 *     sqlite                SQLite does not prepare it: a wrong table or column, a function that it lacks.
 *     syntax, join          PostgreSQL's parser does not read it, or it is a join that we do not follow.
 *     double-quoted-name, unaliased-table, select-star, insert-columns, set
 *     placeholder, undeclared-parameter, unused-parameter, null-cast
 *     type, null            a value meets a column of another type or another kind of id; NULL meets NOT NULL.
 *     result-columns, statement-kind, unknown-type, layout
 *     or-rollback, deferred-keys, pair-place
 *     engine-function, condition, nulls-order   the engines would differ.
 *
 * Files in a folder db, job or search may give a text for each engine, below `-- sqlite` and `-- postgresql`; then the
 * rules about what the engines have in common do not hold, the others do for both texts.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/identity.h"
#include "sqlgen.h"

void report_error(struct report *report, int line, const char *rule, const char *format, ...)
{
    report->errors++;
    if (!report->path)
        return;
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: error: ", report->path, line);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, " [%s]\n", rule);
    va_end(arguments);
}

static const struct declared_type declared_types[] = {
    { "integer", "DB_INTEGER", "int64_t", NULL, STORAGE_BIGINT, false },
    { "boolean", "DB_BOOLEAN", "bool", NULL, STORAGE_BIGINT, false },
    { "text", "DB_TEXT", "struct text", NULL, STORAGE_TEXT, true },
    { "bytes", "DB_BYTES", "struct text", NULL, STORAGE_BYTES, true },
    { "instant", "DB_INSTANT", "int64_t", NULL, STORAGE_BIGINT, true },
    { "date", "DB_DATE", "struct date", NULL, STORAGE_BIGINT, true },
#define IDENTITY_TYPE(kind) { #kind "_id", "DB_ID", "struct " #kind "_id", #kind, STORAGE_BIGINT, true },
    IDENTITY_KINDS(IDENTITY_TYPE)
};

const struct declared_type *declared_type_find(const char *name)
{
    for (size_t i = 0; i < sizeof declared_types / sizeof *declared_types; i++)
        if (strcmp(declared_types[i].name, name) == 0)
            return &declared_types[i];
    return NULL;
}

const char *identity_kind_find(const char *name)
{
    if (strcmp(name, "care_group") == 0) /* `group` is a word of SQL */
        name = "group";
    for (size_t i = 0; i < sizeof declared_types / sizeof *declared_types; i++)
        if (declared_types[i].holds && strcmp(declared_types[i].holds, name) == 0)
            return declared_types[i].holds;
    return NULL;
}

static bool generate(struct arena *arena, struct schema *schema, char *const *paths)
{
    struct report report = { .path = paths[0] };
    struct statements statements = { 0 };
    read_statements(arena, &report, paths[0], &statements);
    for (size_t i = 0; i < statements.count; i++)
        if (!statements.items[i].broken)
            check_statement(arena, &report, schema, &statements.items[i]);
    if (statements.count == 0)
        report_error(&report, 1, "layout", "the file holds no statement");
    if (report.errors == 0)
        emit_files(&statements, paths[0], paths[1], paths[2]);
    return report.errors == 0;
}

int main(int argc, char **argv)
{
    int split = 1;
    while (split < argc && strcmp(argv[split], "--") != 0)
        split++;
    if (argc - split != 4) {
        fprintf(stderr, "usage: sqlgen SCHEMA.sql... -- NAME.sql NAME.sql.c NAME.sql.h\n");
        return 2;
    }
    struct arena *arena = arena_new();
    struct schema *schema = schema_load(arena, argv + 1, (size_t)split - 1);
    bool done = generate(arena, schema, argv + split + 1);
    schema_close(schema);
    arena_free(arena);
    return done ? 0 : 1;
}
