/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passkeys (WebAuthn): coming in with a finger, a face or the code of one's own device. The device asks who it is and then signs, so a
 * passkey counts as two factors: a session that it makes has strength 2 (access/session.h).
 *
 * The relying party is the host name of the site's address (the setting `origin`): a passkey works under that name and no other, which is
 * what makes it worthless to a page that only looks like ours. Browsers take no passkey for a site without https (but localhost)
 * or without a name; passkey_site says so.
 *
 * Signing in is a route of feature/sign_in; showing again who one is, and showing a second factor, is signing in anew. It uses what stands here: a form with the fields
 * PASSKEY_USE_FIELDS, which assets/script/passkey.js fills in, passkey_use_check in the handler and passkey_use_write in the change.
 * GET of the form's own address gives what the script needs (passkey_use_options).
 */
#ifndef FEATURE_PASSKEY_PASSKEY_H
#define FEATURE_PASSKEY_PASSKEY_H

#include "feature/passkey/challenge.h"
#include "feature/passkey/verify.h"
#include "html/html.h"
#include "http/outcome.h"
#include "http/route.h"

struct change;
struct db;
struct request;

enum {
    PASSKEYS_MAXIMUM = 20,    /* of one person */
    PASSKEY_NAME_MAXIMUM = 60 /* characters */
};

/* /passkeys and what is below it. */
extern const struct routes passkey_routes;

/* Her passkeys, with a way to make another. */
struct address url_passkeys(struct arena *arena);

/* Where one is made. */
struct address url_passkey_add(struct arena *arena);

/* The site as authenticators know it. */
struct passkey_site {
    struct text origin;
    struct text host;
    bool works; /* false: no browser takes a passkey here */
};
struct passkey_site passkey_site(struct request *request);

/* The same of an origin without a slash at the end: "https://samenspel.example", "http://localhost:8080". Pure. */
struct passkey_site passkey_site_of(struct text origin);

/* How many passkeys of a person work on this site. For the second factor: who has one shows it before she may add another. */
int passkey_count(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
                  struct text host, int64_t *ret_count) MUST_CHECK;

/* How many passkeys of all organisations do not work on this host: for doctor, when the address changed. */
int passkey_count_elsewhere(struct db *db, struct arena *arena, struct text host, int64_t *ret_count) MUST_CHECK;

/* --- using one --- */

/* The first fields of a route that takes an answer: [0] ... [PASSKEY_USE__MAX - 1] of its table. */
enum passkey_use_field {
    PASSKEY_USE_CHALLENGE,
    PASSKEY_USE_CREDENTIAL,
    PASSKEY_USE_CLIENT_DATA,
    PASSKEY_USE_AUTHENTICATOR_DATA,
    PASSKEY_USE_SIGNATURE,
    PASSKEY_USE_HANDLE,
    PASSKEY_USE__MAX
};
#define PASSKEY_BASE64(bytes) (((bytes)*4 + 2) / 3)
#define PASSKEY_USE_FIELDS                                                                                  \
    [PASSKEY_USE_CHALLENGE] = { .name = "challenge", .type = FIELD_LINE, .maximum = CHALLENGE_CHARACTERS }, \
    [PASSKEY_USE_CREDENTIAL] = { .name = "credential",                                                      \
                                 .type = FIELD_LINE,                                                        \
                                 .maximum = PASSKEY_BASE64(PASSKEY_CREDENTIAL_MAXIMUM) },                   \
    [PASSKEY_USE_CLIENT_DATA] = { .name = "client_data",                                                    \
                                  .type = FIELD_LINE,                                                       \
                                  .maximum = PASSKEY_BASE64(PASSKEY_CLIENT_DATA_MAXIMUM) },                 \
    [PASSKEY_USE_AUTHENTICATOR_DATA] = { .name = "authenticator_data",                                      \
                                         .type = FIELD_LINE,                                                \
                                         .maximum = PASSKEY_BASE64(PASSKEY_AUTHENTICATOR_DATA_MAXIMUM) },   \
    [PASSKEY_USE_SIGNATURE] = { .name = "signature",                                                        \
                                .type = FIELD_LINE,                                                         \
                                .maximum = PASSKEY_BASE64(PASSKEY_SIGNATURE_MAXIMUM) },                     \
    [PASSKEY_USE_HANDLE] = { .name = "handle", .type = FIELD_LINE, .maximum = 100 }

/* The inside of such a form: its hidden fields, a place for what went wrong, and the script. The form itself is
 * <form method="post" data-passkey="get" hidden>; the script shows it where the browser knows passkeys. With
 * data-passkey-fill="1" the browser also offers passkeys in a field with autocomplete="username webauthn". */
struct html_part passkey_use_part(struct request *request);

/* JSON for the script: a challenge for any passkey, bound to a cookie that it sets. Never kept; writes nothing. */
struct outcome passkey_use_options(struct request *request);

/* One answer. */
struct passkey_use {
    struct passkey_id passkey;
    struct person_id person; /* whose it is */
    int64_t counter;
    struct text chance;
    int said;    /* enum word: why not */
    bool copied; /* the counter did not rise: passkey_use_note writes that down */
};

/*
 * Checks everything about the answer that stands in the request's fields but whether its challenge was used before. The organisation
 * is request->organisation. STATUS_OK; STATUS_INVALID with ret_use->said when it is refused: an unknown passkey and a wrong
 * signature say the same; STATUS_FAILED when the database does not answer.
 */
int passkey_use_check(struct request *request, struct passkey_use *ret_use) MUST_CHECK;

/* In the change that lets her in: uses the challenge up and keeps the count. STATUS_CONFLICT, and the change must fail, when the challenge
 * was used before, the count did not rise, or the passkey is gone. */
int passkey_use_write(struct change *change, const struct passkey_use *use) MUST_CHECK;

/* A change of its own: an audit row that says that the counter of a passkey went back. */
int passkey_use_note(struct change *change, void *use) MUST_CHECK;

/* --- the offer --- */

/* Asks who has none whether she wants one; a zeroed part where there is nothing to ask. */
int passkey_offer_part(struct request *request, struct html_part *ret_part) MUST_CHECK;

/* Removes the passkeys of a person. For feature/privacy/erase.h. */
int passkey_erase_person(struct change *change, struct person_id person) MUST_CHECK;

#endif
