/* SPDX-License-Identifier: EUPL-1.2 */
/* What the templates of the feature show. */
#ifndef FEATURE_HUB_VIEWS_H
#define FEATURE_HUB_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

/* A link with a sentence that says what is behind it. */
struct hub_link_view {
    struct address address;
    const char *icon;
    struct text title;
    enum word hint;
};

/* Links that belong together. */
struct hub_part_view {
    const char *name; /* for ids */
    struct text title;
    VECTOR(struct hub_link_view) links;
};

struct hub_parts_view {
    struct hub_part_view *items;
    size_t count, capacity;
};

struct hub_view {
    struct text name;
    struct text say_name;
    struct text initial;
    int tint;
    struct address day;
    struct hub_parts_view parts;
};

struct me_view {
    struct text name;
    struct text organisation;
    struct html_part account; /* language and signing out */
    struct hub_parts_view parts;
};

#endif
