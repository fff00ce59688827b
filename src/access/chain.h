/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The sealed audit: one chain an organisation. A job seals audit rows a minute after they were written: each gets a number, a
 * random salt, a digest (keyed hash of salt and row) and a link (keyed hash of the link before and this digest). The key is
 * made of the key file, so whoever can write the database but has not the key can change nothing unseen:
 *
 *     a row that was changed            its digest differs
 *     a row or seal that was taken out  a number or row is missing
 *     a row that was put in             it has no seal
 *     an end that was cut off           the head says a higher number; the same head in a file outside the database
 *                                       (CHAIN_FILE) also finds an older head that was put back
 *
 * The digest of a row says nothing without its salt. A row that has served is removed with its salt (chain_forget) and the
 * chain stays whole. Names and words are in no audit row, so erasing a person's data touches none.
 */
#ifndef ACCESS_CHAIN_H
#define ACCESS_CHAIN_H

#include "base/attribute.h"
#include "base/identity.h"
#include "base/random.h"
#include "base/text.h"

struct change;
struct db;

#define CHAIN_FILE "audit.heads" /* in the data folder: a line an organisation, id, number and link */

#define CHAIN_PURPOSE "audit chain" /* of access_key */
#define CHAIN_FORGET  "audit.forget"

enum {
    CHAIN_REST_MS = 60 * 1000,      /* rows younger than this are not sealed: another change may still commit */
    CHAIN_LATE_MS = 60 * 60 * 1000, /* a row without seal that is so much older than the last sealed one was put in */
    CHAIN_BATCH_MAXIMUM = 500,      /* rows sealed by one change */
    CHAIN_KEY_SIZE = BLAKE2B_SIZE
};

/* Made of the key file by one name, for `samenspel doctor` and the job alike. */
struct chain_key {
    unsigned char bytes[CHAIN_KEY_SIZE];
};

/* `key_file` is the content of the key file. */
struct chain_key chain_key_make(struct text key_file);

/* The end of a chain; number 0 and an empty link for none. */
struct chain_head {
    int64_t number;
    unsigned char link[BLAKE2B_SIZE];
};

/*
 * Seals waiting rows of the change's organisation, CHAIN_BATCH_MAXIMUM at most. `ret_sealed` is how many; call it in another
 * change until it is 0. STATUS_CONFLICT when the head is not the end of the chain: nothing is built on a broken chain.
 */
int chain_seal(struct change *change, const struct chain_key *key, int64_t *ret_sealed) MUST_CHECK;

/*
 * Removes audit rows that were written before an instant, with their salts, and audits that (CHAIN_FORGET, the object is
 * the highest number), sealed at once. Sealed rows only. `ret_forgotten` is how many.
 */
int chain_forget(struct change *change, const struct chain_key *key, int64_t before, int64_t *ret_forgotten) MUST_CHECK;

enum chain_fault {
    CHAIN_SOUND,
    CHAIN_CHANGED,  /* the audit row is not what was sealed */
    CHAIN_ROW_GONE, /* the audit row is missing and was not forgotten by chain_forget */
    CHAIN_GAP,      /* a seal is missing or out of order */
    CHAIN_BROKEN,   /* the link of a seal does not follow from the one before */
    CHAIN_CUT,      /* the chain ends before its head, or before the head in the file */
    CHAIN_INSERTED, /* an audit row older than the last sealed ones has no seal */
    CHAIN_FAULT__MAX
};

struct chain_report {
    enum chain_fault fault;
    int64_t number; /* of the first seal with the fault; 0: of none */
    int64_t seals;  /* that were read */
    struct chain_head head;
};

/*
 * Reads the whole chain of an organisation. `keys` are those that sealed it, oldest first: a seal may be of a later key than the
 * one before it, never of an earlier one. `known` is a head that was kept elsewhere, NULL for none. STATUS_FAILED when the
 * database does not answer; a fault of the chain is STATUS_OK and in the report.
 */
int chain_check(struct db *db, struct organisation_id organisation, const struct chain_key *keys, size_t key_count,
                const struct chain_head *known, struct chain_report *ret_report) MUST_CHECK;

/* "an audit row was changed" and so on, for the operator. */
const char *chain_fault_text(enum chain_fault fault);

/* The head of an organisation as the database has it. */
int chain_head_read(struct db *db, struct organisation_id organisation, struct chain_head *ret_head) MUST_CHECK;

/* The head kept in the file `path`: STATUS_NOT_FOUND without file or line. */
int chain_file_read(const char *path, struct organisation_id organisation, struct chain_head *ret_head) MUST_CHECK;

/* Writes it there, the lines of other organisations stay; on disk when this returns. */
int chain_file_write(const char *path, struct organisation_id organisation, const struct chain_head *head) MUST_CHECK;

#endif
