/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The organisation with its locations and groups, persons, accounts, and children as such. Who stands in which relation to
 * a child is people_family.c, who works where people_staff.c.
 */
#include "access/people.h"

#include "access/access.h"
#include "access/people.sql.h"
#include "access/session.h"
#include "access/sets.h"
#include "db/change.h"

/* What was left out of a struct; columns hold no NULL. */
static struct text given_or(struct text given, struct text otherwise)
{
    return text_is_null(given) ? otherwise : given;
}

static struct text given(struct text text)
{
    return given_or(text, TEXT(""));
}

/* An update of a row that must be there. */
static int updated(int status, int64_t changed)
{
    return status != STATUS_OK ? status : changed == 0 ? STATUS_NOT_FOUND : STATUS_OK;
}

int people_organisation_add(struct change *change, const struct people_organisation *organisation,
                            struct organisation_id *ret_id)
{
    struct organisation_id id = organisation->id.value ? organisation->id : CHANGE_MINT(change, organisation);
    int status = people_insert_organisation(
        change->db,
        (struct people_insert_organisation_in){ .organisation = id,
                                                .name = organisation->name,
                                                .country = given_or(organisation->country, TEXT("NL")),
                                                .address_form = given_or(organisation->address_form, TEXT("je")),
                                                .zone = given_or(organisation->zone, TEXT("Europe/Amsterdam")),
                                                .demo = organisation->demo,
                                                .created_at = change->now_at },
        NULL);
    if (status != STATUS_OK)
        return status;
    change->organisation = id;
    *ret_id = id;
    return STATUS_OK;
}

int people_organisation_set(struct change *change, const struct people_organisation *organisation)
{
    int64_t changed = 0;
    int status = people_update_organisation(
        change->db,
        (struct people_update_organisation_in){ .organisation = change->organisation,
                                                .name = organisation->name,
                                                .country = given_or(organisation->country, TEXT("NL")),
                                                .address_form = given_or(organisation->address_form, TEXT("je")),
                                                .zone = given_or(organisation->zone, TEXT("Europe/Amsterdam")),
                                                .demo = organisation->demo },
        &changed);
    return updated(status, changed);
}

int people_location_add(struct change *change, const struct people_location *location, struct location_id *ret_id)
{
    struct location_id id = location->id.value ? location->id : CHANGE_MINT(change, location);
    int status = people_insert_location(
        change->db,
        (struct people_insert_location_in){ .organisation = change->organisation,
                                            .id = id,
                                            .name = location->name,
                                            .zone = given_or(location->zone, TEXT("Europe/Amsterdam")),
                                            .phone = given(location->phone) },
        NULL);
    if (status == STATUS_OK)
        status = sets_refresh_location(change, id);
    if (status != STATUS_OK)
        return status;
    *ret_id = id;
    return STATUS_OK;
}

int people_location_set(struct change *change, const struct people_location *location)
{
    int64_t changed = 0;
    int status = people_update_location(
        change->db,
        (struct people_update_location_in){ .organisation = change->organisation,
                                            .id = location->id,
                                            .name = location->name,
                                            .zone = given_or(location->zone, TEXT("Europe/Amsterdam")),
                                            .phone = given(location->phone) },
        &changed);
    return updated(status, changed);
}

int people_group_add(struct change *change, const struct people_group *group, struct group_id *ret_id)
{
    struct group_id id = group->id.value ? group->id : CHANGE_MINT(change, group);
    int status = people_insert_group(change->db,
                                     (struct people_insert_group_in){ .organisation = change->organisation,
                                                                      .id = id,
                                                                      .location = group->location,
                                                                      .name = group->name,
                                                                      .care_form = group->care_form,
                                                                      .phone = given(group->phone) },
                                     NULL);
    if (status == STATUS_OK)
        status = sets_refresh_group(change, id);
    if (status != STATUS_OK)
        return status;
    *ret_id = id;
    return STATUS_OK;
}

/* The group may have another manager now, and with it each of its children; who works on it works elsewhere. */
static int refresh_moved(struct change *change, struct group_id group, struct location_id from, struct location_id to)
{
    int status = sets_refresh_group(change, group);
    if (status == STATUS_OK && from.value != to.value)
        status = sets_refresh_location(change, from);
    if (status == STATUS_OK && from.value != to.value)
        status = sets_refresh_location(change, to);
    if (status != STATUS_OK)
        return status;
    struct people_children_of_group_rows children;
    status = people_children_of_group(
        change->db, change->arena,
        (struct people_children_of_group_in){ .organisation = change->organisation, .care_group = group }, &children);
    for (size_t i = 0; status == STATUS_OK && i < children.count; i++)
        status = sets_refresh_child(change, children.items[i].child);
    return status;
}

