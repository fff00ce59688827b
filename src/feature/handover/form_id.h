/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Client ids that pages put in their forms, for browsers without script (with script each sending has an id of its own).
 * A form that is sent twice is written once, so the id stays the same while the page does, and is another one as soon as
 * this person wrote anything here. It says nothing about what others wrote (R243). Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_FORM_ID_H
#define FEATURE_HANDOVER_FORM_ID_H

#include "base/random.h"

#include <stdint.h>

struct arena;
struct request;

/* What all forms of one page have in common. */
struct form_page {
    unsigned char key[BLAKE2B_SIZE];
};

/* For the page of the request. `acts` grows with each act of this person on it. */
struct form_page form_page_of(struct request *request, int64_t acts);

/* The id of one form of the page: what it is for (at most FORM_PURPOSE_MAXIMUM bytes), and which object it touches (0: none). */
enum { FORM_PURPOSE_MAXIMUM = 16 };
struct text form_id(struct arena *arena, const struct form_page *page, const char *purpose, int64_t object);

#endif
