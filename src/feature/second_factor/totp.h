/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One-time codes of an app (TOTP, RFC 6238: HMAC-SHA-1, 30 seconds, six digits, what every app knows). Free of database and
 * pages.
 */
#ifndef FEATURE_SECOND_FACTOR_TOTP_H
#define FEATURE_SECOND_FACTOR_TOTP_H

#include "base/attribute.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum {
    TOTP_SECRET_BYTES = 20, /* RFC 4226 section 4: the length of the hash */
    TOTP_DIGITS = 6,
    TOTP_STEP_SECONDS = 30,
    TOTP_WINDOW = 1,       /* steps before and after that count too: slow fingers, clocks that differ (RFC 6238 5.2) */
    TOTP_CLOCK_WINDOW = 20 /* steps in which a code tells that the clock of the telephone is wrong; it does not count */
};

/* What a code is worth. */
enum totp_answer {
    TOTP_RIGHT,
    TOTP_WRONG,
    TOTP_USED,  /* right, and used before */
    TOTP_CLOCK, /* right for another moment: the telephone's clock is wrong */
    TOTP_ANSWER__MAX
};

/* Checks a code (digits only). `last_step` is the time step of the code that was used last, 0 for none; ret_step the one of
 * this code, only for TOTP_RIGHT. */
enum totp_answer totp_check(struct text secret, struct text code, int64_t now_at, int64_t last_step, int64_t *ret_step);

/* The code of a moment, TOTP_DIGITS characters in the arena: for tests and the demo. */
struct text totp_code(struct arena *arena, struct text secret, int64_t at);

/* The secret as people type it: base32 in groups of four. */
struct text totp_typed(struct arena *arena, struct text secret);

/* What the QR code says (the apps' otpauth address): who asks, and whose it is. */
struct text totp_address(struct arena *arena, struct text secret, struct text issuer, struct text account);

#endif
