/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mentors are found by their name among the professionals of the child's location. A name that nobody there has becomes a
 * new professional on the child's group. Whoever is known gets no further group by being named: that is the manager's to
 * decide.
 */
#include "base/error.h"
#include "feature/roster/match.h"
#include "feature/roster/roster.sql.h"

static struct text mentor_key(struct arena *arena, struct text location, struct text name)
{
    return arena_printf(arena, "%.*s\x1f%.*s", TEXT_ARGS(roster_fold(arena, location)),
                        TEXT_ARGS(roster_fold(arena, name)));
}

static struct roster_mentor *mentor_named(struct roster_plan *plan, struct text location, struct text name)
{
    struct text key = mentor_key(plan->scratch, location, name);
    struct roster_mentor *mentor = roster_map_find(&plan->mentors, key);
    if (mentor)
        return mentor;
    mentor = ARENA_NEW(plan->arena, struct roster_mentor);
    roster_map_set(&plan->mentors, plan->arena, text_copy(plan->arena, key), mentor);
    return mentor;
}

int roster_mentors_load(struct roster_plan *plan)
{
    struct roster_professionals_rows rows;
    int status = roster_professionals(
        plan->import->db, plan->arena,
        (struct roster_professionals_in){ .organisation = plan->import->organisation, .today = plan->today }, &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++) {
        const struct roster_professionals_row *row = &rows.items[i];
        arena_reset(plan->scratch);
        struct text name =
            arena_printf(plan->scratch, "%.*s %.*s", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name));
        struct roster_mentor *mentor = mentor_named(plan, row->location_name, name);
        *vector_add(plan->arena, &mentor->work) =
            (struct roster_work){ .person = row->person, .group = row->care_group };
        mentor->known = true;
    }
    return STATUS_OK;
}

/* Of those with this name: the only one, or the only one on a group of the child. 0: several. */
static struct person_id the_one(const struct roster_mentor *mentor, const struct roster_child *child)
{
    struct person_id any = { 0 };
    struct person_id near = { 0 };
    bool several = false;
    bool several_near = false;
    for (size_t i = 0; i < mentor->work.count; i++) {
        struct roster_work work = mentor->work.items[i];
        several |= any.value && any.value != work.person.value;
        any = work.person;
        for (size_t p = 0; p < child->placement_count; p++) {
            if (child->placements[p].group->id.value != work.group.value)
                continue;
            several_near |= near.value && near.value != work.person.value;
            near = work.person;
        }
    }
    if (!several)
        return any;
    return near.value && !several_near ? near : (struct person_id){ 0 };
}

static int make_mentor(struct roster_plan *plan, struct roster_ids *ids, const struct roster_child *child,
                       struct roster_mentor *mentor)
{
    int status = roster_ids_next(ids, &mentor->made.value);
    if (status != STATUS_OK)
        return status;
    roster_split_name(plan->arena, text_copy(plan->arena, child->mentor_name), TEXT(""), &mentor->given_name,
                      &mentor->family_name);
    plan->counts->professionals_new++;
    const struct roster_group *group = child->placements[0].group;
    roster_tell(plan, ROSTER_MENTOR_NEW, child->line, child->number, "%.*s: %.*s, %.*s", TEXT_ARGS(child->mentor_name),
                TEXT_ARGS(group->location->name), TEXT_ARGS(group->name));
    return STATUS_OK;
}

int roster_mentor_find(struct roster_plan *plan, struct roster_ids *ids, const struct roster_child *child,
                       struct roster_wanted_mentor *ret_mentor)
{
    *ret_mentor = (struct roster_wanted_mentor){ .given_name = TEXT(""), .family_name = TEXT("") };
    if (text_is_empty(child->mentor_name) || date_compare(child->until, plan->today) <= 0)
        return STATUS_OK;
    const struct roster_group *group = child->placements[0].group;
    struct roster_mentor *mentor = mentor_named(plan, group->location->name, child->mentor_name);
    ret_mentor->mark = roster_digest(mentor_key(plan->scratch, group->location->name, child->mentor_name));
    if (mentor->known) {
        ret_mentor->id = the_one(mentor, child);
        if (!ret_mentor->id.value)
            roster_tell(plan, ROSTER_MENTOR_AMBIGUOUS, child->line, child->number, "%.*s",
                        TEXT_ARGS(child->mentor_name));
        else
            roster_split_name(plan->scratch, child->mentor_name, TEXT(""), &ret_mentor->given_name,
                              &ret_mentor->family_name);
        return STATUS_OK;
    }
    int status = mentor->made.value ? STATUS_OK : make_mentor(plan, ids, child, mentor);
    if (status != STATUS_OK)
        return status;
    ret_mentor->id = mentor->made;
    ret_mentor->create = true;
    ret_mentor->group = group->id;
    ret_mentor->given_name = mentor->given_name;
    ret_mentor->family_name = mentor->family_name;
    return STATUS_OK;
}
