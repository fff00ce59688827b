/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel import`: the roster of the planning package (feature/roster/roster.h), and how far an import is.
 */
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/settings.h"
#include "feature/roster/roster.h"

enum { OPTION_APPLY, OPTION_NEW_GROUPS, OPTION_ANYWAY, OPTION_ALL, OPTION_STATUS, OPTION_CONTINUE, OPTION__MAX };

static const struct command_option options[OPTION__MAX] = {
    [OPTION_APPLY] = { "apply", NULL, "write; without it nothing is written, only reported", .required = false },
    [OPTION_NEW_GROUPS] = { "new-groups", NULL, "make locations and groups that are not known", .required = false },
    [OPTION_ANYWAY] = { "anyway", NULL, "apply a file although it is suspicious and held", .required = false },
    [OPTION_ALL] = { "all", NULL, "show every line of the report", .required = false },
    [OPTION_STATUS] = { "status", NULL, "only tell whether an import is unfinished, and how far", .required = false },
    [OPTION_CONTINUE] = { "continue", NULL, "finish an import that was interrupted; takes no file", .required = false },
};

static void say(void *context, struct text line)
{
    command_say(context, "%.*s", TEXT_ARGS(line));
}

/* One line for each batch that is not done; exit status 75 while there is one. */
static int tell_status(struct command_call *call)
{
    struct roster_unfinished_list list;
    struct error error = { .word = 0 };
    int status = roster_unfinished(call->db, call->arena, &list);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "reading the imports");
    for (size_t i = 0; i < list.count; i++) {
        char since[INSTANT_ISO_SIZE];
        instant_format(list.items[i].touched_at, since);
        command_say(call, "import %jd  %s  done %jd of %jd  touched %s", (intmax_t)list.items[i].batch,
                    list.items[i].committed ? "committed" : "planning", (intmax_t)list.items[i].done,
                    (intmax_t)list.items[i].rows, since);
    }
    if (list.count == 0)
        command_say(call, "no unfinished import");
    return list.count == 0 ? COMMAND_DONE : COMMAND_BUSY;
}

static int busy(const struct command_call *call)
{
    command_complain(call, "samenspel import: another import is being planned; try again in a minute");
    return COMMAND_BUSY;
}

static int go_on(struct command_call *call, struct organisation_id organisation)
{
    struct error error = { .word = 0 };
    int status = roster_continue(call->writer, call->db, call->clock, organisation, say, call, &error);
    if (status == STATUS_BUSY)
        return busy(call);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "continuing the import");
    command_say(call, "no unfinished import");
    return COMMAND_DONE;
}

static int import_file(struct command_call *call, struct organisation_id organisation)
{
    struct roster_counts counts;
    struct error error = { .word = 0 };
    struct roster_import import = { .writer = call->writer,
                                    .db = call->db,
                                    .clock = call->clock,
                                    .organisation = organisation,
                                    .content = call->input,
                                    .apply = command_given(call, OPTION_APPLY),
                                    .new_groups = command_given(call, OPTION_NEW_GROUPS),
                                    .anyway = command_given(call, OPTION_ANYWAY),
                                    .limits = { call->settings->hold_leaving, call->settings->hold_coming },
                                    .all = command_given(call, OPTION_ALL),
                                    .say = say,
                                    .context = call };
    int status = roster_import(&import, &error, &counts);
    if (status == STATUS_BUSY)
        return busy(call);
    if (status == STATUS_INVALID || status == STATUS_DENIED) {
        command_complain(call, "samenspel import: %s; nothing was written",
                         status == STATUS_DENIED ? "the file is held" : "the file cannot be read");
        return COMMAND_FAILED;
    }
    return status == STATUS_OK ? COMMAND_DONE : command_failure(call, status, &error, "importing");
}

static int run(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct installation_organisation organisation;
    bool without_file = command_given(call, OPTION_STATUS) || command_given(call, OPTION_CONTINUE);
    if (without_file != (call->arguments.count == 0)) {
        command_complain(call, "samenspel import: give a file, or --status, or --continue");
        return COMMAND_USAGE;
    }
    if (command_given(call, OPTION_STATUS))
        return tell_status(call);
    int status = installation_organisation(call->settings, call->db, call->arena, &error, &organisation);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "import");
    return command_given(call, OPTION_CONTINUE) ? go_on(call, organisation.id) : import_file(call, organisation.id);
}

const struct command command_import = {
    .name = "import",
    .arguments = "FILE.csv",
    .least = 0,
    .most = 1,
    .summary = "Read the roster that the planning package exports",
    .help = "Reports what the file would change; --apply writes it. The same file again\n"
            "changes nothing. What the columns may be called and how they are read is in\n"
            "docs/roster.md. FILE.csv may be - for standard input.\n"
            "\n"
            "An import that is interrupted either did nothing, or is finished by the server,\n"
            "by the next import, or by --continue. --status has exit status 75 while one is\n"
            "unfinished.\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .reads_file = true,
    .run = run,
};
