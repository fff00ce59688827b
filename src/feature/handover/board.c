/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The board of a group: today's children with what the group must know at a glance. Four statements whatever the number
 * of children; here their rows are laid together by child.
 */
#include "feature/handover/board_reading.h"

#include "access/page.h"
#include "access/people.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/contact.h"
#include "feature/handover/day.h"
#include "feature/handover/form_id.h"
#include "feature/handover/part.h"
#include "feature/handover/setting.h"
#include "feature/task/task.h"

enum { MEDICINE_SOON_MINUTES = 15 /* before its time a planned medicine shows that it waits */ };

struct tile_view *board_tile_of(struct board_view *view, struct child_id child)
{
    for (size_t i = 0; i < view->tiles.count; i++)
        if (view->tiles.items[i].child.value == child.value)
            return &view->tiles.items[i];
    return NULL;
}

/* On a tablet that lies in the open the tile says that there is something; what it is stands behind a PIN, at collecting (T21). */
static struct text restriction_of(struct request *request, struct text restriction)
{
    bool hides = request->viewer->tablet.value != 0 && !text_is_empty(restriction);
    return hides ? word(request->words, WORD_TABLET_RESTRICTION) : restriction;
}

static void tile_add(struct board_reading *reading, const struct handover_board_children_row *row)
{
    struct request *request = reading->request;
    struct tile_view *tile = vector_add(request->arena, &reading->view->tiles);
    bool came = row->in_at != INSTANT_NONE;
    bool gone = row->out_at != INSTANT_NONE;
    bool gives = (request->viewer->scope & (SCOPE_RESTRICTIONS | SCOPE_MANAGE)) != 0; /* not a coach */
    *tile = (struct tile_view){
        .child = row->child,
        .name = row->given_name,
        .initial = handover_initial(row->given_name),
        .tint = handover_tint(row->child),
        .has_portrait = row->portrait.value != 0,
        .portrait = handover_portrait(request->arena, row->child, row->portrait),
        .day = url_handover_day(request->arena, row->child, reading->today),
        .allergies = row->allergies,
        .restriction = restriction_of(request, row->restriction),
        .can_record = reading->view->can_write,
        .present = came && !gone,
        .expected = !came,
        .collected = gone,
        .has_medicine = gives && row->medicine > 0,
        .medicine_due = row->medicine == 2 && came && !gone,
        .told_open = (row->told & CONTACT_BIT_OPEN) != 0,
        .home_silent = (row->told & CONTACT_BIT_ARRIVAL) == 0,
        .told = url_handover_told(request->arena, reading->group),
        .medicine = ADDRESS(request->arena, "/child/{child}/medicine", address_value(row->child)),
        .check_in = url_handover_check_in(request->arena, reading->group),
        .collect = ADDRESS(request->arena, "/group/{group}/collect/{child}", address_value(reading->group),
                           address_value(row->child)),
        .collected_by = gone ? row->collected_by : TEXT(""),
        .collected_at = gone ? handover_time(request, &reading->zone_day, row->out_at) : TEXT(""),
    };
}

/* Two children of one name are told apart by the first letter of the family name. */
static void tell_names_apart(struct board_reading *reading, const struct handover_board_children_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < rows->count; k++)
            if (i != k && text_equal(rows->items[i].given_name, rows->items[k].given_name)) {
                struct text letter = handover_initial(rows->items[i].family_name);
                reading->view->tiles.items[i].name = arena_printf(
                    reading->request->arena, "%.*s %.*s", TEXT_ARGS(rows->items[i].given_name), TEXT_ARGS(letter));
                break;
            }
}

