/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * {{t ...}}: words of the catalogues. words.list, made by tools/words.c, has a line for each word: its id, "+" if it has
 * plural forms, and the names of its placeholders. With it a template with an unknown word, a missing or a needless value
 * fails here, and not on somebody's screen.
 */
#include "base/file.h"
#include "tplgen.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORD_LIST_MAXIMUM = 16 * 1024 * 1024 };

void word_list_read(struct template *template, const char *path)
{
    struct text rest = TEXT_NULL;
    VECTOR(struct known_word) words = { 0 };
    if (file_read(template->arena, path, WORD_LIST_MAXIMUM, &rest) != 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    while (rest.data != NULL) {
        struct text names = TEXT_NULL;
        struct text id = text_cut(text_cut(rest, '\n', &rest), ' ', &names);
        if (id.length == 0)
            continue;
        struct known_word *word = vector_add(template->arena, &words);
        word->id = id;
        word->plural = text_equal(names, TEXT("+")) || text_starts_with(names, TEXT("+ "));
        word->names =
            arena_printf(template->arena, " %.*s ", TEXT_ARGS(text_slice(names, word->plural ? 1 : 0, SIZE_MAX)));
    }
    template->words = words.items;
    template->word_count = words.count;
}

static const struct known_word *find_word(const struct template *template, struct text id)
{
    for (size_t i = 0; i < template->word_count; i++) {
        if (text_equal(template->words[i].id, id))
            return &template->words[i];
    }
    source_fail(template, "unknown-word", "\"%.*s\" is not in the catalogues", TEXT_ARGS(id));
}

static bool has_name(struct template *template, struct text names, struct text name)
{
    return text_find(names, arena_printf(template->arena, " %.*s ", TEXT_ARGS(name))) != SIZE_MAX;
}

/* Each placeholder has a value. `given` are the names of the values, between spaces. */
static void check_given(struct template *template, const struct known_word *word, struct text given)
{
    struct text rest = text_trim(word->names);
    while (rest.data != NULL) {
        struct text name = text_cut(rest, ' ', &rest);
        if (name.length > 0 && !has_name(template, given, name))
            source_fail(template, "word-values", "%.*s needs %.*s=", TEXT_ARGS(word->id), TEXT_ARGS(name));
    }
    if (word->plural && !has_name(template, given, TEXT("n")))
        source_fail(template, "word-values", "%.*s has a plural and needs n=", TEXT_ARGS(word->id));
}

/* The values as members of an array; the names that were given, between spaces. */
static struct text read_values(struct template *template, const struct known_word *word, struct text body,
                               size_t *ret_count, struct text *ret_given)
{
    struct text values = TEXT("");
    struct text given = TEXT(" ");
    struct text name = TEXT_NULL;
    struct text value = TEXT_NULL;
    size_t count = 0;
    for (; value_pair(template, &body, &name, &value); count++) {
        bool expected = has_name(template, word->names, name) || (word->plural && text_equal(name, TEXT("n")));
        if (!expected || has_name(template, given, name))
            source_fail(template, "word-values", "%.*s has no place for %.*s=", TEXT_ARGS(word->id), TEXT_ARGS(name));
        given = arena_printf(template->arena, "%.*s%.*s ", TEXT_ARGS(given), TEXT_ARGS(name));
        values = arena_printf(template->arena, "%.*sword_value(\"%.*s\", %.*s), ", TEXT_ARGS(values), TEXT_ARGS(name),
                              TEXT_ARGS(value_argument(template, value)));
    }
    *ret_count = count;
    *ret_given = given;
    return values;
}

void word_emit(struct template *template, struct text body, int line, bool plain)
{
    struct text given = TEXT_NULL;
    size_t count = 0;
    struct text id = value_token(&body);
    if (value_is_path(template, id)) {
        value_end(template, body);
        emit_code(template, line, "html_word(html, %.*s);", TEXT_ARGS(value_of(template, id)));
        return;
    }
    const struct known_word *word = find_word(template, id);
    struct text values = read_values(template, word, body, &count, &given);
    struct text constant = value_constant(template->arena, "WORD_", id);
    check_given(template, word, given);
    if (count == 0)
        emit_code(template, line, "html_word(html, %.*s);", TEXT_ARGS(constant));
    else
        emit_code(template, line, "%s(html, %.*s, (const struct word_value[]){ %.*s}, %zu);",
                  plain ? "html_attribute_word_values" : "html_word_values", TEXT_ARGS(constant), TEXT_ARGS(values),
                  count);
}
