/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a home writes about itself, when it likes to: how the child lives there (its routines, R045), for everybody who works
 * with the child, a stand-in too; and "onze kijk op opvoeden" (R013), for the mentor, the coach and the manager alone. Each
 * home of a child has a text of its own of both kinds, and no home sees another's.
 */
#ifndef FEATURE_HOME_VIEW_HOME_VIEW_H
#define FEATURE_HOME_VIEW_HOME_VIEW_H

#include "access/scope.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "feature/tap/tap.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum home_words_kind {
    HOME_WORDS_ROUTINE, /* how the child lives at home: sleep, food, comfort */
    HOME_WORDS_VIEW,    /* how these parents look at bringing up */
    HOME_WORDS_KIND__MAX
};

enum { HOME_WORDS_MAXIMUM = 2000 }; /* characters of a text */

/* Who of the centre reads a text of a kind: bits of access/scope.h, any of which will do. */
enum {
    HOME_WORDS_READ_ROUTINE = SCOPE_READ_TODAY,
    HOME_WORDS_READ_VIEW = SCOPE_READ_MENTOR | SCOPE_READ_COACH | SCOPE_READ_MANAGER
};

/* The question of a kind. */
extern const enum tap_question home_words_questions[HOME_WORDS_KIND__MAX];

/* A home saves a text, a tap or both (R101). Texts live in the request's arena. */
struct home_words_write {
    struct child_id child;
    struct person_id person; /* whose: the actor's own, or of a guardian for whom the staff write it down */
    enum home_words_kind kind;
    struct tap tap;       /* of the kind's question */
    struct text channel;  /* a name of tap_channels when the staff write; else left out */
    struct text words;    /* at most HOME_WORDS_MAXIMUM characters; empty takes the text back */
    struct text language; /* code of i18n/language.h */
    struct date today;
    int64_t base; /* id of the text that was changed; 0: there was none */
};

/*
 * In a change: the text as the home's newest. STATUS_CONFLICT when somebody of the same home saved another text since
 * `base`; STATUS_DENIED for somebody who does not write for a home of the child, or of the staff does not read this kind;
 * STATUS_NOT_FOUND when `person` writes for no home of the child. The same once more changes nothing. While the answer is
 * "rather in person", the mentor has a quiet note of it (feature/task).
 */
int home_words_write(struct change *change, void *write) MUST_CHECK;

extern const struct routes home_view_routes;

/* What a shift needs of a child, with its routines; and "onze kijk op opvoeden". */
struct address url_home_card(struct arena *arena, struct child_id child);
struct address url_home_view(struct arena *arena, struct child_id child);

/* Where the staff write down what a guardian tells of either. */
struct address url_home_card_guardian(struct arena *arena, struct child_id child, struct person_id person);
struct address url_home_view_guardian(struct arena *arena, struct child_id child, struct person_id person);

/* Removes what was written about a child, or by a guardian. For feature/privacy/erase.h. */
int home_view_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int home_view_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
