/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Setting up: the page that says what is still to do ("Zo begin je"), and the locations and groups of an organisation for who
 * manages them. For those without a planning package, and for the first day with one: the roster finds groups by name.
 *
 * Who manages all of the organisation adds locations; who manages a location renames it and adds groups; a childminder has
 * one place and one group of her own and renames those (R209). Nothing is deleted here: a group without children is empty.
 */
#ifndef FEATURE_PLACE_PLACE_H
#define FEATURE_PLACE_PLACE_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum {
    PLACE_NAME_MAXIMUM = 80,  /* characters */
    PLACE_PHONE_MAXIMUM = 40, /* */
    PLACE_LIST_MAXIMUM = 500  /* groups on one page */
};

/* A location or a group that is added or gets another name or telephone. Texts live as long as the request; trimmed. */
struct place_write {
    struct location_id location; /* 0: a new one */
    struct group_id group;       /* 0: a new one of the location */
    struct text name;            /* not empty */
    struct text phone;
    bool out_of_school; /* of a new group: else day care */
    struct date today;
};

/*
 * In a change. STATUS_NOT_FOUND for who does not manage the place (a new location: the whole organisation);
 * STATUS_CONFLICT, with a word, when another has the name.
 */
int place_location_add(struct change *change, void *write) MUST_CHECK;
int place_location_set(struct change *change, void *write) MUST_CHECK;
int place_group_add(struct change *change, void *write) MUST_CHECK;
int place_group_set(struct change *change, void *write) MUST_CHECK;

/* In a change: a mail to oneself, so that somebody sees that mail goes out. */
int place_mail_try(struct change *change, void *write) MUST_CHECK;

extern const struct routes place_routes;

struct address url_begin(struct arena *arena);
struct address url_begin_mail(struct arena *arena);
struct address url_places(struct arena *arena);
struct address url_place_location(struct arena *arena, struct location_id location);
struct address url_place_group_add(struct arena *arena, struct location_id location);
struct address url_place_group(struct arena *arena, struct group_id group);

#endif
