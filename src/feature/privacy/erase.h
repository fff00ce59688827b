/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing a child or a person (AVG art. 17, and the end of a term): names and words go, numbers stay where the audit names
 * them. Each feature removes its own rows; erase.c has them in order, so that what points at a row goes before the row. A test
 * reads the schema and finds a table that was forgotten.
 *
 * Every erasure is a line in the ledger: the table `erasure`, and a file beside the database (LEDGER_FILE) that no backup
 * holds, so that a restored backup forgets again what was erased since it was made. The ledger holds ids only.
 */
#ifndef FEATURE_PRIVACY_ERASE_H
#define FEATURE_PRIVACY_ERASE_H

#include "base/attribute.h"
#include "base/error.h"
#include "base/identity.h"

struct arena;
struct change;
struct db;
struct writer;

#define LEDGER_FILE "erasures.ledger" /* in the data folder */

enum erase_ground { ERASE_REQUEST, ERASE_RETENTION, ERASE_REPLAY, ERASE_GROUND__MAX };

/* In a change: erases, audits (`privacy.erase`) and writes the ledger. That it may be is the caller's check. */
int erase_child(struct change *change, struct child_id child, enum erase_ground ground) MUST_CHECK;
int erase_person(struct change *change, struct person_id person, enum erase_ground ground) MUST_CHECK;

/* Puts the table of the ledger and the file `path` together and writes the file; on disk when this returns. */
int ledger_save(struct db *db, const char *path, struct error *error) MUST_CHECK;

/*
 * Erases what the file names and the database still has, each in a change of its own; without a file there is nothing to
 * do. For after a restore. `ret_erased` is how many.
 */
int ledger_replay(struct writer *writer, struct db *db, const char *path, struct error *error,
                  int64_t *ret_erased) MUST_CHECK;

#endif
