/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads a .sql file: which statements it holds, with their parameters and columns. The texts themselves go
 * through sqlgen_lex.c; nothing is known here of tables.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "sqlgen.h"

enum { FILE_MAXIMUM = 4 << 20 }; /* bytes of one .sql file */

static const struct lex_target sqlite_target = { .placeholder = '?', .bytes = "BLOB" };
static const struct lex_target postgresql_target = { .placeholder = '$', .bytes = "BYTEA" };
static const struct lex_target parser_target = { .placeholder = '$', .bytes = "BYTEA", .for_parser = true };

struct reader {
    struct arena *arena;
    struct report *report;
    const char *at;
    int line;      /* of `at` */
    bool may_pair; /* the folder may hold statements with a text for each engine */
    struct statements *statements;
};

/* Words that C keeps for itself; the ones that could be a column. */
static const char *const c_words[] = { "auto",    "break",  "case",     "char",   "const",    "continue", "default",
                                       "do",      "double", "else",     "enum",   "extern",   "float",    "for",
                                       "goto",    "if",     "inline",   "int",    "long",     "register", "restrict",
                                       "return",  "short",  "signed",   "sizeof", "static",   "struct",   "switch",
                                       "typedef", "union",  "unsigned", "void",   "volatile", "while",    "bool",
                                       "true",    "false" };

/* A name that is also a name in C: lower case, digits and underscores. */
static bool is_name(struct text word)
{
    if (!word.data || word.length == 0 || !islower((unsigned char)word.data[0]))
        return false;
    for (size_t i = 0; i < word.length; i++)
        if (!islower((unsigned char)word.data[i]) && !isdigit((unsigned char)word.data[i]) && word.data[i] != '_')
            return false;
    for (size_t i = 0; i < sizeof c_words / sizeof *c_words; i++)
        if (text_equal(word, text_from(c_words[i])))
            return false;
    return true;
}

/* The next word of a line; the null text at its end. */
static struct text next_word(struct text *line)
{
    *line = text_trim(*line);
    if (text_is_empty(*line))
        return TEXT_NULL;
    size_t length = 0;
    while (length < line->length && !isspace((unsigned char)line->data[length]))
        length++;
    struct text word = text_slice(*line, 0, length);
    *line = text_slice(*line, length, line->length);
    return word;
}

static struct text current_line(const struct reader *reader)
{
    return (struct text){ reader->at, strcspn(reader->at, "\n") };
}

static void next_line(struct reader *reader)
{
    reader->at += strcspn(reader->at, "\n");
    if (*reader->at == '\n') {
        reader->at++;
        reader->line++;
    }
}

/* True and the text behind the dashes when the line is a comment. */
static bool is_comment(struct text line, struct text *ret_comment)
{
    line = text_trim(line);
    if (!text_starts_with(line, TEXT("--")))
        return false;
    *ret_comment = text_trim(text_slice(line, 2, line.length));
    return true;
}

/* True when the comment is `word` alone, or `word` and more. */
static bool comment_begins(struct text comment, struct text word)
{
    return text_equal(next_word(&comment), word);
}

static bool has_field(const struct field *fields, size_t count, struct text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(text_from(fields[i].name), name))
            return true;
    return false;
}

/* `NAME TYPE [null]` behind `in` or `out`. What follows `<-` is a remark. */
static void read_field(struct reader *reader, struct statement *statement, struct text rest, bool in)
{
    struct text name = next_word(&rest);
    struct text type = next_word(&rest);
    struct text last = next_word(&rest);
    const struct declared_type *declared = declared_type_find(text_string(reader->arena, type));
    bool null = text_equal(last, TEXT("null"));
    if (null)
        last = next_word(&rest);
    if (!is_name(name))
        report_error(reader->report, reader->line, "layout", "`%.*s` is not a name for a C struct", TEXT_ARGS(name));
    else if (!declared)
        report_error(reader->report, reader->line, "unknown-type",
                     "`%.*s` is not a type (in a comment, begin the line otherwise)", TEXT_ARGS(type));
    else if (!text_is_null(last) && !text_starts_with(last, TEXT("<-")))
        report_error(reader->report, reader->line, "layout", "`%.*s`: after the type only `null`", TEXT_ARGS(last));
    else if (null && !declared->null_allowed)
        report_error(reader->report, reader->line, "null", "%s has no value that stands for NULL: use COALESCE",
                     declared->name);
    else if (in ? has_field(statement->in.items, statement->in.count, name)
                : has_field(statement->out.items, statement->out.count, name))
        report_error(reader->report, reader->line, "layout", "`%.*s` stands here twice", TEXT_ARGS(name));
    struct field field = { .name = text_string(reader->arena, name),
                           .type = declared ? declared : declared_type_find("integer"),
                           .null = null,
                           .line = reader->line };
    if (in)
        *vector_add(reader->arena, &statement->in) = field;
    else
        *vector_add(reader->arena, &statement->out) = field;
}

