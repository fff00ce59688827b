/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One unit of a batch: a location, a group, or a child with its family.
 */
#include <jansson.h>

#include "access/audit.h"
#include "base/error.h"
#include "db/change.h"
#include "feature/roster/family.h"
#include "feature/roster/roster.sql.h"
#include "feature/roster/stage.h"

static struct text printed(struct arena *arena, json_t *object)
{
    char *text = object ? json_dumps(object, JSON_COMPACT) : NULL;
    struct text copy = text_copy(arena, text_from(text));
    free(text);
    json_decref(object);
    return copy;
}

static json_t *from_text(struct text text)
{
    return json_stringn(text_bytes(text), text.length);
}

struct text unit_location(struct arena *arena, const struct roster_location *location, struct text zone)
{
    return printed(arena, json_pack("{s:I,s:o,s:o}", "id", (json_int_t)location->id.value, "name",
                                    from_text(location->name), "zone", from_text(zone)));
}

struct text unit_group(struct arena *arena, const struct roster_group *group)
{
    return printed(arena, json_pack("{s:I,s:I,s:o,s:o}", "id", (json_int_t)group->id.value, "location",
                                    (json_int_t)group->location->id.value, "name", from_text(group->name), "care_form",
                                    from_text(group->care_form)));
}

static struct text take_text(struct arena *arena, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return text_copy(arena, (struct text){ json_string_value(value), json_string_length(value) });
}

static int apply_location(struct change *change, const json_t *object)
{
    struct roster_location_there_row there;
    struct location_id id;
    struct people_location location = { .id = { json_integer_value(json_object_get(object, "id")) },
                                        .name = take_text(change->arena, object, "name"),
                                        .zone = take_text(change->arena, object, "zone") };
    int status = roster_location_there(
        change->db, change->arena,
        (struct roster_location_there_in){ .organisation = change->organisation, .name = location.name }, &there);
    if (status != STATUS_NOT_FOUND)
        return status == STATUS_OK ? STATUS_CONFLICT : status;
    status = people_location_add(change, &location, &id);
    return status == STATUS_OK ? audit_add(change, "roster.import", "location", location.id.value) : status;
}

static int apply_group(struct change *change, const json_t *object)
{
    struct roster_group_there_row there;
    struct group_id id;
    struct people_group group = { .id = { json_integer_value(json_object_get(object, "id")) },
                                  .location = { json_integer_value(json_object_get(object, "location")) },
                                  .name = take_text(change->arena, object, "name"),
                                  .care_form = take_text(change->arena, object, "care_form") };
    int status =
        roster_group_there(change->db, change->arena,
                           (struct roster_group_there_in){
                               .organisation = change->organisation, .location = group.location, .name = group.name },
                           &there);
    if (status != STATUS_NOT_FOUND)
        return status == STATUS_OK ? STATUS_CONFLICT : status;
    status = people_group_add(change, &group, &id);
    return status == STATUS_OK ? audit_add(change, "roster.import", "group", group.id.value) : status;
}

static int apply_family(struct change *change, struct date day, struct text payload)
{
    struct roster_family family;
    struct roster_steps steps;
    int status = roster_family_parse(change->arena, payload, &family);
    if (status == STATUS_OK)
        status = roster_compare(change->db, change->arena, change->organisation, day, &family, &steps);
    if (status != STATUS_OK || steps.changes == 0)
        return status;
    return roster_write(change, &family, &steps, day);
}

int apply_unit(struct change *change, struct date day, struct text kind, struct text payload)
{
    if (text_equal(kind, TEXT("child")))
        return apply_family(change, day, payload);
    json_t *object = json_loadb(text_bytes(payload), payload.length, JSON_REJECT_DUPLICATES, NULL);
    int status = STATUS_INVALID;
    if (object)
        status = text_equal(kind, TEXT("location")) ? apply_location(change, object) : apply_group(change, object);
    json_decref(object);
    return status;
}
