/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Routes of the family. One address for both sides: a guardian of the child gets the guardian's page, also when she works
 * here; the staff get theirs.
 */
#include "feature/family/pages.h"

#include "access/page.h"
#include "access/people.h"
#include "access/viewer.h"
#include "feature/family/centre.html.h"
#include "feature/family/collect.html.h"
#include "feature/family/home.html.h"
#include "feature/handover/handover.h"
#include "http/request.h"
#include "i18n/word.h"

struct address url_family(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family", address_value(child));
}

struct address url_family_contact(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/contact", address_value(child));
}

struct address url_family_custody(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/custody", address_value(child));
}

struct address url_family_collector(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/collector", address_value(child));
}

struct address url_family_collector_end(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/collector-end", address_value(child));
}

struct address url_family_withdraw(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/withdraw", address_value(child));
}

struct address url_family_decide(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/decide", address_value(child));
}

struct address url_family_sign(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/sign", address_value(child));
}

struct address url_family_order(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/order", address_value(child));
}

struct address url_family_order_end(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/family/order-end", address_value(child));
}

struct address url_family_guardian(struct arena *arena, struct child_id child, struct person_id person)
{
    return ADDRESS(arena, "/child/{child}/guardian/{person}", address_value(child), address_value(person));
}

struct address url_family_collect(struct arena *arena, struct group_id group, struct child_id child)
{
    return ADDRESS(arena, "/group/{group}/collect/{child}", address_value(group), address_value(child));
}

/* --- the pages --- */

static struct outcome home_page(struct request *request, int http_status, const struct family_typed *typed)
{
    struct family_home_view *view = ARENA_NEW(request->arena, struct family_home_view);
    int status = family_home_read(request, request->viewer->child, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", view->name) };
    return page_show(request,
                     &(struct page){ .status = http_status,
                                     .title = word_format(request->arena, request->words, WORD_FAMILY_TITLE, values, 1),
                                     .kind = "family",
                                     .side = PAGE_HOME,
                                     .content = family_home_view_part(view) });
}

static struct outcome centre_page(struct request *request, int http_status, const struct family_typed *typed)
{
    struct family_centre_view *view = ARENA_NEW(request->arena, struct family_centre_view);
    int status = family_centre_read(request, request->viewer->child, typed, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", view->name) };
    return page_show(request,
                     &(struct page){ .status = http_status,
                                     .title = word_format(request->arena, request->words, WORD_FAMILY_TITLE, values, 1),
                                     .kind = "family",
                                     .side = PAGE_CENTRE,
                                     .content = family_centre_view_part(view) });
}

struct outcome family_page(struct request *request, int http_status, const struct family_typed *typed)
{
    return (request->viewer->scope & SCOPE_SIDE_HOME) != 0 ? home_page(request, http_status, typed)
                                                           : centre_page(request, http_status, typed);
}

struct outcome family_get(struct request *request)
{
    return family_page(request, 200, NULL);
}

struct outcome family_written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_family(request->arena, request->viewer->child).text);
}

bool family_days(struct request *request, struct date from, struct date last, struct date *ret_from,
                 struct date *ret_until)
{
    *ret_from = date_equal(from, DATE_NONE) ? request->viewer->today : from;
    *ret_until = date_equal(last, DATE_NONE) ? DATE_FOREVER : date_add(last, 1);
    return ret_until->days > ret_from->days;
}

enum collect_field { COLLECT_GROUP, COLLECT_CHILD };

