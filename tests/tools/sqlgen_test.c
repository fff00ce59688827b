/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The statement generator must fail: each file in sqlgen/bad says in lines `-- expect LINE RULE` which complaints it must
 * bring, and brings exactly these, under its own name. Files in bad/schema are schemas, the others statements. That good
 * files pass, and what is made of them, is sqlgen_good_test.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/vector.h"

enum { OUTPUT_MAXIMUM = 1 << 16, BAD_FILES_AT_LEAST = 25 };

static const char *generator; /* the program under test */
static const char *folder;    /* tests/tools/sqlgen */
static const char *made;      /* a file that must not come to be */

/* One complaint, as "LINE RULE". */
struct complaints {
    struct text *items;
    size_t count;
    size_t capacity;
};

static bool has_complaint(const struct complaints *complaints, struct text wanted)
{
    for (size_t i = 0; i < complaints->count; i++)
        if (text_equal(complaints->items[i], wanted))
            return true;
    return false;
}

static void read_expected(struct arena *arena, const char *path, struct complaints *ret_expected)
{
    struct text rest;
    assert_int_equal(file_read(arena, path, OUTPUT_MAXIMUM, &rest), 0);
    while (rest.data) {
        struct text line = text_cut(rest, '\n', &rest);
        if (text_starts_with(line, TEXT("-- expect ")))
            *vector_add(arena, ret_expected) = text_slice(line, strlen("-- expect "), line.length);
    }
    assert_true(ret_expected->count > 0);
}

/* Runs the generator and keeps what it says; gives its exit code. */
static int run(struct arena *arena, const char *schema, const char *statements, struct text *ret_output)
{
    char *output = arena_allocate(arena, OUTPUT_MAXIMUM);
    remove(made); /* of an earlier run that went wrong */
    struct text command =
        arena_printf(arena, "'%s' '%s' -- '%s' '%s' '%s.h' 2>&1", generator, schema, statements, made, made);
    FILE *pipe = popen(command.data, "r");
    assert_non_null(pipe);
    *ret_output = (struct text){ output, fread(output, 1, OUTPUT_MAXIMUM, pipe) };
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* `path:LINE: error: ... [RULE]` becomes "LINE RULE". Any other line fails the test. */
static void read_complaints(struct arena *arena, const char *path, struct text output,
                            struct complaints *ret_complaints)
{
    struct text start = arena_printf(arena, "%s:", path);
    while (!text_is_empty(output)) {
        struct text line = text_cut(output, '\n', &output);
        print_message("%.*s\n", TEXT_ARGS(line));
        assert_true(text_starts_with(line, start) && text_ends_with(line, TEXT("]")));
        struct text rest = text_slice(line, start.length, line.length - start.length - 1);
        struct text number = text_cut(rest, ':', &rest);
        assert_true(text_starts_with(rest, TEXT(" error: ")));
        size_t rule = rest.length;
        while (rest.data[rule - 1] != '[')
            rule--;
        struct text name = text_slice(rest, rule, rest.length);
        *vector_add(arena, ret_complaints) = arena_printf(arena, "%.*s %.*s", TEXT_ARGS(number), TEXT_ARGS(name));
    }
}

static void must_fail(void **state)
{
    const char *path = *state;
    struct arena *arena = arena_new();
    struct text schema = arena_printf(arena, "%s/schema.sql", folder);
    struct text good = arena_printf(arena, "%s/good.sql", folder);
    bool is_schema = text_find(text_from(path), TEXT("/schema/")) != SIZE_MAX;
    struct complaints expected = { 0 };
    struct complaints given = { 0 };
    struct text output;
    read_expected(arena, path, &expected);
    int code = run(arena, is_schema ? path : schema.data, is_schema ? good.data : path, &output);
    read_complaints(arena, path, output, &given);
    assert_int_equal(code, 1);
    for (size_t i = 0; i < expected.count; i++)
        if (!has_complaint(&given, expected.items[i]))
            fail_msg("no complaint %.*s", TEXT_ARGS(expected.items[i]));
    assert_int_equal(given.count, expected.count);
    assert_false(file_exists(made));
    arena_free(arena);
}

/* Wrong use is told apart from a bad file. */
static void wants_four_arguments(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    FILE *pipe = popen(arena_printf(arena, "'%s' a b 2>/dev/null", generator).data, "r");
    assert_int_equal(WEXITSTATUS(pclose(pipe)), 2);
    arena_free(arena);
}

struct tests {
    struct CMUnitTest *items;
    size_t count;
    size_t capacity;
};

/* A test for each .sql file of a folder. */
static void add_folder(struct arena *arena, struct tests *tests, const char *part)
{
    const char *path = arena_printf(arena, "%s/%s", folder, part).data;
    DIR *files = opendir(path);
    if (!files)
        return;
    for (struct dirent *file; (file = readdir(files));)
        if (text_ends_with(text_from(file->d_name), TEXT(".sql")))
            *vector_add(arena, tests) = (struct CMUnitTest){
                .name = text_copy(arena, text_from(file->d_name)).data,
                .test_func = must_fail,
                .initial_state = text_string(arena, arena_printf(arena, "%s/%s", path, file->d_name)),
            };
    closedir(files);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: sqlgen_test SQLGEN FOLDER FILE\n");
        return 2;
    }
    generator = argv[1];
    folder = argv[2];
    made = argv[3];
    struct arena *arena = arena_new();
    struct tests tests = { 0 };
    add_folder(arena, &tests, "bad");
    add_folder(arena, &tests, "bad/db");
    add_folder(arena, &tests, "bad/schema");
    if (tests.count < BAD_FILES_AT_LEAST) {
        fprintf(stderr, "only %zu bad files in %s\n", tests.count, folder);
        return 1;
    }
    *vector_add(arena, &tests) = (struct CMUnitTest)cmocka_unit_test(wants_four_arguments);
    int failed = _cmocka_run_group_tests("sqlgen", tests.items, tests.count, NULL, NULL);
    arena_free(arena);
    return failed;
}
