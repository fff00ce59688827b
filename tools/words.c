/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * words: compiles the catalogues in po/ to C.
 *
 *     words --folder po words.h words.c words.list nl=nl.po en=en.po nl_u=nl.po+nl_u.po qps=~nl.po ...
 *
 * Each argument is a table of i18n/word.h: its name, and the catalogues of which it is made, a full one and those that go
 * over it, the last one last; what comes after a "/" stands over all before it and is not asked to say what two of them
 * change. "~" makes it the pseudo-language. The first full catalogue is the reference: every full one has its ids and
 * placeholders, an override has some of its ids. msgfmt --check runs before (po/meson.build); here stands what it cannot
 * know. All faults are printed; with one, nothing is written.
 *
 *     words --folder po --used nl.po FILES...
 *
 * Fails for words that none of the files use.
 */
#include "words_tool.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUTPUT_MAXIMUM = 64 * 1024 * 1024 };

/* The catalogues that were read, so that each is read once. */
struct library {
    struct report report;
    const char *folder; /* of the catalogues */
    struct catalogue catalogues[CATALOGUE_MAXIMUM];
    size_t count;
};

void report_fault(struct report *report, const char *path, struct text id, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "%s: %.*s%s", path, TEXT_ARGS(id), id.length > 0 ? ": " : "");
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    report->faults++;
}

static _Noreturn void fail_usage(const char *what)
{
    fprintf(stderr, "words: %s\n", what);
    exit(2);
}

static struct catalogue *library_get(struct library *library, struct text name)
{
    struct text path = arena_printf(library->report.arena, "%s/%.*s", library->folder, TEXT_ARGS(name));
    for (size_t i = 0; i < library->count; i++) {
        if (text_equal(text_from(library->catalogues[i].path), path))
            return &library->catalogues[i];
    }
    if (library->count == CATALOGUE_MAXIMUM)
        fail_usage("too many catalogues");
    struct catalogue *catalogue = &library->catalogues[library->count++];
    catalogue_read(&library->report, text_string(library->report.arena, path), catalogue);
    check_catalogue(&library->report, catalogue);
    return catalogue;
}

/* "nl_u=nl.po+nl_u.po", "nl_u_alone=nl.po+nl_u.po/nl_alone.po+nl_u_alone.po" */
static struct table parse_table(struct library *library, const char *argument)
{
    struct text rest = TEXT_NULL;
    struct text name = text_cut(text_from(argument), '=', &rest);
    struct table table = { .name = text_string(library->report.arena, name) };
    if (rest.data == NULL)
        fail_usage("a table is name=catalogue+catalogue");
    table.pseudo = text_starts_with(rest, TEXT("~"));
    if (table.pseudo)
        rest = text_slice(rest, 1, SIZE_MAX);
    while (rest.data != NULL) {
        if (table.chain_count == CHAIN_MAXIMUM)
            fail_usage("too many catalogues in a table");
        struct text catalogue = text_cut(rest, '+', &rest);
        struct text over = TEXT_NULL;
        table.chain[table.chain_count++] = library_get(library, text_cut(catalogue, '/', &over));
        if (over.data == NULL)
            continue;
        if (table.under_count != 0 || table.chain_count == CHAIN_MAXIMUM)
            fail_usage("too many catalogues, or more than one / in a table");
        table.under_count = table.chain_count;
        table.chain[table.chain_count++] = library_get(library, over);
    }
    if (table.under_count == 0)
        table.under_count = table.chain_count;
    return table;
}

static void write_output(const char *path, struct buffer *content)
{
    FILE *file = fopen(path, "w");
    struct text text = buffer_text(content);
    if (content->overflowed || file == NULL || fwrite(text.data, 1, text.length, file) != text.length ||
        fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    buffer_clear(content);
}

static void write_outputs(struct library *library, char **paths, const struct table *tables, size_t count)
{
    struct arena *arena = library->report.arena;
    const struct catalogue *reference = tables[0].chain[0];
    struct buffer file;
    buffer_init(&file, OUTPUT_MAXIMUM);
    write_header(arena, reference, &file);
    write_output(paths[0], &file);
    write_source(arena, reference, tables, count, &file);
    write_output(paths[1], &file);
    write_list(arena, reference, &file);
    write_output(paths[2], &file);
    buffer_release(&file);
}

static void compile(struct library *library, int argc, char **argv)
{
    struct table tables[CATALOGUE_MAXIMUM];
    size_t count = 0;
    if (argc < 4 || argc - 3 > CATALOGUE_MAXIMUM)
        fail_usage("usage: words --folder po words.h words.c words.list name=catalogue...");
    for (int i = 3; i < argc; i++)
        tables[count++] = parse_table(library, argv[i]);
    check_constants(&library->report, tables[0].chain[0]);
    for (size_t i = 0; i < count; i++)
        check_table(&library->report, tables[0].chain[0], &tables[i]);
    if (library->report.faults == 0)
        write_outputs(library, argv, tables, count);
}

int main(int argc, char **argv)
{
    static struct library library;
    library.report.arena = arena_new();
    if (argc < 4 || strcmp(argv[1], "--folder") != 0)
        fail_usage("--folder comes first");
    library.folder = argv[2];
    if (argc > 4 && strcmp(argv[3], "--used") == 0)
        check_used(&library.report, library_get(&library, text_from(argv[4])), argv + 5, argc - 5);
    else
        compile(&library, argc - 3, argv + 3);
    arena_free(library.report.arena);
    return library.report.faults == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
