/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands about absence on the start page, the day page, the board, and the page of a child.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "feature/absence/own.h"
#include "feature/absence/place.html.h"
#include "http/request.h"
#include "i18n/day_text.h"

const char *const absence_then_names[ABSENCE_THEN__MAX + 1] = {
    [ABSENCE_THEN_PAGE] = "page", [ABSENCE_THEN_DAY] = "day", [ABSENCE_THEN_START] = "start", NULL
};

static enum absence_kind kind_of(struct text name)
{
    for (enum absence_kind kind = 0; kind < ABSENCE_KIND__MAX; kind++)
        if (text_equal(text_from(absence_kind_names[kind]), name))
            return kind;
    return ABSENCE_OTHER;
}

struct text absence_sentence(struct request *request, struct text name, struct text kind, struct date day,
                             struct date until)
{
    static const enum word one[ABSENCE_KIND__MAX] = { WORD_ABSENCE_IS_ILL, WORD_ABSENCE_IS_OFF, WORD_ABSENCE_IS_AWAY };
    static const enum word more[ABSENCE_KIND__MAX] = { WORD_ABSENCE_IS_ILL_UNTIL, WORD_ABSENCE_IS_OFF_UNTIL,
                                                       WORD_ABSENCE_IS_AWAY_UNTIL };
    bool longer = until.days > day.days + 1;
    struct word_value values[] = { word_value("name", name),
                                   word_value("day", longer ? page_day_text(request, date_add(until, -1), DAY_HEADING)
                                                            : TEXT("")) };
    return word_format(request->arena, request->words, longer ? more[kind_of(kind)] : one[kind_of(kind)], values, 2);
}

struct absence_form_view absence_form(struct request *request, struct child_id child, struct date day,
                                      enum absence_then then, const struct absence_siblings_rows *siblings)
{
    /* Two taps mean today when they are made, and the page may lie open since yesterday: they name no day. */
    bool today = then != ABSENCE_THEN_PAGE && day.days == request->viewer->today.days;
    struct text named = today ? TEXT("") : date_iso(request->arena, day);
    struct absence_form_view form = { .child = child,
                                      .action = url_absence(request->arena, child),
                                      .then = absence_then_names[then],
                                      .from = named,
                                      .through = named,
                                      .words = TEXT("") };
    for (size_t i = 0; siblings && i < siblings->count; i++)
        if (siblings->items[i].child.value != child.value)
            *vector_add(request->arena, &form.siblings) =
                (struct absence_sibling_view){ .child = siblings->items[i].child,
                                               .name = siblings->items[i].given_name };
    return form;
}

static struct text key_of(struct request *request, int64_t id)
{
    return arena_printf(request->arena, "away-%.*s", TEXT_ARGS(identity_text(request->arena, id)));
}

static struct absence_siblings_in siblings_in(const struct request *request)
{
    return (struct absence_siblings_in){ .organisation = request->organisation,
                                         .person = request->person,
                                         .today = request->viewer->today,
                                         .need = SCOPE_WRITE_HOME };
}

/* --- the start page --- */

struct absence_owns {
    struct absence_siblings_rows siblings;
    struct absence_own_near_rows rows;
};

int absence_read_own(struct request *request, struct absence_owns **ret_owns)
{
    struct absence_owns *owns = ARENA_NEW(request->arena, struct absence_owns);
    int status = absence_siblings(request->db, request->arena, siblings_in(request), &owns->siblings);
    if (status == STATUS_OK)
        status = absence_own_near(request->db, request->arena,
                                  (struct absence_own_near_in){ .organisation = request->organisation,
                                                                .person = request->person,
                                                                .homes = SCOPE_READ_HOME,
                                                                .today = request->viewer->today },
                                  &owns->rows);
    *ret_owns = owns;
    return status;
}

static const struct absence_own_near_row *away_of(const struct absence_owns *owns, struct child_id child,
                                                  struct date day)
{
    for (size_t i = owns->rows.count; i-- > 0;) {
        const struct absence_own_near_row *row = &owns->rows.items[i];
        if (row->child.value == child.value && row->from_day.days <= day.days && row->until_day.days > day.days)
            return row;
    }
    return NULL;
}

