/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sessions, links, passwords, guesses, the seen queue, client writes and housekeeping, on both engines where the database
 * takes part.
 */
#include "access/access.h"
#include "access/client_write.h"
#include "access/guess.h"
#include "access/password.h"
#include "access/people.h"
#include "access/scope.h"
#include "access/seen.h"
#include "access/session.h"
#include "base/log.h"
#include "page/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct state {
    struct fixture_world world;
    struct fixture fixture;
    struct access *access;
    bool there;
};

static int setup(void **state, bool postgresql)
{
    static struct state states[2];
    struct state *made = &states[postgresql];
    struct error error = { 0 };
    made->there = fixture_world_open(postgresql, &made->world);
    *state = made;
    if (!made->there)
        return 0;
    assert_int_equal(fixture_make(made->world.writer, made->world.arena, &made->fixture), STATUS_OK);
    struct access_options options = { .db = made->world.db,
                                      .writer = made->world.writer,
                                      .clock = &made->world.clock,
                                      .organisation = made->fixture.organisation };
    if (access_open(&options, &error, &made->access) != STATUS_OK)
        fail_msg("access: %s", error.detail);
    return 0;
}

static int setup_sqlite(void **state)
{
    return setup(state, false);
}

static int setup_postgresql(void **state)
{
    return setup(state, true);
}

static int teardown(void **state)
{
    struct state *made = *state;
    if (!made->there)
        return 0;
    access_close(made->access);
    fixture_world_close(&made->world);
    return 0;
}

static struct state *here(void **state)
{
    struct state *made = *state;
    if (!made->there)
        skip();
    return made;
}

static int change(struct state *state, int (*function)(struct change *, void *), void *argument)
{
    return fixture_change(&state->world, state->fixture.organisation, function, argument);
}

/* A condition that the database is asked for. */
struct counting {
    const char *sql; /* a mistake in it makes it false */
    bool holds;
};

/* db_execute gives no rows, but it gives a status: writes NULL where none may be, unless the condition holds. */
static int holds(struct change *change, void *argument)
{
    struct counting *counting = argument;
    struct text sql = arena_printf(change->arena,
                                   "UPDATE organisation SET name = CASE WHEN (%s) THEN name ELSE NULL END "
                                   "WHERE organisation = %lld;",
                                   counting->sql, (long long)change->organisation.value);
    counting->holds = db_execute(change->db, sql.data, NULL) == STATUS_OK;
    return STATUS_CONFLICT;
}

static bool database_says(struct state *state, const char *condition)
{
    struct counting counting = { .sql = condition };
    assert_true(change(state, holds, &counting) < 0);
    return counting.holds;
}

/* --- links (T5) --- */

struct link_try {
    struct secret secret;
    struct person_id person;
    bool reusable;
    int64_t link;
};

static int make_link(struct change *change, void *argument)
{
    struct link_try *try = argument;
    return link_create(change, try->person, try->secret.hash, try->reusable, &try->link);
}

static int use_link(struct change *change, void *argument)
{
    struct link_try *try = argument;
    struct person_id person;
    int status = link_use(change, try->secret.hash, &person);
    if (status == STATUS_OK)
        try->person = person;
    return status;
}

static int set_password(struct change *change, void *argument)
{
    return people_password_set(change, *(struct person_id *)argument, TEXT("$argon2id$none"));
}

static int find_link(struct state *state, const struct link_try *try, struct link *ret_link)
{
    return link_find(state->world.db, state->world.arena, try->secret.hash, clock_now(&state->world.clock), ret_link);
}

static struct link_try new_link(struct state *state, enum fixture_person person)
{
    struct link_try try = { .secret = secret_new(state->world.arena), .person = state->fixture.persons[person] };
    assert_int_equal(change(state, make_link, &try), STATUS_OK);
    return try;
}

static void test_a_link_is_used_once(void **given)
{
    struct state *state = here(given);
    struct link_try try = new_link(state, FIXTURE_MOTHER);
    struct link link;
    assert_int_equal(find_link(state, &try, &link), STATUS_OK);
    assert_string_equal(link.given_name.data, "Aylin");
    assert_int_equal(find_link(state, &try, &link), STATUS_OK); /* looking uses nothing up */
    /* Not from another organisation. */
    assert_int_equal(fixture_change(&state->world, state->fixture.foreign, use_link, &try), STATUS_NOT_FOUND);
    try.person.value = 0;
    assert_int_equal(change(state, use_link, &try), STATUS_OK);
    assert_int_equal(try.person.value, state->fixture.persons[FIXTURE_MOTHER].value);
    assert_int_equal(change(state, use_link, &try), STATUS_NOT_FOUND);
    assert_int_equal(find_link(state, &try, &link), STATUS_NOT_FOUND);
}

