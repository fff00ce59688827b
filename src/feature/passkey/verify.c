/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The ceremonies (verify.h). What libfido2 checks too, the hash of the host and the flags, is looked at here first, so that a refusal
 * says why; for an attestation without a signature ("none") this is the only place.
 */
#include "feature/passkey/verify.h"

#include "base/arena.h"
#include "base/random.h"
#include "feature/passkey/parts.h"

#include <fido.h>
#include <fido/es256.h>
#include <fido/rs256.h>

/* Authenticator data (WebAuthn 6.1): hash of the host, flags, counter; then, in a new passkey, its maker's number (16 bytes), the length
 * of its id (2), the id, the key. */
enum {
    DATA_FLAGS = SHA256_SIZE,
    DATA_COUNTER = DATA_FLAGS + 1,
    DATA_HEAD = DATA_COUNTER + 4,
    DATA_ID_LENGTH = DATA_HEAD + 16,
    DATA_ID = DATA_ID_LENGTH + 2,
    FLAG_PRESENT = 0x01,
    FLAG_VERIFIED = 0x04,
    FLAG_SYNCED = 0x08,
    FLAG_CREDENTIAL = 0x40,
    FLAG_EXTENSIONS = 0x80
};

static unsigned char byte_at(struct text data, size_t place)
{
    return (unsigned char)data.data[place];
}

static int64_t counter_of(struct text data)
{
    int64_t counter = 0;
    for (size_t i = 0; i < 4; i++)
        counter = counter << 8 | byte_at(data, DATA_COUNTER + i);
    return counter;
}

/* What every ceremony asks of the head. */
static enum passkey_fault check_head(const struct passkey_asked *asked, struct text data)
{
    unsigned char hash[SHA256_SIZE];
    if (data.length < DATA_HEAD || data.length > PASSKEY_AUTHENTICATOR_DATA_MAXIMUM)
        return PASSKEY_MALFORMED;
    hash_sha256(asked->host, hash);
    if (!random_equal(text_slice(data, 0, SHA256_SIZE), (struct text){ (const char *)hash, sizeof hash }))
        return PASSKEY_OTHER_HOST;
    if (!(byte_at(data, DATA_FLAGS) & FLAG_PRESENT))
        return PASSKEY_NOT_PRESENT;
    return byte_at(data, DATA_FLAGS) & FLAG_VERIFIED ? PASSKEY_FINE : PASSKEY_NOT_VERIFIED;
}

/* Whether `data` ends where its parts end: [key] [extensions] from `place` on. */
static bool ends_well(struct text data, size_t place, bool key)
{
    bool extensions = byte_at(data, DATA_FLAGS) & FLAG_EXTENSIONS;
    for (int parts = key + extensions; parts > 0; parts--) {
        size_t length = cbor_length(text_slice(data, place, data.length));
        if (length == 0)
            return false;
        place += length;
    }
    return place == data.length;
}

/* --- a new one --- */

/* Whether the data hold a new passkey, whole. */
static bool has_credential(struct text data)
{
    if (!(byte_at(data, DATA_FLAGS) & FLAG_CREDENTIAL) || data.length <= DATA_ID)
        return false;
    size_t length = (size_t)byte_at(data, DATA_ID_LENGTH) << 8 | byte_at(data, DATA_ID_LENGTH + 1);
    return length > 0 && length <= PASSKEY_CREDENTIAL_MAXIMUM && length < data.length - DATA_ID &&
           ends_well(data, DATA_ID + length, true);
}

/* Reads the data as a key of this algorithm; NULL when it is not. */
static fido_cred_t *read_as(enum passkey_algorithm algorithm, struct text data)
{
    fido_cred_t *credential = fido_cred_new();
    if (credential && fido_cred_set_type(credential, algorithm) == FIDO_OK &&
        fido_cred_set_authdata_raw(credential, (const unsigned char *)data.data, data.length) == FIDO_OK &&
        fido_cred_pubkey_ptr(credential))
        return credential;
    fido_cred_free(&credential);
    return NULL;
}

