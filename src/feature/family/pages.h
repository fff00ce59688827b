/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Handlers of the family, and the fields that they read, for the route table of pages.c. Inside the feature only.
 */
#ifndef FEATURE_FAMILY_PAGES_H
#define FEATURE_FAMILY_PAGES_H

#include "feature/family/own.h"
#include "http/outcome.h"

enum child_field { CHILD_CHILD };
enum contact_field { CONTACT_CHILD, CONTACT_PHONE, CONTACT_EMAIL };
enum custody_field { CUSTODY_CHILD, CUSTODY_NOTE };
enum collector_field {
    COLLECTOR_CHILD,
    COLLECTOR_NAME,
    COLLECTOR_PHONE,
    COLLECTOR_RELATION,
    COLLECTOR_HOW,
    COLLECTOR_FROM,
    COLLECTOR_UNTIL,
    COLLECTOR_ALSO
};
enum end_field { END_CHILD, END_COLLECTOR };
enum proposal_field { PROPOSAL_CHILD, PROPOSAL_PROPOSAL, PROPOSAL_DECISION, PROPOSAL_TOLD };
enum sign_field { SIGN_CHILD, SIGN_RESTRICTION };
enum order_field { ORDER_CHILD, ORDER_NOTE, ORDER_FROM, ORDER_UNTIL };
enum order_end_field { ORDER_END_CHILD, ORDER_END_ORDER };
enum guardian_field {
    GUARDIAN_CHILD,
    GUARDIAN_PERSON,
    GUARDIAN_CALLED,
    GUARDIAN_HOME,
    GUARDIAN_AUTHORITY,
    GUARDIAN_PROTECTED,
    GUARDIAN_SCOPE,
    GUARDIAN_FROM,
    GUARDIAN_UNTIL
};

/* COLLECTOR_HOW, PROPOSAL_DECISION, PROPOSAL_TOLD and GUARDIAN_SCOPE: choices of the field table, in its order. */
enum collector_how { HOW_ONCE, HOW_ALWAYS };
enum decision_choice { DECISION_CONFIRM, DECISION_DECLINE };
extern const char *const scope_choices[];

/* The family page of the route's child with a status, after a form that could not be taken; `typed` may be NULL. */
struct outcome family_page(struct request *request, int http_status, const struct family_typed *typed);

/* pages.c */
struct outcome family_get(struct request *request);
struct outcome collect_get(struct request *request);

/* home_forms.c: what a guardian sends */
struct outcome contact_post(struct request *request);
struct outcome custody_post(struct request *request);
struct outcome withdraw_post(struct request *request);

/* collector_forms.c: both sides */
struct outcome collector_post(struct request *request);
struct outcome collector_end_post(struct request *request);

/* centre_forms.c: what the staff send */
struct outcome decide_post(struct request *request);
struct outcome sign_post(struct request *request);
struct outcome order_post(struct request *request);
struct outcome order_end_post(struct request *request);
struct outcome guardian_get(struct request *request);
struct outcome guardian_post(struct request *request);

/* `then` of a change after which the family page is shown again. */
struct outcome family_written(struct request *request, void *argument, int status, const struct error *error);

/* A first and a last day as a period with an exclusive end; an empty last day is open. False when it ends before it begins. */
bool family_days(struct request *request, struct date from, struct date last, struct date *ret_from,
                 struct date *ret_until);

#endif
