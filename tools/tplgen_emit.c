/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The C that comes out: a function over the view struct that writes the page from top to bottom. Every line of code says by
 * #line where it comes from, so that the compiler shows the template when a member does not exist.
 */
#include "tplgen.h"

#include <stdarg.h>
#include <string.h>

void emit_markup(struct template *template, struct text markup)
{
    buffer_put(&template->literal, markup);
    if (markup.length > 0)
        template->spaced = strchr(" \n", markup.data[markup.length - 1]) != NULL;
}

/* '?' is escaped because C17 still knows trigraphs. */
static void put_escaped(struct buffer *buffer, char character)
{
    switch (character) {
    case '\n':
        buffer_put(buffer, TEXT("\\n"));
        break;
    case '\t':
        buffer_put(buffer, TEXT("\\t"));
        break;
    case '"':
    case '\\':
    case '?':
        buffer_put_char(buffer, '\\');
        buffer_put_char(buffer, character);
        break;
    default:
        buffer_put_char(buffer, character);
    }
}

struct text emit_string(struct arena *arena, struct text text)
{
    struct buffer buffer;
    buffer_init(&buffer, 8 * text.length + 16);
    buffer_put_char(&buffer, '"');
    for (size_t i = 0; i < text.length; i++) {
        put_escaped(&buffer, text.data[i]);
        if (text.data[i] == '\n' && i + 1 < text.length)
            buffer_put(&buffer, TEXT("\"\n\""));
    }
    buffer_put_char(&buffer, '"');
    struct text string = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return string;
}

static void put_line(struct template *template, struct text line)
{
    for (int i = 0; i < template->depth; i++)
        buffer_put(&template->code, TEXT("    "));
    buffer_put(&template->code, line);
    buffer_put_char(&template->code, '\n');
}

static void flush_markup(struct template *template)
{
    struct text markup = buffer_text(&template->literal);
    if (markup.length == 0)
        return;
    struct text string = emit_string(template->arena, markup);
    put_line(template, arena_printf(template->arena, "html_markup(html, TEXT(%.*s));", TEXT_ARGS(string)));
    buffer_clear(&template->literal);
}

static void PRINTF_LIKE(3, 0) put_code(struct template *template, int line, const char *format, va_list arguments)
{
    flush_markup(template);
    if (line > 0)
        buffer_printf(&template->code, "#line %d %.*s\n", line,
                      TEXT_ARGS(emit_string(template->arena, text_from(template->path))));
    put_line(template, arena_vprintf(template->arena, format, arguments));
}

void emit_code(struct template *template, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    put_code(template, line, format, arguments);
    va_end(arguments);
    template->spaced = false;
}

void emit_open(struct template *template, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    put_code(template, line, format, arguments);
    va_end(arguments);
    template->depth++;
}

void emit_close(struct template *template)
{
    flush_markup(template);
    template->depth--;
    put_line(template, TEXT("}"));
}

static void put_partials(const struct template *template, struct buffer *file)
{
    for (size_t i = 0; i < template->partials.count; i++) {
        struct text name = template->partials.items[i];
        buffer_printf(file, "struct %.*s;\nvoid %.*s_html(struct html *html, const struct %.*s *view);\n",
                      TEXT_ARGS(name), TEXT_ARGS(name), TEXT_ARGS(name));
    }
}

void emit_source(struct template *template, const char *header_name, struct buffer *file)
{
    struct text name = template->view;
    flush_markup(template);
    buffer_printf(file, "/* Made by tplgen of %s. */\n", template->path);
    buffer_printf(file, "#include \"%.*s\"\n#include \"html/html.h\"\n", TEXT_ARGS(template->header));
    if (template->uses_assets)
        buffer_put(file, TEXT("#include \"assets.h\"\n"));
    buffer_printf(file, "#include \"%s\"\n\n", header_name);
    put_partials(template, file);
    buffer_printf(file, "\nvoid %.*s_html(struct html *html, const struct %.*s *view)\n{\n    (void)view;\n",
                  TEXT_ARGS(name), TEXT_ARGS(name));
    buffer_put(file, buffer_text(&template->code));
    buffer_printf(file,
                  "}\n\nstatic void render(struct html *html, const void *view)\n{\n    %.*s_html(html, view);\n}\n",
                  TEXT_ARGS(name));
    buffer_printf(file,
                  "\nstruct html_part %.*s_part(const struct %.*s *view)\n{\n"
                  "    return (struct html_part){ .render = render, .view = view };\n}\n",
                  TEXT_ARGS(name), TEXT_ARGS(name));
}

void emit_header(struct template *template, struct buffer *file)
{
    struct text name = template->view;
    struct text guard = value_constant(template->arena, "TPLGEN_", name);
    buffer_printf(file, "/* Made by tplgen of %s. */\n#ifndef %.*s\n#define %.*s\n\n", template->path, TEXT_ARGS(guard),
                  TEXT_ARGS(guard));
    buffer_printf(file, "#include \"html/html.h\"\n\nstruct %.*s;\n\n", TEXT_ARGS(name));
    buffer_printf(file, "/* Writes the view. */\nvoid %.*s_html(struct html *html, const struct %.*s *view);\n\n",
                  TEXT_ARGS(name), TEXT_ARGS(name));
    buffer_printf(file,
                  "/* The view as a part of another page; it must live until that is written. */\n"
                  "struct html_part %.*s_part(const struct %.*s *view);\n\n#endif\n",
                  TEXT_ARGS(name), TEXT_ARGS(name));
}
