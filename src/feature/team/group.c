/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is on a group today, for who works there; and which children have no mentor yet.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/enrol/enrol.h"
#include "feature/handover/handover.h"
#include "feature/role/role.h"
#include "feature/team/own.h"
#include "feature/team/team_group.html.h"

static int read_lines(struct request *request, struct team_group_view *view)
{
    struct team_of_group_rows rows;
    int status = team_of_group(request->db, request->arena,
                               (struct team_of_group_in){ request->organisation, request->viewer->group,
                                                          request->person, request->viewer->today },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct team_of_group_row *row = &rows.items[i];
        bool own = row->person.value == request->person.value;
        *vector_add(request->arena, &view->lines) = (struct team_line_view){
            .id = identity_text(request->arena, row->person.value),
            .name = text_is_empty(row->family_name)
                        ? row->given_name
                        : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(row->given_name),
                                       TEXT_ARGS(row->family_name)),
            .role = team_role(request, row->role),
            .weekdays = team_weekdays(request, row->weekdays),
            .away = row->away,
            .own = own,
        };
        view->works = view->works || own;
    }
    return status;
}

static int read_without_mentor(struct request *request, struct location_id location, struct team_group_view *view)
{
    struct team_without_mentor_rows rows;
    int status = team_without_mentor(request->db, request->arena,
                                     (struct team_without_mentor_in){ request->organisation, request->viewer->group,
                                                                      request->person, request->viewer->today },
                                     &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &view->without_mentor) = (struct team_child_line_view){
            .name = rows.items[i].given_name,
            .page = url_enrol_child(request->arena, location, rows.items[i].child),
            .can_choose = view->manages,
        };
    return status;
}

struct outcome team_group_page(struct request *request)
{
    const struct viewer *viewer = request->viewer;
    struct team_group_view *view = ARENA_NEW(request->arena, struct team_group_view);
    struct team_group_name_row group;
    int status = team_group_name(
        request->db, request->arena,
        (struct team_group_name_in){ request->organisation, viewer->group, request->person, viewer->today }, &group);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->name = group.name;
    view->manages = (viewer->scope & SCOPE_MANAGE) != 0;
    view->writes = (viewer->scope & (SCOPE_WRITE_CENTRE | SCOPE_MANAGE)) != 0;
    view->board = url_handover_board(request->arena, viewer->group);
    view->write = url_team_group(request->arena, viewer->group);
    view->own_card = url_team_card(request->arena);
    view->attendance = ADDRESS(request->arena, "/group/{group}/attendance", address_value(viewer->group));
    view->people = url_role_people(request->arena, group.location);
    status = read_lines(request, view);
    if (status == STATUS_OK)
        status = read_without_mentor(request, group.location, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->works = view->works && viewer->tablet.value == 0; /* a card is one's own, not the tablet's */
    struct word_value values[] = { word_value("group", view->name) };
    return page_show(request,
                     &(struct page){ .title = word_format(request->arena, request->words, WORD_TEAM_TODAY, values, 1),
                                     .kind = "start",
                                     .side = PAGE_CENTRE,
                                     .way = view->board,
                                     .way_name = view->name,
                                     .way_icon = "group",
                                     .content = team_group_view_part(view) });
}

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct team_away_write *write = argument;
    return status == STATUS_OK ? respond_redirect(request, url_team_group(request->arena, write->group).text)
                               : respond_failure(request, status, error);
}

struct outcome team_away_post(struct request *request)
{
    struct team_away_write *write = ARENA_NEW(request->arena, struct team_away_write);
    *write = (struct team_away_write){ .group = request->viewer->group,
                                       .person = { request_id(request, AWAY_PERSON) },
                                       .away = request_boolean(request, AWAY_AWAY),
                                       .today = request->viewer->today };
    return respond_change(request, team_away_write, write, written);
}
