/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a roster wants of one child and its family, with the ids of everybody in it: the unit in which a plan is compared,
 * staged and carried out. A child is written with its family in one change, so nobody ever sees half of one.
 *
 * Wanting is not doing: roster_compare finds the steps that are needed in the database as it is, once for the report and
 * again inside the change that takes them. Carrying a unit out twice does nothing the second time.
 */
#ifndef ROSTER_FAMILY_H
#define ROSTER_FAMILY_H

#include "access/people.h"
#include "base/vector.h"
#include "feature/roster/cell.h"
#include "feature/roster/column.h"
#include "feature/roster/reason.h"

struct db;
struct change;

/* A guardian as the file has her. The marks are digests, see schema/0007_roster.sql. */
struct roster_wanted_person {
    struct person_id id;
    struct text given_name;
    struct text family_name;
    struct text language; /* empty: not told */
    struct text phone;    /* empty: not told */
    struct text email;    /* empty: none, or somebody else's */
    int64_t phone_mark;   /* of the telephone, however it is written; 0 without */
    int64_t found_by;     /* mark of name and telephone, 0 without telephone */
    enum roster_answer authority;
};

struct roster_wanted_placement {
    struct group_id group;
    int64_t weekdays;
    struct date from;
    struct date until; /* exclusive */
};

/* Whom the file names as mentor. */
struct roster_wanted_mentor {
    struct person_id id; /* 0: nobody */
    int64_t mark;        /* of location and name */
    bool create;         /* not a professional of the location yet: made one, on `group` */
    struct group_id group;
    struct text given_name;
    struct text family_name;
};

struct roster_family {
    struct child_id id;
    int64_t line; /* of the file */
    struct text number;
    struct text given_name;
    struct text family_name;
    struct date born;
    struct text allergies; /* empty: not told, as the next two */
    struct text photo_consent;
    struct text remark;
    struct date until; /* the last end of the placements */
    struct roster_wanted_mentor mentor;
    VECTOR(struct roster_wanted_person) persons; /* the guardians, in their order */
    VECTOR(struct roster_wanted_placement) placements;
};

/* To and from the payload of import_row, a JSON object. roster_family_parse: STATUS_INVALID when it is none of ours. */
struct text roster_family_print(struct arena *arena, const struct roster_family *family);
int roster_family_parse(struct arena *arena, struct text payload, struct roster_family *ret_family) MUST_CHECK;

/* What differs, for the report. */
enum roster_change {
    ROSTER_CHANGE_NAME = 1,
    ROSTER_CHANGE_BORN = 2,
    ROSTER_CHANGE_ALLERGIES = 4,
    ROSTER_CHANGE_PHOTO_CONSENT = 8,
    ROSTER_CHANGE_REMARK = 16,
    ROSTER_CHANGE_PLACEMENT = 32,
    ROSTER_CHANGE_GUARDIAN = 64,
    ROSTER_CHANGE_CONTACT = 128, /* name, address, telephone, language of a guardian */
    ROSTER_CHANGE_ACCESS = 256,  /* until when guardians and mentor see the child */
    ROSTER_CHANGE_MENTOR = 512,
    ROSTER_CHANGE_MARK = 1024, /* only what the file said last is remembered anew */
    ROSTER_CHANGE__MAX = 2048
};

struct roster_person_step {
    bool add, set, account, mark;
    struct people_person person; /* as it is to be */
    struct text email;
    int64_t name_mark, language_mark, phone_mark, email_mark, found_by;
};

enum roster_placement_kind { ROSTER_PLACEMENT_ADD, ROSTER_PLACEMENT_SET, ROSTER_PLACEMENT_END };
struct roster_placement_step {
    enum roster_placement_kind kind;
    struct people_placement placement;
};

struct roster_mark_step {
    struct person_id person;
    enum roster_answer authority;
};

struct roster_remark {
    enum roster_reason reason;
    struct text detail;
};

/* The last values of a child in the file, as digests. */
struct roster_marks {
    int64_t name, born, allergies, photo_consent, remark, mentor;
    struct date until;
};

/* Everything to be done for one family, in this order. */
struct roster_steps {
    int changes;    /* set of enum roster_change; 0: nothing to do */
    bool new_child; /* add it */
    bool set_child;
    struct people_child child;
    struct roster_person_step persons[ROSTER_GUARDIANS];
    size_t person_count;
    VECTOR(struct roster_placement_step) placements;
    VECTOR(struct people_guardian) guardians; /* added or set */
    VECTOR(struct roster_mark_step) guardian_marks;
    bool make_mentor;  /* the person, if she is not there yet */
    bool place_mentor; /* on mentor.group */
    bool set_mentor;   /* from mentor_from on */
    bool end_mentor;   /* at mentor_until */
    struct person_id mentor;
    struct date mentor_from, mentor_until;
    bool mark_child;
    struct roster_marks marks;
    VECTOR(struct roster_remark) remarks; /* for the report */
};

/* Finds the steps. `today`: the day of the import. */
int roster_compare(struct db *db, struct arena *arena, struct organisation_id organisation, struct date today,
                   const struct roster_family *family, struct roster_steps *ret_steps) MUST_CHECK;

/* placement.c: the part of it about placements. Adds to steps->placements. */
struct roster_placements_rows;
void roster_compare_placements(struct arena *arena, struct date today, const struct roster_family *family,
                               const struct roster_placements_rows *rows, struct roster_steps *steps);

/* Takes the steps, inside a change, and writes an audit row when anything but marks changed. */
int roster_write(struct change *change, const struct roster_family *family, const struct roster_steps *steps,
                 struct date today) MUST_CHECK;

/* "name, placement" */
struct text roster_changes_text(struct arena *arena, int changes);

#endif
