/* SPDX-License-Identifier: EUPL-1.2 */
/* The page of the matrix, for who manages the location. */
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "feature/talk_kind/own.h"
#include "feature/talk_kind/talk_kind.sql.h"
#include "feature/talk_kind/talks.html.h"
#include "feature/talk_kind/views.h"

struct address url_talk_kind(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/talks", address_value(location));
}

static void view_kind(struct request *request, struct talk_page_view *view, const struct talk_matrix *matrix,
                      enum talk_kind kind)
{
    struct talk_kind_view *row = vector_add(request->arena, &view->kinds);
    *row = (struct talk_kind_view){ .kind = talk_kinds[kind].word, .fixed = kind == TALK_PAYMENT };
    for (enum talk_role role = 0; role < TALK_ROLE__MAX; role++)
        *vector_add(request->arena, &row->cells) = (struct talk_cell_view){
            .value = arena_printf(request->arena, "%s.%s", talk_kinds[kind].name, talk_roles[role].name),
            .role = talk_roles[role].word,
            .holds = (matrix->roles[kind] & (INT64_C(1) << role)) != 0,
            .fixed = row->fixed,
        };
}

/* `chosen` is what somebody wanted to save and could not; NULL: what is in force. */
static struct outcome show(struct request *request, const struct talk_matrix *chosen, bool saved)
{
    struct talk_page_view *view = ARENA_NEW(request->arena, struct talk_page_view);
    struct talk_matrix matrix;
    struct talk_kind_place_row place;
    int status = talk_kind_place(request->db, request->arena,
                                 (struct talk_kind_place_in){ .organisation = request->organisation,
                                                              .location = request->viewer->location,
                                                              .person = request->person,
                                                              .today = request->viewer->today,
                                                              .need = SCOPE_MANAGE },
                                 &place);
    if (status == STATUS_OK)
        status =
            talk_matrix_read(request->db, request->arena, request->organisation, request->viewer->location, &matrix);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->name = place.name;
    view->save = url_talk_kind(request->arena, request->viewer->location);
    view->people = ADDRESS(request->arena, "/location/{location}/people", address_value(request->viewer->location));
    view->version = matrix.version;
    view->saved = saved;
    view->stale = chosen != NULL;
    for (enum talk_kind kind = 0; kind < TALK_KIND__MAX; kind++)
        view_kind(request, view, chosen ? chosen : &matrix, kind);
    return page_show(request, &(struct page){ .status = chosen ? 409 : 200,
                                              .title = word(request->words, WORD_TALK_KIND_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = talk_page_view_part(view) });
}

enum page_field { PAGE_LOCATION, PAGE_SAVED, PAGE_FIELD__MAX };
static const struct field page_fields[] = {
    [PAGE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [PAGE_SAVED] = { .name = "saved", .type = FIELD_BOOLEAN },
};

static struct outcome matrix_page(struct request *request)
{
    return show(request, NULL, request_boolean(request, PAGE_SAVED));
}

enum save_field { SAVE_LOCATION, SAVE_VERSION, SAVE_CELL, SAVE_FIELD__MAX };
static const struct field save_fields[] = {
    [SAVE_LOCATION] = { .name = "location", .type = FIELD_ID, .required = true },
    [SAVE_VERSION] = { .name = "seen", .type = FIELD_INTEGER, .required = true, .minimum = 0, .maximum = INT64_MAX },
    [SAVE_CELL] = { .name = "cell",
                    .type = FIELD_LINE,
                    .many = true,
                    .many_maximum = (size_t)TALK_KIND__MAX * TALK_ROLE__MAX },
};

/* "intake.mentor": what is none is left out. */
static void add_cell(struct talk_matrix *matrix, struct text cell)
{
    struct text role_name;
    struct text kind_name = text_cut(cell, '.', &role_name);
    for (enum talk_kind kind = 0; kind < TALK_KIND__MAX; kind++)
        for (enum talk_role role = 0; role < TALK_ROLE__MAX; role++)
            if (text_equal(kind_name, text_from(talk_kinds[kind].name)) &&
                text_equal(role_name, text_from(talk_roles[role].name)))
                matrix->roles[kind] |= INT64_C(1) << role;
}

static struct outcome saved(struct request *request, void *argument, int status, const struct error *error)
{
    const struct talk_matrix_write *write = argument;
    if (status == STATUS_CONFLICT)
        return show(request, &write->matrix, false);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text page = url_talk_kind(request->arena, write->location).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?saved=1", TEXT_ARGS(page)));
}

static struct outcome save(struct request *request)
{
    struct talk_matrix_write *write = ARENA_NEW(request->arena, struct talk_matrix_write);
    write->location = request->viewer->location;
    write->today = request->viewer->today;
    write->matrix.version = request_integer(request, SAVE_VERSION);
    struct field_values cells = request_many(request, SAVE_CELL);
    for (size_t i = 0; i < cells.count; i++)
        add_cell(&write->matrix, cells.items[i].text);
    return respond_change(request, talk_matrix_write, write, saved);
}

static const struct route talk_kind_route_table[] = {
    ROUTE(GET, "/location/{location}/talks", RULE_LOCATION(SCOPE_MANAGE, PAGE_LOCATION), matrix_page,
          .fields = FIELDS(page_fields), .title = WORD_TALK_KIND_TITLE, .help = "Who holds which kind of talk"),
    ROUTE(POST, "/location/{location}/talks", RULE_LOCATION(SCOPE_MANAGE, SAVE_LOCATION), save,
          .fields = FIELDS(save_fields), .help = "Change who holds which kind of talk"),
};

const struct routes talk_kind_routes = ROUTES(talk_kind_route_table);