static int read_children(struct board_reading *reading)
{
    struct request *request = reading->request;
    struct handover_board_children_rows rows;
    int32_t soon = zone_day_minutes(&reading->zone_day, request->now_at) + MEDICINE_SOON_MINUTES;
    int status =
        handover_board_children(request->db, request->arena,
                                (struct handover_board_children_in){ .organisation = request->organisation,
                                                                     .care_group = reading->group,
                                                                     .person = request->person,
                                                                     .day = reading->today,
                                                                     .weekday_bit = weekday_bit(reading->today),
                                                                     .soon = soon },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        tile_add(reading, &rows.items[i]);
    if (status == STATUS_OK)
        tell_names_apart(reading, &rows);
    return status;
}

static int read_guardians(struct board_reading *reading)
{
    struct request *request = reading->request;
    struct handover_board_guardians_rows rows;
    int status =
        handover_board_guardians(request->db, request->arena,
                                 (struct handover_board_guardians_in){ .organisation = request->organisation,
                                                                       .care_group = reading->group,
                                                                       .person = request->person,
                                                                       .day = reading->today,
                                                                       .weekday_bit = weekday_bit(reading->today) },
                                 &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct tile_view *tile = board_tile_of(reading->view, rows.items[i].child);
        if (!tile)
            continue;
        int64_t home = rows.items[i].home;
        if (home && !tile->home)
            tile->home = home;
        tile->split = tile->split || (home && tile->home != home);
        struct guardian_view *guardian = vector_add(request->arena, &tile->guardians);
        *guardian =
            (struct guardian_view){ rows.items[i].given_name, rows.items[i].say_name, tile->guardians.count == 1 };
    }
    return status;
}

static int read_entries(struct board_reading *reading)
{
    struct request *request = reading->request;
    struct handover_board_entries_rows rows;
    int status =
        handover_board_entries(request->db, request->arena,
                               (struct handover_board_entries_in){ .organisation = request->organisation,
                                                                   .board = SCOPE_READ_GROUP,
                                                                   .care_group = reading->group,
                                                                   .person = request->person,
                                                                   .day = reading->today,
                                                                   .weekday_bit = weekday_bit(reading->today) },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct tile_view *tile = board_tile_of(reading->view, rows.items[i].child);
        if (tile && rows.items[i].side == SIDE_HOME)
            board_tile_note(reading, tile, &rows.items[i]);
        else if (tile)
            board_tile_done(reading, tile, &rows.items[i]);
    }
    return status;
}

static int read_team(struct board_reading *reading)
{
    struct request *request = reading->request;
    struct handover_team_rows rows;
    int status = handover_team(request->db, request->arena,
                               (struct handover_team_in){ .organisation = request->organisation,
                                                          .care_group = reading->group,
                                                          .day = reading->today,
                                                          .weekday_bit = weekday_bit(reading->today) },
                               &rows);
    struct text team = TEXT("");
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        team = handover_team_add(request, team, rows.items[i].given_name, rows.items[i].role);
    reading->view->team = team;
    reading->view->team_page = ADDRESS(request->arena, "/group/{group}/team", address_value(reading->group));
    return status;
}

/* Names of children of this board, "Noor, Yusuf". */
static struct text names(struct board_reading *reading, const struct child_id *children, size_t count)
{
    struct text list = TEXT("");
    for (size_t i = 0; i < count; i++) {
        const struct tile_view *tile = board_tile_of(reading->view, children[i]);
        if (tile)
            list = arena_printf(reading->request->arena, "%.*s%s%.*s", TEXT_ARGS(list), list.length ? ", " : "",
                                TEXT_ARGS(tile->name));
    }
    return list;
}

/* What was just recorded, with the way back. */
static int read_done(struct board_reading *reading, struct moment_id moment)
{
    struct request *request = reading->request;
    struct board_view *view = reading->view;
    struct handover_moment_rows rows;
    int status = handover_moment(request->db, request->arena,
                                 (struct handover_moment_in){ .organisation = request->organisation,
                                                              .moment = moment,
                                                              .person = request->person,
                                                              .today = reading->today },
                                 &rows);
    if (status != STATUS_OK || rows.count == 0 || rows.items[0].author.value != request->person.value)
        return status;
    struct child_id *children = ARENA_MANY(request->arena, struct child_id, rows.count);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++)
        if (count == 0 || children[count - 1].value != rows.items[i].child.value)
            children[count++] = rows.items[i].child;
    const struct code *code = code_find(rows.items[0].kind, rows.items[0].value);
    struct word_value values[] = {
        word_value("what", code ? code_text(request->arena, request->words, code, rows.items[0].measure)
                                : word(request->words, WORD_HANDOVER_WORDS)),
        word_value("names", names(reading, children, count)),
    };
    view->undo_text = word_format(request->arena, request->words, WORD_HANDOVER_RECORDED, values, 2);
    view->undo_pictogram = code ? code->pictogram : code_kinds[KIND_WORDS].pictogram;
    view->undo_moment = moment;
    for (size_t i = 0; !text_is_null(reading->phrases) && i < rows.count; i++)
        view->phrase_hint = view->phrase_hint ||
                            setting_is_phrase(request->arena, request->words, reading->phrases, rows.items[i].note);
    view->quiet = url_handover_quiet(request->arena, reading->group);
    view->undo = url_handover_board_undo(request->arena, reading->group);
    view->can_undo = request->now_at - rows.items[0].created_at <= HANDOVER_UNDO_MS;
    return STATUS_OK;
}

