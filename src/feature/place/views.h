/* SPDX-License-Identifier: EUPL-1.2 */
/* What the pages of places and of beginning show. */
#ifndef FEATURE_PLACE_VIEWS_H
#define FEATURE_PLACE_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* One thing to do. */
struct begin_step_view {
    enum word title;
    enum word text;
    bool done;
    struct address go;
    enum word go_word;
};

struct begin_view {
    VECTOR(struct begin_step_view) steps;
    bool ready;         /* all of it is done */
    bool has_mail;      /* the installation can send any */
    struct text tried;  /* how the mail to oneself went; empty: none was asked */
    struct address try; /* form that sends one */
};

struct place_group_view {
    struct group_id group;
    struct text name;
    struct text phone;
    enum word form;
    struct address setting; /* what it records and asks (feature/handover) */
    struct address save;
};

struct place_view {
    struct location_id location;
    struct text name;
    struct text phone;
    struct address save, add, children, people;
    bool has_people; /* others work here: not at a childminder's */
    bool has_groups; /* groups can be added: not at a childminder's */
    VECTOR(struct place_group_view) groups;
};

struct places_view {
    struct text done; /* what was just done; empty: nothing */
    struct address begin, add;
    bool can_add; /* a location */
    VECTOR(struct place_view) places;
};

#endif
