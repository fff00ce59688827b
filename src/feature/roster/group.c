/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Locations and groups of a roster. The first roster of an organisation makes its groups; later a group that is not
 * known is taken for a typing fault, unless the operator says that groups may be made. So that a typing fault makes no
 * group in the first roster either, a group that one child alone names is refused there when the location has others.
 */
#include "base/error.h"
#include "feature/roster/plan.h"
#include "feature/roster/roster.sql.h"

struct roster_location *roster_location_named(struct roster_plan *plan, struct text name)
{
    struct text key = roster_fold(plan->scratch, name);
    struct roster_location *location = roster_map_find(&plan->locations, key);
    if (location)
        return location;
    location = ARENA_NEW(plan->arena, struct roster_location);
    location->name = text_copy(plan->arena, name);
    roster_map_set(&plan->locations, plan->arena, text_copy(plan->arena, key), location);
    *vector_add(plan->arena, &plan->all_locations) = location;
    return location;
}

struct roster_group *roster_group_named(struct roster_plan *plan, struct text location, struct text name)
{
    struct text key = arena_printf(plan->scratch, "%.*s\x1f%.*s", TEXT_ARGS(roster_fold(plan->scratch, location)),
                                   TEXT_ARGS(roster_fold(plan->scratch, name)));
    struct roster_group *group = roster_map_find(&plan->groups, key);
    if (group)
        return group;
    group = ARENA_NEW(plan->arena, struct roster_group);
    group->location = roster_location_named(plan, location);
    group->name = text_copy(plan->arena, name);
    roster_map_set(&plan->groups, plan->arena, text_copy(plan->arena, key), group);
    return group;
}

int roster_groups_load(struct roster_plan *plan)
{
    struct organisation_id organisation = plan->import->organisation;
    struct db *db = plan->import->db;
    struct roster_locations_rows locations;
    struct roster_groups_rows groups;
    int status =
        roster_locations(db, plan->arena, (struct roster_locations_in){ .organisation = organisation }, &locations);
    if (status == STATUS_OK)
        status = roster_groups(db, plan->arena, (struct roster_groups_in){ .organisation = organisation }, &groups);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < locations.count; i++) {
        struct roster_location *location = roster_location_named(plan, locations.items[i].name);
        location->id = locations.items[i].id;
        location->known = true;
    }
    for (size_t i = 0; i < groups.count; i++) {
        struct roster_group *group = roster_group_named(plan, groups.items[i].location_name, groups.items[i].name);
        group->id = groups.items[i].id;
        group->care_form = groups.items[i].care_form;
        group->known = true;
    }
    plan->first = groups.count == 0;
    return STATUS_OK;
}

/* Whether rows may name this group; else the reason why not. */
static bool may_name(const struct roster_plan *plan, const struct roster_group *group, enum roster_reason *ret_reason)
{
    if (group->known)
        return true;
    *ret_reason = ROSTER_GROUP_UNKNOWN;
    bool no_name = text_starts_with(roster_fold(plan->scratch, group->name), TEXT("onbekend")) ||
                   text_starts_with(roster_fold(plan->scratch, group->location->name), TEXT("onbekend"));
    if (no_name || (!plan->first && !plan->import->new_groups))
        return false;
    *ret_reason = ROSTER_CARE_FORM_UNKNOWN;
    if (text_is_null(group->care_form))
        return false;
    *ret_reason = ROSTER_GROUP_LONE;
    return plan->import->new_groups || group->several || group->location->sure_groups == 0;
}

/* Counts the groups of each location that are surely no typing fault: known, or named by several children. */
static void count_sure_groups(struct roster_plan *plan)
{
    for (size_t i = 0; i < plan->rows.count; i++) {
        struct roster_group *group = plan->rows.items[i]->placement.group;
        if (group->counted || (!group->several && !group->known))
            continue;
        group->counted = true;
        group->location->sure_groups++;
    }
}

void roster_groups_settle(struct roster_plan *plan)
{
    count_sure_groups(plan);
    for (size_t i = 0; i < plan->rows.count; i++) {
        struct roster_row *row = plan->rows.items[i];
        enum roster_reason reason = ROSTER_GROUP_UNKNOWN;
        arena_reset(plan->scratch);
        if (may_name(plan, row->placement.group, &reason))
            continue;
        row->refused = true;
        roster_tell(plan, reason, row->line, row->number, "%.*s: %.*s", TEXT_ARGS(row->placement.group->location->name),
                    TEXT_ARGS(row->placement.group->name));
    }
}
