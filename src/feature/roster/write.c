/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Takes the steps that compare.c found, through access/people.h, inside one change.
 */
#include "access/audit.h"
#include "base/error.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/consent/consent.h"
#include "feature/roster/family.h"
#include "feature/roster/roster.sql.h"

static int write_person(struct change *change, const struct roster_person_step *step)
{
    struct person_id id;
    int status = STATUS_OK;
    if (step->add)
        status = people_person_add(change, &step->person, &id);
    else if (step->set)
        status = people_person_set(change, &step->person);
    if (status == STATUS_OK && step->account) {
        status = account_news_email_set(change, step->person.id, step->email);
        if (status == STATUS_CONFLICT) /* somebody got the address meanwhile: no account, as for a shared address */
            status = STATUS_OK;
    }
    if (status != STATUS_OK || !step->mark)
        return status;
    return roster_mark_person(change->db,
                              (struct roster_mark_person_in){ .organisation = change->organisation,
                                                              .person = step->person.id,
                                                              .name = step->name_mark,
                                                              .language = step->language_mark,
                                                              .phone = step->phone_mark,
                                                              .email = step->email_mark,
                                                              .found_by = step->found_by },
                              NULL);
}

static int write_professional(struct change *change, const struct roster_family *family,
                              const struct roster_steps *steps, struct date today)
{
    struct person_id id;
    int status = STATUS_OK;
    if (steps->make_mentor)
        status = people_person_add(change,
                                   &(struct people_person){ .id = family->mentor.id,
                                                            .given_name = family->mentor.given_name,
                                                            .family_name = family->mentor.family_name },
                                   &id);
    if (status == STATUS_OK && steps->place_mentor)
        status = people_professional_set(change, &(struct people_professional){ .person = family->mentor.id,
                                                                                .group = family->mentor.group,
                                                                                .from = today,
                                                                                .until = DATE_FOREVER });
    return status;
}

static int write_placement(struct change *change, const struct roster_placement_step *step)
{
    struct placement_id id;
    switch (step->kind) {
    case ROSTER_PLACEMENT_ADD:
        return people_placement_add(change, &step->placement, &id);
    case ROSTER_PLACEMENT_SET:
        return people_placement_set(change, &step->placement);
    case ROSTER_PLACEMENT_END:
        return people_placement_end(change, step->placement.id, step->placement.until);
    }
    return STATUS_INVALID;
}

static int write_mentor(struct change *change, const struct roster_family *family, const struct roster_steps *steps)
{
    bool forced;
    int status = STATUS_OK;
    if (steps->set_mentor)
        status = people_mentor_set(change, family->id, steps->mentor, steps->mentor_from, true, &forced);
    if (status == STATUS_OK && steps->end_mentor)
        status = people_mentor_end(change, family->id, steps->mentor_until);
    return status;
}

static int write_marks(struct change *change, const struct roster_family *family, const struct roster_steps *steps)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < steps->guardian_marks.count; i++)
        status = roster_mark_guardian(
            change->db,
            (struct roster_mark_guardian_in){ .organisation = change->organisation,
                                              .child = family->id,
                                              .person = steps->guardian_marks.items[i].person,
                                              .authority = (int64_t)steps->guardian_marks.items[i].authority },
            NULL);
    if (status != STATUS_OK || !steps->mark_child)
        return status;
    const struct roster_marks *marks = &steps->marks;
    return roster_mark_child(change->db,
                             (struct roster_mark_child_in){ .organisation = change->organisation,
                                                            .child = family->id,
                                                            .name = marks->name,
                                                            .born = marks->born,
                                                            .allergies = marks->allergies,
                                                            .photo_consent = marks->photo_consent,
                                                            .remark = marks->remark,
                                                            .mentor = marks->mentor,
                                                            .until = marks->until },
                             NULL);
}

int roster_write(struct change *change, const struct roster_family *family, const struct roster_steps *steps,
                 struct date today)
{
    struct child_id id;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < steps->person_count; i++)
        status = write_person(change, &steps->persons[i]);
    if (status == STATUS_OK)
        status = write_professional(change, family, steps, today);
    if (status == STATUS_OK && steps->new_child)
        status = people_child_add(change, &steps->child, &id);
    else if (status == STATUS_OK && steps->set_child)
        status = people_child_set(change, &steps->child);
    for (size_t i = 0; status == STATUS_OK && i < steps->guardians.count; i++)
        status = people_guardian_set(change, &steps->guardians.items[i]);
    /* Of a new child too: the days on which guardians' time ends are known now. */
    if (status == STATUS_OK && (steps->set_child || steps->guardians.count > 0))
        status = consent_recheck(change, family->id, today);
    for (size_t i = 0; status == STATUS_OK && i < steps->placements.count; i++)
        status = write_placement(change, &steps->placements.items[i]);
    if (status == STATUS_OK)
        status = write_mentor(change, family, steps);
    if (status == STATUS_OK)
        status = write_marks(change, family, steps);
    if (status == STATUS_OK && (steps->changes & ~ROSTER_CHANGE_MARK))
        status = audit_add(change, "roster.import", "child", family->id.value);
    return status;
}
