/* SPDX-License-Identifier: EUPL-1.2 */
#include "support/authenticator.h"

#include "base/buffer.h"
#include "base/random.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdlib.h>

enum {
    ID_BYTES = 32,
    FLAG_CREDENTIAL = 0x40,
    SIZE_MAXIMUM = 16 * 1024,
    POINT_BYTES = 65, /* 4, X, Y */
    MODULUS_BYTES = 256
};

struct authenticator {
    enum passkey_algorithm algorithm;
    EVP_PKEY *key;
    unsigned char id[ID_BYTES];
};

static void must(bool good)
{
    if (!good)
        abort();
}

static void forget(void *argument)
{
    struct authenticator *authenticator = argument;
    EVP_PKEY_free(authenticator->key);
}

struct authenticator *authenticator_new(struct arena *arena, enum passkey_algorithm algorithm)
{
    struct authenticator *authenticator = ARENA_NEW(arena, struct authenticator);
    authenticator->algorithm = algorithm;
    authenticator->key = algorithm == PASSKEY_RS256 ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256");
    must(authenticator->key != NULL);
    random_bytes(authenticator->id, sizeof authenticator->id);
    arena_on_release(arena, forget, authenticator);
    return authenticator;
}

struct text authenticator_id(const struct authenticator *authenticator)
{
    return (struct text){ (const char *)authenticator->id, sizeof authenticator->id };
}

struct text authenticator_client_data(struct arena *arena, const char *type, const char *origin, struct text challenge)
{
    return arena_printf(arena, "{\"type\":\"%s\",\"challenge\":\"%.*s\",\"origin\":\"%s\",\"crossOrigin\":false}", type,
                        TEXT_ARGS(challenge), origin);
}

static void put(struct buffer *buffer, const void *bytes, size_t size)
{
    buffer_put(buffer, (struct text){ bytes, size });
}

#define PUT(buffer, ...) \
    put(buffer, (const unsigned char[]){ __VA_ARGS__ }, sizeof((const unsigned char[]){ __VA_ARGS__ }))

/* A byte string of CBOR. */
static void put_bytes(struct buffer *buffer, struct text bytes)
{
    PUT(buffer, 0x59, (unsigned char)(bytes.length >> 8), (unsigned char)bytes.length);
    buffer_put(buffer, bytes);
}

/* A short text of CBOR. */
static void put_text(struct buffer *buffer, const char *text)
{
    PUT(buffer, (unsigned char)(0x60 + text_from(text).length));
    buffer_put(buffer, text_from(text));
}

/* The public key as COSE writes it. */
static void put_key(struct buffer *buffer, const struct authenticator *authenticator)
{
    unsigned char bytes[MODULUS_BYTES];
    size_t length = 0;
    if (authenticator->algorithm == PASSKEY_RS256) {
        BIGNUM *modulus = NULL;
        must(EVP_PKEY_get_bn_param(authenticator->key, OSSL_PKEY_PARAM_RSA_N, &modulus) == 1);
        must(BN_bn2binpad(modulus, bytes, sizeof bytes) == MODULUS_BYTES);
        BN_free(modulus);
        PUT(buffer, 0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20);
        put_bytes(buffer, (struct text){ (const char *)bytes, sizeof bytes });
        PUT(buffer, 0x21, 0x43, 0x01, 0x00, 0x01);
        return;
    }
    must(EVP_PKEY_get_octet_string_param(authenticator->key, OSSL_PKEY_PARAM_PUB_KEY, bytes, sizeof bytes, &length) ==
         1);
    must(length == POINT_BYTES);
    PUT(buffer, 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20);
    put(buffer, bytes + 1, 32);
    PUT(buffer, 0x22, 0x58, 0x20);
    put(buffer, bytes + 33, 32);
}

static struct text taken(struct arena *arena, struct buffer *buffer)
{
    must(!buffer->overflowed);
    struct text text = buffer_text(buffer);
    text.data = arena_copy(arena, text.data, text.length);
    buffer_release(buffer);
    return text;
}

static struct text data_of(struct arena *arena, const struct authenticator *authenticator,
                           const struct authenticator_say *say, bool made)
{
    struct buffer buffer;
    unsigned char hash[SHA256_SIZE];
    buffer_init(&buffer, SIZE_MAXIMUM);
    hash_sha256(text_from(say->host), hash);
    put(&buffer, hash, sizeof hash);
    PUT(&buffer, (unsigned char)(say->flags | (made ? FLAG_CREDENTIAL : 0)), (unsigned char)(say->counter >> 24),
        (unsigned char)(say->counter >> 16), (unsigned char)(say->counter >> 8), (unsigned char)say->counter);
    if (made) {
        static const unsigned char maker[16] = { 0 };
        put(&buffer, maker, sizeof maker);
        PUT(&buffer, 0, ID_BYTES);
        put(&buffer, authenticator->id, ID_BYTES);
        put_key(&buffer, authenticator);
    }
    buffer_put(&buffer, say->extra);
    return taken(arena, &buffer);
}

/* Over the data and the hash of the client data. */
static struct text sign(struct arena *arena, const struct authenticator *authenticator, struct text data,
                        struct text client_data)
{
    unsigned char hash[SHA256_SIZE];
    unsigned char signature[PASSKEY_SIGNATURE_MAXIMUM];
    size_t length = sizeof signature;
    hash_sha256(client_data, hash);
    struct buffer buffer;
    buffer_init(&buffer, SIZE_MAXIMUM);
    buffer_put(&buffer, data);
    put(&buffer, hash, sizeof hash);
    struct text all = taken(arena, &buffer);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    must(EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, authenticator->key) == 1);
    must(EVP_DigestSign(context, signature, &length, (const unsigned char *)all.data, all.length) == 1);
    EVP_MD_CTX_free(context);
    return (struct text){ arena_copy(arena, signature, length), length };
}

struct text authenticator_attestation(struct arena *arena, struct authenticator *authenticator,
                                      const struct authenticator_say *say)
{
    struct text data = data_of(arena, authenticator, say, true);
    struct buffer buffer;
    buffer_init(&buffer, SIZE_MAXIMUM);
    PUT(&buffer, 0xa3);
    put_text(&buffer, "fmt");
    put_text(&buffer, say->format);
    put_text(&buffer, "attStmt");
    if (text_equal(text_from(say->format), TEXT("packed"))) {
        PUT(&buffer, 0xa2);
        put_text(&buffer, "alg");
        if (authenticator->algorithm == PASSKEY_RS256)
            PUT(&buffer, 0x39, 0x01, 0x00);
        else
            PUT(&buffer, 0x26);
        put_text(&buffer, "sig");
        put_bytes(&buffer, sign(arena, authenticator, data, say->client_data));
    } else {
        PUT(&buffer, 0xa0);
    }
    put_text(&buffer, "authData");
    put_bytes(&buffer, data);
    return taken(arena, &buffer);
}

struct passkey_answer authenticator_answer(struct arena *arena, struct authenticator *authenticator,
                                           const struct authenticator_say *say)
{
    struct text data = data_of(arena, authenticator, say, false);
    return (struct passkey_answer){ .client_data = say->client_data,
                                    .authenticator_data = data,
                                    .signature = sign(arena, authenticator, data, say->client_data) };
}
