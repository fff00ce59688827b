/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Importing rosters (R236), on both engines: a dirty file comes in, the same file changes nothing, later files change what
 * they change and keep history and what was changed here, and an import that is interrupted goes on to its end. The file
 * is tests/data/roster.csv; today is 2026-11-23.
 */
#include "access/access.h"
#include "access/people.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "feature/roster/family.h"
#include "feature/roster/roster.h"
#include "feature/roster/roster.sql.h"
#include "feature/roster/stage.h"
#include "page/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct state {
    struct fixture_world world;
    struct organisation_id organisation;
    struct buffer report; /* of the last import */
    struct buffer found;  /* the same as findings */
    struct roster_limits limits;
    struct text file;
    struct roster_counts counts;
    bool postgresql;
};

/* --- the world --- */

static int add_organisation(struct change *change, void *argument)
{
    struct organisation_id *id = argument;
    return people_organisation_add(change, &(struct people_organisation){ .name = TEXT("De Kiem") }, id);
}

/* Every test has a database of its own, because imports build on each other. */
static struct state *begin(void **given)
{
    static struct state state;
    bool postgresql = *(const bool *)*given;
    state = (struct state){ .postgresql = postgresql };
    if (!fixture_world_open(postgresql, &state.world))
        skip();
    buffer_init(&state.report, 1 << 20);
    buffer_init(&state.found, 1 << 20);
    assert_int_equal(fixture_change(&state.world, (struct organisation_id){ 0 }, add_organisation, &state.organisation),
                     STATUS_OK);
    assert_int_equal(file_read(state.world.arena, SOURCE_FOLDER "/tests/data/roster.csv", 1 << 20, &state.file),
                     STATUS_OK);
    return &state;
}

static void end(struct state *state)
{
    struct access_difference difference;
    assert_int_equal(access_compare(state->world.db, state->world.arena, state->organisation, &difference), STATUS_OK);
    assert_int_equal(difference.missing + difference.extra, 0);
    buffer_release(&state->report);
    buffer_release(&state->found);
    fixture_world_close(&state->world);
}

static void hear(void *context, struct text line)
{
    struct state *state = context;
    buffer_put(&state->report, line);
    buffer_put_char(&state->report, '\n');
}

enum { DRY = 0, APPLY = 1, NEW_GROUPS = 2, ANYWAY = 4 };

static void find(void *context, const struct roster_finding *finding)
{
    struct state *state = context;
    buffer_printf(&state->found, "%s %s %.*s %d\n", finding->weight, finding->code, TEXT_ARGS(finding->number),
                  finding->location.value != 0);
}

static int import(struct state *state, struct text content, int how)
{
    struct error error = { 0 };
    struct roster_import import = { .writer = state->world.writer,
                                    .db = state->world.db,
                                    .clock = &state->world.clock,
                                    .organisation = state->organisation,
                                    .content = content,
                                    .apply = how & APPLY,
                                    .new_groups = how & NEW_GROUPS,
                                    .anyway = how & ANYWAY,
                                    .limits = state->limits,
                                    .all = true,
                                    .say = hear,
                                    .find = find,
                                    .context = state };
    buffer_clear(&state->report);
    buffer_clear(&state->found);
    return roster_import(&import, &error, &state->counts);
}

static void applies(struct state *state, struct text content)
{
    int status = import(state, content, APPLY);
    if (status != STATUS_OK || state->counts.skipped)
        fail_msg("%s\n%s", status_name(status), buffer_string(&state->report));
}

/* The import writes nothing at all: not one change. */
static void changes_nothing(struct state *state, struct text content, int how, int status)
{
    int64_t before = writer_figures(state->world.writer).changes;
    assert_int_equal(import(state, content, how), status);
    if (writer_figures(state->world.writer).changes != before)
        fail_msg("it wrote:\n%s", buffer_string(&state->report));
}

static bool reported(struct state *state, const char *words)
{
    return text_find(buffer_text(&state->report), text_from(words)) != SIZE_MAX;
}

static void assert_reported(struct state *state, const char *words)
{
    if (!reported(state, words))
        fail_msg("not reported: %s\n%s", words, buffer_string(&state->report));
}

/* The file with one piece of it replaced, once. */
static struct text with(struct state *state, struct text content, const char *from, const char *to)
{
    size_t at = text_find(content, text_from(from));
    if (at == SIZE_MAX)
        fail_msg("the file does not hold %s", from);
    return arena_printf(state->world.arena, "%.*s%s%.*s", TEXT_ARGS(text_slice(content, 0, at)), to,
                        TEXT_ARGS(text_slice(content, at + strlen(from), SIZE_MAX)));
}

