/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page on which a guardian sets the photo of her child, and the photo itself; and the route table.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/handover/handover.h"
#include "feature/portrait/own.h"
#include "feature/portrait/portrait_page.html.h"
#include "feature/portrait/views.h"

enum { CENTRE = SCOPE_READ_CENTRE | SCOPE_READ_SHIFT };

struct address url_portrait(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/portrait", address_value(child));
}

struct address url_portrait_image(struct arena *arena, struct child_id child, struct file_id portrait)
{
    return ADDRESS(arena, "/child/{child}/portrait/{file}", address_value(child), address_value(portrait));
}

/* --- the photo --- */

enum image_field { IMAGE_CHILD, IMAGE_FILE };
static const struct field image_fields[] = {
    [IMAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [IMAGE_FILE] = { .name = "file", .type = FIELD_ID, .required = true },
};

/* A board with twelve of them asks for each once a day: another picture has another address. */
static struct outcome image_get(struct request *request)
{
    struct portrait_image_row row;
    int status = portrait_image(request->db, request->arena,
                                (struct portrait_image_in){ .organisation = request->organisation,
                                                            .child = request->viewer->child,
                                                            .portrait = { request_id(request, IMAGE_FILE) },
                                                            .person = request->person,
                                                            .today = request->viewer->today,
                                                            .centre = CENTRE },
                                &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return outcome_fresh(respond_bytes(request, 200, "image/jpeg", row.image), FRESHNESS_DAY);
}

/* --- the page --- */

static struct outcome show(struct request *request, int http_status, struct text problem)
{
    struct portrait_page_view *view = ARENA_NEW(request->arena, struct portrait_page_view);
    struct child_id child = request->viewer->child;
    struct portrait_head_row row;
    int status = portrait_head(request->db, request->arena,
                               (struct portrait_head_in){ .organisation = request->organisation,
                                                          .child = child,
                                                          .person = request->person,
                                                          .today = request->viewer->today },
                               &row);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    *view = (struct portrait_page_view){ .name = row.given_name,
                                         .initial = handover_initial(row.given_name),
                                         .tint = handover_tint(child),
                                         .hub = ADDRESS(request->arena, "/child/{child}/about", address_value(child)),
                                         .write = url_portrait(request->arena, child),
                                         .has_image = row.portrait.value != 0,
                                         .image = url_portrait_image(request->arena, child, row.portrait),
                                         .problem = problem };
    struct word_value values[] = { word_value("name", row.given_name) };
    return page_show(
        request, &(struct page){ .status = http_status,
                                 .title = word_format(request->arena, request->words, WORD_PORTRAIT_TITLE, values, 1),
                                 .kind = "start",
                                 .side = PAGE_HOME,
                                 .content = portrait_page_view_part(view) });
}

enum page_field { PAGE_CHILD };
static const struct field page_fields[] = {
    [PAGE_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static struct outcome page_get(struct request *request)
{
    return show(request, 200, TEXT(""));
}

struct outcome portrait_refused(struct request *request, enum word problem)
{
    struct portrait_page_view *view = ARENA_NEW(request->arena, struct portrait_page_view);
    *view = (struct portrait_page_view){ .name = request->viewer->given_name,
                                         .initial = handover_initial(request->viewer->given_name),
                                         .tint = 1,
                                         .own = true,
                                         .hub = ADDRESS(request->arena, "/card"),
                                         .write = url_portrait_own(request->arena),
                                         .problem = word(request->words, problem) };
    return page_show(request, &(struct page){ .status = 422,
                                              .title = word(request->words, WORD_PORTRAIT_CHOOSE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = portrait_page_view_part(view) });
}

/* --- setting it --- */

enum set_field { SET_CHILD, SET_PICTURE, SET_REMOVE };
static const struct field set_fields[] = {
    [SET_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
    [SET_PICTURE] = { .name = "picture",
                      .type = FIELD_FILE,
                      .maximum = MEDIA_BYTES_MAXIMUM,
                      .label = WORD_PORTRAIT_CHOOSE },
    [SET_REMOVE] = { .name = "remove", .type = FIELD_BOOLEAN },
};

static struct outcome written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct portrait_write *write = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return respond_redirect(request, url_portrait(request->arena, write->child).text);
}

static struct outcome set_post(struct request *request)
{
    struct portrait_write *write = ARENA_NEW(request->arena, struct portrait_write);
    *write =
        (struct portrait_write){ .child = request->viewer->child, .image = TEXT(""), .today = request->viewer->today };
    if (request_integer(request, SET_REMOVE) != 0)
        return respond_change(request, portrait_write, write, written);
    enum word problem;
    if (portrait_take(request, SET_PICTURE, &write->image, &problem) != STATUS_OK)
        return show(request, 422, word(request->words, problem));
    return respond_change(request, portrait_write, write, written);
}

static const struct route portrait_route_table[] = {
    ROUTE(GET, "/child/{child}/portrait/{file}", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, IMAGE_CHILD), image_get,
          .fields = FIELDS(image_fields), .tablet = TABLET_OPEN, .uncounted = true,
          .help = "The photo of a child that stands in place of its first letter"),
    ROUTE(GET, "/child/{child}/portrait", RULE_CHILD(SCOPE_WRITE_HOME, PAGE_CHILD), page_get,
          .fields = FIELDS(page_fields), .title = WORD_PORTRAIT_CHOOSE,
          .help = "Where a guardian sets the photo of her child"),
    ROUTE(POST, "/child/{child}/portrait", RULE_CHILD(SCOPE_WRITE_HOME, SET_CHILD), set_post,
          .fields = FIELDS(set_fields), .body_limit = PORTRAIT_BODY_LIMIT,
          .help = "Set the photo of one's child, or take it away"),
    ROUTE(GET, "/child/{child}/team/{person}/{file}", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, FACE_CHILD),
          portrait_face_get, .fields = FIELDS(portrait_face_fields), .tablet = TABLET_OPEN, .uncounted = true,
          .help = "The face of a member of staff, for the child's home and the team"),
    ROUTE(GET, "/card/portrait", RULE_SIGNED_IN, portrait_own_get, .uncounted = true, .help = "One's own photo"),
    ROUTE(POST, "/card/portrait", RULE_SIGNED_IN, portrait_own_post, .fields = FIELDS(portrait_own_fields),
          .body_limit = PORTRAIT_BODY_LIMIT, .help = "Set one's own photo on the card for parents, or take it away"),
};

const struct routes portrait_routes = ROUTES(portrait_route_table);
