/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Medicine (R232): a guardian with authority signs what, how much, how, when and until when; the group takes it in, in its
 * package; a member of staff writes down each dose, given or not, and home sees it at once on the day page.
 *
 * What is offered to give is what is in force at that moment (the view medicine_force): signed by a guardian who has the full
 * scope and authority today, taken in, not ended, within its days, and good according to its package. The change checks that
 * again. What was signed is never changed: another text is another version, which is taken in again.
 *
 * A second dose is never refused, and never recorded unawares: when the child had the same medicine shortly before, or had
 * all of today's, or a colleague was quicker, whoever gives is told who gave what when, and says that it is right.
 *
 * A medicine has an audience. Of a protected guardian's medicine and its doses the other homes see nothing (R243); who
 * signed is told to the staff and to who signed, nobody else (T20). That the other home does not know has a danger of its own:
 * the child may get it twice. So a manager or the mentor decides for each such consent whether the other homes in which somebody
 * has authority read its doses from then on: medicine, dose and time, no note, never who asked. The default is no, and then
 * whoever gives is told that the other home does not know.
 *
 * The functions below are change functions (db/change.h). They check access again, write the audit row, and know no HTTP.
 */
#ifndef FEATURE_MEDICINE_MEDICINE_H
#define FEATURE_MEDICINE_MEDICINE_H

#include "access/scope.h"
#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/vector.h"
#include "html/address.h"
#include "http/route.h"

struct arena;
struct change;
struct request;
struct words;

enum {
    MEDICINE_NAME_MAXIMUM = 120,  /* characters */
    MEDICINE_DOSE_MAXIMUM = 20,   /* characters of how much at once, a number in words or digits */
    MEDICINE_WORDS_MAXIMUM = 300, /* of how, when it is needed, where it is kept, why not */
    MEDICINE_TIMES_MAXIMUM = 4,   /* planned times of a day */
    MEDICINE_MOST_MAXIMUM = 12,   /* doses a day */
    MEDICINE_DAYS_MAXIMUM = 366,  /* one signature: whoever needs it longer looks at it once a year */
    MEDICINE_OPEN_MAXIMUM = 30,   /* of one guardian for one child at once */
    MEDICINE_SHORTLY_MS = 2 * HOUR_MS,
    MEDICINE_SHOWN_DAYS = 30 /* how far back the page goes */
};

/* Scopes, each of which is enough. A coach has none of them. */
enum {
    MEDICINE_DECIDERS = SCOPE_MANAGE | SCOPE_READ_MENTOR, /* decide what the other home knows */
    MEDICINE_STAFF = SCOPE_RESTRICTIONS | SCOPE_MANAGE,   /* read */
    MEDICINE_READERS = SCOPE_READ_HOME | MEDICINE_STAFF
};

enum medicine_unit {
    MEDICINE_ML,
    MEDICINE_TABLET,
    MEDICINE_DROP,
    MEDICINE_PUFF,
    MEDICINE_SUPPOSITORY,
    MEDICINE_SACHET,
    MEDICINE_LAYER, /* of ointment */
    MEDICINE_TIME,  /* "keer" */
    MEDICINE_UNIT__MAX
};

enum medicine_outcome {
    MEDICINE_GIVEN,
    MEDICINE_REFUSED,
    MEDICINE_SPAT,  /* spat or thrown up */
    MEDICINE_OTHER, /* not given for another reason */
    MEDICINE_OUTCOME__MAX
};

/* What a guardian signs. Texts trimmed, never null, within the maxima. */
struct medicine_signing {
    struct child_id child;
    struct medicine_id replaces; /* an earlier version of her own, which ends; 0: a new one */
    struct text name;            /* not empty */
    struct text dose;            /* not empty */
    enum medicine_unit unit;
    struct text way;
    struct text needed; /* own words: when; empty: at the times */
    int64_t minutes[MEDICINE_TIMES_MAXIMUM];
    size_t minute_count;
    int64_t most; /* doses a day; 0: as many as there are times, or 1 */
    struct date from, until;
    struct text kept;
    struct date expires; /* exclusive; DATE_FOREVER when it is not known */
    bool prescribed;
    struct date today;

