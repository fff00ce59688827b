/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which staff looked at the file of a child, by day and role, for its guardians; names when a manager granted them. A
 * guardian's look is in no line: the rights of the time are kept with each row (T8, R243). Nothing is counted.
 */
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/meldcode/meldcode.h"
#include "feature/privacy/fields.h"
#include "feature/privacy/looked.html.h"
#include "feature/privacy/own.h"
#include "feature/privacy/privacy.h"
#include "feature/privacy/privacy.sql.h"
#include "feature/privacy/views.h"
#include "http/request.h"
#include "i18n/language.h"

enum {
    LOOKED_DAYS = 60,      /* how far back the page goes */
    LOOKED_MAXIMUM = 2000, /* rows that are read */
    OWN_MAXIMUM = 50
};

/* One page while it is read. */
struct reading {
    struct request *request;
    struct looked_view *view;
    struct privacy_own_requests_rows own;
};

/* In which role somebody looked; the highest first. */
static enum word role_of(int64_t scope)
{
    if ((scope & SCOPE_READ_MANAGER) != 0)
        return WORD_PRIVACY_ROLE_MANAGER;
    if ((scope & SCOPE_READ_MENTOR) != 0)
        return WORD_PRIVACY_ROLE_MENTOR;
    if ((scope & SCOPE_READ_COACH) != 0)
        return WORD_PRIVACY_ROLE_COACH;
    return (scope & SCOPE_READ_SHIFT) != 0 ? WORD_PRIVACY_ROLE_SHIFT : WORD_PRIVACY_ROLE_GROUP;
}

/* What a route shows, in the reader's words. */
static enum word page_of(struct text path)
{
    if (text_starts_with(path, TEXT("/child/{child}/{day}")) || text_equal(path, TEXT("/child/{child}")))
        return WORD_PRIVACY_PAGE_DAY;
    if (text_starts_with(path, TEXT("/child/{child}/family")))
        return WORD_PRIVACY_PAGE_FAMILY;
    if (text_starts_with(path, TEXT("/child/{child}/consent")))
        return WORD_PRIVACY_PAGE_CONSENT;
    return WORD_PRIVACY_PAGE_OTHER;
}

/* Adds a text to a list with commas unless it is in it. */
static struct text add_to_list(struct request *request, struct text list, struct text item)
{
    if (text_find(list, item) != SIZE_MAX)
        return list;
    if (text_is_empty(list))
        return item;
    struct word_value values[] = { word_value("list", list), word_value("item", item) };
    return word_format(request->arena, request->words, WORD_SHELL_LIST, values, 2);
}

/* What this guardian asked about a day: granted, waiting or neither. */
static void mark_asked(const struct reading *reading, struct looked_day_view *day)
{
    for (size_t i = 0; i < reading->own.count; i++) {
        const struct privacy_own_requests_row *row = &reading->own.items[i];
        if (request_kind_find(row->kind) != REQUEST_NAMES || !date_equal(row->day, day->day))
            continue;
        day->named = day->named || row->granted == 1;
        day->asked = day->asked || row->granted < 0;
    }
    day->may_ask = reading->view->may_ask && !day->named && !day->asked;
}

static struct looked_day_view *day_view(struct reading *reading, struct date date)
{
    struct looked_view *view = reading->view;
    if (view->days.count > 0 && date_equal(view->days.items[view->days.count - 1].day, date))
        return &view->days.items[view->days.count - 1];
    struct looked_day_view *day = vector_add(reading->request->arena, &view->days);
    *day = (struct looked_day_view){ .day = date, .text = page_day_text(reading->request, date, DAY_HEADING) };
    mark_asked(reading, day);
    return day;
}

static struct looked_line_view *line_view(struct reading *reading, struct looked_day_view *day, struct text role)
{
    for (size_t i = 0; i < day->lines.count; i++)
        if (text_equal(day->lines.items[i].role, role))
            return &day->lines.items[i];
    struct looked_line_view *line = vector_add(reading->request->arena, &day->lines);
    *line = (struct looked_line_view){ .role = role, .pages = TEXT(""), .names = TEXT("") };
    return line;
}

static void add_look(struct reading *reading, const struct privacy_looks_row *row)
{
    struct request *request = reading->request;
    struct looked_day_view *day = day_view(reading, zone_date(request->viewer->zone, row->quarter_at));
    struct looked_line_view *line = line_view(reading, day, word(request->words, role_of(row->scope)));
    line->pages = add_to_list(request, line->pages, word(request->words, page_of(row->page)));
    if (day->named)
        line->names = add_to_list(
            request, line->names,
            arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name)));
}

static enum word kind_word(enum request_kind kind)
{
    static const enum word words[REQUEST_KIND__MAX] = { [REQUEST_NAMES] = WORD_PRIVACY_KIND_NAMES,
                                                        [REQUEST_CORRECT] = WORD_PRIVACY_KIND_CORRECT,
                                                        [REQUEST_ERASE_CHILD] = WORD_PRIVACY_KIND_ERASE_CHILD,
                                                        [REQUEST_ERASE_SELF] = WORD_PRIVACY_KIND_ERASE_SELF };
    return words[kind];
}

