/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The second factor of a person in the database: showing a code, setting up an app, recovery codes. Free of pages.
 */
#ifndef FEATURE_SECOND_FACTOR_FACTOR_H
#define FEATURE_SECOND_FACTOR_FACTOR_H

#include "access/access.h"
#include "access/session.h"
#include "feature/second_factor/second_factor.h"
#include "feature/second_factor/totp.h"

struct change;

/* A code on its way from the form to the database. */
struct factor_code {
    struct organisation_id organisation;
    struct person_id person;
    bool recovery;                    /* a recovery code, else one of the app */
    unsigned char hash[BLAKE2B_SIZE]; /* of a recovery code */
    int64_t step;                     /* of a code of the app */
};

/* Looks at what was typed: spaces and hyphens do not count, six digits are a code of the app, anything else a recovery code.
 * ret_code is filled when the answer is TOTP_RIGHT. STATUS_NOT_FOUND for who has no second factor. */
int factor_check(struct access *access, struct db *db, struct arena *arena, const struct factor_code *who,
                 struct text typed, int64_t now_at, enum totp_answer *ret_answer,
                 struct factor_code *ret_code) MUST_CHECK;

/* What was typed without the spaces and hyphens that people put between, in lower case; in the arena. */
struct text factor_squeeze(struct arena *arena, struct text typed);

/* Uses the code up, in a change; STATUS_NOT_FOUND when somebody was first. Adds the audit row for a recovery code. */
int factor_use(struct change *change, const struct factor_code *code) MUST_CHECK;

/* Ten new recovery codes, made before the change; shown once. */
struct factor_codes {
    struct text shown[SECOND_FACTOR_RECOVERY_CODES]; /* "abcde-fghij" */
    unsigned char hashes[SECOND_FACTOR_RECOVERY_CODES][BLAKE2B_SIZE];
};
void factor_codes_make(struct access *access, struct arena *arena, struct organisation_id organisation,
                       struct person_id person, struct factor_codes *ret_codes);

/* In a change: all earlier ones are worth nothing from here on. */
int factor_codes_write(struct change *change, struct person_id person, const struct factor_codes *codes) MUST_CHECK;

/* How many are left. */
int factor_codes_left(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
                      int64_t *ret_left) MUST_CHECK;

/* In a change: the app of this sealed secret (factor_seal), whose first code had this step. */
int factor_put(struct change *change, struct person_id person, struct text sealed, int64_t step) MUST_CHECK;

/* In a change: the app and all recovery codes go. */
int factor_remove(struct change *change, struct person_id person) MUST_CHECK;

/* The secret of an app as it is kept. */
struct text factor_seal(struct access *access, struct arena *arena, struct organisation_id organisation,
                        struct person_id person, struct text secret);

#endif
