/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of letting people in.
 */
#include "access/link.h"
#include "access/scope.h"
#include "feature/invitation/own.h"

struct address url_invitations(struct arena *arena)
{
    return ADDRESS(arena, "/invitations");
}

struct address url_invitation_group(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/invitations", address_value(group));
}

struct address url_invitation_type(struct arena *arena)
{
    return ADDRESS(arena, "/in");
}

struct address url_invitation_again(struct arena *arena, struct text secret)
{
    return ADDRESS(arena, "/in/{secret}/again", address_value(secret));
}

struct address url_invitation_welcome(struct arena *arena)
{
    return ADDRESS(arena, "/welcome");
}

struct address url_invitation_forgotten(struct arena *arena)
{
    return ADDRESS(arena, "/forgotten");
}

const char *const invitation_states[] = { "all", "new", "waiting", NULL };
static const char *const ticks[] = { "all", NULL };

static const struct field list_fields[] = {
    [LIST_LOCATION] = { .name = "location", .type = FIELD_ID },
    [LIST_PERSON] = { .name = "person", .type = FIELD_ID, .many = true, .many_maximum = PEOPLE_MAXIMUM },
    [LIST_WAY] = { .name = "way", .type = FIELD_LINE },
    [LIST_STATE] = { .name = "state", .type = FIELD_CHOICE, .choices = invitation_states },
    [LIST_TICK] = { .name = "tick", .type = FIELD_CHOICE, .choices = ticks },
};

static const struct field letters_fields[] = {
    [LETTERS_LOCATION] = { .name = "location", .type = FIELD_ID },
};

static const struct field group_fields[] = {
    [GROUP_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static const struct field let_in_fields[] = {
    [GROUP_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [GROUP_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
};

static const struct field type_fields[] = {
    [TYPE_CODE] = { .name = "code",
                    .type = FIELD_LINE,
                    .maximum = LINK_CODE_TYPED_MAXIMUM,
                    .label = WORD_INVITATION_TYPE_CODE },
};

static const struct field again_fields[] = {
    [AGAIN_SECRET] = { .name = "secret", .type = FIELD_LINE, .required = true },
};

static const struct field forgotten_fields[] = {
    [FORGOTTEN_EMAIL] = { .name = "email", .type = FIELD_LINE, .maximum = 320, .label = WORD_SIGN_IN_EMAIL },
};

enum { AT_THE_DOOR = SCOPE_WRITE_CENTRE | SCOPE_MANAGE };

static const struct route routes[] = {
    ROUTE(GET, "/invitations", RULE_MANAGER, invitation_list_page, .fields = FIELDS(list_fields),
          .title = WORD_INVITATION_TITLE, .help = "Who of a location came in, and who can be invited"),
    ROUTE(POST, "/invitations", RULE_MANAGER, invitation_list_post, .fields = FIELDS(list_fields),
          .help = "Invite people by mail, SMS or letter"),
    ROUTE(GET, "/invitations/letters", RULE_MANAGER, invitation_letters_page, .fields = FIELDS(letters_fields),
          .title = WORD_INVITATION_LETTERS_TITLE, .help = "Invitations to print"),
    ROUTE(GET, "/group/{group}/invitations", RULE_GROUP(AT_THE_DOOR, GROUP_GROUP), invitation_group_page,
          .fields = FIELDS(group_fields), .title = WORD_INVITATION_AT_THE_DOOR,
          .help = "Let somebody in who stands at the door"),
    ROUTE(POST, "/group/{group}/invitations", RULE_GROUP(AT_THE_DOOR, GROUP_GROUP), invitation_let_in_post,
          .fields = FIELDS(let_in_fields), .help = "A code for who stands at the door; twice for who came in before"),
    ROUTE(GET, "/in", RULE_PUBLIC, invitation_type_page, .title = WORD_INVITATION_TYPE_TITLE,
          .help = "Page to type a code"),
    ROUTE(POST, "/in", RULE_PUBLIC, invitation_type_post, .fields = FIELDS(type_fields),
          .help = "The way in that a typed code stands for"),
    ROUTE(POST, "/in/{secret}/again", RULE_PUBLIC, invitation_again_post, .fields = FIELDS(again_fields),
          .help = "Ask for another invitation with one that does not work any more"),
    ROUTE(GET, "/welcome", RULE_SIGNED_IN, invitation_welcome_page, .before_factor = true,
          .title = WORD_INVITATION_TYPE_TITLE, .help = "The first page of who came in"),
    ROUTE(GET, "/forgotten", RULE_PUBLIC, invitation_forgotten_page, .title = WORD_INVITATION_FORGOTTEN_TITLE,
          .help = "Page for who forgot the password"),
    ROUTE(POST, "/forgotten", RULE_PUBLIC, invitation_forgotten_post, .fields = FIELDS(forgotten_fields),
          .help = "A mail to come in again, to an address that was read before"),
};

const struct routes invitation_routes = ROUTES(routes);
