/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A family as JSON, for the staging table.
 */
#include "feature/roster/family.h"

#include <jansson.h>

#include "base/error.h"

static json_t *from_text(struct text text)
{
    return json_stringn(text_bytes(text), text.length);
}

static json_t *print_person(const struct roster_wanted_person *person)
{
    return json_pack("{s:I,s:o,s:o,s:o,s:o,s:o,s:I,s:I,s:i}", "id", (json_int_t)person->id.value, "given",
                     from_text(person->given_name), "family", from_text(person->family_name), "language",
                     from_text(person->language), "phone", from_text(person->phone), "email", from_text(person->email),
                     "phone_mark", (json_int_t)person->phone_mark, "found_by", (json_int_t)person->found_by,
                     "authority", (int)person->authority);
}

static json_t *print_placement(const struct roster_wanted_placement *placement)
{
    return json_pack("{s:I,s:I,s:i,s:i}", "group", (json_int_t)placement->group.value, "weekdays",
                     (json_int_t)placement->weekdays, "from", placement->from.days, "until", placement->until.days);
}

struct text roster_family_print(struct arena *arena, const struct roster_family *family)
{
    json_t *persons = json_array();
    for (size_t i = 0; i < family->persons.count; i++)
        json_array_append_new(persons, print_person(&family->persons.items[i]));
    json_t *placements = json_array();
    for (size_t i = 0; i < family->placements.count; i++)
        json_array_append_new(placements, print_placement(&family->placements.items[i]));
    const struct roster_wanted_mentor *mentor = &family->mentor;
    json_t *named =
        json_pack("{s:I,s:I,s:b,s:I,s:o,s:o}", "id", (json_int_t)mentor->id.value, "mark", (json_int_t)mentor->mark,
                  "create", (int)mentor->create, "group", (json_int_t)mentor->group.value, "given",
                  from_text(mentor->given_name), "family", from_text(mentor->family_name));
    json_t *root = json_pack(
        "{s:I,s:I,s:o,s:o,s:o,s:i,s:o,s:o,s:o,s:i,s:o,s:o,s:o}", "id", (json_int_t)family->id.value, "line",
        (json_int_t)family->line, "number", from_text(family->number), "given", from_text(family->given_name), "family",
        from_text(family->family_name), "born", family->born.days, "allergies", from_text(family->allergies),
        "photo_consent", from_text(family->photo_consent), "remark", from_text(family->remark), "until",
        family->until.days, "mentor", named, "persons", persons, "placements", placements);
    char *printed = root ? json_dumps(root, JSON_COMPACT) : NULL;
    struct text copy = text_copy(arena, text_from(printed));
    free(printed);
    json_decref(root);
    return copy;
}

static struct text take_text(struct arena *arena, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    const char *string = json_string_value(value);
    return string ? text_copy(arena, (struct text){ string, json_string_length(value) }) : TEXT("");
}

static int64_t take_integer(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static struct date take_date(const json_t *object, const char *key)
{
    return (struct date){ (int32_t)take_integer(object, key) };
}

static struct roster_wanted_person take_person(struct arena *arena, const json_t *object)
{
    return (struct roster_wanted_person){ .id = { take_integer(object, "id") },
                                          .given_name = take_text(arena, object, "given"),
                                          .family_name = take_text(arena, object, "family"),
                                          .language = take_text(arena, object, "language"),
                                          .phone = take_text(arena, object, "phone"),
                                          .email = take_text(arena, object, "email"),
                                          .phone_mark = take_integer(object, "phone_mark"),
                                          .found_by = take_integer(object, "found_by"),
                                          .authority = (enum roster_answer)take_integer(object, "authority") };
}

static struct roster_wanted_mentor take_mentor(struct arena *arena, const json_t *object)
{
    return (struct roster_wanted_mentor){ .id = { take_integer(object, "id") },
                                          .mark = take_integer(object, "mark"),
                                          .create = json_is_true(json_object_get(object, "create")),
                                          .group = { take_integer(object, "group") },
                                          .given_name = take_text(arena, object, "given"),
                                          .family_name = take_text(arena, object, "family") };
}

static void take_family(struct arena *arena, const json_t *root, struct roster_family *family)
{
    *family = (struct roster_family){ .id = { take_integer(root, "id") },
                                      .line = take_integer(root, "line"),
                                      .number = take_text(arena, root, "number"),
                                      .given_name = take_text(arena, root, "given"),
                                      .family_name = take_text(arena, root, "family"),
                                      .born = take_date(root, "born"),
                                      .allergies = take_text(arena, root, "allergies"),
                                      .photo_consent = take_text(arena, root, "photo_consent"),
                                      .remark = take_text(arena, root, "remark"),
                                      .until = take_date(root, "until"),
                                      .mentor = take_mentor(arena, json_object_get(root, "mentor")) };
    size_t index;
    const json_t *item;
    json_array_foreach(json_object_get(root, "persons"), index, item) * vector_add(arena, &family->persons) =
        take_person(arena, item);
    json_array_foreach(json_object_get(root, "placements"), index, item) * vector_add(arena, &family->placements) =
        (struct roster_wanted_placement){ .group = { take_integer(item, "group") },
                                          .weekdays = take_integer(item, "weekdays"),
                                          .from = take_date(item, "from"),
                                          .until = take_date(item, "until") };
}

int roster_family_parse(struct arena *arena, struct text payload, struct roster_family *ret_family)
{
    json_t *root = json_loadb(text_bytes(payload), payload.length, JSON_REJECT_DUPLICATES, NULL);
    struct roster_family family = { .id = { 0 } };
    if (json_is_object(root))
        take_family(arena, root, &family);
    json_decref(root);
    if (family.id.value <= 0 || family.persons.count > ROSTER_GUARDIANS || text_is_empty(family.given_name))
        return STATUS_INVALID;
    *ret_family = family;
    return STATUS_OK;
}
