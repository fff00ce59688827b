/* SPDX-License-Identifier: EUPL-1.2 */
/* What the page of the people of a location shows. */
#ifndef FEATURE_ROLE_VIEWS_H
#define FEATURE_ROLE_VIEWS_H

#include "base/identity.h"
#include "base/vector.h"
#include "html/html.h"

/* One role of one person, with the form that ends it. */
struct role_line_view {
    struct person_id person;
    struct text name;
    const char *kind;
    enum word role;
    struct text place; /* the group, or empty: the whole location */
    struct text days;  /* "vanaf 1 maart", "t/m 24 november" */
    struct text group; /* as in the form */
    struct text from;  /* YYYY-MM-DD */
    struct text last;  /* last day, or today */
    bool can_end;
};

struct role_kind_view {
    const char *name;
    enum word role;
};

struct role_group_view {
    struct text id;
    struct text name;
};

struct role_people_view {
    struct text name;       /* of the location */
    struct address tablets; /* of feature/tablet */
    struct address reach;   /* of feature/reach */
    struct address give, end, talks;
    struct address presence, rosters, papers; /* of feature/exchange and feature/adoption */
    struct text today;                        /* YYYY-MM-DD */
    struct text done;                         /* what was just done; empty: nothing */
    struct address practical, rhythm;         /* features practical and intake */
    struct address children;                  /* of feature/enrol */
    bool alone;                               /* the place of a childminder (R209) */
    VECTOR(struct role_line_view) lines;
    VECTOR(struct role_kind_view) kinds;
    VECTOR(struct role_group_view) groups;
};

#endif
