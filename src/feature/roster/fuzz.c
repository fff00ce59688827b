/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads any bytes as a roster, without a database (sheet.h).
 */
#include "base/error.h"
#include "feature/roster/plan.h"

static bool take(void *context, const struct sheet_record *record)
{
    struct roster_plan *plan = context;
    enum roster_reason reason;
    enum roster_column column;
    arena_reset(plan->scratch);
    if (plan->columns.count == 0)
        return roster_columns_read(plan->scratch, record, &plan->columns, &reason, &column) == STATUS_OK;
    roster_row_read(plan, record);
    return true;
}

int roster_fuzz(const uint8_t *bytes, size_t size)
{
    struct roster_import import = { .apply = false };
    struct roster_counts counts = { .rows = 0 };
    struct roster_plan plan = { .arena = arena_new(),
                                .scratch = arena_new(),
                                .import = &import,
                                .counts = &counts,
                                .today = { 20780 },
                                .country = TEXT("NL"),
                                .first = true };
    plan.report.arena = plan.arena;
    struct sheet sheet;
    struct sheet_fault fault;
    if (roster_sheet_open((struct text){ (const char *)bytes, size }, &sheet, &fault) == STATUS_OK &&
        roster_sheet_read(&sheet, take, &plan, &fault) == STATUS_OK) {
        roster_groups_settle(&plan);
        roster_merge(&plan);
    }
    arena_free(plan.scratch);
    arena_free(plan.arena);
    return 0;
}
