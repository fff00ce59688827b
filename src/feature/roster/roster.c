/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An import from file to end (roster.h), and going on with one that was interrupted.
 */
#include "feature/roster/roster.h"

#include <unistd.h>

#include "base/error.h"
#include "base/zone.h"
#include "db/db.h"
#include "db/writer.h"
#include "feature/roster/match.h"
#include "feature/roster/roster.sql.h"
#include "feature/roster/stage.h"

enum { SNAPSHOT_CHILDREN = 200 }; /* compared on one snapshot of the database, so that its log can be tidied up */

/* --- reading the file --- */

struct file_reading {
    struct roster_plan *plan;
    bool header;
    int status;
};

/* The file, the whole of it, cannot be read. */
static int refuse_file(struct roster_plan *plan, enum roster_reason reason, int line, const char *detail)
{
    roster_tell(plan, reason, line, TEXT(""), "%s", detail);
    return STATUS_INVALID;
}

static bool read_header(struct file_reading *reading, const struct sheet_record *record)
{
    struct roster_plan *plan = reading->plan;
    enum roster_reason reason;
    enum roster_column column;
    if (roster_columns_read(plan->scratch, record, &plan->columns, &reason, &column) != STATUS_OK) {
        reading->status = refuse_file(plan, reason, record->line, roster_column_name(column));
        return false;
    }
    for (size_t i = 0; i < record->count; i++)
        if (!text_is_empty(record->cells[i]) && roster_column_of(plan->scratch, record->cells[i]) == ROSTER_COLUMN__MAX)
            roster_tell(plan, ROSTER_COLUMN_IGNORED, record->line, TEXT(""), "%.*s", TEXT_ARGS(record->cells[i]));
    reading->header = true;
    return true;
}

static bool read_record(void *context, const struct sheet_record *record)
{
    struct file_reading *reading = context;
    struct roster_counts *counts = reading->plan->counts;
    if (record->empty) {
        counts->empty += reading->header;
        return true;
    }
    if (!reading->header)
        return read_header(reading, record);
    if (++counts->rows > ROSTER_ROWS_MAXIMUM) {
        reading->status = refuse_file(reading->plan, ROSTER_FILE_LARGE, record->line, "");
        return false;
    }
    roster_row_read(reading->plan, record);
    return true;
}

static int read_file(struct roster_plan *plan)
{
    struct sheet sheet;
    struct sheet_fault fault;
    if (plan->import->content.length > ROSTER_FILE_MAXIMUM)
        return refuse_file(plan, ROSTER_FILE_LARGE, 0, "");
    if (roster_sheet_open(plan->import->content, &sheet, &fault) != STATUS_OK)
        return refuse_file(plan, fault.reason, fault.line, "");
    roster_say(plan->import, "file          %s, separator %s", sheet.windows_1252 ? "windows-1252" : "utf-8",
               sheet.separator == '\t'  ? "tab"
               : sheet.separator == ',' ? ","
                                        : ";");
    struct file_reading reading = { .plan = plan };
    if (roster_sheet_read(&sheet, read_record, &reading, &fault) != STATUS_OK)
        return refuse_file(plan, fault.reason, fault.line, "");
    if (reading.status == STATUS_OK && !reading.header)
        return refuse_file(plan, ROSTER_FILE_EMPTY, 0, "");
    return reading.status;
}

/* --- the plan --- */

static int read_organisation(struct roster_plan *plan)
{
    struct roster_organisation_row row;
    struct zone *zone;
    int status =
        roster_organisation(plan->import->db, plan->arena,
                            (struct roster_organisation_in){ .organisation = plan->import->organisation }, &row);
    if (status != STATUS_OK)
        return status;
    plan->country = row.country;
    plan->zone = row.zone;
    status = zone_open(row.zone, &zone);
    if (status != STATUS_OK)
        return STATUS_FAILED;
    plan->today = zone_date(zone, clock_now(plan->import->clock));
    zone_close(zone);
    return STATUS_OK;
}

