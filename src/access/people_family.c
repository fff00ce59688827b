/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Guardians and placements of a child. A protected guardian (R243) has a home of her own: the two homes of a child read with
 * a bit each, so that what she writes can reach the centre and her own home and leave no trace for the other.
 */
#include "access/people.h"

#include "access/people.sql.h"
#include "access/scope.h"
#include "access/sets.h"
#include "db/change.h"

enum { HOMES = 3 };

/* Where a guardian lives, seen from the others. */
struct homes {
    bool taken[HOMES + 1];     /* somebody else has it */
    bool protected[HOMES + 1]; /* a protected guardian has it: nobody may join her */
};

static int homes_of_others(struct change *change, const struct people_guardian *guardian, struct homes *ret_homes)
{
    struct people_homes_rows rows;
    int status =
        people_homes(change->db, change->arena,
                     (struct people_homes_in){
                         .organisation = change->organisation, .child = guardian->child, .person = guardian->person },
                     &rows);
    if (status != STATUS_OK)
        return status;
    *ret_homes = (struct homes){ 0 };
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].home < 1 || rows.items[i].home > HOMES)
            continue;
        ret_homes->taken[rows.items[i].home] = true;
        ret_homes->protected[rows.items[i].home] = rows.items[i].protected;
    }
    return STATUS_OK;
}

/* The home she asked for or, when she is protected and shares it, the first that is free. 0: there is none. */
static int64_t home_of_her_own(const struct homes *homes, int64_t wanted)
{
    if (!homes->taken[wanted])
        return wanted;
    for (int64_t home = 1; home <= HOMES; home++)
        if (!homes->taken[home])
            return home;
    return 0;
}

/* The home she gets: 0 when that cannot be. A protected guardian stays where she is, because what she wrote is open to that
 * home alone. */
static int64_t choose_home(const struct homes *homes, const struct people_guardian *guardian, bool was_protected,
                           int64_t former_home)
{
    if (guardian->home < 1 || guardian->home > HOMES)
        return 0;
    if (guardian->protected)
        return was_protected ? former_home : home_of_her_own(homes, guardian->home);
    return homes->protected[guardian->home] ? 0 : guardian->home;
}

/* And the medicine that she signed for, with its doses; what the other home may know of those is decided anew. */
static int narrow_medicine(struct change *change, const struct people_guardian *guardian, int64_t home)
{
    int status = people_narrow_medicine(change->db,
                                        (struct people_narrow_medicine_in){ .organisation = change->organisation,
                                                                            .child = guardian->child,
                                                                            .person = guardian->person,
                                                                            .own_home = scope_of_home(home),
                                                                            .centre = AUDIENCE_GROUP_ONLY },
                                        NULL);
    if (status != STATUS_OK)
        return status;
    return people_narrow_doses(change->db,
                               (struct people_narrow_doses_in){ .organisation = change->organisation,
                                                                .child = guardian->child,
                                                                .person = guardian->person,
                                                                .own_home = scope_of_home(home),
                                                                .centre = AUDIENCE_GROUP_ONLY },
                               NULL);
}

/* And her reports of absence, her wishes for a day and what was said to them, and what she said to those of others. */
static int narrow_days(struct change *change, const struct people_guardian *guardian, int64_t home)
{
    int status = people_narrow_absence(change->db,
                                       (struct people_narrow_absence_in){ .organisation = change->organisation,
                                                                          .child = guardian->child,
                                                                          .person = guardian->person,
                                                                          .homes = SCOPE_READ_HOME,
                                                                          .own_home = scope_of_home(home),
                                                                          .centre = AUDIENCE_GROUP_ONLY },
                                       NULL);
    if (status == STATUS_OK)
        status = people_narrow_wishes(change->db,
                                      (struct people_narrow_wishes_in){ .organisation = change->organisation,
                                                                        .child = guardian->child,
                                                                        .person = guardian->person,
                                                                        .homes = SCOPE_READ_HOME,
                                                                        .own_home = scope_of_home(home),
                                                                        .centre = AUDIENCE_GROUP_ONLY },
                                      NULL);
    return status == STATUS_OK
               ? people_narrow_steps(change->db,
                                     (struct people_narrow_steps_in){ .organisation = change->organisation,
                                                                      .child = guardian->child,
                                                                      .person = guardian->person,
                                                                      .homes = SCOPE_READ_HOME,
                                                                      .own_home = scope_of_home(home),
                                                                      .centre = AUDIENCE_GROUP_ONLY },
                                     NULL)
               : status;
}

