/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show, in words already. */
#ifndef FEATURE_PRACTICAL_VIEWS_H
#define FEATURE_PRACTICAL_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct practical_item_view {
    struct notice_id item;
    struct text title;
    struct text words;
    struct text language;
    bool unread;
    struct text read; /* "Gelezen op 22 nov" */
};

struct practical_items_view {
    struct practical_item_view *items;
    size_t count, capacity;
};

/* When the place is open. */
struct practical_hours_view {
    struct address page;
    struct text words; /* the beginning; empty: nothing is shown */
    struct text language;
};

/* What one guardian has not read, for who works with the child. */
struct practical_unread_view {
    struct text name;
    struct text titles; /* parted by dots */
};

/* The page of a child. */
struct practical_page_view {
    struct text name;
    struct address hub;
    bool is_home;
    struct address read;
    struct practical_items_view items;
    VECTOR(struct practical_unread_view) unread;
};

/* An item for who manages the location. */
struct practical_managed_view {
    struct address edit;
    struct text title;
    struct text languages; /* in which it stands there, own names */
};

struct practical_place_view {
    struct text name;
    struct address back;
    bool saved;
    VECTOR(struct practical_managed_view) items;
    VECTOR(struct practical_managed_view) topics; /* that the location does not have yet */
    struct address own;
};

struct practical_tab_view {
    struct address address;
    const char *code;
    const char *name;
    bool current;
};

/* Where one item is written in one language. */
struct practical_edit_view {
    struct text title; /* of the page */
    struct address back, write;
    struct text problem;
    VECTOR(struct practical_tab_view) tabs;
    const char *language;
    struct text item;  /* empty: a new one */
    struct text topic; /* of a new one */
    bool has_title;
    struct text own_title;
    struct text words;
    struct text hint;
    struct text stored; /* what somebody else saved meanwhile */
    bool can_remove;
    int64_t base;
};

#endif
