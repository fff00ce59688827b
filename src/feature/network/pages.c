/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages of the network of a family, and of parents among each other.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/network/network.h"
#include "feature/network/network.html.h"
#include "feature/network/parents.html.h"
#include "feature/network/show.h"
#include "i18n/language.h"

struct address url_network(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/network", address_value(child));
}

struct address url_network_answer(struct arena *arena, struct child_id child, struct contact_id contact)
{
    return ADDRESS(arena, "/child/{child}/network/{contact}/answer", address_value(child), address_value(contact));
}

struct address url_network_remove(struct arena *arena, struct child_id child, struct contact_id contact)
{
    return ADDRESS(arena, "/child/{child}/network/{contact}/remove", address_value(child), address_value(contact));
}

struct address url_parents(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/parents", address_value(child));
}

struct address url_parents_share(struct arena *arena, struct child_id child, struct group_id group)
{
    return ADDRESS(arena, "/child/{child}/parents/{group}/share", address_value(child), address_value(group));
}

struct address url_parents_stop(struct arena *arena, struct child_id child, struct group_id group)
{
    return ADDRESS(arena, "/child/{child}/parents/{group}/stop", address_value(child), address_value(group));
}

/* --- the network --- */

enum network_field { NETWORK_CHILD, NETWORK_SAVED, NETWORK_FIELD__MAX };
static const struct field network_fields[] = {
    [NETWORK_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [NETWORK_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static struct outcome network_page(struct request *request)
{
    struct network_view *view = ARENA_NEW(request->arena, struct network_view);
    int status = network_show(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->saved = request_boolean(request, NETWORK_SAVED);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_NETWORK_LINK),
                                              .kind = "start",
                                              .side = view->is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = network_view_part(view) });
}

enum add_field { ADD_CHILD, ADD_NAME, ADD_RELATION, ADD_PHONE, ADD_FIELD__MAX };
static const struct field add_fields[] = {
    [ADD_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [ADD_NAME] = { .name = "name",
                   .type = FIELD_LINE,
                   .required = true,
                   .maximum = NETWORK_LINE,
                   .label = WORD_NETWORK_NAME },
    [ADD_RELATION] = { .name = "relation",
                       .type = FIELD_LINE,
                       .required = true,
                       .maximum = NETWORK_LINE,
                       .label = WORD_NETWORK_RELATION },
    [ADD_PHONE] = { .name = "phone",
                    .type = FIELD_LINE,
                    .required = true,
                    .maximum = NETWORK_LINE,
                    .label = WORD_NETWORK_PHONE },
};

static struct network_write *network_new(struct request *request, size_t child_field)
{
    struct network_write *write = ARENA_NEW(request->arena, struct network_write);
    *write = (struct network_write){ .child = { request_id(request, child_field) },
                                     .language = text_from(language_about(request->viewer->choice.language)->code),
                                     .today = request->viewer->today };
    return write;
}

/* Somebody can be called by it. */
static bool is_number(struct text phone)
{
    int digits = 0;
    for (size_t i = 0; i < phone.length; i++)
        digits += phone.data[i] >= '0' && phone.data[i] <= '9';
    return digits >= NETWORK_DIGITS;
}

static struct outcome network_again(struct request *request, void *argument, int status, const struct error *error)
{
    const struct network_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1",
                                                  TEXT_ARGS(url_network(request->arena, write->child).text)));
}

static struct outcome network_add(struct request *request)
{
    struct network_write *write = network_new(request, ADD_CHILD);
    write->name = request_text(request, ADD_NAME);
    write->relation = request_text(request, ADD_RELATION);
    write->phone = request_text(request, ADD_PHONE);
    if (!is_number(write->phone)) {
        request_fault_set(request, ADD_PHONE, FIELD_MALFORMED);
        return respond_invalid(request);
    }
    return respond_change(request, network_name, write, network_again);
}