/* The signature that a self attestation has; "none" has nothing to check. */
static enum passkey_fault check_statement(struct arena *arena, const struct passkey_asked *asked,
                                          const struct attestation *attestation, struct text client_data,
                                          fido_cred_t *credential)
{
    if (text_equal(attestation->format, TEXT("none")))
        return PASSKEY_FINE;
    if (!text_equal(attestation->format, TEXT("packed")))
        return PASSKEY_OTHER_STATEMENT;
    const char *host = arena_printf(arena, "%.*s", TEXT_ARGS(asked->host)).data;
    unsigned char hash[SHA256_SIZE];
    hash_sha256(client_data, hash);
    if (fido_cred_set_fmt(credential, "packed") != FIDO_OK ||
        fido_cred_set_attstmt(credential, (const unsigned char *)attestation->statement.data,
                              attestation->statement.length) != FIDO_OK)
        return PASSKEY_MALFORMED;
    if (fido_cred_x5c_len(credential) > 0)
        return PASSKEY_OTHER_STATEMENT;
    if (fido_cred_set_rp(credential, host, NULL) != FIDO_OK ||
        fido_cred_set_clientdata_hash(credential, hash, sizeof hash) != FIDO_OK ||
        fido_cred_set_uv(credential, FIDO_OPT_TRUE) != FIDO_OK || fido_cred_verify_self(credential) != FIDO_OK)
        return PASSKEY_WRONG_SIGNATURE;
    return PASSKEY_FINE;
}

static struct text copied(struct arena *arena, const unsigned char *bytes, size_t length)
{
    return (struct text){ arena_copy(arena, bytes, length), length };
}

enum passkey_fault passkey_verify_made(struct arena *arena, const struct passkey_asked *asked, struct text client_data,
                                       struct text attestation, struct passkey_made *ret_made)
{
    static const enum passkey_algorithm algorithms[] = { PASSKEY_ES256, PASSKEY_RS256 };
    struct attestation parts;
    enum passkey_fault fault = client_data_check(asked, "webauthn.create", client_data);
    if (fault != PASSKEY_FINE)
        return fault;
    if (!attestation_read(arena, attestation, &parts))
        return PASSKEY_MALFORMED;
    struct text data = parts.authenticator_data;
    fault = check_head(asked, data);
    if (fault != PASSKEY_FINE)
        return fault;
    if (!has_credential(data))
        return PASSKEY_MALFORMED;
    fido_cred_t *credential = NULL;
    enum passkey_algorithm algorithm = PASSKEY_ES256;
    for (size_t i = 0; !credential && i < sizeof algorithms / sizeof *algorithms; i++) {
        algorithm = algorithms[i];
        credential = read_as(algorithm, data);
    }
    if (!credential)
        return PASSKEY_OTHER_ALGORITHM;
    fault = check_statement(arena, asked, &parts, client_data, credential);
    if (fault == PASSKEY_FINE)
        *ret_made = (struct passkey_made){
            .credential = copied(arena, fido_cred_id_ptr(credential), fido_cred_id_len(credential)),
            .algorithm = algorithm,
            .public_key = copied(arena, fido_cred_pubkey_ptr(credential), fido_cred_pubkey_len(credential)),
            .counter = counter_of(data),
            .synced = byte_at(data, DATA_FLAGS) & FLAG_SYNCED,
        };
    fido_cred_free(&credential);
    return fault;
}

/* --- one that is used --- */

