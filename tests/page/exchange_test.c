/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Beside the planning and invoicing packages (R236): roster files come in through a folder and are applied, or held for a
 * person; access ends with the placement (T16); what is interrupted is carried out once; presence goes out.
 */
#include "access/access.h"
#include "access/session.h"
#include "base/file.h"
#include "base/random.h"
#include "feature/exchange/exchange.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"
#include "visit.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER                                                                                                    \
    "Kindnummer;Voornaam;Achternaam;Geboortedatum;Locatie;Groep;Opvangdagen;Startdatum;Einddatum;Ouder 1;E-mail " \
    "ouder 1\n"

/* --- the folder --- */

struct place {
    struct visit *visit;
    struct exchange exchange;
    char folder[64];
};

static void remove_all(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
        char name[512];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (unlink(name) != 0)
            remove_all(name);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
}

static struct place begin(void **state)
{
    struct visit *visit = visit_of(state);
    struct place place = { .visit = visit };
    memcpy(place.folder, "/tmp/samenspel-exchange-XXXXXX", sizeof "/tmp/samenspel-exchange-XXXXXX");
    assert_non_null(mkdtemp(place.folder));
    place.exchange = (struct exchange){ .writer = visit->world.writer,
                                        .db = visit->world.db,
                                        .clock = &visit->world.clock,
                                        .organisation = visit->fixture.organisation };
    return place;
}

static void look(struct place *place)
{
    struct error error = { .word = 0 };
    place->exchange.folder = place->folder;
    if (exchange_look(&place->exchange, &error) != STATUS_OK)
        fail_msg("%s", error.detail);
}

static const char *path_of(struct place *place, const char *folder, const char *name)
{
    return arena_printf(place->visit->arena, "%s/%s/%s", place->folder, folder, name).data;
}

static void put(struct place *place, const char *name, struct text content)
{
    assert_int_equal(file_make_folder(path_of(place, "in", ""), 0700), STATUS_OK);
    assert_int_equal(file_write(path_of(place, "in", name), content, 0600), STATUS_OK);
}

/* The first file in a folder whose name ends so; NULL when there is none. */
static const char *file_in(struct place *place, const char *folder, const char *end)
{
    const char *found = NULL;
    DIR *open = opendir(path_of(place, folder, ""));
    for (struct dirent *entry = open ? readdir(open) : NULL; entry; entry = readdir(open))
        if (entry->d_name[0] != '.' && text_ends_with(text_from(entry->d_name), text_from(end)))
            found = text_string(place->visit->arena, text_from(entry->d_name));
    if (open)
        closedir(open);
    return found;
}

/* As if it had not been put away. */
static void put_back(struct place *place, const char *end)
{
    const char *name = file_in(place, "done", end);
    assert_non_null(name);
    assert_int_equal(rename(path_of(place, "done", name), path_of(place, "held", name)), 0);
}

static struct text read_in(struct place *place, const char *folder, const char *end)
{
    struct text content;
    const char *name = file_in(place, folder, end);
    if (!name)
        fail_msg("there is no %s in %s/", end, folder);
    assert_int_equal(file_read(place->visit->arena, path_of(place, folder, name), 1 << 20, &content), STATUS_OK);
    return content;
}

static bool holds(struct text text, const char *words)
{
    return text_find(text, text_from(words)) != SIZE_MAX;
}

/* --- rosters --- */

/* Children 501 to 508 at Noord and 601 to 604 at Zuid; `gone` are left out from the end, `last` is the end of 501. */
static struct text roster(struct visit *visit, int noord, int zuid, const char *last)
{
    struct text all = TEXT(HEADER);
    for (int i = 1; i <= noord; i++)
        all = arena_printf(visit->arena,
                           "%.*s50%d;Kind%d;Noord;0%d-01-2024;Noord;eekhoorns;ma di;01-01-2025;%s;Ouder %d;"
                           "ouder50%d@example.org\n",
                           TEXT_ARGS(all), i, i, i, i == 1 ? last : "", i, i);
    for (int i = 1; i <= zuid; i++)
        all = arena_printf(visit->arena, "%.*s60%d;Kind%d;Zuid;0%d-01-2024;Zuid;vossen;ma di;01-01-2025;;Ouder Z%d;\n",
                           TEXT_ARGS(all), i, i, i, i);
    return all;
}

