/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Client ids that pages put in their forms, for browsers without script (with script each sending has an id of its own).
 * A form that is sent twice is written once, so the id stays the same while the page does, and is another one as soon as
 * this person wrote anything here. It says nothing about what others wrote (R243). Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_FORM_ID_H
#define FEATURE_HANDOVER_FORM_ID_H

#include "base/text.h"

#include <stdint.h>

struct request;

/*
 * The id of one form of the page: what it is for, and which object it touches (0: none). `acts` grows with each act of this
 * person on the page.
 */
struct text form_id(struct request *request, int64_t acts, const char *purpose, int64_t object);

#endif
