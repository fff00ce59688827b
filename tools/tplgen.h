/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts of the template generator among themselves. What a template may hold stands at the top of tplgen.c.
 *
 *     tplgen.c            the command: reads a template, writes the .c and the .h
 *     tplgen_source.c     characters and lines of the template, and complaints about them
 *     tplgen_rules.c      what HTML calls void, raw, an address, words for people
 *     tplgen_text.c       text between tags
 *     tplgen_tag.c        tags and attributes
 *     tplgen_directive.c  {{...}}: which there are and where they may stand
 *     tplgen_value.c      what stands between the braces: paths, conditions, arguments
 *     tplgen_word.c       {{t ...}} and the list of words
 *     tplgen_emit.c       the C that comes out
 *
 * One pass: reading a piece of the template writes the C for it. The first fault ends the process, with file, line and rule.
 */
#ifndef TPLGEN_H
#define TPLGEN_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/vector.h"

#include <stdbool.h>

/* Where a directive stands, which decides what may stand there and how it is escaped. */
enum place {
    PLACE_TEXT,      /* between tags */
    PLACE_PLAIN,     /* between tags of title, textarea, option: no markup there */
    PLACE_TAG,       /* between the attributes of a tag */
    PLACE_ATTRIBUTE, /* in a quoted attribute value */
    PLACE__MAX
};

/* What ends a piece of template. */
enum ending { ENDING_FILE, ENDING_ELSE, ENDING_IF, ENDING_EACH, ENDING_TAG, ENDING_QUOTE, ENDING__MAX };

/* A tag that waits for its end tag. */
struct open_tag {
    struct text name;
    int line;
};

/* A word of the catalogues with its placeholders, from words.list. */
struct known_word {
    struct text id;
    struct text names; /* between spaces: " child day " */
    bool plural;
};

/* How much of an address attribute was read. */
enum address_part { ADDRESS_START, ADDRESS_MADE, ADDRESS_FRAGMENT, ADDRESS_PART__MAX };

/* The start tag that is being read. */
struct tag {
    struct text element;
    int line;
    VECTOR(struct text) seen; /* attributes outside conditions */
    int conditions;           /* {{#if}} round attributes that are open */
    struct text attribute;    /* that is being read */
    char quote;
    enum address_part address;
    bool letters;     /* the value that is being read has letters of its own */
    struct text type; /* value of type="", if literal */
    struct text meta; /* value of name="", if literal */
    int value_line;   /* of the letters in value="", 0: none */
    int content_line; /* of the letters in content="", 0: none */
    bool has_source;  /* src="" was there */
};

struct template
{
    struct arena *arena;
    const char *path;   /* as in complaints */
    struct text source; /* the whole file */
    size_t at;          /* next byte of it */
    int line;           /* of that byte, from 1 */

    const struct known_word *words;
    size_t word_count;

    struct text view;   /* name of the view struct, "day_view" */
    struct text header; /* that declares it */

    VECTOR(struct open_tag) tags;
    size_t tag_floor;          /* tags below it were opened outside the block: not to be closed in it */
    VECTOR(struct text) names; /* that paths may begin with: view, and those of {{#each}} */
    VECTOR(struct text) partials;
    bool uses_assets;

    struct buffer literal; /* markup not yet written to the code */
    bool spaced;           /* what was written last is white space, whichever way the conditions go */
    struct buffer code;
    int depth; /* of the code's braces */
};

/* tplgen_source.c */

/* Ends the process with "path:line: rule: what is wrong". */
_Noreturn void source_fail_at(const struct template *template, int line, const char *rule, const char *format, ...)
    PRINTF_LIKE(4, 5);
#define source_fail(template, rule, ...) source_fail_at(template, (template)->line, rule, __VA_ARGS__)

bool source_ended(const struct template *template);
/* The next byte, 0 at the end. */
char source_peek(const struct template *template);
bool source_starts(const struct template *template, const char *string);
/* Moves on and counts lines. */
void source_skip(struct template *template, size_t bytes);
/* Moves on over `string` if it is there. */
bool source_take(struct template *template, const char *string);
/* Moves behind the next `string` and gives what stands before it; fails by `rule` if there is none. */
struct text source_until(struct template *template, const char *string, const char *rule);
/* Moves on over white space; true if there was any. ret_newline may be NULL. */
bool source_space(struct template *template, bool *ret_newline);
/* Moves on over letters, digits and the characters of `others`. */
struct text source_name(struct template *template, const char *others);

/* tplgen_rules.c */

