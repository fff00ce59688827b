/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The family page of the staff: everybody who belongs to a child, protected or not, what waits, who may collect, and what is
 * for staff alone. And the page at the door, which needs only who may collect today and what stands against it (R233).
 */
#include "access/page.h"
#include "access/people.h"
#include "access/viewer.h"
#include "feature/call/call.h"
#include "feature/family/family.sql.h"
#include "feature/family/own.h"
#include "feature/handover/handover.h"
#include "feature/intake/intake.h"
#include "feature/meldcode/meldcode.h"
#include "http/request.h"

/* One page while it is read. */
struct reading {
    struct request *request;
    struct child_id child;
    bool can_decide;
    bool can_manage;
};

static struct text joined(struct request *request, struct text before, struct text next)
{
    if (text_is_empty(next))
        return before;
    return text_is_empty(before) ? next
                                 : arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(before), TEXT_ARGS(next));
}

static void add_line(struct request *request, struct family_lines_view *lines, enum word label, struct text value)
{
    if (!text_is_empty(value))
        *vector_add(request->arena, lines) = (struct family_line_view){ word(request->words, label), value };
}

static struct text until_text(struct request *request, struct date until)
{
    if (date_equal(until, DATE_FOREVER))
        return TEXT("");
    struct word_value values[] = { word_value("until", page_day_text(request, date_add(until, -1), DAY_SHORT)) };
    return word_format(request->arena, request->words, WORD_FAMILY_PERIOD_UNTIL, values, 1);
}

/* "Huis 1 · heeft gezag · leest alles · tot en met 30 nov" */
static struct text signs_of(struct request *request, const struct family_guardians_row *row)
{
    struct word_value values[] = { word_value("n", row->home) };
    struct text signs = word_format(request->arena, request->words, WORD_FAMILY_HOME_NUMBER, values, 1);
    enum word scope = text_equal(row->scope, TEXT(GUARDIAN_FULL))      ? WORD_FAMILY_SCOPE_FULL
                      : text_equal(row->scope, TEXT(GUARDIAN_LIMITED)) ? WORD_FAMILY_SCOPE_LIMITED
                                                                       : WORD_FAMILY_SCOPE_NONE;
    signs = joined(request, signs,
                   word(request->words, row->authority ? WORD_FAMILY_HAS_AUTHORITY : WORD_FAMILY_LACKS_AUTHORITY));
    signs = joined(request, signs, word(request->words, scope));
    return joined(request, signs, until_text(request, row->until_day));
}

static int read_guardians(const struct reading *reading, struct family_guardians_rows *ret_rows)
{
    struct request *request = reading->request;
    return family_guardians(request->db, request->arena,
                            (struct family_guardians_in){ .organisation = request->organisation,
                                                          .child = reading->child,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .need = FAMILY_STAFF },
                            ret_rows);
}

static struct family_person_view person_of(const struct reading *reading, const struct family_guardians_row *row)
{
    struct request *request = reading->request;
    struct family_person_view person = {
        .person = row->guardian,
        .name = family_full_name(request->arena, row->given_name, row->family_name),
        .say_name = row->say_name,
        .called = row->called,
        .phone = row->phone,
        .call = page_call(request, row->phone),
        .signs = signs_of(request, row),
        .protected = row->protected,
        .can_edit = reading->can_manage,
        .edit = url_family_guardian(request->arena, reading->child, row->guardian),
    };
    add_line(request, &person.lines, WORD_SIGN_IN_EMAIL, row->email);
    return person;
}

/* "Dit lezen: Aylin en de groep": the homes in the audience, by the names of who has the full scope there. */
static struct text readers(struct request *request, const struct family_guardians_rows *guardians, int64_t audience)
{
    struct text names = TEXT("");
    for (size_t i = 0; i < guardians->count; i++) {
        const struct family_guardians_row *row = &guardians->items[i];
        if (text_equal(row->scope, TEXT(GUARDIAN_FULL)) && (scope_of_home(row->home) & audience) != 0)
            names = arena_printf(request->arena, "%.*s%s%.*s", TEXT_ARGS(names), names.length ? ", " : "",
                                 TEXT_ARGS(row->given_name));
    }
    if (text_is_empty(names))
        return word(request->words, WORD_FAMILY_READERS_GROUP);
    struct word_value values[] = { word_value("names", names) };
    return word_format(request->arena, request->words, WORD_FAMILY_READERS, values, 1);
}

static int read_collectors(const struct reading *reading, struct family_collectors_rows *ret_rows)
{
    struct request *request = reading->request;
    return family_collectors(request->db, request->arena,
                             (struct family_collectors_in){ .organisation = request->organisation,
                                                            .child = reading->child,
                                                            .person = request->person,
                                                            .today = request->viewer->today,
                                                            .centre = FAMILY_STAFF },
                             ret_rows);
}

