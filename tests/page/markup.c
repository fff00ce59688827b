/* SPDX-License-Identifier: EUPL-1.2 */
/* See markup.h. */
#include "markup.h"

#include "base/buffer.h"
#include "base/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PAGE_MAXIMUM = 8 * 1024 * 1024 };

static const char *const void_tags[] = { "area",  "base", "br",   "col",    "embed", "hr", "img",
                                         "input", "link", "meta", "source", "track", "wbr" };

static bool is_void(struct text tag)
{
    for (size_t i = 0; i < sizeof void_tags / sizeof *void_tags; i++)
        if (text_equal(tag, text_from(void_tags[i])))
            return true;
    return false;
}

static bool is_raw(struct text tag)
{
    return text_equal(tag, TEXT("script")) || text_equal(tag, TEXT("style"));
}

/* --- reading --- */

static struct text decode(struct arena *arena, struct text text)
{
    static const struct {
        const char *name;
        const char *character;
    } names[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" } };
    struct buffer buffer;
    buffer_init(&buffer, PAGE_MAXIMUM);
    while (text.length > 0) {
        bool found = false;
        for (size_t i = 0; !found && text.data[0] == '&' && i < sizeof names / sizeof *names; i++)
            if (text_starts_with(text, text_from(names[i].name))) {
                buffer_put(&buffer, text_from(names[i].character));
                text = text_slice(text, text_from(names[i].name).length, text.length);
                found = true;
            }
        if (found)
            continue;
        if (text.data[0] == '&')
            fail_msg("a character reference that the test does not know: %.*s", TEXT_ARGS(text_slice(text, 0, 20)));
        buffer_put_char(&buffer, text.data[0]);
        text = text_slice(text, 1, text.length);
    }
    struct text decoded = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return decoded;
}

static bool is_space(char character)
{
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
}

/* The attributes of a tag, as they stand between its name and its end. */
static void read_attributes(struct markup *markup, struct markup_node *node, struct text rest)
{
    for (;;) {
        rest = text_trim(rest);
        if (rest.length == 0)
            return;
        size_t end = 0;
        while (end < rest.length && !is_space(rest.data[end]) && rest.data[end] != '=')
            end++;
        struct markup_attribute *attribute = vector_add(markup->arena, &node->attributes);
        attribute->name = text_slice(rest, 0, end);
        attribute->value = TEXT("");
        rest = text_slice(rest, end, rest.length);
        if (rest.length == 0 || rest.data[0] != '=')
            continue;
        if (rest.length < 2 || rest.data[1] != '"')
            fail_msg("an attribute without quotes: %.*s", TEXT_ARGS(attribute->name));
        rest = text_slice(rest, 2, rest.length);
        size_t quote = text_find(rest, TEXT("\""));
        if (quote == SIZE_MAX)
            fail_msg("an attribute without end: %.*s", TEXT_ARGS(attribute->name));
        attribute->value = decode(markup->arena, text_slice(rest, 0, quote));
        rest = text_slice(rest, quote + 1, rest.length);
    }
}

/* The length of a tag from '<' to '>', which may stand in a quoted value. */
static size_t tag_length(struct text rest)
{
    bool quoted = false;
    for (size_t i = 0; i < rest.length; i++) {
        quoted ^= rest.data[i] == '"';
        if (!quoted && rest.data[i] == '>')
            return i + 1;
    }
    fail_msg("a tag without end: %.*s", TEXT_ARGS(text_slice(rest, 0, 40)));
    return 0;
}

static void add_text(struct markup *markup, struct text text, size_t parent)
{
    if (text.length == 0)
        return;
    struct markup_node *node = vector_add(markup->arena, &markup->nodes);
    bool raw = parent != MARKUP_NONE && is_raw(markup->nodes.items[parent].tag);
    node->text = raw ? text : decode(markup->arena, text);
    node->parent = parent;
    node->end = markup->nodes.count;
}

/* The end of element `open`; gives its parent. */
static size_t close_tag(struct markup *markup, size_t open, struct text name)
{
    if (open == MARKUP_NONE || !text_equal(markup->nodes.items[open].tag, name))
        fail_msg("</%.*s> closes nothing", TEXT_ARGS(name));
    markup->nodes.items[open].end = markup->nodes.count;
    return markup->nodes.items[open].parent;
}

/* The start of an element; gives what is open then. */
static size_t open_tag(struct markup *markup, size_t parent, struct text inside)
{
    size_t end = 0;
    bool closed = text_ends_with(inside, TEXT("/")); /* in SVG */
    if (closed)
        inside.length--;
    while (end < inside.length && !is_space(inside.data[end]))
        end++;
    size_t place = markup->nodes.count;
    struct markup_node *node = vector_add(markup->arena, &markup->nodes);
    node->tag = text_slice(inside, 0, end);
    node->parent = parent;
    node->end = place + 1;
    read_attributes(markup, node, text_slice(inside, end, inside.length));
    return closed || is_void(node->tag) ? parent : place;
}

struct markup *markup_read(struct arena *arena, struct text page)
{
    struct markup *markup = ARENA_NEW(arena, struct markup);
    markup->arena = arena;
    size_t open = MARKUP_NONE;
    while (page.length > 0) {
        bool raw = open != MARKUP_NONE && is_raw(markup->nodes.items[open].tag);
        size_t next = text_find(page, raw ? TEXT("</") : TEXT("<"));
        add_text(markup, text_slice(page, 0, next), open);
        page = text_slice(page, next, page.length);
        if (page.length == 0)
            break;
        size_t length = tag_length(page);
        struct text inside = text_slice(page, 1, length - 2);
        page = text_slice(page, length, page.length);
        if (inside.length > 0 && inside.data[0] == '/')
            open = close_tag(markup, open, text_slice(inside, 1, inside.length));
        else if (inside.length > 0 && inside.data[0] != '!')
            open = open_tag(markup, open, inside);
    }
    if (open != MARKUP_NONE)
        fail_msg("<%.*s> is not closed", TEXT_ARGS(markup->nodes.items[open].tag));
    return markup;
}

/* --- finding --- */

struct text markup_attribute(const struct markup *markup, size_t node, const char *name)
{
    const struct markup_node *element = &markup->nodes.items[node];
    for (size_t i = 0; i < element->attributes.count; i++)
        if (text_equal(element->attributes.items[i].name, text_from(name)))
            return element->attributes.items[i].value;
    return TEXT_NULL;
}

size_t markup_by_id(const struct markup *markup, struct text id)
{
    for (size_t i = 0; i < markup->nodes.count; i++)
        if (text_equal(markup_attribute(markup, i, "id"), id) && id.length > 0)
            return i;
    return MARKUP_NONE;
}

size_t markup_next(const struct markup *markup, size_t within, const char *tag, size_t after)
{
    size_t end = within == MARKUP_NONE ? markup->nodes.count : markup->nodes.items[within].end;
    size_t start = after != MARKUP_NONE ? after + 1 : within != MARKUP_NONE ? within + 1 : 0;
    for (size_t i = start; i < end; i++)
        if (text_equal(markup->nodes.items[i].tag, text_from(tag)))
            return i;
    return MARKUP_NONE;
}

bool markup_has_class(const struct markup *markup, size_t node, const char *name)
{
    struct text rest = markup_attribute(markup, node, "class");
    while (rest.data)
        if (text_equal(text_cut(rest, ' ', &rest), text_from(name)))
            return true;
    return false;
}

/* Neither read nor heard: what is no content, and what is hidden from everybody. */
static bool is_unseen(const struct markup *markup, size_t node)
{
    const struct markup_node *element = &markup->nodes.items[node];
    return is_raw(element->tag) || text_equal(element->tag, TEXT("head")) ||
           !text_is_null(markup_attribute(markup, node, "hidden"));
}

/* Without the isolates that word_format puts round values, and with white space as one space. */
static void put_words(struct buffer *buffer, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        struct text rest = text_slice(text, i, text.length);
        if (text_starts_with(rest, TEXT("\u2068")) || text_starts_with(rest, TEXT("\u2069")))
            i += 2;
        else if (!is_space(text.data[i]))
            buffer_put_char(buffer, text.data[i]);
        else if (buffer->length > 0 && buffer->data[buffer->length - 1] != ' ')
            buffer_put_char(buffer, ' ');
    }
}

