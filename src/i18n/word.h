/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The words of the program: every text that a user reads comes from a catalogue in po/, by a symbolic id.
 *
 * tools/words.c compiles po/<language>.po to the tables below and to "words.h" with `enum word`: msgid "day.title" is
 * WORD_DAY_TITLE, so a word that does not exist does not compile. One table holds one language and variant, flattened
 * (nl_BE_u = nl, then the polite forms, then the Flemish ones); it is constant data and safe in all threads.
 *
 * Placeholders are `{name}`. A word with a plural has the number under the name `n`; which form is used follows from the
 * catalogue's own Plural-Forms rule. Text that is put into a sentence may run the other way than the sentence, so each
 * value is wrapped in isolates here (U+2068 FSI, U+2069 PDI) and in <bdi> by html/html.h. Numbers are not: they follow
 * the sentence. Digits are 0-9 in every language, as on the paper that lies beside the screen.
 *
 * Which language a person gets is decided in i18n/language.h, days and clock times are in i18n/day_text.h.
 */
#ifndef SAMENSPEL_I18N_WORD_H
#define SAMENSPEL_I18N_WORD_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most forms of a plural in any language (ar has six). */
#define WORD_PLURAL_FORMS_MAX 6

/* One language and variant, ready to read. Made by tools/words.c; nobody else fills it. */
struct words {
    const char *name;                /* catalogue name: "nl", "nl_BE_u", "qps" */
    const struct text *texts;        /* by enum word; a word with a plural has its last form here */
    const uint16_t *plural_numbers;  /* by enum word: 0, or the number of the plural word, from 1 */
    const struct text *plural_forms; /* [1 + (number - 1) * plural_count + form]; the first is the empty text */
    unsigned plural_count;           /* forms of each plural word, 1 .. WORD_PLURAL_FORMS_MAX */
    unsigned (*plural)(uint64_t n);  /* which form fits the number; < plural_count */
};

/* A value for a placeholder. Make it with word_value(). */
struct word_value {
    const char *name; /* of the placeholder, without braces */
    struct text text; /* when not a number; UTF-8, need not live longer than the call */
    int64_t number;
    bool is_number;
};

/* Every table, in the order of po/meson.build; the first is the reference. */
extern const struct words words_tables[];
extern const size_t words_table_count;

/* The table with that name, or NULL. */
const struct words *words_find(struct text name);

/* The text of a word; never NULL text. WORD_NONE (0) is the empty text. Belongs to the program. */
struct text word(const struct words *words, enum word id);

/* The form of a plural word that fits `n` (negative counts as its absolute value); a word without plural: word(). */
struct text word_plural(const struct words *words, enum word id, int64_t n);

/* True if the word has plural forms. */
bool word_has_plural(const struct words *words, enum word id);

/*
 * The message with its placeholders filled, text values between isolates; lives in the arena. A plural word takes its form
 * from the number value named "n". A placeholder without a value stays as it is written, so that it is seen.
 */
struct text word_format(struct arena *arena, const struct words *words, enum word id, const struct word_value *values,
                        size_t count);

/* As word_format(), at the end of a buffer. */
void word_put(struct buffer *buffer, const struct words *words, enum word id, const struct word_value *values,
              size_t count);

/*
 * As word_format(), piece by piece in order, each to piece(sink, text, is_value); word_put() and html/html.c add their own
 * wrapping round values. A number is no value here: it needs none.
 */
void word_fill(const struct words *words, enum word id, const struct word_value *values, size_t count,
               void (*piece)(void *sink, struct text text, bool is_value), void *sink);

/* Values by type: struct text, string (NULL is empty), integer. */
struct word_value word_value_text(const char *name, struct text text);
struct word_value word_value_string(const char *name, const char *string);
struct word_value word_value_number(const char *name, int64_t number);
struct word_value word_value_size(const char *name, size_t number);

#define word_value(name, value) \
    _Generic((value),                                                                                                 \
        struct text: word_value_text,                                                                                 \
        char *: word_value_string,                                                                                    \
        const char *: word_value_string,                                                                              \
        size_t: word_value_size,                                                                                      \
        default: word_value_number)(name, value)

#endif
