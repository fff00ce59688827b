/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate of the HTTP server: who asks (cookie, session, person: one statement) and whether the rule of the route holds for
 * the object that it names (one probe of a set). Everything that a handler may know about the asker is in the viewer.
 */
#include "access/access.h"
#include "access/session.h"
#include "access/session.sql.h"
#include "base/zone.h"
#include "db/recall.h"

/* How precisely the last use is kept: a tablet locks itself after minutes. */
static bool slide_is_due(const struct session_find_row *row, int64_t now_at)
{
    int64_t precision_ms = row->lock_minutes ? (int64_t)SESSION_TABLET_USED_SECONDS * SECOND_MS
                                             : (int64_t)SESSION_USED_MINUTES * MINUTE_MS;
    return now_at - row->last_used_at >= precision_ms;
}

/* An own account on the tablet of a group locks as the tablet does. */
static int know_device(struct request *request, struct session_find_row *row)
{
    struct session_on_tablet_row device;
    struct text hash = secret_hash(request->arena, request_cookie(request, TABLET_COOKIE));
    if (row->tablet.value != 0 || text_is_null(hash))
        return STATUS_OK;
    int status =
        session_on_tablet(request->db, request->arena, (struct session_on_tablet_in){ .token_hash = hash }, &device);
    if (status == STATUS_OK && device.organisation.value == row->organisation.value)
        row->lock_minutes = device.lock_minutes;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* The session of the cookie, also one that has ended. STATUS_NOT_FOUND without. */
static int find_session(struct request *request, struct session_find_row *ret_row)
{
    struct text hash = secret_hash(request->arena, request_cookie(request, SESSION_COOKIE));
    if (text_is_null(hash))
        return STATUS_NOT_FOUND;
    struct session_find_in in = { .token_hash = hash,
                                  .tomorrow = session_day(request->now_at, 1),
                                  .yesterday = session_day(request->now_at, -1) };
    int status = session_find(request->db, request->arena, in, ret_row);
    if (status == STATUS_OK)
        status = know_device(request, ret_row);
    if (status != STATUS_OK || !slide_is_due(ret_row, request->now_at))
        return status;
    /* Sliding is not noticed by what stands in memory (session_slide), so that may say that it is due when it was done. */
    db_read_anew(request->db);
    status = session_find(request->db, request->arena, in, ret_row);
    return status == STATUS_OK ? know_device(request, ret_row) : status;
}

/* When the session ends if nothing more is asked: what stands in the row, or earlier for who began to work here, and on a tablet
 * that nobody touches. */
static int64_t end_of(const struct session_find_row *row)
{
    int64_t end_at = row->expires_at;
    int64_t lock_at = row->last_used_at + row->lock_minutes * MINUTE_MS;
    int64_t span_at = session_span_end(&(struct session_span){ row->created_at, row->last_used_at, row->staff });
    if (row->tablet.value == 0 && span_at < end_at)
        end_at = span_at;
    if ((row->tablet.value != 0 || row->lock_minutes != 0) && lock_at < end_at)
        end_at = lock_at;
    return end_at;
}

/* A session of a tablet lives on that tablet alone, and only while the tablet is its group's. */
static bool is_elsewhere(struct request *request, const struct session_find_row *row)
{
    struct text hash = secret_hash(request->arena, request_cookie(request, TABLET_COOKIE));
    return row->tablet.value != 0 && (text_is_empty(hash) || !random_equal(hash, row->tablet_hash));
}

static bool has_ended(struct request *request, const struct session_find_row *row)
{
    return row->ended_at != INSTANT_NONE || end_of(row) <= request->now_at || is_elsewhere(request, row);
}

int access_former_person(struct request *request, struct person_id *ret_person)
{
    struct session_find_row row;
    int status = find_session(request, &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_person = status == STATUS_OK ? row.person : (struct person_id){ 0 };
    return STATUS_OK;
}

/* A tablet that fetches what others changed, by itself, is not in anybody's hands. */
static bool asks_by_itself(const struct request *request)
{
    return request->method == METHOD_GET && (request->fragment || !request->route || request->route->uncounted);
}

static bool is_idle(const struct request *request, const struct session_find_row *row)
{
    return row->lock_minutes != 0 && asks_by_itself(request);
}

/* Moves the end of a session that is used on, through the seen queue, at most once in SESSION_USED_MINUTES. */
static void slide(struct request *request, const struct session_find_row *row)
{
    struct session_span span = { row->created_at, request->now_at, row->staff };
    if (!is_idle(request, row) && slide_is_due(row, request->now_at))
        seen_session(access_seen(request_access(request)), row->organisation, row->id, request->now_at,
                     row->tablet.value ? row->expires_at : session_span_end(&span));
}

/* How long somebody who showed who they are is not asked again. */
static int64_t confirmed_ms(const struct session_find_row *row)
{
    return (row->tablet.value ? SESSION_TABLET_CONFIRM_MINUTES : SESSION_CONFIRM_MINUTES) * (int64_t)MINUTE_MS;
}

static struct viewer *viewer_make(struct request *request, const struct session_find_row *row)
{
    struct viewer *viewer = ARENA_NEW(request->arena, struct viewer);
    struct zone *zone = access_zone(request_access(request), row->zone);
    *viewer = (struct viewer){ .organisation = row->organisation,
                               .person = row->person,
                               .session = row->id,
                               .session_until_at = end_of(row),
                               .given_name = row->given_name,
                               .family_name = row->family_name,
                               .organisation_name = row->name,
                               .choice = access_words_of(row->language, row->country, row->address_form, row->cares),
                               .zone = zone,
                               .today = zone_date(zone, request->now_at),
                               .demo = row->demo,
                               .staff = row->staff,
                               .has_factor = row->factor,
                               .has_passkey = row->passkey,
                               .factor_due = row->strength < 2 && (row->staff || row->factor),
                               .confirmed = request->now_at - row->confirmed_at < confirmed_ms(row),
                               .confirmed_by = (int)session_proof_of(row->confirmed_by),
                               .tablet = row->tablet,
                               .tablet_group = row->tablet_group,
                               .lock_ms = row->lock_minutes * MINUTE_MS };
    return viewer;
}

/* What an earlier look at the same request found is forgotten. */
static void forget(struct request *request)
{
    request->organisation = access_organisation(request_access(request));
    request->person = (struct person_id){ 0 };
    request->session = (struct session_id){ 0 };
    request->viewer = NULL;
}

/* Fills what the request knows of the asker. The viewer is NULL when nobody is signed in. */
static int identify(struct request *request, struct viewer **ret_viewer)
{
    forget(request);
    struct session_find_row row;
    int status = find_session(request, &row);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && has_ended(request, &row))) {
        request->words = words_choose(access_words_choice(request));
        *ret_viewer = NULL;
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        request->words = words_choose(access_words_choice(request));
        return status;
    }
    slide(request, &row);
    struct viewer *viewer = viewer_make(request, &row);
    request->organisation = viewer->organisation;
    request->person = viewer->person;
    request->session = viewer->session;
    request->words = words_choose(viewer->choice);
    request->viewer = viewer;
    *ret_viewer = viewer;
    return STATUS_OK;
}

