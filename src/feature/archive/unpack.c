/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finds data.json in a zip (read.h). The other files are for people; they are counted and left packed.
 */
#include "feature/archive/read.h"

#include "base/buffer.h"
#include "feature/archive/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/stat.h>

enum { BLOCK_BYTES = 64 * 1024 };

static int invalid(struct error *error, const char *what)
{
    return error_set(error, STATUS_INVALID, 0, "%s", what);
}

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

static int find(struct archive *reader, struct buffer *json, struct error *error, size_t *ret_files)
{
    struct archive_entry *entry;
    bool found = false;
    for (size_t files = 0;; files++) {
        int status = archive_read_next_header(reader, &entry);
        if (status == ARCHIVE_EOF) {
            *ret_files = files;
            return found ? STATUS_OK : invalid(error, "there is no data.json in it");
        }
        if (status != ARCHIVE_OK)
            return invalid(error, "this is no zip, or it is damaged");
        if (files == ARCHIVE_READ_FILES)
            return invalid(error, "more files than allowed");
        const char *name = archive_entry_pathname(entry);
        if (!name || strcmp(name, "data.json") != 0)
            continue;
        if (found || archive_entry_filetype(entry) != AE_IFREG || archive_entry_is_encrypted(entry))
            return invalid(error, "data.json is no plain file, or there are two");
        found = true;
        status = unpack(reader, json, error);
        if (status != STATUS_OK)
            return status;
    }
}

/* Of a reader that knows where its bytes are. */
static int read_opened(struct arena *arena, struct archive *reader, bool opened, struct error *error,
                       struct archive_file *ret_file)
{
    struct buffer json;
    size_t files = 0;
    buffer_init(&json, ARCHIVE_READ_JSON_BYTES);
    int status = opened ? find(reader, &json, error, &files) : invalid(error, "this is no zip, or it is damaged");
    if (status == STATUS_OK)
        status = archive_file_read_json(arena, buffer_text(&json), error, ret_file);
    buffer_release(&json);
    if (status == STATUS_OK)
        ret_file->files = files;
    return status;
}

int archive_file_read(struct arena *arena, struct text zip, struct error *error, struct archive_file *ret_file)
{
    if (zip.length > ARCHIVE_READ_MEMORY_BYTES)
        return invalid(error, "larger than allowed");
    struct archive *reader = archive_read_new();
    if (!reader)
        return STATUS_FAILED;
    bool opened = archive_read_support_format_zip_seekable(reader) == ARCHIVE_OK &&
                  archive_read_open_memory(reader, zip.data, zip.length) == ARCHIVE_OK;
    int status = read_opened(arena, reader, opened, error, ret_file);
    archive_read_free(reader);
    return status;
}

int archive_file_read_from(struct arena *arena, int file, struct error *error, struct archive_file *ret_file)
{
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > ARCHIVE_BYTES_MAXIMUM)
        return invalid(error, "no file, or larger than allowed");
    struct archive *reader = archive_read_new();
    if (!reader)
        return STATUS_FAILED;
    bool opened = archive_read_support_format_zip_seekable(reader) == ARCHIVE_OK &&
                  archive_read_open_fd(reader, file, BLOCK_BYTES) == ARCHIVE_OK;
    int status = read_opened(arena, reader, opened, error, ret_file);
    archive_read_free(reader);
    return status;
}
