/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Categories of the register of data (docs/data-register): every column of every table belongs to one. What a category is,
 * why it is kept, on which ground of the AVG, who reads it and how long it stays stands here once; the privacy pages are
 * made of it.
 */
#ifndef FEATURE_PRIVACY_CATEGORY_H
#define FEATURE_PRIVACY_CATEGORY_H

#include "feature/privacy/term.h"
#include "i18n/word.h"

#include <stddef.h>

enum category {
    CATEGORY_CHILD,        /* name, day of birth, number */
    CATEGORY_HEALTH,       /* allergies, medicine: AVG art. 9 */
    CATEGORY_DAY,          /* what is written about the day, attendance */
    CATEGORY_PLACE,        /* group, days, mentor, who works where */
    CATEGORY_PEOPLE,       /* names and contact of guardians and staff */
    CATEGORY_SAFETY,       /* authority, restrictions, protected homes, who may collect */
    CATEGORY_CONSENT,      /* what was agreed to */
    CATEGORY_ACCOUNT,      /* signing in */
    CATEGORY_FILE,         /* photos and files */
    CATEGORY_MESSAGE,      /* invitations, mail, tasks of the staff */
    CATEGORY_LOOKING,      /* who looked */
    CATEGORY_AUDIT,        /* what was done */
    CATEGORY_RIGHTS,       /* requests about data, erasures */
    CATEGORY_MELDCODE,     /* files apart */
    CATEGORY_ORGANISATION, /* locations, groups, settings: nobody in person */
    CATEGORY_TECHNICAL,    /* numbers, keys, jobs: nothing by itself */
    CATEGORY__MAX
};

/* How long, in words. */
enum keeping {
    KEEPING_PLACEMENT,    /* months after the placement */
    KEEPING_WORK,         /* months after the placement, or after the employment */
    KEEPING_MONTHS,       /* months after it was written */
    KEEPING_MONTH,        /* 30 days at most after it has served */
    KEEPING_NEEDED,       /* as long as what it belongs to */
    KEEPING_ORGANISATION, /* as long as the organisation uses the program */
    KEEPING__MAX
};

struct category_about {
    const char *name; /* in the files of the register, lower case */
    enum word title;
    enum word what; /* and why */
    enum word basis;
    enum word readers;
    enum keeping keeping;
    enum term_kind term; /* TERM__MAX: none */
};

extern const struct category_about categories[CATEGORY__MAX];

/* One column, made of the files by tools/register.c. */
struct register_line {
    enum category category;
    const char *table;
    const char *column;
};

extern const struct register_line register_lines[];
extern const size_t register_line_count;

#endif
