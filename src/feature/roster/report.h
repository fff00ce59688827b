/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an import has to tell, gathered by reason and said at the end: heaviest first, a line for each row or child. Keeps
 * the first lines of every reason and counts the rest, so that its memory has a bound.
 */
#ifndef ROSTER_REPORT_H
#define ROSTER_REPORT_H

#include "base/vector.h"
#include "feature/roster/reason.h"
#include "feature/roster/roster.h"

enum {
    REPORT_KEPT = ROSTER_FINDINGS_MAXIMUM, /* lines kept of a reason */
    REPORT_NOTES = 20,                     /* lines shown of a note, unless all are asked for */
    REPORT_CHECKS = 200,                   /* of what somebody should look at */
    REPORT_DETAIL_BYTES = 200              /* of a detail */
};

struct report_line {
    int line;                    /* of the file, 0: none */
    struct text number;          /* of the child, empty: none */
    struct location_id location; /* 0: that of the child in the file */
    struct text detail;
};

struct roster_report {
    struct arena *arena; /* borrowed */
    struct {
        int64_t count;
        VECTOR(struct report_line) lines;
    } reasons[ROSTER_REASON__MAX];
};

/* Adds a line; number and detail are copied. */
void report_add(struct roster_report *report, enum roster_reason reason, int line, struct text number,
                struct text detail);

/* The same about somebody whom the file does not name. */
void report_add_at(struct roster_report *report, enum roster_reason reason, struct location_id location,
                   struct text number, struct text detail);

/* Says everything: groups by reason, then the counts. `arena` is for the lines. */
void report_say(const struct roster_report *report, const struct roster_import *import,
                const struct roster_counts *counts);

/* One formatted line to import->say. */
void roster_say(const struct roster_import *import, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
