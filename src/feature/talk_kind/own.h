/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: names of kinds and roles, and their words. */
#ifndef FEATURE_TALK_KIND_OWN_H
#define FEATURE_TALK_KIND_OWN_H

#include "feature/talk_kind/talk_kind.h"
#include "i18n/word.h"

struct talk_kind_about {
    const char *name;
    enum word word;
    int64_t roles; /* what the program comes with */
};
extern const struct talk_kind_about talk_kinds[TALK_KIND__MAX];

struct talk_role_about {
    const char *name;
    enum word word;
};
extern const struct talk_role_about talk_roles[TALK_ROLE__MAX];

#endif
