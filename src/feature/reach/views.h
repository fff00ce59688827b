/* SPDX-License-Identifier: EUPL-1.2 */
/* What the pages of this folder show. */
#ifndef FEATURE_REACH_VIEWS_H
#define FEATURE_REACH_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct reach_own_view {
    struct text name; /* of the child */
    bool saved;
    bool mother, father, other, unsaid;
    struct text own_words;
    struct address save, back;
};

/* One line of figures. */
struct reach_line_view {
    enum word title;
    int64_t people, invited, arrived;
};

struct reach_report_view {
    struct text name; /* of the location */
    struct address back, consultation;
    bool shows; /* there are enough guardians for a sum */
    bool splits;
    VECTOR(struct reach_line_view) lines;
    bool consulted; /* figures on staff are on */
    bool staff_shows;
    int64_t staff, staff_arrived;
};

#endif
