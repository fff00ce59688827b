/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a location can begin with, by country. Titles stand in the catalogues, and so are right in each language. Inside the feature.
 */
#ifndef FEATURE_PRACTICAL_TOPIC_H
#define FEATURE_PRACTICAL_TOPIC_H

#include "base/text.h"
#include "i18n/language.h"

#include <stddef.h>

struct practical_topic {
    const char *name; /* as in practical_item */
    enum word title;
    enum word hint; /* to who writes it: what parents want to know */
    bool in[COUNTRY__MAX];
};

/* In the order of a first list. */
extern const struct practical_topic practical_topics[];
extern const size_t practical_topic_count;

/* By name; NULL when there is none. */
const struct practical_topic *practical_topic_find(struct text name);

#endif
