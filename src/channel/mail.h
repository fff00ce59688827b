/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mail to one person. See channel.h for what it can and cannot say. It goes out as text and as simple HTML, both made of
 * the same words, with nothing that is fetched from anywhere and no address but the one of the button.
 *
 *     struct mail mail = { .to = person, .subject = WORD_X_SUBJECT, .text = { WORD_X_TEXT }, .button = WORD_X_GO,
 *                          .path = url_x(change->arena).text };
 *     status = mail_later(change, &mail, NULL);
 *
 * The words may hold {name} (the reader's given name), {organisation} and {n}; no other values are given to them.
 */
#ifndef CHANNEL_MAIL_H
#define CHANNEL_MAIL_H

#include "access/effort.h"
#include "channel/channel.h"
#include "i18n/word.h"
#include "job/job.h"

struct mail {
    struct person_id to;                 /* read when it is sent: the address of the account */
    enum word subject;                   /* one line */
    enum word text[OUTGOING_PARAGRAPHS]; /* WORD_NONE for the rest */
    enum word button;                    /* the words of the address */
    struct text path;                    /* page of this site, from '/'; null: see link */
    int64_t link;                        /* instead of a path: a sign-in link of access/link.h; 0: none */
    int64_t number;                      /* {n} of the words */
    enum effort asks;    /* what it asks of a parent: said in a last paragraph, with {n} as the minutes */
    struct text address; /* goes there instead (a former address); null: that of the account */
};

/*
 * Inside a change: the message and its job. Language, je or u and country are the reader's. ret_message (may be NULL) gets
 * its id in `outgoing`. STATUS_NOT_FOUND when there is no such person. Whether she has an address shows when it is sent:
 * ask people's account first where another way is at hand. STATUS_INVALID for what asks too much for a message (R103), and for
 * a request without a paragraph left to say how much it asks.
 */
int mail_later(struct change *change, const struct mail *mail, int64_t *ret_message) MUST_CHECK;

/* One plain address that can stand in a header and in a command: nothing that ends a line, separates or quotes. */
bool mail_is_address(struct text address);

extern const struct job_kind mail_job;

#endif
