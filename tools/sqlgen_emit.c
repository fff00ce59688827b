/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writes the C files of a .sql file: structs and functions in the header, tables of types and offsets in the source.
 * What they mean at run time is src/db/statement.h.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "sqlgen.h"

enum {
    OUTPUT_MAXIMUM = 32 << 20, /* bytes of one C file */
    LITERAL_WIDTH = 90,        /* characters of SQL on a line of C */
};

/* The last part of a path. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The name of the file without folder and `.sql`. */
static struct text stem(const char *path)
{
    struct text name = text_from(base_name(path));
    return text_ends_with(name, TEXT(".sql")) ? text_slice(name, 0, name.length - strlen(".sql")) : name;
}

/* A text as string literals, broken at spaces. SQL holds no line breaks any more, but in strings. */
static void put_literal(struct buffer *out, const struct sql *sql)
{
    size_t width = 0;
    buffer_put_char(out, '"');
    for (size_t i = 0; i < sql->length; i++) {
        char c = sql->data[i];
        if (c == '"' || c == '\\')
            buffer_printf(out, "\\%c", c);
        else if (iscntrl((unsigned char)c))
            buffer_printf(out, "\\%03o", (unsigned)c);
        else
            buffer_put_char(out, c);
        if (++width >= LITERAL_WIDTH && c == ' ') {
            buffer_put(out, TEXT("\"\n        \""));
            width = 0;
        }
    }
    buffer_put_char(out, '"');
}

static void put_struct(struct buffer *out, const char *name, const char *part, const struct field *fields, size_t count)
{
    if (count == 0)
        return;
    buffer_printf(out, "struct %s_%s {\n", name, part);
    for (size_t i = 0; i < count; i++)
        buffer_printf(out, "    %s %s;%s\n", fields[i].type->c_type, fields[i].name,
                      fields[i].null ? " /* may be null */" : "");
    buffer_put(out, TEXT("};\n"));
}

/* The head of the function, without what follows the closing bracket. */
static void put_prototype(struct buffer *out, const struct statement *statement)
{
    const char *name = statement->name;
    buffer_printf(out, "int %s(struct db *db", name);
    if (statement->kind != STATEMENT_RUN)
        buffer_put(out, TEXT(", struct arena *arena"));
    if (statement->in.count > 0)
        buffer_printf(out, ", struct %s_in in", name);
    if (statement->kind == STATEMENT_MANY)
        buffer_printf(out, ", struct %s_rows *ret_rows)", name);
    else if (statement->kind == STATEMENT_ONE)
        buffer_printf(out, ", struct %s_row *ret_row)", name);
    else
        buffer_put(out, TEXT(", int64_t *ret_changed)"));
}

/* The way in for db_together_run. */
static void put_later_prototype(struct buffer *out, const struct statement *statement)
{
    bool one = statement->kind == STATEMENT_ONE;
    buffer_printf(out, "void %s_later(struct db_together *together", statement->name);
    if (statement->in.count > 0)
        buffer_printf(out, ", struct %s_in in", statement->name);
    buffer_printf(out, ", struct %s_%s *%s)", statement->name, one ? "row" : "rows",
                  one ? "ret_row, bool *ret_found" : "ret_rows");
}

static void put_later_function(struct buffer *out, const struct statement *statement)
{
    bool one = statement->kind == STATEMENT_ONE;
    buffer_put_char(out, '\n');
    put_later_prototype(out, statement);
    buffer_printf(out,
                  "\n{\n"
                  "    struct db_together_part part = { .statement = &%s_statement, .one = %s, .ret = %s%s };\n"
                  "    db_together_add(together, part, %s);\n"
                  "}\n",
                  statement->name, one ? "true" : "false", one ? "ret_row" : "ret_rows",
                  one ? ", .ret_found = ret_found" : "", statement->in.count > 0 ? "&in" : "NULL");
}