/* The file without the records that begin with the number. */
static struct text without(struct state *state, struct text content, const char *number)
{
    struct buffer kept;
    buffer_init(&kept, 1 << 20);
    struct text rest = content;
    while (rest.data) {
        struct text line = text_cut(rest, '\n', &rest);
        if (!text_starts_with(line, text_from(number)))
            buffer_printf(&kept, "%.*s%s", TEXT_ARGS(line), rest.data ? "\n" : "");
    }
    struct text copy = text_copy(state->world.arena, buffer_text(&kept));
    buffer_release(&kept);
    return copy;
}

/* --- what is there --- */

static struct child_id child_id(struct state *state, const char *number)
{
    struct roster_child_number_row row = { .id = { 0 } };
    int status = roster_child_number(
        state->world.db, state->world.arena,
        (struct roster_child_number_in){ .organisation = state->organisation, .number = text_from(number) }, &row);
    return status == STATUS_OK ? row.id : (struct child_id){ 0 };
}

static struct roster_child_get_row child_row(struct state *state, const char *number)
{
    struct roster_child_get_row row;
    assert_int_equal(roster_child_get(state->world.db, state->world.arena,
                                      (struct roster_child_get_in){ .organisation = state->organisation,
                                                                    .child = child_id(state, number) },
                                      &row),
                     STATUS_OK);
    return row;
}

static struct roster_placements_rows placements(struct state *state, const char *number)
{
    struct roster_placements_rows rows;
    assert_int_equal(roster_placements(state->world.db, state->world.arena,
                                       (struct roster_placements_in){ .organisation = state->organisation,
                                                                      .child = child_id(state, number) },
                                       &rows),
                     STATUS_OK);
    return rows;
}

static struct roster_guardians_rows guardians(struct state *state, const char *number)
{
    struct roster_guardians_rows rows;
    assert_int_equal(roster_guardians(state->world.db, state->world.arena,
                                      (struct roster_guardians_in){ .organisation = state->organisation,
                                                                    .child = child_id(state, number) },
                                      &rows),
                     STATUS_OK);
    return rows;
}

static struct roster_mentors_rows mentors(struct state *state, const char *number)
{
    struct roster_mentors_rows rows;
    assert_int_equal(roster_mentors(state->world.db, state->world.arena,
                                    (struct roster_mentors_in){ .organisation = state->organisation,
                                                                .child = child_id(state, number) },
                                    &rows),
                     STATUS_OK);
    return rows;
}

static struct roster_person_get_row person(struct state *state, struct person_id id)
{
    struct roster_person_get_row row;
    assert_int_equal(
        roster_person_get(state->world.db, state->world.arena,
                          (struct roster_person_get_in){ .organisation = state->organisation, .person = id }, &row),
        STATUS_OK);
    return row;
}

static void assert_text(struct text text, const char *expected)
{
    if (!text_equal(text, text_from(expected)))
        fail_msg("%.*s is not %s", TEXT_ARGS(text), expected);
}

static void assert_day(struct date date, const char *expected)
{
    struct date day = DATE_FOREVER;
    if (*expected)
        assert_int_equal(date_parse_iso(text_from(expected), &day), STATUS_OK);
    assert_int_equal(date.days, day.days);
}

/* --- the first file --- */

