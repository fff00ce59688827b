/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The words of one SQL text, before any parser sees it: takes out comments and needless space, numbers the
 * parameters, names the engine's bytes type, and refuses what must not stand in a text of ours for reasons
 * that a parser would not tell: double-quoted names (SQLite once took them for strings), OR ROLLBACK (ends
 * the whole group of changes), deferred keys (fail at the commit, for all).
 */
#include <ctype.h>
#include <string.h>

#include "base/buffer.h"
#include "sqlgen.h"

enum { SQL_MAXIMUM = 1 << 20 }; /* bytes of one statement */

struct lexer {
    struct arena *arena;
    struct report *report;
    const struct lex_target *target;
    struct statement *statement;
    const char *at;
    int line;
    struct buffer out;
    VECTOR(int) lines; /* one for each byte of out */
    bool space;        /* a space is due before the next word */
    bool after_or;     /* the last word was OR */
};

static void put(struct lexer *lexer, const char *data, size_t length)
{
    if (lexer->space && lexer->out.length > 0) {
        buffer_put_char(&lexer->out, ' ');
        *vector_add(lexer->arena, &lexer->lines) = lexer->line;
    }
    lexer->space = false;
    buffer_put(&lexer->out, (struct text){ data, length });
    for (size_t i = 0; i < length; i++)
        *vector_add(lexer->arena, &lexer->lines) = lexer->line;
}

/* Goes past `length` bytes, counting lines. */
static void skip(struct lexer *lexer, size_t length)
{
    for (size_t i = 0; i < length; i++)
        lexer->line += *lexer->at++ == '\n';
}

static void skip_comment(struct lexer *lexer)
{
    bool line = *lexer->at == '-';
    const char *end = strstr(lexer->at + 2, line ? "\n" : "*/");
    if (!end) {
        if (!line)
            report_error(lexer->report, lexer->line, "syntax", "a comment that does not end");
        end = lexer->at + strlen(lexer->at);
    } else if (!line) {
        end += 2;
    }
    skip(lexer, (size_t)(end - lexer->at));
    lexer->space = true;
}

static void copy_string(struct lexer *lexer)
{
    const char *end = lexer->at + 1;
    while (*end && (*end != '\'' || end[1] == '\''))
        end += *end == '\'' ? 2 : 1;
    if (!*end) {
        report_error(lexer->report, lexer->line, "syntax", "a string that does not end");
        end--;
    }
    size_t length = (size_t)(end + 1 - lexer->at);
    put(lexer, lexer->at, length);
    skip(lexer, length);
}

static void refuse_quoted_name(struct lexer *lexer)
{
    report_error(lexer->report, lexer->line, "double-quoted-name",
                 "names stand without quotes, strings between single ones; found %c", *lexer->at);
    const char *end = strchr(lexer->at + 1, *lexer->at);
    skip(lexer, end ? (size_t)(end + 1 - lexer->at) : strlen(lexer->at));
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '_')
        length++;
    return length;
}

static bool word_is(const char *at, size_t length, const char *word)
{
    return text_equal_ignore_case((struct text){ at, length }, text_from(word));
}

static void put_parameter(struct lexer *lexer)
{
    size_t length = word_length(lexer->at + 1);
    struct text name = { lexer->at + 1, length };
    if (!lexer->statement || length == 0 || isdigit((unsigned char)lexer->at[1])) {
        report_error(lexer->report, lexer->line, "placeholder", "a parameter is $ and a declared name");
        skip(lexer, length + 1);
        return;
    }
    size_t index = 0;
    while (index < lexer->statement->in.count && !text_equal(text_from(lexer->statement->in.items[index].name), name))
        index++;
    if (index == lexer->statement->in.count) {
        report_error(lexer->report, lexer->line, "undeclared-parameter", "$%.*s has no `-- in` line", TEXT_ARGS(name));
    } else {
        lexer->statement->in.items[index].used = true;
        struct text number = arena_printf(lexer->arena, "%c%zu", lexer->target->placeholder, index + 1);
        put(lexer, number.data, number.length);
    }
    skip(lexer, length + 1);
}

