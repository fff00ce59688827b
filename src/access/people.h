/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who belongs to an organisation and who belongs to which child: the only place that writes the tables
 * organisation, location, care_group, person, account, child, guardian, placement, professional, mentor, manager, coach,
 * committee, partner, childminder, bureau and bureau_share (a test reads every .sql file for that). Each function that changes
 * who may see what refreshes the access sets may_child, may_group and may_location in the same change, so that the set is always the rule
 * (access_compare).
 *
 * Functions that take a change run inside one; they check what they are given, not who gives it: that is the
 * caller's gate. They write no audit row: the caller names its own action. An id of 0 in a struct asks for a
 * new one. Names are UTF-8 and trimmed by the caller. Days are exclusive at the end, DATE_FOREVER for open.
 */
#ifndef ACCESS_PEOPLE_H
#define ACCESS_PEOPLE_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"

#include <stdbool.h>

struct change;

/* --- the organisation --- */

struct people_organisation {
    struct organisation_id id;
    struct text name;
    struct text country;      /* "NL" or "BE" */
    struct text address_form; /* "je" or "u" */
    struct text zone;         /* IANA name */
    bool demo;                /* sign-in links may be reusable and shown */
};

/* Adds it. From here on the change belongs to this organisation (change->organisation). */
int people_organisation_add(struct change *change, const struct people_organisation *organisation,
                            struct organisation_id *ret_id) MUST_CHECK;
int people_organisation_set(struct change *change, const struct people_organisation *organisation) MUST_CHECK;

struct people_location {
    struct location_id id;
    struct text name; /* unique in the organisation: STATUS_CONFLICT otherwise */
    struct text zone;
    struct text phone;
};
int people_location_add(struct change *change, const struct people_location *location,
                        struct location_id *ret_id) MUST_CHECK;
int people_location_set(struct change *change, const struct people_location *location) MUST_CHECK;

/* care_group.care_form. */
#define CARE_FORM_DAY_CARE      "day_care"
#define CARE_FORM_OUT_OF_SCHOOL "out_of_school"
#define CARE_FORM_CHILDMINDER   "childminder"

struct people_group {
    struct group_id id;
    struct location_id location;
    struct text name;      /* unique in the location */
    struct text care_form; /* CARE_FORM_ */
    struct text phone;
};
int people_group_add(struct change *change, const struct people_group *group, struct group_id *ret_id) MUST_CHECK;

/* Also moves the group to another location, with its managers' access. */
int people_group_set(struct change *change, const struct people_group *group) MUST_CHECK;

/* --- persons --- */

struct people_person {
    struct person_id id;
    struct text given_name; /* not empty */
    struct text family_name;
    struct text say_name;
    struct text language; /* code of i18n/language.h */
    struct text phone;
};
int people_person_add(struct change *change, const struct people_person *person, struct person_id *ret_id) MUST_CHECK;
int people_person_set(struct change *change, const struct people_person *person) MUST_CHECK;
int people_language_set(struct change *change, struct person_id person, struct text language) MUST_CHECK;

/* The account of a person: adds it, or changes its address. STATUS_CONFLICT when another person has the
 * address. The password stays. */
int people_account_set(struct change *change, struct person_id person, struct text email) MUST_CHECK;

/* Sets the hash (access/password.h) and ends all sessions of the person but the change's own.
 * STATUS_NOT_FOUND without an account. */
int people_password_set(struct change *change, struct person_id person, struct text hash) MUST_CHECK;

/* An address as it is compared: trimmed, A-Z made a-z. In the arena. */
struct text people_email_folded(struct arena *arena, struct text email);

/* --- children --- */

struct people_child {
    struct child_id id;
    struct text number;     /* of the planning package, unique when not empty */
    struct text given_name; /* not empty */
    struct text family_name;
    struct text say_name;
    struct date born;
    struct text allergies;
    struct text restriction;   /* who may not collect: for staff only (R233) */
    struct text photo_consent; /* "", "no", "own_family", "group" */
    struct text remark;        /* for staff only */
};
int people_child_add(struct change *change, const struct people_child *child, struct child_id *ret_id) MUST_CHECK;
int people_child_set(struct change *change, const struct people_child *child) MUST_CHECK;

/* guardian.scope: reads and writes all, what is opened to her, nothing. */
#define GUARDIAN_FULL    "full"
#define GUARDIAN_LIMITED "limited"
#define GUARDIAN_NONE    "none"

struct people_guardian {
    struct child_id child;
    struct person_id person;
    struct text called;
    int64_t home; /* 1, 2, 3 */
    bool authority;
    struct text scope; /* GUARDIAN_ */
    bool protected;    /* leaves no trace for the other home (R243) */
    int64_t place;     /* order in which names are shown */
    struct date from, until;
};