/* Takes what she wrote, and what was answered to it, out of the other homes' sight. */
static int narrow(struct change *change, const struct people_guardian *guardian, int64_t home)
{
    int status = people_narrow_own(change->db,
                                   (struct people_narrow_own_in){ .organisation = change->organisation,
                                                                  .child = guardian->child,
                                                                  .person = guardian->person,
                                                                  .homes = SCOPE_READ_HOME,
                                                                  .own_home = scope_of_home(home),
                                                                  .centre = AUDIENCE_GROUP_ONLY },
                                   NULL);
    if (status != STATUS_OK)
        return status;
    status = people_narrow_answers(change->db,
                                   (struct people_narrow_answers_in){ .organisation = change->organisation,
                                                                      .child = guardian->child,
                                                                      .person = guardian->person,
                                                                      .homes = SCOPE_READ_HOME,
                                                                      .own_home = scope_of_home(home),
                                                                      .centre = AUDIENCE_GROUP_ONLY },
                                   NULL);
    if (status == STATUS_OK)
        status = narrow_days(change, guardian, home);
    return status == STATUS_OK ? narrow_medicine(change, guardian, home) : status;
}

static int write_guardian(struct change *change, const struct people_guardian *guardian, int64_t home)
{
    struct people_upsert_guardian_in in = { .organisation = change->organisation,
                                            .child = guardian->child,
                                            .person = guardian->person,
                                            .called = text_is_null(guardian->called) ? TEXT("") : guardian->called,
                                            .home = home,
                                            .authority = guardian->authority,
                                            .scope =
                                                text_is_null(guardian->scope) ? TEXT(GUARDIAN_FULL) : guardian->scope,
                                            .protected = guardian->protected,
                                            .place = guardian->place,
                                            .from = guardian->from,
                                            .until = guardian->until };
    return people_upsert_guardian(change->db, in, NULL);
}

int people_guardian_set(struct change *change, const struct people_guardian *guardian)
{
    struct people_find_guardian_row former = { 0 };
    int status = people_find_guardian(change->db, change->arena,
                                      (struct people_find_guardian_in){ .organisation = change->organisation,
                                                                        .child = guardian->child,
                                                                        .person = guardian->person },
                                      &former);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    struct homes homes;
    status = homes_of_others(change, guardian, &homes);
    if (status != STATUS_OK)
        return status;
    int64_t home = choose_home(&homes, guardian, former.protected, former.home);
    if (home == 0)
        return STATUS_INVALID;
    status = write_guardian(change, guardian, home);
    if (status == STATUS_OK && guardian->protected && !former.protected)
        status = narrow(change, guardian, home);
    return status == STATUS_OK ? sets_refresh_child(change, guardian->child) : status;
}

int people_guardian_end(struct change *change, struct child_id child, struct person_id person, struct date until)
{
    int64_t changed = 0;
    int status = people_end_guardian(
        change->db,
        (struct people_end_guardian_in){
            .organisation = change->organisation, .child = child, .person = person, .until = until },
        &changed);
    if (status != STATUS_OK)
        return status;
    return changed == 0 ? STATUS_NOT_FOUND : sets_refresh_child(change, child);
}

int people_placement_add(struct change *change, const struct people_placement *placement, struct placement_id *ret_id)
{
    struct placement_id id = placement->id.value ? placement->id : CHANGE_MINT(change, placement);
    int status = people_insert_placement(change->db,
                                         (struct people_insert_placement_in){ .organisation = change->organisation,
                                                                              .id = id,
                                                                              .child = placement->child,
                                                                              .care_group = placement->group,
                                                                              .weekdays = placement->weekdays,
                                                                              .from = placement->from,
                                                                              .until = placement->until },
                                         NULL);
    if (status == STATUS_OK)
        status = sets_refresh_child(change, placement->child);
    if (status != STATUS_OK)
        return status;
    *ret_id = id;
    return STATUS_OK;
}

/* The child that a placement places. */
static int placed_child(struct change *change, struct placement_id placement, struct child_id *ret_child)
{
    struct people_find_placement_row row;
    int status = people_find_placement(
        change->db, change->arena,
        (struct people_find_placement_in){ .organisation = change->organisation, .id = placement }, &row);
    if (status == STATUS_OK)
        *ret_child = row.child;
    return status;
}

int people_placement_set(struct change *change, const struct people_placement *placement)
{
    struct child_id child;
    int status = placed_child(change, placement->id, &child);
    if (status == STATUS_OK)
        status = people_update_placement(change->db,
                                         (struct people_update_placement_in){ .organisation = change->organisation,
                                                                              .id = placement->id,
                                                                              .care_group = placement->group,
                                                                              .weekdays = placement->weekdays,
                                                                              .from = placement->from,
                                                                              .until = placement->until },
                                         NULL);
    return status == STATUS_OK ? sets_refresh_child(change, child) : status;
}

int people_placement_end(struct change *change, struct placement_id placement, struct date until)
{
    struct child_id child;
    int status = placed_child(change, placement, &child);
    if (status == STATUS_OK)
        status = people_end_placement(
            change->db,
            (struct people_end_placement_in){ .organisation = change->organisation, .id = placement, .until = until },
            NULL);
    return status == STATUS_OK ? sets_refresh_child(change, child) : status;
}
