/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading the sealed audit from its beginning to its head (access/chain.h), and the head that is kept in a file.
 */
#include "access/chain_own.h"

#include "base/file.h"

enum { READ_MAXIMUM = 1000 /* seals at once */, FILE_MAXIMUM = 1024 * 1024 };

/* One check. */
struct checking {
    struct db *db;
    struct arena *arena; /* emptied now and then */
    struct organisation_id organisation;
    const struct chain_key *keys; /* oldest first */
    size_t key_count;
    size_t key; /* of the seal before */
    const struct chain_head *known;
    int64_t forgotten; /* rows up to this number may be gone */
    struct chain_head at;
    struct audit_id last; /* the highest that was sealed */
    bool known_met;
    struct chain_report *report;
};

static struct text link_text(const struct chain_head *head)
{
    return (struct text){ (const char *)head->link, sizeof head->link };
}

static enum chain_fault row_fault(const struct checking *checking, const struct chain_read_row *seal)
{
    unsigned char digest[BLAKE2B_SIZE];
    bool served = text_is_null(seal->salt);
    if (seal->id.value == 0)
        return served && seal->number <= checking->forgotten ? CHAIN_SOUND : CHAIN_ROW_GONE;
    chain_digest(&checking->keys[checking->key], seal->salt,
                 &(struct chain_row){ checking->organisation, seal->id, seal->at, seal->person, seal->session,
                                      seal->action, seal->object_kind, seal->object },
                 digest);
    return !served && random_equal(seal->digest, (struct text){ (const char *)digest, sizeof digest }) ? CHAIN_SOUND
                                                                                                       : CHAIN_CHANGED;
}

/* Whether the link follows by the key of now, or by a later one, which is the key of now from here on. */
static bool follows(struct checking *checking, const struct chain_read_row *seal, unsigned char ret_link[BLAKE2B_SIZE])
{
    for (size_t i = checking->key; i < checking->key_count; i++) {
        chain_link(&checking->keys[i], &checking->at, seal->digest, ret_link);
        if (random_equal(seal->link, (struct text){ (const char *)ret_link, BLAKE2B_SIZE })) {
            checking->key = i;
            return true;
        }
    }
    return false;
}

/* One seal after the one before it. */
static enum chain_fault seal_fault(struct checking *checking, const struct chain_read_row *seal)
{
    unsigned char link[BLAKE2B_SIZE];
    if (seal->number != checking->at.number + 1)
        return CHAIN_GAP;
    if (!follows(checking, seal, link))
        return CHAIN_BROKEN;
    checking->at.number = seal->number;
    memcpy(checking->at.link, link, sizeof link);
    if (seal->audit.value > checking->last.value)
        checking->last = seal->audit;
    if (checking->known && checking->known->number == seal->number)
        checking->known_met = random_equal(seal->link, link_text(checking->known));
    return row_fault(checking, seal);
}

static int read_seals(struct checking *checking)
{
    for (;;) {
        struct chain_read_rows rows;
        arena_reset(checking->arena);
        int status =
            chain_read(checking->db, checking->arena,
                       (struct chain_read_in){
                           .organisation = checking->organisation, .after = checking->at.number, .most = READ_MAXIMUM },
                       &rows);
        if (status != STATUS_OK || rows.count == 0)
            return status;
        for (size_t i = 0; i < rows.count; i++) {
            enum chain_fault fault = seal_fault(checking, &rows.items[i]);
            if (fault != CHAIN_SOUND) {
                checking->report->fault = fault;
                checking->report->number = rows.items[i].number;
                return STATUS_OK;
            }
            checking->report->seals++;
        }
    }
}

