/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions and sign-in links (access/session.h).
 */
#include "access/session.h"

#include "access/session.sql.h"
#include "db/change.h"
#include "http/request.h"

enum { SECRET_CHARACTERS = 43 }; /* 32 bytes as base64 without padding */

static struct text hash_of(struct arena *arena, struct text text)
{
    unsigned char digest[SHA256_SIZE];
    hash_sha256(text, digest);
    return (struct text){ arena_copy(arena, digest, sizeof digest), sizeof digest };
}

struct secret secret_new(struct arena *arena)
{
    struct text text = random_token(arena);
    return (struct secret){ .text = text, .hash = hash_of(arena, text) };
}

struct text secret_hash(struct arena *arena, struct text text)
{
    if (text.length != SECRET_CHARACTERS)
        return TEXT_NULL;
    return hash_of(arena, text);
}

static const char *const proofs[SESSION_PROOF__MAX] = {
    [SESSION_PROOF_NONE] = "",     [SESSION_PROOF_LINK] = "link",       [SESSION_PROOF_PASSWORD] = "password",
    [SESSION_PROOF_CODE] = "code", [SESSION_PROOF_PASSKEY] = "passkey",
};

const char *session_proof_name(enum session_proof proof)
{
    return proofs[proof < SESSION_PROOF__MAX ? proof : SESSION_PROOF_NONE];
}

enum session_proof session_proof_of(struct text name)
{
    for (enum session_proof proof = 0; proof < SESSION_PROOF__MAX; proof++)
        if (text_equal(text_from(proofs[proof]), name))
            return proof;
    return SESSION_PROOF_NONE;
}

int64_t session_span_end(const struct session_span *span)
{
    int64_t used_at = span->last_used_at > span->created_at ? span->last_used_at : span->created_at;
    int64_t idle = span->staff ? (int64_t)SESSION_STAFF_IDLE_HOURS * HOUR_MS : (int64_t)SESSION_IDLE_DAYS * DAY_MS;
    int64_t longest = (span->staff ? SESSION_STAFF_LONGEST_DAYS : SESSION_LONGEST_DAYS) * (int64_t)DAY_MS;
    return used_at + idle < span->created_at + longest ? used_at + idle : span->created_at + longest;
}

struct date session_day(int64_t at, int32_t days)
{
    return (struct date){ (int32_t)(at / DAY_MS) + days };
}

int session_is_staff(struct change *change, struct person_id person, bool *ret_staff)
{
    struct session_staff_row row;
    int status = session_staff(change->db, change->arena,
                               (struct session_staff_in){ .organisation = change->organisation,
                                                          .person = person,
                                                          .tomorrow = session_day(change->now_at, 1),
                                                          .yesterday = session_day(change->now_at, -1) },
                               &row);
    if (status == STATUS_OK)
        *ret_staff = row.staff;
    return status;
}

int session_create(struct change *change, const struct session_new *session, struct session_id *ret_session)
{
    struct session_id id = CHANGE_MINT(change, session);
    struct session_span span = { .created_at = change->now_at, .last_used_at = change->now_at };
    int status = session_is_staff(change, session->person, &span.staff);
    if (status != STATUS_OK)
        return status;
    status = session_insert(
        change->db,
        (struct session_insert_in){ .organisation = change->organisation,
                                    .id = id,
                                    .token_hash = session->token_hash,
                                    .person = session->person,
                                    .created_at = change->now_at,
                                    .expires_at = session->tablet.value ? session->until_at : session_span_end(&span),
                                    .strength = session->strong ? 2 : 1,
                                    .confirmed_by = text_from(session_proof_name(session->proof)),
                                    .device = session->device.data ? session->device : TEXT(""),
                                    .tablet = session->tablet,
                                    .passkey = session->passkey },
        NULL);
    if (status != STATUS_OK)
        return status;
    *ret_session = id;
    return STATUS_OK;
}

