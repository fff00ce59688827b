/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finds data.json in a zip, and the photos that it names (read.h). The other files are for people; they are counted and left packed.
 */
#include "feature/archive/read.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "feature/archive/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024 };

static int invalid(struct error *error, const char *what)
{
    return error_set(error, STATUS_INVALID, 0, "%s", what);
}

/* --- the bytes of a zip --- */

/*
 * From memory or from a file. libarchive reads the list of all files before it gives the first one: a list that is longer than that of
 * ARCHIVE_READ_FILES ends there, whatever its head says about its length, and fills no memory.
 */
struct source {
    struct archive *reader;
    struct text bytes; /* null: of the file */
    int file;
    int64_t length, at;
    int64_t given;
    bool begun; /* the list is read */
    char block[BLOCK_BYTES];
};

static ssize_t read_block(struct source *source)
{
    ssize_t count;
    if (!text_is_null(source->bytes)) {
        struct text rest = text_slice(source->bytes, (size_t)source->at, BLOCK_BYTES);
        memcpy(source->block, rest.data, rest.length);
        return (ssize_t)rest.length;
    }
    do
        count = pread(source->file, source->block, BLOCK_BYTES, source->at);
    while (count < 0 && errno == EINTR);
    return count;
}

static la_ssize_t give(struct archive *reader, void *context, const void **ret_block)
{
    struct source *source = context;
    ssize_t count = source->begun || source->given < ARCHIVE_READ_LIST_BYTES ? read_block(source) : -1;
    if (count < 0) {
        archive_set_error(reader, EIO, "cannot be read");
        return ARCHIVE_FATAL;
    }
    source->at += count;
    source->given += count;
    *ret_block = source->block;
    return count;
}

static la_int64_t move(struct archive *reader, void *context, la_int64_t offset, int whence)
{
    struct source *source = context;
    la_int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? source->at : source->length;
    if (offset < -base || offset > source->length - base) {
        archive_set_error(reader, EINVAL, "outside of the file");
        return ARCHIVE_FATAL;
    }
    source->at = base + offset;
    return source->at;
}

/* NULL when it is no zip. */
static struct source *source_open(struct text bytes, int file, int64_t length)
{
    struct source *source = memory_allocate(1, sizeof *source);
    source->bytes = bytes;
    source->file = file;
    source->length = length;
    source->reader = archive_read_new();
    if (source->reader && archive_read_support_format_zip_seekable(source->reader) == ARCHIVE_OK &&
        archive_read_set_callback_data(source->reader, source) == ARCHIVE_OK &&
        archive_read_set_read_callback(source->reader, give) == ARCHIVE_OK &&
        archive_read_set_seek_callback(source->reader, move) == ARCHIVE_OK &&
        archive_read_open1(source->reader) == ARCHIVE_OK)
        return source;
    archive_read_free(source->reader);
    free(source);
    return NULL;
}

static void source_close(struct source *source)
{
    archive_read_free(source->reader);
    free(source);
}

static struct source *source_of_file(int file)
{
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > ARCHIVE_BYTES_MAXIMUM)
        return NULL;
    return source_open(TEXT_NULL, file, about.st_size);
}

/* The next file, of which `files` came before: STATUS_NOT_FOUND at the end, STATUS_INVALID when there are too many or it is damaged. */
static int next(struct source *source, size_t files, struct error *error, struct archive_entry **ret_entry)
{
    int status = archive_read_next_header(source->reader, ret_entry);
    source->begun = true;
    if (status == ARCHIVE_EOF)
        return STATUS_NOT_FOUND;
    if (status != ARCHIVE_OK)
        return invalid(error, "this is no zip, or it is damaged");
    return files < ARCHIVE_READ_FILES ? STATUS_OK : invalid(error, "more files than allowed");
}

static bool is_plain(struct archive_entry *entry)
{
    return archive_entry_filetype(entry) == AE_IFREG && !archive_entry_is_encrypted(entry);
}

/* --- data.json --- */

/* Unpacks the file at hand, however large it says it is. */
static int unpack(struct archive *reader, struct buffer *json, struct error *error)
{
    char block[BLOCK_BYTES];
    for (;;) {
        la_ssize_t length = archive_read_data(reader, block, sizeof block);
        if (length < 0)
            return invalid(error, "data.json is damaged");
        if (length == 0)
            return STATUS_OK;
        buffer_put(json, (struct text){ block, (size_t)length });
        if (json->overflowed)
            return invalid(error, "data.json is larger than allowed");
    }
}

static int find(struct source *source, struct buffer *json, struct error *error, size_t *ret_files)
{
    struct archive_entry *entry;
    bool found = false;
    size_t files = 0;
    int status;
    for (; (status = next(source, files, error, &entry)) == STATUS_OK; files++) {
        const char *name = archive_entry_pathname(entry);
        if (!name || strcmp(name, "data.json") != 0)
            continue;
        if (found || !is_plain(entry))
            return invalid(error, "data.json is no plain file, or there are two");
        found = true;
        status = unpack(source->reader, json, error);
        if (status != STATUS_OK)
            return status;
    }
    *ret_files = files;
    if (status != STATUS_NOT_FOUND)
        return status;
    return found ? STATUS_OK : invalid(error, "there is no data.json in it");
}

