/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads data.json: each member by its type and limit (read.h). Members that are not known are left alone.
 */
#include "feature/archive/read.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* One reading. `line` is for the message: its number in `list`; 0 above the lists. */
struct reading {
    struct arena *arena;
    struct error *error;
    const char *list;
    size_t line;
    bool failed;
};

static void fail(struct reading *reading, const char *member, const char *what)
{
    if (!reading->failed && reading->line > 0)
        (void)error_set(reading->error, STATUS_INVALID, 0, "%s[%zu].%s %s", reading->list, reading->line - 1, member,
                        what);
    else if (!reading->failed)
        (void)error_set(reading->error, STATUS_INVALID, 0, "%s %s", member, what);
    reading->failed = true;
}

/* A text; a member that is not there is empty. */
static struct text text_of(struct reading *reading, const json_t *object, const char *member, size_t maximum)
{
    const json_t *value = json_object_get(object, member);
    if (!value || json_is_null(value))
        return TEXT("");
    if (!json_is_string(value)) {
        fail(reading, member, "is no text");
        return TEXT("");
    }
    struct text text = { json_string_value(value), json_string_length(value) };
    if (text.length > maximum) {
        fail(reading, member, "is longer than allowed");
        return TEXT("");
    }
    return text_copy(reading->arena, text);
}

/* A number that a coded value may have; 0 when there is none, also before values had numbers. */
static int64_t measure_of(struct reading *reading, const json_t *object)
{
    const json_t *value = json_object_get(object, "measure");
    if (!value || json_is_null(value))
        return 0;
    int64_t measure = json_is_integer(value) ? json_integer_value(value) : -1;
    if (measure < 0 || measure > ARCHIVE_READ_MEASURE)
        fail(reading, "measure", "is no number that a value can have");
    return measure;
}

/* A day between 1900 and 2100. */
static struct date day_of(struct reading *reading, const json_t *object, const char *member)
{
    struct date day = DATE_NONE;
    struct text text = text_of(reading, object, member, ARCHIVE_READ_WORD);
    if (date_parse_iso(text, &day) != STATUS_OK || date_to_civil(day).year < 1900 || date_to_civil(day).year > 2100)
        fail(reading, member, "is no day");
    return day;
}

static int digits_of(struct text text, size_t from)
{
    int number = 0;
    for (size_t i = from; i < from + 2; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return number;
}

/* "2026-03-29T01:00:00.000Z", as instant_iso writes it; milliseconds are left out. */
static int64_t instant_of(struct reading *reading, const json_t *object, const char *member)
{
    struct text text = text_of(reading, object, member, ARCHIVE_READ_WORD);
    struct date day;
    if (text.length != INSTANT_ISO_SIZE - 1 || date_parse_iso(text_slice(text, 0, 10), &day) != STATUS_OK ||
        text.data[10] != 'T' || text.data[13] != ':' || text.data[16] != ':' || text.data[23] != 'Z') {
        fail(reading, member, "is no instant");
        return 0;
    }
    int hours = digits_of(text, 11);
    int minutes = digits_of(text, 14);
    int seconds = digits_of(text, 17);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
        fail(reading, member, "is no instant");
    return day.days * (int64_t)DAY_MS + hours * (int64_t)HOUR_MS + minutes * (int64_t)MINUTE_MS +
           seconds * (int64_t)SECOND_MS;
}

static bool side_of(struct reading *reading, const json_t *object)
{
    struct text side = text_of(reading, object, "side", ARCHIVE_READ_WORD);
    bool at_home = text_equal(side, TEXT("home"));
    if (!at_home && !text_equal(side, TEXT("centre")))
        fail(reading, "side", "is neither home nor centre");
    return at_home;
}

static void read_lines(struct reading *reading, const json_t *root, struct archive_file *file)
{
    const json_t *entries = json_object_get(root, "entries");
    if (!json_is_array(entries) || json_array_size(entries) > ARCHIVE_READ_LINES) {
        fail(reading, "entries", "is no list, or longer than allowed");
        return;
    }
    reading->list = "entries";
    for (size_t i = 0; i < json_array_size(entries) && !reading->failed; i++) {
        const json_t *entry = json_array_get(entries, i);
        reading->line = i + 1;
        if (!json_is_object(entry))
            fail(reading, "", "is no object");
        struct archive_line *line = vector_add(reading->arena, &file->lines);
        *line = (struct archive_line){ .day = day_of(reading, entry, "day"),
                                       .at = instant_of(reading, entry, "at"),
                                       .at_home = side_of(reading, entry),
                                       .kind = text_of(reading, entry, "kind", ARCHIVE_READ_WORD),
                                       .value = text_of(reading, entry, "value", ARCHIVE_READ_WORD),
                                       .measure = measure_of(reading, entry),
                                       .note = text_of(reading, entry, "note", ARCHIVE_READ_NOTE),
                                       .language = text_of(reading, entry, "language", ARCHIVE_READ_WORD),
                                       .author = text_of(reading, entry, "author", ARCHIVE_READ_NAME),
                                       .called = text_of(reading, entry, "called", ARCHIVE_READ_NAME),
                                       .moment = text_of(reading, entry, "moment", ARCHIVE_READ_WORD) };
    }
    reading->line = 0;
}

/* --- photos --- */

/* The lines that a photo can stand on, by moment. */
struct place {
    struct text moment;
    size_t line;
};
struct places {
    struct place *items;
    size_t count;
};

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    return text_compare(a->moment, b->moment);
}

