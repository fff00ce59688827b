/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A first limit on guessing passwords (T3): failures are counted by the address that was typed (whether or
 * not there is such an account) and by the client's network address, in a bounded table in memory. Each
 * failure is also a row, so that a restart forgets nothing. Keys are hashed: neither table says who tried.
 */
#ifndef ACCESS_GUESS_H
#define ACCESS_GUESS_H

#include "base/attribute.h"
#include "base/identity.h"
#include "base/random.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct change;
struct db;
struct guesses;

enum {
    GUESS_WINDOW_MS = 15 * 60 * 1000, /* failures count so long */
    GUESS_ACCOUNT_MAXIMUM = 10,       /* failures on one account in the window */
    GUESS_ADDRESS_MAXIMUM = 60,       /* from one network address: a whole centre can be behind it */
    GUESS_SLOTS = 4096                /* keys that are counted; the oldest makes room */
};

/* One try. */
struct guess {
    unsigned char account[SHA256_SIZE]; /* of organisation and typed e-mail address in lower case */
    unsigned char address[SHA256_SIZE]; /* of the client's address */
};

struct guesses *guesses_new(void);
void guesses_free(struct guesses *guesses);

/* Counts again what is in the database since now_at - GUESS_WINDOW_MS. */
int guesses_load(struct guesses *guesses, struct db *db, int64_t now_at) MUST_CHECK;

struct guess guess_make(struct organisation_id organisation, struct text email, struct text address);

/* True while another try may be made. Thread safe, like the next two. */
bool guess_allowed(struct guesses *guesses, const struct guess *guess, int64_t now_at);

/* Counts a failure; the account's count is forgotten when somebody signs in. */
void guess_failed(struct guesses *guesses, const struct guess *guess, int64_t now_at);
void guess_succeeded(struct guesses *guesses, const struct guess *guess);

/* The row of a failure, in a change. */
int guess_add(struct change *change, const struct guess *guess) MUST_CHECK;

#endif
