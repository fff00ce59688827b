/* SPDX-License-Identifier: EUPL-1.2 */
/* The page of one child: its guardians, where it comes on which days, and its mentor. */
#include "access/access.h"
#include "access/page.h"
#include "access/people.h"
#include "access/rule.h"
#include "access/seen.h"
#include "access/viewer.h"
#include "feature/enrol/child.html.h"
#include "feature/enrol/enrol.sql.h"
#include "feature/enrol/own.h"
#include "feature/family/family.h"
#include "feature/invitation/invitation.h"
#include "feature/partner/partner.h"
#include "i18n/language.h"

const char *const enrol_done_names[] = { "child", "placement", "ended", "guardian", "known", "mentor", NULL };

/* One page while it is read. */
struct reading {
    struct request *request;
    struct enrol_child_view *view;
    struct location_id location;
    struct child_id child;
    struct group_id group; /* where it comes first */
};

static void add_choice(struct reading *reading, struct enrol_choice_view *choice, int64_t id, struct text name,
                       bool chosen)
{
    *choice = (struct enrol_choice_view){ identity_text(reading->request->arena, id), name, chosen };
}

static int read_placements(struct reading *reading)
{
    struct request *request = reading->request;
    struct date today = request->viewer->today;
    struct enrol_placements_rows rows;
    int status = enrol_placements(
        request->db, request->arena,
        (struct enrol_placements_in){ request->organisation, reading->location, reading->child, today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct enrol_placements_row *row = &rows.items[i];
        bool open = row->until_day.days >= DATE_FOREVER.days;
        struct date earliest = row->from_day.days > today.days ? row->from_day : today;
        *vector_add(request->arena, &reading->view->placements) = (struct enrol_placement_view){
            .placement = row->placement,
            .group = row->group_name,
            .weekdays = enrol_weekdays_text(request, row->weekdays),
            .days = enrol_days_text(request, row->from_day, row->until_day),
            .last = date_iso(request->arena, open ? earliest : date_add(row->until_day, -1)),
        };
        if (i == 0)
            reading->group = row->care_group;
        reading->view->minded = reading->view->minded || text_equal(row->care_form, TEXT(CARE_FORM_CHILDMINDER));
        reading->view->here = reading->view->here || row->from_day.days <= today.days;
    }
    return status;
}

static int read_groups(struct reading *reading)
{
    struct request *request = reading->request;
    struct enrol_groups_rows rows;
    int status = enrol_groups(request->db, request->arena,
                              (struct enrol_groups_in){ request->organisation, request->person, reading->location,
                                                        request->viewer->today, SCOPE_MANAGE },
                              &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        add_choice(reading, vector_add(request->arena, &reading->view->groups), rows.items[i].care_group.value,
                   rows.items[i].name, rows.items[i].care_group.value == reading->group.value);
    return status;
}

static int read_guardians(struct reading *reading)
{
    struct request *request = reading->request;
    struct enrol_guardians_rows rows;
    int status = enrol_guardians(
        request->db, request->arena,
        (struct enrol_guardians_in){ request->organisation, reading->child, request->viewer->today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &reading->view->guardians) =
            (struct enrol_guardian_view){ enrol_name(request, rows.items[i].given_name, rows.items[i].family_name),
                                          rows.items[i].called };
    return status;
}

static int read_mentor(struct reading *reading)
{
    struct request *request = reading->request;
    struct date today = request->viewer->today;
    struct enrol_mentor_now_row mentor = { .given_name = TEXT("") };
    struct enrol_colleagues_rows rows = { 0 };
    int status =
        enrol_mentor_now(request->db, request->arena,
                         (struct enrol_mentor_now_in){ request->organisation, reading->child, today }, &mentor);
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        status = enrol_colleagues(
            request->db, request->arena,
            (struct enrol_colleagues_in){ request->organisation, reading->location, reading->child, today }, &rows);
    reading->view->mentor_name = mentor.given_name;
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        add_choice(reading, vector_add(request->arena, &reading->view->colleagues), rows.items[i].person.value,
                   enrol_name(request, rows.items[i].given_name, rows.items[i].family_name),
                   rows.items[i].person.value == mentor.person.value);
    return status;
}

static void add_languages(struct reading *reading)
{
    for (enum language language = 0; language < LANGUAGE__MAX; language++)
        if (language_about(language)->offered)
            *vector_add(reading->request->arena, &reading->view->languages) =
                (struct enrol_choice_view){ text_from(language_about(language)->code),
                                            text_from(language_about(language)->own_name), false };
}

static void add_addresses(struct reading *reading)
{
    struct arena *arena = reading->request->arena;
    struct enrol_child_view *view = reading->view;
    view->back = url_enrol(arena, reading->location);
    view->family = url_family(arena, reading->child);
    view->invite = url_invitations(arena);
    view->partners = url_partners(arena, reading->child);
    view->add = url_enrol_placement(arena, reading->location, reading->child);
    view->end = url_enrol_end(arena, reading->location, reading->child);
    view->guardian = url_enrol_guardian(arena, reading->location, reading->child);
    view->mentor = url_enrol_mentor(arena, reading->location, reading->child);
}

struct outcome enrol_child_page(struct request *request)
{
    static const enum word done[] = { WORD_ENROL_CHILD_ADDED, WORD_ENROL_SAVED,          WORD_ENROL_ENDED,
                                      WORD_ENROL_SAVED,       WORD_ENROL_GUARDIAN_KNOWN, WORD_ENROL_SAVED };
    struct enrol_child_view *view = ARENA_NEW(request->arena, struct enrol_child_view);
    struct reading reading = { .request = request,
                               .view = view,
                               .location = request->viewer->location,
                               .child = { request_id(request, ENROL_PAGE_CHILD) } };
    struct enrol_child_row child;
    int status = enrol_child(request->db, request->arena,
                             (struct enrol_child_in){ request->organisation, request->person, reading.location,
                                                      reading.child, request->viewer->today, SCOPE_MANAGE },
                             &child);
    if (status == STATUS_OK)
        status = read_placements(&reading);
    if (status == STATUS_OK)
        status = read_groups(&reading);
    if (status == STATUS_OK)
        status = read_guardians(&reading);
    if (status == STATUS_OK)
        status = read_mentor(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    /* The rule of the route is about the location: that somebody looked at the child is said here (T8). */
    seen_page(access_seen(request_access(request)), request->organisation, request->person, reading.child,
              SCOPE_OF_MANAGER, request->route->path, request->now_at);
    add_addresses(&reading);
    add_languages(&reading);
    view->name = enrol_name(request, child.given_name, child.family_name);
    view->born = page_day_text(request, child.born, DAY_FULL);
    view->today = date_iso(request->arena, request->viewer->today);
    view->days = enrol_days(request);
    if (request_given(request, ENROL_PAGE_DONE))
        view->done = word(request->words, done[request_integer(request, ENROL_PAGE_DONE)]);
    return page_show(request, &(struct page){ .title = view->name,
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = enrol_child_view_part(view) });
}
