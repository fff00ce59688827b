/* SPDX-License-Identifier: EUPL-1.2 */
/* Enrolling a child, and what changes later. The rights are asked again inside the change; access/people.h writes. */
#include "feature/enrol/enrol.h"

#include "access/audit.h"
#include "access/people.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/consent/consent.h"
#include "feature/enrol/enrol.sql.h"
#include "i18n/word.h"

/* STATUS_NOT_FOUND unless the actor manages this group and it is of the location. */
static int check_group(struct change *change, const struct enrol_write *write)
{
    struct enrol_groups_rows rows;
    int status = enrol_groups(change->db, change->arena,
                              (struct enrol_groups_in){ .organisation = change->organisation,
                                                        .person = change->actor,
                                                        .location = write->location,
                                                        .today = write->today,
                                                        .need = SCOPE_MANAGE },
                              &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (rows.items[i].care_group.value == write->group.value)
            return STATUS_OK;
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

/* STATUS_NOT_FOUND unless she manages a group of the child here; STATUS_DENIED about the own family. */
static int check_child(struct change *change, const struct enrol_write *write)
{
    struct enrol_child_row row;
    struct enrol_own_row own;
    int status = enrol_child(change->db, change->arena,
                             (struct enrol_child_in){ .organisation = change->organisation,
                                                      .person = change->actor,
                                                      .location = write->location,
                                                      .child = write->child,
                                                      .today = write->today,
                                                      .need = SCOPE_MANAGE },
                             &row);
    if (status != STATUS_OK)
        return status;
    status = enrol_own(change->db, change->arena,
                       (struct enrol_own_in){ change->organisation, change->actor, write->child, write->today }, &own);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    return status == STATUS_OK ? change_fail(change, STATUS_DENIED, WORD_ENROL_OWN_FAMILY) : status;
}

static int check_days(struct change *change, const struct enrol_write *write)
{
    if (date_compare(write->from, write->until) >= 0)
        return change_fail(change, STATUS_INVALID, WORD_ENROL_ENDS_FIRST);
    return STATUS_OK;
}

static int place_child(struct change *change, const struct enrol_write *write, struct child_id child)
{
    struct placement_id ignored;
    return people_placement_add(change,
                                &(struct people_placement){ .child = child,
                                                            .group = write->group,
                                                            .weekdays = write->weekdays,
                                                            .from = write->from,
                                                            .until = write->until },
                                &ignored);
}

int enrol_child_add(struct change *change, void *argument)
{
    struct enrol_write *write = argument;
    struct child_id child = { 0 };
    int status = check_group(change, write);
    if (status == STATUS_OK)
        status = check_days(change, write);
    if (status == STATUS_OK)
        status = people_child_add(change,
                                  &(struct people_child){ .given_name = write->given_name,
                                                          .family_name = write->family_name,
                                                          .born = write->born,
                                                          .allergies = write->allergies },
                                  &child);
    if (status == STATUS_OK)
        status = place_child(change, write, child);
    write->child = child;
    return status == STATUS_OK ? audit_add(change, "enrol.child", "child", child.value) : status;
}

int enrol_placement_add(struct change *change, void *argument)
{
    const struct enrol_write *write = argument;
    int status = check_child(change, write);
    if (status == STATUS_OK)
        status = check_group(change, write);
    if (status == STATUS_OK)
        status = check_days(change, write);
    if (status == STATUS_OK)
        status = place_child(change, write, write->child);
    return status == STATUS_OK ? audit_add(change, "enrol.placement", "child", write->child.value) : status;
}

/* The placement that is to end, of this child at this location. */
static int find_placement(struct change *change, const struct enrol_write *write,
                          struct enrol_placements_row *ret_placement)
{
    struct enrol_placements_rows rows;
    int status = enrol_placements(
        change->db, change->arena,
        (struct enrol_placements_in){ change->organisation, write->location, write->child, write->today }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (rows.items[i].placement.value == write->placement.value) {
            *ret_placement = rows.items[i];
            return STATUS_OK;
        }
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

int enrol_placement_end(struct change *change, void *argument)
{
    const struct enrol_write *write = argument;
    struct enrol_placements_row placement;
    int status = check_child(change, write);
    if (status == STATUS_OK)
        status = find_placement(change, write, &placement);
    if (status == STATUS_OK && date_compare(write->until, placement.from_day) < 0)
        status = change_fail(change, STATUS_INVALID, WORD_ENROL_ENDS_FIRST);
    if (status == STATUS_OK)
        status = people_placement_end(change, write->placement, write->until);
    return status == STATUS_OK ? audit_add(change, "enrol.placement_end", "child", write->child.value) : status;
}

/* Who has the address, or a new person. `place` is what comes behind the guardians there are. */
static int find_guardian(struct change *change, struct enrol_write *write, struct person_id *ret_person,
                         int64_t *ret_place)
{
    struct enrol_guardians_rows rows;
    struct enrol_account_row account;
    int status =
        enrol_guardians(change->db, change->arena,
                        (struct enrol_guardians_in){ change->organisation, write->child, write->today }, &rows);
    if (status != STATUS_OK)
        return status;
    if (rows.count >= ENROL_GUARDIANS_MAXIMUM)
        return change_fail(change, STATUS_INVALID, WORD_ENROL_ENOUGH_GUARDIANS);
    *ret_place = 1;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].place >= *ret_place)
            *ret_place = rows.items[i].place + 1;
    write->known = false;
    if (text_is_empty(write->email))
        return STATUS_NOT_FOUND;
    status = enrol_account(
        change->db, change->arena,
        (struct enrol_account_in){ change->organisation, people_email_folded(change->arena, write->email) }, &account);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (rows.items[i].person.value == account.person.value)
            return change_fail(change, STATUS_CONFLICT, WORD_ENROL_GUARDIAN_TWICE);
    if (status == STATUS_OK) {
        write->known = true;
        *ret_person = account.person;
    }
    return status;
}

static int add_person(struct change *change, const struct enrol_write *write, struct person_id *ret_person)
{
    int status = people_person_add(change,
                                   &(struct people_person){ .given_name = write->given_name,
                                                            .family_name = write->family_name,
                                                            .language = write->language,
                                                            .phone = write->phone },
                                   ret_person);
    if (status == STATUS_OK && !text_is_empty(write->email))
        status = people_account_set(change, *ret_person, write->email);
    return status;
}

int enrol_guardian_add(struct change *change, void *argument)
{
    struct enrol_write *write = argument;
    struct person_id person = { 0 };
    int64_t place = 0;
    int status = check_child(change, write);
    if (status == STATUS_OK)
        status = find_guardian(change, write, &person, &place);
    if (status == STATUS_NOT_FOUND && place > 0)
        status = add_person(change, write, &person);
    if (status == STATUS_OK)
        status = people_guardian_set(change, &(struct people_guardian){ .child = write->child,
                                                                        .person = person,
                                                                        .called = write->called,
                                                                        .home = write->home,
                                                                        .authority = write->authority,
                                                                        .scope = TEXT(GUARDIAN_FULL),
                                                                        .place = place,
                                                                        .from = write->from,
                                                                        .until = DATE_FOREVER });
    if (status == STATUS_INVALID && change->error.word == 0)
        status = change_fail(change, STATUS_INVALID, WORD_FAMILY_HOME_NOT_FREE);
    if (status == STATUS_OK)
        status = consent_recheck(change, write->child, write->today);
    return status == STATUS_OK ? audit_add(change, "enrol.guardian", "child", write->child.value) : status;
}

int enrol_mentor(struct change *change, void *argument)
{
    const struct enrol_write *write = argument;
    bool forced;
    int status = check_child(change, write);
    if (status == STATUS_OK)
        status = people_mentor_set(change, write->child, write->person, write->today, false, &forced);
    if (status == STATUS_INVALID)
        status = change_fail(change, STATUS_INVALID, WORD_ENROL_NOT_ON_GROUP);
    return status == STATUS_OK ? audit_add(change, "enrol.mentor", "child", write->child.value) : status;
}
