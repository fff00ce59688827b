/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of the second factor.
 */
#include "access/rule.h"
#include "feature/second_factor/own.h"

enum { CODE_MAXIMUM = 40, KEY_MAXIMUM = 400 };

struct address url_second_factor(struct arena *arena)
{
    return ADDRESS(arena, "/second-factor");
}

static const struct field page_fields[] = {
    [MANAGE_TOLD] = { .name = "off", .type = FIELD_BOOLEAN },
    KEPT_FIELDS(MANAGE_KEPT),
};

static const struct field enter_fields[] = {
    [ENTER_CODE] = { .name = "code", .type = FIELD_LINE, .maximum = CODE_MAXIMUM, .label = WORD_SECOND_FACTOR_CODE },
    KEPT_FIELDS(ENTER_KEPT),
};

static const struct field enrol_page_fields[] = { KEPT_FIELDS(0) };

static const struct field enrol_fields[] = {
    [ENROL_CODE] = { .name = "code", .type = FIELD_LINE, .maximum = CODE_MAXIMUM, .label = WORD_SECOND_FACTOR_CODE },
    [ENROL_KEY] = { .name = "key", .type = FIELD_LINE, .maximum = KEY_MAXIMUM },
    KEPT_FIELDS(ENROL_KEPT),
};

static const struct route routes[] = {
    ROUTE(GET, "/second-factor", RULE_SIGNED_IN, enter_page, .fields = FIELDS(page_fields), .before_factor = true,
          .title = WORD_SECOND_FACTOR_TITLE, .help = "Page for the second factor: asks for it, or shows how it stands"),
    ROUTE(POST, "/second-factor", RULE_SIGNED_IN, enter_post, .fields = FIELDS(enter_fields), .before_factor = true,
          .help = "Show the second factor"),
    ROUTE(POST, "/second-factor/confirm", RULE_SIGNED_IN, enter_confirm_post, .fields = FIELDS(enter_fields),
          .help = "Show again who one is, by a code"),
    ROUTE(GET, "/second-factor/new", RULE_SIGNED_IN, enrol_page, .fields = FIELDS(enrol_page_fields),
          .before_factor = true, .title = WORD_SECOND_FACTOR_ENROL_TITLE, .help = "Page to set up an app for codes"),
    ROUTE(POST, "/second-factor/new", RULE_SIGNED_IN, enrol_post, .fields = FIELDS(enrol_fields), .before_factor = true,
          .help = "Set up an app for codes"),
    ROUTE(POST, "/second-factor/codes", RULE_SIGNED_IN, manage_codes_post, .confirm = true,
          .help = "New recovery codes"),
    ROUTE(POST, "/second-factor/off", RULE_SIGNED_IN, manage_off_post, .confirm = true,
          .help = "Turn the second factor off; not for who works here"),
};

const struct routes second_factor_routes = ROUTES(routes);
