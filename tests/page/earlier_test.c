/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A child takes its notebook along: the archive that one organisation made is read in another one by the guardian whose it is, and
 * by the group with that guardian's consent and no longer; the file makes nobody, and a second time it changes nothing.
 */
#include "base/random.h"
#include "feature/archive/archive.h"
#include "feature/earlier/earlier.h"

#include "job/job.h"
#include "visit.h"

static void do_sql(struct visit *visit, const char *sql)
{
    struct db *db;
    struct error error = { 0 };
    assert_int_equal(db_open_writer(visit->world.location, &error, &db), STATUS_OK);
    if (db_execute(db, sql, &error) != STATUS_OK)
        fail_msg("%s: %s", sql, error.detail);
    db_close(db);
}

static void run_jobs(struct visit *visit)
{
    struct job_kind kinds[APP_JOBS_MAXIMUM];
    struct job_runner *runner;
    struct error error = { 0 };
    struct job_runner_settings settings = { .location = visit->world.location,
                                            .writer = visit->world.writer,
                                            .clock = &visit->world.clock,
                                            .kinds = kinds,
                                            .kind_count = app_jobs(kinds),
                                            .context = &visit->app };
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    for (int i = 0; i < 20 && job_runner_step(runner) == STATUS_OK; i++)
        continue;
    job_runner_stop(runner);
}

/* What a guardian takes home. */
static struct text take_home(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct text page = url_archive(visit->arena, visit->fixture.children[child]).text;
    struct http_test_answer answer = visit_post(visit, who, page, TEXT(""));
    assert_status(&answer, 303);
    run_jobs(visit);
    const char *id = visit_moment(visit, visit_number(visit, "SELECT MAX(a.id) FROM archive AS a"));
    answer = visit_post(visit, who, arena_printf(visit->arena, "%.*s/%s", TEXT_ARGS(page), id), TEXT(""));
    assert_status(&answer, 200);
    return answer.body;
}

static struct archive_file read_file(struct visit *visit, struct text zip)
{
    struct archive_file file;
    struct error error = { 0 };
    if (archive_file_read(visit->arena, zip, &error, &file) != STATUS_OK)
        fail_msg("%s", error.detail);
    return file;
}

static struct earlier_import of_zip(struct visit *visit, const struct archive_file *file, struct text zip)
{
    unsigned char digest[BLAKE2B_SIZE];
    hash_blake2b(TEXT(""), zip, digest);
    return (struct earlier_import){ .file = file,
                                    .digest = hex_encode(visit->arena, digest, sizeof digest),
                                    .today = FIXTURE_TODAY };
}

static int import(struct visit *visit, struct organisation_id organisation, struct earlier_import *import)
{
    return fixture_change(&visit->world, organisation, earlier_import, import);
}

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_earlier(visit->arena, visit->fixture.children[child]).text;
}

static int64_t lines(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM earlier_line AS l");
}

/* Everything from which a right or an answer could come. */
static int64_t powers(struct visit *visit)
{
    return visit_number(visit, "SELECT (SELECT COUNT(*) FROM person) + (SELECT COUNT(*) FROM account) + "
                               "(SELECT COUNT(*) FROM guardian) + (SELECT COUNT(*) FROM may_child) + "
                               "(SELECT COUNT(*) FROM may_group) + (SELECT COUNT(*) FROM consent) + "
                               "(SELECT COUNT(*) FROM child) + (SELECT COUNT(*) FROM entry)");
}

/* The child and the guardian of the other organisation are those of the file. */
static void move_house(struct visit *visit)
{
    const struct fixture *fixture = &visit->fixture;
    do_sql(visit,
           arena_printf(visit->arena,
                        "UPDATE child SET given_name = 'Noor', "
                        "family_name = (SELECT c.family_name FROM child AS c WHERE c.id = %lld), "
                        "born_day = (SELECT c.born_day FROM child AS c WHERE c.id = %lld) WHERE id = %lld;"
                        "UPDATE person SET given_name = (SELECT p.given_name FROM person AS p WHERE p.id = %lld), "
                        "family_name = (SELECT p.family_name FROM person AS p WHERE p.id = %lld) WHERE id = %lld",
                        (long long)fixture->children[FIXTURE_CHILD_OWN].value,
                        (long long)fixture->children[FIXTURE_CHILD_OWN].value,
                        (long long)fixture->children[FIXTURE_CHILD_FOREIGN].value,
                        (long long)fixture->persons[FIXTURE_MOTHER].value,
                        (long long)fixture->persons[FIXTURE_MOTHER].value,
                        (long long)fixture->persons[FIXTURE_FOREIGN_PARENT].value)
               .data);
}

