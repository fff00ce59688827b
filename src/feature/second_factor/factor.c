/* SPDX-License-Identifier: EUPL-1.2 */
/* See factor.h. */
#include "feature/second_factor/factor.h"

#include "access/audit.h"
#include "access/seal.h"
#include "base/log.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/second_factor/second_factor.sql.h"

/* Letters and digits that nobody mistakes for each other; 32 of them are 5 bits each. */
static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz123456789";

enum { CODE_HALF = 5, CODE_CHARACTERS = 2 * CODE_HALF }; /* 50 bits: with the limit on guesses far more than enough */

_Static_assert(sizeof alphabet == 33, "32 characters, so that each is as likely");

static struct seal seal_of(const char *purpose, struct organisation_id organisation, struct person_id person)
{
    return (struct seal){ purpose, organisation, person };
}

struct text factor_seal(struct access *access, struct arena *arena, struct organisation_id organisation,
                        struct person_id person, struct text secret)
{
    struct seal seal = seal_of("totp", organisation, person);
    return seal_close(access, arena, &seal, secret);
}

static void hash_code(struct access *access, struct organisation_id organisation, struct person_id person,
                      struct text code, unsigned char ret_hash[BLAKE2B_SIZE])
{
    struct seal seal = seal_of("recovery_code", organisation, person);
    seal_hash(access, &seal, code, ret_hash);
}

struct text factor_squeeze(struct arena *arena, struct text typed)
{
    char *code = arena_allocate(arena, typed.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < typed.length; i++)
        if (typed.data[i] != ' ' && typed.data[i] != '-')
            code[length++] = typed.data[i];
    return text_lower(arena, (struct text){ code, length });
}

static int check_recovery(struct access *access, struct db *db, struct arena *arena, const struct factor_code *who,
                          struct text typed, enum totp_answer *ret_answer, struct factor_code *ret_code)
{
    struct factor_code code = *who;
    struct second_factor_code_find_row row;
    struct seal seal = seal_of("recovery_code", who->organisation, who->person);
    int status = STATUS_NOT_FOUND;
    code.recovery = true;
    for (size_t i = 0; status == STATUS_NOT_FOUND && seal_hash_of(access, i, &seal, typed, code.hash); i++)
        status = second_factor_code_find(
            db, arena,
            (struct second_factor_code_find_in){ .organisation = who->organisation,
                                                 .person = who->person,
                                                 .code_hash = { (const char *)code.hash, sizeof code.hash } },
            &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_answer = status == STATUS_OK ? TOTP_RIGHT : TOTP_WRONG;
    if (status == STATUS_OK)
        *ret_code = code;
    return STATUS_OK;
}

int factor_check(struct access *access, struct db *db, struct arena *arena, const struct factor_code *who,
                 struct text typed, int64_t now_at, enum totp_answer *ret_answer, struct factor_code *ret_code)
{
    struct second_factor_find_row row;
    int status = second_factor_find(
        db, arena, (struct second_factor_find_in){ .organisation = who->organisation, .person = who->person }, &row);
    if (status != STATUS_OK)
        return status;
    struct text code = factor_squeeze(arena, typed);
    if (code.length == CODE_CHARACTERS)
        return check_recovery(access, db, arena, who, code, ret_answer, ret_code);
    struct seal seal = seal_of("totp", who->organisation, who->person);
    struct text secret;
    if (seal_open(access, arena, &seal, row.secret, &secret) != STATUS_OK) {
        log_error("second_factor.seal", LOG_STRING("detail", "a secret does not open with this key file"));
        return STATUS_FAILED;
    }
    struct factor_code found = *who;
    *ret_answer = totp_check(secret, code, now_at, row.last_step, &found.step);
    if (*ret_answer == TOTP_RIGHT)
        *ret_code = found;
    return STATUS_OK;
}

int factor_use(struct change *change, const struct factor_code *code)
{
    int64_t changed = 0;
    int status;
    if (code->recovery)
        status = second_factor_code_use(
            change->db,
            (struct second_factor_code_use_in){ .organisation = change->organisation,
                                                .person = code->person,
                                                .code_hash = { (const char *)code->hash, sizeof code->hash },
                                                .used_at = change->now_at },
            &changed);
    else
        status =
            second_factor_use(change->db,
                              (struct second_factor_use_in){
                                  .organisation = change->organisation, .person = code->person, .step = code->step },
                              &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK && code->recovery)
        status = audit_add(change, "second_factor.recovery", "person", code->person.value);
    if (status == STATUS_OK && code->recovery)
        status = account_news_tell(change, code->person, ACCOUNT_NEWS_CODE_USED);
    return status;
}

void factor_codes_make(struct access *access, struct arena *arena, struct organisation_id organisation,
                       struct person_id person, struct factor_codes *ret_codes)
{
    for (size_t i = 0; i < SECOND_FACTOR_RECOVERY_CODES; i++) {
        char code[CODE_CHARACTERS];
        for (size_t c = 0; c < CODE_CHARACTERS; c++)
            code[c] = alphabet[random_below(sizeof alphabet - 1)];
        ret_codes->shown[i] = arena_printf(arena, "%.*s-%.*s", CODE_HALF, code, CODE_HALF, code + CODE_HALF);
        hash_code(access, organisation, person, (struct text){ code, sizeof code }, ret_codes->hashes[i]);
    }
}

int factor_codes_write(struct change *change, struct person_id person, const struct factor_codes *codes)
{
    int status = second_factor_codes_remove(
        change->db, (struct second_factor_codes_remove_in){ .organisation = change->organisation, .person = person },
        NULL);
    for (size_t i = 0; i < SECOND_FACTOR_RECOVERY_CODES && status == STATUS_OK; i++)
        status = second_factor_code_add(
            change->db,
            (struct second_factor_code_add_in){ .organisation = change->organisation,
                                                .person = person,
                                                .code_hash = { (const char *)codes->hashes[i], BLAKE2B_SIZE },
                                                .created_at = change->now_at },
            NULL);
    return status;
}

int factor_codes_left(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
                      int64_t *ret_left)
{
    struct second_factor_codes_left_row row;
    int status = second_factor_codes_left(
        db, arena, (struct second_factor_codes_left_in){ .organisation = organisation, .person = person }, &row);
    if (status == STATUS_OK)
        *ret_left = row.left_over;
    return status;
}

int factor_put(struct change *change, struct person_id person, struct text sealed, int64_t step)
{
    return second_factor_put(change->db,
                             (struct second_factor_put_in){ .organisation = change->organisation,
                                                            .person = person,
                                                            .secret = sealed,
                                                            .last_step = step,
                                                            .created_at = change->now_at },
                             NULL);
}

int factor_remove(struct change *change, struct person_id person)
{
    int status = second_factor_remove(
        change->db, (struct second_factor_remove_in){ .organisation = change->organisation, .person = person }, NULL);
    if (status != STATUS_OK)
        return status;
    return second_factor_codes_remove(
        change->db, (struct second_factor_codes_remove_in){ .organisation = change->organisation, .person = person },
        NULL);
}

int second_factor_forget(struct change *change, struct person_id person)
{
    int status = factor_remove(change, person);
    if (status == STATUS_OK)
        status = session_end_others(change, person, (struct session_id){ 0 });
    return status == STATUS_OK ? audit_add(change, "second_factor.forget", "person", person.value) : status;
}
