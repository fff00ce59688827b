/* SPDX-License-Identifier: EUPL-1.2 */
/* Writing down how staff were consulted, and the page on which that stands. */
#include "feature/figure/figure.h"

#include "access/audit.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/figure/consultation.html.h"
#include "feature/figure/consultation.sql.h"
#include "feature/figure/views.h"
#include "feature/place/place.h"
#include "http/request.h"

struct address url_consultation(struct arena *arena)
{
    return ADDRESS(arena, "/staff-figures");
}

struct address url_consultation_end(struct arena *arena)
{
    return ADDRESS(arena, "/staff-figures/end");
}

int consultation_recorded(struct db *db, struct organisation_id organisation, bool *ret_recorded)
{
    struct arena *arena = arena_new();
    struct consultation_now_row row;
    int status = consultation_now(db, arena, (struct consultation_now_in){ organisation }, &row);
    arena_free(arena);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_recorded = status == STATUS_OK;
    return STATUS_OK;
}

/* --- writing --- */

static int may_write(struct change *change, const struct consultation_write *write)
{
    bool all;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_manages_all(change->db, who, &all);
    return status == STATUS_OK && !all ? STATUS_NOT_FOUND : status;
}

static int end_present(struct change *change)
{
    return consultation_end(change->db,
                            (struct consultation_end_in){ change->organisation, change->now_at, change->actor }, NULL);
}

int consultation_write(struct change *change, void *argument)
{
    const struct consultation_write *write = argument;
    int64_t id = identity_mint(change->identities);
    int status = may_write(change, write);
    if (status == STATUS_OK)
        status = end_present(change);
    if (status == STATUS_OK)
        status = consultation_insert(change->db,
                                     (struct consultation_insert_in){ .organisation = change->organisation,
                                                                      .id = id,
                                                                      .held_day = write->held,
                                                                      .with_whom = write->with_whom,
                                                                      .agreed = write->agreed,
                                                                      .language = write->language,
                                                                      .written_by = change->actor,
                                                                      .created_at = change->now_at },
                                     NULL);
    return status == STATUS_OK ? audit_add(change, "figure.consulted", "staff_consultation", id) : status;
}

int consultation_stop(struct change *change, void *argument)
{
    int status = may_write(change, argument);
    if (status == STATUS_OK)
        status = end_present(change);
    return status == STATUS_OK
               ? audit_add(change, "figure.consultation_end", "organisation", change->organisation.value)
               : status;
}

/* --- the page --- */

static struct outcome consultation_page(struct request *request)
{
    struct consultation_view *view = ARENA_NEW(request->arena, struct consultation_view);
    struct consultation_list_rows rows = { 0 };
    int status = access_manages_all(request->db, viewer_who(request->viewer), &view->can_write);
    if (status == STATUS_OK)
        status = consultation_recorded(request->db, request->organisation, &view->on);
    if (status == STATUS_OK)
        status =
            consultation_list(request->db, request->arena,
                              (struct consultation_list_in){ request->organisation, CONSULTATION_LIST_MAXIMUM }, &rows);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    for (size_t i = 0; i < rows.count; i++)
        *vector_add(request->arena, &view->lines) = (struct consultation_line_view){
            .day = page_day_text(request, rows.items[i].held_day, DAY_FULL),
            .with_whom = rows.items[i].with_whom,
            .agreed = rows.items[i].agreed,
            .language = rows.items[i].language,
            .ended = rows.items[i].ended_at != INSTANT_NONE,
        };
    view->today = date_iso(request->arena, request->viewer->today);
    view->save = url_consultation(request->arena);
    view->end = url_consultation_end(request->arena);
    view->back = url_begin(request->arena);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_FIGURE_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = consultation_view_part(view) });
}

enum write_field { WRITE_HELD, WRITE_WITH, WRITE_AGREED, WRITE_FIELD__MAX };
static const struct field write_fields[] = {
    [WRITE_HELD] = { .name = "held", .type = FIELD_DATE, .required = true, .label = WORD_FIGURE_WHEN },
    [WRITE_WITH] = { .name = "with_whom",
                     .type = FIELD_LINE,
                     .required = true,
                     .maximum = CONSULTATION_WITH_MAXIMUM,
                     .label = WORD_FIGURE_WITH_WHOM },
    [WRITE_AGREED] = { .name = "agreed",
                       .type = FIELD_TEXT,
                       .required = true,
                       .maximum = CONSULTATION_AGREED_MAXIMUM,
                       .label = WORD_FIGURE_AGREED },
};

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? respond_redirect(request, url_consultation(request->arena).text)
                               : respond_failure(request, status, error);
}

static struct outcome write_post(struct request *request)
{
    struct consultation_write *write = ARENA_NEW(request->arena, struct consultation_write);
    *write = (struct consultation_write){
        .held = request_date(request, WRITE_HELD),
        .with_whom = request_text(request, WRITE_WITH),
        .agreed = request_text(request, WRITE_AGREED),
        .language = text_from(language_about(request->viewer->choice.language)->code),
        .today = request->viewer->today,
    };
    if (date_compare(write->held, write->today) > 0) {
        request_fault_set(request, WRITE_HELD, FIELD_TOO_LARGE);
        return respond_invalid(request);
    }
    return respond_change(request, consultation_write, write, written);
}

static struct outcome end_post(struct request *request)
{
    struct consultation_write *write = ARENA_NEW(request->arena, struct consultation_write);
    write->today = request->viewer->today;
    return respond_change(request, consultation_stop, write, written);
}

static const struct route figure_route_table[] = {
    ROUTE(GET, "/staff-figures", RULE_MANAGER, consultation_page, .title = WORD_FIGURE_TITLE,
          .help = "How staff were consulted about figures on their work"),
    ROUTE(POST, "/staff-figures", RULE_MANAGER, write_post, .fields = FIELDS(write_fields),
          .keep_when_signed_out = true, .help = "Write down how staff were consulted"),
    ROUTE(POST, "/staff-figures/end", RULE_MANAGER, end_post, .help = "Turn figures on staff off"),
};

const struct routes figure_routes = ROUTES(figure_route_table);
