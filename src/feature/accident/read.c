/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages of accidents. What a home may read of calls, accounts and signatures is decided by the statements and here.
 */
#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/accident/accident.sql.h"
#include "feature/accident/own.h"
#include "feature/handover/handover.h"

struct reading {
    struct request *request;
    struct child_id child;
    struct accident_id accident;
    const struct accident_typed *typed;
    struct accident_view *view;
    struct accident_one_row row;
    struct accident_guardians_rows guardians;
};

static struct text time_at(struct request *request, struct date day, int64_t at)
{
    struct zone_day zone;
    zone_day(request->viewer->zone, day, &zone);
    return handover_time(request, &zone, at);
}

/* "22 nov 12:05" */
static struct text moment_text(struct request *request, int64_t at)
{
    struct date day = zone_date(request->viewer->zone, at);
    return arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(page_day_text(request, day, DAY_SHORT)),
                        TEXT_ARGS(time_at(request, day, at)));
}

static struct text who_when(struct request *request, struct text name, int64_t at)
{
    return arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(name), TEXT_ARGS(moment_text(request, at)));
}

static int read_head(struct request *request, struct accident_head_row *ret_row)
{
    return accident_head(request->db, request->arena,
                         (struct accident_head_in){ .organisation = request->organisation,
                                                    .child = request->viewer->child,
                                                    .person = request->person,
                                                    .today = request->viewer->today },
                         ret_row);
}

static int read_guardians(struct request *request, struct accident_guardians_rows *ret_rows)
{
    return accident_guardians(request->db, request->arena,
                              (struct accident_guardians_in){ .organisation = request->organisation,
                                                              .child = request->viewer->child,
                                                              .today = request->viewer->today },
                              ret_rows);
}

static bool all_know(const struct accident_guardians_rows *guardians, int64_t audience)
{
    for (size_t i = 0; i < guardians->count; i++)
        if ((audience & scope_of_home(guardians->items[i].home)) == 0)
            return false;
    return true;
}

/* --- the list --- */

static void new_form(struct request *request, const struct accident_typed *typed, struct accidents_view *view)
{
    struct accident_form_view *form = &view->form;
    form->is_new = true;
    form->action = url_accidents(request->arena, request->viewer->child);
    form->day = date_iso(request->arena, request->viewer->today);
    if (!typed || !typed->is_form)
        return;
    view->form_open = true;
    form->place = typed->words.place;
    form->what = typed->words.what;
    form->body = typed->words.body;
    form->done = typed->words.done;
    form->witness = typed->words.witness;
    form->day = typed->day;
    form->time = typed->time;
}

static int read_lines(struct request *request, struct accidents_view *view)
{
    struct accident_list_rows rows;
    struct accident_guardians_rows guardians = { .count = 0 };
    struct child_id child = request->viewer->child;
    int status = accident_list(request->db, request->arena,
                               (struct accident_list_in){ .organisation = request->organisation,
                                                          .child = child,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .most = ACCIDENT_SHOWN_MAXIMUM },
                               &rows);
    if (status == STATUS_OK && !view->is_home)
        status = read_guardians(request, &guardians);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &view->lines) = (struct accident_line_view){
            .page = url_accident(request->arena, child, rows.items[i].id),
            .when = moment_text(request, rows.items[i].at),
            .what = rows.items[i].what,
            .waits = !view->is_home && !all_know(&guardians, rows.items[i].audience),
        };
    return status;
}

int accidents_read(struct request *request, const struct accident_typed *typed, struct accidents_view *ret_view)
{
    struct accidents_view view = { .is_home = (request->viewer->scope & SCOPE_SIDE_HOME) != 0 };
    struct accident_head_row row;
    int status = read_head(request, &row);
    if (status != STATUS_OK)
        return status;
    view.name = row.given_name;
    view.can_write = !view.is_home && (request->viewer->scope & SCOPE_WRITE_CENTRE) != 0;
    view.topics = page_topics(request, view.is_home ? request->viewer->child : (struct child_id){ 0 },
                              view.is_home ? (struct group_id){ 0 } : row.care_group);
    view.hub = ADDRESS(request->arena, "/child/{child}/about", address_value(request->viewer->child));
    if (typed && typed->problem != 0)
        view.problem = word(request->words, typed->problem);
    new_form(request, typed, &view);
    status = read_lines(request, &view);
    if (status == STATUS_OK)
        *ret_view = view;
    return status;
}

/* --- one notice --- */

