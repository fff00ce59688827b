/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing and reading MANIFEST. Reading trusts nothing: a backup may come from anywhere.
 */
#include "db/backup_manifest.h"

#include <errno.h>

#include "base/buffer.h"
#include "base/file.h"

#define FIRST_LINE "samenspel-backup 1"

bool manifest_path_is_good(struct text path)
{
    if (path.length == 0 || !text_is_utf8(path) || text_has_control(path) || text_find(path, TEXT("\n")) != SIZE_MAX)
        return false;
    for (struct text rest = path; rest.data != NULL;) {
        struct text part = text_cut(rest, '/', &rest);
        if (part.length == 0 || part.data[0] == '.')
            return false;
    }
    return true;
}

int manifest_write(struct arena *arena, const char *folder, const struct manifest *manifest, struct error *error)
{
    struct buffer buffer;
    buffer_init(&buffer, BACKUP_MANIFEST_MAXIMUM);
    buffer_printf(&buffer, "%s\nengine %s\ncreated %jd\nschema %d\n", FIRST_LINE, db_engine_name(manifest->engine),
                  (intmax_t)manifest->created_at, manifest->schema);
    for (size_t i = 0; i < manifest->files.count; i++) {
        const struct manifest_file *file = &manifest->files.items[i];
        struct text digest = hex_encode(arena, file->digest, SHA256_SIZE);
        buffer_printf(&buffer, "file %.*s %jd %.*s\n", TEXT_ARGS(digest), (intmax_t)file->size, TEXT_ARGS(file->path));
    }
    buffer_printf(&buffer, "end %zu\n", manifest->files.count);
    struct text path = arena_printf(arena, "%s/MANIFEST", folder);
    int status = buffer.overflowed ? STATUS_FAILED : file_write(path.data, buffer_text(&buffer), 0600);
    if (status != STATUS_OK)
        error_set(error, status, 0, "%.*s: %s", TEXT_ARGS(path), strerror(errno));
    buffer_release(&buffer);
    return status;
}

/* What follows `key` and a space; false for another line. */
static bool value_of(struct text line, struct text key, struct text *ret_value)
{
    struct text rest;
    if (!text_equal(text_cut(line, ' ', &rest), key) || rest.data == NULL)
        return false;
    *ret_value = rest;
    return true;
}

static bool number_of(struct text line, struct text key, int64_t maximum, int64_t *ret_number)
{
    struct text value;
    return value_of(line, key, &value) && text_to_integer(value, 0, maximum, ret_number) == STATUS_OK;
}

static bool read_head(struct text *rest, struct manifest *manifest)
{
    struct text engine;
    int64_t schema;
    if (!text_equal(text_cut(*rest, '\n', rest), TEXT(FIRST_LINE)) ||
        !value_of(text_cut(*rest, '\n', rest), TEXT("engine"), &engine) ||
        !number_of(text_cut(*rest, '\n', rest), TEXT("created"), INT64_MAX, &manifest->created_at) ||
        !number_of(text_cut(*rest, '\n', rest), TEXT("schema"), INT32_MAX, &schema))
        return false;
    manifest->schema = (int)schema;
    manifest->engine =
        text_equal(engine, text_from(db_engine_name(DB_ENGINE_POSTGRESQL))) ? DB_ENGINE_POSTGRESQL : DB_ENGINE_SQLITE;
    return text_equal(engine, text_from(db_engine_name(manifest->engine)));
}

static bool read_file_line(struct text value, struct manifest_file *file)
{
    struct text rest;
    struct text digest = text_cut(value, ' ', &rest);
    struct text size = text_cut(rest, ' ', &rest);
    file->path = rest;
    return hex_decode(digest, file->digest, SHA256_SIZE) == STATUS_OK &&
           text_to_integer(size, 0, INT64_MAX, &file->size) == STATUS_OK && manifest_path_is_good(rest);
}

static bool read_lines(struct arena *arena, struct text content, struct manifest *manifest)
{
    struct text rest = content;
    if (!read_head(&rest, manifest))
        return false;
    while (rest.data != NULL) {
        struct text line = text_cut(rest, '\n', &rest);
        struct text value;
        int64_t count;
        if (number_of(line, TEXT("end"), INT64_MAX, &count))
            return (size_t)count == manifest->files.count && rest.data != NULL && rest.length == 0;
        if (!value_of(line, TEXT("file"), &value) || !read_file_line(value, vector_add(arena, &manifest->files)))
            return false;
    }
    return false;
}

int manifest_parse(struct arena *arena, struct text content, struct manifest *ret_manifest)
{
    struct manifest manifest = { 0 };
    if (!read_lines(arena, content, &manifest))
        return STATUS_INVALID;
    *ret_manifest = manifest;
    return STATUS_OK;
}

int manifest_read(struct arena *arena, const char *folder, struct error *error, struct manifest *ret_manifest)
{
    struct text path = arena_printf(arena, "%s/MANIFEST", folder);
    struct text content;
    int status = file_read(arena, path.data, BACKUP_MANIFEST_MAXIMUM, &content);
    if (status != STATUS_OK)
        return error_set(error, status, 0, "%.*s cannot be read: not a whole backup", TEXT_ARGS(path));
    if (manifest_parse(arena, content, ret_manifest) != STATUS_OK)
        return error_set(error, STATUS_INVALID, 0, "%.*s is damaged", TEXT_ARGS(path));
    return STATUS_OK;
}
