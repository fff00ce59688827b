/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show. */
#ifndef FEATURE_ABSENCE_VIEWS_H
#define FEATURE_ABSENCE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct absence_sibling_view {
    struct child_id child;
    struct text name;
    bool chosen;
};

/* The form. */
struct absence_form_view {
    struct child_id child;
    struct address action;
    const char *then;
    struct text from, through; /* as in a date field */
    struct text words;
    bool more; /* the days and words stand open */
    VECTOR(struct absence_sibling_view) siblings;
};

/* That it stays away, with the way back. */
struct absence_now_view {
    struct text key; /* its id */
    struct text sentence;
    struct text by; /* "gemeld door Aylin"; empty: not told */
    struct text words;
    struct text language; /* of the words */
    bool can_end;
    struct address back;
    struct date day; /* on which it comes again */
    const char *then;
    struct text name;
};

/* In its place on a day page or start page: one of the two. */
struct absence_place_view {
    bool away;
    struct absence_now_view now;
    bool can_report;
    bool tomorrow; /* the form is for the day after today */
    struct absence_form_view form;
};

/* The page of a child. */
struct absence_view {
    struct text name;
    struct text problem;
    struct text topics;
    bool is_home;
    struct address day;
    bool can_write;
    struct absence_form_view form;
    VECTOR(struct absence_now_view) items;
};

#endif
