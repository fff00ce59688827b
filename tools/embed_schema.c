/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Makes the numbered files of schema/ part of the program: writes the C file behind migrations_of_program
 * (src/db/migrate.h).
 *
 *     embed_schema OUTPUT.c 0001_base.sql 0002_people.sql ...
 *
 * Fails when the numbers of the names do not go 1, 2, 3 without a gap.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"

enum { FILE_MAXIMUM = 4 * 1024 * 1024, NUMBER_LENGTH = 4, BYTES_A_LINE = 14 };

/* The name without folders and without ".sql". */
static struct text name_of(const char *path)
{
    struct text rest = text_from(path);
    struct text part = rest;
    while (rest.data != NULL)
        part = text_cut(rest, '/', &rest);
    return text_ends_with(part, TEXT(".sql")) ? text_slice(part, 0, part.length - 4) : TEXT_NULL;
}

/* 0042_name -> 42; 0 for another name. */
static int number_of(struct text name)
{
    int number = 0;
    for (size_t i = 0; i < NUMBER_LENGTH; i++) {
        if (i >= name.length || name.data[i] < '0' || name.data[i] > '9')
            return 0;
        number = number * 10 + (name.data[i] - '0');
    }
    return name.length > NUMBER_LENGTH + 1 && name.data[NUMBER_LENGTH] == '_' ? number : 0;
}

/* A C array, for a string literal may be too long for a compiler. */
static void write_bytes(FILE *output, int number, struct text content)
{
    fprintf(output, "static const char text_%d[] = {", number);
    for (size_t i = 0; i < content.length; i++)
        fprintf(output, "%s'\\%03o',", i % BYTES_A_LINE == 0 ? "\n    " : " ", (unsigned char)content.data[i]);
    fprintf(output, "\n    '\\0'\n};\n\n");
}

static int write_all(FILE *output, struct arena *arena, char **paths, int count)
{
    fprintf(output, "/* Made by tools/embed_schema from schema/. Not to be edited. */\n#include \"db/migrate.h\"\n\n");
    for (int i = 0; i < count; i++) {
        struct text content;
        if (number_of(name_of(paths[i])) != i + 1) {
            fprintf(stderr, "%s: a file of the schema is called %04d_name.sql here\n", paths[i], i + 1);
            return STATUS_INVALID;
        }
        if (file_read(arena, paths[i], FILE_MAXIMUM, &content) != STATUS_OK) {
            fprintf(stderr, "%s: cannot be read\n", paths[i]);
            return STATUS_FAILED;
        }
        write_bytes(output, i + 1, content);
    }
    fprintf(output, "static const struct migration migrations[] = {\n");
    for (int i = 0; i < count; i++)
        fprintf(output, "    { %d, \"%.*s\", text_%d, sizeof text_%d - 1 },\n", i + 1, TEXT_ARGS(name_of(paths[i])),
                i + 1, i + 1);
    fprintf(output,
            "};\n\nstruct migration_list migrations_of_program(void)\n{\n"
            "    return (struct migration_list){ migrations, %d };\n}\n",
            count);
    return STATUS_OK;
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "embed_schema OUTPUT.c FILE.sql...\n");
        return 2;
    }
    FILE *output = fopen(arguments[1], "w");
    if (output == NULL) {
        perror(arguments[1]);
        return 1;
    }
    struct arena *arena = arena_new();
    int status = write_all(output, arena, arguments + 2, count - 2);
    arena_free(arena);
    if (fclose(output) != 0)
        status = STATUS_FAILED;
    if (status != STATUS_OK)
        remove(arguments[1]);
    return status == STATUS_OK ? 0 : 1;
}
