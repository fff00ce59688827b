/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/start/start.h"

#include "access/access.h"
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "base/utf8.h"
#include "feature/absence/absence.h"
#include "feature/call/call.h"
#include "feature/handover/handover.h"
#include "feature/mentor/mentor.h"
#include "feature/morning/morning.h"
#include "feature/passkey/passkey.h"
#include "feature/place/place.h"
#include "feature/practical/practical.h"
#include "feature/role/role.h"
#include "feature/start/start.html.h"
#include "feature/start/start.sql.h"
#include "feature/start/views.h"
#include "feature/task/task.h"
#include "feature/team/team.h"

enum {
    DOORS_MAXIMUM = 3,
    /* who has more groups goes by the page of the location */ GROUPS_MAXIMUM = 1000,
    PLACES_MAXIMUM = 50,
    NEWEST_MAXIMUM = 6,
    NEWEST_NOTE = 60 /* characters of own words */
};

/* One start page while it is read. */
struct reading {
    struct request *request;
    struct start_view *view;
    struct date today;
    struct zone_day zone_day;
    struct absence_owns *absences;
    struct morning_owns *mornings;
};

/* The last line of today, in the reader's words. */
static int read_latest(struct reading *reading, struct child_id child, struct start_child_view *card)
{
    struct request *request = reading->request;
    struct start_latest_row row;
    int status = start_latest(
        request->db, request->arena,
        (struct start_latest_in){
            .organisation = request->organisation, .child = child, .person = request->person, .today = reading->today },
        &row);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    const struct code *code = code_find(row.kind, row.value);
    bool at_home = row.side == SIDE_HOME;
    bool self = text_equal(row.kind, text_from(code_kinds[KIND_SELF].name));
    struct word_value values[] = { word_value("name", card->name) };
    card->has_latest = true;
    card->latest = (struct start_latest_view){
        .side = at_home ? "home"
                : self  ? "child-voice"
                        : "centre",
        .at_home = at_home,
        .self = self,
        .who = self ? word_format(request->arena, request->words, WORD_VOICE_AUTHOR, values, 1) : row.author_name,
        .time = handover_time(request, &reading->zone_day, row.at),
        .pictogram = code ? code->pictogram : "",
        .chip = code ? code_text(request->arena, request->words, code, row.measure) : TEXT(""),
        .note = row.note,
        .language = row.language,
    };
    return STATUS_OK;
}

/* How to reach the group and who is there; brothers on one group share a line. */
static int add_reach(struct reading *reading, struct child_id child, const struct start_placement_row *row)
{
    struct request *request = reading->request;
    for (size_t i = 0; i < reading->view->reach.count; i++)
        if (text_equal(reading->view->reach.items[i].group, row->group_name) &&
            text_equal(reading->view->reach.items[i].location, row->location_name))
            return STATUS_OK;
    struct start_reach_view *reach = vector_add(request->arena, &reading->view->reach);
    *reach = (struct start_reach_view){ .alone = text_equal(row->group_name, row->location_name),
                                        .group = row->group_name,
                                        .location = row->location_name,
                                        .call = page_call(request, row->phone),
                                        .has_phone = !text_is_empty(row->phone),
                                        .team = TEXT(""),
                                        .team_page = url_team_child(request->arena, child) };
    int status = handover_team_today(request, child, &reach->team);
    return status == STATUS_OK ? practical_hours_part(request, child, &reach->hours) : status;
}

/* That it stays away, or the way to say so; once it is there, about tomorrow. */
static void show_absence(struct reading *reading, struct start_child_view *card, bool came)
{
    struct text sentence;
    card->calls = url_calls(reading->request->arena, card->child);
    card->absence = absence_own_part(reading->request, reading->absences, card->child,
                                     came ? date_add(reading->today, 1) : reading->today, &sentence);
    card->writes = card->absence.render != NULL;
    if (!text_is_null(sentence))
        card->presence = sentence;
    else if (!came)
        card->morning = morning_own_part(reading->request, reading->mornings, card->child);
    card->asks = card->morning.render != NULL;
}

