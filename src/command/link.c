/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/link.h"

#include "access/session.h"
#include "command/command.h"
#include "command/settings.h"
#include "db/change.h"
#include "feature/sign_in/sign_in.h"

struct link_secret link_secret_new(struct arena *arena)
{
    struct secret secret = secret_new(arena);
    return (struct link_secret){ .text = secret.text, .hash = secret.hash };
}

struct link_secret link_secret_of(struct arena *arena, struct text text)
{
    return (struct link_secret){ .text = text_copy(arena, text), .hash = secret_hash(arena, text) };
}

int link_add(struct change *change, struct person_id person, struct link_secret secret)
{
    int64_t id;
    return link_create(change, person, secret.hash, false, &id);
}

struct text link_address(const struct command_call *call, int64_t port, struct text secret)
{
    struct text origin = settings_origin(call->arena, call->settings, port);
    struct address address = url_sign_in_link(call->arena, secret);
    return arena_printf(call->arena, "%.*s%.*s", TEXT_ARGS(origin), TEXT_ARGS(address.text));
}

void link_say(const struct command_call *call, struct text given_name, struct text secret)
{
    struct text address = link_address(call, call->settings->port, secret);
    command_say(call,
                "Sign-in link for %.*s, to be used once, within %d days and within %d hours of its first opening:\n\n"
                "  %.*s\n",
                TEXT_ARGS(given_name), LINK_UNOPENED_DAYS, LINK_OPENED_HOURS, TEXT_ARGS(address));
}
