/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/page.h"
#include "access/rule.h"
#include "feature/offline/offline.h"
#include "feature/offline/offline.html.h"
#include "http/request.h"
#include "i18n/word.h"

struct address url_offline(struct arena *arena)
{
    return ADDRESS(arena, "/offline");
}

static struct outcome offline_page(struct request *request)
{
    struct offline_view *view = ARENA_NEW(request->arena, struct offline_view);
    view->home = ADDRESS(request->arena, "/");
    return page_show(request, &(struct page){ .title = word(request->words, WORD_SHELL_OFFLINE_TITLE),
                                              .kind = "gate",
                                              .content = offline_view_part(view) });
}

static const struct route offline_route_table[] = {
    ROUTE(GET, "/offline", RULE_SIGNED_IN, offline_page, .tablet = TABLET_OPEN, .uncounted = true,
          .title = WORD_SHELL_OFFLINE_TITLE, .help = "What is shown without a network where no page was kept"),
};

const struct routes offline_routes = ROUTES(offline_route_table);
