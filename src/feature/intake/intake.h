/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Getting to know each other: what a guardian tells about the child's background (R008), how she likes to be spoken with
 * (language, interpreter, R008; how much contact, R010), and who else matters to the child (the family map, R012).
 *
 * All of it is optional and in own words. What a guardian tells is read by her and by who works with the child; no other guardian
 * reads it, and so nothing of a protected one shows (R243). The staff may write down what was said; she sees who did, and can
 * change it. How much contact she likes is hers alone to choose, and is never worked out from anything.
 *
 * The functions below that take a change are change functions (db/change.h): they check access again and write the audit row.
 */
#ifndef FEATURE_INTAKE_INTAKE_H
#define FEATURE_INTAKE_INTAKE_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "feature/tap/tap.h"
#include "html/html.h"
#include "http/route.h"

#include <stdbool.h>

struct change;
struct db;
struct request;

enum {
    INTAKE_LINE_MAXIMUM = 120,  /* characters of a name, a relation or languages */
    INTAKE_WORDS_MAXIMUM = 600, /* characters of own words */
    INTAKE_OTHERS_MAXIMUM = 20, /* people that one guardian puts on the map of a child */
    INTAKE_WEEKS_MAXIMUM = 52   /* between two moments of contact */
};

/* What a guardian tells about a child, in words and with a tap (R101). Texts are trimmed and within the maxima; empty takes
 * one back. While an answer says "rather in person", the mentor has a quiet note of it (feature/task). */
struct intake_background {
    struct child_id child;
    struct person_id person; /* whose: the actor's own, or of a guardian for whom the staff write it down */
    struct text tongues, food, celebrations, customs;
    struct tap tap;       /* of one of the four questions; the answers to the others stay */
    struct text channel;  /* a name of tap_channels when the staff write; else left out */
    struct text language; /* of these words */
    int64_t base;         /* id of what was changed; 0: there was nothing */
    struct date today;
};

/* STATUS_CONFLICT when somebody saved since `base`; STATUS_NOT_FOUND when `person` is no guardian of the child; STATUS_DENIED for
 * a limited guardian, another guardian, a stand-in, and a professional about her own family. The same once more writes
 * nothing. */
int intake_background_write(struct change *change, void *background) MUST_CHECK;

enum contact_intensity { CONTACT_BASIS, CONTACT_MORE, CONTACT_LESS, CONTACT_INTENSITY__MAX };

/* How a guardian likes to be spoken with. */
struct intake_wish {
    struct person_id person; /* the actor, or a guardian of `child` for whom the staff write it down */
    struct child_id child;   /* 0 for the actor's own */
    struct text pages;       /* code of an offered language: of the pages that this person reads; null: it stays */
    bool interpreter;        /* likes to have one with a talk */
    bool keep_interpreter;   /* nothing was said about that: it stays */
    struct text tongue;      /* in which language */
    enum contact_intensity intensity; /* the actor's own alone; CONTACT_INTENSITY__MAX, or the staff write: it stays */
    struct text channel;              /* as of intake_background */
    struct date today;
};

/* Sets the language of the pages, and writes the rest for who is a guardian. STATUS_NOT_FOUND and STATUS_DENIED as above. */
int intake_wish_write(struct change *change, void *wish) MUST_CHECK;

/*
 * How many weeks there are at most between two moments of contact about a child with this guardian (R010): by her own choice and the
 * setting of the location where the child is placed on `today`; of several locations the shortest. Other guardians of the child
 * have their own.
 */
int contact_rhythm_weeks(struct db *db, struct arena *arena, struct organisation_id organisation, struct child_id child,
                         struct person_id person, struct date today, int64_t *ret_weeks) MUST_CHECK;

/* The setting of a location, 1 to INTAKE_WEEKS_MAXIMUM each. */
struct contact_rhythm {
    struct location_id location;
    int64_t weeks[CONTACT_INTENSITY__MAX];
    struct date today;
};

/* STATUS_NOT_FOUND for who does not manage the location. */
int contact_rhythm_write(struct change *change, void *rhythm) MUST_CHECK;

/* Somebody on the family map. */
struct intake_other {
    struct child_id child;
    struct contact_id id; /* of one that goes */
    struct text name;     /* not empty */
    struct text relation, words, language;
    struct date today;
};

/* The same name and relation once more writes nothing. STATUS_INVALID with INTAKE_OTHERS_MAXIMUM on the map already. */
int intake_other_add(struct change *change, void *other) MUST_CHECK;

/* STATUS_NOT_FOUND for one that another guardian wrote; gone already is fine. */
int intake_other_remove(struct change *change, void *other) MUST_CHECK;

/* The part of the family page with who else matters: for a home those of its own home, for the staff all. A zeroed part where
 * there is nothing to show. The child is the one of the route's rule. */
int intake_others_part(struct request *request, struct html_part *ret_part) MUST_CHECK;

extern const struct routes intake_routes;

struct address url_intake(struct arena *arena, struct child_id child);
struct address url_intake_guardian(struct arena *arena, struct child_id child, struct person_id person);
struct address url_intake_other(struct arena *arena, struct child_id child);
struct address url_intake_other_remove(struct arena *arena, struct child_id child);
struct address url_intake_wishes(struct arena *arena);
struct address url_intake_rhythm(struct arena *arena, struct location_id location);

/* Removes what was told about a child, or by a guardian. For feature/privacy/erase.h. */
int intake_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int intake_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
