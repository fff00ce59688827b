/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of a child about calling.
 */
#include "access/client_write.h"
#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/call/own.h"
#include "http/request.h"
#include "i18n/day_text.h"

enum { SHOWN_MAXIMUM = 30, WEEK_DAYS = 7 };

const char *const call_by_names[CALL_BY__MAX + 1] = {
    [CALL_BY_NEXT] = "next", [CALL_BY_TODAY] = "today", [CALL_BY_WEEK] = "week", NULL
};
const char *const call_then_names[CALL_THEN__MAX + 1] = {
    [CALL_THEN_PAGE] = "page", [CALL_THEN_DAY] = "day", [CALL_THEN_COLLECT] = "collect", NULL
};

struct date call_by_day(enum call_by by, struct date today)
{
    if (by == CALL_BY_TODAY)
        return today;
    if (by == CALL_BY_WEEK)
        return date_add(today, WEEK_DAYS);
    struct date day = date_add(today, 1);
    while (date_weekday(day) == WEEKDAY_SATURDAY || date_weekday(day) == WEEKDAY_SUNDAY)
        day = date_add(day, 1);
    return day;
}

/* As an input of type time holds it; empty for the edge of the day. */
static struct text clock_of(struct arena *arena, int64_t minute)
{
    if (minute == 0 || minute == DAY_MINUTES)
        return TEXT("");
    return arena_printf(arena, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
}

/* Today first, as people count. */
static struct call_choices_view days_of(struct request *request, enum call_by chosen)
{
    static const enum call_by order[CALL_BY__MAX] = { CALL_BY_TODAY, CALL_BY_NEXT, CALL_BY_WEEK };
    struct call_choice_view *items = ARENA_MANY(request->arena, struct call_choice_view, CALL_BY__MAX);
    for (size_t i = 0; i < CALL_BY__MAX; i++)
        items[i] = (struct call_choice_view){
            text_from(call_by_names[order[i]]),
            page_day_text(request, call_by_day(order[i], request->viewer->today), DAY_HEADING), order[i] == chosen
        };
    return (struct call_choices_view){ items, CALL_BY__MAX };
}

/* --- forms --- */

/* As what waits says it. */
static struct call_typed typed_of(struct request *request, const struct call_of_child_row *row)
{
    struct arena *arena = request->arena;
    struct call_typed typed = { .guardian = row->guardian,
                                .words = row->back_words,
                                .from_time = clock_of(arena, row->back_from),
                                .until_time = clock_of(arena, row->back_until),
                                .topic = call_topic_find(row->topic),
                                .sensitive = row->sensitive };
    for (enum call_way way = 0; way < CALL_WAY__MAX; way++)
        if (text_equal(text_from(call_way_names[way]), row->way))
            typed.way = way;
    for (enum call_by by = 0; by < CALL_BY__MAX; by++)
        if (date_equal(call_by_day(by, request->viewer->today), row->until_day))
            typed.by = by;
    return typed;
}

static void add_ask(struct request *request, const struct call_of_child_row *row, const struct call_typed *typed,
                    struct call_view *view)
{
    struct word_value values[] = { word_value("name", row->name) };
    *vector_add(request->arena, &view->asks) = (struct call_ask_view){
        .action = url_calls(request->arena, request->viewer->child),
        .guardian = row->guardian,
        .key = identity_text(request->arena, row->guardian.value),
        .client_id = client_write_new(request->arena),
        .reads = view->is_home ? TEXT("") : word_format(request->arena, request->words, WORD_CALL_READS, values, 1),
        .topics = call_choices(request, CALL_CHOICE_TOPIC, typed->topic),
        .ways = call_choices(request, CALL_CHOICE_WAY, typed->way),
        .days = days_of(request, typed->by),
        .words = typed->words,
        .from_time = typed->from_time,
        .until_time = typed->until_time,
        .sensitive = typed->sensitive,
    };
}

/* One for each talk of the reader's side that waits, with what was typed and not taken. */
static void show_asks(struct request *request, const struct call_of_child_rows *rows, const struct call_typed *typed,
                      struct call_view *view)
{
    int64_t side = view->is_home ? SIDE_HOME : SIDE_CENTRE;
    for (size_t i = 0; view->can_write && i < rows->count; i++) {
        const struct call_of_child_row *row = &rows->items[i];
        bool last = i + 1 == rows->count || rows->items[i + 1].guardian.value != row->guardian.value;
        bool waits = row->id.value != 0 && row->side == side;
        bool mine = typed && !typed->is_wish && (view->is_home || typed->guardian.value == row->guardian.value);
        struct call_typed own = typed_of(request, row);
        if (mine ? last : waits)
            add_ask(request, row, mine ? typed : &own, view);
    }
}

static void show_wish(struct request *request, const struct call_of_child_row *row, const struct call_typed *typed,
                      struct call_wish_view *wish)
{
    struct arena *arena = request->arena;
    bool again = typed && typed->is_wish;
    int64_t kinds = again ? typed->kinds : row->kinds;
    struct call_choice_view *items = ARENA_MANY(arena, struct call_choice_view, CALL_WHENS);
    for (int i = 0; i < CALL_WHENS; i++)
        items[i] = (struct call_choice_view){ arena_printf(arena, "%d", 1 << i),
                                              word(request->words, call_when_word(i)), (kinds & (1 << i)) != 0 };
    *wish = (struct call_wish_view){ .action = url_call_when(arena, request->viewer->child),
                                     .whens = { items, CALL_WHENS },
                                     .words = again ? typed->words : row->words,
                                     .phone = again ? typed->phone : row->phone,
                                     .from_time = again ? typed->from_time : clock_of(arena, row->from_minute),
                                     .until_time = again ? typed->until_time : clock_of(arena, row->until_minute) };
}

/* --- what became of it --- */

static struct text when_of(struct request *request, int64_t at)
{
    struct zone_day day;
    struct date date = zone_date(request->viewer->zone, at);
    zone_day(request->viewer->zone, date, &day);
    return arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(page_day_text(request, date, DAY_SHORT)),
                        TEXT_ARGS(handover_time(request, &day, at)));
}

