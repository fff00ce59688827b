/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_SIGN_IN_OWN_H
#define FEATURE_SIGN_IN_OWN_H

#include "access/session.h"
#include "feature/passkey/passkey.h"
#include "feature/sign_in/views.h"
#include "http/outcome.h"
#include "http/request.h"
#include "i18n/language.h"

/* The sign-in form with a status of its own; fills in the languages. */
struct outcome sign_in_form(struct request *request, int status, struct sign_in_view *view);

/* Links to the same page in other languages. `path` is the page's own, without query; `next` may be null. */
struct languages_view languages_make(struct request *request, struct text path, struct text next);

/* The words of this answer: those of `choice`, in the language that the page's address asks for (?language=ar, may be null),
 * which is then remembered in a cookie. */
void language_speak(struct request *request, struct words_choice choice, struct text asked);

/* --- way_in.c: what every way in ends with --- */

struct way_in {
    struct person_id person;  /* set by the change, or before it */
    struct secret secret;     /* of the new session */
    struct session_id former; /* that the browser had, ended by the change; 0: none */
    enum session_proof proof;
    bool strong;               /* two factors in one, or a demo: access/session.h */
    struct text device;        /* that somebody came in with */
    struct passkey_id passkey; /* and this passkey; 0: none */
    const char *action;        /* for the audit row */
};

/* A new secret, and the session that the browser has now. */
void way_in_prepare(struct request *request, struct way_in *way, enum session_proof proof, const char *action);

/* In a change: the session, the end of the former one, the audit row; from here on the person acts. */
int way_in_write(struct change *change, const struct way_in *way) MUST_CHECK;

/* --- the routes --- */

struct outcome sign_in_link_page(struct request *request);
struct outcome sign_in_link_post(struct request *request);
struct outcome sign_in_password_post(struct request *request);
struct outcome sign_in_passkey_options(struct request *request);
struct outcome sign_in_passkey_post(struct request *request);
struct outcome password_choice_page(struct request *request);
struct outcome password_choice_post(struct request *request);

enum link_field { LINK_SECRET, LINK_LANGUAGE };
enum choice_page_field { CHOICE_CHOSEN };
enum choice_field { CHOICE_CURRENT, CHOICE_NEW, CHOICE_KEPT };
enum sign_in_field { SIGN_IN_EMAIL, SIGN_IN_PASSWORD, SIGN_IN_KEPT };
enum confirm_field { CONFIRM_PASSWORD, CONFIRM_KEPT };

enum passkey_way_field { PASSKEY_WAY_KEPT = PASSKEY_USE__MAX };

struct outcome confirm_page(struct request *request);
struct outcome confirm_post(struct request *request);

/* --- kept.c --- */

/* The form that sends the request's own body again; false when there is nothing to send. */
bool kept_form_of_request(struct request *request, struct kept_form_view *ret_form);

#endif
