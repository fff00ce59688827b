/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every statement of the program on a real PostgreSQL: it prepares without being told any type, and the types that
 * PostgreSQL gives its parameters and columns are those that the .sql file declares. sqlgen infers types at build time;
 * this is the judge.
 */
#include "db/statement.h"
#include "support/database.h"

#include <dirent.h>
#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* The .sql files by name. A file that is missing here fails every_file_is_listed. */
#define FILES(X)      \
    X(absence)        \
    X(access)         \
    X(accident)       \
    X(account_news)   \
    X(archive)        \
    X(attendance)     \
    X(booklet)        \
    X(call)           \
    X(care)           \
    X(chain)          \
    X(check)          \
    X(childminder)    \
    X(client_write)   \
    X(consent)        \
    X(consultation)   \
    X(contact)        \
    X(device)         \
    X(earlier)        \
    X(enrol)          \
    X(event)          \
    X(exchange)       \
    X(family)         \
    X(handover)       \
    X(handover_erase) \
    X(home_view)      \
    X(hub)            \
    X(installation)   \
    X(intake)         \
    X(invitation)     \
    X(job)            \
    X(live)           \
    X(medicine)       \
    X(meldcode)       \
    X(mentor)         \
    X(migrate)        \
    X(morning)        \
    X(network)        \
    X(newest)         \
    X(outgoing)       \
    X(partner)        \
    X(passkey)        \
    X(people)         \
    X(person_care)    \
    X(people_role)    \
    X(photo)          \
    X(place)          \
    X(portrait)       \
    X(practical)      \
    X(privacy)        \
    X(reach)          \
    X(release)        \
    X(role)           \
    X(roster)         \
    X(roster_erase)   \
    X(rule)           \
    X(second)         \
    X(second_factor)  \
    X(session)        \
    X(sets)           \
    X(sheet)          \
    X(start)          \
    X(tablet)         \
    X(talk_aid)       \
    X(talk_kind)      \
    X(task)           \
    X(team)           \
    X(voice)          \
    X(wish)

#define DECLARE(name)                                            \
    extern const struct db_statement *const name##_statements[]; \
    extern const size_t name##_statement_count;
FILES(DECLARE)

struct file {
    const char *name;
    const struct db_statement *const *statements;
    const size_t *count;
};
#define ENTRY(name) { #name, name##_statements, &name##_statement_count },
static const struct file files[] = { FILES(ENTRY) };
enum { FILE_COUNT = sizeof files / sizeof *files, PATH_SIZE = 1024 };

static void check_statement(PGconn *connection, const struct db_statement *statement)
{
    PGresult *result = PQprepare(connection, statement->name, statement->postgresql, 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", statement->name, PQerrorMessage(connection));
    PQclear(result);
    result = PQdescribePrepared(connection, statement->name);
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    if ((size_t)PQnparams(result) != statement->in_count || (size_t)PQnfields(result) != statement->out_count)
        fail_msg("%s: %d parameters and %d columns", statement->name, PQnparams(result), PQnfields(result));
    for (size_t i = 0; i < statement->in_count; i++)
        if (PQparamtype(result, (int)i) != db_type_oid(statement->in[i].type))
            fail_msg("%s: parameter %s is of type %u", statement->name, statement->in[i].name,
                     PQparamtype(result, (int)i));
    for (size_t i = 0; i < statement->out_count; i++)
        if (PQftype(result, (int)i) != db_type_oid(statement->out[i].type) ||
            strcmp(PQfname(result, (int)i), statement->out[i].name) != 0)
            fail_msg("%s: column %s is %s of type %u", statement->name, statement->out[i].name, PQfname(result, (int)i),
                     PQftype(result, (int)i));
    PQclear(result);
}

static void postgresql_gives_the_types_that_the_files_declare(void **state)
{
    (void)state;
    struct test_database *database = test_database_migrated(DB_ENGINE_POSTGRESQL);
    PGconn *connection = PQconnectdb(database->location);
    assert_int_equal(PQstatus(connection), CONNECTION_OK);
    size_t checked = 0;
    for (size_t f = 0; f < FILE_COUNT; f++)
        for (size_t i = 0; i < *files[f].count; i++, checked++)
            check_statement(connection, files[f].statements[i]);
    PQfinish(connection);
    test_database_remove(database);
    assert_true(checked > 100);
}

static void names_are_unique(void **state)
{
    (void)state;
    for (size_t f = 0; f < FILE_COUNT; f++)
        for (size_t i = 0; i < *files[f].count; i++)
            for (size_t g = f + 1; g < FILE_COUNT; g++)
                for (size_t k = 0; k < *files[g].count; k++)
                    assert_string_not_equal(files[f].statements[i]->name, files[g].statements[k]->name);
}

static void find_sql(const char *folder, int *ret_found)
{
    DIR *opened = opendir(folder);
    assert_non_null(opened);
    for (struct dirent *entry; (entry = readdir(opened)) != NULL;) {
        char path[PATH_SIZE];
        struct stat about;
        assert_true(snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < PATH_SIZE);
        if (entry->d_name[0] == '.' || stat(path, &about) != 0)
            continue;
        if (S_ISDIR(about.st_mode)) {
            find_sql(path, ret_found);
            continue;
        }
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".sql") != 0)
            continue;
        bool listed = false;
        for (size_t f = 0; f < FILE_COUNT; f++)
            listed =
                listed || (strlen(files[f].name) == length - 4 && !strncmp(files[f].name, entry->d_name, length - 4));
        if (!listed)
            fail_msg("%s is not in the list of this test", path);
        (*ret_found)++;
    }
    closedir(opened);
}

static void every_file_is_listed(void **state)
{
    (void)state;
    int found = 0;
    find_sql(SOURCE_FOLDER "/src", &found);
    assert_int_equal(found, FILE_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(postgresql_gives_the_types_that_the_files_declare),
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(every_file_is_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
