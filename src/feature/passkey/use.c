/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A passkey that is used: from the fields of a form to somebody who is known.
 */
#include "access/access.h"
#include "access/audit.h"
#include "base/log.h"
#include "base/random.h"
#include "db/change.h"
#include "feature/passkey/own.h"
#include "feature/passkey/use.html.h"

struct html_part passkey_use_part(struct request *request)
{
    return passkey_use_view_part(ARENA_NEW(request->arena, struct passkey_use_view));
}

int passkey_count(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
                  struct text host, int64_t *ret_count)
{
    struct passkey_numbers_row row;
    int status = passkey_numbers(
        db, arena, (struct passkey_numbers_in){ .organisation = organisation, .person = person, .host = host }, &row);
    if (status == STATUS_OK)
        *ret_count = row.here;
    return status;
}

int passkey_count_elsewhere(struct db *db, struct arena *arena, struct text host, int64_t *ret_count)
{
    struct passkey_elsewhere_row row;
    int status = passkey_elsewhere(db, arena, (struct passkey_elsewhere_in){ .host = host }, &row);
    if (status == STATUS_OK)
        *ret_count = row.found;
    return status;
}

struct text passkey_key(struct request *request)
{
    unsigned char key[BLAKE2B_SIZE];
    access_key(request_access(request), "passkey challenge", key);
    return (struct text){ arena_copy(request->arena, key, sizeof key), sizeof key };
}

int passkey_fault_word(enum passkey_fault fault)
{
    switch (fault) {
    case PASSKEY_NOT_PRESENT:
    case PASSKEY_NOT_VERIFIED:
        return WORD_PASSKEY_NOT_VERIFIED;
    case PASSKEY_OLD_COUNTER:
        return WORD_PASSKEY_COPIED;
    case PASSKEY_OTHER_ALGORITHM:
    case PASSKEY_OTHER_STATEMENT:
        return WORD_PASSKEY_OTHER_KIND;
    default:
        return WORD_PASSKEY_UNKNOWN;
    }
}

/* Bytes of a field; the empty text when they are not base64. */
static struct text bytes_of(struct request *request, size_t field)
{
    struct text bytes;
    return base64_decode(request->arena, request_text(request, field), &bytes) == STATUS_OK ? bytes : TEXT("");
}

static int refuse(struct passkey_use *use, int said)
{
    use->said = said;
    return STATUS_INVALID;
}

static int check_challenge(struct request *request, struct passkey_use *use)
{
    struct text browser = passkey_browser(request);
    struct challenge_for about = passkey_challenge_for(request, CHALLENGE_SIGN_IN, browser);
    int status = STATUS_INVALID;
    if (!text_is_null(browser))
        status = challenge_check(request->arena, passkey_key(request), &about,
                                 request_text(request, PASSKEY_USE_CHALLENGE), request->now_at, &use->chance);
    return status == STATUS_OK ? STATUS_OK : refuse(use, WORD_PASSKEY_TOO_LATE);
}

/* Whom the authenticator says that the passkey belongs to; one that is asked for without a list always says so (7.2 step 6). */
static bool is_whose(struct request *request, const struct passkey_find_row *row)
{
    return random_equal(bytes_of(request, PASSKEY_USE_HANDLE), row->handle);
}

static enum passkey_fault check_answer(struct request *request, const struct passkey_site *site,
                                       const struct passkey_find_row *row, struct passkey_use *use)
{
    struct passkey_asked asked = { site->origin, site->host, request_text(request, PASSKEY_USE_CHALLENGE) };
    struct passkey_answer answer = { .client_data = bytes_of(request, PASSKEY_USE_CLIENT_DATA),
                                     .authenticator_data = bytes_of(request, PASSKEY_USE_AUTHENTICATOR_DATA),
                                     .signature = bytes_of(request, PASSKEY_USE_SIGNATURE) };
    struct passkey_known known = { (enum passkey_algorithm)row->algorithm, row->public_key, row->counter };
    return passkey_verify_used(request->arena, &asked, &answer, &known, &use->counter);
}

int passkey_use_check(struct request *request, struct passkey_use *ret_use)
{
    struct passkey_site site = passkey_site(request);
    struct passkey_find_row row;
    *ret_use = (struct passkey_use){ .said = 0 };
    int status = check_challenge(request, ret_use);
    if (status != STATUS_OK)
        return status;
    status = passkey_find(request->db, request->arena,
                          (struct passkey_find_in){ .organisation = request->organisation,
                                                    .host = site.host,
                                                    .credential = bytes_of(request, PASSKEY_USE_CREDENTIAL) },
                          &row);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && !is_whose(request, &row)))
        return refuse(ret_use, WORD_PASSKEY_UNKNOWN);
    if (status != STATUS_OK)
        return status;
    ret_use->passkey = row.id;
    ret_use->person = row.person;
    enum passkey_fault fault = check_answer(request, &site, &row, ret_use);
    if (fault == PASSKEY_FINE)
        return STATUS_OK;
    log_info("passkey.refused", LOG_TEXT("why", text_from(passkey_fault_name(fault))));
    ret_use->copied = fault == PASSKEY_OLD_COUNTER;
    return refuse(ret_use, passkey_fault_word(fault));
}

int passkey_challenge_take(struct change *change, struct text chance)
{
    int64_t changed = 0;
    int status =
        passkey_challenge_use(change->db,
                              (struct passkey_challenge_use_in){
                                  .organisation = change->organisation, .chance = chance, .used_at = change->now_at },
                              &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_CONFLICT;
    if (status == STATUS_OK)
        status = passkey_challenge_forget(change->db,
                                          (struct passkey_challenge_forget_in){ .organisation = change->organisation,
                                                                                .before = change->now_at - HOUR_MS },
                                          NULL);
    return status;
}

int passkey_use_write(struct change *change, const struct passkey_use *use)
{
    int64_t changed = 0;
    int status = passkey_challenge_take(change, use->chance);
    if (status == STATUS_OK)
        status = passkey_update_used(change->db,
                                     (struct passkey_update_used_in){ .organisation = change->organisation,
                                                                      .id = use->passkey,
                                                                      .counter = use->counter,
                                                                      .used_at = change->now_at },
                                     &changed);
    return status == STATUS_OK && changed == 0 ? STATUS_CONFLICT : status;
}

int passkey_use_note(struct change *change, void *use)
{
    const struct passkey_use *copied = use;
    return audit_add(change, "passkey.counter", "passkey", copied->passkey.value);
}
