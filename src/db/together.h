/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Statements that do not need each other's answers, run as one: on PostgreSQL a single round trip (libpq's pipeline), on
 * SQLite one after another. A page of five statements then waits for the server once instead of five times.
 *
 *     struct db_together together = { .db = request->db, .arena = request->arena };
 *     handover_head_later(&together, (struct handover_head_in){ ... }, &head, &found);
 *     handover_siblings_later(&together, (struct handover_siblings_in){ ... }, &siblings);
 *     int status = db_together_run(&together);
 *
 * The functions NAME_later are made by tools/sqlgen for a statement whose first line ends in `later`:
 * `-- statement handover_head one later`. It only reads.
 */
#ifndef DB_TOGETHER_H
#define DB_TOGETHER_H

#include "db/statement.h"

enum { DB_TOGETHER_MAXIMUM = 16 }; /* statements; one more ends the program */

/* One of them. `ret` and `ret_found` are filled by db_together_run. */
struct db_together_part {
    const struct db_statement *statement;
    const void *in;  /* in the arena */
    bool one;        /* the first row only */
    void *ret;       /* one: the row struct; otherwise the rows struct, { items, count } */
    bool *ret_found; /* one: whether there was a row; untouched `ret` when not */
};

struct db_together {
    struct db *db;
    struct arena *arena; /* gets parameters, rows and their texts */
    size_t count;
    struct db_together_part parts[DB_TOGETHER_MAXIMUM];
};

/* Behind the generated functions: keeps a copy of the parameters; the texts they point to must last until the run. */
void db_together_add(struct db_together *together, struct db_together_part part, const void *in);

/*
 * Runs all that was added, in order, and empties the list. Every result is filled, or the first failure is given back and
 * what the results hold is not to be used. That there is no row for a `one` is no failure here.
 */
int db_together_run(struct db_together *together) MUST_CHECK;

#endif
