/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Values of data.json (docs/archive-format.md). Inside the feature. Each gives a new reference.
 */
#ifndef FEATURE_ARCHIVE_JSON_H
#define FEATURE_ARCHIVE_JSON_H

#include "feature/archive/content.h"
#include "feature/archive/read.h"

#include <jansson.h>

json_t *archive_json_text(struct text text);
json_t *archive_json_day(struct arena *arena, struct date day); /* null: none, or no end */
json_t *archive_json_instant(struct arena *arena, int64_t at);  /* null: INSTANT_NONE */
json_t *archive_json_id(struct arena *arena, int64_t id);       /* null: 0 */

/* A photo of the child's page or of an earlier notebook, without the line it stands on. */
json_t *archive_json_photo(const struct archive_content *content, const struct archive_picture *picture);

/* Adds the members of care.h to the object. */
void archive_json_care(const struct archive_content *content, json_t *root);

#endif
