/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What mail and SMS have in common, for the files of this folder: the row, the job that sends it and its end.
 */
#ifndef CHANNEL_OUTGOING_H
#define CHANNEL_OUTGOING_H

#include "channel/channel.h"
#include "db/change.h"
#include "i18n/word.h"
#include "job/job.h"

enum {
    OUTGOING_LEASE_SECONDS = 120,
    SEND_CONNECT_SECONDS = 10,
    SEND_SECONDS = 60 /* one message, all of it */
};

/* Asked for: words with the values that they may have. */
struct outgoing_wish {
    const char *kind; /* "mail", "sms" */
    const struct job_kind *job;
    struct person_id to;
    enum word subject;
    const enum word *text; /* OUTGOING_PARAGRAPHS of them */
    enum word button;
    struct text path;
    int64_t link;
    int64_t number;
    struct text address; /* null: that of the account */
};
int outgoing_later(struct change *change, const struct outgoing_wish *wish, int64_t *ret_message) MUST_CHECK;

/* A message that goes now; texts in the arena of the job. */
struct outgoing {
    int64_t id;
    struct organisation_id organisation;
    struct text organisation_name;
    struct text country;
    struct text language; /* a catalogue's code */
    struct text email;    /* of the account, "" without */
    struct text phone;
    struct text subject;
    struct text body;
    struct text button;
    struct text address; /* the whole one; "" for none */
    int64_t created_at;
};

/*
 * The job of a kind: reads the message, hands it to `send` and writes the end together with the job's. `send` gives STATUS_OK,
 * STATUS_INVALID with a problem that trying again does not mend, or another status to try again.
 */
int outgoing_run(struct job *job, struct error *error, bool there,
                 int (*send)(struct channel *channel, struct arena *arena, const struct outgoing *message,
                             struct error *error, enum outgoing_problem *ret_problem)) MUST_CHECK;

/* The same text without the marks round values that keep left and right apart: for places that show them as boxes. */
struct text outgoing_plain(struct arena *arena, struct text text);

/* --- what channel.c holds, for the two that send --- */

struct channel_mail {
    struct text server;
    struct text user;
    struct text password;
    struct text from;
};
struct channel_gateway {
    struct text url;
    struct text headers; /* lines */
    struct text body;
};
const struct channel_mail *channel_mail(const struct channel *channel);
const struct channel_gateway *channel_gateway(const struct channel *channel);

/* The connection that is kept between messages; one thread at a time. */
void *channel_curl(struct channel *channel);

/* Whether the host of an address is this machine: only then may what is sent go without TLS. */
bool channel_is_here(struct text url);

/* --- smtp.c --- */

/* The message as it goes over the line; the null text when the library refuses it. In the arena. */
struct text mail_compose(struct arena *arena, const struct channel_mail *mail, const struct outgoing *message);

/* Hands it over. */
int smtp_send(struct channel *channel, struct text to, struct text message, struct error *error,
              enum outgoing_problem *ret_problem) MUST_CHECK;

/* --- gateway.c --- */

/* The same for an SMS; `id` is the message's, so that the gateway knows a second try. */
int gateway_send(struct channel *channel, struct arena *arena, struct text to, struct text text, int64_t id,
                 struct error *error, enum outgoing_problem *ret_problem) MUST_CHECK;

#endif
