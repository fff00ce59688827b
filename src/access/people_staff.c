/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who works where: professionals, the one mentor of a child, managers.
 */
#include "access/people.h"

#include "access/people.sql.h"
#include "access/sets.h"
#include "db/change.h"

int people_professional_set(struct change *change, const struct people_professional *professional)
{
    struct text role = text_is_null(professional->role) ? TEXT("professional") : professional->role;
    int status =
        people_upsert_professional(change->db,
                                   (struct people_upsert_professional_in){ .organisation = change->organisation,
                                                                           .person = professional->person,
                                                                           .care_group = professional->group,
                                                                           .role = role,
                                                                           .from = professional->from,
                                                                           .until = professional->until },
                                   NULL);
    return status == STATUS_OK ? sets_refresh_person(change, professional->person) : status;
}

int people_employment_end(struct change *change, struct person_id person, struct date until)
{
    struct organisation_id organisation = change->organisation;
    int status = people_end_professional(
        change->db,
        (struct people_end_professional_in){ .organisation = organisation, .person = person, .until = until }, NULL);
    if (status == STATUS_OK)
        status = people_end_mentor_roles(
            change->db,
            (struct people_end_mentor_roles_in){ .organisation = organisation, .person = person, .until = until },
            NULL);
    if (status == STATUS_OK)
        status = people_end_manager(
            change->db,
            (struct people_end_manager_in){ .organisation = organisation, .person = person, .until = until }, NULL);
    if (status == STATUS_OK)
        status = people_end_outside_groups(change, person, until);
    return status == STATUS_OK ? sets_refresh_person(change, person) : status;
}

/* Whether the person works on a group of the child from that day on. */
static int works_with(struct change *change, struct child_id child, struct person_id person, struct date from,
                      bool *ret_works)
{
    struct people_works_with_row row;
    int status =
        people_works_with(change->db, change->arena,
                          (struct people_works_with_in){
                              .organisation = change->organisation, .child = child, .person = person, .from = from },
                          &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_works = status == STATUS_OK;
    return STATUS_OK;
}

/* Ends the time of whoever was mentor, and takes away who was to become it. */
static int make_room(struct change *change, struct child_id child, struct date from)
{
    struct organisation_id organisation = change->organisation;
    int status = people_delete_later_mentors(
        change->db,
        (struct people_delete_later_mentors_in){ .organisation = organisation, .child = child, .from = from }, NULL);
    if (status != STATUS_OK)
        return status;
    return people_end_mentor(
        change->db, (struct people_end_mentor_in){ .organisation = organisation, .child = child, .until = from }, NULL);
}

int people_mentor_set(struct change *change, struct child_id child, struct person_id person, struct date from,
                      bool force, bool *ret_forced)
{
    bool works;
    int status = works_with(change, child, person, from, &works);
    if (status != STATUS_OK)
        return status;
    if (!works && !force)
        return STATUS_INVALID;
    status = make_room(change, child, from);
    if (status == STATUS_OK)
        status = people_insert_mentor(
            change->db,
            (struct people_insert_mentor_in){
                .organisation = change->organisation, .child = child, .person = person, .from = from },
            NULL);
    if (status == STATUS_OK)
        status = sets_refresh_child(change, child);
    if (status != STATUS_OK)
        return status;
    *ret_forced = !works;
    return STATUS_OK;
}

int people_mentor_end(struct change *change, struct child_id child, struct date until)
{
    int status = make_room(change, child, until);
    return status == STATUS_OK ? sets_refresh_child(change, child) : status;
}

int people_manager_set(struct change *change, const struct people_manager *manager)
{
    int status = people_upsert_manager(change->db,
                                       (struct people_upsert_manager_in){ .organisation = change->organisation,
                                                                          .person = manager->person,
                                                                          .location = manager->location.value,
                                                                          .from = manager->from,
                                                                          .until = manager->until },
                                       NULL);
    return status == STATUS_OK ? sets_refresh_person(change, manager->person) : status;
}
