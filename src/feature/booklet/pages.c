/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The sheet: lines of some days, in a size in which they fit one A4.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/booklet/booklet.h"
#include "feature/booklet/booklet.html.h"
#include "feature/booklet/booklet.sql.h"
#include "feature/booklet/views.h"
#include "feature/handover/handover.h"
#include "http/outcome.h"
#include "http/request.h"

enum {
    WEEK_DAYS = 7,
    PHOTOS_MAXIMUM = 4, /* side by side */
    RULES_MAXIMUM = 8,
    TENTHS = 10,      /* room is counted in tenths of a line of text */
    HEAD_TENTHS = 18, /* of a day of a week */
    GAP_TENTHS = 3,   /* between two lines */
    RULE_TENTHS = 24,
    BESIDE = 26, /* characters of time, side and name */
    WIDE = 0xe0  /* first byte of letters that are wider than Latin ones: three bytes and more */
};

/* What fits on A4 in each size (assets/style/booklet.css), with room to spare. */
static const struct size {
    const char *name;
    int characters; /* of a line */
    int lines;      /* below the head */
    int photo_lines;
} sizes[] = { { "large", 88, 48, 9 }, { "medium", 108, 59, 11 }, { "small", 60, 140, 24 /* in two columns */ } };
enum { SIZES = sizeof sizes / sizeof *sizes };

struct address url_booklet(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}/{day}/booklet", address_value(child), address_value(day));
}

struct address url_booklet_week(struct arena *arena, struct child_id child, struct date day)
{
    return ADDRESS(arena, "/child/{child}/{day}/booklet/week", address_value(child), address_value(day));
}

/* One reading. */
struct reading {
    struct request *request;
    struct booklet_view *view;
    struct child_id child;
    struct date first, end; /* the days, and the first after them */
    struct booklet_stays_rows stays;
    struct booklet_lines_rows lines;
    const struct size *size;
    int left; /* tenths of a line that are free */
};

/* --- room --- */

static int width_of(struct text text)
{
    size_t wide = 0;
    for (size_t i = 0; i < text.length; i++)
        wide += (unsigned char)text.data[i] >= WIDE;
    return (int)(text_characters(text) + wide / 2);
}

/* The rows of one act stand together, one after another. */
static bool goes_on(const struct booklet_lines_rows *rows, size_t at)
{
    return at > 0 && rows->items[at - 1].moment.value == rows->items[at].moment.value &&
           rows->items[at - 1].day.days == rows->items[at].day.days;
}

/* An act takes its lines; each further value of it some more letters. */
static int tenths_of(const struct size *size, const struct booklet_lines_row *row, struct text what, bool same)
{
    int characters = width_of(what) + width_of(row->note);
    if (same)
        return (characters * TENTHS) / size->characters + TENTHS / 2;
    return (1 + (BESIDE + characters) / size->characters) * TENTHS + GAP_TENTHS;
}

static struct text what_of(const struct request *request, const struct booklet_lines_row *row)
{
    const struct code *code = code_find(row->kind, row->value);
    if (!code || code->kind == KIND_PHOTO)
        return code ? word(request->words, WORD_PHOTO_ONE) : TEXT("");
    return code_text(request->arena, request->words, code, row->measure);
}

static size_t photos_of(const struct reading *reading)
{
    size_t count = 0;
    for (size_t i = 0; i < reading->lines.count && count < PHOTOS_MAXIMUM; i++)
        count += reading->lines.items[i].file.value != 0;
    return count;
}

/* What is left of a sheet of this size; less than nothing when it does not fit. */
static int room(const struct reading *reading, const struct size *size)
{
    int left = size->lines * TENTHS - (photos_of(reading) > 0 ? size->photo_lines * TENTHS : 0);
    for (size_t i = 0; i < reading->lines.count; i++) {
        const struct booklet_lines_row *row = &reading->lines.items[i];
        if (i == 0 || row[-1].day.days != row->day.days)
            left -= HEAD_TENTHS;
        left -= tenths_of(size, row, what_of(reading->request, row), goes_on(&reading->lines, i));
    }
    return left;
}

