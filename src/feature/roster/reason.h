/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Everything an import can say about a file, a row, a family: a code and a sentence each. The command shows the English
 * sentences; a page would translate by the code.
 */
#ifndef ROSTER_REASON_H
#define ROSTER_REASON_H

#include "base/arena.h"

enum roster_reason {
    /* The file as a whole: nothing is read. */
    ROSTER_FILE_EMPTY,
    ROSTER_FILE_LARGE,
    ROSTER_FILE_UTF16,
    ROSTER_FILE_BINARY,
    ROSTER_FILE_QUOTE,
    ROSTER_FILE_COLUMN,
    ROSTER_FILE_COLUMN_TWICE,
    ROSTER_HELD,
    ROSTER_HELD_LOCATION,
    ROSTER_HELD_MANY,
    /* One row: it is not used. */
    ROSTER_ROW_CELLS,
    ROSTER_NUMBER_MISSING,
    ROSTER_NAME_MISSING,
    ROSTER_TEXT_LONG,
    ROSTER_BORN_INVALID,
    ROSTER_BORN_UNLIKELY,
    ROSTER_START_INVALID,
    ROSTER_END_INVALID,
    ROSTER_END_BEFORE_START,
    ROSTER_WEEKDAYS_MISSING,
    ROSTER_WEEKDAY_UNKNOWN,
    ROSTER_GROUP_MISSING,
    ROSTER_GROUP_UNKNOWN,
    ROSTER_GROUP_LONE,
    ROSTER_CARE_FORM_UNKNOWN,
    ROSTER_CONTRADICTION,
    /* Used, and somebody should look. */
    ROSTER_REMARK_RESTRICTION,
    ROSTER_REMARK_HOMES,
    ROSTER_CHILD_MISSING,
    ROSTER_GUARDIAN_MISSING,
    ROSTER_GUARDIAN_NONE,
    ROSTER_GUARDIAN_ENDED,
    ROSTER_GUARDIAN_ALIKE,
    ROSTER_EMAIL_SHARED,
    ROSTER_EMAIL_INVALID,
    ROSTER_AUTHORITY_UNKNOWN,
    ROSTER_PHOTO_UNKNOWN,
    ROSTER_LANGUAGE_UNKNOWN,
    ROSTER_ALLERGIES_BOTH,
    ROSTER_MENTOR_AMBIGUOUS,
    ROSTER_MENTOR_OTHER_GROUP,
    ROSTER_SKIPPED,
    /* For completeness. */
    ROSTER_COLUMN_IGNORED,
    ROSTER_CHILD_LEFT,
    ROSTER_CHILD_NEW,
    ROSTER_CHILD_LEAVES,
    ROSTER_ROW_DOUBLED,
    ROSTER_ROW_JOINED,
    ROSTER_MENTORS_TWO,
    ROSTER_PHONE_DIFFERS,
    ROSTER_LANGUAGE_DIFFERS,
    ROSTER_LOCATION_NEW,
    ROSTER_GROUP_NEW,
    ROSTER_MENTOR_NEW,
    ROSTER_CHANGED,
    ROSTER_REASON__MAX
};

enum roster_weight { ROSTER_FATAL, ROSTER_REFUSED, ROSTER_CHECK, ROSTER_NOTE, ROSTER_WEIGHT__MAX };

/* "weekday_unknown": stable, for tests and translation. */
const char *roster_reason_code(enum roster_reason reason);

/* What it means and what to do, in English. */
const char *roster_reason_sentence(enum roster_reason reason);

enum roster_weight roster_reason_weight(enum roster_reason reason);

/* "file", "refused", "check", "note". */
const char *roster_weight_name(enum roster_weight weight);

#endif
