/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: the kinds of roles, as the database and as people call them. */
#ifndef FEATURE_ROLE_OWN_H
#define FEATURE_ROLE_OWN_H

#include "feature/role/role.h"
#include "feature/role/role.sql.h"
#include "i18n/word.h"

struct role_about {
    const char *name;
    enum word word;
    bool on_group;
    bool alone; /* at the place of a childminder, and nowhere else */
};
extern const struct role_about role_kinds[ROLE_KIND__MAX];

/* What a location is. */
enum role_place { ROLE_PLACE_EMPTY, ROLE_PLACE_GROUPS, ROLE_PLACE_ALONE };
enum role_place role_place_of(const struct role_groups_rows *groups);

/* Whether somebody can have the role there. */
bool role_fits(enum role_kind kind, enum role_place place);

#endif
