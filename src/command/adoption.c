/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel adoption`: the papers to begin with as files (feature/adoption/adoption.h). Reads the database, so a server may run.
 */
#include "feature/adoption/adoption.h"

#include "access/access.h"
#include "base/zone.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/settings.h"
#include "db/db.h"

static int fill(struct command_call *call, const struct settings *settings, struct error *error,
                struct adoption_settings *ret_papers)
{
    struct installation_organisation organisation;
    struct zone *zone;
    int status = installation_organisation(settings, call->db, call->arena, error, &organisation);
    if (status == STATUS_OK && (status = zone_open(organisation.zone, &zone)) != STATUS_OK)
        error_set(error, status, 0, "there is no time zone %.*s", TEXT_ARGS(organisation.zone));
    if (status != STATUS_OK)
        return status;
    *ret_papers = (struct adoption_settings){
        .organisation = organisation.id,
        .name = organisation.name,
        .address = arena_printf(call->arena, "%.*s/privacy",
                                TEXT_ARGS(settings_origin(call->arena, settings, settings->port))),
        .security_contact = text_from(settings->security_contact),
        .exchange = settings->exchange_folder[0] != '\0',
        .retention = settings->retention,
        .choice = access_words_of(TEXT("nl"), organisation.country, organisation.address_form, 0),
        .today = zone_date(zone, clock_now(call->clock)),
    };
    zone_close(zone);
    return STATUS_OK;
}

static int run(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct settings settings = *call->settings;
    struct adoption_settings papers;
    const char *folder = call->arguments.items[0].data;
    size_t count = 0;
    int status = installation_check(&settings, &error);
    if (status == STATUS_OK) {
        installation_narrow(call->arena, &settings);
        status = db_open_reader(settings.database, &error, &call->db);
    }
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "opening the database");
    status = fill(call, &settings, &error, &papers);
    if (status == STATUS_OK)
        status = adoption_write(call->db, call->arena, &papers, folder, &error, &count);
    db_close(call->db);
    call->db = NULL;
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "writing the papers");
    command_say(call, "%s: %zu papers, drafts to be checked", folder, count);
    return COMMAND_DONE;
}

const struct command command_adoption = {
    .name = "adoption",
    .arguments = "FOLDER",
    .least = 1,
    .most = 1,
    .summary = "Write the papers to begin with: letter, advice request, agreements",
    .help = "A letter to parents, the request for advice to the parents' committee, a\n"
            "processor agreement, an impact assessment and a start card for the group, as\n"
            "pages that print on A4, in each language. They are drafts, filled from the\n"
            "settings and the register of data; managers find the same in the program. No\n"
            "personal data.\n",
    .needs = COMMAND_NEEDS_SETTINGS,
    .run = run,
};
