/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Handing a mail to the operator's server, with libcurl. TLS is demanded, and the server's certificate checked, unless the
 * server is on this machine.
 */
#include "channel/mail.h"
#include "channel/outgoing.h"

#include <curl/curl.h>

/* One message while it goes. */
struct going {
    struct text rest;
    bool at_recipient; /* the last command named the one to whom it goes */
    bool refused;      /* and the answer was that it never will */
};

static size_t give(char *buffer, size_t size, size_t count, void *context)
{
    struct going *going = context;
    size_t length = size * count < going->rest.length ? size * count : going->rest.length;
    memcpy(buffer, going->rest.data, length);
    going->rest = text_slice(going->rest, length, SIZE_MAX);
    return length;
}

/* Which command a refusal (5xx) is about; nothing else of it is kept. */
static int hear(CURL *curl, curl_infotype type, char *data, size_t size, void *context)
{
    struct going *going = context;
    (void)curl;
    struct text line = { data, size };
    if (type == CURLINFO_HEADER_OUT)
        going->at_recipient = text_starts_with(line, TEXT("RCPT"));
    else if (type == CURLINFO_HEADER_IN && going->at_recipient)
        going->refused = text_starts_with(line, TEXT("5"));
    return 0;
}

static void prepare(CURL *curl, struct arena *arena, const struct channel_mail *mail, char *problem)
{
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, text_string(arena, mail->server));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(channel_is_here(mail->server) ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)SEND_CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, problem);
    if (!text_is_empty(mail->user)) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, text_string(arena, mail->user));
        curl_easy_setopt(curl, CURLOPT_PASSWORD, text_string(arena, mail->password));
    }
}

/* What went wrong, and whether another try can help. The library's sentence holds no address. */
static int judge(CURL *curl, CURLcode code, const struct going *going, const char *said, struct error *error,
                 enum outgoing_problem *ret_problem)
{
    long reply = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    if (going->refused) {
        *ret_problem = OUTGOING_REFUSED;
        return error_set(error, STATUS_INVALID, 0, "the mail server refuses the address (%ld)", reply);
    }
    return error_set(error, STATUS_FAILED, 0, "the mail server: %s (%ld)", said[0] ? said : curl_easy_strerror(code),
                     reply);
}

int smtp_send(struct channel *channel, struct text to, struct text message, struct error *error,
              enum outgoing_problem *ret_problem)
{
    const struct channel_mail *mail = channel_mail(channel);
    CURL *curl = channel_curl(channel);
    struct arena *arena = arena_new();
    struct going going = { .rest = message };
    char problem[CURL_ERROR_SIZE] = "";
    prepare(curl, arena, mail, problem);
    struct curl_slist *recipients = curl_slist_append(NULL, arena_printf(arena, "<%.*s>", TEXT_ARGS(to)).data);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_printf(arena, "<%.*s>", TEXT_ARGS(mail->from)).data);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &going);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &going);
    CURLcode code = curl_easy_perform(curl);
    int status = STATUS_OK;
    if (code != CURLE_OK)
        status = judge(curl, code, &going, problem, error, ret_problem);
    curl_easy_reset(curl); /* nothing points to this message any more; the connection stays */
    curl_slist_free_all(recipients);
    arena_free(arena);
    return status;
}

int channel_test_mail(struct channel *channel, struct error *error)
{
    CURL *curl = channel_curl(channel);
    struct arena *arena = arena_new();
    char problem[CURL_ERROR_SIZE] = "";
    prepare(curl, arena, channel_mail(channel), problem);
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
    CURLcode code = curl_easy_perform(curl);
    curl_easy_reset(curl);
    arena_free(arena);
    if (code == CURLE_OK)
        return STATUS_OK;
    return error_set(error, STATUS_FAILED, 0, "%s", problem[0] ? problem : curl_easy_strerror(code));
}

int channel_send_test(struct channel *channel, struct text address, int64_t now_at, struct error *error)
{
    struct arena *arena = arena_new();
    const struct words *words = words_choose((struct words_choice){ .language = LANGUAGE_NL });
    struct outgoing message = { .id = now_at,
                                .organisation_name = word(words, WORD_APP_NAME),
                                .language = TEXT("nl"),
                                .email = address,
                                .subject = word(words, WORD_MAIL_TEST_SUBJECT),
                                .body = word(words, WORD_MAIL_TEST_TEXT),
                                .button = word(words, WORD_APP_NAME),
                                .address = channel_address(channel, arena, TEXT("/")),
                                .created_at = now_at };
    enum outgoing_problem problem;
    int status = STATUS_INVALID;
    if (!mail_is_address(address))
        error_set(error, status, 0, "\"%.*s\" is no e-mail address", TEXT_ARGS(address));
    else
        status = smtp_send(channel, address, mail_compose(arena, channel_mail(channel), &message), error, &problem);
    arena_free(arena);
    return status;
}