static int64_t states(struct visit *visit, const char *state)
{
    return visit_number(
        visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM roster_file AS f WHERE f.state = '%s'", state).data);
}

static int64_t newest(struct visit *visit)
{
    return visit_number(visit, "SELECT MAX(f.id) FROM roster_file AS f");
}

static int64_t children(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM child AS c WHERE c.number <> ''");
}

static int64_t child_of(struct visit *visit, const char *number)
{
    return visit_number(visit,
                        arena_printf(visit->arena, "SELECT c.id FROM child AS c WHERE c.number = '%s'", number).data);
}

static struct text page_of(struct visit *visit, int64_t file)
{
    return url_exchange_file(visit->arena, file).text;
}

/* --- a file comes --- */

static void R236_a_file_is_applied_and_tells_what_it_changed(void **state)
{
    struct place place = begin(state);
    struct visit *visit = place.visit;
    put(&place, "rooster-2026-11-23.csv", roster(visit, 8, 4, ""));
    look(&place);
    assert_int_equal(states(visit, "done"), 1);
    assert_int_equal(children(visit), 12);
    assert_null(file_in(&place, "in", ".csv"));
    assert_non_null(file_in(&place, "done", "-rooster-2026-11-23.csv"));
    assert_true(holds(read_in(&place, "done", ".report.txt"), "children      new 12  changed 0"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.kind = 'roster'"), 0);
    struct http_test_answer answer = visit_get(visit, FIXTURE_ADMINISTRATOR, page_of(visit, newest(visit)));
    visit_keep(&answer, "roster-done");
    struct markup *page = visit_page(visit, FIXTURE_ADMINISTRATOR, page_of(visit, newest(visit)));
    assert_shows(page, element(page, "state"), "Overgenomen");
    assert_shows(page, element(page, "counts"), "12 nieuwe kinderen");
    assert_shows(page, element(page, "reason-child_new"), "Kind4 Zuid (604)");
    /* The same file the day after changes nothing, and says so. */
    put(&place, "rooster-2026-11-23.csv", roster(visit, 8, 4, ""));
    look(&place);
    assert_int_equal(states(visit, "done"), 2);
    assert_int_equal(visit_number(visit, "SELECT CAST(SUM(f.coming + f.changing) AS BIGINT) FROM roster_file AS f"),
                     12);
    /* One that a package calls otherwise, or is still writing, is left alone. */
    put(&place, ".rooster.csv", roster(visit, 1, 0, ""));
    put(&place, "rooster.csv.part", roster(visit, 1, 0, ""));
    look(&place);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM roster_file AS f"), 2);
    place.exchange.rest_ms = HOUR_MS;
    put(&place, "young.csv", roster(visit, 8, 4, ""));
    look(&place);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM roster_file AS f"), 2);
    /* After a month nothing of it is left. */
    clock_advance(&visit->world.clock, 31 * (int64_t)DAY_MS);
    look(&place);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM roster_file AS f"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM roster_finding AS f"), 0);
    assert_null(file_in(&place, "done", ""));
    remove_all(place.folder);
}

static int may(struct visit *visit, struct person_id person, const char *number, struct date today)
{
    int64_t scope = 0;
    struct access_who who = { visit->fixture.organisation, person, today };
    return access_child(visit->world.db, who, (struct child_id){ child_of(visit, number) }, &scope);
}

/* Guardian and staff see the child on the last day, and from the day after on no more. */
static void R236_T16_a_departure_ends_access_on_its_date(void **state)
{
    struct place place = begin(state);
    struct visit *visit = place.visit;
    put(&place, "a.csv", roster(visit, 8, 4, ""));
    look(&place);
    put(&place, "b.csv", roster(visit, 8, 4, "25-11-2026"));
    look(&place);
    assert_int_equal(states(visit, "done"), 2);
    struct markup *page = visit_page(visit, FIXTURE_MANAGER, page_of(visit, newest(visit)));
    assert_shows(page, element(page, "reason-child_leaves"), "Kind1 Noord (501)");
    assert_shows(page, element(page, "reason-child_leaves"), "woensdag 25 november 2026");
    struct person_id guardian = { visit_number(
        visit, "SELECT g.person FROM guardian AS g JOIN child AS c ON c.id = g.child WHERE c.number = '501'") };
    struct person_id professional = visit->fixture.persons[FIXTURE_PROFESSIONAL];
    struct date last = date_add(FIXTURE_TODAY, 2);
    assert_int_equal(may(visit, guardian, "501", last), STATUS_OK);
    assert_int_equal(may(visit, professional, "501", last), STATUS_OK);
    assert_int_equal(may(visit, guardian, "501", date_add(last, 1)), STATUS_NOT_FOUND);
    assert_int_equal(may(visit, professional, "501", date_add(last, 1)), STATUS_NOT_FOUND);
    assert_int_equal(may(visit, professional, "502", date_add(last, 1)), STATUS_OK);
    remove_all(place.folder);
}

/* --- a suspicious file --- */

static int64_t open_tasks(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM task AS t WHERE t.kind = 'roster' AND t.closed_at IS NULL");
}

static void R236_a_suspicious_file_waits_for_who_manages_all(void **state)
{
    struct place place = begin(state);
    struct visit *visit = place.visit;
    put(&place, "a.csv", roster(visit, 8, 4, ""));
    look(&place);
    int64_t placements = visit_number(visit, "SELECT CAST(SUM(p.until_day) AS BIGINT) FROM placement AS p");
    put(&place, "b.csv", roster(visit, 4, 0, "25-11-2026"));
    look(&place);
    int64_t file = newest(visit);
    assert_int_equal(states(visit, "held"), 1);
    assert_int_equal(visit_number(visit, "SELECT CAST(SUM(p.until_day) AS BIGINT) FROM placement AS p"), placements);
    assert_non_null(file_in(&place, "held", "-b.csv"));
    assert_true(holds(read_in(&place, "held", ".report.txt"), "held_location"));
    assert_int_equal(open_tasks(visit), 1);
    struct markup *tasks = visit_page(visit, FIXTURE_MANAGER, TEXT("/tasks"));
    assert_shows(tasks, element(tasks, "tasks"), "kijk naar een roosterbestand");
    tasks = visit_page(visit, FIXTURE_PROFESSIONAL, TEXT("/tasks"));
    assert_shows(tasks, element(tasks, "tasks"), "Er ligt niets klaar");
    /* The manager of Noord reads about Noord, and does not decide. */
    struct http_test_answer answer = visit_get(visit, FIXTURE_MANAGER, page_of(visit, file));
    visit_keep(&answer, "roster-held-part");
    assert_true(holds(answer.body, "Kind8 Noord (508)"));
    assert_false(holds(answer.body, "Zuid"));
    assert_false(holds(answer.body, "Toch overnemen"));
    answer = visit_post(visit, FIXTURE_MANAGER, url_exchange_apply(visit->arena, file).text, TEXT(""));
    assert_status(&answer, 409);
    assert_true(holds(answer.body, "Wie die allemaal beheert, beslist."));
    assert_int_equal(states(visit, "held"), 1);
    /* Somebody who manages all of them sees all of it. */
    answer = visit_get(visit, FIXTURE_ADMINISTRATOR, page_of(visit, file));
    visit_keep(&answer, "roster-held");
    assert_true(holds(answer.body, "Kind4 Zuid (604)"));
    assert_true(holds(answer.body, "9 / 12"));
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_exchange_apply(visit->arena, file).text, TEXT(""));
    assert_status(&answer, 303);
    assert_int_equal(states(visit, "accepted"), 1);
    assert_int_equal(open_tasks(visit), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM job AS j WHERE j.kind = 'exchange_accept'"), 1);
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_exchange_throw(visit->arena, file).text, TEXT(""));
    assert_status(&answer, 409);
    struct error error = { .word = 0 };
    assert_int_equal(exchange_carry_out(&place.exchange, file, &error), STATUS_OK);
    assert_int_equal(exchange_carry_out(&place.exchange, file, &error), STATUS_OK);
    assert_int_equal(states(visit, "done"), 2);
    assert_true(visit_number(visit, "SELECT CAST(SUM(p.until_day) AS BIGINT) FROM placement AS p") != placements);
    assert_non_null(file_in(&place, "done", "-b.csv"));
    assert_null(file_in(&place, "held", ""));
    /* Whoever applied it died before the file was put away: the next run of the job does that, and nothing else. */
    int64_t applied = visit_number(visit, "SELECT COUNT(*) FROM audit AS a");
    put_back(&place, "-b.csv");
    put_back(&place, "-b.csv.report.txt");
    assert_int_equal(exchange_carry_out(&place.exchange, file, &error), STATUS_OK);
    assert_non_null(file_in(&place, "done", "-b.csv"));
    assert_non_null(file_in(&place, "done", "-b.csv.report.txt"));
    assert_null(file_in(&place, "held", ""));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a"), applied);
    answer = visit_get(visit, FIXTURE_ADMINISTRATOR, TEXT("/roster"));
    visit_keep(&answer, "rosters");
    assert_true(holds(answer.body, "Overgenomen"));
    remove_all(place.folder);
}

