/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this folder share. */
#ifndef FEATURE_CONSENT_OWN_H
#define FEATURE_CONSENT_OWN_H

#include "base/zone.h"
#include "feature/consent/consent.h"

/* Tells all listeners that consent began or ended. */
int consent_tell(struct change *change, const struct consent_change *what) MUST_CHECK;

/* Where the organisation is. To be closed with zone_close. */
int consent_zone(struct change *change, struct zone **ret_zone) MUST_CHECK;

/* Asks for the job that rechecks the child on that day. */
int consent_recheck_plan(struct change *change, struct child_id child, struct date day) MUST_CHECK;

/* Asks for the job that looks on the day from which a yes holds no more. */
int consent_expiry_plan(struct change *change, const struct consent_answer *answer, struct date until) MUST_CHECK;

#endif
