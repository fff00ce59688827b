/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The access layer of a running program: the gate of the HTTP server, the queue of what was seen, the zones
 * of the organisations and the counters against guessing. One in a process. The rest of the layer needs none
 * of it: access/rule.h asks, access/people.h writes.
 *
 * `struct http_hooks` has one context for all hooks; its struct begins with a struct access_context:
 *
 *     struct app { struct access_context access; struct writer *writer; ... };
 */
#ifndef ACCESS_ACCESS_H
#define ACCESS_ACCESS_H

#include "access/guess.h"
#include "access/rule.h"
#include "access/seen.h"
#include "access/viewer.h"
#include "base/random.h"
#include "db/db.h"
#include "db/writer.h"
#include "http/request.h"
#include "http/server.h"
#include "job/job.h"

struct access;
struct live;
struct media;

enum { ACCESS_FORMER_MAXIMUM = 4, ACCESS_KEYS_MAXIMUM = 1 + ACCESS_FORMER_MAXIMUM };

/* The keys of an installation, made of its key files: the present one first, then the former ones, newest first. */
struct access_keys {
    unsigned char roots[ACCESS_KEYS_MAXIMUM][BLAKE2B_SIZE];
    size_t count;
};

/* Adds the next; `key_file` is the content of a key file. More than ACCESS_KEYS_MAXIMUM are left out. */
void access_keys_add(struct access_keys *keys, struct text key_file);

/* The key for one purpose, of the key at `which`: see access_key. */
void access_keys_get(const struct access_keys *keys, size_t which, const char *purpose,
                     unsigned char ret_key[BLAKE2B_SIZE]);

/* First member of what request->app points to. */
struct access_context {
    struct access *access;
};

/* What the operator set for the installation and features need; all members outlive the access. */
struct access_installation {
    const char *folder;           /* data folder; NULL: none (tests) */
    const char *security_contact; /* mailto: or https: address for reports of weaknesses; "" for none */
    bool retention;               /* the terms are applied at night */
    const char *exchange_folder;  /* for the planning package (feature/exchange); NULL or "": none */
    int64_t exchange_seconds;     /* between two looks into it */
    int64_t hold_leaving;         /* percents, see struct roster_limits; 0: the default */
    int64_t hold_coming;
    const struct media *media; /* where photos are, and what decodes them (media/media.h); NULL: none */
};

struct access_options {
    struct db *db;             /* a reader, only while access_open runs */
    struct writer *writer;     /* borrowed; outlives the access */
    const struct clock *clock; /* borrowed */
    /* Signed-out pages belong to this one; 0: the only organisation of the database, or, where there are
     * several, none (then only sign-in links work: a link names its organisation). */
    struct organisation_id organisation;
    struct live *live; /* borrowed: its streams of a session end with the session; NULL: there are none */
    struct text key;   /* the bytes of the key file; the null text: chance, of this process alone (tests) */
    const struct access_keys *keys; /* instead of `key`, which is then not read; copied; NULL: `key` alone */
    struct access_installation installation;
};

/* Reads the organisations and the counters and starts the seen queue. STATUS_NOT_FOUND for an organisation
 * that is not there. */
int access_open(const struct access_options *options, struct error *error, struct access **ret_access) MUST_CHECK;

/* Writes what was seen and frees; after the server, before the writer. NULL is fine. */
void access_close(struct access *access);

/*
 * Fills the hooks gate, before, after and submit: who may, one read transaction a step, and changes through the writer with
 * the organisation, person and session of the request. The pages of refuse, invalid and signed_out are those of
 * feature/sign_in; readers and the context are the program's.
 */
void access_hooks(struct http_hooks *hooks);

/* The access layer of a request. */
struct access *request_access(const struct request *request);
struct seen *access_seen(struct access *access);
struct writer *access_writer(struct access *access);

/* Ends the live streams of a session that was ended; after its change is on disk. */
void access_session_ended(struct access *access, struct session_id session);

/* The counters against guessing passwords. */
struct guesses *access_guesses(struct access *access);

/* The organisation of signed-out pages, 0 for none. */
struct organisation_id access_organisation(const struct access *access);

/*
 * A key for one purpose, made of the key file: whoever has the database alone can neither read nor make what hangs on it.
 * `purpose` is a name of its own for each use ("link", "one_time_code"); the same name gives the same key until the key file is
 * renewed (`samenspel key renew`).
 *
 * access_key_lasting is for what is worked out again later and compared, a letter that is printed a second time: it goes on with
 * the oldest key that is not forgotten.
 */
void access_key_lasting(const struct access *access, const char *purpose, unsigned char ret_key[BLAKE2B_SIZE]);
void access_key(const struct access *access, const char *purpose, unsigned char ret_key[BLAKE2B_SIZE]);

/* All of them, for access/seal.h. */
const struct access_keys *access_keys(const struct access *access);

/* The same without a running program; `key_file` is the content of the key file. */
void access_key_make(struct text key_file, const char *purpose, unsigned char ret_key[BLAKE2B_SIZE]);

const struct access_installation *access_installation(const struct access *access);

/* Days in words, kept for all requests. Thread safe. */
struct day_texts *access_day_texts(struct access *access) NEVER_NULL;

/* The zone called so, UTC when there is none; kept for good. Thread safe. */
struct zone *access_zone(struct access *access, struct text name) NEVER_NULL;

/* The language of pages while nobody is signed in: the cookie LANGUAGE_COOKIE, else Accept-Language, else
 * Dutch; country, je and u are those of the organisation of signed-out pages. */
#define LANGUAGE_COOKIE "language"
struct words_choice access_words_choice(const struct request *request);

/* Settings as they stand in the tables ("nl", "BE", "u") made a choice; what is not known is Dutch, NL, je, groups. `cares` are
 * bits of enum care_bit. */
struct words_choice access_words_of(struct text language, struct text country, struct text address_form, int64_t cares);

/* Whose session the cookie names when that session has ended: a text that is kept over signing in is hers
 * alone. The person is 0 when that is not known. STATUS_FAILED when the database does not answer. */
int access_former_person(struct request *request, struct person_id *ret_person) MUST_CHECK;

/*
 * Removes rows that have served, once a day: client writes after 30 days, ended sessions, dead links, old
 * guesses. access_open asks for it; each run asks for the next.
 */
extern const struct job_kind access_housekeeping;

/* Differences between the sets may_child, may_group and may_location and their rules; 0 unless something wrote around
 * access/people.h or a refresh is missing. For doctor and tests. */
struct access_difference {
    int64_t missing; /* rows that the rule gives and the set lacks */
    int64_t extra;   /* rows of the set that the rule does not give */
};
int access_compare(struct db *db, struct arena *arena, struct organisation_id organisation,
                   struct access_difference *ret_difference) MUST_CHECK;

#endif