static void add_fact(struct request *request, struct accident_text_view *text, enum word label, struct text value)
{
    if (!text_is_empty(value))
        *vector_add(request->arena, &text->facts) = (struct accident_fact_view){ word(request->words, label), value };
}

static struct accident_text_view text_view(struct request *request, const struct accident_texts_row *row)
{
    struct accident_text_view text = { .who = who_when(request, row->author_name, row->created_at) };
    add_fact(request, &text, WORD_ACCIDENT_WHAT, row->what);
    add_fact(request, &text, WORD_ACCIDENT_PLACE, row->place);
    add_fact(request, &text, WORD_ACCIDENT_BODY, row->body);
    add_fact(request, &text, WORD_ACCIDENT_DONE, row->done);
    add_fact(request, &text, WORD_ACCIDENT_WITNESS, row->witness);
    return text;
}

static void correction_form(const struct reading *reading, const struct accident_texts_row *row)
{
    struct request *request = reading->request;
    const struct accident_typed *typed = reading->typed;
    struct accident_form_view *form = &reading->view->form;
    const struct accident_words stored = { row->place, row->what, row->body, row->done, row->witness };
    const struct accident_words *words = typed && typed->is_form ? &typed->words : &stored;
    reading->view->form_open = typed && typed->is_form;
    *form =
        (struct accident_form_view){ .action = url_accident_words(request->arena, reading->child, reading->accident),
                                     .version = row->version,
                                     .place = words->place,
                                     .what = words->what,
                                     .body = words->body,
                                     .done = words->done,
                                     .witness = words->witness };
}

static int read_texts(struct reading *reading)
{
    struct request *request = reading->request;
    struct accident_texts_rows rows;
    int status = accident_texts(
        request->db, request->arena,
        (struct accident_texts_in){ .organisation = request->organisation, .accident = reading->accident }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        if (rows.items[i].version == reading->row.version) {
            reading->view->text = text_view(request, &rows.items[i]);
            correction_form(reading, &rows.items[i]);
        } else {
            *vector_add(request->arena, &reading->view->earlier) = text_view(request, &rows.items[i]);
        }
    }
    return status;
}

/* Who was called: for the centre alone. */
static int read_calls(struct reading *reading, bool ret_tried[4])
{
    struct request *request = reading->request;
    struct accident_calls_rows rows;
    int status = accident_calls(
        request->db, request->arena,
        (struct accident_calls_in){ .organisation = request->organisation, .accident = reading->accident }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct accident_calls_row *row = &rows.items[i];
        bool door = text_equal(row->way, TEXT("door"));
        struct word_value values[] = { word_value("time", moment_text(request, row->created_at)),
                                       word_value("name", row->author_name), word_value("guardian", row->name) };
        enum word id = door           ? WORD_ACCIDENT_TOLD_DOOR
                       : row->reached ? WORD_ACCIDENT_CALLED_REACHED
                                      : WORD_ACCIDENT_CALLED_NOT;
        *vector_add(request->arena, &reading->view->calls) =
            (struct accident_call_view){ word_format(request->arena, request->words, id, values, 3), row->note };
        if (row->home >= 1 && row->home <= 3)
            ret_tried[row->home] = true;
    }
    return status;
}

static void add_guardians(struct reading *reading, const bool tried[4])
{
    struct request *request = reading->request;
    struct accident_view *view = reading->view;
    bool offered[4] = { false };
    for (size_t i = 0; i < reading->guardians.count; i++) {
        const struct accident_guardians_row *row = &reading->guardians.items[i];
        bool knows = (reading->row.audience & scope_of_home(row->home)) != 0;
        struct text name =
            text_is_empty(row->family_name)
                ? row->given_name
                : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name));
        *vector_add(request->arena, &view->guardians) =
            (struct accident_guardian_view){ row->person, name, row->called, row->phone, page_call(request, row->phone),
                                             knows };
        if (knows || row->home < 1 || row->home > 3 || !tried[row->home] || offered[row->home])
            continue;
        struct word_value values[] = { word_value("name", name) };
        offered[row->home] = true;
        *vector_add(request->arena, &view->homes) =
            (struct accident_home_view){ row->home, word_format(request->arena, request->words, WORD_ACCIDENT_SHOW_HOME,
                                                                values, 1) };
    }
}

