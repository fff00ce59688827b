/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The presence of a month at one location, for who manages it: asked for, and taken when a second person agreed (second.h).
 */
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"
#include "feature/exchange/presence.html.h"
#include "feature/exchange/second.h"
#include "feature/exchange/second.sql.h"
#include "feature/exchange/views.h"
#include "http/request.h"
#include "i18n/day_text.h"

enum { MONTHS_SHOWN = 13 };

/* The first day of the month that lies so many months before. */
static struct date month_before(struct date day, int back)
{
    struct civil civil = date_to_civil(day);
    int months = civil.year * 12 + civil.month - 1 - back;
    struct date first = day;
    (void)!date_from_civil(months / 12, months % 12 + 1, 1, &first);
    return first;
}

/* What she asked for, and whether somebody else is there to agree. */
static int add_requests(struct request *request, struct presence_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct second_own_rows rows;
    struct second_colleagues_row colleagues;
    int status = second_own(
        request->db, request->arena,
        (struct second_own_in){ request->organisation, viewer->location, request->person, request->now_at }, &rows);
    if (status == STATUS_OK)
        status = second_colleagues(request->db, request->arena,
                                   (struct second_colleagues_in){ .organisation = request->organisation,
                                                                  .location = viewer->location,
                                                                  .person = request->person,
                                                                  .today = viewer->today,
                                                                  .need = SECOND_PEOPLE },
                                   &colleagues);
    if (status != STATUS_OK)
        return status;
    view->alone = colleagues.others == 0;
    for (size_t i = 0; i < rows.count; i++) {
        const struct second_own_row *row = &rows.items[i];
        bool approved = text_equal(row->decision, TEXT("approved"));
        struct zone_day day;
        zone_day(viewer->zone, zone_date(viewer->zone, row->expires_at), &day);
        struct word_value values[] = {
            word_value("name", row->decider),
            word_value("time", time_text(request->arena, zone_day_minutes(&day, row->expires_at))),
        };
        enum word state = approved                       ? WORD_PRESENCE_APPROVED
                          : text_is_empty(row->decision) ? WORD_PRESENCE_WAITS
                                                         : WORD_PRESENCE_DECLINED;
        *vector_add(request->arena, &view->requests) = (struct presence_asked_view){
            .month = page_day_text(request, row->month, DAY_MONTH),
            .state = word_format(request->arena, request->words, state, values, 2),
            .approved = approved,
            .take = url_presence_take(request->arena, viewer->location, row->id),
        };
    }
    return STATUS_OK;
}

struct outcome presence_page(struct request *request)
{
    struct presence_view *view = ARENA_NEW(request->arena, struct presence_view);
    struct location_id location = request->viewer->location;
    struct presence_location_row row;
    int status = presence_location(request->db, request->arena,
                                   (struct presence_location_in){ .organisation = request->organisation,
                                                                  .location = location,
                                                                  .person = request->person,
                                                                  .today = request->viewer->today,
                                                                  .need = SCOPE_MANAGE },
                                   &row);
    if (status == STATUS_OK)
        status = add_requests(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->asked = request_boolean(request, PRESENCE_ASKED);
    view->location = row.name;
    view->people = ADDRESS(request->arena, "/location/{location}/people", address_value(location));
    view->ask = url_presence(request->arena, location);
    for (int back = 0; back < MONTHS_SHOWN; back++) {
        struct date month = month_before(request->viewer->today, back);
        *vector_add(request->arena, &view->months) =
            (struct presence_month_view){ date_iso(request->arena, month), page_day_text(request, month, DAY_MONTH) };
    }
    struct word_value values[] = { word_value("location", row.name) };
    return page_show(
        request, &(struct page){ .title = word_format(request->arena, request->words, WORD_PRESENCE_TITLE, values, 1),
                                 .kind = "start",
                                 .side = PAGE_CENTRE,
                                 .content = presence_view_part(view) });
}

/* --- asking and taking --- */

static int fill(struct request *request, const struct second_request *taking, struct buffer *buffer)
{
    int status = STATUS_OK;
    struct date end = month_before(taking->month, -1);
    buffer_put(buffer, text_from(presence_header));
    for (struct date day = taking->month; status == STATUS_OK && date_compare(day, end) < 0; day = date_add(day, 1))
        status =
            presence_put_day(request->db, request->organisation, taking->location, request->viewer->zone, day, buffer);
    return status;
}

static struct outcome taken(struct request *request, void *argument, int status, const struct error *error)
{
    const struct second_request *taking = argument;
    struct buffer buffer;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    buffer_init(&buffer, PRESENCE_BYTES_MAXIMUM);
    status = fill(request, taking, &buffer);
    struct text content = text_copy(request->arena, buffer_text(&buffer));
    buffer_release(&buffer);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct text month = text_slice(date_iso(request->arena, taking->month), 0, 7);
    request_set_header(request, "Content-Disposition",
                       arena_printf(request->arena, "attachment; filename=\"presence-%.*s.csv\"", TEXT_ARGS(month)));
    return outcome_fresh(respond_bytes(request, 200, "text/csv; charset=utf-8", content), FRESHNESS_NEVER);
}

static struct outcome asked(struct request *request, void *argument, int status, const struct error *error)
{
    const struct second_request *ask = argument;
    if (status != STATUS_OK || ask->id == 0)
        return taken(request, argument, status, error);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?asked=1",
                                                  TEXT_ARGS(url_presence(request->arena, ask->location).text)));
}

struct outcome presence_ask_post(struct request *request)
{
    struct second_request *ask = ARENA_NEW(request->arena, struct second_request);
    *ask = (struct second_request){ .who = viewer_who(request->viewer),
                                    .location = request->viewer->location,
                                    .month = month_before(request_date(request, PRESENCE_ASK_MONTH), 0) };
    return respond_change(request, second_ask, ask, asked);
}

struct outcome presence_take_post(struct request *request)
{
    struct second_request *take = ARENA_NEW(request->arena, struct second_request);
    *take = (struct second_request){ .who = viewer_who(request->viewer),
                                     .location = request->viewer->location,
                                     .id = request_id(request, SECOND_ID) };
    return respond_change(request, second_take_one, take, taken);
}