/* Bits for RULE_MANAGER, which has no object: what she is anywhere. */
static int organisation_scope(struct request *request, const struct viewer *viewer, int64_t *ret_scope)
{
    struct viewer_roles roles;
    int status = viewer_roles(request->db, request->arena, viewer, &roles);
    if (status == STATUS_OK)
        *ret_scope = (roles.manager ? SCOPE_OF_MANAGER : 0) | (roles.childminder ? SCOPE_OF_CHILDMINDER : 0) |
                     (roles.professional || roles.mentor ? SCOPE_OF_PROFESSIONAL : 0) |
                     (roles.coach ? SCOPE_OF_COACH : 0) | (roles.guardian ? SCOPE_OF_GUARDIAN : 0);
    return status;
}

/* The bits of the viewer for the object that the rule names; an object that is not there, or not for her, has none. */
static int object_scope(struct request *request, struct viewer *viewer, int64_t *ret_scope)
{
    const struct rule *rule = &request->route->rule;
    struct access_who who = viewer_who(viewer);
    int64_t scope = 0;
    int status = STATUS_OK;
    switch ((enum rule_kind)rule->kind) {
    case RULE_KIND_CHILD:
        viewer->child = (struct child_id){ request_id(request, rule->field) };
        status = access_child(request->db, who, viewer->child, &scope);
        break;
    case RULE_KIND_GROUP:
        viewer->group = (struct group_id){ request_id(request, rule->field) };
        status = access_group(request->db, who, viewer->group, &scope);
        break;
    case RULE_KIND_ENTRY:
        status = access_entry(request->db, who, (struct entry_id){ request_id(request, rule->field) }, &scope,
                              &viewer->child);
        break;
    case RULE_KIND_FILE:
        status = access_file(request->db, who, (struct file_id){ request_id(request, rule->field) }, &scope);
        break;
    case RULE_KIND_LOCATION:
        viewer->location = (struct location_id){ request_id(request, rule->field) };
        status = access_location(request->db, who, viewer->location, &scope);
        break;
    case RULE_KIND_MANAGER:
        status = organisation_scope(request, viewer, &scope);
        break;
    case RULE_KIND_NONE:
    case RULE_KIND_PUBLIC:
    case RULE_KIND_SIGNED_IN:
    case RULE_KIND__MAX:
        break;
    }
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_scope = scope;
    return STATUS_OK;
}

