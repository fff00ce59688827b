/* SPDX-License-Identifier: EUPL-1.2 */
/* What childminders share with a bureau, for who works there: nothing but that. */
#include "access/access.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/seen.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/childminder/bureau.html.h"
#include "feature/childminder/childminder.sql.h"
#include "feature/childminder/own.h"
#include "feature/childminder/views.h"
#include "feature/handover/handover.h"

enum { MONDAY = 4, WEEK = 7 }; /* 1970-01-05 */

static struct text name_of(struct request *request, struct text given, struct text family)
{
    return text_is_empty(family) ? given
                                 : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

static struct text days_text(struct request *request, int64_t weekdays)
{
    struct text said = TEXT("");
    for (int day = 0; day < WEEK; day++)
        if ((weekdays & (INT64_C(1) << day)) != 0)
            said = arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(said), said.length ? " · " : "",
                                TEXT_ARGS(page_day_text(request, (struct date){ MONDAY + day }, DAY_NAME)));
    return said;
}

static struct text clock_text(struct request *request, struct date day, int64_t at)
{
    struct zone_day zone;
    if (at == INSTANT_NONE)
        return TEXT("…");
    zone_day(request->viewer->zone, day, &zone);
    return handover_time(request, &zone, at);
}

static int read_hours(struct request *request, struct child_id child, struct bureau_child_view *view)
{
    struct bureau_hours_rows rows;
    struct date from = date_add(request->viewer->today, -BUREAU_HOURS_DAYS);
    int status = bureau_hours(request->db, request->arena,
                              (struct bureau_hours_in){ request->organisation, child, from }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct bureau_hours_row *row = &rows.items[i];
        if (row->in_at == INSTANT_NONE)
            continue;
        *vector_add(request->arena, &view->hours) = (struct bureau_line_view){ arena_printf(
            request->arena, "%.*s · %.*s–%.*s", TEXT_ARGS(page_day_text(request, row->day, DAY_SHORT)),
            TEXT_ARGS(clock_text(request, row->day, row->in_at)),
            TEXT_ARGS(clock_text(request, row->day, row->out_at))) };
    }
    return status;
}

static int read_contacts(struct request *request, struct child_id child, struct bureau_child_view *view)
{
    struct bureau_guardians_rows rows;
    int status =
        bureau_guardians(request->db, request->arena,
                         (struct bureau_guardians_in){ request->organisation, child, request->viewer->today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &view->contacts) = (struct bureau_line_view){ arena_printf(
            request->arena, "%.*s · %.*s",
            TEXT_ARGS(name_of(request, rows.items[i].given_name, rows.items[i].family_name)),
            TEXT_ARGS(rows.items[i].phone)) };
    return status;
}

static int add_child(struct request *request, struct bureau_place_view *place, const struct bureau_children_row *row)
{
    int64_t shares;
    int status =
        share_read(request->db, request->arena, request->organisation, row->child, request->viewer->today, &shares);
    if (status != STATUS_OK || (shares & SHARE_DAYS) == 0)
        return status;
    struct bureau_child_view *view = vector_add(request->arena, &place->children);
    *view = (struct bureau_child_view){ .name = name_of(request, row->given_name, row->family_name),
                                        .days = days_text(request, row->weekdays),
                                        .allergies = (shares & SHARE_ALLERGIES) != 0 ? row->allergies : TEXT("") };
    if ((shares & SHARE_HOURS) != 0)
        status = read_hours(request, row->child, view);
    if (status == STATUS_OK && (shares & SHARE_CONTACT) != 0)
        status = read_contacts(request, row->child, view);
    /* No child is named in the route: that somebody looked is said here (T8). */
    seen_page(access_seen(request_access(request)), request->organisation, request->person, row->child,
              SCOPE_READ_SHARED, request->route->path, request->now_at);
    return status;
}

struct outcome bureau_page(struct request *request)
{
    struct bureau_view *view = ARENA_NEW(request->arena, struct bureau_view);
    struct bureau_children_rows rows;
    struct location_id location = { 0 };
    int status =
        bureau_children(request->db, request->arena,
                        (struct bureau_children_in){ request->organisation, request->person, request->viewer->today,
                                                     SCOPE_READ_SHARED, BUREAU_CHILDREN_MAXIMUM },
                        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        if (rows.items[i].location.value != location.value)
            *vector_add(request->arena, &view->places) =
                (struct bureau_place_view){ .name = rows.items[i].location_name };
        location = rows.items[i].location;
        status = add_child(request, &view->places.items[view->places.count - 1], &rows.items[i]);
    }
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_BUREAU_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = bureau_view_part(view) });
}
