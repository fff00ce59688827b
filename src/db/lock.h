/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One process at a time may write an SQLite file: serve, migrate, restore, import without a server. The lock
 * is flock(2) on `<file>-lock`, which holds the process number for who is refused; it ends with the process,
 * however that ends, and the file stays. SQLite's own locks would admit several writers; Debian's 3.40.1 has
 * a known fault when several connections reset the WAL.
 */
#ifndef DB_LOCK_H
#define DB_LOCK_H

#include "base/error.h"

struct db_lock;

/* STATUS_BUSY when another process (or another lock of this one) has it: error->detail names its number. On a
 * PostgreSQL location it succeeds and locks nothing. */
int db_lock_take(const char *location, struct error *error, struct db_lock **ret_lock) MUST_CHECK;

/* NULL is allowed. */
void db_lock_release(struct db_lock *lock);

#endif
