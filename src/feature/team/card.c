/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One's own card: what parents may know of who cares for their child.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "feature/portrait/portrait.h"
#include "feature/team/own.h"
#include "feature/team/team_card.html.h"
#include "i18n/day_text.h"
#include "i18n/language.h"

enum { MONDAY = 4, WEEK = 7 }; /* 1970-01-05 */

static const char *own_language(const struct request *request)
{
    return language_about(request->viewer->choice.language)->code;
}

static void show_form(struct request *request, const struct team_own_card_row *card, struct team_card_view *view)
{
    view->words = card->words;
    view->language = own_language(request);
    view->speaks = card->speaks;
    for (int day = 0; day < WEEK; day++)
        *vector_add(request->arena, &view->days) =
            (struct team_day_view){ day + 1, page_day_text(request, (struct date){ MONDAY + day }, DAY_NAME),
                                    (card->weekdays & (INT64_C(1) << day)) != 0 };
    view->shows_family_name = (card->shows & TEAM_SHOWS_FAMILY_NAME) != 0;
    view->shows_words = (card->shows & TEAM_SHOWS_WORDS) != 0;
    view->shows_speaks = (card->shows & TEAM_SHOWS_SPEAKS) != 0;
    view->shows_weekdays = (card->shows & TEAM_SHOWS_WEEKDAYS) != 0;
}

/* Who wrote nothing yet shows a given name, and nothing is chosen for her. */
static int read_card(struct request *request, struct team_own_card_row *ret_card)
{
    int status = team_own_card(request->db, request->arena,
                               (struct team_own_card_in){ request->organisation, request->person }, ret_card);
    if (status == STATUS_NOT_FOUND)
        *ret_card = (struct team_own_card_row){ TEXT(""), TEXT(""), TEXT(""), 0, 0 };
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

struct outcome team_card_page(struct request *request)
{
    const struct viewer *viewer = request->viewer;
    struct team_own_card_row card;
    if (!viewer->staff)
        return respond_status(request, 404);
    struct team_card_view *view = ARENA_NEW(request->arena, struct team_card_view);
    struct team_own_face_row face = { { 0 } };
    int status = read_card(request, &card);
    if (status == STATUS_OK)
        status = team_own_face(request->db, request->arena,
                               (struct team_own_face_in){ request->organisation, request->person }, &face);
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->save = url_team_card(request->arena);
    view->back = ADDRESS(request->arena, "/me");
    view->saved = request_boolean(request, CARD_SAVED);
    view->shown = team_member(request, request->person, viewer->given_name, viewer->family_name, &card);
    view->portrait = url_portrait_own(request->arena);
    view->shown.has_portrait = face.portrait.value != 0;
    view->shown.portrait = view->portrait;
    show_form(request, &card, view);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_TEAM_CARD),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .here = PAGE_HERE_ME,
                                              .content = team_card_view_part(view) });
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/card?saved=1"))
                               : respond_failure(request, status, error);
}

static int64_t bits(struct request *request, size_t field, bool days)
{
    struct field_values values = request_many(request, field);
    int64_t bits = 0;
    for (size_t i = 0; i < values.count; i++)
        bits |= days ? INT64_C(1) << (values.items[i].integer - 1) : values.items[i].integer;
    return bits;
}

static struct text given(struct request *request, size_t field)
{
    struct text text = request_text(request, field);
    return text_is_null(text) ? TEXT("") : text_trim(text);
}

struct outcome team_card_post(struct request *request)
{
    struct team_card_write *write = ARENA_NEW(request->arena, struct team_card_write);
    enum language language;
    if (!request->viewer->staff)
        return respond_status(request, 404);
    bool known = language_from_code(given(request, CARD_LANGUAGE), &language) && language_about(language)->offered;
    *write =
        (struct team_card_write){ .words = given(request, CARD_WORDS),
                                  .language = text_from(known ? language_about(language)->code : own_language(request)),
                                  .speaks = given(request, CARD_SPEAKS),
                                  .weekdays = bits(request, CARD_DAYS, true),
                                  .shows = bits(request, CARD_SHOWS, false),
                                  .today = request->viewer->today };
    return respond_change(request, team_card_write, write, written);
}
