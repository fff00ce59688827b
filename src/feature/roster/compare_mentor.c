/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The one mentor of the child (compare.h).
 */
#include "base/error.h"
#include "feature/roster/compare.h"

/* The day on which a mentor of this child can begin: today, or when it comes. */
static struct date mentor_from(const struct roster_comparing *comparing)
{
    struct date first = DATE_FOREVER;
    for (size_t i = 0; i < comparing->family->placements.count; i++) {
        const struct roster_wanted_placement *placement = &comparing->family->placements.items[i];
        if (date_compare(placement->until, comparing->today) > 0 && date_compare(placement->from, first) < 0)
            first = placement->from;
    }
    return date_compare(first, comparing->today) > 0 ? first : comparing->today;
}

static int works_on_a_group(struct roster_comparing *comparing, bool *ret_works)
{
    *ret_works = comparing->family->mentor.create;
    for (size_t i = 0; i < comparing->family->placements.count && !*ret_works; i++) {
        struct roster_works_row row;
        int status = roster_works(comparing->db, comparing->arena,
                                  (struct roster_works_in){ .organisation = comparing->organisation,
                                                            .person = comparing->family->mentor.id,
                                                            .care_group = comparing->family->placements.items[i].group,
                                                            .today = comparing->today },
                                  &row);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND)
            return status;
        *ret_works = status == STATUS_OK;
    }
    return STATUS_OK;
}

static int set_mentor(struct roster_comparing *comparing, struct person_id mentor, struct date from)
{
    struct roster_steps *steps = comparing->steps;
    steps->set_mentor = true;
    steps->mentor = mentor;
    steps->mentor_from = from;
    steps->changes |= ROSTER_CHANGE_MENTOR;
    if (!date_equal(comparing->family->until, DATE_FOREVER)) {
        steps->end_mentor = true;
        steps->mentor_until = comparing->family->until;
    }
    if (mentor.value != comparing->family->mentor.id.value)
        return STATUS_OK;
    bool works = false;
    int status = works_on_a_group(comparing, &works);
    if (status == STATUS_OK && !works)
        roster_remark(comparing, ROSTER_MENTOR_OTHER_GROUP,
                      roster_full_name(comparing->arena, comparing->family->mentor.given_name,
                                       comparing->family->mentor.family_name));
    return status;
}

/* A new professional of this import is put on the group, once. */
int roster_compare_professional(struct roster_comparing *comparing)
{
    const struct roster_wanted_mentor *mentor = &comparing->family->mentor;
    struct roster_person_get_row person;
    struct roster_works_row works;
    if (!mentor->create)
        return STATUS_OK;
    int status = roster_person_get(
        comparing->db, comparing->arena,
        (struct roster_person_get_in){ .organisation = comparing->organisation, .person = mentor->id }, &person);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    comparing->steps->make_mentor = status == STATUS_NOT_FOUND;
    status = roster_works(comparing->db, comparing->arena,
                          (struct roster_works_in){ .organisation = comparing->organisation,
                                                    .person = mentor->id,
                                                    .care_group = mentor->group,
                                                    .today = comparing->today },
                          &works);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    comparing->steps->place_mentor = status == STATUS_NOT_FOUND;
    return STATUS_OK;
}

int roster_compare_mentor(struct roster_comparing *comparing)
{
    const struct roster_family *family = comparing->family;
    struct roster_mentors_rows rows = { .count = 0 };
    int status = STATUS_OK;
    if (comparing->there)
        status = roster_mentors(
            comparing->db, comparing->arena,
            (struct roster_mentors_in){ .organisation = comparing->organisation, .child = family->id }, &rows);
    if (status != STATUS_OK)
        return status;
    const struct roster_mentors_row *last = rows.count ? &rows.items[0] : NULL;
    bool gone = date_compare(family->until, comparing->today) <= 0;
    bool current = last && date_compare(last->until, comparing->today) > 0;
    bool speaks_anew = family->mentor.id.value != 0 && family->mentor.mark != comparing->row.mentor_mark;
    if (!gone && speaks_anew && !(current && last->person.value == family->mentor.id.value))
        return set_mentor(comparing, family->mentor.id, mentor_from(comparing));
    if (!last)
        return STATUS_OK;
    if (date_compare(last->until, family->until) > 0) {
        comparing->steps->end_mentor = true;
        comparing->steps->mentor_until = family->until;
        comparing->steps->changes |= ROSTER_CHANGE_ACCESS;
    } else if (!gone && comparing->row.marked && date_compare(last->until, family->until) < 0 &&
               date_equal(last->until, comparing->row.until)) {
        struct date from = mentor_from(comparing);
        return set_mentor(comparing, last->person, date_compare(last->until, from) > 0 ? last->until : from);
    }
    return STATUS_OK;
}