/* Who was left out of a recording, and why: a sentence for each reason. */
static void tell_skipped(struct board_reading *reading, const struct board_done *done)
{
    static const enum word words[SKIP_REASON__MAX] = { [SKIP_LEFT] = WORD_HANDOVER_SKIPPED_LEFT,
                                                       [SKIP_ASLEEP] = WORD_HANDOVER_SKIPPED_ASLEEP,
                                                       [SKIP_AWAKE] = WORD_HANDOVER_SKIPPED_AWAKE };
    struct request *request = reading->request;
    struct text problem = TEXT("");
    for (enum skip_reason reason = SKIP_LEFT; reason < SKIP_REASON__MAX; reason++) {
        if (done->skipped[reason].count == 0)
            continue;
        struct text list = names(reading, done->skipped[reason].items, done->skipped[reason].count);
        struct word_value values[] = { word_value("names", list) };
        enum word id = list.length ? words[reason] : WORD_HANDOVER_SKIPPED_GONE;
        struct text sentence = word_format(request->arena, request->words, id, values, 1);
        problem = arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(problem), problem.length ? " " : "",
                               TEXT_ARGS(sentence));
    }
    reading->view->problem = problem;
}

/* Of the form that records. */
static int read_form_id(struct board_reading *reading)
{
    struct request *request = reading->request;
    struct handover_own_board_writes_row own;
    int status =
        handover_own_board_writes(request->db, request->arena,
                                  (struct handover_own_board_writes_in){ .organisation = request->organisation,
                                                                         .care_group = reading->group,
                                                                         .day = reading->today,
                                                                         .weekday_bit = weekday_bit(reading->today),
                                                                         .person = request->person },
                                  &own);
    if (status != STATUS_OK)
        return status;
    struct form_page page = form_page_of(request, own.acts);
    reading->view->client_id = form_id(request->arena, &page, "record", 0);
    return STATUS_OK;
}

/* A child that was just checked in or out, with the way back. */
static void tell_came(struct board_reading *reading, const struct board_done *done)
{
    struct board_view *view = reading->view;
    const struct tile_view *tile = board_tile_of(view, done->came);
    if (!tile || !view->can_write)
        return;
    struct word_value values[] = { word_value("name", tile->name) };
    enum word id = tile->collected ? WORD_HANDOVER_CAME_OUT : WORD_HANDOVER_CAME_IN;
    view->came = done->came;
    view->came_text = word_format(reading->request->arena, reading->request->words, id, values, 1);
    view->came_undo = url_handover_attendance_undo(reading->request->arena, reading->group);
    view->can_undo_came = tile->present || tile->collected;
}