static void test_a_link_lives_30_days_and_72_hours_from_opening(void **given)
{
    struct state *state = here(given);
    struct link_try try = new_link(state, FIXTURE_FATHER);
    struct link link;
    clock_advance(&state->world.clock, 29 * (int64_t)DAY_MS);
    assert_int_equal(find_link(state, &try, &link), STATUS_OK);
    assert_false(link.opened);
    clock_advance(&state->world.clock, 2 * (int64_t)DAY_MS);
    assert_int_equal(find_link(state, &try, &link), STATUS_NOT_FOUND);
    assert_int_equal(change(state, use_link, &try), STATUS_NOT_FOUND);

    struct link_try opened = new_link(state, FIXTURE_FATHER);
    seen_link(access_seen(state->access), state->fixture.organisation, opened.link, clock_now(&state->world.clock));
    assert_int_equal(seen_flush(access_seen(state->access)), STATUS_OK);
    clock_advance(&state->world.clock, 71 * (int64_t)HOUR_MS);
    assert_int_equal(find_link(state, &opened, &link), STATUS_OK);
    assert_true(link.opened);
    /* Opening it again does not lengthen it. */
    seen_link(access_seen(state->access), state->fixture.organisation, opened.link, clock_now(&state->world.clock));
    assert_int_equal(seen_flush(access_seen(state->access)), STATUS_OK);
    clock_advance(&state->world.clock, 2 * (int64_t)HOUR_MS);
    assert_int_equal(find_link(state, &opened, &link), STATUS_NOT_FOUND);
    clock_set(&state->world.clock, FIXTURE_NOW_AT);
}

static void test_a_new_password_ends_sessions_and_links(void **given)
{
    struct state *state = here(given);
    struct link_try try = new_link(state, FIXTURE_MENTOR);
    struct link link;
    assert_int_equal(change(state, set_password, &state->fixture.persons[FIXTURE_MENTOR]), STATUS_OK);
    assert_int_equal(find_link(state, &try, &link), STATUS_NOT_FOUND);
    assert_true(database_says(state,
                              "(SELECT COUNT(*) FROM session AS s JOIN account AS a ON a.person = s.person WHERE "
                              "a.email = 'mentor@example.org' AND s.ended_at IS NULL) = 0"));
    assert_false(database_says(state,
                               "(SELECT COUNT(*) FROM session AS s JOIN account AS a ON a.person = s.person WHERE "
                               "a.email = 'manager@example.org' AND s.ended_at IS NULL) = 0"));
}

static void test_only_a_demo_has_reusable_links(void **given)
{
    struct state *state = here(given);
    struct link_try try = { .secret = secret_new(state->world.arena),
                            .person = state->fixture.persons[FIXTURE_MOTHER],
                            .reusable = true };
    assert_int_equal(change(state, make_link, &try), STATUS_INVALID);
}

static int make_demo(struct change *change, void *argument)
{
    struct people_organisation organisation = { .name = TEXT("De Boomhut"), .demo = *(bool *)argument };
    return people_organisation_set(change, &organisation);
}

static void test_a_reusable_link_of_a_demo(void **given)
{
    struct state *state = here(given);
    struct link_try try = { .secret = secret_new(state->world.arena),
                            .person = state->fixture.persons[FIXTURE_MOTHER],
                            .reusable = true };
    struct link link;
    bool demo = true;
    assert_int_equal(change(state, make_demo, &demo), STATUS_OK);
    assert_int_equal(change(state, make_link, &try), STATUS_OK);
    seen_link(access_seen(state->access), state->fixture.organisation, try.link, clock_now(&state->world.clock));
    assert_int_equal(seen_flush(access_seen(state->access)), STATUS_OK);
    clock_advance(&state->world.clock, 10 * (int64_t)DAY_MS);
    assert_int_equal(change(state, use_link, &try), STATUS_OK);
    assert_int_equal(change(state, use_link, &try), STATUS_OK);
    /* When the organisation is no demo any more, it is dead at once. */
    demo = false;
    assert_int_equal(change(state, make_demo, &demo), STATUS_OK);
    assert_int_equal(change(state, use_link, &try), STATUS_NOT_FOUND);
    assert_int_equal(find_link(state, &try, &link), STATUS_NOT_FOUND);
    clock_set(&state->world.clock, FIXTURE_NOW_AT);
}

