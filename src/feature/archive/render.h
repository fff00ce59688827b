/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the pages inside a zip share (render.c). Inside the feature. Texts are in the content's arena.
 */
#ifndef FEATURE_ARCHIVE_RENDER_H
#define FEATURE_ARCHIVE_RENDER_H

#include "feature/archive/content.h"
#include "feature/archive/views.h"

/* A file beside the page: the only addresses that are no routes of ours. */
struct address archive_beside(struct text file);

struct text archive_day_words(const struct archive_content *content, struct date day, enum day_style style);
struct text archive_clock_words(const struct archive_content *content, int64_t at); /* empty for INSTANT_NONE */
struct text archive_full_name(const struct archive_content *content);

#endif
