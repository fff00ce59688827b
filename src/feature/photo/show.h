/* SPDX-License-Identifier: EUPL-1.2 */
/* Fills the views of the photos. */
#ifndef FEATURE_PHOTO_SHOW_H
#define FEATURE_PHOTO_SHOW_H

#include "feature/photo/photo.h"
#include "feature/photo/views.h"

struct request;

/* What the form holds already, and what to say above it. */
struct photo_typed {
    struct text problem; /* empty: none; with one, `children` are those who were ticked */
    struct text caption;
    bool at_once;
    int64_t sent; /* so many photos were just sent; `children` are those whose home does not get them */
    const struct child_id *children;
    size_t child_count;
};

int photo_read_page(struct request *request, const struct photo_typed *typed, struct photos_view *view) MUST_CHECK;

/* `sharing`: the answers that were given, with what was missing; NULL: none yet. */
int photo_read_share(struct request *request, struct photo_id photo, const struct photo_sharing *sharing,
                     struct photo_share_view *view) MUST_CHECK;

#endif
