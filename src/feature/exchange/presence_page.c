/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The presence of a month at one location, for who manages it. Taking it is written down before the first byte.
 */
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"
#include "feature/exchange/presence.html.h"
#include "feature/exchange/views.h"
#include "http/request.h"

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
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->location = row.name;
    view->people = ADDRESS(request->arena, "/location/{location}/people", address_value(location));
    view->take = url_presence(request->arena, location);
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

/* --- taking it --- */

struct taking {
    struct access_who who;
    struct location_id location;
    struct date month; /* its first day */
};

static int write_down(struct change *change, void *argument)
{
    struct taking *taking = argument;
    int64_t scope = 0;
    int status = access_location(change->db, taking->who, taking->location, &scope);
    if (status == STATUS_OK && (scope & SCOPE_MANAGE) == 0)
        status = STATUS_NOT_FOUND;
    return status == STATUS_OK ? presence_audit(change, &taking->location) : status;
}

static int fill(struct request *request, const struct taking *taking, struct buffer *buffer)
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
    const struct taking *taking = argument;
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

struct outcome presence_take_post(struct request *request)
{
    struct taking *taking = ARENA_NEW(request->arena, struct taking);
    *taking = (struct taking){ .who = viewer_who(request->viewer),
                               .location = request->viewer->location,
                               .month = month_before(request_date(request, PRESENCE_TAKE_MONTH), 0) };
    return respond_change(request, write_down, taking, taken);
}
