/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The two outer shells of what an authenticator sends (for verify.c): JSON of the browser, and CBOR.
 */
#ifndef FEATURE_PASSKEY_PARTS_H
#define FEATURE_PASSKEY_PARTS_H

#include "feature/passkey/verify.h"

/* Whether the client data are of this ceremony ("webauthn.create", "webauthn.get") and of what we asked. */
enum passkey_fault client_data_check(const struct passkey_asked *asked, const char *ceremony, struct text client_data);

/*
 * Length of the one CBOR item that the bytes begin with; 0 when it is cut off, of indefinite length, tagged, or has more than
 * CBOR_ITEMS_MAXIMUM items in it. Allocates nothing: after it a reader may trust the counts that stand in the bytes.
 */
enum { CBOR_ITEMS_MAXIMUM = 64 };
size_t cbor_length(struct text bytes);

/* The parts of an attestation object. */
struct attestation {
    struct text format;             /* "none", "packed" */
    struct text authenticator_data; /* raw bytes */
    struct text statement;          /* CBOR, as libfido2 wants it */
};

/* Takes it apart; the texts are copies in the arena. False when it is not one, or has more behind it. */
bool attestation_read(struct arena *arena, struct text bytes, struct attestation *ret_attestation);

#endif
