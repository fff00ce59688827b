/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands about wishes on the day page, the board, and the page of one.
 */
#include "access/client_write.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/wish/own.h"
#include "feature/wish/wish_place.html.h"
#include "feature/wish/wish_tile.html.h"
#include "http/request.h"

enum { LINE_MAXIMUM = 60 /* bytes of own words in the list of lines */ };

/* In the trail, and on its button. */
static const struct {
    enum word said, button;
} steps[WISH_STEP__MAX] = {
    [WISH_WILL] = { WORD_WISH_WILL, WORD_WISH_WILL },
    [WISH_OUR_WAY] = { WORD_WISH_OUR_WAY, WORD_WISH_OUR_WAY },
    [WISH_NOT_TODAY] = { WORD_WISH_NOT_TODAY, WORD_WISH_NOT_TODAY },
    [WISH_PHONE_YES] = { WORD_WISH_PHONE_YES, WORD_WISH_PHONE_YES_LABEL },
    [WISH_PHONE_NO] = { WORD_WISH_PHONE_NO, WORD_WISH_PHONE_NO_LABEL },
    [WISH_PHONE_SILENT] = { WORD_WISH_PHONE_SILENT, WORD_WISH_PHONE_SILENT_LABEL },
    [WISH_PHONE_URGENT] = { WORD_WISH_PHONE_URGENT, WORD_WISH_PHONE_URGENT_LABEL },
    [WISH_DONE] = { WORD_WISH_DONE, WORD_WISH_DONE },
    [WISH_TOGETHER] = { WORD_WISH_TOGETHER, WORD_WISH_TOGETHER },
    [WISH_OTHERWISE] = { WORD_WISH_OTHERWISE, WORD_WISH_OTHERWISE },
    [WISH_TOLD] = { WORD_WISH_TOLD, WORD_WISH_TOLD },
    [WISH_REACT] = { WORD_HANDOVER_YOUR_WORDS, WORD_WISH_REACT },
};

static struct wish_acts_view acts_of(struct arena *arena, enum wish_step from, enum wish_step through)
{
    struct wish_act_view *items = ARENA_MANY(arena, struct wish_act_view, WISH_STEP__MAX);
    size_t count = 0;
    for (enum wish_step step = from; step <= through; step++)
        items[count++] = (struct wish_act_view){ wish_step_names[step], steps[step].button };
    return (struct wish_acts_view){ items, count };
}

enum word wish_step_word(struct text kind)
{
    for (enum wish_step step = 0; step < WISH_STEP__MAX; step++)
        if (text_equal(text_from(wish_step_names[step]), kind))
            return steps[step].said;
    return WORD_WISH_OPEN;
}

/* What the centre said of it; "nog geen antwoord" when nothing. */
static struct text state_of(struct request *request, struct text kind)
{
    return word(request->words, wish_step_word(kind));
}

/* `wishes`: how many the reader sees; the page stays the same, and its form's id with it, until there is one more. */
static struct wish_form_view form_of(struct request *request, struct child_id child, struct date day, bool two_homes,
                                     size_t wishes)
{
    return (struct wish_form_view){ .action = url_wishes(request->arena, child),
                                    .client_id = handover_form_id(request, "wish", (int64_t)wishes),
                                    .day = day,
                                    .two_homes = two_homes,
                                    .typed = TEXT("") };
}

/* --- the day page --- */

static void *ask(const struct handover_day *day, struct db_together *together)
{
    struct request *request = day->request;
    struct wish_of_day_rows *rows = ARENA_NEW(request->arena, struct wish_of_day_rows);
    wish_of_day_later(together,
                      (struct wish_of_day_in){ .organisation = request->organisation,
                                               .child = day->child,
                                               .day = day->date,
                                               .since = wish_since(request->viewer->scope, request->viewer->today),
                                               .person = request->person,
                                               .today = request->viewer->today },
                      rows);
    return rows;
}

