/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_PASSKEY_OWN_H
#define FEATURE_PASSKEY_OWN_H

#include "feature/passkey/passkey.h"
#include "feature/passkey/passkey.sql.h"
#include "feature/passkey/views.h"
#include "http/request.h"

enum { HANDLE_CHARACTERS = 43 }; /* a handle is 32 bytes, in URL-safe base64 */

/* --- use.c --- */

/* The key that challenges are proven with. */
struct text passkey_key(struct request *request);

/* Uses a challenge up: STATUS_CONFLICT when it was used before. */
int passkey_challenge_take(struct change *change, struct text chance) MUST_CHECK;

/* What a person is told about a refusal: an enum word. */
int passkey_fault_word(enum passkey_fault fault);

/* --- options.c --- */

/* JSON for making one: challenge, handle, names, and the credentials that she has. */
struct outcome passkey_add_options(struct request *request);

/* What a challenge for adding is bound to, beside the session. */
struct challenge_for passkey_challenge_for(struct request *request, enum challenge_purpose purpose, struct text bound);

/* The cookie that binds a challenge to a browser that is not signed in; null without. */
struct text passkey_browser(struct request *request);

/* --- the routes --- */

struct outcome passkey_list_page(struct request *request);
struct outcome passkey_rename_post(struct request *request);
struct outcome passkey_remove_post(struct request *request);
struct outcome passkey_later_post(struct request *request);
struct outcome passkey_add_page(struct request *request);
struct outcome passkey_add_post(struct request *request);

enum list_field { LIST_TOLD };
enum rename_field { RENAME_PASSKEY, RENAME_NAME };
enum remove_field { REMOVE_PASSKEY };
enum add_field { ADD_CHALLENGE, ADD_HANDLE, ADD_CLIENT_DATA, ADD_ATTESTATION, ADD_NAME };

/* What the list tells after a change: values of its field `told`. */
enum list_told { TOLD_NOTHING, TOLD_MADE, TOLD_REMOVED, TOLD_NAMED, TOLD__MAX };

/* The list with a status and a problem of its own. */
struct outcome passkey_list_show(struct request *request, int status, int problem);

#endif
