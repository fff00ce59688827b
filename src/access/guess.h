/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The limit on guessing passwords and codes (T3): tries are counted by the address that was typed (whether or not there is such
 * an account) and by the client's network address, in a bounded table in memory. Each failure is also a row, so that a restart
 * forgets nothing. Keys are hashed: neither table says who tried.
 *
 * A try counts before the password is looked at, so that many at the same time are no way round; who signs in is forgiven.
 *
 * A full count locks for a while that doubles each time it is full again within a day, up to GUESS_LONGEST_MS: so long a stranger
 * can keep a person out, and no longer. A device on which the person signed in before (access/known_device.h), and a session that
 * asks for the password again, have counts of their own that strangers cannot use up: on her own telephone nobody is locked out.
 */
#ifndef ACCESS_GUESS_H
#define ACCESS_GUESS_H

#include "base/attribute.h"
#include "base/identity.h"
#include "base/random.h"
#include "base/text.h"

#include <stdbool.h>

struct change;
struct db;
struct guesses;

enum {
    GUESS_WINDOW_MS = 15 * 60 * 1000,  /* from the first failure on: then the count begins anew; and the first lock */
    GUESS_LONGEST_MS = 60 * 60 * 1000, /* the longest lock */
    GUESS_ROUNDS_MS = 24 * 60 * 60 * 1000, /* so long without a try, and the next lock is a first one */
    GUESS_ACCOUNT_MAXIMUM = 10,            /* tries on one account in the window */
    GUESS_ADDRESS_MAXIMUM = 60,            /* from one network address: a whole centre can be behind it */
    GUESS_SLOTS = 4096,                    /* keys that are counted */
    GUESS_DAYS = 1                         /* how long rows are kept */
};

/* One try. */
struct guess {
    unsigned char account[SHA256_SIZE]; /* of organisation and typed e-mail address in lower case */
    unsigned char address[SHA256_SIZE]; /* of the client's network address */
};

struct guesses *guesses_new(void) NEVER_NULL;

/* NULL is fine. */
void guesses_free(struct guesses *guesses);

/* Counts again what is in the database since now_at - GUESS_ROUNDS_MS. */
int guesses_load(struct guesses *guesses, struct db *db, int64_t now_at) MUST_CHECK;

/* `folded` is the address in lower case, `network` the client's IP address as text. */
struct guess guess_make(struct organisation_id organisation, struct text folded, struct text network);

/* A try on a device, or in a session, of the person's own: `own` is a secret or an id of it. Counts for nobody else, and not
 * for the network address. */
struct guess guess_make_own(struct organisation_id organisation, struct text folded, struct text own);

/* Counts a try. False when there were too many: then nothing is looked at, and nothing is counted. Thread safe, as the next. */
bool guess_take(struct guesses *guesses, const struct guess *guess, int64_t now_at) MUST_CHECK;

/* The try was good, or was not looked at after all: the account's count begins anew, the network address gets it back. */
void guess_forgive(struct guesses *guesses, const struct guess *guess);

/* The row of a failure, in a change. */
int guess_add(struct change *change, const struct guess *guess) MUST_CHECK;

#endif