int people_group_set(struct change *change, const struct people_group *group)
{
    struct people_find_group_row former;
    int status = people_find_group(
        change->db, change->arena,
        (struct people_find_group_in){ .organisation = change->organisation, .id = group->id }, &former);
    if (status != STATUS_OK)
        return status;
    int64_t changed = 0;
    status = people_update_group(change->db,
                                 (struct people_update_group_in){ .organisation = change->organisation,
                                                                  .id = group->id,
                                                                  .location = group->location,
                                                                  .name = group->name,
                                                                  .care_form = group->care_form,
                                                                  .phone = given(group->phone) },
                                 &changed);
    status = updated(status, changed);
    return status == STATUS_OK ? refresh_moved(change, group->id, former.location, group->location) : status;
}

int people_person_add(struct change *change, const struct people_person *person, struct person_id *ret_id)
{
    if (text_is_empty(person->given_name))
        return STATUS_INVALID;
    struct person_id id = person->id.value ? person->id : CHANGE_MINT(change, person);
    int status =
        people_insert_person(change->db,
                             (struct people_insert_person_in){ .organisation = change->organisation,
                                                               .id = id,
                                                               .given_name = person->given_name,
                                                               .family_name = given(person->family_name),
                                                               .say_name = given(person->say_name),
                                                               .language = given_or(person->language, TEXT("nl")),
                                                               .phone = given(person->phone),
                                                               .created_at = change->now_at },
                             NULL);
    if (status != STATUS_OK)
        return status;
    *ret_id = id;
    return STATUS_OK;
}

int people_person_set(struct change *change, const struct people_person *person)
{
    if (text_is_empty(person->given_name))
        return STATUS_INVALID;
    int64_t changed = 0;
    int status =
        people_update_person(change->db,
                             (struct people_update_person_in){ .organisation = change->organisation,
                                                               .id = person->id,
                                                               .given_name = person->given_name,
                                                               .family_name = given(person->family_name),
                                                               .say_name = given(person->say_name),
                                                               .language = given_or(person->language, TEXT("nl")),
                                                               .phone = given(person->phone) },
                             &changed);
    return updated(status, changed);
}

int people_language_set(struct change *change, struct person_id person, struct text language)
{
    int64_t changed = 0;
    int status =
        people_update_language(change->db,
                               (struct people_update_language_in){
                                   .organisation = change->organisation, .person = person, .language = language },
                               &changed);
    return updated(status, changed);
}

struct text people_email_folded(struct arena *arena, struct text email)
{
    return text_lower(arena, text_trim(email));
}

int people_account_set(struct change *change, struct person_id person, struct text email)
{
    struct text folded = people_email_folded(change->arena, email);
    if (text_is_empty(folded))
        return STATUS_INVALID;
    struct people_find_address_row other;
    int status = people_find_address(
        change->db, change->arena,
        (struct people_find_address_in){ .organisation = change->organisation, .folded = folded }, &other);
    if (status == STATUS_OK && other.person.value != person.value)
        return STATUS_CONFLICT;
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    return people_upsert_account(change->db,
                                 (struct people_upsert_account_in){ .organisation = change->organisation,
                                                                    .person = person,
                                                                    .email = text_trim(email),
                                                                    .folded = folded,
                                                                    .created_at = change->now_at },
                                 NULL);
}

int people_password_set(struct change *change, struct person_id person, struct text hash)
{
    int64_t changed = 0;
    int status = people_update_password(
        change->db,
        (struct people_update_password_in){ .organisation = change->organisation, .person = person, .hash = hash },
        &changed);
    status = updated(status, changed);
    if (status == STATUS_OK)
        status = session_end_others(change, person, change->session);
    return status == STATUS_OK ? link_end_all(change, person) : status;
}

int people_child_add(struct change *change, const struct people_child *child, struct child_id *ret_id)
{
    if (text_is_empty(child->given_name))
        return STATUS_INVALID;
    struct child_id id = child->id.value ? child->id : CHANGE_MINT(change, child);
    int status = people_insert_child(change->db,
                                     (struct people_insert_child_in){ .organisation = change->organisation,
                                                                      .id = id,
                                                                      .number = given(child->number),
                                                                      .given_name = child->given_name,
                                                                      .family_name = given(child->family_name),
                                                                      .say_name = given(child->say_name),
                                                                      .born = child->born,
                                                                      .allergies = given(child->allergies),
                                                                      .restriction = given(child->restriction),
                                                                      .photo_consent = given(child->photo_consent),
                                                                      .remark = given(child->remark),
                                                                      .created_at = change->now_at },
                                     NULL);
    if (status != STATUS_OK)
        return status;
    *ret_id = id;
    return STATUS_OK;
}

int people_child_set(struct change *change, const struct people_child *child)
{
    if (text_is_empty(child->given_name))
        return STATUS_INVALID;
    int64_t changed = 0;
    int status = people_update_child(change->db,
                                     (struct people_update_child_in){ .organisation = change->organisation,
                                                                      .id = child->id,
                                                                      .number = given(child->number),
                                                                      .given_name = child->given_name,
                                                                      .family_name = given(child->family_name),
                                                                      .say_name = given(child->say_name),
                                                                      .born = child->born,
                                                                      .allergies = given(child->allergies),
                                                                      .restriction = given(child->restriction),
                                                                      .photo_consent = given(child->photo_consent),
                                                                      .remark = given(child->remark) },
                                     &changed);
    return updated(status, changed);
}
