/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From words to a command that runs: finding it, reading its options, and giving it what it needs.
 */
#include "command/command.h"

#include "command/help.h"
#include "command/installation.h"
#include "command/settings.h"
#include "command/workplace.h"
#include "db/control.h"

#include <stdarg.h>

/* --- saying --- */

PRINTF_LIKE(3, 0)
static void say(const struct command_call *call, bool complaint, const char *format, va_list arguments)
{
    struct text line = arena_vprintf(call->arena, format, arguments);
    if (call->remote && complaint)
        control_complain(call->remote, "%.*s", TEXT_ARGS(line));
    else if (call->remote)
        control_say(call->remote, "%.*s", TEXT_ARGS(line));
    else
        fprintf(complaint ? stderr : stdout, "%.*s\n", TEXT_ARGS(line));
}

void command_say(const struct command_call *call, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(call, false, format, arguments);
    va_end(arguments);
}

void command_complain(const struct command_call *call, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(call, true, format, arguments);
    va_end(arguments);
}

int command_failure(const struct command_call *call, int status, const struct error *error, const char *doing)
{
    const char *detail = error && error->detail[0] != '\0' ? error->detail : status_name(status);
    command_complain(call, "samenspel: %s: %s", doing, detail);
    return status == STATUS_BUSY ? COMMAND_BUSY : COMMAND_FAILED;
}

/* --- finding --- */

const struct command *command_find(size_t count, const struct text *words, size_t *ret_used)
{
    const struct command *found = NULL;
    size_t used = 0;
    for (size_t i = 0; i < command_count; i++) {
        struct text second;
        struct text first = text_cut(text_from(commands[i]->name), ' ', &second);
        size_t length = text_is_null(second) ? 1 : 2;
        bool fits = count >= length && text_equal(words[0], first) && (length == 1 || text_equal(words[1], second));
        if (fits && length > used) {
            found = commands[i];
            used = length;
        }
    }
    if (found)
        *ret_used = used;
    return found;
}

/* Letters to change, add or drop between two words (Levenshtein, one row at a time). */
static size_t distance(struct text a, struct text b)
{
    enum { LONGEST = 24 };
    size_t row[LONGEST + 1];
    if (a.length > LONGEST || b.length > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t change = corner + (a.data[i - 1] != b.data[j - 1]);
            corner = row[j];
            size_t shift = (row[j - 1] < row[j] ? row[j - 1] : row[j]) + 1;
            row[j] = change < shift ? change : shift;
        }
    }
    return row[b.length];
}

const char *command_suggest(size_t count, const struct text *words)
{
    const char *nearest = NULL;
    size_t least = 3;
    for (size_t i = 0; i < command_count; i++) {
        struct text second;
        struct text name = text_from(commands[i]->name);
        struct text first = text_cut(name, ' ', &second);
        size_t letters = distance(words[0], first);
        if (!text_is_null(second))
            letters += count > 1 ? distance(words[1], second) / 2 : 0;
        if (letters < least) {
            least = letters;
            nearest = commands[i]->name;
        }
    }
    return nearest;
}

/* --- reading --- */

static int complain_usage(const struct command_call *call, const char *what, struct text word)
{
    command_complain(call, "samenspel %s: %s %.*s", call->command->name, what, TEXT_ARGS(word));
    command_complain(call, "Usage: %s", help_usage(call->arena, call->command));
    return COMMAND_USAGE;
}

static const struct command_option *find_option(const struct command *command, struct text name, size_t *ret_index)
{
    for (size_t i = 0; i < command->option_count; i++)
        if (text_equal(text_from(command->options[i].name), name)) {
            *ret_index = i;
            return &command->options[i];
        }
    return NULL;
}

/* One word that begins with dashes, its value in it or behind it; `ret_taken` is the number of words. */
static int read_option(struct command_call *call, size_t count, const struct text *words,
                       struct setting_words *ret_settings, size_t *ret_taken)
{
    struct text value;
    struct text name = text_cut(text_slice(words[0], 2, words[0].length), '=', &value);
    size_t index = 0;
    const struct command_option *option = find_option(call->command, name, &index);
    bool setting = !option && call->command->needs != COMMAND_NEEDS_NOTHING &&
                   (text_equal(name, TEXT("data")) || setting_find(name));
    if (!option && !setting)
        return complain_usage(call, "there is no option", words[0]);
    bool takes_value = setting || option->value;
    if (!takes_value && !text_is_null(value))
        return complain_usage(call, "no value belongs to", words[0]);
    size_t taken = 1;
    if (takes_value && text_is_null(value)) {
        if (count < 2)
            return complain_usage(call, "a value is missing after", words[0]);
        value = words[1];
        taken = 2;
    }
    if (option) {
        if (!option->many && command_given(call, index))
            return complain_usage(call, "given twice:", words[0]);
        *vector_add(call->arena, &call->values) = (struct command_value){ index, text_copy(call->arena, value) };
    } else if (ret_settings) {
        *vector_add(call->arena, &ret_settings->items) = text_copy(call->arena, name);
        *vector_add(call->arena, &ret_settings->items) = text_copy(call->arena, value);
    }
    *ret_taken = taken;
    return COMMAND_DONE;
}

