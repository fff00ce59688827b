/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions and sign-in links. Both are a secret of 256 bits of which the database only keeps the SHA-256: who
 * reads the database or a backup cannot sign in with it (T6, T17).
 *
 * A session ends when it was not used for a while, some time after it began however much it is used, at sign-out, and when
 * the password changes (T23). How long depends on who it is:
 *
 * - guardians: 30 days unused, 90 days at the longest. What they reach is their own child, on their own phone, a few times
 *   a day; a parent who has to sign in every week in the hall gives up (NIST SP 800-63B: at AAL1 30 days at most without
 *   showing who you are; signing in is one tap with a passkey, so we hold on to 30 days of silence and not to use).
 * - who works here: 12 hours unused, 30 days at the longest. They reach many children, often on shared machines. 12 hours is
 *   the longest shift, so nobody has to sign in while at work and nobody is still signed in the next morning (OWASP ASVS
 *   3.3.2, level 2: 12 hours).
 *
 * Who begins to work here has the shorter session from that moment.
 *
 * A session has a strength: 1 when one factor was shown, 2 when two were, or a passkey that asked for its owner. Who works
 * here, and a guardian who chose so, gets no further than the page for the second factor with strength 1 (T1); the gate
 * holds that. A link of a demo organisation gives strength 2: everybody may use it, its people do not exist.
 *
 * On the tablet of a group (feature/tablet) a session is made by the device and a PIN: strength 2, but what it reaches is narrowed
 * by the gate to today's work of that group. It ends when nobody touched the tablet for a few minutes, and at the end of the
 * shift; the few minutes are of the tablet, and asking by itself (live events) does not count as use.
 *
 * A link is single use, lives 72 hours from its first opening and 30 days unopened (T5). Opening it changes nothing, so that
 * mail scanners do not use it up: the page has a button.
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

#define TABLET_COOKIE "samenspel-tablet" /* of a device that belongs to a group */

/* In what the script of a page sends: the id of whose page it is. Another person's session does not take it. */
#define SESSION_WRITER_HEADER "Samenspel-Writer"

enum {
    SESSION_IDLE_DAYS = 30,    /* guardians */
    SESSION_LONGEST_DAYS = 90, /* guardians */
    SESSION_STAFF_IDLE_HOURS = 12,
    SESSION_STAFF_LONGEST_DAYS = 30,
    SESSION_USED_MINUTES = 15,          /* how precisely the last use is kept: at most one row so often */
    SESSION_CONFIRM_MINUTES = 10,       /* how long a sensitive act needs no new proof */
    SESSION_TABLET_CONFIRM_MINUTES = 5, /* the same on a tablet that many hands hold */
    SESSION_TABLET_USED_SECONDS = 15,   /* how precisely its last use is kept */
    SESSION_REMEMBERED_DAYS = 14,       /* an ended session is still recognised so long, to keep texts apart */
    SESSION_COOKIE_DAYS = 210,          /* the cookie outlives the session for the same reason */
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

/* How somebody showed who they are. */
enum session_proof {
    SESSION_PROOF_NONE, /* not known */
    SESSION_PROOF_LINK,
    SESSION_PROOF_PASSWORD,
    SESSION_PROOF_CODE, /* of an app, or a recovery code */
    SESSION_PROOF_PASSKEY,
    SESSION_PROOF__MAX
};

/* The name as it stands in the database, and back; an unknown name is SESSION_PROOF_NONE. */
const char *session_proof_name(enum session_proof proof);
enum session_proof session_proof_of(struct text name);

/* A session to be. */
struct session_new {
    struct person_id person;
    struct text token_hash;
    enum session_proof proof;
    bool strong;               /* strength 2: see above */
    struct text device;        /* session_device; empty when it is not known */
    struct tablet_id tablet;   /* of a group, on which a PIN was shown (feature/tablet); 0: the person's own device */
    int64_t until_at;          /* with a tablet: the end of the shift */
    struct passkey_id passkey; /* that opened it; 0: none */
};

/* Adds a session (organisation and instant of the change); expiry as above. */
int session_create(struct change *change, const struct session_new *session, struct session_id *ret_session) MUST_CHECK;

/*
 * The second factor was shown: strength 2, and confirmed now. The secret of the cookie changes with it, so that one that was
 * seen before is worth nothing: make it with secret_new before the change, and after it call session_set_cookie.
 * STATUS_NOT_FOUND when the session has ended.
 */
int session_strengthen(struct change *change, struct session_id session, enum session_proof proof,
                       struct text token_hash) MUST_CHECK;

/* Somebody showed again who they are: for SESSION_CONFIRM_MINUTES routes with `.confirm` are open. STATUS_NOT_FOUND when
 * the session has ended. */
int session_confirm(struct change *change, struct session_id session, enum session_proof proof) MUST_CHECK;

/* The device in a few words, "Firefox, Android": names of products, the same in all languages. In the arena; empty when the browser
 * does not say. For a list of one's own devices only, never for a decision. */
struct text session_device(const struct request *request);

/* In a change: whether a person works here, a day early and a day late. */
int session_is_staff(struct change *change, struct person_id person, bool *ret_staff) MUST_CHECK;

/* The day in UTC, some days later: roles count a day early and a day late where the zone is not known. */
struct date session_day(int64_t at, int32_t days);

/* How long a session of these instants goes on if it is not used any more, and how far using it now moves its end. */
struct session_span {
    int64_t created_at;
    int64_t last_used_at;
    bool staff; /* works here */
};
int64_t session_span_end(const struct session_span *span);

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

/* Ends the sessions that a passkey opened, but `keep`: with the passkey goes what it let in. They are given, in the arena of the
 * change, for access_session_ended after the commit. */
int session_end_passkey(struct change *change, struct person_id person, struct passkey_id passkey,
                        struct session_id keep, struct session_ids *ret_sessions) MUST_CHECK;

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
    bool demo; /* of a demo organisation */
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