/* Who attends and is not in the file, or leaves earlier than was known. */
static int look_for_missing(struct roster_plan *plan)
{
    struct roster_present_rows rows;
    struct arena *arena = arena_new();
    int status = roster_present(
        plan->import->db, arena,
        (struct roster_present_in){ .organisation = plan->import->organisation, .today = plan->today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        const struct roster_present_row *row = &rows.items[i];
        const struct roster_child *child = roster_map_find(&plan->numbers, row->number);
        arena_reset(plan->scratch);
        struct roster_location *location = roster_location_named(plan, row->location_name);
        plan->counts->present++;
        location->attending++;
        if (!child) {
            location->missing++;
            plan->counts->missing++;
            plan->counts->leaving++;
            report_add_at(&plan->report, ROSTER_CHILD_MISSING, row->location, row->number, TEXT(""));
        } else if (!child->refused && date_compare(child->until, row->until) < 0) {
            plan->counts->leaving++;
            roster_tell(plan, ROSTER_CHILD_LEAVES, child->line, child->number, "%.*s",
                        TEXT_ARGS(date_iso(plan->scratch, date_add(child->until, -1))));
        }
    }
    arena_free(arena);
    return status;
}

/* Reads everything that does not depend on single families. */
static int make_plan(struct roster_plan *plan, struct roster_ids *ids)
{
    int status = roster_groups_load(plan);
    if (status == STATUS_OK)
        status = read_file(plan);
    if (status != STATUS_OK)
        return status;
    roster_groups_settle(plan);
    roster_merge(plan);
    status = look_for_missing(plan);
    if (status == STATUS_OK)
        status = roster_match(plan, ids);
    return status == STATUS_OK ? roster_mentors_load(plan) : status;
}

/* --- what is suspicious --- */

static bool too_many_leave(struct roster_plan *plan)
{
    const struct roster_counts *counts = plan->counts;
    int64_t limit = plan->import->limits.leaving ? plan->import->limits.leaving : ROSTER_LEAVING_PERCENT;
    if (counts->leaving * 100 <= counts->present * limit)
        return false;
    roster_tell(plan, ROSTER_HELD, 0, TEXT(""), "%lld / %lld", (long long)counts->leaving, (long long)counts->present);
    return true;
}

static bool too_many_come(struct roster_plan *plan)
{
    int64_t limit = plan->import->limits.coming ? plan->import->limits.coming : ROSTER_COMING_PERCENT;
    int64_t present = plan->counts->present;
    int64_t coming = 0;
    for (size_t i = 0; i < plan->children.count; i++) {
        const struct roster_child *child = plan->children.items[i];
        coming += !child->refused && child->id.value == 0 && date_compare(child->until, plan->today) > 0;
    }
    if (present == 0 || coming < ROSTER_COMING_LEAST || coming * 100 <= present * limit)
        return false;
    roster_tell(plan, ROSTER_HELD_MANY, 0, TEXT(""), "%lld / %lld", (long long)coming, (long long)present);
    return true;
}

/* Locations whose children are all missing. */
static bool locations_gone(struct roster_plan *plan)
{
    for (size_t i = 0; i < plan->all_locations.count; i++) {
        const struct roster_location *location = plan->all_locations.items[i];
        if (location->attending < ROSTER_LOCATION_LEAST || location->missing < location->attending)
            continue;
        plan->counts->gone++;
        report_add_at(&plan->report, ROSTER_HELD_LOCATION, location->id, TEXT(""), location->name);
    }
    return plan->counts->gone > 0;
}

/* All of them are told. */
static bool suspicious(struct roster_plan *plan)
{
    bool leave = too_many_leave(plan);
    bool come = too_many_come(plan);
    return locations_gone(plan) || leave || come;
}

/* --- comparing, and staging what differs --- */

struct planning {
    struct roster_plan *plan;
    struct roster_ids *ids;
    struct roster_stage *stage; /* NULL: dry run */
};

static int stage_unit(struct planning *planning, const char *kind, struct text payload)
{
    return planning->stage ? stage_add(planning->stage, kind, payload) : STATUS_OK;
}

/* A new group, and before it its location when that is new too. */
static int want_group(struct planning *planning, struct roster_group *group)
{
    struct roster_plan *plan = planning->plan;
    struct roster_location *location = group->location;
    int status = STATUS_OK;
    if (!location->known && !location->written) {
        location->written = true;
        plan->counts->locations_new++;
        roster_tell(plan, ROSTER_LOCATION_NEW, group->line, TEXT(""), "%.*s", TEXT_ARGS(location->name));
        status = roster_ids_next(planning->ids, &location->id.value);
        if (status == STATUS_OK)
            status = stage_unit(planning, "location", unit_location(plan->scratch, location, plan->zone));
    }
    if (status != STATUS_OK || group->known || group->written)
        return status;
    group->written = true;
    plan->counts->groups_new++;
    roster_tell(plan, ROSTER_GROUP_NEW, group->line, TEXT(""), "%.*s: %.*s", TEXT_ARGS(location->name),
                TEXT_ARGS(group->name));
    status = roster_ids_next(planning->ids, &group->id.value);
    return status == STATUS_OK ? stage_unit(planning, "group", unit_group(plan->scratch, group)) : status;
}

static int want_family(struct planning *planning, struct roster_child *child, struct roster_family *ret_family)
{
    struct roster_plan *plan = planning->plan;
    struct arena *arena = plan->scratch;
    struct roster_family family = { .id = child->id.value ? child->id : child->new_id,
                                    .line = child->line,
                                    .number = child->number,
                                    .given_name = child->given_name,
                                    .family_name = child->family_name,
                                    .born = child->born,
                                    .allergies = child->allergies,
                                    .photo_consent = child->photo_consent,
                                    .remark = child->remark,
                                    .until = child->until };
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < child->placement_count; i++) {
        const struct roster_placement *placement = &child->placements[i];
        status = want_group(planning, placement->group);
        *vector_add(arena, &family.placements) = (struct roster_wanted_placement){ .group = placement->group->id,
                                                                                   .weekdays = placement->weekdays,
                                                                                   .from = placement->from,
                                                                                   .until = placement->until };
    }
    for (size_t i = 0; i < child->guardian_count; i++) {
        const struct roster_person *person = child->guardians[i].person;
        *vector_add(arena, &family.persons) =
            (struct roster_wanted_person){ .id = person->id,
                                           .given_name = person->given_name,
                                           .family_name = person->family_name,
                                           .language = person->language,
                                           .phone = person->phone,
                                           .email = person->email_taken ? TEXT("") : person->email,
                                           .phone_mark = roster_digest(person->phone_key),
                                           .found_by = roster_found_by(arena, person),
                                           .authority = child->guardians[i].authority };
    }
    if (status == STATUS_OK)
        status = roster_mentor_find(plan, planning->ids, child, &family.mentor);
    *ret_family = family;
    return status;
}

