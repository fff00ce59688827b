/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a request asks of a parent, in minutes (R103): the one place that knows. Every page and message that asks a parent for
 * something says it, and a request of more than EFFORT_MESSAGE_MINUTES is not sent as a message: it waits on its page until
 * the parent comes by. An estimate is of the whole page, by somebody who reads it for the first time and in no hurry.
 */
#ifndef ACCESS_EFFORT_H
#define ACCESS_EFFORT_H

#include "base/text.h"

#include <stdbool.h>

struct request;

enum effort {
    EFFORT_NONE,       /* asks for nothing */
    EFFORT_COME_IN,    /* an invitation: come in and choose a password or passkey */
    EFFORT_QUESTION,   /* a question about home (R038) */
    EFFORT_CONSENT,    /* what is allowed, for one child */
    EFFORT_BACKGROUND, /* the questions of getting to know each other */
    EFFORT_CONTACT,    /* how and how often somebody wants to hear from us */
    EFFORT_CARD,       /* how it goes at home */
    EFFORT_VIEW,       /* what counts in bringing up */
    EFFORT__MAX
};

enum { EFFORT_MESSAGE_MINUTES = 5 };

/* 0 for EFFORT_NONE. */
int effort_minutes(enum effort effort);

/* Whether it may be sent as a mail or SMS. */
bool effort_fits_message(enum effort effort);

/* "Dit kost ongeveer 3 minuten." in the reader's words and the arena of the request; empty for EFFORT_NONE. */
struct text effort_text(struct request *request, enum effort effort);

#endif
