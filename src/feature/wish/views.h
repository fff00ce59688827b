/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show. */
#ifndef FEATURE_WISH_VIEWS_H
#define FEATURE_WISH_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* Something that was said or done. */
struct wish_step_view {
    const char *side; /* "home", "centre" */
    struct text what; /* "We doen het zo"; empty: own words alone */
    struct text who;
    struct text time;
    struct text words;
    struct text language; /* of the words */
    bool has_line;
    struct address line; /* of the day */
};

/* A line of the day to choose. */
struct wish_line_view {
    struct moment_id moment;
    struct text text;
};

/* A button. */
struct wish_act_view {
    const char *value;
    enum word word;
};
struct wish_acts_view {
    const struct wish_act_view *items;
    size_t count;
};

/* The page of a wish. */
struct wish_view {
    struct wish_id wish;
    struct text name; /* of the child */
    struct text problem;
    struct text topics;
    struct address day;
    struct text day_text;
    struct text who;
    struct text words;
    struct text language;
    VECTOR(struct wish_step_view) steps;
    struct address act;
    struct text client_id;
    int64_t seen;
    struct text typed;
    bool is_home;
    bool can_act;   /* for the centre */
    bool can_react; /* for home */
    bool has_phone;
    struct address call;
    struct text call_text; /* "Bel Aylin" */
    VECTOR(struct wish_line_view) lines;
    struct wish_acts_view answers, phones, outcomes;
};

/* A wish where it stands between other things: day page, tile. */
struct wish_short_view {
    struct wish_id wish;
    struct address page;
    struct text who;
    struct text words;
    struct text language;
    struct text state;
};

/* The form for a new one. */
struct wish_form_view {
    struct address action;
    struct text client_id;
    struct date day;
    bool two_homes;
    bool both_homes; /* chosen */
    struct text typed;
};

/* On the day page. */
struct wish_place_view {
    VECTOR(struct wish_short_view) wishes;
    bool can_add;
    struct wish_form_view form;
};

/* The form as a page, when something could not be taken. */
struct wish_new_view {
    struct text name;
    struct text problem;
    struct address day;
    struct wish_form_view form;
};

#endif