static void count_family(struct roster_plan *plan, struct roster_child *child, const struct roster_steps *steps)
{
    struct roster_counts *counts = plan->counts;
    int visible = steps->changes & ~ROSTER_CHANGE_MARK;
    for (size_t i = 0; i < steps->remarks.count; i++)
        roster_tell(plan, steps->remarks.items[i].reason, child->line, child->number, "%.*s",
                    TEXT_ARGS(steps->remarks.items[i].detail));
    for (size_t i = 0; i < child->guardian_count; i++) {
        counts->guardians_new += !child->guardians[i].person->known && !child->guardians[i].person->counted;
        child->guardians[i].person->counted = true;
    }
    if (steps->new_child) {
        counts->children_new++;
        roster_tell(plan, ROSTER_CHILD_NEW, child->line, child->number, "%.*s: %.*s",
                    TEXT_ARGS(child->placements[0].group->location->name), TEXT_ARGS(child->placements[0].group->name));
    } else if (visible) {
        counts->changed++;
        roster_tell(plan, ROSTER_CHANGED, child->line, child->number, "%.*s",
                    TEXT_ARGS(roster_changes_text(plan->scratch, visible)));
    } else {
        counts->unchanged++;
    }
}

static int plan_child(struct planning *planning, struct roster_child *child)
{
    struct roster_plan *plan = planning->plan;
    struct roster_family family;
    struct roster_steps steps;
    if (!child->id.value && date_compare(child->until, plan->today) <= 0) {
        roster_tell(plan, ROSTER_CHILD_LEFT, child->line, child->number, "%s", "");
        return STATUS_OK;
    }
    int status = want_family(planning, child, &family);
    if (status == STATUS_OK)
        status =
            roster_compare(plan->import->db, plan->scratch, plan->import->organisation, plan->today, &family, &steps);
    if (status != STATUS_OK)
        return status;
    count_family(plan, child, &steps);
    return steps.changes ? stage_unit(planning, "child", roster_family_print(plan->scratch, &family)) : STATUS_OK;
}

