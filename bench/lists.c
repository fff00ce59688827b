/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * CPU time of the newest lines over all children a person may see (handover_newest), for persons of every size.
 *
 *     bench_lists DATABASE MILLISECONDS
 *
 * One line for each kind of person on stdout: "guardian 1 0.016", the children she sees and the milliseconds of one list.
 * The database is one that bench/data.c filled; each kind is measured for MILLISECONDS, over many persons of it where there
 * are many. On PostgreSQL the time is the clock's, since the work is done by another process.
 */
#include "access/rule.h"
#include "base/zone.h"
#include "data.sql.h"
#include "db/db.h"
#include "feature/handover/handover.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST = 6, PERSONS = 64 };

static _Noreturn void give_up(const char *what, const char *why)
{
    fprintf(stderr, "bench_lists: %s: %s\n", what, why);
    exit(1);
}

static double now_ms(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct viewers {
    struct db *db;
    struct arena *arena;
    struct access_who who;
    struct bench_viewers_rows rows;
};

/* One list of each person in turn until the time is over; milliseconds a list. */
static double measure(struct viewers *viewers, clockid_t clock, double span)
{
    struct arena *arena = arena_new();
    double start = now_ms(clock);
    double spent = 0;
    size_t lists = 0;
    size_t warm = viewers->rows.count;
    for (size_t i = 0; spent < span || lists == 0; i++) {
        if (i == warm)
            start = now_ms(clock);
        struct handover_lines lines;
        viewers->who.person = viewers->rows.items[i % viewers->rows.count].person;
        if (db_read_begin(viewers->db) != STATUS_OK ||
            handover_newest(viewers->db, arena, &viewers->who, MOST, &lines) != STATUS_OK || lines.count == 0)
            give_up("the list", db_failure(viewers->db));
        db_read_end(viewers->db);
        arena_reset(arena);
        if (i < warm)
            continue;
        lists++;
        spent = now_ms(clock) - start;
    }
    arena_free(arena);
    return spent / (double)lists;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int64_t scope; /* a bit that only they have */
        int64_t least, most;
    } kinds[] = {
        { "guardian", 1, 1, 4 },
        { "professional", 64, 5, 40 },
        { "manager", 256, 41, 1000 },
        { "administrator", 256, 1001, INT32_MAX },
    };
    int64_t span;
    struct error error = { .word = 0 };
    struct viewers viewers = { .arena = arena_new() };
    struct bench_organisation_row organisation;
    struct zone *zone;
    if (argc != 3 || text_to_integer(text_from(argv[2]), 1, INT32_MAX, &span) != STATUS_OK)
        give_up("usage", "bench_lists DATABASE MILLISECONDS");
    if (db_open_reader(argv[1], &error, &viewers.db) != STATUS_OK)
        give_up(argv[1], error.detail);
    if (bench_organisation(viewers.db, viewers.arena, &organisation) != STATUS_OK ||
        zone_open(organisation.zone, &zone) != STATUS_OK)
        give_up(argv[1], "has no organisation in a zone that is known");
    viewers.who.organisation = organisation.organisation;
    viewers.who.today = zone_date(zone, clock_now(clock_system()));
    clockid_t clock = db_engine(viewers.db) == DB_ENGINE_SQLITE ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct bench_viewers_in in = { .organisation = viewers.who.organisation,
                                       .today = viewers.who.today,
                                       .scope = kinds[i].scope,
                                       .least = kinds[i].least,
                                       .most = kinds[i].most,
                                       .persons = PERSONS };
        if (bench_viewers(viewers.db, viewers.arena, in, &viewers.rows) != STATUS_OK || viewers.rows.count == 0)
            give_up(kinds[i].name, "there is none");
        double cost = measure(&viewers, clock, (double)span);
        printf("%s %jd %.4f\n", kinds[i].name, (intmax_t)viewers.rows.items[0].children, cost);
    }
    zone_close(zone);
    db_close(viewers.db);
    arena_free(viewers.arena);
    return 0;
}
