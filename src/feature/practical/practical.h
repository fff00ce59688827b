/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is practical at a location (R012): opening hours, a child that is ill, sleeping, clothes. A manager writes an item in one or
 * more languages, with the topics of topic.c to begin with; a guardian reads it in her own, where there is one, and taps
 * that she has. What she has not read shows to her as new, and to who works with her child as "not read yet", so that somebody
 * can tell it at the door; nobody counts it, and nothing waits for it.
 *
 * The functions below are change functions (db/change.h): they check access again and write the audit row.
 */
#ifndef FEATURE_PRACTICAL_PRACTICAL_H
#define FEATURE_PRACTICAL_PRACTICAL_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "html/html.h"
#include "http/route.h"

#include <stdbool.h>

struct change;
struct handover_part;
struct request;

enum {
    PRACTICAL_TITLE_MAXIMUM = 80,   /* characters */
    PRACTICAL_WORDS_MAXIMUM = 2000, /* characters */
    PRACTICAL_ITEMS_MAXIMUM = 60    /* of a location */
};

/* An item in one language. */
struct practical_write {
    struct location_id location;
    struct notice_id item; /* 0: a new one */
    struct text topic;     /* of a new one: a name of topic.c, or empty */
    struct text language;  /* code of an offered language */
    struct text title;     /* empty for a topic, whose title stands in the catalogues */
    struct text words;     /* empty takes this language away */
    bool again;            /* everybody should read it again */
    bool remove;           /* takes the whole item away */
    int64_t base;          /* id of the text that was changed; 0: there was none */
    struct date today;
    struct notice_id written; /* result */
};

/* STATUS_NOT_FOUND for who does not manage the location, and for an item that is not there; STATUS_CONFLICT when somebody saved
 * since `base`, or a topic is there already; STATUS_INVALID without words, without a title where there is no topic, or with
 * PRACTICAL_ITEMS_MAXIMUM there. */
int practical_write(struct change *change, void *write) MUST_CHECK;

/* A guardian has read an item. Twice is fine. STATUS_NOT_FOUND when the item is not for her child. */
struct practical_mark {
    struct child_id child;
    struct notice_id item;
    struct date today;
};
int practical_mark(struct change *change, void *mark) MUST_CHECK;

/*
 * When the place is open where the child comes today, in one line with the way to the whole page: "Openingstijden: ma t/m vr 7.30-18.30".
 * For homes (R030): a part that shows nothing where nobody wrote it, and on a day on which the child does not come. On the day page
 * of today it stands by itself.
 */
int practical_hours_part(struct request *request, struct child_id child, struct html_part *ret_part) MUST_CHECK;
extern const struct handover_part practical_hours_of_day;

extern const struct routes practical_routes;

struct address url_practical(struct arena *arena, struct child_id child);
struct address url_practical_read(struct arena *arena, struct child_id child);
struct address url_practical_place(struct arena *arena, struct location_id location);
struct address url_practical_edit(struct arena *arena, struct location_id location);

/* Removes what a guardian has read. For feature/privacy/erase.h. */
int practical_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
