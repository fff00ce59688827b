/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tags and attributes. Every element is closed where it was opened, every value is quoted, and what a browser would run or
 * follow (style, on*, addresses) is not written by hand.
 */
#include "tplgen.h"

#include <ctype.h>
#include <string.h>

static bool inside_svg(const struct template *template, struct text element)
{
    bool inside = text_equal(element, TEXT("svg"));
    for (size_t i = 0; i < template->tags.count && !inside; i++)
        inside = text_equal(template->tags.items[i].name, TEXT("svg"));
    return inside;
}

static void check_lower_case(struct template *template, struct text name, struct text element)
{
    for (size_t i = 0; i < name.length && !inside_svg(template, element); i++) {
        if (isupper((unsigned char)name.data[i]))
            source_fail(template, "upper-case", "\"%.*s\": names of HTML are in lower case", TEXT_ARGS(name));
    }
}

static struct text parse_tag_name(struct template *template)
{
    struct text name = source_name(template, "-:");
    if (source_starts(template, "{{"))
        source_fail(template, "placeholder-in-tag-name", "a tag's name is written out, with a space behind it");
    if (name.length == 0)
        source_fail(template, "stray-character", "write \"<\" as &lt;");
    return name;
}

static void open_tag(struct template *template, const struct tag *tag)
{
    *vector_add(template->arena, &template->tags) = (struct open_tag){ tag->element, tag->line };
}

static void parse_end_tag(struct template *template)
{
    int line = template->line;
    struct text name = parse_tag_name(template);
    source_space(template, NULL);
    if (!source_take(template, ">"))
        source_fail(template, "unclosed-tag", "</%.*s has no \">\"", TEXT_ARGS(name));
    if (template->tags.count <= template->tag_floor)
        source_fail_at(template, line, "misnested-tag", "</%.*s> closes nothing that was opened %s", TEXT_ARGS(name),
                       template->tag_floor > 0 ? "in this block" : "before");
    struct open_tag last = template->tags.items[template->tags.count - 1];
    if (!text_equal(last.name, name))
        source_fail_at(template, line, "misnested-tag", "</%.*s>, but <%.*s> of line %d is still open", TEXT_ARGS(name),
                       TEXT_ARGS(last.name), last.line);
    template->tags.count--;
    emit_markup(template, arena_printf(template->arena, "</%.*s>", TEXT_ARGS(name)));
}

void tag_check_closed(struct template *template, size_t floor)
{
    if (template->tags.count <= floor)
        return;
    struct open_tag last = template->tags.items[template->tags.count - 1];
    source_fail_at(template, last.line, "unclosed-tag", "<%.*s> is not closed", TEXT_ARGS(last.name));
}

void tag_note_placeholder(struct template *template, struct tag *tag, bool made)
{
    if (!rule_is_address(tag->attribute)) {
        if (made && !text_starts_with(tag->attribute, TEXT("data-")))
            source_fail(template, "address-elsewhere",
                        "{{url}} and {{asset}} stand in attributes that take an address");
        return;
    }
    if (made ? tag->address != ADDRESS_START : tag->address != ADDRESS_FRAGMENT)
        source_fail(template, "raw-address", "%.*s takes one {{url ...}} or {{asset ...}}, or \"#id\"",
                    TEXT_ARGS(tag->attribute));
    if (made)
        tag->address = ADDRESS_MADE;
}

static void check_address_literal(struct template *template, struct tag *tag, struct text literal)
{
    bool htmx_choice =
        (text_equal(tag->attribute, TEXT("hx-push-url")) || text_equal(tag->attribute, TEXT("hx-replace-url"))) &&
        (text_equal(literal, TEXT("true")) || text_equal(literal, TEXT("false")));
    if (!htmx_choice && tag->address != ADDRESS_FRAGMENT && literal.data[0] != '#')
        source_fail(template, "raw-address",
                    "%.*s=\"%.*s\": addresses come from {{url ...}} or {{asset ...}}, or are \"#id\"",
                    TEXT_ARGS(tag->attribute), TEXT_ARGS(literal));
    tag->address = ADDRESS_FRAGMENT;
}

/* hx-trigger filters, and values that begin with js: or javascript:, are run by htmx with eval. */
static void check_evaluated(struct template *template, const struct tag *tag, struct text literal)
{
    if (!text_starts_with(tag->attribute, TEXT("hx-")))
        return;
    if (text_find(literal, TEXT("js:")) != SIZE_MAX || text_find(literal, TEXT("javascript:")) != SIZE_MAX ||
        (text_equal(tag->attribute, TEXT("hx-trigger")) && text_find(literal, TEXT("[")) != SIZE_MAX))
        source_fail(template, "inline-script", "%.*s=\"%.*s\" would be run as a script", TEXT_ARGS(tag->attribute),
                    TEXT_ARGS(literal));
}

