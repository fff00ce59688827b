/* SPDX-License-Identifier: EUPL-1.2 */
/* {{...}}: which directives there are, where they may stand, and the C for each. */
#include "tplgen.h"

#define IN(place) (1u << (place))
#define IN_VALUES (IN(PLACE_TEXT) | IN(PLACE_PLAIN) | IN(PLACE_ATTRIBUTE))

/* A directive that was read up to its braces. */
struct directive {
    struct template *template;
    enum place place;
    struct tag *tag;
    struct text body; /* behind the head */
    int line;
};

/* What follows in the place where the directive stands, up to the end of a block. */
static enum ending parse_block(struct directive *directive)
{
    struct template *template = directive->template;
    size_t floor = template->tag_floor;
    enum ending ending = ENDING__MAX;
    template->tag_floor = template->tags.count;
    if (directive->place == PLACE_TAG)
        ending = tag_parse_attributes(template, directive->tag);
    else if (directive->place == PLACE_ATTRIBUTE)
        ending = tag_parse_value(template, directive->tag);
    else
        ending = text_parse(template, directive->place);
    tag_check_closed(template, template->tag_floor);
    template->tag_floor = floor;
    return ending;
}

static void check_ending(const struct directive *directive, const char *head, enum ending ending, enum ending wanted)
{
    if (ending != wanted)
        source_fail_at(directive->template, directive->line, "mismatched-block", "{{#%s}} is not closed by {{/%s}} %s",
                       head, head, directive->place == PLACE_TEXT ? "" : "where it began");
}

static enum ending parse_if(struct directive *directive)
{
    struct template *template = directive->template;
    if (directive->place == PLACE_ATTRIBUTE && rule_is_address(directive->tag->attribute))
        source_fail(template, "raw-address", "put {{#if}} round the whole attribute %.*s",
                    TEXT_ARGS(directive->tag->attribute));
    if (directive->tag != NULL)
        directive->tag->conditions++;
    struct text condition = value_condition(template, directive->body);
    emit_open(template, directive->line, "if (%.*s) {", TEXT_ARGS(condition));
    bool spaced = template->spaced;
    enum ending ending = parse_block(directive);
    emit_close(template);
    bool spaced_then = template->spaced;
    template->spaced = spaced;
    if (ending == ENDING_ELSE) {
        emit_open(template, 0, "else {");
        ending = parse_block(directive);
        emit_close(template);
    }
    template->spaced = template->spaced &&spaced_then;
    check_ending(directive, "if", ending, ENDING_IF);
    if (directive->tag != NULL)
        directive->tag->conditions--;
    return ENDING__MAX;
}

static void emit_loop(struct directive *directive, struct text name, struct text items)
{
    struct template *template = directive->template;
    emit_open(template, directive->line, "for (size_t %.*s_at = 0; %.*s_at < %.*s.count; %.*s_at++) {", TEXT_ARGS(name),
              TEXT_ARGS(name), TEXT_ARGS(items), TEXT_ARGS(name));
    emit_code(template, directive->line, "const __typeof__(*%.*s.items) *%.*s = &%.*s.items[%.*s_at];",
              TEXT_ARGS(items), TEXT_ARGS(name), TEXT_ARGS(items), TEXT_ARGS(name));
    emit_code(template, directive->line, "(void)%.*s;", TEXT_ARGS(name));
}

static enum ending parse_each(struct directive *directive)
{
    struct template *template = directive->template;
    struct text path = value_token(&directive->body);
    struct text as = value_token(&directive->body);
    struct text name = value_token(&directive->body);
    struct text items = value_of(template, path);
    value_end(template, directive->body);
    if (!text_equal(as, TEXT("as")) || !value_is_name(name) || text_equal(name, TEXT("html")))
        source_fail(template, "unknown-construct", "write {{#each path as name}}");
    if (value_is_path(template, name))
        source_fail(template, "doubled-name", "\"%.*s\" has a meaning here already", TEXT_ARGS(name));
    bool spaced = template->spaced;
    emit_loop(directive, name, items);
    *vector_add(template->arena, &template->names) = name;
    enum ending ending = parse_block(directive);
    template->names.count--;
    emit_close(template);
    template->spaced = template->spaced &&spaced;
    if (ending == ENDING_ELSE) {
        emit_open(template, directive->line, "if (%.*s.count == 0) {", TEXT_ARGS(items));
        ending = parse_block(directive);
        emit_close(template);
    }
    check_ending(directive, "each", ending, ENDING_EACH);
    return ENDING__MAX;
}