/* A page about a child that somebody opened. */
static void note_seen(struct request *request, const struct viewer *viewer)
{
    const struct route *route = request->route;
    if (route->method == METHOD_GET && route->rule.kind == RULE_KIND_CHILD && route->title != 0)
        seen_page(access_seen(request_access(request)), viewer->organisation, viewer->person, viewer->child,
                  viewer->scope, route->path, request->now_at);
}

/* An object that somebody asked for and that is not for her: 404 to her, a row in the audit for us (T7). */
static void note_refused(struct request *request, const struct viewer *viewer)
{
    static const char *const kinds[RULE_KIND__MAX] = {
        [RULE_KIND_CHILD] = "child",
        [RULE_KIND_GROUP] = "group",
        [RULE_KIND_ENTRY] = "entry",
        [RULE_KIND_FILE] = "file",
    };
    const struct rule *rule = &request->route->rule;
    /* clang 14 takes the kinds that are not named for garbage; they are NULL. */
    if (kinds[rule->kind]) // NOLINT(clang-analyzer-core.uninitialized.Branch)
        seen_refused(access_seen(request_access(request)),
                     &(struct seen_refusal){ .organisation = viewer->organisation,
                                             .person = viewer->person,
                                             .session = viewer->session,
                                             .kind = kinds[rule->kind],
                                             .object = request_id(request, rule->field),
                                             .at = request->now_at });
}

/* Whether a person who has nothing to do with the object has nothing here any more at all (T16). Who holds a scope is
 * not asked. */
static int find_over(struct request *request, struct viewer *viewer, int64_t scope)
{
    if (scope != 0 || request->route->rule.kind == RULE_KIND_PUBLIC)
        return STATUS_OK;
    return access_is_over(request->db, viewer_who(viewer), &viewer->over);
}

/* Asked before anything about the object: half a session is told nothing, not even what exists. */
static bool needs_factor(const struct route *route)
{
    return route->rule.kind != RULE_KIND_PUBLIC && !route->before_factor;
}

/* On the tablet of a group only its children of today are there, and only what the shift does with them (T21). */
static int narrow_to_tablet(struct request *request, const struct viewer *viewer, int64_t *scope)
{
    enum rule_kind kind = (enum rule_kind)request->route->rule.kind;
    int status = STATUS_NOT_FOUND;
    if (kind == RULE_KIND_GROUP && viewer->group.value == viewer->tablet_group.value)
        status = STATUS_OK;
    else if (*scope != 0 && (kind == RULE_KIND_CHILD || kind == RULE_KIND_ENTRY))
        status = access_on_group(request->db, viewer->organisation, viewer->child, viewer->tablet_group, viewer->today);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *scope = status == STATUS_OK ? *scope & SCOPE_ON_TABLET : 0;
    return STATUS_OK;
}

