/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What waits for a manager: requests of guardians about data, and alarms about unusual reading, with the forms to decide.
 */
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/privacy/fields.h"
#include "feature/privacy/own.h"
#include "feature/privacy/privacy.h"
#include "feature/privacy/privacy.sql.h"
#include "feature/privacy/requests.html.h"
#include "feature/privacy/views.h"
#include "http/request.h"

enum { REQUESTS_MAXIMUM = 100, ALARMS_MAXIMUM = 50 };

/* What was typed in a form that did not work out. */
struct typed {
    int64_t request;
    struct text reason;
    struct text problem;
};

static struct text name_of(struct request *request, struct text given, struct text family)
{
    return text_is_empty(family) ? given
                                 : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

static struct text day_of(struct request *request, int64_t at)
{
    return page_day_text(request, zone_date(request->viewer->zone, at), DAY_SHORT);
}

static enum word title_word(enum request_kind kind)
{
    static const enum word words[REQUEST_KIND__MAX] = { [REQUEST_NAMES] = WORD_PRIVACY_ASKED_NAMES,
                                                        [REQUEST_CORRECT] = WORD_PRIVACY_ASKED_CORRECT,
                                                        [REQUEST_ERASE_CHILD] = WORD_PRIVACY_ASKED_ERASE_CHILD,
                                                        [REQUEST_ERASE_SELF] = WORD_PRIVACY_ASKED_ERASE_SELF };
    return words[kind];
}

static void add_request(struct request *request, struct requests_view *view, const struct privacy_requests_row *row,
                        const struct typed *typed)
{
    enum request_kind kind = request_kind_find(row->kind);
    bool open = row->granted < 0;
    bool mine = typed && typed->request == row->id;
    if (kind == REQUEST_KIND__MAX)
        return;
    struct word_value values[] = { word_value("name", row->child_name) };
    *vector_add(request->arena, &view->requests) = (struct request_view){
        .id = row->id,
        .title = word_format(request->arena, request->words, title_word(kind), values, 1),
        .asker = name_of(request, row->asker_given, row->asker_family),
        .when = day_of(request, row->created_at),
        .day = kind == REQUEST_NAMES ? page_day_text(request, row->day, DAY_HEADING) : TEXT(""),
        .words = row->words,
        .language = row->language,
        .open = open,
        .erases = kind == REQUEST_ERASE_CHILD || kind == REQUEST_ERASE_SELF,
        .state = word(request->words, row->granted == 1 ? WORD_PRIVACY_STATE_GRANTED : WORD_PRIVACY_STATE_REFUSED),
        .reason = mine ? typed->reason : row->reason,
        .problem = mine ? typed->problem : TEXT(""),
        .decide = url_privacy_decide(request->arena, row->id),
    };
}

static void add_alarm(struct request *request, struct requests_view *view, const struct privacy_alarms_row *row)
{
    struct word_value values[] = { word_value("name", name_of(request, row->given_name, row->family_name)) };
    *vector_add(request->arena, &view->alarms) = (struct alarm_view){
        .id = row->id,
        .text = word_format(request->arena, request->words, WORD_PRIVACY_ALARM_TEXT, values, 1),
        .when = day_of(request, row->until_at),
        .open = row->closed_at == INSTANT_NONE,
        .reason = row->reason,
        .close = url_privacy_alarm(request->arena, row->id),
    };
}

static int read_page(struct request *request, struct requests_view *view, const struct typed *typed)
{
    struct access_who who = viewer_who(request->viewer);
    struct privacy_requests_rows requests;
    struct privacy_alarms_rows alarms;
    int status = privacy_requests(request->db, request->arena,
                                  (struct privacy_requests_in){ .organisation = who.organisation,
                                                                .person = who.person,
                                                                .today = who.today,
                                                                .manage = SCOPE_MANAGE,
                                                                .home = SCOPE_SIDE_HOME,
                                                                .most = REQUESTS_MAXIMUM },
                                  &requests);
    if (status == STATUS_OK)
        status = privacy_alarms(request->db, request->arena,
                                (struct privacy_alarms_in){ .organisation = who.organisation,
                                                            .person = who.person,
                                                            .today = who.today,
                                                            .manage = SCOPE_MANAGE,
                                                            .most = ALARMS_MAXIMUM },
                                &alarms);
    for (size_t i = 0; status == STATUS_OK && i < requests.count; i++)
        add_request(request, view, &requests.items[i], typed);
    for (size_t i = 0; status == STATUS_OK && i < alarms.count; i++)
        add_alarm(request, view, &alarms.items[i]);
    return status;
}

static struct outcome show(struct request *request, int code, bool done, const struct typed *typed)
{
    struct requests_view *view = ARENA_NEW(request->arena, struct requests_view);
    *view = (struct requests_view){ .done = done };
    int status = read_page(request, view, typed);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .status = code,
                                              .title = word(request->words, WORD_PRIVACY_REQUESTS_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = requests_view_part(view) });
}

struct outcome requests_page(struct request *request)
{
    return show(request, 200, request_boolean(request, REQUESTS_DONE), NULL);
}

static struct outcome back_done(struct request *request)
{
    struct address page = url_privacy_requests(request->arena);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=1", TEXT_ARGS(page.text)));
}

/* --- deciding --- */

static struct outcome decided(struct request *request, void *argument, int status, const struct error *error)
{
    const struct request_decide *decide = argument;
    if (status == STATUS_OK)
        return back_done(request);
    if (status != STATUS_CONFLICT || !error || error->word == 0)
        return respond_failure(request, status, error);
    return show(request, 409, false,
                &(struct typed){ decide->request, decide->reason, word(request->words, (enum word)error->word) });
}

struct outcome requests_decide(struct request *request)
{
    struct request_decide *decide = ARENA_NEW(request->arena, struct request_decide);
    *decide = (struct request_decide){ .who = viewer_who(request->viewer),
                                       .request = request_id(request, DECIDE_REQUEST),
                                       .granted = request_integer(request, DECIDE_DECISION) == DECISION_GRANTED,
                                       .reason = request_text(request, DECIDE_REASON) };
    return respond_change(request, request_decide, decide, decided);
}

/* --- alarms --- */

static struct outcome closed(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return status == STATUS_OK ? back_done(request) : respond_failure(request, status, error);
}

struct outcome alarm_close_post(struct request *request)
{
    struct alarm_close *close = ARENA_NEW(request->arena, struct alarm_close);
    *close = (struct alarm_close){ .who = viewer_who(request->viewer),
                                   .alarm = request_id(request, ALARM_ID),
                                   .reason = request_text(request, ALARM_REASON) };
    return respond_change(request, alarm_close, close, closed);
}
