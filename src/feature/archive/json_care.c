/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The members of data.json that tell of the family, medicine, accidents and the information sheet (care.h).
 */
#include "feature/archive/json.h"
#include "feature/handover/handover.h"

#define TEXT_OF(text) archive_json_text(text)
#define DAY_OF(day)   archive_json_day(content->arena, day)
#define AT_OF(at)     archive_json_instant(content->arena, at)
#define ID_OF(id)     archive_json_id(content->arena, id)

/* --- the family --- */

static json_t *guardian_of(const struct archive_content *content)
{
    if (content->care.guardian.count == 0)
        return json_null();
    const struct archive_guardian_row *row = &content->care.guardian.items[0];
    return json_pack("{so so so sb so so so so so}", "given_name", TEXT_OF(row->given_name), "family_name",
                     TEXT_OF(row->family_name), "called", TEXT_OF(row->called), "authority", row->authority, "scope",
                     TEXT_OF(row->scope), "from", DAY_OF(row->from_day), "until", DAY_OF(row->until_day), "role",
                     TEXT_OF(row->role), "role_words", TEXT_OF(row->own_words));
}

static json_t *family_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.family.count; i++) {
        const struct archive_family_row *row = &content->care.family.items[i];
        json_array_append_new(
            list, json_pack("{so so}", "given_name", TEXT_OF(row->given_name), "called", TEXT_OF(row->called)));
    }
    return list;
}

static json_t *mentors_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.mentors.count; i++) {
        const struct archive_mentors_row *row = &content->care.mentors.items[i];
        json_array_append_new(list, json_pack("{so so so}", "name", TEXT_OF(row->given_name), "from",
                                              DAY_OF(row->from_day), "until", DAY_OF(row->until_day)));
    }
    return list;
}

static json_t *collectors_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.collectors.count; i++) {
        const struct archive_collectors_row *row = &content->care.collectors.items[i];
        json_array_append_new(list,
                              json_pack("{so so so so so so}", "name", TEXT_OF(row->name), "phone", TEXT_OF(row->phone),
                                        "relation", TEXT_OF(row->relation), "from", DAY_OF(row->from_day), "until",
                                        DAY_OF(row->until_day), "ended_at", AT_OF(row->ended_at)));
    }
    return list;
}

static json_t *home_words_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.home_words.count; i++) {
        const struct archive_home_words_row *row = &content->care.home_words.items[i];
        json_array_append_new(list,
                              json_pack("{so so so so so so}", "kind", TEXT_OF(row->kind), "words", TEXT_OF(row->words),
                                        "tap", TEXT_OF(row->tap), "language", TEXT_OF(row->language), "author",
                                        TEXT_OF(row->author_name), "at", AT_OF(row->created_at)));
    }
    return list;
}

static json_t *partners_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.partners.count; i++) {
        const struct archive_partners_row *row = &content->care.partners.items[i];
        json_array_append_new(list,
                              json_pack("{so so so so so so so}", "given_name", TEXT_OF(row->given_name), "family_name",
                                        TEXT_OF(row->family_name), "purpose", TEXT_OF(row->purpose), "from",
                                        DAY_OF(row->from_day), "until", DAY_OF(row->until_day), "words",
                                        TEXT_OF(row->words), "language", TEXT_OF(row->language)));
    }
    return list;
}

/* --- medicine --- */

static json_t *times_of(const struct archive_content *content, struct medicine_id medicine)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.times.count; i++) {
        int minute = (int)content->care.times.items[i].minute;
        if (content->care.times.items[i].medicine.value == medicine.value)
            json_array_append_new(list, TEXT_OF(arena_printf(content->arena, "%02d:%02d", minute / 60, minute % 60)));
    }
    return list;
}

static json_t *doses_of(const struct archive_content *content, struct medicine_id medicine)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.doses.count; i++) {
        const struct archive_doses_row *row = &content->care.doses.items[i];
        if (row->medicine.value == medicine.value)
            json_array_append_new(list,
                                  json_pack("{so so so so so so so so}", "day", DAY_OF(row->day), "at", AT_OF(row->at),
                                            "outcome", TEXT_OF(row->outcome), "note", TEXT_OF(row->note), "by",
                                            TEXT_OF(row->giver), "watched_by", TEXT_OF(row->watcher), "struck_out_at",
                                            AT_OF(row->undone_at), "struck_out_why", TEXT_OF(row->undone_why)));
    }
    return list;
}

