/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The catalogue compiler: what it makes of good catalogues, and that each rule fails by its own complaint. Every case is the
 * good set with one catalogue put in another's place.
 *
 *     words_test COMPILER FOLDER-FOR-FILES
 */
#include "base/arena.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sys/wait.h>

enum { OUTPUT_MAXIMUM = 1 << 20 };

#define HEADER(forms, rule)                                                                                         \
    "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=" forms "; plural=" rule \
    ";\\n\"\n"
#define DUTCH       HEADER("2", "n != 1")
#define ARABIC      HEADER("3", "n==0 ? 0 : n==1 ? 1 : 2")
#define WORD(id, t) "msgid \"" id "\"\nmsgstr \"" t "\"\n"
#define PLURAL(id)  "msgid \"" id "\"\nmsgid_plural \"" id "\"\n"

#define NL                                                                            \
    DUTCH WORD("day.title", "{child}, {day}") WORD("day.you", "je \\\"dag\\\" \?\?=") \
        PLURAL("day.children") "msgstr[0] \"één kind\"\nmsgstr[1] \"{n} kinderen\"\n"
#define AR                                                             \
    ARABIC WORD("day.title", "{day}: {child}") WORD("day.you", "يومك") \
        PLURAL("day.children") "msgstr[0] \"لا أحد\"\nmsgstr[1] \"طفل\"\nmsgstr[2] \"{n} أطفال\"\n"

struct catalogue_file {
    const char *name;
    const char *content;
};

static const struct catalogue_file good_files[] = {
    { "nl.po", NL },       { "ar.po", AR },         { "nl_u.po", DUTCH WORD("day.you", "uw dag") },
    { "nl_BE.po", DUTCH }, { "nl_BE_u.po", DUTCH },
};
enum { GOOD_FILES = sizeof good_files / sizeof *good_files };

static const char *compiler;
static const char *folder;

/* A case: what one catalogue is instead, and the complaint, without the folder. */
struct bad_case {
    const char *name;
    struct catalogue_file file;
    const char *complaint;
};

#define AR_WITH(title)                                      \
    ARABIC WORD("day.title", title) WORD("day.you", "يومك") \
        PLURAL("day.children") "msgstr[0] \"0\"\nmsgstr[1] \"1\"\nmsgstr[2] \"{n}\"\n"

static const struct bad_case bad_cases[] = {
    { "an id that a full catalogue lacks",
      { "ar.po", ARABIC WORD("day.title", "{day}: {child}") PLURAL("day.children") "msgstr[0] \"0\"\nmsgstr[1] \"1\"\n"
                                                                                   "msgstr[2] \"{n}\"\n" },
      "ar.po: day.you: is missing\n" },
    { "an id that only a translation has",
      { "ar.po", AR WORD("day.more", "1") },
      "ar.po: day.more: is not in the reference" },
    { "an override of nothing", { "nl_u.po", DUTCH WORD("day.yuo", "uw dag") }, "nl_u.po: day.yuo: is not in the ref" },
    { "a placeholder lost", { "ar.po", AR_WITH("{day}") }, "ar.po: day.title: lacks the placeholder {child}\n" },
    { "a placeholder renamed", { "ar.po", AR_WITH("{day} {kind}") }, "ar.po: day.title: has {kind}, which the" },
    { "a placeholder lost in an override",
      { "nl_BE.po", DUTCH WORD("day.title", "{child}") },
      "nl_BE.po: day.title: lacks the placeholder {day}\n" },
    { "a brace left open", { "ar.po", AR_WITH("{day} {child") }, "ar.po: day.title: has a brace" },
    { "a form of the plural missing",
      { "ar.po", ARABIC WORD("day.title", "{day}: {child}") WORD("day.you", "1")
                     PLURAL("day.children") "msgstr[0] \"1\"\nmsgstr[1] \"{n}\"\n" },
      "ar.po: day.children: has 2 forms, the language has 3\n" },
    { "no plural where the reference has one",
      { "nl_u.po", DUTCH WORD("day.children", "{n}") },
      "nl_u.po: day.children: has no plural forms" },
    { "no plural rule",
      { "nl_u.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n" WORD("day.you", "uw dag") },
      "nl_u.po: the header has no Plural-Forms" },
    { "a plural rule that is no arithmetic",
      { "nl_u.po", HEADER("2", "n[0]") WORD("day.you", "uw dag") },
      "nl_u.po: '[' in the plural rule" },
    { "an empty text", { "nl_u.po", DUTCH WORD("day.you", "") }, "nl_u.po: day.you: has no text\n" },
    { "a text marked fuzzy",
      { "nl_u.po", DUTCH "#, fuzzy\n" WORD("day.you", "uw dag") },
      "nl_u.po: day.you: is marked" },
    { "a newline in a text",
      { "nl_u.po", DUTCH WORD("day.you", "uw\\ndag") },
      "nl_u.po: day.you: has space at an end" },
    { "an id of one part", { "nl.po", NL WORD("day", "dag") }, "nl.po: day: an id is module.name" },
    { "two ids for one constant",
      { "nl.po", NL WORD("day_you", "x") WORD("day.you_two", "x") WORD("day.you.two", "x") },
      "nl.po: day.you.two: makes the same constant as day.you_two\n" },
    { "two overrides and no third that settles it",
      { "nl_BE.po", DUTCH WORD("day.you", "jouw dag") },
      "nl_BE_u.po: day.you: is missing, and two" },
    { "an id twice", { "nl_u.po", DUTCH WORD("day.you", "uw dag") WORD("day.you", "dag") }, "duplicate message" },
};

static void write_file(struct arena *arena, const char *name, struct text content)
{
    assert_int_equal(file_write(arena_printf(arena, "%s/%s", folder, name).data, content, 0600), 0);
}

