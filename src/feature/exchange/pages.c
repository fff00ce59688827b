/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of the exchange, their fields and addresses.
 */
#include "access/rule.h"
#include "access/scope.h"
#include "feature/exchange/own.h"
#include "i18n/word.h"

static const struct field list_fields[] = {
    [LIST_DONE] = { .name = "done", .type = FIELD_BOOLEAN },
};

static const struct field file_fields[] = {
    [FILE_ID] = { .name = "roster", .type = FIELD_ID, .required = true },
};

static const struct field presence_fields[] = {
    [PRESENCE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
};

static const struct field take_fields[] = {
    [PRESENCE_TAKE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [PRESENCE_TAKE_MONTH] = { .name = "month", .type = FIELD_DATE, .required = true, .label = WORD_PRESENCE_MONTH },
};

static const struct route exchange_route_table[] = {
    ROUTE(GET, "/roster", RULE_MANAGER, exchange_list_page, .fields = FIELDS(list_fields), .title = WORD_ROSTER_TITLE,
          .help = "Roster files that came from the planning package"),
    ROUTE(GET, "/roster/{roster}", RULE_MANAGER, exchange_file_page, .fields = FIELDS(file_fields),
          .title = WORD_ROSTER_TITLE, .help = "What a roster file changed, or would change"),
    ROUTE(POST, "/roster/{roster}/apply", RULE_MANAGER, exchange_apply_post, .fields = FIELDS(file_fields),
          .confirm = true, .help = "Apply a roster file that is held"),
    ROUTE(POST, "/roster/{roster}/throw", RULE_MANAGER, exchange_throw_post, .fields = FIELDS(file_fields),
          .help = "Throw a roster file away that waits"),
    ROUTE(GET, "/location/{location}/presence", RULE_LOCATION(SCOPE_MANAGE, PRESENCE_LOCATION), presence_page,
          .fields = FIELDS(presence_fields), .title = WORD_PRESENCE_LINK, .help = "The presence of a month as a file"),
    ROUTE(POST, "/location/{location}/presence", RULE_LOCATION(SCOPE_MANAGE, PRESENCE_TAKE_LOCATION),
          presence_take_post, .fields = FIELDS(take_fields), .confirm = true,
          .help = "Take the presence of a month: CSV, children by number"),
};

const struct routes exchange_routes = ROUTES(exchange_route_table);

struct address url_exchange(struct arena *arena)
{
    return ADDRESS(arena, "/roster");
}

struct address url_exchange_file(struct arena *arena, int64_t file)
{
    return ADDRESS(arena, "/roster/{roster}", address_value(identity_text(arena, file)));
}

struct address url_exchange_apply(struct arena *arena, int64_t file)
{
    return ADDRESS(arena, "/roster/{roster}/apply", address_value(identity_text(arena, file)));
}

struct address url_exchange_throw(struct arena *arena, int64_t file)
{
    return ADDRESS(arena, "/roster/{roster}/throw", address_value(identity_text(arena, file)));
}

struct address url_presence(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/presence", address_value(location));
}
