/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: the names of the kinds as they stand in the database, and who of the centre reads them. */
#ifndef FEATURE_HOME_VIEW_OWN_H
#define FEATURE_HOME_VIEW_OWN_H

#include "access/rule.h"
#include "feature/home_view/home_view.h"
#include "feature/home_view/home_view.sql.h"
#include "feature/task/task.h"

/* Who writes down what a guardian said, with a bit to read the kind. */
enum { HOME_WORDS_TEAM = SCOPE_WRITE_CENTRE | SCOPE_MANAGE };

struct home_words_about {
    const char *name;
    int64_t centre;
    enum task_kind tell; /* the note for the mentor */
};
extern const struct home_words_about home_words_kinds[HOME_WORDS_KIND__MAX];

/* Who of the staff writes down what a guardian tells: the team, for no child of her own. STATUS_DENIED, or STATUS_NOT_FOUND when
 * that person writes for no home. */
int home_words_check_team(struct db *db, struct arena *arena, struct access_who who, int64_t scope,
                          const struct home_words_write *write, struct home_view_guardian_row *ret_row) MUST_CHECK;

#endif