static void read_exemption(struct reader *reader, struct statement *statement, struct text comment)
{
    struct text why = text_trim(text_slice(comment, strlen("every organisation"), comment.length));
    statement->every_line = reader->line;
    if (!text_starts_with(why, TEXT(":")) || text_is_empty(text_trim(text_slice(why, 1, why.length))))
        report_error(reader->report, reader->line, "layout", "`every organisation:` needs a reason");
}

static void read_header_line(struct reader *reader, struct statement *statement, struct text comment)
{
    struct text rest = comment;
    struct text word = next_word(&rest);
    if (text_equal(word, TEXT("in")) || text_equal(word, TEXT("out"))) {
        read_field(reader, statement, rest, text_equal(word, TEXT("in")));
    } else if (text_starts_with(comment, TEXT("every organisation"))) {
        read_exemption(reader, statement, comment);
        *vector_add(reader->arena, &statement->comment) = comment;
    } else if (!text_is_empty(comment)) {
        *vector_add(reader->arena, &statement->comment) = comment;
    }
}

/* The words behind the kind. False when one of them does not belong there. */
static bool read_marks(struct statement *statement, struct text rest)
{
    bool reads = statement->kind != STATEMENT_RUN;
    for (struct text mark = next_word(&rest); !text_is_empty(mark); mark = next_word(&rest)) {
        bool later = reads && text_equal(mark, TEXT("later"));
        bool recalled = reads && text_equal(mark, TEXT("recalled"));
        bool unnoticed = !reads && text_equal(mark, TEXT("unnoticed"));
        if (!later && !recalled && !unnoticed)
            return false;
        statement->later |= later;
        statement->recalled |= recalled;
        statement->unnoticed |= unnoticed;
    }
    return true;
}

/* `-- statement NAME KIND` and the comment lines below it. */
static void read_header(struct reader *reader, struct statement *statement, struct text rest)
{
    static const struct text kinds[STATEMENT_KIND__MAX] = { [STATEMENT_ONE] = TEXT_INITIALISER("one"),
                                                            [STATEMENT_MANY] = TEXT_INITIALISER("many"),
                                                            [STATEMENT_RUN] = TEXT_INITIALISER("run") };
    struct text name = next_word(&rest);
    struct text kind = next_word(&rest);
    statement->line = reader->line;
    statement->name = text_string(reader->arena, name);
    statement->kind = STATEMENT_ONE;
    while (statement->kind < STATEMENT_KIND__MAX && !text_equal(kind, kinds[statement->kind]))
        statement->kind++;
    if (!is_name(name) || statement->kind == STATEMENT_KIND__MAX || !read_marks(statement, rest))
        report_error(reader->report, reader->line, "layout",
                     "write `-- statement NAME one`, `many` or `run`; behind the first two `later` and `recalled` may "
                     "stand, behind the last `unnoticed`");
    for (size_t i = 0; i + 1 < reader->statements->count; i++)
        if (strcmp(reader->statements->items[i].name, statement->name) == 0)
            report_error(reader->report, reader->line, "layout", "statement %s stands here twice", statement->name);
    struct text comment;
    for (next_line(reader); is_comment(current_line(reader), &comment); next_line(reader)) {
        if (comment_begins(comment, TEXT("sqlite")) || comment_begins(comment, TEXT("postgresql")) ||
            comment_begins(comment, TEXT("statement")))
            break;
        read_header_line(reader, statement, comment);
    }
    if (statement->comment.count == 0)
        report_error(reader->report, statement->line, "layout",
                     "a statement says why it exists, in a comment below its name");
}

/* Goes past a text that was read; nothing may follow its semicolon on the line. */
static void go_on_after(struct reader *reader, const char *rest, int line)
{
    if (!rest) {
        report_error(reader->report, reader->line, "syntax", "a statement ends with a semicolon");
        reader->at += strlen(reader->at);
        return;
    }
    reader->at = rest;
    reader->line = line;
    struct text comment;
    if (!text_is_empty(text_trim(current_line(reader))) && !is_comment(current_line(reader), &comment))
        report_error(reader->report, line, "syntax", "something follows the semicolon: one statement has one text");
    next_line(reader);
}

/* Complains about parameters that the text just read did not use. */
static void check_used(struct reader *reader, struct statement *statement, const char *engine)
{
    for (size_t i = 0; i < statement->in.count; i++) {
        struct field *field = &statement->in.items[i];
        if (!field->used)
            report_error(reader->report, field->line, "unused-parameter", "$%s is not used%s", field->name, engine);
        field->used = false;
    }
}

