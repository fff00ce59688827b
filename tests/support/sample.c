/* SPDX-License-Identifier: EUPL-1.2 */
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct db_column columns[] = {
    { "id", DB_INTEGER, false, offsetof(struct sample, id) },
    { "flag", DB_BOOLEAN, false, offsetof(struct sample, flag) },
    { "words", DB_TEXT, true, offsetof(struct sample, words) },
    { "raw", DB_BYTES, true, offsetof(struct sample, raw) },
    { "at", DB_INSTANT, true, offsetof(struct sample, at) },
    { "day", DB_DATE, true, offsetof(struct sample, day) },
    { "child", DB_ID, true, offsetof(struct sample, child) },
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static const struct db_column id_column = { "id", DB_INTEGER, false, 0 };

static const struct db_column words_columns[] = {
    { "id", DB_INTEGER, false, offsetof(struct sample, id) },
    { "words", DB_TEXT, true, offsetof(struct sample, words) },
};

static const struct db_column count_column = { "count", DB_INTEGER, false, 0 };

const struct db_statement sample_add = {
    .name = "sample_add",
    .sqlite = "INSERT INTO sample (id, flag, words, raw, at, day, child) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    .postgresql = "INSERT INTO sample (id, flag, words, raw, at, day, child) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    .in_count = COLUMNS,
    .in = columns,
    .in_size = sizeof(struct sample),
    .writes = "sample",
};

#define ALL "SELECT s.id, s.flag, s.words, s.raw, s.at, s.day, s.child FROM sample AS s "

const struct db_statement sample_all = {
    .name = "sample_all",
    .sqlite = ALL "ORDER BY s.id",
    .postgresql = ALL "ORDER BY s.id",
    .out_count = COLUMNS,
    .out = columns,
    .row_size = sizeof(struct sample),
};

const struct db_statement sample_get = {
    .name = "sample_get",
    .sqlite = ALL "WHERE s.id = ?1",
    .postgresql = ALL "WHERE s.id = $1",
    .in_count = 1,
    .in = &id_column,
    .in_size = sizeof(int64_t),
    .out_count = COLUMNS,
    .out = columns,
    .row_size = sizeof(struct sample),
};

const struct db_statement sample_set_words = {
    .name = "sample_set_words",
    .sqlite = "UPDATE sample SET words = ?2 WHERE id = ?1",
    .postgresql = "UPDATE sample SET words = $2 WHERE id = $1",
    .in_count = 2,
    .in = words_columns,
    .in_size = sizeof(struct sample),
    .writes = "sample",
};

static const struct db_statement count_all = {
    .name = "sample_count",
    .sqlite = "SELECT COUNT(*) FROM sample AS s",
    .postgresql = "SELECT COUNT(*) FROM sample AS s",
    .out_count = 1,
    .out = &count_column,
    .row_size = sizeof(int64_t),
};

struct sample sample_of(int64_t id, const char *words)
{
    return (struct sample){ .id = id, .words = text_from(words), .at = INSTANT_NONE, .day = DATE_NONE };
}

int64_t sample_count(const char *location)
{
    struct db *db;
    struct arena *arena = arena_new();
    int64_t count = -1;
    assert_int_equal(db_open_reader(location, NULL, &db), STATUS_OK);
    assert_int_equal(db_select_one(db, &count_all, NULL, arena, &count), STATUS_OK);
    db_close(db);
    arena_free(arena);
    return count;
}
