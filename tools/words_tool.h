/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts of the catalogue compiler among themselves. What it does stands at the top of words.c.
 *
 *     words.c          the command
 *     words_read.c     a .po file as messages (libgettextpo)
 *     words_check.c    whether catalogues fit the reference, and each other
 *     words_pseudo.c   the pseudo-language
 *     words_write.c    words.h, words.c, words.list
 *     words_used.c     words that nothing uses
 */
#ifndef WORDS_TOOL_H
#define WORDS_TOOL_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/vector.h"

#include <stdbool.h>

/* As WORD_PLURAL_FORMS_MAX in i18n/word.h, which this tool cannot include: it needs what the tool makes. */
enum { FORMS_MAXIMUM = 6, CHAIN_MAXIMUM = 8, CATALOGUE_MAXIMUM = 32 };

/* One entry of a catalogue. */
struct message {
    struct text id;
    bool plural;
    size_t count;                     /* forms: 1 without plural */
    struct text forms[FORMS_MAXIMUM]; /* UTF-8, not empty */
};

struct messages {
    struct message *items; /* by id */
    size_t count;
    size_t capacity;
};

/* One .po file. */
struct catalogue {
    const char *path;
    struct messages messages;
    unsigned plural_count;   /* nplurals of the header */
    struct text plural_rule; /* the expression over n */
};

/* One language and variant, from a full catalogue and what goes over it. */
struct table {
    const char *name;
    bool pseudo;
    struct catalogue *chain[CHAIN_MAXIMUM]; /* the full one first */
    size_t chain_count;
    size_t under_count; /* of those before the "/"; all without one */
};

/* What was found wrong; every check goes on to the end, so that a translator sees everything at once. */
struct report {
    struct arena *arena;
    size_t faults;
};

/* words.c */

/* Prints "path: id: what is wrong" and counts it. `id` may be empty. */
void report_fault(struct report *report, const char *path, struct text id, const char *format, ...) PRINTF_LIKE(4, 5);

/* words_read.c */

void catalogue_read(struct report *report, const char *path, struct catalogue *ret_catalogue);
/* NULL if the catalogue does not have it. */
const struct message *catalogue_find(const struct catalogue *catalogue, struct text id);

/* words_check.c */

/* The catalogue by itself: ids, forms, braces, plural rule. */
void check_catalogue(struct report *report, const struct catalogue *catalogue);
/* The full catalogue and the overrides against the reference. */
void check_table(struct report *report, const struct catalogue *reference, const struct table *table);
/* No two ids that make the same constant. */
void check_constants(struct report *report, const struct catalogue *reference);
/* The names of the placeholders in a form, each once, between spaces: " child day ". Empty braces and the like are found by
 * check_catalogue(). */
struct text placeholder_names(struct arena *arena, struct text form);

/* words_pseudo.c */

/* "⟦Ŝćĥŕíĵv {child}⟧" */
struct text pseudo_text(struct arena *arena, struct text form);

/* words_write.c */

/* WORD_DAY_TITLE */
struct text word_constant(struct arena *arena, struct text id);
/* The message that a table shows for an id: of the last catalogue in the chain that has it. */
const struct message *table_find(const struct table *table, struct text id);
void write_header(struct arena *arena, const struct catalogue *reference, struct buffer *file);
void write_source(struct arena *arena, const struct catalogue *reference, const struct table *tables, size_t count,
                  struct buffer *file);
void write_list(struct arena *arena, const struct catalogue *reference, struct buffer *file);

/* words_used.c */

/* A fault for each word of the reference that no file in `files` uses. */
void check_used(struct report *report, const struct catalogue *reference, char **files, int count);

#endif
