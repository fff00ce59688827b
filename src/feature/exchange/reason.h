/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the codes of a roster's report (docs/roster.md) say to a manager. Inside the feature.
 */
#ifndef FEATURE_EXCHANGE_REASON_H
#define FEATURE_EXCHANGE_REASON_H

#include "i18n/word.h"

/* What is shown behind the child. */
enum reason_detail {
    REASON_NOTHING, /* what was found says nothing to a person, or stands in the sentence */
    REASON_FOUND,   /* as it stands in the file */
    REASON_DAY,     /* a day */
    REASON_CHANGES  /* what changed */
};

struct reason_about {
    const char *code;
    enum word sentence;
    const char *icon;
    bool look; /* somebody should look: shown at once */
    enum reason_detail detail;
};

/* By its code; NULL for one that this program does not know. */
const struct reason_about *reason_find(struct text code);

/* "naam, groep of dagen" of "name, placement". */
struct text reason_changes(struct arena *arena, const struct words *words, struct text detail);

#endif
