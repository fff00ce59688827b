/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: what a former process left in the WAL file.
 *
 * A process that was killed may have left frames that no fdatasync confirmed. SQLite takes them for committed as long as
 * the kernel remembers them, so whoever sends such a write again is told that it is stored, though a power cut would
 * still take it. And the kernel calls pages clean whose fdatasync failed: a later one succeeds without them, and
 * commits that were appended behind them are lost with them. So before the first change everything that stands in the
 * file is written once more, byte for byte, and put on disk.
 */
#ifndef DB_WAL_H
#define DB_WAL_H

#include "base/error.h"

/*
 * Puts all of the WAL of the database at `location` on disk. The caller holds the writer's lock (db/lock.h) and writes
 * nothing meanwhile; readers do not mind. Nothing to do on PostgreSQL and without a WAL. STATUS_FAILED when the disk
 * does not take it.
 */
int wal_settle(const char *location, struct error *error) MUST_CHECK;

#endif
