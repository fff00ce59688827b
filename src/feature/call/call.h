/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Calling between home and centre. "Bel mij als ..." (R034): when a guardian wants to be called, on which number and between which
 * hours, before the eyes of who works with the child; each call is kept with its time, topic and outcome. "Ik wil iemand spreken" and
 * "later verder praten" (R032): one tap of either side asks for a talk, with a topic, a way and a window. It waits as a task that is
 * overdue when the window is over, and the guardian reads what became of it. A topic that is no matter for the door says so: the
 * talk-aid leaves it out, and the pages propose a call or an appointment in its place (R033). No gate: nothing here refuses a record.
 *
 * What a guardian wishes, asks and was told is read by the team and by herself, never by another guardian: not in her own home, and
 * not by one who works here (T20, R243). Who is there for a shift sees whom to call and when, and writes down calls, no more (R045).
 *
 * The functions below are change functions (db/change.h). They check access again and write the audit row.
 */
#ifndef FEATURE_CALL_CALL_H
#define FEATURE_CALL_CALL_H

#include "access/scope.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "base/vector.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "html/address.h"
#include "html/html.h"
#include "http/route.h"

struct request;
struct words;

enum {
    CALL_WORDS_MAXIMUM = 500, /* characters */
    CALL_ANSWERS_MAXIMUM = 10 /* talks that one call answers */
};

/* Any of these bits opens the page: guardians with the full scope, and who works with the child. */
enum { CALL_READERS = SCOPE_READ_HOME | SCOPE_READ_TODAY, CALL_WRITERS = SCOPE_WRITE_CENTRE | SCOPE_MANAGE };

/* What a call or talk is about, as far as a tap says it. */
enum call_topic {
    CALL_GENERAL, /* how it goes */
    CALL_ILL,
    CALL_FELL,
    CALL_EATING,
    CALL_SLEEPING,
    CALL_SAD,
    CALL_TOPIC__MAX
};

/* When a guardian wants to be called: bits of call_wish.kinds, one for each topic but the first, and one for "always ask first". */
enum { CALL_WHENS = 6, CALL_WHEN_ALL = (1 << CALL_WHENS) - 1 };

struct call_wish {
    struct child_id child;
    int64_t kinds;        /* of CALL_WHEN_ALL */
    struct text words;    /* may be empty */
    struct text language; /* of the words */
    struct text phone;    /* empty: the number that the centre has */
    int64_t
        from_minute; /* since midnight; 0 and DAY_MINUTES: any time. STATUS_INVALID, with a word, when out of order */
    int64_t until_minute;
    struct date today;
};

/* A guardian says when she wants to be called; the last time counts. */
int call_wish_set(struct change *change, void *wish) MUST_CHECK;

enum call_way { CALL_BY_PHONE, CALL_AT_THE_DOOR, CALL_BY_APPOINTMENT, CALL_WAY__MAX };

/* Home's or the centre's own talk that waits, in struct call_asking and in what is done with it. */
struct call_asking {
    struct client_write sent;
    struct child_id child;
    struct person_id guardian; /* with whom; home: the actor, whatever stands here */
    bool detail; /* what follows was filled in; otherwise one tap, which changes nothing in a talk that waits already */
    enum call_topic topic;
    struct text words;    /* may be empty */
    struct text language; /* of the words */
    enum call_way way;
    struct date until;                 /* the last day of the window */
    int64_t from_minute, until_minute; /* hours on it, as in struct call_wish */
    int64_t until_at;                  /* its end; with `detail` STATUS_INVALID, with a word, when it is over */
    bool sensitive;                    /* not for the door */
    struct date today;
};

/* Each side has one talk at most that waits with a guardian about a child: asking again changes it. STATUS_NOT_FOUND for who is no
 * guardian of the child with the full scope. */
int call_ask(struct change *change, void *asking) MUST_CHECK;

/* Who asked does not need it any more. STATUS_NOT_FOUND for a talk that is not of this child and side; twice is fine. */
struct call_ending {
    struct child_id child;
    struct callback_id callback;
    struct date today;
};
int call_end(struct change *change, void *ending) MUST_CHECK;

enum call_outcome { CALL_REACHED, CALL_NO_ANSWER, CALL_BACK_LATER, CALL_OUTCOME__MAX };

/* A member of staff called, or was called. CALL_REACHED is a live contact (R246) and answers the talks that are named. */
struct call_logging {
    struct client_write sent;
    struct child_id child;
    struct person_id guardian; /* STATUS_NOT_FOUND as for call_ask */
    enum call_topic topic;
    struct text words;
    struct text language;
    enum call_outcome outcome;
    struct callback_id answers[CALL_ANSWERS_MAXIMUM]; /* of others than this guardian about this child: ignored */
    size_t answer_count;
    struct date today;
};
int call_log(struct change *change, void *logging) MUST_CHECK;

/* --- at the door --- */

/* What waits about a child of a group, for the talk-aid. */
struct call_door {
    struct child_id child;
    struct text name;      /* of the guardian */
    enum call_topic topic; /* for the program: only shown when it is not sensitive */
    bool sensitive;
};
struct call_doors {
    VECTOR(struct call_door);
};

/* The talks that wait and are for the door, or sensitive; for who works on the team. */
int call_door_read(struct request *request, struct group_id group, struct call_doors *ret_doors) MUST_CHECK;

/* The bits of call_wish.kinds: "Ziek · Gevallen". */
struct text call_kinds(struct arena *arena, const struct words *words, int64_t kinds);

/* "Niet slapen", "Gesproken"; `name` as in the database. */
enum word call_topic_word(enum call_topic topic);
enum call_topic call_topic_find(struct text name);
enum word call_outcome_word(struct text name);

/* Whether a line of this kind (feature/handover/code.h) is about the topic. */
bool call_is_about(enum call_topic topic, struct text kind);

/* "Later verder praten": a button for each guardian, for the page on which the child is collected. Its forms lead back there. */
int call_later_part(struct request *request, struct child_id child, struct group_id group,
                    struct html_part *ret_part) MUST_CHECK;

/* On the day page. */
extern const struct handover_part call_part;

extern const struct routes call_routes;

struct address url_calls(struct arena *arena, struct child_id child);
struct address url_call_end(struct arena *arena, struct child_id child);
struct address url_call_when(struct arena *arena, struct child_id child);
struct address url_call_log(struct arena *arena, struct child_id child);

/* For feature/privacy/erase.h. */
int call_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int call_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
