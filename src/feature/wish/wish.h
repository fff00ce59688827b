/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * "Waar letten we vandaag op?" (R035, R036): what a guardian asks for a day, what the centre answers, and what became of it, as one trail
 * that the guardian reads in full. It is honest before it is tidy: no record is ever refused and no words are demanded. Two
 * colleagues who answer at once are both kept, and the second one is told of the first.
 *
 * When it has to go otherwise the telephone comes first: the page dials the guardian, and one tap keeps yes, no or no answer. Without an
 * answer the wish stands, unless it could not wait. What went otherwise without asking is written down as such, and so is what could
 * not wait: both leave a task to call, which "told" closes.
 *
 * Who reads a wish: the centre, the writer's home, and the other homes when she wants that, but no home with or for a protected
 * guardian (R243). A step has readers of its own: what a protected guardian says to a wish, and the centre to hers, stays out of the
 * other homes, also when she came to be protected later. A stand-in or student reads the wishes of today (R045).
 *
 * The functions below are change functions (db/change.h). They check access again and write the audit row.
 */
#ifndef FEATURE_WISH_WISH_H
#define FEATURE_WISH_WISH_H

#include "access/scope.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "html/address.h"
#include "http/route.h"
#include "i18n/word.h"

enum {
    WISH_WORDS_MAXIMUM = 1000, /* characters */
    WISH_AHEAD_DAYS = 60       /* for how far away a day a wish may be */
};

/* Any of these bits opens the page of a wish, for who is in its audience. */
enum { WISH_READERS = SCOPE_READ_HOME | SCOPE_READ_TODAY };

/* What can be done with a wish. The centre's first; of home there is one. */
enum wish_step {
    WISH_WILL,         /* it will be done */
    WISH_OUR_WAY,      /* with a solution of our own, in the words */
    WISH_NOT_TODAY,    /* because of what the words say */
    WISH_PHONE_YES,    /* called: it may go otherwise */
    WISH_PHONE_NO,     /* called: rather not */
    WISH_PHONE_SILENT, /* no answer: the wish stands */
    WISH_PHONE_URGENT, /* no answer, and it could not wait: a task to call */
    WISH_DONE,
    WISH_TOGETHER,  /* otherwise, as was agreed */
    WISH_OTHERWISE, /* otherwise, without asking: a task to call */
    WISH_TOLD,      /* called and explained */
    WISH_REACT,     /* home's own words */
    WISH_STEP__MAX
};

struct wish_new {
    struct client_write sent;
    struct child_id child;
    struct date day; /* today or to come, within WISH_AHEAD_DAYS */
    struct text words;
    struct text language;
    bool both_homes;
    struct date today;
    struct wish_id wish; /* filled */
};

/* A guardian asks. STATUS_INVALID, with a word, without words or for a day that is out of reach. */
int wish_add(struct change *change, void *new) MUST_CHECK;

struct wish_acting {
    struct client_write sent;
    struct child_id child;
    struct wish_id wish;
    enum wish_step step;
    struct text words; /* may be empty, but of WISH_REACT */
    struct text language;
    struct moment_id moment; /* of a line of the child, or 0 */
    int64_t seen;            /* so many steps were on the page; negative: not known */
    struct date today;
    bool overtaken; /* filled: somebody else was first */
};

/*
 * One step. Home reacts, the centre does the rest; STATUS_DENIED when it is the other side's. STATUS_NOT_FOUND for a wish that is not
 * hers to read, and for a line that is not of this child.
 */
int wish_act(struct change *change, void *acting) MUST_CHECK;

/* What a step of that name in the database is called: "We doen het zo". */
enum word wish_step_word(struct text kind);

/* On the day page and the board. */
extern const struct handover_part wish_part;

extern const struct routes wish_routes;

struct address url_wishes(struct arena *arena, struct child_id child);
struct address url_wish(struct arena *arena, struct child_id child, struct wish_id wish);

/* For feature/privacy/erase.h. */
int wish_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int wish_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
