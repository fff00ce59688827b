/* SPDX-License-Identifier: EUPL-1.2 */
/* The command line: finding commands, reading options, and what every row of the table must have. */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "command/command.h"
#include "command/help.h"
#include "command/name.h"

enum { OPTION_NAME, OPTION_GROUP, OPTION_LOUD, OPTION__MAX };
static const struct command_option options[OPTION__MAX] = {
    [OPTION_NAME] = { "name", "NAME", "a name", .required = true },
    [OPTION_GROUP] = { "group", "NAME", "a group", .many = true },
    [OPTION_LOUD] = { "loud", NULL, "no value", .required = false },
};
static const struct command sample = { .name = "sample",
                                       .arguments = "FILE",
                                       .least = 1,
                                       .most = 2,
                                       .summary = "for this test",
                                       .help = "Help.\n",
                                       .options = options,
                                       .option_count = OPTION__MAX,
                                       .needs = COMMAND_NEEDS_SETTINGS };

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

/* Reads "a|b|c" as three words. */
static int parse(struct arena *arena, const char *line, struct command_call *ret_call,
                 struct setting_words *ret_settings)
{
    VECTOR(struct text) words = { 0 };
    struct text rest = text_from(line);
    while (!text_is_null(rest) && line[0] != '\0')
        *vector_add(arena, &words) = text_cut(rest, '|', &rest);
    *ret_call = (struct command_call){ .command = &sample, .arena = arena };
    return command_parse(ret_call, words.count, words.items, ret_settings);
}

static void test_options(void **state)
{
    struct command_call call;
    struct setting_words settings = { 0 };
    assert_int_equal(parse(*state, "--name=Hanna de Wit|in.csv|--group|Vlinders|--group|Rupsen|--loud|--port|8090",
                           &call, &settings),
                     COMMAND_DONE);
    assert_string_equal(command_text(&call, OPTION_NAME).data, "Hanna de Wit");
    assert_string_equal(command_text(&call, OPTION_GROUP).data, "Rupsen");
    assert_true(command_given(&call, OPTION_LOUD));
    assert_int_equal(call.values.count, 4);
    assert_int_equal(call.arguments.count, 1);
    assert_string_equal(call.arguments.items[0].data, "in.csv");
    assert_int_equal(settings.items.count, 2);
    assert_string_equal(settings.items.items[0].data, "port");
    assert_string_equal(settings.items.items[1].data, "8090");
}

static void test_what_is_not_given(void **state)
{
    struct command_call call;
    assert_int_equal(parse(*state, "--name||in", &call, NULL), COMMAND_DONE);
    assert_true(command_given(&call, OPTION_NAME));
    assert_int_equal(command_text(&call, OPTION_NAME).length, 0);
    assert_false(command_given(&call, OPTION_LOUD));
    assert_true(text_is_null(command_text(&call, OPTION_GROUP)));
    assert_string_equal(command_text_or(&call, OPTION_GROUP, "none").data, "none");
}

/* Behind "--" everything is an argument; "-" is one too. */
static void test_arguments(void **state)
{
    struct command_call call;
    assert_int_equal(parse(*state, "--name|a|--|--loud|-x", &call, NULL), COMMAND_DONE);
    assert_int_equal(call.arguments.count, 2);
    assert_string_equal(call.arguments.items[0].data, "--loud");
    assert_false(command_given(&call, OPTION_LOUD));
    assert_int_equal(parse(*state, "--name|a|-", &call, NULL), COMMAND_DONE);
    assert_string_equal(call.arguments.items[0].data, "-");
}

static void test_wrong_usage(void **state)
{
    static const char *const wrong[] = {
        "",
        "in",
        "--name|a",
        "--name|a|1|2|3",
        "--name|a|in|--colour",
        "--name|a|in|-l",
        "--name|a|--name|b|in",
        "--name|a|in|--loud=yes",
        "--name|a|in|--group",
        "in|--name",
        "--name|a|in|--port",
        "--name|a|in|--loud|--loud",
        "--name|a|in|\xff\xfe",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct command_call call;
        assert_int_equal(parse(*state, wrong[i], &call, NULL), COMMAND_USAGE);
    }
}

