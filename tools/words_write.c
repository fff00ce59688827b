/* SPDX-License-Identifier: EUPL-1.2 */
/* What the compiler makes: the enum, the tables, and the list of words for tplgen. */
#include "words_tool.h"

#include <ctype.h>

struct text word_constant(struct arena *arena, struct text id)
{
    struct text constant = arena_printf(arena, "WORD_%.*s", TEXT_ARGS(id));
    char *data = text_string(arena, constant);
    for (size_t i = 0; i < constant.length; i++)
        data[i] = data[i] == '.' ? '_' : (char)toupper((unsigned char)data[i]);
    return (struct text){ data, constant.length };
}

const struct message *table_find(const struct table *table, struct text id)
{
    const struct message *found = NULL;
    for (size_t i = table->chain_count; i > 0 && found == NULL; i--)
        found = catalogue_find(table->chain[i - 1], id);
    return found;
}

void write_header(struct arena *arena, const struct catalogue *reference, struct buffer *file)
{
    buffer_put(file, TEXT("/* Made by words of po/: every word, by id. */\n#ifndef WORDS_H\n#define WORDS_H\n\n"
                          "enum word {\n    WORD_NONE, /* the empty text */\n"));
    for (size_t i = 0; i < reference->messages.count; i++) {
        const struct message *message = &reference->messages.items[i];
        struct text names = text_trim(placeholder_names(arena, message->forms[message->count - 1]));
        buffer_printf(file, "    %.*s,", TEXT_ARGS(word_constant(arena, message->id)));
        if (names.length > 0 || message->plural)
            buffer_printf(file, " /* %s%.*s */", message->plural ? "plural: " : "", TEXT_ARGS(names));
        buffer_put_char(file, '\n');
    }
    buffer_put(file, TEXT("    WORD__MAX\n};\n\n#endif\n"));
}

void write_list(struct arena *arena, const struct catalogue *reference, struct buffer *file)
{
    for (size_t i = 0; i < reference->messages.count; i++) {
        const struct message *message = &reference->messages.items[i];
        struct text names = text_trim(placeholder_names(arena, message->forms[message->count - 1]));
        buffer_printf(file, "%.*s%s%s%.*s\n", TEXT_ARGS(message->id), message->plural ? " +" : "",
                      names.length > 0 ? " " : "", TEXT_ARGS(names));
    }
}

/* Catalogues hold no control characters, so quotes, backslashes and C17's trigraphs are all that needs an escape. */
static void put_text(struct arena *arena, const struct table *table, struct text form, struct buffer *file)
{
    if (table->pseudo)
        form = pseudo_text(arena, form);
    buffer_put(file, TEXT("TEXT_INITIALISER(\""));
    for (size_t i = 0; i < form.length; i++) {
        if (form.data[i] == '"' || form.data[i] == '\\' || form.data[i] == '?')
            buffer_put_char(file, '\\');
        buffer_put_char(file, form.data[i]);
    }
    buffer_put(file, TEXT("\")"));
}

static void put_texts(struct arena *arena, const struct catalogue *reference, const struct table *table,
                      struct buffer *file)
{
    buffer_printf(file,
                  "\nstatic const struct text %s_texts[WORD__MAX] = {\n    [WORD_NONE] = TEXT_INITIALISER(\"\"),\n",
                  table->name);
    for (size_t i = 0; i < reference->messages.count; i++) {
        const struct message *message = table_find(table, reference->messages.items[i].id);
        buffer_printf(file, "    [%.*s] = ", TEXT_ARGS(word_constant(arena, message->id)));
        put_text(arena, table, message->forms[message->count - 1], file);
        buffer_put(file, TEXT(",\n"));
    }
    buffer_put(file, TEXT("};\n"));
}

static void put_forms(struct arena *arena, const struct catalogue *reference, const struct table *table,
                      struct buffer *file)
{
    buffer_printf(file, "\nstatic const struct text %s_forms[] = {\n    TEXT_INITIALISER(\"\"),\n", table->name);
    for (size_t i = 0; i < reference->messages.count; i++) {
        const struct message *message = table_find(table, reference->messages.items[i].id);
        for (size_t form = 0; message->plural && form < message->count; form++) {
            buffer_put(file, TEXT("    "));
            put_text(arena, table, message->forms[form], file);
            buffer_put(file, TEXT(",\n"));
        }
    }
    buffer_put(file, TEXT("};\n"));
}

static void put_plural_numbers(struct arena *arena, const struct catalogue *reference, struct buffer *file)
{
    unsigned number = 0;
    buffer_put(file, TEXT("\nstatic const uint16_t plural_numbers[WORD__MAX] = {\n    [WORD_NONE] = 0,\n"));
    for (size_t i = 0; i < reference->messages.count; i++) {
        const struct message *message = &reference->messages.items[i];
        if (message->plural)
            buffer_printf(file, "    [%.*s] = %u,\n", TEXT_ARGS(word_constant(arena, message->id)), ++number);
    }
    buffer_put(file, TEXT("};\n"));
}

static void put_plural_rule(const struct table *table, struct buffer *file)
{
    buffer_printf(file, "\nstatic unsigned %s_plural(uint64_t n)\n{\n    (void)n;\n    return (unsigned)(%.*s);\n}\n",
                  table->name, TEXT_ARGS(table->chain[0]->plural_rule));
}

static void put_table(const struct table *table, struct buffer *file)
{
    buffer_printf(
        file,
        "    { .name = \"%s\", .texts = %s_texts, .plural_numbers = plural_numbers, .plural_forms = %s_forms,\n"
        "      .plural_count = %u, .plural = %s_plural },\n",
        table->name, table->name, table->name, table->chain[0]->plural_count, table->name);
}

/* Plural rules are written as gettext likes them, not as compilers do. */
void write_source(struct arena *arena, const struct catalogue *reference, const struct table *tables, size_t count,
                  struct buffer *file)
{
    buffer_put(file, TEXT("/* Made by words of po/: the tables of i18n/word.h. */\n#include \"i18n/word.h\"\n\n"
                          "#pragma GCC diagnostic ignored \"-Wparentheses\"\n"));
    put_plural_numbers(arena, reference, file);
    for (size_t i = 0; i < count; i++) {
        put_texts(arena, reference, &tables[i], file);
        put_forms(arena, reference, &tables[i], file);
        put_plural_rule(&tables[i], file);
    }
    buffer_put(file, TEXT("\nconst struct words words_tables[] = {\n"));
    for (size_t i = 0; i < count; i++)
        put_table(&tables[i], file);
    buffer_printf(file, "};\n\nconst size_t words_table_count = %zu;\n", count);
}
