/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The register of data to C (docs/data-register/README.md):
 *
 *     register register.c FILE.register...
 *
 * A line is "CATEGORY TABLE COLUMN..."; # begins a comment. A category that src/feature/privacy/category.h does not know does
 * not compile. Whether the register is complete is for a test, which has the real schema (tests/page/register_test.c).
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1024 };

static void write_upper(FILE *out, const char *name)
{
    for (; *name; name++)
        fputc(toupper((unsigned char)*name), out);
}

/* One line; false when it is not complete. */
static int convert(FILE *out, char *line)
{
    static const char separators[] = " \t\r\n";
    char *rest = NULL;
    line[strcspn(line, "#")] = '\0';
    char *category = strtok_r(line, separators, &rest);
    if (!category)
        return 1;
    char *table = strtok_r(NULL, separators, &rest);
    char *column = strtok_r(NULL, separators, &rest);
    if (!table || !column)
        return 0;
    for (; column; column = strtok_r(NULL, separators, &rest)) {
        fputs("    { CATEGORY_", out);
        write_upper(out, category);
        fprintf(out, ", \"%s\", \"%s\" },\n", table, column);
    }
    return 1;
}

static int convert_file(FILE *out, const char *path)
{
    char line[LINE_SIZE];
    FILE *file = fopen(path, "re");
    int number = 0;
    if (!file) {
        perror(path);
        return 0;
    }
    while (fgets(line, sizeof line, file)) {
        number++;
        if (convert(out, line))
            continue;
        fprintf(stderr, "%s:%d: error: a line is CATEGORY TABLE COLUMN...\n", path, number);
        fclose(file);
        return 0;
    }
    fclose(file);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: register OUTPUT.c FILE.register...\n");
        return 2;
    }
    FILE *out = fopen(argv[1], "we");
    if (!out) {
        perror(argv[1]);
        return 1;
    }
    fputs("#include \"feature/privacy/category.h\"\n\nconst struct register_line register_lines[] = {\n", out);
    int good = 1;
    for (int i = 2; i < argc; i++)
        good = good && convert_file(out, argv[i]);
    fputs("};\nconst size_t register_line_count = sizeof register_lines / sizeof *register_lines;\n", out);
    return fclose(out) == 0 && good ? 0 : 1;
}
