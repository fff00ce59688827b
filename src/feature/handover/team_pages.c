/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages of the group beside its board: the door view (R242), the highlights of the week (R028), what nobody told or wrote down yet
 * (R030), what the group records and asks; and "ik vertel het aan de deur".
 */
#include "access/access.h"
#include "access/page.h"
#include "access/scope.h"
#include "feature/handover/act.h"
#include "feature/handover/board.h"
#include "feature/handover/contact.h"
#include "feature/handover/contact.sql.h"
#include "feature/handover/day.h"
#include "feature/handover/door.html.h"
#include "feature/handover/open.html.h"
#include "feature/handover/setting.h"
#include "feature/handover/setting.html.h"
#include "feature/handover/week.html.h"

struct address url_handover_told(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/told", address_value(group));
}

struct address url_handover_week(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/week", address_value(group));
}

struct address url_handover_door(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/door", address_value(group));
}

struct address url_handover_open(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/open", address_value(group));
}

struct address url_handover_setting(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/setting", address_value(group));
}

struct address url_handover_quiet(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/quiet", address_value(group));
}

static struct outcome show(struct request *request, struct text title, struct group_id group, struct text name,
                           struct html_part content)
{
    return page_show(request, &(struct page){ .title = title,
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .way = url_handover_board(request->arena, group),
                                              .way_name = name,
                                              .way_icon = "group",
                                              .content = content });
}

static int head(struct request *request, struct group_id group, struct text *ret_name)
{
    struct handover_group_row row;
    int status = handover_group(request->db, request->arena,
                                (struct handover_group_in){ .organisation = request->organisation,
                                                            .care_group = group,
                                                            .person = request->person,
                                                            .today = request->viewer->today },
                                &row);
    if (status == STATUS_OK)
        *ret_name = row.name;
    return status;
}

/* --- the door view --- */

enum group_field { GROUP_GROUP };
static const struct field group_fields[] = {
    [GROUP_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static struct group_id group_of(struct request *request)
{
    return (struct group_id){ request_id(request, GROUP_GROUP) };
}

static int read_door(struct request *request, struct group_id group, struct door_view *view)
{
    struct door_children_rows rows = { 0 };
    struct date today = request->viewer->today;
    int status = head(request, group, &view->name);
    view->board = url_handover_board(request->arena, group);
    if (status == STATUS_OK)
        status = door_children(request->db, request->arena,
                               (struct door_children_in){ .organisation = request->organisation,
                                                          .care_group = group,
                                                          .person = request->person,
                                                          .day = today,
                                                          .weekday_bit = weekday_bit(today) },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &view->children) =
            (struct door_child_view){ .name = rows.items[i].given_name,
                                      .initial = handover_initial(rows.items[i].given_name),
                                      .tint = handover_tint(rows.items[i].child) };
    return status;
}

static struct outcome door_page(struct request *request)
{
    struct door_view *view = ARENA_NEW(request->arena, struct door_view);
    struct group_id group = group_of(request);
    int status = read_door(request, group, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = view->name,
                                              .kind = "board",
                                              .side = PAGE_CENTRE,
                                              .way = view->board,
                                              .way_name = view->name,
                                              .way_icon = "group",
                                              .content = door_view_part(view) });
}

/* --- the week --- */

static struct text week_what(struct request *request, const struct contact_week_row *row)
{
    const struct code *code = code_find(text_from(code_kinds[KIND_HIGHLIGHT].name), row->value);
    if (!code)
        return row->at_door ? word(request->words, WORD_HANDOVER_AT_THE_DOOR) : TEXT("");
    struct text day = page_day_text(request, row->day, DAY_SHORT);
    return arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(word(request->words, code->label)), TEXT_ARGS(day));
}

static int read_week(struct request *request, struct group_id group, struct week_view *view)
{
    struct contact_week_rows rows = { 0 };
    struct date today = request->viewer->today;
    struct date monday = date_add(today, -(int32_t)(date_weekday(today) - WEEKDAY_MONDAY));
    int status = head(request, group, &view->name);
    view->board = url_handover_board(request->arena, group);
    if (status == STATUS_OK)
        status = contact_week(request->db, request->arena,
                              (struct contact_week_in){ .organisation = request->organisation,
                                                        .care_group = group,
                                                        .person = request->person,
                                                        .today = today,
                                                        .from_day = monday,
                                                        .board = SCOPE_READ_GROUP },
                              &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct contact_week_row *row = &rows.items[i];
        struct week_child_view child = { .day = url_handover_day(request->arena, row->child, today),
                                         .name = row->given_name,
                                         .initial = handover_initial(row->given_name),
                                         .tint = handover_tint(row->child),
                                         .what = week_what(request, row) };
        if (text_is_empty(child.what))
            *(struct week_child_view *)vector_add(request->arena, &view->none) = child;
        else
            *(struct week_child_view *)vector_add(request->arena, &view->some) = child;
    }
    return status;
}

