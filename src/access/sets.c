/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The access sets and their rules: refreshed part by part (sets.h), made anew as a whole, compared.
 */
#include "access/sets.h"

#include "access/access.h"
#include "access/people.h"
#include "access/sets.sql.h"
#include "db/change.h"

int sets_refresh_child(struct change *change, struct child_id child)
{
    int status = sets_delete_child(
        change->db, (struct sets_delete_child_in){ .organisation = change->organisation, .child = child }, NULL);
    if (status != STATUS_OK)
        return status;
    return sets_insert_child(
        change->db, (struct sets_insert_child_in){ .organisation = change->organisation, .child = child }, NULL);
}

static int refresh_locations_of(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status = sets_delete_locations_of_person(
        change->db, (struct sets_delete_locations_of_person_in){ .organisation = organisation, .person = person },
        NULL);
    if (status != STATUS_OK)
        return status;
    return sets_insert_locations_of_person(
        change->db, (struct sets_insert_locations_of_person_in){ .organisation = organisation, .person = person },
        NULL);
}

int sets_refresh_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status = sets_delete_children_of_person(
        change->db, (struct sets_delete_children_of_person_in){ .organisation = organisation, .person = person }, NULL);
    if (status == STATUS_OK)
        status = sets_insert_children_of_person(
            change->db, (struct sets_insert_children_of_person_in){ .organisation = organisation, .person = person },
            NULL);
    if (status == STATUS_OK)
        status = sets_delete_groups_of_person(
            change->db, (struct sets_delete_groups_of_person_in){ .organisation = organisation, .person = person },
            NULL);
    if (status == STATUS_OK)
        status = sets_insert_groups_of_person(
            change->db, (struct sets_insert_groups_of_person_in){ .organisation = organisation, .person = person },
            NULL);
    return status == STATUS_OK ? refresh_locations_of(change, person) : status;
}

int sets_refresh_group(struct change *change, struct group_id group)
{
    int status = sets_delete_group(
        change->db, (struct sets_delete_group_in){ .organisation = change->organisation, .care_group = group }, NULL);
    if (status != STATUS_OK)
        return status;
    return sets_insert_group(
        change->db, (struct sets_insert_group_in){ .organisation = change->organisation, .care_group = group }, NULL);
}

int sets_refresh_location(struct change *change, struct location_id location)
{
    int status = sets_delete_location(
        change->db, (struct sets_delete_location_in){ .organisation = change->organisation, .location = location },
        NULL);
    if (status != STATUS_OK)
        return status;
    return sets_insert_location(
        change->db, (struct sets_insert_location_in){ .organisation = change->organisation, .location = location },
        NULL);
}

int people_refresh(struct change *change)
{
    struct organisation_id organisation = change->organisation;
    int status = sets_delete_all_children(change->db,
                                          (struct sets_delete_all_children_in){ .organisation = organisation }, NULL);
    if (status == STATUS_OK)
        status = sets_insert_all_children(change->db,
                                          (struct sets_insert_all_children_in){ .organisation = organisation }, NULL);
    if (status == STATUS_OK)
        status = sets_delete_all_groups(change->db, (struct sets_delete_all_groups_in){ .organisation = organisation },
                                        NULL);
    if (status == STATUS_OK)
        status = sets_insert_all_groups(change->db, (struct sets_insert_all_groups_in){ .organisation = organisation },
                                        NULL);
    if (status == STATUS_OK)
        status = sets_delete_all_locations(change->db,
                                           (struct sets_delete_all_locations_in){ .organisation = organisation }, NULL);
    if (status == STATUS_OK)
        status = sets_insert_all_locations(change->db,
                                           (struct sets_insert_all_locations_in){ .organisation = organisation }, NULL);
    return status;
}

int access_compare(struct db *db, struct arena *arena, struct organisation_id organisation,
                   struct access_difference *ret_difference)
{
    struct sets_compare_children_row children;
    struct sets_compare_groups_row groups;
    struct sets_compare_locations_row locations;
    int status =
        sets_compare_children(db, arena, (struct sets_compare_children_in){ .organisation = organisation }, &children);
    if (status == STATUS_OK)
        status =
            sets_compare_groups(db, arena, (struct sets_compare_groups_in){ .organisation = organisation }, &groups);
    if (status == STATUS_OK)
        status = sets_compare_locations(db, arena, (struct sets_compare_locations_in){ .organisation = organisation },
                                        &locations);
    if (status != STATUS_OK)
        return status;
    *ret_difference = (struct access_difference){ .missing = children.missing + groups.missing + locations.missing,
                                                  .extra = children.extra + groups.extra + locations.extra };
    return STATUS_OK;
}
