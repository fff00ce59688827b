/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the template of the start page shows.
 */
#ifndef FEATURE_START_VIEWS_H
#define FEATURE_START_VIEWS_H

#include "base/vector.h"
#include "feature/childminder/childminder.h"
#include "feature/invitation/invitation.h"
#include "feature/partner/partner.h"
#include "html/html.h"

/* The last line of today about a child. */
struct start_latest_view {
    const char *side; /* "home", "centre", "child-voice" */
    bool at_home;
    bool self; /* the child wrote it itself (feature/voice) */
    struct text who;
    struct text time;
    const char *pictogram; /* "" when there is no coded value */
    struct text chip;
    struct text note;
    struct text language;
};

struct start_child_view {
    struct child_id child;
    struct address day;
    struct text name;
    struct text initial;
    int tint;
    bool has_portrait; /* stands in place of the initial (feature/portrait) */
    struct address portrait;
    struct text presence;
    bool writes;              /* a guardian who writes about the child, and may ask for a talk */
    struct address calls;     /* feature/call */
    struct html_part absence; /* that it stays away, or the way to say so (feature/absence) */
    bool asks;                /* how the morning was (feature/morning) */
    struct html_part morning; /* its form */
    bool has_latest;
    struct start_latest_view latest;
};

struct start_group_view {
    struct address board;
    struct text name;
    struct text location_name;
    struct text children; /* "12 kinderen vandaag" */
    struct text initial;
};

/* A child of the own groups that was written about, with its newest line. */
struct start_newest_view {
    struct child_id child;
    struct address day; /* the page on which the line stands */
    struct text name;
    struct text initial;
    int tint;
    struct text when; /* "9:30", or "22 nov" when it was not today */
    struct text chip; /* the coded value; empty for own words */
    struct text note; /* the beginning of the own words */
    struct text language;
};

/* How to reach a group: one for each group of the own children. */
struct start_reach_view {
    bool alone; /* one place without groups (R209) */
    struct text group;
    struct text location;
    struct address call;
    bool has_phone;
    struct text team;         /* who is there today; empty: the child does not come */
    struct address team_page; /* of the child */
    struct html_part hours;   /* when it is open (feature/practical) */
};

/* Where somebody who stands at the door of an own group is let in. */
struct start_door_view {
    struct address page;
    struct text name;
};

/* A location that she manages, or of whose committee she is a member. */
struct start_place_view {
    struct address people;
    struct text text; /* its name, or a sentence */
};

struct start_view {
    struct html_part news;  /* new cards in the team of an own child */
    struct html_part talks; /* families that a mentor could talk with today (feature/mentor) */
    struct html_part offer; /* of a passkey, to who has none */
    struct text name;
    struct text day_text;
    struct text topics;
    bool empty;
    struct address tasks; /* what waits for the staff; shown with the groups */
    VECTOR(struct start_child_view) children;
    VECTOR(struct start_group_view) groups;
    VECTOR(struct start_newest_view) newest;
    VECTOR(struct start_reach_view) reach;
    bool bureau;          /* sees what childminders share */
    bool partner;         /* was invited for a child */
    bool invites;         /* manages a location, or is a childminder: may invite people */
    struct address begin; /* and sees what is still to set up */
    VECTOR(struct start_door_view) doors;
    VECTOR(struct start_place_view) places;
    VECTOR(struct start_place_view) committees;
};

#endif