static void choose_size(struct reading *reading)
{
    size_t at = 0;
    while (at + 1 < SIZES && room(reading, &sizes[at]) < 0)
        at++;
    reading->size = &sizes[at];
    reading->view->size = sizes[at].name;
    reading->left = sizes[at].lines * TENTHS - (photos_of(reading) > 0 ? sizes[at].photo_lines * TENTHS : 0);
}

/* --- lines --- */

static struct text stay_of(const struct reading *reading, struct date day, const struct zone_day *zone_day)
{
    struct request *request = reading->request;
    for (size_t i = 0; i < reading->stays.count; i++) {
        const struct booklet_stays_row *row = &reading->stays.items[i];
        if (row->day.days != day.days)
            continue;
        struct text came = handover_time(request, zone_day, row->in_at);
        struct text went = row->out_at == INSTANT_NONE ? TEXT("") : handover_time(request, zone_day, row->out_at);
        return arena_printf(request->arena, "%.*s – %.*s", TEXT_ARGS(came), TEXT_ARGS(went));
    }
    return TEXT("");
}

static void add_line(struct reading *reading, const struct booklet_lines_row *row, const struct zone_day *zone_day,
                     bool same, struct booklet_day_view *day)
{
    struct arena *arena = reading->request->arena;
    struct text what = what_of(reading->request, row);
    struct booklet_line_view *line = same ? &day->lines.items[day->lines.count - 1] : vector_add(arena, &day->lines);
    bool at_home = row->side == SIDE_HOME;
    if (!same)
        *line = (struct booklet_line_view){ .side = at_home ? "home" : "centre",
                                            .at_home = at_home,
                                            .who = text_is_empty(row->channel) ? row->author_name : TEXT(""),
                                            .time = handover_time(reading->request, zone_day, row->at),
                                            .what = TEXT(""),
                                            .note = TEXT("") };
    if (text_is_empty(line->what))
        line->what = what;
    else if (!text_is_empty(what))
        line->what = arena_printf(arena, "%.*s · %.*s", TEXT_ARGS(line->what), TEXT_ARGS(what));
    if (!text_is_empty(row->note)) {
        line->note = row->note;
        line->language = row->language;
    }
}

/* The lines in time order, as far as they fit. */
static void add_days(struct reading *reading, bool is_week)
{
    struct request *request = reading->request;
    struct booklet_day_view *day = NULL;
    struct zone_day about;
    for (size_t i = 0; i < reading->lines.count; i++) {
        const struct booklet_lines_row *row = &reading->lines.items[i];
        bool first = i == 0 || row[-1].day.days != row->day.days;
        bool same = goes_on(&reading->lines, i);
        reading->left -= tenths_of(reading->size, row, what_of(request, row), same) + (first ? HEAD_TENTHS : 0);
        if (reading->left < 0) {
            reading->view->rest = true;
            return;
        }
        if (first) {
            zone_day(request->viewer->zone, row->day, &about);
            day = vector_add(request->arena, &reading->view->days);
            *day =
                (struct booklet_day_view){ .name = is_week ? page_day_text(request, row->day, DAY_HEADING) : TEXT(""),
                                           .stay = stay_of(reading, row->day, &about) };
        }
        add_line(reading, row, &about, same, day);
        if (row->file.value != 0 && reading->view->photos.count < PHOTOS_MAXIMUM)
            *vector_add(request->arena, &reading->view->photos) =
                (struct booklet_photo_view){ ADDRESS(request->arena, "/file/{file}", address_value(row->file)) };
    }
}

/* Room to write back, on paper. */
static void add_rules(struct reading *reading)
{
    int rules = reading->view->rest ? 0 : (reading->left - HEAD_TENTHS) / RULE_TENTHS;
    for (int i = 0; i < rules && i < RULES_MAXIMUM; i++)
        *vector_add(reading->request->arena, &reading->view->rules) = (struct booklet_rule_view){ i + 1 };
}

