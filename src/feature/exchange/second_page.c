/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page on which a second person says yes or no to a list about more than one family (second.h).
 */
#include "access/page.h"
#include "access/viewer.h"
#include "feature/exchange/presence_request.html.h"
#include "feature/exchange/second.h"
#include "feature/exchange/second.sql.h"
#include "feature/exchange/views.h"
#include "http/request.h"

struct outcome second_page(struct request *request)
{
    struct presence_request_view *view = ARENA_NEW(request->arena, struct presence_request_view);
    struct location_id location = request->viewer->location;
    struct second_one_row row;
    int64_t id = request_id(request, SECOND_ID);
    int status = second_one(request->db, request->arena,
                            (struct second_one_in){ .organisation = request->organisation,
                                                    .location = location,
                                                    .id = id,
                                                    .person = request->person,
                                                    .today = request->viewer->today,
                                                    .need = SECOND_PEOPLE },
                            &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", row.given_name), word_value("location", row.location_name),
                                   word_value("month", page_day_text(request, row.month, DAY_MONTH)) };
    view->what = word_format(request->arena, request->words, WORD_PRESENCE_REQUEST, values, 3);
    view->own = row.asker.value == request->person.value;
    view->over = !text_is_empty(row.decision) || row.expires_at <= request->now_at;
    view->tasks = ADDRESS(request->arena, "/tasks");
    view->decide = url_presence_request(request->arena, location, id);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_PRESENCE_SECOND),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = presence_request_view_part(view) });
}

static struct outcome decided(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, TEXT("/tasks")) : respond_failure(request, status, error);
}

struct outcome second_decide_post(struct request *request)
{
    struct second_request *decide = ARENA_NEW(request->arena, struct second_request);
    *decide = (struct second_request){ .who = viewer_who(request->viewer),
                                       .location = request->viewer->location,
                                       .id = request_id(request, SECOND_ID),
                                       .approve = request_integer(request, SECOND_VERDICT) == 1 };
    return respond_change(request, second_decide_one, decide, decided);
}
