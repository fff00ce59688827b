/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bodies of forms, multipart by libmicrohttpd's parser and urlencoded, as they come in: in pieces of any length. The
 * first byte chooses the length of the pieces, the rest is the body; its boundary is "x".
 */
#include "base/error.h"
#include "fuzz.h"
#include "http/body.h"
#include "http/form.h"
#include "http/request_part.h"
#include "library.h"

#include <string.h>
#include <unistd.h>

enum { LIMIT = 64 * 1024 };

static const char head[] = "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                           "Content-Length: 1\r\n\r\n";

static struct MHD_Connection *held;

/* Keeps the one connection for ever, as the source of the boundary. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *data_size, void **state)
{
    (void)context;
    (void)url;
    (void)method;
    (void)version;
    (void)data;
    (void)data_size;
    (void)state;
    if (held)
        return MHD_NO;
    held = connection;
    MHD_suspend_connection(connection);
    return MHD_YES;
}

static const struct field fields[] = {
    { .name = "note", .type = FIELD_TEXT },
    { .name = "child", .type = FIELD_ID, .many = true },
    { .name = "photo", .type = FIELD_FILE, .many = true, .maximum = 4096 },
};

static const struct route route = { .method = METHOD_POST, .path = "/", .fields = FIELDS(fields) };

static void check_upload(const struct upload *upload)
{
    FUZZ_HOLDS(lseek(upload->file, 0, SEEK_CUR) == 0 && lseek(upload->file, 0, SEEK_END) == upload->size);
    FUZZ_HOLDS(text_is_utf8(upload->name) && !text_has_control(upload->name) && upload->name.length <= 255);
    FUZZ_HOLDS(upload->name.length == 0 || (!memchr(upload->name.data, '/', upload->name.length) &&
                                            !memchr(upload->name.data, '\\', upload->name.length)));
    FUZZ_HOLDS(text_is_utf8(upload->type));
}

static void check_fields(const struct raw_fields *given)
{
    FUZZ_HOLDS(given->count <= BODY_PARTS_MAXIMUM);
    size_t files = 0;
    size_t bytes = 0;
    for (size_t i = 0; i < given->count; i++) {
        const struct raw_field *field = &given->items[i];
        FUZZ_HOLDS(field->name.length > 0 && field->name.length <= FORM_NAME_MAXIMUM && text_is_utf8(field->name));
        FUZZ_HOLDS(text_is_utf8(field->value) && (!field->broken || field->value.length == 0));
        FUZZ_HOLDS(field->value.length == 0 || memchr(field->value.data, '\0', field->value.length) == NULL);
        bytes += field->value.length;
        if (field->upload) {
            files++;
            check_upload(field->upload);
        }
    }
    FUZZ_HOLDS(files <= BODY_FILES_MAXIMUM && bytes <= BODY_TEXT_MAXIMUM);
}

static void run(const char *type, size_t piece, struct text content)
{
    static struct body body;
    static struct core_site site;
    static struct core core = { .sites = &site, .site_count = 1 };
    struct header header = { TEXT("Content-Type"), text_from(type) };
    struct request request = { .arena = arena_new() };
    struct request_part part;
    core.options.spool_folder = "/tmp";
    request_prepare(&request, &part, &core);
    request.route = &route;
    part.headers = &header;
    part.header_count = 1;
    if (!body.bytes.maximum)
        body_init(&body);
    body_begin(&body, &request, held, LIMIT);
    bool go_on = true;
    for (size_t at = 0; at < content.length && go_on; at += piece)
        go_on = body_take(&body, content.data + at, content.length - at < piece ? content.length - at : piece);
    if (go_on) {
        body_end(&body);
        if (part.refusal == 0)
            check_fields(&part.body);
        FUZZ_HOLDS(part.refusal == 0 || (part.refusal >= 400 && part.refusal < 600));
        for (size_t i = 0; i < route.field_count && part.refusal == 0; i++) {
            struct field_state state;
            field_check(&route.fields[i], &part.body, request.arena, &state);
        }
    }
    body_abandon(&body);
    arena_free(request.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct MHD_Daemon *daemon;
    if (!daemon) {
        daemon = library_start(on_request, NULL);
        library_send(daemon, text_from(head));
        if (!held)
            abort();
    }
    if (size == 0)
        return 0;
    struct text content = fuzz_text(data + 1, size - 1);
    run("multipart/form-data; boundary=x", (size_t)data[0] + 1, content);
    run("application/x-www-form-urlencoded", (size_t)data[0] + 1, content);
    return 0;
}
