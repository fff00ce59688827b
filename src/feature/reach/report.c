/* SPDX-License-Identifier: EUPL-1.2 */
/* Figures about the guardians and the staff of a location. They stay on this page: nothing exports them. */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/figure/figure.h"
#include "feature/reach/own.h"
#include "feature/reach/reach.sql.h"
#include "feature/reach/report.html.h"
#include "feature/reach/views.h"
#include "feature/role/role.h"

static void add_line(struct request *request, struct reach_report_view *view, enum word title,
                     const struct reach_count *count)
{
    *vector_add(request->arena, &view->lines) =
        (struct reach_line_view){ title, count->people, count->invited, count->arrived };
}

static void add_to(struct reach_count *count, const struct reach_guardians_row *row)
{
    count->people++;
    count->invited += row->invited || row->arrived; /* who came in was asked, by whatever way */
    count->arrived += row->arrived;
}

static int read_guardians(struct request *request, struct reach_report_view *view)
{
    struct reach_count all = { 0 };
    struct reach_count roles[REACH_ROLE__MAX] = { 0 };
    struct reach_guardians_rows rows;
    int status =
        reach_guardians(request->db, request->arena,
                        (struct reach_guardians_in){ request->organisation, request->person, request->viewer->location,
                                                     request->viewer->today, SCOPE_READ_MANAGER },
                        &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++) {
        add_to(&all, &rows.items[i]);
        add_to(&roles[reach_role_find(rows.items[i].role)], &rows.items[i]);
    }
    view->shows = reach_may_show(&all);
    view->splits = view->shows && reach_may_split(roles);
    if (view->shows)
        add_line(request, view, WORD_REACH_ALL, &all);
    for (enum reach_role role = 0; view->splits && role < REACH_ROLE__MAX; role++)
        if (roles[role].people > 0)
            add_line(request, view, reach_roles[role].word, &roles[role]);
    return STATUS_OK;
}

static int read_staff(struct request *request, struct reach_report_view *view)
{
    struct reach_staff_rows rows;
    int status = consultation_recorded(request->db, request->organisation, &view->consulted);
    if (status == STATUS_OK)
        status = reach_staff(request->db, request->arena,
                             (struct reach_staff_in){ request->organisation, request->person, request->viewer->location,
                                                      request->viewer->today, SCOPE_READ_MANAGER },
                             &rows);
    if (status != STATUS_OK)
        return status;
    view->staff = (int64_t)rows.count;
    for (size_t i = 0; i < rows.count; i++)
        view->staff_arrived += rows.items[i].arrived;
    view->staff_shows = figure_may_show(&(struct figure_cell){ .about = FIGURE_STAFF,
                                                               .counted = view->staff_arrived,
                                                               .whole = view->staff,
                                                               .staff_consulted = view->consulted });
    return STATUS_OK;
}

struct outcome reach_report_page(struct request *request)
{
    struct reach_report_view *view = ARENA_NEW(request->arena, struct reach_report_view);
    struct location_id location = request->viewer->location;
    struct reach_location_row place;
    int status = reach_location(request->db, request->arena,
                                (struct reach_location_in){ request->organisation, location }, &place);
    if (status == STATUS_OK)
        status = read_guardians(request, view);
    if (status == STATUS_OK)
        status = read_staff(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->name = place.name;
    view->back = url_role_people(request->arena, location);
    view->consultation = url_consultation(request->arena);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_REACH_PAGE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = reach_report_view_part(view) });
}