struct outcome collect_get(struct request *request)
{
    struct family_collect_view *view = ARENA_NEW(request->arena, struct family_collect_view);
    int status = family_collect_read(request, (struct group_id){ request_id(request, COLLECT_GROUP) },
                                     (struct child_id){ request_id(request, COLLECT_CHILD) }, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", view->name) };
    return page_show(request, &(struct page){ .title = word_format(request->arena, request->words,
                                                                   WORD_FAMILY_COLLECT_TITLE, values, 1),
                                              .kind = "family",
                                              .side = PAGE_CENTRE,
                                              .way = view->board,
                                              .way_name = word(request->words, WORD_HANDOVER_BOARD),
                                              .way_icon = "group",
                                              .content = family_collect_view_part(view) });
}

/* --- routes --- */

static const char *const how_choices[] = { [HOW_ONCE] = "once", [HOW_ALWAYS] = "always", NULL };
static const char *const decision_choices[] = { [DECISION_CONFIRM] = "confirm", [DECISION_DECLINE] = "decline", NULL };
static const char *const told_choices[] = { [FAMILY_TOLD_NOBODY] = "nobody",
                                            [FAMILY_TOLD_ASKER] = "asker",
                                            [FAMILY_TOLD_HOME] = "home",
                                            [FAMILY_TOLD_ALL] = "all",
                                            NULL };
const char *const scope_choices[] = { GUARDIAN_FULL, GUARDIAN_LIMITED, GUARDIAN_NONE, NULL };

#define CHILD_ID                                            \
    {                                                       \
        .name = "child", .type = FIELD_ID, .required = true \
    }

static const struct field child_fields[] = { [CHILD_CHILD] = CHILD_ID };

static const struct field contact_fields[] = {
    [CONTACT_CHILD] = CHILD_ID,
    [CONTACT_PHONE] = { .name = "phone",
                        .type = FIELD_LINE,
                        .maximum = FAMILY_PHONE_MAXIMUM,
                        .label = WORD_FAMILY_PHONE },
    [CONTACT_EMAIL] = { .name = "email",
                        .type = FIELD_LINE,
                        .maximum = FAMILY_EMAIL_MAXIMUM,
                        .label = WORD_SIGN_IN_EMAIL },
};

static const struct field custody_fields[] = {
    [CUSTODY_CHILD] = CHILD_ID,
    [CUSTODY_NOTE] = { .name = "note",
                       .type = FIELD_TEXT,
                       .maximum = FAMILY_NOTE_MAXIMUM,
                       .label = WORD_FAMILY_CUSTODY_NOTE },
};

static const struct field collector_fields[] = {
    [COLLECTOR_CHILD] = CHILD_ID,
    [COLLECTOR_NAME] = { .name = "name",
                         .type = FIELD_LINE,
                         .maximum = FAMILY_NAME_MAXIMUM,
                         .label = WORD_FAMILY_NAME },
    [COLLECTOR_PHONE] = { .name = "phone",
                          .type = FIELD_LINE,
                          .maximum = FAMILY_PHONE_MAXIMUM,
                          .label = WORD_FAMILY_PHONE },
    [COLLECTOR_RELATION] = { .name = "relation",
                             .type = FIELD_LINE,
                             .maximum = FAMILY_RELATION_MAXIMUM,
                             .label = WORD_FAMILY_RELATION },
    [COLLECTOR_HOW] = { .name = "how", .type = FIELD_CHOICE, .choices = how_choices, .label = WORD_FAMILY_HOW },
    [COLLECTOR_FROM] = { .name = "from", .type = FIELD_DATE, .label = WORD_FAMILY_FROM },
    [COLLECTOR_UNTIL] = { .name = "until", .type = FIELD_DATE, .label = WORD_FAMILY_UNTIL },
    [COLLECTOR_ALSO] = { .name = "also",
                         .type = FIELD_ID,
                         .many = true,
                         .many_maximum = FAMILY_CHILDREN_MAXIMUM - 1,
                         .label = WORD_FAMILY_ALSO },
};

static const struct field end_fields[] = {
    [END_CHILD] = CHILD_ID,
    [END_COLLECTOR] = { .name = "collector", .type = FIELD_ID, .required = true, .label = WORD_FAMILY_NAME },
};

static const struct field withdraw_fields[] = {
    [PROPOSAL_CHILD] = CHILD_ID,
    [PROPOSAL_PROPOSAL] = { .name = "proposal", .type = FIELD_ID, .required = true, .label = WORD_FAMILY_CHANGE },
};

static const struct field decide_fields[] = {
    [PROPOSAL_CHILD] = CHILD_ID,
    [PROPOSAL_PROPOSAL] = { .name = "proposal", .type = FIELD_ID, .required = true, .label = WORD_FAMILY_CHANGE },
    [PROPOSAL_DECISION] = { .name = "decision",
                            .type = FIELD_CHOICE,
                            .required = true,
                            .choices = decision_choices,
                            .label = WORD_FAMILY_CHANGE },
    [PROPOSAL_TOLD] = { .name = "told",
                        .type = FIELD_CHOICE,
                        .choices = told_choices,
                        .label = WORD_FAMILY_WHO_IS_TOLD },
};

static const struct field sign_fields[] = {
    [SIGN_CHILD] = CHILD_ID,
    [SIGN_RESTRICTION] = { .name = "restriction",
                           .type = FIELD_LINE,
                           .maximum = FAMILY_NAME_MAXIMUM * 2,
                           .label = WORD_FAMILY_SIGN },
};

static const struct field order_fields[] = {
    [ORDER_CHILD] = CHILD_ID,
    [ORDER_NOTE] = { .name = "note",
                     .type = FIELD_TEXT,
                     .maximum = FAMILY_NOTE_MAXIMUM,
                     .label = WORD_FAMILY_ORDER_NOTE },
    [ORDER_FROM] = { .name = "from", .type = FIELD_DATE, .label = WORD_FAMILY_FROM },
    [ORDER_UNTIL] = { .name = "until", .type = FIELD_DATE, .label = WORD_FAMILY_UNTIL },
};

static const struct field order_end_fields[] = {
    [ORDER_END_CHILD] = CHILD_ID,
    [ORDER_END_ORDER] = { .name = "order", .type = FIELD_ID, .required = true, .label = WORD_FAMILY_ORDERS },
};

static const struct field guardian_get_fields[] = {
    [GUARDIAN_CHILD] = CHILD_ID,
    [GUARDIAN_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
};

static const struct field guardian_fields[] = {
    [GUARDIAN_CHILD] = CHILD_ID,
    [GUARDIAN_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
    [GUARDIAN_CALLED] = { .name = "called",
                          .type = FIELD_LINE,
                          .maximum = FAMILY_RELATION_MAXIMUM,
                          .label = WORD_FAMILY_CALLED },
    [GUARDIAN_HOME] = { .name = "home",
                        .type = FIELD_INTEGER,
                        .required = true,
                        .minimum = 1,
                        .maximum = 3,
                        .label = WORD_FAMILY_WHICH_HOME },
    [GUARDIAN_AUTHORITY] = { .name = "authority", .type = FIELD_BOOLEAN, .label = WORD_FAMILY_HAS_AUTHORITY },
    [GUARDIAN_PROTECTED] = { .name = "protected", .type = FIELD_BOOLEAN, .label = WORD_FAMILY_PROTECTED },
    [GUARDIAN_SCOPE] = { .name = "scope",
                         .type = FIELD_CHOICE,
                         .required = true,
                         .choices = scope_choices,
                         .label = WORD_FAMILY_WHICH_SCOPE },
    [GUARDIAN_FROM] = { .name = "from", .type = FIELD_DATE, .label = WORD_FAMILY_FROM },
    [GUARDIAN_UNTIL] = { .name = "until", .type = FIELD_DATE, .label = WORD_FAMILY_UNTIL },
};

static const struct field collect_fields[] = {
    [COLLECT_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [COLLECT_CHILD] = CHILD_ID,
};

static const struct route family_route_table[] = {
    ROUTE(GET, "/child/{child}/family", RULE_CHILD(FAMILY_READERS, CHILD_CHILD), family_get,
          .fields = FIELDS(child_fields), .title = WORD_FAMILY_PAGE,
          .help = "Who belongs to a child, and who may collect it"),
    ROUTE(POST, "/child/{child}/family/contact", RULE_CHILD(FAMILY_HOMES, CONTACT_CHILD), contact_post,
          .fields = FIELDS(contact_fields), .keep_when_signed_out = true,
          .help = "A guardian asks to change her telephone or e-mail address"),
    ROUTE(POST, "/child/{child}/family/custody", RULE_CHILD(SCOPE_WRITE_HOME, CUSTODY_CHILD), custody_post,
          .fields = FIELDS(custody_fields), .keep_when_signed_out = true,
          .help = "A guardian tells of custody, authority or homes"),
    ROUTE(POST, "/child/{child}/family/collector", RULE_CHILD(SCOPE_WRITE_HOME | FAMILY_WRITES, COLLECTOR_CHILD),
          collector_post, .fields = FIELDS(collector_fields), .keep_when_signed_out = true,
          .help = "Somebody who may collect: asked by a guardian, written down by the staff"),
    ROUTE(POST, "/child/{child}/family/collector-end", RULE_CHILD(SCOPE_WRITE_HOME | FAMILY_WRITES, END_CHILD),
          collector_end_post, .fields = FIELDS(end_fields), .help = "May not collect any more"),
    ROUTE(POST, "/child/{child}/family/withdraw", RULE_CHILD(FAMILY_HOMES, PROPOSAL_CHILD), withdraw_post,
          .fields = FIELDS(withdraw_fields), .help = "A guardian takes a change back that waits"),
    ROUTE(POST, "/child/{child}/family/decide", RULE_CHILD(FAMILY_WRITES, PROPOSAL_CHILD), decide_post,
          .fields = FIELDS(decide_fields), .help = "Confirm or decline what a guardian asked"),
    ROUTE(POST, "/child/{child}/family/sign", RULE_CHILD(SCOPE_MANAGE, SIGN_CHILD), sign_post,
          .fields = FIELDS(sign_fields), .keep_when_signed_out = true,
          .help = "The sign at the door: who may not collect"),
    ROUTE(POST, "/child/{child}/family/order", RULE_CHILD(SCOPE_MANAGE, ORDER_CHILD), order_post,
          .fields = FIELDS(order_fields), .keep_when_signed_out = true, .help = "What a judge decided"),
    ROUTE(POST, "/child/{child}/family/order-end", RULE_CHILD(SCOPE_MANAGE, ORDER_END_CHILD), order_end_post,
          .fields = FIELDS(order_end_fields), .help = "It does not hold any more"),
    ROUTE(GET, "/child/{child}/guardian/{person}", RULE_CHILD(SCOPE_MANAGE, GUARDIAN_CHILD), guardian_get,
          .fields = FIELDS(guardian_get_fields), .title = WORD_FAMILY_GUARDIAN,
          .help = "How a guardian stands to a child"),
    ROUTE(POST, "/child/{child}/guardian/{person}", RULE_CHILD(SCOPE_MANAGE, GUARDIAN_CHILD), guardian_post,
          .fields = FIELDS(guardian_fields), .keep_when_signed_out = true, .confirm = true,
          .help = "Change scope, home, authority, protection or dates of a guardian"),
    ROUTE(GET, "/group/{group}/collect/{child}", RULE_GROUP(SCOPE_WRITE_CENTRE, COLLECT_GROUP), collect_get,
          .fields = FIELDS(collect_fields), .tablet = TABLET_PIN, .title = WORD_FAMILY_COLLECT,
          .help = "At the door: who may collect this child today"),
};

const struct routes family_routes = ROUTES(family_route_table);
