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

/* What could not be taken, to be shown again, and what is said above the page. */
struct wish_typed {
    enum word problem; /* 0: none */
    struct text words;
};

/* The page of a wish. `typed` may be NULL. */
int wish_read(struct request *request, struct wish_id wish, const struct wish_typed *typed,
              struct wish_view *ret_view) MUST_CHECK;

/* The page on which a wish is written; `day` is NULL for today. */
int wish_read_new(struct request *request, struct text day, const struct wish_typed *typed,
                  struct wish_new_view *ret_view) MUST_CHECK;

#endif
