/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions and sign-in links. Both are a secret of 256 bits of which the database only keeps the SHA-256: who
 * reads the database or a backup cannot sign in with it (T6, T17).
 *
 * A session ends SESSION_IDLE_DAYS after it was last used, SESSION_LONGEST_DAYS after it began, at sign-out,
 * and when the password changes. A link is single use, lives 72 hours from its first opening and 30 days
 * unopened (T5). Opening it changes nothing, so that mail scanners do not use it up: the page has a button.
 */
#ifndef ACCESS_SESSION_H
#define ACCESS_SESSION_H

#include "base/attribute.h"
#include "base/clock.h"
#include "base/identity.h"
#include "base/random.h"
#include "base/text.h"

#include <stdbool.h>

struct arena;
struct change;
struct db;
struct request;

#define SESSION_COOKIE "samenspel" /* http adds __Host- where the site is https */

enum {
    SESSION_IDLE_DAYS = 30,
    SESSION_LONGEST_DAYS = 180,
    SESSION_REMEMBERED_DAYS = 14, /* an ended session is still recognised so long, to keep texts apart */
    SESSION_COOKIE_DAYS = 210,    /* the cookie outlives the session for the same reason */
    LINK_UNOPENED_DAYS = 30,
    LINK_OPENED_HOURS = 72
};

/* A secret and what is kept of it. Made outside a change: a change may run more than once. */
struct secret {
    struct text text; /* 43 characters of URL-safe base64, for a cookie or an address; never logged */
    struct text hash; /* SHA-256, 32 bytes */
};

/* A new one in the arena. */
struct secret secret_new(struct arena *arena);

/* The hash of a secret that came in, in the arena; the null text when it does not look like one. */
struct text secret_hash(struct arena *arena, struct text text);

/* Adds a session of `person` (organisation and instant of the change); expiry as above. */
int session_create(struct change *change, struct person_id person, struct text token_hash,
                   struct session_id *ret_session) MUST_CHECK;

/* Ends one session, or all of a person but `keep` (0: all). Ending twice is fine. */
int session_end(struct change *change, struct session_id session) MUST_CHECK;
int session_end_others(struct change *change, struct person_id person, struct session_id keep) MUST_CHECK;

/* The sessions that session_end_others would end, in the arena of the change: for access_session_ended after the commit. */
struct session_ids {
    struct session_id *items;
    size_t count;
};
int session_find_others(struct change *change, struct person_id person, struct session_id keep,
                        struct session_ids *ret_sessions) MUST_CHECK;

/* Sets the cookie of a new session, or forgets it. */
void session_set_cookie(struct request *request, struct secret secret);
void session_forget_cookie(struct request *request);

/* Adds a sign-in link. `reusable` only in a demo organisation, else STATUS_INVALID. */
int link_create(struct change *change, struct person_id person, struct text token_hash, bool reusable,
                int64_t *ret_link) MUST_CHECK;

/* Makes all unused links of a person dead, when her password changes. Reusable ones of a demo stay. */
int link_end_all(struct change *change, struct person_id person) MUST_CHECK;

/* A link that still works. */
struct link {
    int64_t id;
    struct organisation_id organisation;
    struct person_id person;
    struct text given_name; /* of the person */
    struct text organisation_name;
    struct text language; /* of the person */
    struct text country;  /* of the organisation, with address_form: in which words the page speaks */
    struct text address_form;
    bool opened;
};

/* Looks a link up by the hash of its secret. STATUS_NOT_FOUND when it is unknown, used, or too old at
 * `now_at`. */
int link_find(struct db *db, struct arena *arena, struct text token_hash, int64_t now_at,
              struct link *ret_link) MUST_CHECK;

/* Uses the link in a change: STATUS_NOT_FOUND as above, also when somebody was first. */
int link_use(struct change *change, struct text token_hash, struct person_id *ret_person) MUST_CHECK;

/* The account of an address in lower case: its person and the hash of its password, empty while there is none. The results are
 * untouched for STATUS_NOT_FOUND. */
int session_find_account(struct db *db, struct arena *arena, struct organisation_id organisation, struct text folded,
                         struct person_id *ret_person, struct text *ret_hash) MUST_CHECK;

/* The account of a person. */
struct session_account_own {
    struct text email;  /* as typed */
    struct text folded; /* as compared */
    struct text hash;   /* of the password, empty while there is none */
};

/* STATUS_NOT_FOUND for a person who has none. */
int session_own_account(struct db *db, struct arena *arena, struct organisation_id organisation,
                        struct person_id person, struct session_account_own *ret_account) MUST_CHECK;

/* In a change: STATUS_NOT_FOUND when the account's password is not the one of this hash any more. */
int session_check_password(struct change *change, struct person_id person, struct text hash) MUST_CHECK;

#endif
