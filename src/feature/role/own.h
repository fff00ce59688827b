/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: the kinds of roles, as the database and as people call them. */
#ifndef FEATURE_ROLE_OWN_H
#define FEATURE_ROLE_OWN_H

#include "feature/role/role.h"
#include "i18n/word.h"

struct role_about {
    const char *name;
    enum word word;
    bool on_group;
};
extern const struct role_about role_kinds[ROLE_KIND__MAX];

#endif
