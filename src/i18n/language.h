/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The languages that the program speaks, and which one a person gets.
 *
 * A language has a direction, its own name (a person looks for her language in her own words) and an ICU locale with the
 * Gregorian calendar and the digits 0-9 (R027: dates match the Dutch paper). A catalogue is a language with three settings
 * over it (R237): the country, je or u, and the form of care. Not every language has every variant; words_choose() takes the
 * nearest.
 */
#ifndef SAMENSPEL_I18N_LANGUAGE_H
#define SAMENSPEL_I18N_LANGUAGE_H

#include "base/text.h"
#include "i18n/word.h"

#include <stdbool.h>

enum language {
    LANGUAGE_NL, /* Dutch, the reference */
    LANGUAGE_EN,
    LANGUAGE_FR,
    LANGUAGE_DE,
    LANGUAGE_PL,
    LANGUAGE_TR,
    LANGUAGE_AR,
    LANGUAGE_UK,
    LANGUAGE_RO,
    LANGUAGE_TI,
    LANGUAGE_QPS, /* pseudo-language: shows text that does not come from a catalogue; never offered */
    LANGUAGE__MAX
};

enum country { COUNTRY_NL, COUNTRY_BE, COUNTRY__MAX };

/* The form of care whose words are used. What is the same in all, and what speaks of groups, stands in the language itself. */
enum care {
    CARE_GROUPS,        /* day care, several forms beside each other, or none */
    CARE_OUT_OF_SCHOOL, /* "bso" */
    CARE_CHILDMINDER,   /* somebody who works alone: no groups, no colleagues, no mentor (R209) */
    CARE__MAX
};

enum direction { DIRECTION_LTR, DIRECTION_RTL, DIRECTION__MAX };

struct language_about {
    const char *code;     /* BCP 47, for lang="" and settings: "nl" */
    const char *own_name; /* "Nederlands" */
    const char *locale;   /* for ICU: Gregorian calendar, latin digits */
    enum direction direction;
    bool narrow_days; /* its short names of weekdays are as long as the names: a week shows one letter a day */
    bool offered;     /* shown in the list from which people choose */
    bool reviewed;    /* a native speaker stands for the catalogue; else each page says that nobody checked it */
};

/* What decides the catalogue. Zeroed: Dutch, Netherlands, je, groups. */
struct words_choice {
    enum language language;
    enum country country;
    bool polite; /* u */
    enum care care;
};

/* About one language; LANGUAGE__MAX or more ends the process. */
const struct language_about *language_about(enum language language);

/* "ltr" or "rtl", for the dir attribute. */
const char *language_direction(enum language language);

/* The language of a table. */
enum language words_language(const struct words *words);

/* The language with this code ("nl", "AR"); false if there is none. The pseudo-language can be found by its code. */
bool language_from_code(struct text code, enum language *ret_language);

/*
 * The offered language that fits the header Accept-Language best, or `fallback`. Takes at most 512 bytes of the header into
 * account, and never fails on what a browser sends.
 */
enum language language_accept(struct text header, enum language fallback);

/*
 * The table for a choice, or the nearest one: a language without country or polite forms has one table for all. The form of
 * care counts most: somebody who works alone rather reads the words of the other country than of a group.
 */
const struct words *words_choose(struct words_choice choice);

/* The direction of a person's own words by their first strong letter (Unicode bidi P2); no such letter gives `fallback`. */
enum direction language_text_direction(struct text text, enum direction fallback);

#endif
