/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: purposes by name, and the partner's own page. */
#ifndef FEATURE_PARTNER_ABOUT_H
#define FEATURE_PARTNER_ABOUT_H

#include "feature/partner/partner.h"
#include "http/outcome.h"
#include "http/request.h"
#include "i18n/word.h"

struct partner_about {
    const char *name; /* in the database */
    enum word word;
};
extern const struct partner_about partner_purposes[PARTNER_PURPOSE__MAX];

/* PARTNER_SUPPORT for an unknown name. */
enum partner_purpose partner_purpose_find(struct text name);

struct outcome partner_own_page(struct request *request);

#endif