static void R236_a_file_is_thrown_away_or_replaced(void **state)
{
    struct place place = begin(state);
    struct visit *visit = place.visit;
    put(&place, "a.csv", roster(visit, 8, 4, ""));
    look(&place);
    put(&place, "b.csv", roster(visit, 4, 0, ""));
    look(&place);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_ADMINISTRATOR, url_exchange_throw(visit->arena, newest(visit)).text, TEXT(""));
    assert_status(&answer, 303);
    assert_int_equal(states(visit, "thrown"), 1);
    assert_int_equal(open_tasks(visit), 0);
    look(&place);
    assert_null(file_in(&place, "held", "-b.csv"));
    /* Nobody decides about this one before a good one comes. */
    put(&place, "c.csv", roster(visit, 3, 0, ""));
    look(&place);
    int64_t old = newest(visit);
    put(&place, "d.csv", roster(visit, 8, 4, ""));
    look(&place);
    assert_int_equal(states(visit, "replaced"), 1);
    assert_int_equal(open_tasks(visit), 0);
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_exchange_apply(visit->arena, old).text, TEXT(""));
    assert_status(&answer, 409);
    assert_int_equal(children(visit), 12);
    /* One that is there no longer when it is to be applied. */
    put(&place, "e.csv", roster(visit, 2, 0, ""));
    look(&place);
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_exchange_apply(visit->arena, newest(visit)).text, TEXT(""));
    assert_status(&answer, 303);
    assert_int_equal(unlink(path_of(&place, "held", file_in(&place, "held", "-e.csv"))), 0);
    struct error error = { .word = 0 };
    assert_int_equal(exchange_carry_out(&place.exchange, newest(visit), &error), STATUS_OK);
    assert_int_equal(states(visit, "gone"), 1);
    remove_all(place.folder);
}