static void test_no_secret_is_in_the_database(void **given)
{
    struct state *state = here(given);
    struct secret secret = secret_new(state->world.arena);
    unsigned char digest[SHA256_SIZE];
    assert_int_equal(secret.text.length, 43);
    hash_sha256(secret.text, digest);
    assert_memory_equal(secret.hash.data, digest, SHA256_SIZE);
    assert_true(text_equal(secret_hash(state->world.arena, secret.text), secret.hash));
    assert_true(text_is_null(secret_hash(state->world.arena, TEXT("short"))));
    assert_true(text_is_null(secret_hash(state->world.arena, TEXT_NULL)));
}

/* --- what was seen --- */

static void test_a_page_is_seen_once_a_quarter(void **given)
{
    struct state *state = here(given);
    struct seen *seen = access_seen(state->access);
    struct fixture *fixture = &state->fixture;
    struct person_id mother = fixture->persons[FIXTURE_MOTHER];
    struct child_id noor = fixture->children[FIXTURE_CHILD_OWN];
    for (int i = 0; i < 10; i++)
        seen_page(seen, fixture->organisation, mother, noor, SCOPE_OF_GUARDIAN, "day",
                  FIXTURE_NOW_AT + i * (int64_t)MINUTE_MS);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    seen_page(seen, fixture->organisation, mother, noor, SCOPE_OF_GUARDIAN, "day",
              FIXTURE_NOW_AT + 14 * (int64_t)MINUTE_MS);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    assert_true(database_says(state, "(SELECT COUNT(*) FROM page_view WHERE page = 'day') = 1"));
    seen_page(seen, fixture->organisation, mother, noor, SCOPE_OF_GUARDIAN, "day",
              FIXTURE_NOW_AT + 15 * (int64_t)MINUTE_MS);
    seen_page(seen, fixture->organisation, mother, noor, SCOPE_OF_GUARDIAN, "day",
              FIXTURE_NOW_AT + 30 * (int64_t)MINUTE_MS);
    seen_page(seen, fixture->foreign, fixture->persons[FIXTURE_FOREIGN_PARENT],
              fixture->children[FIXTURE_CHILD_FOREIGN], SCOPE_OF_GUARDIAN, "day", FIXTURE_NOW_AT);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    assert_true(database_says(state, "(SELECT COUNT(*) FROM page_view WHERE page = 'day') = 4"));
    assert_int_equal(seen_dropped(seen), 0);
}

/* --- a queue of its own --- */

struct sink {
    struct fixture_world *world;
    int runs;
    bool fails;
};

static int run_sink(void *context, struct organisation_id organisation, int (*function)(struct change *, void *),
                    void *argument)
{
    struct sink *sink = context;
    sink->runs++;
    if (sink->fails)
        return STATUS_FAILED;
    return fixture_change(sink->world, organisation, function, argument);
}

struct lines {
    int full;
};

static void count_lines(void *context, struct text line)
{
    struct lines *lines = context;
    lines->full += text_find(line, TEXT("seen.full")) != SIZE_MAX && text_find(line, TEXT("dropped=5")) != SIZE_MAX;
}

static void test_a_full_queue_drops_and_says_so(void **given)
{
    struct state *state = here(given);
    struct sink sink = { .world = &state->world };
    struct lines lines = { 0 };
    struct seen *seen;
    log_set_output(count_lines, &lines);
    assert_int_equal(seen_start((struct seen_sink){ run_sink, &sink }, 10, &seen), STATUS_OK);
    for (int i = 0; i < 15; i++)
        seen_page(seen, state->fixture.organisation, state->fixture.persons[FIXTURE_MOTHER],
                  (struct child_id){ 1000 + i }, SCOPE_OF_GUARDIAN, "full", FIXTURE_NOW_AT);
    assert_int_equal(seen_dropped(seen), 5);
    seen_stop(seen); /* writes what waits */
    log_set_output(NULL, NULL);
    assert_int_equal(lines.full, 1);
    assert_int_equal(sink.runs, 1);
    assert_true(database_says(state, "(SELECT COUNT(*) FROM page_view WHERE page = 'full') = 10"));
}