static int read_child(struct reading *reading, const struct start_children_row *row)
{
    struct request *request = reading->request;
    struct start_placement_row placement = { .expected = false };
    int status = start_placement(request->db, request->arena,
                                 (struct start_placement_in){ .organisation = request->organisation,
                                                              .child = row->child,
                                                              .today = reading->today,
                                                              .weekday_bit = weekday_bit(reading->today) },
                                 &placement);
    if (status == STATUS_OK)
        status = add_reach(reading, row->child, &placement);
    else if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    if (status != STATUS_OK)
        return status;
    struct start_child_view *card = vector_add(request->arena, &reading->view->children);
    *card = (struct start_child_view){
        .child = row->child,
        .day = url_handover_day(request->arena, row->child, reading->today),
        .name = row->given_name,
        .initial = handover_initial(row->given_name),
        .tint = handover_tint(row->child),
        .has_portrait = row->portrait.value != 0,
        .portrait = handover_portrait(request->arena, row->child, row->portrait),
        .presence = handover_presence(
            request, &reading->zone_day,
            &(struct handover_presence){ row->given_name, row->in_at, row->out_at, placement.expected, 0 }),
    };
    show_absence(reading, card, row->in_at != INSTANT_NONE);
    return read_latest(reading, row->child, card);
}

static int read_children(struct reading *reading)
{
    struct request *request = reading->request;
    struct start_children_rows rows;
    int status = start_children(request->db, request->arena,
                                (struct start_children_in){ .organisation = request->organisation,
                                                            .person = request->person,
                                                            .today = reading->today,
                                                            .homes = SCOPE_READ_HOME | SCOPE_READ_LIMITED },
                                &rows);
    if (status == STATUS_OK && rows.count > 0)
        status = absence_read_own(request, &reading->absences);
    if (status == STATUS_OK && rows.count > 0)
        status = morning_read_own(request, &reading->mornings);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = read_child(reading, &rows.items[i]);
    return status;
}

/* Every child's own topic, and the reader's. */
static struct text topics_of(struct reading *reading)
{
    struct request *request = reading->request;
    struct text topics = page_topics(request, (struct child_id){ 0 }, (struct group_id){ 0 });
    for (size_t i = 0; i < reading->view->children.count; i++) {
        struct text child = identity_text(request->arena, reading->view->children.items[i].child.value);
        topics = arena_printf(request->arena, "%.*s child-%.*s", TEXT_ARGS(topics), TEXT_ARGS(child));
    }
    return topics;
}

/* The ways to let people in: at the door of an own group, and for a whole location; and to what is still to set up. */
static int read_ways_in(struct reading *reading, const struct start_groups_rows *rows)
{
    struct request *request = reading->request;
    struct viewer_roles roles;
    int status = viewer_roles(request->db, request->arena, request->viewer, &roles);
    if (status != STATUS_OK)
        return status;
    reading->view->invites = roles.manager || roles.childminder;
    reading->view->bureau = roles.bureau;
    reading->view->partner = roles.partner;
    for (size_t i = 0; !reading->view->invites && rows->count <= DOORS_MAXIMUM && i < rows->count; i++)
        if (rows->items[i].doors > 0)
            *vector_add(request->arena, &reading->view->doors) =
                (struct start_door_view){ .page = url_invitation_group(request->arena, rows->items[i].care_group),
                                          .name = rows->items[i].name };
    return STATUS_OK;
}

static int read_groups(struct reading *reading)
{
    struct request *request = reading->request;
    struct start_groups_rows rows;
    int status = start_groups(request->db, request->arena,
                              (struct start_groups_in){ .organisation = request->organisation,
                                                        .person = request->person,
                                                        .today = reading->today,
                                                        .weekday_bit = weekday_bit(reading->today),
                                                        .reads = SCOPE_READ_TODAY,
                                                        .door = SCOPE_WRITE_CENTRE | SCOPE_MANAGE,
                                                        .most = GROUPS_MAXIMUM },
                              &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct start_groups_row *row = &rows.items[i];
        struct word_value values[] = { word_value("n", row->children) };
        struct start_group_view *group = vector_add(request->arena, &reading->view->groups);
        *group = (struct start_group_view){
            .board = url_handover_board(request->arena, row->care_group),
            .name = row->name,
            .location_name = text_equal(row->name, row->location_name) ? TEXT("") : row->location_name,
            .children = word_format(request->arena, request->words, WORD_START_CHILDREN_TODAY, values, 1),
            .initial = handover_initial(row->name),
        };
    }
    /* Who has neither a child nor a group is asked for more: an administrator on the first day. */
    bool asks = rows.count > 0 || reading->view->children.count == 0;
    return status == STATUS_OK && asks ? read_ways_in(reading, &rows) : status;
}

/* The beginning of own words, cut between characters. */
static struct text beginning(struct arena *arena, struct text note)
{
    size_t offset = 0;
    uint32_t point;
    for (int count = 0; count < NEWEST_NOTE; count++)
        if (offset >= note.length || utf8_next(note, &offset, &point) != STATUS_OK)
            return note;
    return offset < note.length ? arena_printf(arena, "%.*s\u2026", (int)offset, note.data) : note;
}