static struct family_collector_view collector_of(const struct reading *reading, const struct family_collectors_row *row)
{
    struct request *request = reading->request;
    return (struct family_collector_view){
        .collector = row->id,
        .name = row->name,
        .relation = row->relation,
        .period = family_period(request, row->from_day, row->until_day),
        .phone = row->phone,
        .call = page_call(request, row->phone),
        .asked = row->asked,
        .can_end = reading->can_decide,
        .end = url_family_collector_end(request->arena, reading->child),
    };
}

/* A new telephone or address beside the one that still counts. */
static struct text change_text(struct request *request, struct text former, struct text next)
{
    if (text_is_empty(next) || text_equal(former, next))
        return TEXT("");
    if (text_is_empty(former))
        return next;
    struct word_value values[] = { word_value("new", next), word_value("old", former) };
    return word_format(request->arena, request->words, WORD_FAMILY_NEW_FOR_OLD, values, 2);
}

static struct family_proposal_view proposal_of(const struct reading *reading,
                                               const struct family_open_proposals_row *row)
{
    static const enum word titles[FAMILY_ABOUT__MAX + 1] = { [FAMILY_CONTACT] = WORD_FAMILY_ASKS_CONTACT,
                                                             [FAMILY_COLLECTOR] = WORD_FAMILY_ASKS_COLLECTOR,
                                                             [FAMILY_COLLECTOR_END] = WORD_FAMILY_ASKS_COLLECTOR_END,
                                                             [FAMILY_CUSTODY] = WORD_FAMILY_ASKS_CUSTODY,
                                                             [FAMILY_ABOUT__MAX] = WORD_FAMILY_ASKS_CUSTODY };
    struct request *request = reading->request;
    enum family_about about = family_about_of(row->about);
    struct family_proposal_view view = {
        .proposal = row->id,
        .title = word(request->words, titles[about]),
        .who = row->given_name,
        .called = row->called,
        .when = page_day_text(request, zone_date(request->viewer->zone, row->created_at), DAY_SHORT),
        .note = row->note,
        .protected = row->protected != 0,
        .waits = true,
        .can_decide = about == FAMILY_CUSTODY ? reading->can_manage : reading->can_decide,
        .for_manager = about == FAMILY_CUSTODY && !reading->can_manage,
        .action = url_family_decide(request->arena, reading->child),
    };
    if (about == FAMILY_CONTACT) {
        add_line(request, &view.lines, WORD_FAMILY_PHONE, change_text(request, row->former_phone, row->phone));
        add_line(request, &view.lines, WORD_SIGN_IN_EMAIL, change_text(request, row->former_email, row->email));
        return view;
    }
    add_line(request, &view.lines, WORD_FAMILY_NAME, about == FAMILY_COLLECTOR_END ? row->collector_name : row->name);
    add_line(request, &view.lines, WORD_FAMILY_BOND, row->relation);
    add_line(request, &view.lines, WORD_FAMILY_PHONE, row->phone);
    if (about == FAMILY_COLLECTOR)
        add_line(request, &view.lines, WORD_FAMILY_PERIOD, family_period(request, row->from_day, row->until_day));
    return view;
}

/* Whom the change can be told besides who asked: nobody about a protected guardian (R243). */
static void offer_told(const struct family_guardians_rows *guardians, const struct family_open_proposals_row *row,
                       struct family_proposal_view *view)
{
    int64_t home = 0;
    for (size_t i = 0; i < guardians->count; i++)
        if (guardians->items[i].guardian.value == row->guardian.value)
            home = guardians->items[i].home;
    for (size_t i = 0; i < guardians->count && !view->protected; i++) {
        const struct family_guardians_row *other = &guardians->items[i];
        if (other->guardian.value == row->guardian.value || !text_equal(other->scope, TEXT(GUARDIAN_FULL)))
            continue;
        view->shares_home = view->shares_home || other->home == home;
        view->other_home = view->other_home || other->home != home;
    }
}

static int read_proposals(const struct reading *reading, const struct family_guardians_rows *guardians,
                          struct family_centre_view *view)
{
    struct request *request = reading->request;
    struct family_open_proposals_rows rows;
    int status = family_open_proposals(request->db, request->arena,
                                       (struct family_open_proposals_in){ .organisation = request->organisation,
                                                                          .child = reading->child,
                                                                          .person = request->person,
                                                                          .today = request->viewer->today,
                                                                          .need = FAMILY_STAFF },
                                       &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct family_proposal_view *shown = vector_add(request->arena, &view->proposals);
        *shown = proposal_of(reading, &rows.items[i]);
        offer_told(guardians, &rows.items[i], shown);
    }
    return status;
}