bool rule_is_void(struct text element);
/* title, textarea, option: their content is text only. */
bool rule_is_plain(struct text element);
bool rule_keeps_space(struct text element);
/* Elements that no page of ours has. */
bool rule_is_forbidden_element(struct text element);
bool rule_is_address(struct text attribute);
/* Why the attribute may not be used, or NULL. */
const char *rule_forbidden_attribute(struct text attribute);
/* Attributes that people read or hear. */
bool rule_is_for_people(struct text attribute);
/* The <meta name> whose content people read. */
bool rule_is_meta_for_people(struct text name);
/* Letters in text that people read: of any script, but not digits, punctuation, symbols and emoji. */
bool rule_has_letters(struct text text);
/* One of the character references that we allow (symbols that are hard to see or type). */
bool rule_is_reference(struct text name);

/* tplgen_text.c */

/* Text and tags up to the end of the file, of the block or of the element with plain content. */
enum ending text_parse(struct template *template, enum place place);
/* At "&": one character reference, written as it is. */
void text_parse_reference(struct template *template);

/* tplgen_tag.c */

/* At "<": a start tag, with the whole element if its content is not markup; or an end tag. */
void tag_parse(struct template *template);
/* What stands in a tag or in a value, up to its end or the end of a block. */
enum ending tag_parse_attributes(struct template *template, struct tag *tag);
enum ending tag_parse_value(struct template *template, struct tag *tag);
/* Called for each placeholder in a value: fails where an address forbids it. `made` = {{url}} or {{asset}}. */
void tag_note_placeholder(struct template *template, struct tag *tag, bool made);
/* Fails if tags were opened and not closed since there were `floor` of them. */
void tag_check_closed(struct template *template, size_t floor);

/* tplgen_directive.c */

/* At "{{#view": the first line. */
void directive_view(struct template *template);
/*
 * At "{{": the whole directive, blocks with what is in them. `tag` in a tag and in an attribute, else NULL. Returns an
 * ending for {{#else}}, {{/if}} and {{/each}}, ENDING__MAX for everything else.
 */
enum ending directive_parse(struct template *template, enum place place, struct tag *tag);
/* At "{{json": the only content of a script element for data. */
void directive_json(struct template *template);

/* tplgen_value.c: what stands between the braces. A body is read from its start; what was read is cut off. */

/* The next word of the body, up to white space or "="; empty at the end. */
struct text value_token(struct text *body);
/* Fails unless the body is empty. */
void value_end(const struct template *template, struct text body);
/* True for view, the names of {{#each}}, and paths that begin with one. */
bool value_is_path(const struct template *template, struct text token);
/* The C for a path: its value, its address. Fails on unknown names. */
struct text value_of(const struct template *template, struct text path);
struct text value_pointer(const struct template *template, struct text path);
/* The C for a path, a constant (CAPITALS) or a number. */
struct text value_argument(const struct template *template, struct text token);
/* The C for the condition of {{#if}}. */
struct text value_condition(const struct template *template, struct text body);
/* The next name=value; false at the end. */
bool value_pair(const struct template *template, struct text *body, struct text *ret_name, struct text *ret_value);
/* The next "string" in double quotes; false if something else is next. */
bool value_string(const struct template *template, struct text *body, struct text *ret_string);
/* prefix + NAME in capitals, others than letters and digits as '_': WORD_DAY_TITLE. */
struct text value_constant(struct arena *arena, const char *prefix, struct text name);
bool value_is_name(struct text token);

/* tplgen_word.c: {{t ...}} */

/* Reads words.list. */
void word_list_read(struct template *template, const char *path);
/* Writes the C for {{t}}; `plain` = not between tags, so no <bdi>. */
void word_emit(struct template *template, struct text body, int line, bool plain);

/* tplgen_emit.c */

/* Markup as it is. */
void emit_markup(struct template *template, struct text markup);
/* One line of C, after the markup that waits; emit_open and emit_close also move in and out. */
void emit_code(struct template *template, int line, const char *format, ...) PRINTF_LIKE(3, 4);
void emit_open(struct template *template, int line, const char *format, ...) PRINTF_LIKE(3, 4);
void emit_close(struct template *template);
/* A C string literal with its quotes. */
struct text emit_string(struct arena *arena, struct text text);
/* The whole of the two files, when the template is read. `header_name` is how the .c includes the .h. */
void emit_source(struct template *template, const char *header_name, struct buffer *file);
void emit_header(struct template *template, struct buffer *file);

#endif
