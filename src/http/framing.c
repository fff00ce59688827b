/* SPDX-License-Identifier: EUPL-1.2 */
/* See framing.h. */
#include "http/framing.h"

#include "base/error.h"

enum { LINE_END = 2 /* CR LF */, SEPARATOR = 1 /* the colon, or the space in the request line */ };

/* RFC 9110 5.6.2. */
static bool is_token(struct text text)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              (c != '\0' && memchr(others, c, sizeof(others) - 1))))
            return false;
    }
    return text.length > 0;
}

static bool is_field_value(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

/* Only the form "/path?query": no absolute addresses, no "*", no fragment, nothing but visible ASCII. */
static bool is_target(struct text text)
{
    if (text.length == 0 || text.data[0] != '/')
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c <= 0x20 || c >= 0x7f || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>')
            return false;
    }
    return true;
}

bool framing_is_host(struct text text)
{
    static const char others[] = "-._~:[]";
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              (c != '\0' && memchr(others, c, sizeof(others) - 1))))
            return false;
    }
    return text.length > 0 && text.length <= 255;
}

static const char *end_of(struct text text)
{
    return text.data + text.length;
}

/* The bytes between two parts were NUL, and there are exactly as many as a clean head has. */
static bool follows(const char *end, const char *next, size_t gap)
{
    if ((uintptr_t)next != (uintptr_t)end + gap)
        return false;
    for (size_t i = 0; i < gap; i++) {
        if (end[i] != '\0')
            return false;
    }
    return true;
}

/* After the colon (made NUL) only spaces and tabs come before the value. */
static bool value_follows(const struct header *header)
{
    const char *end = end_of(header->name);
    if ((uintptr_t)header->value.data <= (uintptr_t)end || (uintptr_t)header->value.data > (uintptr_t)end + 64 ||
        *end != '\0')
        return false;
    for (const char *c = end + SEPARATOR; c < header->value.data; c++) {
        if (*c != ' ' && *c != '\t')
            return false;
    }
    return true;
}

static bool is_in_place(const struct framing_head *head)
{
    if (!follows(end_of(head->method), head->target_place, SEPARATOR) ||
        !follows(head->target_place + head->target.length, head->version.data, SEPARATOR))
        return false;
    const char *end = end_of(head->version);
    for (size_t i = 0; i < head->header_count; i++) {
        const struct header *header = &head->headers[i];
        if (!follows(end, header->name.data, LINE_END) || !value_follows(header))
            return false;
        end = end_of(header->value);
    }
    return follows(end, head->end, 2 * LINE_END);
}

static bool named(const struct header *header, const char *name)
{
    return text_equal_ignore_case(header->name, text_from(name));
}

static enum framing_fault check_lines(const struct framing_head *head)
{
    size_t size = head->target.length;
    if (head->header_count > FRAMING_HEADERS_MAXIMUM)
        return FRAMING_TOO_LARGE;
    for (size_t i = 0; i < head->header_count; i++)
        size += head->headers[i].name.length + head->headers[i].value.length + 4;
    if (size > head->limit)
        return FRAMING_TOO_LARGE;
    for (size_t i = 0; i < head->header_count; i++) {
        if (!is_token(head->headers[i].name))
            return FRAMING_NAME;
        if (!is_field_value(head->headers[i].value))
            return FRAMING_VALUE;
    }
    return FRAMING_FINE;
}

static bool has_body(struct text method)
{
    return text_equal(method, TEXT("POST")) || text_equal(method, TEXT("PUT")) || text_equal(method, TEXT("PATCH"));
}

/* What the framing headers say together. */
struct counts {
    int hosts;
    int lengths;
    int codings;
};

static enum framing_fault read_header(const struct header *header, struct counts *counts, struct framing *framing)
{
    if (named(header, "Host")) {
        framing->host = text_trim(header->value);
        if (++counts->hosts > 1 || !framing_is_host(framing->host))
            return FRAMING_HOST;
    } else if (named(header, "Content-Length")) {
        if (++counts->lengths > 1 || text_to_integer(header->value, 0, INT64_MAX, &framing->length))
            return FRAMING_LENGTH;
    } else if (named(header, "Transfer-Encoding")) {
        if (++counts->codings > 1 || !text_equal_ignore_case(header->value, TEXT("chunked")))
            return FRAMING_CODING;
    }
    return FRAMING_FINE;
}

enum framing_fault framing_check(const struct framing_head *head, struct framing *ret_framing)
{
    struct framing framing = { .host = TEXT_NULL };
    struct counts counts = { 0 };
    if (!is_token(head->method) || !is_target(head->target))
        return FRAMING_REQUEST_LINE;
    bool old = text_equal(head->version, TEXT("HTTP/1.0"));
    if (!old && !text_equal(head->version, TEXT("HTTP/1.1")))
        return FRAMING_VERSION;
    enum framing_fault fault = check_lines(head);
    for (size_t i = 0; i < head->header_count && fault == FRAMING_FINE; i++)
        fault = read_header(&head->headers[i], &counts, &framing);
    if (fault != FRAMING_FINE)
        return fault;
    if (counts.hosts == 0 && !old)
        return FRAMING_HOST;
    if (counts.codings && (counts.lengths || old))
        return FRAMING_CODING;
    if (head->in_place && !is_in_place(head))
        return FRAMING_LAYOUT;
    framing.chunked = counts.codings == 1;
    if (framing.chunked)
        framing.length = -1;
    if (framing.length != 0 && !has_body(head->method))
        return FRAMING_BODY;
    *ret_framing = framing;
    return FRAMING_FINE;
}

const char *framing_fault_name(enum framing_fault fault)
{
    static const char *const names[FRAMING_FAULT__MAX] = {
        [FRAMING_FINE] = "fine",           [FRAMING_REQUEST_LINE] = "request_line",
        [FRAMING_VERSION] = "version",     [FRAMING_NAME] = "name",
        [FRAMING_VALUE] = "value",         [FRAMING_LAYOUT] = "layout",
        [FRAMING_HOST] = "host",           [FRAMING_LENGTH] = "length",
        [FRAMING_CODING] = "coding",       [FRAMING_BODY] = "body",
        [FRAMING_TOO_LARGE] = "too_large",
    };
    return fault < FRAMING_FAULT__MAX ? names[fault] : "unknown";
}
