/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small table with a column of every type, and its statements, for tests of the db layer. Real statements come
 * from tools/sqlgen; these are written by hand in the same form.
 */
#ifndef TEST_SUPPORT_SAMPLE_H
#define TEST_SUPPORT_SAMPLE_H

#include "base/arena.h"
#include "base/identity.h"
#include "db/db.h"

#define SAMPLE_SCHEMA_SQLITE                                                                                         \
    "CREATE TABLE sample (id BIGINT NOT NULL PRIMARY KEY, flag BIGINT, words TEXT, raw BLOB, at BIGINT, day BIGINT," \
    " child BIGINT)"
#define SAMPLE_SCHEMA_POSTGRESQL                                                                                      \
    "CREATE TABLE sample (id BIGINT NOT NULL PRIMARY KEY, flag BIGINT, words TEXT, raw BYTEA, at BIGINT, day BIGINT," \
    " child BIGINT)"

struct sample {
    int64_t id;
    bool flag;
    struct text words;
    struct text raw;
    int64_t at;
    struct date day;
    struct child_id child;
};

/* Parameters: a struct sample. */
extern const struct db_statement sample_add;

/* All samples by id: no parameters, rows of struct sample. */
extern const struct db_statement sample_all;

/* One sample: parameter int64_t id, row struct sample. */
extern const struct db_statement sample_get;

/* Parameters: a struct sample, of which id and words count. */
extern const struct db_statement sample_set_words;

/* A sample with id and words and NULL elsewhere. */
struct sample sample_of(int64_t id, const char *words);

/* Number of rows, read by a connection of its own. */
int64_t sample_count(const char *location);

#endif
