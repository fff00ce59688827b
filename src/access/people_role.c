/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Roles beside the daily staff: coaches, members of the committee, partners, childminders and their bureau.
 */
#include "access/people.h"

#include "access/people_role.sql.h"
#include "access/sets.h"
#include "db/change.h"

int people_coach_set(struct change *change, const struct people_coach *coach)
{
    int status =
        people_upsert_coach(change->db,
                            (struct people_upsert_coach_in){ .organisation = change->organisation,
                                                             .person = coach->person,
                                                             .location = coach->group.value ? 0 : coach->location.value,
                                                             .care_group = coach->group.value,
                                                             .from = coach->from,
                                                             .until = coach->until },
                            NULL);
    return status == STATUS_OK ? sets_refresh_person(change, coach->person) : status;
}

int people_committee_set(struct change *change, const struct people_at_location *member)
{
    int status = people_upsert_committee(change->db,
                                         (struct people_upsert_committee_in){ .organisation = change->organisation,
                                                                              .person = member->person,
                                                                              .location = member->location,
                                                                              .from = member->from,
                                                                              .until = member->until },
                                         NULL);
    return status == STATUS_OK ? sets_refresh_person(change, member->person) : status;
}

int people_partner_set(struct change *change, const struct people_partner *partner)
{
    if (partner->until.days >= DATE_FOREVER.days)
        return STATUS_INVALID;
    int status = people_upsert_partner(change->db,
                                       (struct people_upsert_partner_in){ .organisation = change->organisation,
                                                                          .person = partner->person,
                                                                          .child = partner->child,
                                                                          .purpose = partner->purpose,
                                                                          .from = partner->from,
                                                                          .until = partner->until },
                                       NULL);
    return status == STATUS_OK ? sets_refresh_child(change, partner->child) : status;
}

int people_childminder_set(struct change *change, const struct people_at_location *childminder)
{
    int status = people_upsert_childminder(change->db,
                                           (struct people_upsert_childminder_in){ .organisation = change->organisation,
                                                                                  .person = childminder->person,
                                                                                  .location = childminder->location,
                                                                                  .from = childminder->from,
                                                                                  .until = childminder->until },
                                           NULL);
    return status == STATUS_OK ? sets_refresh_person(change, childminder->person) : status;
}

int people_bureau_set(struct change *change, const struct people_at_location *bureau)
{
    int status = people_upsert_bureau(change->db,
                                      (struct people_upsert_bureau_in){ .organisation = change->organisation,
                                                                        .person = bureau->person,
                                                                        .location = bureau->location.value,
                                                                        .from = bureau->from,
                                                                        .until = bureau->until },
                                      NULL);
    return status == STATUS_OK ? sets_refresh_person(change, bureau->person) : status;
}

int people_share_set(struct change *change, struct child_id child, struct date from, struct date until)
{
    int status =
        people_upsert_share(change->db,
                            (struct people_upsert_share_in){
                                .organisation = change->organisation, .child = child, .from = from, .until = until },
                            NULL);
    return status == STATUS_OK ? sets_refresh_child(change, child) : status;
}

int people_end_outside_groups(struct change *change, struct person_id person, struct date until)
{
    struct organisation_id organisation = change->organisation;
    int status = people_end_coach(
        change->db, (struct people_end_coach_in){ .organisation = organisation, .person = person, .until = until },
        NULL);
    if (status == STATUS_OK)
        status = people_end_childminder(
            change->db,
            (struct people_end_childminder_in){ .organisation = organisation, .person = person, .until = until }, NULL);
    if (status == STATUS_OK)
        status = people_end_bureau(
            change->db, (struct people_end_bureau_in){ .organisation = organisation, .person = person, .until = until },
            NULL);
    return status;
}
