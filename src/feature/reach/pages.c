/* SPDX-License-Identifier: EUPL-1.2 */
/* A guardian's own page about the role, and the routes of this folder. */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/family/family.h"
#include "feature/reach/own.h"
#include "feature/reach/own.html.h"
#include "feature/reach/reach.sql.h"
#include "feature/reach/views.h"

struct address url_reach(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/reach", address_value(location));
}

struct address url_reach_own(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/role", address_value(child));
}

enum own_field { OWN_CHILD, OWN_SAVED, OWN_FIELD__MAX };
static const struct field own_fields[] = {
    [OWN_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [OWN_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static struct outcome own_page(struct request *request)
{
    struct reach_own_view *view = ARENA_NEW(request->arena, struct reach_own_view);
    struct child_id child = request->viewer->child;
    struct reach_child_row about;
    struct reach_own_row own = { .role = TEXT(""), .own_words = TEXT("") };
    int status =
        reach_child(request->db, request->arena, (struct reach_child_in){ request->organisation, child }, &about);
    if (status == STATUS_OK)
        status = reach_own(request->db, request->arena,
                           (struct reach_own_in){ request->organisation, child, request->person }, &own);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return respond_failure(request, status, NULL);
    enum reach_role role = reach_role_find(own.role);
    view->name = about.given_name;
    view->saved = request_boolean(request, OWN_SAVED);
    view->mother = role == REACH_MOTHER;
    view->father = role == REACH_FATHER;
    view->other = role == REACH_OTHER;
    view->unsaid = role == REACH_UNSAID;
    view->own_words = own.own_words;
    view->save = url_reach_own(request->arena, child);
    view->back = url_family(request->arena, child);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_REACH_OWN_PAGE),
                                              .kind = "start",
                                              .side = PAGE_HOME,
                                              .content = reach_own_view_part(view) });
}

static const char *const role_names[] = { "unsaid", "mother", "father", "other", NULL };
_Static_assert(sizeof role_names / sizeof *role_names == REACH_ROLE__MAX + 1, "a name for each role");

enum say_field { SAY_CHILD, SAY_ROLE, SAY_WORDS, SAY_FIELD__MAX };
static const struct field say_fields[] = {
    [SAY_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [SAY_ROLE] = { .name = "guardian_role",
                   .type = FIELD_CHOICE,
                   .required = true,
                   .choices = role_names,
                   .label = WORD_REACH_I_AM },
    [SAY_WORDS] = { .name = "own_words",
                    .type = FIELD_LINE,
                    .maximum = REACH_WORDS_MAXIMUM,
                    .label = WORD_REACH_OWN_WORDS },
};

static struct outcome said(struct request *request, void *argument, int status, const struct error *error)
{
    const struct reach_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_reach_own(request->arena, write->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

/* Own words without a choice are a choice. */
static struct outcome say_post(struct request *request)
{
    struct reach_write *write = ARENA_NEW(request->arena, struct reach_write);
    struct text own = request_text(request, SAY_WORDS);
    *write = (struct reach_write){ .child = request->viewer->child,
                                   .role = (enum reach_role)request_integer(request, SAY_ROLE),
                                   .own_words = TEXT(""),
                                   .today = request->viewer->today };
    if (write->role == REACH_UNSAID && !text_is_empty(own))
        write->role = REACH_OTHER;
    if (write->role == REACH_OTHER && !text_is_empty(own))
        write->own_words = own;
    return respond_change(request, reach_say, write, said);
}

enum report_field { REPORT_LOCATION, REPORT_FIELD__MAX };
static const struct field report_fields[] = {
    [REPORT_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
};

static const struct route reach_route_table[] = {
    ROUTE(GET, "/child/{child}/role", RULE_CHILD(SCOPE_READ_HOME | SCOPE_READ_LIMITED, OWN_CHILD), own_page,
          .fields = FIELDS(own_fields), .title = WORD_REACH_OWN_PAGE, .help = "What a guardian is to the child"),
    ROUTE(POST, "/child/{child}/role", RULE_CHILD(SCOPE_READ_HOME | SCOPE_READ_LIMITED, SAY_CHILD), say_post,
          .fields = FIELDS(say_fields), .help = "Say it, or take it back"),
    ROUTE(GET, "/location/{location}/reach", RULE_LOCATION(SCOPE_READ_MANAGER, REPORT_LOCATION), reach_report_page,
          .fields = FIELDS(report_fields), .title = WORD_REACH_PAGE,
          .help = "How many guardians of a location were reached, never about few"),
};

const struct routes reach_routes = ROUTES(reach_route_table);
