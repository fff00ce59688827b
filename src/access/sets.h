/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Refreshing the access sets after a change of people: for the people_*.c files alone. Each deletes the rows of one object
 * and makes them anew from the rule, so calling one too many costs time and harms nothing.
 */
#ifndef ACCESS_SETS_H
#define ACCESS_SETS_H

#include "base/identity.h"

struct change;

/* Everybody's access to one child: after a change of its guardians, placements or mentor. */
int sets_refresh_child(struct change *change, struct child_id child);

/* One person's access to children, groups and locations: after a change of where she works or what she manages. */
int sets_refresh_person(struct change *change, struct person_id person);

/* Everybody's access to one group: after it was made or moved. */
int sets_refresh_group(struct change *change, struct group_id group);

/* Everybody's access to one location: after it was made, or a group came to it or left it. */
int sets_refresh_location(struct change *change, struct location_id location);

/* Ends the roles of people_role.c that go with employment; the caller refreshes the person. */
int people_end_outside_groups(struct change *change, struct person_id person, struct date until);

#endif
