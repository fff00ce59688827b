/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Chance, secrets and digests, all from libsodium. Passwords and sealing belong to the access layer.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include "base/text.h"

enum {
    SHA256_SIZE = 32,
    BLAKE2B_SIZE = 32,
    SIPHASH_SIZE = 16, /* of the key and of the digest */
    TOKEN_BYTES = 32   /* chance in a token: 256 bits */
};

/*
 * Readies libsodium; call once in main before threads. STATUS_FAILED when it cannot start. The functions below need
 * it.
 */
int random_start(void) MUST_CHECK;

/* `size` unpredictable bytes. */
void random_bytes(void *ret_bytes, size_t size);

/* A number in 0..limit-1 without bias; limit must be above 0. */
uint32_t random_below(uint32_t limit);

/* A new secret of 256 bits as 43 characters of URL-safe base64 without padding: sessions, sign-in links. */
struct text random_token(struct arena *arena);

/* Same bytes, in a time that depends on the lengths only. The null text equals the empty text. */
bool random_equal(struct text a, struct text b);

/* SHA-256 (FIPS 180-4). */
void hash_sha256(struct text data, unsigned char ret_digest[SHA256_SIZE]);

/* BLAKE2b-256 (RFC 7693); `key` is 0 to 64 bytes, the empty text for no key. */
void hash_blake2b(struct text key, struct text data, unsigned char ret_digest[BLAKE2B_SIZE]);

/* SipHash-2-4 of 128 bits: nobody without the key reckons it; for short data, ten times as quick as BLAKE2b. */
void hash_siphash(const unsigned char key[SIPHASH_SIZE], struct text data, unsigned char ret_digest[SIPHASH_SIZE]);

/* Lower-case hexadecimal, two characters a byte. */
struct text hex_encode(struct arena *arena, const void *bytes, size_t size);

/*
 * Exactly `size` bytes from 2 * size hexadecimal characters, upper or lower case; otherwise STATUS_INVALID, ret_bytes
 * untouched.
 */
int hex_decode(struct text text, void *ret_bytes, size_t size) MUST_CHECK;

/* URL-safe base64 (RFC 4648 section 5) without padding. */
struct text base64_encode(struct arena *arena, struct text data);

/* The reverse, strict: no padding, white space or other alphabet; STATUS_INVALID otherwise. */
int base64_decode(struct arena *arena, struct text text, struct text *ret_data) MUST_CHECK;

#endif
