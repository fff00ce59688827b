/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A database of a test's own, on either engine, that is gone when the test ends.
 *
 * PostgreSQL: SAMENSPEL_TEST_POSTGRESQL holds the connection string of a server on which databases may be made.
 * Without it the test fails: a test that skips proves nothing.
 */
#ifndef TEST_SUPPORT_DATABASE_H
#define TEST_SUPPORT_DATABASE_H

#include "base/arena.h"
#include "db/db.h"

struct test_database {
    enum db_engine engine;
    struct arena *arena;  /* for the test, dies with the database */
    const char *folder;   /* empty folder of the test, also on PostgreSQL */
    const char *location; /* of the database */
    const char *name;     /* PostgreSQL: of the database on the server */
};

/* Makes the folder and the place for a database; no table is in it, on SQLite not even the file. */
struct test_database *test_database_empty(enum db_engine engine);

/* The same with the program's schema. */
struct test_database *test_database_migrated(enum db_engine engine);

void test_database_remove(struct test_database *database);

/* A path in the test's folder. */
const char *test_database_path(struct test_database *database, const char *name);

/* Runs a script on it as who may write; fails the test when it fails. */
void test_database_execute(struct test_database *database, const char *script);

#endif
