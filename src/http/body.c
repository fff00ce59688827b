/* SPDX-License-Identifier: EUPL-1.2 */
/* See body.h. */
#include "http/body.h"

#include "base/log.h"
#include "http/form.h"
#include "http/request_part.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <unistd.h>

enum { PARSER_MEMORY = 16 * 1024, FILE_NAME_MAXIMUM = 255, TYPE_MAXIMUM = 100, BYTES_KEPT = 64 * 1024 };

enum body_kind body_kind_of(const struct request *request)
{
    struct text parameters;
    struct text type = text_trim(text_cut(request_header(request, "Content-Type"), ';', &parameters));
    if (request->route && request->route->raw_body)
        return BODY_BYTES;
    if (text_equal_ignore_case(type, TEXT("application/x-www-form-urlencoded")))
        return BODY_FORM;
    return text_equal_ignore_case(type, TEXT("multipart/form-data")) ? BODY_MULTIPART : BODY_UNKNOWN;
}

void body_init(struct body *body)
{
    *body = (struct body){ .kind = BODY_UNKNOWN };
    buffer_init(&body->bytes, BODY_MEMORY_MAXIMUM);
    buffer_init(&body->value, BODY_TEXT_MAXIMUM);
}

void body_release(struct body *body)
{
    buffer_release(&body->bytes);
    buffer_release(&body->value);
}

static void refuse(struct body *body, int status)
{
    if (body->refusal == 0)
        body->refusal = status;
}

/* ---- files ---- */

static void close_file(void *argument)
{
    const struct upload *upload = argument;
    close(upload->file);
}

static int open_nameless(const char *folder)
{
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return file;
    char path[4096];
    int length = snprintf(path, sizeof(path), "%s/samenspel-XXXXXX", folder);
    if (length < 0 || (size_t)length >= sizeof(path))
        return -1;
    file = mkostemp(path, O_CLOEXEC);
    if (file >= 0)
        unlink(path);
    return file;
}

/* What follows the last slash of either kind, when it is text. */
static struct text base_name(struct text name)
{
    size_t start = name.length;
    while (start > 0 && name.data[start - 1] != '/' && name.data[start - 1] != '\\')
        start--;
    struct text base = text_slice(name, start, name.length);
    return text_is_utf8(base) && !text_has_control(base) ? text_limit(base, FILE_NAME_MAXIMUM) : TEXT("");
}

struct upload *body_upload(struct arena *arena, const char *folder, struct text name, struct text type)
{
    struct upload *upload = ARENA_NEW(arena, struct upload);
    upload->name = text_copy(arena, base_name(name));
    upload->type = text_copy(arena, text_is_utf8(type) ? text_limit(type, TYPE_MAXIMUM) : TEXT(""));
    upload->file = open_nameless(folder);
    if (upload->file >= 0)
        arena_on_release(arena, close_file, upload);
    return upload;
}

static bool write_all(int file, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t count = write(file, data, size);
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0) {
            data += count;
            size -= (size_t)count;
        }
    }
    return true;
}

static void fail_upload(struct body *body)
{
    log_error("http.upload_failed", LOG_STRING("reason", strerror(errno)));
    refuse(body, 503);
    body->upload = NULL;
}

/* ---- multipart ---- */

static const struct field *file_field(const struct request *request, struct text name)
{
    for (size_t i = 0; i < request->route->field_count; i++) {
        const struct field *field = &request->route->fields[i];
        if (field->type == FIELD_FILE && text_equal(name, text_from(field->name)))
            return field;
    }
    return NULL;
}

/* The text of the part before is complete. */
static void finish_part(struct body *body)
{
    struct arena *arena = body->request->arena;
    if (!body->wanted || body->fields.count == 0)
        return;
    struct raw_field *field = &body->fields.items[body->fields.count - 1];
    if (body->upload) {
        if (lseek(body->upload->file, 0, SEEK_SET) < 0)
            fail_upload(body);
        return;
    }
    struct text value = buffer_text(&body->value);
    field->broken = !text_is_utf8(value) || (value.length > 0 && memchr(value.data, '\0', value.length));
    field->value = field->broken ? TEXT("") : text_copy(arena, value);
}

static void begin_file(struct body *body, struct text name, const char *file_name, const char *type)
{
    struct arena *arena = body->request->arena;
    if (!file_field(body->request, name))
        return;
    if (++body->files > BODY_FILES_MAXIMUM) {
        refuse(body, 413);
        return;
    }
    body->upload =
        body_upload(arena, body->request->part->site->site.spool_folder, text_from(file_name), text_from(type));
    if (body->upload->file < 0) {
        fail_upload(body);
        return;
    }
    *vector_add(arena, &body->fields) = (struct raw_field){ .name = name, .value = TEXT(""), .upload = body->upload };
    body->wanted = true;
}

