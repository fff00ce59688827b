/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The demo: its tables hold together, no child reads the same twice, and at any hour of any day the board lives. The
 * pages themselves are tested elsewhere; here the database is looked at.
 */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/random.h"
#include "command/command.h"
#include "command/commands.h"
#include "command/demo/people.h"
#include "command/demo/state.h"
#include "command/settings.h"
#include "feature/handover/code.h"

/* --- the tables --- */

static bool is_time(const char *text)
{
    struct text rest;
    int64_t hour;
    int64_t minute;
    struct text hours = text_cut(text_from(text), ':', &rest);
    if (rest.length == 2 && rest.data[0] == '0')
        rest = text_slice(rest, 1, 1);
    return text_to_integer(hours, 0, 23, &hour) == STATUS_OK && text_to_integer(rest, 0, 59, &minute) == STATUS_OK;
}

static void check_codes(const char *coded, enum entry_side side)
{
    struct text rest = text_from(coded);
    while (!text_is_empty(rest)) {
        int64_t measure;
        const struct code *code = code_parse(text_cut(rest, ' ', &rest), &measure);
        assert_non_null(code);
        assert_true(code_kind_is_of(code->kind, side));
    }
}

static void check_words(const char *words)
{
    assert_true(text_is_utf8(text_from(words)));
    assert_false(text_has_control(text_from(words)));
    assert_true(text_characters(text_from(words)) <= 400);
}

static void check_day(const struct demo_child *child, const struct demo_day *day)
{
    size_t family = 0;
    while (family < DEMO_GUARDIANS_MAXIMUM && child->guardians[family].parent)
        family++;
    if (day->note.at) {
        assert_true(is_time(day->note.at));
        assert_true((size_t)day->note.who < family);
        check_codes(day->note.codes, SIDE_HOME);
        check_words(day->note.words);
        assert_true(day->note.codes[0] || day->note.words[0]);
    }
    assert_true(!day->answer || day->note.at);
    for (size_t i = 0; i < DEMO_LINES_MAXIMUM && day->lines[i].at; i++) {
        assert_true(is_time(day->lines[i].at));
        check_codes(day->lines[i].codes, SIDE_CENTRE);
        check_words(day->lines[i].words);
    }
    assert_true(!day->reply.words || (day->lines[0].at && (size_t)day->reply.who < family));
    assert_true(!day->later.at || (is_time(day->later.at) && (size_t)day->later.who < family));
}

static void check_child(const struct demo_child *child)
{
    assert_true(demo_staff_index(child->mentor) != SIZE_MAX);
    assert_int_equal(demo_staff[demo_staff_index(child->mentor)].group, child->group);
    assert_true(is_time(child->arrives) && is_time(child->leaves));
    assert_in_range(child->appetite, 0, 3);
    assert_non_null(child->guardians[0].parent);
    assert_true(child->day_count >= 3);
    for (size_t i = 0; i < DEMO_GUARDIANS_MAXIMUM && child->guardians[i].parent; i++)
        assert_true(demo_parent_index(child->guardians[i].parent) != SIZE_MAX);
    for (size_t i = 0; i < child->day_count; i++)
        check_day(child, &child->days[i]);
}

static void test_the_tables(void **state)
{
    (void)state;
    size_t children = 0;
    size_t today = 0;
    for (int group = 0; group < DEMO_GROUP__MAX; group++) {
        const struct demo_children *list = demo_children_of((enum demo_group)group);
        assert_true(list->count <= DEMO_CHILDREN_MAXIMUM);
        for (size_t i = 0; i < list->count; i++) {
            assert_int_equal(list->items[i].group, group);
            check_child(&list->items[i]);
            today += group == DEMO_VLINDERS && !list->items[i].elsewhere_today;
        }
        children += list->count;
    }
    assert_int_equal(children, 32);
    assert_int_equal(today, 12);
    assert_true(demo_staff_count <= DEMO_STAFF_MAXIMUM && demo_parent_count <= DEMO_PARENTS_MAXIMUM);
    assert_true(demo_link_count <= DEMO_LINKS_MAXIMUM);
    for (size_t i = 0; i < demo_link_count; i++)
        assert_true(demo_staff_index(demo_links[i].key) != SIZE_MAX ||
                    demo_parent_index(demo_links[i].key) != SIZE_MAX);
}

