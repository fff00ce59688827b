/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The list of papers, and each as a page that prints.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/adoption/adoption.h"
#include "feature/adoption/list.html.h"
#include "feature/adoption/page.html.h"
#include "feature/adoption/views.h"
#include "feature/privacy/privacy.h"
#include "http/request.h"

enum paper_field { PAPER_NAME, PAPER_LANGUAGE, PAPER_FIELD__MAX };
static const struct field paper_fields[] = {
    [PAPER_NAME] = { .name = "paper", .type = FIELD_CHOICE, .required = true, .choices = adoption_names },
    [PAPER_LANGUAGE] = { .name = "in", .type = FIELD_LINE, .maximum = 8 },
};

static struct outcome list_page(struct request *request)
{
    struct adoption_list_view *view = ARENA_NEW(request->arena, struct adoption_list_view);
    for (int paper = 0; paper < ADOPTION_PAPER__MAX; paper++) {
        struct adoption_item_view *item = vector_add(request->arena, &view->items);
        item->title = adoption_title((enum adoption_paper)paper);
        for (int language = 0; language < LANGUAGE__MAX; language++) {
            const struct language_about *about = language_about((enum language)language);
            if (about->offered)
                *vector_add(request->arena, &item->languages) =
                    (struct adoption_language_view){ about->code, about->own_name,
                                                     url_adoption_paper(request->arena, (enum adoption_paper)paper,
                                                                        (enum language)language) };
        }
    }
    return page_show(request, &(struct page){ .title = word(request->words, WORD_ADOPTION_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = adoption_list_view_part(view) });
}

static struct adoption_settings settings_of(struct request *request)
{
    const struct viewer *viewer = request->viewer;
    const struct access_installation *installation = access_installation(request_access(request));
    struct text origin = request_origin(request);
    struct adoption_settings settings = {
        .organisation = request->organisation,
        .name = viewer->organisation_name,
        .address =
            arena_printf(request->arena, "%.*s%.*s", TEXT_ARGS(origin), TEXT_ARGS(url_privacy(request->arena).text)),
        .security_contact = text_from(installation->security_contact ? installation->security_contact : ""),
        .exchange = installation->exchange_folder && installation->exchange_folder[0] != '\0',
        .retention = installation->retention,
        .choice = viewer->choice,
        .today = viewer->today,
    };
    if (request_given(request, PAPER_LANGUAGE))
        (void)language_from_code(request_text(request, PAPER_LANGUAGE), &settings.choice.language);
    settings.day = day_text(access_day_texts(request_access(request)), request->arena, settings.choice.language,
                            viewer->today, DAY_FULL);
    return settings;
}

static struct outcome paper_page(struct request *request)
{
    struct adoption_page_view *view = ARENA_NEW(request->arena, struct adoption_page_view);
    enum adoption_paper paper = (enum adoption_paper)request_integer(request, PAPER_NAME);
    struct adoption_settings settings = settings_of(request);
    int status = adoption_make(request->db, request->arena, &settings, paper, &view->paper);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->back = url_adoption(request->arena);
    view->title = word(request->words, adoption_title(paper));
    return page_show(request, &(struct page){ .title = view->title,
                                              .kind = "letters",
                                              .side = PAGE_CENTRE,
                                              .content = adoption_page_view_part(view) });
}

static const struct route adoption_route_table[] = {
    ROUTE(GET, "/adoption", RULE_MANAGER, list_page, .title = WORD_ADOPTION_TITLE,
          .help = "Papers to begin with, as drafts"),
    ROUTE(GET, "/adoption/{paper}", RULE_MANAGER, paper_page, .fields = FIELDS(paper_fields),
          .title = WORD_ADOPTION_TITLE, .help = "One of them, filled in, in a language"),
};

const struct routes adoption_routes = ROUTES(adoption_route_table);

struct address url_adoption(struct arena *arena)
{
    return ADDRESS(arena, "/adoption");
}

struct address url_adoption_paper(struct arena *arena, enum adoption_paper paper, enum language language)
{
    return ADDRESS(arena, "/adoption/{paper}?in={language}", address_value(adoption_names[paper]),
                   address_value(language_about(language)->code));
}