static void begin_part(struct body *body, struct text name, const char *file_name, const char *type)
{
    struct arena *arena = body->request->arena;
    finish_part(body);
    buffer_clear(&body->value);
    body->upload = NULL;
    body->wanted = false;
    if (name.length == 0 || name.length > FORM_NAME_MAXIMUM || !text_is_utf8(name))
        return;
    if (body->fields.count == BODY_PARTS_MAXIMUM) {
        refuse(body, 413);
        return;
    }
    name = text_copy(arena, name);
    if (file_name) {
        begin_file(body, name, file_name, type);
        return;
    }
    *vector_add(arena, &body->fields) = (struct raw_field){ .name = name, .value = TEXT("") };
    body->wanted = true;
}

static enum MHD_Result take_part(void *context, enum MHD_ValueKind kind, const char *key, const char *file_name,
                                 const char *type, const char *coding, const char *data, uint64_t offset, size_t size)
{
    struct body *body = context;
    (void)kind;
    (void)coding;
    if (offset == 0)
        begin_part(body, text_from(key), file_name, type);
    if (!body->wanted || size == 0 || body->refusal)
        return MHD_YES;
    if (body->upload) {
        body->upload->size += (int64_t)size;
        if (!write_all(body->upload->file, data, size))
            fail_upload(body);
        return MHD_YES;
    }
    body->text_bytes += size;
    if (body->text_bytes > BODY_TEXT_MAXIMUM)
        refuse(body, 413);
    else
        buffer_put(&body->value, (struct text){ data, size });
    return MHD_YES;
}

/* ---- the whole ---- */

void body_begin(struct body *body, struct request *request, struct MHD_Connection *connection, int64_t limit)
{
    struct buffer bytes = body->bytes;
    struct buffer value = body->value;
    *body = (struct body){
        .request = request, .kind = body_kind_of(request), .bytes = bytes, .value = value, .limit = limit
    };
    buffer_clear(&body->bytes);
    buffer_clear(&body->value);
    if (body->kind == BODY_MULTIPART && !connection)
        body->kind = BODY_FORM;
    if (body->kind != BODY_MULTIPART && body->limit > BODY_MEMORY_MAXIMUM)
        body->limit = BODY_MEMORY_MAXIMUM;
    if (body->kind == BODY_UNKNOWN)
        refuse(body, 415);
    if (body->kind == BODY_MULTIPART && connection) {
        body->parser = MHD_create_post_processor(connection, PARSER_MEMORY, take_part, body);
        if (!body->parser)
            refuse(body, 400);
    }
}

bool body_take(struct body *body, const char *data, size_t size)
{
    body->received += (int64_t)size;
    if (body->received > body->limit)
        refuse(body, 413);
    if (body->refusal) {
        body->discarded += (int64_t)size;
        return body->discarded <= BODY_DISCARD_MAXIMUM;
    }
    if (body->kind != BODY_MULTIPART)
        buffer_put(&body->bytes, (struct text){ data, size });
    else if (MHD_post_process(body->parser, data, size) == MHD_NO)
        refuse(body, 400);
    return true;
}

static void destroy_parser(struct body *body)
{
    struct MHD_PostProcessor *parser = body->parser;
    body->parser = NULL;
    if (parser && MHD_destroy_post_processor(parser) == MHD_NO)
        refuse(body, 400);
}

static void end_multipart(struct body *body)
{
    destroy_parser(body);
    finish_part(body);
    body->request->part->body = (struct raw_fields){ body->fields.items, body->fields.count };
}

void body_end(struct body *body)
{
    struct request_part *part = body->request->part;
    if (body->kind == BODY_MULTIPART)
        end_multipart(body);
    else if (body->kind == BODY_BYTES)
        part->raw_body = text_copy(body->request->arena, buffer_text(&body->bytes));
    else if (!body->refusal &&
             form_parse(text_copy(body->request->arena, buffer_text(&body->bytes)), body->request->arena, &part->body))
        refuse(body, 400);
    part->refusal = body->refusal;
}

void body_abandon(struct body *body)
{
    destroy_parser(body);
    if (body->bytes.capacity > BYTES_KEPT)
        buffer_release(&body->bytes);
    if (body->value.capacity > BYTES_KEPT)
        buffer_release(&body->value);
}
