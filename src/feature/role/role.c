/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Giving and ending the roles of a location. The rights are asked again inside the change; access/people.h writes.
 */
#include "feature/role/role.h"

#include "access/audit.h"
#include "access/people.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/role/own.h"
#include "feature/role/role.sql.h"

const struct role_about role_kinds[ROLE_KIND__MAX] = {
    [ROLE_PROFESSIONAL] = { "professional", WORD_ROLE_PROFESSIONAL, true, false },
    [ROLE_STAND_IN] = { "stand_in", WORD_ROLE_STAND_IN, true, false },
    [ROLE_STUDENT] = { "student", WORD_ROLE_STUDENT, true, false },
    [ROLE_COACH] = { "coach", WORD_ROLE_COACH, false, false },
    [ROLE_MANAGER] = { "manager", WORD_ROLE_MANAGER, false, false },
    [ROLE_COMMITTEE] = { "committee", WORD_ROLE_COMMITTEE, false, false },
    [ROLE_CHILDMINDER] = { "childminder", WORD_ROLE_CHILDMINDER, .alone = true },
    [ROLE_BUREAU] = { "bureau", WORD_ROLE_BUREAU, .alone = true },
};

enum role_place role_place_of(const struct role_groups_rows *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        if (text_equal(groups->items[i].care_form, TEXT(CARE_FORM_CHILDMINDER)))
            return ROLE_PLACE_ALONE;
    return groups->count > 0 ? ROLE_PLACE_GROUPS : ROLE_PLACE_EMPTY;
}

bool role_fits(enum role_kind kind, enum role_place place)
{
    switch (place) {
    case ROLE_PLACE_EMPTY:
        return kind == ROLE_CHILDMINDER || (!role_kinds[kind].alone && !role_kinds[kind].on_group);
    case ROLE_PLACE_GROUPS:
        return !role_kinds[kind].alone;
    case ROLE_PLACE_ALONE:
        return role_kinds[kind].alone;
    }
    return false;
}

/* STATUS_NOT_FOUND when the actor does not manage the location (any more). */
static int may_manage(struct change *change, const struct role_write *write)
{
    int64_t scope;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_location(change->db, who, write->location, &scope);
    return status == STATUS_OK && (scope & SCOPE_MANAGE) == 0 ? STATUS_NOT_FOUND : status;
}

/* STATUS_NOT_FOUND for a group that is not of the location, STATUS_INVALID for a role that it does not have. */
static int check_place(struct change *change, const struct role_write *write, enum role_place *ret_place)
{
    struct role_groups_rows rows;
    int status = role_groups(
        change->db, change->arena,
        (struct role_groups_in){ .organisation = change->organisation, .location = write->location }, &rows);
    if (status != STATUS_OK)
        return status;
    *ret_place = role_place_of(&rows);
    bool found = !role_kinds[write->kind].on_group;
    for (size_t i = 0; i < rows.count; i++)
        found = found || rows.items[i].care_group.value == write->group.value;
    if (!found)
        return STATUS_NOT_FOUND;
    return role_fits(write->kind, *ret_place) ? STATUS_OK : change_fail(change, STATUS_INVALID, WORD_ROLE_NOT_HERE);
}

/* Whom the address belongs to, or a new person with it. */
static int find_person(struct change *change, const struct role_write *write, struct person_id *ret_person)
{
    struct role_account_row row;
    int status = role_account(change->db, change->arena,
                              (struct role_account_in){ .organisation = change->organisation,
                                                        .folded = people_email_folded(change->arena, write->email) },
                              &row);
    if (status == STATUS_OK)
        *ret_person = row.person;
    if (status != STATUS_NOT_FOUND)
        return status;
    if (text_is_empty(write->given_name))
        return change_fail(change, STATUS_INVALID, WORD_ROLE_NO_NAME);
    status = people_person_add(change,
                               &(struct people_person){ .given_name = write->given_name,
                                                        .family_name = write->family_name,
                                                        .language = write->language },
                               ret_person);
    return status == STATUS_OK ? people_account_set(change, *ret_person, write->email) : status;
}

/* The one group of somebody who works alone: it has the name of the place. */
static int make_alone(struct change *change, const struct role_write *write)
{
    struct role_place_row place;
    struct group_id group;
    int status = role_place(change->db, change->arena,
                            (struct role_place_in){ .organisation = change->organisation,
                                                    .location = write->location,
                                                    .person = change->actor,
                                                    .today = write->today,
                                                    .need = SCOPE_MANAGE },
                            &place);
    return status == STATUS_OK ? people_group_add(change,
                                                  &(struct people_group){ .location = write->location,
                                                                          .name = place.name,
                                                                          .care_form = TEXT(CARE_FORM_CHILDMINDER) },
                                                  &group)
                               : status;
}

