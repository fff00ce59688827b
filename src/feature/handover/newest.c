/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The newest line of each of the children that were last written about (handover_newest).
 *
 * Who sees few children is answered from the set: one probe of the index entry_newest a child. Who sees many is answered
 * from the lines: the newest ones of the organisation, a few at a time, until enough of them are hers. Each way is hopeless
 * where the other is quick, so the size of the set decides; and when many of the newest lines bring nothing (all her
 * locations are closed this week) the set is asked after all.
 *
 * Milliseconds of one list, SQLite, a million lines of 10,000 children among 56,000, children of a person spread at random
 * (bench/lists.c; a busy machine):
 *
 *     children          1    12    50   100   200   400   700  1000  2000  5000  10000
 *     from the set   0.01  0.04  0.17  0.48   1.1   2.1   3.1   5.0   7.9    15     29
 *     from the lines  6.3   6.6   6.5   7.4   3.4   1.2   0.7   0.4   0.2  0.07   0.04
 *
 * The lines would be five times slower in the middle if all 56,000 children had a page, which puts the crossing near 400.
 */
#include "feature/handover/newest.h"

#include "access/rule.h"
#include "feature/handover/newest.sql.h"

enum {
    SET_MAXIMUM = 400,  /* children: up to here from the set */
    FIRST_LINES = 16,   /* looked at in the first go */
    LINES_MAXIMUM = 336 /* and in all, 16 + 64 + 256: about as much work as asking the set then is */
};

static bool has_child(const struct handover_lines *lines, struct child_id child)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].child.value == child.value)
            return true;
    return false;
}

/* Both statements give the same columns. */
#define ADD_LINE(arena, lines, row)                                                           \
    (*vector_add((arena), (lines)) = (struct handover_line){ .entry = (row)->id,              \
                                                             .child = (row)->child,           \
                                                             .child_name = (row)->child_name, \
                                                             .day = (row)->day,               \
                                                             .at = (row)->at,                 \
                                                             .side = (row)->side,             \
                                                             .kind = (row)->kind,             \
                                                             .value = (row)->value,           \
                                                             .note = (row)->note,             \
                                                             .language = (row)->language })

static int from_set(struct db *db, struct arena *arena, const struct access_who *who, size_t most,
                    struct handover_lines *lines)
{
    struct newest_of_set_rows rows;
    int status = newest_of_set(db, arena,
                               (struct newest_of_set_in){ .organisation = who->organisation,
                                                          .person = who->person,
                                                          .today = who->today,
                                                          .reads = SCOPE_READ,
                                                          .most = (int64_t)most },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        ADD_LINE(arena, lines, &rows.items[i]);
    return status;
}

/* `ret_before` is where the next go begins; 0 when there is nothing more. */
static int from_lines(struct db *db, struct arena *arena, const struct access_who *who, size_t most, size_t look_at,
                      struct handover_lines *lines, struct entry_id *ret_before)
{
    struct newest_before_rows rows;
    int status = newest_before(db, arena,
                               (struct newest_before_in){ .organisation = who->organisation,
                                                          .person = who->person,
                                                          .today = who->today,
                                                          .before = *ret_before,
                                                          .reads = SCOPE_READ,
                                                          .most = (int64_t)look_at },
                               &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count && lines->count < most; i++)
        if (rows.items[i].mine && !has_child(lines, rows.items[i].child))
            ADD_LINE(arena, lines, &rows.items[i]);
    ret_before->value = rows.count < look_at ? 0 : rows.items[rows.count - 1].id.value;
    return STATUS_OK;
}

int newest_lines(struct db *db, struct arena *arena, const struct access_who *who, size_t most, int64_t set_maximum,
                 struct handover_lines *ret_lines)
{
    struct handover_lines lines = { .items = NULL };
    struct newest_reach_row reach;
    int status = newest_reach(
        db, arena,
        (struct newest_reach_in){
            .organisation = who->organisation, .person = who->person, .today = who->today, .most = set_maximum + 1 },
        &reach);
    bool large = status == STATUS_OK && reach.children > set_maximum;
    struct entry_id before = { INT64_MAX };
    size_t looked_at = 0;
    for (size_t next = FIRST_LINES; large && status == STATUS_OK && looked_at + next <= LINES_MAXIMUM; next *= 4) {
        if (lines.count == most || before.value == 0)
            break;
        status = from_lines(db, arena, who, most, next, &lines, &before);
        looked_at += next;
    }
    bool complete = large && (lines.count == most || before.value == 0);
    if (status == STATUS_OK && !complete) {
        lines.count = 0;
        status = from_set(db, arena, who, most, &lines);
    }
    if (status == STATUS_OK)
        *ret_lines = lines;
    return status;
}

int handover_newest(struct db *db, struct arena *arena, const struct access_who *who, size_t most,
                    struct handover_lines *ret_lines)
{
    return newest_lines(db, arena, who, most, SET_MAXIMUM, ret_lines);
}
