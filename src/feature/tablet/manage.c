/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tablets of a location, for who manages it: giving one to a group, taking it away at once, letting somebody in again.
 */
#include "access/audit.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "base/random.h"
#include "db/change.h"
#include "feature/role/role.h"
#include "feature/tablet/code.html.h"
#include "feature/tablet/list.html.h"
#include "feature/tablet/own.h"
#include "feature/tablet/tablet.sql.h"
#include "html/qr.h"

enum { DIGITS = 10 };

struct address url_tablet_list(struct arena *arena, struct location_id location)
{
    return ADDRESS(arena, "/location/{location}/tablets", address_value(location));
}

/* --- the list --- */

static struct text day_of(struct request *request, int64_t at)
{
    return page_day_text(request, zone_date(request->viewer->zone, at), DAY_HEADING);
}

static struct text full_name(struct request *request, struct text given, struct text family)
{
    return text_is_empty(family) ? given
                                 : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(given), TEXT_ARGS(family));
}

static void add_line(struct request *request, struct tablet_list_view *view, const struct tablet_list_row *row)
{
    struct arena *arena = request->arena;
    struct location_id location = request->viewer->location;
    bool waits = row->enrolled_at == INSTANT_NONE;
    struct word_value enrolled[] = { word_value("name", full_name(request, row->by_given, row->by_family)),
                                     word_value("day", waits ? TEXT("") : day_of(request, row->enrolled_at)) };
    struct word_value used[] = { word_value("day", day_of(request, row->last_used_at)) };
    struct tablet_line_view *line = vector_add(arena, &view->lines);
    *line = (struct tablet_line_view){
        .id = row->id,
        .name = row->name,
        .group = row->group_name,
        .enrolled = waits ? word(request->words, WORD_TABLET_LIST_WAITS)
                          : word_format(arena, request->words, WORD_TABLET_LIST_ENROLLED, enrolled, 2),
        .used = row->last_used_at == 0 ? TEXT("") : word_format(arena, request->words, WORD_TABLET_LIST_USED, used, 1),
        .lock_minutes = row->lock_minutes,
        .waits = waits,
        .revoke = ADDRESS(arena, "/location/{location}/tablets/{tablet}/revoke", address_value(location),
                          address_value(row->id)),
        .lock_after = ADDRESS(arena, "/location/{location}/tablets/{tablet}/lock-after", address_value(location),
                              address_value(row->id)),
        .let_in = ADDRESS(arena, "/location/{location}/tablets/{tablet}/let-in", address_value(location),
                          address_value(row->id)),
    };
}

static int read_lines(struct request *request, struct tablet_list_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct tablet_list_rows rows;
    struct tablet_shut_out_rows shut;
    int status = tablet_list(request->db, request->arena,
                             (struct tablet_list_in){ .organisation = request->organisation,
                                                      .location = viewer->location,
                                                      .person = request->person,
                                                      .today = viewer->today,
                                                      .need = SCOPE_MANAGE,
                                                      .now = request->now_at },
                             &rows);
    if (status == STATUS_OK)
        status = tablet_shut_out(request->db, request->arena,
                                 (struct tablet_shut_out_in){ .organisation = request->organisation,
                                                              .location = viewer->location,
                                                              .person = request->person,
                                                              .today = viewer->today,
                                                              .need = SCOPE_MANAGE,
                                                              .most = TABLET_TRIES },
                                 &shut);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        add_line(request, view, &rows.items[i]);
        struct tablet_line_view *line = &view->lines.items[i];
        for (size_t k = 0; k < shut.count; k++)
            if (shut.items[k].tablet.value == line->id.value)
                *vector_add(request->arena, &line->shut) =
                    (struct tablet_shut_view){ shut.items[k].shut, full_name(request, shut.items[k].given_name,
                                                                             shut.items[k].family_name) };
    }
    return status;
}

static int read_groups(struct request *request, struct tablet_list_view *view)
{
    struct tablet_groups_rows rows;
    int status = tablet_groups(request->db, request->arena,
                               (struct tablet_groups_in){ .organisation = request->organisation,
                                                          .location = request->viewer->location,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .need = SCOPE_MANAGE },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        view->location = rows.items[i].location_name;
        *vector_add(request->arena, &view->groups) =
            (struct tablet_group_view){ identity_text(request->arena, rows.items[i].care_group.value),
                                        rows.items[i].name };
    }
    return status;
}

