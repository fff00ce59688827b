/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sealing and forgetting audit rows (access/chain.h); chain_check.c reads the chain.
 */
#include "access/chain_own.h"

#include "access/access.h"
#include "access/access.sql.h"
#include "base/buffer.h"
#include "base/clock.h"

enum { ROW_MAXIMUM = 1024 /* bytes of a row as it is hashed */ };

struct chain_key chain_key_make(struct text key_file)
{
    struct chain_key key;
    access_key_make(key_file, CHAIN_PURPOSE, key.bytes);
    return key;
}

static struct text key_text(const struct chain_key *key)
{
    return (struct text){ (const char *)key->bytes, sizeof key->bytes };
}

/* Each part with its length before it, so that no two rows read the same. */
void chain_digest(const struct chain_key *key, struct text salt, const struct chain_row *row,
                  unsigned char ret_digest[BLAKE2B_SIZE])
{
    struct buffer buffer;
    buffer_init(&buffer, ROW_MAXIMUM);
    buffer_printf(&buffer, "%zu:", salt.length);
    buffer_put(&buffer, salt);
    buffer_printf(&buffer, "%lld:%lld:%lld:%lld:%lld:%lld:%zu:%.*s:%zu:%.*s", (long long)row->organisation.value,
                  (long long)row->id.value, (long long)row->at, (long long)row->person.value,
                  (long long)row->session.value, (long long)row->object, row->action.length, TEXT_ARGS(row->action),
                  row->object_kind.length, TEXT_ARGS(row->object_kind));
    hash_blake2b(key_text(key), buffer_text(&buffer), ret_digest);
    buffer_release(&buffer);
}

void chain_link(const struct chain_key *key, const struct chain_head *before, struct text digest,
                unsigned char ret_link[BLAKE2B_SIZE])
{
    struct buffer buffer;
    buffer_init(&buffer, ROW_MAXIMUM);
    buffer_printf(&buffer, "%lld:", (long long)before->number);
    buffer_put(&buffer, (struct text){ (const char *)before->link, before->number ? sizeof before->link : 0 });
    buffer_put(&buffer, digest);
    hash_blake2b(key_text(key), buffer_text(&buffer), ret_link);
    buffer_release(&buffer);
}

int chain_head_read(struct db *db, struct organisation_id organisation, struct chain_head *ret_head)
{
    struct arena *arena = arena_new();
    struct chain_head_find_row row;
    struct chain_head head = { .number = 0 };
    int status = chain_head_find(db, arena, (struct chain_head_find_in){ .organisation = organisation }, &row);
    if (status == STATUS_OK) {
        head.number = row.number;
        if (row.link.length == sizeof head.link)
            memcpy(head.link, row.link.data, sizeof head.link);
    }
    arena_free(arena);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_head = head;
    return STATUS_OK;
}

/* The head and the last seal, which must be the same. */
static int find_end(struct change *change, struct chain_head *ret_head, struct audit_id *ret_last)
{
    struct chain_last_row last = { .number = 0 };
    int status = chain_head_read(change->db, change->organisation, ret_head);
    if (status == STATUS_OK)
        status = chain_last(change->db, change->arena, (struct chain_last_in){ .organisation = change->organisation },
                            &last);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    if (last.number != ret_head->number ||
        (last.number > 0 &&
         !random_equal(last.link, (struct text){ (const char *)ret_head->link, sizeof ret_head->link })))
        return change_fail(change, STATUS_CONFLICT, 0);
    *ret_last = last.audit;
    return STATUS_OK;
}