int session_strengthen(struct change *change, struct session_id session, enum session_proof proof,
                       struct text token_hash)
{
    int64_t changed = 0;
    int status = session_update_strength(
        change->db,
        (struct session_update_strength_in){ .organisation = change->organisation,
                                             .id = session,
                                             .now = change->now_at,
                                             .fresh = change->now_at - SESSION_CONFIRM_MINUTES * MINUTE_MS,
                                             .by = text_from(session_proof_name(proof)),
                                             .token_hash = token_hash },
        &changed);
    return status == STATUS_OK && changed == 0 ? STATUS_NOT_FOUND : status;
}

int session_confirm(struct change *change, struct session_id session, enum session_proof proof)
{
    int64_t changed = 0;
    int status =
        session_update_confirmed(change->db,
                                 (struct session_update_confirmed_in){ .organisation = change->organisation,
                                                                       .id = session,
                                                                       .now = change->now_at,
                                                                       .by = text_from(session_proof_name(proof)) },
                                 &changed);
    return status == STATUS_OK && changed == 0 ? STATUS_NOT_FOUND : status;
}

int session_end(struct change *change, struct session_id session)
{
    return session_end_one(
        change->db,
        (struct session_end_one_in){ .organisation = change->organisation, .id = session, .ended_at = change->now_at },
        NULL);
}

int session_end_others(struct change *change, struct person_id person, struct session_id keep)
{
    return session_end_of_person(
        change->db,
        (struct session_end_of_person_in){
            .organisation = change->organisation, .person = person, .keep = keep, .ended_at = change->now_at },
        NULL);
}

int session_find_others(struct change *change, struct person_id person, struct session_id keep,
                        struct session_ids *ret_sessions)
{
    struct session_others_rows rows;
    int status = session_others(
        change->db, change->arena,
        (struct session_others_in){ .organisation = change->organisation, .person = person, .keep = keep }, &rows);
    if (status != STATUS_OK)
        return status;
    *ret_sessions = (struct session_ids){ ARENA_MANY(change->arena, struct session_id, rows.count), rows.count };
    for (size_t i = 0; i < rows.count; i++)
        ret_sessions->items[i] = rows.items[i].id;
    return STATUS_OK;
}

int session_end_passkey(struct change *change, struct person_id person, struct passkey_id passkey,
                        struct session_id keep, struct session_ids *ret_sessions)
{
    struct session_of_passkey_rows rows;
    int status = session_of_passkey(
        change->db, change->arena,
        (struct session_of_passkey_in){
            .organisation = change->organisation, .person = person, .passkey = passkey, .keep = keep },
        &rows);
    if (status != STATUS_OK)
        return status;
    struct session_ids ended = { ARENA_MANY(change->arena, struct session_id, rows.count), rows.count };
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        ended.items[i] = rows.items[i].id;
        status = session_end(change, ended.items[i]);
    }
    if (status == STATUS_OK)
        *ret_sessions = ended;
    return status;
}

void session_set_cookie(struct request *request, struct secret secret)
{
    request_set_cookie(request, (struct cookie){ .name = SESSION_COOKIE,
                                                 .value = secret.text,
                                                 .max_age = (int64_t)SESSION_COOKIE_DAYS * DAY_MS / SECOND_MS });
}

void session_forget_cookie(struct request *request)
{
    request_set_cookie(request, (struct cookie){ .name = SESSION_COOKIE, .value = TEXT(""), .max_age = -1 });
}

int link_create(struct change *change, struct person_id person, struct text token_hash, bool reusable,
                int64_t *ret_link)
{
    struct session_demo_row organisation;
    int status = session_demo(change->db, change->arena,
                              (struct session_demo_in){ .organisation = change->organisation }, &organisation);
    if (status != STATUS_OK)
        return status;
    if (reusable && !organisation.demo)
        return STATUS_INVALID;
    int64_t id = identity_mint(change->identities);
    status = link_insert(change->db,
                         (struct link_insert_in){ .organisation = change->organisation,
                                                  .id = id,
                                                  .token_hash = token_hash,
                                                  .person = person,
                                                  .reusable = reusable,
                                                  .created_at = change->now_at,
                                                  .expires_at = change->now_at + (int64_t)LINK_UNOPENED_DAYS * DAY_MS },
                         NULL);
    if (status != STATUS_OK)
        return status;
    *ret_link = id;
    return STATUS_OK;
}

