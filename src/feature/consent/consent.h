/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Consent that acts: what guardians allow us to do with what we know of their child. All that other folders may use.
 *
 * A purpose (photos to the group, telling the school) is asked of one guardian or of everyone with parental authority.
 * A yes holds for a year and is then asked again; a no of anybody with authority holds against any yes, and taking a yes
 * back is the same tap on the same page (GDPR art. 7 (3), domain B7). Nobody is reminded of a no.
 *
 * The rule is the two views consent_yes and consent_block of the schema: consent is in force on a day when the first has a
 * row of that day and the second has none. Ask consent_in_force, or join the views:
 *
 *     AND EXISTS (SELECT 1 FROM consent_yes AS y
 *                  WHERE y.organisation = $organisation AND y.child = c.id AND y.purpose = 'photo_group'
 *                    AND y.object = 0 AND y.from_day <= $today AND y.until_day > $today)
 *     AND NOT EXISTS (SELECT 1 FROM consent_block AS b ... the same ...)
 *
 * They hold for today and later days; what was in force on an earlier day is told by consent_history alone.
 *
 * What a guardian answered is read by that guardian, and by the child's mentor and managers. To the other home a purpose is
 * in force or it is not: no reason, no name, no moment (R243). For photo_own_family and photo_group what the planning package
 * told (child.photo_consent) stands for a yes of everyone who has not answered here.
 */
#ifndef FEATURE_CONSENT_CONSENT_H
#define FEATURE_CONSENT_CONSENT_H

#include "base/clock.h"
#include "base/identity.h"
#include "base/vector.h"
#include "db/db.h"
#include "html/address.h"
#include "http/route.h"
#include "job/job.h"
#include "words.h"

struct change;

enum {
    CONSENT_DUE_DAYS = 31,       /* so long before its end the guardian's page asks whether a yes still stands */
    CONSENT_TEXTS_MAXIMUM = 4,   /* versions of the text of one purpose */
    CONSENT_KEEPER_MAXIMUM = 120 /* characters of who keeps a paper */
};

/* One purpose. `texts` are the versions of what is asked; only the last is asked, the others explain old answers. */
struct consent_purpose {
    const char *name; /* as in the table consent_purpose */
    bool everyone;    /* asked of everyone with authority */
    bool named;       /* about somebody in particular: asked on the page of that object, not in the list */
    enum word title;
    enum word texts[CONSENT_TEXTS_MAXIMUM];
    int version; /* of the text that is asked now: texts[version - 1] */
};

/* All of them, in the order in which they are asked; ends with a name that is NULL. */
extern const struct consent_purpose consent_purposes[];

/* By name; NULL when there is none. */
const struct consent_purpose *consent_purpose_find(struct text name);

/* Whether consent is in force on a day from today on. `object` is 0, or what a named purpose is about. */
int consent_in_force(struct db *db, struct organisation_id organisation, struct child_id child,
                     const struct consent_purpose *purpose, int64_t object, struct date day,
                     bool *ret_in_force) MUST_CHECK;

/* One answer, for consent_write. */
struct consent_answer {
    struct child_id child;
    const struct consent_purpose *purpose;
    int64_t object;          /* 0 unless the purpose is named */
    struct person_id person; /* whose answer: the actor's own, or, `on_paper`, that of another guardian */
    bool yes;
    bool on_paper;          /* a mentor or manager types in what a guardian signed */
    struct date signed_day; /* of the paper: a yes holds a year from then on */
    struct text kept_by;    /* who keeps the paper, within CONSENT_KEEPER_MAXIMUM */
    int64_t version;        /* of the text that was on the page */
    struct text language;   /* in which it stood there */
    struct date today;
};

/*
 * Change function: writes an answer and remembers it for good, with audit row, and tells the listeners below when it made
 * consent begin or end. The same answer again on the same day writes nothing. STATUS_NOT_FOUND when the child is not there
 * for the actor; STATUS_DENIED for who has no authority (or, on paper, is neither mentor nor manager, or names somebody
 * without authority); STATUS_CONFLICT when the text has changed since it was read, or the guardian answered after she signed;
 * STATUS_INVALID for a paper of a later day than today, or a yes of a year ago.
 */
int consent_write(struct change *change, void *answer);

/*
 * In a change, after something other than an answer changed what holds: what the planning package says about photos, who is a
 * guardian, who decides. Tells the listeners how each purpose stands now, and asks for the same on the day on which somebody's
 * time as a guardian begins or ends next. Cheap and without effect when nothing changed. `today`: DATE_NONE for the day of the
 * change in the zone of the organisation.
 */
int consent_recheck(struct change *change, struct child_id child, struct date today) MUST_CHECK;

/* The children that somebody is a guardian of, ended or not: for consent_recheck after that person was erased. */
struct consent_children {
    VECTOR(struct child_id);
};
int consent_children_of(struct change *change, struct person_id person,
                        struct consent_children *ret_children) MUST_CHECK;

/*
 * Whoever keeps something that stands on consent takes it away in the same transaction: one line a feature in the table
 * consent_listeners of command/routes.c.
 */
struct consent_change {
    struct child_id child;
    const struct consent_purpose *purpose;
    int64_t object;
    struct date today;
    bool in_force;  /* it began, or stands; false: it ended, or does not stand */
    bool rechecked; /* by consent_recheck: it may have stood so before */
};
struct consent_listener {
    int (*changed)(struct change *change, const struct consent_change *what); /* a change function's part */
};
extern const struct consent_listener consent_listeners[];
extern const size_t consent_listener_count;

/* Tells the listeners of the end of a yes that nobody renewed, and of the first and last day of a guardian. */
extern const struct job_kind consent_expiry_job;

/* The listener of this folder: the open pages of the child's groups. The other guardians' are not told: not even the moment
 * of an answer is theirs. */
int consent_tell_groups(struct change *change, const struct consent_change *what);

/* Removes the answers, network and sharing of a child, or of a guardian. For feature/privacy/erase.h. */
int consent_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int consent_erase_person(struct change *change, struct person_id person) MUST_CHECK;

extern const struct routes consent_routes;

struct address url_consent(struct arena *arena, struct child_id child);
struct address url_consent_answer(struct arena *arena, struct child_id child);
struct address url_consent_paper(struct arena *arena, struct child_id child);
struct address url_consent_group(struct arena *arena, struct group_id group);

#endif
