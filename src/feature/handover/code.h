/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The coded values of a day: what can be recorded with one tap and is right in every language, always as a pictogram
 * and a word (R027, R085). The table is the only place that knows them; schema, forms and pages use the names.
 */
#ifndef FEATURE_HANDOVER_CODE_H
#define FEATURE_HANDOVER_CODE_H

#include "base/text.h"
#include "words.h"

/* In the order in which they are offered. */
enum entry_kind {
    KIND_NIGHT,     /* home: how the night was */
    KIND_BREAKFAST, /* home: what was eaten before coming */
    KIND_SLEEP,     /* centre: asleep, awake; a nap looks different from a night */
    KIND_FOOD,      /* centre */
    KIND_MOOD,      /* home and centre */
    KIND_BEHAVIOUR, /* centre: how the child was with others */
    KIND_WORDS,     /* both: own words only */
    KIND_ANSWER,    /* both: own words under what they answer */
    KIND_MEDICINE,  /* centre, by feature/medicine alone: a dose, with what it was as the note */
    KIND_ACCIDENT,  /* centre, by feature/accident alone: a notice is there to read */
    KIND_PHOTO,     /* centre, by feature/photo alone: a photo, with its caption as the note */
    KIND__MAX
};

enum entry_side { SIDE_HOME = 1, SIDE_CENTRE = 2, SIDE__MAX };

/* Values of KIND_SLEEP that the rules of a nap look at. */
#define CODE_ASLEEP "asleep"
#define CODE_AWAKE  "awake"

/* In place of a code in a form: own words only. */
#define CODE_WORDS "words"

struct code_kind {
    const char *name;      /* in entry.kind and before the dot in forms: "food" */
    const char *pictogram; /* of the kind itself */
    enum word word;        /* "eten" */
    unsigned sides; /* bit SIDE_HOME and bit SIDE_CENTRE: who records it; 0: another feature, see handover_line_add */
};

struct code {
    enum entry_kind kind;
    const char *value;     /* in entry.value and after the dot in forms: "all" */
    const char *pictogram; /* name in assets/pictograms.txt */
    enum word word;        /* in a sentence about the child: "at alles" */
    enum word label;       /* on the button, where the kind is known: "alles" */
};

extern const struct code_kind code_kinds[KIND__MAX];
extern const struct code codes[];
extern const size_t code_count;

/* Whether people of that side record this kind. */
bool code_kind_is_of(enum entry_kind kind, enum entry_side side);

/* Whether lines of this kind belong to another feature, which alone changes them. */
bool code_is_bound(struct text kind);

/* The code of a kind and value as they stand in the database; NULL when the value is not (or no longer) known. */
const struct code *code_find(struct text kind, struct text value);

/* The code written as "kind.value" in a form; NULL for anything else. */
const struct code *code_parse(struct text form_value);

#endif
