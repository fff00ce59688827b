/* SPDX-License-Identifier: EUPL-1.2 */
#include "channel/sms.h"

#include "channel/outgoing.h"

enum { NATIONAL_DIGITS_LEAST = 9, NUMBER_LEAST = 8, NUMBER_MOST = 15 /* E.164 */ };

int sms_later(struct change *change, const struct sms *sms, int64_t *ret_message)
{
    const enum word text[OUTGOING_PARAGRAPHS] = { sms->text };
    struct outgoing_wish wish = {
        .kind = "sms", .job = &sms_job, .to = sms->to, .text = text, .path = sms->path, .link = sms->link
    };
    return outgoing_later(change, &wish, ret_message);
}

struct text sms_number(struct arena *arena, struct text phone, struct text country)
{
    char digits[NUMBER_MOST + 3];
    size_t length = 0;
    bool international = false;
    for (size_t i = 0; i < phone.length; i++) {
        char c = phone.data[i];
        if (c == '+' && length == 0 && !international)
            international = true;
        else if (c >= '0' && c <= '9' && length < sizeof digits)
            digits[length++] = c;
        else if (!strchr(" -./()", c) || c == '\0')
            return TEXT_NULL;
    }
    const char *number = digits;
    if (!international && length > 2 && number[0] == '0' && number[1] == '0') {
        international = true;
        number += 2;
        length -= 2;
    }
    const char *code = "";
    if (!international) {
        if (length < NATIONAL_DIGITS_LEAST || number[0] != '0')
            return TEXT_NULL;
        code = text_equal(country, TEXT("BE")) ? "32" : "31";
        number++;
        length--;
    }
    size_t whole = strlen(code) + length;
    if (whole < NUMBER_LEAST || whole > NUMBER_MOST)
        return TEXT_NULL;
    return arena_printf(arena, "+%s%.*s", code, (int)length, number);
}

static int send(struct channel *channel, struct arena *arena, const struct outgoing *message, struct error *error,
                enum outgoing_problem *ret_problem)
{
    struct text to = sms_number(arena, message->phone, message->country);
    if (text_is_null(to)) {
        *ret_problem = OUTGOING_NO_ADDRESS;
        return STATUS_INVALID;
    }
    struct text text = outgoing_plain(arena, message->body);
    if (!text_is_empty(message->address))
        text = arena_printf(arena, "%.*s %.*s", TEXT_ARGS(text), TEXT_ARGS(message->address));
    return gateway_send(channel, arena, to, text, message->id, error, ret_problem);
}

static int run(struct job *job, struct error *error)
{
    const struct channel_context *context = job->context;
    return outgoing_run(job, error, channel_has_sms(context->channel), send);
}

const struct job_kind sms_job = {
    .name = "sms", .run = run, .lease_seconds = OUTGOING_LEASE_SECONDS, .attempts = OUTGOING_ATTEMPTS
};