/* The bits for the object, on the device that they work with. */
static int find_scope(struct request *request, struct viewer *viewer, int64_t *ret_scope)
{
    int status = object_scope(request, viewer, ret_scope);
    return status == STATUS_OK && viewer->tablet.value ? narrow_to_tablet(request, viewer, ret_scope) : status;
}

/* Whether the script of a page sends what somebody else wrote, who was signed in there before: it waits for them. */
static bool is_anothers(const struct request *request, const struct viewer *viewer)
{
    struct text writer = request_header(request, SESSION_WRITER_HEADER);
    int64_t person;
    return !text_is_empty(writer) && (identity_parse(writer, &person) != STATUS_OK || person != viewer->person.value);
}

/* What is asked before anything about the object, of who is signed in. */
static enum gate gate_of_session(struct request *request, struct viewer *viewer)
{
    bool public = request->route->rule.kind == RULE_KIND_PUBLIC;
    if (viewer->factor_due && needs_factor(request->route))
        return GATE_FACTOR;
    if (!public && is_anothers(request, viewer))
        return GATE_SIGNED_OUT;
    viewer->not_here = !public && viewer->tablet.value != 0 && request->route->tablet == TABLET_NEVER;
    return viewer->not_here ? GATE_DENIED : GATE_OPEN;
}

static bool asks_again(const struct route *route, const struct viewer *viewer)
{
    return !viewer->confirmed && (route->confirm || (viewer->tablet.value != 0 && route->tablet == TABLET_PIN));
}

static enum gate gate(struct request *request)
{
    struct viewer *viewer;
    int64_t scope = 0;
    if (identify(request, &viewer) != STATUS_OK)
        return GATE_FAILED;
    if (!request->route)
        return GATE_OPEN;
    enum gate first = viewer ? gate_of_session(request, viewer) : GATE_OPEN;
    if (first != GATE_OPEN)
        return first;
    if (viewer && find_scope(request, viewer, &scope) != STATUS_OK)
        return GATE_FAILED;
    if (viewer && find_over(request, viewer, scope) != STATUS_OK)
        return GATE_FAILED;
    if (viewer && viewer->over) {
        note_refused(request, viewer);
        return GATE_DENIED;
    }
    enum gate answer = rule_answer(&request->route->rule, viewer != NULL, scope);
    if (answer == GATE_OPEN && viewer && asks_again(request->route, viewer))
        answer = GATE_CONFIRM;
    if (answer == GATE_OPEN && viewer) {
        viewer->scope = scope;
        note_seen(request, viewer);
    }
    if (answer == GATE_HIDDEN && viewer && scope == 0)
        note_refused(request, viewer);
    return answer;
}

/* A change on its way; lives in the request's arena. */
struct submission {
    struct writer_task task; /* must stay the first member */
    struct http_change *change;
};

static void submission_done(struct writer_task *task)
{
    struct submission *submission = (struct submission *)(void *)task;
    http_change_done(submission->change, task->status, &task->error);
}

static void free_arena(void *arena)
{
    arena_free(arena);
}

/* The writer empties its arena before each try, so it gets one of its own that ends with the request's. */
static bool submit(struct request *request, struct http_change *change)
{
    struct submission *submission = ARENA_NEW(request->arena, struct submission);
    struct arena *arena = arena_new();
    arena_on_release(request->arena, free_arena, arena);
    *submission = (struct submission){ .task = { .change = change->change,
                                                 .argument = change->argument,
                                                 .done = submission_done,
                                                 .arena = arena,
                                                 .organisation = request->organisation,
                                                 .actor = request->person,
                                                 .session = request->session,
                                                 .name = request->route ? request->route->path : NULL },
                                       .change = change };
    return writer_submit(access_writer(request_access(request)), request->db, &submission->task);
}

static int before(struct request *request)
{
    return db_look_begin(request->db);
}

static void after(struct request *request)
{
    db_read_end(request->db);
}

void access_hooks(struct http_hooks *hooks)
{
    hooks->gate = gate;
    hooks->before = before;
    hooks->after = after;
    hooks->submit = submit;
}