static json_t *medicine_of(const struct archive_content *content, const struct archive_medicines_row *row)
{
    json_t *medicine =
        json_pack("{so sI so so so so so sI so so so so sb}", "id", ID_OF(row->id.value), "version",
                  (json_int_t)row->version, "name", TEXT_OF(row->name), "dose", TEXT_OF(row->dose), "unit",
                  TEXT_OF(row->unit), "way", TEXT_OF(row->way), "needed", TEXT_OF(row->needed), "most",
                  (json_int_t)row->most, "from", DAY_OF(row->from_day), "until", DAY_OF(row->until_day), "kept",
                  TEXT_OF(row->kept), "expires", DAY_OF(row->expires_day), "prescribed", row->prescribed);
    json_object_set_new(medicine, "signed_by_you", json_boolean(row->own));
    json_object_set_new(medicine, "signed_at", AT_OF(row->signed_at));
    json_object_set_new(medicine, "received_at", AT_OF(row->received_at));
    json_object_set_new(medicine, "leaflet", json_boolean(row->leaflet));
    json_object_set_new(medicine, "ended_at", AT_OF(row->ended_at));
    json_object_set_new(medicine, "ended_why", TEXT_OF(row->ended_why));
    json_object_set_new(medicine, "times", times_of(content, row->id));
    json_object_set_new(medicine, "doses", doses_of(content, row->id));
    return medicine;
}

static json_t *medicines_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.medicines.count; i++)
        json_array_append_new(list, medicine_of(content, &content->care.medicines.items[i]));
    return list;
}

/* --- accidents --- */

static json_t *texts_of(const struct archive_content *content, struct accident_id accident)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.texts.count; i++) {
        const struct archive_accident_texts_row *row = &content->care.texts.items[i];
        if (row->accident.value == accident.value)
            json_array_append_new(list,
                                  json_pack("{sI so so so so so so so}", "version", (json_int_t)row->version, "place",
                                            TEXT_OF(row->place), "what", TEXT_OF(row->what), "body", TEXT_OF(row->body),
                                            "done", TEXT_OF(row->done), "witness", TEXT_OF(row->witness), "author",
                                            TEXT_OF(row->author_name), "at", AT_OF(row->created_at)));
    }
    return list;
}

static json_t *accounts_of(const struct archive_content *content, struct accident_id accident)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.accounts.count; i++) {
        const struct archive_accident_accounts_row *row = &content->care.accounts.items[i];
        if (row->accident.value == accident.value)
            json_array_append_new(list, json_pack("{so so so so}", "author", TEXT_OF(row->author_name), "words",
                                                  TEXT_OF(row->words), "language", TEXT_OF(row->language), "at",
                                                  AT_OF(row->created_at)));
    }
    return list;
}

static json_t *signs_of(const struct archive_content *content, struct accident_id accident)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.signs.count; i++) {
        const struct archive_accident_signs_row *row = &content->care.signs.items[i];
        if (row->accident.value == accident.value)
            json_array_append_new(list,
                                  json_pack("{so ss so}", "name", TEXT_OF(row->name), "side",
                                            row->side == SIDE_HOME ? "home" : "centre", "at", AT_OF(row->signed_at)));
    }
    return list;
}

static json_t *accidents_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.accidents.count; i++) {
        const struct archive_accidents_row *row = &content->care.accidents.items[i];
        json_array_append_new(list,
                              json_pack("{so so so so so}", "day", DAY_OF(row->day), "at", AT_OF(row->at), "texts",
                                        texts_of(content, row->id), "accounts", accounts_of(content, row->id),
                                        "talked_about", signs_of(content, row->id)));
    }
    return list;
}

static json_t *sheet_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.sheet.count; i++) {
        const struct archive_sheet_row *row = &content->care.sheet.items[i];
        json_array_append_new(list, json_pack("{so so}", "field", TEXT_OF(row->field), "words", TEXT_OF(row->words)));
    }
    return list;
}

static json_t *absences_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.absences.count; i++) {
        const struct archive_absences_row *row = &content->care.absences.items[i];
        json_array_append_new(list, json_pack("{so so so so so so so}", "kind", TEXT_OF(row->kind), "from",
                                              DAY_OF(row->from_day), "until", DAY_OF(row->until_day), "words",
                                              TEXT_OF(row->words), "language", TEXT_OF(row->language), "author",
                                              TEXT_OF(row->author_name), "at", AT_OF(row->created_at)));
    }
    return list;
}

static json_t *wish_steps_of(const struct archive_content *content, struct wish_id wish)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.wish_steps.count; i++) {
        const struct archive_wish_steps_row *row = &content->care.wish_steps.items[i];
        if (row->wish.value == wish.value)
            json_array_append_new(list, json_pack("{so so so ss so so}", "kind", TEXT_OF(row->kind), "words",
                                                  TEXT_OF(row->words), "language", TEXT_OF(row->language), "side",
                                                  row->side == SIDE_HOME ? "home" : "centre", "author",
                                                  TEXT_OF(row->author_name), "at", AT_OF(row->created_at)));
    }
    return list;
}

