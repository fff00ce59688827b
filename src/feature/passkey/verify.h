/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an authenticator says is checked here: the steps of WebAuthn level 2, sections 7.1 (a new passkey) and 7.2 (one that is
 * used), without a database and without a request. Signatures, keys and authenticator data are libfido2's work, CBOR is libcbor's;
 * what is left to us is to hold their answers against what we asked for.
 *
 * Challenges are made and checked in challenge.h; here they are only compared.
 */
#ifndef FEATURE_PASSKEY_VERIFY_H
#define FEATURE_PASSKEY_VERIFY_H

#include "base/text.h"

#include <stdint.h>

struct arena;

/* Bounds of what comes in, in bytes. The first is of the standard, the others are far above what browsers send. */
enum {
    PASSKEY_CREDENTIAL_MAXIMUM = 1023,
    PASSKEY_CLIENT_DATA_MAXIMUM = 4096,
    PASSKEY_ATTESTATION_MAXIMUM = 8192,
    PASSKEY_AUTHENTICATOR_DATA_MAXIMUM = 2048,
    PASSKEY_SIGNATURE_MAXIMUM = 1024
};

/* Algorithms that we ask for, by their COSE numbers: together every authenticator on the market knows one of them. */
enum passkey_algorithm { PASSKEY_ES256 = -7, PASSKEY_RS256 = -257 };

/* Why an answer is refused. */
enum passkey_fault {
    PASSKEY_FINE,
    PASSKEY_MALFORMED,       /* not JSON, not CBOR, cut off, too long, or a part is missing */
    PASSKEY_OTHER_CEREMONY,  /* made to sign in when it should make a passkey, or the reverse */
    PASSKEY_OTHER_CHALLENGE, /* not the one that was asked */
    PASSKEY_OTHER_ORIGIN,    /* made on another site, or inside a page of another site */
    PASSKEY_OTHER_HOST,      /* for another relying party */
    PASSKEY_NOT_PRESENT,     /* nobody touched the authenticator */
    PASSKEY_NOT_VERIFIED,    /* the authenticator did not ask who it is: finger, face or code */
    PASSKEY_OTHER_ALGORITHM, /* of a new key */
    PASSKEY_OTHER_STATEMENT, /* an attestation that we did not ask for */
    PASSKEY_WRONG_SIGNATURE,
    PASSKEY_OLD_COUNTER, /* not above the last one: perhaps a copy of the key */
    PASSKEY_FAULT__MAX
};

/* What we asked. */
struct passkey_asked {
    struct text origin;    /* of the site: "https://samenspel.example" */
    struct text host;      /* relying party id: the host of that */
    struct text challenge; /* as it was given, in URL-safe base64 */
};

/* A new passkey; the texts are bytes in the arena. */
struct passkey_made {
    struct text credential;
    enum passkey_algorithm algorithm;
    struct text public_key; /* as libfido2 holds it: X and Y of ES256, N and E of RS256 */
    int64_t counter;
    bool synced; /* kept by the maker of the device and there on her other devices (flag "backup eligible") */
};

/*
 * Checks the answer of navigator.credentials.create: raw bytes of clientDataJSON and attestationObject. We ask for no attestation:
 * "none" and the self attestation ("packed" without certificates) that some browsers leave in are taken, the latter with its
 * signature checked. ret_made is set only for PASSKEY_FINE.
 */
enum passkey_fault passkey_verify_made(struct arena *arena, const struct passkey_asked *asked, struct text client_data,
                                       struct text attestation, struct passkey_made *ret_made);

/* The answer of navigator.credentials.get; raw bytes. */
struct passkey_answer {
    struct text client_data;
    struct text authenticator_data;
    struct text signature;
};

/* What is known of the passkey that should have signed. */
struct passkey_known {
    enum passkey_algorithm algorithm;
    struct text public_key;
    int64_t counter;
};

/*
 * Checks an answer with the key that is known. Authenticators without a counter give 0 for ever; with one it must rise (7.2 step 21).
 * ret_counter, the new count, is set only for PASSKEY_FINE.
 */
enum passkey_fault passkey_verify_used(struct arena *arena, const struct passkey_asked *asked,
                                       const struct passkey_answer *answer, const struct passkey_known *known,
                                       int64_t *ret_counter);

/* For the log and tests: "old_counter". */
const char *passkey_fault_name(enum passkey_fault fault);

#endif