static int read_people(const struct reading *reading, struct family_centre_view *view)
{
    struct request *request = reading->request;
    struct family_guardians_rows guardians;
    struct family_collectors_rows collectors;
    int status = read_guardians(reading, &guardians);
    if (status == STATUS_OK)
        status = read_collectors(reading, &collectors);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < guardians.count; i++)
        *vector_add(request->arena, &view->guardians) = person_of(reading, &guardians.items[i]);
    for (size_t i = 0; i < collectors.count; i++) {
        struct family_collector_view *shown = vector_add(request->arena, &view->collectors);
        *shown = collector_of(reading, &collectors.items[i]);
        shown->readers = readers(request, &guardians, collectors.items[i].audience);
    }
    /* What waits is for the team, not for who is there for a shift. */
    return reading->can_decide ? read_proposals(reading, &guardians, view) : STATUS_OK;
}

static int read_orders(const struct reading *reading, struct family_orders_rows *ret_rows)
{
    struct request *request = reading->request;
    return family_orders(request->db, request->arena,
                         (struct family_orders_in){ .organisation = request->organisation,
                                                    .child = reading->child,
                                                    .person = request->person,
                                                    .today = request->viewer->today,
                                                    .need = SCOPE_RESTRICTIONS },
                         ret_rows);
}

static struct family_order_view order_of(const struct reading *reading, const struct family_orders_row *row)
{
    struct request *request = reading->request;
    return (struct family_order_view){ .order = row->id,
                                       .note = row->note,
                                       .period = family_period(request, row->from_day, row->until_day),
                                       .can_end = reading->can_manage,
                                       .end = url_family_order_end(request->arena, reading->child) };
}

static int read_siblings(const struct reading *reading, struct family_centre_view *view)
{
    struct request *request = reading->request;
    struct family_siblings_rows rows;
    int status = family_siblings(request->db, request->arena,
                                 (struct family_siblings_in){ .organisation = request->organisation,
                                                              .child = reading->child,
                                                              .person = request->person,
                                                              .today = request->viewer->today,
                                                              .need = FAMILY_STAFF },
                                 &rows);
    for (size_t i = 0; status == STATUS_OK && rows.count > 1 && i < rows.count; i++)
        *vector_add(request->arena, &view->siblings) =
            (struct family_sibling_view){ .child = rows.items[i].sibling,
                                          .address = url_family(request->arena, rows.items[i].sibling),
                                          .name = rows.items[i].given_name,
                                          .initial = handover_initial(rows.items[i].given_name),
                                          .tint = handover_tint(rows.items[i].sibling),
                                          .current = rows.items[i].sibling.value == reading->child.value };
    return status;
}

static int read_child(const struct reading *reading, int64_t need, struct family_child_row *ret_row)
{
    struct request *request = reading->request;
    return family_child(request->db, request->arena,
                        (struct family_child_in){ .organisation = request->organisation,
                                                  .child = reading->child,
                                                  .person = request->person,
                                                  .today = request->viewer->today,
                                                  .need = need },
                        ret_row);
}

static void show_typed(struct request *request, const struct family_typed *typed, struct family_centre_view *view)
{
    if (!typed)
        return;
    if (typed->problem != 0)
        view->problem = word(request->words, typed->problem);
    if (typed->is_typed && typed->about == FAMILY_CUSTODY)
        view->order_note = typed->note;
}

