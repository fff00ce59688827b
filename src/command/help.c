/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/help.h"

#include "base/buffer.h"
#include "command/command.h"
#include "command/settings.h"

enum { HELP_MAXIMUM = 64 * 1024 };

static struct text finish(struct arena *arena, struct buffer *buffer)
{
    struct text text = text_copy(arena, text_trim(buffer_text(buffer)));
    buffer_release(buffer);
    return text;
}

const char *help_usage(struct arena *arena, const struct command *command)
{
    struct buffer buffer;
    buffer_init(&buffer, HELP_MAXIMUM);
    buffer_printf(&buffer, "samenspel %s", command->name);
    size_t optional = 0;
    for (size_t i = 0; i < command->option_count; i++) {
        const struct command_option *option = &command->options[i];
        if (option->required)
            buffer_printf(&buffer, " --%s %s", option->name, option->value ? option->value : "");
        else
            optional++;
    }
    if (command->arguments[0] != '\0')
        buffer_printf(&buffer, command->least == 0 ? " [%s]" : " %s", command->arguments);
    if (optional > 0)
        buffer_put(&buffer, TEXT(" [options]"));
    return finish(arena, &buffer).data;
}

static void put_option(struct buffer *buffer, struct arena *arena, const char *name, const char *value,
                       const char *help)
{
    struct text left = arena_printf(arena, "--%s%s%s", name, value ? " " : "", value ? value : "");
    buffer_printf(buffer, "  %-24.*s %s\n", TEXT_ARGS(left), help);
}

struct text help_command(struct arena *arena, const struct command *command)
{
    struct buffer buffer;
    buffer_init(&buffer, HELP_MAXIMUM);
    buffer_printf(&buffer, "%s\n\nUsage: %s\n\n%s", command->summary, help_usage(arena, command), command->help);
    if (command->option_count > 0 || command->needs != COMMAND_NEEDS_NOTHING)
        buffer_put(&buffer, TEXT("\nOptions:\n"));
    for (size_t i = 0; i < command->option_count; i++)
        put_option(&buffer, arena, command->options[i].name, command->options[i].value, command->options[i].help);
    if (command->needs != COMMAND_NEEDS_NOTHING) {
        put_option(&buffer, arena, "data", "FOLDER", "the installation (" SETTINGS_DATA ", or SAMENSPEL_DATA)");
        put_option(&buffer, arena, "SETTING", "VALUE", "any of `samenspel help settings`");
    }
    return finish(arena, &buffer);
}

struct text help_all(struct arena *arena)
{
    struct buffer buffer;
    buffer_init(&buffer, HELP_MAXIMUM);
    buffer_put(&buffer, TEXT("Usage: samenspel COMMAND [arguments]\n\n"));
    for (size_t i = 0; i < command_count; i++)
        buffer_printf(&buffer, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
    buffer_put(&buffer, TEXT("\n`samenspel help COMMAND` tells more, `samenspel help settings` lists the settings.\n"
                             "Exit status: 0 done, 1 failed, 2 wrong usage, 75 the data is busy, try again.\n"));
    return finish(arena, &buffer);
}

static int run(struct command_call *call)
{
    size_t count = call->arguments.count;
    struct text *words = call->arguments.items;
    struct text text;
    size_t used = count;
    const struct command *command = NULL;
    if (count == 0) {
        text = help_all(call->arena);
    } else if (count == 1 && text_equal(words[0], TEXT("settings"))) {
        text = text_trim(settings_help(call->arena));
    } else {
        command = command_find(count, words, &used);
        if (!command || used != count) {
            command_complain(call, "samenspel help: there is no command %.*s", TEXT_ARGS(words[0]));
            return COMMAND_USAGE;
        }
        text = help_command(call->arena, command);
    }
    command_say(call, "%.*s", TEXT_ARGS(text));
    return COMMAND_DONE;
}

const struct command command_help = {
    .name = "help",
    .arguments = "COMMAND",
    .most = 2,
    .summary = "Tell what there is, or all about one command or the settings",
    .help = "Without a command: the list of all. `samenspel help settings` lists what can\nbe set.\n",
    .needs = COMMAND_NEEDS_NOTHING,
    .run = run,
};
