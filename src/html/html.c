/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/html.h"

/* HTML allows no other control characters, and a browser would show nothing or stop there. */
#define UNSHOWN "\uFFFD"

/* What is written for a byte; NULL: the byte itself. Text between tags leaves the quotes as they are. */
#define CONTROLS [0x00 ... 0x08] = UNSHOWN, [0x0b ... 0x0c] = UNSHOWN, [0x0e ... 0x1f] = UNSHOWN, [0x7f] = UNSHOWN
static const char *const text_escapes[256] = { CONTROLS, ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;" };
static const char *const attribute_escapes[256] = {
    CONTROLS, ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"
};
/* Whatever one of the tables writes otherwise; looked at eight bytes at once, for nearly no byte is. */
static const unsigned char doubtful[256] = {
    [0x00 ... 0x1f] = 1, [0x7f] = 1, ['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 1, ['\''] = 1
};
static const char *const json_escapes[256] = { CONTROLS, ['&'] = "\\u0026", ['<'] = "\\u003c", ['>'] = "\\u003e" };

/* Where the first byte at or after `at` stands that may need another spelling somewhere; its length when there is none. */
static size_t next_doubtful(struct text text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    for (; at + 8 <= text.length; at += 8)
        if (doubtful[bytes[at]] | doubtful[bytes[at + 1]] | doubtful[bytes[at + 2]] | doubtful[bytes[at + 3]] |
            doubtful[bytes[at + 4]] | doubtful[bytes[at + 5]] | doubtful[bytes[at + 6]] | doubtful[bytes[at + 7]])
            break;
    while (at < text.length && !doubtful[bytes[at]])
        at++;
    return at;
}

static void put_escaped(struct buffer *buffer, struct text text, const char *const escapes[256])
{
    size_t start = 0;
    for (size_t at = next_doubtful(text, 0); at < text.length; at = next_doubtful(text, at + 1)) {
        const char *escape = escapes[(unsigned char)text.data[at]];
        if (escape == NULL)
            continue;
        buffer_put(buffer, text_slice(text, start, at - start));
        buffer_put(buffer, text_from(escape));
        start = at + 1;
    }
    buffer_put(buffer, text_slice(text, start, SIZE_MAX));
}

struct html html_make(struct buffer *buffer, struct arena *arena, const struct words *words)
{
    return (struct html){ .buffer = buffer, .arena = arena, .words = words };
}

void html_slot(struct html *html, struct html_part part)
{
    if (part.render != NULL)
        part.render(html, part.view);
}

void html_markup(struct html *html, struct text literal)
{
    buffer_put(html->buffer, literal);
}

void html_put_text(struct html *html, struct text value)
{
    put_escaped(html->buffer, value, text_escapes);
}

void html_attribute_text(struct html *html, struct text value)
{
    put_escaped(html->buffer, value, attribute_escapes);
}

void html_put_string(struct html *html, const char *value)
{
    html_put_text(html, text_from(value));
}

void html_attribute_string(struct html *html, const char *value)
{
    html_attribute_text(html, text_from(value));
}

void html_put_integer(struct html *html, int64_t value)
{
    buffer_put_integer(html->buffer, value);
}

void html_put_size(struct html *html, size_t value)
{
    buffer_put_integer(html->buffer, (int64_t)value);
}

void html_put_date(struct html *html, struct date value)
{
    if (date_is_none(value))
        return;
    char shown[DATE_ISO_SIZE];
    date_format(value, shown);
    buffer_put(html->buffer, (struct text){ shown, sizeof shown - 1 });
}

static void put_identity(struct html *html, int64_t value)
{
    char shown[IDENTITY_SIZE];
    if (value == 0)
        return;
    identity_format(shown, value);
    buffer_put(html->buffer, (struct text){ shown, IDENTITY_LENGTH });
}

#define PUT_IDENTITY(kind)                                               \
    void html_put_##kind##_id(struct html *html, struct kind##_id value) \
    {                                                                    \
        put_identity(html, value.value);                                 \
    }
IDENTITY_KINDS(PUT_IDENTITY)

void html_word(struct html *html, enum word id)
{
    html_attribute_text(html, word(html->words, id));
}

static void put_text_piece(void *sink, struct text text, bool is_value)
{
    struct html *html = sink;
    if (is_value)
        html_markup(html, TEXT("<bdi>"));
    html_put_text(html, text);
    if (is_value)
        html_markup(html, TEXT("</bdi>"));
}

static void put_attribute_piece(void *sink, struct text text, bool is_value)
{
    struct html *html = sink;
    if (is_value)
        html_markup(html, TEXT("\u2068"));
    html_attribute_text(html, text);
    if (is_value)
        html_markup(html, TEXT("\u2069"));
}

void html_word_values(struct html *html, enum word id, const struct word_value *values, size_t count)
{
    word_fill(html->words, id, values, count, put_text_piece, html);
}

void html_attribute_word_values(struct html *html, enum word id, const struct word_value *values, size_t count)
{
    word_fill(html->words, id, values, count, put_attribute_piece, html);
}

void html_address(struct html *html, struct address address)
{
    html_attribute_text(html, address.text);
}

void html_json(struct html *html, struct text json)
{
    struct text rest = json;
    while (rest.length > 0) {
        size_t separator = text_find(rest, TEXT("\u2028"));
        size_t other = text_find(rest, TEXT("\u2029"));
        size_t end = separator < other ? separator : other;
        put_escaped(html->buffer, text_slice(rest, 0, end), json_escapes);
        if (end == SIZE_MAX)
            break;
        html_markup(html, separator < other ? TEXT("\\u2028") : TEXT("\\u2029"));
        rest = text_slice(rest, end + sizeof "\u2028" - 1, SIZE_MAX);
    }
}
