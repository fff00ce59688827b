/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: roles by name, and the report. */
#ifndef FEATURE_REACH_OWN_H
#define FEATURE_REACH_OWN_H

#include "feature/reach/reach.h"
#include "http/outcome.h"
#include "http/request.h"
#include "i18n/word.h"

struct reach_role_about {
    const char *name; /* in the database */
    enum word word;
};
extern const struct reach_role_about reach_roles[REACH_ROLE__MAX];

/* REACH_UNSAID for an unknown name. */
enum reach_role reach_role_find(struct text name);

struct outcome reach_report_page(struct request *request);

#endif
