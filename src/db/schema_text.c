/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two rules of schema files, in one pass over the lines. What stands in a comment or in quotes is left
 * alone; neither may reach over the end of a line.
 */
#include "db/schema_text.h"

#include "base/arena.h"

/* The output never gets longer than the input. */
struct output {
    char *data;
    size_t length;
};

static void put(struct output *output, struct text text)
{
    memcpy(output->data + output->length, text.data, text.length);
    output->length += text.length;
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_';
}

/* Bytes from `start` that are copied as they are: a comment to the end of the line, or a quoted text. 0 for
 * neither. */
static size_t protected_length(struct text line, size_t start)
{
    struct text rest = text_slice(line, start, line.length);
    if (text_starts_with(rest, TEXT("--")))
        return rest.length;
    if (rest.data[0] != '\'' && rest.data[0] != '"')
        return 0;
    const char *end = memchr(rest.data + 1, rest.data[0], rest.length - 1);
    return end == NULL ? rest.length : (size_t)(end - rest.data) + 1;
}

static size_t word_length(struct text line, size_t start)
{
    size_t length = 0;
    while (start + length < line.length && is_letter(line.data[start + length]))
        length++;
    return length;
}

static void translate_line(struct output *output, struct text line, struct text bytes)
{
    for (size_t i = 0; i < line.length;) {
        size_t length = protected_length(line, i);
        if (length == 0)
            length = word_length(line, i);
        if (length == 0)
            length = 1;
        struct text part = text_slice(line, i, length);
        put(output, text_equal(part, TEXT("BYTES")) ? bytes : part);
        i += length;
    }
}

struct text schema_text(struct arena *arena, struct text text, bool postgresql)
{
    struct text own = postgresql ? TEXT("--postgresql ") : TEXT("--sqlite ");
    struct text other = postgresql ? TEXT("--sqlite ") : TEXT("--postgresql ");
    struct text bytes = postgresql ? TEXT("BYTEA") : TEXT("BLOB");
    struct output output = { .data = arena_allocate(arena, text.length + 2) };
    for (struct text rest = text; rest.data != NULL;) {
        struct text line = text_cut(rest, '\n', &rest);
        if (text_starts_with(line, own))
            line = text_slice(line, own.length, line.length);
        if (!text_starts_with(line, other))
            translate_line(&output, line, bytes);
        if (rest.data != NULL)
            put(&output, TEXT("\n"));
    }
    return (struct text){ output.data, output.length };
}