static void test_a_dry_run_writes_nothing(void **given)
{
    struct state *state = begin(given);
    changes_nothing(state, state->file, DRY, STATUS_OK);
    assert_int_equal(state->counts.rows, 31);
    assert_int_equal(state->counts.empty, 1);
    assert_int_equal(state->counts.doubled, 4);
    assert_int_equal(state->counts.refused, 10);
    assert_int_equal(state->counts.children_new, 15);
    assert_int_equal(state->counts.without, 2);
    assert_int_equal(state->counts.locations_new, 3);
    assert_int_equal(state->counts.groups_new, 4);
    assert_int_equal(state->counts.professionals_new, 3);
    assert_int_equal(state->counts.guardians_new, 16);
    static const char *const lines[] = {
        "file          utf-8, separator ;",
        "refused  row_cells                 1  ",
        "  line     23  child 212           18 in place of 24",
        "  line     33  child               Naamloos",
        "  line     12  child 207           Postma",
        "  line      6  child 204           31-02-2024",
        "  line      8  child 205           01-03-2026",
        "  line     10  child 206           foo",
        "  line     14  child 208           KDV De Kiem: Onbekende groep",
        "  line     32  child 218           KDV De Kiem: Egles",
        "  line     27  child 214           date of birth",
        "check    remark_restriction        1  ",
        "  line      5  child 203           line 4",
        "  line     22  child 211           line 20",
        "rows          read 31  empty 1  doubled 4  refused 10",
        "children      new 15  changed 0  unchanged 0  refused 2  missing 0",
        "nothing was written; --apply writes",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_reported(state, lines[i]);
    end(state);
}

static void test_a_family_comes_in_whole(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct roster_child_get_row lotte = child_row(state, "201");
    assert_text(lotte.given_name, "Lotte");
    assert_day(lotte.born, "2024-05-14");
    assert_text(lotte.photo_consent, "group");
    struct roster_placements_rows places = placements(state, "201");
    assert_int_equal(places.count, 1);
    assert_int_equal(places.items[0].weekdays, 7);
    assert_day(places.items[0].begins, "2025-12-23");
    assert_day(places.items[0].until, "");
    struct roster_guardians_rows family = guardians(state, "201");
    assert_int_equal(family.count, 2);
    assert_text(family.items[0].given_name, "Anke");
    assert_true(family.items[0].authority);
    assert_text(person(state, family.items[1].person).language, "ar");
    assert_text(person(state, family.items[1].person).email, "Sander.Prins@example.org");
    struct roster_mentors_rows mentor = mentors(state, "201");
    assert_int_equal(mentor.count, 1);
    assert_text(person(state, mentor.items[0].person).family_name, "Bots");
    assert_day(mentor.items[0].begins, "2026-11-23");
    end(state);
}

static void test_siblings_share_their_guardians(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct roster_guardians_rows lotte = guardians(state, "201");
    struct roster_guardians_rows bram = guardians(state, "202");
    assert_int_equal(bram.count, 2);
    assert_int_equal(lotte.items[0].person.value, bram.items[0].person.value); /* by address in other letters */
    assert_int_equal(lotte.items[1].person.value, bram.items[1].person.value); /* by name and telephone */
    assert_text(child_row(state, "202").allergies, "ei; pinda");
    struct roster_guardians_rows oleg = guardians(state, "212");
    assert_text(person(state, oleg.items[0].person).email, ""); /* a person without account */
    assert_false(guardians(state, "211").items[0].authority);
    end(state);
}

static void test_dirt_is_read_as_people_mean_it(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    assert_text(child_row(state, "207").given_name, "Ties");
    assert_day(child_row(state, "204").born, "2024-02-28");
    assert_int_equal(placements(state, "206").items[0].weekdays, 31);
    assert_text(person(state, guardians(state, "209").items[0].person).email, "zeger@example.org");
    assert_int_equal(guardians(state, "209").count, 1);
    assert_text(child_row(state, "210").given_name, "Luka");
    assert_text(child_row(state, "210").family_name, "Van der Elst");
    assert_text(child_row(state, "211").remark,
                "Opmerking met \"aanhalingstekens\"; en puntkomma\nen een tweede regel\nbroer van 212");
    assert_text(child_row(state, "212").photo_consent, "own_family");
    assert_int_equal(placements(state, "213").count, 2);
    assert_text(child_row(state, "208").restriction, ""); /* never guessed from a remark */
    assert_int_equal(child_id(state, "214").value, 0);    /* contradicts itself */
    assert_int_equal(child_id(state, "216").value, 0);    /* left */
    assert_int_equal(child_id(state, "218").value, 0);    /* the group is a typing fault */
    end(state);
}

static void test_the_same_file_again_changes_nothing(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    assert_int_equal(state->counts.applied, 15 + 3 + 4);
    changes_nothing(state, state->file, APPLY, STATUS_OK);
    assert_int_equal(state->counts.unchanged, 15);
    assert_int_equal(state->counts.children_new + state->counts.changed, 0);
    assert_reported(state, "nothing to apply");
    clock_advance(&state->world.clock, INT64_C(3) * DAY_MS);
    changes_nothing(state, state->file, APPLY, STATUS_OK);
    end(state);
}

/* The file as a Dutch Windows program writes it: the letters that it holds all have one byte there. */
static struct text in_windows_1252(struct state *state)
{
    struct text content = text_slice(state->file, 3, SIZE_MAX);
    char *bytes = arena_allocate(state->world.arena, content.length);
    size_t length = 0;
    uint32_t point;
    for (size_t at = 0; at < content.length;) {
        assert_int_equal(utf8_next(content, &at, &point), STATUS_OK);
        assert_true(point < 0x80 || (point >= 0xa0 && point <= 0xff));
        bytes[length++] = (char)point;
    }
    return (struct text){ bytes, length };
}

static void test_the_same_file_in_windows_1252_changes_nothing(void **given)
{
    struct state *state = begin(given);
    applies(state, in_windows_1252(state));
    assert_reported(state, "file          windows-1252, separator ;");
    assert_text(child_row(state, "203").family_name, "M\xc3\xbcller");
    changes_nothing(state, state->file, APPLY, STATUS_OK);
    assert_int_equal(state->counts.unchanged, 15);
    end(state);
}

static void test_a_file_that_is_no_roster(void **given)
{
    struct state *state = begin(given);
    changes_nothing(state, TEXT("Kindnummer;Voornaam;Achternaam\n1;a;b\n"), APPLY, STATUS_INVALID);
    assert_reported(state, "file     file_column               1  the header has no column for this");
    assert_reported(state, "Geboortedatum");
    changes_nothing(state, TEXT("PK\x03\x04\0\0"), APPLY, STATUS_INVALID);
    changes_nothing(state, TEXT(""), APPLY, STATUS_INVALID);
    end(state);
}

/* --- later files --- */

static void test_other_days_and_groups_keep_history(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct text later = with(state, state->file, "Egels;ma, di, wo;", "Egels;ma, do;");
    later = without(state, later, "204");
    applies(state, later);
    assert_int_equal(state->counts.changed, 1);
    assert_reported(state, "child 201           placement");
    assert_reported(state, "child_missing");
    struct roster_placements_rows rows = placements(state, "201");
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows.items[0].weekdays, 7);
    assert_day(rows.items[0].until, "2026-11-23");
    assert_int_equal(rows.items[1].weekdays, 9);
    assert_day(rows.items[1].begins, "2026-11-23");
    assert_day(rows.items[1].until, "");
    clock_advance(&state->world.clock, INT64_C(5) * DAY_MS);
    changes_nothing(state, later, APPLY, STATUS_OK);
    struct text moved = with(state, later, "Egels;ma, do;23-12-2025;", "Mussen;ma, do;01-12-2026;");
    applies(state, moved);
    rows = placements(state, "201");
    assert_int_equal(rows.count, 3);
    assert_day(rows.items[1].until, "2026-12-01");
    assert_day(rows.items[2].begins, "2026-12-01");
    assert_true(rows.items[2].care_group.value != rows.items[1].care_group.value);
    changes_nothing(state, moved, APPLY, STATUS_OK);
    end(state);
}