/* The good set, with `instead` (may be NULL) in the place of the catalogue of that name. */
static void write_catalogues(struct arena *arena, const struct catalogue_file *instead)
{
    for (size_t i = 0; i < GOOD_FILES; i++) {
        bool replaced = instead != NULL && strcmp(instead->name, good_files[i].name) == 0;
        write_file(arena, good_files[i].name, text_from(replaced ? instead->content : good_files[i].content));
    }
}

/* Runs the compiler with the arguments; what it says, and its exit code. libgettextpo keeps the name of each file it read, so
 * leaks do not count. */
static int run(struct arena *arena, const char *arguments, struct text *ret_output)
{
    char *output = arena_allocate(arena, OUTPUT_MAXIMUM);
    struct text command = arena_printf(arena, "cd '%s' && ASAN_OPTIONS=detect_leaks=0 '%s' --folder . %s 2>&1", folder,
                                       compiler, arguments);
    FILE *pipe = popen(command.data, "r");
    assert_non_null(pipe);
    *ret_output = (struct text){ output, fread(output, 1, OUTPUT_MAXIMUM, pipe) };
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int compile(struct arena *arena, struct text *ret_output)
{
    return run(arena,
               "made.h made.c made.list nl=nl.po nl_u=nl.po+nl_u.po nl_BE_u=nl.po+nl_u.po+nl_BE.po+nl_BE_u.po ar=ar.po "
               "qps=~nl.po",
               ret_output);
}

static struct text made(struct arena *arena, const char *name)
{
    struct text content = TEXT_NULL;
    assert_int_equal(file_read(arena, arena_printf(arena, "%s/%s", folder, name).data, OUTPUT_MAXIMUM, &content), 0);
    return content;
}

static void assert_contains(struct text text, const char *part)
{
    if (text_find(text, text_from(part)) == SIZE_MAX)
        fail_msg("\"%s\" is not in:\n%.*s", part, TEXT_ARGS(text));
}

static void remove_made(struct arena *arena)
{
    const char *const names[] = { "made.h", "made.c", "made.list" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove(arena_printf(arena, "%s/%s", folder, names[i]).data);
}

static void must_fail(void **state)
{
    const struct bad_case *bad = *state;
    struct arena *arena = arena_new();
    struct text output = TEXT_NULL;
    write_catalogues(arena, &bad->file);
    remove_made(arena);
    int code = compile(arena, &output);
    assert_contains(output, bad->complaint);
    assert_int_equal(code, 1);
    assert_false(file_exists(arena_printf(arena, "%s/made.c", folder).data));
    arena_free(arena);
}

static void makes_constants_and_list(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text output = TEXT_NULL;
    write_catalogues(arena, NULL);
    assert_int_equal(compile(arena, &output), 0);
    assert_int_equal(output.length, 0);
    assert_contains(made(arena, "made.h"), "WORD_NONE,");
    assert_contains(made(arena, "made.h"), "WORD_DAY_CHILDREN,");
    assert_true(text_equal(made(arena, "made.list"), TEXT("day.children + n\nday.title child day\nday.you\n")));
    arena_free(arena);
}

static void makes_tables(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text output = TEXT_NULL;
    write_catalogues(arena, NULL);
    assert_int_equal(compile(arena, &output), 0);
    struct text source = made(arena, "made.c");
    struct text polite = text_slice(source, text_find(source, TEXT("text nl_u_texts[")), SIZE_MAX);
    struct text flemish = text_slice(source, text_find(source, TEXT("text nl_BE_u_texts[")), SIZE_MAX);
    assert_contains(text_slice(polite, 0, text_find(polite, TEXT("};"))), "\"uw dag\"");
    assert_contains(text_slice(polite, 0, text_find(polite, TEXT("};"))), "\"{child}, {day}\"");
    assert_contains(text_slice(flemish, 0, text_find(flemish, TEXT("};"))), "\"uw dag\"");
    assert_contains(source, "\"je \\\"dag\\\" \\?\\?=\"");
    assert_contains(source, "\"⟦ĵé \\\"đáĝ\\\" \\?\\?=⟧\"");
    assert_contains(source, "\"⟦{child}, {day}⟧\"");
    assert_contains(source, "return (unsigned)(n==0 ? 0 : n==1 ? 1 : 2);");
    arena_free(arena);
}

static void finds_unused_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text output = TEXT_NULL;
    write_catalogues(arena, NULL);
    write_file(arena, "page.c", TEXT("x = WORD_DAY_TITLE; y = WORD_DAY_YOURS;"));
    write_file(arena, "page.html", TEXT("{{t day.children n=view.n}}"));
    write_file(arena, "pasted.c", TEXT("#define W(name) WORD_DAY_##name"));
    assert_int_equal(run(arena, "--used nl.po page.c page.html", &output), 1);
    assert_true(text_equal(output, TEXT("./nl.po: day.you: is used nowhere\n")));
    assert_int_equal(run(arena, "--used nl.po pasted.c", &output), 0);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    enum { CASES = sizeof bad_cases / sizeof *bad_cases };
    struct CMUnitTest tests[CASES + 3] = {
        cmocka_unit_test(makes_constants_and_list),
        cmocka_unit_test(makes_tables),
        cmocka_unit_test(finds_unused_words),
    };
    if (argc != 3)
        return 2;
    compiler = realpath(argv[1], NULL); /* cases run in the folder */
    folder = argv[2];
    assert_int_equal(file_make_folder(folder, 0700), 0);
    for (size_t i = 0; i < CASES; i++)
        tests[3 + i] = (struct CMUnitTest){ .name = bad_cases[i].name,
                                            .test_func = must_fail,
                                            .initial_state = (void *)(uintptr_t)&bad_cases[i] };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
