/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tplgen: makes a C function of a template.
 *
 *     tplgen [--words words.list] views/day.html day.html.c day.html.h
 *
 * In the folder's meson.build, for feature/handover/views/{day,board}.html:
 *
 *     foreach name : ['day', 'board']
 *       handover_sources += custom_target(input: 'views' / name + '.html', output: tplgen_output, command: tplgen_command)
 *     endforeach
 *
 * Then `#include "feature/handover/day.html.h"` declares, for a template that begins with
 *
 *     {{#view struct day_view in "feature/handover/views.h"}}
 *
 *     void day_view_html(struct html *html, const struct day_view *view);
 *     struct html_part day_view_part(const struct day_view *view);
 *
 * A template shows a view struct and decides nothing. What it may hold:
 *
 *     {{view.title}} {{e.note}}     A path: "view" or the name of an {{#each}}, then members, dots between. Written by its
 *                                   type (html/html.h) and escaped for the place. Members are structs, not pointers.
 *     {{#each view.entries as e}} ... {{#else}} (when empty) ... {{/each}}
 *                                   Over anything with items and count. e is a pointer, e.note its member, {{e}} the item.
 *     {{#if C}} ... {{#else}} ... {{/if}}
 *                                   C is a path, !path, path == CONSTANT, path != CONSTANT. For a text: view.note.length.
 *                                   Round text and whole elements, inside a quoted value, round whole attributes.
 *     {{t handover.sleep.started}}  A word of po/. With values for its placeholders: {{t day.title child=view.name}}; a plural
 *                                   needs n=. {{t e.word}} writes the enum word in a member.
 *     {{> entry_view e}}            The template of struct entry_view: entry_view_html(html, e). {{> entry_view e.first}} takes
 *                                   the address of a member.
 *     {{slot view.content}}         A struct html_part.
 *     href="{{url handover_day child=e.child day=view.day}}"
 *                                   html_address(html, url_handover_day(html->arena, e->child, view->day)): a function that
 *                                   the feature declares by hand (html/address.h). The names are for the reader, the order
 *                                   counts. {{url e.address}} writes a member that is a struct address. A "#part" may follow.
 *     href="{{asset "app.css"}}"    The hashed address of ASSET_APP_CSS.
 *     {{pictogram e.pictogram}} {{icon "arrow-left"}}
 *                                   A picture of the sprites, by name.
 *     <script type="application/json" id="x">{{json view.data}}</script>
 *                                   Data for a script: a text that is JSON already.
 *
 * White space is folded, comments are left out. These do not build (the rule's name stands behind file and line):
 * a placeholder in a script, style or comment, in the name of a tag or attribute, between attributes; a value without
 * quotes; a tag that is not closed, or closed where it was not opened; a block likewise; letters in text or in attributes that
 * people read or hear (words come from the catalogues); style="", on*="", <style>, scripts in the page; href, src, action,
 * hx-get and the like with anything but {{url}}, {{asset}} or "#id"; an unknown word, or one with other placeholders;
 * anything that is not described here.
 */
#include "tplgen.h"

#include "base/file.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEMPLATE_MAXIMUM = 1024 * 1024, CODE_MAXIMUM = 16 * 1024 * 1024 };

static void read_template(struct template *template)
{
    if (file_read(template->arena, template->path, TEMPLATE_MAXIMUM, &template->source) != 0) {
        fprintf(stderr, "%s: cannot be read\n", template->path);
        exit(EXIT_FAILURE);
    }
    if (!text_is_utf8(template->source) || memchr(template->source.data, '\0', template->source.length) != NULL)
        source_fail(template, "not-text", "a template is UTF-8");
    template->source = text_trim(template->source); /* so that a partial can stand between words */
}

static void parse_template(struct template *template)
{
    template->depth = 1;
    directive_view(template);
    source_space(template, NULL);
    enum ending ending = text_parse(template, PLACE_TEXT);
    if (ending != ENDING_FILE)
        source_fail(template, "mismatched-block", "this closes a block that is not open");
    tag_check_closed(template, 0);
}

static void write_output(const char *path, const struct buffer *content)
{
    FILE *file = fopen(path, "w");
    struct text text = buffer_text(content);
    if (file == NULL || fwrite(text.data, 1, text.length, file) != text.length || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

static void write_outputs(struct template *template, char *source_path, char *header_path)
{
    struct buffer source;
    struct buffer header;
    buffer_init(&source, CODE_MAXIMUM);
    buffer_init(&header, CODE_MAXIMUM);
    emit_header(template, &header);
    emit_source(template, basename(header_path), &source);
    if (template->code.overflowed || source.overflowed)
        source_fail(template, "too-large", "more code than %d bytes", CODE_MAXIMUM);
    write_output(header_path, &header);
    write_output(source_path, &source);
    buffer_release(&source);
    buffer_release(&header);
}

int main(int argc, char **argv)
{
    struct template template = { .line = 1 };
    int at = 1;
    template.arena = arena_new();
    if (argc > 3 && strcmp(argv[1], "--words") == 0) {
        word_list_read(&template, argv[2]);
        at = 3;
    }
    if (argc - at != 3) {
        fprintf(stderr, "usage: tplgen [--words words.list] template.html out.c out.h\n");
        return 2;
    }
    buffer_init(&template.literal, CODE_MAXIMUM);
    buffer_init(&template.code, CODE_MAXIMUM);
    template.path = argv[at];
    read_template(&template);
    parse_template(&template);
    write_outputs(&template, argv[at + 1], argv[at + 2]);
    buffer_release(&template.literal);
    buffer_release(&template.code);
    arena_free(template.arena);
    return 0;
}