static enum ending parse_else(struct directive *directive)
{
    value_end(directive->template, directive->body);
    return ENDING_ELSE;
}

static enum ending parse_end_if(struct directive *directive)
{
    value_end(directive->template, directive->body);
    return ENDING_IF;
}

static enum ending parse_end_each(struct directive *directive)
{
    value_end(directive->template, directive->body);
    return ENDING_EACH;
}

static enum ending parse_word(struct directive *directive)
{
    if (directive->place == PLACE_ATTRIBUTE)
        tag_note_placeholder(directive->template, directive->tag, false);
    word_emit(directive->template, directive->body, directive->line, directive->place != PLACE_TEXT);
    return ENDING__MAX;
}

static enum ending parse_url(struct directive *directive)
{
    struct template *template = directive->template;
    struct text route = value_token(&directive->body);
    struct text arguments = TEXT("");
    struct text name = TEXT_NULL;
    struct text value = TEXT_NULL;
    tag_note_placeholder(template, directive->tag, true);
    if (value_is_path(template, route)) {
        value_end(template, directive->body);
        emit_code(template, directive->line, "html_address(html, %.*s);", TEXT_ARGS(value_of(template, route)));
        return ENDING__MAX;
    }
    if (!value_is_name(route))
        source_fail(template, "unknown-construct", "write {{url name argument=value ...}}");
    while (value_pair(template, &directive->body, &name, &value))
        arguments = arena_printf(template->arena, "%.*s, %.*s", TEXT_ARGS(arguments),
                                 TEXT_ARGS(value_argument(template, value)));
    emit_code(template, directive->line, "html_address(html, url_%.*s(html->arena%.*s));", TEXT_ARGS(route),
              TEXT_ARGS(arguments));
    return ENDING__MAX;
}

static enum ending parse_asset(struct directive *directive)
{
    struct template *template = directive->template;
    struct text file = TEXT_NULL;
    tag_note_placeholder(template, directive->tag, true);
    if (!value_string(template, &directive->body, &file) || file.length == 0)
        source_fail(template, "unknown-construct", "write {{asset \"file\"}}");
    value_end(template, directive->body);
    template->uses_assets = true;
    emit_code(template, directive->line, "html_asset(html, %.*s);",
              TEXT_ARGS(value_constant(template->arena, "ASSET_", file)));
    return ENDING__MAX;
}

static enum ending parse_partial(struct directive *directive)
{
    struct template *template = directive->template;
    struct text name = value_token(&directive->body);
    struct text path = value_token(&directive->body);
    value_end(template, directive->body);
    if (!value_is_name(name))
        source_fail(template, "unknown-construct", "write {{> view_name path}}");
    *vector_add(template->arena, &template->partials) = name;
    emit_code(template, directive->line, "%.*s_html(html, %.*s);", TEXT_ARGS(name),
              TEXT_ARGS(value_pointer(template, path)));
    return ENDING__MAX;
}

static enum ending parse_slot(struct directive *directive)
{
    struct text path = value_token(&directive->body);
    value_end(directive->template, directive->body);
    emit_code(directive->template, directive->line, "html_slot(html, %.*s);",
              TEXT_ARGS(value_of(directive->template, path)));
    return ENDING__MAX;
}

static enum ending parse_picture(struct directive *directive, const char *function)
{
    struct template *template = directive->template;
    struct text name = TEXT_NULL;
    bool literal = value_string(template, &directive->body, &name);
    if (!literal)
        name = value_token(&directive->body);
    value_end(template, directive->body);
    struct text value = literal
                            ? arena_printf(template->arena, "TEXT(%.*s)", TEXT_ARGS(emit_string(template->arena, name)))
                            : value_of(template, name);
    emit_code(template, directive->line, "%s(html, %.*s);", function, TEXT_ARGS(value));
    return ENDING__MAX;
}

static enum ending parse_pictogram(struct directive *directive)
{
    return parse_picture(directive, "html_pictogram");
}

static enum ending parse_icon(struct directive *directive)
{
    return parse_picture(directive, "html_icon");
}

