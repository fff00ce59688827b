/* SPDX-License-Identifier: EUPL-1.2 */
/* The template as characters and lines, and the one way to complain about it. */
#include "tplgen.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void source_fail_at(const struct template *template, int line, const char *rule, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "%s:%d: %s: ", template->path, line, rule);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(EXIT_FAILURE);
}

bool source_ended(const struct template *template)
{
    return template->at >= template->source.length;
}

char source_peek(const struct template *template)
{
    return source_ended(template) ? '\0' : template->source.data[template->at];
}

bool source_starts(const struct template *template, const char *string)
{
    struct text rest = text_slice(template->source, template->at, SIZE_MAX);
    return text_starts_with(rest, text_from(string));
}

void source_skip(struct template *template, size_t bytes)
{
    for (size_t i = 0; i < bytes && !source_ended(template); i++) {
        if (template->source.data[template->at] == '\n')
            template->line++;
        template->at++;
    }
}

bool source_take(struct template *template, const char *string)
{
    if (!source_starts(template, string))
        return false;
    source_skip(template, strlen(string));
    return true;
}

struct text source_until(struct template *template, const char *string, const char *rule)
{
    struct text rest = text_slice(template->source, template->at, SIZE_MAX);
    size_t length = text_find(rest, text_from(string));
    if (length == SIZE_MAX)
        source_fail(template, rule, "\"%s\" is missing", string);
    source_skip(template, length + strlen(string));
    return text_slice(rest, 0, length);
}

bool source_space(struct template *template, bool *ret_newline)
{
    size_t start = template->at;
    int line = template->line;
    while (!source_ended(template) && isspace((unsigned char)source_peek(template)))
        source_skip(template, 1);
    if (ret_newline != NULL)
        *ret_newline = template->line > line;
    return template->at > start;
}

struct text source_name(struct template *template, const char *others)
{
    size_t start = template->at;
    while (!source_ended(template) &&
           (isalnum((unsigned char)source_peek(template)) || strchr(others, source_peek(template)) != NULL))
        source_skip(template, 1);
    return text_slice(template->source, start, template->at - start);
}
