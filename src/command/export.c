/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel export presence`: who came and went, for the invoicing package (feature/exchange/exchange.h).
 */
#include "base/zone.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/workplace.h"
#include "feature/exchange/exchange.h"

enum { OPTION_FROM, OPTION_TO, OPTION__MAX };
static const struct command_option options[OPTION__MAX] = {
    [OPTION_FROM] = { "from", "DAY", "the first day, YYYY-MM-DD", .required = true },
    [OPTION_TO] = { "to", "DAY", "the last day", .required = true },
};

/* Each line of CSV ends in CR LF; command_say adds the LF. */
static void say(const struct command_call *call, struct text lines)
{
    struct text rest = lines;
    while (rest.data && rest.length > 0) {
        struct text line = text_cut(rest, '\n', &rest);
        command_say(call, "%.*s", TEXT_ARGS(line));
    }
}

static int print_days(struct command_call *call, const struct installation_organisation *organisation, struct date from,
                      struct date to, struct error *error)
{
    struct zone *zone;
    struct buffer buffer;
    int status = zone_open(organisation->zone, &zone);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "there is no time zone %.*s", TEXT_ARGS(organisation->zone));
    buffer_init(&buffer, PRESENCE_BYTES_MAXIMUM);
    say(call, text_from(presence_header));
    for (struct date day = from; status == STATUS_OK && date_compare(day, to) <= 0; day = date_add(day, 1)) {
        buffer_clear(&buffer);
        status = presence_put_day(call->db, organisation->id, (struct location_id){ 0 }, zone, day, &buffer);
        say(call, buffer_text(&buffer));
    }
    buffer_release(&buffer);
    zone_close(zone);
    return status == STATUS_OK ? status : error_set(error, status, 0, "the database cannot be read");
}

static int run(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct installation_organisation organisation;
    struct location_id all = { 0 };
    struct date from;
    struct date to;
    if (date_parse_iso(command_text(call, OPTION_FROM), &from) != STATUS_OK ||
        date_parse_iso(command_text(call, OPTION_TO), &to) != STATUS_OK || date_compare(to, from) < 0 ||
        to.days - from.days >= PRESENCE_DAYS_MAXIMUM) {
        command_complain(call, "samenspel export presence: --from and --to are days, YYYY-MM-DD, at most %d of them",
                         PRESENCE_DAYS_MAXIMUM);
        return COMMAND_USAGE;
    }
    int status = installation_organisation(call->settings, call->db, call->arena, &error, &organisation);
    if (status == STATUS_OK)
        status = workplace_change(call->writer, call->arena, organisation.id, presence_audit, &all, &error);
    if (status == STATUS_OK)
        status = print_days(call, &organisation, from, to, &error);
    return status == STATUS_OK ? COMMAND_DONE : command_failure(call, status, &error, "export presence");
}

const struct command command_export_presence = {
    .name = "export presence",
    .arguments = "",
    .summary = "Print who came and went, as CSV for the invoicing package",
    .help = "CSV after RFC 4180, UTF-8 without byte order mark: Kindnummer, Datum,\n"
            "Aankomst, Vertrek, Locatie. Children without a number of the planning package\n"
            "are left out, and there are no names. That it was taken is in the audit.\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .run = run,
};
