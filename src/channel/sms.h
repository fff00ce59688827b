/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A short message to the phone of one person, through the operator's gateway (R245). Anybody may read it on a locked screen:
 * it says that there is something, where, and nothing else (T11). See channel.h.
 */
#ifndef CHANNEL_SMS_H
#define CHANNEL_SMS_H

#include "channel/channel.h"
#include "i18n/word.h"
#include "job/job.h"

struct sms {
    struct person_id to; /* read when it is sent: the phone of the person */
    enum word text;      /* may hold {organisation}; the address follows behind it */
    struct text path;    /* page of this site, from '/'; null: see link */
    int64_t link;        /* instead of a path: a sign-in link of access/link.h; 0: none */
};

/* As mail_later. */
int sms_later(struct change *change, const struct sms *sms, int64_t *ret_message) MUST_CHECK;

extern const struct job_kind sms_job;

/* The number as gateways want it, +31612345678, in the arena: digits behind a plus; a national one gets the code of the
 * organisation's country ("NL", "BE"). The null text when it is no telephone number. */
struct text sms_number(struct arena *arena, struct text phone, struct text country);

#endif
