/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a statement of a .sql file is at run time: its two texts and the tables that say where each parameter
 * and each column lies in the C structs. tools/sqlgen writes one `struct db_statement` for every `--
 * statement` of a file, with a typed function over one of the three calls below; the drivers (db/sqlite.c,
 * db/postgresql.c) only know this file.
 *
 * The generated functions are thin, so that a caller cannot mix up parameters:
 *
 *     many  int NAME(struct db *, struct arena *, struct NAME_in, struct NAME_rows *ret_rows);
 *     one   int NAME(struct db *, struct arena *, struct NAME_in, struct NAME_row *ret_row);
 *     run   int NAME(struct db *, struct NAME_in, int64_t *ret_changed);
 *
 * A statement without parameters has no `struct NAME_in` and no such argument. What a .sql file may hold, and
 * which rules fail the build, stands at the top of tools/sqlgen.c.
 */
#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/text.h"

struct arena;
struct db;

/* The type of one parameter or column. The comment gives the C type in the generated struct, and what stands
 * for NULL. */
enum db_type {
    DB_INTEGER, /* int64_t; never NULL */
    DB_BOOLEAN, /* bool, stored as BIGINT 0 or 1; never NULL */
    DB_TEXT,    /* struct text, UTF-8; NULL is data == NULL */
    DB_BYTES,   /* struct text, any bytes; NULL is data == NULL */
    DB_INSTANT, /* int64_t, UTC milliseconds; NULL is INSTANT_NONE */
    DB_DATE,    /* struct date, stored as days since 1970-01-01; NULL is DATE_NONE */
    DB_ID,      /* a wrapper of base/identity.h, one int64_t; NULL is 0 */
    DB_TYPE__MAX
};

/* One parameter or one column of the result. */
struct db_column {
    const char *name;  /* as in the .sql file */
    enum db_type type; /* says how to read or write the bytes at `offset` */
    bool null;         /* the value that stands for NULL may occur, and is bound as NULL. Elsewhere it is an error */
    size_t offset;     /* in the in struct or the row struct, in bytes */
};

/* One statement. Constant, in the program's read-only data. */
struct db_statement {
    const char *name;            /* unique in the program: a prepared statement is found by this, or by the address */
    const char *sqlite;          /* text for SQLite: parameters ?1 ?2 ..., entry i of `in` is ?i+1 */
    const char *postgresql;      /* text for PostgreSQL: parameters $1 $2 ..., in the same order */
    size_t in_count;             /* every parameter is used at least once in both texts */
    const struct db_column *in;  /* NULL when in_count is 0 */
    size_t out_count;            /* 0 for `run` */
    const struct db_column *out; /* in the order of the result's columns; NULL when out_count is 0 */
    size_t row_size;             /* sizeof the row struct; 0 for `run` */
    size_t in_size;              /* sizeof the in struct; 0 without parameters */
    const char *writes; /* the table of an INSERT, UPDATE or DELETE (also with RETURNING): only inside a change.
                                    NULL: it reads */
    const char *const
        *reads;     /* of a `recalled` one: all tables it reads, also through views, with a NULL behind; else NULL */
    bool unnoticed; /* writes what an answer in memory need not know (db/recall.h) */
};

/*
 * Storage in SQLite and PostgreSQL of a type: 'i' BIGINT, 't' TEXT, 'b' BYTES (BLOB, BYTEA).
 * The object numbers of PostgreSQL's types (pg_type.oid: int8, text, bytea) are fixed for ever.
 */
static inline char db_type_storage(enum db_type type)
{
    return type == DB_TEXT ? 't' : type == DB_BYTES ? 'b' : 'i';
}

static inline uint32_t db_type_oid(enum db_type type)
{
    return type == DB_TEXT ? 25 : type == DB_BYTES ? 17 : 20;
}

/*
 * Runs a statement and gives all rows. `in` points to the statement's in struct (NULL without parameters);
 * values are read through the offsets of `statement->in` before the call returns, none is kept. `*ret_items`
 * is an array of
 * `*ret_count` row structs in the arena, with the texts they point to; NULL when there is none.
 * Gives STATUS_OK, also for no rows, or a negative status (base/error.h); then the results are untouched.
 */
int db_select(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
              void **ret_items, size_t *ret_count);

/*
 * Runs a statement and writes its first row to `ret_row` (statement->row_size bytes), texts in the arena.
 * STATUS_NOT_FOUND when there is no row. Further rows are not read, a writing statement is still run to its
 * end.
 */
int db_select_one(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                  void *ret_row);

/*
 * Runs a statement without a result. `ret_changed` may be NULL; it gets the number of rows inserted, updated
 * or deleted. STATUS_CONFLICT when a key or check of the schema refuses the change, STATUS_BUSY when the
 * change is to be run again.
 */
int db_run(struct db *db, const struct db_statement *statement, const void *in, int64_t *ret_changed);

#endif
