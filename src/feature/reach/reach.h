/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whom we reach (R097: fathers talk less at the door; both parents matter). A guardian may say what she or he is to the child:
 * mother, father, something else; nobody has to, and nobody sees it but that guardian. A location's report counts guardians, each by
 * itself: how many were invited, how many came in, and by role. Every figure passes figure_may_show; the split by role shows
 * only when each of its figures does, because what is left out can be worked out from the rest.
 */
#ifndef FEATURE_REACH_REACH_H
#define FEATURE_REACH_REACH_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

#include <stdbool.h>

struct change;

enum { REACH_WORDS_MAXIMUM = 60 }; /* characters of own words for a role */

enum reach_role { REACH_UNSAID, REACH_MOTHER, REACH_FATHER, REACH_OTHER, REACH_ROLE__MAX };

/* Guardians of one role, or all: how many there are, were invited, came in. */
struct reach_count {
    int64_t people, invited, arrived;
};

/* Whether a count may show: none of its figures is about few people. */
bool reach_may_show(const struct reach_count *count);

/* Whether the split by role may show beside the sum: each role that anybody has may, and is many or nobody. */
bool reach_may_split(const struct reach_count roles[REACH_ROLE__MAX]);

/* A guardian says what she or he is; REACH_UNSAID takes it back. */
struct reach_write {
    struct child_id child;
    enum reach_role role;
    struct text own_words; /* with REACH_OTHER; else empty */
    struct date today;
};

/* In a change, for a guardian of the child about herself alone; STATUS_DENIED for anybody else who sees the child. */
int reach_say(struct change *change, void *write) MUST_CHECK;

/* Removes it, of a child or of a guardian. For feature/privacy/erase.h. */
int reach_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int reach_erase_person(struct change *change, struct person_id person) MUST_CHECK;

extern const struct routes reach_routes;

struct address url_reach(struct arena *arena, struct location_id location);
struct address url_reach_own(struct arena *arena, struct child_id child);

#endif
