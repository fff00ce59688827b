/* SPDX-License-Identifier: EUPL-1.2 */
/* What is shared of a child, for its childminder and for its guardians; and the routes of this folder. */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/childminder/childminder.sql.h"
#include "feature/childminder/own.h"
#include "feature/childminder/sharing.html.h"
#include "feature/childminder/views.h"
#include "feature/handover/handover.h"

struct address url_sharing(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/sharing", address_value(child));
}

struct address url_bureau(struct arena *arena)
{
    return ADDRESS(arena, "/bureau");
}

static int read_bureaus(struct request *request, struct child_id child, struct sharing_view *view)
{
    struct share_bureaus_rows rows;
    int status =
        share_bureaus(request->db, request->arena,
                      (struct share_bureaus_in){ request->organisation, child, request->viewer->today }, &rows);
    view->bureaus = TEXT("");
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        view->bureaus = arena_printf(request->arena, "%.*s%s%.*s %.*s", TEXT_ARGS(view->bureaus), i > 0 ? ", " : "",
                                     TEXT_ARGS(rows.items[i].given_name), TEXT_ARGS(rows.items[i].family_name));
    view->bureaus = text_trim(view->bureaus);
    return status;
}

enum page_field { PAGE_CHILD, PAGE_SAVED, PAGE_FIELD__MAX };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

/* A child that comes to no childminder has nothing here. */
static int read_page(struct request *request, struct child_id child, struct sharing_view *view)
{
    struct share_head_row head;
    struct share_minded_row minded;
    int64_t shares = 0;
    struct date today = request->viewer->today;
    int status =
        share_head(request->db, request->arena, (struct share_head_in){ request->organisation, child, today }, &head);
    if (status == STATUS_OK && !head.minded)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = share_read(request->db, request->arena, request->organisation, child, today, &shares);
    if (status == STATUS_OK)
        status = read_bureaus(request, child, view);
    if (status != STATUS_OK)
        return status;
    status = share_minded(
        request->db, request->arena,
        (struct share_minded_in){ request->organisation, request->person, child, today, SCOPE_OF_CHILDMINDER },
        &minded);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    view->can_write = status == STATUS_OK;
    view->name = head.given_name;
    view->shared = (shares & SHARE_DAYS) != 0;
    for (size_t k = 0; k < share_kind_count; k++)
        *vector_add(request->arena, &view->kinds) =
            (struct share_kind_view){ share_kinds_about[k].name, share_kinds_about[k].word,
                                      (shares & share_kinds_about[k].bit) != 0 };
    return STATUS_OK;
}

static struct outcome sharing_page(struct request *request)
{
    struct sharing_view *view = ARENA_NEW(request->arena, struct sharing_view);
    struct child_id child = request->viewer->child;
    int status = read_page(request, child, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->saved = request_boolean(request, PAGE_SAVED);
    view->save = url_sharing(request->arena, child);
    view->back = ADDRESS(request->arena, "/child/{child}/about", address_value(child));
    return page_show(request, &(struct page){ .title = word(request->words, WORD_SHARE_PAGE),
                                              .kind = "start",
                                              .side = view->can_write ? PAGE_CENTRE : PAGE_HOME,
                                              .content = sharing_view_part(view) });
}

static const char *const share_names[] = { "days", "hours", "contact", "allergies", NULL };
static const int64_t share_bits[] = { SHARE_DAYS, SHARE_HOURS, SHARE_CONTACT, SHARE_ALLERGIES };

enum save_field { SAVE_CHILD, SAVE_SHARE, SAVE_FIELD__MAX };
static const struct field save_fields[] = {
    [SAVE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [SAVE_SHARE] = { .name = "share",
                     .type = FIELD_CHOICE,
                     .many = true,
                     .many_maximum = 4,
                     .choices = share_names,
                     .label = WORD_SHARE_PAGE },
};

static struct outcome saved(struct request *request, void *argument, int status, const struct error *error)
{
    const struct share_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_sharing(request->arena, write->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

static struct outcome save_post(struct request *request)
{
    struct share_write *write = ARENA_NEW(request->arena, struct share_write);
    struct field_values chosen = request_many(request, SAVE_SHARE);
    *write = (struct share_write){ .child = request->viewer->child, .today = request->viewer->today };
    for (size_t i = 0; i < chosen.count; i++)
        write->shares |= share_bits[chosen.items[i].integer];
    /* To share more is to share that the child comes. */
    if (write->shares != 0)
        write->shares |= SHARE_DAYS;
    return respond_change(request, childminder_share, write, saved);
}

static const struct route childminder_route_table[] = {
    ROUTE(GET, "/child/{child}/sharing", RULE_CHILD(SCOPE_READ_HOME | SCOPE_MANAGE, PAGE_CHILD), sharing_page,
          .fields = FIELDS(page_fields), .title = WORD_SHARE_PAGE, .help = "What a childminder shares with the bureau"),
    ROUTE(POST, "/child/{child}/sharing", RULE_CHILD(SCOPE_MANAGE, SAVE_CHILD), save_post,
          .fields = FIELDS(save_fields), .help = "Share with the bureau, or take it back"),
    ROUTE(GET, "/bureau", RULE_SIGNED_IN, bureau_page, .title = WORD_BUREAU_TITLE,
          .help = "What childminders share with the bureau"),
};

const struct routes childminder_routes = ROUTES(childminder_route_table);
