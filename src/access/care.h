/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which forms of care somebody has to do with, from the view person_care (schema/0041_words.sql): only for the words that she
 * reads (R237), never for what she may.
 */
#ifndef ACCESS_CARE_H
#define ACCESS_CARE_H

#include "base/attribute.h"
#include "base/identity.h"
#include "i18n/language.h"

struct arena;
struct db;

/* As the statements say it. */
enum care_bit { CARE_BIT_DAY = 1, CARE_BIT_OUT_OF_SCHOOL = 2, CARE_BIT_CHILDMINDER = 4 };

/* Whose words: the form when there is only one, else those of groups. */
enum care care_only(int64_t cares);

/* The bits of one person at an instant, until the end of that day anywhere. 0 for who has nothing to do with any. */
int care_read(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
              int64_t now_at, int64_t *ret_cares) MUST_CHECK;

#endif
