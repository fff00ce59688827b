/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages about roster files: which came, and what one changed or would change. Each manager reads about the locations that
 * she manages; what is about no location, and deciding, is for who manages all.
 */
#include "access/access.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"
#include "feature/exchange/reason.h"
#include "feature/exchange/roster.html.h"
#include "feature/exchange/rosters.html.h"
#include "feature/exchange/views.h"
#include "http/request.h"

enum { FILES_SHOWN = 60, FINDINGS_SHOWN = 3000, LINES_OF_REASON = 100, LINES_OPEN = 10 };

/* A state as it is told. */
static const struct state_about {
    const char *state;
    enum word word;
    const char *icon;
} states[] = {
    { "applying", WORD_ROSTER_STATE_APPLYING, "clock" }, { "done", WORD_ROSTER_STATE_DONE, "check" },
    { "held", WORD_ROSTER_STATE_HELD, "alert" },         { "unreadable", WORD_ROSTER_STATE_UNREADABLE, "alert" },
    { "accepted", WORD_ROSTER_STATE_ACCEPTED, "clock" }, { "thrown", WORD_ROSTER_STATE_THROWN, "close" },
    { "replaced", WORD_ROSTER_STATE_REPLACED, "retry" }, { "gone", WORD_ROSTER_STATE_GONE, "alert" },
};

static const struct state_about *state_find(struct text state)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(text_from(states[i].state), state))
            return &states[i];
    return &states[0];
}

/* "maandag 23 november · 6:05": no comma, which Arabic writes otherwise */
static struct text when(struct request *request, int64_t at)
{
    struct zone_day zone;
    struct date day = zone_date(request->viewer->zone, at);
    zone_day(request->viewer->zone, day, &zone);
    return arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(page_day_text(request, day, DAY_HEADING)),
                        TEXT_ARGS(time_text(request->arena, zone_day_minutes(&zone, at))));
}

static int read_reach(struct request *request, struct exchange_reach_row *ret_reach)
{
    return exchange_reach(request->db, request->arena,
                          (struct exchange_reach_in){ .organisation = request->organisation,
                                                      .person = request->person,
                                                      .today = request->viewer->today,
                                                      .need = SCOPE_MANAGE },
                          ret_reach);
}

/* --- the list --- */

static bool has_folder(struct request *request)
{
    const char *folder = access_installation(request_access(request))->exchange_folder;
    return folder && folder[0] != '\0';
}

struct outcome exchange_list_page(struct request *request)
{
    struct roster_list_view *view = ARENA_NEW(request->arena, struct roster_list_view);
    struct exchange_list_rows rows;
    int status = exchange_list(request->db, request->arena,
                               (struct exchange_list_in){ .organisation = request->organisation,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .need = SCOPE_MANAGE,
                                                          .most = FILES_SHOWN },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct state_about *state = state_find(rows.items[i].state);
        *vector_add(request->arena, &view->items) =
            (struct roster_item_view){ .page = url_exchange_file(request->arena, rows.items[i].id),
                                       .name = rows.items[i].name,
                                       .when = when(request, rows.items[i].came_at),
                                       .state = state->word,
                                       .icon = state->icon };
    }
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->done = request_boolean(request, LIST_DONE);
    view->off = !has_folder(request);
    view->places = ADDRESS(request->arena, "/places");
    return page_show(request, &(struct page){ .title = word(request->words, WORD_ROSTER_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = roster_list_view_part(view) });
}

/* --- one file --- */

static void add_count(struct request *request, struct roster_file_view *view, enum word sentence, int64_t count)
{
    struct word_value values[] = { word_value("n", count) };
    if (count > 0)
        *vector_add(request->arena, &view->counts) =
            (struct roster_count_view){ word_format(request->arena, request->words, sentence, values, 1) };
}

static struct text found(struct request *request, const struct reason_about *about, struct text detail)
{
    struct date day;
    switch (about->detail) {
    case REASON_FOUND:
        return detail;
    case REASON_DAY:
        return date_parse_iso(detail, &day) == STATUS_OK ? page_day_text(request, day, DAY_FULL) : detail;
    case REASON_CHANGES:
        return reason_changes(request->arena, request->words, detail);
    default:
        return TEXT("");
    }
}

static struct text who(struct request *request, const struct exchange_findings_row *row)
{
    if (text_is_empty(row->given_name))
        return row->child_number;
    return arena_printf(request->arena, "%.*s %.*s (%.*s)", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name),
                        TEXT_ARGS(row->child_number));
}

static struct text row_text(struct request *request, int64_t line)
{
    struct word_value values[] = { word_value("n", line) };
    return line > 0 ? word_format(request->arena, request->words, WORD_ROSTER_ROW, values, 1) : TEXT("");
}