static void test_weekdays(void **state)
{
    (void)state;
    const struct demo_child *noor = &demo_vlinders.items[0];
    const struct date wednesday = { 20782 };
    assert_int_equal(date_weekday(wednesday), WEEKDAY_WEDNESDAY);
    assert_int_equal(demo_weekdays(noor, wednesday), 1 | 2 | 4 | 8 | 32 | 64);
    struct demo_child elsewhere = *noor;
    elsewhere.elsewhere_today = true;
    elsewhere.weekdays = "ma wo";
    assert_int_equal(demo_weekdays(&elsewhere, wednesday), 1);
}

/* --- a demo at an hour --- */

struct place {
    struct arena *arena;
    struct clock clock;
    struct settings settings;
    char folder[64];
    sqlite3 *database;
};

static int set_up(void **state)
{
    struct place *place = test_calloc(1, sizeof *place);
    place->arena = arena_new();
    memcpy(place->folder, "/tmp/samenspel-demo-XXXXXX", sizeof "/tmp/samenspel-demo-XXXXXX");
    if (random_start() != STATUS_OK || !mkdtemp(place->folder))
        return 1;
    struct text words[] = { TEXT("data"), text_from(place->folder) };
    struct error error;
    if (settings_load(place->arena, words, 2, &error, &place->settings) != STATUS_OK)
        return 1;
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {
        "samenspel.db", "samenspel.db-wal", "samenspel.db-shm", "samenspel.db-lock", "key", "demo"
    };
    struct place *place = *state;
    sqlite3_close(place->database);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(arena_printf(place->arena, "%s/%s", place->folder, names[i]).data);
    rmdir(place->folder);
    arena_free(place->arena);
    test_free(place);
    return 0;
}

/* `samenspel demo` at an instant. */
static void start(struct place *place, int64_t at)
{
    clock_set(&place->clock, at);
    sqlite3_close(place->database);
    place->database = NULL;
    struct command_call call = {
        .command = &command_demo, .arena = place->arena, .clock = &place->clock, .settings = &place->settings
    };
    assert_int_equal(command_demo.run(&call), COMMAND_DONE);
    assert_int_equal(sqlite3_open_v2(place->settings.database, &place->database, SQLITE_OPEN_READWRITE, NULL),
                     SQLITE_OK);
}

