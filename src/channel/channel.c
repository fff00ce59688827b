/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The settings of the ways out, checked, and the connection that is kept between messages.
 */
#include "channel/channel.h"

#include "base/file.h"
#include "base/memory.h"
#include "channel/mail.h"
#include "channel/outgoing.h"

#include <curl/curl.h>
#include <pthread.h>
#include <sys/stat.h>

enum { SECRET_FILE_MAXIMUM = 8 * 1024 };

struct channel {
    struct arena *arena;
    struct text origin;
    struct channel_mail mail;
    struct channel_gateway gateway;
    CURL *curl;
};

/* --- what the settings may say --- */

static struct text host_of(struct text url)
{
    size_t start = text_find(url, TEXT("://"));
    if (start == SIZE_MAX)
        return TEXT_NULL;
    struct text rest = text_slice(url, start + 3, SIZE_MAX);
    size_t end = 0;
    bool bracket = rest.length > 0 && rest.data[0] == '[';
    while (end < rest.length && rest.data[end] != '/' && rest.data[end] != '?' && (bracket || rest.data[end] != ':')) {
        bracket = bracket && rest.data[end] != ']';
        end++;
    }
    return text_slice(rest, 0, end);
}

/* 127.0.0.0/8 in its usual spelling. */
static bool is_loopback(struct text host)
{
    struct text rest = host;
    for (int part = 0; part < 4; part++) {
        int64_t number;
        struct text digits = text_cut(rest, '.', &rest);
        if (text_to_integer(digits, 0, 255, &number) != STATUS_OK || (part == 0 && number != 127))
            return false;
    }
    return rest.data == NULL;
}

bool channel_is_here(struct text url)
{
    struct text host = host_of(url);
    return text_equal(host, TEXT("localhost")) || text_equal(host, TEXT("[::1]")) || is_loopback(host);
}

/* An address of one of two schemes, without a name or password in it. */
static bool is_server(struct text url, const char *safe, const char *plain)
{
    struct text host = host_of(url);
    bool known = text_starts_with(url, text_from(safe)) || text_starts_with(url, text_from(plain));
    return known && !text_is_empty(host) && text_find(url, TEXT("@")) == SIZE_MAX && !text_has_control(url) &&
           text_find(url, TEXT(" ")) == SIZE_MAX;
}

/* A file with a secret, that nobody but its owner can read. */
static int read_secret(struct arena *arena, const char *path, struct error *error, struct text *ret_content)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return error_set(error, STATUS_INVALID, 0, "%s cannot be read: %m", path);
    if ((about.st_mode & 077) != 0)
        return error_set(error, STATUS_INVALID, 0, "others may read %s: chmod 600 %s", path, path);
    if (file_read(arena, path, SECRET_FILE_MAXIMUM, ret_content) != STATUS_OK || !text_is_utf8(*ret_content))
        return error_set(error, STATUS_INVALID, 0, "%s is not a small text file", path);
    return STATUS_OK;
}

static struct text option(struct arena *arena, const char *value)
{
    return text_copy(arena, text_from(value ? value : ""));
}

static int take_mail(struct channel *channel, const struct channel_options *options, struct error *error)
{
    struct channel_mail *mail = &channel->mail;
    *mail = (struct channel_mail){ .server = option(channel->arena, options->mail_server),
                                   .user = option(channel->arena, options->mail_user),
                                   .from = option(channel->arena, options->mail_from),
                                   .password = TEXT("") };
    if (text_is_empty(mail->server))
        return STATUS_OK;
    if (!is_server(mail->server, "smtps://", "smtp://"))
        return error_set(error, STATUS_INVALID, 0, "mail-server must be smtp://HOST:PORT or smtps://HOST:PORT");
    if (!mail_is_address(mail->from))
        return error_set(error, STATUS_INVALID, 0, "mail-from must be a plain address: info@example.org");
    struct text content = TEXT("");
    int status = STATUS_OK;
    if (options->mail_password_file && options->mail_password_file[0])
        status = read_secret(channel->arena, options->mail_password_file, error, &content);
    struct text rest;
    if (status == STATUS_OK)
        mail->password = text_trim(text_cut(content, '\n', &rest));
    return status;
}

static int take_gateway(struct channel *channel, const struct channel_options *options, struct error *error)
{
    struct channel_gateway *gateway = &channel->gateway;
    *gateway = (struct channel_gateway){ .url = option(channel->arena, options->sms_url),
                                         .body = option(channel->arena, options->sms_body),
                                         .headers = TEXT("") };
    if (text_is_empty(gateway->url))
        return STATUS_OK;
    bool safe = text_starts_with(gateway->url, TEXT("https://")) || channel_is_here(gateway->url);
    if (!is_server(gateway->url, "https://", "http://") || !safe)
        return error_set(error, STATUS_INVALID, 0, "sms-url must be https://HOST/PATH");
    if (text_find(gateway->body, TEXT("{to}")) == SIZE_MAX || text_find(gateway->body, TEXT("{text}")) == SIZE_MAX)
        return error_set(error, STATUS_INVALID, 0, "sms-body must hold {to} and {text}");
    if (!options->sms_header_file || !options->sms_header_file[0])
        return STATUS_OK;
    return read_secret(channel->arena, options->sms_header_file, error, &gateway->headers);
}

/* --- its life --- */

static void start_library(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

int channel_open(const struct channel_options *options, struct error *error, struct channel **ret_channel)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_library);
    struct channel *channel = memory_allocate(1, sizeof *channel);
    channel->arena = arena_new();
    channel->origin = option(channel->arena, options->origin);
    int status = take_mail(channel, options, error);
    if (status == STATUS_OK)
        status = take_gateway(channel, options, error);
    channel->curl = curl_easy_init();
    if (status == STATUS_OK && !channel->curl)
        status = error_set(error, STATUS_FAILED, 0, "libcurl does not start");
    if (status != STATUS_OK) {
        channel_close(channel);
        return status;
    }
    *ret_channel = channel;
    return STATUS_OK;
}

void channel_close(struct channel *channel)
{
    if (!channel)
        return;
    curl_easy_cleanup(channel->curl);
    arena_free(channel->arena);
    free(channel);
}

struct channel *request_channel(const struct request *request)
{
    const struct channel_context *context = request->app;
    return context->channel;
}

bool channel_has_mail(const struct channel *channel)
{
    return channel && !text_is_empty(channel->mail.server);
}

bool channel_has_sms(const struct channel *channel)
{
    return channel && !text_is_empty(channel->gateway.url);
}

struct text channel_address(const struct channel *channel, struct arena *arena, struct text path)
{
    return arena_printf(arena, "%.*s%.*s", TEXT_ARGS(channel->origin), TEXT_ARGS(path));
}

const struct channel_mail *channel_mail(const struct channel *channel)
{
    return &channel->mail;
}

const struct channel_gateway *channel_gateway(const struct channel *channel)
{
    return &channel->gateway;
}

void *channel_curl(struct channel *channel)
{
    return channel->curl;
}
