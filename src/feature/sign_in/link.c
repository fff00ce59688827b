/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A sign-in link: a page with a button. Looking at the page changes nothing but that its 72 hours begin, so a mail scanner
 * that opens every address uses nothing up; the button does.
 */
#include "access/access.h"
#include "base/utf8.h"
#include "feature/invitation/invitation.h"
#include "feature/sign_in/link.html.h"
#include "feature/sign_in/notice.html.h"
#include "feature/sign_in/own.h"
#include "feature/sign_in/sign_in.h"

/* What the button works with. */
struct link_way {
    struct way_in way;
    struct text hash;
    int64_t link;
    bool first; /* she comes in for the first time */
};

/* One that was given to somebody: she may ask for another, which she gets at the door. */
static void offer_another(struct request *request, struct notice_view *view)
{
    struct organisation_id organisation;
    struct text secret = request_text(request, LINK_SECRET);
    if (invitation_known(request->db, request->arena, secret_hash(request->arena, secret), &organisation) != STATUS_OK)
        return;
    view->text = word(request->words, WORD_INVITATION_AGAIN_DEAD);
    view->has_form = true;
    view->form = (struct kept_form_view){ .action = url_invitation_again(request->arena, secret),
                                          .button = word(request->words, WORD_INVITATION_AGAIN_ASK) };
}

static struct outcome dead_link(struct request *request)
{
    struct notice_view *view = ARENA_NEW(request->arena, struct notice_view);
    view->title = word(request->words, WORD_SIGN_IN_LINK_DEAD_TITLE);
    view->text = word(request->words, WORD_SIGN_IN_LINK_DEAD_TEXT);
    offer_another(request, view);
    view->home = url_sign_in(request->arena);
    view->home_text = word(request->words, WORD_SIGN_IN_TITLE);
    return sign_in_page(request, 404, view->title, notice_view_part(view));
}

/* The first letter of a name. */
static struct text initial(struct text name)
{
    size_t end = 0;
    uint32_t point;
    if (name.length == 0 || utf8_next(name, &end, &point) != STATUS_OK)
        return TEXT("");
    return text_slice(name, 0, end);
}

static int read_link(struct request *request, struct link *ret_link)
{
    struct text hash = secret_hash(request->arena, request_text(request, LINK_SECRET));
    return link_find(request->db, request->arena, hash, request->now_at, ret_link);
}

struct outcome sign_in_link_page(struct request *request)
{
    struct link link;
    int status = read_link(request, &link);
    if (status == STATUS_NOT_FOUND)
        return dead_link(request);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    if (!link.opened)
        seen_link(access_seen(request_access(request)), link.organisation, link.id, request->now_at);
    language_speak(request, access_words_of(link.language, link.country, link.address_form, 0),
                   request_text(request, LINK_LANGUAGE));
    struct link_view *view = ARENA_NEW(request->arena, struct link_view);
    view->name = link.given_name;
    view->initial = initial(link.given_name);
    view->organisation = link.organisation_name;
    view->action = url_sign_in_link(request->arena, request_text(request, LINK_SECRET));
    view->languages = languages_make(request, view->action.text, TEXT_NULL);
    struct word_value name = word_value("name", link.given_name);
    return sign_in_page(request, 200, word_format(request->arena, request->words, WORD_SIGN_IN_LINK_TITLE, &name, 1),
                        link_view_part(view));
}

static int use_link(struct change *change, void *argument)
{
    struct link_way *link = argument;
    int status = link_use(change, link->hash, &link->way.person);
    if (status == STATUS_OK)
        status = invitation_used(change, link->link, link->way.person, &link->first);
    return status == STATUS_OK ? way_in_write(change, &link->way) : status;
}

static struct outcome link_used(struct request *request, void *argument, int status, const struct error *error)
{
    const struct link_way *link = argument;
    if (status == STATUS_NOT_FOUND)
        return dead_link(request);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    access_session_ended(request_access(request), link->way.former);
    session_set_cookie(request, link->way.secret);
    return respond_redirect(request, link->first ? url_invitation_welcome(request->arena).text : TEXT("/"));
}

struct outcome sign_in_link_post(struct request *request)
{
    struct link link;
    int status = read_link(request, &link);
    if (status == STATUS_NOT_FOUND)
        return dead_link(request);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct link_way *way = ARENA_NEW(request->arena, struct link_way);
    way_in_prepare(request, &way->way, SESSION_PROOF_LINK, "sign_in.link");
    way->way.strong = link.demo;
    if (link.organisation.value != request->organisation.value)
        way->way.former = (struct session_id){ 0 }; /* a session of another organisation is not ours to end */
    way->link = link.id;
    way->hash = secret_hash(request->arena, request_text(request, LINK_SECRET));
    request->organisation = link.organisation;
    return respond_change(request, use_link, way, link_used);
}
