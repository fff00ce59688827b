/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Words that nothing uses: neither as WORD_X in C, nor as an id in a template. A prefix that C pastes a name behind
 * (WORD_HANDOVER_##name) uses all words with that prefix.
 */
#include "base/file.h"
#include "words_tool.h"

#include <ctype.h>
#include <stdio.h>

enum { SOURCE_MAXIMUM = 4 * 1024 * 1024 };

static bool is_word_byte(char character)
{
    return isalnum((unsigned char)character) || character == '_' || character == '.';
}

/* `name` in `source`, not as part of a longer name. */
static bool has_whole(struct text source, struct text name)
{
    size_t at = text_find(source, name);
    while (at != SIZE_MAX) {
        size_t end = at + name.length;
        bool starts = at == 0 || !is_word_byte(source.data[at - 1]);
        if (starts && (end == source.length || !is_word_byte(source.data[end])))
            return true;
        size_t next = text_find(text_slice(source, at + 1, SIZE_MAX), name);
        at = next == SIZE_MAX ? SIZE_MAX : at + 1 + next;
    }
    return false;
}

/* "WORD_HANDOVER_##" or "WORD_HANDOVER_ ##" for a start of the constant. */
static bool has_pasted(struct arena *arena, struct text source, struct text constant)
{
    for (size_t length = sizeof "WORD_"; length < constant.length; length++) {
        if (constant.data[length - 1] != '_')
            continue;
        struct text prefix = text_slice(constant, 0, length);
        if (text_find(source, arena_printf(arena, "%.*s##", TEXT_ARGS(prefix))) != SIZE_MAX ||
            text_find(source, arena_printf(arena, "%.*s ##", TEXT_ARGS(prefix))) != SIZE_MAX)
            return true;
    }
    return false;
}

void check_used(struct report *report, const struct catalogue *reference, char **files, int count)
{
    struct arena *arena = arena_new();
    struct text *texts = ARENA_MANY(arena, struct text, (size_t)count);
    for (int i = 0; i < count; i++) {
        if (file_read(arena, files[i], SOURCE_MAXIMUM, &texts[i]) != 0)
            report_fault(report, files[i], TEXT(""), "cannot be read");
    }
    for (size_t m = 0; m < reference->messages.count; m++) {
        struct text id = reference->messages.items[m].id;
        struct text constant = word_constant(arena, id);
        bool used = false;
        for (int i = 0; i < count && !used; i++)
            used = has_whole(texts[i], constant) || has_whole(texts[i], id) || has_pasted(arena, texts[i], constant);
        if (!used)
            report_fault(report, reference->path, id, "is used nowhere");
    }
    arena_free(arena);
}