static int read_head(struct board_reading *reading)
{
    struct request *request = reading->request;
    struct board_view *view = reading->view;
    struct handover_group_row row;
    int status = handover_group(request->db, request->arena,
                                (struct handover_group_in){ .organisation = request->organisation,
                                                            .care_group = reading->group,
                                                            .person = request->person,
                                                            .today = reading->today },
                                &row);
    if (status != STATUS_OK)
        return status;
    struct arena *arena = request->arena;
    view->group = reading->group;
    reading->ages = code_ages_of(row.ages, row.care_form);
    reading->hints = setting_open_hint(reading->ages, row.open_hint);
    reading->phrases = row.phrase_hint ? row.phrases : TEXT_NULL;
    view->name = row.name;
    view->location_name = row.location_name;
    view->day_text = page_day_text(request, reading->today, DAY_HEADING);
    view->topics = page_topics(request, (struct child_id){ 0 }, reading->group);
    view->can_write = (request->viewer->scope & SCOPE_WRITE_CENTRE) != 0;
    view->kinds = day_kinds(request, reading->ages);
    view->record = url_handover_record(arena, reading->group);
    view->read_all = url_handover_read_all(arena, reading->group);
    view->consent = ADDRESS(arena, "/group/{group}/consent", address_value(reading->group));
    view->can_manage = (request->viewer->scope & SCOPE_MANAGE) != 0;
    view->reads_days = (request->viewer->scope & SCOPE_READ_GROUP) != 0;
    view->setting = url_handover_setting(arena, reading->group);
    view->week = url_handover_week(arena, reading->group);
    view->door = url_handover_door(arena, reading->group);
    view->open = url_handover_open(arena, reading->group);
    view->on_tablet = request->viewer->tablet.value != 0;
    view->writer = request->viewer->given_name;
    view->ago = word(request->words, WORD_HANDOVER_AGO);
    view->ago_minutes = word(request->words, WORD_HANDOVER_AGO_MINUTES);
    view->attendance = ADDRESS(arena, "/group/{group}/attendance", address_value(reading->group));
    view->has_voice = reading->ages == AGES_SCHOOL && view->can_write;
    view->voice = ADDRESS(arena, "/group/{group}/own", address_value(reading->group));
    view->talk_aid = ADDRESS(arena, "/group/{group}/talk", address_value(reading->group));
    view->photos = ADDRESS(arena, "/group/{group}/photos", address_value(reading->group));
    view->tasks = url_task_list(arena);
    if (request->viewer->tablet.value == 0) /* these are done on an own device */
        status = task_waits(request->db, arena, viewer_who(request->viewer), reading->group, &view->has_tasks);
    return status == STATUS_OK ? read_form_id(reading) : status;
}

int board_read(struct request *request, struct group_id group, const struct board_done *done,
               struct board_view *ret_view)
{
    struct board_view view = { .undo_pictogram = "" };
    struct board_reading reading = {
        .request = request, .view = &view, .group = group, .today = request->viewer->today
    };
    zone_day(request->viewer->zone, reading.today, &reading.zone_day);
    int status = read_head(&reading);
    if (status == STATUS_OK)
        status = read_children(&reading);
    if (status == STATUS_OK)
        status = read_guardians(&reading);
    if (status == STATUS_OK)
        status = read_entries(&reading);
    if (status == STATUS_OK)
        status = read_team(&reading);
    if (status == STATUS_OK)
        status = part_board(request, group, &view);
    if (status == STATUS_OK && done->moment.value)
        status = read_done(&reading, done->moment);
    if (status != STATUS_OK)
        return status;
    tell_skipped(&reading, done);
    tell_came(&reading, done);
    for (size_t i = 0; i < view.tiles.count; i++) {
        struct tile_view *tile = &view.tiles.items[i];
        if (!text_is_empty(tile->allergies) && !tile->collected)
            *vector_add(request->arena, &view.allergies) =
                (struct board_allergy_view){ tile->child, tile->name, tile->allergies };
        board_tile_finish(&reading, tile);
        tile->away = tile->expected && !text_is_empty(tile->more.away);
    }
    *ret_view = view;
    return STATUS_OK;
}
