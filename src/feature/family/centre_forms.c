/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the staff send: a decision, and for managers how a guardian stands to the child, the sign at the door and what a judge
 * decided.
 */
#include "access/page.h"
#include "access/people.h"
#include "access/viewer.h"
#include "feature/family/family.sql.h"
#include "feature/family/guardian.html.h"
#include "feature/family/pages.h"
#include "http/request.h"
#include "i18n/word.h"

struct outcome decide_post(struct request *request)
{
    struct family_decision *decision = ARENA_NEW(request->arena, struct family_decision);
    *decision = (struct family_decision){ .child = request->viewer->child,
                                          .proposal = { request_id(request, PROPOSAL_PROPOSAL) },
                                          .confirmed = request_integer(request, PROPOSAL_DECISION) == DECISION_CONFIRM,
                                          .told = (enum family_told)request_integer(request, PROPOSAL_TOLD),
                                          .today = request->viewer->today };
    return respond_change(request, family_decide, decision, family_written);
}

struct outcome sign_post(struct request *request)
{
    struct family_sign *sign = ARENA_NEW(request->arena, struct family_sign);
    *sign = (struct family_sign){ .child = request->viewer->child,
                                  .restriction = request_text(request, SIGN_RESTRICTION),
                                  .today = request->viewer->today };
    if (text_is_null(sign->restriction))
        sign->restriction = TEXT("");
    return respond_change(request, family_sign_write, sign, family_written);
}

struct outcome order_post(struct request *request)
{
    struct family_order *order = ARENA_NEW(request->arena, struct family_order);
    struct family_typed typed = { .about = FAMILY_CUSTODY, .is_typed = true, .problem = WORD_FAMILY_DAYS_ODD };
    *order = (struct family_order){ .child = request->viewer->child,
                                    .note = request_text(request, ORDER_NOTE),
                                    .today = request->viewer->today };
    typed.note = order->note;
    bool days = family_days(request, request_date(request, ORDER_FROM), request_date(request, ORDER_UNTIL),
                            &order->from, &order->until);
    if (text_is_empty(order->note))
        typed.problem = WORD_FAMILY_NOTE_MISSING;
    if (!days || text_is_empty(order->note))
        return family_page(request, 422, &typed);
    return respond_change(request, family_order_add, order, family_written);
}

struct outcome order_end_post(struct request *request)
{
    struct family_order *order = ARENA_NEW(request->arena, struct family_order);
    *order = (struct family_order){ .child = request->viewer->child,
                                    .id = { request_id(request, ORDER_END_ORDER) },
                                    .today = request->viewer->today };
    return respond_change(request, family_order_end, order, family_written);
}

/* --- one guardian --- */

static void show_scope(struct family_guardian_view *view, struct text scope)
{
    view->full = text_equal(scope, TEXT(GUARDIAN_FULL));
    view->limited = text_equal(scope, TEXT(GUARDIAN_LIMITED));
    view->none = text_equal(scope, TEXT(GUARDIAN_NONE));
}

/* Names and what is stored; the manager is never of the own family here. */
static int read_guardian(struct request *request, struct family_guardian_view *view)
{
    struct family_guardian_row row;
    struct family_name_row child;
    struct arena *arena = request->arena;
    struct child_id id = request->viewer->child;
    struct person_id person = { request_id(request, GUARDIAN_PERSON) };
    if ((request->viewer->scope & SCOPE_SIDE_HOME) != 0)
        return STATUS_DENIED;
    int status = family_name(request->db, arena,
                             (struct family_name_in){ .organisation = request->organisation,
                                                      .child = id,
                                                      .person = request->person,
                                                      .today = request->viewer->today },
                             &child);
    if (status == STATUS_OK)
        status = family_guardian(
            request->db, arena,
            (struct family_guardian_in){ .organisation = request->organisation, .child = id, .guardian = person },
            &row);
    if (status != STATUS_OK)
        return status;
    *view = (struct family_guardian_view){
        .child_name = child.given_name,
        .name = family_full_name(arena, row.given_name, row.family_name),
        .called = row.called,
        .home = row.home,
        .authority = row.authority,
        .protected = row.protected,
        .from = date_iso(arena, row.from_day),
        .until = date_equal(row.until_day, DATE_FOREVER) ? TEXT("") : date_iso(arena, date_add(row.until_day, -1)),
        .action = url_family_guardian(arena, id, person),
        .back = url_family(arena, id),
    };
    show_scope(view, row.scope);
    return STATUS_OK;
}

static struct outcome guardian_show(struct request *request, int http_status, struct family_guardian_view *view)
{
    return page_show(request, &(struct page){ .status = http_status,
                                              .title = view->name,
                                              .kind = "family",
                                              .side = PAGE_CENTRE,
                                              .content = family_guardian_view_part(view) });
}

struct outcome guardian_get(struct request *request)
{
    struct family_guardian_view *view = ARENA_NEW(request->arena, struct family_guardian_view);
    int status = read_guardian(request, view);
    return status == STATUS_OK ? guardian_show(request, 200, view) : respond_failure(request, status, NULL);
}

/* The form again, as it was filled in. */
static struct outcome guardian_again(struct request *request, enum word problem)
{
    struct family_guardian_view *view = ARENA_NEW(request->arena, struct family_guardian_view);
    int status = read_guardian(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->problem = word(request->words, problem);
    view->called = request_text(request, GUARDIAN_CALLED);
    view->home = request_integer(request, GUARDIAN_HOME);
    view->authority = request_boolean(request, GUARDIAN_AUTHORITY);
    view->protected = request_boolean(request, GUARDIAN_PROTECTED);
    view->from = request_typed(request, GUARDIAN_FROM);
    view->until = request_typed(request, GUARDIAN_UNTIL);
    show_scope(view, text_from(scope_choices[request_integer(request, GUARDIAN_SCOPE)]));
    return guardian_show(request, 422, view);
}

static struct outcome guardian_written(struct request *request, void *argument, int status, const struct error *error)
{
    if (status == STATUS_INVALID && error && error->word != 0)
        return guardian_again(request, (enum word)error->word);
    return family_written(request, argument, status, error);
}

struct outcome guardian_post(struct request *request)
{
    struct family_guardian *guardian = ARENA_NEW(request->arena, struct family_guardian);
    *guardian = (struct family_guardian){ .child = request->viewer->child,
                                          .person = { request_id(request, GUARDIAN_PERSON) },
                                          .called = request_text(request, GUARDIAN_CALLED),
                                          .home = request_integer(request, GUARDIAN_HOME),
                                          .authority = request_boolean(request, GUARDIAN_AUTHORITY),
                                          .protected = request_boolean(request, GUARDIAN_PROTECTED),
                                          .scope = text_from(scope_choices[request_integer(request, GUARDIAN_SCOPE)]),
                                          .today = request->viewer->today };
    if (text_is_null(guardian->called))
        guardian->called = TEXT("");
    if (!family_days(request, request_date(request, GUARDIAN_FROM), request_date(request, GUARDIAN_UNTIL),
                     &guardian->from, &guardian->until))
        return guardian_again(request, WORD_FAMILY_DAYS_ODD);
    return respond_change(request, family_guardian_write, guardian, guardian_written);
}
