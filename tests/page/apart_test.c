/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two organisations in one PostgreSQL database (db/seal.h): what a connection of the role that serves sees, writes and makes
 * when a statement says nothing of an organisation. On SQLite each has a file, and there is nothing to prove here.
 */
#include "page/visit.h"

#include <libpq-fe.h>

/* Tables of which the fixture fills some rows for both organisations; when fewer are found the tests prove too little. */
enum { FILLED_MINIMUM = 12 };

struct apart {
    struct visit *visit;
    PGconn *owner;
    PGconn *service; /* narrowed to the first organisation */
    PGconn *nobody;  /* of the service role, narrowed to none */
};

static PGconn *connect_to(const char *location)
{
    PGconn *connection = PQconnectdb(location);
    if (PQstatus(connection) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(connection));
    return connection;
}

static bool begin(void **state, struct apart *ret_apart)
{
    struct visit *visit = visit_of(state);
    const char *service = fixture_world_service(&visit->world, visit->fixture.organisation);
    if (!service)
        return false;
    *ret_apart =
        (struct apart){ .visit = visit,
                        .owner = connect_to(visit->world.location),
                        .service = connect_to(service),
                        .nobody = connect_to(fixture_world_service(&visit->world, (struct organisation_id){ 0 })) };
    return true;
}

static void end(struct apart *apart)
{
    PQfinish(apart->owner);
    PQfinish(apart->service);
    PQfinish(apart->nobody);
}

static int64_t number(PGconn *connection, struct text sql)
{
    PGresult *result = PQexec(connection, sql.data);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql.data, PQerrorMessage(connection));
    int64_t value = 0;
    assert_int_equal(text_to_integer(text_from(PQgetvalue(result, 0, 0)), 0, INT64_MAX, &value), STATUS_OK);
    PQclear(result);
    return value;
}

/* Rows that a statement changed. */
static int64_t changed(PGconn *connection, struct text sql)
{
    PGresult *result = PQexec(connection, sql.data);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", sql.data, PQerrorMessage(connection));
    int64_t value = 0;
    assert_int_equal(text_to_integer(text_from(PQcmdTuples(result)), 0, INT64_MAX, &value), STATUS_OK);
    PQclear(result);
    return value;
}

static void assert_refused(PGconn *connection, const char *sql)
{
    PGresult *result = PQexec(connection, sql);
    const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (code == NULL || strcmp(code, "42501") != 0) /* insufficient_privilege, also for a row that a policy refuses */
        fail_msg("%s: %s", sql, code == NULL ? "it was done" : PQerrorMessage(connection));
    PQclear(result);
}

/* Tables and views with an organisation. */
static PGresult *relations(struct apart *apart)
{
    PGresult *result = PQexec(
        apart->owner, "SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
                      " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')"
                      " AND a.attname = 'organisation' AND NOT a.attisdropped AND c.relname <> 'organisation_host'"
                      " ORDER BY c.relname");
    assert_int_equal(PQresultStatus(result), PGRES_TUPLES_OK);
    return result;
}

static struct text about(struct apart *apart, const char *format, const char *relation)
{
    int64_t own = apart->visit->fixture.organisation.value;
    return arena_printf(apart->visit->arena, "%s %s%s %jd", format, relation, " WHERE organisation <>", (intmax_t)own);
}

static void a_statement_without_its_organisation_gives_no_row_of_another(void **state)
{
    struct apart apart;
    if (!begin(state, &apart))
        return;
    PGresult *names = relations(&apart);
    int filled = 0;
    for (int i = 0; i < PQntuples(names); i++) {
        const char *name = PQgetvalue(names, i, 0);
        struct text others = about(&apart, "SELECT COUNT(*) FROM", name);
        struct text all = arena_printf(apart.visit->arena, "SELECT COUNT(*) FROM %s", name);
        int64_t theirs = number(apart.owner, others);
        filled += theirs > 0 ? 1 : 0;
        if (number(apart.service, others) != 0 || number(apart.service, all) != number(apart.owner, all) - theirs)
            fail_msg("%s: rows of another organisation, or too few of its own", name);
        if (number(apart.nobody, all) != 0)
            fail_msg("%s: rows without an organisation", name);
    }
    assert_true(filled >= FILLED_MINIMUM);
    PQclear(names);
    end(&apart);
}