static struct text about(struct request *request, struct text topic, enum word what)
{
    return arena_printf(request->arena, "%.*s · %.*s",
                        TEXT_ARGS(word(request->words, call_topic_word(call_topic_find(topic)))),
                        TEXT_ARGS(word(request->words, what)));
}

static int read_logs(struct request *request, struct call_pasts_view *pasts)
{
    struct call_logs_rows rows;
    int status = call_logs(request->db, request->arena,
                           (struct call_logs_in){ .organisation = request->organisation,
                                                  .child = request->viewer->child,
                                                  .person = request->person,
                                                  .today = request->viewer->today,
                                                  .homes = SCOPE_SIDE_HOME,
                                                  .team = SCOPE_READ_CENTRE,
                                                  .most = SHOWN_MAXIMUM },
                           &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct call_logs_row *row = &rows.items[i];
        *vector_add(request->arena, pasts) =
            (struct call_past_view){ .when = when_of(request, row->at),
                                     .what = about(request, row->topic, call_outcome_word(row->outcome)),
                                     .who = arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(row->author_name),
                                                         TEXT_ARGS(row->name)),
                                     .words = row->words,
                                     .language = row->language };
    }
    return status;
}

static int read_backs(struct request *request, struct call_pasts_view *pasts)
{
    struct call_backs_done_rows rows;
    int status = call_backs_done(request->db, request->arena,
                                 (struct call_backs_done_in){ .organisation = request->organisation,
                                                              .child = request->viewer->child,
                                                              .person = request->person,
                                                              .today = request->viewer->today,
                                                              .homes = SCOPE_SIDE_HOME,
                                                              .team = SCOPE_READ_CENTRE,
                                                              .most = SHOWN_MAXIMUM },
                                 &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct call_backs_done_row *row = &rows.items[i];
        bool talked = text_equal(row->done, TEXT("talked"));
        struct word_value values[] = { word_value("name", row->name) };
        *vector_add(request->arena, pasts) = (struct call_past_view){
            .when = when_of(request, row->done_at),
            .what = about(request, row->topic, talked ? WORD_HANDOVER_TALKED : WORD_CALL_WITHDRAWN),
            .who = word_format(request->arena, request->words,
                               row->side == SIDE_HOME ? WORD_CALL_WANTS : WORD_CALL_LATER, values, 1),
        };
    }
    return status;
}

/* --- the page --- */

static int read_guardians(struct request *request, const struct call_typed *typed, struct call_view *view)
{
    struct call_of_child_rows rows;
    struct child_id child = request->viewer->child;
    int status = call_of_child(request->db, request->arena, call_of_child_for(request, child), &rows);
    if (status != STATUS_OK)
        return status;
    view->guardians = call_guardians(request, child, &rows, CALL_THEN_PAGE);
    show_asks(request, &rows, typed, view);
    if (view->is_home && rows.count > 0)
        show_wish(request, &rows.items[0], typed, &view->wish);
    return STATUS_OK;
}

int call_read(struct request *request, const struct call_typed *typed, struct call_view *ret_view)
{
    const struct viewer *viewer = request->viewer;
    struct call_child_row child;
    int status = call_child(request->db, request->arena,
                            (struct call_child_in){ .organisation = request->organisation,
                                                    .child = viewer->child,
                                                    .person = request->person,
                                                    .today = viewer->today },
                            &child);
    if (status != STATUS_OK)
        return status;
    bool is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    if (is_home) /* what happens on the group is not hers to hear */
        child.care_group = (struct group_id){ 0 };
    *ret_view = (struct call_view){
        .name = child.given_name,
        .problem = typed ? word(request->words, typed->problem) : TEXT(""),
        .topics = page_topics(request, (struct child_id){ 0 }, child.care_group),
        .is_home = is_home,
        .can_write = (viewer->scope & (is_home ? SCOPE_WRITE_HOME : CALL_WRITERS)) != 0,
        .day = url_handover_day(request->arena, viewer->child, viewer->today),
    };
    status = read_guardians(request, typed, ret_view);
    if (status == STATUS_OK)
        status = read_backs(request, &ret_view->pasts);
    return status == STATUS_OK ? read_logs(request, &ret_view->pasts) : status;
}