/* `why` of the statement as a C comment. A comment sign in it would end ours. */
static void put_comment(struct buffer *out, const struct statement *statement)
{
    buffer_put(out, TEXT("\n/*\n"));
    for (size_t i = 0; i < statement->comment.count; i++) {
        struct text line = statement->comment.items[i];
        buffer_put(out, TEXT(" * "));
        for (size_t j = 0; j < line.length; j++)
            buffer_put_char(out, line.data[j] == '/' && j > 0 && line.data[j - 1] == '*' ? '|' : line.data[j]);
        buffer_put_char(out, '\n');
    }
    buffer_put(out, TEXT(" */\n"));
}

static void put_declarations(struct buffer *out, const struct statement *statement)
{
    put_comment(out, statement);
    put_struct(out, statement->name, "in", statement->in.items, statement->in.count);
    put_struct(out, statement->name, "row", statement->out.items, statement->out.count);
    if (statement->kind == STATEMENT_MANY)
        buffer_printf(out, "struct %s_rows {\n    struct %s_row *items;\n    size_t count;\n};\n", statement->name,
                      statement->name);
    put_prototype(out, statement);
    buffer_put(out, TEXT(";\n"));
    if (!statement->later)
        return;
    put_later_prototype(out, statement);
    buffer_put(out, TEXT(";\n"));
}

static void put_columns(struct buffer *out, const char *name, const char *part, const struct field *fields,
                        size_t count)
{
    if (count == 0)
        return;
    buffer_printf(out, "\nstatic const struct db_column %s_%s_columns[] = {\n", name, part);
    for (size_t i = 0; i < count; i++)
        buffer_printf(out, "    { \"%s\", %s, %s, offsetof(struct %s_%s, %s) },\n", fields[i].name,
                      fields[i].type->constant, fields[i].null ? "true" : "false", name, part, fields[i].name);
    buffer_put(out, TEXT("};\n"));
}

/* The members that say where parameters (`in`) or results (`out`) lie. */
static void put_part(struct buffer *out, const char *name, const char *part, const char *member, const char *size,
                     size_t count)
{
    if (count > 0)
        buffer_printf(out, "    .%s_count = %zu,\n    .%s = %s_%s_columns,\n    .%s = sizeof(struct %s_%s),\n", member,
                      count, member, name, part, size, name, part);
}

static void put_reads(struct buffer *out, const struct statement *statement)
{
    if (!statement->recalled)
        return;
    buffer_printf(out, "\nstatic const char *const %s_reads[] = {", statement->name);
    for (size_t i = 0; i < statement->reads.count; i++)
        buffer_printf(out, " \"%s\",", statement->reads.items[i]);
    buffer_put(out, TEXT(" NULL };\n"));
}

static void put_descriptor(struct buffer *out, const struct statement *statement)
{
    put_columns(out, statement->name, "in", statement->in.items, statement->in.count);
    put_columns(out, statement->name, "row", statement->out.items, statement->out.count);
    put_reads(out, statement);
    buffer_printf(out,
                  "\nstatic const struct db_statement %s_statement = {\n    .name = \"%s\",\n    .sqlite =\n        ",
                  statement->name, statement->name);
    put_literal(out, &statement->text[ENGINE_SQLITE]);
    buffer_put(out, TEXT(",\n    .postgresql =\n        "));
    put_literal(out, &statement->text[ENGINE_POSTGRESQL]);
    buffer_put(out, TEXT(",\n"));
    put_part(out, statement->name, "in", "in", "in_size", statement->in.count);
    put_part(out, statement->name, "row", "out", "row_size", statement->out.count);
    if (statement->writes)
        buffer_printf(out, "    .writes = \"%s\",\n", statement->writes);
    if (statement->recalled)
        buffer_printf(out, "    .reads = %s_reads,\n", statement->name);
    if (statement->unnoticed)
        buffer_put(out, TEXT("    .unnoticed = true,\n"));
    buffer_put(out, TEXT("};\n"));
}

