/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Data to measure with, put straight into a database that `samenspel init` or `samenspel demo` made. No server may run on it.
 *
 *     bench_data fill DATABASE FILL.SQL CHILDREN WRITTEN DAYS   an organisation of that size (bench/fill.sql)
 *     bench_data page DATABASE PAGE.SQL LINES                   a page of today with at least LINES lines, and who reads it:
 *                                                               "TOKEN PATH" of a guardian and of a professional
 *     bench_data visitors DATABASE COUNT                        "TOKEN PATH" of COUNT guardians with their child's page of today
 *     bench_data sessions DATABASE COUNT                        COUNT sessions of the reader of the page: "TOKEN PATH"
 *
 * TOKEN is the value of the session cookie. Everything goes to stdout, one a line.
 */
#include "access/scope.h"
#include "access/session.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/zone.h"
#include "data.sql.h"
#include "db/db.h"
#include "feature/handover/handover.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    CHILDREN_PER_GROUP = 16,
    GROUPS_PER_LOCATION = 5,
    SCRIPT_MAXIMUM = 256 * 1024,
    SESSIONS_AT_ONCE = 500,
};

static const int64_t KIND = INT64_C(1) << 40; /* ids of kind k are k * KIND + 1, 2, ... */

/* An open database and what is known of it. */
struct site {
    struct arena *arena;
    struct db *db;
    struct organisation_id organisation;
    struct date today;
    int64_t now_at;
    int64_t midnight_at;
    int64_t minted; /* sessions of this run */
};

static _Noreturn void give_up(const char *what, const char *why)
{
    fprintf(stderr, "bench_data: %s: %s\n", what, why);
    exit(1);
}

static int64_t number(const char *word)
{
    int64_t value;
    if (text_to_integer(text_from(word), 1, INT32_MAX, &value) != STATUS_OK)
        give_up(word, "is no number above 0");
    return value;
}

static void execute(struct site *site, const char *script)
{
    struct error error = { .word = 0 };
    if (db_execute(site->db, script, &error) != STATUS_OK)
        give_up("the database refuses", error.detail);
}

static void site_open(const char *location, struct site *site)
{
    struct error error = { .word = 0 };
    *site = (struct site){ .arena = arena_new(), .now_at = clock_now(clock_system()) };
    if (db_open_writer(location, &error, &site->db) != STATUS_OK)
        give_up(location, error.detail);
    /* What is measured comes later: here only the room that large inserts want. */
    if (db_engine(site->db) == DB_ENGINE_SQLITE)
        execute(site, "PRAGMA cache_size = -600000; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;");
    struct bench_organisation_row row;
    if (bench_organisation(site->db, site->arena, &row) != STATUS_OK)
        give_up(location, "has no organisation");
    struct zone *zone;
    if (zone_open(row.zone, &zone) != STATUS_OK)
        give_up(location, "has no zone that is known");
    struct zone_day day;
    site->organisation = row.organisation;
    site->today = zone_date(zone, site->now_at);
    zone_day(zone, site->today, &day);
    site->midnight_at = day.starts_at;
    zone_close(zone);
}

/* PostgreSQL's own statistics come a minute after so many rows; without them its plans are three times slower. */
static void site_close(struct site *site)
{
    execute(site, db_engine(site->db) == DB_ENGINE_SQLITE ? "PRAGMA journal_mode = WAL;" : "VACUUM ANALYZE");
    db_close(site->db);
    arena_free(site->arena);
}

/* --- scripts with numbers in them --- */

struct place {
    const char *name;
    int64_t value;
};

static int64_t value_of(const struct place *places, size_t count, struct text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(text_from(places[i].name), name))
            return places[i].value;
    give_up("no such place in the script", text_bytes(name));
}

/* Runs the script with every @name@ replaced. */
static void run_script(struct site *site, const char *path, const struct place *places, size_t count)
{
    struct text rest;
    if (file_read(site->arena, path, SCRIPT_MAXIMUM, &rest) != STATUS_OK)
        give_up(path, "cannot be read");
    struct buffer script;
    buffer_init(&script, SCRIPT_MAXIMUM);
    for (;;) {
        buffer_put(&script, text_cut(rest, '@', &rest));
        if (text_is_null(rest))
            break;
        struct text name = text_cut(rest, '@', &rest);
        buffer_put_integer(&script, value_of(places, count, name));
    }
    execute(site, buffer_string(&script));
    buffer_release(&script);
}

static void fill(struct site *site, char **words)
{
    int64_t children = number(words[1]);
    int64_t groups = (children + CHILDREN_PER_GROUP - 1) / CHILDREN_PER_GROUP;
    int64_t locations = (groups + GROUPS_PER_LOCATION - 1) / GROUPS_PER_LOCATION;
    const struct place places[] = {
        { "kind", KIND },
        { "organisation", site->organisation.value },
        { "children", children },
        { "groups", groups },
        { "locations", locations },
        { "written", number(words[2]) },
        { "days", number(words[3]) },
        { "today", site->today.days },
        { "midnight", site->midnight_at },
        { "now", site->now_at },
        { "audience", AUDIENCE_ALL },
    };
    execute(site, "BEGIN");
    run_script(site, words[0], places, sizeof places / sizeof *places);
    execute(site, "COMMIT");
}

