/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/privacy/retention.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/zone.h"
#include "db/backup.h"
#include "db/change.h"
#include "db/writer.h"
#include "feature/meldcode/meldcode.h"
#include "feature/privacy/erase.h"
#include "feature/privacy/privacy.sql.h"

enum { REPORT_MAXIMUM = 4 * 1024 * 1024 };

static const struct {
    const char *name;
    enum term_kind kind;
} about[RETENTION__MAX] = {
    [RETENTION_CHILDREN] = { "children", TERM_CHILD },
    [RETENTION_GUARDIANS] = { "guardians", TERM_CHILD },
    [RETENTION_STAFF] = { "staff", TERM_STAFF },
    [RETENTION_LOOKS] = { "looks", TERM_LOOKS },
    [RETENTION_REQUESTS] = { "requests", TERM_REQUESTS },
    [RETENTION_AUDIT] = { "audit rows", TERM_AUDIT },
    [RETENTION_MELDCODE] = { "files of the meldcode", TERM_MELDCODE },
};

const char *retention_name(int due)
{
    return about[due].name;
}

static int64_t instant_of(struct date date)
{
    return (int64_t)date.days * DAY_MS;
}

/* --- looking --- */

#define KEEP_IDS(rows)                                           \
    do {                                                         \
        due->count = (int64_t)(rows).count;                      \
        due->ids = ARENA_MANY(arena, int64_t, (rows).count + 1); \
        for (size_t i = 0; i < (rows).count; i++)                \
            due->ids[i] = (rows).items[i].id.value;              \
    } while (0)

static int look_children(struct db *db, struct arena *arena, struct organisation_id organisation,
                         struct retention_due *due)
{
    struct privacy_due_children_rows rows;
    int status = privacy_due_children(
        db, arena,
        (struct privacy_due_children_in){ organisation, due->since, instant_of(due->since), RETENTION_MAXIMUM }, &rows);
    if (status == STATUS_OK)
        KEEP_IDS(rows);
    return status;
}

static int look_guardians(struct db *db, struct arena *arena, struct organisation_id organisation,
                          struct retention_due *due)
{
    struct privacy_due_guardians_rows rows;
    int status = privacy_due_guardians(
        db, arena,
        (struct privacy_due_guardians_in){ organisation, due->since, instant_of(due->since), RETENTION_MAXIMUM },
        &rows);
    if (status == STATUS_OK)
        KEEP_IDS(rows);
    return status;
}

static int look_staff(struct db *db, struct arena *arena, struct organisation_id organisation,
                      struct retention_due *due)
{
    struct privacy_due_staff_rows rows;
    int status = privacy_due_staff(
        db, arena, (struct privacy_due_staff_in){ organisation, due->since, instant_of(due->since), RETENTION_MAXIMUM },
        &rows);
    if (status == STATUS_OK)
        KEEP_IDS(rows);
    return status;
}

static int look_rows(struct db *db, struct arena *arena, struct organisation_id organisation, int which,
                     struct retention_due *due)
{
    int64_t before = instant_of(due->since);
    struct privacy_due_looks_row looks = { .n = 0 };
    struct privacy_due_requests_row requests = { .n = 0 };
    struct privacy_due_audit_row audit = { .n = 0 };
    int status =
        which == RETENTION_LOOKS
            ? privacy_due_looks(db, arena, (struct privacy_due_looks_in){ organisation, before }, &looks)
        : which == RETENTION_REQUESTS
            ? privacy_due_requests(db, arena, (struct privacy_due_requests_in){ organisation, before }, &requests)
            : privacy_due_audit(db, arena, (struct privacy_due_audit_in){ organisation, before }, &audit);
    due->count = looks.n + requests.n + audit.n;
    return status;
}

static int look(struct db *db, struct arena *arena, struct organisation_id organisation, int which,
                struct retention_due *due)
{
    switch (which) {
    case RETENTION_CHILDREN:
        return look_children(db, arena, organisation, due);
    case RETENTION_GUARDIANS:
        return look_guardians(db, arena, organisation, due);
    case RETENTION_STAFF:
        return look_staff(db, arena, organisation, due);
    case RETENTION_MELDCODE:
        return meldcode_count_due(db, arena, organisation, instant_of(due->since), &due->count);
    default:
        return look_rows(db, arena, organisation, which, due);
    }
}

static int today_of(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t now_at,
                    struct date *ret_today)
{
    struct privacy_country_row row;
    struct zone *zone;
    int status = privacy_country(db, arena, (struct privacy_country_in){ organisation }, &row);
    if (status == STATUS_OK)
        status = zone_open(row.zone, &zone);
    if (status != STATUS_OK)
        return status;
    *ret_today = zone_date(zone, now_at);
    zone_close(zone);
    return STATUS_OK;
}

int retention_look(struct db *db, struct arena *arena, struct organisation_id organisation, int64_t now_at,
                   struct retention_plan *ret_plan)
{
    struct retention_plan plan = { .organisation = organisation };
    int status = today_of(db, arena, organisation, now_at, &plan.today);
    for (int i = 0; status == STATUS_OK && i < RETENTION__MAX; i++) {
        struct retention_due *due = &plan.dues[i];
        due->kind = about[i].kind;
        status = term_read(db, arena, organisation, due->kind, plan.today, &due->term);
        if (status == STATUS_OK) {
            due->since = term_since(&due->term, plan.today);
            status = look(db, arena, organisation, i, due);
        }
    }
    if (status == STATUS_OK)
        *ret_plan = plan;
    return status;
}

