/* SPDX-License-Identifier: EUPL-1.2 */
/* What the pages of children by hand show. */
#ifndef FEATURE_ENROL_VIEWS_H
#define FEATURE_ENROL_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct enrol_day_view {
    int64_t number; /* 1 Monday ... 7 Sunday */
    struct text name;
};
struct enrol_days_view {
    VECTOR(struct enrol_day_view) days;
};

struct enrol_choice_view {
    struct text id;
    struct text name;
    bool chosen;
};

/* A child on a group. */
struct enrol_line_view {
    struct address page;
    struct text name;
    struct text place; /* "Rupsen · ma di do" */
    struct text days;  /* "vanaf 1 december"; empty: comes now, without an end */
};

struct enrol_children_view {
    struct text name; /* of the location */
    struct address back, add;
    struct text today;
    struct enrol_days_view days;
    bool one_group; /* nothing to choose */
    VECTOR(struct enrol_choice_view) groups;
    VECTOR(struct enrol_line_view) lines;
};

struct enrol_placement_view {
    struct placement_id placement;
    struct text group;
    struct text weekdays;
    struct text days;
    struct text last; /* YYYY-MM-DD for the form */
};

struct enrol_guardian_view {
    struct text name;
    struct text called;
};

struct enrol_child_view {
    struct text name;
    struct text born;
    struct text done; /* what was just done; empty: nothing */
    struct address back, family, invite, partners;
    bool here;   /* comes today or came before: its own pages are open */
    bool minded; /* a childminder's: no choice of group or mentor */
    struct address add, end, guardian, mentor;
    struct text today;
    struct enrol_days_view days;
    struct text mentor_name;
    VECTOR(struct enrol_choice_view) groups;
    VECTOR(struct enrol_choice_view) colleagues;
    VECTOR(struct enrol_choice_view) languages;
    VECTOR(struct enrol_placement_view) placements;
    VECTOR(struct enrol_guardian_view) guardians;
};

#endif
