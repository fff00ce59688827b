/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passwords: argon2id of libsodium with 19 MiB and 2 passes (OWASP password storage, design section 5), about
 * 30 ms. Only hash threads call password_hash and password_matches (http/outcome.h: respond_compute).
 */
#ifndef ACCESS_PASSWORD_H
#define ACCESS_PASSWORD_H

#include "base/attribute.h"
#include "base/text.h"

#include <stdbool.h>

enum {
    PASSWORD_SHORTEST = 10,   /* characters */
    PASSWORD_LONGEST = 200,   /* characters */
    PASSWORD_HASH_SIZE = 128, /* bytes of a hash with its NUL */
    PASSWORD_PASSES = 2,
    PASSWORD_MEMORY = 19 * 1024 * 1024 /* bytes */
};

/* Why a new password is not taken. */
enum password_fault { PASSWORD_FINE, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_TOO_PLAIN, PASSWORD_FAULT__MAX };

/* Checks a new password. Too plain: one character or a row of them (1234567890) over and over, or the e-mail
 * address itself; `email` may be empty. */
enum password_fault password_check(struct text password, struct text email);

/* The hash as libsodium writes it ("$argon2id$..."), NUL-terminated. STATUS_FAILED when memory is out. */
int password_hash(struct text password, char ret_hash[PASSWORD_HASH_SIZE]) MUST_CHECK;

/*
 * True when `hash` is one of `password`. With an empty hash (no account, no password yet) it is false and
 * takes the same time: a decoy is worked through.
 */
bool password_matches(struct text hash, struct text password);

#endif
