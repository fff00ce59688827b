/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this folder share. */
#ifndef FEATURE_INTAKE_OWN_H
#define FEATURE_INTAKE_OWN_H

#include "access/rule.h"
#include "access/scope.h"
#include "feature/intake/intake.h"
#include "feature/intake/intake.sql.h"
#include "feature/intake/views.h"

#include "http/outcome.h"

enum {
    INTAKE_STAFF = SCOPE_RESTRICTIONS | SCOPE_MANAGE, /* read: who works with the child, a stand-in too (R045) */
    INTAKE_TEAM = SCOPE_WRITE_CENTRE | SCOPE_MANAGE   /* with SCOPE_READ_CENTRE: write down what a guardian said */
};

/* The questions of background are the first ones of enum tap_question. */
enum { INTAKE_QUESTIONS = TAP_CUSTOMS + 1 };

/* Names in the database, in the order of the enum; ends with NULL. */
extern const char *const intake_intensities[CONTACT_INTENSITY__MAX + 1];
enum contact_intensity intake_intensity_of(struct text name);

/* What the program comes with, in weeks. */
extern const int64_t intake_weeks[CONTACT_INTENSITY__MAX];

/* The team's part of the check: who writes for a guardian. */
int intake_check_team(struct change *change, struct child_id child, struct person_id person,
                      struct date today) MUST_CHECK;

/* One guardian of the child with what she told; STATUS_NOT_FOUND when there is none for who asks with these bits. */
int intake_guardian(struct db *db, struct arena *arena, struct access_who who, struct child_id child,
                    struct person_id guardian, int64_t need, struct intake_guardians_row *ret_row) MUST_CHECK;

/* What could not be saved, to be shown again. */
struct intake_typed {
    struct text tongues, food, celebrations, customs;
    struct tap tap;
};

/* --- pages of the other files, for the route table of pages.c --- */

enum wish_field { WISH_PAGES, WISH_INTERPRETER, WISH_TONGUE, WISH_SPEAK, WISH_INTENSITY, WISH_FIELD__MAX };
enum wish_page_field { WISH_PAGE_SAVED };
enum rhythm_field { RHYTHM_LOCATION, RHYTHM_BASIS, RHYTHM_MORE, RHYTHM_LESS, RHYTHM_FIELD__MAX };
enum rhythm_page_field { RHYTHM_PAGE_LOCATION, RHYTHM_PAGE_SAVED };
enum other_field { OTHER_CHILD, OTHER_NAME, OTHER_RELATION, OTHER_WORDS, OTHER_FIELD__MAX };
enum other_remove_field { OTHER_REMOVE_CHILD, OTHER_REMOVE_OTHER };

struct outcome intake_wish_page(struct request *request);
struct outcome intake_wish_post(struct request *request);
struct outcome intake_rhythm_page(struct request *request);
struct outcome intake_rhythm_post(struct request *request);
struct outcome intake_other_post(struct request *request);
struct outcome intake_other_remove_post(struct request *request);

/* The sentence with how the words came ("Op papier."), when that is known. */
struct text intake_with_channel(struct request *request, struct text sentence, struct text channel);

/* The offered languages, the one with this code chosen. */
struct intake_languages_view intake_languages(struct request *request, struct text code);

#endif