static void put_function(struct buffer *out, const struct statement *statement)
{
    const char *in = statement->in.count > 0 ? "&in" : "NULL";
    buffer_put_char(out, '\n');
    put_prototype(out, statement);
    buffer_put(out, TEXT("\n{\n"));
    if (statement->kind == STATEMENT_RUN)
        buffer_printf(out, "    return db_run(db, &%s_statement, %s, ret_changed);\n", statement->name, in);
    else if (statement->kind == STATEMENT_ONE)
        buffer_printf(out, "    return db_select_one(db, &%s_statement, %s, arena, ret_row);\n", statement->name, in);
    else
        buffer_printf(out,
                      "    void *items = NULL;\n"
                      "    size_t count = 0;\n"
                      "    int status = db_select(db, &%s_statement, %s, arena, &items, &count);\n"
                      "    if (status == 0) {\n"
                      "        ret_rows->items = items;\n"
                      "        ret_rows->count = count;\n"
                      "    }\n"
                      "    return status;\n",
                      statement->name, in);
    buffer_put(out, TEXT("}\n"));
}

static void put_header(struct buffer *out, const struct statements *statements, const char *sql_path)
{
    struct text name = stem(sql_path);
    buffer_printf(out, "/* Made by tools/sqlgen from %s. Not to be edited. */\n#ifndef SQL_", base_name(sql_path));
    for (size_t i = 0; i < name.length; i++)
        buffer_put_char(out, (char)toupper((unsigned char)name.data[i]));
    buffer_printf(out, "_%s\n", statements->count > 0 ? statements->items[0].name : "EMPTY");
    size_t guard = text_find(buffer_text(out), TEXT("#ifndef")) + strlen("#ifndef");
    struct text rest = text_slice(buffer_text(out), guard, out->length);
    buffer_printf(out, "#define%.*s\n", TEXT_ARGS(rest));
    buffer_put(out, TEXT("#include \"base/arena.h\"\n#include \"base/clock.h\"\n#include \"base/identity.h\"\n"
                         "#include \"base/text.h\"\n#include \"db/statement.h\"\n#include \"db/together.h\"\n"));
    for (size_t i = 0; i < statements->count; i++)
        put_declarations(out, &statements->items[i]);
    buffer_printf(out,
                  "\n/* All statements of this file, for the tests that prepare each of them. */\n"
                  "extern const struct db_statement *const %.*s_statements[];\n"
                  "extern const size_t %.*s_statement_count;\n\n#endif\n",
                  TEXT_ARGS(name), TEXT_ARGS(name));
}

static void put_source(struct buffer *out, const struct statements *statements, const char *sql_path,
                       const char *header_path)
{
    struct text name = stem(sql_path);
    buffer_printf(out,
                  "/* Made by tools/sqlgen from %s. Not to be edited. */\n#include \"%s\"\n\n#include <stddef.h>\n",
                  base_name(sql_path), base_name(header_path));
    for (size_t i = 0; i < statements->count; i++) {
        put_descriptor(out, &statements->items[i]);
        put_function(out, &statements->items[i]);
        if (statements->items[i].later)
            put_later_function(out, &statements->items[i]);
    }
    buffer_printf(out, "\nconst struct db_statement *const %.*s_statements[] = {\n", TEXT_ARGS(name));
    for (size_t i = 0; i < statements->count; i++)
        buffer_printf(out, "    &%s_statement,\n", statements->items[i].name);
    buffer_printf(out, "};\nconst size_t %.*s_statement_count = %zu;\n", TEXT_ARGS(name), statements->count);
}

static void write_output(const struct buffer *out, const char *path)
{
    struct text text = buffer_text(out);
    FILE *file = fopen(path, "w");
    bool written = file && !out->overflowed && fwrite(text.data, 1, text.length, file) == text.length;
    if (file && fclose(file) != 0)
        written = false;
    if (!written) {
        fprintf(stderr, "sqlgen: %s cannot be written: %s\n", path, strerror(errno));
        exit(1);
    }
}

void emit_files(const struct statements *statements, const char *sql_path, const char *source_path,
                const char *header_path)
{
    struct buffer out;
    buffer_init(&out, OUTPUT_MAXIMUM);
    put_header(&out, statements, sql_path);
    write_output(&out, header_path);
    buffer_clear(&out);
    put_source(&out, statements, sql_path, header_path);
    write_output(&out, source_path);
    buffer_release(&out);
}