static void refuse_word(struct lexer *lexer, const char *word, size_t length)
{
    if (word_is(word, length, "rollback"))
        report_error(lexer->report, lexer->line, "or-rollback",
                     "ROLLBACK ends the whole group of changes, not only this one; statements never do");
    if (word_is(word, length, "deferrable") || word_is(word, length, "deferred") ||
        word_is(word, length, "defer_foreign_keys"))
        report_error(lexer->report, lexer->line, "deferred-keys",
                     "a deferred key fails at the commit, for every change in the group: keys are checked at once");
}

/* What libpg_query cannot read becomes something it can; the text for SQLite itself keeps it. */
static bool put_for_parser(struct lexer *lexer, const char *word, size_t length)
{
    if (!lexer->target->for_parser)
        return false;
    if (word_is(word, length, "match") || word_is(word, length, "glob")) {
        put(lexer, "=", 1);
        return true;
    }
    if (lexer->after_or && (word_is(word, length, "ignore") || word_is(word, length, "replace"))) {
        buffer_cut(&lexer->out, lexer->out.length - strlen("OR"));
        lexer->lines.count -= strlen("OR");
        return true;
    }
    return false;
}

static void put_word(struct lexer *lexer)
{
    const char *word = lexer->at;
    size_t length = word_length(word);
    refuse_word(lexer, word, length);
    if (!put_for_parser(lexer, word, length)) {
        if (length == strlen("BYTES") && memcmp(word, "BYTES", length) == 0)
            put(lexer, lexer->target->bytes, strlen(lexer->target->bytes));
        else
            put(lexer, word, length);
    }
    lexer->after_or = word_is(word, length, "or");
    skip(lexer, length);
}

/* One word, string, sign or comment. */
static void lex_one(struct lexer *lexer)
{
    char c = *lexer->at;
    if (isspace((unsigned char)c)) {
        lexer->space = true;
        skip(lexer, 1);
    } else if ((c == '-' && lexer->at[1] == '-') || (c == '/' && lexer->at[1] == '*')) {
        skip_comment(lexer);
    } else if (c == '\'') {
        copy_string(lexer);
    } else if (c == '"' || c == '`') {
        refuse_quoted_name(lexer);
    } else if (c == '$') {
        put_parameter(lexer);
    } else if (c == ':' && lexer->at[1] == ':') {
        put(lexer, lexer->at, 2);
        skip(lexer, 2);
    } else if (c == '?' || c == ':' || (c == '@' && isalpha((unsigned char)lexer->at[1]))) {
        report_error(lexer->report, lexer->line, "placeholder", "a parameter is $ and a declared name; found %c", c);
        skip(lexer, 1);
    } else if (isalnum((unsigned char)c) || c == '_') {
        put_word(lexer);
    } else {
        put(lexer, lexer->at, 1);
        skip(lexer, 1);
    }
}

/* A trigger holds statements of its own, up to END. */
static bool inside_trigger(const struct lexer *lexer)
{
    struct text text = buffer_text(&lexer->out);
    return lexer->target->in_schema && text.length > strlen("CREATE TRIGGER") &&
           text_equal_ignore_case(text_slice(text, 0, strlen("CREATE TRIGGER")), TEXT("CREATE TRIGGER")) &&
           !text_equal_ignore_case(text_slice(text, text.length - 3, 3), TEXT("END"));
}

struct sql lex_statement(struct arena *arena, struct report *report, const char *start, int line,
                         const struct lex_target *target, struct statement *statement, const char **ret_rest,
                         int *ret_rest_line)
{
    struct lexer lexer = {
        .arena = arena, .report = report, .target = target, .statement = statement, .at = start, .line = line
    };
    buffer_init(&lexer.out, SQL_MAXIMUM);
    while (*lexer.at && (*lexer.at != ';' || inside_trigger(&lexer)))
        lex_one(&lexer);
    *ret_rest = *lexer.at ? lexer.at + 1 : NULL;
    *ret_rest_line = lexer.line;
    *vector_add(arena, &lexer.lines) = lexer.line;
    struct sql sql = { .data = text_string(arena, buffer_text(&lexer.out)),
                       .length = lexer.out.length,
                       .lines = lexer.lines.items };
    buffer_release(&lexer.out);
    return sql;
}