static int check_complete(const struct command_call *call)
{
    const struct command *command = call->command;
    size_t count = call->arguments.count;
    if (count > command->most)
        return complain_usage(call, "what is this:", call->arguments.items[command->most]);
    if (count < command->least)
        return complain_usage(call, "missing:", text_from(command->arguments));
    for (size_t i = 0; i < command->option_count; i++)
        if (command->options[i].required && !command_given(call, i))
            return complain_usage(call, "missing:", arena_printf(call->arena, "--%s", command->options[i].name));
    return COMMAND_DONE;
}

int command_parse(struct command_call *call, size_t count, const struct text *words, struct setting_words *ret_settings)
{
    bool options = true; /* until "--" */
    for (size_t i = 0; i < count;) {
        size_t taken = 1;
        bool dashes = text_starts_with(words[i], TEXT("-")) && words[i].length > 1;
        if (!text_is_utf8(words[i]))
            return complain_usage(call, "not UTF-8:", text_from("an argument"));
        if (options && text_equal(words[i], TEXT("--"))) {
            options = false;
        } else if (options && dashes && !text_starts_with(words[i], TEXT("--"))) {
            return complain_usage(call, "there is no option", words[i]);
        } else if (options && dashes) {
            int code = read_option(call, count - i, words + i, ret_settings, &taken);
            if (code != COMMAND_DONE)
                return code;
        } else {
            *vector_add(call->arena, &call->arguments) = text_copy(call->arena, words[i]);
        }
        i += taken;
    }
    return check_complete(call);
}

bool command_given(const struct command_call *call, size_t option)
{
    return !text_is_null(command_text(call, option));
}

struct text command_text(const struct command_call *call, size_t option)
{
    struct text found = TEXT_NULL;
    for (size_t i = 0; i < call->values.count; i++)
        if (call->values.items[i].option == option)
            found = text_is_null(call->values.items[i].text) ? TEXT("") : call->values.items[i].text;
    return found;
}

struct text command_text_or(const struct command_call *call, size_t option, const char *otherwise)
{
    return command_given(call, option) ? command_text(call, option) : text_from(otherwise);
}

/* --- running --- */

/* What a person may write in place of a command. */
static bool is_help(struct text word)
{
    return text_equal(word, TEXT("--help")) || text_equal(word, TEXT("-h"));
}

static int unknown(const struct command_call *call, size_t count, const struct text *words)
{
    const char *nearest = command_suggest(count, words);
    command_complain(call, "samenspel: there is no command %.*s%s%s%s", TEXT_ARGS(words[0]),
                     nearest ? "; did you mean `samenspel " : "", nearest ? nearest : "", nearest ? "`?" : "");
    command_complain(call, "See `samenspel help`.");
    return COMMAND_USAGE;
}

static int run_with_settings(struct command_call *call, size_t count, const struct text *words,
                             const struct setting_words *setting_words)
{
    struct error error = { .word = 0 };
    struct settings *settings = ARENA_NEW(call->arena, struct settings);
    int status = settings_load(call->arena, setting_words->items.items, setting_words->items.count, &error, settings);
    if (status != STATUS_OK) {
        command_complain(call, "samenspel: %s", error.detail);
        return status == STATUS_INVALID ? COMMAND_USAGE : COMMAND_FAILED;
    }
    installation_narrow(call->arena, settings);
    call->settings = settings;
    log_set_level((enum log_level)settings->log_level);
    return call->command->needs == COMMAND_NEEDS_WRITER ? workplace_run(call, count, words) : call->command->run(call);
}

/* `words` begin with the command's name. */
static int run(struct command_call *call, size_t count, const struct text *words)
{
    size_t used;
    call->command = command_find(count, words, &used);
    if (!call->command)
        return unknown(call, count, words);
    for (size_t i = used; i < count; i++)
        if (is_help(words[i])) {
            command_say(call, "%.*s", TEXT_ARGS(help_command(call->arena, call->command)));
            return COMMAND_DONE;
        }
    struct setting_words setting_words = { .items = { .items = NULL } };
    int code = command_parse(call, count - used, words + used, &setting_words);
    if (code != COMMAND_DONE)
        return code;
    if (call->command->needs == COMMAND_NEEDS_NOTHING)
        return call->command->run(call);
    return run_with_settings(call, count - used, words + used, &setting_words);
}

int command_main(int argc, char **argv)
{
    struct command_call call = { .arena = arena_new(), .clock = clock_system() };
    size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    struct text *words = ARENA_MANY(call.arena, struct text, count + 1);
    for (size_t i = 0; i < count; i++)
        words[i] = text_from(argv[i + 1]);
    int code = COMMAND_USAGE;
    if (count == 0)
        command_complain(&call, "%.*s", TEXT_ARGS(help_all(call.arena)));
    else if (is_help(words[0]))
        code = run(&call, 1, (struct text[]){ TEXT("help") });
    else if (text_equal(words[0], TEXT("--version")))
        code = run(&call, 1, (struct text[]){ TEXT("version") });
    else
        code = run(&call, count, words);
    if (fflush(stdout) != 0 && code == COMMAND_DONE)
        code = COMMAND_FAILED;
    arena_free(call.arena);
    return code;
}