static void add_own(struct reading *reading, const struct privacy_own_requests_row *row)
{
    struct request *request = reading->request;
    enum request_kind kind = request_kind_find(row->kind);
    struct date date = row->day.days == DATE_NONE.days ? zone_date(request->viewer->zone, row->created_at) : row->day;
    enum word state = row->granted < 0    ? WORD_PRIVACY_STATE_OPEN
                      : row->granted == 1 ? WORD_PRIVACY_STATE_GRANTED
                                          : WORD_PRIVACY_STATE_REFUSED;
    if (kind == REQUEST_KIND__MAX)
        return;
    *vector_add(request->arena, &reading->view->requests) =
        (struct own_request_view){ .kind = word(request->words, kind_word(kind)),
                                   .when = page_day_text(request, date, DAY_SHORT),
                                   .words = row->words,
                                   .language = row->language,
                                   .state = word(request->words, state),
                                   .reason = row->reason };
}

static int read_page(struct reading *reading)
{
    struct request *request = reading->request;
    struct child_id child = request->viewer->child;
    struct privacy_child_name_row name;
    struct privacy_looks_rows looks;
    int status = privacy_child_name(request->db, request->arena,
                                    (struct privacy_child_name_in){ request->organisation, child }, &name);
    if (status == STATUS_OK)
        status = privacy_own_requests(
            request->db, request->arena,
            (struct privacy_own_requests_in){ request->organisation, child, request->person, OWN_MAXIMUM },
            &reading->own);
    if (status == STATUS_OK)
        status = privacy_looks(request->db, request->arena,
                               (struct privacy_looks_in){ .organisation = request->organisation,
                                                          .child = child,
                                                          .since = request->now_at - LOOKED_DAYS * (int64_t)DAY_MS,
                                                          .centre = SCOPE_SIDE_CENTRE,
                                                          .home = SCOPE_SIDE_HOME,
                                                          .apart = TEXT(MELDCODE_PAGE),
                                                          .most = LOOKED_MAXIMUM },
                               &looks);
    if (status != STATUS_OK)
        return status;
    reading->view->name = name.given_name;
    for (size_t i = 0; i < looks.count; i++)
        add_look(reading, &looks.items[i]);
    for (size_t i = 0; i < reading->own.count; i++)
        add_own(reading, &reading->own.items[i]);
    return STATUS_OK;
}

static struct outcome show(struct request *request, int code, struct looked_view *view)
{
    struct reading reading = { .request = request, .view = view };
    view->may_ask = (request->viewer->scope & SCOPE_WRITE_HOME) != 0;
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(request->viewer->child));
    view->ask = url_privacy_ask(request->arena, request->viewer->child);
    int status = read_page(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = code,
                                              .title = word(request->words, WORD_PRIVACY_LOOKED_TITLE),
                                              .kind = "start",
                                              .side = PAGE_HOME,
                                              .content = looked_view_part(view) });
}

struct outcome looked_page(struct request *request)
{
    struct looked_view *view = ARENA_NEW(request->arena, struct looked_view);
    *view = (struct looked_view){ .sent = request_boolean(request, LOOKED_SENT) };
    return show(request, 200, view);
}

static struct outcome asked(struct request *request, void *argument, int status, const struct error *error)
{
    const struct request_ask *ask = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct address page = url_privacy_looked(request->arena, ask->child);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?sent=1", TEXT_ARGS(page.text)));
}

struct outcome looked_ask(struct request *request)
{
    struct request_ask *ask = ARENA_NEW(request->arena, struct request_ask);
    *ask = (struct request_ask){ .who = viewer_who(request->viewer),
                                 .child = request->viewer->child,
                                 .kind = (enum request_kind)request_integer(request, ASK_KIND),
                                 .day = DATE_NONE,
                                 .words = request_text(request, ASK_WORDS),
                                 .language = text_from(language_about(words_language(request->words))->code) };
    if (text_is_null(ask->words))
        ask->words = TEXT("");
    if (ask->kind == REQUEST_NAMES && !request_given(request, ASK_DAY)) {
        request_fault_set(request, ASK_DAY, FIELD_MISSING);
        return respond_invalid(request);
    }
    if (ask->kind == REQUEST_NAMES)
        ask->day = request_date(request, ASK_DAY);
    if (ask->kind == REQUEST_CORRECT && text_is_empty(ask->words)) {
        struct looked_view *view = ARENA_NEW(request->arena, struct looked_view);
        *view = (struct looked_view){ .problem = word(request->words, WORD_PRIVACY_ASK_EMPTY) };
        return show(request, 422, view);
    }
    return respond_change(request, request_ask, ask, asked);
}
