/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The template generator must fail: each file in bad/ says in a line `<!-- expect LINE RULE -->` which complaint it brings.
 * That good templates pass, and what is made of them, is good_test.c.
 *
 *     bad_test GENERATOR FOLDER WORDS-LIST FILE-THAT-MUST-NOT-BE-MADE
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/vector.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>
#include <sys/wait.h>

enum { OUTPUT_MAXIMUM = 1 << 16, BAD_FILES_AT_LEAST = 80 };

static char **arguments;

/* Runs the generator on the template; what it says, and its exit code. */
static int run(struct arena *arena, const char *path, struct text *ret_output)
{
    char *output = arena_allocate(arena, OUTPUT_MAXIMUM);
    struct text command = arena_printf(arena, "'%s' --words '%s' '%s' '%s' '%s.h' 2>&1", arguments[1], arguments[3],
                                       path, arguments[4], arguments[4]);
    FILE *pipe = popen(command.data, "r");
    assert_non_null(pipe);
    *ret_output = (struct text){ output, fread(output, 1, OUTPUT_MAXIMUM, pipe) };
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* "LINE RULE" of the line with expect. */
static struct text read_expected(struct arena *arena, const char *path)
{
    struct text start = TEXT("<!-- expect ");
    struct text rest = TEXT_NULL;
    assert_int_equal(file_read(arena, path, OUTPUT_MAXIMUM, &rest), 0);
    while (rest.data != NULL) {
        struct text line = text_cut(rest, '\n', &rest);
        if (text_starts_with(line, start))
            return text_slice(line, start.length, line.length - start.length - strlen(" -->"));
    }
    fail_msg("%s expects nothing", path);
    return TEXT_NULL;
}

static void must_fail(void **state)
{
    const char *path = *state;
    struct arena *arena = arena_new();
    struct text output = TEXT_NULL;
    int code = run(arena, path, &output);
    struct text start = arena_printf(arena, "%s:", path);
    struct text rest = TEXT_NULL;
    struct text expected_rule = TEXT_NULL;
    struct text expected_line = text_cut(read_expected(arena, path), ' ', &expected_rule);
    print_message("%.*s", TEXT_ARGS(output));
    assert_int_equal(code, 1);
    assert_true(text_starts_with(output, start));
    struct text line = text_cut(text_slice(output, start.length, SIZE_MAX), ':', &rest);
    struct text rule = text_trim(text_cut(rest, ':', &rest));
    assert_true(text_equal(line, expected_line));
    assert_true(text_equal(rule, expected_rule));
    assert_false(file_exists(arguments[4]));
    arena_free(arena);
}

static struct CMUnitTest test_of(struct arena *arena, const char *name)
{
    return (struct CMUnitTest){
        .name = text_string(arena, text_from(name)),
        .test_func = must_fail,
        .initial_state = text_string(arena, arena_printf(arena, "%s/%s", arguments[2], name)),
    };
}

int main(int argc, char **argv)
{
    VECTOR(struct CMUnitTest) tests = { 0 };
    struct arena *arena = arena_new();
    arguments = argv;
    DIR *folder = argc == 5 ? opendir(argv[2]) : NULL;
    if (folder == NULL)
        return 2;
    for (struct dirent *file = readdir(folder); file != NULL; file = readdir(folder)) {
        if (text_ends_with(text_from(file->d_name), TEXT(".html")))
            *vector_add(arena, &tests) = test_of(arena, file->d_name);
    }
    closedir(folder);
    if (tests.count < BAD_FILES_AT_LEAST)
        return 2;
    int failed = _cmocka_run_group_tests("tplgen_bad", tests.items, tests.count, NULL, NULL);
    arena_free(arena);
    return failed;
}