static void nothing_of_another_organisation_is_written(void **state)
{
    struct apart apart;
    if (!begin(state, &apart))
        return;
    struct arena *arena = apart.visit->arena;
    intmax_t foreign = apart.visit->fixture.foreign.value;
    assert_true(number(apart.owner, about(&apart, "SELECT COUNT(*) FROM", "child")) > 0);
    assert_int_equal(changed(apart.service, arena_printf(arena,
                                                         "UPDATE child SET given_name = 'x'"
                                                         " WHERE organisation = %jd",
                                                         foreign)),
                     0);
    assert_int_equal(changed(apart.service, about(&apart, "DELETE FROM", "session")), 0);
    assert_refused(apart.service,
                   arena_printf(arena,
                                "INSERT INTO client_write (organisation, person, device, client, body_hash, result, "
                                "created_at) VALUES (%jd, 1, 0, '\\x00', '\\x00', 0, 0)",
                                foreign)
                       .data);
    assert_refused(apart.service, arena_printf(arena, "UPDATE child SET organisation = %jd", foreign).data);
    /* Everybody may read which host is whose, to find the own one; nobody may change another's. */
    struct text add =
        arena_printf(arena, "INSERT INTO organisation_host (organisation, host) VALUES (%jd, 'b.example')", foreign);
    assert_int_equal(changed(apart.owner, add), 1);
    assert_int_equal(number(apart.service, about(&apart, "SELECT COUNT(*) FROM", "organisation_host")), 1);
    assert_int_equal(changed(apart.service, about(&apart, "DELETE FROM", "organisation_host")), 0);
    end(&apart);
}

static void the_service_role_makes_drops_and_alters_nothing(void **state)
{
    static const char *const tries[] = {
        "CREATE TABLE mine (id BIGINT)",
        "CREATE SCHEMA mine",
        "CREATE VIEW mine AS SELECT 1 AS one",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP TABLE child",
        "DROP VIEW child_scope",
        "ALTER TABLE child ADD COLUMN mine BIGINT",
        "ALTER TABLE child DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE child NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own_organisation ON child",
        "CREATE POLICY mine ON child USING (true)",
        "TRUNCATE live_event",
        "CREATE INDEX mine ON child (organisation)",
        "SET ROLE samenspel",
        "ALTER ROLE samenspel_service BYPASSRLS",
        "UPDATE installation SET created_at = 0",
        "DELETE FROM migration",
    };
    struct apart apart;
    if (!begin(state, &apart))
        return;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        assert_refused(apart.service, tries[i]);
    assert_int_equal(
        number(apart.owner, TEXT("SELECT COUNT(*) FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner"
                                 " WHERE r.rolname = 'samenspel_service'")),
        0);
    end(&apart);
}

/* So that a new table is not forgotten. */
static void every_table_with_an_organisation_is_sealed(void **state)
{
    struct apart apart;
    if (!begin(state, &apart))
        return;
    struct text open = TEXT("SELECT COUNT(*) FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid"
                            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
                            " AND a.attname = 'organisation' AND NOT a.attisdropped"
                            " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)");
    assert_int_equal(number(apart.owner, open), 0);
    PGresult *made = PQexec(apart.owner, "CREATE TABLE later (organisation BIGINT NOT NULL)");
    PQclear(made);
    assert_int_equal(number(apart.owner, open), 1);
    end(&apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_without_its_organisation_gives_no_row_of_another),
        cmocka_unit_test(nothing_of_another_organisation_is_written),
        cmocka_unit_test(the_service_role_makes_drops_and_alters_nothing),
        cmocka_unit_test(every_table_with_an_organisation_is_sealed),
    };
    return PAGE_TESTS_RUN(tests);
}