static int set_role(struct change *change, const struct role_write *write, struct person_id person)
{
    struct people_at_location at = { person, write->location, write->from, write->until };
    switch (write->kind) {
    case ROLE_PROFESSIONAL:
    case ROLE_STAND_IN:
    case ROLE_STUDENT:
        return people_professional_set(change,
                                       &(struct people_professional){ .person = person,
                                                                      .group = write->group,
                                                                      .role = text_from(role_kinds[write->kind].name),
                                                                      .from = write->from,
                                                                      .until = write->until });
    case ROLE_COACH:
        return people_coach_set(
            change, &(struct people_coach){
                        .person = person, .location = write->location, .from = write->from, .until = write->until });
    case ROLE_MANAGER:
        return people_manager_set(
            change, &(struct people_manager){
                        .person = person, .location = write->location, .from = write->from, .until = write->until });
    case ROLE_COMMITTEE:
        return people_committee_set(change, &at);
    case ROLE_CHILDMINDER:
        return people_childminder_set(change, &at);
    case ROLE_BUREAU:
        return people_bureau_set(change, &at);
    case ROLE_KIND__MAX:
        break;
    }
    return STATUS_INVALID;
}

int role_give(struct change *change, void *argument)
{
    struct role_write *write = argument;
    struct person_id person = write->person;
    enum role_place place = ROLE_PLACE_EMPTY;
    int status = may_manage(change, write);
    if (status == STATUS_OK)
        status = check_place(change, write, &place);
    if (status == STATUS_OK && date_compare(write->from, write->until) >= 0)
        status = change_fail(change, STATUS_INVALID, WORD_ROLE_ENDS_FIRST);
    if (status == STATUS_OK)
        status = find_person(change, write, &person);
    if (status == STATUS_OK && write->kind == ROLE_CHILDMINDER && place == ROLE_PLACE_EMPTY)
        status = make_alone(change, write);
    if (status == STATUS_OK)
        status = set_role(change, write, person);
    return status == STATUS_OK ? audit_add(change, "role.give", "person", person.value) : status;
}

/* One row of the lists, whichever it came from. */
static bool is_row(const struct role_write *write, struct person_id person, struct date from)
{
    return person.value == write->person.value && date_equal(from, write->from);
}

static int find_professional(struct change *change, const struct role_write *write)
{
    struct role_professionals_rows rows;
    int status = role_professionals(change->db, change->arena,
                                    (struct role_professionals_in){ .organisation = change->organisation,
                                                                    .location = write->location,
                                                                    .today = write->today },
                                    &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (is_row(write, rows.items[i].person, rows.items[i].from_day) &&
            rows.items[i].care_group.value == write->group.value &&
            text_equal(rows.items[i].role, text_from(role_kinds[write->kind].name)))
            return STATUS_OK;
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

/* The lists of a whole location have the same columns. */
#define FIND_AT(statement)                                                                                            \
    do {                                                                                                              \
        struct statement##_rows rows;                                                                                 \
        int status =                                                                                                  \
            statement(change->db, change->arena,                                                                      \
                      (struct statement##_in){                                                                        \
                          .organisation = change->organisation, .location = write->location, .today = write->today }, \
                      &rows);                                                                                         \
        for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)                                                \
            if (is_row(write, rows.items[i].person, rows.items[i].from_day))                                          \
                return STATUS_OK;                                                                                     \
        return status == STATUS_OK ? STATUS_NOT_FOUND : status;                                                       \
    } while (0)

/* STATUS_NOT_FOUND unless the person has this role here from that day, and still today. */
static int find_role(struct change *change, const struct role_write *write)
{
    switch (write->kind) {
    case ROLE_PROFESSIONAL:
    case ROLE_STAND_IN:
    case ROLE_STUDENT:
        return find_professional(change, write);
    case ROLE_COACH:
        FIND_AT(role_coaches);
    case ROLE_MANAGER:
        FIND_AT(role_managers);
    case ROLE_COMMITTEE:
        FIND_AT(role_members);
    case ROLE_CHILDMINDER:
        FIND_AT(role_childminders);
    case ROLE_BUREAU:
        FIND_AT(role_bureaus);
    case ROLE_KIND__MAX:
        break;
    }
    return STATUS_NOT_FOUND;
}

/* Whose open pages must ask for their rights again; copied, because a change may run twice. */
static int note_sessions(struct change *change, struct role_write *write)
{
    struct session_ids found;
    int status = session_find_others(change, write->person, (struct session_id){ 0 }, &found);
    if (status != STATUS_OK)
        return status;
    write->session_copy = ARENA_MANY(write->arena, struct session_id, found.count);
    for (size_t i = 0; i < found.count; i++)
        write->session_copy[i] = found.items[i];
    write->sessions = (struct session_ids){ write->session_copy, found.count };
    return STATUS_OK;
}

int role_end(struct change *change, void *argument)
{
    struct role_write *write = argument;
    int status = may_manage(change, write);
    if (status == STATUS_OK)
        status = find_role(change, write);
    if (status == STATUS_OK && write->kind == ROLE_MANAGER && write->person.value == change->actor.value)
        status = change_fail(change, STATUS_DENIED, WORD_ROLE_NOT_YOURSELF);
    if (status == STATUS_OK)
        status = set_role(change, write, write->person);
    if (status == STATUS_OK)
        status = note_sessions(change, write);
    return status == STATUS_OK ? audit_add(change, "role.end", "person", write->person.value) : status;
}
