/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this folder share. */
#ifndef FEATURE_PRACTICAL_OWN_H
#define FEATURE_PRACTICAL_OWN_H

#include "access/rule.h"
#include "access/scope.h"
#include "feature/practical/practical.h"
#include "feature/practical/practical.sql.h"
#include "feature/practical/topic.h"
#include "feature/practical/views.h"
#include "http/outcome.h"
#include "http/request.h"

enum { PRACTICAL_STAFF = SCOPE_RESTRICTIONS | SCOPE_MANAGE }; /* who works with the child, a stand-in too */

enum place_field { PLACE_LOCATION, PLACE_SAVED };
enum edit_field {
    EDIT_LOCATION,
    EDIT_ITEM,
    EDIT_TOPIC,
    EDIT_LANGUAGE,
    WRITE_TITLE, /* when it is written */
    WRITE_WORDS,
    WRITE_AGAIN,
    WRITE_REMOVE,
    WRITE_BASE
};

/* The title of an item: of its topic in the page's words, or the one that the location gave it. */
struct text practical_title(struct request *request, struct text topic, struct text title);

/* manage.c */
struct outcome practical_place_page(struct request *request);
struct outcome practical_edit_page(struct request *request);
struct outcome practical_edit_post(struct request *request);

#endif
