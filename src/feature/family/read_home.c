/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The family page of a guardian: own data, who she knows of, who may collect as far as her home asked it, what waits. Each
 * part says who reads it (T19). Nothing of a protected guardian of the child comes in here (R243): the statements leave her
 * out.
 */
#include "access/page.h"
#include "access/people.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/childminder/childminder.h"
#include "feature/family/family.sql.h"
#include "feature/family/own.h"
#include "feature/handover/handover.h"
#include "feature/intake/intake.h"
#include "http/request.h"

/* One page while it is read. */
struct reading {
    struct request *request;
    struct child_id child;
    const struct family_typed *typed;
    struct family_home_view *view;
    int64_t home;
    int64_t since_at; /* how far back decisions and notices go */
};

static void add_line(struct request *request, struct family_lines_view *lines, enum word label, struct text value)
{
    if (!text_is_empty(value))
        *vector_add(request->arena, lines) = (struct family_line_view){ word(request->words, label), value };
}

/* "Dit lezen: jij, Eva en de groep": with the people of the own home when it is for them too. */
static struct text readers(const struct reading *reading, bool with_home)
{
    struct request *request = reading->request;
    struct text names = word(request->words, WORD_FAMILY_YOU);
    for (size_t i = 0; with_home && i < reading->view->others.count; i++) {
        const struct family_person_view *other = &reading->view->others.items[i];
        if (other->reads_along) {
            struct word_value both[] = { word_value("list", names), word_value("item", other->name) };
            names = word_format(request->arena, request->words, WORD_SHELL_LIST, both, 2);
        }
    }
    struct word_value values[] = { word_value("names", names) };
    return word_format(request->arena, request->words, WORD_FAMILY_READERS, values, 1);
}

static struct text authority_text(struct request *request, bool authority, bool full)
{
    struct text first = word(request->words, authority ? WORD_FAMILY_AUTHORITY : WORD_FAMILY_NO_AUTHORITY);
    if (full)
        return first;
    return arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(first),
                        TEXT_ARGS(word(request->words, WORD_FAMILY_SCOPE_LIMITED)));
}

static int read_own(struct reading *reading)
{
    struct request *request = reading->request;
    struct family_home_view *view = reading->view;
    struct family_own_row row;
    int status = family_own(request->db, request->arena,
                            (struct family_own_in){ .organisation = request->organisation,
                                                    .child = reading->child,
                                                    .person = request->person,
                                                    .today = request->viewer->today,
                                                    .homes = FAMILY_HOMES },
                            &row);
    if (status != STATUS_OK)
        return status;
    reading->home = row.home;
    bool full = text_equal(row.scope, TEXT(GUARDIAN_FULL));
    view->own = (struct family_person_view){ .person = request->person,
                                             .name = family_full_name(request->arena, row.given_name, row.family_name),
                                             .say_name = row.say_name,
                                             .called = row.called,
                                             .signs = authority_text(request, row.authority, full) };
    add_line(request, &view->own.lines, WORD_FAMILY_PHONE, row.phone);
    add_line(request, &view->own.lines, WORD_SIGN_IN_EMAIL, row.email);
    bool typed = reading->typed && reading->typed->is_typed && reading->typed->about == FAMILY_CONTACT;
    view->phone = typed ? reading->typed->phone : row.phone;
    view->email = typed ? reading->typed->email : row.email;
    return STATUS_OK;
}

/* Whoever a full guardian knows of. Who has no call is of the other home. */
static int read_others(struct reading *reading)
{
    struct request *request = reading->request;
    struct family_seen_rows rows;
    int status = family_seen(request->db, request->arena,
                             (struct family_seen_in){ .organisation = request->organisation,
                                                      .child = reading->child,
                                                      .person = request->person,
                                                      .today = request->viewer->today,
                                                      .homes = SCOPE_READ_HOME },
                             &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct family_seen_row *row = &rows.items[i];
        bool same_home = row->home == reading->home;
        bool full = text_equal(row->scope, TEXT(GUARDIAN_FULL));
        enum word where = same_home ? WORD_FAMILY_SAME_HOME : WORD_FAMILY_OTHER_HOME;
        *vector_add(request->arena, &reading->view->others) =
            (struct family_person_view){ .name = family_full_name(request->arena, row->given_name, row->family_name),
                                         .say_name = row->say_name,
                                         .called = row->called,
                                         .phone = row->phone,
                                         .call = page_call(request, row->phone),
                                         .reads_along = same_home && full,
                                         .signs = word(request->words, where) };
    }
    return status;
}

