/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_MEDICINE_OWN_H
#define FEATURE_MEDICINE_OWN_H

#include "access/rule.h"
#include "feature/medicine/medicine.h"
#include "feature/medicine/views.h"
#include "i18n/word.h"

/* Names as in the tables and in forms. */
extern const char *const medicine_unit_names[MEDICINE_UNIT__MAX + 1];
extern const char *const medicine_outcome_names[MEDICINE_OUTCOME__MAX + 1];
enum medicine_unit medicine_unit_of(struct text name);
enum medicine_outcome medicine_outcome_of(struct text name);

/* Who the change's actor is to the child; STATUS_NOT_FOUND: nobody. */
int medicine_scope(struct change *change, struct child_id child, struct date today, int64_t *ret_scope) MUST_CHECK;

/* STATUS_OK for who records for the child. */
int medicine_recorder(struct change *change, struct child_id child, struct date today) MUST_CHECK;

/* The bits of the homes in which somebody has authority over the child today. In `arena`. */
int medicine_deciding_homes(struct db *db, struct arena *arena, struct access_who who, struct child_id child,
                            int64_t *ret_homes) MUST_CHECK;

/* --- read.c --- */

/* What was sent and could not be taken, to be shown again. */
struct medicine_typed {
    enum word problem; /* 0: none */
    bool signing;      /* the form of a guardian */
    struct medicine_id replaces;
    struct medicine_form_view form;        /* its texts */
    const struct medicine_giving *warning; /* a dose that needs a yes; NULL: none */
    struct text time;                      /* of it, as typed */
};

int medicine_read(struct request *request, const struct medicine_typed *typed,
                  struct medicine_view *ret_view) MUST_CHECK;

#endif
