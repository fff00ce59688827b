/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/link.h"

#include "access/access.h"
#include "access/session.sql.h"
#include "base/buffer.h"
#include "db/change.h"

enum { LETTER_CHARACTERS = 10, DOOR_DIGITS = 8, DOOR_HALF = DOOR_DIGITS / 2, LETTER_HALF = LETTER_CHARACTERS / 2 };

static const char base32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* What belongs to one link and purpose; only who has the key file can work it out. */
static void derive(const struct access *access, const char *purpose, struct organisation_id organisation, int64_t link,
                   unsigned char ret_digest[BLAKE2B_SIZE])
{
    unsigned char key[BLAKE2B_SIZE];
    int64_t numbers[] = { organisation.value, link };
    access_key_lasting(access, purpose, key);
    hash_blake2b((struct text){ (const char *)key, sizeof key }, (struct text){ (const char *)numbers, sizeof numbers },
                 ret_digest);
}

struct secret link_secret(const struct access *access, struct arena *arena, struct organisation_id organisation,
                          int64_t link)
{
    unsigned char digest[BLAKE2B_SIZE];
    derive(access, "link", organisation, link, digest);
    struct secret secret = { .text = base64_encode(arena, (struct text){ (const char *)digest, sizeof digest }) };
    secret.hash = secret_hash(arena, secret.text);
    return secret;
}

int link_issue(struct change *change, const struct access *access, struct person_id person, int64_t lives_ms,
               int64_t *ret_link)
{
    int64_t id = identity_mint(change->identities);
    struct secret secret = link_secret(access, change->arena, change->organisation, id);
    int status = link_insert(change->db,
                             (struct link_insert_in){ .organisation = change->organisation,
                                                      .id = id,
                                                      .token_hash = secret.hash,
                                                      .person = person,
                                                      .reusable = false,
                                                      .created_at = change->now_at,
                                                      .expires_at = change->now_at + lives_ms },
                             NULL);
    if (status == STATUS_OK)
        *ret_link = id;
    return status;
}

int link_end(struct change *change, int64_t link)
{
    return link_use_once(
        change->db,
        (struct link_use_once_in){ .organisation = change->organisation, .id = link, .used_at = change->now_at }, NULL);
}

/* --- codes --- */

struct text link_code(const struct access *access, struct arena *arena, struct organisation_id organisation,
                      int64_t link, enum link_code kind)
{
    unsigned char digest[BLAKE2B_SIZE];
    char code[LETTER_CHARACTERS];
    derive(access, kind == LINK_CODE_LETTER ? "letter code" : "door code", organisation, link, digest);
    if (kind == LINK_CODE_LETTER) {
        for (int i = 0; i < LETTER_CHARACTERS; i++)
            code[i] = base32[digest[i] % 32];
        return arena_printf(arena, "%.*s-%.*s", LETTER_HALF, code, LETTER_HALF, code + LETTER_HALF);
    }
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | digest[i];
    number %= 100000000;
    return arena_printf(arena, "%04d %04d", (int)(number / 10000), (int)(number % 10000));
}

/* A character of a code as it was meant; 0 for one that is in no code, a space for what is read over. */
static char meant(char c)
{
    if (c == ' ' || c == '-' || c == '.')
        return ' ';
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if (c == 'O')
        return '0';
    if (c == 'I' || c == 'L')
        return '1';
    return c != '\0' && strchr(base32, c) ? c : '\0';
}

struct text link_code_hash(const struct access *access, struct arena *arena, struct organisation_id organisation,
                           struct text typed)
{
    char code[LETTER_CHARACTERS + sizeof organisation.value];
    size_t length = 0;
    for (size_t i = 0; i < typed.length; i++) {
        char c = meant(typed.data[i]);
        if (c == '\0' || (c != ' ' && length == LETTER_CHARACTERS))
            return TEXT_NULL;
        if (c != ' ')
            code[length++] = c;
    }
    if (length != LETTER_CHARACTERS && length != DOOR_DIGITS)
        return TEXT_NULL;
    unsigned char key[BLAKE2B_SIZE];
    unsigned char *digest = arena_allocate(arena, LINK_CODE_HASH);
    memcpy(code + length, &organisation.value, sizeof organisation.value);
    access_key_lasting(access, "code hash", key);
    hash_blake2b((struct text){ (const char *)key, sizeof key },
                 (struct text){ code, length + sizeof organisation.value }, digest);
    return (struct text){ (const char *)digest, LINK_CODE_HASH };
}