static void R236_a_file_that_is_no_roster_changes_nothing(void **state)
{
    struct place place = begin(state);
    struct visit *visit = place.visit;
    const struct {
        const char *name;
        struct text content;
        const char *says;
    } files[] = {
        { "empty.csv", TEXT(""), "Het bestand is leeg" },
        { "wide.csv", { "\xff\xfeK\0i\0n\0d\0", 10 }, "opgeslagen als UTF-16" },
        { "binary.csv", { "PK\3\4\0\0", 6 }, "geen tekstbestand" },
        { "torn.csv", TEXT(HEADER "501;\"Kind"), "niet heel" },
        { "other.csv", TEXT("a;b\n1;2\n"), "ontbreekt een kolom" },
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        put(&place, files[i].name, files[i].content);
        look(&place);
        struct http_test_answer answer = visit_get(visit, FIXTURE_ADMINISTRATOR, page_of(visit, newest(visit)));
        assert_status(&answer, 200);
        if (!holds(answer.body, files[i].says))
            fail_msg("%s: the page does not say %s", files[i].name, files[i].says);
        assert_non_null(file_in(&place, "held", files[i].name));
        assert_int_equal(open_tasks(visit), 1); /* about the newest alone */
    }
    assert_int_equal(children(visit), 0);
    struct http_test_answer answer = visit_get(visit, FIXTURE_ADMINISTRATOR, page_of(visit, newest(visit)));
    visit_keep(&answer, "roster-unreadable");
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_exchange_apply(visit->arena, newest(visit)).text, TEXT(""));
    assert_status(&answer, 409);
    /* Windows-1252 is read as what it is. */
    put(&place, "windows.csv",
        TEXT(HEADER "501;Zo\xeb;Noord;01-01-2024;Noord;eekhoorns;ma;01-01-2025;;Ouder;\n"
                    "502;Bo;Noord;01-01-2024;Noord;eekhoorns;ma;01-01-2025;;Ouder;\n"));
    look(&place);
    assert_int_equal(open_tasks(visit), 0);
    assert_true(text_equal(visit_text(visit, "SELECT c.given_name FROM child AS c WHERE c.number = '501'"),
                           TEXT("Zo\xc3\xab")));
    remove_all(place.folder);
}

