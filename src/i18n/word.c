/* SPDX-License-Identifier: EUPL-1.2 */
#include "i18n/word.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

/* Around each value: first strong isolate and its end (Unicode UAX 9). */
#define ISOLATE     TEXT("\u2068")
#define ISOLATE_END TEXT("\u2069")

const struct words *words_find(struct text name)
{
    for (size_t i = 0; i < words_table_count; i++) {
        if (text_equal(text_from(words_tables[i].name), name))
            return &words_tables[i];
    }
    return NULL;
}

struct text word(const struct words *words, enum word id)
{
    assert(id >= WORD_NONE && id < WORD__MAX);
    return words->texts[id];
}

bool word_has_plural(const struct words *words, enum word id)
{
    assert(id >= WORD_NONE && id < WORD__MAX);
    return words->plural_numbers[id] > 0;
}

struct text word_plural(const struct words *words, enum word id, int64_t n)
{
    if (!word_has_plural(words, id))
        return word(words, id);
    unsigned form = words->plural(n < 0 ? -(uint64_t)n : (uint64_t)n);
    if (form >= words->plural_count)
        form = words->plural_count - 1;
    return words->plural_forms[1 + (words->plural_numbers[id] - 1u) * words->plural_count + form];
}

struct word_value word_value_text(const char *name, struct text text)
{
    return (struct word_value){ .name = name, .text = text };
}

struct word_value word_value_string(const char *name, const char *string)
{
    return (struct word_value){ .name = name, .text = text_from(string) };
}

struct word_value word_value_number(const char *name, int64_t number)
{
    return (struct word_value){ .name = name, .number = number, .is_number = true };
}

struct word_value word_value_size(const char *name, size_t number)
{
    return word_value_number(name, (int64_t)number);
}

static const struct word_value *find_value(const struct word_value *values, size_t count, struct text name)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal(text_from(values[i].name), name))
            return &values[i];
    }
    return NULL;
}

/* The form that fits the number value "n"; without it the last one, which says something of any number. */
static struct text fitting_message(const struct words *words, enum word id, const struct word_value *values,
                                   size_t count)
{
    const struct word_value *n = word_has_plural(words, id) ? find_value(values, count, TEXT("n")) : NULL;
    return n != NULL && n->is_number ? word_plural(words, id, n->number) : word(words, id);
}

static void fill_value(const struct word_value *value, void (*piece)(void *sink, struct text text, bool is_value),
                       void *sink)
{
    char digits[24];
    if (!value->is_number) {
        piece(sink, value->text, true);
        return;
    }
    int length = snprintf(digits, sizeof digits, "%" PRId64, value->number);
    piece(sink, (struct text){ digits, (size_t)length }, false);
}

void word_fill(const struct words *words, enum word id, const struct word_value *values, size_t count,
               void (*piece)(void *sink, struct text text, bool is_value), void *sink)
{
    struct text rest = fitting_message(words, id, values, count);
    while (rest.data != NULL) {
        struct text before = text_cut(rest, '{', &rest);
        if (before.length > 0)
            piece(sink, before, false);
        if (rest.data == NULL)
            break;
        struct text name = text_cut(rest, '}', &rest);
        const struct word_value *value = find_value(values, count, name);
        if (value != NULL)
            fill_value(value, piece, sink);
        else
            piece(sink, (struct text){ name.data - 1, name.length + 2 }, false);
    }
}

static void put_piece(void *sink, struct text text, bool is_value)
{
    struct buffer *buffer = sink;
    if (is_value)
        buffer_put(buffer, ISOLATE);
    buffer_put(buffer, text);
    if (is_value)
        buffer_put(buffer, ISOLATE_END);
}

void word_put(struct buffer *buffer, const struct words *words, enum word id, const struct word_value *values,
              size_t count)
{
    word_fill(words, id, values, count, put_piece, buffer);
}

struct text word_format(struct arena *arena, const struct words *words, enum word id, const struct word_value *values,
                        size_t count)
{
    struct buffer buffer;
    buffer_init(&buffer, SIZE_MAX / 2);
    word_put(&buffer, words, id, values, count);
    struct text text = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return text;
}