static void test_a_departure_ends_access_on_its_date(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    assert_day(guardians(state, "217").items[0].until, "2027-01-01"); /* the file had 31-12-2026 */
    assert_day(mentors(state, "217").items[0].until, "2027-01-01");
    struct text later = with(state, state->file, "ma, di, wo;23-12-2025;;", "ma, di, wo;23-12-2025;30-11-2026;");
    applies(state, later);
    assert_reported(state, "child 201           placement, access");
    assert_day(placements(state, "201").items[0].until, "2026-12-01");
    assert_day(guardians(state, "201").items[0].until, "2026-12-01");
    assert_day(guardians(state, "201").items[1].until, "2026-12-01");
    assert_day(mentors(state, "201").items[0].until, "2026-12-01");
    assert_day(guardians(state, "202").items[0].until, ""); /* of the sibling nothing ends */
    changes_nothing(state, later, APPLY, STATUS_OK);
    clock_advance(&state->world.clock, INT64_C(20) * DAY_MS);
    changes_nothing(state, later, APPLY, STATUS_OK);
    applies(state, state->file); /* stays after all */
    assert_day(placements(state, "201").items[0].until, "");
    assert_day(guardians(state, "201").items[0].until, "");
    assert_day(mentors(state, "201").items[0].until, "");
    assert_day(mentors(state, "201").items[0].begins, "2026-12-13");
    changes_nothing(state, state->file, APPLY, STATUS_OK);
    end(state);
}