static json_t *wishes_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.wishes.count; i++) {
        const struct archive_wishes_row *row = &content->care.wishes.items[i];
        json_array_append_new(list,
                              json_pack("{so so so so so so}", "day", DAY_OF(row->day), "words", TEXT_OF(row->words),
                                        "language", TEXT_OF(row->language), "author", TEXT_OF(row->author_name), "at",
                                        AT_OF(row->created_at), "steps", wish_steps_of(content, row->id)));
    }
    return list;
}

static json_t *call_me_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.call_wishes.count; i++) {
        const struct archive_call_wishes_row *row = &content->care.call_wishes.items[i];
        json_array_append_new(list, json_pack("{sI so so so sI sI}", "kinds", (json_int_t)row->kinds, "words",
                                              TEXT_OF(row->words), "language", TEXT_OF(row->language), "phone",
                                              TEXT_OF(row->phone), "from_minute", (json_int_t)row->from_minute,
                                              "until_minute", (json_int_t)row->until_minute));
    }
    return list;
}

static json_t *talks_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.talks.count; i++) {
        const struct archive_talks_row *row = &content->care.talks.items[i];
        json_array_append_new(
            list, json_pack("{ss so so so so so so so so}", "side", row->side == SIDE_HOME ? "home" : "centre", "topic",
                            TEXT_OF(row->topic), "words", TEXT_OF(row->words), "language", TEXT_OF(row->language),
                            "way", TEXT_OF(row->way), "until", DAY_OF(row->until_day), "done", TEXT_OF(row->done),
                            "done_at", AT_OF(row->done_at), "at", AT_OF(row->created_at)));
    }
    return list;
}

static json_t *calls_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.calls.count; i++) {
        const struct archive_calls_row *row = &content->care.calls.items[i];
        json_array_append_new(list, json_pack("{so so so so so so}", "at", AT_OF(row->at), "topic", TEXT_OF(row->topic),
                                              "words", TEXT_OF(row->words), "language", TEXT_OF(row->language),
                                              "outcome", TEXT_OF(row->outcome), "author", TEXT_OF(row->author_name)));
    }
    return list;
}

static json_t *earlier_lines_of(const struct archive_content *content, struct earlier_id earlier)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.earlier_lines.count; i++) {
        const struct archive_earlier_lines_row *row = &content->care.earlier_lines.items[i];
        if (row->earlier.value == earlier.value)
            json_array_append_new(list, json_pack("{so so ss so so sI so so so so}", "day", DAY_OF(row->day), "at",
                                                  AT_OF(row->at), "side", row->side == SIDE_HOME ? "home" : "centre",
                                                  "kind", TEXT_OF(row->kind), "value", TEXT_OF(row->value), "measure",
                                                  (json_int_t)row->measure, "note", TEXT_OF(row->note), "language",
                                                  TEXT_OF(row->language), "author", TEXT_OF(row->author), "called",
                                                  TEXT_OF(row->called)));
    }
    return list;
}

/* "entry": the line that a photo stands on, counted from 0 in "entries". */
static json_t *earlier_photos_of(const struct archive_content *content, struct earlier_id earlier)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->pictures.count; i++) {
        const struct archive_picture *picture = &content->pictures.items[i];
        if (picture->earlier.value != earlier.value)
            continue;
        json_t *photo = archive_json_photo(content, picture);
        json_object_set_new(photo, "entry", json_integer((json_int_t)picture->entry - 1));
        json_array_append_new(list, photo);
    }
    return list;
}

static json_t *earlier_of(const struct archive_content *content)
{
    json_t *list = json_array();
    for (size_t i = 0; i < content->care.earlier.count; i++) {
        const struct archive_earlier_row *row = &content->care.earlier.items[i];
        json_array_append_new(list, json_pack("{so so so so}", "centre", TEXT_OF(row->centre), "brought_at",
                                              AT_OF(row->brought_at), "entries", earlier_lines_of(content, row->id),
                                              "photos", earlier_photos_of(content, row->id)));
    }
    return list;
}

void archive_json_care(const struct archive_content *content, json_t *root)
{
    json_object_set_new(root, "guardian", guardian_of(content));
    json_object_set_new(root, "family", family_of(content));
    json_object_set_new(root, "mentors", mentors_of(content));
    json_object_set_new(root, "collectors", collectors_of(content));
    json_object_set_new(root, "home_words", home_words_of(content));
    json_object_set_new(root, "partners", partners_of(content));
    json_object_set_new(root, "medicine", medicines_of(content));
    json_object_set_new(root, "accidents", accidents_of(content));
    json_object_set_new(root, "sheet", sheet_of(content));
    json_object_set_new(root, "absences", absences_of(content));
    json_object_set_new(root, "call_me", call_me_of(content));
    json_object_set_new(root, "talks", talks_of(content));
    json_object_set_new(root, "calls", calls_of(content));
    json_object_set_new(root, "wishes", wishes_of(content));
    json_object_set_new(root, "earlier", earlier_of(content));
}