/* What the child is called; null when this person does not write about it. */
static struct text name_of(const struct absence_owns *owns, struct child_id child)
{
    for (size_t i = 0; i < owns->siblings.count; i++)
        if (owns->siblings.items[i].child.value == child.value)
            return owns->siblings.items[i].given_name;
    return TEXT_NULL;
}

struct html_part absence_own_part(struct request *request, const struct absence_owns *owns, struct child_id child,
                                  struct date day, struct text *ret_sentence)
{
    struct text name = name_of(owns, child);
    const struct absence_own_near_row *row = away_of(owns, child, day);
    bool tomorrow = day.days > request->viewer->today.days;
    *ret_sentence = TEXT_NULL;
    if (text_is_null(name))
        return (struct html_part){ NULL, NULL };
    struct absence_place_view *view = ARENA_NEW(request->arena, struct absence_place_view);
    if (!row) {
        view->can_report = true;
        view->tomorrow = tomorrow;
        view->form = absence_form(request, child, day, ABSENCE_THEN_START, &owns->siblings);
        return absence_place_view_part(view);
    }
    struct text sentence = absence_sentence(request, name, row->kind, day, row->until_day);
    if (tomorrow)
        sentence = arena_printf(request->arena, "%.*s: %.*s", TEXT_ARGS(word(request->words, WORD_DAY_TOMORROW)),
                                TEXT_ARGS(sentence));
    else
        *ret_sentence = sentence;
    view->away = true;
    view->now = (struct absence_now_view){ .key = key_of(request, child.value),
                                           .sentence = tomorrow ? sentence : TEXT(""),
                                           .can_end = true,
                                           .back = url_absence_back(request->arena, child),
                                           .day = day,
                                           .then = absence_then_names[ABSENCE_THEN_START],
                                           .name = name };
    return absence_place_view_part(view);
}

/* --- the day page --- */

struct asked {
    struct absence_on_day_rows rows;
    struct absence_siblings_rows siblings;
};

static void *ask(const struct handover_day *day, struct db_together *together)
{
    struct request *request = day->request;
    struct asked *asked = ARENA_NEW(request->arena, struct asked);
    absence_on_day_later(together,
                         (struct absence_on_day_in){ .organisation = request->organisation,
                                                     .child = day->child,
                                                     .day = day->date,
                                                     .person = request->person,
                                                     .today = request->viewer->today },
                         &asked->rows);
    if ((request->viewer->scope & SCOPE_WRITE_HOME) != 0)
        absence_siblings_later(together, siblings_in(request), &asked->siblings);
    return asked;
}

static struct text by_of(struct request *request, struct text author)
{
    struct word_value values[] = { word_value("name", author) };
    return word_format(request->arena, request->words, WORD_ABSENCE_BY, values, 1);
}

/* What counts on that day: the last that is not over for the reader. */
static const struct absence_on_day_row *held_on(const struct absence_on_day_rows *rows, struct date day)
{
    for (size_t i = rows->count; i-- > 0;)
        if (rows->items[i].until_day.days > day.days)
            return &rows->items[i];
    return NULL;
}

static void show(const struct handover_day *day, void *argument, struct handover_shown *shown)
{
    struct asked *asked = argument;
    const struct absence_on_day_row *row = held_on(&asked->rows, day->date);
    struct request *request = day->request;
    bool to_come = day->date.days >= request->viewer->today.days && !day->came;
    struct absence_place_view *view = ARENA_NEW(request->arena, struct absence_place_view);
    if (row && !day->came) {
        shown->presence = absence_sentence(request, day->name, row->kind, day->date, row->until_day);
        view->away = true;
        view->now = (struct absence_now_view){ .key = key_of(request, day->child.value),
                                               .by = day->is_home ? TEXT("") : by_of(request, row->author_name),
                                               .words = row->words,
                                               .language = row->language,
                                               .can_end = to_come && day->can_write,
                                               .back = url_absence_back(request->arena, day->child),
                                               .day = day->date,
                                               .then = absence_then_names[ABSENCE_THEN_DAY],
                                               .name = day->name };
    } else if (to_come && day->can_write) {
        view->can_report = true;
        view->form = absence_form(request, day->child, day->date, ABSENCE_THEN_DAY, &asked->siblings);
    }
    shown->centre = absence_place_view_part(view);
}

/* --- the board --- */