static void test_a_new_address_reaches_the_same_person(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct person_id inge = guardians(state, "203").items[0].person;
    struct text later =
        with(state, without(state, state->file, "203"), "209;Adam",
             "203;Zo\xc3\xab;M\xc3\xbcller-Vos;2024-12-03;KDV De Kiem;KDV;Mussen;di do;25-04-2025;;Stijn Kroon;"
             "Inge M\xc3\xbcller;inge.new@example.org;06-99990003;Duits;ja;Arie Mol;;;;nee;;;\n209;Adam");
    applies(state, later);
    assert_int_equal(state->counts.changed, 1);
    struct roster_guardians_rows family = guardians(state, "203");
    assert_int_equal(family.count, 2);
    assert_int_equal(family.items[0].person.value, inge.value);
    assert_text(person(state, inge).email, "inge.new@example.org");
    assert_text(person(state, inge).phone, "06-99990003");
    assert_false(family.items[1].authority);
    assert_text(child_row(state, "203").family_name, "M\xc3\xbcller-Vos");
    assert_text(child_row(state, "203").photo_consent, "no"); /* an empty cell erases nothing */
    struct roster_mentors_rows mentor = mentors(state, "203");
    assert_text(person(state, mentor.items[0].person).given_name, "Stijn");
    assert_reported(state, "mentor_new"); /* that name works at the other location only */
    changes_nothing(state, later, APPLY, STATUS_OK);
    end(state);
}

static void test_a_guardian_left_out_keeps_access_and_is_told(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct text later =
        with(state, state->file, ";Sander Prins;Sander.Prins@example.org;06-11110002;Arabisch;ja;", ";;;;;;");
    changes_nothing(state, later, APPLY, STATUS_OK);
    assert_reported(state, "guardian_missing");
    assert_int_equal(guardians(state, "201").count, 2);
    end(state);
}

struct by_hand {
    struct child_id child;
    struct person_id person;
    struct roster_child_get_row row;
    struct text number;
};

static int change_by_hand(struct change *change, void *argument)
{
    const struct by_hand *hand = argument;
    int status = people_language_set(change, hand->person, TEXT("uk"));
    if (status == STATUS_OK)
        status = people_guardian_end(change, hand->child, hand->person, (struct date){ FIXTURE_TODAY.days - 1 });
    if (status == STATUS_OK)
        status = people_child_set(change, &(struct people_child){ .id = hand->child,
                                                                  .number = hand->number,
                                                                  .given_name = hand->row.given_name,
                                                                  .family_name = hand->row.family_name,
                                                                  .born = hand->row.born,
                                                                  .allergies = TEXT("noten"),
                                                                  .photo_consent = TEXT("no") });
    return status;
}

static void test_what_was_changed_here_stays(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct by_hand hand = { .child = child_id(state, "202"),
                            .person = guardians(state, "202").items[0].person,
                            .row = child_row(state, "202"),
                            .number = TEXT("202") };
    assert_int_equal(fixture_change(&state->world, state->organisation, change_by_hand, &hand), STATUS_OK);
    changes_nothing(state, state->file, APPLY, STATUS_OK);
    assert_reported(state, "guardian_ended");
    assert_text(person(state, hand.person).language, "uk");
    assert_text(child_row(state, "202").photo_consent, "no");
    applies(state, with(state, state->file, "\"ei; pinda\"", "sesam"));
    assert_text(child_row(state, "202").allergies, "noten; sesam"); /* changed on both sides: both are kept */
    assert_reported(state, "allergies_both");
    assert_day(guardians(state, "202").items[0].until, "2026-11-22"); /* never opened again */
    applies(state, with(state, state->file, ";anke.verhoeven@example.org;06-11110001;nl;",
                        ";anke.verhoeven@example.org;06-11110001;pl;"));
    assert_text(person(state, hand.person).language, "pl"); /* the file says something new */
    end(state);
}

static void test_a_suspicious_file_is_held(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct text less = state->file;
    static const char *const gone[] = { "201", "202", "203", "204", "205" };
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        less = without(state, less, gone[i]);
    changes_nothing(state, less, APPLY, STATUS_OK); /* a third is not more than a third */
    assert_int_equal(state->counts.missing, 5);
    less = without(state, less, "206");
    changes_nothing(state, less, APPLY, STATUS_DENIED);
    assert_reported(state, "file     held                      1  ");
    assert_reported(state, "6 / 15");
    less = with(state, less, "Egels;ma;01-02-2025;;Rineke Bots;Fien", "Egels;di;01-02-2025;;Rineke Bots;Fien");
    changes_nothing(state, less, APPLY, STATUS_DENIED);
    assert_int_equal(import(state, less, APPLY | ANYWAY), STATUS_OK);
    assert_int_equal(state->counts.changed, 1);
    assert_int_equal(placements(state, "201").count, 1); /* who is missing stays */
    end(state);
}

