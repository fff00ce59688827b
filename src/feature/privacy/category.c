/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/privacy/category.h"

#define ABOUT(upper, lower, ground, who, how_long, which)          \
    [CATEGORY_##upper] = { .name = #lower,                         \
                           .title = WORD_PRIVACY_CATEGORY_##upper, \
                           .what = WORD_PRIVACY_WHAT_##upper,      \
                           .basis = WORD_PRIVACY_BASIS_##ground,   \
                           .readers = WORD_PRIVACY_READERS_##who,  \
                           .keeping = KEEPING_##how_long,          \
                           .term = TERM_##which }

const struct category_about categories[CATEGORY__MAX] = {
    ABOUT(CHILD, child, CONTRACT, CIRCLE, PLACEMENT, CHILD),
    ABOUT(HEALTH, health, VITAL, CIRCLE, PLACEMENT, CHILD),
    ABOUT(DAY, day, CONTRACT, AUDIENCE, PLACEMENT, CHILD),
    ABOUT(PLACE, place, CONTRACT, CIRCLE, WORK, CHILD),
    ABOUT(PEOPLE, people, CONTRACT, CIRCLE, WORK, CHILD),
    ABOUT(SAFETY, safety, LAW, STAFF, PLACEMENT, CHILD),
    ABOUT(CONSENT, consent, CONSENT, CIRCLE, PLACEMENT, CHILD),
    ABOUT(ACCOUNT, account, INTEREST, PROGRAM, WORK, CHILD),
    ABOUT(FILE, file, CONSENT, AUDIENCE, PLACEMENT, CHILD),
    ABOUT(MESSAGE, message, CONTRACT, STAFF, PLACEMENT, CHILD),
    ABOUT(LOOKING, looking, INTEREST, GUARDIAN, MONTHS, LOOKS),
    ABOUT(AUDIT, audit, LAW, PROGRAM, MONTHS, AUDIT),
    ABOUT(RIGHTS, rights, LAW, MANAGER, MONTHS, REQUESTS),
    ABOUT(MELDCODE, meldcode, LAW, NAMED, MONTHS, MELDCODE),
    ABOUT(ORGANISATION, organisation, NOBODY, CIRCLE, ORGANISATION, _MAX),
    ABOUT(TECHNICAL, technical, NOBODY, PROGRAM, NEEDED, _MAX),
};