int family_centre_read(struct request *request, struct child_id child, const struct family_typed *typed,
                       struct family_centre_view *ret_view)
{
    int64_t scope = request->viewer->scope;
    struct reading reading = { .request = request,
                               .child = child,
                               .can_decide = family_is_team(scope),
                               .can_manage = (scope & SCOPE_MANAGE) != 0 };
    struct family_child_row row;
    struct family_orders_rows orders = { .count = 0 };
    int status = read_child(&reading, FAMILY_STAFF, &row);
    if (status != STATUS_OK)
        return status;
    struct arena *arena = request->arena;
    struct family_centre_view view = {
        .name = family_full_name(arena, row.given_name, row.family_name),
        .topics = page_topics(request, (struct child_id){ 0 }, (struct group_id){ 0 }),
        .hub = ADDRESS(arena, "/child/{child}/about", address_value(child)),
        .partners = ADDRESS(arena, "/child/{child}/partners", address_value(child)),
        .has_partners = (request->viewer->scope & (SCOPE_READ_MENTOR | SCOPE_MANAGE)) != 0,
        .sharing = ADDRESS(arena, "/child/{child}/sharing", address_value(child)),
        .minded = (request->viewer->scope & SCOPE_OF_CHILDMINDER) == SCOPE_OF_CHILDMINDER,
        .sees_restriction = (scope & SCOPE_RESTRICTIONS) != 0,
        .can_decide = reading.can_decide,
        .can_manage = reading.can_manage,
        .collector_form = family_collector_form(request, child, typed),
        .sign = url_family_sign(arena, child),
        .order = url_family_order(arena, child),
        .has_meldcode = (scope & SCOPE_READ_CENTRE) != 0 && (scope & SCOPE_SIDE_HOME) == 0,
        .meldcode = url_meldcode(arena, child),
        .today = date_iso(arena, request->viewer->today),
    };
    if (view.sees_restriction)
        view.restriction = row.restriction;
    status = read_siblings(&reading, &view);
    if (status == STATUS_OK)
        status = read_people(&reading, &view);
    if (status == STATUS_OK)
        status = read_orders(&reading, &orders);
    for (size_t i = 0; status == STATUS_OK && i < orders.count; i++)
        *vector_add(arena, &view.orders) = order_of(&reading, &orders.items[i]);
    show_typed(request, typed, &view);
    if (status == STATUS_OK)
        status = intake_others_part(request, &view.others_map);
    if (status == STATUS_OK)
        *ret_view = view;
    return status;
}

/* --- at the door --- */

/* Guardians who may see the child are who collects it, with the sign of what stands against it beside them. */
static int read_door(const struct reading *reading, struct family_collect_view *view)
{
    struct request *request = reading->request;
    struct family_guardians_rows guardians;
    struct family_collectors_rows collectors;
    struct family_orders_rows orders;
    int status = read_guardians(reading, &guardians);
    if (status == STATUS_OK)
        status = read_collectors(reading, &collectors);
    if (status == STATUS_OK)
        status = read_orders(reading, &orders);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < guardians.count; i++)
        if (!text_equal(guardians.items[i].scope, TEXT(GUARDIAN_NONE)) &&
            guardians.items[i].from_day.days <= request->viewer->today.days)
            *vector_add(request->arena, &view->guardians) = person_of(reading, &guardians.items[i]);
    for (size_t i = 0; i < collectors.count; i++)
        if (collectors.items[i].from_day.days <= request->viewer->today.days)
            *vector_add(request->arena, &view->collectors) = collector_of(reading, &collectors.items[i]);
    for (size_t i = 0; i < orders.count; i++)
        if (orders.items[i].from_day.days <= request->viewer->today.days)
            *vector_add(request->arena, &view->orders) = order_of(reading, &orders.items[i]);
    return STATUS_OK;
}

int family_collect_read(struct request *request, struct group_id group, struct child_id child,
                        struct family_collect_view *ret_view)
{
    struct reading reading = { .request = request, .child = child };
    struct family_collected_row at_door;
    struct family_child_row row;
    int64_t scope;
    int status = family_collected(request->db, request->arena,
                                  (struct family_collected_in){ .organisation = request->organisation,
                                                                .child = child,
                                                                .care_group = group,
                                                                .person = request->person,
                                                                .today = request->viewer->today },
                                  &at_door);
    if (status == STATUS_OK)
        status = access_child(request->db, viewer_who(request->viewer), child, &scope);
    if (status == STATUS_OK)
        status = read_child(&reading, FAMILY_STAFF, &row);
    if (status != STATUS_OK)
        return status;
    struct zone_day day;
    zone_day(request->viewer->zone, request->viewer->today, &day);
    struct family_collect_view view = { .group = group,
                                        .child = child,
                                        .name = at_door.given_name,
                                        .check_out = url_handover_check_out(request->arena, group),
                                        .board = url_handover_board(request->arena, group) };
    if ((scope & SCOPE_RESTRICTIONS) != 0 && (scope & SCOPE_SIDE_HOME) == 0)
        view.restriction = row.restriction;
    if (at_door.out_at != INSTANT_NONE)
        view.gone = handover_presence(
            request, &day, &(struct handover_presence){ at_door.given_name, at_door.in_at, at_door.out_at, true, 0 });
    /* Who works here and fetches her own child reads nothing about the child's other home. */
    if ((scope & SCOPE_SIDE_HOME) == 0)
        status = read_door(&reading, &view);
    if (status == STATUS_OK && (scope & SCOPE_SIDE_HOME) == 0)
        status = call_later_part(request, child, group, &view.later);
    if (status == STATUS_OK && at_door.out_at == INSTANT_NONE)
        status = handover_offer(request, child, group, &view.offer);
    if (status == STATUS_OK)
        *ret_view = view;
    return status;
}
