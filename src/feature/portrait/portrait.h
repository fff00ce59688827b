/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A photo of a child in place of the first letter of its name, on the board, the day page and the start page. A guardian sets it and takes
 * it away; by setting it she says yes, and no consent is asked beside it. Her own home and who works with the child see it, another home
 * does not (it has its own), and no other family ever. It is made small at once by samenspel-media: what was sent is not kept.
 *
 * The functions below are change functions (db/change.h): they check access again and write the audit row.
 */
#ifndef FEATURE_PORTRAIT_PORTRAIT_H
#define FEATURE_PORTRAIT_PORTRAIT_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/text.h"
#include "html/address.h"
#include "http/route.h"

struct change;

enum {
    PORTRAIT_SIDE = 128,               /* points of the longest side */
    PORTRAIT_BYTES_MAXIMUM = 24 * 1024 /* of the small picture: twelve of them make no board slow */
};

struct portrait_write {
    struct child_id child;
    struct text image; /* a JPEG of at most PORTRAIT_BYTES_MAXIMUM; empty: takes the actor's own away */
    struct date today;
};

/* STATUS_DENIED for who does not write at home for the child. Taking away twice is fine. */
int portrait_write(struct change *change, void *write) MUST_CHECK;

/* The photo on one's own card for parents (feature/team), for who works here; seen where the card is seen, in place of the first letter.
 * `image` is a struct text: as of struct portrait_write. STATUS_NOT_FOUND for who does not work here. */
int portrait_own_write(struct change *change, void *image) MUST_CHECK;

extern const struct routes portrait_routes;

/* The page on which a guardian sets it, and the picture; `portrait` as the statements of the pages give it. */
struct address url_portrait(struct arena *arena, struct child_id child);
struct address url_portrait_image(struct arena *arena, struct child_id child, struct file_id portrait);

/* Of a member of staff, as the team of a child shows her; where she sets it, and sees her own. */
struct address url_portrait_face(struct arena *arena, struct child_id child, struct person_id person,
                                 struct file_id portrait);
struct address url_portrait_own(struct arena *arena);

/* Removes the portraits of a child, and those of a person and that she set. For feature/privacy/erase.h. */
int portrait_erase_child(struct change *change, struct child_id child) MUST_CHECK;
int portrait_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
