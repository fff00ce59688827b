/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands in an archive beside the notebook: the family, medicine, accidents, the information sheet. Inside the feature.
 */
#ifndef FEATURE_ARCHIVE_CARE_H
#define FEATURE_ARCHIVE_CARE_H

#include "feature/archive/care.sql.h"

struct archive_content;
struct archive_wanted;

/* As content.h reads it: in the same snapshot, only what this guardian reads at home. */
struct archive_care {
    struct archive_guardian_rows guardian; /* one row */
    struct archive_family_rows family;
    struct archive_mentors_rows mentors;
    struct archive_collectors_rows collectors;
    struct archive_home_words_rows home_words;
    struct archive_partners_rows partners;
    struct archive_medicines_rows medicines;
    struct archive_medicine_times_rows times;
    struct archive_doses_rows doses;
    struct archive_accidents_rows accidents;
    struct archive_accident_texts_rows texts;
    struct archive_accident_accounts_rows accounts;
    struct archive_accident_signs_rows signs;
    struct archive_sheet_rows sheet;
    struct archive_absences_rows absences;
    struct archive_call_wishes_rows call_wishes; /* one row at most */
    struct archive_talks_rows talks;
    struct archive_calls_rows calls;
    struct archive_wishes_rows wishes;
    struct archive_wish_steps_rows wish_steps;
    struct archive_earlier_rows earlier;
    struct archive_earlier_lines_rows earlier_lines;
    struct archive_earlier_photos_rows earlier_photos; /* oldest first */
};

int archive_care_read(struct db *db, const struct archive_wanted *wanted, struct archive_content *content) MUST_CHECK;

#endif
