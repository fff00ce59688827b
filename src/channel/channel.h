/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Ways out of the program: mail (mail.h) and SMS (sms.h). A change asks for a message, and it stands in the table `outgoing`
 * with a job in the same transaction: it goes out if and only if the change is made. The job hands it over to the operator's
 * own mail server or SMS gateway, and tries again with growing pauses for about two days when that does not answer.
 *
 * What a message may say is kept small by its struct: words of the catalogues, the reader's own given name, the name of the
 * organisation, one number, and the address of one page of this site. There is no way to put a child's name, a text that
 * somebody wrote, a password or a picture in it (T5, T9, T11). What the news is stands behind the address, past the gate.
 *
 * To whom: a person. The address or number is read when the message goes, so a change in between is followed.
 */
#ifndef CHANNEL_CHANNEL_H
#define CHANNEL_CHANNEL_H

#include "access/access.h"
#include "base/attribute.h"
#include "base/error.h"

struct channel;

/* First members of what request->app and job->context point to: access first, as access/access.h asks. */
struct channel_context {
    struct access_context access;
    struct channel *channel;
};

/* How the program reaches the servers of the operator. All texts are borrowed and may be NULL or "". */
struct channel_options {
    const char *origin;             /* of this site, before the path of a page: https://samenspel.example */
    const char *mail_server;        /* smtp://HOST:PORT (STARTTLS) or smtps://HOST:PORT; "": no mail */
    const char *mail_user;          /* "": the server asks for none */
    const char *mail_password_file; /* holds the password on its first line, for its owner alone */
    const char *mail_from;          /* plain address; replies go there */
    const char *sms_url;            /* https://...; "": no SMS */
    const char *sms_header_file;    /* header lines for the gateway ("Authorization: ..."), for its owner alone */
    const char *sms_body;           /* what is sent, with {to} and {text} */
};

/* Reads the files and checks the settings: STATUS_INVALID with error->detail saying what to change. Without TLS only a server
 * on this machine is taken. Nothing is connected yet. Free with channel_close (NULL is fine). */
int channel_open(const struct channel_options *options, struct error *error, struct channel **ret_channel) MUST_CHECK;
void channel_close(struct channel *channel);

/* The one of a running program. */
struct channel *request_channel(const struct request *request);

/* Whether there is a mail server, an SMS gateway. NULL has neither. */
bool channel_has_mail(const struct channel *channel);
bool channel_has_sms(const struct channel *channel);

/* Origin and path of a page, in the arena. */
struct text channel_address(const struct channel *channel, struct arena *arena, struct text path);

/* Signs in at the mail server and leaves again, for `samenspel doctor`. error->detail says what did not work. */
int channel_test_mail(struct channel *channel, struct error *error) MUST_CHECK;

/* Sends a test message to an address, at once. */
int channel_send_test(struct channel *channel, struct text address, int64_t now_at, struct error *error) MUST_CHECK;

/* How it went with a message, for who asked for it. */
enum outgoing_state {
    OUTGOING_WAITING, /* to be sent, also after tries that failed */
    OUTGOING_SENT,    /* the server took it */
    OUTGOING_FAILED,  /* given up: see the problem */
    OUTGOING_STATE__MAX
};
enum outgoing_problem {
    OUTGOING_FINE,
    OUTGOING_NO_ADDRESS, /* the person has no address or number (any more) */
    OUTGOING_REFUSED,    /* the server does not know the address */
    OUTGOING_NO_SERVER,  /* none is set */
    OUTGOING_NO_ANSWER,  /* tried for two days */
    OUTGOING_PROBLEM__MAX
};

/* As they stand in the table; an unknown text is waiting, fine. */
enum outgoing_state outgoing_state_of(struct text state);
enum outgoing_problem outgoing_problem_of(struct text problem);

enum {
    OUTGOING_PARAGRAPHS = 4, /* of a mail */
    OUTGOING_KEEP_DAYS = 30, /* how long the row stays after it was sent or given up; its words go at once */
    OUTGOING_ATTEMPTS = 58   /* with the pauses of job/job.h about two days */
};

/* Removes every message to a person, also what waits; a job that comes for it finds nothing. For feature/privacy/erase.h. */
int outgoing_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
