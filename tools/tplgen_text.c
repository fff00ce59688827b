/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text between tags. White space is folded to one space or newline (but in pre and textarea), comments are left out, and
 * letters are a fault: words come from the catalogues.
 */
#include "tplgen.h"

#include <string.h>

static bool space_is_kept(const struct template *template)
{
    for (size_t i = 0; i < template->tags.count; i++) {
        if (rule_keeps_space(template->tags.items[i].name))
            return true;
    }
    return false;
}

static void parse_space(struct template *template)
{
    size_t start = template->at;
    bool newline = false;
    source_space(template, &newline);
    if (space_is_kept(template))
        emit_markup(template, text_slice(template->source, start, template->at - start));
    else if (!template->spaced)
        emit_markup(template, newline ? TEXT("\n") : TEXT(" "));
}

static void parse_run(struct template *template)
{
    size_t start = template->at;
    int line = template->line;
    while (!source_ended(template) && strchr("<>& \t\r\n", source_peek(template)) == NULL &&
           !source_starts(template, "{{"))
        source_skip(template, 1);
    struct text run = text_slice(template->source, start, template->at - start);
    if (run.length == 0)
        source_fail(template, "stray-character", "write \"%c\" as a reference", source_peek(template));
    if (rule_has_letters(run))
        source_fail_at(template, line, "literal-text", "\"%.*s\": words come from {{t ...}}", TEXT_ARGS(run));
    emit_markup(template, run);
}

static void parse_comment(struct template *template)
{
    int line = template->line;
    source_take(template, "<!--");
    struct text comment = source_until(template, "-->", "unclosed-comment");
    if (text_find(comment, TEXT("{{")) != SIZE_MAX)
        source_fail_at(template, line, "placeholder-in-comment", "a comment holds no {{...}}");
}

static void parse_doctype(struct template *template)
{
    if (!source_take(template, "<!doctype html>"))
        source_fail(template, "doctype", "only \"<!doctype html>\" is known");
    if (template->tags.count > 0)
        source_fail(template, "doctype", "it stands before all tags");
    emit_markup(template, TEXT("<!doctype html>"));
}

void text_parse_reference(struct template *template)
{
    source_take(template, "&");
    struct text name = source_name(template, "");
    if (!rule_is_reference(name) || !source_take(template, ";"))
        source_fail(template, "reference", "\"&%.*s\" is not one of the references in use; write & as &amp;",
                    TEXT_ARGS(name));
    emit_markup(template, arena_printf(template->arena, "&%.*s;", TEXT_ARGS(name)));
}

/* At "<", in a place for markup. */
static void parse_markup(struct template *template)
{
    if (source_starts(template, "<!--"))
        parse_comment(template);
    else if (source_starts(template, "<!"))
        parse_doctype(template);
    else
        tag_parse(template);
}

enum ending text_parse(struct template *template, enum place place)
{
    while (!source_ended(template)) {
        char next = source_peek(template);
        if (source_starts(template, "{{")) {
            enum ending ending = directive_parse(template, place, NULL);
            if (ending != ENDING__MAX)
                return ending;
        } else if (next == '<' && place == PLACE_PLAIN) {
            if (source_starts(template, "</"))
                return ENDING_TAG;
            source_fail(template, "markup-in-plain-text", "no tag or comment can stand here");
        } else if (next == '<') {
            parse_markup(template);
        } else if (next == '&') {
            text_parse_reference(template);
        } else if (strchr(" \t\r\n", next) != NULL) {
            parse_space(template);
        } else {
            parse_run(template);
        }
    }
    return ENDING_FILE;
}