/* --- whoever was at work died --- */

static int leave_row(struct change *change, void *argument)
{
    struct text *content = argument;
    unsigned char digest[BLAKE2B_SIZE];
    hash_blake2b(TEXT(""), *content, digest);
    return exchange_add(change->db,
                        (struct exchange_add_in){ .organisation = change->organisation,
                                                  .id = identity_mint(change->identities),
                                                  .name = TEXT("a.csv"),
                                                  .digest = hex_encode(change->arena, digest, sizeof digest),
                                                  .at = change->now_at },
                        NULL);
}

struct leaving {
    int64_t file;
    const char *state;
};

static int leave_state(struct change *change, void *argument)
{
    const struct leaving *leaving = argument;
    return exchange_state(change->db,
                          (struct exchange_state_in){ .organisation = change->organisation,
                                                      .id = leaving->file,
                                                      .before = TEXT("reading"),
                                                      .state = text_from(leaving->state),
                                                      .at = change->now_at },
                          NULL);
}

/* It was all right when it was read; then the server was killed, and meanwhile the children of Zuid came. */
static void R236_what_became_suspicious_meanwhile_waits(void **state)
{
    struct place place = begin(state);
    struct visit *visit = place.visit;
    put(&place, "a.csv", roster(visit, 8, 4, ""));
    look(&place);
    int64_t placements = visit_number(visit, "SELECT CAST(SUM(p.until_day) AS BIGINT) FROM placement AS p");
    struct text content = roster(visit, 4, 0, "");
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, leave_row, &content), STATUS_OK);
    struct leaving leaving = { newest(visit), "applying" };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, leave_state, &leaving), STATUS_OK);
    put(&place, "a.csv", content);
    look(&place);
    assert_int_equal(states(visit, "held"), 1);
    assert_int_equal(visit_number(visit, "SELECT CAST(SUM(p.until_day) AS BIGINT) FROM placement AS p"), placements);
    assert_non_null(file_in(&place, "held", "-a.csv"));
    remove_all(place.folder);
}

static void R236_what_was_interrupted_is_carried_out_once(void **state)
{
    static const char *const left[] = { "reading", "applying", "done" };
    struct place place = begin(state);
    struct visit *visit = place.visit;
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        struct text content = roster(visit, 6 + (int)i, 4, "");
        assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, leave_row, &content), STATUS_OK);
        struct leaving leaving = { newest(visit), left[i] };
        if (i > 0)
            assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, leave_state, &leaving),
                             STATUS_OK);
        put(&place, "a.csv", content);
        look(&place);
        assert_int_equal(newest(visit), leaving.file);
        assert_int_equal(states(visit, "done"), i + 1);
        assert_null(file_in(&place, "in", ".csv"));
        /* What was done already is only put away. */
        assert_int_equal(children(visit), i == 0 ? 10 : 11);
    }
    /* And what was put away already is the same file once more. */
    put(&place, "a.csv", roster(visit, 8, 4, ""));
    look(&place);
    assert_int_equal(states(visit, "done"), 4);
    assert_int_equal(children(visit), 12);
    /* Whoever died after putting it away, before saying so: the next file of this content is a new one. */
    struct text content = roster(visit, 8, 4, "25-11-2026");
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, leave_row, &content), STATUS_OK);
    struct leaving leaving = { newest(visit), "done" };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, leave_state, &leaving), STATUS_OK);
    const char *kept = exchange_kept_name(visit->arena, clock_now(&visit->world.clock), leaving.file, TEXT("a.csv"));
    assert_int_equal(file_write(path_of(&place, "done", kept), content, 0600), STATUS_OK);
    put(&place, "a.csv", content);
    look(&place);
    assert_true(newest(visit) > leaving.file);
    assert_int_equal(states(visit, "done"), 6);
    remove_all(place.folder);
}

/* --- presence --- */

