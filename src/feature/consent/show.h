/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reads what the pages of consent show, and puts it in words. Inside the feature.
 */
#ifndef FEATURE_CONSENT_SHOW_H
#define FEATURE_CONSENT_SHOW_H

#include "feature/consent/consent.h"
#include "feature/consent/views.h"
#include "http/request.h"

/* A guardian's page about the child of the route. `saved` is the purpose that was just answered, or NULL. */
int consent_show_own(struct request *request, const struct consent_purpose *saved,
                     struct consent_own_view *ret_view) MUST_CHECK;

/* The page for who works with the child. */
int consent_show_staff(struct request *request, const struct consent_answer *typed,
                       struct consent_staff_view *ret_view) MUST_CHECK;

/* All children of the group of the route. */
int consent_show_group(struct request *request, struct consent_group_view *ret_view) MUST_CHECK;

#endif
