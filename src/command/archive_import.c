/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel archive import`: a child takes its notebook along from another installation (feature/earlier/earlier.h).
 */
#include "base/random.h"
#include "base/zone.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/workplace.h"
#include "feature/archive/archive.h"
#include "feature/earlier/earlier.h"

enum { OPTION_APPLY, OPTION_GUARDIAN, OPTION__MAX };
static const struct command_option options[OPTION__MAX] = {
    [OPTION_APPLY] = { "apply", NULL, "write; without it nothing is written, only reported", .required = false },
    [OPTION_GUARDIAN] = { "guardian", "EMAIL", "who brought the file, when its name does not say", .required = false },
};

static int find_today(const struct command_call *call, const struct installation_organisation *organisation,
                      struct error *error, struct date *ret_today)
{
    struct zone *zone;
    int status = zone_open(organisation->zone, &zone);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "there is no time zone %.*s", TEXT_ARGS(organisation->zone));
    *ret_today = zone_date(zone, clock_now(call->clock));
    zone_close(zone);
    return STATUS_OK;
}

static void report(const struct command_call *call, const struct archive_file *file)
{
    command_say(call, "from     %.*s", TEXT_ARGS(file->organisation));
    command_say(call, "about    %.*s %.*s, born %.*s", TEXT_ARGS(file->given_name), TEXT_ARGS(file->family_name),
                TEXT_ARGS(date_iso(call->arena, file->born)));
    command_say(call, "lines    %zu", file->lines.count);
}

static int import(struct command_call *call, const struct installation_organisation *organisation,
                  const struct archive_file *file, struct error *error)
{
    unsigned char digest[BLAKE2B_SIZE];
    struct earlier_import import = { .file = file };
    int status = find_today(call, organisation, error, &import.today);
    if (status == STATUS_OK)
        status = earlier_find(call->db, call->arena, organisation->id, import.today, file,
                              command_text(call, OPTION_GUARDIAN), error, &import.match);
    if (status == STATUS_OK && file->lines.count > EARLIER_LINES_MAXIMUM)
        status = error_set(error, STATUS_INVALID, 0, "more than %d lines", EARLIER_LINES_MAXIMUM);
    if (status != STATUS_OK)
        return status;
    command_say(call, "the child and the guardian are known here");
    if (!command_given(call, OPTION_APPLY)) {
        command_say(call, "nothing was written; --apply does");
        return STATUS_OK;
    }
    hash_blake2b(TEXT(""), call->input, digest);
    import.digest = hex_encode(call->arena, digest, sizeof digest);
    status = workplace_change(call->writer, call->arena, organisation->id, earlier_import, &import, error);
    if (status == STATUS_OK)
        command_say(call, import.known ? "this file was brought before: nothing was written"
                                       : "written; the guardian reads it, and decides whether the group does");
    return status;
}

static int run(struct command_call *call)
{
    struct archive_file file;
    struct error error = { .word = 0 };
    struct installation_organisation organisation;
    int status = archive_file_read(call->arena, call->input, &error, &file);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "reading the archive");
    report(call, &file);
    status = installation_organisation(call->settings, call->db, call->arena, &error, &organisation);
    if (status == STATUS_OK)
        status = import(call, &organisation, &file, &error);
    return status == STATUS_OK ? COMMAND_DONE : command_failure(call, status, &error, "archive import");
}

const struct command command_archive_import = {
    .name = "archive import",
    .arguments = "FILE",
    .least = 1,
    .most = 1,
    .summary = "Take the notebook of an earlier centre in, for who brought it",
    .help = "FILE is the archive that a guardian took home elsewhere; - for standard input.\n"
            "Reports what is in it and whose it is; --apply writes it, all of it or nothing.\n"
            "The same file again changes nothing. The guardian reads it, and the group while\n"
            "that guardian consents. A file makes no account, right, authority or consent.\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .reads_file = true,
    .run = run,
};