static int read_rows(struct reading *reading, struct booklet_child_row *ret_child)
{
    struct request *request = reading->request;
    const struct organisation_id organisation = request->organisation;
    const struct date today = request->viewer->today;
    int status = booklet_child(request->db, request->arena,
                               (struct booklet_child_in){ .organisation = organisation,
                                                          .child = reading->child,
                                                          .person = request->person,
                                                          .today = today,
                                                          .day = reading->first },
                               ret_child);
    if (status == STATUS_OK)
        status = booklet_stays(request->db, request->arena,
                               (struct booklet_stays_in){ .organisation = organisation,
                                                          .child = reading->child,
                                                          .person = request->person,
                                                          .today = today,
                                                          .from_day = reading->first,
                                                          .until_day = reading->end },
                               &reading->stays);
    if (status == STATUS_OK)
        status =
            booklet_lines(request->db, request->arena,
                          (struct booklet_lines_in){ .organisation = organisation,
                                                     .child = reading->child,
                                                     .person = request->person,
                                                     .today = today,
                                                     .from_day = reading->first,
                                                     .until_day = reading->end,
                                                     .for_homes = (request->viewer->scope & SCOPE_SIDE_HOME) == 0 },
                          &reading->lines);
    return status;
}

enum booklet_field { BOOKLET_CHILD, BOOKLET_DAY, BOOKLET_FIELD__MAX };
static const struct field booklet_fields[] = {
    [BOOKLET_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [BOOKLET_DAY] = { .name = "day", .type = FIELD_DATE, .required = true },
};

static struct outcome show(struct request *request, struct date date, struct date first, struct date end)
{
    struct booklet_view *view = ARENA_NEW(request->arena, struct booklet_view);
    struct reading reading = {
        .request = request, .view = view, .child = { request_id(request, BOOKLET_CHILD) }, .first = first, .end = end
    };
    struct booklet_child_row child;
    bool is_week = end.days - first.days > 1;
    int status = read_rows(&reading, &child);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", child.given_name) };
    struct text when = page_day_text(request, first, DAY_FULL);
    struct text last = page_day_text(request, date_add(end, -1), DAY_FULL);
    choose_size(&reading);
    add_days(&reading, is_week);
    add_rules(&reading);
    view->title = word_format(request->arena, request->words, WORD_BOOKLET_TITLE, values, 1);
    view->when = is_week ? arena_printf(request->arena, "%.*s – %.*s", TEXT_ARGS(when), TEXT_ARGS(last)) : when;
    view->group_name = child.group_name;
    view->photo_alt = word_format(request->arena, request->words, WORD_PHOTO_OF_DAY, values, 1);
    view->nothing = reading.lines.count == 0;
    view->is_week = is_week;
    view->back = url_handover_day(request->arena, reading.child, date);
    view->other = is_week ? url_booklet(request->arena, reading.child, date)
                          : url_booklet_week(request->arena, reading.child, date);
    bool is_home = (request->viewer->scope & SCOPE_SIDE_HOME) != 0;
    return page_show(request, &(struct page){ .title = view->title,
                                              .kind = "letters",
                                              .side = is_home ? PAGE_HOME : PAGE_CENTRE,
                                              .content = booklet_view_part(view) });
}

/* Who only works the shift has today's page (R045), so today's sheet. */
static struct outcome day_sheet(struct request *request)
{
    struct date day = request_date(request, BOOKLET_DAY);
    if ((request->viewer->scope & SCOPE_READ) == 0 && !date_equal(day, request->viewer->today))
        return respond_failure(request, STATUS_NOT_FOUND, NULL);
    return show(request, day, day, date_add(day, 1));
}

static struct outcome week_sheet(struct request *request)
{
    struct date day = request_date(request, BOOKLET_DAY);
    struct date monday = date_add(day, -(int32_t)(date_weekday(day) - WEEKDAY_MONDAY));
    return show(request, day, monday, date_add(monday, WEEK_DAYS));
}

static const struct route booklet_route_table[] = {
    ROUTE(GET, "/child/{child}/{day}/booklet", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, BOOKLET_CHILD), day_sheet,
          .fields = FIELDS(booklet_fields), .title = WORD_BOOKLET_PRINT_DAY,
          .help = "A day of a child on one sheet, to print"),
    ROUTE(GET, "/child/{child}/{day}/booklet/week", RULE_CHILD(SCOPE_READ, BOOKLET_CHILD), week_sheet,
          .fields = FIELDS(booklet_fields), .title = WORD_BOOKLET_PRINT_WEEK,
          .help = "A week of a child on one sheet, to print"),
};

const struct routes booklet_routes = ROUTES(booklet_route_table);