static const char *const answer_names[] = { "no", "yes", NULL };
enum touch_field { TOUCH_CHILD, TOUCH_CONTACT, TOUCH_ANSWER, TOUCH_FIELD__MAX };
static const struct field answer_fields[] = {
    [TOUCH_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [TOUCH_CONTACT] = { .name = "contact", .type = FIELD_ID, .required = true },
    [TOUCH_ANSWER] = { .name = "answer", .type = FIELD_CHOICE, .required = true, .choices = answer_names },
};
static const struct field remove_fields[] = {
    [TOUCH_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [TOUCH_CONTACT] = { .name = "contact", .type = FIELD_ID, .required = true },
};

static struct outcome network_answer_post(struct request *request)
{
    struct network_write *write = network_new(request, TOUCH_CHILD);
    write->contact = (struct contact_id){ request_id(request, TOUCH_CONTACT) };
    write->yes = request_integer(request, TOUCH_ANSWER) == 1;
    return respond_change(request, network_answer, write, network_again);
}

static struct outcome network_remove_post(struct request *request)
{
    struct network_write *write = network_new(request, TOUCH_CHILD);
    write->contact = (struct contact_id){ request_id(request, TOUCH_CONTACT) };
    return respond_change(request, network_remove, write, network_again);
}

/* --- parents among each other --- */

static const char *const told_names[] = { "nothing", "saved", "stopped", NULL };
enum parents_field { PARENTS_CHILD, PARENTS_TOLD, PARENTS_FIELD__MAX };
static const struct field parents_fields[] = {
    [PARENTS_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PARENTS_TOLD] = { .name = "told", .type = FIELD_CHOICE, .choices = told_names },
};

static struct outcome parents_page(struct request *request)
{
    struct parents_view *view = ARENA_NEW(request->arena, struct parents_view);
    int status = parents_show(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->saved = request_integer(request, PARENTS_TOLD) == 1;
    view->stopped = request_integer(request, PARENTS_TOLD) == 2;
    return page_show(request, &(struct page){ .title = word(request->words, WORD_PARENTS_TITLE),
                                              .kind = "start",
                                              .side = PAGE_HOME,
                                              .content = parents_view_part(view) });
}

enum share_field { SHARE_CHILD, SHARE_GROUP, SHARE_NAME, SHARE_PHONE, SHARE_EMAIL, SHARE_FIELD__MAX };
static const struct field share_fields[] = {
    [SHARE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [SHARE_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [SHARE_NAME] = { .name = "name",
                     .type = FIELD_LINE,
                     .required = true,
                     .maximum = NETWORK_LINE,
                     .label = WORD_PARENTS_NAME },
    [SHARE_PHONE] = { .name = "phone", .type = FIELD_LINE, .maximum = NETWORK_LINE, .label = WORD_PARENTS_PHONE },
    [SHARE_EMAIL] = { .name = "email", .type = FIELD_LINE, .maximum = NETWORK_EMAIL, .label = WORD_PARENTS_EMAIL },
};
static const struct field stop_fields[] = {
    [SHARE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [SHARE_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static struct parents_write *parents_new(struct request *request)
{
    struct parents_write *write = ARENA_NEW(request->arena, struct parents_write);
    *write = (struct parents_write){ .child = { request_id(request, SHARE_CHILD) },
                                     .group = { request_id(request, SHARE_GROUP) },
                                     .today = request->viewer->today };
    return write;
}

static struct outcome parents_again(struct request *request, const struct parents_write *write, const char *told)
{
    return respond_redirect(request, arena_printf(request->arena, "%.*s?told=%s",
                                                  TEXT_ARGS(url_parents(request->arena, write->child).text), told));
}

static struct outcome shared(struct request *request, void *argument, int status, const struct error *error)
{
    return status == STATUS_OK ? parents_again(request, argument, "saved") : respond_failure(request, status, error);
}

static struct outcome stopped(struct request *request, void *argument, int status, const struct error *error)
{
    return status == STATUS_OK ? parents_again(request, argument, "stopped") : respond_failure(request, status, error);
}

/* What was left out of a form is empty. */
static struct text text_or_empty(struct text text)
{
    return text_is_null(text) ? TEXT("") : text;
}

static struct outcome parents_share_post(struct request *request)
{
    struct parents_write *write = parents_new(request);
    write->name = request_text(request, SHARE_NAME);
    write->phone = text_or_empty(request_text(request, SHARE_PHONE));
    write->email = text_or_empty(request_text(request, SHARE_EMAIL));
    bool has_phone = !text_is_empty(write->phone);
    bool has_email = !text_is_empty(write->email);
    if (!has_phone && !has_email)
        request_fault_set(request, SHARE_PHONE, FIELD_MISSING);
    else if (has_phone && !is_number(write->phone))
        request_fault_set(request, SHARE_PHONE, FIELD_MALFORMED);
    else if (has_email && text_find(write->email, TEXT("@")) == SIZE_MAX)
        request_fault_set(request, SHARE_EMAIL, FIELD_MALFORMED);
    else
        return respond_change(request, parents_share, write, shared);
    return respond_invalid(request);
}

static struct outcome parents_stop_post(struct request *request)
{
    return respond_change(request, parents_stop, parents_new(request), stopped);
}

static const struct route network_route_table[] = {
    ROUTE(GET, "/child/{child}/network", RULE_CHILD(SCOPE_READ_HOME | SCOPE_READ_TODAY, NETWORK_CHILD), network_page,
          .fields = FIELDS(network_fields), .title = WORD_NETWORK_LINK,
          .help = "Whom the centre may call when the guardians are out of reach"),
    ROUTE(POST, "/child/{child}/network", RULE_CHILD(SCOPE_WRITE_HOME, ADD_CHILD), network_add,
          .fields = FIELDS(add_fields), .keep_when_signed_out = true, .help = "Name somebody whom the centre may call"),
    ROUTE(POST, "/child/{child}/network/{contact}/answer", RULE_CHILD(SCOPE_WRITE_HOME, TOUCH_CHILD),
          network_answer_post, .fields = FIELDS(answer_fields), .help = "The centre may call this person, or not"),
    ROUTE(POST, "/child/{child}/network/{contact}/remove", RULE_CHILD(SCOPE_WRITE_HOME, TOUCH_CHILD),
          network_remove_post, .fields = FIELDS(remove_fields), .help = "Forget somebody of the network"),
    ROUTE(GET, "/child/{child}/parents", RULE_CHILD(SCOPE_READ_HOME, PARENTS_CHILD), parents_page,
          .fields = FIELDS(parents_fields), .title = WORD_PARENTS_TITLE,
          .help = "What parents of a group share with each other"),
    ROUTE(POST, "/child/{child}/parents/{group}/share", RULE_CHILD(SCOPE_READ_HOME, SHARE_CHILD), parents_share_post,
          .fields = FIELDS(share_fields), .keep_when_signed_out = true, .help = "Share with parents who share too"),
    ROUTE(POST, "/child/{child}/parents/{group}/stop", RULE_CHILD(SCOPE_READ_HOME, SHARE_CHILD), parents_stop_post,
          .fields = FIELDS(stop_fields), .help = "Stop sharing"),
};

const struct routes network_routes = ROUTES(network_route_table);
