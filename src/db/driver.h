/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside the db layer: what an engine's driver gives to db.c, and what the writer may do that nobody else
 * may. No other layer includes this.
 */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include "base/arena.h"
#include "db/db.h"
#include "db/recall.h"
#include "db/together.h"

enum {
    DB_PARAMETERS_MAXIMUM = 64, /* of one statement */
    DB_FAILURE_SIZE = 512,      /* bytes of an engine's message that are kept */
    DB_BUSY_MS = 5000           /* how long SQLite waits for another process's lock */
};

/* The kinds of transaction that a driver begins. */
enum db_transaction { DB_TRANSACTION_READ, DB_TRANSACTION_LOOK, DB_TRANSACTION_CHANGE, DB_TRANSACTION__MAX };

/* One engine. Functions return a status; those that fail leave the engine's words in db->failure. */
struct db_driver {
    enum db_engine engine;
    void (*close)(struct db *db);

    /*
     * Runs a prepared statement. At most `limit` rows are decoded to row structs in the arena; a writing
     * statement runs to its end all the same. `ret_changed` are rows written. For a statement without rows
     * `arena` and `ret_items` are NULL.
     */
    int (*run)(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena, size_t limit,
               void **ret_items, size_t *ret_count, int64_t *ret_changed);

    /* All statements of the list in one go; NULL when the engine gains nothing by it. */
    int (*run_together)(struct db *db, const struct db_together *together);
    int (*execute)(struct db *db, const char *script);
    int (*begin)(struct db *db, enum db_transaction transaction);

    /* After a failure of commit no transaction is open. */
    int (*commit)(struct db *db);

    /* Ends what is open, if anything is; cannot fail. */
    void (*rollback)(struct db *db);

    /* The one savepoint of a change inside the transaction. */
    int (*savepoint)(struct db *db);
    int (*savepoint_release)(struct db *db);
    int (*savepoint_rollback)(struct db *db);

    /* False when the engine ended the transaction by itself. */
    bool (*stands)(const struct db *db);
};

enum { DB_WRITTEN_MAXIMUM = 32 };

/* The tables that a transaction wrote, for db/recall.h. */
struct db_written {
    uint16_t places[DB_WRITTEN_MAXIMUM]; /* recall.c knows which table belongs to one */
    size_t count;
    bool everything; /* more than fit */
};

/* The driver's own struct begins with this one. */
struct db {
    const struct db_driver *driver;
    bool reader;              /* opened for reading */
    bool changing;            /* a change function runs on it */
    struct db_recall *recall; /* NULL: none */
    bool anew;                /* not from memory now */
    struct db_written written;
    uint64_t begun_at;             /* db_commit_number before the transaction that reads; 0: none is open */
    int change_status;             /* first failure of a statement in this change, STATUS_OK for none */
    char failure[DB_FAILURE_SIZE]; /* the engine's words about the last failure */
};

/* Fills the results of one part with the rows that it gave. */
void db_together_give(const struct db_together_part *part, void *items, size_t count);

/* A statement with its parameters, as recall.c knows it. */
struct db_recall_key {
    const struct db_statement *statement; /* NULL: this one is not recalled */
    uint64_t begun_at;
    struct text bytes;
};

/* recall.c: the key, made before the database is asked; the answer from memory if there is a good one, copied into the arena;
 * and keeping the answer that the database gave. */
int db_recall_key(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                  struct db_recall_key *ret_key);
bool db_recall_find(const struct db *db, const struct db_recall_key *key, struct arena *arena, void **ret_items,
                    size_t *ret_count);
void db_recall_keep(const struct db *db, const struct db_recall_key *key, const void *items, size_t count);

/* recall.c: the last commit that was published; noting a written table; and telling that it is committed, or may be. */
uint64_t db_commit_number(void);
void db_note_written(struct db_written *written, const char *table);
void db_publish_written(struct db_written *written);

/* Commits, and publishes what was written whatever came of it. */
int db_commit(struct db *db);

/* Openers of the drivers. */
int sqlite_open(const char *path, bool reader, struct error *error, struct db **ret_db);
int postgresql_open(const char *location, bool reader, struct error *error, struct db **ret_db);

/* Keeps a message in db->failure, cut when longer, and gives back `status`. */
int db_fail(struct db *db, int status, const char *format, ...) PRINTF_LIKE(3, 4);

/* Between these two the connection takes writing statements and remembers their first failure. */
void db_change_begin(struct db *db);
int db_change_end(struct db *db);

/*
 * The SQLite writer's own: folds the WAL into the database when it has grown, as far as readers allow. Call it
 * when answers are out.
 */
void sqlite_checkpoint(struct db *db);

/* STATUS_FAILED when a row refers to one that is not there, for the end of a migration. */
int sqlite_check_references(struct db *db);

/* The handle, for backup_copy.c. Only for an SQLite connection. */
struct sqlite3;
struct sqlite3 *sqlite_handle(struct db *db);

/* One parameter, read from an in struct. */
struct db_value {
    bool null;
    int64_t integer;  /* storage 'i' */
    struct text text; /* storage 't' and 'b' */
};

/* Reads the parameter `column` of `in`. STATUS_INVALID, with db->failure set, for a NULL where none may be and
 * for a NUL in a text (PostgreSQL has no such text). */
int db_value_read(struct db *db, const struct db_statement *statement, const struct db_column *column, const void *in,
                  struct db_value *ret_value);

/* Writes a column to its place in `row`; texts are copied to the arena. STATUS_FAILED for a NULL where none may
 * be. */
int db_value_write(struct db *db, const struct db_statement *statement, const struct db_column *column,
                   struct db_value value, struct arena *arena, void *row);

/* What a connection has prepared: statement -> the driver's own pointer. Zero-initialised is empty. */
struct db_prepared {
    struct db_prepared_slot {
        const struct db_statement *statement; /* NULL: free */
        void *prepared;
    } * slots;
    size_t count;
    size_t capacity; /* a power of two, more than count */
};

/* NULL when the statement is not prepared yet. */
void *db_prepared_find(const struct db_prepared *prepared, const struct db_statement *statement);
void db_prepared_add(struct db_prepared *prepared, const struct db_statement *statement, void *value);

/* Frees the table, not what the values point to. */
void db_prepared_clear(struct db_prepared *prepared);

#endif
