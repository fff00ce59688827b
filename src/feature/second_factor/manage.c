/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How the second factor stands, new recovery codes, and turning it off, which only guardians may.
 */
#include "access/audit.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/second_factor/codes.html.h"
#include "feature/second_factor/manage.html.h"
#include "feature/second_factor/own.h"

struct outcome codes_page(struct request *request, const struct factor_codes *codes, const struct kept *kept)
{
    struct codes_view *view = ARENA_NEW(request->arena, struct codes_view);
    for (size_t i = 0; i < SECOND_FACTOR_RECOVERY_CODES; i++)
        *vector_add(request->arena, &view->codes) = codes->shown[i];
    view->name = request->viewer->organisation_name;
    view->next = (struct address){ is_own_path(kept->next) ? kept->next : TEXT("/") };
    view->go_on = ADDRESS(request->arena, "/sign-in/kept");
    view->kept = *kept;
    return sign_in_page(request, 200, word(request->words, WORD_SECOND_FACTOR_CODES_TITLE), codes_view_part(view));
}

struct outcome manage_page(struct request *request)
{
    struct manage_view *view = ARENA_NEW(request->arena, struct manage_view);
    int64_t left = 0;
    int status = factor_codes_left(request->db, request->arena, request->organisation, request->person, &left);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value count = word_value("n", left);
    *view =
        (struct manage_view){ .has_factor = request->viewer->has_factor,
                              .may_turn_off = !request->viewer->staff,
                              .left = word_format(request->arena, request->words, WORD_SECOND_FACTOR_LEFT, &count, 1),
                              .enrol = ADDRESS(request->arena, "/second-factor/new"),
                              .codes = ADDRESS(request->arena, "/second-factor/codes"),
                              .off = ADDRESS(request->arena, "/second-factor/off"),
                              .back = ADDRESS(request->arena, "/me") };
    if (request_boolean(request, MANAGE_TOLD))
        view->told = word(request->words, WORD_SECOND_FACTOR_TURNED_OFF);
    return sign_in_page(request, 200, word(request->words, WORD_SECOND_FACTOR_TITLE), manage_view_part(view));
}

static int write_codes(struct change *change, void *argument)
{
    int status = factor_codes_write(change, change->actor, argument);
    if (status == STATUS_OK)
        status = audit_add(change, "second_factor.codes", "person", change->actor.value);
    return status == STATUS_OK ? account_news_tell(change, change->actor, ACCOUNT_NEWS_CODES) : status;
}

static struct outcome after_codes(struct request *request, void *argument, int status, const struct error *error)
{
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return codes_page(request, argument, &(struct kept){ .next = url_second_factor(request->arena).text });
}

struct outcome manage_codes_post(struct request *request)
{
    if (!request->viewer->has_factor)
        return respond_redirect(request, url_second_factor(request->arena).text);
    struct factor_codes *codes = ARENA_NEW(request->arena, struct factor_codes);
    factor_codes_make(request_access(request), request->arena, request->organisation, request->person, codes);
    return respond_change(request, write_codes, codes, after_codes);
}

static int write_off(struct change *change, void *argument)
{
    (void)argument;
    bool staff = true;
    int status = session_is_staff(change, change->actor, &staff); /* roles may have come since the request began */
    if (status == STATUS_OK && staff)
        return STATUS_DENIED;
    if (status == STATUS_OK)
        status = factor_remove(change, change->actor);
    if (status == STATUS_OK)
        status = audit_add(change, "second_factor.off", "person", change->actor.value);
    return status == STATUS_OK ? account_news_tell(change, change->actor, ACCOUNT_NEWS_FACTOR_GONE) : status;
}

static struct outcome after_off(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/second-factor?off=1"))
                               : respond_failure(request, status, error);
}

struct outcome manage_off_post(struct request *request)
{
    return respond_change(request, write_off, NULL, after_off);
}