static struct outcome week_page(struct request *request)
{
    struct week_view *view = ARENA_NEW(request->arena, struct week_view);
    struct group_id group = group_of(request);
    int status = read_week(request, group, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return show(request, word(request->words, WORD_HANDOVER_WEEK_TITLE), group, view->name, week_view_part(view));
}

/* --- what is still open --- */

static struct outcome open_page(struct request *request)
{
    struct open_view *view = ARENA_NEW(request->arena, struct open_view);
    struct board_view board;
    struct board_done nothing = { .moment = { 0 } };
    struct group_id group = group_of(request);
    int status = board_read(request, group, &nothing, &board);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->name = board.name;
    view->board = url_handover_board(request->arena, group);
    view->told = url_handover_told(request->arena, group);
    view->topics = board.topics;
    for (size_t i = 0; i < board.tiles.count; i++) {
        const struct tile_view *tile = &board.tiles.items[i];
        if (tile->present && (!text_is_empty(tile->open) || tile->home_silent))
            *vector_add(request->arena, &view->children) =
                (struct open_child_view){ .child = tile->child,
                                          .day = tile->day,
                                          .name = tile->name,
                                          .initial = tile->initial,
                                          .tint = tile->tint,
                                          .open = tile->open,
                                          .home_silent = tile->home_silent,
                                          .can_tell = board.can_write && !text_is_empty(tile->open) };
    }
    return show(request, word(request->words, WORD_HANDOVER_OPEN_TITLE), group, view->name, open_view_part(view));
}

/* --- "ik vertel het aan de deur" --- */

enum told_field { TOLD_GROUP, TOLD_CHILD, TOLD_WHAT, TOLD_BACK, TOLD_THEN };
static const struct field told_fields[] = {
    [TOLD_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [TOLD_CHILD] = { .name = "child", .type = FIELD_ID, .required = true, .label = WORD_HANDOVER_CHILDREN },
    [TOLD_WHAT] = { .name = "told",
                    .type = FIELD_CHOICE,
                    .required = true,
                    .choices = contact_names,
                    .label = WORD_HANDOVER_WHAT },
    [TOLD_BACK] = { .name = "back", .type = FIELD_BOOLEAN },
    [TOLD_THEN] = { .name = "then", .type = FIELD_CHOICE, .choices = act_then_names },
};

static struct outcome told_done(struct request *request, void *argument, int status, const struct error *error)
{
    const struct handover_touch *touch = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    if (act_then_collect(request, TOLD_THEN))
        return respond_redirect(request, act_collect(request->arena, touch->group, touch->child).text);
    if (act_then_open(request, TOLD_THEN))
        return respond_redirect(request, url_handover_open(request->arena, touch->group).text);
    return respond_redirect(request, url_handover_board(request->arena, touch->group).text);
}

static struct outcome told(struct request *request)
{
    struct handover_touch *touch = act_touch(request);
    touch->group = (struct group_id){ request_id(request, TOLD_GROUP) };
    touch->child = (struct child_id){ request_id(request, TOLD_CHILD) };
    touch->contact = (enum live_contact)request_integer(request, TOLD_WHAT);
    touch->back = request_integer(request, TOLD_BACK) != 0;
    return respond_change(request, handover_told, touch, told_done);
}

/* --- what the group records and asks --- */

enum setting_field {
    SETTING_GROUP,
    SETTING_DONE,
    SETTING_AGES = 1,
    SETTING_OPEN,
    SETTING_PHRASE,
    SETTING_PHRASES,
    SETTING_OPENS
};
static const struct field setting_fields[] = {
    [SETTING_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [SETTING_DONE] = { .name = "done", .type = FIELD_BOOLEAN },
};
static const struct field setting_save_fields[] = {
    [SETTING_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
    [SETTING_AGES] = { .name = "ages",
                       .type = FIELD_CHOICE,
                       .required = true,
                       .choices = setting_ages_names,
                       .label = WORD_HANDOVER_SETTING_AGES },
    [SETTING_OPEN] = { .name = "open_hint", .type = FIELD_BOOLEAN },
    [SETTING_PHRASE] = { .name = "phrase_hint", .type = FIELD_BOOLEAN },
    [SETTING_PHRASES] = { .name = "phrases",
                          .type = FIELD_TEXT,
                          .maximum = SETTING_PHRASES_MAXIMUM,
                          .label = WORD_HANDOVER_SETTING_PHRASES },
    [SETTING_OPENS] = { .name = "opens",
                        .type = FIELD_CHOICE,
                        .choices = release_names,
                        .label = WORD_HANDOVER_SETTING_OPENS },
};

static struct outcome setting_page(struct request *request)
{
    struct setting_view *view = ARENA_NEW(request->arena, struct setting_view);
    struct group_id group = { request_id(request, SETTING_GROUP) };
    int status = setting_read(request, group, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->done = request_integer(request, SETTING_DONE) != 0;
    struct word_value values[] = { word_value("name", view->name) };
    struct text title = word_format(request->arena, request->words, WORD_HANDOVER_SETTING_TITLE, values, 1);
    return show(request, title, group, view->name, setting_view_part(view));
}

static struct outcome setting_saved(struct request *request, void *argument, int status, const struct error *error)
{
    const struct setting_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_handover_setting(request->arena, write->group).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=1", TEXT_ARGS(page)));
}

static struct outcome setting_post(struct request *request)
{
    struct setting_write *write = ARENA_NEW(request->arena, struct setting_write);
    *write = (struct setting_write){ .group = { request_id(request, SETTING_GROUP) },
                                     .today = request->viewer->today,
                                     .ages = (enum setting_ages)request_integer(request, SETTING_AGES),
                                     .open_hint = request_integer(request, SETTING_OPEN) != 0,
                                     .phrase_hint = request_integer(request, SETTING_PHRASE) != 0,
                                     .phrases = setting_phrases_typed(request, request_text(request, SETTING_PHRASES)),
                                     .opens = (enum release)request_integer(request, SETTING_OPENS) };
    return respond_change(request, setting_save, write, setting_saved);
}

static struct outcome quiet_done(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_handover_board(request->arena, group_of(request)).text);
}

static struct outcome quiet(struct request *request)
{
    return respond_change(request, setting_quiet, NULL, quiet_done);
}

static const struct route team_route_table[] = {
    ROUTE(GET, "/group/{group}/door", RULE_GROUP(SCOPE_READ_TODAY, GROUP_GROUP), door_page,
          .fields = FIELDS(group_fields), .title = WORD_HANDOVER_DOOR, .tablet = TABLET_OPEN,
          .help = "The names of today's children and nothing else, while parents stand at the door"),
    ROUTE(GET, "/group/{group}/week", RULE_GROUP(SCOPE_READ_GROUP, GROUP_GROUP), week_page,
          .fields = FIELDS(group_fields), .title = WORD_HANDOVER_WEEK_TITLE, .tablet = TABLET_OPEN,
          .help = "Highlights of the week, for the group itself"),
    ROUTE(GET, "/group/{group}/open", RULE_GROUP(SCOPE_READ_TODAY, GROUP_GROUP), open_page,
          .fields = FIELDS(group_fields), .title = WORD_HANDOVER_OPEN_TITLE, .tablet = TABLET_OPEN,
          .help = "What nobody told or wrote down yet today, for the group itself"),
    ROUTE(POST, "/group/{group}/told", RULE_GROUP(SCOPE_WRITE_CENTRE, TOLD_GROUP), told, .fields = FIELDS(told_fields),
          .tablet = TABLET_OPEN, .help = "Home and centre talked, or will at the door"),
    ROUTE(GET, "/group/{group}/setting", RULE_GROUP(SCOPE_MANAGE, SETTING_GROUP), setting_page,
          .fields = FIELDS(setting_fields), .title = WORD_HANDOVER_SETTING_AGES,
          .help = "What a group records and what its board asks"),
    ROUTE(POST, "/group/{group}/setting", RULE_GROUP(SCOPE_MANAGE, SETTING_GROUP), setting_post,
          .fields = FIELDS(setting_save_fields), .keep_when_signed_out = true,
          .help = "Choose what a group records and what its board asks"),
    ROUTE(POST, "/group/{group}/quiet", RULE_GROUP(SCOPE_WRITE_CENTRE, GROUP_GROUP), quiet,
          .fields = FIELDS(group_fields), .tablet = TABLET_OPEN,
          .help = "Do not ask me again for a moment instead of a phrase"),
};

const struct routes handover_team_routes = ROUTES(team_route_table);
