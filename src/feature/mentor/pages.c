/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The mentor's list, and what of it stands on the start page.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/handover.h"
#include "feature/intake/intake.h"
#include "feature/mentor/mentor.h"
#include "feature/mentor/mentor.sql.h"
#include "feature/mentor/mentor_start.html.h"
#include "feature/mentor/mentor_talks.html.h"
#include "feature/mentor/views.h"
#include "http/outcome.h"
#include "http/request.h"

enum { DAYS_OF_WEEK = 7 };

struct address url_mentor_talks(struct arena *arena)
{
    return ADDRESS(arena, "/talks");
}

/* After how many weeks without a talk the family is on the list: the fewest that one of its guardians likes. */
static int weeks_of(struct request *request, struct child_id child, int64_t *ret_weeks)
{
    struct date today = request->viewer->today;
    struct mentor_guardians_rows rows;
    int64_t fewest = INTAKE_WEEKS_MAXIMUM;
    int status = mentor_guardians(
        request->db, request->arena,
        (struct mentor_guardians_in){ .organisation = request->organisation, .child = child, .today = today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        int64_t weeks = fewest;
        status = contact_rhythm_weeks(request->db, request->arena, request->organisation, child, rows.items[i].person,
                                      today, &weeks);
        if (weeks < fewest)
            fewest = weeks;
    }
    if (status == STATUS_OK)
        *ret_weeks = fewest;
    return status;
}

/* Nobody talked with them for as long as the setting says, counted from when the child first came. */
static int is_due(struct request *request, const struct mentor_families_row *row, bool *ret_due)
{
    struct date last = date_compare(row->spoke, row->since) > 0 ? row->spoke : row->since;
    int32_t days = request->viewer->today.days - last.days;
    int64_t weeks = 0;
    *ret_due = false;
    if (days < DAYS_OF_WEEK) /* the shortest setting */
        return STATUS_OK;
    int status = weeks_of(request, row->child, &weeks);
    *ret_due = status == STATUS_OK && days >= weeks * DAYS_OF_WEEK;
    return status;
}

static struct text on_day(struct request *request, enum word id, struct date day)
{
    struct word_value values[] = { word_value("day", page_day_text(request, day, DAY_SHORT)) };
    return word_format(request->arena, request->words, id, values, 1);
}

static struct mentor_family_view family_of(struct request *request, const struct mentor_families_row *row)
{
    bool spoke = !date_is_none(row->spoke);
    bool wrote = !date_is_none(row->wrote) && date_compare(row->wrote, row->spoke) > 0;
    return (struct mentor_family_view){
        .child = row->child,
        .day = url_handover_day(request->arena, row->child, request->viewer->today),
        .name = row->given_name,
        .initial = handover_initial(row->given_name),
        .tint = handover_tint(row->child),
        .spoke = spoke ? on_day(request, WORD_MENTOR_SPOKE, row->spoke) : word(request->words, WORD_MENTOR_NEVER),
        .wrote = wrote ? on_day(request, WORD_MENTOR_WROTE, row->wrote) : TEXT(""),
    };
}

static int read_talks(struct request *request, struct mentor_talks_view *view)
{
    struct mentor_families_rows rows;
    struct date today = request->viewer->today;
    int status = mentor_families(request->db, request->arena,
                                 (struct mentor_families_in){ .organisation = request->organisation,
                                                              .person = request->person,
                                                              .today = today,
                                                              .weekday_bit = weekday_bit(today),
                                                              .need = SCOPE_READ_MENTOR,
                                                              .home = SIDE_HOME },
                                 &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        bool due;
        status = is_due(request, &rows.items[i], &due);
        if (status == STATUS_OK && due)
            *vector_add(request->arena, rows.items[i].comes ? &view->today : &view->later) =
                family_of(request, &rows.items[i]);
    }
    return status;
}

int mentor_talks_part(struct request *request, struct html_part *ret_part)
{
    struct mentor_talks_view talks = { .today = { .count = 0 } };
    int status = read_talks(request, &talks);
    *ret_part = (struct html_part){ 0 };
    if (status != STATUS_OK || talks.today.count + talks.later.count == 0)
        return status;
    struct mentor_start_view *view = ARENA_NEW(request->arena, struct mentor_start_view);
    *view = (struct mentor_start_view){ .page = url_mentor_talks(request->arena),
                                        .today = talks.today,
                                        .has_later = talks.later.count > 0 };
    *ret_part = mentor_start_view_part(view);
    return STATUS_OK;
}

static struct outcome talks_page(struct request *request)
{
    struct mentor_talks_view *view = ARENA_NEW(request->arena, struct mentor_talks_view);
    int status = read_talks(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_MENTOR_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = mentor_talks_view_part(view) });
}

static const struct route mentor_route_table[] = {
    ROUTE(GET, "/talks", RULE_SIGNED_IN, talks_page, .title = WORD_MENTOR_TITLE,
          .help = "Families with whom their mentor could talk again"),
};

const struct routes mentor_routes = ROUTES(mentor_route_table);
