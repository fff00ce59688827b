/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/photo/show.h"

#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/handover/handover.h"
#include "feature/photo/own.h"
#include "http/request.h"
#include "words.h"

static bool is_named(const struct child_id *children, size_t count, struct child_id child)
{
    for (size_t i = 0; i < count; i++)
        if (children[i].value == child.value)
            return true;
    return false;
}

static struct text and_also(struct arena *arena, struct text list, struct text name)
{
    return text_is_empty(list) ? name : arena_printf(arena, "%.*s, %.*s", TEXT_ARGS(list), TEXT_ARGS(name));
}

static struct text with_names(struct request *request, enum word id, struct text names)
{
    struct word_value values[] = { word_value("names", names) };
    return word_format(request->arena, request->words, id, values, 1);
}

static struct text photo_alt(struct request *request, struct text names)
{
    return text_is_empty(names) ? word(request->words, WORD_PHOTO_ALT) : with_names(request, WORD_PHOTO_ALT_OF, names);
}

/* The group's name; `ret_waits` (may be NULL): home sees its photos when the child is collected. */
static int group_name(struct request *request, struct text *ret_name, bool *ret_waits)
{
    struct photo_group_name_row row;
    int status = photo_group_name(request->db, request->arena,
                                  (struct photo_group_name_in){ .organisation = request->organisation,
                                                                .care_group = request->viewer->group,
                                                                .person = request->person,
                                                                .today = request->viewer->today },
                                  &row);
    if (status == STATUS_OK)
        *ret_name = row.name;
    if (status == STATUS_OK && ret_waits)
        *ret_waits = text_equal(row.opens, TEXT(HANDOVER_PICK_UP));
    return status;
}

static int read_group(struct request *request, struct photo_children *ret_children)
{
    return photo_read_children(request->db, request->arena, request->organisation, request->person,
                               request->viewer->group, request->viewer->today, ret_children);
}

/* --- the page of today --- */

static void add_ticks(struct request *request, const struct photo_typed *typed, const struct photo_children *children,
                      struct photos_view *view)
{
    struct text left_out = TEXT("");
    for (size_t i = 0; i < children->count; i++) {
        const struct photo_child *child = &children->items[i];
        bool named = is_named(typed->children, typed->child_count, child->child);
        *vector_add(request->arena, &view->children) =
            (struct photo_tick_view){ .child = child->child,
                                      .name = child->name,
                                      .ticked = named && typed->problem.length > 0,
                                      .no_photo = !child->own_family };
        if (named && typed->sent > 0)
            left_out = and_also(request->arena, left_out, child->name);
    }
    if (typed->sent > 0)
        view->done = text_is_empty(left_out) ? word(request->words, WORD_PHOTO_SENT)
                                             : with_names(request, WORD_PHOTO_SENT_NOT_TO, left_out);
}

/* Names of those on the photo, of those whose home sees it, and whether it waits for somebody to be collected. */
static void name_children(struct request *request, const struct photo_list_children_rows *rows, struct photo_id photo,
                          struct text *ret_on_it, struct text *ret_shown, bool *ret_held)
{
    *ret_on_it = *ret_shown = TEXT("");
    *ret_held = false;
    for (size_t i = 0; i < rows->count; i++) {
        const struct photo_list_children_row *row = &rows->items[i];
        if (row->photo.value != photo.value)
            continue;
        if (row->on_it == PHOTO_ON_IT)
            *ret_on_it = and_also(request->arena, *ret_on_it, row->given_name);
        *ret_held = *ret_held || row->held;
        if (row->shown && !row->held)
            *ret_shown = and_also(request->arena, *ret_shown, row->given_name);
    }
}

static void add_photo(struct request *request, const struct zone_day *day, const struct photo_list_row *row,
                      const struct photo_list_children_rows *children, struct photos_view *view)
{
    struct arena *arena = request->arena;
    struct group_id group = request->viewer->group;
    struct text on_it, shown;
    bool held;
    name_children(request, children, row->photo, &on_it, &shown, &held);
    *vector_add(arena, &view->photos) = (struct photo_view){
        .photo = row->photo,
        .waiting = text_equal(row->state, TEXT("waiting")),
        .refused = text_equal(row->state, TEXT("refused")),
        .ready = text_equal(row->state, TEXT("ready")),
        .large = url_photo_file(arena, row->large_file),
        .small = url_photo_file(arena, row->small_file),
        .width = row->small_width,
        .height = row->small_height,
        .time = handover_time(request, day, row->at),
        .caption = row->caption,
        .language = row->language,
        .alt = photo_alt(request, on_it),
        .at_home = text_is_empty(shown) ? TEXT("") : with_names(request, WORD_PHOTO_AT_HOME, shown),
        .held = held,
        .shared = row->shared_at != INSTANT_NONE,
        .share = url_photo_share(arena, group, row->photo),
        .take_back = url_photo_take_back(arena, group, row->photo),
    };
}

