/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writes a zip to a file, with libarchive.
 */
#include "base/memory.h"
#include "feature/archive/content.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

struct archive_zip {
    struct archive *writer;
    int file;
    int64_t length; /* written */
    int64_t made_at;
};

static la_ssize_t take(struct archive *writer, void *context, const void *bytes, size_t length)
{
    struct archive_zip *zip = context;
    ssize_t written;
    if (zip->length + (int64_t)length > ARCHIVE_BYTES_MAXIMUM) {
        archive_set_error(writer, ENOSPC, "larger than allowed");
        return -1;
    }
    do
        written = write(zip->file, bytes, length);
    while (written < 0 && errno == EINTR);
    if (written < 0) {
        archive_set_error(writer, errno, "cannot be written");
        return -1;
    }
    zip->length += written;
    return written;
}

struct archive_zip *archive_zip_new(int file, int64_t made_at)
{
    struct archive_zip *zip = memory_allocate(1, sizeof *zip);
    *zip = (struct archive_zip){ .writer = archive_write_new(), .file = file, .made_at = made_at };
    if (zip->writer && archive_write_set_format_zip(zip->writer) == ARCHIVE_OK &&
        archive_write_set_options(zip->writer, "zip:hdrcharset=UTF-8") == ARCHIVE_OK &&
        archive_write_set_bytes_in_last_block(zip->writer, 1) == ARCHIVE_OK &&
        archive_write_open(zip->writer, zip, NULL, take, NULL) == ARCHIVE_OK)
        return zip;
    archive_write_free(zip->writer);
    free(zip);
    return NULL;
}

static bool begin(struct archive_zip *zip, struct text name, int64_t length)
{
    struct archive_entry *entry = archive_entry_new();
    if (!entry)
        return false;
    struct arena *arena = arena_new();
    archive_entry_set_pathname(entry, text_string(arena, name));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, length);
    archive_entry_set_mtime(entry, (time_t)(zip->made_at / SECOND_MS), 0);
    bool begun = archive_write_header(zip->writer, entry) == ARCHIVE_OK;
    arena_free(arena);
    archive_entry_free(entry);
    return begun;
}

static bool put(struct archive_zip *zip, const void *bytes, size_t length)
{
    return archive_write_data(zip->writer, bytes, length) == (la_ssize_t)length;
}

int archive_zip_add(struct archive_zip *zip, struct text name, struct text content)
{
    bool written = archive_write_zip_set_compression_deflate(zip->writer) == ARCHIVE_OK &&
                   begin(zip, name, (int64_t)content.length) && put(zip, content.data, content.length);
    return written ? STATUS_OK : STATUS_FAILED;
}

int archive_zip_add_file(struct archive_zip *zip, struct text name, int file, int64_t length)
{
    char block[BLOCK];
    if (archive_write_zip_set_compression_store(zip->writer) != ARCHIVE_OK || !begin(zip, name, length))
        return STATUS_FAILED;
    for (int64_t done = 0; done < length;) {
        ssize_t count = pread(file, block, length - done < BLOCK ? (size_t)(length - done) : BLOCK, done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 || !put(zip, block, (size_t)count))
            return STATUS_FAILED;
        done += count;
    }
    return STATUS_OK;
}

int archive_zip_close(struct archive_zip *zip)
{
    int closed = archive_write_close(zip->writer);
    archive_write_free(zip->writer);
    free(zip);
    return closed == ARCHIVE_OK ? STATUS_OK : STATUS_FAILED;
}
