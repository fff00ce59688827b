/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The head of a request, through libmicrohttpd and the framing check, against a strict reading of the same bytes
 * (RFC 9112) that shares no code with either: what the check lets pass has one meaning, and it is the one that we take.
 */
#include "fuzz.h"
#include "http/framing.h"
#include "library.h"

#include <string.h>

enum { INPUT_MAXIMUM = 64 * 1024, TARGET_MAXIMUM = 8192, HEADER_LIMIT = 4096 };

static struct {
    struct text input;
    char target[TARGET_MAXIMUM];
    const char *target_place;
} now;

/* ---- the strict reading ---- */

struct strict {
    struct text method, target, version;
    struct header headers[FRAMING_HEADERS_MAXIMUM];
    size_t count;
};

/* The next line without its CR LF; false when there is no whole one, or it holds another control character. */
static bool strict_line(struct text *rest, struct text *ret_line)
{
    size_t end = text_find(*rest, TEXT("\r\n"));
    if (end == SIZE_MAX)
        return false;
    *ret_line = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, end + 2, rest->length);
    for (size_t i = 0; i < end; i++) {
        unsigned char c = (unsigned char)ret_line->data[i];
        if ((c < ' ' && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static bool strict_header(struct text line, struct header *ret_header)
{
    ret_header->name = text_cut(line, ':', &ret_header->value);
    if (ret_header->value.data == NULL || ret_header->name.length == 0)
        return false;
    for (size_t i = 0; i < ret_header->name.length; i++) {
        if (!strchr("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    ret_header->name.data[i]))
            return false;
    }
    ret_header->value = text_trim(ret_header->value);
    return true;
}

static bool strict_read(struct text bytes, struct strict *ret_strict)
{
    struct text line = TEXT("");
    struct text rest = bytes;
    *ret_strict = (struct strict){ .count = 0 };
    /* Empty lines in front of a request are no part of it (section 2.2). */
    while (rest.length > 0 && (rest.data[0] == '\r' || rest.data[0] == '\n'))
        rest = text_slice(rest, 1, rest.length);
    if (!strict_line(&rest, &line))
        return false;
    ret_strict->method = text_cut(line, ' ', &line);
    ret_strict->target = text_cut(line, ' ', &ret_strict->version);
    if (ret_strict->version.data == NULL || text_find(ret_strict->version, TEXT(" ")) != SIZE_MAX)
        return false;
    while (strict_line(&rest, &line)) {
        if (line.length == 0)
            return true;
        if (ret_strict->count == FRAMING_HEADERS_MAXIMUM ||
            !strict_header(line, &ret_strict->headers[ret_strict->count++]))
            return false;
    }
    return false;
}

static size_t strict_count(const struct strict *strict, const char *name, struct text *ret_value)
{
    size_t count = 0;
    for (size_t i = 0; i < strict->count; i++) {
        if (text_equal_ignore_case(strict->headers[i].name, text_from(name))) {
            *ret_value = strict->headers[i].value;
            count++;
        }
    }
    return count;
}

static void check_length(const struct strict *strict, const struct framing *framing)
{
    struct text length = TEXT("0");
    struct text coding = TEXT("");
    size_t lengths = strict_count(strict, "Content-Length", &length);
    size_t codings = strict_count(strict, "Transfer-Encoding", &coding);
    FUZZ_HOLDS(lengths + codings <= 1);
    FUZZ_HOLDS(framing->chunked == (codings == 1));
    if (codings == 1) {
        FUZZ_HOLDS(framing->length == -1 && text_equal_ignore_case(coding, TEXT("chunked")) &&
                   text_equal(strict->version, TEXT("HTTP/1.1")));
        return;
    }
    char digits[32];
    snprintf(digits, sizeof digits, "%jd", (intmax_t)framing->length);
    FUZZ_HOLDS(text_equal(length, text_from(digits)));
}

/* The check called it fine: then the strict reading is the same. */
static void check_fine(const struct framing_head *head, const struct framing *framing)
{
    static struct strict strict;
    struct text host = TEXT_NULL;
    FUZZ_HOLDS(strict_read(now.input, &strict));
    FUZZ_HOLDS(text_equal(strict.method, head->method) && text_equal(strict.target, head->target) &&
               text_equal(strict.version, head->version));
    FUZZ_HOLDS(strict.count == head->header_count);
    for (size_t i = 0; i < strict.count; i++)
        FUZZ_HOLDS(text_equal(strict.headers[i].name, head->headers[i].name) &&
                   text_equal(strict.headers[i].value, text_trim(head->headers[i].value)));
    size_t hosts = strict_count(&strict, "Host", &host);
    FUZZ_HOLDS(hosts == 1 || (hosts == 0 && text_equal(strict.version, TEXT("HTTP/1.0"))));
    FUZZ_HOLDS(text_equal(host, framing->host));
    check_length(&strict, framing);
}

/* ---- the library's side ---- */

static void *on_target(void *context, const char *target, struct MHD_Connection *connection)
{
    (void)context;
    (void)connection;
    snprintf(now.target, sizeof now.target, "%s", target ? target : "");
    now.target_place = target;
    return NULL;
}

struct collected {
    struct header headers[FRAMING_HEADERS_MAXIMUM + 1];
    size_t count;
};

static enum MHD_Result collect(void *context, enum MHD_ValueKind kind, const char *name, size_t name_length,
                               const char *value, size_t value_length)
{
    struct collected *collected = context;
    (void)kind;
    collected->headers[collected->count].name = (struct text){ name, name_length };
    collected->headers[collected->count].value = value ? (struct text){ value, value_length } : TEXT("");
    return ++collected->count > FRAMING_HEADERS_MAXIMUM ? MHD_NO : MHD_YES;
}

static bool is_end(char c)
{
    return c == '\r' || c == '\n';
}

/* What the library leaves no trace of (framing.h): a NUL at the end of a line, and a last line of only a colon. */
static bool is_hidden(size_t head_size)
{
    struct text rest = now.input;
    while (rest.length > 0 && is_end(rest.data[0]))
        rest = text_slice(rest, 1, rest.length);
    rest = text_slice(rest, 0, head_size);
    if (rest.length > 0 && memchr(rest.data, '\0', rest.length))
        return true;
    while (rest.length > 0 && is_end(rest.data[rest.length - 1]))
        rest.length--;
    return rest.length > 1 && rest.data[rest.length - 1] == ':' && is_end(rest.data[rest.length - 2]);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *data_size, void **state)
{
    static struct collected collected;
    (void)context;
    (void)url;
    (void)data;
    (void)data_size;
    (void)state;
    collected.count = 0;
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, collect, &collected);
    const union MHD_ConnectionInfo *size = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct framing_head head = { .method = text_from(method),
                                 .version = text_from(version),
                                 .target = text_from(now.target),
                                 .target_place = now.target_place,
                                 .headers = collected.headers,
                                 .header_count = collected.count,
                                 .in_place = true,
                                 .end = method + (size ? size->header_size : 0),
                                 .limit = HEADER_LIMIT };
    struct framing framing;
    enum framing_fault fault = framing_check(&head, &framing);
    FUZZ_HOLDS(strcmp(framing_fault_name(fault), "unknown") != 0);
    if (fault == FRAMING_FINE && !is_hidden((size_t)(head.end - method)))
        check_fine(&head, &framing);
    return MHD_NO;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct MHD_Daemon *daemon;
    if (!daemon)
        daemon = library_start(on_request, on_target);
    now.input = text_slice(fuzz_text(data, size), 0, INPUT_MAXIMUM);
    library_hang_up(daemon, library_send(daemon, now.input));
    return 0;
}