static int plan_children(struct planning *planning)
{
    struct roster_plan *plan = planning->plan;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < plan->children.count; i++) {
        if (i % SNAPSHOT_CHILDREN == 0) {
            db_read_end(plan->import->db);
            status = db_read_begin(plan->import->db);
        }
        arena_reset(plan->scratch);
        if (status == STATUS_OK && !plan->children.items[i]->refused)
            status = plan_child(planning, plan->children.items[i]);
    }
    db_read_end(plan->import->db);
    return status;
}

/* --- all of it --- */

/* Whether somebody may still be planning: on SQLite only this process can be. */
static bool alive(const struct roster_batch_open_row *batch, struct db *db, const struct clock *clock)
{
    bool here = batch->process == (int64_t)getpid();
    return (here || db_engine(db) != DB_ENGINE_SQLITE) && clock_now(clock) - batch->touched_at < STAGE_STALE_MS;
}

/* Goes on with a batch that is committed and removes one that nobody works on any more. */
static int settle_earlier(struct writer *writer, struct db *db, const struct clock *clock,
                          struct organisation_id organisation, const struct apply_watch *watch, struct error *error,
                          bool *ret_finished)
{
    struct arena *arena = arena_new();
    struct roster_batch_open_row batch;
    struct apply_result result = { .finished = true };
    int status = roster_batch_open(db, arena, (struct roster_batch_open_in){ .organisation = organisation }, &batch);
    if (status == STATUS_OK && text_equal(batch.state, TEXT("committed")))
        status = apply_batch(writer, db, organisation, watch, error, &result);
    else if (status == STATUS_OK && alive(&batch, db, clock))
        status = STATUS_BUSY;
    else if (status == STATUS_OK)
        status = stage_drop(writer, organisation, batch.id);
    if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    arena_free(arena);
    if (status == STATUS_OK && result.finished)
        status = apply_clean(writer, db, organisation);
    *ret_finished = result.finished;
    return status;
}

static int apply_plan(struct roster_plan *plan, struct roster_stage *stage, struct error *error)
{
    struct roster_import *import = plan->import;
    struct apply_watch watch = { .say = import->say, .context = import->context };
    struct apply_result result;
    if (stage->batch == 0 && stage->waiting == 0)
        return STATUS_OK;
    int status = stage_commit(stage);
    if (status == STATUS_OK)
        status = apply_batch(import->writer, import->db, import->organisation, &watch, error, &result);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status; /* somebody else finished it: the job */
    plan->counts->applied = result.done - result.skipped;
    plan->counts->skipped = result.skipped;
    if (result.skipped)
        roster_say(import, "%-8s %-20s %6lld  %s", roster_weight_name(ROSTER_CHECK), roster_reason_code(ROSTER_SKIPPED),
                   (long long)result.skipped, roster_reason_sentence(ROSTER_SKIPPED));
    return apply_clean(import->writer, import->db, import->organisation);
}

/* From the file to the report; what differs goes to the stage unless the plan is held. */
static int plan_all(struct planning *planning, bool *ret_held)
{
    struct roster_plan *plan = planning->plan;
    int status = db_read_begin(plan->import->db);
    if (status == STATUS_OK)
        status = read_organisation(plan);
    if (status == STATUS_OK && planning->stage)
        planning->stage->day = plan->today;
    if (status == STATUS_OK)
        status = make_plan(plan, planning->ids);
    db_read_end(plan->import->db);
    *ret_held = status == STATUS_OK && !plan->import->anyway && suspicious(plan);
    if (*ret_held)
        planning->stage = NULL;
    if (status == STATUS_OK)
        status = plan_children(planning);
    return status;
}

/* Where the child of a line is, by the file. */
static struct location_id location_of(const struct roster_plan *plan, const struct report_line *line)
{
    const struct roster_child *child =
        text_is_empty(line->number) ? NULL : roster_map_find(&plan->numbers, line->number);
    if (line->location.value || !child || !child->location || !child->location->known)
        return line->location;
    return child->location->id;
}