static void see_again(struct state *state, struct seen *seen, int64_t at)
{
    seen_page(seen, state->fixture.organisation, state->fixture.persons[FIXTURE_MOTHER],
              state->fixture.children[FIXTURE_CHILD_OWN], SCOPE_OF_GUARDIAN, "again", at);
    (void)!seen_flush(seen);
}

/* What is on disk is not written again; what could not be written is. */
static void test_looking_again_writes_nothing(void **given)
{
    struct state *state = here(given);
    struct sink sink = { .world = &state->world, .fails = true };
    struct seen *seen;
    assert_int_equal(seen_start((struct seen_sink){ run_sink, &sink }, 10, &seen), STATUS_OK);
    see_again(state, seen, FIXTURE_NOW_AT);
    assert_int_equal(sink.runs, 1);
    sink.fails = false;
    see_again(state, seen, FIXTURE_NOW_AT);
    assert_int_equal(sink.runs, 2);
    see_again(state, seen, FIXTURE_NOW_AT);
    assert_int_equal(sink.runs, 2);
    assert_true(database_says(state, "(SELECT COUNT(*) FROM page_view WHERE page = 'again') = 1"));
    see_again(state, seen, FIXTURE_NOW_AT + SEEN_QUARTER_MS);
    assert_int_equal(sink.runs, 3);
    assert_true(database_says(state, "(SELECT COUNT(*) FROM page_view WHERE page = 'again') = 2"));
    seen_stop(seen);
}

static int run_nothing(void *context, struct organisation_id organisation, int (*function)(struct change *, void *),
                       void *argument)
{
    struct sink *sink = context;
    (void)organisation, (void)function, (void)argument;
    sink->runs++;
    return STATUS_OK;
}

static int runs_of_ten_thousand(struct sink *sink, struct seen *seen)
{
    enum { FAMILIES = 10000 };
    int before = sink->runs;
    for (int64_t i = 0; i < FAMILIES; i++)
        seen_page(seen, (struct organisation_id){ 1 }, (struct person_id){ 5000000 + 2 * i },
                  (struct child_id){ 3000000 + i }, SCOPE_OF_GUARDIAN, "crowd", FIXTURE_NOW_AT);
    assert_int_equal(seen_flush(seen), STATUS_OK);
    return sink->runs - before;
}

/* The evening of a large organisation: the pages of one family do not push those of another out of memory. */
static void test_ten_thousand_families_looking_again_write_next_to_nothing(void **given)
{
    (void)given;
    struct sink sink = { .world = NULL };
    struct seen *seen;
    assert_int_equal(seen_start((struct seen_sink){ run_nothing, &sink }, 16384, &seen), STATUS_OK);
    assert_true(runs_of_ten_thousand(&sink, seen) >= 40);
    assert_true(runs_of_ten_thousand(&sink, seen) <= 2);
    seen_stop(seen);
}

/* --- guesses (T3) --- */

static int write_guess(struct change *change, void *argument)
{
    return guess_add(change, argument);
}

static void test_guessing_is_limited_for_account_and_address(void **given)
{
    struct state *state = here(given);
    struct guesses *guesses = guesses_new();
    struct guess mine = guess_make(state->fixture.organisation, TEXT("a@example.org"), TEXT("192.0.2.1"));
    struct guess elsewhere = guess_make(state->fixture.organisation, TEXT("a@example.org"), TEXT("192.0.2.2"));
    struct guess other = guess_make(state->fixture.organisation, TEXT("b@example.org"), TEXT("192.0.2.1"));
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        assert_true(guess_take(guesses, &mine, FIXTURE_NOW_AT + i));
    assert_false(guess_take(guesses, &mine, FIXTURE_NOW_AT + 20));
    assert_false(guess_take(guesses, &elsewhere, FIXTURE_NOW_AT + 20)); /* from anywhere */
    assert_true(guess_take(guesses, &other, FIXTURE_NOW_AT + 20));
    /* The lock ends, so long after the try that made it. */
    const int64_t last_at = FIXTURE_NOW_AT + GUESS_ACCOUNT_MAXIMUM - 1;
    assert_false(guess_take(guesses, &mine, last_at + GUESS_WINDOW_MS - 1));
    assert_true(guess_take(guesses, &mine, last_at + GUESS_WINDOW_MS));
    /* Who signs in is forgiven. */
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM * 3; i++) {
        assert_true(guess_take(guesses, &elsewhere, last_at + GUESS_WINDOW_MS + 10));
        guess_forgive(guesses, &elsewhere);
    }
    guesses_free(guesses);
}

