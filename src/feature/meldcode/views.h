/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template of this folder shows.
 */
#ifndef FEATURE_MELDCODE_VIEWS_H
#define FEATURE_MELDCODE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"
#include "i18n/word.h"

struct meldcode_note_view {
    struct text step;
    struct text author;
    struct text when;
    struct text words;
    bool broken; /* it cannot be opened with the key file of today */
};

struct meldcode_colleague_view {
    struct person_id id;
    struct text name;
};

struct meldcode_step_view {
    int64_t number;
    struct text text;
};

struct meldcode_file_view {
    struct text id;
    struct text opened;
    bool open;
    struct text members;
    VECTOR(struct meldcode_note_view) notes;
    VECTOR(struct meldcode_colleague_view) colleagues;
};

struct meldcode_view {
    struct text name;
    struct address family; /* the page of the family */
    struct address note;
    struct address colleague;
    struct address close;
    bool may_open; /* no file of her own is open */
    VECTOR(struct meldcode_step_view) steps;
    VECTOR(struct meldcode_file_view) files;
};

#endif