static void show(const struct handover_day *day, void *argument, struct handover_shown *shown)
{
    const struct wish_of_day_rows *rows = argument;
    struct request *request = day->request;
    struct wish_place_view *view = ARENA_NEW(request->arena, struct wish_place_view);
    for (size_t i = 0; i < rows->count; i++)
        *vector_add(request->arena, &view->wishes) =
            (struct wish_short_view){ .wish = rows->items[i].id,
                                      .page = url_wish(request->arena, day->child, rows->items[i].id),
                                      .who = rows->items[i].author_name,
                                      .words = rows->items[i].words,
                                      .language = rows->items[i].language,
                                      .state = state_of(request, rows->items[i].state) };
    view->can_add = day->is_home && day->can_write && day->date.days >= request->viewer->today.days;
    if (view->can_add)
        view->form = form_of(request, day->child, day->date, day->two_homes, rows->count);
    if (view->can_add || rows->count > 0)
        shown->mind = wish_place_view_part(view);
}

/* --- the board --- */

static int board(struct request *request, struct group_id group, struct board_view *view)
{
    struct wish_board_rows rows;
    int status = wish_board(request->db, request->arena,
                            (struct wish_board_in){ .organisation = request->organisation,
                                                    .care_group = group,
                                                    .person = request->person,
                                                    .day = request->viewer->today },
                            &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct handover_tile *tile = handover_tile(view, rows.items[i].child);
        if (!tile)
            continue;
        struct wish_short_view *wish = ARENA_NEW(request->arena, struct wish_short_view);
        *wish = (struct wish_short_view){ .wish = rows.items[i].id,
                                          .page = url_wish(request->arena, rows.items[i].child, rows.items[i].id),
                                          .words = rows.items[i].words,
                                          .language = rows.items[i].language,
                                          .state = state_of(request, rows.items[i].state) };
        *vector_add(request->arena, &tile->parts) = wish_short_view_part(wish);
    }
    return status;
}

const struct handover_part wish_part = { .ask = ask, .show = show, .board = board };

/* --- the page of a wish --- */

static struct text time_of(struct request *request, int64_t at)
{
    struct zone_day day;
    struct date date = zone_date(request->viewer->zone, at);
    zone_day(request->viewer->zone, date, &day);
    struct text time = handover_time(request, &day, at);
    if (date_equal(date, request->viewer->today))
        return time;
    return arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(page_day_text(request, date, DAY_SHORT)),
                        TEXT_ARGS(time));
}

static void add_step(struct request *request, struct date day, const struct wish_steps_row *row, struct wish_view *view)
{
    struct text moment = identity_text(request->arena, row->moment.value);
    struct address page = url_handover_day(request->arena, request->viewer->child, day);
    *vector_add(request->arena, &view->steps) = (struct wish_step_view){
        .side = row->side == SIDE_HOME ? "home" : "centre",
        .what = row->side == SIDE_HOME ? TEXT("") : state_of(request, row->kind),
        .who = row->author_name,
        .time = time_of(request, row->created_at),
        .words = row->words,
        .language = row->language,
        .has_line = row->moment.value != 0,
        .line = { arena_printf(request->arena, "%.*s#entry-%.*s", TEXT_ARGS(page.text), TEXT_ARGS(moment)) },
    };
}

/* "10:15 at alles": one choice a moment, of its first row. */
static void add_line(struct request *request, const struct wish_lines_row *row, struct wish_view *view)
{
    if (view->lines.count > 0 && view->lines.items[view->lines.count - 1].moment.value == row->moment.value)
        return;
    const struct code *code = code_find(row->kind, row->value);
    struct text what = code ? code_text(request->arena, request->words, code, row->measure) : row->note;
    size_t length = what.length < LINE_MAXIMUM ? what.length : LINE_MAXIMUM;
    while (length < what.length && length > 0 && ((unsigned char)what.data[length] & 0xC0) == 0x80)
        length--; /* not within a character */
    *vector_add(request->arena, &view->lines) =
        (struct wish_line_view){ row->moment,
                                 arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(time_of(request, row->at)),
                                              (int)length, what.data) };
}

