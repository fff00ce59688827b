/* SPDX-License-Identifier: EUPL-1.2 */
/* The children of a location, and what the pages of this folder share. */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/enrol/children.html.h"
#include "feature/enrol/enrol.sql.h"
#include "feature/enrol/own.h"
#include "feature/place/place.h"

struct address url_enrol(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/children", address_value(location));
}

struct address url_enrol_child(struct arena *arena, struct location_id location, struct child_id child)
{
    return ADDRESS(arena, "/location/{location}/child/{child}", address_value(location), address_value(child));
}

struct address url_enrol_placement(struct arena *arena, struct location_id location, struct child_id child)
{
    return ADDRESS(arena, "/location/{location}/child/{child}/placement", address_value(location),
                   address_value(child));
}

struct address url_enrol_end(struct arena *arena, struct location_id location, struct child_id child)
{
    return ADDRESS(arena, "/location/{location}/child/{child}/end", address_value(location), address_value(child));
}

struct address url_enrol_guardian(struct arena *arena, struct location_id location, struct child_id child)
{
    return ADDRESS(arena, "/location/{location}/child/{child}/guardian", address_value(location), address_value(child));
}

struct address url_enrol_mentor(struct arena *arena, struct location_id location, struct child_id child)
{
    return ADDRESS(arena, "/location/{location}/child/{child}/mentor", address_value(location), address_value(child));
}

/* --- what the pages share --- */

enum { MONDAY = 4, WEEK = 7 }; /* 1970-01-05 */

struct enrol_days_view enrol_days(struct request *request)
{
    struct enrol_days_view view = { 0 };
    for (int day = 0; day < WEEK; day++)
        *vector_add(request->arena, &view.days) =
            (struct enrol_day_view){ day + 1, page_day_text(request, (struct date){ MONDAY + day }, DAY_NAME) };
    return view;
}

struct text enrol_weekdays_text(struct request *request, int64_t weekdays)
{
    struct text said = TEXT("");
    for (int day = 0; day < WEEK; day++) {
        if ((weekdays & (INT64_C(1) << day)) == 0)
            continue;
        struct text name = page_day_text(request, (struct date){ MONDAY + day }, DAY_LETTERS);
        said = arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(said), said.length ? " " : "", TEXT_ARGS(name));
    }
    return said;
}

struct text enrol_days_text(struct request *request, struct date from, struct date until)
{
    bool open = until.days >= DATE_FOREVER.days;
    bool begun = from.days <= request->viewer->today.days;
    if (open && begun)
        return TEXT("");
    struct word_value values[] = {
        word_value("from", page_day_text(request, from, DAY_HEADING)),
        word_value("last", open ? TEXT("") : page_day_text(request, date_add(until, -1), DAY_HEADING)),
    };
    enum word sentence = open ? WORD_ROLE_DAYS_FROM : begun ? WORD_ROLE_DAYS_LAST : WORD_ROLE_DAYS_BOTH;
    return word_format(request->arena, request->words, sentence, values, 2);
}

struct text enrol_name(struct request *request, struct text given, struct text family)
{
    return text_is_empty(family) ? given
                                 : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

/* --- the list --- */

static int read_form(struct request *request, struct enrol_children_view *view)
{
    struct enrol_groups_rows rows;
    int status =
        enrol_groups(request->db, request->arena,
                     (struct enrol_groups_in){ request->organisation, request->person, request->viewer->location,
                                               request->viewer->today, SCOPE_MANAGE },
                     &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &view->groups) =
            (struct enrol_choice_view){ identity_text(request->arena, rows.items[i].care_group.value),
                                        rows.items[i].name, false };
    view->one_group = view->groups.count == 1;
    view->days = enrol_days(request);
    view->today = date_iso(request->arena, request->viewer->today);
    return status;
}

static int read_lines(struct request *request, struct enrol_children_view *view)
{
    struct location_id location = request->viewer->location;
    struct enrol_children_rows rows;
    int status = enrol_children(request->db, request->arena,
                                (struct enrol_children_in){ request->organisation, request->person, location,
                                                            request->viewer->today, SCOPE_MANAGE, ENROL_LIST_MAXIMUM },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct enrol_children_row *row = &rows.items[i];
        struct text days = enrol_weekdays_text(request, row->weekdays);
        *vector_add(request->arena, &view->lines) = (struct enrol_line_view){
            .page = url_enrol_child(request->arena, location, row->child),
            .name = enrol_name(request, row->given_name, row->family_name),
            .place = arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(row->group_name), TEXT_ARGS(days)),
            .days = enrol_days_text(request, row->from_day, row->until_day),
        };
    }
    return status;
}

struct outcome enrol_children_page(struct request *request)
{
    struct enrol_children_view *view = ARENA_NEW(request->arena, struct enrol_children_view);
    struct enrol_place_row place;
    int status = enrol_place(request->db, request->arena,
                             (struct enrol_place_in){ request->organisation, request->viewer->location }, &place);
    if (status == STATUS_OK)
        status = read_lines(request, view);
    if (status == STATUS_OK)
        status = read_form(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->name = place.name;
    view->back = url_places(request->arena);
    view->add = url_enrol(request->arena, request->viewer->location);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_ENROL_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = enrol_children_view_part(view) });
}
