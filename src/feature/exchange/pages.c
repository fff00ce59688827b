/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of the exchange, their fields and addresses.
 */
#include "access/rule.h"
#include "access/scope.h"
#include "feature/exchange/own.h"
#include "feature/exchange/second.h"
#include "i18n/word.h"

static const struct field list_fields[] = {
    [LIST_DONE] = { .name = "done", .type = FIELD_BOOLEAN },
};

static const struct field file_fields[] = {
    [FILE_ID] = { .name = "roster", .type = FIELD_ID, .required = true },
};

static const struct field presence_fields[] = {
    [PRESENCE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [PRESENCE_ASKED] = { .name = "asked", .type = FIELD_BOOLEAN },
};

static const struct field ask_fields[] = {
    [PRESENCE_ASK_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [PRESENCE_ASK_MONTH] = { .name = "month", .type = FIELD_DATE, .required = true, .label = WORD_PRESENCE_MONTH },
};

static const struct field second_fields[] = {
    [SECOND_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [SECOND_ID] = { .name = "list", .type = FIELD_ID, .required = true },
};

static const char *const verdicts[] = { "no", "yes", NULL };
static const struct field decide_fields[] = {
    [SECOND_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [SECOND_ID] = { .name = "list", .type = FIELD_ID, .required = true },
    [SECOND_VERDICT] = { .name = "verdict", .type = FIELD_CHOICE, .required = true, .choices = verdicts },
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
    ROUTE(POST, "/location/{location}/presence", RULE_LOCATION(SCOPE_MANAGE, PRESENCE_ASK_LOCATION), presence_ask_post,
          .fields = FIELDS(ask_fields), .confirm = true,
          .help = "Ask for the presence of a month; who works alone takes it at once"),
    ROUTE(GET, "/location/{location}/presence/{list}", RULE_LOCATION(SECOND_PEOPLE, SECOND_LOCATION), second_page,
          .fields = FIELDS(second_fields), .title = WORD_PRESENCE_SECOND,
          .help = "A list that somebody asked for, to agree to"),
    ROUTE(POST, "/location/{location}/presence/{list}", RULE_LOCATION(SECOND_PEOPLE, SECOND_LOCATION),
          second_decide_post, .fields = FIELDS(decide_fields), .confirm = true,
          .help = "Agree to a list that a colleague asked for, or not"),
    ROUTE(POST, "/location/{location}/presence/{list}/take", RULE_LOCATION(SCOPE_MANAGE, SECOND_LOCATION),
          presence_take_post, .fields = FIELDS(second_fields), .confirm = true,
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

struct address url_presence_request(struct arena *arena, struct location_id location, int64_t request)
{
    return ADDRESS(arena, "/location/{location}/presence/{list}", address_value(location),
                   address_value(identity_text(arena, request)));
}

struct address url_presence_take(struct arena *arena, struct location_id location, int64_t request)
{
    return ADDRESS(arena, "/location/{location}/presence/{list}/take", address_value(location),
                   address_value(identity_text(arena, request)));
}
