/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of this folder share. */
#ifndef FEATURE_PORTRAIT_OWN_H
#define FEATURE_PORTRAIT_OWN_H

#include "feature/portrait/portrait.h"
#include "feature/portrait/portrait.sql.h"
#include "http/outcome.h"
#include "http/request.h"
#include "i18n/word.h"
#include "media/protocol.h"

enum { PORTRAIT_BODY_LIMIT = MEDIA_BYTES_MAXIMUM + 64 * 1024 };

/* The file of a form made small, in the arena of the request; else a failure with the word that says what was wrong. Nothing of
 * the file is kept. */
int portrait_take(struct request *request, size_t field, struct text *ret_image, enum word *ret_problem) MUST_CHECK;

/* The page of one's own that says what was wrong with a photo, 422. */
struct outcome portrait_refused(struct request *request, enum word problem);

/* face.c */
enum face_field { FACE_CHILD, FACE_PERSON, FACE_FILE, FACE_FIELD__MAX };
enum own_field { OWN_PICTURE, OWN_REMOVE, OWN_FIELD__MAX };
extern const struct field portrait_face_fields[FACE_FIELD__MAX];
extern const struct field portrait_own_fields[OWN_FIELD__MAX];
struct outcome portrait_face_get(struct request *request);
struct outcome portrait_own_get(struct request *request);
struct outcome portrait_own_post(struct request *request);

#endif
