/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page: one thing for each child who is there.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/call/call.h"
#include "feature/handover/handover.h"
#include "feature/talk_aid/talk_aid.h"
#include "feature/talk_aid/talk_aid.html.h"
#include "feature/talk_aid/talk_aid.sql.h"
#include "feature/talk_aid/views.h"
#include "http/outcome.h"
#include "http/request.h"

struct address url_talk_aid(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/talk", address_value(group));
}

/* One reading of the page. */
struct reading {
    struct request *request;
    struct talk_aid_view *view;
    struct zone_day zone_day;
    struct talk_aid_guardians_rows guardians;
    struct call_doors waiting;
};

/* "Aylin (ay-LIEN) · Emre" */
static struct text guardians_of(const struct reading *reading, struct child_id child)
{
    struct arena *arena = reading->request->arena;
    struct text names = TEXT("");
    for (size_t i = 0; i < reading->guardians.count; i++) {
        const struct talk_aid_guardians_row *row = &reading->guardians.items[i];
        if (row->child.value != child.value)
            continue;
        struct text name = text_is_empty(row->say_name) ? row->given_name
                                                        : arena_printf(arena, "%.*s (%.*s)", TEXT_ARGS(row->given_name),
                                                                       TEXT_ARGS(row->say_name));
        names = names.length == 0 ? name : arena_printf(arena, "%.*s · %.*s", TEXT_ARGS(names), TEXT_ARGS(name));
    }
    return names;
}

/* A row of a moment goes into what is shown of it: a moment is one coded value, words, or both. */
static void show_row(struct reading *reading, const struct talk_aid_lines_row *row, struct talk_aid_child_view *child)
{
    struct request *request = reading->request;
    const struct code *code = code_find(row->kind, row->value);
    bool photo = text_equal(row->kind, text_from(code_kinds[KIND_PHOTO].name));
    child->has_point = true;
    child->at_home = row->side == SIDE_HOME;
    child->time = handover_time(request, &reading->zone_day, row->at);
    if (photo)
        child->chip = word(request->words, WORD_PHOTO_ONE);
    else if (code) {
        child->pictogram = code->pictogram;
        child->chip = code_text(request->arena, request->words, code, row->measure);
    }
    if (!text_is_empty(row->note)) {
        child->note = row->note;
        child->language = row->language;
    }
}

/* A line about what is not for the door. */
static bool is_hidden(const struct reading *reading, const struct talk_aid_lines_row *row)
{
    for (size_t i = 0; i < reading->waiting.count; i++) {
        const struct call_door *door = &reading->waiting.items[i];
        if (door->child.value == row->child.value && door->sensitive && call_is_about(door->topic, row->kind))
            return true;
    }
    return false;
}

static void forget_point(struct talk_aid_child_view *child)
{
    child->pictogram = "";
    child->chip = child->note = child->language = TEXT("");
}

/* How good a moment is as a whole: one row of it that is not for the door keeps all of it from there. Gives where it ends. */
static size_t weigh_moment(const struct reading *reading, const struct talk_aid_lines_rows *rows, size_t first,
                           int *ret_weight)
{
    const struct talk_aid_lines_row *start = &rows->items[first];
    int most = 0;
    bool grave = false;
    size_t i = first;
    for (; i < rows->count && rows->items[i].child.value == start->child.value &&
           rows->items[i].moment.value == start->moment.value;
         i++) {
        const struct talk_aid_lines_row *row = &rows->items[i];
        int weight = talk_aid_weight(row->side, row->kind, !text_is_empty(row->note));
        grave = grave || weight == 0 || is_hidden(reading, row);
        most = weight > most ? weight : most;
    }
    *ret_weight = grave ? 0 : most;
    return i;
}

static void show_waiting(struct reading *reading, struct talk_aid_child_view *child)
{
    for (size_t i = 0; i < reading->waiting.count; i++) {
        const struct call_door *door = &reading->waiting.items[i];
        if (door->child.value != child->child.value)
            continue;
        if (door->sensitive)
            child->quiet = true;
        else
            *vector_add(reading->request->arena, &child->talks) =
                (struct talk_aid_talk_view){ door->name, call_topic_word(door->topic) };
    }
}

