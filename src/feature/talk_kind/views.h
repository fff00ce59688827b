/* SPDX-License-Identifier: EUPL-1.2 */
/* What the page of the matrix shows. */
#ifndef FEATURE_TALK_KIND_VIEWS_H
#define FEATURE_TALK_KIND_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct talk_cell_view {
    struct text value; /* "intake.mentor" */
    enum word role;
    bool holds;
    bool fixed; /* cannot be changed */
};

struct talk_kind_view {
    enum word kind;
    bool fixed;
    VECTOR(struct talk_cell_view) cells;
};

struct talk_page_view {
    struct text name; /* of the location */
    struct address save, people;
    int64_t version;
    bool saved;
    bool stale;
    VECTOR(struct talk_kind_view) kinds;
};

#endif