static enum ending parse_path(struct directive *directive)
{
    struct template *template = directive->template;
    struct text path = value_token(&directive->body);
    struct text value = value_of(template, path);
    value_end(template, directive->body);
    if (directive->place == PLACE_ATTRIBUTE)
        tag_note_placeholder(template, directive->tag, false);
    emit_code(template, directive->line, "%s(html, %.*s);",
              directive->place == PLACE_ATTRIBUTE ? "html_put_attribute" : "html_put", TEXT_ARGS(value));
    return ENDING__MAX;
}

/* Every directive by its head, with the places where it has a meaning. A head that is not here is a path. */
static const struct {
    const char *head;
    unsigned places;
    enum ending (*parse)(struct directive *directive);
} directives[] = {
    { "#if", IN_VALUES | IN(PLACE_TAG), parse_if },
    { "#else", IN_VALUES | IN(PLACE_TAG), parse_else },
    { "/if", IN_VALUES | IN(PLACE_TAG), parse_end_if },
    { "#each", IN(PLACE_TEXT) | IN(PLACE_PLAIN), parse_each },
    { "/each", IN_VALUES | IN(PLACE_TAG), parse_end_each },
    { "t", IN_VALUES, parse_word },
    { "url", IN(PLACE_ATTRIBUTE), parse_url },
    { "asset", IN(PLACE_ATTRIBUTE), parse_asset },
    { ">", IN(PLACE_TEXT), parse_partial },
    { "slot", IN(PLACE_TEXT), parse_slot },
    { "pictogram", IN(PLACE_TEXT), parse_pictogram },
    { "icon", IN(PLACE_TEXT), parse_icon },
    { "json", 0, NULL },
    { "#view", 0, NULL },
};

/* Which rule a directive breaks by standing where it has no meaning. */
static const char *misplaced_rule(struct text head, enum place place)
{
    if (place == PLACE_TAG)
        return "placeholder-in-attribute-name";
    if (text_equal(head, TEXT("url")) || text_equal(head, TEXT("asset")))
        return "address-elsewhere";
    return "misplaced";
}

static struct text read_body(struct template *template)
{
    source_take(template, "{{");
    struct text body = source_until(template, "}}", "unclosed-placeholder");
    if (text_find(body, TEXT("{{")) != SIZE_MAX)
        source_fail(template, "unclosed-placeholder", "\"{{%.*s\" has no \"}}\" of its own", TEXT_ARGS(body));
    return body;
}

enum ending directive_parse(struct template *template, enum place place, struct tag *tag)
{
    struct directive directive = { .template = template, .place = place, .tag = tag, .line = template->line };
    struct text body = read_body(template);
    directive.body = body;
    struct text head = value_token(&directive.body);
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++) {
        if (!text_equal(head, text_from(directives[i].head)))
            continue;
        if ((directives[i].places & IN(place)) == 0)
            source_fail_at(template, directive.line, misplaced_rule(head, place), "{{%.*s}} has no meaning here",
                           TEXT_ARGS(head));
        return directives[i].parse(&directive);
    }
    if (place == PLACE_TAG)
        source_fail_at(template, directive.line, "placeholder-in-attribute-name",
                       "between attributes only {{#if}} has a meaning");
    directive.body = body;
    return parse_path(&directive);
}

void directive_view(struct template *template)
{
    int line = template->line;
    if (!source_starts(template, "{{#view "))
        source_fail(template, "view", "a template begins with {{#view struct name in \"header\"}}");
    struct text body = read_body(template);
    value_token(&body);
    struct text keyword = value_token(&body);
    struct text name = value_token(&body);
    struct text in = value_token(&body);
    struct text header = TEXT_NULL;
    if (!text_equal(keyword, TEXT("struct")) || !value_is_name(name) || !text_equal(in, TEXT("in")) ||
        !value_string(template, &body, &header))
        source_fail_at(template, line, "view", "write {{#view struct name in \"header\"}}");
    value_end(template, body);
    template->view = name;
    template->header = header;
    *vector_add(template->arena, &template->names) = TEXT("view");
}

void directive_json(struct template *template)
{
    int line = template->line;
    if (!source_starts(template, "{{"))
        source_fail(template, "json", "a script element for data holds one {{json ...}} and nothing else");
    struct text body = read_body(template);
    if (!text_equal(value_token(&body), TEXT("json")))
        source_fail_at(template, line, "placeholder-in-script", "a script element for data holds one {{json ...}}");
    struct text path = value_token(&body);
    value_end(template, body);
    emit_code(template, line, "html_json(html, %.*s);", TEXT_ARGS(value_of(template, path)));
}
