/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Notices of accidents (R232). A member of staff writes what happened; it is a draft, and home does not see it, until a guardian was
 * called: nobody reads such a thing on a telephone first. Each home of the child sees it from the moment on at which somebody of that
 * home was reached, or, after a try that failed, when the staff put it ready all the same; a task waits until every home knows.
 *
 * Home adds its own account, and both sides sign that it was talked about. A guardian's account and signature are read by the
 * centre and her own home (T20); the calls by the centre alone. A text is never changed: a correction is another version, and the
 * earlier ones stay to be read.
 *
 * The functions below are change functions (db/change.h). They check access again, write the audit row, and know no HTTP.
 */
#ifndef FEATURE_ACCIDENT_ACCIDENT_H
#define FEATURE_ACCIDENT_ACCIDENT_H

#include "access/scope.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum {
    ACCIDENT_WORDS_MAXIMUM = 2000, /* characters */
    ACCIDENT_LINE_MAXIMUM = 200,   /* */
    ACCIDENT_DAYS_MAXIMUM = 31,    /* how long ago it may have happened */
    ACCIDENT_SHOWN_MAXIMUM = 50    /* in the list of a child */
};

/* Scopes, each of which is enough. A coach has none of them. */
enum {
    ACCIDENT_STAFF = SCOPE_RESTRICTIONS | SCOPE_MANAGE,
    ACCIDENT_WRITERS = SCOPE_WRITE_CENTRE | SCOPE_MANAGE,
    ACCIDENT_READERS = SCOPE_READ_HOME | ACCIDENT_STAFF
};

/* What is said. Texts trimmed, never null. */
struct accident_words {
    struct text place, what, body, done, witness; /* `what` is not empty */
};

struct accident_write {
    struct child_id child;
    struct accident_id accident; /* 0: a new one, whose id the change puts here */
    int64_t version;             /* of the text that is corrected */
    struct accident_words words;
    struct date day; /* new: when it happened, not to come and within ACCIDENT_DAYS_MAXIMUM */
    int64_t at;
    struct date today;
};

/* A new draft, or a correction. STATUS_CONFLICT, with a word, when a colleague corrected it since. */
int accident_write(struct change *change, void *write) MUST_CHECK;

/* A guardian was called, or told at the door. Reached: her home sees the notice from now on. */
struct accident_calling {
    struct child_id child;
    struct accident_id accident;
    struct person_id guardian; /* of the full scope; STATUS_NOT_FOUND otherwise */
    bool door;                 /* told in person */
    bool reached;
    struct text note;
    struct date today;
};
int accident_call(struct change *change, void *calling) MUST_CHECK;

/* Something is done to one notice. */
struct accident_touch {
    struct child_id child;
    struct accident_id accident;
    int64_t home;         /* show: 1 to 3 */
    struct text words;    /* account: not empty */
    struct text language; /* of them */
    struct date today;
};

/* A home that could not be reached sees it all the same. STATUS_CONFLICT, with a word, before the first try. */
int accident_show(struct change *change, void *touch) MUST_CHECK;

/* A guardian's own account. The same words once more change nothing. */
int accident_account(struct change *change, void *touch) MUST_CHECK;

/* Talked about: by a guardian who reads it, or by the staff once a home reads it. Twice is fine. */
int accident_sign(struct change *change, void *touch) MUST_CHECK;

extern const struct routes accident_routes;

struct address url_accidents(struct arena *arena, struct child_id child);
struct address url_accident(struct arena *arena, struct child_id child, struct accident_id accident);
struct address url_accident_words(struct arena *arena, struct child_id child, struct accident_id accident);
struct address url_accident_call(struct arena *arena, struct child_id child, struct accident_id accident);
struct address url_accident_show(struct arena *arena, struct child_id child, struct accident_id accident);
struct address url_accident_account(struct arena *arena, struct child_id child, struct accident_id accident);
struct address url_accident_sign(struct arena *arena, struct child_id child, struct accident_id accident);

/* For feature/privacy/erase.h. */
int accident_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int accident_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
