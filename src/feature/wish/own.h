/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_WISH_OWN_H
#define FEATURE_WISH_OWN_H

#include "feature/wish/views.h"
#include "feature/wish/wish.h"
#include "feature/wish/wish.sql.h"
#include "i18n/word.h"

/* By enum wish_step, as in the database and in forms; ends with NULL. */
extern const char *const wish_step_names[WISH_STEP__MAX + 1];

/* The first day whose wishes somebody with this scope reads. */
struct date wish_since(int64_t scope, struct date today);

/* Whether somebody can ask something for that day. */
bool wish_day_fits(struct date day, struct date today);

/* What could not be taken, to be shown again, and what is said above the page. */
struct wish_typed {
    enum word problem; /* 0: none */
    struct text words;
    bool chose_readers; /* of a new wish: she was asked who reads it, */
    bool both_homes;    /* and chose both homes */
};

/* The page of a wish. `typed` may be NULL. */
int wish_read(struct request *request, struct wish_id wish, const struct wish_typed *typed,
              struct wish_view *ret_view) MUST_CHECK;

/* The page on which a wish is written once more; for today when a wish cannot be for that day (any more). */
int wish_read_new(struct request *request, struct date day, const struct wish_typed *typed,
                  struct wish_new_view *ret_view) MUST_CHECK;

#endif
