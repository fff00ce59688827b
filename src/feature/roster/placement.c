/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Placements that a file wants against those that are there. The planning package is the master of placements; history
 * stays: what began before today and changes is ended, and what follows begins today, or on the day that the file gives
 * when that is later than the old start. The file keeps saying the first start of all, so a placement that continues an
 * earlier one is the same as what it wants.
 */
#include "feature/roster/family.h"
#include "feature/roster/roster.sql.h"

struct comparing {
    struct arena *arena;
    struct date today;
    struct child_id child;
    const struct roster_placements_rows *rows;
    bool *used; /* rows that have found what wants them */
    struct roster_steps *steps;
};

static void step(struct comparing *comparing, enum roster_placement_kind kind, struct placement_id id,
                 const struct roster_wanted_placement *wanted)
{
    struct roster_placement_step *added = vector_add(comparing->arena, &comparing->steps->placements);
    *added = (struct roster_placement_step){ .kind = kind,
                                             .placement = { .id = id,
                                                            .child = comparing->child,
                                                            .group = wanted->group,
                                                            .weekdays = wanted->weekdays,
                                                            .from = wanted->from,
                                                            .until = wanted->until } };
    comparing->steps->changes |= ROSTER_CHANGE_PLACEMENT;
}

static void end(struct comparing *comparing, const struct roster_placements_row *row, struct date until)
{
    struct roster_wanted_placement ended = {
        .group = row->care_group, .weekdays = row->weekdays, .from = row->begins, .until = until
    };
    step(comparing, ROSTER_PLACEMENT_END, row->id, &ended);
}

/* Whether another placement of the child ends where this one begins: then it continues history. */
static bool continues(const struct comparing *comparing, const struct roster_placements_row *row)
{
    for (size_t i = 0; i < comparing->rows->count; i++)
        if (date_equal(comparing->rows->items[i].until, row->begins))
            return true;
    return false;
}

/* Whether it runs until a placement that the file wants begins: that ends it, not its missing from the file. */
static bool leads_on(const struct comparing *comparing, const struct roster_placements_row *row)
{
    for (size_t i = 0; i < comparing->rows->count; i++)
        if (comparing->used[i] && date_equal(comparing->rows->items[i].begins, row->until))
            return true;
    return false;
}

static bool is_wanted(const struct comparing *comparing, const struct roster_placements_row *row,
                      const struct roster_wanted_placement *wanted)
{
    if (row->care_group.value != wanted->group.value || row->weekdays != wanted->weekdays ||
        !date_equal(row->until, wanted->until))
        return false;
    int later = date_compare(row->begins, wanted->from);
    return later == 0 || (later > 0 && date_compare(row->begins, comparing->today) <= 0 && continues(comparing, row));
}

/* Same group and days: only the time differs. */
static void move(struct comparing *comparing, const struct roster_placements_row *row,
                 const struct roster_wanted_placement *wanted)
{
    struct roster_wanted_placement moved = *wanted;
    if (date_compare(row->begins, wanted->from) > 0 && continues(comparing, row))
        moved.from = row->begins;
    if (date_compare(moved.from, moved.until) >= 0)
        moved.from = wanted->from;
    step(comparing, ROSTER_PLACEMENT_SET, row->id, &moved);
}

/* Another group or other days. */
static void replace(struct comparing *comparing, const struct roster_placements_row *row,
                    const struct roster_wanted_placement *wanted)
{
    if (date_compare(row->begins, comparing->today) >= 0) {
        step(comparing, ROSTER_PLACEMENT_SET, row->id, wanted); /* it has not begun: there is no history */
        return;
    }
    struct roster_wanted_placement follows = *wanted;
    if (date_compare(wanted->from, row->begins) <= 0)
        follows.from = comparing->today;
    if (date_compare(follows.from, row->until) < 0)
        end(comparing, row, follows.from);
    if (date_compare(follows.from, follows.until) < 0)
        step(comparing, ROSTER_PLACEMENT_ADD, (struct placement_id){ 0 }, &follows);
}

static void pair(struct comparing *comparing, size_t row, const struct roster_wanted_placement *wanted)
{
    const struct roster_placements_row *there = &comparing->rows->items[row];
    comparing->used[row] = true;
    if (there->care_group.value == wanted->group.value && there->weekdays == wanted->weekdays)
        move(comparing, there, wanted);
    else
        replace(comparing, there, wanted);
}

/* A row that is not over and not used: of the same group, or of any. SIZE_MAX when there is none. */
static size_t candidate(const struct comparing *comparing, const struct roster_wanted_placement *wanted, bool any_group)
{
    for (size_t i = 0; i < comparing->rows->count; i++) {
        const struct roster_placements_row *row = &comparing->rows->items[i];
        if (!comparing->used[i] && date_compare(row->until, comparing->today) > 0 &&
            (any_group || row->care_group.value == wanted->group.value))
            return i;
    }
    return SIZE_MAX;
}

/* A placement that is over and got another end in the file, which makes it a correction. */
static size_t corrected(const struct comparing *comparing, const struct roster_wanted_placement *wanted)
{
    for (size_t i = 0; i < comparing->rows->count; i++) {
        const struct roster_placements_row *row = &comparing->rows->items[i];
        if (!comparing->used[i] && row->care_group.value == wanted->group.value && row->weekdays == wanted->weekdays &&
            date_equal(row->begins, wanted->from))
            return i;
    }
    return SIZE_MAX;
}

void roster_compare_placements(struct arena *arena, struct date today, const struct roster_family *family,
                               const struct roster_placements_rows *rows, struct roster_steps *steps)
{
    struct comparing comparing = { .arena = arena, .today = today, .child = family->id, .rows = rows, .steps = steps };
    comparing.used = ARENA_MANY(arena, bool, rows->count);
    bool *met = ARENA_MANY(arena, bool, family->placements.count);
    for (size_t w = 0; w < family->placements.count; w++)
        for (size_t i = 0; i < rows->count && !met[w]; i++)
            if (!comparing.used[i] && is_wanted(&comparing, &rows->items[i], &family->placements.items[w]))
                met[w] = comparing.used[i] = true;
    for (int pass = 0; pass < 3; pass++) {
        for (size_t w = 0; w < family->placements.count; w++) {
            const struct roster_wanted_placement *wanted = &family->placements.items[w];
            if (met[w])
                continue;
            size_t row = pass == 0 ? corrected(&comparing, wanted) : candidate(&comparing, wanted, pass == 2);
            if (row == SIZE_MAX)
                continue;
            met[w] = true;
            pair(&comparing, row, wanted);
        }
    }
    for (size_t w = 0; w < family->placements.count; w++)
        if (!met[w])
            step(&comparing, ROSTER_PLACEMENT_ADD, (struct placement_id){ 0 }, &family->placements.items[w]);
    for (size_t i = 0; i < rows->count; i++) {
        const struct roster_placements_row *row = &rows->items[i];
        if (!comparing.used[i] && date_compare(row->until, today) > 0 && !leads_on(&comparing, row))
            end(&comparing, row, date_compare(row->begins, today) > 0 ? row->begins : today);
    }
}