static int64_t count(struct place *place, const char *statement, int64_t parameter)
{
    sqlite3_stmt *prepared;
    assert_int_equal(sqlite3_prepare_v2(place->database, statement, -1, &prepared, NULL), SQLITE_OK);
    sqlite3_bind_int64(prepared, 1, parameter);
    assert_int_equal(sqlite3_step(prepared), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(prepared, 0);
    sqlite3_finalize(prepared);
    return value;
}

#define VLINDERS "(SELECT id FROM care_group WHERE name = 'Vlinders')"
#define TODAY    "(SELECT MAX(day) FROM attendance)"

/* Whose last nap of the day has no end yet. */
static const char asleep[] =
    "SELECT COUNT(*) FROM entry AS e WHERE e.care_group = " VLINDERS " AND e.kind = 'sleep' AND e.value = 'asleep'"
    " AND e.day = " TODAY " AND e.at <= ?1 AND NOT EXISTS (SELECT 1 FROM entry AS l WHERE l.child = e.child"
    " AND l.kind = 'sleep' AND l.value = 'awake' AND l.day = e.day AND l.at > e.at)";

/* Sentences of one child that stand there twice within seven days. */
static const char repeated[] =
    "SELECT COUNT(*) FROM entry AS a JOIN entry AS b ON b.child = a.child AND b.note = a.note AND b.id > a.id"
    " AND ABS(b.day - a.day) < 7 WHERE a.note <> '' AND a.id > ?1";

static const char unread[] = "SELECT COUNT(DISTINCT e.moment) FROM entry AS e WHERE e.side = 1 AND e.day = " TODAY
                             " AND e.answers = 0 AND e.at <= ?1"
                             " AND NOT EXISTS (SELECT 1 FROM note_read AS r WHERE r.moment = e.moment)";

static void check_alive(struct place *place, int64_t now_at)
{
    assert_int_equal(count(place, "SELECT COUNT(*) FROM child WHERE id > ?1", 0), 32);
    assert_int_equal(count(place, "SELECT COUNT(*) FROM care_group WHERE id > ?1", 0), 4);
    /* Today: twelve children on the board, one of them at home; nobody was written about who is not there. */
    assert_int_equal(count(place,
                           "SELECT COUNT(*) FROM attendance WHERE care_group = " VLINDERS " AND day = " TODAY
                           " AND in_at <= ?1",
                           now_at),
                     11);
    assert_true(count(place, asleep, now_at) >= 1);
    assert_true(count(place, unread, now_at) >= 2);
    assert_int_equal(count(place, repeated, 0), 0);
    /* Nothing happens in the future, and two weeks have passed. */
    assert_int_equal(count(place, "SELECT COUNT(*) FROM entry WHERE at > ?1 OR created_at > ?1", now_at), 0);
    assert_int_equal(count(place, "SELECT COUNT(*) FROM attendance WHERE in_at > ?1 OR out_at > ?1", now_at), 0);
    assert_true(count(place, "SELECT COUNT(DISTINCT day) FROM attendance WHERE in_at < ?1", now_at) >= 10);
    assert_true(count(place, "SELECT COUNT(*) FROM entry WHERE at < ?1", now_at) > 1500);
    assert_true(count(place, "SELECT COUNT(*) FROM entry WHERE language = 'ar' AND at < ?1", now_at) >= 10);
    assert_true(count(place, "SELECT COUNT(*) FROM entry WHERE answers <> 0 AND at < ?1", now_at) >= 40);
}

enum { MINUTE = 60 * 1000 };
#define MONDAY_MIDNIGHT INT64_C(1795388400000) /* 2026-11-23 00:00 in Amsterdam */

static void test_a_weekday_at_ten(void **state)
{
    start(*state, MONDAY_MIDNIGHT + 10 * 60 * MINUTE);
    check_alive(*state, MONDAY_MIDNIGHT + 10 * 60 * MINUTE);
}

static void test_a_weekday_at_noon(void **state)
{
    start(*state, MONDAY_MIDNIGHT + (24 * 60 + 13 * 60 + 5) * MINUTE);
    check_alive(*state, MONDAY_MIDNIGHT + (24 * 60 + 13 * 60 + 5) * MINUTE);
}

static void test_a_weekday_at_four(void **state)
{
    start(*state, MONDAY_MIDNIGHT + 15 * 60 * MINUTE + 55 * MINUTE);
    check_alive(*state, MONDAY_MIDNIGHT + 15 * 60 * MINUTE + 55 * MINUTE);
}

static void test_a_sunday(void **state)
{
    int64_t sunday_at = MONDAY_MIDNIGHT - 24 * 60 * MINUTE + 11 * 60 * MINUTE;
    start(*state, sunday_at);
    check_alive(*state, sunday_at);
}

/* The night of the clock change is one of the days of the past: 2026-10-25. */
static void test_over_the_clock_change(void **state)
{
    int64_t at = MONDAY_MIDNIGHT - INT64_C(20) * 24 * 60 * MINUTE + 10 * 60 * MINUTE;
    start(*state, at);
    check_alive(*state, at);
}

static void test_at_night(void **state)
{
    int64_t at = MONDAY_MIDNIGHT + 3 * 60 * MINUTE;
    start(*state, at);
    assert_int_equal(count(*state, "SELECT COUNT(*) FROM attendance WHERE out_at IS NULL AND in_at < ?1", at), 0);
    assert_int_equal(count(*state, repeated, 0), 0);
}

/* Later the same day, and on later days, the past goes on to the present without a gap or a repetition. */
static void test_starting_again(void **state)
{
    struct place *place = *state;
    int64_t at = MONDAY_MIDNIGHT + 10 * 60 * MINUTE;
    start(place, at);
    int64_t before = count(place, "SELECT COUNT(*) FROM entry WHERE at <= ?1", at);
    start(place, at);
    assert_int_equal(count(place, "SELECT COUNT(*) FROM entry WHERE at < ?1", INT64_MAX), before);
    at += 5 * 60 * MINUTE;
    start(place, at);
    assert_true(count(place, "SELECT COUNT(*) FROM entry WHERE at <= ?1", at) > before);
    at += INT64_C(2) * 24 * 60 * MINUTE;
    start(place, at);
    assert_int_equal(count(place, repeated, 0), 0);
    assert_int_equal(count(place, "SELECT COUNT(*) FROM entry WHERE at > ?1", at), 0);
    assert_int_equal(count(place, "SELECT COUNT(DISTINCT day) FROM attendance WHERE in_at > ?1", MONDAY_MIDNIGHT), 3);
    assert_true(count(place, asleep, at) >= 1);
    assert_int_equal(count(place, "SELECT COUNT(*) FROM professional WHERE role = 'stand_in' AND from_day > ?1", 0), 2);
    assert_int_equal(count(place, "SELECT COUNT(*) FROM child WHERE id > ?1", 0), 32);
}

/* The families as they are: whom the tables say may see what. */
static void test_families(void **state)
{
    struct place *place = *state;
    start(place, MONDAY_MIDNIGHT + 10 * 60 * MINUTE);
    static const char scopes[] = "SELECT COUNT(*) FROM guardian AS g JOIN person AS p ON p.id = g.person"
                                 " JOIN child AS c ON c.id = g.child WHERE p.given_name = ";
    struct arena *arena = place->arena;
    assert_int_equal(
        count(
            place,
            arena_printf(arena, "%s'Aylin' AND c.given_name = 'Ilyas' AND g.scope = 'limited' AND g.home > ?1", scopes)
                .data,
            0),
        1);
    assert_int_equal(
        count(place,
              arena_printf(arena, "%s'Ria' AND g.called = 'oma' AND g.authority = 1 AND g.home > ?1", scopes).data, 0),
        1);
    assert_int_equal(
        count(place, arena_printf(arena, "%s'Marieke' AND g.protected = 1 AND g.home > ?1", scopes).data, 0), 1);
    assert_int_equal(
        count(place, arena_printf(arena, "%s'Dennis' AND g.scope = 'none' AND g.home > ?1", scopes).data, 0), 1);
    assert_int_equal(count(place,
                           "SELECT COUNT(DISTINCT home) FROM guardian WHERE child = (SELECT id FROM child WHERE "
                           "given_name = 'Sam') AND home > ?1",
                           0),
                     2);
    /* What the protected mother writes reaches no other home (1, 512, 1024): only her own bit may stand. */
    assert_int_equal(count(place,
                           "SELECT COUNT(*) FROM entry WHERE child = (SELECT id FROM child WHERE given_name = 'Bram')"
                           " AND side = 1 AND (audience & 2 <> 0 OR audience & 1537 = 1537) AND at > ?1",
                           0),
                     0);
    assert_true(count(place, "SELECT COUNT(*) FROM child WHERE restriction <> '' AND id > ?1", 0) >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_tables),
        cmocka_unit_test(test_weekdays),
        cmocka_unit_test_setup_teardown(test_a_weekday_at_ten, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_weekday_at_noon, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_weekday_at_four, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_sunday, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_over_the_clock_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_at_night, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_starting_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_families, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
