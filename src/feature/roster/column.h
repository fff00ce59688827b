/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which column of a file holds what, by the names in its header. Names are compared without case, accents of the table's
 * own words, spaces and signs: "E-mail ouder 1" is emailouder1.
 */
#ifndef ROSTER_COLUMN_H
#define ROSTER_COLUMN_H

#include "base/attribute.h"
#include "feature/roster/sheet.h"

enum { ROSTER_GUARDIANS = 2 }; /* in one row */

enum roster_column {
    ROSTER_COLUMN_NUMBER,
    ROSTER_COLUMN_GIVEN_NAME,
    ROSTER_COLUMN_PARTICLE,
    ROSTER_COLUMN_FAMILY_NAME,
    ROSTER_COLUMN_BORN,
    ROSTER_COLUMN_LOCATION,
    ROSTER_COLUMN_CARE_FORM,
    ROSTER_COLUMN_GROUP,
    ROSTER_COLUMN_WEEKDAYS,
    ROSTER_COLUMN_START,
    ROSTER_COLUMN_END,
    ROSTER_COLUMN_MENTOR,
    ROSTER_COLUMN_ALLERGIES,
    ROSTER_COLUMN_PHOTO_CONSENT,
    ROSTER_COLUMN_REMARK,
    ROSTER_COLUMN_GUARDIAN_NAME, /* these five, and then again for the second guardian */
    ROSTER_COLUMN_GUARDIAN_EMAIL,
    ROSTER_COLUMN_GUARDIAN_PHONE,
    ROSTER_COLUMN_GUARDIAN_LANGUAGE,
    ROSTER_COLUMN_GUARDIAN_AUTHORITY,
    ROSTER_COLUMN_SECOND_NAME,
    ROSTER_COLUMN_SECOND_EMAIL,
    ROSTER_COLUMN_SECOND_PHONE,
    ROSTER_COLUMN_SECOND_LANGUAGE,
    ROSTER_COLUMN_SECOND_AUTHORITY,
    ROSTER_COLUMN__MAX
};

struct roster_columns {
    size_t place[ROSTER_COLUMN__MAX]; /* index of the cell; SIZE_MAX when the file has no such column */
    size_t count;                     /* cells of the header */
};

/* What the columns of one kind are called in the report: "Kindnummer". */
const char *roster_column_name(enum roster_column column);

/* The kind of a header's cell; ROSTER_COLUMN__MAX when it is none. */
enum roster_column roster_column_of(struct arena *arena, struct text name);

/*
 * Reads the header. STATUS_INVALID with the reason (a needed column is not there, or is there twice) and the column.
 */
int roster_columns_read(struct arena *arena, const struct sheet_record *header, struct roster_columns *ret_columns,
                        enum roster_reason *ret_reason, enum roster_column *ret_column) MUST_CHECK;

/* The cell of a column; empty when the file or the record has none. */
struct text roster_columns_cell(const struct roster_columns *columns, const struct sheet_record *record,
                                enum roster_column column);

#endif
