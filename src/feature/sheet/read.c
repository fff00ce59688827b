/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Puts the sheet together from what is stored.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/family/family.h"
#include "feature/medicine/medicine.h"
#include "feature/sheet/own.h"
#include "feature/sheet/sheet.sql.h"
#include "http/request.h"

static const enum word labels[SHEET_FIELD__MAX] = { [SHEET_ALLERGIES] = WORD_SHEET_ALLERGIES,
                                                    [SHEET_DIET] = WORD_SHEET_DIET,
                                                    [SHEET_HEALTH] = WORD_SHEET_HEALTH,
                                                    [SHEET_DOCTOR] = WORD_SHEET_DOCTOR,
                                                    [SHEET_DOCTOR_PHONE] = WORD_SHEET_DOCTOR_PHONE };

struct reading {
    struct request *request;
    struct child_id child;
    struct sheet_view *view;
    struct text words[SHEET_FIELD__MAX];
};

static void add_child(const struct reading *reading, enum word label, struct text value)
{
    struct request *request = reading->request;
    *vector_add(request->arena, &reading->view->child) = (struct sheet_fact_view){ word(request->words, label), value };
}

static int read_head(struct reading *reading)
{
    struct request *request = reading->request;
    struct sheet_view *view = reading->view;
    struct sheet_head_row row;
    int status = sheet_head(request->db, request->arena,
                            (struct sheet_head_in){ .organisation = request->organisation,
                                                    .child = reading->child,
                                                    .person = request->person,
                                                    .today = request->viewer->today },
                            &row);
    if (status != STATUS_OK)
        return status;
    int64_t scope = request->viewer->scope;
    struct word_value values[] = { word_value("name", row.given_name),
                                   word_value("day", page_day_text(request, request->viewer->today, DAY_FULL)) };
    view->name = row.given_name;
    view->title = word_format(request->arena, request->words, WORD_SHEET_TITLE, values, 2);
    view->made = word_format(request->arena, request->words, WORD_SHEET_MADE, values, 2);
    view->is_home = (scope & SCOPE_SIDE_HOME) != 0;
    view->can_decide = !view->is_home && (scope & SHEET_WRITERS) != 0 && (scope & SCOPE_READ_CENTRE) != 0;
    view->can_write = view->can_decide || (scope & SCOPE_WRITE_HOME) != 0;
    view->topics =
        page_topics(request, (struct child_id){ 0 }, view->is_home ? (struct group_id){ 0 } : row.care_group);
    view->hub = ADDRESS(request->arena, "/child/{child}/about", address_value(reading->child));
    view->write = url_sheet(request->arena, reading->child);
    view->decide = url_sheet_decide(request->arena, reading->child);
    struct text full =
        text_is_empty(row.family_name)
            ? row.given_name
            : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(row.given_name), TEXT_ARGS(row.family_name));
    add_child(reading, WORD_SHEET_NAME, full);
    add_child(reading, WORD_SHEET_BORN, page_day_text(request, row.born, DAY_FULL));
    add_child(reading, WORD_SHEET_GROUP,
              text_is_empty(row.group_name) ? TEXT("")
                                            : arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(row.location_name),
                                                           TEXT_ARGS(row.group_name)));
    add_child(reading, WORD_SHEET_MENTOR, row.mentor);
    return STATUS_OK;
}

/* "geen bekend" for what is known not to be there. */
static struct text shown(const struct reading *reading, struct text words)
{
    return text_equal(words, SHEET_NONE) ? word(reading->request->words, WORD_SHEET_NONE) : words;
}

/* The same in a form: a box is ticked instead. */
static struct text typed(const struct reading *reading, enum sheet_field field, struct text words)
{
    bool none = text_equal(words, SHEET_NONE);
    if (field == SHEET_ALLERGIES)
        reading->view->no_allergies = none;
    return none ? TEXT("") : words;
}

static int read_fields(struct reading *reading)
{
    struct request *request = reading->request;
    struct access_who who = viewer_who(request->viewer);
    int status = sheet_read_fields(request->db, request->arena, &who, reading->child, reading->words);
    for (enum sheet_field field = 0; status == STATUS_OK && field < SHEET_FIELD__MAX; field++) {
        struct text label = word(request->words, labels[field]);
        *vector_add(request->arena, &reading->view->health) =
            (struct sheet_fact_view){ label, shown(reading, reading->words[field]) };
        *vector_add(request->arena, &reading->view->fields) =
            (struct sheet_field_view){ sheet_field_names[field], label, typed(reading, field, reading->words[field]) };
    }
    return status;
}

static struct sheet_person_view person_of(struct request *request, const struct family_sheet_person *person)
{
    struct text signs = person->period;
    if (person->has_authority)
        signs = word(request->words, person->authority ? WORD_SHEET_DECIDES : WORD_SHEET_DECIDES_NOT);
    return (struct sheet_person_view){ person->name, person->called,    person->phone,
                                       signs,        person->protected, person->no_contact };
}

static int read_family(struct reading *reading)
{
    struct request *request = reading->request;
    struct family_sheet family;
    struct medicine_lines medicine;
    int status = family_sheet_read(request, reading->child, &family);
    if (status == STATUS_OK)
        status = medicine_in_force(request, reading->child, &medicine);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < family.guardians.count; i++)
        *vector_add(request->arena, &reading->view->guardians) = person_of(request, &family.guardians.items[i]);
    for (size_t i = 0; i < family.collectors.count; i++)
        *vector_add(request->arena, &reading->view->collectors) = person_of(request, &family.collectors.items[i]);
    for (size_t i = 0; i < family.bans.count; i++)
        *vector_add(request->arena, &reading->view->bans) = family.bans.items[i];
    for (size_t i = 0; i < medicine.count; i++)
        *vector_add(request->arena, &reading->view->medicine) = medicine.items[i];
    return STATUS_OK;
}

/* What waits. A guardian finds her own words in the form, so that she goes on from there. */
static int read_proposals(struct reading *reading)
{
    struct request *request = reading->request;
    struct sheet_view *view = reading->view;
    struct sheet_open_rows rows;
    int status = sheet_open(request->db, request->arena,
                            (struct sheet_open_in){ .organisation = request->organisation,
                                                    .child = reading->child,
                                                    .person = request->person,
                                                    .today = request->viewer->today,
                                                    .need = view->can_decide ? SHEET_WRITERS : 0,
                                                    .homes = SCOPE_READ_HOME },
                            &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        enum sheet_field field = sheet_field_of(rows.items[i].field);
        if (field == SHEET_FIELD__MAX)
            continue;
        *vector_add(request->arena, &view->proposals) =
            (struct sheet_proposal_view){ rows.items[i].id, word(request->words, labels[field]),
                                          shown(reading, rows.items[i].words), shown(reading, reading->words[field]),
                                          view->is_home ? TEXT("") : rows.items[i].name };
        if (view->is_home)
            view->fields.items[field].value = typed(reading, field, rows.items[i].words);
    }
    return status;
}

int sheet_read(struct request *request, struct sheet_view *ret_view)
{
    struct sheet_view view = { .is_home = false };
    struct reading reading = { .request = request, .child = request->viewer->child, .view = &view };
    int status = read_head(&reading);
    if (status == STATUS_OK)
        status = read_fields(&reading);
    if (status == STATUS_OK)
        status = read_family(&reading);
    if (status == STATUS_OK)
        status = read_proposals(&reading);
    if (status == STATUS_OK)
        *ret_view = view;
    return status;
}