struct text markup_words(const struct markup *markup, size_t node)
{
    struct buffer buffer;
    buffer_init(&buffer, PAGE_MAXIMUM);
    size_t end = node == MARKUP_NONE ? markup->nodes.count : markup->nodes.items[node].end;
    for (size_t i = node == MARKUP_NONE ? 0 : node; i < end; i++) {
        const struct markup_node *item = &markup->nodes.items[i];
        if (!text_is_null(item->tag)) {
            if (is_unseen(markup, i))
                i = item->end - 1;
            else if (!text_equal(item->tag, TEXT("bdi")))
                put_words(&buffer, TEXT(" "));
            continue;
        }
        put_words(&buffer, item->text);
    }
    struct text words = text_copy(markup->arena, text_trim(buffer_text(&buffer)));
    buffer_release(&buffer);
    return words;
}

const char *markup_plain(struct arena *arena, struct text text)
{
    struct buffer buffer;
    buffer_init(&buffer, PAGE_MAXIMUM);
    put_words(&buffer, text);
    const char *plain = text_string(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return plain;
}

struct text markup_said(const struct markup *markup, size_t node)
{
    static const char *const names[] = { "aria-label", "title", "alt", "placeholder", "aria-description" };
    struct buffer buffer;
    buffer_init(&buffer, PAGE_MAXIMUM);
    size_t end = node == MARKUP_NONE ? markup->nodes.count : markup->nodes.items[node].end;
    for (size_t i = node == MARKUP_NONE ? 0 : node; i < end; i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            struct text value = markup_attribute(markup, i, names[k]);
            put_words(&buffer, value);
            if (value.length > 0)
                buffer_put_char(&buffer, '\n');
        }
    struct text said = text_copy(markup->arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return said;
}

/* --- forms --- */

static bool is_tag(const struct markup *markup, size_t node, const char *tag)
{
    return text_equal(markup->nodes.items[node].tag, text_from(tag));
}

/* Whether a control belongs to the form: by where it stands, or by its form attribute. */
static bool belongs(const struct markup_form *form, size_t node)
{
    struct text owner = markup_attribute(form->markup, node, "form");
    if (!text_is_null(owner))
        return text_equal(owner, markup_attribute(form->markup, form->node, "id"));
    return node > form->node && node < form->markup->nodes.items[form->node].end;
}

static bool find_form(const struct markup *markup, size_t node, const char *action, size_t *ret_form)
{
    size_t found =
        node != MARKUP_NONE && is_tag(markup, node, "form") ? node : markup_next(markup, node, "form", MARKUP_NONE);
    for (; found != MARKUP_NONE; found = markup_next(markup, node, "form", found))
        if (text_ends_with(markup_attribute(markup, found, "action"), text_from(action))) {
            *ret_form = found;
            return true;
        }
    return false;
}

bool markup_has_form(const struct markup *markup, size_t node, const char *action)
{
    size_t found;
    return find_form(markup, node, action, &found);
}

static void add_value(struct markup_form *form, struct text name, struct text value)
{
    struct markup_attribute *added = vector_add(form->markup->arena, &form->values);
    *added = (struct markup_attribute){ name, value };
}

/* The words in a textarea; the parser of HTML drops the first newline. */
static struct text typed(const struct markup *markup, size_t node)
{
    bool filled = markup->nodes.items[node].end > node + 1;
    struct text text = filled ? markup->nodes.items[node + 1].text : TEXT("");
    return text_starts_with(text, TEXT("\n")) ? text_slice(text, 1, text.length) : text;
}

/* The list that an option stands in; MARKUP_NONE for anything else. */
static size_t list_of(const struct markup *markup, size_t node)
{
    return is_tag(markup, node, "option") ? markup->nodes.items[node].parent : MARKUP_NONE;
}

static void add_default(struct markup_form *form, size_t node)
{
    const struct markup *markup = form->markup;
    size_t list = list_of(markup, node);
    if (list != MARKUP_NONE && belongs(form, list) && !text_is_null(markup_attribute(markup, node, "selected")))
        add_value(form, markup_attribute(markup, list, "name"), markup_attribute(markup, node, "value"));
    struct text name = markup_attribute(markup, node, "name");
    struct text type = markup_attribute(markup, node, "type");
    bool chosen = text_equal(type, TEXT("radio")) || text_equal(type, TEXT("checkbox"));
    if (text_is_empty(name) || !belongs(form, node))
        return;
    if (is_tag(markup, node, "textarea"))
        add_value(form, name, typed(markup, node));
    else if (is_tag(markup, node, "input") && (!chosen || !text_is_null(markup_attribute(markup, node, "checked"))))
        add_value(form, name, markup_attribute(markup, node, "value"));
}

struct markup_form markup_form(const struct markup *markup, size_t node, const char *action)
{
    struct markup_form form = { .markup = markup };
    if (!find_form(markup, node, action, &form.node))
        fail_msg("no form with action *%s", action);
    assert_true(text_equal(markup_attribute(markup, form.node, "method"), TEXT("post")));
    form.action = markup_attribute(markup, form.node, "action");
    for (size_t i = 0; i < markup->nodes.count; i++)
        add_default(&form, i);
    return form;
}

static void set_value(struct markup_form *form, struct text name, struct text value)
{
    for (size_t i = 0; i < form->values.count; i++)
        if (text_equal(form->values.items[i].name, name)) {
            form->values.items[i].value = value;
            return;
        }
    add_value(form, name, value);
}

/* Fills one control; false when it is not this one. */
static bool fill_control(struct markup_form *form, size_t node, struct text name, struct text value)
{
    const struct markup *markup = form->markup;
    size_t list = list_of(markup, node);
    size_t named = list == MARKUP_NONE ? node : list;
    if (!text_equal(markup_attribute(markup, named, "name"), name) || !belongs(form, named))
        return false;
    struct text type = markup_attribute(markup, node, "type");
    struct text offered = markup_attribute(markup, node, "value");
    bool text_field =
        is_tag(markup, node, "textarea") ||
        (is_tag(markup, node, "input") && !text_equal(type, TEXT("radio")) && !text_equal(type, TEXT("checkbox")));
    if (text_field) {
        assert_false(text_equal(type, TEXT("hidden")));
        set_value(form, name, value);
        return true;
    }
    if (!text_equal(offered, value))
        return false;
    if (text_equal(type, TEXT("checkbox")))
        add_value(form, name, value);
    else
        set_value(form, name, value);
    return true;
}

void markup_fill(struct markup_form *form, const char *name, struct text value)
{
    for (size_t i = 0; i < form->markup->nodes.count; i++)
        if (fill_control(form, i, text_from(name), value))
            return;
    fail_msg("the form %.*s does not offer %s=%.*s", TEXT_ARGS(form->action), name, TEXT_ARGS(value));
}

struct text markup_body(const struct markup_form *form)
{
    struct buffer buffer;
    buffer_init(&buffer, PAGE_MAXIMUM);
    for (size_t i = 0; i < form->values.count; i++) {
        if (i > 0)
            buffer_put_char(&buffer, '&');
        url_encode_to(&buffer, form->values.items[i].name);
        buffer_put_char(&buffer, '=');
        url_encode_to(&buffer, form->values.items[i].value);
    }
    struct text body = text_copy(form->markup->arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return body;
}
