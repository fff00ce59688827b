/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writes a zip into memory, with libarchive.
 */
#include "base/memory.h"
#include "feature/archive/content.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

struct archive_zip {
    struct archive *writer;
    struct buffer *buffer;
    int64_t made_at;
};

static la_ssize_t take(struct archive *writer, void *context, const void *bytes, size_t length)
{
    struct archive_zip *zip = context;
    buffer_put(zip->buffer, (struct text){ bytes, length });
    if (!zip->buffer->overflowed)
        return (la_ssize_t)length;
    archive_set_error(writer, ENOSPC, "larger than allowed");
    return -1;
}

struct archive_zip *archive_zip_new(struct buffer *buffer, int64_t made_at)
{
    struct archive_zip *zip = memory_allocate(1, sizeof *zip);
    *zip = (struct archive_zip){ .writer = archive_write_new(), .buffer = buffer, .made_at = made_at };
    if (zip->writer && archive_write_set_format_zip(zip->writer) == ARCHIVE_OK &&
        archive_write_set_options(zip->writer, "zip:hdrcharset=UTF-8") == ARCHIVE_OK &&
        archive_write_set_bytes_in_last_block(zip->writer, 1) == ARCHIVE_OK &&
        archive_write_open(zip->writer, zip, NULL, take, NULL) == ARCHIVE_OK)
        return zip;
    archive_write_free(zip->writer);
    free(zip);
    return NULL;
}

int archive_zip_add(struct archive_zip *zip, struct text name, struct text content)
{
    struct archive_entry *entry = archive_entry_new();
    if (!entry)
        return STATUS_FAILED;
    struct arena *arena = arena_new();
    archive_entry_set_pathname(entry, text_string(arena, name));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)content.length);
    archive_entry_set_mtime(entry, (time_t)(zip->made_at / SECOND_MS), 0);
    bool written = archive_write_header(zip->writer, entry) == ARCHIVE_OK &&
                   archive_write_data(zip->writer, content.data, content.length) == (la_ssize_t)content.length;
    arena_free(arena);
    archive_entry_free(entry);
    return written ? STATUS_OK : STATUS_FAILED;
}

int archive_zip_close(struct archive_zip *zip)
{
    int closed = archive_write_close(zip->writer);
    archive_write_free(zip->writer);
    free(zip);
    return closed == ARCHIVE_OK ? STATUS_OK : STATUS_FAILED;
}
