/* SPDX-License-Identifier: EUPL-1.2 */
/* The one page of a partner: what she was invited for, and whom to call. */
#include "access/access.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/seen.h"
#include "access/viewer.h"
#include "feature/partner/about.h"
#include "feature/partner/own.html.h"
#include "feature/partner/partner.sql.h"
#include "feature/partner/views.h"

static void add_line(struct request *request, struct partner_own_view *view, const struct partner_own_row *row)
{
    struct word_value values[] = { word_value("last",
                                              page_day_text(request, date_add(row->until_day, -1), DAY_HEADING)) };
    *vector_add(request->arena, &view->lines) = (struct partner_own_line_view){
        .name = row->given_name,
        .purpose = partner_purposes[partner_purpose_find(row->purpose)].word,
        .until = word_format(request->arena, request->words, WORD_ROLE_DAYS_LAST, values, 1),
        .words = row->words,
        .language = row->language,
        .mentor = row->mentor,
        .call = page_call(request, row->phone),
        .phone = row->phone,
    };
    /* No child is named in the route: that somebody looked is said here (T8). */
    seen_page(access_seen(request_access(request)), request->organisation, request->person, row->child, SCOPE_PARTNER,
              request->route->path, request->now_at);
}

struct outcome partner_own_page(struct request *request)
{
    struct partner_own_view *view = ARENA_NEW(request->arena, struct partner_own_view);
    struct partner_own_rows rows;
    int status = partner_own(request->db, request->arena,
                             (struct partner_own_in){ request->organisation, request->person, request->viewer->today,
                                                      SCOPE_PARTNER, PARTNER_LIST_MAXIMUM },
                             &rows);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    for (size_t i = 0; i < rows.count; i++)
        add_line(request, view, &rows.items[i]);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_PARTNER_OWN),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = partner_own_view_part(view) });
}
