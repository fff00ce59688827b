/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show; show.c fills it in words. */
#ifndef FEATURE_HOME_VIEW_VIEWS_H
#define FEATURE_HOME_VIEW_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* Own words of somebody. */
struct home_text_view {
    struct text who;
    bool tapped;
    enum word tap;
    struct text ask;     /* that it is rather told in person; empty: it is not */
    struct text written; /* who of the staff wrote it down, and how it came; empty: nobody */
    struct text words;
    struct text language;
};

struct home_texts_view {
    struct home_text_view *items;
    size_t count, capacity;
};

struct home_name_view {
    bool has_edit; /* the reader may write down what this guardian tells */
    struct address edit;
    struct text name;
    struct text say_name;
    struct text called;
};

struct home_names_view {
    struct home_name_view *items;
    size_t count, capacity;
};

/* Where a home writes. */
struct home_form_view {
    struct address write;
    int64_t base;
    bool stale;         /* somebody of the home saved first: `stored` is what stands there now */
    struct text stored; /* what the home reads at the moment */
    struct text stored_language;
    struct text typed; /* in the form */
    enum word label;
    struct html_part taps;
    struct text tapped;  /* what was tapped and could not be saved; empty: nothing */
    struct text written; /* who of the staff wrote it down, and how it came */
    bool staff;          /* a member of staff writes: how it came is asked */
};

struct home_page_view {
    struct text name;
    struct text say_name;
    struct text title;
    enum word lead;     /* what the text is for, and who reads it */
    struct text effort; /* how long writing it takes (access/effort.h) */
    struct address hub;
    bool has_view; /* offers the way to "onze kijk op opvoeden" */
    bool has_card;
    struct address card, view;
    bool writes;
    bool staff; /* writes down what a guardian tells */
    struct text staff_lead;
    bool saved;
    struct home_form_view form;
    struct home_texts_view texts; /* of the homes, for the centre */
    bool is_card;                 /* for the centre: also who, what and today */
    struct text allergies;
    struct home_names_view guardians;
    struct home_texts_view wishes;
};

#endif
