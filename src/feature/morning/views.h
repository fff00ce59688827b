/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show. */
#ifndef FEATURE_MORNING_VIEWS_H
#define FEATURE_MORNING_VIEWS_H

#include "base/vector.h"
#include "html/html.h"
#include "i18n/word.h"

struct morning_choice_view {
    const char *value;
    const char *pictogram;
    enum word word;
    bool chosen;
};

struct morning_kind_view {
    const char *name;
    enum word word;
    VECTOR(struct morning_choice_view) choices;
};

struct morning_sibling_view {
    struct child_id child;
    struct text name;
    bool chosen;
};

struct morning_form_view {
    struct child_id child;
    struct address action;
    struct text client_id;
    VECTOR(struct morning_kind_view) kinds;
    bool bottle;
    struct text time, ml; /* of the last bottle, as typed */
    struct text words;
    VECTOR(struct morning_sibling_view) siblings;
    bool two_homes;
    bool both_homes;
    bool more; /* what follows stands open */
    struct text collects;
    struct text wish;
};

/* On the first page. */
struct morning_place_view {
    bool open;
    struct morning_form_view form;
};

/* As a page, when something could not be taken. */
struct morning_page_view {
    struct text name;
    struct text problem;
    struct address day;
    struct morning_form_view form;
};

#endif
