/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_SHEET_OWN_H
#define FEATURE_SHEET_OWN_H

#include "feature/sheet/sheet.h"
#include "feature/sheet/views.h"
#include "i18n/word.h"

struct access_who;
struct db;
struct request;

/* Names as in the tables and in forms. */
extern const char *const sheet_field_names[SHEET_FIELD__MAX];
enum sheet_field sheet_field_of(struct text name);

/* What is filled in as far as this person reads it; empty when it is missing, or not hers to read. */
int sheet_read_fields(struct db *db, struct arena *arena, const struct access_who *who, struct child_id child,
                      struct text ret_words[SHEET_FIELD__MAX]) MUST_CHECK;

/* --- read.c --- */

int sheet_read(struct request *request, struct sheet_view *ret_view) MUST_CHECK;

#endif
