/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing HTML. The functions here are called by the code that tools/tplgen.c makes of the templates in views/; a feature fills a view
 * struct and hands over an html_part, it seldom calls them itself.
 *
 * Nothing reaches a page unescaped but html_markup(), whose text is a literal of a template. There is one writer for each
 * place: text between tags, a quoted attribute value, an address, JSON in a script element. A struct html knows its words
 * (language) and nothing of who looks: what a person may see is decided before the view struct is filled.
 *
 * A page that grows over the maximum of its buffer is cut off there (buffer->overflowed); the caller answers with an error.
 */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "i18n/word.h"

/* Where a page goes and in which words. All members are borrowed and outlive the writing. */
struct html {
    struct buffer *buffer;
    struct arena *arena; /* for what a template needs while it runs, such as addresses */
    const struct words *words;
};

/* A template with its view, to be put into another one by {{slot}}; the generated NAME_part() makes it. A zeroed part
 * writes nothing. */
struct html_part {
    void (*render)(struct html *html, const void *view);
    const void *view; /* borrowed; lives until the page is written */
};

struct html html_make(struct buffer *buffer, struct arena *arena, const struct words *words);

/* Writes the part. */
void html_slot(struct html *html, struct html_part part);

/* Literal text of a template, as it is. Never call it with anything that a user wrote. */
void html_markup(struct html *html, struct text literal);

/* Text with & < > escaped, in attributes the two quotes as well. Control characters that HTML does not allow become
 * U+FFFD. */
void html_put_text(struct html *html, struct text value);
void html_attribute_text(struct html *html, struct text value);

/* The other types: numbers in decimal, days as ISO dates, ids as their 13 characters; no day and no id give nothing. */
void html_put_string(struct html *html, const char *value);
void html_attribute_string(struct html *html, const char *value);
void html_put_integer(struct html *html, int64_t value);
void html_put_size(struct html *html, size_t value);
void html_put_date(struct html *html, struct date value);
#define HTML_IDENTITY(kind) void html_put_##kind##_id(struct html *html, struct kind##_id value);
IDENTITY_KINDS(HTML_IDENTITY)
#undef HTML_IDENTITY

/* {{path}} between tags, and in an attribute value. */
#define HTML_PUT_IDENTITY(kind) struct kind##_id : html_put_##kind##_id,
#define HTML_PUT(value, as_text, as_string) \
    _Generic((value),                                                                                                 \
        struct text: as_text,                                                                                         \
        char *: as_string,                                                                                            \
        const char *: as_string,                                                                                      \
        size_t: html_put_size,                                                                                        \
        struct date: html_put_date,                                                                                   \
        IDENTITY_KINDS(HTML_PUT_IDENTITY)                                                                             \
        default: html_put_integer)
#define html_put(html, value)           HTML_PUT(value, html_put_text, html_put_string)(html, value)
#define html_put_attribute(html, value) HTML_PUT(value, html_attribute_text, html_attribute_string)(html, value)

/* {{t word}} without values; right in text and in attributes. */
void html_word(struct html *html, enum word id);

/* {{t word name=value}}: between tags each text value stands in <bdi>, in an attribute between isolates. */
void html_word_values(struct html *html, enum word id, const struct word_value *values, size_t count);
void html_attribute_word_values(struct html *html, enum word id, const struct word_value *values, size_t count);

/* {{url ...}}, in an attribute value. */
void html_address(struct html *html, struct address address);

/* {{asset "app.css"}}: the hashed address of a file that we ship. `asset` is an enum asset of the generated assets.h. */
void html_asset(struct html *html, int asset);

/*
 * {{pictogram name}} and {{icon name}}: an inline picture that takes its drawing from the sprite file. Hidden from screen
 * readers: a word always stands beside it (R085). An empty name writes nothing.
 */
void html_pictogram_text(struct html *html, struct text name);
void html_pictogram_string(struct html *html, const char *name);
void html_icon_text(struct html *html, struct text name);
void html_icon_string(struct html *html, const char *name);
#define html_pictogram(html, name) \
    _Generic((name), struct text: html_pictogram_text, char *: html_pictogram_string, const char *: html_pictogram_string)( \
        html, name)
#define html_icon(html, name) \
    _Generic((name), struct text: html_icon_text, char *: html_icon_string, const char *: html_icon_string)(html, name)

/* {{json text}}: JSON that another part serialised, made safe for a script element (< > & and the two line separators as
 * \u escapes, which mean the same in JSON). */
void html_json(struct html *html, struct text json);

#endif
