/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/host.h"

#include "access/audit.h"
#include "base/arena.h"
#include "base/log.h"
#include "command/command.h"
#include "command/hosts.h"
#include "command/installation.h"
#include "command/installation.sql.h"
#include "command/settings.h"
#include "command/workplace.h"
#include "db/change.h"

int host_fix(struct change *change, struct organisation_id organisation, struct text host)
{
    struct installation_host_of_row row;
    int status = installation_host_of(change->db, change->arena,
                                      (struct installation_host_of_in){ .organisation = organisation }, &row);
    if (status == STATUS_NOT_FOUND)
        return installation_host_add(
            change->db,
            (struct installation_host_add_in){ .organisation = organisation, .host = host, .at = change->now_at },
            NULL);
    if (status != STATUS_OK)
        return status;
    return installation_host_set(
        change->db,
        (struct installation_host_set_in){ .organisation = organisation, .host = host, .at = change->now_at }, NULL);
}

struct fixing {
    struct organisation_id organisation;
    struct text host;
};

static int fix(struct change *change, void *argument)
{
    const struct fixing *fixing = argument;
    int status = host_fix(change, fixing->organisation, fixing->host);
    return status == STATUS_OK ? audit_add(change, "installation.host", "organisation", fixing->organisation.value)
                               : status;
}

static int compare(const struct settings *settings, struct workplace *workplace, struct arena *arena,
                   struct error *error)
{
    struct installation_organisation organisation;
    struct installation_host_of_row row = { .host = TEXT_NULL };
    struct fixing fixing = { .host = hosts_name(text_from(settings->origin)) };
    int status = installation_organisation(settings, workplace->db, arena, error, &organisation);
    if (status != STATUS_OK)
        return status;
    fixing.organisation = organisation.id;
    status = installation_host_of(workplace->db, arena,
                                  (struct installation_host_of_in){ .organisation = organisation.id }, &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return error_set(error, status, 0, "the host of the organisation cannot be read");
    if (!text_is_null(row.host) && text_equal(row.host, fixing.host))
        return STATUS_OK;
    if (!text_is_null(row.host) && !organisation.demo)
        return error_set(
            error, STATUS_CONFLICT, 0,
            "this organisation was made for the host %.*s, the setting origin says %.*s: put it back, or see "
            "`samenspel help host`",
            TEXT_ARGS(row.host), TEXT_ARGS(fixing.host));
    return workplace_change(workplace->writer, arena, organisation.id, fix, &fixing, error);
}

int host_check(const struct settings *settings, struct workplace *workplace, struct error *error)
{
    struct arena *arena = arena_new();
    int status = compare(settings, workplace, arena, error);
    arena_free(arena);
    return status;
}

static int run(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct installation_organisation organisation;
    struct text host = call->arguments.items[0];
    struct text origin = arena_printf(call->arena, "https://%.*s", TEXT_ARGS(host));
    if (text_is_empty(host) || !settings_is_origin(origin) || !text_equal(hosts_name(origin), host)) {
        command_complain(call, "samenspel host: a name in lower case, like samenspel.example, not \"%.*s\"",
                         TEXT_ARGS(host));
        return COMMAND_USAGE;
    }
    int status = installation_organisation(call->settings, call->db, call->arena, &error, &organisation);
    struct fixing fixing = { .organisation = organisation.id, .host = host };
    if (status == STATUS_OK)
        status = workplace_change(call->writer, call->arena, organisation.id, fix, &fixing, &error);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, "host");
    command_say(call, "%.*s is at %.*s from the next start on. Set origin = https://%.*s too.",
                TEXT_ARGS(organisation.name), TEXT_ARGS(host), TEXT_ARGS(host));
    return COMMAND_DONE;
}

const struct command command_host = {
    .name = "host",
    .arguments = "NAME",
    .least = 1,
    .most = 1,
    .summary = "Move the organisation to another host name",
    .help = "The host of the setting origin is fixed by `init`, for passkeys belong to it:\n"
            "`serve` refuses another. This says that you mean it. Passkeys made for the old\n"
            "name open nothing at the new one; people sign in as they did before they had\n"
            "one, and make another.\n",
    .needs = COMMAND_NEEDS_WRITER,
    .run = run,
};
