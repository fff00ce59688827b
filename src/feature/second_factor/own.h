/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_SECOND_FACTOR_OWN_H
#define FEATURE_SECOND_FACTOR_OWN_H

#include "feature/second_factor/factor.h"
#include "feature/second_factor/views.h"
#include "http/request.h"
#include "words.h"

enum enter_field { ENTER_CODE, ENTER_KEPT };
enum enrol_field { ENROL_CODE, ENROL_KEY, ENROL_KEPT };
enum manage_field { MANAGE_TOLD, MANAGE_KEPT };

/* Why a code was not taken; not for TOTP_RIGHT. */
enum word factor_problem(enum totp_answer answer);

/* The counter of tries of who is signed in: of its own, nobody else can use it up. */
struct guess factor_guess(struct request *request);

/* The page of recovery codes that were just written. */
struct outcome codes_page(struct request *request, const struct factor_codes *codes, const struct kept *kept);

/* The page with a new secret, or the one of `sealed` (as it came from the page) when that still opens. */
struct outcome enrol_form(struct request *request, int status, const struct kept *kept, struct text sealed,
                          enum word problem);

struct outcome enter_page(struct request *request);
struct outcome enter_post(struct request *request);
struct outcome enter_confirm_post(struct request *request);
struct outcome enrol_page(struct request *request);
struct outcome enrol_post(struct request *request);
struct outcome manage_page(struct request *request);
struct outcome manage_codes_post(struct request *request);
struct outcome manage_off_post(struct request *request);

#endif
