/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel archive import`: a child takes its notebook along from another installation (feature/earlier/earlier.h).
 */
#include "base/zone.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/workplace.h"
#include "feature/archive/archive.h"
#include "feature/earlier/earlier.h"

#include <sys/stat.h>

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
    command_say(call, "photos   %zu", file->photos.count);
    if (file->photos_left > 0)
        command_say(call, "         %zu more are told of, and were not in the file when it was made",
                    file->photos_left);
}

static bool tell(void *context, size_t done)
{
    const struct command_call *call = context;
    command_say(call, "%zu photos looked at", done);
    return !call->remote || !control_gone(call->remote);
}

/* The photos, then everything in one change. What was put on the disk for nothing goes again. */
static int apply(struct command_call *call, struct organisation_id organisation, struct earlier_import *import,
                 struct error *error)
{
    struct error other = { .word = 0 };
    int status = earlier_known(call->db, call->arena, organisation, import);
    if (status == STATUS_OK && !import->known)
        status = earlier_keep_photos(call->arena, call->media, call->file, tell, call, error, import);
    bool kept = status == STATUS_OK && !import->known;
    if (kept)
        status = workplace_change(call->writer, call->arena, organisation, earlier_import, import, error);
    if ((status != STATUS_OK || (kept && import->known)) && import->photos.count > 0 &&
        workplace_change(call->writer, call->arena, organisation, earlier_refuse, import, &other) != STATUS_OK)
        command_complain(call, "the files of its photos stay in the media folder until a server sweeps it");
    return status;
}

static int import(struct command_call *call, const struct installation_organisation *organisation,
                  const struct archive_file *file, struct error *error)
{
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
    status = earlier_digest(call->arena, call->file, &import.digest);
    if (status == STATUS_OK)
        status = apply(call, organisation->id, &import, error);
    if (status == STATUS_OK)
        command_say(call, import.known ? "this file was brought before: nothing was written"
                                       : "written; the guardian reads it, and decides whether the group does");
    return status;
}

static int check_file(const struct command_call *call, struct error *error)
{
    struct stat about;
    if (call->file >= 0 && fstat(call->file, &about) == 0 && S_ISREG(about.st_mode))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, 0, "it must be a file, not a pipe or a folder");
}

static int run(struct command_call *call)
{
    struct archive_file file;
    struct error error = { .word = 0 };
    struct installation_organisation organisation;
    int status = check_file(call, &error);
    if (status == STATUS_OK)
        status = archive_file_read_from(call->arena, call->file, &error, &file);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "reading the archive");
    report(call, &file);
    status = installation_organisation(call->settings, call->db, call->arena, &error, &organisation);
    if (status == STATUS_OK)
        status = import(call, &organisation, &file, &error);
    if (status == STATUS_OK)
        return COMMAND_DONE;
    if (command_given(call, OPTION_APPLY))
        command_complain(call, "samenspel archive import: nothing was taken in");
    return command_failure(call, status, &error, "archive import");
}

const struct command command_archive_import = {
    .name = "archive import",
    .arguments = "FILE",
    .least = 1,
    .most = 1,
    .summary = "Take the notebook of an earlier centre in, for who brought it",
    .help = "FILE is the archive that a guardian took home elsewhere, of up to 2 GB; - for\n"
            "standard input, when that is a file. Reports what is in it and whose it is;\n"
            "--apply writes it, all of it or nothing: the lines, and the photos, each of\n"
            "which is decoded once more. The same file again changes nothing. The guardian\n"
            "reads it, and the group the words while that guardian consents. A file makes no\n"
            "account, right, authority or consent.\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .takes_file = true,
    .decodes = true,
    .run = run,
};