/* The head, the kept head, and rows that were never sealed. */
static int check_end(struct checking *checking)
{
    struct chain_head head;
    struct chain_inserted_row inserted;
    int status = chain_head_read(checking->db, checking->organisation, &head);
    if (status != STATUS_OK)
        return status;
    checking->report->head = head;
    bool at_head = head.number == checking->at.number && random_equal(link_text(&head), link_text(&checking->at));
    bool past_known = !checking->known || checking->known->number == 0 || checking->known_met;
    if (!at_head || !past_known) {
        checking->report->fault = CHAIN_CUT;
        return STATUS_OK;
    }
    status = chain_inserted(
        checking->db, checking->arena,
        (struct chain_inserted_in){ .organisation = checking->organisation, .before = chain_earliest(checking->last) },
        &inserted);
    if (status == STATUS_OK)
        checking->report->fault = CHAIN_INSERTED;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

int chain_check(struct db *db, struct organisation_id organisation, const struct chain_key *keys, size_t key_count,
                const struct chain_head *known, struct chain_report *ret_report)
{
    struct chain_report report = { .fault = CHAIN_SOUND };
    struct checking checking = { .db = db,
                                 .arena = arena_new(),
                                 .organisation = organisation,
                                 .keys = keys,
                                 .key_count = key_count,
                                 .known = known,
                                 .report = &report };
    struct chain_forgotten_row forgotten = { .number = 0 };
    int status =
        chain_forgotten(db, checking.arena, (struct chain_forgotten_in){ .organisation = organisation }, &forgotten);
    checking.forgotten = forgotten.number;
    if (status == STATUS_OK)
        status = read_seals(&checking);
    if (status == STATUS_OK && report.fault == CHAIN_SOUND)
        status = check_end(&checking);
    arena_free(checking.arena);
    if (status == STATUS_OK)
        *ret_report = report;
    return status;
}

const char *chain_fault_text(enum chain_fault fault)
{
    static const char *const texts[CHAIN_FAULT__MAX] = {
        [CHAIN_SOUND] = "sound",
        [CHAIN_CHANGED] = "a row of the audit was changed",
        [CHAIN_ROW_GONE] = "a row of the audit is gone",
        [CHAIN_GAP] = "a seal is gone",
        [CHAIN_BROKEN] = "a seal does not follow from the one before",
        [CHAIN_CUT] = "the end was cut off, or an older database was put back past the program",
        [CHAIN_INSERTED] = "a row was put in later",
    };
    return texts[fault];
}

/* --- the file --- */

/* One line "ID NUMBER LINK"; false for anything else. */
static bool read_line(struct text line, int64_t *ret_organisation, struct chain_head *ret_head)
{
    struct text rest;
    struct text id = text_cut(line, ' ', &rest);
    struct text number = text_cut(rest, ' ', &rest);
    return identity_parse(id, ret_organisation) == STATUS_OK &&
           text_to_integer(number, 0, INT64_MAX, &ret_head->number) == STATUS_OK &&
           hex_decode(rest, ret_head->link, sizeof ret_head->link) == STATUS_OK;
}

int chain_file_read(const char *path, struct organisation_id organisation, struct chain_head *ret_head)
{
    struct arena *arena = arena_new();
    struct text content;
    int status = file_exists(path) ? file_read(arena, path, FILE_MAXIMUM, &content) : STATUS_NOT_FOUND;
    struct text rest = status == STATUS_OK ? content : TEXT_NULL;
    if (status == STATUS_OK)
        status = STATUS_NOT_FOUND;
    while (rest.data && rest.length > 0) {
        struct chain_head head;
        int64_t id;
        struct text line = text_cut(rest, '\n', &rest);
        if (read_line(line, &id, &head) && id == organisation.value) {
            *ret_head = head;
            status = STATUS_OK;
        }
    }
    arena_free(arena);
    return status;
}

int chain_file_write(const char *path, struct organisation_id organisation, const struct chain_head *head)
{
    struct arena *arena = arena_new();
    struct text before = TEXT("");
    struct text kept = TEXT("");
    if (file_exists(path) && file_read(arena, path, FILE_MAXIMUM, &before) != STATUS_OK)
        before = TEXT("");
    while (before.data && before.length > 0) {
        struct chain_head other;
        int64_t id;
        struct text line = text_cut(before, '\n', &before);
        if (read_line(line, &id, &other) && id != organisation.value)
            kept = arena_printf(arena, "%.*s%.*s\n", TEXT_ARGS(kept), TEXT_ARGS(line));
    }
    kept = arena_printf(arena, "%.*s%.*s %lld %.*s\n", TEXT_ARGS(kept),
                        TEXT_ARGS(identity_text(arena, organisation.value)), (long long)head->number,
                        TEXT_ARGS(hex_encode(arena, head->link, sizeof head->link)));
    int status = file_write(path, kept, 0600);
    arena_free(arena);
    return status;
}