static int read_siblings(struct reading *reading)
{
    struct request *request = reading->request;
    struct family_home_view *view = reading->view;
    struct family_own_children_rows rows;
    int status = family_own_children(request->db, request->arena,
                                     (struct family_own_children_in){ .organisation = request->organisation,
                                                                      .person = request->person,
                                                                      .today = request->viewer->today,
                                                                      .homes = FAMILY_HOMES },
                                     &rows);
    for (size_t i = 0; status == STATUS_OK && rows.count > 1 && i < rows.count; i++) {
        const struct family_own_children_row *row = &rows.items[i];
        bool current = row->child.value == reading->child.value;
        struct family_sibling_view sibling = { .child = row->child,
                                               .address = url_family(request->arena, row->child),
                                               .name = row->given_name,
                                               .initial = handover_initial(row->given_name),
                                               .tint = handover_tint(row->child),
                                               .current = current };
        *vector_add(request->arena, &view->siblings) = sibling;
        if (!current && row->can_write)
            *vector_add(request->arena, &view->collector_form.siblings) = sibling;
    }
    return status;
}

static int read_collectors(struct reading *reading)
{
    struct request *request = reading->request;
    struct family_collectors_rows rows;
    int status = family_collectors(request->db, request->arena,
                                   (struct family_collectors_in){ .organisation = request->organisation,
                                                                  .child = reading->child,
                                                                  .person = request->person,
                                                                  .today = request->viewer->today,
                                                                  .centre = 0 },
                                   &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct family_collectors_row *row = &rows.items[i];
        *vector_add(request->arena, &reading->view->collectors) = (struct family_collector_view){
            .collector = row->id,
            .name = row->name,
            .relation = row->relation,
            .period = family_period(request, row->from_day, row->until_day),
            .phone = row->phone,
            .call = page_call(request, row->phone),
            .readers = readers(reading, true),
            .asked = row->asked,
            .can_end = reading->view->can_write && !row->asked,
            .end = url_family_collector_end(request->arena, reading->child),
        };
    }
    return status;
}

static struct text when(struct request *request, int64_t at)
{
    return page_day_text(request, zone_date(request->viewer->zone, at), DAY_SHORT);
}

static void add_proposal(struct reading *reading, const struct family_own_proposals_row *row)
{
    static const enum word titles[FAMILY_ABOUT__MAX + 1] = { [FAMILY_CONTACT] = WORD_FAMILY_ASKED_CONTACT,
                                                             [FAMILY_COLLECTOR] = WORD_FAMILY_ASKED_COLLECTOR,
                                                             [FAMILY_COLLECTOR_END] = WORD_FAMILY_ASKED_COLLECTOR_END,
                                                             [FAMILY_CUSTODY] = WORD_FAMILY_ASKED_CUSTODY,
                                                             [FAMILY_ABOUT__MAX] = WORD_FAMILY_ASKED_CUSTODY };
    struct request *request = reading->request;
    enum family_about about = family_about_of(row->about);
    struct family_proposal_view *view = vector_add(request->arena, &reading->view->proposals);
    *view = (struct family_proposal_view){ .proposal = row->id,
                                           .title = word(request->words, titles[about]),
                                           .when = when(request, row->created_at),
                                           .note = row->note,
                                           .waits = text_is_empty(row->decision),
                                           .confirmed = text_equal(row->decision, TEXT("confirmed")),
                                           .action = url_family_withdraw(request->arena, reading->child) };
    add_line(request, &view->lines, WORD_FAMILY_NAME, about == FAMILY_COLLECTOR_END ? row->collector_name : row->name);
    add_line(request, &view->lines, WORD_FAMILY_BOND, row->relation);
    add_line(request, &view->lines, WORD_FAMILY_PHONE, row->phone);
    add_line(request, &view->lines, WORD_SIGN_IN_EMAIL, row->email);
    if (about == FAMILY_COLLECTOR)
        add_line(request, &view->lines, WORD_FAMILY_PERIOD, family_period(request, row->from_day, row->until_day));
}

