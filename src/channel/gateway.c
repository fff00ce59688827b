/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Handing an SMS to the operator's gateway: one POST, with a body made of the setting. Number and text are written as the
 * body's kind asks: as JSON when the header file says so, otherwise as a form.
 */
#include "base/buffer.h"
#include "base/url.h"
#include "channel/outgoing.h"

#include <curl/curl.h>
#include <jansson.h>

enum { BODY_MAXIMUM = 8 * 1024 };

static void put_json(struct buffer *buffer, struct text value)
{
    json_t *string = json_stringn(text_bytes(value), value.length);
    char *written = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
    if (written)
        buffer_put(buffer,
                   text_slice(text_from(written), 1, strlen(written) - 2)); /* the quotes stand in the setting */
    free(written);
    json_decref(string);
}

static void put_value(struct buffer *buffer, struct text value, bool json)
{
    if (json)
        put_json(buffer, value);
    else
        url_encode_to(buffer, value);
}

/* The setting with its two places filled in one pass: a value never becomes a place. */
static struct text make_body(struct arena *arena, struct text pattern, struct text to, struct text text, bool json)
{
    struct buffer buffer;
    buffer_init(&buffer, BODY_MAXIMUM);
    for (size_t i = 0; i < pattern.length;) {
        struct text rest = text_slice(pattern, i, SIZE_MAX);
        bool is_to = text_starts_with(rest, TEXT("{to}"));
        bool is_text = text_starts_with(rest, TEXT("{text}"));
        if (is_to || is_text)
            put_value(&buffer, is_to ? to : text, json);
        else
            buffer_put_char(&buffer, pattern.data[i]);
        i += is_to ? 4 : is_text ? 6 : 1;
    }
    struct text body = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return body;
}

/* The operator's headers, and one by which a gateway knows a message that it got before. */
static struct curl_slist *make_headers(struct arena *arena, struct text lines, int64_t id)
{
    char name[IDENTITY_SIZE];
    struct curl_slist *list = NULL;
    identity_format(name, id);
    list = curl_slist_append(list, arena_printf(arena, "Idempotency-Key: %s", name).data);
    while (lines.data && lines.length > 0) {
        struct text line = text_trim(text_cut(lines, '\n', &lines));
        if (!text_is_empty(line) && line.data[0] != '#')
            list = curl_slist_append(list, text_string(arena, line));
    }
    return list;
}

static size_t ignore(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes;
    (void)context;
    return size * count;
}

/* 4xx is about this message, but for those that are about us or the moment. */
static bool is_refused(long reply)
{
    return reply >= 400 && reply < 500 && reply != 401 && reply != 403 && reply != 408 && reply != 429;
}

static int judge(CURL *curl, CURLcode code, const char *said, struct error *error, enum outgoing_problem *ret_problem)
{
    long reply = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    if (code != CURLE_OK)
        return error_set(error, STATUS_FAILED, 0, "the gateway: %s", said[0] ? said : curl_easy_strerror(code));
    if (reply >= 200 && reply < 300)
        return STATUS_OK;
    if (!is_refused(reply))
        return error_set(error, STATUS_FAILED, 0, "the gateway answers %ld", reply);
    *ret_problem = OUTGOING_REFUSED;
    return error_set(error, STATUS_INVALID, 0, "the gateway refuses the message (%ld)", reply);
}

int gateway_send(struct channel *channel, struct arena *arena, struct text to, struct text text, int64_t id,
                 struct error *error, enum outgoing_problem *ret_problem)
{
    const struct channel_gateway *gateway = channel_gateway(channel);
    CURL *curl = channel_curl(channel);
    char problem[CURL_ERROR_SIZE] = "";
    bool json = text_find(text_lower(arena, gateway->headers), TEXT("application/json")) != SIZE_MAX;
    struct text body = make_body(arena, gateway->body, to, text, json);
    struct curl_slist *headers = make_headers(arena, gateway->headers, id);
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, text_string(arena, gateway->url));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, channel_is_here(gateway->url) ? "http,https" : "https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)SEND_CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)body.length);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, problem);
    CURLcode code = curl_easy_perform(curl);
    int status = judge(curl, code, problem, error, ret_problem);
    curl_easy_reset(curl);
    curl_slist_free_all(headers);
    return status;
}
