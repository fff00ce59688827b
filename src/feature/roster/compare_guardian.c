/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who is guardian of the child, and until when (compare.h). Nobody loses a child because a file leaves a name out: that is
 * a decision of people, so it is only told.
 */
#include "base/error.h"
#include "feature/roster/compare.h"

static void set_guardian(struct roster_comparing *comparing, const struct people_guardian *guardian, int change)
{
    comparing->steps->changes |= change;
    for (size_t i = 0; i < comparing->steps->guardians.count; i++)
        if (comparing->steps->guardians.items[i].person.value == guardian->person.value) {
            comparing->steps->guardians.items[i] = *guardian;
            return;
        }
    *vector_add(comparing->arena, &comparing->steps->guardians) = *guardian;
}

static struct people_guardian guardian_of(const struct roster_family *family, const struct roster_guardians_row *row)
{
    return (struct people_guardian){ .child = family->id,
                                     .person = row->person,
                                     .called = row->called,
                                     .home = row->home,
                                     .authority = row->authority,
                                     .scope = row->scope,
                                     .protected = row->protected,
                                     .place = row->place,
                                     .from = row->begins,
                                     .until = row->until };
}

/* The first home in which no protected guardian lives: nobody may join her (access/people.h). */
static int64_t free_home(const struct roster_guardians_rows *rows)
{
    bool closed[4] = { false };
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].protected && rows->items[i].home >= 1 && rows->items[i].home <= 3)
            closed[rows->items[i].home] = true;
    for (int64_t home = 1; home < 3; home++)
        if (!closed[home])
            return home;
    return 3;
}

/* Begins today, or on the first day in care when that was earlier: then earlier pages can be read. */
static void new_guardian(struct roster_comparing *comparing, const struct roster_wanted_person *wanted, size_t place,
                         int64_t home)
{
    const struct roster_family *family = comparing->family;
    struct date from = comparing->today;
    for (size_t i = 0; i < family->placements.count; i++)
        if (date_compare(family->placements.items[i].from, from) < 0)
            from = family->placements.items[i].from;
    set_guardian(comparing,
                 &(struct people_guardian){ .child = family->id,
                                            .person = wanted->id,
                                            .called = TEXT(""),
                                            .home = home,
                                            .authority = wanted->authority == ROSTER_YES,
                                            .scope = TEXT(GUARDIAN_FULL),
                                            .place = (int64_t)place + 1,
                                            .from = from,
                                            .until = family->until },
                 ROSTER_CHANGE_GUARDIAN);
}

static void mark_guardian(struct roster_comparing *comparing, const struct roster_wanted_person *wanted)
{
    *vector_add(comparing->arena, &comparing->steps->guardian_marks) =
        (struct roster_mark_step){ .person = wanted->id, .authority = wanted->authority };
    comparing->steps->changes |= ROSTER_CHANGE_MARK;
}

/* A guardian who is there: authority follows the file when the file changes. */
static void compare_guardian(struct roster_comparing *comparing, const struct roster_wanted_person *wanted,
                             const struct roster_guardians_row *row)
{
    bool told = wanted->authority != ROSTER_NOT_TOLD;
    if (told && (!row->marked || (int64_t)wanted->authority != row->authority_mark)) {
        mark_guardian(comparing, wanted);
        struct people_guardian guardian = guardian_of(comparing->family, row);
        guardian.authority = wanted->authority == ROSTER_YES;
        if (row->marked && guardian.authority != row->authority)
            set_guardian(comparing, &guardian, ROSTER_CHANGE_GUARDIAN);
    } else if (!row->marked) {
        mark_guardian(comparing, wanted);
    }
}

/* Access ends with the last placement, whoever made the guardian; it goes on again only where the file had ended it. */
static void compare_until(struct roster_comparing *comparing, const struct roster_guardians_row *row, bool named)
{
    struct date until = comparing->family->until;
    struct people_guardian guardian = guardian_of(comparing->family, row);
    for (size_t i = 0; i < comparing->steps->guardians.count; i++)
        if (comparing->steps->guardians.items[i].person.value == row->person.value)
            guardian = comparing->steps->guardians.items[i];
    guardian.until = until;
    if (date_compare(row->until, until) > 0) {
        set_guardian(comparing, &guardian, ROSTER_CHANGE_ACCESS);
    } else if (date_compare(row->until, until) < 0) {
        if (comparing->row.marked && date_equal(row->until, comparing->row.until))
            set_guardian(comparing, &guardian, ROSTER_CHANGE_ACCESS);
        else if (named)
            roster_remark(comparing, ROSTER_GUARDIAN_ENDED,
                          roster_full_name(comparing->arena, row->given_name, row->family_name));
    }
}

int roster_compare_guardians(struct roster_comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    struct roster_guardians_rows rows = { .count = 0 };
    int status = STATUS_OK;
    if (comparing->there)
        status = roster_guardians(
            comparing->db, comparing->arena,
            (struct roster_guardians_in){ .organisation = comparing->organisation, .child = family->id }, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t w = 0; w < family->persons.count; w++) {
        const struct roster_guardians_row *row = NULL;
        for (size_t i = 0; i < rows.count; i++)
            if (rows.items[i].person.value == family->persons.items[w].id.value)
                row = &rows.items[i];
        if (row) {
            compare_guardian(comparing, &family->persons.items[w], row);
            continue;
        }
        new_guardian(comparing, &family->persons.items[w], w, free_home(&rows));
        mark_guardian(comparing, &family->persons.items[w]);
    }
    for (size_t i = 0; i < rows.count; i++) {
        bool named = false;
        for (size_t w = 0; w < family->persons.count; w++)
            named |= family->persons.items[w].id.value == rows.items[i].person.value;
        compare_until(comparing, &rows.items[i], named);
        if (!named && rows.items[i].marked && date_compare(rows.items[i].until, comparing->today) > 0)
            roster_remark(comparing, ROSTER_GUARDIAN_MISSING,
                          roster_full_name(comparing->arena, rows.items[i].given_name, rows.items[i].family_name));
    }
    return STATUS_OK;
}
