/* SPDX-License-Identifier: EUPL-1.2 */
/* What the pages of sharing and of the bureau show. */
#ifndef FEATURE_CHILDMINDER_VIEWS_H
#define FEATURE_CHILDMINDER_VIEWS_H

#include "base/vector.h"
#include "html/html.h"

struct share_kind_view {
    const char *name; /* in the form */
    enum word word;
    bool shared;
};

struct sharing_view {
    struct text name; /* of the child */
    struct address back, save;
    bool saved;
    bool can_write; /* is its childminder; a guardian reads along */
    bool shared;
    struct text bureaus; /* who sees it; empty: nobody works there */
    VECTOR(struct share_kind_view) kinds;
};

struct bureau_line_view {
    struct text text;
};
struct bureau_child_view {
    struct text name;
    struct text days;
    struct text allergies;
    VECTOR(struct bureau_line_view) hours;
    VECTOR(struct bureau_line_view) contacts;
};
struct bureau_place_view {
    struct text name;
    VECTOR(struct bureau_child_view) children;
};
struct bureau_view {
    VECTOR(struct bureau_place_view) places;
};

#endif
