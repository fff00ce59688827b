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
    bool photos; /* its owner reads them */
    struct address answer, remove;
    VECTOR(struct earlier_month_view) months;
};

struct earlier_chip_view {
    const char *pictogram;
    struct text text;
};

struct earlier_note_view {
    struct text words, language;
};

struct earlier_picture_view {
    struct address large, small;
    int64_t width, height; /* of the small one */
};

/* What one person wrote at one moment. */
struct earlier_moment_view {
    const char *side; /* "home", "centre" */
    bool at_home;
    struct text who, called, time;
    VECTOR(struct earlier_picture_view) pictures;
    VECTOR(struct earlier_chip_view) chips;
    VECTOR(struct earlier_note_view) notes;
};

struct earlier_day_view {
    struct text day;
    VECTOR(struct earlier_moment_view) moments;
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