static void add_newest(struct reading *reading, const struct handover_line *line)
{
    struct request *request = reading->request;
    const struct code *code = code_find(line->kind, line->value);
    bool today = date_equal(line->day, reading->today);
    struct start_newest_view *newest = vector_add(request->arena, &reading->view->newest);
    *newest = (struct start_newest_view){
        .child = line->child,
        .day = url_handover_day(request->arena, line->child, line->day),
        .name = line->child_name,
        .initial = handover_initial(line->child_name),
        .tint = handover_tint(line->child),
        .when =
            today ? handover_time(request, &reading->zone_day, line->at) : page_day_text(request, line->day, DAY_SHORT),
        .chip = code ? code_text(request->arena, request->words, code, line->measure) : TEXT(""),
        .note = beginning(request->arena, line->note),
        .language = line->language,
    };
}

/* What was written last, for who has groups: a guardian has the last line of each own child above. */
static int read_newest(struct reading *reading)
{
    struct request *request = reading->request;
    struct access_who who = viewer_who(request->viewer);
    struct handover_lines lines = { .items = NULL };
    if (reading->view->groups.count == 0)
        return STATUS_OK;
    int status = handover_newest(request->db, request->arena, &who, NEWEST_MAXIMUM, &lines);
    for (size_t i = 0; status == STATUS_OK && i < lines.count; i++)
        add_newest(reading, &lines.items[i]);
    return status;
}

/* Locations that she manages, with the way to their people; and the committees she is a member of. */
static int read_places(struct reading *reading)
{
    struct request *request = reading->request;
    struct start_places_rows rows;
    int status = start_places(request->db, request->arena,
                              (struct start_places_in){ .organisation = request->organisation,
                                                        .person = request->person,
                                                        .today = reading->today,
                                                        .need = SCOPE_MANAGE | SCOPE_COMMITTEE,
                                                        .most = PLACES_MAXIMUM },
                              &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct start_places_row *row = &rows.items[i];
        struct word_value values[] = { word_value("location", row->name) };
        if ((row->scope & SCOPE_MANAGE) != 0)
            *vector_add(request->arena, &reading->view->places) =
                (struct start_place_view){ url_role_people(request->arena, row->location), row->name };
        else
            *vector_add(request->arena, &reading->view->committees) =
                (struct start_place_view){ .text = word_format(request->arena, request->words, WORD_ROLE_COMMITTEE_AT,
                                                               values, 1) };
    }
    return status;
}

static struct outcome start_page(struct request *request)
{
    if (request->viewer->tablet.value) /* a tablet begins at its board */
        return respond_redirect(request, url_handover_board(request->arena, request->viewer->tablet_group).text);
    struct start_view *view = ARENA_NEW(request->arena, struct start_view);
    struct reading reading = { .request = request, .view = view, .today = request->viewer->today };
    zone_day(request->viewer->zone, reading.today, &reading.zone_day);
    view->name = request->viewer->given_name;
    view->day_text = page_day_text(request, reading.today, DAY_HEADING);
    int status = read_children(&reading);
    view->topics = topics_of(&reading);
    if (status == STATUS_OK)
        status = read_groups(&reading);
    if (status == STATUS_OK)
        status = read_newest(&reading);
    if (status == STATUS_OK)
        status = read_places(&reading);
    if (status == STATUS_OK)
        status = team_news_part(request, &view->news);
    if (status == STATUS_OK && view->groups.count > 0)
        status = mentor_talks_part(request, &view->talks);
    if (status == STATUS_OK)
        status = passkey_offer_part(request, &view->offer);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->tasks = url_task_list(request->arena);
    view->begin = url_begin(request->arena);
    view->empty = view->children.count == 0 && view->groups.count == 0 && view->places.count == 0 &&
                  view->committees.count == 0 && !view->invites && !view->bureau && !view->partner;
    return page_show(request, &(struct page){ .title = word(request->words, WORD_START_TITLE),
                                              .kind = "start",
                                              .side = view->children.count ? PAGE_HOME : PAGE_CENTRE,
                                              .here = PAGE_HERE_START,
                                              .of_today = true,
                                              .content = start_view_part(view) });
}

static const struct route start_route_table[] = {
    ROUTE(GET, "/", RULE_SIGNED_IN, start_page, .tablet = TABLET_OPEN, .title = WORD_START_TITLE,
          .help = "Own children, own groups"),
};

const struct routes start_routes = ROUTES(start_route_table);
