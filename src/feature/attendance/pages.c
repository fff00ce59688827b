/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The list of a day or a period, with a form at each child for other times.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/attendance/attendance.h"
#include "feature/attendance/attendance.html.h"
#include "feature/attendance/attendance.sql.h"
#include "feature/attendance/views.h"
#include "feature/exchange/exchange.h"
#include "feature/handover/handover.h"
#include "http/outcome.h"
#include "http/request.h"
#include "i18n/day_text.h"

struct address url_attendance(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/attendance", address_value(group));
}

/* --- reading --- */

/* One reading of the page. */
struct reading {
    struct request *request;
    struct attendance_view *view;
    struct date from, last; /* last: inclusive */
    struct attendance_corrections_rows corrections;
};

static struct text full_name(struct arena *arena, struct text given, struct text family)
{
    return text_is_empty(family) ? given : arena_printf(arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

/* "08:04", as a field of a form has it. */
static struct text typed(struct arena *arena, const struct zone_day *zone, int64_t at)
{
    if (at == INSTANT_NONE)
        return TEXT("");
    int32_t minutes = zone_day_minutes(zone, at);
    return arena_printf(arena, "%02d:%02d", minutes / 60, minutes % 60);
}

static struct text clock_time(struct request *request, const struct zone_day *zone, int64_t at)
{
    return at == INSTANT_NONE ? TEXT("") : handover_time(request, zone, at);
}

/* "eerst 8:30 – 17:00; verbeterd door Hanna": what stood there first, and who corrected last. */
static struct text before_of(const struct reading *reading, const struct zone_day *zone, struct child_id child,
                             struct date day)
{
    struct request *request = reading->request;
    const struct attendance_corrections_row *first = NULL;
    struct text corrector = TEXT("");
    for (size_t i = 0; i < reading->corrections.count; i++) {
        const struct attendance_corrections_row *row = &reading->corrections.items[i];
        if (row->child.value != child.value || !date_equal(row->day, day))
            continue;
        first = first ? first : row;
        corrector = row->corrector;
    }
    if (!first)
        return TEXT("");
    struct word_value values[] = {
        word_value("in", clock_time(request, zone, first->in_at)),
        word_value("out", clock_time(request, zone, first->out_at)),
        word_value("name", corrector),
    };
    enum word sentence = first->in_at == INSTANT_NONE    ? WORD_ATTENDANCE_ADDED
                         : first->out_at == INSTANT_NONE ? WORD_ATTENDANCE_BEFORE_IN
                                                         : WORD_ATTENDANCE_BEFORE;
    return word_format(request->arena, request->words, sentence, values, 3);
}

static bool can_correct(const struct reading *reading, struct date day)
{
    const struct viewer *viewer = reading->request->viewer;
    int back = viewer->today.days - day.days;
    bool writes = (viewer->scope & (SCOPE_WRITE_CENTRE | SCOPE_MANAGE)) != 0;
    return writes && back >= 0 && back <= (attendance_on_shift(viewer->scope) ? 0 : ATTENDANCE_BACK_DAYS);
}

static struct attendance_day_view *day_of(struct reading *reading, struct date day)
{
    struct request *request = reading->request;
    struct text name = page_day_text(request, day, DAY_HEADING);
    struct attendance_view *view = reading->view;
    if (view->days.count > 0 && text_equal(view->days.items[view->days.count - 1].day, name))
        return &view->days.items[view->days.count - 1];
    struct attendance_day_view *added = vector_add(request->arena, &view->days);
    *added = (struct attendance_day_view){ .day = name };
    return added;
}

static void add_line(struct reading *reading, const struct attendance_list_row *row)
{
    struct request *request = reading->request;
    struct zone_day zone;
    zone_day(request->viewer->zone, row->day, &zone);
    *vector_add(request->arena, &day_of(reading, row->day)->lines) = (struct attendance_line_view){
        .id = identity_text(request->arena, row->child.value),
        .day = date_iso(request->arena, row->day),
        .name = full_name(request->arena, row->given_name, row->family_name),
        .born = date_iso(request->arena, row->born_day),
        .in = clock_time(request, &zone, row->in_at),
        .out = clock_time(request, &zone, row->out_at),
        .in_typed = typed(request->arena, &zone, row->in_at),
        .out_typed = typed(request->arena, &zone, row->out_at),
        .collected_by = row->collected_by,
        .state = TEXT(""),
        .before = before_of(reading, &zone, row->child, row->day),
        .version = row->version,
        .can_correct = can_correct(reading, row->day),
    };
}

/* Who was expected on a single day and is not on its list. */
static int read_awaited(struct reading *reading)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    struct attendance_awaited_rows rows;
    int status = attendance_awaited(request->db, request->arena,
                                    (struct attendance_awaited_in){ .organisation = request->organisation,
                                                                    .care_group = viewer->group,
                                                                    .reader = request->person,
                                                                    .today = viewer->today,
                                                                    .day = reading->from,
                                                                    .weekday_bit = weekday_bit(reading->from) },
                                    &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct attendance_awaited_row *row = &rows.items[i];
        enum word state = row->absent ? WORD_ATTENDANCE_ABSENT : WORD_ATTENDANCE_NOT_CAME;
        *vector_add(request->arena, &day_of(reading, reading->from)->lines) = (struct attendance_line_view){
            .id = identity_text(request->arena, row->child.value),
            .day = date_iso(request->arena, reading->from),
            .name = full_name(request->arena, row->given_name, row->family_name),
            .born = date_iso(request->arena, row->born_day),
            .in_typed = TEXT(""),
            .out_typed = TEXT(""),
            .state = word(request->words, state),
            .can_correct = can_correct(reading, reading->from),
        };
    }
    return status;
}

static int read_list(struct reading *reading)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    struct attendance_list_rows rows;
    int status = attendance_corrections(request->db, request->arena,
                                        (struct attendance_corrections_in){ .organisation = request->organisation,
                                                                            .care_group = viewer->group,
                                                                            .reader = request->person,
                                                                            .today = viewer->today,
                                                                            .from_day = reading->from,
                                                                            .until_day = date_add(reading->last, 1) },
                                        &reading->corrections);
    if (status == STATUS_OK)
        status = attendance_list(request->db, request->arena,
                                 (struct attendance_list_in){ .organisation = request->organisation,
                                                              .care_group = viewer->group,
                                                              .reader = request->person,
                                                              .today = viewer->today,
                                                              .from_day = reading->from,
                                                              .until_day = date_add(reading->last, 1) },
                                 &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        add_line(reading, &rows.items[i]);
    if (status == STATUS_OK && date_equal(reading->from, reading->last))
        status = read_awaited(reading);
    if (status == STATUS_OK && reading->view->days.count == 0)
        (void)day_of(reading, reading->from);
    return status;
}

static int read_page(struct reading *reading)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    struct attendance_view *view = reading->view;
    struct attendance_group_row group;
    int status = attendance_group(
        request->db, request->arena,
        (struct attendance_group_in){ request->organisation, viewer->group, request->person, viewer->today }, &group);
    if (status != STATUS_OK)
        return status;
    bool one = date_equal(reading->from, reading->last);
    struct word_value values[] = {
        word_value("from", page_day_text(request, reading->from, DAY_HEADING)),
        word_value("last", page_day_text(request, reading->last, DAY_HEADING)),
    };
    view->group = group.name;
    view->location = group.location_name;
    view->period = one ? page_day_text(request, reading->from, DAY_HEADING)
                       : word_format(request->arena, request->words, WORD_ROLE_DAYS_BOTH, values, 2);
    view->board = url_handover_board(request->arena, viewer->group);
    view->here = url_attendance(request->arena, viewer->group);
    view->presence = url_presence(request->arena, group.location);
    view->manages = (viewer->scope & SCOPE_MANAGE) != 0 && viewer->tablet.value == 0;
    view->from = date_iso(request->arena, reading->from);
    view->last = date_iso(request->arena, reading->last);
    view->today = date_iso(request->arena, viewer->today);
    return read_list(reading);
}