static void parse_value_literal(struct template *template, struct tag *tag)
{
    const char stops[] = { tag->quote, '&', '<', '\0' };
    size_t start = template->at;
    int line = template->line;
    while (!source_ended(template) && strchr(stops, source_peek(template)) == NULL && !source_starts(template, "{{"))
        source_skip(template, 1);
    struct text literal = text_slice(template->source, start, template->at - start);
    if (rule_is_address(tag->attribute))
        check_address_literal(template, tag, literal);
    check_evaluated(template, tag, literal);
    if (rule_has_letters(literal)) {
        tag->letters = true;
        if (rule_is_for_people(tag->attribute))
            source_fail_at(template, line, "literal-attribute", "%.*s=\"%.*s\": words come from {{t ...}}",
                           TEXT_ARGS(tag->attribute), TEXT_ARGS(literal));
    }
    for (size_t i = 0; i < literal.length; i++)
        emit_markup(template, literal.data[i] == '"' ? TEXT("&quot;") : text_slice(literal, i, 1));
}

enum ending tag_parse_value(struct template *template, struct tag *tag)
{
    while (!source_ended(template)) {
        char next = source_peek(template);
        if (next == tag->quote)
            return ENDING_QUOTE;
        if (source_starts(template, "{{")) {
            enum ending ending = directive_parse(template, PLACE_ATTRIBUTE, tag);
            if (ending != ENDING__MAX)
                return ending;
        } else if (next == '&') {
            text_parse_reference(template);
        } else if (next == '<') {
            source_fail(template, "stray-character", "\"<\" in the value of %.*s: is a quote missing?",
                        TEXT_ARGS(tag->attribute));
        } else {
            parse_value_literal(template, tag);
        }
    }
    return ENDING_FILE;
}

/* What is known of a tag only when all its attributes were read. */
static void remember_attribute(struct tag *tag, struct text value, int line)
{
    if (text_equal(tag->attribute, TEXT("src")))
        tag->has_source = true;
    if (text_equal(tag->attribute, TEXT("type")))
        tag->type = value;
    if (text_equal(tag->attribute, TEXT("name")))
        tag->meta = value;
    if (text_equal(tag->attribute, TEXT("value")) && tag->letters)
        tag->value_line = line;
    if (text_equal(tag->attribute, TEXT("content")) && tag->letters)
        tag->content_line = line;
}

static void check_attribute_name(struct template *template, struct tag *tag)
{
    struct text name = tag->attribute;
    const char *rule = rule_forbidden_attribute(name);
    bool block_ends = source_starts(template, "{{/if}}") || source_starts(template, "{{#else}}");
    if (source_starts(template, "{{") && !block_ends)
        source_fail(template, "placeholder-in-attribute-name", "an attribute's name is written out");
    if (name.length == 0)
        source_fail(template, "stray-character", "\"%c\" in the tag <%.*s>", source_peek(template),
                    TEXT_ARGS(tag->element));
    if (rule != NULL)
        source_fail(template, rule, "%.*s may not be used", TEXT_ARGS(name));
    check_lower_case(template, name, tag->element);
    for (size_t i = 0; i < tag->seen.count; i++) {
        if (text_equal(tag->seen.items[i], name))
            source_fail(template, "doubled-attribute", "%.*s stands twice in <%.*s>", TEXT_ARGS(name),
                        TEXT_ARGS(tag->element));
    }
    if (tag->conditions == 0)
        *vector_add(template->arena, &tag->seen) = name;
}

static void parse_quoted_value(struct template *template, struct tag *tag)
{
    tag->quote = source_peek(template);
    if (tag->quote != '"' && tag->quote != '\'')
        source_fail(template, "unquoted-attribute", "the value of %.*s needs quotes", TEXT_ARGS(tag->attribute));
    source_skip(template, 1);
    int line = template->line;
    size_t start = template->at;
    tag->address = ADDRESS_START;
    tag->letters = false;
    enum ending ending = tag_parse_value(template, tag);
    if (ending == ENDING_FILE)
        source_fail_at(template, line, "unclosed-attribute", "the value of %.*s has no end", TEXT_ARGS(tag->attribute));
    if (ending != ENDING_QUOTE)
        source_fail(template, "mismatched-block", "this block did not begin in the value of %.*s",
                    TEXT_ARGS(tag->attribute));
    remember_attribute(tag, text_slice(template->source, start, template->at - start), line);
    source_skip(template, 1);
}

static void parse_attribute(struct template *template, struct tag *tag)
{
    tag->attribute = source_name(template, "-_.:@");
    check_attribute_name(template, tag);
    emit_markup(template, arena_printf(template->arena, " %.*s", TEXT_ARGS(tag->attribute)));
    bool address = rule_is_address(tag->attribute);
    if (source_take(template, "=")) {
        emit_markup(template, TEXT("=\""));
        parse_quoted_value(template, tag);
        emit_markup(template, TEXT("\""));
        address = address && tag->address == ADDRESS_START;
    }
    if (address)
        source_fail(template, "raw-address", "%.*s is empty: it takes {{url ...}}, {{asset ...}} or \"#id\"",
                    TEXT_ARGS(tag->attribute));
}

