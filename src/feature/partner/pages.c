/* SPDX-License-Identifier: EUPL-1.2 */
/* The partners of a child, for its guardians and its staff; and the routes of this folder. */
#include "access/access.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "channel/channel.h"
#include "feature/consent/consent.h"
#include "feature/handover/handover.h"
#include "feature/partner/about.h"
#include "feature/partner/partner.sql.h"
#include "feature/partner/partners.html.h"
#include "feature/partner/views.h"

struct address url_partners(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/partners", address_value(child));
}

struct address url_partner_end(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/partners/end", address_value(child));
}

struct address url_partner_own(struct arena *arena)
{
    return ADDRESS(arena, "/partner");
}

/* --- the page --- */

static void add_line(struct request *request, struct partners_view *view, const struct partner_list_row *row)
{
    enum partner_purpose purpose = partner_purpose_find(row->purpose);
    struct word_value values[] = {
        word_value("from", page_day_text(request, row->from_day, DAY_HEADING)),
        word_value("last", page_day_text(request, date_add(row->until_day, -1), DAY_HEADING)),
    };
    bool begun = row->from_day.days <= request->viewer->today.days;
    *vector_add(request->arena, &view->lines) = (struct partner_line_view){
        .person = row->person,
        .name = text_trim(
            arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name))),
        .purpose = partner_purposes[purpose].word,
        .purpose_name = partner_purposes[purpose].name,
        .days =
            word_format(request->arena, request->words, begun ? WORD_ROLE_DAYS_LAST : WORD_ROLE_DAYS_BOTH, values, 2),
        .words = row->words,
        .language = row->language,
    };
}

static int read_page(struct request *request, struct child_id child, struct partners_view *view)
{
    struct date today = request->viewer->today;
    struct partner_child_row about;
    struct partner_list_rows rows = { 0 };
    int status =
        partner_child(request->db, request->arena, (struct partner_child_in){ request->organisation, child }, &about);
    if (status == STATUS_OK)
        status =
            partner_list(request->db, request->arena,
                         (struct partner_list_in){ request->organisation, child, today, PARTNER_LIST_MAXIMUM }, &rows);
    if (status == STATUS_OK)
        status = consent_in_force(request->db, request->organisation, child, consent_purpose_find(TEXT("partner")), 0,
                                  today, &view->agreed);
    if (status != STATUS_OK)
        return status;
    view->name = about.given_name;
    for (size_t i = 0; i < rows.count; i++)
        add_line(request, view, &rows.items[i]);
    return STATUS_OK;
}

enum page_field { PAGE_CHILD, PAGE_DONE, PAGE_FIELD__MAX };
static const char *const done_names[] = { "invited", "ended", NULL };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [PAGE_DONE] = { .name = "done", .type = FIELD_CHOICE, .choices = done_names },
};

enum { USUAL_DAYS = 90 }; /* offered as the last day: a term of a school */

static struct outcome partners_page(struct request *request)
{
    static const enum word done[] = { WORD_PARTNER_INVITED, WORD_PARTNER_ENDED };
    struct partners_view *view = ARENA_NEW(request->arena, struct partners_view);
    const struct viewer *viewer = request->viewer;
    int status = read_page(request, viewer->child, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->staff = (viewer->scope & (SCOPE_READ_MENTOR | SCOPE_MANAGE)) != 0 && (viewer->scope & SCOPE_SIDE_HOME) == 0;
    view->has_mail = channel_has_mail(request_channel(request));
    view->back = ADDRESS(request->arena, "/child/{child}/about", address_value(viewer->child));
    view->consent = url_consent(request->arena, viewer->child);
    view->invite = url_partners(request->arena, viewer->child);
    view->end = url_partner_end(request->arena, viewer->child);
    view->today = date_iso(request->arena, viewer->today);
    view->last = date_iso(request->arena, date_add(viewer->today, USUAL_DAYS));
    for (enum partner_purpose purpose = 0; purpose < PARTNER_PURPOSE__MAX; purpose++)
        *vector_add(request->arena, &view->purposes) =
            (struct partner_purpose_view){ partner_purposes[purpose].name, partner_purposes[purpose].word };
    if (request_given(request, PAGE_DONE))
        view->done = word(request->words, done[request_integer(request, PAGE_DONE)]);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_PARTNER_PAGE),
                                              .kind = "start",
                                              .side = view->staff ? PAGE_CENTRE : PAGE_HOME,
                                              .content = partners_view_part(view) });
}

/* --- the forms --- */

static const char *const purpose_names[] = { "school", "health", "support", NULL };
_Static_assert(sizeof purpose_names / sizeof *purpose_names == PARTNER_PURPOSE__MAX + 1, "a name for each purpose");
#define PURPOSE_FIELD                                                                                \
    {                                                                                                \
        .name = "partner_purpose", .type = FIELD_CHOICE, .required = true, .choices = purpose_names, \
        .label = WORD_PARTNER_PURPOSE                                                                \
    }

