/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_CALL_OWN_H
#define FEATURE_CALL_OWN_H

#include "feature/call/call.h"
#include "feature/call/call.sql.h"
#include "feature/call/views.h"
#include "i18n/word.h"

/* As in the database and in forms; they end with NULL. */
extern const char *const call_topic_names[CALL_TOPIC__MAX + 1];
extern const char *const call_way_names[CALL_WAY__MAX + 1];
extern const char *const call_outcome_names[CALL_OUTCOME__MAX + 1];

/* The last day of a window, in forms; the first one is what one tap asks for. */
enum call_by { CALL_BY_NEXT, CALL_BY_TODAY, CALL_BY_WEEK, CALL_BY__MAX };
extern const char *const call_by_names[CALL_BY__MAX + 1];

/* Today, the next day from Monday to Friday, a week from now. */
struct date call_by_day(enum call_by by, struct date today);

/* Where a form leads back to. */
enum call_then { CALL_THEN_PAGE, CALL_THEN_DAY, CALL_THEN_COLLECT, CALL_THEN__MAX };
extern const char *const call_then_names[CALL_THEN__MAX + 1];

/* What could not be taken, to be shown again. */
struct call_typed {
    enum word problem;
    bool is_wish;              /* of the form about when to call; else of the one that asks for a talk */
    struct person_id guardian; /* of whose form; 0: the reader's own */
    struct text words, phone, from_time, until_time;
    int64_t kinds;
    enum call_topic topic;
    enum call_way way;
    enum call_by by;
    bool sensitive;
};

/* A set of choices in the reader's words; `chosen` is a place in it, or beyond it for none. */
enum call_choice { CALL_CHOICE_TOPIC, CALL_CHOICE_WAY, CALL_CHOICE_OUTCOME, CALL_CHOICE__MAX };
struct call_choices_view call_choices(struct request *request, enum call_choice kind, size_t chosen);

/* What a bit of call_wish.kinds is called, from 0. */
enum word call_when_word(int bit);

/* The guardians that this reader sees, with their forms; `then` is where these lead back to. */
struct call_guardians_view call_guardians(struct request *request, struct child_id child,
                                          const struct call_of_child_rows *rows, enum call_then then);

struct call_of_child_in call_of_child_for(const struct request *request, struct child_id child);

/* The page of a child; `typed` may be NULL. */
int call_read(struct request *request, const struct call_typed *typed, struct call_view *ret_view) MUST_CHECK;

#endif
