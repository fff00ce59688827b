/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The people of a location or a group with how their invitation went, for the pages of this folder.
 */
#ifndef FEATURE_INVITATION_PEOPLE_H
#define FEATURE_INVITATION_PEOPLE_H

#include "feature/invitation/own.h"

/* One of them, a guardian or one who works here. */
struct invitee {
    struct person_id person;
    struct text given_name, family_name;
    struct text language;   /* code */
    struct text child_name; /* empty for who works here */
    struct text email, phone, country;
    int64_t first_at; /* INSTANT_NONE: never in */
    enum invitation_way way;
    int64_t link; /* 0: never invited */
    int64_t created_at, opened_at, expires_at;
    enum outgoing_state state;
    enum outgoing_problem problem;
    int64_t asked_at;
    struct person_id started_by;
    int64_t started_at;
};
struct invitees {
    VECTOR(struct invitee) items;
};

/* Where to look: a location or a group, the other is 0. Each needs its bits of may_group. */
struct invitee_place {
    struct location_id location;
    struct group_id group;
    int64_t need;
};
int invitees_guardians(struct request *request, const struct invitee_place *place,
                       struct invitees *ret_people) MUST_CHECK;
int invitees_staff(struct request *request, const struct invitee_place *place, struct invitees *ret_people) MUST_CHECK;

/* "Fatima Kaya"; who has one name is called by it. */
struct text invitee_name(struct arena *arena, const struct invitee *person);

/* "van Noor"; empty for who works here. */
struct text invitee_about(struct request *request, const struct invitee *person);

/* How the invitation went, in a sentence for who sent it. */
struct text invitee_status(struct request *request, const struct invitee *person);

/* Invited, and the way in still works or is still on its way. */
bool invitee_waits(const struct request *request, const struct invitee *person);

#endif
