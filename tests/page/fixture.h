/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two organisations in one database, for tests that need people: every way in which a person can stand to a
 * child. Made through access/people.h on the day FIXTURE_TODAY, which is a Monday. Nothing is recorded yet.
 *
 *     organisation 1 ("De Boomhut", NL, je, Europe/Amsterdam)
 *       location noord: groups eekhoorns, bevers      location zuid: group vossen
 *       Noor  (child_own)       eekhoorns             guardians: mother, father (both full, two homes),
 *                                                     grandmother (limited), uncle (scope 'none')
 *       Sami  (child_other)     eekhoorns             guardian: other_family; mother_safe is protected,
 *                                                     father_danger the other home
 *       Lotte (child_group)     bevers                guardian: other_group_parent
 *       Mees  (child_location)  vossen                guardian: other_location_parent
 *       Daan  (child_left)      eekhoorns until today guardian: left_parent until today
 *       location thuis bij ria: a childminder's, with the one group that is called so too
 *       Liv   (child_minded)    there                 guardian: minded_parent; shared with the bureau
 *     organisation 2 ("De Speeltuin"): one of each
 */
#ifndef PAGE_FIXTURE_H
#define PAGE_FIXTURE_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/identity.h"
#include "db/writer.h"

/* 2026-11-23 10:00 in Amsterdam, a Monday. */
#define FIXTURE_NOW_AT INT64_C(1795424400000)
#define FIXTURE_TODAY  ((struct date){ 20780 })

/* Everybody who can sign in. Each has a session and the e-mail address NAME@example.org; the names are those
 * of the enum in lower case. */
enum fixture_person {
    FIXTURE_MOTHER,                /* full guardian of Noor, home 1 */
    FIXTURE_FATHER,                /* full guardian of Noor, home 2 */
    FIXTURE_GRANDMOTHER,           /* limited guardian of Noor */
    FIXTURE_UNCLE,                 /* guardian of Noor with scope 'none': may see nothing */
    FIXTURE_OTHER_FAMILY,          /* full guardian of Sami, same group as Noor */
    FIXTURE_MOTHER_SAFE,           /* protected full guardian of Sami, home 1 */
    FIXTURE_FATHER_DANGER,         /* full guardian of Sami, home 2 */
    FIXTURE_OTHER_GROUP_PARENT,    /* full guardian of Lotte */
    FIXTURE_OTHER_LOCATION_PARENT, /* full guardian of Mees */
    FIXTURE_LEFT_PARENT,           /* full guardian of Daan until today */
    FIXTURE_PROFESSIONAL,          /* on eekhoorns */
    FIXTURE_OTHER_PROFESSIONAL,    /* on bevers */
    FIXTURE_FAR_PROFESSIONAL,      /* on vossen, other location */
    FIXTURE_LEFT_PROFESSIONAL,     /* on eekhoorns until today: employment ended */
    FIXTURE_STAND_IN,              /* stands in on eekhoorns, today only */
    FIXTURE_LATER_STAND_IN,        /* stands in on eekhoorns, tomorrow only */
    FIXTURE_MENTOR,                /* works on eekhoorns and bevers, mentor of Noor */
    FIXTURE_MANAGER,               /* of location noord */
    FIXTURE_ADMINISTRATOR,         /* manager of the whole organisation */
    FIXTURE_BOTH,                  /* professional on bevers and full guardian of Noor */
    FIXTURE_STUDENT,               /* learns on eekhoorns */
    FIXTURE_COACH,                 /* of location noord */
    FIXTURE_GROUP_COACH,           /* of vossen alone */
    FIXTURE_LEFT_COACH,            /* of the whole organisation until today */
    FIXTURE_COMMITTEE,             /* member of the parents' committee of noord */
    FIXTURE_PARTNER,               /* invited for Noor, for the school, until next month */
    FIXTURE_LEFT_PARTNER,          /* invited for Noor until today */
    FIXTURE_CHILDMINDER,           /* at her own location */
    FIXTURE_BUREAU,                /* of all childminders: sees that Liv comes */
    FIXTURE_MINDED_PARENT,         /* full guardian of Liv */
    FIXTURE_STRANGER,              /* has an account, belongs to nobody */
    FIXTURE_FOREIGN_PARENT,        /* organisation 2: full guardian */
    FIXTURE_FOREIGN_PROFESSIONAL,  /* organisation 2: on the group */
    FIXTURE_FOREIGN_ADMINISTRATOR, /* organisation 2: manager of all */
    FIXTURE_PERSON__MAX
};