static void a_child_takes_its_notebook_to_another_organisation(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    struct error error = { 0 };
    fixture_world_widen(&visit->world);
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "slaapt met haar beer");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct text zip = take_home(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct archive_file file = read_file(visit, zip);
    struct earlier_import wanted = of_zip(visit, &file, zip);
    /* Nobody there is called so; then child and guardian are found, and nobody of this organisation. */
    assert_int_equal(earlier_find(visit->world.db, visit->arena, fixture->foreign, FIXTURE_TODAY, &file, TEXT(""),
                                  &error, &wanted.match),
                     STATUS_NOT_FOUND);
    move_house(visit);
    assert_int_equal(earlier_find(visit->world.db, visit->arena, fixture->foreign, FIXTURE_TODAY, &file, TEXT(""),
                                  &error, &wanted.match),
                     STATUS_OK);
    assert_int_equal(wanted.match.child.value, fixture->children[FIXTURE_CHILD_FOREIGN].value);
    assert_int_equal(wanted.match.person.value, fixture->persons[FIXTURE_FOREIGN_PARENT].value);
    assert_int_equal(earlier_find(visit->world.db, visit->arena, fixture->foreign, FIXTURE_TODAY, &file,
                                  TEXT("foreign_professional@example.org"), &error, &wanted.match),
                     STATUS_NOT_FOUND);
    int64_t before = powers(visit);
    assert_int_equal(import(visit, fixture->foreign, &wanted), STATUS_OK);
    assert_false(wanted.known);
    assert_int_equal(lines(visit), 2);
    /* A second time it changes nothing, and it made nobody and no consent. */
    assert_int_equal(import(visit, fixture->foreign, &wanted), STATUS_OK);
    assert_true(wanted.known);
    assert_int_equal(lines(visit), 2);
    assert_int_equal(powers(visit), before);
    /* She reads the days; the group does not, and the days of here hold nothing of it. */
    struct text page = page_of(visit, FIXTURE_CHILD_FOREIGN);
    struct markup *own = visit_page(visit, FIXTURE_FOREIGN_PARENT, page);
    assert_shows(own, element(own, "days"), "slaapt met haar beer");
    assert_shows(own, element(own, "days"), SAY(visit, LANGUAGE_AR, WORD_HANDOVER_FOOD_ALL));
    assert_shows(own, element(own, "earlier"), SAY(visit, LANGUAGE_AR, WORD_EARLIER_FROM, "centre", "De Boomhut"));
    assert_shows(own, element(own, "earlier"), SAY(visit, LANGUAGE_AR, WORD_EARLIER_ALONE));
    struct http_test_answer kept = visit_get(visit, FIXTURE_FOREIGN_PARENT, page);
    visit_keep(&kept, "earlier");
    static const enum fixture_person staff[] = { FIXTURE_FOREIGN_PROFESSIONAL, FIXTURE_FOREIGN_ADMINISTRATOR };
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        struct http_test_answer answer = visit_get(visit, staff[i], page);
        assert_status(&answer, 200);
        assert_no_trace(&answer, "beer");
        assert_no_trace(&answer, "Boomhut");
        visit_keep(&answer, "earlier-none");
    }
    struct http_test_answer day = visit_get(visit, FIXTURE_FOREIGN_PARENT, visit_day(visit, FIXTURE_CHILD_FOREIGN));
    assert_no_trace(&day, "beer");
    /* With her consent, and only while it lasts. */
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_FOREIGN_PARENT, page, "earlier", "/answer", "answer", "yes");
    assert_status(&answer, 303);
    struct markup *centre = visit_page(visit, FIXTURE_FOREIGN_PROFESSIONAL, page);
    assert_shows(centre, element(centre, "days"), "slaapt met haar beer");
    assert_int_equal(markup_next(centre, element(centre, "earlier"), "form", MARKUP_NONE), MARKUP_NONE);
    answer = VISIT_SEND(visit, FIXTURE_FOREIGN_PARENT, page, "earlier", "/answer", "answer", "no");
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_FOREIGN_PROFESSIONAL, page);
    assert_no_trace(&answer, "beer");
    answer = VISIT_SEND(visit, FIXTURE_FOREIGN_PARENT, page, "earlier", "/answer", "answer", "yes");
    visit_days_later(visit, 400);
    answer = visit_get(visit, FIXTURE_FOREIGN_PROFESSIONAL, page);
    assert_no_trace(&answer, "beer"); /* a yes holds for a year */
    /* She takes it away, and nobody else does. */
    const char *id = visit_moment(visit, visit_number(visit, "SELECT MAX(f.id) FROM earlier_file AS f"));
    struct text remove = arena_printf(visit->arena, "%.*s/%s/remove", TEXT_ARGS(page), id);
    assert_int_equal(visit_post(visit, FIXTURE_FOREIGN_PROFESSIONAL, remove, TEXT("")).status, 404);
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, remove, TEXT("")).status, 404);
    assert_int_equal(lines(visit), 2);
    assert_int_equal(visit_post(visit, FIXTURE_FOREIGN_PARENT, remove, TEXT("")).status, 303);
    assert_int_equal(lines(visit), 0);
}

