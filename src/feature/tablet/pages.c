/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of the tablets.
 */
#include "access/rule.h"
#include "feature/tablet/own.h"

enum { PIN_TYPED_MAXIMUM = 20, CODE_TYPED_MAXIMUM = 20, NAME_MAXIMUM = 60 };

static const struct field page_fields[] = {
    { .name = "code", .type = FIELD_LINE, .maximum = CODE_TYPED_MAXIMUM },
    { .name = "next", .type = FIELD_LINE, .maximum = PATH_MAXIMUM },
};

static const struct field enrol_fields[] = {
    [ENROL_CODE] = { .name = "code", .type = FIELD_LINE, .maximum = CODE_TYPED_MAXIMUM, .label = WORD_TABLET_CODE },
};

static const struct field unlock_fields[] = {
    [UNLOCK_PERSON] = { .name = "person", .type = FIELD_ID },
    [UNLOCK_PIN] = { .name = "pin", .type = FIELD_SECRET, .maximum = PIN_TYPED_MAXIMUM, .label = WORD_TABLET_PIN },
    KEPT_FIELDS(UNLOCK_KEPT),
};

static const struct field lock_fields[] = { KEPT_FIELDS(LOCK_KEPT) };

static const struct field join_page_fields[] = {
    [JOIN_PAGE_PERSON] = { .name = "person", .type = FIELD_ID },
};

static const struct field join_fields[] = {
    [JOIN_PERSON] = { .name = "person", .type = FIELD_ID },
    [JOIN_GIVEN] = { .name = "given_name",
                     .type = FIELD_LINE,
                     .maximum = NAME_MAXIMUM,
                     .label = WORD_TABLET_JOIN_GIVEN },
    [JOIN_FAMILY] = { .name = "family_name",
                      .type = FIELD_LINE,
                      .maximum = NAME_MAXIMUM,
                      .label = WORD_TABLET_JOIN_FAMILY },
    [JOIN_PIN] = { .name = "pin", .type = FIELD_SECRET, .maximum = PIN_TYPED_MAXIMUM, .label = WORD_TABLET_PIN_NEW },
    [JOIN_AGAIN] = { .name = "again",
                     .type = FIELD_SECRET,
                     .maximum = PIN_TYPED_MAXIMUM,
                     .label = WORD_TABLET_PIN_AGAIN },
    [JOIN_COLLEAGUE] = { .name = "colleague", .type = FIELD_ID },
    [JOIN_COLLEAGUE_PIN] = { .name = "colleague_pin",
                             .type = FIELD_SECRET,
                             .maximum = PIN_TYPED_MAXIMUM,
                             .label = WORD_TABLET_JOIN_COLLEAGUE_PIN },
};

static const struct field confirm_page_fields[] = { KEPT_FIELDS(0) };

static const struct field confirm_fields[] = {
    [CONFIRM_PIN] = { .name = "pin", .type = FIELD_SECRET, .maximum = PIN_TYPED_MAXIMUM, .label = WORD_TABLET_PIN },
    KEPT_FIELDS(CONFIRM_KEPT),
};

static const struct field own_pin_fields[] = {
    [OWN_PIN_CHOSEN] = { .name = "chosen", .type = FIELD_BOOLEAN },
};

static const struct field own_pin_post_fields[] = {
    [OWN_PIN_NEW] = { .name = "pin", .type = FIELD_SECRET, .maximum = PIN_TYPED_MAXIMUM, .label = WORD_TABLET_PIN_NEW },
    [OWN_PIN_AGAIN] = { .name = "again",
                        .type = FIELD_SECRET,
                        .maximum = PIN_TYPED_MAXIMUM,
                        .label = WORD_TABLET_PIN_AGAIN },
};

