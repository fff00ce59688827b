/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An authenticator in software, with a key of OpenSSL: says what a telephone would say, and on request what it should not.
 */
#ifndef TEST_SUPPORT_AUTHENTICATOR_H
#define TEST_SUPPORT_AUTHENTICATOR_H

#include "base/arena.h"
#include "feature/passkey/verify.h"

struct authenticator;

enum {
    AUTHENTICATOR_PRESENT = 0x01,
    AUTHENTICATOR_VERIFIED = 0x04,
    AUTHENTICATOR_SYNCED = 0x08,
    AUTHENTICATOR_EXTENSIONS = 0x80
};

/* One key with an id; gone with the arena. */
struct authenticator *authenticator_new(struct arena *arena, enum passkey_algorithm algorithm);

/* Its credential id, raw. */
struct text authenticator_id(const struct authenticator *authenticator);

/* What it says of a ceremony. */
struct authenticator_say {
    const char *host;
    unsigned flags; /* of AUTHENTICATOR_, beside those that the ceremony needs */
    uint32_t counter;
    const char *format;      /* of an attestation: "none", "packed" (self attestation), ... */
    struct text extra;       /* bytes behind the authenticator data */
    struct text client_data; /* that is signed */
};

struct text authenticator_client_data(struct arena *arena, const char *type, const char *origin, struct text challenge);

/* An attestation object with a new key. */
struct text authenticator_attestation(struct arena *arena, struct authenticator *authenticator,
                                      const struct authenticator_say *say);

/* Authenticator data and signature of signing in. */
struct passkey_answer authenticator_answer(struct arena *arena, struct authenticator *authenticator,
                                           const struct authenticator_say *say);

#endif
