/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What one person may do with one child, group, location, entry or file: a set of bits, the column `scope` of the
 * access sets may_child, may_group, may_location, may_entry and may_file (schema/0013_roles.sql, compared by
 * tests/unit/access_people_test.c). A person can have several rows for one object (a professional who is also
 * a mother); the bits of the rows that hold today add up.
 *
 * An entry has an audience: a mask over the read bits. A row opens the entry when it holds one of them. The
 * homes of a child (guardian.home) have a bit each, so that a note for the group still reaches whoever lives
 * in the same home. Which rows there are is the business of access/people.h; asking is access/rule.h.
 */
#ifndef ACCESS_SCOPE_H
#define ACCESS_SCOPE_H

#include <stdint.h>

enum scope {
    SCOPE_READ_HOME_1 = 1,     /* guardian with the full scope who lives in the child's first home */
    SCOPE_READ_LIMITED = 2,    /* limited guardian: only what an audience opens to this bit */
    SCOPE_READ_GROUP = 4,      /* works on a group of the child */
    SCOPE_READ_MENTOR = 8,     /* the child's mentor (R042) */
    SCOPE_READ_MANAGER = 16,   /* manager of the location or of the organisation */
    SCOPE_WRITE_HOME = 32,     /* writes in the ink of home */
    SCOPE_WRITE_CENTRE = 64,   /* writes in the ink of the centre */
    SCOPE_RESTRICTIONS = 128,  /* sees who may not collect or have contact (R233), and remarks for staff */
    SCOPE_MANAGE = 256,        /* changes who belongs where */
    SCOPE_READ_HOME_2 = 512,   /* the same in the second home */
    SCOPE_READ_HOME_3 = 1024,  /* and in the third */
    SCOPE_READ_COACH = 2048,   /* coach of the staff, of groups it is assigned to */
    SCOPE_READ_SHIFT = 4096,   /* stand-in or student: what today's shift needs, and nothing of other days (R045) */
    SCOPE_PARTNER = 8192,      /* invited from outside for one purpose: opens nothing by itself */
    SCOPE_READ_SHARED = 16384, /* bureau: that a child comes, because the childminder shares it (R209) */
    SCOPE_COMMITTEE = 32768,   /* member of the parents' committee of a location: no child, no group */
    SCOPE__MAX = 65536         /* above every set of bits */
};

/* A rule needs any one of the bits it names. */
enum {
    SCOPE_READ_HOME = SCOPE_READ_HOME_1 | SCOPE_READ_HOME_2 | SCOPE_READ_HOME_3,
    SCOPE_READ_CENTRE = SCOPE_READ_GROUP | SCOPE_READ_MENTOR | SCOPE_READ_MANAGER | SCOPE_READ_COACH,
    SCOPE_READ = SCOPE_READ_HOME | SCOPE_READ_LIMITED | SCOPE_READ_CENTRE, /* not the shift: see SCOPE_READ_TODAY */
    SCOPE_READ_TODAY = SCOPE_READ_CENTRE | SCOPE_READ_SHIFT, /* for pages that hold what a shift needs, and no more */
    SCOPE_READ_FULL = SCOPE_READ_HOME | SCOPE_READ_CENTRE,   /* everybody but a limited guardian */
    SCOPE_WRITE = SCOPE_WRITE_HOME | SCOPE_WRITE_CENTRE,
    SCOPE_SIDE_HOME = SCOPE_READ_HOME | SCOPE_READ_LIMITED | SCOPE_WRITE_HOME,
    SCOPE_SIDE_CENTRE = SCOPE_READ_TODAY | SCOPE_WRITE_CENTRE | SCOPE_RESTRICTIONS | SCOPE_MANAGE
};

/* What the rule views give each role for a child and a group (schema/0013_roles.sql). An administrator is a manager of all
 * locations. The operator, a member of the committee and, for a group, a guardian and a partner have nothing. */
enum {
    SCOPE_OF_GUARDIAN = SCOPE_READ_HOME_1 | SCOPE_WRITE_HOME, /* in the first home */
    SCOPE_OF_LIMITED_GUARDIAN = SCOPE_READ_LIMITED,
    SCOPE_OF_PROFESSIONAL = SCOPE_READ_GROUP | SCOPE_WRITE_CENTRE | SCOPE_RESTRICTIONS,
    SCOPE_OF_MENTOR = SCOPE_READ_GROUP | SCOPE_READ_MENTOR | SCOPE_WRITE_CENTRE | SCOPE_RESTRICTIONS,
    SCOPE_OF_STAND_IN = SCOPE_READ_SHIFT | SCOPE_WRITE_CENTRE | SCOPE_RESTRICTIONS, /* and of a student */
    SCOPE_OF_MANAGER = SCOPE_READ_GROUP | SCOPE_READ_MANAGER | SCOPE_RESTRICTIONS | SCOPE_MANAGE,
    SCOPE_OF_COACH = SCOPE_READ_GROUP | SCOPE_READ_COACH,
    SCOPE_OF_CHILDMINDER = SCOPE_OF_MENTOR | SCOPE_MANAGE,
    SCOPE_OF_PARTNER = SCOPE_PARTNER,   /* for the child alone */
    SCOPE_OF_BUREAU = SCOPE_READ_SHARED /* of a child only while the childminder shares it */
};

/* What is left of it on the tablet of a group (T21): the work of the shift, in the ink of the centre. */
enum { SCOPE_ON_TABLET = SCOPE_READ_GROUP | SCOPE_READ_SHIFT | SCOPE_WRITE_CENTRE | SCOPE_RESTRICTIONS };

/* And for a location. */
enum {
    SCOPE_AT_MANAGER = SCOPE_READ_MANAGER | SCOPE_MANAGE,
    SCOPE_AT_CHILDMINDER = SCOPE_READ_GROUP | SCOPE_MANAGE,
    SCOPE_AT_PROFESSIONAL = SCOPE_READ_GROUP,
    SCOPE_AT_STAND_IN = SCOPE_READ_SHIFT,
    SCOPE_AT_COACH = SCOPE_READ_COACH, /* of the whole location; a coach of one group has no row */
    SCOPE_AT_BUREAU = SCOPE_READ_SHARED,
    SCOPE_AT_COMMITTEE = SCOPE_COMMITTEE
};

/* Audiences of entries. The author reads her own entry as long as she may see the child. */
enum audience {
    AUDIENCE_ALL = SCOPE_READ | SCOPE_READ_SHIFT,             /* also limited guardians */
    AUDIENCE_BOTH_HOMES = SCOPE_READ_FULL | SCOPE_READ_SHIFT, /* guardians with the full scope, and the centre */
    AUDIENCE_GROUP_ONLY = SCOPE_READ_TODAY,
    AUDIENCE_MENTOR = SCOPE_READ_MENTOR, /* "alleen mentor" (R018): beside the writer's own home */
    AUDIENCE__MAX = AUDIENCE_ALL + 1
};

/* The bit of a home, 1 to 3 (guardian.home). */
static inline int64_t scope_of_home(int64_t home)
{
    return home == 1 ? SCOPE_READ_HOME_1 : home == 2 ? SCOPE_READ_HOME_2 : SCOPE_READ_HOME_3;
}

#endif