static const struct command *find(struct text first, struct text second, size_t count, size_t *ret_used)
{
    return command_find(count, (struct text[]){ first, second }, ret_used);
}

static void test_finding(void **state)
{
    (void)state;
    size_t used = 0;
    assert_string_equal(find(TEXT("user"), TEXT("add"), 2, &used)->name, "user add");
    assert_int_equal(used, 2);
    assert_string_equal(find(TEXT("serve"), TEXT("add"), 2, &used)->name, "serve");
    assert_int_equal(used, 1);
    assert_null(find(TEXT("user"), TEXT("delete"), 2, &used));
    assert_null(find(TEXT("user"), TEXT_NULL, 1, &used));
    assert_null(find(TEXT("Serve"), TEXT_NULL, 1, &used));
}

static const char *suggest(struct text first, struct text second, size_t count)
{
    return command_suggest(count, (struct text[]){ first, second });
}

static void test_suggesting(void **state)
{
    (void)state;
    assert_string_equal(suggest(TEXT("serv"), TEXT_NULL, 1), "serve");
    assert_string_equal(suggest(TEXT("docter"), TEXT_NULL, 1), "doctor");
    assert_string_equal(suggest(TEXT("migrat"), TEXT_NULL, 1), "migrate");
    assert_string_equal(suggest(TEXT("user"), TEXT("link"), 2), "user link");
    assert_null(suggest(TEXT("xyzzy"), TEXT_NULL, 1));
    assert_null(suggest(TEXT("a-word-that-is-much-longer-than-any-command"), TEXT_NULL, 1));
}

/* What the help prints comes from the table, so the table must say it, and in eighty columns. */
static void test_the_table(void **state)
{
    struct arena *arena = *state;
    struct text all = help_all(arena);
    for (size_t i = 0; i < command_count; i++) {
        const struct command *command = commands[i];
        assert_true(text_find(all, text_from(command->name)) != SIZE_MAX);
        assert_non_null(command->run);
        assert_true(command->least <= command->most);
        assert_int_equal(command->most > 0, command->arguments[0] != '\0');
        assert_true(strlen(command->summary) <= 76);
        assert_true(text_ends_with(text_from(command->help), TEXT("\n")));
        struct text rest = text_from(command->help);
        while (!text_is_null(rest))
            assert_true(text_cut(rest, '\n', &rest).length <= 80);
        for (size_t j = 0; j < command->option_count; j++) {
            assert_non_null(command->options[j].name);
            assert_true(strlen(command->options[j].help) > 0);
        }
    }
    assert_string_equal(help_usage(arena, &sample), "samenspel sample --name NAME FILE [options]");
}

static void test_names(void **state)
{
    struct arena *arena = *state;
    struct people_person person = name_person(arena, TEXT("  Hanna de Wit "));
    assert_string_equal(person.given_name.data, "Hanna");
    assert_string_equal(person.family_name.data, "de Wit");
    person = name_person(arena, TEXT("Anne Marie/de Wit"));
    assert_string_equal(person.given_name.data, "Anne Marie");
    assert_string_equal(person.family_name.data, "de Wit");
    person = name_person(arena, TEXT("Madonna"));
    assert_string_equal(person.given_name.data, "Madonna");
    assert_int_equal(person.family_name.length, 0);
    assert_int_equal(name_person(arena, TEXT("")).given_name.length, 0);
}

static void test_addresses(void **state)
{
    (void)state;
    assert_true(name_is_email(TEXT("a@b.nl")));
    assert_true(name_is_email(TEXT("first.last+tag@sub.example.org")));
    assert_false(name_is_email(TEXT("a.b.nl")));
    assert_false(name_is_email(TEXT("@b.nl")));
    assert_false(name_is_email(TEXT("a@")));
    assert_false(name_is_email(TEXT("a@b@c.nl")));
    assert_false(name_is_email(TEXT("a b@c.nl")));
    assert_false(name_is_email(TEXT("a@c.nl\n")));
    assert_false(name_is_email(TEXT("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_not_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_arguments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_usage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_suggesting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_addresses, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