/* For the centre: what is still to be done to tell home. */
static int read_telling(struct reading *reading)
{
    bool tried[4] = { false };
    int status = read_guardians(reading->request, &reading->guardians);
    if (status == STATUS_OK)
        status = read_calls(reading, tried);
    if (status != STATUS_OK)
        return status;
    add_guardians(reading, tried);
    reading->view->waits = !all_know(&reading->guardians, reading->row.audience);
    bool some = (reading->row.audience & SCOPE_READ_HOME) != 0;
    enum word id = !some ? WORD_ACCIDENT_DRAFT : reading->view->waits ? WORD_ACCIDENT_PARTLY : WORD_ACCIDENT_ALL_KNOW;
    reading->view->state = word(reading->request->words, id);
    return STATUS_OK;
}

static int read_answers(struct reading *reading)
{
    struct request *request = reading->request;
    struct accident_accounts_rows accounts;
    struct accident_signs_rows signs;
    int status = accident_accounts(request->db, request->arena,
                                   (struct accident_accounts_in){ .organisation = request->organisation,
                                                                  .child = reading->child,
                                                                  .accident = reading->accident,
                                                                  .person = request->person,
                                                                  .today = request->viewer->today },
                                   &accounts);
    if (status == STATUS_OK)
        status = accident_signs(request->db, request->arena,
                                (struct accident_signs_in){ .organisation = request->organisation,
                                                            .child = reading->child,
                                                            .accident = reading->accident,
                                                            .person = request->person,
                                                            .today = request->viewer->today },
                                &signs);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < accounts.count; i++)
        *vector_add(request->arena, &reading->view->accounts) =
            (struct accident_account_view){ who_when(request, accounts.items[i].author_name,
                                                     accounts.items[i].created_at),
                                            accounts.items[i].words, accounts.items[i].language };
    for (size_t i = 0; i < signs.count; i++) {
        if (signs.items[i].signer.value == request->person.value)
            reading->view->can_sign = false;
        *vector_add(request->arena, &reading->view->signs) =
            (struct accident_account_view){ .who = who_when(request, signs.items[i].name, signs.items[i].signed_at) };
    }
    return STATUS_OK;
}

static int read_one(struct reading *reading)
{
    struct request *request = reading->request;
    struct accident_view *view = reading->view;
    struct accident_head_row head;
    int64_t scope = request->viewer->scope;
    int status = read_head(request, &head);
    if (status == STATUS_OK)
        status = accident_one(request->db, request->arena,
                              (struct accident_one_in){ .organisation = request->organisation,
                                                        .child = reading->child,
                                                        .id = reading->accident,
                                                        .person = request->person,
                                                        .today = request->viewer->today },
                              &reading->row);
    if (status != STATUS_OK)
        return status;
    view->name = head.given_name;
    view->is_home = (scope & SCOPE_SIDE_HOME) != 0;
    view->can_write = !view->is_home && (scope & ACCIDENT_WRITERS) != 0;
    view->can_account = (scope & SCOPE_WRITE_HOME) != 0;
    view->can_sign = view->can_account || (view->can_write && (reading->row.audience & SCOPE_READ_HOME) != 0);
    view->topics = page_topics(request, view->is_home ? reading->child : (struct child_id){ 0 },
                               view->is_home ? (struct group_id){ 0 } : head.care_group);
    view->when =
        arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(page_day_text(request, reading->row.day, DAY_HEADING)),
                     TEXT_ARGS(time_at(request, reading->row.day, reading->row.at)));
    view->back = url_accidents(request->arena, reading->child);
    view->call = url_accident_call(request->arena, reading->child, reading->accident);
    view->show = url_accident_show(request->arena, reading->child, reading->accident);
    view->account = url_accident_account(request->arena, reading->child, reading->accident);
    view->sign = url_accident_sign(request->arena, reading->child, reading->accident);
    if (reading->typed && reading->typed->problem != 0)
        view->problem = word(request->words, reading->typed->problem);
    if (reading->typed && !text_is_null(reading->typed->account))
        view->typed = reading->typed->account;
    return STATUS_OK;
}

int accident_read(struct request *request, struct accident_id accident, const struct accident_typed *typed,
                  struct accident_view *ret_view)
{
    struct accident_view view = { .is_home = false };
    struct reading reading = {
        .request = request, .child = request->viewer->child, .accident = accident, .typed = typed, .view = &view
    };
    int status = read_one(&reading);
    if (status == STATUS_OK)
        status = read_texts(&reading);
    if (status == STATUS_OK && !view.is_home)
        status = read_telling(&reading);
    if (status == STATUS_OK)
        status = read_answers(&reading);
    if (status == STATUS_OK)
        *ret_view = view;
    return status;
}