static int add_photos(struct request *request, struct photos_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct photo_list_rows photos;
    struct photo_list_children_rows children;
    struct zone_day day;
    zone_day(viewer->zone, viewer->today, &day);
    int status = photo_list(request->db, request->arena,
                            (struct photo_list_in){ .organisation = request->organisation,
                                                    .care_group = viewer->group,
                                                    .person = request->person,
                                                    .day = viewer->today },
                            &photos);
    if (status == STATUS_OK)
        status = photo_list_children(request->db, request->arena,
                                     (struct photo_list_children_in){ .organisation = request->organisation,
                                                                      .care_group = viewer->group,
                                                                      .person = request->person,
                                                                      .day = viewer->today },
                                     &children);
    for (size_t i = 0; status == STATUS_OK && i < photos.count; i++)
        add_photo(request, &day, &photos.items[i], &children, view);
    return status;
}

int photo_read_page(struct request *request, const struct photo_typed *typed, struct photos_view *view)
{
    struct photo_children children;
    *view = (struct photos_view){
        .board = url_handover_board(request->arena, request->viewer->group),
        .send = url_photos(request->arena, request->viewer->group),
        .can_send = (request->viewer->scope & SCOPE_WRITE_CENTRE) != 0,
        .problem = typed->problem,
        .caption = typed->caption,
        .at_once = typed->at_once,
        .topics = page_topics(request, (struct child_id){ 0 }, request->viewer->group),
    };
    int status = group_name(request, &view->group_name, &view->waits);
    if (status == STATUS_OK)
        status = read_group(request, &children);
    if (status == STATUS_OK)
        add_ticks(request, typed, &children, view);
    return status == STATUS_OK ? add_photos(request, view) : status;
}

/* --- before sharing --- */

static bool is_on_it(const struct photo_on_it_rows *rows, struct child_id child)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].child.value == child.value)
            return rows->items[i].on_it == PHOTO_ON_IT;
    return false;
}

/* Who was tagged is on it; about the others nobody has said anything yet. */
static void add_question(struct request *request, const struct photo_child *child, bool tagged,
                         const struct photo_sharing *sharing, struct photo_share_view *view)
{
    struct photo_question_view *question = vector_add(request->arena, &view->questions);
    *question = (struct photo_question_view){ .child = child->child, .name = child->name, .on_it = tagged };
    if (!sharing)
        return;
    question->on_it = is_named(sharing->on_it, sharing->on_it_count, child->child);
    question->not_on_it = is_named(sharing->not_on_it, sharing->not_on_it_count, child->child);
    question->missing = photo_child_in(&sharing->missing, child->child) != NULL;
    question->blocked = photo_child_in(&sharing->blocked, child->child) != NULL;
}

int photo_read_share(struct request *request, struct photo_id photo, const struct photo_sharing *sharing,
                     struct photo_share_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct photo_one_row row;
    struct photo_children children;
    struct photo_on_it_rows on_it;
    struct text names = TEXT("");
    int status = photo_one(request->db, request->arena,
                           (struct photo_one_in){ .organisation = request->organisation, .id = photo }, &row);
    if (status == STATUS_OK && (row.care_group.value != viewer->group.value || row.day.days != viewer->today.days ||
                                !text_equal(row.state, TEXT("ready"))))
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = read_group(request, &children);
    if (status == STATUS_OK)
        status = photo_on_it(request->db, request->arena,
                             (struct photo_on_it_in){ .organisation = request->organisation, .photo = photo }, &on_it);
    if (status == STATUS_OK)
        status = group_name(request, &view->group_name, NULL);
    for (size_t i = 0; status == STATUS_OK && i < children.count; i++) {
        bool tagged = is_on_it(&on_it, children.items[i].child);
        if (tagged)
            names = and_also(request->arena, names, children.items[i].name);
        if (!children.items[i].with_group && (tagged || children.items[i].here))
            add_question(request, &children.items[i], tagged, sharing, view);
    }
    if (status != STATUS_OK)
        return status;
    view->back = url_photos(request->arena, viewer->group);
    view->action = url_photo_share(request->arena, viewer->group, photo);
    view->small = url_photo_file(request->arena, row.small_file);
    view->width = row.small_width;
    view->height = row.small_height;
    view->alt = photo_alt(request, names);
    return STATUS_OK;
}
