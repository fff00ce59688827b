/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The coded values of a day: what can be recorded with one tap and is right in every language, always as a pictogram
 * and a word (R027, R085). The table is the only place that knows them; schema, forms and pages use the names.
 */
#ifndef FEATURE_HANDOVER_CODE_H
#define FEATURE_HANDOVER_CODE_H

#include "base/arena.h"
#include "base/text.h"
#include "words.h"

struct words;

/* In the order in which they are offered. */
enum entry_kind {
    KIND_NIGHT,     /* home: how the night was */
    KIND_BREAKFAST, /* home: what was eaten before coming */
    KIND_SLEEP,     /* centre: asleep, awake; a nap looks different from a night */
    KIND_FOOD,      /* centre */
    KIND_BOTTLE,    /* home and centre: with millilitres (R231) */
    KIND_DRINK,     /* centre */
    KIND_NAPPY,     /* centre */
    KIND_SCHOOL,    /* centre: how the day at school was */
    KIND_MOOD,      /* home and centre */
    KIND_BEHAVIOUR, /* centre: how the child was with others */
    KIND_COMPANY,   /* centre: with whom an older child was */
    KIND_PLAY,      /* centre */
    KIND_OUTSIDE,   /* centre */
    KIND_HOMEWORK,  /* centre */
    KIND_HEALTH,    /* centre; temperature in tenths of a degree */
    KIND_HIGHLIGHT, /* centre: a "mooi moment" (R028) */
    KIND_OWN,       /* centre: the child's own wish or view, in its own style (R235) */
    KIND_COLLECT,   /* home: who collects today, as a message; the name is the own words of the moment */
    KIND_WORDS,     /* both: own words only */
    KIND_ANSWER,    /* both: under what they answer: own words, or that somebody rather does not say */
    KIND_QUESTION,  /* centre: about home, under the line that it is about (R038); a value or own words */
    KIND_MEDICINE,  /* centre, by feature/medicine alone: a dose, with what it was as the note */
    KIND_ACCIDENT,  /* centre, by feature/accident alone: a notice is there to read */
    KIND_PHOTO,     /* centre, by feature/photo alone: a photo, with its caption as the note */
    KIND_SELF,      /* centre, by feature/voice alone: what an older child told itself on the tablet (R235) */
    KIND__MAX
};

enum entry_side { SIDE_HOME = 1, SIDE_CENTRE = 2, SIDE__MAX };

/* Values of KIND_SLEEP that the rules of a nap look at. */
#define CODE_ASLEEP "asleep"
#define CODE_AWAKE  "awake"

/* The mood that is about health. */
#define CODE_UNWELL "unwell"

/* Of KIND_COLLECT: somebody who may collect, or a message until the staff confirmed it (feature/family). */
#define CODE_COLLECT_KNOWN "known"
#define CODE_COLLECT_ASKED "asked"

/* In place of a code in a form under a line: the own words ask about home. */
#define CODE_ASKS "asks"

/* Of KIND_ANSWER: the one tap with which a question about home is declined. */
#define CODE_RATHER_NOT "rather_not"

/* In place of a code in a form: own words only. */
#define CODE_WORDS "words"
/* In place of a code where Enter was pressed in a field: what was typed belongs to the kind that is chosen. */
#define CODE_TYPED "typed"

/* Between a code and its number in a form: "bottle.drunk:150". */
enum { CODE_MEASURE_MARK = ':' };

/* For whom a value is offered; bits. Any value is understood for every child, whatever its group offers. */
enum code_ages {
    AGES_NONE = 0,    /* offered in no list of values: it has a form of its own */
    AGES_BABY = 1,    /* 0-2 */
    AGES_TODDLER = 2, /* 2-4 */
    AGES_SCHOOL = 4,  /* 4-12, out of school */
    AGES_YOUNG = AGES_BABY | AGES_TODDLER,
    AGES_ALL = AGES_YOUNG | AGES_SCHOOL
};

/* What the number of a value counts. */
enum code_measure {
    MEASURE_NONE,
    MEASURE_ML,      /* CODE_ML_MINIMUM .. CODE_ML_MAXIMUM millilitres */
    MEASURE_DEGREES, /* CODE_TENTHS_MINIMUM .. CODE_TENTHS_MAXIMUM tenths of a degree Celsius */
    MEASURE__MAX
};
enum { CODE_ML_MINIMUM = 1, CODE_ML_MAXIMUM = 500, CODE_TENTHS_MINIMUM = 300, CODE_TENTHS_MAXIMUM = 430 };

struct code_kind {
    const char *name;      /* in entry.kind and before the dot in forms: "food" */
    const char *pictogram; /* of the kind itself */
    enum word word;        /* "eten" */
    unsigned sides;  /* bit SIDE_HOME and bit SIDE_CENTRE: who records it; 0: another feature, see handover_line_add */
    bool with_words; /* own words may go with its values, in one act */
};

struct code {
    enum entry_kind kind;
    const char *value;     /* in entry.value and after the dot in forms: "all" */
    const char *pictogram; /* name in assets/pictograms.txt */
    enum word word;        /* in a sentence about the child: "at alles" */
    enum word label;       /* on the button, where the kind is known: "alles" */
    unsigned ages;         /* enum code_ages: in which groups it is offered */
    enum code_measure measure;
};

/* What a group offers by its setting ("baby", "toddler", "mixed", "school"); "" or another: what suits its kind of care. */
unsigned code_ages_of(struct text ages, struct text care_form);

extern const struct code_kind code_kinds[KIND__MAX];
extern const struct code codes[];
extern const size_t code_count;

/* Whether people of that side record this kind. */
bool code_kind_is_of(enum entry_kind kind, enum entry_side side);

/* Whether lines of this kind belong to another feature, which alone changes them. */
bool code_is_bound(struct text kind);

/* The code of a kind and value as they stand in the database; NULL when the value is not (or no longer) known. */
const struct code *code_find(struct text kind, struct text value);

/* The code written as "kind.value" or "kind.value:number" in a form, and its number (0: none was written). NULL for anything
 * else, also for a number that the value has not or that is out of its bounds. */
const struct code *code_parse(struct text form_value, int64_t *ret_measure);

/* The same where a field has the name of the kind, and "value" or "value:number" in it. */
const struct code *code_of_kind(struct text kind, struct text value, int64_t *ret_measure);

/* A number as people type it: "150" millilitres, "38,2" or "38.2" degrees. False when it is none, or out of the bounds. */
bool code_measure_parse(enum code_measure measure, struct text typed, int64_t *ret_measure);

/* What a page says of a coded value, with its number when it has one: "at alles", "fles: 150 ml". In the arena. */
struct text code_text(struct arena *arena, const struct words *words, const struct code *code, int64_t measure);

#endif