/* A third is not many, but a whole location is. */
static void test_a_location_that_vanishes_is_held(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct text less = state->file;
    static const char *const gone[] = { "202", "206", "207", "209", "211" };
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        less = without(state, less, gone[i]);
    changes_nothing(state, less, APPLY, STATUS_DENIED);
    assert_reported(state, "held_location");
    assert_reported(state, "BSO De Kiem");
    assert_false(reported(state, "held  "));
    assert_int_equal(state->counts.gone, 1);
    assert_true(text_find(buffer_text(&state->found), TEXT("check child_missing 209 1\n")) != SIZE_MAX);
    assert_true(text_find(buffer_text(&state->found), TEXT("note changed")) == SIZE_MAX);
    assert_int_equal(import(state, less, APPLY | ANYWAY), STATUS_OK);
    end(state);
}

static void test_far_more_children_than_before_are_held(void **given)
{
    struct state *state = begin(given);
    struct text more = state->file;
    for (int i = 0; i < 20; i++)
        more = arena_printf(state->world.arena,
                            "%.*s9%02d;Nieuw;Kind;01-02-2025;KDV De Kiem;KDV;Egels;ma;01-02-2026;;;Ouder;;;;;;;;;;;;\n",
                            TEXT_ARGS(more), i);
    applies(state, state->file);
    assert_int_equal(import(state, more, APPLY), STATUS_DENIED);
    assert_int_equal(child_id(state, "900").value, 0);
    assert_reported(state, "held_many");
    assert_reported(state, "20 / 15");
    state->limits.coming = 134;
    changes_nothing(state, more, DRY, STATUS_OK);
    state->limits = (struct roster_limits){ .leaving = 6, .coming = 200 }; /* one of 15 is more than 6 percent */
    changes_nothing(state, without(state, state->file, "201"), APPLY, STATUS_DENIED);
    end(state);
}

static void test_groups_are_made_when_that_is_meant(void **given)
{
    struct state *state = begin(given);
    applies(state, state->file);
    struct text later =
        with(state, state->file, "KDV De Kiem;KDV;Egels;ma, di, wo", "KDV De Kiem;KDV;Dassen;ma, di, wo");
    changes_nothing(state, later, APPLY, STATUS_OK);
    assert_reported(state, "  line      2  child 201           KDV De Kiem: Dassen");
    assert_int_equal(import(state, later, APPLY | NEW_GROUPS), STATUS_OK);
    assert_int_equal(state->counts.groups_new, 2); /* Egles too, which then is meant */
    assert_int_equal(state->counts.children_new, 1);
    assert_int_equal(placements(state, "201").count, 2);
    assert_true(child_id(state, "218").value != 0);
    assert_int_equal(child_id(state, "208").value != 0, 1);
    changes_nothing(state, later, APPLY, STATUS_OK);
    end(state);
}

/* --- a torn import --- */

static int stage_something(struct change *change, void *argument)
{
    int64_t batch = identity_mint(change->identities);
    *(int64_t *)argument = batch;
    int status = roster_batch_begin(change->db,
                                    (struct roster_batch_begin_in){ .organisation = change->organisation,
                                                                    .batch = batch,
                                                                    .day = FIXTURE_TODAY,
                                                                    .process = 1,
                                                                    .at = change->now_at },
                                    NULL);
    if (status != STATUS_OK)
        return status;
    return roster_row_stage(change->db,
                            (struct roster_row_stage_in){ .organisation = change->organisation,
                                                          .batch = batch,
                                                          .number = 1,
                                                          .kind = TEXT("child"),
                                                          .payload = TEXT("{}") },
                            NULL);
}

static void test_a_plan_that_was_never_committed_leaves_nothing(void **given)
{
    struct state *state = begin(given);
    int64_t batch;
    assert_int_equal(fixture_change(&state->world, state->organisation, stage_something, &batch), STATUS_OK);
    struct roster_unfinished_list list;
    assert_int_equal(roster_unfinished(state->world.db, state->world.arena, &list), STATUS_OK);
    assert_int_equal(list.count, 1);
    assert_false(list.items[0].committed);
    if (state->postgresql) { /* another node may be planning: a while without a sign of life decides */
        assert_int_equal(import(state, state->file, APPLY), STATUS_BUSY);
        clock_advance(&state->world.clock, INT64_C(31) * SECOND_MS);
    }
    applies(state, state->file);
    assert_int_equal(roster_unfinished(state->world.db, state->world.arena, &list), STATUS_OK);
    assert_int_equal(list.count, 0);
    assert_int_equal(state->counts.children_new, 15);
    end(state);
}

