/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template of an earlier notebook shows.
 */
#ifndef FEATURE_EARLIER_VIEWS_H
#define FEATURE_EARLIER_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct earlier_month_view {
    struct address page;
    struct text text;
    bool here; /* its lines stand below */
};

/* One archive that was brought. */
struct earlier_item_view {
    struct earlier_id earlier;
    struct text centre;  /* as the file calls it */
    struct text brought; /* by whom and when */
    bool own;
    bool shared;
    struct address answer, remove;
    VECTOR(struct earlier_month_view) months;
};

struct earlier_line_view {
    const char *side; /* "home", "centre" */
    bool at_home;
    const char *pictogram; /* of the chip */
    struct text chip;      /* empty: none, or a value that is not known here */
    struct text who, called, time, note, language;
};

struct earlier_day_view {
    struct text day;
    VECTOR(struct earlier_line_view) lines;
};

struct earlier_view {
    struct text name;
    struct address hub;
    bool is_home;
    bool saved;
    VECTOR(struct earlier_item_view) items;
    struct text from; /* the centre whose days stand below */
    VECTOR(struct earlier_day_view) days;
};

#endif