static void check(struct visit *visit, const char *how, const char *number)
{
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text target = arena_printf(visit->arena, "%.*s/%s", TEXT_ARGS(board), how);
    struct http_test_answer answer = visit_post(
        visit, FIXTURE_PROFESSIONAL, target,
        FORM(visit, "child", visit_moment(visit, child_of(visit, number)), "client_id", visit_client(visit)));
    assert_status(&answer, 303);
}

static int confirm(struct change *change, void *argument)
{
    const struct session_id *session = argument;
    return session_confirm(change, *session, SESSION_PROOF_PASSWORD);
}

static void confirm_again(struct visit *visit, enum fixture_person who)
{
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, confirm, &visit->fixture.sessions[who]),
                     STATUS_OK);
}

/* The manager asks, the administrator agrees, the manager takes (T15: tests/page/second_test.c). */
static struct http_test_answer take_with_a_colleague(struct visit *visit)
{
    struct location_id noord = visit->fixture.noord;
    confirm_again(visit, FIXTURE_MANAGER);
    confirm_again(visit, FIXTURE_ADMINISTRATOR);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MANAGER, url_presence(visit->arena, noord).text, FORM(visit, "month", "2026-11-01"));
    assert_status(&answer, 303);
    int64_t id = visit_number(visit, "SELECT MAX(r.id) FROM presence_request AS r");
    answer = visit_post(visit, FIXTURE_ADMINISTRATOR, url_presence_request(visit->arena, noord, id).text,
                        FORM(visit, "verdict", "yes"));
    assert_status(&answer, 303);
    return visit_post(visit, FIXTURE_MANAGER, url_presence_take(visit->arena, noord, id).text, TEXT(""));
}

static void R236_presence_goes_out_once_a_day(void **state)
{
    struct place place = begin(state);
    struct visit *visit = place.visit;
    put(&place, "a.csv",
        TEXT(HEADER "501;Bo;Noord;01-01-2024;Noord;eekhoorns;ma;01-01-2025;;Ouder;\n"
                    "=1+2;Al;Noord;01-01-2024;Noord;eekhoorns;ma;01-01-2025;;Ouder;\n"));
    look(&place);
    check(visit, "check-in", "501");
    check(visit, "check-in", "=1+2");
    clock_advance(&visit->world.clock, 90 * (int64_t)MINUTE_MS);
    check(visit, "check-out", "501");
    struct http_test_answer answer = take_with_a_colleague(visit);
    assert_status(&answer, 200);
    const char wanted[] = "Kindnummer,Datum,Aankomst,Vertrek,Locatie\r\n"
                          "501,2026-11-23,10:00,11:30,Noord\r\n"
                          "\"'=1+2\",2026-11-23,10:00,,Noord\r\n";
    assert_true(text_equal(answer.body, text_from(wanted)));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'presence.export'"), 2);
    answer = visit_get(visit, FIXTURE_MANAGER, url_presence(visit->arena, visit->fixture.noord).text);
    visit_keep(&answer, "presence");
    assert_true(holds(answer.body, "november 2026"));
    look(&place);
    assert_null(file_in(&place, "out", "presence-2026-11-23.csv")); /* the day is not over */
    clock_advance(&visit->world.clock, DAY_MS);
    look(&place);
    assert_true(text_equal(read_in(&place, "out", "presence-2026-11-23.csv"), text_from(wanted)));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'presence.export'"), 3);
    /* Whoever takes the file away gets it once, and again after a correction. */
    assert_int_equal(unlink(path_of(&place, "out", "presence-2026-11-23.csv")), 0);
    clock_advance(&visit->world.clock, DAY_MS);
    look(&place);
    assert_null(file_in(&place, "out", "presence-2026-11-23.csv"));
    remove_all(place.folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R236_a_file_is_applied_and_tells_what_it_changed),
        cmocka_unit_test(R236_T16_a_departure_ends_access_on_its_date),
        cmocka_unit_test(R236_a_suspicious_file_waits_for_who_manages_all),
        cmocka_unit_test(R236_a_file_is_thrown_away_or_replaced),
        cmocka_unit_test(R236_a_file_that_is_no_roster_changes_nothing),
        cmocka_unit_test(R236_what_became_suspicious_meanwhile_waits),
        cmocka_unit_test(R236_what_was_interrupted_is_carried_out_once),
        cmocka_unit_test(R236_presence_goes_out_once_a_day),
    };
    return PAGE_TESTS_RUN(tests);
}