enum ending tag_parse_attributes(struct template *template, struct tag *tag)
{
    for (;;) {
        source_space(template, NULL);
        if (source_ended(template))
            return ENDING_FILE;
        if (source_peek(template) == '>' || source_starts(template, "/>"))
            return ENDING_TAG;
        if (source_starts(template, "{{")) {
            enum ending ending = directive_parse(template, PLACE_TAG, tag);
            if (ending != ENDING__MAX)
                return ending;
        } else {
            parse_attribute(template, tag);
        }
    }
}

/* Script and style: nothing is written into them but one block of data. */
static void parse_raw_element(struct template *template, const struct tag *tag, const char *end)
{
    bool script = text_equal(tag->element, TEXT("script"));
    if (script && text_equal(tag->type, TEXT("application/json")) && !tag->has_source) {
        source_space(template, NULL);
        directive_json(template);
        source_space(template, NULL);
        if (!source_take(template, end))
            source_fail(template, "json", "a script element for data holds one {{json ...}} and nothing else");
    } else {
        int line = template->line;
        struct text content = source_until(template, end, "unclosed-tag");
        if (text_find(content, TEXT("{{")) != SIZE_MAX)
            source_fail_at(template, line, script ? "placeholder-in-script" : "placeholder-in-style",
                           "data for a script goes in <script type=\"application/json\">{{json ...}}");
        if (!script || text_trim(content).length > 0 || !tag->has_source)
            source_fail_at(template, line, script ? "inline-script" : "inline-style",
                           "scripts and styles are files, by src=\"{{asset ...}}\" and <link>");
    }
    emit_markup(template, text_from(end));
}

static void check_whole_tag(struct template *template, const struct tag *tag)
{
    bool button = text_equal(tag->type, TEXT("submit")) || text_equal(tag->type, TEXT("button")) ||
                  text_equal(tag->type, TEXT("reset"));
    if (text_equal(tag->element, TEXT("input")) && button && tag->value_line > 0)
        source_fail_at(template, tag->value_line, "literal-attribute",
                       "the value of a button: words come from {{t ...}}");
    if (text_equal(tag->element, TEXT("meta")) && rule_is_meta_for_people(tag->meta) && tag->content_line > 0)
        source_fail_at(template, tag->content_line, "literal-attribute", "content of %.*s: words come from {{t ...}}",
                       TEXT_ARGS(tag->meta));
}

/* Behind the attributes. */
static void parse_element_content(struct template *template, const struct tag *tag)
{
    if (text_equal(tag->element, TEXT("script"))) {
        parse_raw_element(template, tag, "</script>");
        return;
    }
    if (text_equal(tag->element, TEXT("style"))) {
        parse_raw_element(template, tag, "</style>");
        return;
    }
    open_tag(template, tag);
    if (!rule_is_plain(tag->element))
        return;
    if (text_equal(tag->element, TEXT("textarea")))
        emit_markup(template, TEXT("\n")); /* HTML drops the first newline; this one, not the writer's own */
    enum ending ending = text_parse(template, PLACE_PLAIN);
    if (ending != ENDING_TAG && ending != ENDING_FILE)
        source_fail(template, "mismatched-block", "this block did not begin in <%.*s>", TEXT_ARGS(tag->element));
}

static void parse_start_tag(struct template *template)
{
    struct tag tag = { .line = template->line, .element = parse_tag_name(template) };
    if (rule_is_forbidden_element(tag.element))
        source_fail(template, "forbidden-element", "<%.*s> may not be used", TEXT_ARGS(tag.element));
    check_lower_case(template, tag.element, tag.element);
    emit_markup(template, arena_printf(template->arena, "<%.*s", TEXT_ARGS(tag.element)));
    enum ending ending = tag_parse_attributes(template, &tag);
    if (ending == ENDING_FILE)
        source_fail_at(template, tag.line, "unclosed-tag", "<%.*s has no \">\"", TEXT_ARGS(tag.element));
    if (ending != ENDING_TAG)
        source_fail(template, "mismatched-block", "this block did not begin in the tag <%.*s>", TEXT_ARGS(tag.element));
    check_whole_tag(template, &tag);
    bool closed = source_take(template, "/");
    source_take(template, ">");
    bool is_void = rule_is_void(tag.element);
    if (closed && !is_void && !inside_svg(template, tag.element))
        source_fail_at(template, tag.line, "self-closing", "<%.*s/> does not close itself in HTML",
                       TEXT_ARGS(tag.element));
    emit_markup(template, closed && !is_void ? TEXT("/>") : TEXT(">"));
    if (!closed && !is_void)
        parse_element_content(template, &tag);
}

void tag_parse(struct template *template)
{
    source_take(template, "<");
    if (source_take(template, "/"))
        parse_end_tag(template);
    else
        parse_start_tag(template);
}
