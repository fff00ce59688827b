/* SPDX-License-Identifier: EUPL-1.2 */
#include "channel/mail.h"

#include "channel/outgoing.h"

/* The words of the mail, with how long it takes as the last paragraph. False when it may not be asked in a mail. */
static bool say_effort(const struct mail *mail, enum word ret_text[OUTGOING_PARAGRAPHS])
{
    size_t count = 0;
    while (count < OUTGOING_PARAGRAPHS && mail->text[count] != WORD_NONE) {
        ret_text[count] = mail->text[count];
        count++;
    }
    if (mail->asks == EFFORT_NONE)
        return true;
    if (!effort_fits_message(mail->asks) || count == OUTGOING_PARAGRAPHS || mail->number != 0)
        return false;
    ret_text[count] = WORD_EFFORT_MINUTES;
    return true;
}

int mail_later(struct change *change, const struct mail *mail, int64_t *ret_message)
{
    enum word text[OUTGOING_PARAGRAPHS] = { WORD_NONE };
    if (!say_effort(mail, text))
        return STATUS_INVALID;
    struct outgoing_wish wish = { .kind = "mail",
                                  .job = &mail_job,
                                  .to = mail->to,
                                  .subject = mail->subject,
                                  .text = text,
                                  .button = mail->button,
                                  .path = mail->path,
                                  .link = mail->link,
                                  .number = mail->asks == EFFORT_NONE ? mail->number : effort_minutes(mail->asks),
                                  .address = mail->address };
    return outgoing_later(change, &wish, ret_message);
}

static int send(struct channel *channel, struct arena *arena, const struct outgoing *message, struct error *error,
                enum outgoing_problem *ret_problem)
{
    if (!mail_is_address(message->email)) {
        *ret_problem = OUTGOING_NO_ADDRESS;
        return STATUS_INVALID;
    }
    struct text composed = mail_compose(arena, channel_mail(channel), message);
    if (text_is_null(composed))
        return error_set(error, STATUS_FAILED, 0, "the message cannot be made");
    return smtp_send(channel, message->email, composed, error, ret_problem);
}

static int run(struct job *job, struct error *error)
{
    const struct channel_context *context = job->context;
    return outgoing_run(job, error, channel_has_mail(context->channel), send);
}

const struct job_kind mail_job = {
    .name = "mail", .run = run, .lease_seconds = OUTGOING_LEASE_SECONDS, .attempts = OUTGOING_ATTEMPTS
};