/* Fills the assertion; false when a part is of no use. */
static bool fill(struct arena *arena, fido_assert_t *assertion, const struct passkey_asked *asked,
                 const struct passkey_answer *answer)
{
    const char *host = arena_printf(arena, "%.*s", TEXT_ARGS(asked->host)).data;
    unsigned char hash[SHA256_SIZE];
    hash_sha256(answer->client_data, hash);
    return fido_assert_set_count(assertion, 1) == FIDO_OK && fido_assert_set_rp(assertion, host) == FIDO_OK &&
           fido_assert_set_clientdata_hash(assertion, hash, sizeof hash) == FIDO_OK &&
           fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_uv(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_authdata_raw(assertion, 0, (const unsigned char *)answer->authenticator_data.data,
                                        answer->authenticator_data.length) == FIDO_OK &&
           fido_assert_set_sig(assertion, 0, (const unsigned char *)answer->signature.data, answer->signature.length) ==
               FIDO_OK;
}

static bool signed_by_es256(const fido_assert_t *assertion, struct text key)
{
    es256_pk_t *public_key = es256_pk_new();
    bool good = public_key && es256_pk_from_ptr(public_key, key.data, key.length) == FIDO_OK &&
                fido_assert_verify(assertion, 0, COSE_ES256, public_key) == FIDO_OK;
    es256_pk_free(&public_key);
    return good;
}

static bool signed_by_rs256(const fido_assert_t *assertion, struct text key)
{
    rs256_pk_t *public_key = rs256_pk_new();
    bool good = public_key && rs256_pk_from_ptr(public_key, key.data, key.length) == FIDO_OK &&
                fido_assert_verify(assertion, 0, COSE_RS256, public_key) == FIDO_OK;
    rs256_pk_free(&public_key);
    return good;
}

static enum passkey_fault check_signature(struct arena *arena, const struct passkey_asked *asked,
                                          const struct passkey_answer *answer, const struct passkey_known *known)
{
    if (answer->signature.length == 0 || answer->signature.length > PASSKEY_SIGNATURE_MAXIMUM)
        return PASSKEY_MALFORMED;
    fido_assert_t *assertion = fido_assert_new();
    enum passkey_fault fault = PASSKEY_MALFORMED;
    if (assertion && fill(arena, assertion, asked, answer)) {
        bool good = known->algorithm == PASSKEY_RS256 ? signed_by_rs256(assertion, known->public_key)
                                                      : signed_by_es256(assertion, known->public_key);
        fault = good ? PASSKEY_FINE : PASSKEY_WRONG_SIGNATURE;
    }
    fido_assert_free(&assertion);
    return fault;
}

enum passkey_fault passkey_verify_used(struct arena *arena, const struct passkey_asked *asked,
                                       const struct passkey_answer *answer, const struct passkey_known *known,
                                       int64_t *ret_counter)
{
    struct text data = answer->authenticator_data;
    enum passkey_fault fault = client_data_check(asked, "webauthn.get", answer->client_data);
    if (fault == PASSKEY_FINE)
        fault = check_head(asked, data);
    if (fault == PASSKEY_FINE && ((byte_at(data, DATA_FLAGS) & FLAG_CREDENTIAL) || !ends_well(data, DATA_HEAD, false)))
        fault = PASSKEY_MALFORMED;
    if (fault == PASSKEY_FINE)
        fault = check_signature(arena, asked, answer, known);
    if (fault != PASSKEY_FINE)
        return fault;
    int64_t counter = counter_of(data);
    if ((counter != 0 || known->counter != 0) && counter <= known->counter)
        return PASSKEY_OLD_COUNTER;
    *ret_counter = counter;
    return PASSKEY_FINE;
}

const char *passkey_fault_name(enum passkey_fault fault)
{
    static const char *const names[PASSKEY_FAULT__MAX] = {
        [PASSKEY_FINE] = "fine",
        [PASSKEY_MALFORMED] = "malformed",
        [PASSKEY_OTHER_CEREMONY] = "other_ceremony",
        [PASSKEY_OTHER_CHALLENGE] = "other_challenge",
        [PASSKEY_OTHER_ORIGIN] = "other_origin",
        [PASSKEY_OTHER_HOST] = "other_host",
        [PASSKEY_NOT_PRESENT] = "not_present",
        [PASSKEY_NOT_VERIFIED] = "not_verified",
        [PASSKEY_OTHER_ALGORITHM] = "other_algorithm",
        [PASSKEY_OTHER_STATEMENT] = "other_statement",
        [PASSKEY_WRONG_SIGNATURE] = "wrong_signature",
        [PASSKEY_OLD_COUNTER] = "old_counter",
    };
    return names[fault];
}