static void test_an_address_that_tries_many_accounts_is_stopped(void **given)
{
    struct state *state = here(given);
    struct guesses *guesses = guesses_new();
    int taken = 0;
    for (int i = 0; i < GUESS_ADDRESS_MAXIMUM * 2; i++) {
        struct text email = arena_printf(state->world.arena, "person%d@example.org", i);
        struct guess guess = guess_make(state->fixture.organisation, email, TEXT("192.0.2.9"));
        taken += guess_take(guesses, &guess, FIXTURE_NOW_AT);
    }
    assert_int_equal(taken, GUESS_ADDRESS_MAXIMUM);
    guesses_free(guesses);
}

static void test_guesses_survive_a_restart(void **given)
{
    struct state *state = here(given);
    struct guess guess = guess_make(state->fixture.organisation, TEXT("c@example.org"), TEXT("192.0.2.3"));
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        assert_int_equal(change(state, write_guess, &guess), STATUS_OK);
    struct guesses *guesses = guesses_new();
    assert_int_equal(guesses_load(guesses, state->world.db, FIXTURE_NOW_AT), STATUS_OK);
    assert_false(guess_take(guesses, &guess, FIXTURE_NOW_AT));
    guesses_free(guesses);
    guesses = guesses_new();
    assert_int_equal(guesses_load(guesses, state->world.db, FIXTURE_NOW_AT + 2 * (int64_t)GUESS_WINDOW_MS), STATUS_OK);
    assert_true(guess_take(guesses, &guess, FIXTURE_NOW_AT + 2 * (int64_t)GUESS_WINDOW_MS));
    guesses_free(guesses);
}

/* More keys than there are places: the table stays what it is, and a key that is busy is not forgotten. */
static void test_many_keys_do_not_push_a_busy_one_out(void **given)
{
    (void)given;
    struct guesses *guesses = guesses_new();
    struct arena *arena = arena_new();
    struct organisation_id organisation = { 1 };
    struct guess busy = guess_make(organisation, TEXT("busy@example.org"), TEXT("192.0.2.4"));
    for (int i = 0; i < GUESS_ACCOUNT_MAXIMUM; i++)
        assert_true(guess_take(guesses, &busy, 1000));
    for (int i = 0; i < GUESS_SLOTS / 8; i++) {
        struct text email = arena_printf(arena, "many%d@example.org", i);
        struct text address = arena_printf(arena, "198.51.%d.%d", i / 256, i % 256);
        struct guess guess = guess_make(organisation, email, address);
        assert_true(guess_take(guesses, &guess, 1000 + i));
    }
    assert_false(guess_take(guesses, &busy, 5000));
    arena_free(arena);
    guesses_free(guesses);
}

/* --- passwords (T17) --- */

static void test_a_password_is_kept_as_argon2id(void **given)
{
    (void)given;
    char hash[PASSWORD_HASH_SIZE];
    assert_int_equal(password_hash(TEXT("een lang wachtwoord"), hash), STATUS_OK);
    assert_true(text_starts_with(text_from(hash), TEXT("$argon2id$v=19$m=19456,t=2,p=1$")));
    assert_true(password_matches(text_from(hash), TEXT("een lang wachtwoord")));
    assert_false(password_matches(text_from(hash), TEXT("een lang wachtwoorD")));
    assert_false(password_matches(TEXT(""), TEXT("een lang wachtwoord")));
    assert_false(password_matches(TEXT("$argon2id$nonsense"), TEXT("een lang wachtwoord")));
}