/* Closes the source, which may be NULL. */
static int read_opened(struct arena *arena, struct source *source, struct error *error, struct archive_file *ret_file)
{
    struct buffer json;
    size_t files = 0;
    if (!source)
        return invalid(error, "this is no zip, or it is larger than allowed");
    buffer_init(&json, ARCHIVE_READ_JSON_BYTES);
    int status = find(source, &json, error, &files);
    if (status == STATUS_OK)
        status = archive_file_read_json(arena, buffer_text(&json), error, ret_file);
    buffer_release(&json);
    source_close(source);
    if (status == STATUS_OK)
        ret_file->files = files;
    return status;
}

int archive_file_read(struct arena *arena, struct text zip, struct error *error, struct archive_file *ret_file)
{
    bool fits = zip.length <= ARCHIVE_READ_MEMORY_BYTES && !text_is_null(zip);
    return read_opened(arena, fits ? source_open(zip, -1, (int64_t)zip.length) : NULL, error, ret_file);
}

int archive_file_read_from(struct arena *arena, int file, struct error *error, struct archive_file *ret_file)
{
    return read_opened(arena, source_of_file(file), error, ret_file);
}

/* --- the photos --- */

/* One that is wanted, by name. */
struct wanted {
    struct text name;
    size_t photo;
    bool found;
};

struct photos {
    const struct archive_unpacking *unpacking;
    struct error *error;
    struct wanted *items;
    size_t count;
    int64_t room; /* bytes that all of them may still have */
};

static int compare_wanted(const void *left, const void *right)
{
    const struct wanted *a = left;
    const struct wanted *b = right;
    return text_compare(a->name, b->name);
}

static int refuse(struct photos *photos, const struct wanted *wanted, const char *what)
{
    return error_set(photos->error, STATUS_INVALID, 0, "%.*s %s", TEXT_ARGS(wanted->name), what);
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(file, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

/* However large it says it is. */
static int unpack_photo(struct photos *photos, struct archive *reader, const struct wanted *wanted, int file)
{
    char block[BLOCK_BYTES];
    int64_t length = 0;
    for (;;) {
        la_ssize_t count = archive_read_data(reader, block, sizeof block);
        if (count < 0)
            return refuse(photos, wanted, "is damaged");
        if (count == 0)
            return STATUS_OK;
        length += count;
        photos->room -= count;
        if (length > ARCHIVE_READ_PHOTO_BYTES || photos->room < 0)
            return refuse(photos, wanted, "is larger than allowed");
        if (!write_all(file, block, (size_t)count))
            return error_set(photos->error, STATUS_FAILED, 0, "a photo cannot be written: %s", strerror(errno));
    }
}

static int take(struct photos *photos, struct archive *reader, const struct wanted *wanted)
{
    int file = photos->unpacking->draft(photos->unpacking->context);
    if (file < 0)
        return error_set(photos->error, STATUS_FAILED, 0, "a photo cannot be written: %s", strerror(errno));
    int status = unpack_photo(photos, reader, wanted, file);
    if (status == STATUS_OK)
        status = photos->unpacking->take(photos->unpacking->context, wanted->photo, file, photos->error);
    close(file);
    return status;
}

static int take_all(struct photos *photos, struct source *source)
{
    struct archive_entry *entry;
    int status;
    for (size_t files = 0; (status = next(source, files, photos->error, &entry)) == STATUS_OK; files++) {
        const char *name = archive_entry_pathname(entry);
        struct wanted key = { .name = text_from(name ? name : "") };
        struct wanted *wanted = bsearch(&key, photos->items, photos->count, sizeof key, compare_wanted);
        if (!wanted)
            continue;
        if (wanted->found || !is_plain(entry))
            return refuse(photos, wanted, "is no plain file, or there are two");
        wanted->found = true;
        status = take(photos, source->reader, wanted);
        if (status != STATUS_OK)
            return status;
    }
    for (size_t i = 0; status == STATUS_NOT_FOUND && i < photos->count; i++)
        if (!photos->items[i].found)
            return refuse(photos, &photos->items[i], "is not in the zip");
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

int archive_photos_unpack(const struct archive_file *archive, int file, const struct archive_unpacking *unpacking,
                          struct error *error)
{
    size_t count = archive->photos.count;
    if (count == 0)
        return STATUS_OK;
    struct source *source = source_of_file(file);
    if (!source)
        return invalid(error, "this is no zip, or it is larger than allowed");
    struct photos photos = { .unpacking = unpacking,
                             .error = error,
                             .items = memory_allocate(count, sizeof *photos.items),
                             .count = count,
                             .room = ARCHIVE_BYTES_MAXIMUM };
    for (size_t i = 0; i < count; i++)
        photos.items[i] = (struct wanted){ .name = archive->photos.items[i].file, .photo = i };
    qsort(photos.items, count, sizeof *photos.items, compare_wanted);
    int status = take_all(&photos, source);
    free(photos.items);
    source_close(source);
    return status;
}
