/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of locations and groups with its forms, and the routes of this folder.
 */
#include "access/page.h"
#include "access/people.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/enrol/enrol.h"
#include "feature/place/own.h"
#include "feature/place/place.sql.h"
#include "feature/place/places.html.h"
#include "feature/role/role.h"

struct address url_begin(struct arena *arena)
{
    return ADDRESS(arena, "/begin");
}

struct address url_begin_mail(struct arena *arena)
{
    return ADDRESS(arena, "/begin/mail");
}

struct address url_places(struct arena *arena)
{
    return ADDRESS(arena, "/places");
}

struct address url_place_location(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/name", address_value(location));
}

struct address url_place_group_add(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/groups", address_value(location));
}

struct address url_place_group(struct arena *arena, struct group_id group)
{
    return ADDRESS(arena, "/group/{group}/name", address_value(group));
}

/* --- the list --- */

static enum word form_word(struct text care_form)
{
    return text_equal(care_form, TEXT(CARE_FORM_OUT_OF_SCHOOL)) ? WORD_PLACE_OUT_OF_SCHOOL
           : text_equal(care_form, TEXT(CARE_FORM_CHILDMINDER)) ? WORD_PLACE_CHILDMINDER
                                                                : WORD_PLACE_DAY_CARE;
}

static void add_place(struct request *request, struct places_view *view, const struct place_locations_row *row,
                      const struct place_groups_rows *groups)
{
    struct arena *arena = request->arena;
    struct place_view *place = vector_add(arena, &view->places);
    bool minded = false;
    *place = (struct place_view){ .location = row->location,
                                  .name = row->name,
                                  .phone = row->phone,
                                  .save = url_place_location(arena, row->location),
                                  .add = url_place_group_add(arena, row->location),
                                  .children = url_enrol(arena, row->location),
                                  .people = url_role_people(arena, row->location) };
    for (size_t i = 0; i < groups->count; i++) {
        const struct place_groups_row *group = &groups->items[i];
        if (group->location.value != row->location.value)
            continue;
        minded = minded || text_equal(group->care_form, TEXT(CARE_FORM_CHILDMINDER));
        *vector_add(arena, &place->groups) =
            (struct place_group_view){ .group = group->care_group,
                                       .name = group->name,
                                       .phone = group->phone,
                                       .form = form_word(group->care_form),
                                       .setting =
                                           ADDRESS(arena, "/group/{group}/setting", address_value(group->care_group)),
                                       .save = url_place_group(arena, group->care_group) };
    }
    place->has_people = place->has_groups = !minded;
}

static int read_places(struct request *request, struct places_view *view)
{
    struct access_who who = viewer_who(request->viewer);
    struct place_locations_rows rows = { 0 };
    struct place_groups_rows groups = { 0 };
    int status = place_locations(
        request->db, request->arena,
        (struct place_locations_in){ who.organisation, who.person, who.today, SCOPE_MANAGE, PLACE_LIST_MAXIMUM },
        &rows);
    if (status == STATUS_OK)
        status = place_groups(
            request->db, request->arena,
            (struct place_groups_in){ who.organisation, who.person, who.today, SCOPE_MANAGE, PLACE_LIST_MAXIMUM },
            &groups);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        add_place(request, view, &rows.items[i], &groups);
    return status == STATUS_OK ? access_manages_all(request->db, who, &view->can_add) : status;
}

enum places_field { PLACES_DONE, PLACES_FIELD__MAX };
static const char *const done_names[] = { "added", "saved", NULL };
static const struct field places_fields[] = {
    [PLACES_DONE] = { .name = "done", .type = FIELD_CHOICE, .choices = done_names },
};

static struct outcome places_page(struct request *request)
{
    static const enum word done[] = { WORD_PLACE_ADDED, WORD_PLACE_SAVED };
    struct places_view *view = ARENA_NEW(request->arena, struct places_view);
    int status = read_places(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->begin = url_begin(request->arena);
    view->add = url_places(request->arena);
    if (request_given(request, PLACES_DONE))
        view->done = word(request->words, done[request_integer(request, PLACES_DONE)]);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_PLACE_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = places_view_part(view) });
}

/* --- the forms --- */

static const char *const form_names[] = { CARE_FORM_DAY_CARE, CARE_FORM_OUT_OF_SCHOOL, NULL };

/* What the four forms share; the first field is the place. */
enum save_field { SAVE_PLACE, SAVE_NAME, SAVE_PHONE, SAVE_FORM, SAVE_FIELD__MAX };

#define NAME_FIELD(field_name, words)                                                                               \
    {                                                                                                               \
        .name = (field_name), .type = FIELD_LINE, .required = true, .maximum = PLACE_NAME_MAXIMUM, .label = (words) \
    }
#define PHONE_FIELD                                                                                    \
    {                                                                                                  \
        .name = "phone", .type = FIELD_LINE, .maximum = PLACE_PHONE_MAXIMUM, .label = WORD_PLACE_PHONE \
    }