static int seal_row(struct change *change, const struct chain_key *key, const struct chain_waiting_row *row,
                    struct chain_head *head)
{
    unsigned char salt_bytes[CHAIN_SALT_SIZE];
    unsigned char digest[BLAKE2B_SIZE];
    unsigned char link[BLAKE2B_SIZE];
    random_bytes(salt_bytes, sizeof salt_bytes);
    struct text salt = { (const char *)salt_bytes, sizeof salt_bytes };
    struct text digest_text = { (const char *)digest, sizeof digest };
    chain_digest(key, salt,
                 &(struct chain_row){ change->organisation, row->id, row->at, row->person, row->session, row->action,
                                      row->object_kind, row->object },
                 digest);
    chain_link(key, head, digest_text, link);
    memcpy(head->link, link, sizeof link);
    head->number++;
    return chain_seal_add(change->db,
                          (struct chain_seal_add_in){ .organisation = change->organisation,
                                                      .number = head->number,
                                                      .audit = row->id,
                                                      .salt = salt,
                                                      .digest = digest_text,
                                                      .link = { (const char *)link, sizeof link } },
                          NULL);
}

static int write_head(struct change *change, const struct chain_head *head)
{
    return chain_head_set(change->db,
                          (struct chain_head_set_in){ .organisation = change->organisation,
                                                      .number = head->number,
                                                      .link = { (const char *)head->link, sizeof head->link },
                                                      .sealed_at = change->now_at },
                          NULL);
}

struct audit_id chain_earliest(struct audit_id last)
{
    int64_t earlier = last.value - ((int64_t)CHAIN_LATE_MS << CHAIN_ID_TIME_BITS);
    return (struct audit_id){ earlier > 0 ? earlier : 0 };
}

int chain_seal(struct change *change, const struct chain_key *key, int64_t *ret_sealed)
{
    struct chain_head head;
    struct audit_id last = { 0 };
    struct chain_waiting_rows rows = { .count = 0 };
    int status = find_end(change, &head, &last);
    if (status == STATUS_OK)
        status = chain_waiting(change->db, change->arena,
                               (struct chain_waiting_in){ .organisation = change->organisation,
                                                          .from_id = chain_earliest(last),
                                                          .before = change->now_at - CHAIN_REST_MS,
                                                          .most = CHAIN_BATCH_MAXIMUM },
                               &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = seal_row(change, key, &rows.items[i], &head);
    if (status == STATUS_OK && rows.count > 0)
        status = write_head(change, &head);
    if (status == STATUS_OK)
        *ret_sealed = (int64_t)rows.count;
    return status;
}

/* The act of forgetting is sealed at once: a row of that name which anybody else put in never gets a seal. */
static int seal_forgetting(struct change *change, const struct chain_key *key, int64_t number)
{
    struct chain_head head;
    struct audit_id last = { 0 };
    struct audit_insert_in row = { .organisation = change->organisation,
                                   .id = CHANGE_MINT(change, audit),
                                   .at = change->now_at,
                                   .person = change->actor,
                                   .session = change->session,
                                   .action = TEXT(CHAIN_FORGET),
                                   .object_kind = TEXT("audit_seal"),
                                   .object = number };
    int status = find_end(change, &head, &last);
    if (status == STATUS_OK)
        status = audit_insert(change->db, row, NULL);
    if (status == STATUS_OK)
        status = seal_row(change, key,
                          &(struct chain_waiting_row){ row.id, row.at, row.person, row.session, row.action,
                                                       row.object_kind, row.object },
                          &head);
    return status == STATUS_OK ? write_head(change, &head) : status;
}

int chain_forget(struct change *change, const struct chain_key *key, int64_t before, int64_t *ret_forgotten)
{
    struct chain_forget_number_row row;
    int64_t gone = 0;
    int status = chain_forget_number(
        change->db, change->arena,
        (struct chain_forget_number_in){ .organisation = change->organisation, .before = before }, &row);
    if (status == STATUS_OK && row.number > 0)
        status = chain_forget_rows(change->db,
                                   (struct chain_forget_rows_in){
                                       .organisation = change->organisation, .before = before, .number = row.number },
                                   &gone);
    if (status == STATUS_OK && gone > 0)
        status = chain_forget_salts(
            change->db, (struct chain_forget_salts_in){ .organisation = change->organisation, .number = row.number },
            NULL);
    if (status == STATUS_OK && gone > 0)
        status = seal_forgetting(change, key, row.number);
    if (status == STATUS_OK)
        *ret_forgotten = gone;
    return status;
}
