/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who works with the children. Each member of staff has a card and decides for each field what parents see (R019); without a word of
 * her own they see her given name. A child's page of the team begins with its mentor (R042). Who does not come today is noted by
 * whoever is there, and parents see it at once, as they see by name who stands in (R043). Why somebody is away is not asked.
 *
 * The functions below are change functions (db/change.h): they check access again and write the audit row.
 */
#ifndef FEATURE_TEAM_TEAM_H
#define FEATURE_TEAM_TEAM_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "html/html.h"
#include "http/route.h"

#include <stdbool.h>

struct change;
struct request;

enum {
    TEAM_WORDS_MAXIMUM = 400,  /* characters about oneself */
    TEAM_SPEAKS_MAXIMUM = 100, /* characters for the languages */
    TEAM_NEWS_DAYS = 14        /* how long a new card is news */
};

/* What parents see of a card besides the given name: bits of staff_card.shows. */
enum team_shows {
    TEAM_SHOWS_FAMILY_NAME = 1,
    TEAM_SHOWS_WORDS = 2,
    TEAM_SHOWS_SPEAKS = 4,
    TEAM_SHOWS_WEEKDAYS = 8,
    TEAM_SHOWS__MAX = 16
};

/* A card as its owner leaves it. */
struct team_card_write {
    struct text words;    /* 0..TEAM_WORDS_MAXIMUM characters, UTF-8 */
    struct text language; /* of them: code of an offered language */
    struct text speaks;   /* 0..TEAM_SPEAKS_MAXIMUM characters */
    int64_t weekdays;     /* bit 0 Monday ... bit 6 Sunday; 0: not told */
    int64_t shows;        /* bits of enum team_shows */
    struct date today;
};

/* The actor's own card. The first one that shows something is news for the parents of her groups. STATUS_NOT_FOUND for who does not
 * work here. */
int team_card_write(struct change *change, void *write) MUST_CHECK;

/* Somebody of the group is not there on `today`, or is after all. Twice is fine. What was noted for days before is forgotten. */
struct team_away_write {
    struct group_id group;
    struct person_id person;
    bool away;
    struct date today;
};

/* By whoever writes for the group or manages it; STATUS_NOT_FOUND otherwise, and for who does not work there that day. */
int team_away_write(struct change *change, void *write) MUST_CHECK;

/* New cards in the groups of the reader's children, for the start page; a part that shows nothing when there are none. */
int team_news_part(struct request *request, struct html_part *ret_part) MUST_CHECK;

extern const struct routes team_routes;

struct address url_team_child(struct arena *arena, struct child_id child);
struct address url_team_card(struct arena *arena);
struct address url_team_group(struct arena *arena, struct group_id group);

/* Removes what a person told about herself. For feature/privacy/erase.h. */
int team_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