/*
 * Adds or changes one guardian of one child. When `protected` becomes true all earlier entries of that person
 * about the child, and the answers to them, her reports of absence and her wishes for a day are hidden from the other homes (access_audience does so for later
 * ones). Taking it off opens nothing that was hidden. A protected guardian has a home of her own: when she
 * shared one she gets a free one and keeps it, whatever `home` says; STATUS_INVALID when there is none, and for
 * somebody who is put into her home.
 */
int people_guardian_set(struct change *change, const struct people_guardian *guardian) MUST_CHECK;

/* From `until` on not a guardian any more. STATUS_NOT_FOUND when there is none. */
int people_guardian_end(struct change *change, struct child_id child, struct person_id person,
                        struct date until) MUST_CHECK;

struct people_placement {
    struct placement_id id;
    struct child_id child;
    struct group_id group;
    int64_t weekdays; /* bit 0 Monday ... bit 6 Sunday */
    struct date from, until;
};
int people_placement_add(struct change *change, const struct people_placement *placement,
                         struct placement_id *ret_id) MUST_CHECK;
int people_placement_set(struct change *change, const struct people_placement *placement) MUST_CHECK;
int people_placement_end(struct change *change, struct placement_id placement, struct date until) MUST_CHECK;

/* --- staff --- */

struct people_professional {
    struct person_id person;
    struct group_id group;
    struct text role; /* "professional", "stand_in", "student" */
    struct date from, until;
};

/* Adds the row, or changes role and end of the one that begins on the same day. */
int people_professional_set(struct change *change, const struct people_professional *professional) MUST_CHECK;

/* Works nowhere from `until` on: employment ends, and with it every role but those of a guardian, a member of the committee
 * and a partner. */
int people_employment_end(struct change *change, struct person_id person, struct date until) MUST_CHECK;

/*
 * Makes the person the child's one mentor from a day on; the former's time ends there, later rows go. The
 * mentor works on a group of the child (domain B1.1, B1.5): STATUS_INVALID otherwise, or, when `force` (an
 * import), it is done and ret_forced is true.
 */
int people_mentor_set(struct change *change, struct child_id child, struct person_id person, struct date from,
                      bool force, bool *ret_forced) MUST_CHECK;
int people_mentor_end(struct change *change, struct child_id child, struct date until) MUST_CHECK;

struct people_manager {
    struct person_id person;
    struct location_id location; /* 0: the whole organisation */
    struct date from, until;
};
int people_manager_set(struct change *change, const struct people_manager *manager) MUST_CHECK;

/* A role that is given again from the same day gets another end: that is how one ends. */
struct people_coach {
    struct person_id person;
    struct location_id location; /* of all its groups; 0 with group 0: of all there are */
    struct group_id group;       /* of this one alone; `location` is then ignored */
    struct date from, until;
};
int people_coach_set(struct change *change, const struct people_coach *coach) MUST_CHECK;

/* --- those from outside --- */

/* Somebody who has a role at a location, and the location. */
struct people_at_location {
    struct person_id person;
    struct location_id location;
    struct date from, until;
};

/* Member of the parents' committee: sees no child and no group by it. */
int people_committee_set(struct change *change, const struct people_at_location *member) MUST_CHECK;

struct people_partner {
    struct person_id person;
    struct child_id child;
    struct text purpose; /* "school", "health", "support" */
    struct date from;
    struct date until; /* always set: STATUS_INVALID for an open end */
};
int people_partner_set(struct change *change, const struct people_partner *partner) MUST_CHECK;

/* --- childminders (R209) --- */

/* Works alone at a location of her own: mentor of each child of its groups of care form "childminder", and manager of the
 * place. Managers and coaches above her see none of those children. */
int people_childminder_set(struct change *change, const struct people_at_location *childminder) MUST_CHECK;

/* Works at the bureau; location 0: for all childminders. Sees that a child comes while it is shared. */
int people_bureau_set(struct change *change, const struct people_at_location *bureau) MUST_CHECK;

/* The childminder shares that a child comes, from a day until one; set again from the same day to end it. */
int people_share_set(struct change *change, struct child_id child, struct date from, struct date until) MUST_CHECK;

/* --- erasing (AVG art. 17, and the end of a retention term) --- */

/*
 * Removes names, placements, guardians and everything else that this layer keeps of a child, or of a person: account,
 * sessions, roles. The row stays as a number without a name. What points at a guardian or placement is removed first, by
 * who owns it; feature/privacy/erase.h does all of it in the right order and keeps the ledger.
 */
int people_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int people_erase_person(struct change *change, struct person_id person) MUST_CHECK;

/* --- the sets --- */

/* Makes the access sets anew from the rules, for the whole organisation: after a restore, or when
 * access_compare found a difference. */
int people_refresh(struct change *change) MUST_CHECK;

#endif