static int read_lines(struct request *request, struct date day, struct wish_view *view)
{
    struct wish_lines_rows rows;
    int status = wish_lines(request->db, request->arena,
                            (struct wish_lines_in){ .organisation = request->organisation,
                                                    .child = request->viewer->child,
                                                    .day = day,
                                                    .homes = SCOPE_READ_HOME,
                                                    .person = request->person,
                                                    .today = request->viewer->today },
                            &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        add_line(request, &rows.items[i], view);
    return status;
}

/* The buttons of the centre, with the number to dial. */
static int show_acts(struct request *request, const struct wish_one_row *row, struct wish_view *view)
{
    struct word_value values[] = { word_value("name", row->author_name) };
    view->answers = acts_of(request->arena, WISH_WILL, WISH_NOT_TODAY);
    view->phones = acts_of(request->arena, WISH_PHONE_YES, WISH_PHONE_URGENT);
    view->outcomes = acts_of(request->arena, WISH_DONE, WISH_TOLD);
    view->has_phone = !text_is_empty(row->phone);
    view->call = page_call(request, row->phone);
    view->call_text = word_format(request->arena, request->words, WORD_WISH_CALL, values, 1);
    return read_lines(request, row->day, view);
}

static void show_wish(struct request *request, const struct wish_one_row *row, struct wish_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct child_id child = viewer->child;
    view->name = row->child_name;
    view->topics = page_topics(request, child, (struct group_id){ 0 });
    view->day = url_handover_day(request->arena, child, row->day);
    view->day_text = page_day_text(request, row->day, DAY_HEADING);
    view->who = row->author_name;
    view->words = row->words;
    view->language = row->language;
    view->act = url_wish(request->arena, child, view->wish);
    view->is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    view->can_react = (viewer->scope & SCOPE_WRITE_HOME) != 0;
    view->can_act = !view->can_react && (viewer->scope & SCOPE_WRITE_CENTRE) != 0;
}

int wish_read(struct request *request, struct wish_id wish, const struct wish_typed *typed, struct wish_view *ret_view)
{
    const struct viewer *viewer = request->viewer;
    struct wish_one_row row;
    struct wish_steps_rows rows;
    *ret_view = (struct wish_view){ .wish = wish, .problem = TEXT(""), .typed = TEXT("") };
    int status = wish_one(request->db, request->arena,
                          (struct wish_one_in){ .organisation = request->organisation,
                                                .child = viewer->child,
                                                .wish = wish,
                                                .since = wish_since(viewer->scope, viewer->today),
                                                .person = request->person,
                                                .today = viewer->today },
                          &row);
    if (status == STATUS_OK)
        status = wish_steps(request->db, request->arena,
                            (struct wish_steps_in){ .organisation = request->organisation,
                                                    .child = viewer->child,
                                                    .wish = wish,
                                                    .person = request->person,
                                                    .today = viewer->today },
                            &rows);
    if (status != STATUS_OK)
        return status;
    show_wish(request, &row, ret_view);
    for (size_t i = 0; i < rows.count; i++)
        add_step(request, row.day, &rows.items[i], ret_view);
    ret_view->seen = (int64_t)rows.count;
    ret_view->client_id = handover_form_id(request, "step", ret_view->seen);
    if (typed && typed->problem)
        ret_view->problem = word(request->words, typed->problem);
    if (typed && !text_is_null(typed->words))
        ret_view->typed = typed->words;
    return ret_view->can_act ? show_acts(request, &row, ret_view) : STATUS_OK;
}

int wish_read_new(struct request *request, struct date day, const struct wish_typed *typed,
                  struct wish_new_view *ret_view)
{
    struct child_id child = request->viewer->child;
    struct date today = request->viewer->today;
    if (!wish_day_fits(day, today))
        day = today;
    *ret_view = (struct wish_new_view){ .problem = word(request->words, typed->problem),
                                        .day = url_handover_day(request->arena, child, day),
                                        .form = form_of(request, child, day, typed->chose_readers, 0) };
    ret_view->form.both_homes = typed->both_homes;
    ret_view->form.client_id = client_write_new(request->arena); /* what was refused may be sent again, changed */
    ret_view->form.typed = typed->words;
    return STATUS_OK;
}
