/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The passkeys of a person, on her own page: what they are called, and removing one.
 */
#include "access/access.h"
#include "access/audit.h"
#include "access/page.h"
#include "access/session.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/passkey/list.html.h"
#include "feature/passkey/offer.html.h"
#include "feature/passkey/own.h"

static struct text day_of(struct request *request, int64_t at)
{
    return page_day_text(request, zone_date(request->viewer->zone, at), DAY_FULL);
}

static struct text dated(struct request *request, enum word sentence, int64_t at)
{
    struct word_value value = word_value("day", day_of(request, at));
    return word_format(request->arena, request->words, sentence, &value, 1);
}

static struct text where(struct request *request, const struct passkey_site *site, const struct passkey_own_row *row)
{
    struct word_value value = word_value("host", row->host);
    if (!text_equal(row->host, site->host))
        return word_format(request->arena, request->words, WORD_PASSKEY_ELSEWHERE, &value, 1);
    return word(request->words, row->synced ? WORD_PASSKEY_SYNCED : WORD_PASSKEY_ONE_DEVICE);
}

static void add_line(struct request *request, const struct passkey_site *site, const struct passkey_own_row *row,
                     struct passkey_list_view *view)
{
    struct address_value id = address_value(row->id);
    *vector_add(request->arena, &view->lines) = (struct passkey_line){
        .passkey = row->id,
        .name = text_is_empty(row->name) ? word(request->words, WORD_PASSKEY_ONE) : row->name,
        .made = dated(request, WORD_PASSKEY_MADE_ON, row->created_at),
        .used = row->last_used_at == INSTANT_NONE ? TEXT_NULL : dated(request, WORD_PASSKEY_USED_ON, row->last_used_at),
        .where = where(request, site, row),
        .rename = ADDRESS(request->arena, "/passkeys/{passkey}/name", id),
        .remove = ADDRESS(request->arena, "/passkeys/{passkey}/remove", id),
    };
}

struct outcome passkey_list_show(struct request *request, int status, int problem)
{
    static const enum word told[TOLD__MAX] = {
        [TOLD_MADE] = WORD_PASSKEY_MADE, [TOLD_REMOVED] = WORD_PASSKEY_REMOVED, [TOLD_NAMED] = WORD_PASSKEY_NAMED
    };
    struct passkey_site site = passkey_site(request);
    struct passkey_list_view *view = ARENA_NEW(request->arena, struct passkey_list_view);
    struct passkey_own_rows rows;
    int found =
        passkey_own(request->db, request->arena,
                    (struct passkey_own_in){
                        .organisation = request->organisation, .person = request->person, .most = PASSKEYS_MAXIMUM },
                    &rows);
    if (found != STATUS_OK)
        return respond_failure(request, found, NULL);
    *view = (struct passkey_list_view){ .works = site.works,
                                        .full = rows.count >= PASSKEYS_MAXIMUM,
                                        .home = ADDRESS(request->arena, "/me") };
    if (problem)
        view->problem = word(request->words, (enum word)problem);
    else if (request->method == METHOD_GET && request_integer(request, LIST_TOLD) > TOLD_NOTHING)
        view->told = word(request->words, told[request_integer(request, LIST_TOLD)]);
    for (size_t i = 0; i < rows.count; i++)
        add_line(request, &site, &rows.items[i], view);
    struct page page = { .status = status,
                         .title = word(request->words, WORD_PASSKEY_TITLE),
                         .kind = "gate",
                         .content = passkey_list_view_part(view) };
    return outcome_fresh(page_show(request, &page), FRESHNESS_NEVER);
}

struct outcome passkey_list_page(struct request *request)
{
    return passkey_list_show(request, 200, 0);
}

/* --- calling it something else --- */

struct naming {
    struct passkey_id passkey;
    struct text name;
};

