/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What of the family stands on the information sheet of a child (feature/sheet): by the statements of the family's own pages, so
 * that a home reads there what it reads here and no more (R243).
 */
#include "access/people.h"
#include "access/viewer.h"
#include "feature/family/family.sql.h"
#include "feature/family/own.h"
#include "http/request.h"

static int read_guardians(struct request *request, struct child_id child, struct family_sheet *sheet)
{
    struct family_guardians_rows rows;
    int status = family_guardians(request->db, request->arena,
                                  (struct family_guardians_in){ .organisation = request->organisation,
                                                                .child = child,
                                                                .person = request->person,
                                                                .today = request->viewer->today,
                                                                .need = FAMILY_STAFF },
                                  &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct family_guardians_row *row = &rows.items[i];
        *vector_add(request->arena, &sheet->guardians) =
            (struct family_sheet_person){ .name = family_full_name(request->arena, row->given_name, row->family_name),
                                          .called = row->called,
                                          .phone = row->phone,
                                          .authority = row->authority,
                                          .has_authority = true,
                                          .protected = row->protected,
                                          .no_contact = text_equal(row->scope, TEXT(GUARDIAN_NONE)) };
    }
    return status;
}

static int read_own(struct request *request, struct child_id child, struct family_sheet *sheet)
{
    struct family_own_row row;
    int status = family_own(request->db, request->arena,
                            (struct family_own_in){ .organisation = request->organisation,
                                                    .child = child,
                                                    .person = request->person,
                                                    .today = request->viewer->today,
                                                    .homes = SCOPE_READ_HOME },
                            &row);
    if (status == STATUS_OK)
        *vector_add(request->arena, &sheet->guardians) =
            (struct family_sheet_person){ .name = family_full_name(request->arena, row.given_name, row.family_name),
                                          .called = row.called,
                                          .phone = row.phone,
                                          .authority = row.authority,
                                          .has_authority = true };
    return status;
}

static int read_seen(struct request *request, struct child_id child, struct family_sheet *sheet)
{
    struct family_seen_rows rows;
    int status = family_seen(request->db, request->arena,
                             (struct family_seen_in){ .organisation = request->organisation,
                                                      .child = child,
                                                      .person = request->person,
                                                      .today = request->viewer->today,
                                                      .homes = SCOPE_READ_HOME },
                             &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &sheet->guardians) =
            (struct family_sheet_person){ .name = family_full_name(request->arena, rows.items[i].given_name,
                                                                   rows.items[i].family_name),
                                          .called = rows.items[i].called,
                                          .phone = rows.items[i].phone };
    return status;
}

static int read_collectors(struct request *request, struct child_id child, bool centre, struct family_sheet *sheet)
{
    struct family_collectors_rows rows;
    int status = family_collectors(request->db, request->arena,
                                   (struct family_collectors_in){ .organisation = request->organisation,
                                                                  .child = child,
                                                                  .person = request->person,
                                                                  .today = request->viewer->today,
                                                                  .centre = centre ? FAMILY_STAFF : 0 },
                                   &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(request->arena, &sheet->collectors) =
            (struct family_sheet_person){ .name = rows.items[i].name,
                                          .called = rows.items[i].relation,
                                          .phone = rows.items[i].phone,
                                          .period =
                                              family_period(request, rows.items[i].from_day, rows.items[i].until_day) };
    return status;
}

/* The sign at the door and what judges decided: for staff who see restrictions. */
static int read_bans(struct request *request, struct child_id child, struct family_sheet *sheet)
{
    struct family_child_row row;
    struct family_orders_rows orders;
    int status = family_child(request->db, request->arena,
                              (struct family_child_in){ .organisation = request->organisation,
                                                        .child = child,
                                                        .person = request->person,
                                                        .today = request->viewer->today,
                                                        .need = SCOPE_RESTRICTIONS },
                              &row);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status == STATUS_OK)
        status = family_orders(request->db, request->arena,
                               (struct family_orders_in){ .organisation = request->organisation,
                                                          .child = child,
                                                          .person = request->person,
                                                          .today = request->viewer->today,
                                                          .need = SCOPE_RESTRICTIONS },
                               &orders);
    if (status == STATUS_OK && !text_is_empty(row.restriction))
        *vector_add(request->arena, &sheet->bans) = row.restriction;
    for (size_t i = 0; status == STATUS_OK && i < orders.count; i++)
        *vector_add(request->arena, &sheet->bans) = orders.items[i].note;
    return status;
}

int family_sheet_read(struct request *request, struct child_id child, struct family_sheet *ret_sheet)
{
    struct family_sheet sheet = { .is_home = (request->viewer->scope & SCOPE_SIDE_HOME) != 0 };
    int status = sheet.is_home ? read_own(request, child, &sheet) : read_guardians(request, child, &sheet);
    if (status == STATUS_OK && sheet.is_home)
        status = read_seen(request, child, &sheet);
    if (status == STATUS_OK)
        status = read_collectors(request, child, !sheet.is_home, &sheet);
    if (status == STATUS_OK && !sheet.is_home)
        status = read_bans(request, child, &sheet);
    if (status == STATUS_OK)
        *ret_sheet = sheet;
    return status;
}