static int read_proposals(struct reading *reading)
{
    struct request *request = reading->request;
    struct family_own_proposals_rows rows;
    int status = family_own_proposals(request->db, request->arena,
                                      (struct family_own_proposals_in){ .organisation = request->organisation,
                                                                        .child = reading->child,
                                                                        .person = request->person,
                                                                        .today = request->viewer->today,
                                                                        .homes = FAMILY_HOMES,
                                                                        .since_at = reading->since_at },
                                      &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        add_proposal(reading, &rows.items[i]);
    return status;
}

static int read_notices(struct reading *reading)
{
    static const enum word sentences[FAMILY_ABOUT__MAX + 1] = { [FAMILY_CONTACT] = WORD_FAMILY_TOLD_CONTACT,
                                                                [FAMILY_COLLECTOR] = WORD_FAMILY_TOLD_COLLECTOR,
                                                                [FAMILY_COLLECTOR_END] = WORD_FAMILY_TOLD_COLLECTOR,
                                                                [FAMILY_CUSTODY] = WORD_FAMILY_TOLD_CUSTODY,
                                                                [FAMILY_ABOUT__MAX] = WORD_FAMILY_TOLD_CUSTODY };
    struct request *request = reading->request;
    struct family_notices_rows rows;
    struct word_value values[] = { word_value("name", reading->view->name) };
    int status = family_notices(request->db, request->arena,
                                (struct family_notices_in){ .organisation = request->organisation,
                                                            .child = reading->child,
                                                            .person = request->person,
                                                            .today = request->viewer->today,
                                                            .homes = FAMILY_HOMES,
                                                            .since_at = reading->since_at },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &reading->view->notices) = (struct family_notice_view){
            word_format(request->arena, request->words, sentences[family_about_of(rows.items[i].about)], values, 1),
            when(request, rows.items[i].created_at),
        };
    return status;
}

static int read_name(struct reading *reading)
{
    struct request *request = reading->request;
    struct family_home_view *view = reading->view;
    struct family_name_row row;
    int status = family_name(request->db, request->arena,
                             (struct family_name_in){ .organisation = request->organisation,
                                                      .child = reading->child,
                                                      .person = request->person,
                                                      .today = request->viewer->today },
                             &row);
    if (status != STATUS_OK)
        return status;
    view->name = row.given_name;
    view->topics = page_topics(request, (struct child_id){ 0 }, (struct group_id){ 0 });
    view->can_write = (request->viewer->scope & SCOPE_WRITE_HOME) != 0;
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(reading->child));
    view->partners = ADDRESS(request->arena, "/child/{child}/partners", address_value(reading->child));
    view->sharing = ADDRESS(request->arena, "/child/{child}/sharing", address_value(reading->child));
    view->has_partners = (request->viewer->scope & SCOPE_READ_HOME) != 0;
    view->contact = url_family_contact(request->arena, reading->child);
    view->role = ADDRESS(request->arena, "/child/{child}/role", address_value(reading->child));
    view->custody = url_family_custody(request->arena, reading->child);
    view->collector_form = family_collector_form(request, reading->child, reading->typed);
    view->collector_form.is_home = true;
    if (reading->typed && reading->typed->problem != 0)
        view->problem = word(request->words, reading->typed->problem);
    if (reading->typed && reading->typed->is_typed && reading->typed->about == FAMILY_CUSTODY)
        view->note = reading->typed->note;
    return STATUS_OK;
}

int family_home_read(struct request *request, struct child_id child, const struct family_typed *typed,
                     struct family_home_view *ret_view)
{
    struct family_home_view view = { 0 };
    struct reading reading = { .request = request,
                               .child = child,
                               .typed = typed,
                               .view = &view,
                               .since_at = request->now_at - (int64_t)FAMILY_TOLD_DAYS * DAY_MS };
    int status = read_name(&reading);
    if (status == STATUS_OK)
        status = read_own(&reading);
    if (status == STATUS_OK)
        status = read_others(&reading);
    if (status == STATUS_OK)
        status = read_siblings(&reading);
    if (status == STATUS_OK)
        status = read_collectors(&reading);
    if (status == STATUS_OK)
        status = read_proposals(&reading);
    if (status == STATUS_OK)
        status = read_notices(&reading);
    if (status == STATUS_OK)
        status = intake_others_part(request, &view.others_map);
    if (status == STATUS_OK && view.has_partners)
        status = childminder_minds(request->db, viewer_who(request->viewer), child, &view.minded);
    if (status != STATUS_OK)
        return status;
    view.own_readers = readers(&reading, false);
    *ret_view = view;
    return STATUS_OK;
}
