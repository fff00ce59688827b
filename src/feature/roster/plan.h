/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a roster says, on its way from rows to families: rows (row.c), children made of the rows with one number
 * (merge.c), guardians recognised over all rows (guardian.c), groups (group.c), then how that differs from the database
 * (match.c, compare.c). All of it lives in one arena until the import ends: about a kilobyte for each child.
 *
 * Nobody is merged by name alone. Two guardian cells are one person when they have the same name and the same e-mail
 * address, or the same name and the same telephone and no two addresses; within one child also when the name is the same
 * and one of them says neither address nor telephone (it is then the other row of the same child).
 */
#ifndef ROSTER_PLAN_H
#define ROSTER_PLAN_H

#include "base/vector.h"
#include "feature/roster/cell.h"
#include "feature/roster/column.h"
#include "feature/roster/map.h"
#include "feature/roster/report.h"
#include "feature/roster/roster.h"

enum {
    ROSTER_NAME_MAXIMUM = 100,    /* characters of a name, of a location, of a group */
    ROSTER_NUMBER_MAXIMUM = 40,   /* characters */
    ROSTER_TEXT_MAXIMUM = 2000,   /* characters of allergies and of a remark */
    ROSTER_PLACEMENTS_MAXIMUM = 8 /* of one child in one file */
};

/* A guardian, over all rows. */
struct roster_person {
    struct text given_name;
    struct text family_name;
    struct text name_key;       /* folded full name */
    struct text email;          /* empty: none */
    struct text email_key;      /* folded */
    struct text phone;          /* as first written */
    struct text phone_key;      /* as compared */
    struct text language;       /* code, empty: not told */
    struct roster_person *same; /* this one was found to be that one */
    struct person_id id;        /* after matching */
    int line;                   /* where first seen */
    bool known;                 /* in the database */
    bool email_taken;           /* somebody else has the address: no account by it */
    bool counted;               /* as new */
};

/* One guardian in one row. */
struct roster_guardian {
    struct roster_person *person;
    enum roster_answer authority;
};

struct roster_location {
    struct text name;
    struct location_id id;
    bool known;
    int64_t sure_groups; /* that are known or that several children of the file name */
    int64_t attending;   /* children who attend now */
    int64_t missing;     /* of these: not in the file */
    bool written;
};

struct roster_group {
    struct roster_location *location;
    struct text name;
    struct text care_form; /* null: not told or not understood */
    struct group_id id;
    bool known;
    bool several;             /* more than one child names it */
    bool counted;             /* in sure_groups of the location */
    struct text first_number; /* of the first that does */
    int line;
    bool written;
};

struct roster_placement {
    struct roster_group *group;
    int64_t weekdays;
    struct date from;
    struct date until; /* exclusive */
};

/* One row that could be read. */
struct roster_row {
    int line;
    struct text number;
    struct text given_name;
    struct text family_name;
    struct date born;
    struct roster_placement placement;
    struct text mentor;
    struct roster_guardian guardians[ROSTER_GUARDIANS]; /* person NULL: none */
    struct text allergies;
    struct text photo_consent; /* "": not told */
    struct text remark;
    int64_t digest;          /* of all cells */
    bool refused;            /* after all: for its group */
    struct roster_row *next; /* of the same child, by line */
};

struct roster_work {
    struct person_id person;
    struct group_id group;
};

/* Everybody of one name at one location. */
struct roster_mentor {
    bool known;                      /* somebody works there under this name */
    VECTOR(struct roster_work) work; /* then: who, and where */
    struct person_id made;           /* else: whom this import makes */
    struct text given_name;
    struct text family_name;
};

struct roster_child {
    struct text number;
    struct roster_location *location; /* that its first row names; NULL: none */
    struct roster_row *rows;          /* that could be read; NULL when all were refused */
    struct roster_row *last;
    int line; /* of the first row with the number */
    struct text given_name;
    struct text family_name;
    struct date born;
    struct text mentor_name;
    struct text allergies;
    struct text photo_consent;
    struct text remark;
    struct roster_guardian guardians[ROSTER_GUARDIANS];
    size_t guardian_count;
    struct roster_placement placements[ROSTER_PLACEMENTS_MAXIMUM];
    size_t placement_count;
    struct date until;      /* the last end of its placements, exclusive */
    bool refused;           /* its rows contradict each other, or none could be read */
    struct child_id id;     /* 0: not in the database */
    struct child_id new_id; /* then: the one it gets */
};

struct roster_plan {
    struct arena *arena;   /* of the whole import */
    struct arena *scratch; /* emptied often */
    struct roster_import *import;
    struct roster_counts *counts;
    struct roster_report report;
    struct roster_columns columns;
    struct date today;
    struct text country;
    struct text zone;
    bool first;                  /* the organisation has no group yet */
    struct roster_map texts;     /* interned */
    struct roster_map numbers;   /* number -> struct roster_child */
    struct roster_map locations; /* folded name -> struct roster_location */
    struct roster_map groups;    /* location, group -> struct roster_group */
    struct roster_map emails;    /* address and name -> struct roster_person */
    struct roster_map phones;    /* telephone and name -> struct roster_person */
    struct roster_map mentors;   /* location and name -> struct roster_mentor */
    VECTOR(struct roster_location *) all_locations;
    VECTOR(struct roster_row *) rows;
    VECTOR(struct roster_child *) children; /* in the order of the file */
};

/* row.c: reads a record below the header; adds it to plan->rows or reports why not. */
void roster_row_read(struct roster_plan *plan, const struct sheet_record *record);

/* group.c: the groups that there are, and which rows name one that cannot be. A location by its name, made when new. */
struct roster_location *roster_location_named(struct roster_plan *plan, struct text name);
int roster_groups_load(struct roster_plan *plan) MUST_CHECK;
struct roster_group *roster_group_named(struct roster_plan *plan, struct text location, struct text group);
void roster_groups_settle(struct roster_plan *plan);

/* guardian.c: the person of one guardian cell. Null when the cell names nobody. */
struct guardian_cells {
    int line;
    struct text number;
    struct text name;
    struct text email;
    struct text phone;
    struct text language;
    struct text family; /* of the child */
};
struct roster_person *roster_guardian_read(struct roster_plan *plan, const struct guardian_cells *cells);
struct roster_person *roster_person_of(struct roster_person *person); /* follows `same` */

/* merge.c: children of rows. */
void roster_merge(struct roster_plan *plan);

/* Says something about a row or a child. */
void roster_tell(struct roster_plan *plan, enum roster_reason reason, int line, struct text number, const char *format,
                 ...) PRINTF_LIKE(5, 6);

#endif
