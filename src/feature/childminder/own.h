/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: what is shared of a child, and the bureau's page. */
#ifndef FEATURE_CHILDMINDER_OWN_H
#define FEATURE_CHILDMINDER_OWN_H

#include "feature/childminder/childminder.h"
#include "http/outcome.h"
#include "http/request.h"
#include "i18n/word.h"

struct db;

enum {
    BUREAU_CHILDREN_MAXIMUM = 500,
    BUREAU_HOURS_DAYS = 14 /* how far back hours are shown */
};

/* Beside the days. */
struct share_about {
    int64_t bit;
    const char *name; /* in the database */
    enum word word;
};
extern const struct share_about share_kinds_about[];
extern const size_t share_kind_count;

/* The bits that hold today; 0 when the child is not shared. */
int share_read(struct db *db, struct arena *arena, struct organisation_id organisation, struct child_id child,
               struct date today, int64_t *ret_shares) MUST_CHECK;

struct outcome bureau_page(struct request *request);

#endif
