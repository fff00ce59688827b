/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel archive check`: what is in the archive of a child, and whether it is sound (docs/archive-format.md).
 */
#include "command/command.h"
#include "command/commands.h"
#include "feature/archive/read.h"
#include "feature/handover/code.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Lines whose coded value this program does not have a picture and a word for. */
static size_t unknown_codes(const struct archive_file *file)
{
    size_t count = 0;
    for (size_t i = 0; i < file->lines.count; i++) {
        const struct archive_line *line = &file->lines.items[i];
        if (!text_is_empty(line->value) && !code_find(line->kind, line->value))
            count++;
    }
    return count;
}

static int run(struct command_call *call)
{
    struct archive_file file;
    struct error error = { .word = 0 };
    const char *path = call->arguments.items[0].data;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        command_complain(call, "samenspel archive check: %s: %s", path, strerror(errno));
        return COMMAND_FAILED;
    }
    int status = archive_file_read_from(call->arena, descriptor, &error, &file);
    close(descriptor);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "reading the archive");
    command_say(call, "from     %.*s", TEXT_ARGS(file.organisation));
    command_say(call, "about    %.*s %.*s, born %.*s", TEXT_ARGS(file.given_name), TEXT_ARGS(file.family_name),
                TEXT_ARGS(date_iso(call->arena, file.born)));
    if (file.lines.count > 0)
        command_say(call, "lines    %zu, from %.*s to %.*s", file.lines.count,
                    TEXT_ARGS(date_iso(call->arena, file.lines.items[0].day)),
                    TEXT_ARGS(date_iso(call->arena, file.lines.items[file.lines.count - 1].day)));
    else
        command_say(call, "lines    none");
    command_say(call, "photos   %zu", file.photos.count);
    command_say(call, "files    %zu", file.files);
    if (unknown_codes(&file) > 0)
        command_say(call, "unknown  %zu lines have a coded value that this program does not know",
                    unknown_codes(&file));
    return COMMAND_DONE;
}

const struct command command_archive_check = {
    .name = "archive check",
    .arguments = "FILE",
    .least = 1,
    .most = 1,
    .summary = "Say what is in the archive of a child, and whether it is sound",
    .help = "FILE is what a guardian took home, from this installation or another one.\n"
            "Nothing is written. Exit status 1: it is no archive, or it is damaged.\n",
    .needs = COMMAND_NEEDS_NOTHING,
    .run = run,
};