/* The best of the moments from `first`; gives where the next child begins. */
static size_t add_child(struct reading *reading, const struct talk_aid_lines_rows *rows, size_t first)
{
    struct request *request = reading->request;
    const struct talk_aid_lines_row *row = &rows->items[first];
    struct talk_aid_child_view *child = vector_add(request->arena, &reading->view->children);
    *child = (struct talk_aid_child_view){
        .child = row->child,
        .day = url_handover_day(request->arena, row->child, request->viewer->today),
        .name = row->given_name,
        .initial = handover_initial(row->given_name),
        .tint = handover_tint(row->child),
        .guardians = guardians_of(reading, row->child),
        .pictogram = "",
        .calls = url_calls(request->arena, row->child),
    };
    show_waiting(reading, child);
    int best = 0;
    size_t i = first;
    while (i < rows->count && rows->items[i].child.value == row->child.value) {
        int weight;
        size_t begin = i;
        i = weigh_moment(reading, rows, begin, &weight);
        if (weight == 0 || weight < best) /* the last of equals: it is the freshest */
            continue;
        best = weight;
        forget_point(child);
        for (size_t k = begin; k < i; k++)
            show_row(reading, &rows->items[k], child);
    }
    return i;
}

static int read_page(struct reading *reading)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    struct talk_aid_group_row group;
    struct talk_aid_lines_rows rows;
    int status = talk_aid_group(
        request->db, request->arena,
        (struct talk_aid_group_in){ request->organisation, viewer->group, request->person, viewer->today }, &group);
    if (status == STATUS_OK)
        status = talk_aid_guardians(
            request->db, request->arena,
            (struct talk_aid_guardians_in){ request->organisation, viewer->group, request->person, viewer->today },
            &reading->guardians);
    if (status == STATUS_OK)
        status = talk_aid_lines(request->db, request->arena,
                                (struct talk_aid_lines_in){ .organisation = request->organisation,
                                                            .care_group = viewer->group,
                                                            .reader = request->person,
                                                            .today = viewer->today,
                                                            .board = SCOPE_READ_GROUP,
                                                            .homes = AUDIENCE_BOTH_HOMES,
                                                            .home_side = SIDE_HOME },
                                &rows);
    if (status == STATUS_OK)
        status = call_door_read(request, viewer->group, &reading->waiting);
    if (status != STATUS_OK)
        return status;
    reading->view->name = group.name;
    reading->view->board = url_handover_board(request->arena, viewer->group);
    reading->view->topics = page_topics(request, (struct child_id){ 0 }, viewer->group);
    for (size_t i = 0; i < rows.count;)
        i = add_child(reading, &rows, i);
    return STATUS_OK;
}

enum talk_field { TALK_GROUP };
static const struct field fields[] = {
    [TALK_GROUP] = { .name = "group", .type = FIELD_ID, .required = true },
};

static struct outcome talk_aid_page(struct request *request)
{
    struct talk_aid_view *view = ARENA_NEW(request->arena, struct talk_aid_view);
    struct reading reading = { .request = request, .view = view };
    zone_day(request->viewer->zone, request->viewer->today, &reading.zone_day);
    int status = read_page(&reading);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_TALK_AID_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .way = view->board,
                                              .way_name = view->name,
                                              .way_icon = "group",
                                              .content = talk_aid_view_part(view) });
}

static const struct route routes[] = {
    ROUTE(GET, "/group/{group}/talk", RULE_GROUP(SCOPE_READ_TODAY, TALK_GROUP), talk_aid_page, .fields = FIELDS(fields),
          .tablet = TABLET_OPEN, .title = WORD_TALK_AID_TITLE,
          .help = "One thing to talk about for each child who is there, for when it is collected"),
};

const struct routes talk_aid_routes = ROUTES(routes);
