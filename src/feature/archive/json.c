/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * data.json of an archive: docs/archive-format.md says what each member means.
 */
#include "feature/archive/json.h"
#include "feature/handover/handover.h"

json_t *archive_json_text(struct text text)
{
    return json_stringn(text.data ? text.data : "", text.length);
}

json_t *archive_json_day(struct arena *arena, struct date day)
{
    return date_is_none(day) || date_compare(day, DATE_FOREVER) >= 0 ? json_null()
                                                                     : archive_json_text(date_iso(arena, day));
}

json_t *archive_json_instant(struct arena *arena, int64_t at)
{
    return at == INSTANT_NONE ? json_null() : archive_json_text(instant_iso(arena, at));
}

json_t *archive_json_id(struct arena *arena, int64_t id)
{
    return id == 0 ? json_null() : archive_json_text(identity_text(arena, id));
}

static json_t *child_of(const struct archive_content *content)
{
    const struct archive_head_row *head = &content->head;
    return json_pack("{so so so so so}", "given_name", archive_json_text(head->given_name), "family_name",
                     archive_json_text(head->family_name), "say_name", archive_json_text(head->say_name), "born",
                     archive_json_day(content->arena, head->born), "allergies", archive_json_text(head->allergies));
}

static json_t *places_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->places.count; i++) {
        const struct archive_places_row *row = &content->places.items[i];
        json_array_append_new(list, json_pack("{so so so so}", "group", archive_json_text(row->group_name), "location",
                                              archive_json_text(row->location_name), "from",
                                              archive_json_day(content->arena, row->from_day), "until",
                                              archive_json_day(content->arena, row->until_day)));
    }
    return list;
}

static json_t *entries_of(const struct archive_content *content)
{
    struct arena *arena = content->arena;
    json_t *list = json_array();
    for (size_t i = 0; i < content->entries.count; i++) {
        const struct archive_entries_row *row = &content->entries.items[i];
        json_array_append_new(
            list,
            json_pack("{so so so so so ss so so sI so so so so}", "id", archive_json_id(arena, row->id.value), "moment",
                      archive_json_id(arena, row->moment.value), "answers", archive_json_id(arena, row->answers.value),
                      "day", archive_json_day(arena, row->day), "at", archive_json_instant(arena, row->at), "side",
                      row->side == SIDE_HOME ? "home" : "centre", "kind", archive_json_text(row->kind), "value",
                      archive_json_text(row->value), "measure", (json_int_t)row->measure, "note",
                      archive_json_text(row->note), "language", archive_json_text(row->language), "author",
                      archive_json_text(row->author_name), "called", archive_json_text(row->author_called)));
    }
    return list;
}

static json_t *days_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->days.count; i++) {
        const struct archive_days_row *row = &content->days.items[i];
        json_array_append_new(list, json_pack("{so so so}", "day", archive_json_day(content->arena, row->day), "in",
                                              archive_json_instant(content->arena, row->in_at), "out",
                                              archive_json_instant(content->arena, row->out_at)));
    }
    return list;
}

static json_t *answers_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->answers.count; i++) {
        const struct archive_answers_row *row = &content->answers.items[i];
        json_t *paper = row->signed_day.days > 0 ? archive_json_day(content->arena, row->signed_day) : json_null();
        json_array_append_new(list, json_pack("{so sb sI so so so so}", "purpose", archive_json_text(row->purpose),
                                              "answer", row->answer, "text_version", (json_int_t)row->text_version,
                                              "from", archive_json_day(content->arena, row->from_day), "until",
                                              archive_json_day(content->arena, row->until_day), "signed", paper,
                                              "kept_by", archive_json_text(row->kept_by)));
    }
    return list;
}

static json_t *network_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->network.count; i++) {
        const struct archive_network_row *row = &content->network.items[i];
        json_array_append_new(list,
                              json_pack("{so so so}", "name", archive_json_text(row->name), "relation",
                                        archive_json_text(row->relation), "phone", archive_json_text(row->phone)));
    }
    return list;
}

static json_t *told_of(const struct archive_content *content)
{
    if (content->told.count == 0)
        return json_null();
    const struct archive_told_row *row = &content->told.items[0];
    json_t *told = json_pack("{so so so so so sb so so}", "tongues", archive_json_text(row->tongues), "food",
                             archive_json_text(row->food), "celebrations", archive_json_text(row->celebrations),
                             "customs", archive_json_text(row->customs), "language", archive_json_text(row->language),
                             "interpreter", (int)row->interpreter, "interpreter_language",
                             archive_json_text(row->tongue), "contact", archive_json_text(row->intensity));
    json_t *taps =
        json_pack("{so so so so}", "tongues_tap", archive_json_text(row->tongues_tap), "food_tap",
                  archive_json_text(row->food_tap), "celebrations_tap", archive_json_text(row->celebrations_tap),
                  "customs_tap", archive_json_text(row->customs_tap));
    json_object_update(told, taps);
    json_decref(taps);
    return told;
}

static json_t *people_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->people.count; i++) {
        const struct archive_people_row *row = &content->people.items[i];
        json_array_append_new(list, json_pack("{so so so so}", "name", archive_json_text(row->name), "relation",
                                              archive_json_text(row->relation), "words", archive_json_text(row->words),
                                              "language", archive_json_text(row->language)));
    }
    return list;
}

json_t *archive_json_photo(const struct archive_content *content, const struct archive_picture *picture)
{
    struct arena *arena = content->arena;
    json_t *file = text_is_empty(picture->file) ? json_null() : archive_json_text(picture->file);
    return json_pack("{so so so so so so sI sI}", "file", file, "day", archive_json_day(arena, picture->day), "at",
                     archive_json_instant(arena, picture->at), "caption", archive_json_text(picture->caption),
                     "language", archive_json_text(picture->language), "taken", archive_json_text(picture->taken),
                     "width", (json_int_t)picture->width, "height", (json_int_t)picture->height);
}

static json_t *photos_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->pictures.count; i++) {
        const struct archive_picture *picture = &content->pictures.items[i];
        if (picture->earlier.value != 0)
            continue;
        json_t *photo = archive_json_photo(content, picture);
        json_object_set_new(photo, "moment", archive_json_id(content->arena, picture->moment.value));
        json_array_append_new(list, photo);
    }
    return list;
}

static int put(const char *bytes, size_t length, void *context)
{
    buffer_put(context, (struct text){ bytes, length });
    return 0;
}

int archive_json(const struct archive_content *content, struct buffer *buffer)
{
    json_t *root = json_pack(
        "{ss si so ss s{so so so} so so so so so so so so}", "format", "samenspel-archive", "version", ARCHIVE_VERSION,
        "made_at", archive_json_instant(content->arena, content->made_at), "language",
        language_about(content->language)->code, "organisation", "name",
        archive_json_text(content->head.organisation_name), "country", archive_json_text(content->head.country), "zone",
        archive_json_text(content->head.zone), "child", child_of(content), "placements", places_of(content), "entries",
        entries_of(content), "attendance", days_of(content), "consent", answers_of(content), "network",
        network_of(content), "told", told_of(content), "people", people_of(content));
    if (root) {
        json_object_set_new(root, "photos", photos_of(content));
        archive_json_care(content, root);
    }
    int dumped = root ? json_dump_callback(root, put, buffer, JSON_INDENT(1)) : -1;
    json_decref(root);
    return dumped == 0 && !buffer->overflowed ? STATUS_OK : STATUS_FAILED;
}
