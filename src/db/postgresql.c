/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The driver for PostgreSQL on libpq: binary parameters and results, each statement prepared once a
 * connection. BEGIN travels with the first statement of a transaction in one round trip (pipeline mode), and
 * nobody waits for the end of a transaction that only read. A page has no BEGIN at all (db_look_begin).
 */
#include <endian.h>
#include <libpq-fe.h>

#include "base/memory.h"
#include "base/random.h"
#include "db/driver.h"
#include "db/postgresql.h"

enum { NAME_SIZE = 24 };

static const char *const begin_texts[DB_TRANSACTION__MAX] = {
    [DB_TRANSACTION_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [DB_TRANSACTION_LOOK] = NULL, /* what travels together is a transaction by itself */
    [DB_TRANSACTION_CHANGE] = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE",
};

struct postgresql_db {
    struct db db;
    PGconn *connection;
    struct db_prepared prepared; /* of the statement's number, as a pointer */
    const char *begin;           /* to be sent with the next statement; NULL: nothing */
    bool open;                   /* a transaction is open on the server */
    bool ending;                 /* its end was sent, the answer is not read yet */
};

static struct postgresql_db *postgresql_of(struct db *db)
{
    return (struct postgresql_db *)db;
}

/* What an SQLSTATE means to us; the classes stand in PostgreSQL's appendix A. */
static int status_of(const char *state)
{
    if (state == NULL) /* the connection is gone */
        return STATUS_BUSY;
    struct text text = text_from(state);
    if (text_equal(text, TEXT("40001")) || text_equal(text, TEXT("40P01")) || text_equal(text, TEXT("55P03")))
        return STATUS_BUSY;
    if (text_starts_with(text, TEXT("57P"))) /* the server stops or starts */
        return STATUS_BUSY;
    if (text_starts_with(text, TEXT("23")))
        return STATUS_CONFLICT;
    if (text_equal(text, TEXT("22021"))) /* not UTF-8 */
        return STATUS_INVALID;
    return STATUS_FAILED;
}

static bool is_broken(const struct postgresql_db *postgresql)
{
    return PQstatus(postgresql->connection) != CONNECTION_OK;
}

/* Keeps the words of a result that is not a success, or of the connection when there is none. Only the
 * primary message: the detail line holds values. */
static int failed(struct postgresql_db *postgresql, const char *what, const PGresult *result)
{
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (message == NULL)
        message = PQerrorMessage(postgresql->connection);
    return db_fail(&postgresql->db, status_of(state), "%s: %s (%s)", what, message,
                   state == NULL ? "no connection" : state);
}

static bool is_success(const PGresult *result)
{
    ExecStatusType type = PQresultStatus(result);
    return type == PGRES_COMMAND_OK || type == PGRES_TUPLES_OK;
}

/* Reads the answer to the COMMIT that nobody waited for. */
static void finish_ending(struct postgresql_db *postgresql)
{
    if (!postgresql->ending)
        return;
    PGresult *result;
    while ((result = PQgetResult(postgresql->connection)) != NULL)
        PQclear(result);
    postgresql->ending = false;
}

static int execute(struct postgresql_db *postgresql, const char *what, const char *script)
{
    finish_ending(postgresql);
    PGresult *result = PQexec(postgresql->connection, script);
    bool good = is_success(result) || PQresultStatus(result) == PGRES_EMPTY_QUERY;
    int status = good ? STATUS_OK : failed(postgresql, what, result);
    PQclear(result);
    return status;
}

static int postgresql_execute(struct db *db, const char *script)
{
    return execute(postgresql_of(db), "script", script);
}

static void ignore_notice(void *context, const PGresult *result)
{
    (void)context, (void)result;
}

static int set_up(struct postgresql_db *postgresql)
{
    PQsetNoticeReceiver(postgresql->connection, ignore_notice, NULL);
    /* Every statement of ours finds its rows by keys, whatever they are: planning it anew for each value gains nothing and
     * takes longer than running it. Nor is one of them worth compiling. */
    const char *script = postgresql->db.reader
                             ? "SET client_encoding = 'UTF8'; SET default_transaction_read_only = on;"
                               "SET default_transaction_isolation = 'repeatable read';"
                               "SET plan_cache_mode = force_generic_plan; SET jit = off;"
                               "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s';"
                             : "SET client_encoding = 'UTF8'; SET plan_cache_mode = force_generic_plan; SET jit = off;";
    return execute(postgresql, "set up", script);
}

/* A new connection in place of a broken one; what was prepared is gone with it. */
static int reconnect(struct postgresql_db *postgresql)
{
    db_prepared_clear(&postgresql->prepared);
    postgresql->open = false;
    postgresql->ending = false;
    PQreset(postgresql->connection);
    if (is_broken(postgresql))
        return failed(postgresql, "connect", NULL);
    return set_up(postgresql);
}

static void postgresql_rollback(struct db *db)
{
    struct postgresql_db *postgresql = postgresql_of(db);
    postgresql->begin = NULL;
    if (!postgresql->open)
        return;
    postgresql->open = false;
    postgresql->ending = PQsendQuery(postgresql->connection, "ROLLBACK") == 1;
}

static int postgresql_begin(struct db *db, enum db_transaction transaction)
{
    struct postgresql_db *postgresql = postgresql_of(db);
    postgresql_rollback(db);
    if (is_broken(postgresql)) {
        int status = reconnect(postgresql);
        if (status != STATUS_OK)
            return status;
    }
    postgresql->begin = begin_texts[transaction];
    return STATUS_OK;
}

static int postgresql_commit(struct db *db)
{
    struct postgresql_db *postgresql = postgresql_of(db);
    postgresql->begin = NULL;
    if (!postgresql->open)
        return STATUS_OK;
    postgresql->open = false;
    PGresult *result = PQexec(postgresql->connection, "COMMIT");
    int status = is_success(result) ? STATUS_OK : failed(postgresql, "COMMIT", result);
    /* Gone in the middle of it: nobody knows whether it was done, so it may not be done again. */
    if (status != STATUS_OK && is_broken(postgresql))
        status = STATUS_FAILED;
    /* A transaction that had failed answers COMMIT with ROLLBACK. */
    if (status == STATUS_OK && !text_equal(text_from(PQcmdStatus(result)), TEXT("COMMIT")))
        status = db_fail(db, STATUS_FAILED, "COMMIT: rolled back");
    PQclear(result);
    return status;
}

static int postgresql_savepoint(struct db *db)
{
    return execute(postgresql_of(db), "SAVEPOINT", "SAVEPOINT one_change");
}

static int postgresql_savepoint_release(struct db *db)
{
    return execute(postgresql_of(db), "RELEASE", "RELEASE one_change");
}

static int postgresql_savepoint_rollback(struct db *db)
{
    return execute(postgresql_of(db), "ROLLBACK TO", "ROLLBACK TO one_change; RELEASE one_change");
}

static bool postgresql_stands(const struct db *db)
{
    const struct postgresql_db *postgresql = (const struct postgresql_db *)db;
    return PQtransactionStatus(postgresql->connection) == PQTRANS_INTRANS;
}

static void name_of(uintptr_t number, char name[NAME_SIZE])
{
    snprintf(name, NAME_SIZE, "s%ju", (uintmax_t)number);
}

/* The parameters of one call, as libpq wants them. */
struct parameters {
    Oid types[DB_PARAMETERS_MAXIMUM];
    const char *values[DB_PARAMETERS_MAXIMUM];
    int lengths[DB_PARAMETERS_MAXIMUM];
    int formats[DB_PARAMETERS_MAXIMUM];
    uint64_t integers[DB_PARAMETERS_MAXIMUM]; /* big endian */
};

static int read_parameters(struct postgresql_db *postgresql, const struct db_statement *statement, const void *in,
                           struct parameters *parameters)
{
    for (size_t i = 0; i < statement->in_count; i++) {
        struct db_value value;
        int status = db_value_read(&postgresql->db, statement, &statement->in[i], in, &value);
        if (status != STATUS_OK)
            return status;
        if (value.text.length > INT32_MAX)
            return db_fail(&postgresql->db, STATUS_INVALID, "%s: too long", statement->name);
        bool integer = db_type_storage(statement->in[i].type) == 'i';
        parameters->types[i] = db_type_oid(statement->in[i].type);
        parameters->formats[i] = 1;
        parameters->integers[i] = htobe64((uint64_t)value.integer);
        parameters->lengths[i] = integer ? (int)sizeof parameters->integers[i] : (int)value.text.length;
        const char *data = integer ? (const char *)&parameters->integers[i] : text_bytes(value.text);
        parameters->values[i] = value.null ? NULL : data;
    }
    return STATUS_OK;
}

static int prepare(struct postgresql_db *postgresql, const struct db_statement *statement,
                   const struct parameters *parameters, char name[NAME_SIZE])
{
    void *number = db_prepared_find(&postgresql->prepared, statement);
    if (number != NULL) {
        name_of((uintptr_t)number, name);
        return STATUS_OK;
    }
    uintptr_t next = postgresql->prepared.count + 1;
    name_of(next, name);
    PGresult *result =
        PQprepare(postgresql->connection, name, statement->postgresql, (int)statement->in_count, parameters->types);
    int status = is_success(result) ? STATUS_OK : failed(postgresql, statement->name, result);
    PQclear(result);
    if (status == STATUS_OK)
        db_prepared_add(&postgresql->prepared, statement, (void *)next);
    return status;
}

/* Sends BEGIN and the statement together; gives the statement's result. */
static PGresult *run_with_begin(struct postgresql_db *postgresql, const struct db_statement *statement,
                                const struct parameters *parameters, const char *name)
{
    PGconn *connection = postgresql->connection;
    PGresult *answer = NULL;
    PQenterPipelineMode(connection);
    if (PQsendQueryParams(connection, postgresql->begin, 0, NULL, NULL, NULL, NULL, 1) == 1 &&
        PQsendQueryPrepared(connection, name, (int)statement->in_count, parameters->values, parameters->lengths,
                            parameters->formats, 1) == 1 &&
        PQpipelineSync(connection) == 1) {
        /* Results come in order, each followed by NULL, at the end that of the synchronisation. */
        PGresult *begun = PQgetResult(connection);
        postgresql->open = is_success(begun);
        PQclear(begun);
        for (int nulls = 0; nulls < 2 && !is_broken(postgresql);) {
            PGresult *result = PQgetResult(connection);
            if (result == NULL) {
                nulls++;
            } else if (nulls == 1 && answer == NULL) {
                answer = result;
            } else {
                PQclear(result);
            }
        }
        PQclear(PQgetResult(connection));
    }
    PQexitPipelineMode(connection);
    postgresql->begin = NULL;
    return answer;
}

static PGresult *run_prepared(struct postgresql_db *postgresql, const struct db_statement *statement,
                              const struct parameters *parameters, const char *name)
{
    if (postgresql->begin != NULL)
        return run_with_begin(postgresql, statement, parameters, name);
    return PQexecPrepared(postgresql->connection, name, (int)statement->in_count, parameters->values,
                          parameters->lengths, parameters->formats, 1);
}

static int get_result(struct postgresql_db *postgresql, const struct db_statement *statement,
                      const struct parameters *parameters, PGresult **ret_result)
{
    char name[NAME_SIZE];
    finish_ending(postgresql);
    int status = prepare(postgresql, statement, parameters, name);
    if (status != STATUS_OK)
        return status;
    PGresult *result = run_prepared(postgresql, statement, parameters, name);
    if (!is_success(result)) {
        status = failed(postgresql, statement->name, result);
        PQclear(result);
        return status;
    }
    *ret_result = result;
    return STATUS_OK;
}

/* The same, once more on a new connection when this one was broken and nothing of the transaction is lost. */
static int get_result_surely(struct postgresql_db *postgresql, const struct db_statement *statement,
                             const struct parameters *parameters, PGresult **ret_result)
{
    const char *begin = postgresql->begin;
    PGTransactionStatusType state = PQtransactionStatus(postgresql->connection);
    bool inside = state == PQTRANS_INTRANS || state == PQTRANS_INERROR;
    bool fresh = !inside && (begin != NULL || !statement->writes);
    int status = get_result(postgresql, statement, parameters, ret_result);
    if (status == STATUS_OK || !fresh || !is_broken(postgresql))
        return status;
    if (reconnect(postgresql) != STATUS_OK)
        return STATUS_FAILED;
    postgresql->begin = begin;
    return get_result(postgresql, statement, parameters, ret_result);
}

static bool integer_of(const char *data, int length, int64_t *ret_integer)
{
    uint64_t big;
    uint32_t middle;
    switch (length) {
    case 8:
        memcpy(&big, data, sizeof big);
        *ret_integer = (int64_t)be64toh(big);
        return true;
    case 4:
        memcpy(&middle, data, sizeof middle);
        *ret_integer = (int32_t)be32toh(middle);
        return true;
    case 1:
        *ret_integer = (unsigned char)*data;
        return true;
    default:
        return false;
    }
}

static int read_row(struct postgresql_db *postgresql, const struct db_statement *statement, const PGresult *result,
                    int row, struct arena *arena, void *place)
{
    for (size_t i = 0; i < statement->out_count; i++) {
        const struct db_column *column = &statement->out[i];
        struct db_value value = { .null = PQgetisnull(result, row, (int)i) == 1 };
        const char *data = PQgetvalue(result, row, (int)i);
        int length = PQgetlength(result, row, (int)i);
        if (db_type_storage(column->type) != 'i')
            value.text = (struct text){ data, (size_t)length };
        else if (!value.null && !integer_of(data, length, &value.integer))
            return db_fail(&postgresql->db, STATUS_FAILED, "%s: column %s is no integer", statement->name,
                           column->name);
        int status = db_value_write(&postgresql->db, statement, column, value, arena, place);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static int read_rows(struct postgresql_db *postgresql, const struct db_statement *statement, const PGresult *result,
                     struct arena *arena, size_t limit, void **ret_items, size_t *ret_count)
{
    if ((size_t)PQnfields(result) != statement->out_count)
        return db_fail(&postgresql->db, STATUS_FAILED, "%s: gives other columns than declared", statement->name);
    size_t count = (size_t)PQntuples(result) < limit ? (size_t)PQntuples(result) : limit;
    char *items = count > 0 ? arena_allocate_many(arena, count, statement->row_size) : NULL;
    for (size_t i = 0; i < count; i++) {
        int status = read_row(postgresql, statement, result, (int)i, arena, items + i * statement->row_size);
        if (status != STATUS_OK)
            return status;
    }
    *ret_items = items;
    *ret_count = count;
    return STATUS_OK;
}

static int64_t changed_rows(PGresult *result)
{
    int64_t changed = 0;
    (void)!text_to_integer(text_from(PQcmdTuples(result)), 0, INT64_MAX, &changed);
    return changed;
}

static int postgresql_run(struct db *db, const struct db_statement *statement, const void *in, struct arena *arena,
                          size_t limit, void **ret_items, size_t *ret_count, int64_t *ret_changed)
{
    struct postgresql_db *postgresql = postgresql_of(db);
    struct parameters parameters;
    int status = read_parameters(postgresql, statement, in, &parameters);
    PGresult *result = NULL;
    if (status == STATUS_OK)
        status = get_result_surely(postgresql, statement, &parameters, &result);
    if (status != STATUS_OK)
        return status;
    if (arena != NULL)
        status = read_rows(postgresql, statement, result, arena, limit, ret_items, ret_count);
    if (status == STATUS_OK && ret_changed != NULL)
        *ret_changed = changed_rows(result);
    PQclear(result);
    return status;
}

/* The statements of one round trip, as far as libpq wants to know them. */
struct sending {
    struct parameters parameters[DB_TOGETHER_MAXIMUM];
    char names[DB_TOGETHER_MAXIMUM][NAME_SIZE];
};

static int ready_together(struct postgresql_db *postgresql, const struct db_together *together, struct sending *sending)
{
    for (size_t i = 0; i < together->count; i++) {
        const struct db_together_part *part = &together->parts[i];
        int status = read_parameters(postgresql, part->statement, part->in, &sending->parameters[i]);
        if (status == STATUS_OK)
            status = prepare(postgresql, part->statement, &sending->parameters[i], sending->names[i]);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static bool send_together(struct postgresql_db *postgresql, const struct db_together *together,
                          const struct sending *sending)
{
    PGconn *connection = postgresql->connection;
    if (postgresql->begin != NULL &&
        PQsendQueryParams(connection, postgresql->begin, 0, NULL, NULL, NULL, NULL, 1) != 1)
        return false;
    for (size_t i = 0; i < together->count; i++) {
        const struct parameters *parameters = &sending->parameters[i];
        if (PQsendQueryPrepared(connection, sending->names[i], (int)together->parts[i].statement->in_count,
                                parameters->values, parameters->lengths, parameters->formats, 1) != 1)
            return false;
    }
    return PQpipelineSync(connection) == 1;
}

/* The result of the next statement of the pipeline, with the NULL behind it; NULL when the connection is gone. */
static PGresult *next_result(struct postgresql_db *postgresql)
{
    PGresult *result = PQgetResult(postgresql->connection);
    PGresult *rest = NULL;
    while (result != NULL && !is_broken(postgresql) && (rest = PQgetResult(postgresql->connection)) != NULL)
        PQclear(rest);
    return result;
}

/* Reads every result, also behind a failure: the pipeline must be empty before anything else is sent. */
static int receive_together(struct postgresql_db *postgresql, const struct db_together *together)
{
    int status = STATUS_OK;
    if (postgresql->begin != NULL) {
        PGresult *begun = next_result(postgresql);
        postgresql->open = is_success(begun);
        postgresql->begin = NULL;
        PQclear(begun);
    }
    for (size_t i = 0; i < together->count; i++) {
        const struct db_together_part *part = &together->parts[i];
        PGresult *result = next_result(postgresql);
        void *items = NULL;
        size_t count = 0;
        if (status == STATUS_OK && !is_success(result))
            status = failed(postgresql, part->statement->name, result);
        if (status == STATUS_OK)
            status = read_rows(postgresql, part->statement, result, together->arena, part->one ? 1 : SIZE_MAX, &items,
                               &count);
        if (status == STATUS_OK)
            db_together_give(part, items, count);
        PQclear(result);
    }
    PQclear(PQgetResult(postgresql->connection)); /* of the synchronisation */
    return status;
}

static int postgresql_run_together(struct db *db, const struct db_together *together)
{
    struct postgresql_db *postgresql = postgresql_of(db);
    struct sending sending;
    finish_ending(postgresql);
    int status = ready_together(postgresql, together, &sending);
    if (status != STATUS_OK)
        return status;
    PQenterPipelineMode(postgresql->connection);
    if (send_together(postgresql, together, &sending))
        status = receive_together(postgresql, together);
    else
        status = failed(postgresql, "pipeline", NULL);
    PQexitPipelineMode(postgresql->connection);
    return status;
}

static void postgresql_close(struct db *db)
{
    struct postgresql_db *postgresql = postgresql_of(db);
    db_prepared_clear(&postgresql->prepared);
    PQfinish(postgresql->connection);
    free(postgresql);
}

static const struct db_driver postgresql_driver = {
    .engine = DB_ENGINE_POSTGRESQL,
    .close = postgresql_close,
    .run = postgresql_run,
    .run_together = postgresql_run_together,
    .execute = postgresql_execute,
    .begin = postgresql_begin,
    .commit = postgresql_commit,
    .rollback = postgresql_rollback,
    .savepoint = postgresql_savepoint,
    .savepoint_release = postgresql_savepoint_release,
    .savepoint_rollback = postgresql_savepoint_rollback,
    .stands = postgresql_stands,
};

PGconn *postgresql_connection(struct db *db)
{
    return postgresql_of(db)->connection;
}

int postgresql_open(const char *location, bool reader, struct error *error, struct db **ret_db)
{
    struct postgresql_db *postgresql = memory_allocate(1, sizeof *postgresql);
    postgresql->db = (struct db){ .driver = &postgresql_driver, .reader = reader };
    postgresql->connection = PQconnectdb(location);
    int status = is_broken(postgresql) ? failed(postgresql, "connect", NULL) : set_up(postgresql);
    if (status != STATUS_OK) {
        error_set(error, STATUS_FAILED, 0, "%s", postgresql->db.failure);
        postgresql_close(&postgresql->db);
        return STATUS_FAILED;
    }
    *ret_db = &postgresql->db;
    return STATUS_OK;
}