#define CARE_FORM_FIELD                                                                                 \
    {                                                                                                   \
        .name = "care_form", .type = FIELD_CHOICE, .choices = form_names, .label = WORD_PLACE_CARE_FORM \
    }

static const struct field location_fields[] = {
    [SAVE_PLACE] = { .name = "location", .type = FIELD_ID, .required = true },
    [SAVE_NAME] = NAME_FIELD("location_name", WORD_PLACE_NAME),
    [SAVE_PHONE] = PHONE_FIELD,
};
static const struct field group_add_fields[] = {
    [SAVE_PLACE] = { .name = "location", .type = FIELD_ID, .required = true },
    [SAVE_NAME] = NAME_FIELD("group_name", WORD_PLACE_GROUP_NAME),
    [SAVE_PHONE] = PHONE_FIELD,
    [SAVE_FORM] = CARE_FORM_FIELD,
};
static const struct field group_fields[] = {
    [SAVE_PLACE] = { .name = "group", .type = FIELD_ID, .required = true },
    [SAVE_NAME] = NAME_FIELD("group_name", WORD_PLACE_GROUP_NAME),
    [SAVE_PHONE] = PHONE_FIELD,
};
enum add_field { ADD_NAME, ADD_PHONE, ADD_FIELD__MAX };
static const struct field add_fields[] = {
    [ADD_NAME] = NAME_FIELD("location_name", WORD_PLACE_NAME),
    [ADD_PHONE] = PHONE_FIELD,
};

static struct text or_empty(struct text text)
{
    return text_is_null(text) ? TEXT("") : text;
}

static struct place_write *write_new(struct request *request, size_t name, size_t phone)
{
    struct place_write *write = ARENA_NEW(request->arena, struct place_write);
    *write = (struct place_write){ .name = request_text(request, name),
                                   .phone = or_empty(request_text(request, phone)),
                                   .today = request->viewer->today };
    return write;
}

static struct outcome back(struct request *request, int status, const struct error *error, const char *done)
{
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(
        request, arena_printf(request->arena, "%.*s?done=%s", TEXT_ARGS(url_places(request->arena).text), done));
}

static struct outcome added(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return back(request, status, error, "added");
}

static struct outcome saved(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    return back(request, status, error, "saved");
}

static struct outcome mailed(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request,
                            arena_printf(request->arena, "%.*s#mail", TEXT_ARGS(url_begin(request->arena).text)));
}

static struct outcome location_add(struct request *request)
{
    return respond_change(request, place_location_add, write_new(request, ADD_NAME, ADD_PHONE), added);
}

static struct outcome location_set(struct request *request)
{
    struct place_write *write = write_new(request, SAVE_NAME, SAVE_PHONE);
    write->location = request->viewer->location;
    return respond_change(request, place_location_set, write, saved);
}

static struct outcome group_add(struct request *request)
{
    struct place_write *write = write_new(request, SAVE_NAME, SAVE_PHONE);
    write->location = request->viewer->location;
    write->out_of_school = request_integer(request, SAVE_FORM) == 1;
    return respond_change(request, place_group_add, write, added);
}

static struct outcome group_set(struct request *request)
{
    struct place_write *write = write_new(request, SAVE_NAME, SAVE_PHONE);
    write->group = request->viewer->group;
    return respond_change(request, place_group_set, write, saved);
}

static struct outcome mail_try(struct request *request)
{
    return respond_change(request, place_mail_try, NULL, mailed);
}

static const struct route place_route_table[] = {
    ROUTE(GET, "/begin", RULE_MANAGER, begin_page, .title = WORD_BEGIN_TITLE,
          .help = "What is still to do before parents come in"),
    ROUTE(POST, "/begin/mail", RULE_MANAGER, mail_try, .help = "Send a mail to oneself, to see that it arrives"),
    ROUTE(GET, "/places", RULE_MANAGER, places_page, .fields = FIELDS(places_fields), .title = WORD_PLACE_TITLE,
          .help = "Locations and groups that somebody manages"),
    ROUTE(POST, "/places", RULE_MANAGER, location_add, .fields = FIELDS(add_fields), .help = "Add a location"),
    ROUTE(POST, "/location/{location}/name", RULE_LOCATION(SCOPE_MANAGE, SAVE_PLACE), location_set,
          .fields = FIELDS(location_fields), .help = "Give a location another name or telephone"),
    ROUTE(POST, "/location/{location}/groups", RULE_LOCATION(SCOPE_MANAGE, SAVE_PLACE), group_add,
          .fields = FIELDS(group_add_fields), .help = "Add a group to a location"),
    ROUTE(POST, "/group/{group}/name", RULE_GROUP(SCOPE_MANAGE, SAVE_PLACE), group_set, .fields = FIELDS(group_fields),
          .help = "Give a group another name or telephone"),
};

const struct routes place_routes = ROUTES(place_route_table);