/* Without an account the same work is done: a decoy with the same cost. */
static void test_an_unknown_account_takes_as_long(void **given)
{
    (void)given;
    char hash[PASSWORD_HASH_SIZE];
    int64_t known = INT64_MAX;
    int64_t unknown = INT64_MAX;
    assert_int_equal(password_hash(TEXT("een lang wachtwoord"), hash), STATUS_OK);
    for (int i = 0; i < 5; i++) {
        int64_t start = clock_ticks_us();
        assert_false(password_matches(text_from(hash), TEXT("wrong")));
        int64_t middle = clock_ticks_us();
        assert_false(password_matches(TEXT(""), TEXT("wrong")));
        int64_t end = clock_ticks_us();
        known = middle - start < known ? middle - start : known;
        unknown = end - middle < unknown ? end - middle : unknown;
    }
    assert_true(unknown > known / 2 && known > unknown / 2);
}

static void test_plain_passwords_are_refused(void **given)
{
    (void)given;
    struct password_owner anna = { .email = TEXT("anna@example.org") };
    assert_int_equal(password_check(TEXT("kort"), &anna), PASSWORD_TOO_SHORT);
    assert_int_equal(password_check(TEXT("aaaaaaaaaaaa"), &anna), PASSWORD_TOO_PLAIN);
    assert_int_equal(password_check(TEXT("1234567890123"), &anna), PASSWORD_TOO_PLAIN);
    assert_int_equal(password_check(TEXT("zyxwvutsrqpo"), &anna), PASSWORD_TOO_PLAIN);
    assert_int_equal(password_check(TEXT("Anna@example.org"), &anna), PASSWORD_OWN);
    assert_int_equal(password_check(TEXT("vier blauwe fietsen"), &anna), PASSWORD_FINE);
}

/* --- client ids --- */

static void test_a_client_id_and_its_body(void **given)
{
    (void)given;
    struct arena *arena = arena_new();
    struct raw_field fields[] = { { .name = TEXT("client_id"), .value = TEXT("x") },
                                  { .name = TEXT("note"), .value = TEXT("ab") } };
    struct raw_fields sent = { fields, 2 };
    struct client_write first;
    struct client_write second;
    struct text id = client_write_new(arena);
    assert_int_equal(id.length, CLIENT_WRITE_CHARACTERS);
    assert_int_equal(client_write_parse(arena, id, "client_id", sent, &first), STATUS_OK);
    fields[0].value = TEXT("y"); /* the id itself is not in the hash */
    assert_int_equal(client_write_parse(arena, id, "client_id", sent, &second), STATUS_OK);
    assert_true(text_equal(first.body_hash, second.body_hash));
    assert_true(text_equal(first.client, second.client));
    fields[1] = (struct raw_field){ .name = TEXT("notea"), .value = TEXT("b") };
    assert_int_equal(client_write_parse(arena, id, "client_id", sent, &second), STATUS_OK);
    assert_false(text_equal(first.body_hash, second.body_hash));
    assert_int_equal(client_write_parse(arena, TEXT("short"), "client_id", sent, &second), STATUS_INVALID);
    assert_int_equal(client_write_parse(arena, TEXT_NULL, "client_id", sent, &second), STATUS_INVALID);
    arena_free(arena);
}

/* --- housekeeping --- */

static int fill(struct change *change, void *argument)
{
    (void)argument;
    struct text sql = arena_printf(
        change->arena,
        "INSERT INTO client_write (organisation, person, device, client, body_hash, result, created_at) "
        "VALUES (%lld, 1, 0, 'a', 'b', 1, 1), (%lld, 2, 0, 'a', 'b', 1, %lld);",
        (long long)change->organisation.value, (long long)change->organisation.value, (long long)FIXTURE_NOW_AT);
    return db_execute(change->db, sql.data, &change->error);
}

enum { OLD_WRITES = 4100 }; /* two portions and a rest */

static int fill_many(struct change *change, void *argument)
{
    (void)argument;
    struct text sql =
        arena_printf(change->arena,
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
                     "INSERT INTO client_write (organisation, person, device, client, body_hash, result, created_at) "
                     "SELECT %lld, 10 + i, 0, 'a', 'b', 1, i FROM n;",
                     OLD_WRITES, (long long)change->organisation.value);
    return db_execute(change->db, sql.data, &change->error);
}

/* Runs the job of a day; gives how many changes that took. */
static int64_t changes_of_a_day(struct state *state, struct job_runner *runner)
{
    int64_t before = writer_figures(state->world.writer).changes;
    assert_int_equal(job_runner_step(runner), STATUS_OK);
    return writer_figures(state->world.writer).changes - before;
}

