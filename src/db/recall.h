/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answers that are kept in memory until one of the tables they were read from is written: who a session is, what a person may
 * do with a child, on which group the child is. Every request asks that, and it changes a few times a day. A statement takes part
 * when its first line ends in `recalled`. An answer from memory is never older than what the database would say:
 *
 * - each commit of this process notes the tables that its statements wrote, before anybody is told that it was done. The
 *   generator says which (db_statement.writes and .reads), so there is no list to keep by hand;
 * - an answer carries the number of the commit after which its transaction began to read, and is worth nothing once one of
 *   its tables was written by a later one;
 * - one process writes a database (db/lock.h). What somebody changes by hand beside the program is seen after RECALL_SECONDS.
 *
 * A writing statement marked `unnoticed` is not counted: it changes nothing that a reader may not see late, and says so.
 * db_read_anew asks the database itself for the rest of a transaction.
 */
#ifndef DB_RECALL_H
#define DB_RECALL_H

#include "base/attribute.h"

#include <stddef.h>

struct db;
struct db_recall;

enum { RECALL_SECONDS = 60, RECALL_MAXIMUM = 64 * 1024 * 1024 };

/*
 * A memory of at most `slots` answers, a power of two from 4, and RECALL_MAXIMUM bytes; a new answer may push out an
 * old one, and is not kept when there is no room. Thread safe.
 */
struct db_recall *db_recall_new(size_t slots);

/* After the last connection that uses it was closed. NULL is fine. */
void db_recall_free(struct db_recall *recall);

/*
 * From now on this reader takes answers from there and keeps them there. All connections of one memory read the same rows: the
 * same database, and on PostgreSQL narrowed to the same organisation.
 */
void db_recall_use(struct db *db, struct db_recall *recall);

/* Until db_read_end the statements of this reader are answered by the database, and their answers replace what was kept. */
void db_read_anew(struct db *db);

#endif