/* --- applying --- */

/* One change. */
struct applying {
    int which;
    int64_t id;
    int64_t before;
    const struct chain_key *key;
    int64_t done;
};

static int forget_requests(struct change *change, struct applying *applying)
{
    int64_t requests = 0;
    int64_t alarms = 0;
    int status = privacy_forget_requests(
        change->db, (struct privacy_forget_requests_in){ change->organisation, applying->before }, &requests);
    if (status == STATUS_OK)
        status = privacy_forget_alarms(
            change->db, (struct privacy_forget_alarms_in){ change->organisation, applying->before }, &alarms);
    applying->done = requests + alarms;
    return status;
}

static int apply_one(struct change *change, void *argument)
{
    struct applying *applying = argument;
    switch (applying->which) {
    case RETENTION_CHILDREN:
        applying->done = 1;
        return erase_child(change, (struct child_id){ applying->id }, ERASE_RETENTION);
    case RETENTION_GUARDIANS:
    case RETENTION_STAFF:
        applying->done = 1;
        return erase_person(change, (struct person_id){ applying->id }, ERASE_RETENTION);
    case RETENTION_LOOKS:
        return privacy_forget_looks(
            change->db, (struct privacy_forget_looks_in){ change->organisation, applying->before }, &applying->done);
    case RETENTION_REQUESTS:
        return forget_requests(change, applying);
    case RETENTION_MELDCODE:
        return meldcode_forget(change, applying->before, &applying->done);
    default:
        return chain_forget(change, applying->key, applying->before, &applying->done);
    }
}

static int apply_change(struct writer *writer, struct db *db, struct organisation_id organisation,
                        struct applying *applying, struct error *error)
{
    struct writer_task task = { .change = apply_one,
                                .argument = applying,
                                .arena = arena_new(),
                                .organisation = organisation,
                                .name = "privacy_retention" };
    int status = writer_run(writer, db, &task);
    if (status != STATUS_OK)
        error_set(error, status, 0, "%s: %s", about[applying->which].name, task.error.detail);
    arena_free(task.arena);
    return status;
}

int retention_apply(struct writer *writer, struct db *db, const struct chain_key *key, struct retention_plan *plan,
                    struct error *error)
{
    int status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < RETENTION__MAX; i++) {
        struct retention_due *due = &plan->dues[i];
        int64_t rounds = due->ids ? due->count : due->count > 0;
        for (int64_t k = 0; status == STATUS_OK && k < rounds; k++) {
            struct applying applying = {
                .which = i, .id = due->ids ? due->ids[k] : 0, .before = instant_of(due->since), .key = key
            };
            status = apply_change(writer, db, plan->organisation, &applying, error);
            due->done += status == STATUS_OK ? applying.done : 0;
        }
    }
    return status;
}

/* --- the report --- */

struct text retention_report(struct arena *arena, const struct retention_plan *plan, bool applied, int64_t now_at)
{
    struct buffer buffer;
    buffer_init(&buffer, REPORT_MAXIMUM);
    buffer_printf(&buffer, "Samenspel: keeping and erasing, organisation %.*s, %.*s\n%s\n",
                  TEXT_ARGS(identity_text(arena, plan->organisation.value)), TEXT_ARGS(instant_iso(arena, now_at)),
                  applied ? "Applied." : "Dry run: nothing was changed.");
    for (int i = 0; i < RETENTION__MAX; i++) {
        const struct retention_due *due = &plan->dues[i];
        buffer_printf(&buffer, "\n%s: %lld months (%.*s)%s; before %.*s: %lld due", about[i].name,
                      (long long)due->term.months, TEXT_ARGS(due->term.source),
                      due->term.from.days == DATE_NONE.days ? "" : ", decided by the organisation",
                      TEXT_ARGS(date_iso(arena, due->since)), (long long)due->count);
        if (applied)
            buffer_printf(&buffer, ", %lld erased", (long long)due->done);
        for (int64_t k = 0; due->ids && k < (applied ? due->done : due->count); k++)
            buffer_printf(&buffer, "%s%.*s", k % 5 ? " " : "\n    ", TEXT_ARGS(identity_text(arena, due->ids[k])));
    }
    if (applied)
        buffer_printf(&buffer, "\n\nBackups that were made before may hold it until %.*s; a restore erases it again.\n",
                      TEXT_ARGS(instant_iso(arena, now_at + BACKUP_KEEP_DAYS * (int64_t)DAY_MS)));
    else
        buffer_put(&buffer, TEXT("\n"));
    struct text text = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return text;
}

int retention_report_write(struct arena *arena, const char *folder, const struct retention_plan *plan, int64_t now_at,
                           struct error *error, const char **ret_path)
{
    const char *reports = arena_printf(arena, "%s/reports", folder).data;
    const char *path =
        arena_printf(arena, "%s/retention-%.*s-%.*s.txt", reports,
                     TEXT_ARGS(identity_text(arena, plan->organisation.value)), TEXT_ARGS(instant_iso(arena, now_at)))
            .data;
    int status = file_make_folder(reports, 0700);
    if (status == STATUS_OK)
        status = file_write(path, retention_report(arena, plan, true, now_at), 0600);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "%s cannot be written: %m", path);
    *ret_path = path;
    return STATUS_OK;
}
