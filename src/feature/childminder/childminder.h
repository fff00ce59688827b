/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A childminder works alone (R209): mentor of every child, manager of the place. Her bureau, and whoever stands above her,
 * sees nothing of a child until she shares it: that it comes and on which days, and then, kind by kind, more. What she takes back is
 * gone at once. The guardians of the child see what is shared, and with whom.
 *
 * That a child is shared at all is a row of bureau_share (access/people.h), which gives the bureau SCOPE_READ_SHARED; what more is
 * shared is a row of bureau_share_kind, which counts only beside it. The bureau's page is the only one that reads by that bit.
 */
#ifndef FEATURE_CHILDMINDER_CHILDMINDER_H
#define FEATURE_CHILDMINDER_CHILDMINDER_H

#include "access/rule.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

#include <stdbool.h>

struct change;

/* Bits of what is shared. */
enum share {
    SHARE_DAYS = 1,      /* that the child comes, and on which days: without it nothing is */
    SHARE_HOURS = 2,     /* when it came and went, this week and the last */
    SHARE_CONTACT = 4,   /* names and telephones of guardians; never a protected one */
    SHARE_ALLERGIES = 8, /* for who stands in for her */
    SHARE__MAX = 16
};

struct share_write {
    struct child_id child;
    int64_t shares; /* bits; without SHARE_DAYS nothing is shared */
    struct date today;
};

/*
 * In a change: what is shared from now on is exactly this. STATUS_NOT_FOUND for anybody but the childminder of the child, also
 * for who manages or mentors it elsewhere.
 */
int childminder_share(struct change *change, void *write) MUST_CHECK;

/* Whether the child comes to a childminder today. */
int childminder_minds(struct db *db, struct access_who who, struct child_id child, bool *ret_minds) MUST_CHECK;

/* Removes what is shared of a child. For feature/privacy/erase.h. */
int childminder_erase_child(struct change *change, struct child_id child) MUST_CHECK;

extern const struct routes childminder_routes;

struct address url_sharing(struct arena *arena, struct child_id child);
struct address url_bureau(struct arena *arena);

#endif