static const char *const done_names[] = { "revoked", "lock", "let_in", NULL };
static const struct field list_fields[] = {
    [LIST_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [LIST_DONE] = { .name = "done", .type = FIELD_CHOICE, .choices = done_names },
};

static const struct field add_fields[] = {
    [ADD_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [ADD_GROUP] = { .name = "group", .type = FIELD_ID, .required = true, .label = WORD_TABLET_LIST_GROUP },
    [ADD_NAME] = { .name = "name",
                   .type = FIELD_LINE,
                   .required = true,
                   .maximum = NAME_MAXIMUM,
                   .label = WORD_TABLET_LIST_NAME },
};

static const struct field revoke_fields[] = {
    [ONE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [ONE_TABLET] = { .name = "tablet", .type = FIELD_ID, .required = true },
};

static const struct field lock_after_fields[] = {
    [ONE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [ONE_TABLET] = { .name = "tablet", .type = FIELD_ID, .required = true },
    [ONE_VALUE] = { .name = "minutes",
                    .type = FIELD_INTEGER,
                    .required = true,
                    .minimum = 1,
                    .maximum = TABLET_LOCK_LONGEST,
                    .label = WORD_TABLET_LIST_LOCK_AFTER },
};

static const struct field let_in_fields[] = {
    [ONE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [ONE_TABLET] = { .name = "tablet", .type = FIELD_ID, .required = true },
    [ONE_VALUE] = { .name = "person", .type = FIELD_ID, .required = true },
};

static const struct route routes[] = {
    ROUTE(GET, "/tablet", RULE_PUBLIC, tablet_page, .fields = FIELDS(page_fields), .title = WORD_TABLET_ENROL_TITLE,
          .help = "Tablet of a group: its faces, or the place for its one-time code"),
    ROUTE(POST, "/tablet/enrol", RULE_PUBLIC, tablet_enrol_post, .fields = FIELDS(enrol_fields),
          .help = "Make this browser the tablet of a group, by a one-time code"),
    ROUTE(POST, "/tablet/unlock", RULE_PUBLIC, tablet_unlock_post, .fields = FIELDS(unlock_fields),
          .help = "Begin to work on a tablet, by PIN"),
    ROUTE(POST, "/tablet/lock", RULE_PUBLIC, tablet_lock_post, .fields = FIELDS(lock_fields),
          .help = "Lock the tablet"),
    ROUTE(GET, "/tablet/join", RULE_PUBLIC, tablet_join_page, .fields = FIELDS(join_page_fields),
          .title = WORD_TABLET_JOIN_TITLE, .help = "Page on which a stand-in begins"),
    ROUTE(POST, "/tablet/join", RULE_PUBLIC, tablet_join_post, .fields = FIELDS(join_fields),
          .help = "Begin as a stand-in, with a colleague"),
    ROUTE(POST, "/tablet/touch", RULE_SIGNED_IN, tablet_touch_post, .tablet = TABLET_OPEN,
          .help = "Somebody touches the tablet"),
    ROUTE(GET, "/tablet/confirm", RULE_SIGNED_IN, tablet_confirm_page, .fields = FIELDS(confirm_page_fields),
          .tablet = TABLET_OPEN, .title = WORD_TABLET_CONFIRM_TITLE, .help = "Page to show the PIN again"),
    ROUTE(POST, "/tablet/confirm", RULE_SIGNED_IN, tablet_confirm_post, .fields = FIELDS(confirm_fields),
          .tablet = TABLET_OPEN, .help = "Show the PIN again before a sensitive act"),
    ROUTE(GET, "/pin", RULE_SIGNED_IN, tablet_own_pin_page, .fields = FIELDS(own_pin_fields),
          .title = WORD_TABLET_OWN_PIN_TITLE, .help = "Page to choose a PIN for the tablets"),
    ROUTE(POST, "/pin", RULE_SIGNED_IN, tablet_own_pin_post, .fields = FIELDS(own_pin_post_fields), .confirm = true,
          .help = "Choose a PIN for the tablets"),
    ROUTE(GET, "/location/{location}/tablets", RULE_LOCATION(SCOPE_MANAGE, LIST_LOCATION), tablet_list_page,
          .fields = FIELDS(list_fields), .title = WORD_TABLET_LIST_TITLE, .help = "Tablets of a location"),
    ROUTE(POST, "/location/{location}/tablets", RULE_LOCATION(SCOPE_MANAGE, ADD_LOCATION), tablet_add_post,
          .fields = FIELDS(add_fields), .confirm = true, .help = "Give a tablet to a group: shows its code"),
    ROUTE(POST, "/location/{location}/tablets/{tablet}/revoke", RULE_LOCATION(SCOPE_MANAGE, ONE_LOCATION),
          tablet_revoke_post, .fields = FIELDS(revoke_fields), .help = "Take a tablet away from its group, at once"),
    ROUTE(POST, "/location/{location}/tablets/{tablet}/lock-after", RULE_LOCATION(SCOPE_MANAGE, ONE_LOCATION),
          tablet_lock_after_post, .fields = FIELDS(lock_after_fields), .help = "When a tablet locks by itself"),
    ROUTE(POST, "/location/{location}/tablets/{tablet}/let-in", RULE_LOCATION(SCOPE_MANAGE, ONE_LOCATION),
          tablet_let_in_post, .fields = FIELDS(let_in_fields), .help = "Let in again who typed wrong PINs"),
};

const struct routes tablet_routes = ROUTES(routes);
