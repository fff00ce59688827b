/* SPDX-License-Identifier: EUPL-1.2 */
/* Adding and renaming locations and groups. The rights are asked again inside the change; access/people.h writes. */
#include "feature/place/place.h"

#include "access/audit.h"
#include "access/people.h"
#include "access/rule.h"
#include "channel/mail.h"
#include "db/change.h"
#include "feature/place/place.sql.h"

/* STATUS_NOT_FOUND when the actor does not manage all of the organisation. */
static int may_add(struct change *change, const struct place_write *write)
{
    bool all;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_manages_all(change->db, who, &all);
    return status == STATUS_OK && !all ? STATUS_NOT_FOUND : status;
}

/* STATUS_NOT_FOUND when the actor does not manage the location. */
static int may_manage(struct change *change, const struct place_write *write)
{
    int64_t scope;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_location(change->db, who, write->location, &scope);
    return status == STATUS_OK && (scope & SCOPE_MANAGE) == 0 ? STATUS_NOT_FOUND : status;
}

/* A search for who has the name already: nobody is fine. */
static int free_if_not_found(struct change *change, int found, enum word taken)
{
    if (found == STATUS_NOT_FOUND)
        return STATUS_OK;
    return found == STATUS_OK ? change_fail(change, STATUS_CONFLICT, taken) : found;
}

static int name_is_free(struct change *change, const struct place_write *write)
{
    struct place_taken_row other;
    int found =
        place_taken(change->db, change->arena,
                    (struct place_taken_in){
                        .organisation = change->organisation, .name = write->name, .location = write->location },
                    &other);
    return free_if_not_found(change, found, WORD_PLACE_TAKEN);
}

static int group_name_is_free(struct change *change, const struct place_write *write, struct location_id location)
{
    struct place_group_taken_row other;
    int found = place_group_taken(change->db, change->arena,
                                  (struct place_group_taken_in){ .organisation = change->organisation,
                                                                 .location = location,
                                                                 .name = write->name,
                                                                 .care_group = write->group },
                                  &other);
    return free_if_not_found(change, found, WORD_PLACE_GROUP_TAKEN);
}

int place_location_add(struct change *change, void *argument)
{
    struct place_write *write = argument;
    struct place_zone_row row;
    struct location_id location = { 0 };
    int status = may_add(change, write);
    if (status == STATUS_OK)
        status = name_is_free(change, write);
    if (status == STATUS_OK)
        status = place_zone(change->db, change->arena, (struct place_zone_in){ change->organisation }, &row);
    if (status == STATUS_OK)
        status = people_location_add(
            change, &(struct people_location){ .name = write->name, .zone = row.zone, .phone = write->phone },
            &location);
    return status == STATUS_OK ? audit_add(change, "place.location_add", "location", location.value) : status;
}

int place_location_set(struct change *change, void *argument)
{
    const struct place_write *write = argument;
    struct place_location_row row;
    int status = may_manage(change, write);
    if (status == STATUS_OK)
        status = name_is_free(change, write);
    if (status == STATUS_OK)
        status = place_location(change->db, change->arena,
                                (struct place_location_in){ change->organisation, write->location }, &row);
    if (status == STATUS_OK)
        status = people_location_set(
            change, &(struct people_location){
                        .id = write->location, .name = write->name, .zone = row.zone, .phone = write->phone });
    return status == STATUS_OK ? audit_add(change, "place.location_set", "location", write->location.value) : status;
}

int place_group_add(struct change *change, void *argument)
{
    const struct place_write *write = argument;
    struct group_id group = { 0 };
    int64_t scope = 0;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = may_manage(change, write);
    if (status == STATUS_OK)
        status = access_location(change->db, who, write->location, &scope);
    /* A childminder has one group, which is hers; a group that others staff needs a manager. */
    if (status == STATUS_OK && (scope & SCOPE_READ_MANAGER) == 0)
        status = STATUS_DENIED;
    if (status == STATUS_OK)
        status = group_name_is_free(change, write, write->location);
    if (status == STATUS_OK)
        status =
            people_group_add(change,
                             &(struct people_group){ .location = write->location,
                                                     .name = write->name,
                                                     .care_form = write->out_of_school ? TEXT(CARE_FORM_OUT_OF_SCHOOL)
                                                                                       : TEXT(CARE_FORM_DAY_CARE),
                                                     .phone = write->phone },
                             &group);
    return status == STATUS_OK ? audit_add(change, "place.group_add", "care_group", group.value) : status;
}

int place_group_set(struct change *change, void *argument)
{
    const struct place_write *write = argument;
    struct place_group_row row;
    int64_t scope;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_group(change->db, who, write->group, &scope);
    if (status == STATUS_OK && (scope & SCOPE_MANAGE) == 0)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status =
            place_group(change->db, change->arena, (struct place_group_in){ change->organisation, write->group }, &row);
    if (status == STATUS_OK)
        status = group_name_is_free(change, write, row.location);
    if (status == STATUS_OK)
        status = people_group_set(change, &(struct people_group){ .id = write->group,
                                                                  .location = row.location,
                                                                  .name = write->name,
                                                                  .care_form = row.care_form,
                                                                  .phone = write->phone });
    return status == STATUS_OK ? audit_add(change, "place.group_set", "care_group", write->group.value) : status;
}

int place_mail_try(struct change *change, void *argument)
{
    (void)argument;
    struct mail mail = { .to = change->actor,
                         .subject = WORD_BEGIN_MAIL_SUBJECT,
                         .text = { WORD_BEGIN_MAIL_HELLO },
                         .button = WORD_BEGIN_TITLE,
                         .path = url_begin(change->arena).text };
    int status = mail_later(change, &mail, NULL);
    return status == STATUS_OK ? audit_add(change, "place.mail_try", "person", change->actor.value) : status;
}
