/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of one's devices, and signing them out.
 */
#include "access/access.h"
#include "access/audit.h"
#include "access/page.h"
#include "access/session.h"
#include "base/zone.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/device/device.sql.h"
#include "feature/device/devices.html.h"
#include "feature/device/views.h"
#include "feature/sign_in/sign_in.h"
#include "i18n/day_text.h"

enum page_field { PAGE_ENDED, PAGE_OTHERS };
enum end_field { END_SESSION };

struct address url_devices(struct arena *arena)
{
    return ADDRESS(arena, "/devices");
}

/* "zondag 22 november", "9:30" in a sentence; without `time` only the day. */
static struct text when(struct request *request, enum word sentence, int64_t at)
{
    const struct viewer *viewer = request->viewer;
    struct zone_day day;
    struct date date = zone_date(viewer->zone, at);
    zone_day(viewer->zone, date, &day);
    struct word_value values[] = { word_value("day", page_day_text(request, date, DAY_HEADING)),
                                   word_value("time", time_text(request->arena, zone_day_minutes(&day, at))) };
    return word_format(request->arena, request->words, sentence, values, sizeof values / sizeof *values);
}

/* One line; false for a session that is over by its role although the row does not say so yet. */
static bool make_line(struct request *request, const struct device_list_row *row, struct device_line *ret_line)
{
    const struct viewer *viewer = request->viewer;
    struct session_span span = { row->created_at, row->last_used_at, viewer->staff };
    bool current = row->id.value == request->session.value;
    if (!current && session_span_end(&span) <= request->now_at)
        return false;
    int64_t used_at = row->last_used_at > row->created_at ? row->last_used_at : row->created_at;
    *ret_line = (struct device_line){
        .id = identity_text(request->arena, row->id.value),
        .name = text_is_empty(row->device) ? word(request->words, WORD_DEVICE_UNKNOWN) : row->device,
        .used = when(request, WORD_DEVICE_USED, current ? request->now_at : used_at),
        .since = when(request, WORD_DEVICE_SINCE, row->created_at),
        .current = current,
    };
    return true;
}

/* What changed in her account lately. */
static int add_news(struct request *request, struct devices_view *view)
{
    struct account_news_lines lines;
    int status = account_news_read(request->db, request->arena, request->organisation, request->person,
                                   request->now_at - (int64_t)ACCOUNT_NEWS_DAYS * DAY_MS, &lines);
    for (size_t i = 0; status == STATUS_OK && i < lines.items.count; i++) {
        const struct account_news_line *line = &lines.items.items[i];
        *vector_add(request->arena, &view->news) =
            arena_printf(request->arena, "%.*s: %.*s", TEXT_ARGS(when(request, WORD_ACCOUNT_NEWS_WHEN, line->at)),
                         TEXT_ARGS(word(request->words, line->what)));
    }
    return status;
}

static struct outcome list_page(struct request *request)
{
    struct devices_view *view = ARENA_NEW(request->arena, struct devices_view);
    struct device_list_rows rows;
    int status =
        device_list(request->db, request->arena,
                    (struct device_list_in){
                        .organisation = request->organisation, .person = request->person, .now = request->now_at },
                    &rows);
    if (status == STATUS_OK)
        status = add_news(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    for (size_t i = 0; i < rows.count; i++) {
        struct device_line line;
        if (!make_line(request, &rows.items[i], &line))
            continue;
        *vector_add(request->arena, &view->lines) = line;
        view->has_others = view->has_others || !line.current;
    }
    if (request_boolean(request, PAGE_ENDED))
        view->told = word(request->words, WORD_DEVICE_ENDED);
    if (request_boolean(request, PAGE_OTHERS))
        view->told = word(request->words, WORD_DEVICE_OTHERS_ENDED);
    view->end = ADDRESS(request->arena, "/devices/end");
    view->end_others = ADDRESS(request->arena, "/devices/end-others");
    view->password = url_password(request->arena);
    view->home = ADDRESS(request->arena, "/me");
    return sign_in_page(request, 200, word(request->words, WORD_DEVICE_TITLE), devices_view_part(view));
}

/* --- signing out --- */

struct ending {
    struct session_id one;     /* 0: all others */
    struct session_ids others; /* that ended */
};

static int write_one(struct change *change, void *argument)
{
    const struct ending *ending = argument;
    int64_t changed = 0;
    int status = device_end(change->db,
                            (struct device_end_in){ .organisation = change->organisation,
                                                    .person = change->actor,
                                                    .session = ending->one,
                                                    .now = change->now_at },
                            &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_NOT_FOUND;
    return status == STATUS_OK ? audit_add(change, "device.end", "session", ending->one.value) : status;
}

static int write_others(struct change *change, void *argument)
{
    struct ending *ending = argument;
    int status = session_find_others(change, change->actor, change->session, &ending->others);
    if (status == STATUS_OK)
        status = session_end_others(change, change->actor, change->session);
    return status == STATUS_OK ? audit_add(change, "device.end_others", "person", change->actor.value) : status;
}

static struct outcome after_one(struct request *request, void *argument, int status, const struct error *error)
{
    const struct ending *ending = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    access_session_ended(request_access(request), ending->one);
    return respond_redirect(request, TEXT("/devices?ended=1"));
}

static struct outcome after_others(struct request *request, void *argument, int status, const struct error *error)
{
    const struct ending *ending = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    for (size_t i = 0; i < ending->others.count; i++)
        access_session_ended(request_access(request), ending->others.items[i]);
    return respond_redirect(request, TEXT("/devices?others=1"));
}

static struct outcome end_post(struct request *request)
{
    struct ending *ending = ARENA_NEW(request->arena, struct ending);
    ending->one = (struct session_id){ request_id(request, END_SESSION) };
    return respond_change(request, write_one, ending, after_one);
}

static struct outcome end_others_post(struct request *request)
{
    return respond_change(request, write_others, ARENA_NEW(request->arena, struct ending), after_others);
}

/* --- routes --- */

static const struct field page_fields[] = {
    [PAGE_ENDED] = { .name = "ended", .type = FIELD_BOOLEAN },
    [PAGE_OTHERS] = { .name = "others", .type = FIELD_BOOLEAN },
};

static const struct field end_fields[] = { [END_SESSION] = { .name = "session", .type = FIELD_ID } };

static const struct route routes[] = {
    ROUTE(GET, "/devices", RULE_SIGNED_IN, list_page, .fields = FIELDS(page_fields), .title = WORD_DEVICE_TITLE,
          .help = "Own devices"),
    ROUTE(POST, "/devices/end", RULE_SIGNED_IN, end_post, .fields = FIELDS(end_fields), .help = "Sign one device out"),
    ROUTE(POST, "/devices/end-others", RULE_SIGNED_IN, end_others_post, .help = "Sign all other devices out"),
};

const struct routes device_routes = ROUTES(routes);
