/* SPDX-License-Identifier: EUPL-1.2 */
/* What the template of the feature shows, in words already. */
#ifndef FEATURE_PORTRAIT_VIEWS_H
#define FEATURE_PORTRAIT_VIEWS_H

#include "html/html.h"

struct portrait_page_view {
    struct text name; /* of the child */
    struct text initial;
    int tint;
    struct address hub, write;
    bool own; /* of a member of staff herself */
    bool has_image;
    struct address image;
    struct text problem; /* empty: none */
};

#endif