/* Puts the units of a first import on the stage and commits them, as an import does that then dies. */
static void commit_a_batch(struct state *state, int children)
{
    struct roster_stage stage = { .writer = state->world.writer,
                                  .organisation = state->organisation,
                                  .day = FIXTURE_TODAY,
                                  .arena = arena_new(),
                                  .changes = arena_new() };
    struct arena *arena = state->world.arena;
    struct roster_location location = { .id = { 7 }, .name = TEXT("KDV") };
    struct roster_group group = {
        .id = { 8 }, .location = &location, .name = TEXT("Egels"), .care_form = TEXT("day_care")
    };
    assert_int_equal(stage_add(&stage, "location", unit_location(arena, &location, TEXT("Europe/Amsterdam"))),
                     STATUS_OK);
    assert_int_equal(stage_add(&stage, "group", unit_group(arena, &group)), STATUS_OK);
    for (int i = 0; i < children; i++) {
        struct roster_family family = { .id = { 1000 + i },
                                        .number = arena_printf(arena, "%d", i),
                                        .given_name = TEXT("Bo"),
                                        .family_name = TEXT("Wit"),
                                        .born = { 19000 },
                                        .allergies = TEXT(""),
                                        .photo_consent = TEXT(""),
                                        .remark = TEXT(""),
                                        .mentor = { .given_name = TEXT(""), .family_name = TEXT("") },
                                        .until = DATE_FOREVER };
        *vector_add(arena, &family.persons) = (struct roster_wanted_person){ .id = { 100000 + i },
                                                                             .given_name = TEXT("An"),
                                                                             .family_name = TEXT("Wit"),
                                                                             .language = TEXT("nl"),
                                                                             .phone = TEXT(""),
                                                                             .email = TEXT(""),
                                                                             .authority = ROSTER_YES };
        *vector_add(arena, &family.placements) = (struct roster_wanted_placement){
            .group = { i == 5 ? 9 : 8 }, .weekdays = 1, .from = { 20000 }, .until = DATE_FOREVER
        }; /* the group of one is not there any more */
        assert_int_equal(stage_add(&stage, "child", roster_family_print(arena, &family)), STATUS_OK);
    }
    assert_int_equal(stage_commit(&stage), STATUS_OK);
    arena_free(stage.changes);
    arena_free(stage.arena);
}

static void test_a_torn_import_goes_on_to_its_end(void **given)
{
    struct state *state = begin(given);
    struct roster_unfinished_list list;
    struct error error = { 0 };
    struct apply_watch stop = { .stop_at = 1 };
    struct apply_result result;
    commit_a_batch(state, 300);
    assert_int_equal(child_id(state, "0").value, 0); /* decided, and nothing is done yet */
    assert_int_equal(apply_batch(state->world.writer, state->world.db, state->organisation, &stop, &error, &result),
                     STATUS_OK);
    assert_false(result.finished);
    assert_int_equal(roster_unfinished(state->world.db, state->world.arena, &list), STATUS_OK);
    assert_int_equal(list.count, 1);
    assert_true(list.items[0].committed);
    assert_int_equal(list.items[0].rows, 302);
    assert_true(list.items[0].done > 0 && list.items[0].done < 302);
    int64_t done = list.items[0].done;
    for (int i = 0; i < 300; i++) /* so far each child is there whole, and no other */
        assert_int_equal(child_id(state, arena_printf(state->world.arena, "%d", i).data).value != 0,
                         i + 2 < done && i != 5);
    assert_int_equal(roster_continue(state->world.writer, state->world.db, &state->world.clock, state->organisation,
                                     NULL, NULL, &error),
                     STATUS_OK);
    assert_int_equal(roster_unfinished(state->world.db, state->world.arena, &list), STATUS_OK);
    assert_int_equal(list.count, 0);
    for (int i = 0; i < 300; i++) {
        const char *number = arena_printf(state->world.arena, "%d", i).data;
        assert_int_equal(child_id(state, number).value != 0, i != 5);
        if (i != 5)
            assert_int_equal(guardians(state, number).count * 10 + placements(state, number).count, 11);
    }
    struct roster_row_left_row left;
    assert_int_equal(roster_row_left(state->world.db, state->world.arena,
                                     (struct roster_row_left_in){ .organisation = state->organisation }, &left),
                     STATUS_NOT_FOUND); /* no personal data is left on the stage */
    end(state);
}

static void test_an_import_finishes_an_earlier_one_first(void **given)
{
    struct state *state = begin(given);
    commit_a_batch(state, 4);
    assert_int_equal(import(state, state->file, APPLY), STATUS_DENIED); /* all four would leave */
    assert_int_equal(state->counts.missing, 4);
    assert_true(child_id(state, "3").value != 0);
    end(state);
}

