/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A torn import: `samenspel import --apply` of a large roster dies by kill -9, alone or inside the server. No child is half
 * there, ever; then the server that starts, `import --continue` or the next import finishes it, or nothing of it is there;
 * the same file again makes it whole and once more changes nothing.
 *
 * SAMENSPEL_TEST_CRASH_ROUNDS tells how long `make audit` goes on; a tenth of these rounds is made here.
 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "house.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
    ROUNDS = 12,
    BY_SERVER = 2, /* of the first rounds: finished by the server alone, which waits 20 s before it takes over */
    ROUNDS_PART = 10,
    CHILDREN = 1500,
    LONGEST_MS = 900, /* of an import that is not killed, about */
    FINISH_MS = 60000,
    FILE_MAXIMUM = 4 * 1024 * 1024,
    BUSY = 75
};

static const char header[] =
    "Kindnummer;Voornaam;Achternaam;Geboortedatum;Locatie;Opvangsoort;Groep;Opvangdagen;Startdatum;Einddatum;Mentor;"
    "Ouder 1;E-mail ouder 1;Telefoon ouder 1;Taal ouder 1;Gezag ouder 1;Ouder 2;E-mail ouder 2\r\n";

/* CHILDREN with two guardians each; nothing in it needs a decision. */
static void write_roster(const char *path)
{
    struct buffer buffer;
    buffer_init(&buffer, FILE_MAXIMUM);
    buffer_put(&buffer, text_from(header));
    for (int i = 0; i < CHILDREN; i++)
        buffer_printf(
            &buffer,
            "%d;Kind%d;van Dijk;14-05-2024;Locatie %d;KDV;Groep %d;ma, di, do;23-12-2024;;Mentor %d;Ouder A%d;"
            "a%d@example.org;;nl;ja;Ouder B%d;b%d@example.org\r\n",
            10000 + i, i, i / 600, i / 15, i / 15, i, i, i, i);
    assert_false(buffer.overflowed);
    assert_int_equal(file_write(path, buffer_text(&buffer), 0600), STATUS_OK);
    buffer_release(&buffer);
}

static const char children_sql[] = "SELECT count(*) FROM child WHERE number <> ''";

/* A child without its placement, or without both of its guardians, each with access. */
static const char half_sql[] =
    "SELECT count(*) FROM child AS c WHERE c.number <> '' AND ("
    " NOT EXISTS (SELECT 1 FROM placement AS p WHERE p.organisation = c.organisation AND p.child = c.id)"
    " OR (SELECT count(*) FROM guardian AS g WHERE g.organisation = c.organisation AND g.child = c.id) <> 2"
    " OR (SELECT count(DISTINCT m.person) FROM may_child AS m JOIN guardian AS g ON g.organisation = m.organisation"
    "      AND g.child = m.child AND g.person = m.person WHERE m.organisation = c.organisation AND m.child = c.id) <> "
    "2)";

/* Changes when a row of what an import writes is added, removed or written anew. */
static const char state_sql[] =
    "SELECT (SELECT count(*) * 1000003 + coalesce(sum(id % 1000003), 0) FROM child)"
    " + (SELECT count(*) * 1000003 + coalesce(sum(id % 1000003), 0) FROM person)"
    " + (SELECT count(*) * 1000003 + coalesce(sum(id % 1000003 + until_day), 0) FROM placement)"
    " + (SELECT count(*) * 1000003 + coalesce(sum(until_day + place), 0) FROM guardian)"
    " + (SELECT count(*) FROM audit) + (SELECT count(*) FROM may_child) * 7";

static pid_t begin_import(struct house *house, const char *roster)
{
    const char *const arguments[] = { "import", "--apply", "--new-groups", roster, NULL };
    return house_spawn(house, NULL, arguments);
}

static void import_whole(struct house *house, const char *roster)
{
    if (house_wait(begin_import(house, roster)) != 0)
        fail_msg("import: %s", house_output(house).data);
}

/* Is an import committed and not done? */
static bool is_open(struct house *house)
{
    static const char *const arguments[] = { "import", "--status", NULL };
    int code = house_run(house, arguments);
    assert_true(code == 0 || code == BUSY);
    return code == BUSY && text_find(house_output(house), TEXT("committed")) != SIZE_MAX;
}

static int64_t check_now(struct house *house)
{
    house_check(house);
    int64_t half = house_number(house, half_sql);
    if (half != 0)
        fail_msg("%jd children are half there", (intmax_t)half);
    return house_number(house, children_sql);
}

static void wait_until_done(struct house *house)
{
    int64_t until = house_milliseconds() + FINISH_MS;
    while (is_open(house)) {
        if (house_milliseconds() > until)
            fail_msg("the import is not finished: %s", house_output(house).data);
        house_sleep(20);
    }
}

struct counts {
    int nothing, part, whole; /* what a kill left, before the next start */
};

static void import_and_kill(struct house *house, const char *roster, bool in_server, struct counts *counts)
{
    if (in_server)
        house_start(house, NULL);
    pid_t import = begin_import(house, roster);
    house_sleep((int)random_below(LONGEST_MS));
    if (in_server)
        house_kill(house);
    else
        assert_int_equal(kill(import, SIGKILL), 0);
    house_wait(import);
    int64_t children = check_now(house);
    counts->nothing += children == 0;
    counts->part += children > 0 && children < CHILDREN;
    counts->whole += children == CHILDREN;
}

/* Whoever finishes it, in the end it is done or never was. */
static void finish(struct house *house, bool by_server)
{
    static const char *const go_on[] = { "import", "--continue", NULL };
    if (!by_server && house_run(house, go_on) != 0)
        fail_msg("import --continue: %s", house_output(house).data);
    wait_until_done(house);
    int64_t children = check_now(house);
    if (children != 0 && children != CHILDREN)
        fail_msg("the import ended with %jd of %d children", (intmax_t)children, CHILDREN);
}

static void run_round(size_t round, struct counts *counts)
{
    struct house house;
    bool by_server = round < BY_SERVER;
    house_make(&house);
    const char *roster = house_path(&house, "roster.csv");
    write_roster(roster);
    import_and_kill(&house, roster, by_server ? round % 2 == 1 : round / 2 % 2 == 1, counts);
    house_start(&house, NULL);
    if (by_server || round % 2 == 1)
        finish(&house, by_server);
    import_whole(&house, roster);
    assert_int_equal(check_now(&house), CHILDREN);
    assert_false(is_open(&house));
    int64_t state = house_number(&house, state_sql);
    import_whole(&house, roster);
    assert_int_equal(house_number(&house, state_sql), state);
    house_stop(&house);
    house_remove(&house);
}

static void a_torn_import_is_done_or_never_was(void **state)
{
    const char *wanted = getenv("SAMENSPEL_TEST_CRASH_ROUNDS");
    size_t rounds = wanted ? strtoul(wanted, NULL, 10) / ROUNDS_PART : ROUNDS;
    struct counts counts = { .nothing = 0 };
    (void)state;
    for (size_t i = 0; i < rounds; i++)
        run_round(i, &counts);
    printf("# %zu imports of %d children killed: %d had written nothing, %d a part, %d all\n", rounds, CHILDREN,
           counts.nothing, counts.part, counts.whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_torn_import_is_done_or_never_was) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
