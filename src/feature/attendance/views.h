/* SPDX-License-Identifier: EUPL-1.2 */
/* What the template of the feature shows, in words already. */
#ifndef FEATURE_ATTENDANCE_VIEWS_H
#define FEATURE_ATTENDANCE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct attendance_line_view {
    struct text id;  /* of the child */
    struct text day; /* 2026-11-23, for the form */
    struct text name;
    struct text born;
    struct text in, out;             /* "8:04"; empty: not yet */
    struct text in_typed, out_typed; /* "08:04", for the form */
    struct text collected_by;
    struct text state;  /* in place of times: "afgemeld", "nog niet binnen" */
    struct text before; /* "eerst 8:30 – 17:00; verbeterd door Hanna" */
    bool can_correct;
    int64_t version; /* of the times that stand there; 0: none do */
    bool open;       /* what was typed was refused */
};

struct attendance_day_view {
    struct text day;
    VECTOR(struct attendance_line_view) lines;
};

struct attendance_view {
    struct text group, location;
    struct text period; /* in words */
    struct address board, here, presence;
    bool manages;                  /* may ask for the file */
    struct text from, last, today; /* ISO, for the form */
    struct text problem;
    bool saved;
    VECTOR(struct attendance_day_view) days;
};

#endif