static void test_the_job_goes_on_when_nobody_is_at_work(void **given)
{
    struct state *state = begin(given);
    struct error error = { 0 };
    struct job job = { .organisation = state->organisation,
                       .db = state->world.db,
                       .arena = state->world.arena,
                       .writer = state->world.writer,
                       .clock = &state->world.clock };
    commit_a_batch(state, 4);
    assert_int_equal(roster_job.run(&job, &error), STATUS_OK);
    assert_int_equal(child_id(state, "3").value, 0); /* whoever committed it may still be alive */
    clock_advance(&state->world.clock, INT64_C(30) * SECOND_MS);
    assert_int_equal(roster_job.run(&job, &error), STATUS_OK);
    assert_true(child_id(state, "3").value != 0);
    assert_int_equal(roster_job.run(&job, &error), STATUS_OK);
    end(state);
}

static void test_a_family_survives_the_stage(void **given)
{
    struct arena *arena = arena_new();
    (void)given;
    struct roster_family family = { .id = { 1 },
                                    .line = 12,
                                    .number = TEXT("1"),
                                    .given_name = TEXT("Zo\xc3\xab \"x\""),
                                    .family_name = TEXT("Wit"),
                                    .born = { -5 },
                                    .allergies = TEXT("a\nb"),
                                    .photo_consent = TEXT(""),
                                    .remark = TEXT("\\"),
                                    .until = { 7 },
                                    .mentor = { .id = { 4 },
                                                .mark = INT64_MAX,
                                                .create = true,
                                                .group = { 5 },
                                                .given_name = TEXT("M"),
                                                .family_name = TEXT("") } };
    *vector_add(arena, &family.persons) = (struct roster_wanted_person){ .id = { 2 },
                                                                         .given_name = TEXT("An"),
                                                                         .family_name = TEXT(""),
                                                                         .language = TEXT("nl"),
                                                                         .phone = TEXT("1"),
                                                                         .email = TEXT("a@b.nl"),
                                                                         .found_by = 9,
                                                                         .authority = ROSTER_NO };
    struct roster_family read;
    assert_int_equal(roster_family_parse(arena, roster_family_print(arena, &family), &read), STATUS_OK);
    assert_true(text_equal(roster_family_print(arena, &read), roster_family_print(arena, &family)));
    assert_int_equal(read.mentor.mark, INT64_MAX);
    assert_text(read.allergies, "a\nb");
    assert_int_equal(roster_family_parse(arena, TEXT("{}"), &read), STATUS_INVALID);
    assert_int_equal(roster_family_parse(arena, TEXT("nonsense"), &read), STATUS_INVALID);
    arena_free(arena);
}

static bool on_sqlite = false;
static bool on_postgresql = true;

#define ON_BOTH(test)                                            \
    { #test " on sqlite", test, NULL, NULL, &on_sqlite },        \
    {                                                            \
#test " on postgresql", test, NULL, NULL, &on_postgresql \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(test_a_dry_run_writes_nothing),
        ON_BOTH(test_a_family_comes_in_whole),
        ON_BOTH(test_siblings_share_their_guardians),
        ON_BOTH(test_dirt_is_read_as_people_mean_it),
        ON_BOTH(test_the_same_file_again_changes_nothing),
        ON_BOTH(test_the_same_file_in_windows_1252_changes_nothing),
        ON_BOTH(test_a_file_that_is_no_roster),
        ON_BOTH(test_other_days_and_groups_keep_history),
        ON_BOTH(test_a_departure_ends_access_on_its_date),
        ON_BOTH(test_a_new_address_reaches_the_same_person),
        ON_BOTH(test_a_guardian_left_out_keeps_access_and_is_told),
        ON_BOTH(test_what_was_changed_here_stays),
        ON_BOTH(test_a_suspicious_file_is_held),
        ON_BOTH(test_a_location_that_vanishes_is_held),
        ON_BOTH(test_far_more_children_than_before_are_held),
        ON_BOTH(test_groups_are_made_when_that_is_meant),
        ON_BOTH(test_a_plan_that_was_never_committed_leaves_nothing),
        ON_BOTH(test_a_torn_import_goes_on_to_its_end),
        ON_BOTH(test_an_import_finishes_an_earlier_one_first),
        ON_BOTH(test_the_job_goes_on_when_nobody_is_at_work),
        cmocka_unit_test(test_a_family_survives_the_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