    struct medicine_id medicine; /* the new one; 0 when the same stands already */
};

/*
 * Signs, and asks the staff to take it in. The same once more changes nothing. STATUS_DENIED for a guardian without
 * authority; STATUS_INVALID, with a word, without a time or when it is needed, or with odd days; STATUS_NOT_FOUND when what it
 * replaces is not hers.
 */
int medicine_sign(struct change *change, void *signing) MUST_CHECK;

/* Something is done to one medicine. */
struct medicine_touch {
    struct child_id child;
    struct medicine_id medicine;
    bool package; /* receive: it came in its own package */
    bool leaflet; /* receive */
    bool told;    /* tell: the other home reads the doses from now on */
    struct date today;
};

/* Ends it at once: by who signed, or by the staff when home calls. Twice is fine. */
int medicine_withdraw(struct change *change, void *touch) MUST_CHECK;

/* The group takes it in. STATUS_INVALID when it is not in its own package: nobody could check name and dose. */
int medicine_receive(struct change *change, void *touch) MUST_CHECK;

/*
 * Whether the other home knows of the doses of a protected guardian's medicine, from now on; can be changed. STATUS_DENIED for
 * who is a guardian of the child too; STATUS_NOT_FOUND when every home with authority reads it anyway, or it has ended.
 */
int medicine_tell(struct change *change, void *touch) MUST_CHECK;

/* A dose. */
struct medicine_giving {
    struct arena *arena;       /* the request's own */
    const struct words *words; /* of who gives, for the line on the day page */
    struct child_id child;
    struct medicine_id medicine;
    enum medicine_outcome outcome;
    struct text note;    /* why not, or what was seen */
    int64_t at;          /* today, not in the future */
    struct dose_id seen; /* the newest dose of this medicine that the page knew of; 0: none */
    struct dose_id sure; /* the dose that one was warned of; 0: not warned */
    struct date today;

    /* On STATUS_CONFLICT: what was given before; 0 when it is a conflict of another kind. In `arena`. */
    struct dose_id before;
    struct text before_giver;
    int64_t before_at;
};

/*
 * STATUS_NOT_FOUND for a medicine that the actor may not see; STATUS_CONFLICT with a word when it is not in force, and without one,
 * with `before` set, when the child may get it twice: the same with `sure` = `before` is written. STATUS_INVALID with a word for a
 * time to come, or when it is not said why something was not given.
 */
int medicine_give(struct change *change, void *giving) MUST_CHECK;

/* Something is done to one dose. */
struct medicine_dose_touch {
    struct child_id child;
    struct dose_id dose;
    struct text why; /* undo: not empty */
    struct date today;
};

/* A colleague says that she looked on. STATUS_DENIED for who gave it. */
int medicine_watch(struct change *change, void *touch) MUST_CHECK;

/* It was a mistake: struck out with who and why, and taken off the day page. On the day itself. Twice is fine. */
int medicine_undo(struct change *change, void *touch) MUST_CHECK;

/* --- for other features --- */

/* What is in force today and the reader may read, in her words: "Paracetamol, 5 ml, om 12:00". */
struct medicine_lines {
    VECTOR(struct text);
};
int medicine_in_force(struct request *request, struct child_id child, struct medicine_lines *ret_lines) MUST_CHECK;

/* "5 ml"; an empty dose: the unit alone. `unit` is its name in the database. */
struct text medicine_amount(struct arena *arena, const struct words *words, struct text dose, struct text unit);

extern const struct routes medicine_routes;

struct address url_medicine(struct arena *arena, struct child_id child);
struct address url_medicine_withdraw(struct arena *arena, struct child_id child);
struct address url_medicine_receive(struct arena *arena, struct child_id child);
struct address url_medicine_tell(struct arena *arena, struct child_id child);
struct address url_medicine_give(struct arena *arena, struct child_id child);
struct address url_medicine_watch(struct arena *arena, struct child_id child);
struct address url_medicine_undo(struct arena *arena, struct child_id child);

/* For feature/privacy/erase.h. */
int medicine_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int medicine_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