int link_end_all(struct change *change, struct person_id person)
{
    return link_end_of_person(change->db,
                              (struct link_end_of_person_in){
                                  .organisation = change->organisation, .person = person, .used_at = change->now_at },
                              NULL);
}

/* Reads the link and says whether it still works. One that may be used often must be of a demo. The expiry stands in the
 * row: link_open moved it when the link was first opened. */
static int living_link(struct db *db, struct arena *arena, struct text token_hash, int64_t now_at,
                       struct link_select_row *ret_row)
{
    if (text_is_null(token_hash))
        return STATUS_NOT_FOUND;
    struct link_select_row row;
    int status = link_select(db, arena, (struct link_select_in){ .token_hash = token_hash }, &row);
    if (status != STATUS_OK)
        return status;
    bool often = row.reusable && row.demo;
    if (row.expires_at <= now_at || (row.used_at != INSTANT_NONE && !often))
        return STATUS_NOT_FOUND;
    *ret_row = row;
    return STATUS_OK;
}

int link_find(struct db *db, struct arena *arena, struct text token_hash, int64_t now_at, struct link *ret_link)
{
    struct link_select_row row;
    int status = living_link(db, arena, token_hash, now_at, &row);
    if (status != STATUS_OK)
        return status;
    *ret_link = (struct link){ .id = row.id,
                               .organisation = row.organisation,
                               .person = row.person,
                               .given_name = row.given_name,
                               .organisation_name = row.name,
                               .language = row.language,
                               .country = row.country,
                               .address_form = row.address_form,
                               .opened = row.opened_at != INSTANT_NONE,
                               .demo = row.demo };
    return STATUS_OK;
}

int link_use(struct change *change, struct text token_hash, struct person_id *ret_person)
{
    struct link_select_row row;
    int status = living_link(change->db, change->arena, token_hash, change->now_at, &row);
    if (status != STATUS_OK)
        return status;
    int64_t changed = 0; /* stays 0 for a link of another organisation */
    status = link_use_once(
        change->db,
        (struct link_use_once_in){ .organisation = change->organisation, .id = row.id, .used_at = change->now_at },
        &changed);
    if (status != STATUS_OK)
        return status;
    if (changed == 0)
        return STATUS_NOT_FOUND;
    *ret_person = row.person;
    return STATUS_OK;
}

int session_find_account(struct db *db, struct arena *arena, struct organisation_id organisation, struct text folded,
                         struct person_id *ret_person, struct text *ret_hash)
{
    struct session_account_row row;
    int status =
        session_account(db, arena, (struct session_account_in){ .organisation = organisation, .folded = folded }, &row);
    if (status != STATUS_OK)
        return status;
    *ret_person = row.person;
    *ret_hash = row.password_hash;
    return STATUS_OK;
}

int session_own_account(struct db *db, struct arena *arena, struct organisation_id organisation,
                        struct person_id person, struct session_account_own *ret_account)
{
    struct session_own_row row;
    int status =
        session_own(db, arena, (struct session_own_in){ .organisation = organisation, .person = person }, &row);
    if (status != STATUS_OK)
        return status;
    *ret_account = (struct session_account_own){ row.email, row.email_folded, row.password_hash };
    return STATUS_OK;
}

int session_check_password(struct change *change, struct person_id person, struct text hash)
{
    struct session_password_row row;
    int status =
        session_password(change->db, change->arena,
                         (struct session_password_in){ .organisation = change->organisation, .person = person }, &row);
    if (status != STATUS_OK)
        return status;
    return text_equal(row.password_hash, hash) ? STATUS_OK : STATUS_NOT_FOUND;
}
