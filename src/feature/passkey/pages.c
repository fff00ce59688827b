/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of /passkeys. Those of signing in and confirming with one stand with the other ways to do so.
 */
#include "access/access.h"
#include "feature/passkey/own.h"

struct address url_passkeys(struct arena *arena)
{
    return ADDRESS(arena, "/passkeys");
}

struct address url_passkey_add(struct arena *arena)
{
    return ADDRESS(arena, "/passkeys/add");
}

static const char *const told[] = {
    [TOLD_NOTHING] = "nothing", [TOLD_MADE] = "made", [TOLD_REMOVED] = "removed", [TOLD_NAMED] = "named", NULL
};

static const struct field list_fields[] = {
    [LIST_TOLD] = { .name = "told", .type = FIELD_CHOICE, .choices = told },
};

static const struct field rename_fields[] = {
    [RENAME_PASSKEY] = { .name = "passkey", .type = FIELD_ID, .required = true },
    [RENAME_NAME] = { .name = "name",
                      .type = FIELD_LINE,
                      .required = true,
                      .maximum = PASSKEY_NAME_MAXIMUM,
                      .label = WORD_PASSKEY_NAME },
};

static const struct field remove_fields[] = {
    [REMOVE_PASSKEY] = { .name = "passkey", .type = FIELD_ID, .required = true },
};

/* Nothing but the name is typed by a person; what is missing is told on the page itself. */
static const struct field add_fields[] = {
    [ADD_CHALLENGE] = { .name = "challenge", .type = FIELD_LINE, .maximum = CHALLENGE_CHARACTERS },
    [ADD_HANDLE] = { .name = "handle", .type = FIELD_LINE, .maximum = HANDLE_CHARACTERS },
    [ADD_CLIENT_DATA] = { .name = "client_data",
                          .type = FIELD_LINE,
                          .maximum = PASSKEY_BASE64(PASSKEY_CLIENT_DATA_MAXIMUM) },
    [ADD_ATTESTATION] = { .name = "attestation",
                          .type = FIELD_LINE,
                          .maximum = PASSKEY_BASE64(PASSKEY_ATTESTATION_MAXIMUM) },
    [ADD_NAME] = { .name = "name", .type = FIELD_LINE, .maximum = PASSKEY_NAME_MAXIMUM, .label = WORD_PASSKEY_NAME },
};

static const struct route table[] = {
    ROUTE(GET, "/passkeys", RULE_SIGNED_IN, passkey_list_page, .fields = FIELDS(list_fields),
          .title = WORD_PASSKEY_TITLE, .help = "Own passkeys"),
    ROUTE(GET, "/passkeys/add", RULE_SIGNED_IN, passkey_add_page, .before_factor = true, .confirm = true,
          .title = WORD_PASSKEY_ADD, .help = "Page to make a passkey"),
    ROUTE(GET, "/passkeys/new", RULE_SIGNED_IN, passkey_add_options, .before_factor = true, .confirm = true,
          .help = "What the browser needs to make a passkey (JSON)"),
    ROUTE(POST, "/passkeys/new", RULE_SIGNED_IN, passkey_add_post, .fields = FIELDS(add_fields), .before_factor = true,
          .confirm = true, .help = "Make a passkey"),
    ROUTE(POST, "/passkeys/{passkey}/name", RULE_SIGNED_IN, passkey_rename_post, .fields = FIELDS(rename_fields),
          .help = "Call a passkey something else"),
    ROUTE(POST, "/passkeys/{passkey}/remove", RULE_SIGNED_IN, passkey_remove_post, .fields = FIELDS(remove_fields),
          .confirm = true, .help = "Remove a passkey"),
    ROUTE(POST, "/passkeys/later", RULE_SIGNED_IN, passkey_later_post, .help = "Not be asked about passkeys"),
};

const struct routes passkey_routes = ROUTES(table);