/* One text; `engine` says for which, ENGINE__MAX for both. */
static void read_text(struct reader *reader, struct statement *statement, enum engine engine)
{
    const char *rest;
    int line;
    struct report silent = { .path = NULL };
    const char *start = reader->at;
    if (engine != ENGINE_POSTGRESQL) {
        statement->text[ENGINE_SQLITE] =
            lex_statement(reader->arena, reader->report, start, reader->line, &sqlite_target, statement, &rest, &line);
        statement->parsed[ENGINE_SQLITE] =
            lex_statement(reader->arena, &silent, start, reader->line, &parser_target, statement, &rest, &line);
    }
    if (engine != ENGINE_SQLITE)
        statement->text[ENGINE_POSTGRESQL] =
            lex_statement(reader->arena, engine == ENGINE__MAX ? &silent : reader->report, start, reader->line,
                          &postgresql_target, statement, &rest, &line);
    statement->parsed[ENGINE_POSTGRESQL] = statement->text[ENGINE_POSTGRESQL];
    check_used(reader, statement,
               engine == ENGINE_SQLITE       ? " in the text for SQLite"
               : engine == ENGINE_POSTGRESQL ? " in the text for PostgreSQL"
                                             : "");
    go_on_after(reader, rest, line);
}

static void skip_blank(struct reader *reader)
{
    while (*reader->at && text_is_empty(text_trim(current_line(reader))))
        next_line(reader);
}

static void read_pair(struct reader *reader, struct statement *statement)
{
    static const struct text names[ENGINE__MAX] = {
        [ENGINE_SQLITE] = TEXT_INITIALISER("sqlite"), [ENGINE_POSTGRESQL] = TEXT_INITIALISER("postgresql")
    };
    statement->pair = true;
    if (!reader->may_pair)
        report_error(reader->report, reader->line, "pair-place",
                     "only db/, job/ and search/ hold a text for each engine; here one text serves both");
    for (enum engine engine = ENGINE_SQLITE; engine < ENGINE__MAX; engine++) {
        struct text comment;
        skip_blank(reader);
        if (!is_comment(current_line(reader), &comment) || !text_equal(comment, names[engine])) {
            report_error(reader->report, reader->line, "layout", "here must stand `-- %.*s`", TEXT_ARGS(names[engine]));
            return;
        }
        next_line(reader);
        read_text(reader, statement, engine);
    }
}

static void read_statement(struct reader *reader, struct text rest)
{
    struct statement *statement = vector_add(reader->arena, reader->statements);
    int before = reader->report->errors;
    read_header(reader, statement, rest);
    struct text comment;
    skip_blank(reader);
    if (!is_comment(current_line(reader), &comment))
        read_text(reader, statement, ENGINE__MAX);
    else if (comment_begins(comment, TEXT("sqlite")) || comment_begins(comment, TEXT("postgresql")))
        read_pair(reader, statement);
    else
        report_error(reader->report, statement->line, "layout", "statement %s has no text", statement->name);
    statement->broken = reader->report->errors > before;
}

/* Only what lies in these folders may know which engine runs (design: db, job, search). */
static bool folder_may_pair(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = text_string(arena, slash ? (struct text){ path, (size_t)(slash - path) } : TEXT(""));
    const char *name = strrchr(folder, '/');
    name = name ? name + 1 : folder;
    return strcmp(name, "db") == 0 || strcmp(name, "job") == 0 || strcmp(name, "search") == 0;
}

char *read_whole_file(struct arena *arena, const char *path)
{
    struct text content;
    if (file_read(arena, path, FILE_MAXIMUM, &content) != 0 || strlen(content.data) != content.length) {
        fprintf(stderr, "sqlgen: %s cannot be read as text\n", path);
        exit(1);
    }
    return text_string(arena, content);
}

void read_statements(struct arena *arena, struct report *report, const char *path, struct statements *ret_statements)
{
    struct reader reader = { .arena = arena,
                             .report = report,
                             .at = read_whole_file(arena, path),
                             .line = 1,
                             .may_pair = folder_may_pair(arena, path),
                             .statements = ret_statements };
    while (*reader.at) {
        struct text comment;
        struct text line = current_line(&reader);
        if (is_comment(line, &comment) && comment_begins(comment, TEXT("statement"))) {
            next_word(&comment);
            read_statement(&reader, comment);
            continue;
        }
        if (!is_comment(line, &comment) && !text_is_empty(text_trim(line))) {
            report_error(report, reader.line, "layout", "SQL stands below a line `-- statement NAME KIND`");
            const char *rest;
            int rest_line;
            struct report silent = { .path = NULL };
            lex_statement(arena, &silent, reader.at, reader.line, &sqlite_target, NULL, &rest, &rest_line);
            go_on_after(&reader, rest, rest_line);
            continue;
        }
        next_line(&reader);
    }
}
