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
    PASSWORD_SHORTEST =
        12, /* characters of a new one (ASVS 2.1.1); who has a shorter one keeps it until she changes it */
    PASSWORD_LONGEST = 128, /* characters of a new one (ASVS 2.1.2) */
    PASSWORD_OTHER_LETTERS = 4,
    PASSWORD_HASH_SIZE = 128, /* bytes of a hash with its NUL */
    PASSWORD_PASSES = 2,
    PASSWORD_MEMORY = 19 * 1024 * 1024 /* bytes */
};

/* Why a new password is not taken. */
enum password_fault {
    PASSWORD_FINE,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_TOO_PLAIN, /* one character or a row of them over and over */
    PASSWORD_OWN,       /* hardly more than the person's own names and addresses */
    PASSWORD_COMMON,    /* in the dictionary, or nearly */
    PASSWORD_FAULT__MAX
};

/* What everybody knows of a person: no password is made of it. All may be empty. */
struct password_owner {
    struct text email;
    struct text given_name;
    struct text family_name;
    struct text organisation;
};

/*
 * Checks a new password but for the dictionary; quick. Length goes over rules (NIST SP 800-63B 5.1.1.2): any character, no
 * demand for digits or signs. PASSWORD_OWN when, without the words of the owner and without digits and signs, fewer than
 * PASSWORD_OTHER_LETTERS characters are left.
 */
enum password_fault password_check(struct text password, const struct password_owner *owner);

/*
 * Whether a password is in the dictionary of cracklib (words of the language packages and passwords that many use, installed
 * with the package cracklib-runtime), also with digits and signs round it, letters swapped for signs, or backwards. Some
 * milliseconds: on a hash thread. False, with a warning in the log, when there is no dictionary. Thread safe.
 */
bool password_is_common(struct text password);

/* Whether the dictionary is there: for doctor. */
bool password_has_dictionary(void);

/* The hash as libsodium writes it ("$argon2id$..."), NUL-terminated. STATUS_FAILED when memory is out. */
int password_hash(struct text password, char ret_hash[PASSWORD_HASH_SIZE]) MUST_CHECK;

/*
 * True when `hash` is one of `password`. With an empty hash (no account, no password yet) it is false and
 * takes the same time: a decoy is worked through.
 */
bool password_matches(struct text hash, struct text password);

#endif