/* --- the page --- */

enum list_field { LIST_GROUP, LIST_FROM, LIST_LAST, LIST_SAVED, LIST_FIELD__MAX };
static const struct field list_fields[] = {
    [LIST_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [LIST_FROM] = { .name = "from", .type = FIELD_DATE, .label = WORD_ATTENDANCE_FROM },
    [LIST_LAST] = { .name = "last", .type = FIELD_DATE, .label = WORD_ATTENDANCE_LAST },
    [LIST_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

/* What was asked for, as far as it is in reach: in order, not in the future, not longer than a month; a shift is today. */
static void take_period(const struct viewer *viewer, struct date from, struct date last, struct reading *reading)
{
    struct date today = viewer->today;
    if (date_is_none(last))
        last = date_is_none(from) ? today : from;
    if (last.days > today.days || attendance_on_shift(viewer->scope))
        last = today;
    if (date_is_none(from) || from.days > last.days || attendance_on_shift(viewer->scope))
        from = last;
    if (last.days - from.days >= ATTENDANCE_DAYS_MAXIMUM)
        from = date_add(last, 1 - ATTENDANCE_DAYS_MAXIMUM);
    reading->from = from;
    reading->last = last;
}

/* What was asked of the page, and what came of what was sent to it. */
struct asked {
    int http_status;
    struct date from, last;
    bool saved;
    struct text problem;
    const struct attendance_write *refused; /* its line is open, with what was typed; NULL: none */
};

static void keep_typed(struct reading *reading, const struct attendance_write *refused)
{
    struct request *request = reading->request;
    struct text child = identity_text(request->arena, refused->child.value);
    struct text day = date_iso(request->arena, refused->day);
    struct zone_day zone;
    zone_day(request->viewer->zone, refused->day, &zone);
    for (size_t i = 0; i < reading->view->days.count; i++) {
        struct attendance_day_view *shown = &reading->view->days.items[i];
        for (size_t k = 0; k < shown->lines.count; k++) {
            struct attendance_line_view *line = &shown->lines.items[k];
            if (!text_equal(line->id, child) || !text_equal(line->day, day))
                continue;
            line->open = true;
            line->in_typed = typed(request->arena, &zone, refused->in_at);
            line->out_typed = typed(request->arena, &zone, refused->out_at);
        }
    }
}

static struct outcome show(struct request *request, const struct asked *asked)
{
    struct attendance_view *view = ARENA_NEW(request->arena, struct attendance_view);
    struct reading reading = { .request = request, .view = view };
    take_period(request->viewer, asked->from, asked->last, &reading);
    int status = read_page(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->problem = asked->problem;
    view->saved = asked->saved;
    if (asked->refused)
        keep_typed(&reading, asked->refused);
    struct word_value values[] = { word_value("group", view->group) };
    return page_show(
        request, &(struct page){ .status = asked->http_status,
                                 .title = word_format(request->arena, request->words, WORD_ATTENDANCE_TITLE, values, 1),
                                 .kind = "start",
                                 .side = PAGE_CENTRE,
                                 .way = view->board,
                                 .way_name = view->group,
                                 .way_icon = "group",
                                 .content = attendance_view_part(view) });
}

static struct outcome list_get(struct request *request)
{
    return show(request, &(struct asked){ .http_status = 200,
                                          .from = request_date(request, LIST_FROM),
                                          .last = request_date(request, LIST_LAST),
                                          .saved = request_boolean(request, LIST_SAVED),
                                          .problem = TEXT("") });
}

/* --- correcting --- */

enum write_field { WRITE_GROUP, WRITE_CHILD, WRITE_DAY, WRITE_IN, WRITE_OUT, WRITE_FROM, WRITE_LAST, WRITE_VERSION };
static const struct field write_fields[] = {
    [WRITE_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [WRITE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [WRITE_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
    [WRITE_IN] = { .name = "in", .type = FIELD_TIME, .required = true, .label = WORD_ATTENDANCE_IN },
    [WRITE_OUT] = { .name = "out", .type = FIELD_TIME, .label = WORD_ATTENDANCE_OUT },
    [WRITE_FROM] = { .name = "from", .type = FIELD_DATE },
    [WRITE_LAST] = { .name = "last", .type = FIELD_DATE },
    [WRITE_VERSION] = { .name = "times_version", .type = FIELD_INTEGER, .maximum = INT32_MAX },
};

static struct outcome corrected(struct request *request, void *argument, int status, const struct error *error)
{
    const struct attendance_write *write = argument;
    struct date from = request_date(request, WRITE_FROM);
    struct date last = request_date(request, WRITE_LAST);
    if (date_is_none(from) || date_is_none(last))
        from = last = write->day;
    if ((status == STATUS_INVALID || status == STATUS_CONFLICT) && error && error->word != 0)
        return show(request, &(struct asked){ .http_status = status == STATUS_CONFLICT ? 409 : 422,
                                              .from = from,
                                              .last = last,
                                              .problem = word(request->words, (enum word)error->word),
                                              .refused = write });
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text here = url_attendance(request->arena, write->group).text;
    struct text first = date_iso(request->arena, from);
    struct text end = date_iso(request->arena, last);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?from=%.*s&last=%.*s&saved=1", TEXT_ARGS(here),
                                                  TEXT_ARGS(first), TEXT_ARGS(end)));
}

static struct outcome write_post(struct request *request)
{
    struct attendance_write *write = ARENA_NEW(request->arena, struct attendance_write);
    struct date day = request_date(request, WRITE_DAY);
    struct zone *zone = request->viewer->zone;
    bool out = request_given(request, WRITE_OUT);
    *write = (struct attendance_write){
        .group = request->viewer->group,
        .child = { request_id(request, WRITE_CHILD) },
        .day = day,
        .today = request->viewer->today,
        .in_at = zone_instant(zone, day, (int32_t)request_integer(request, WRITE_IN)),
        .out_at = out ? zone_instant(zone, day, (int32_t)request_integer(request, WRITE_OUT)) : INSTANT_NONE,
        .version = request_integer(request, WRITE_VERSION),
    };
    return respond_change(request, attendance_correct, write, corrected);
}

static const struct route routes[] = {
    ROUTE(GET, "/group/{group}/attendance", RULE_GROUP(SCOPE_READ_TODAY | SCOPE_MANAGE, LIST_GROUP), list_get,
          .fields = FIELDS(list_fields), .tablet = TABLET_OPEN, .title = WORD_ATTENDANCE_PAGE,
          .help = "Who came to a group, on a day or over a period"),
    ROUTE(POST, "/group/{group}/attendance", RULE_GROUP(SCOPE_WRITE_CENTRE | SCOPE_MANAGE, WRITE_GROUP), write_post,
          .fields = FIELDS(write_fields), .tablet = TABLET_PIN,
          .help = "Corrects the times of one child; the old ones are kept"),
};

const struct routes attendance_routes = ROUTES(routes);