static struct places places_of(struct arena *arena, const struct archive_file *file)
{
    struct places places = { .items = ARENA_MANY(arena, struct place, file->lines.count) };
    for (size_t i = 0; i < file->lines.count; i++)
        if (text_equal(file->lines.items[i].kind, TEXT("photo")) && !text_is_empty(file->lines.items[i].moment))
            places.items[places.count++] = (struct place){ file->lines.items[i].moment, i };
    if (places.count > 1)
        qsort(places.items, places.count, sizeof *places.items, compare_places);
    return places;
}

/* "photos/2026-11-23-1.jpg": one folder, no way out of it, and nothing that a file system could take for more than a name. */
static bool is_photo_name(struct text name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    const struct text folder = TEXT("photos/"), end = TEXT(".jpg");
    if (!text_starts_with(name, folder) || !text_ends_with(name, end) || name.length <= folder.length + end.length)
        return false;
    for (size_t i = folder.length; i < name.length - end.length; i++)
        if (name.data[i] == '\0' || !strchr(letters, name.data[i]))
            return false;
    return true;
}

/* As a camera writes it; empty when it did not. */
static struct text taken_of(struct reading *reading, const json_t *photo)
{
    static const char form[] = "0000:00:00 00:00:00";
    struct text taken = text_of(reading, photo, "taken", sizeof form - 1);
    bool fits = taken.length == 0 || taken.length == sizeof form - 1;
    for (size_t i = 0; fits && i < taken.length; i++)
        fits = form[i] == '0' ? taken.data[i] >= '0' && taken.data[i] <= '9' : taken.data[i] == form[i];
    if (!fits)
        fail(reading, "taken", "is no time of a camera");
    return taken;
}

static void read_photo(struct reading *reading, const json_t *object, const struct places *places,
                       struct archive_file *file)
{
    struct place wanted = { .moment = text_of(reading, object, "moment", ARCHIVE_READ_WORD) };
    struct archive_photo photo = { .file = text_of(reading, object, "file", ARCHIVE_READ_PHOTO_NAME),
                                   .taken = taken_of(reading, object) };
    const struct place *place =
        places->count > 0 ? bsearch(&wanted, places->items, places->count, sizeof wanted, compare_places) : NULL;
    if (text_is_empty(photo.file)) {
        file->photos_left++;
        return;
    }
    if (!is_photo_name(photo.file))
        fail(reading, "file", "is no name of a photo");
    if (!place) {
        fail(reading, "moment", "is that of no line with a photo");
        return;
    }
    photo.line = place->line;
    *vector_add(reading->arena, &file->photos) = photo;
}