static void test_housekeeping_holds_the_writer_for_a_portion(void **given)
{
    struct state *state = here(given);
    struct job_runner *runner;
    struct error error = { 0 };
    assert_int_equal(change(state, fill_many, NULL), STATUS_OK);
    struct job_runner_settings settings = { .location = state->world.location,
                                            .writer = state->world.writer,
                                            .clock = &state->world.clock,
                                            .kinds = &access_housekeeping,
                                            .kind_count = 1 };
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    clock_advance(&state->world.clock, 62 * (int64_t)DAY_MS); /* after the days of the test before */
    int64_t many = changes_of_a_day(state, runner);
    assert_true(database_says(state, "(SELECT COUNT(*) FROM client_write) = 0"));
    clock_advance(&state->world.clock, DAY_MS);
    assert_int_equal(many - changes_of_a_day(state, runner), 2);
    job_runner_stop(runner);
    clock_set(&state->world.clock, FIXTURE_NOW_AT);
}

static void test_housekeeping_removes_what_has_served(void **given)
{
    struct state *state = here(given);
    struct job_runner *runner;
    struct error error = { 0 };
    assert_int_equal(change(state, fill, NULL), STATUS_OK);
    struct job_runner_settings settings = { .location = state->world.location,
                                            .writer = state->world.writer,
                                            .clock = &state->world.clock,
                                            .kinds = &access_housekeeping,
                                            .kind_count = 1 };
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    assert_int_equal(job_runner_step(runner), STATUS_OK); /* access_open asked for it */
    assert_true(database_says(state, "(SELECT COUNT(*) FROM client_write) = 1"));
    assert_true(database_says(state, "(SELECT COUNT(*) FROM job WHERE kind = 'housekeeping') = 2"));
    assert_int_equal(job_runner_step(runner), STATUS_NOT_FOUND); /* tomorrow's is not due */
    clock_advance(&state->world.clock, 60 * (int64_t)DAY_MS);
    assert_int_equal(job_runner_step(runner), STATUS_OK);
    assert_true(database_says(state, "(SELECT COUNT(*) FROM session) = 0"));
    assert_true(database_says(state, "(SELECT COUNT(*) FROM sign_in_link) = 0"));
    assert_true(database_says(state, "(SELECT COUNT(*) FROM sign_in_failure) = 0"));
    job_runner_stop(runner);
    clock_set(&state->world.clock, FIXTURE_NOW_AT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_link_is_used_once),
        cmocka_unit_test(test_a_link_lives_30_days_and_72_hours_from_opening),
        cmocka_unit_test(test_a_new_password_ends_sessions_and_links),
        cmocka_unit_test(test_only_a_demo_has_reusable_links),
        cmocka_unit_test(test_a_reusable_link_of_a_demo),
        cmocka_unit_test(test_no_secret_is_in_the_database),
        cmocka_unit_test(test_a_page_is_seen_once_a_quarter),
        cmocka_unit_test(test_looking_again_writes_nothing),
        cmocka_unit_test(test_ten_thousand_families_looking_again_write_next_to_nothing),
        cmocka_unit_test(test_a_full_queue_drops_and_says_so),
        cmocka_unit_test(test_guessing_is_limited_for_account_and_address),
        cmocka_unit_test(test_an_address_that_tries_many_accounts_is_stopped),
        cmocka_unit_test(test_guesses_survive_a_restart),
        cmocka_unit_test(test_housekeeping_removes_what_has_served),
        cmocka_unit_test(test_housekeeping_holds_the_writer_for_a_portion),
    };
    const struct CMUnitTest plain[] = {
        cmocka_unit_test(test_many_keys_do_not_push_a_busy_one_out),
        cmocka_unit_test(test_a_password_is_kept_as_argon2id),
        cmocka_unit_test(test_an_unknown_account_takes_as_long),
        cmocka_unit_test(test_plain_passwords_are_refused),
        cmocka_unit_test(test_a_client_id_and_its_body),
    };
    if (random_start() != STATUS_OK)
        return 1;
    int failed = cmocka_run_group_tests_name("plain", plain, NULL, NULL);
    failed += cmocka_run_group_tests_name("sqlite", tests, setup_sqlite, teardown);
    return failed + cmocka_run_group_tests_name("postgresql", tests, setup_postgresql, teardown);
}
