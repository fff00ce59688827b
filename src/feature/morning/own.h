/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_MORNING_OWN_H
#define FEATURE_MORNING_OWN_H

#include "access/viewer.h"
#include "feature/morning/morning.h"
#include "feature/morning/morning.sql.h"
#include "feature/morning/views.h"
#include "i18n/word.h"

/* What could not be taken, to be shown again. */
struct morning_typed {
    enum word problem;
    struct text values[MORNING_VALUES_MAXIMUM]; /* by enum morning_value */
    struct text ml, time, words, collects, wish;
    bool both_homes;
    const struct child_id *children; /* that were chosen too */
    size_t child_count;
};

/* In the order in which they are asked; names of fields are those of the kinds. */
extern const enum entry_kind morning_kinds[MORNING_VALUES_MAXIMUM];

/* Ages of a row, as a group sets them. */
unsigned morning_ages(const struct morning_own_row *row);

/* The row of a child; NULL when this person does not write about it. */
const struct morning_own_row *morning_row(const struct morning_own_rows *rows, struct child_id child);

/* What reading the rows takes. */
struct morning_own_in morning_rows_of(struct organisation_id organisation, struct person_id person, struct date today);

/* The page of one child; `typed` may be NULL. */
int morning_read(struct request *request, const struct morning_typed *typed,
                 struct morning_page_view *ret_view) MUST_CHECK;

#endif