static int write_name(struct change *change, void *argument)
{
    const struct naming *naming = argument;
    int64_t changed = 0;
    int status = passkey_rename(change->db,
                                (struct passkey_rename_in){ .organisation = change->organisation,
                                                            .id = naming->passkey,
                                                            .person = change->actor,
                                                            .name = naming->name },
                                &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_NOT_FOUND;
    return status == STATUS_OK ? audit_add(change, "passkey.name", "passkey", naming->passkey.value) : status;
}

static struct outcome after_name(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/passkeys?told=named"))
                               : respond_failure(request, status, error);
}

struct outcome passkey_rename_post(struct request *request)
{
    struct naming *naming = ARENA_NEW(request->arena, struct naming);
    *naming = (struct naming){ { request_id(request, RENAME_PASSKEY) }, request_text(request, RENAME_NAME) };
    return respond_change(request, write_name, naming, after_name);
}

/* --- removing --- */

struct removing {
    struct passkey_id passkey;
    struct text host;
    bool last_counts;         /* she works here and has no other second factor */
    struct session_ids ended; /* result */
};

/* The last one that works is a second factor, which who works here cannot do without (T1). */
static int write_removed(struct change *change, void *argument)
{
    struct removing *removing = argument;
    int64_t changed = 0;
    int64_t left = 0;
    int status =
        passkey_delete(change->db,
                       (struct passkey_delete_in){
                           .organisation = change->organisation, .id = removing->passkey, .person = change->actor },
                       &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = passkey_count(change->db, change->arena, change->organisation, change->actor, removing->host, &left);
    if (status == STATUS_OK && removing->last_counts && left == 0)
        return STATUS_CONFLICT;
    if (status == STATUS_OK)
        status = session_end_passkey(change, change->actor, removing->passkey, change->session, &removing->ended);
    if (status == STATUS_OK)
        status = audit_add(change, "passkey.remove", "passkey", removing->passkey.value);
    return status == STATUS_OK ? account_news_tell(change, change->actor, ACCOUNT_NEWS_PASSKEY_GONE) : status;
}

static struct outcome after_removed(struct request *request, void *argument, int status, const struct error *error)
{
    const struct removing *removing = argument;
    if (status == STATUS_CONFLICT)
        return passkey_list_show(request, 409, WORD_PASSKEY_LAST);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    for (size_t i = 0; i < removing->ended.count; i++)
        access_session_ended(request_access(request), removing->ended.items[i]);
    return respond_redirect(request, TEXT("/passkeys?told=removed"));
}

struct outcome passkey_remove_post(struct request *request)
{
    struct removing *removing = ARENA_NEW(request->arena, struct removing);
    *removing = (struct removing){ .passkey = { request_id(request, REMOVE_PASSKEY) },
                                   .host = passkey_site(request).host,
                                   .last_counts = request->viewer->staff && !request->viewer->has_factor };
    return respond_change(request, write_removed, removing, after_removed);
}

/* --- the offer --- */

int passkey_offer_part(struct request *request, struct html_part *ret_part)
{
    struct passkey_offer_row row;
    if (!passkey_site(request).works)
        return STATUS_OK;
    int status = passkey_offer(
        request->db, request->arena,
        (struct passkey_offer_in){ .organisation = request->organisation, .person = request->person }, &row);
    if (status != STATUS_OK || row.asked)
        return status;
    struct passkey_offer_view *view = ARENA_NEW(request->arena, struct passkey_offer_view);
    *view = (struct passkey_offer_view){ .add = url_passkey_add(request->arena),
                                         .later = ADDRESS(request->arena, "/passkeys/later") };
    *ret_part = passkey_offer_view_part(view);
    return STATUS_OK;
}

static int write_declined(struct change *change, void *argument)
{
    (void)argument;
    int status =
        passkey_decline(change->db,
                        (struct passkey_decline_in){
                            .organisation = change->organisation, .person = change->actor, .at = change->now_at },
                        NULL);
    return status == STATUS_OK ? audit_add(change, "passkey.decline", "person", change->actor.value) : status;
}

static struct outcome after_declined(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/")) : respond_failure(request, status, error);
}

struct outcome passkey_later_post(struct request *request)
{
    return respond_change(request, write_declined, NULL, after_declined);
}