static void add_line(struct request *request, const struct reason_about *about, const struct exchange_findings_row *row,
                     struct roster_line_view *line)
{
    const struct text parts[] = { who(request, row), row->location_name, row_text(request, row->line),
                                  found(request, about, row->detail) };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool follows = line->parts.count > 0;
        if (!text_is_empty(parts[i]))
            *vector_add(request->arena, &line->parts) = (struct roster_part_view){ parts[i], follows };
    }
}

/* All lines of one reason stand together. */
static size_t add_reason(struct request *request, struct roster_file_view *view,
                         const struct exchange_findings_rows *rows, size_t first)
{
    const struct reason_about *about = reason_find(rows->items[first].code);
    size_t next = first;
    while (next < rows->count && text_equal(rows->items[next].code, rows->items[first].code))
        next++;
    if (!about)
        return next;
    struct word_value values[] = { word_value("n", (int64_t)(next - first)) };
    struct roster_reason_view *reason = vector_add(request->arena, &view->reasons);
    *reason = (struct roster_reason_view){
        .code = about->code,
        .icon = about->icon,
        .sentence = about->sentence,
        .count = word_format(request->arena, request->words, WORD_ROSTER_TIMES, values, 1),
        .open = about->look || next - first <= LINES_OPEN,
        .more = next - first > LINES_OF_REASON,
    };
    for (size_t i = first; i < next && i < first + LINES_OF_REASON; i++)
        add_line(request, about, &rows->items[i], vector_add(request->arena, &reason->lines));
    return next;
}

static int read_findings(struct request *request, int64_t file, bool whole, struct roster_file_view *view)
{
    struct exchange_findings_rows rows;
    int status = exchange_findings(request->db, request->arena,
                                   (struct exchange_findings_in){ .organisation = request->organisation,
                                                                  .file = file,
                                                                  .person = request->person,
                                                                  .today = request->viewer->today,
                                                                  .need = SCOPE_MANAGE,
                                                                  .whole = whole,
                                                                  .most = FINDINGS_SHOWN },
                                   &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count;)
        i = add_reason(request, view, &rows, i);
    return status;
}

static void fill(struct request *request, int64_t file, const struct exchange_show_row *row, bool whole,
                 struct roster_file_view *view)
{
    bool held = text_equal(row->state, TEXT("held"));
    *view = (struct roster_file_view){
        .name = row->name,
        .when = when(request, row->came_at),
        .state = state_find(row->state)->word,
        .decided_by = row->decided_by,
        .waits = held || text_equal(row->state, TEXT("unreadable")),
        .mine = whole,
        .may_apply = held,
        .problem = TEXT(""),
        .back = url_exchange(request->arena),
        .apply = url_exchange_apply(request->arena, file),
        .throw_away = url_exchange_throw(request->arena, file),
    };
    if (!whole)
        return;
    add_count(request, view, WORD_ROSTER_COUNT_COMING, row->coming);
    add_count(request, view, WORD_ROSTER_COUNT_CHANGING, row->changing);
    add_count(request, view, WORD_ROSTER_COUNT_MISSING, row->missing);
    add_count(request, view, WORD_ROSTER_COUNT_SAME, row->same);
    add_count(request, view, WORD_ROSTER_COUNT_REFUSED, row->refused);
}

static struct outcome show(struct request *request, int64_t file, int code, enum word problem)
{
    struct roster_file_view *view = ARENA_NEW(request->arena, struct roster_file_view);
    struct exchange_show_row row;
    struct exchange_reach_row reach;
    int status = exchange_show(request->db, request->arena,
                               (struct exchange_show_in){ .organisation = request->organisation,
                                                          .id = file,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .need = SCOPE_MANAGE },
                               &row);
    if (status == STATUS_OK)
        status = read_reach(request, &reach);
    if (status == STATUS_OK) {
        bool whole = reach.others == 0;
        fill(request, file, &row, whole, view);
        status = read_findings(request, file, whole, view);
    }
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    if (problem != 0)
        view->problem = word(request->words, problem);
    return page_show(request, &(struct page){ .status = code,
                                              .title = word(request->words, WORD_ROSTER_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = roster_file_view_part(view) });
}

struct outcome exchange_file_page(struct request *request)
{
    return show(request, request_id(request, FILE_ID), 200, (enum word)0);
}

/* --- deciding --- */

static struct outcome decided(struct request *request, void *argument, int status, const struct error *error)
{
    const struct exchange_decide *decide = argument;
    if (status == STATUS_CONFLICT && error && error->word != 0)
        return show(request, decide->file, 409, (enum word)error->word);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_exchange(request->arena).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=1", TEXT_ARGS(page)));
}

static struct outcome decide(struct request *request, bool apply)
{
    struct exchange_decide *decide = ARENA_NEW(request->arena, struct exchange_decide);
    *decide = (struct exchange_decide){ viewer_who(request->viewer), request_id(request, FILE_ID), apply };
    return respond_change(request, exchange_decide, decide, decided);
}

struct outcome exchange_apply_post(struct request *request)
{
    return decide(request, true);
}

struct outcome exchange_throw_post(struct request *request)
{
    return decide(request, false);
}