static int compare_names(const void *left, const void *right)
{
    const struct archive_photo *const *a = left;
    const struct archive_photo *const *b = right;
    return text_compare((*a)->file, (*b)->file);
}

static void check_names(struct reading *reading, const struct archive_file *file)
{
    const struct archive_photo **photos = ARENA_MANY(reading->arena, const struct archive_photo *, file->photos.count);
    for (size_t i = 0; i < file->photos.count; i++)
        photos[i] = &file->photos.items[i];
    if (file->photos.count > 1)
        qsort((void *)photos, file->photos.count, sizeof *photos, compare_names);
    for (size_t i = 1; i < file->photos.count; i++)
        if (text_equal(photos[i]->file, photos[i - 1]->file))
            fail(reading, "photos", "names a file twice");
}

/* There were none before version 2. */
static void read_photos(struct reading *reading, const json_t *root, struct archive_file *file)
{
    const json_t *photos = json_object_get(root, "photos");
    if (!photos)
        return;
    if (!json_is_array(photos) || json_array_size(photos) > ARCHIVE_READ_PHOTOS) {
        fail(reading, "photos", "is no list, or longer than allowed");
        return;
    }
    struct places places = places_of(reading->arena, file);
    reading->list = "photos";
    for (size_t i = 0; i < json_array_size(photos) && !reading->failed; i++) {
        reading->line = i + 1;
        read_photo(reading, json_array_get(photos, i), &places, file);
    }
    reading->line = 0;
    if (!reading->failed)
        check_names(reading, file);
}

static void read_root(struct reading *reading, const json_t *root, struct archive_file *file)
{
    const json_t *child = json_object_get(root, "child");
    const json_t *reader = json_object_get(root, "guardian");
    if (!text_equal(text_of(reading, root, "format", ARCHIVE_READ_WORD), TEXT("samenspel-archive")))
        fail(reading, "format", "is not that of an archive");
    json_int_t version = json_integer_value(json_object_get(root, "version"));
    if (version < 1 || version > ARCHIVE_VERSION)
        fail(reading, "version", "is not one that this program reads");
    file->organisation = text_of(reading, json_object_get(root, "organisation"), "name", ARCHIVE_READ_NAME);
    file->language = text_of(reading, root, "language", ARCHIVE_READ_WORD);
    file->given_name = text_of(reading, child, "given_name", ARCHIVE_READ_NAME);
    file->family_name = text_of(reading, child, "family_name", ARCHIVE_READ_NAME);
    file->born = day_of(reading, child, "born");
    file->reader_given_name = text_of(reading, reader, "given_name", ARCHIVE_READ_NAME);
    file->reader_family_name = text_of(reading, reader, "family_name", ARCHIVE_READ_NAME);
    if (text_is_empty(file->given_name))
        fail(reading, "child.given_name", "is empty");
    if (!reading->failed)
        read_lines(reading, root, file);
    if (!reading->failed)
        read_photos(reading, root, file);
}

int archive_file_read_json(struct arena *arena, struct text json, struct error *error, struct archive_file *ret_file)
{
    struct reading reading = { .arena = arena, .error = error };
    struct archive_file file = { .files = 0 };
    json_error_t fault;
    json_t *root = json_loadb(json.data, json.length, JSON_REJECT_DUPLICATES, &fault);
    if (!root)
        return error_set(error, STATUS_INVALID, 0, "data.json is no JSON: line %d", fault.line);
    read_root(&reading, root, &file);
    json_decref(root);
    if (reading.failed)
        return STATUS_INVALID;
    *ret_file = file;
    return STATUS_OK;
}
