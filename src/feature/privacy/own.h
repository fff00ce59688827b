/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share: rules of requests and alarms, and the pages behind the route table of pages.c.
 */
#ifndef FEATURE_PRIVACY_OWN_H
#define FEATURE_PRIVACY_OWN_H

#include "access/rule.h"
#include "base/text.h"
#include "http/outcome.h"

struct change;
struct request;

/* --- requests about data --- */

enum request_kind {
    REQUEST_NAMES,       /* who looked on a day */
    REQUEST_CORRECT,     /* something is wrong */
    REQUEST_ERASE_CHILD, /* everything about the child */
    REQUEST_ERASE_SELF,  /* everything about who asks */
    REQUEST_KIND__MAX
};

/* As they stand in forms and in the database, ending with NULL. */
extern const char *const request_kinds[REQUEST_KIND__MAX + 1];

/* REQUEST_KIND__MAX for a name that is none. */
enum request_kind request_kind_find(struct text name);

/* Asking. The rule of the route is checked again in the change. The same question twice is one request. */
struct request_ask {
    struct access_who who;
    struct child_id child;
    enum request_kind kind;
    struct date day;   /* REQUEST_NAMES: which; else DATE_NONE */
    struct text words; /* REQUEST_CORRECT needs some */
    struct text language;
};
int request_ask(struct change *change, void *argument) MUST_CHECK;

/* Deciding. STATUS_NOT_FOUND when this manager may not; STATUS_CONFLICT with a word when it was decided before, or when an
 * erasure would take away what a child that still comes needs for its safety. */
struct request_decide {
    struct access_who who;
    int64_t request;
    bool granted;
    struct text reason; /* for who asked */
};
int request_decide(struct change *change, void *argument) MUST_CHECK;

/* --- alarms --- */

struct alarm_close {
    struct access_who who;
    int64_t alarm;
    struct text reason;
};
int alarm_close(struct change *change, void *argument) MUST_CHECK;

/* --- pages; their fields are in fields.h --- */

struct outcome looked_page(struct request *request);
struct outcome looked_ask(struct request *request);
struct outcome requests_page(struct request *request);
struct outcome requests_decide(struct request *request);
struct outcome alarm_close_post(struct request *request);
struct outcome privacy_page(struct request *request);
struct outcome register_page(struct request *request);
struct outcome security_text(struct request *request);

#endif