/* --- who looks --- */

/* A session of the person; gives its cookie. The rows of the script `sessions` are sent together. */
static struct text add_session(struct site *site, struct buffer *sessions, struct person_id person)
{
    struct secret secret = secret_new(site->arena);
    struct text hash = hex_encode(site->arena, secret.hash.data, secret.hash.length);
    bool sqlite = db_engine(site->db) == DB_ENGINE_SQLITE;
    buffer_printf(sessions, "%s(%jd, %jd, %s%.*s', %jd, %jd, %jd, 2)", sessions->length ? ", " : "",
                  (intmax_t)site->organisation.value, (intmax_t)(site->now_at % KIND * 1000000 + ++site->minted),
                  sqlite ? "X'" : "'\\x", TEXT_ARGS(hash), (intmax_t)person.value, (intmax_t)site->now_at,
                  (intmax_t)(site->now_at + (int64_t)SESSION_IDLE_DAYS * DAY_MS));
    return secret.text;
}

static void keep_sessions(struct site *site, struct buffer *sessions)
{
    if (sessions->length == 0)
        return;
    struct text rows = buffer_text(sessions);
    execute(site,
            arena_printf(site->arena,
                         "INSERT INTO session (organisation, id, token_hash, person, created_at, expires_at, strength) "
                         "VALUES %.*s",
                         TEXT_ARGS(rows))
                .data);
    buffer_clear(sessions);
}

static void say_visitor(struct site *site, struct text token, struct address address)
{
    (void)site;
    printf("%.*s %.*s\n", TEXT_ARGS(token), TEXT_ARGS(address.text));
}

static struct bench_page_row find_page(struct site *site)
{
    struct bench_page_row row;
    struct bench_page_in in = { .organisation = site->organisation, .today = site->today };
    if (bench_page(site->db, site->arena, in, &row) != STATUS_OK)
        give_up("page", "no child with a guardian and a professional");
    return row;
}

static void page(struct site *site, char **words)
{
    struct bench_page_row row = find_page(site);
    int64_t lines = number(words[1]);
    const struct place places[] = {
        { "kind", KIND },
        { "organisation", site->organisation.value },
        { "child", row.child.value },
        { "guardian", row.guardian.value },
        { "professional", row.professional.value },
        { "group", row.care_group.value },
        { "lines", lines - row.lines },
        { "today", site->today.days },
        { "midnight", site->midnight_at },
        { "audience", AUDIENCE_ALL },
    };
    if (row.lines < lines)
        run_script(site, words[0], places, sizeof places / sizeof *places);
    struct buffer sessions;
    buffer_init(&sessions, SCRIPT_MAXIMUM);
    struct address address = url_handover_day(site->arena, row.child, site->today);
    say_visitor(site, add_session(site, &sessions, row.guardian), address);
    say_visitor(site, add_session(site, &sessions, row.professional), url_handover_board(site->arena, row.care_group));
    keep_sessions(site, &sessions);
    buffer_release(&sessions);
}

static void visitors(struct site *site, char **words)
{
    struct bench_visitors_rows rows;
    struct bench_visitors_in in = { .organisation = site->organisation, .today = site->today };
    in.most = number(words[0]);
    if (bench_visitors(site->db, site->arena, in, &rows) != STATUS_OK)
        give_up("visitors", db_failure(site->db));
    struct buffer sessions;
    buffer_init(&sessions, SCRIPT_MAXIMUM);
    for (size_t i = 0; i < rows.count; i++) {
        struct text token = add_session(site, &sessions, rows.items[i].person);
        say_visitor(site, token, url_handover_day(site->arena, rows.items[i].child, site->today));
        if ((i + 1) % SESSIONS_AT_ONCE == 0)
            keep_sessions(site, &sessions);
    }
    keep_sessions(site, &sessions);
    buffer_release(&sessions);
}

static void many_sessions(struct site *site, char **words)
{
    struct bench_page_row row = find_page(site);
    struct address address = url_handover_day(site->arena, row.child, site->today);
    int64_t count = number(words[0]);
    struct buffer sessions;
    buffer_init(&sessions, SCRIPT_MAXIMUM);
    for (int64_t i = 0; i < count; i++) {
        say_visitor(site, add_session(site, &sessions, row.guardian), address);
        if ((i + 1) % SESSIONS_AT_ONCE == 0)
            keep_sessions(site, &sessions);
    }
    keep_sessions(site, &sessions);
    buffer_release(&sessions);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int words;
        void (*run)(struct site *site, char **words);
    } tasks[] = {
        { "fill", 4, fill },
        { "page", 2, page },
        { "visitors", 1, visitors },
        { "sessions", 1, many_sessions },
    };
    if (random_start() != STATUS_OK)
        give_up("chance", "there is none");
    for (size_t i = 0; argc > 2 && i < sizeof tasks / sizeof *tasks; i++) {
        if (strcmp(argv[1], tasks[i].name) != 0 || argc != tasks[i].words + 3)
            continue;
        struct site site;
        site_open(argv[2], &site);
        tasks[i].run(&site, argv + 3);
        site_close(&site);
        return 0;
    }
    fputs("usage: bench_data fill|page|visitors|sessions DATABASE ...; see bench/data.c\n", stderr);
    return 2;
}