enum fixture_child {
    FIXTURE_CHILD_OWN,      /* Noor */
    FIXTURE_CHILD_OTHER,    /* Sami, same group */
    FIXTURE_CHILD_GROUP,    /* Lotte, other group of the location */
    FIXTURE_CHILD_LOCATION, /* Mees, other location */
    FIXTURE_CHILD_LEFT,     /* Daan, left today */
    FIXTURE_CHILD_MINDED,   /* Liv, at the childminder's */
    FIXTURE_CHILD_FOREIGN,  /* Yusuf, organisation 2 */
    FIXTURE_CHILD__MAX
};

enum fixture_group {
    FIXTURE_GROUP_EEKHOORNS,
    FIXTURE_GROUP_BEVERS,
    FIXTURE_GROUP_VOSSEN,
    FIXTURE_GROUP_MINDED, /* the childminder's */
    FIXTURE_GROUP_FOREIGN,
    FIXTURE_GROUP__MAX
};

struct fixture {
    struct organisation_id organisation; /* 1 */
    struct organisation_id foreign;      /* 2 */
    struct location_id noord, zuid, minded, speeltuin;
    struct person_id persons[FIXTURE_PERSON__MAX];
    struct session_id sessions[FIXTURE_PERSON__MAX];
    struct text cookies[FIXTURE_PERSON__MAX]; /* the header value: "samenspel=..." */
    struct child_id children[FIXTURE_CHILD__MAX];
    struct group_id groups[FIXTURE_GROUP__MAX];
};

/* Locations, as the fixture's scopes know them. */
enum fixture_location { FIXTURE_NOORD, FIXTURE_ZUID, FIXTURE_MINDED, FIXTURE_SPEELTUIN, FIXTURE_LOCATION__MAX };

/* "mother", "later_stand_in" ... */
const char *fixture_person_name(enum fixture_person person);

/* Organisation of a person or child. */
struct organisation_id fixture_person_organisation(const struct fixture *fixture, enum fixture_person person);

/* The scope that a person has for a child or group on FIXTURE_TODAY, by hand and not by SQL: what the access
 * matrix compares with. 0: none. */
int64_t fixture_child_scope(enum fixture_person person, enum fixture_child child);
int64_t fixture_group_scope(enum fixture_person person, enum fixture_group group);
int64_t fixture_location_scope(enum fixture_person person, enum fixture_location location);
struct location_id fixture_location(const struct fixture *fixture, enum fixture_location location);

/* Everything this person had is over today: her session with it (T16). */
bool fixture_is_over(enum fixture_person person);

/* Fills an empty database of the current schema. The writer's clock should stand at FIXTURE_NOW_AT. Texts are
 * in the arena. */
int fixture_make(struct writer *writer, struct arena *arena, struct fixture *ret_fixture);

/* --- a database of a test's own --- */

struct fixture_world {
    struct clock clock; /* FIXTURE_NOW_AT */
    struct identity_source identities;
    struct writer *writer;
    struct event_hub *hub;
    struct db *db; /* a reader */
    struct arena *arena;
    const char *location; /* of the database */
    const char *server;   /* PostgreSQL: where it was made; NULL on SQLite */
    char folder[64];      /* temporary folder, or the name of the database; gone after fixture_world_close */
};

/*
 * A new migrated database with a running writer: an SQLite file in a temporary folder, or, when `postgresql`, a new
 * database on the server of SAMENSPEL_TEST_POSTGRESQL. False, so that the test can skip, when that variable is not set.
 * Fails the test on any other trouble.
 */
bool fixture_world_open(bool postgresql, struct fixture_world *ret_world);

/*
 * The same with the fixture in it. A process makes it once on each engine; every further one is a copy of that database, for
 * migrating and filling takes ten times as long. `ret_fixture` holds texts that last as long as the process.
 */
bool fixture_world_filled(bool postgresql, struct fixture_world *ret_world, struct fixture *ret_fixture);

void fixture_world_close(struct fixture_world *world);

/*
 * From now on the world's reader is a connection of the role that serves, narrowed to this organisation (db/seal.h), as every
 * connection of `samenspel serve` is. The writer stays the owner's. Nothing changes on SQLite.
 */
void fixture_world_narrow(struct fixture_world *world, struct organisation_id organisation);

/* Back to a reader of the owner, who sees all organisations: for tests in which people of two ask the same server. */
void fixture_world_widen(struct fixture_world *world);

/* A connection string of that role; NULL on SQLite. With the organisation 0 it is not narrowed. */
const char *fixture_world_service(struct fixture_world *world, struct organisation_id organisation);

/* Runs one change of the organisation and gives its status. */
int fixture_change(struct fixture_world *world, struct organisation_id organisation,
                   int (*change)(struct change *change, void *argument), void *argument);

#endif