static int board(struct request *request, struct group_id group, struct board_view *view)
{
    static const enum word words[ABSENCE_KIND__MAX] = { WORD_ABSENCE_TILE_ILL, WORD_ABSENCE_TILE_OFF,
                                                        WORD_ABSENCE_TILE_AWAY };
    struct absence_board_rows rows;
    int status = absence_board(request->db, request->arena,
                               (struct absence_board_in){ .organisation = request->organisation,
                                                          .care_group = group,
                                                          .person = request->person,
                                                          .day = request->viewer->today },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct handover_tile *tile = handover_tile(view, rows.items[i].child);
        if (tile)
            tile->away = word(request->words, words[kind_of(rows.items[i].kind)]);
    }
    return status;
}

const struct handover_part absence_part = { .ask = ask, .show = show, .board = board };

/* --- the page of a child --- */

static void add_item(struct request *request, struct absence_view *view, const struct absence_coming_row *row)
{
    struct date today = request->viewer->today;
    struct date day = row->from_day.days > today.days ? row->from_day : today;
    struct text sentence = absence_sentence(request, view->name, row->kind, day, row->until_day);
    if (row->from_day.days > today.days)
        sentence = arena_printf(request->arena, "%.*s: %.*s", TEXT_ARGS(page_day_text(request, day, DAY_HEADING)),
                                TEXT_ARGS(sentence));
    *vector_add(request->arena, &view->items) =
        (struct absence_now_view){ .key = key_of(request, row->id.value),
                                   .sentence = sentence,
                                   .by = view->is_home ? TEXT("") : by_of(request, row->author_name),
                                   .words = row->words,
                                   .language = row->language,
                                   .can_end = view->can_write,
                                   .back = url_absence_back(request->arena, request->viewer->child),
                                   .day = day,
                                   .then = absence_then_names[ABSENCE_THEN_PAGE],
                                   .name = view->name };
}

static void show_typed(const struct request *request, const struct absence_typed *typed, struct absence_view *view)
{
    struct absence_form_view *form = &view->form;
    view->problem = word(request->words, typed->problem);
    form->from = typed->from;
    form->through = typed->through;
    form->words = typed->words;
    for (size_t i = 0; i < form->siblings.count; i++)
        for (size_t k = 0; k < typed->child_count; k++)
            if (form->siblings.items[i].child.value == typed->children[k].value)
                form->siblings.items[i].chosen = true;
}

int absence_read(struct request *request, const struct absence_typed *typed, struct absence_view *ret_view)
{
    const struct viewer *viewer = request->viewer;
    struct absence_child_row child;
    struct absence_coming_rows rows;
    struct absence_siblings_rows siblings = { .count = 0 };
    const struct organisation_id organisation = request->organisation;
    int status = absence_child(
        request->db, request->arena,
        (struct absence_child_in){
            .organisation = organisation, .child = viewer->child, .person = request->person, .today = viewer->today },
        &child);
    if (status == STATUS_OK)
        status = absence_coming(request->db, request->arena,
                                (struct absence_coming_in){ .organisation = organisation,
                                                            .child = viewer->child,
                                                            .person = request->person,
                                                            .today = viewer->today },
                                &rows);
    bool is_home = (viewer->scope & SCOPE_SIDE_HOME) != 0;
    if (status == STATUS_OK && is_home)
        status = absence_siblings(request->db, request->arena, siblings_in(request), &siblings);
    if (status != STATUS_OK)
        return status;
    *ret_view = (struct absence_view){ .name = child.given_name,
                                       .problem = TEXT(""),
                                       .topics = page_topics(request, is_home ? viewer->child : (struct child_id){ 0 },
                                                             (struct group_id){ 0 }),
                                       .is_home = is_home,
                                       .day = url_handover_day(request->arena, viewer->child, viewer->today),
                                       .can_write = (viewer->scope & SCOPE_WRITE) != 0 };
    ret_view->form = absence_form(request, viewer->child, viewer->today, ABSENCE_THEN_PAGE, &siblings);
    ret_view->form.more = true;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].until_day.days > viewer->today.days &&
            rows.items[i].until_day.days > rows.items[i].from_day.days)
            add_item(request, ret_view, &rows.items[i]);
    if (typed)
        show_typed(request, typed, ret_view);
    return STATUS_OK;
}
