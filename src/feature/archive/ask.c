/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking for an archive, and taking it (archive.h).
 */
#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/archive/archive.h"
#include "feature/archive/archive.sql.h"

static int check_reader(struct change *change, struct child_id child, struct date today)
{
    struct access_who who = { change->organisation, change->actor, today };
    return access_child_need(change->db, who, child, SCOPE_READ_HOME | SCOPE_READ_LIMITED);
}

static int add(struct change *change, struct archive_ask *ask)
{
    ask->archive = CHANGE_MINT(change, archive);
    int status = archive_add(change->db,
                             (struct archive_add_in){ .organisation = change->organisation,
                                                      .id = ask->archive,
                                                      .child = ask->child,
                                                      .person = change->actor,
                                                      .asked_at = change->now_at,
                                                      .expires_at = change->now_at + ARCHIVE_DAYS * (int64_t)DAY_MS },
                             NULL);
    struct text payload = arena_printf(change->arena, "{\"archive\":%lld}", (long long)ask->archive.value);
    if (status == STATUS_OK)
        status = job_add(change, archive_make_job.name, payload, payload, 0, NULL);
    return status == STATUS_OK ? audit_add(change, "archive.ask", "archive", ask->archive.value) : status;
}

int archive_ask(struct change *change, void *argument)
{
    struct archive_ask *ask = argument;
    struct archive_waiting_row row;
    int status = check_reader(change, ask->child, ask->today);
    if (status == STATUS_OK)
        status =
            archive_waiting(change->db, change->arena,
                            (struct archive_waiting_in){
                                .organisation = change->organisation, .child = ask->child, .person = change->actor },
                            &row);
    if (status == STATUS_OK)
        ask->archive = row.id;
    return status == STATUS_NOT_FOUND ? add(change, ask) : status;
}

static int read_parts(struct change *change, struct archive_take *take, int64_t length)
{
    struct archive_parts_rows parts;
    int status = archive_parts(
        change->db, change->arena,
        (struct archive_parts_in){ .organisation = change->organisation, .archive = take->archive }, &parts);
    if (status != STATUS_OK)
        return status;
    char *bytes = arena_allocate(take->arena, (size_t)length);
    size_t filled = 0;
    for (size_t i = 0; i < parts.count; i++) {
        struct text part = parts.items[i].content;
        if (part.length > (size_t)length - filled)
            return STATUS_FAILED;
        memcpy(bytes + filled, part.data, part.length);
        filled += part.length;
    }
    take->content = (struct text){ bytes, filled };
    return filled == (size_t)length ? STATUS_OK : STATUS_FAILED;
}

int archive_take(struct change *change, void *argument)
{
    struct archive_take *take = argument;
    struct archive_ready_row row;
    int status = check_reader(change, take->child, take->today);
    if (status == STATUS_OK)
        status = archive_ready(change->db, change->arena,
                               (struct archive_ready_in){ .organisation = change->organisation,
                                                          .id = take->archive,
                                                          .child = take->child,
                                                          .person = change->actor,
                                                          .now = change->now_at },
                               &row);
    if (status == STATUS_OK)
        status = read_parts(change, take, row.length);
    return status == STATUS_OK ? audit_add(change, "archive.take", "archive", take->archive.value) : status;
}
