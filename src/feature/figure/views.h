/* SPDX-License-Identifier: EUPL-1.2 */
/* What the page about figures on staff shows. */
#ifndef FEATURE_FIGURE_VIEWS_H
#define FEATURE_FIGURE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct consultation_line_view {
    struct text day;
    struct text with_whom;
    struct text agreed;
    struct text language;
    bool ended;
};

struct consultation_view {
    bool on;        /* figures show */
    bool can_write; /* manages the whole organisation */
    struct text today;
    struct address save, end, back;
    VECTOR(struct consultation_line_view) lines;
};

#endif