enum invite_field {
    INVITE_CHILD,
    INVITE_PURPOSE,
    INVITE_GIVEN,
    INVITE_FAMILY,
    INVITE_EMAIL,
    INVITE_WORDS,
    INVITE_LAST,
    INVITE_FIELD__MAX
};
static const struct field invite_fields[] = {
    [INVITE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [INVITE_PURPOSE] = PURPOSE_FIELD,
    [INVITE_GIVEN] = { .name = "given_name",
                       .type = FIELD_LINE,
                       .required = true,
                       .maximum = PARTNER_NAME_MAXIMUM,
                       .label = WORD_ENROL_GIVEN_NAME },
    [INVITE_FAMILY] = { .name = "family_name",
                        .type = FIELD_LINE,
                        .maximum = PARTNER_NAME_MAXIMUM,
                        .label = WORD_ENROL_FAMILY_NAME },
    [INVITE_EMAIL] = { .name = "email",
                       .type = FIELD_LINE,
                       .required = true,
                       .maximum = PARTNER_EMAIL_MAXIMUM,
                       .label = WORD_ROLE_EMAIL },
    [INVITE_WORDS] = { .name = "partner_words",
                       .type = FIELD_TEXT,
                       .required = true,
                       .maximum = PARTNER_WORDS_MAXIMUM,
                       .label = WORD_PARTNER_WORDS },
    [INVITE_LAST] = { .name = "last", .type = FIELD_DATE, .required = true, .label = WORD_ROLE_LAST },
};

enum end_field { END_CHILD, END_PERSON, END_PURPOSE, END_FIELD__MAX };
static const struct field end_fields[] = {
    [END_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [END_PERSON] = { .name = "person", .type = FIELD_ID, .required = true },
    [END_PURPOSE] = PURPOSE_FIELD,
};

static struct outcome back(struct request *request, void *argument, int status, const struct error *error,
                           const char *done)
{
    const struct partner_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_partners(request->arena, write->child).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=%s", TEXT_ARGS(page), done));
}

static struct outcome invited(struct request *request, void *argument, int status, const struct error *error)
{
    return back(request, argument, status, error, "invited");
}

static struct outcome ended(struct request *request, void *argument, int status, const struct error *error)
{
    return back(request, argument, status, error, "ended");
}

static struct outcome invite_post(struct request *request)
{
    struct partner_write *write = ARENA_NEW(request->arena, struct partner_write);
    struct text family = request_text(request, INVITE_FAMILY);
    *write = (struct partner_write){
        .access = request_access(request),
        .child = request->viewer->child,
        .purpose = (enum partner_purpose)request_integer(request, INVITE_PURPOSE),
        .given_name = request_text(request, INVITE_GIVEN),
        .family_name = text_is_null(family) ? TEXT("") : family,
        .email = text_trim(request_text(request, INVITE_EMAIL)),
        .words = request_text(request, INVITE_WORDS),
        .language = text_from(language_about(request->viewer->choice.language)->code),
        .from = request->viewer->today,
        .until = date_add(request_date(request, INVITE_LAST), 1),
        .can_mail = channel_has_mail(request_channel(request)),
        .today = request->viewer->today,
    };
    if (text_find(write->email, TEXT("@")) == SIZE_MAX) {
        request_fault_set(request, INVITE_EMAIL, FIELD_MALFORMED);
        return respond_invalid(request);
    }
    return respond_change(request, partner_invite, write, invited);
}

static struct outcome end_post(struct request *request)
{
    struct partner_write *write = ARENA_NEW(request->arena, struct partner_write);
    *write = (struct partner_write){ .child = request->viewer->child,
                                     .person = { request_id(request, END_PERSON) },
                                     .purpose = (enum partner_purpose)request_integer(request, END_PURPOSE),
                                     .today = request->viewer->today };
    return respond_change(request, partner_end, write, ended);
}

static const struct route partner_route_table[] = {
    ROUTE(GET, "/child/{child}/partners", RULE_CHILD(SCOPE_READ_HOME | SCOPE_READ_MENTOR | SCOPE_MANAGE, PAGE_CHILD),
          partners_page, .fields = FIELDS(page_fields), .title = WORD_PARTNER_PAGE,
          .help = "Who was invited from outside, for what"),
    ROUTE(POST, "/child/{child}/partners", RULE_CHILD(SCOPE_READ_MENTOR | SCOPE_MANAGE, INVITE_CHILD), invite_post,
          .fields = FIELDS(invite_fields), .confirm = true, .help = "Invite a partner with the guardians' consent"),
    ROUTE(POST, "/child/{child}/partners/end", RULE_CHILD(SCOPE_READ_MENTOR | SCOPE_MANAGE, END_CHILD), end_post,
          .fields = FIELDS(end_fields), .help = "End an invitation today"),
    ROUTE(GET, "/partner", RULE_SIGNED_IN, partner_own_page, .title = WORD_PARTNER_OWN,
          .help = "What a partner was invited for"),
};

const struct routes partner_routes = ROUTES(partner_route_table);
