/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_ACCIDENT_OWN_H
#define FEATURE_ACCIDENT_OWN_H

#include "feature/accident/accident.h"
#include "feature/accident/views.h"
#include "http/request.h"
#include "i18n/word.h"

/* What was sent and could not be taken, to be shown again. */
struct accident_typed {
    enum word problem; /* 0: none */
    bool is_form;      /* the words of the notice */
    struct accident_words words;
    struct text day, time; /* as typed */
    struct text account;   /* a guardian's words, or beside a call; null: neither */
};

/* The list, and one notice. `typed` may be NULL. */
int accidents_read(struct request *request, const struct accident_typed *typed,
                   struct accidents_view *ret_view) MUST_CHECK;
int accident_read(struct request *request, struct accident_id accident, const struct accident_typed *typed,
                  struct accident_view *ret_view) MUST_CHECK;

#endif