struct outcome tablet_list_page(struct request *request)
{
    static const enum word done[] = { WORD_TABLET_LIST_REVOKED, WORD_TABLET_LIST_LOCK_SET,
                                      WORD_TABLET_LIST_LET_IN_DONE };
    struct tablet_list_view *view = ARENA_NEW(request->arena, struct tablet_list_view);
    int status = read_lines(request, view);
    if (status == STATUS_OK)
        status = read_groups(request, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->add = url_tablet_list(request->arena, request->viewer->location);
    view->people = url_role_people(request->arena, request->viewer->location);
    if (request_given(request, LIST_DONE))
        view->done = word(request->words, done[request_integer(request, LIST_DONE)]);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_TABLET_LIST_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = tablet_list_view_part(view) });
}

/* --- giving one to a group --- */

struct adding {
    struct access_who who;
    struct location_id location;
    struct group_id group;
    struct text name;
    struct text code; /* digits, shown once */
    struct text code_hash;
    struct text group_name; /* set by the change */
    struct arena *arena;
};

/* The group is of the location, and the actor manages it (still). */
static int check_group(struct change *change, struct adding *adding)
{
    struct tablet_groups_rows rows;
    int status = tablet_groups(change->db, change->arena,
                               (struct tablet_groups_in){ .organisation = change->organisation,
                                                          .location = adding->location,
                                                          .person = change->actor,
                                                          .today = adding->who.today,
                                                          .need = SCOPE_MANAGE },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (rows.items[i].care_group.value == adding->group.value) {
            adding->group_name = text_copy(adding->arena, rows.items[i].name);
            return STATUS_OK;
        }
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

static int write_added(struct change *change, void *argument)
{
    struct adding *adding = argument;
    struct tablet_id id = CHANGE_MINT(change, tablet);
    int status = check_group(change, adding);
    if (status == STATUS_OK)
        status = tablet_forget_codes(change->db,
                                     (struct tablet_forget_codes_in){ change->organisation, change->now_at }, NULL);
    if (status == STATUS_OK)
        status = tablet_add(
            change->db,
            (struct tablet_add_in){ .organisation = change->organisation,
                                    .id = id,
                                    .care_group = adding->group,
                                    .name = adding->name,
                                    .lock_minutes = TABLET_LOCK_MINUTES,
                                    .code_hash = adding->code_hash,
                                    .code_until_at = change->now_at + TABLET_CODE_MINUTES * (int64_t)MINUTE_MS,
                                    .created_at = change->now_at,
                                    .created_by = change->actor },
            NULL);
    return status == STATUS_OK ? audit_add(change, "tablet.add", "tablet", id.value) : status;
}

/* Scanned on the tablet it opens the page with the code filled in; a button still has to be pressed there. */
static struct outcome added(struct request *request, void *argument, int status, const struct error *error)
{
    const struct adding *adding = argument;
    struct tablet_code_view *view = ARENA_NEW(request->arena, struct tablet_code_view);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    struct text origin = request_origin(request);
    struct text page =
        arena_printf(request->arena, "%.*s%.*s", TEXT_ARGS(origin), TEXT_ARGS(url_tablet(request->arena).text));
    struct qr qr = qr_make(request->arena,
                           arena_printf(request->arena, "%.*s?code=%.*s", TEXT_ARGS(page), TEXT_ARGS(adding->code)));
    size_t start = text_find(page, TEXT("://"));
    size_t half = adding->code.length / 2;
    *view =
        (struct tablet_code_view){ .name = adding->name,
                                   .group = adding->group_name,
                                   .code = arena_printf(request->arena, "%.*s %.*s", (int)half, adding->code.data,
                                                        (int)(adding->code.length - half), adding->code.data + half),
                                   .address = start == SIZE_MAX ? page : text_slice(page, start + 3, SIZE_MAX),
                                   .box = qr.box,
                                   .path = qr.path,
                                   .back = url_tablet_list(request->arena, adding->location) };
    return sign_in_page(request, 200, word(request->words, WORD_TABLET_CODE_TITLE), tablet_code_view_part(view));
}

struct outcome tablet_add_post(struct request *request)
{
    struct adding *adding = ARENA_NEW(request->arena, struct adding);
    *adding = (struct adding){ .who = viewer_who(request->viewer),
                               .location = request->viewer->location,
                               .group = { request_id(request, ADD_GROUP) },
                               .name = request_text(request, ADD_NAME),
                               .code = TEXT(""),
                               .arena = request->arena };
    for (int i = 0; i < TABLET_CODE_DIGITS; i++)
        adding->code = arena_printf(request->arena, "%.*s%u", TEXT_ARGS(adding->code), (unsigned)random_below(DIGITS));
    adding->code_hash = tablet_code_hash(request, adding->code);
    return respond_change(request, write_added, adding, added);
}

/* --- one of them --- */

struct touching {
    struct location_id location;
    struct tablet_id tablet;
    struct date today;
    int64_t minutes;         /* to lock after */
    struct person_id person; /* to let in again */
    struct arena *arena;
    struct session_ids ended; /* by revoking */
    const char *done;
};

static struct touching *touching_new(struct request *request, const char *done)
{
    struct touching *touching = ARENA_NEW(request->arena, struct touching);
    *touching = (struct touching){ .location = request->viewer->location,
                                   .tablet = { request_id(request, ONE_TABLET) },
                                   .today = request->viewer->today,
                                   .arena = request->arena,
                                   .done = done };
    return touching;
}

/* STATUS_NOT_FOUND for a tablet of another location, one that is revoked, and who does not manage its group. */
static int check_managed(struct change *change, const struct touching *touching)
{
    struct tablet_managed_row row;
    return tablet_managed(change->db, change->arena,
                          (struct tablet_managed_in){ .organisation = change->organisation,
                                                      .tablet = touching->tablet,
                                                      .location = touching->location,
                                                      .person = change->actor,
                                                      .today = touching->today,
                                                      .need = SCOPE_MANAGE },
                          &row);
}

static struct outcome touched(struct request *request, void *argument, int status, const struct error *error)
{
    const struct touching *touching = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    for (size_t i = 0; i < touching->ended.count; i++)
        access_session_ended(request_access(request), touching->ended.items[i]);
    struct text list = url_tablet_list(request->arena, touching->location).text;
    return respond_redirect(request, arena_printf(request->arena, "%.*s?done=%s", TEXT_ARGS(list), touching->done));
}

/* Whose live streams end after the change. */
static int end_sessions(struct change *change, struct touching *touching)
{
    struct tablet_sessions_rows rows;
    int status = tablet_sessions(change->db, change->arena,
                                 (struct tablet_sessions_in){ change->organisation, touching->tablet }, &rows);
    if (status != STATUS_OK)
        return status;
    touching->ended =
        (struct session_ids){ ARENA_MANY(touching->arena, struct session_id, rows.count + 1), rows.count };
    for (size_t i = 0; i < rows.count; i++)
        touching->ended.items[i] = rows.items[i].id;
    return tablet_sessions_end(
        change->db, (struct tablet_sessions_end_in){ change->organisation, touching->tablet, change->now_at }, NULL);
}

static int write_revoked(struct change *change, void *argument)
{
    struct touching *touching = argument;
    int status = check_managed(change, touching);
    if (status == STATUS_OK)
        status = tablet_revoke(change->db,
                               (struct tablet_revoke_in){ .organisation = change->organisation,
                                                          .tablet = touching->tablet,
                                                          .now = change->now_at,
                                                          .by = change->actor },
                               NULL);
    if (status == STATUS_OK)
        status = end_sessions(change, touching);
    return status == STATUS_OK ? audit_add(change, "tablet.revoke", "tablet", touching->tablet.value) : status;
}

static int write_lock_after(struct change *change, void *argument)
{
    const struct touching *touching = argument;
    int status = check_managed(change, touching);
    if (status == STATUS_OK)
        status = tablet_lock_set(
            change->db, (struct tablet_lock_set_in){ change->organisation, touching->tablet, touching->minutes }, NULL);
    return status == STATUS_OK ? audit_add(change, "tablet.lock_after", "tablet", touching->tablet.value) : status;
}

static int write_let_in(struct change *change, void *argument)
{
    const struct touching *touching = argument;
    int status = check_managed(change, touching);
    if (status == STATUS_OK)
        status = tablet_try_clear(
            change->db, (struct tablet_try_clear_in){ change->organisation, touching->tablet, touching->person }, NULL);
    return status == STATUS_OK ? audit_add(change, "tablet.let_in", "person", touching->person.value) : status;
}

struct outcome tablet_revoke_post(struct request *request)
{
    return respond_change(request, write_revoked, touching_new(request, "revoked"), touched);
}

struct outcome tablet_lock_after_post(struct request *request)
{
    struct touching *touching = touching_new(request, "lock");
    touching->minutes = request_integer(request, ONE_VALUE);
    return respond_change(request, write_lock_after, touching, touched);
}

struct outcome tablet_let_in_post(struct request *request)
{
    struct touching *touching = touching_new(request, "let_in");
    touching->person = (struct person_id){ request_id(request, ONE_VALUE) };
    return respond_change(request, write_let_in, touching, touched);
}
