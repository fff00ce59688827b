/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_ABSENCE_OWN_H
#define FEATURE_ABSENCE_OWN_H

#include "feature/absence/absence.h"
#include "feature/absence/absence.sql.h"
#include "feature/absence/views.h"
#include "i18n/word.h"

/* By enum absence_kind, as in the database and in forms; ends with NULL. */
extern const char *const absence_kind_names[ABSENCE_KIND__MAX + 1];

/* Where a form leads back to. */
enum absence_then { ABSENCE_THEN_PAGE, ABSENCE_THEN_DAY, ABSENCE_THEN_START, ABSENCE_THEN__MAX };
extern const char *const absence_then_names[ABSENCE_THEN__MAX + 1];

/* "Noor is ziek gemeld, tot en met vrijdag 27 november", said on a day. */
struct text absence_sentence(struct request *request, struct text name, struct text kind, struct date day,
                             struct date until);

/* The form that says that a child does not come, from that day on. Beside other things it leaves the days of today empty: they are
 * those of the tap. */
struct absence_form_view absence_form(struct request *request, struct child_id child, struct date day,
                                      enum absence_then then, const struct absence_siblings_rows *siblings);

/* What could not be taken, to be shown again. */
struct absence_typed {
    enum word problem;
    struct text from, through, words;
    const struct child_id *children; /* that were chosen too */
    size_t child_count;
};

/* The page of a child; `typed` may be NULL. */
int absence_read(struct request *request, const struct absence_typed *typed, struct absence_view *ret_view) MUST_CHECK;

#endif
