/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A list about more than one family goes out when two people agree (T15): who manages the location asks, shortly after showing who
 * she is; somebody else of its team, or who manages it, says yes within SECOND_ASK_MS; then the first takes it once within
 * SECOND_TAKE_MS. Each of the three is in the audit before the first byte. Nobody says yes to what she asked herself, in whichever
 * session. Where nobody else belongs to the location, its children are those of the one who works there: she takes the list at once.
 *
 * Inside the feature. The functions with a struct change are change functions.
 */
#ifndef FEATURE_EXCHANGE_SECOND_H
#define FEATURE_EXCHANGE_SECOND_H

#include "access/scope.h"
#include "feature/exchange/own.h"

enum {
    SECOND_ASK_MS = HOUR_MS,
    SECOND_TAKE_MS = HOUR_MS,
    SECOND_PEOPLE = SCOPE_MANAGE | SCOPE_READ_GROUP /* of the location, each is enough to say yes */
};

/* One request. */
struct second_request {
    struct access_who who;
    struct location_id location;
    int64_t id;        /* ask: result, 0 when nobody else is there and the list may be taken at once */
    struct date month; /* ask: first day; take: result */
    bool approve;      /* decide */
};

/* STATUS_NOT_FOUND for who does not manage the location. The same while it waits is the same request. When nobody else belongs to
 * the location, taking it is written down instead. */
int second_ask(struct change *change, void *request) MUST_CHECK;

/* STATUS_DENIED, with a word, for who asked; STATUS_CONFLICT, with a word, when it was decided or is over. */
int second_decide_one(struct change *change, void *request) MUST_CHECK;

/* Writes down that it is taken. STATUS_NOT_FOUND for anybody but who asked; STATUS_CONFLICT, with a word, without a yes in force. */
int second_take_one(struct change *change, void *request) MUST_CHECK;

/* second_page.c */
struct outcome second_page(struct request *request);
struct outcome second_decide_post(struct request *request);

enum second_field { SECOND_LOCATION, SECOND_ID, SECOND_VERDICT, SECOND_FIELD__MAX };

#endif