static void T20_an_earlier_notebook_is_of_one_guardian(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    visit_note(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "alleen bij papa");
    struct text zip = take_home(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    struct archive_file file = read_file(visit, zip);
    struct earlier_import wanted = of_zip(visit, &file, zip);
    wanted.match = (struct earlier_match){ fixture->children[FIXTURE_CHILD_OWN], fixture->persons[FIXTURE_FATHER] };
    assert_int_equal(import(visit, fixture->organisation, &wanted), STATUS_OK);
    assert_int_equal(lines(visit), 1);
    struct text page = page_of(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = visit_get(visit, FIXTURE_FATHER, page);
    assert_true(text_find(answer.body, TEXT("alleen bij papa")) != SIZE_MAX);
    const char *id = visit_moment(visit, visit_number(visit, "SELECT MAX(f.id) FROM earlier_file AS f"));
    /* Nothing of it for the other home, also not when it asks for it by its id or shares in his name. */
    answer = visit_get(visit, FIXTURE_MOTHER, arena_printf(visit->arena, "%.*s?earlier=%s", TEXT_ARGS(page), id));
    assert_status(&answer, 200);
    assert_no_trace(&answer, "alleen bij papa");
    assert_no_trace(&answer, "/answer");
    struct text share = arena_printf(visit->arena, "%.*s/%s/answer", TEXT_ARGS(page), id);
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, share, FORM(visit, "answer", "yes")).status, 404);
    assert_int_equal(visit_get(visit, FIXTURE_GRANDMOTHER, page).status, 403);
    /* His yes opens it for the group, still not for her. */
    assert_int_equal(visit_post(visit, FIXTURE_FATHER, share, FORM(visit, "answer", "yes")).status, 303);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, page);
    assert_true(text_find(answer.body, TEXT("alleen bij papa")) != SIZE_MAX);
    answer = visit_get(visit, FIXTURE_MOTHER, page);
    assert_no_trace(&answer, "alleen bij papa");
    assert_int_equal(visit_get(visit, FIXTURE_STAND_IN, page).status, 403);
}

static void a_file_that_does_not_fit_writes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "goed geslapen");
    struct text zip = take_home(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct archive_file file = read_file(visit, zip);
    struct earlier_import wanted = of_zip(visit, &file, zip);
    const struct earlier_match mother = { fixture->children[FIXTURE_CHILD_OWN], fixture->persons[FIXTURE_MOTHER] };
    /* Another child, of another birthday; who is no guardian with the full scope; somebody of elsewhere. */
    wanted.match =
        (struct earlier_match){ fixture->children[FIXTURE_CHILD_OTHER], fixture->persons[FIXTURE_OTHER_FAMILY] };
    file.born = date_add(file.born, 1);
    assert_int_equal(import(visit, fixture->organisation, &wanted), STATUS_INVALID);
    wanted.match = mother;
    assert_int_equal(import(visit, fixture->organisation, &wanted), STATUS_INVALID);
    file.born = date_add(file.born, -1);
    static const enum fixture_person others[] = { FIXTURE_GRANDMOTHER, FIXTURE_PROFESSIONAL, FIXTURE_OTHER_FAMILY,
                                                  FIXTURE_FOREIGN_PARENT };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        wanted.match.person = fixture->persons[others[i]];
        assert_int_equal(import(visit, fixture->organisation, &wanted), STATUS_NOT_FOUND);
    }
    /* More lines than one change takes. */
    wanted.match = mother;
    size_t count = file.lines.count;
    struct archive_line line = file.lines.items[0];
    while (file.lines.count <= EARLIER_LINES_MAXIMUM)
        *vector_add(visit->arena, &file.lines) = line;
    assert_int_equal(import(visit, fixture->organisation, &wanted), STATUS_INVALID);
    file.lines.count = count;
    assert_int_equal(lines(visit), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM earlier_file AS f"), 0);
    assert_int_equal(import(visit, fixture->organisation, &wanted), STATUS_OK);
    assert_int_equal(lines(visit), (int64_t)count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_takes_its_notebook_to_another_organisation),
        cmocka_unit_test(T20_an_earlier_notebook_is_of_one_guardian),
        cmocka_unit_test(a_file_that_does_not_fit_writes_nothing),
    };
    return PAGE_TESTS_RUN(tests);
}
