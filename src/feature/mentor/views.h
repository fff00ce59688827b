/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show, in words already. */
#ifndef FEATURE_MENTOR_VIEWS_H
#define FEATURE_MENTOR_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* A family to talk with. */
struct mentor_family_view {
    struct child_id child;
    struct address day;
    struct text name;
    struct text initial;
    int tint;
    struct text spoke; /* "voor het laatst gesproken: 12 okt" */
    struct text wrote; /* "geschreven: 20 nov"; empty: nothing was since */
};

struct mentor_families_view {
    struct mentor_family_view *items;
    size_t count, capacity;
};

struct mentor_talks_view {
    struct mentor_families_view today;
    struct mentor_families_view later;
};

/* On the start page: nobody is named on a day on which the child does not come. */
struct mentor_start_view {
    struct address page;
    struct mentor_families_view today;
    bool has_later;
};

#endif
