/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: the names of the kinds as they stand in the database, and who of the centre reads them. */
#ifndef FEATURE_HOME_VIEW_OWN_H
#define FEATURE_HOME_VIEW_OWN_H

#include "feature/home_view/home_view.h"

struct home_words_about {
    const char *name;
    int64_t centre;
};
extern const struct home_words_about home_words_kinds[HOME_WORDS_KIND__MAX];

#endif