static void find_all(const struct roster_plan *plan)
{
    for (int reason = 0; plan->import->find && reason < ROSTER_REASON__MAX; reason++)
        for (size_t i = 0; i < plan->report.reasons[reason].lines.count; i++) {
            const struct report_line *line = &plan->report.reasons[reason].lines.items[i];
            struct roster_finding finding = {
                .code = roster_reason_code((enum roster_reason)reason),
                .weight = roster_weight_name(roster_reason_weight((enum roster_reason)reason)),
                .line = line->line,
                .number = line->number,
                .location = location_of(plan, line),
                .detail = line->detail,
            };
            plan->import->find(plan->import->context, &finding);
        }
}

static int import_file(struct roster_plan *plan, struct error *error)
{
    struct roster_import *import = plan->import;
    struct roster_ids ids = { .writer = import->apply ? import->writer : NULL,
                              .organisation = import->organisation,
                              .arena = arena_new() };
    struct roster_stage stage = {
        .writer = import->writer, .organisation = import->organisation, .arena = arena_new(), .changes = arena_new()
    };
    struct planning planning = { .plan = plan, .ids = &ids, .stage = import->apply ? &stage : NULL };
    bool held = false;
    int status = plan_all(&planning, &held);
    if (status == STATUS_OK || status == STATUS_INVALID) {
        find_all(plan);
        report_say(&plan->report, import, plan->counts);
    }
    if (status == STATUS_OK && held)
        status = STATUS_DENIED;
    if (status == STATUS_OK && import->apply)
        status = apply_plan(plan, &stage, error);
    else if (stage.batch != 0 && stage_drop(import->writer, import->organisation, stage.batch) != STATUS_OK)
        roster_say(import, "what was written down is removed by the next import");
    if (status == STATUS_OK)
        roster_say(import, "%s",
                   !import->apply                                   ? "nothing was written; --apply writes"
                   : plan->counts->applied || plan->counts->skipped ? "applied"
                                                                    : "nothing to apply");
    arena_free(stage.changes);
    arena_free(stage.arena);
    arena_free(ids.arena);
    return status;
}

int roster_import(struct roster_import *import, struct error *error, struct roster_counts *ret_counts)
{
    *ret_counts = (struct roster_counts){ .rows = 0 };
    struct apply_watch watch = { .say = import->say, .context = import->context };
    bool finished;
    if (import->apply) {
        int status =
            settle_earlier(import->writer, import->db, import->clock, import->organisation, &watch, error, &finished);
        if (status != STATUS_OK)
            return status;
    }
    struct roster_plan plan = { .arena = arena_new(), .scratch = arena_new(), .import = import, .counts = ret_counts };
    plan.report.arena = plan.arena;
    int status = import_file(&plan, error);
    if (status == STATUS_FAILED)
        error_set(error, status, 0, "%s", db_failure(import->db));
    arena_free(plan.scratch);
    arena_free(plan.arena);
    return status;
}

int roster_unfinished(struct db *db, struct arena *arena, struct roster_unfinished_list *ret_list)
{
    struct roster_batches_open_rows rows;
    int status = roster_batches_open(db, arena, &rows);
    if (status != STATUS_OK)
        return status;
    struct roster_unfinished *items = ARENA_MANY(arena, struct roster_unfinished, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        items[i] = (struct roster_unfinished){ .organisation = rows.items[i].organisation,
                                               .batch = rows.items[i].id,
                                               .committed = text_equal(rows.items[i].state, TEXT("committed")),
                                               .rows = rows.items[i].planned,
                                               .done = rows.items[i].done,
                                               .touched_at = rows.items[i].touched_at };
    *ret_list = (struct roster_unfinished_list){ .items = items, .count = rows.count };
    return STATUS_OK;
}

int roster_continue(struct writer *writer, struct db *db, const struct clock *clock,
                    struct organisation_id organisation, void (*say)(void *context, struct text line), void *context,
                    struct error *error)
{
    struct apply_watch watch = { .say = say, .context = context };
    bool finished;
    return settle_earlier(writer, db, clock, organisation, &watch, error, &finished);
}
