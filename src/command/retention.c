/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samenspel retention` shows what is due, and with --apply erases it and writes the report; `samenspel retention set` decides
 * another term from a day on (feature/privacy/retention.h).
 */
#include "feature/privacy/retention.h"

#include "access/access.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/installation.h"
#include "command/settings.h"
#include "command/workplace.h"
#include "feature/privacy/erase.h"

enum { OPTION_APPLY, OPTION__MAX };
static const struct command_option options[OPTION__MAX] = {
    [OPTION_APPLY] = { "apply", NULL, "erase what is due, and write the report", .required = false },
};

enum { SET_FROM, SET_SOURCE, SET__MAX };
static const struct command_option set_options[SET__MAX] = {
    [SET_FROM] = { "from", "DAY", "the first day of the term, YYYY-MM-DD", .required = true },
    [SET_SOURCE] = { "source", "TEXT", "why: the law, or your own rule; parents read it", .required = true },
};

static int chain_key_of(struct command_call *call, struct error *error, struct chain_key *ret_key)
{
    struct key key;
    int status = key_read(call->settings->key, error, &key);
    if (status == STATUS_OK)
        *ret_key = chain_key_make((struct text){ (const char *)key.bytes, sizeof key.bytes });
    return status;
}

static int apply(struct command_call *call, struct retention_plan *plan, struct error *error)
{
    struct chain_key key;
    const char *path = NULL;
    int64_t now_at = clock_now(call->clock);
    int status = chain_key_of(call, error, &key);
    if (status == STATUS_OK)
        status = retention_apply(call->writer, call->db, &key, plan, error);
    if (status == STATUS_OK)
        status = ledger_save(call->db, arena_printf(call->arena, "%s/" LEDGER_FILE, call->settings->data).data, error);
    if (status == STATUS_OK)
        status = retention_report_write(call->arena, call->settings->data, plan, now_at, error, &path);
    if (status == STATUS_OK)
        command_say(call, "The report is %s.", path);
    return status;
}

static int run(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct installation_organisation organisation;
    struct retention_plan plan;
    bool applied = command_given(call, OPTION_APPLY);
    int64_t now_at = clock_now(call->clock);
    int status = installation_organisation(call->settings, call->db, call->arena, &error, &organisation);
    if (status == STATUS_OK &&
        (status = retention_look(call->db, call->arena, organisation.id, now_at, &plan)) != STATUS_OK)
        error_set(&error, status, 0, "what is due cannot be read");
    if (status == STATUS_OK && applied)
        status = apply(call, &plan, &error);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "retention");
    struct text report = retention_report(call->arena, &plan, applied, now_at);
    command_say(call, "%.*s", TEXT_ARGS(text_trim(report)));
    return COMMAND_DONE;
}

const struct command command_retention = {
    .name = "retention",
    .arguments = "",
    .summary = "Show whose term is over; erase it with --apply",
    .help = "Without --apply nothing changes. Terms are those of the country, with their\n"
            "source, unless `retention set` decided others. The report has no names.\n",
    .options = options,
    .option_count = OPTION__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .run = run,
};

/* --- another term --- */

struct setting_term {
    enum term_kind kind;
    struct term term;
};

static int set_term(struct change *change, void *argument)
{
    const struct setting_term *setting = argument;
    return term_set(change, setting->kind, &setting->term);
}

static int run_set(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct installation_organisation organisation;
    struct setting_term setting = { .kind = term_find(call->arguments.items[0]),
                                    .term = { .source = command_text(call, SET_SOURCE) } };
    if (setting.kind == TERM__MAX ||
        text_to_integer(call->arguments.items[1], 1, TERM_MONTHS_MAXIMUM, &setting.term.months) != STATUS_OK ||
        date_parse_iso(command_text(call, SET_FROM), &setting.term.from) != STATUS_OK) {
        command_complain(call,
                         "samenspel retention set: KIND is child, staff, looks, audit, requests or meldcode, MONTHS "
                         "1 to %d, DAY a date",
                         TERM_MONTHS_MAXIMUM);
        return COMMAND_USAGE;
    }
    int status = installation_organisation(call->settings, call->db, call->arena, &error, &organisation);
    if (status == STATUS_OK)
        status = workplace_change(call->writer, call->arena, organisation.id, set_term, &setting, &error);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "retention set");
    command_say(call, "%s: %jd months from %.*s on", term_name(setting.kind), (intmax_t)setting.term.months,
                TEXT_ARGS(date_iso(call->arena, setting.term.from)));
    return COMMAND_DONE;
}

const struct command command_retention_set = {
    .name = "retention set",
    .arguments = "KIND MONTHS",
    .least = 2,
    .most = 2,
    .summary = "Keep a kind of data for another number of months",
    .help = "KIND is child, staff, looks, audit, requests or meldcode. The privacy page shows\n"
            "the term and its source.\n",
    .options = set_options,
    .option_count = SET__MAX,
    .needs = COMMAND_NEEDS_WRITER,
    .run = run_set,
};
