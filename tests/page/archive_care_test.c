/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The archive is whole: every table that holds something of a child is a member of data.json that is filled here, or stands in
 * the list of exceptions with its reason; and what another home keeps for itself, a protected guardian most of all, is not in it.
 */
#include "feature/archive/archive.h"

#include "job/job.h"
#include "visit.h"

#include <archive.h>
#include <archive_entry.h>
#include <jansson.h>
#include <string.h>

enum { FILE_MAXIMUM = 1024 * 1024 };

/* Where the rows of a table are. A path into data.json, the first of a list where it meets one; or why not. */
static const struct {
    const char *table, *member, *why;
} places[] = {
    { "child", "child.given_name", NULL },
    { "placement", "placements.group", NULL },
    { "entry", "entries.note", NULL },
    { "attendance", "attendance.in", NULL },
    { "consent_history", "consent.purpose", NULL },
    { "network_contact", "network.name", NULL },
    { "background", "told.tongues", NULL },
    { "family_other", "people.name", NULL },
    { "guardian", "guardian.called", NULL },
    { "guardian_role", "guardian.role", NULL },
    { "mentor", "mentors.name", NULL },
    { "collector", "collectors.name", NULL },
    { "home_words", "home_words.words", NULL },
    { "partner", "partners.purpose", NULL },
    { "partner_invitation", "partners.words", NULL },
    { "medicine", "medicine.name", NULL },
    { "medicine_time", "medicine.times", NULL },
    { "medicine_dose", "medicine.doses.note", NULL },
    { "accident", "accidents.day", NULL },
    { "accident_text", "accidents.texts.what", NULL },
    { "accident_account", "accidents.accounts.words", NULL },
    { "accident_sign", "accidents.talked_about.name", NULL },
    { "sheet_line", "sheet.words", NULL },
    { "absence", "absences.words", NULL },
    { "photo_child", "photos.caption", NULL },
    { "wish", "wishes.words", NULL },
    { "wish_step", "wishes.steps.words", NULL },
    { "call_wish", "call_me.words", NULL },
    { "callback", "talks.words", NULL },
    { "call_log", "calls.words", NULL },
    { "earlier_file", "earlier.centre", NULL },
    { "earlier_line", "earlier.entries.note", NULL },
    { "earlier_photo", "earlier.photos.taken", NULL },

    { "accident_call", NULL, "for the centre alone: whom it tried to reach in which home (T20)" },
    { "archive", NULL, "that an archive was asked for; gone in seven days" },
    { "bureau_share", NULL, "a setting of the childminder towards her bureau; its page shows it" },
    { "bureau_share_kind", NULL, "a setting of the childminder towards her bureau; its page shows it" },
    { "consent", NULL, "the last answer of consent_history, once more" },
    { "court_order", NULL, "for the staff with the restrictions bit alone" },
    { "data_request", NULL, "letters to the centre about this file; they stand on the privacy page" },
    { "family_notice", NULL, "says that something changed, never what" },
    { "attendance_before", NULL, "times that turned out wrong; the right ones are in the archive with each day" },
    { "live_contact", NULL,
      "that the centre talked with home, or meant to: a note of the team for itself (R028, R246)" },
    { "live_event", NULL, "wakes open pages; gone within a day" },
    { "may_child", NULL, "the access set, derived from guardian, placement and the roles" },
    { "meldcode_file", NULL, "apart and sealed, never under the rule that parents see all" },
    { "note_read", NULL, "that a member of staff has read a line" },
    { "page_view", NULL, "who looked: told on the page of T8, in words, without another guardian's looking" },
    { "portrait", NULL, "a small copy of a photo that the guardian has herself; her pages show it" },
    { "proposal", NULL, "a question to the team; what it confirms stands in collectors, or with the guardian" },
    { "roster_child", NULL, "what the planning package said last, to see what changed" },
    { "roster_guardian", NULL, "what the planning package said last, to see what changed" },
    { "sheet_proposal", NULL, "a question to the team; what it confirms stands in the sheet" },
    { "task", NULL, "the team's list: it holds no words" },
};

/* --- helpers --- */

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

/* The files of a zip, one after another, and data.json alone. */
struct archive_text {
    struct text all, care, json;
};

static struct archive_text make(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct arena *arena = visit->arena;
    struct archive_text taken = { TEXT(""), TEXT(""), TEXT("") };
    struct text page = url_archive(arena, visit->fixture.children[child]).text;
    struct http_test_answer answer = visit_post(visit, who, page, TEXT(""));
    assert_status(&answer, 303);
    run_jobs(visit);
    const char *id = visit_moment(visit, visit_number(visit, "SELECT MAX(a.id) FROM archive AS a"));
    answer = visit_post(visit, who, arena_printf(arena, "%.*s/%s", TEXT_ARGS(page), id), TEXT(""));
    assert_status(&answer, 200);
    struct archive *reader = archive_read_new();
    struct archive_entry *entry;
    assert_int_equal(archive_read_support_format_zip(reader), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(reader, answer.body.data, answer.body.length), ARCHIVE_OK);
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        char *bytes = arena_allocate(arena, FILE_MAXIMUM);
        la_ssize_t length = archive_read_data(reader, bytes, FILE_MAXIMUM);
        assert_true(length >= 0 && length < FILE_MAXIMUM);
        struct text file = { bytes, (size_t)length };
        if (strcmp(archive_entry_pathname(entry), "data.json") == 0)
            taken.json = file;
        if (strcmp(archive_entry_pathname(entry), "care.html") == 0)
            taken.care = file;
        taken.all = arena_printf(arena, "%.*s\n%.*s", TEXT_ARGS(taken.all), TEXT_ARGS(file));
    }
    archive_read_free(reader);
    return taken;
}

static bool holds(struct text text, const char *words)
{
    return text_find(text, text_from(words)) != SIZE_MAX;
}

/* Follows "medicine.doses.note"; the first of each list. NULL when something is not there, or empty. */
static const json_t *follow(struct visit *visit, const json_t *root, const char *path)
{
    struct text rest = text_from(path);
    const json_t *value = root;
    while (value && rest.length > 0) {
        struct text name = text_cut(rest, '.', &rest);
        if (json_is_array(value))
            value = json_array_get(value, 0);
        value = json_object_get(value, text_string(visit->arena, name));
    }
    bool empty = !value || json_is_null(value) || (json_is_string(value) && json_string_length(value) == 0) ||
                 (json_is_array(value) && json_array_size(value) == 0);
    return empty ? NULL : value;
}

/* One of everything about a child, told by one guardian and read in one home; own words are `mark`. $O $C $P $A $N in the
 * statements: organisation, child, guardian, audience, a number that begins every id. */
static void fill(struct visit *visit, enum fixture_child child, enum fixture_person guardian, int64_t audience,
                 const char *mark, int64_t number)
{
    static const char *const statements[] = {
        "INSERT INTO consent_history (organisation, id, child, purpose, person, answer, text_version, language, "
        "from_day, "
        "until_day, written_by, written_at) VALUES ($O, $N, $C, 'photo_group', $P, 1, 1, 'nl', 20700, 21000, $P, 1)",
        "INSERT INTO network_contact (organisation, id, child, person, name, relation, phone, created_at) "
        "VALUES ($O, $N, $C, $P, '$M network', 'buur', '06', 1)",
        "INSERT INTO background (organisation, child, person, id, tongues, food, celebrations, customs, language, "
        "written_by, written_at) VALUES ($O, $C, $P, $N, '$M tongues', '', '', '', 'nl', $P, 1)",
        "INSERT INTO family_other (organisation, child, id, person, name, relation, words, language, created_at) "
        "VALUES ($O, $C, $N, $P, '$M other', 'oma', '', 'nl', 1)",
        "INSERT INTO guardian_role (organisation, child, person, role, own_words, said_at) "
        "VALUES ($O, $C, $P, 'other', '$M role', 1)",
        "INSERT INTO collector (organisation, id, child, name, from_day, audience, person, confirmed_at, confirmed_by) "
        "VALUES ($O, $N, $C, '$M collector', 20000, $A, $P, 1, 1)",
        "INSERT INTO home_words (organisation, child, kind, id, author, words, language, created_at) "
        "VALUES ($O, $C, 'routine', $N, $P, '$M home', 'nl', 1)",
        "INSERT INTO medicine (organisation, id, child, person, series, version, name, dose, unit, most, from_day, "
        "until_day, audience, signed_at) "
        "VALUES ($O, $N, $C, $P, $N, 1, '$M medicine', '5', 'ml', 2, 20700, 21000, $A, 1795424400000)",
        "INSERT INTO medicine_time (organisation, medicine, minute) VALUES ($O, $N, 570)",
        "INSERT INTO medicine_dose (organisation, id, child, medicine, day, at, outcome, note, given_by, recorded_at, "
        "moment) VALUES ($O, $N, $C, $N, 20780, 1795424400000, 'refused', '$M dose', $W, 1, 1)",
        "INSERT INTO accident (organisation, id, child, day, at, version, audience, author, created_at) "
        "VALUES ($O, $N, $C, 20780, 1795424400000, 1, $A, $W, 1)",
        "INSERT INTO accident_text (organisation, accident, version, what, author, created_at) "
        "VALUES ($O, $N, 1, '$M accident', $W, 1)",
        "INSERT INTO accident_account (organisation, id, accident, person, words, language, audience, created_at) "
        "VALUES ($O, $N, $N, $P, '$M account', 'nl', $A, 1)",
        "INSERT INTO accident_sign (organisation, accident, person, side, audience, signed_at) "
        "VALUES ($O, $N, $P, 1, $A, 1)",
        "INSERT INTO accident_call (organisation, id, accident, called, home, way, reached, note, author, created_at) "
        "VALUES ($O, $N, $N, $P, 1, 'phone', 1, 'CALL', $W, 1)",
        "INSERT INTO absence (organisation, id, child, from_day, until_day, kind, words, language, side, audience, "
        "author, "
        "created_at) VALUES ($O, $N, $C, 20780, 20782, 'ill', '$M absence', 'nl', 1, $A, $P, 1)",
        "INSERT INTO wish (organisation, id, child, day, words, language, audience, author, created_at) "
        "VALUES ($O, $N, $C, 20780, '$M wish', 'nl', $A, $P, 1)",
        "INSERT INTO wish_step (organisation, id, wish, child, kind, words, language, side, audience, author, "
        "created_at) VALUES ($O, $N, $N, $C, 'our_way', '$M step', 'nl', 2, $A, $W, 1)",
        "INSERT INTO wish_step (organisation, id, wish, child, kind, words, language, side, audience, author, "
        "created_at) VALUES ($O, 1$N, $N, $C, 'done', '', '', 2, $A, $W, 1)",
        "INSERT INTO call_wish (organisation, child, person, kinds, words, language, phone, written_at) "
        "VALUES ($O, $C, $P, 3, '$M callme', 'nl', '06', 1)",
        "INSERT INTO callback (organisation, id, child, person, side, asked_by, topic, words, language, way, "
        "until_day, "
        "until_at, created_at) VALUES ($O, $N, $C, $P, 1, $P, 'general', '$M talk', 'nl', 'phone', 20780, 1, 1)",
        "INSERT INTO call_log (organisation, id, child, person, at, topic, words, language, outcome, author) "
        "VALUES ($O, $N, $C, $P, 1795424400000, 'fell', '$M calllog', 'nl', 'reached', $W)",
        "INSERT INTO earlier_file (organisation, id, child, person, digest, centre, brought_at) "
        "VALUES ($O, $N, $C, $P, 'x', '$M centre', 1)",
        "INSERT INTO earlier_line (organisation, earlier, number, day, at, side, kind, value, note, language, author, "
        "called) VALUES ($O, $N, 1, 20000, 1, 1, 'words', '', '$M earlier', 'nl', '', '')",
        "INSERT INTO file (organisation, id, name, media_type, length, created_at) "
        "VALUES ($O, $N, '$M file', 'image/jpeg', 1, 1)",
        "INSERT INTO earlier_photo (organisation, earlier, number, line, taken, large_file, small_file, width, height, "
        "small_width, small_height) VALUES ($O, $N, 1, 1, '$M taken', $N, $N, 1, 1, 1, 1)",
        "INSERT INTO court_order (organisation, id, child, note, from_day, created_at, created_by) "
        "VALUES ($O, $N, $C, 'ORDER', 20000, 1, 1)",
    };
    const struct fixture *fixture = &visit->fixture;
    const int64_t values[][2] = { { 'O', fixture->organisation.value },
                                  { 'C', fixture->children[child].value },
                                  { 'P', fixture->persons[guardian].value },
                                  { 'W', fixture->persons[FIXTURE_PROFESSIONAL].value },
                                  { 'A', audience },
                                  { 'N', number } };
    struct text script = TEXT("");
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        struct text rest = text_from(statements[i]);
        while (rest.length > 0) {
            struct text before = text_cut(rest, '$', &rest);
            script = arena_printf(visit->arena, "%.*s%.*s", TEXT_ARGS(script), TEXT_ARGS(before));
            for (size_t k = 0; rest.length > 0 && k < sizeof values / sizeof *values; k++)
                if (rest.data[0] == values[k][0])
                    script = arena_printf(visit->arena, "%.*s%lld", TEXT_ARGS(script), (long long)values[k][1]);
            if (rest.length > 0 && rest.data[0] == 'M')
                script = arena_printf(visit->arena, "%.*s%s", TEXT_ARGS(script), mark);
            rest = text_slice(rest, rest.length > 0, rest.length);
        }
        script = arena_printf(visit->arena, "%.*s;\n", TEXT_ARGS(script));
    }
    do_sql(visit, text_string(visit->arena, script));
}

/* What a child has one of. */
static void fill_once(struct visit *visit)
{
    const struct fixture *fixture = &visit->fixture;
    long long organisation = (long long)fixture->organisation.value;
    long long child = (long long)fixture->children[FIXTURE_CHILD_OWN].value;
    long long group = (long long)fixture->groups[FIXTURE_GROUP_EEKHOORNS].value;
    long long author = (long long)fixture->persons[FIXTURE_PROFESSIONAL].value;
    do_sql(visit, arena_printf(visit->arena,
                               "INSERT INTO file (organisation, id, name, media_type, length, created_at) "
                               "VALUES (%lld, 1, 'x', 'image/jpeg', 1, 1);"
                               "INSERT INTO photo (organisation, id, care_group, day, at, author, state, source, "
                               "large_file) VALUES (%lld, 1, %lld, 20780, 1, %lld, 'ready', 'x', 1);"
                               "INSERT INTO photo_child (organisation, photo, child, on_it, moment) "
                               "VALUES (%lld, 1, %lld, 1, 77);"
                               "INSERT INTO entry (organisation, child, day, at, id, moment, care_group, side, kind, "
                               "value, note, audience, author, created_at) VALUES (%lld, %lld, 20780, 1, 77, 77, %lld, "
                               "2, 'photo', 'sent', 'de toren', 1, %lld, 1)",
                               organisation, organisation, group, author, organisation, child, organisation, child,
                               group, author)
                      .data);
    do_sql(
        visit,
        arena_printf(visit->arena,
                     "INSERT INTO sheet_line (organisation, child, field, words, audience, confirmed_at, confirmed_by) "
                     "VALUES (%lld, %lld, 'diet', 'geen noten', 513, 1, 1), "
                     "(%lld, %lld, 'doctor', 'GEHEIME DOKTER', 512, 1, 1);"
                     "INSERT INTO attendance (organisation, child, day, care_group, in_at, in_by) "
                     "VALUES (%lld, %lld, 20780, %lld, 1795424400000, 1);"
                     "INSERT INTO partner_invitation (organisation, person, child, purpose, from_day, words, language, "
                     "invited_by, invited_at) SELECT i.organisation, i.person, i.child, i.purpose, i.from_day, "
                     "'over de overgang', 'nl', 1, 1 FROM partner AS i",
                     organisation, child, organisation, child, organisation, child, group)
            .data);
}

/* The mother, of the first home, ends what the father said, and says something to his wish, out of his sight. */
static void do_quietly(struct visit *visit)
{
    const struct fixture *fixture = &visit->fixture;
    long long organisation = (long long)fixture->organisation.value;
    long long child = (long long)fixture->children[FIXTURE_CHILD_OWN].value;
    long long mother = (long long)fixture->persons[FIXTURE_MOTHER].value;
    do_sql(visit, arena_printf(
                      visit->arena,
                      "UPDATE wish SET audience = 513 WHERE id = 900001;"
                      "INSERT INTO wish_step (organisation, id, wish, child, kind, words, language, side, audience, "
                      "author, created_at) VALUES (%lld, 900009, 900001, %lld, 'react', 'EIGEN quiet', 'nl', 1, 1, "
                      "%lld, 1);"
                      "UPDATE absence SET audience = 513, until_day = 20890 WHERE id = 900001;"
                      "INSERT INTO absence (organisation, id, child, from_day, until_day, kind, side, audience, ends, "
                      "author, created_at) VALUES (%lld, 900009, %lld, 20885, 20890, 'ill', 1, 1, 900001, %lld, 1)",
                      organisation, child, mother, organisation, child, mother)
                      .data);
}

/* --- tests --- */

static bool is_placed(const char *table)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(places[i].table, table) == 0)
            return true;
    return false;
}

static bool is_view(struct visit *visit, const char *name)
{
    const char *from = db_engine(visit->world.db) == DB_ENGINE_SQLITE
                           ? "sqlite_schema AS t WHERE t.type = 'view' AND t.name"
                           : "information_schema.views AS t WHERE t.table_name";
    return visit_number(visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM %s = '%s'", from, name).data) > 0;
}

static void every_table_about_a_child_is_in_the_archive_or_has_a_reason(void **state)
{
    struct visit *visit = visit_of(state);
    struct visit_columns columns = visit_columns(visit);
    static const char *const owners[] = { "child", "medicine", "accident", "earlier" };
    size_t found = 0;
    for (size_t i = 0; i < columns.count; i++)
        for (size_t k = 0; k < sizeof owners / sizeof *owners; k++) {
            if (!text_equal(columns.items[i].column, text_from(owners[k])))
                continue;
            const char *table = text_string(visit->arena, columns.items[i].table);
            found++;
            if (!is_placed(table) && !is_view(visit, table))
                fail_msg(
                    "%s holds something of a child: it belongs into the archive (src/feature/archive), or into the "
                    "list of this test with a reason",
                    table);
        }
    assert_true(found > 30);
    /* And what is said to be in it is. */
    fill(visit, FIXTURE_CHILD_OWN, FIXTURE_MOTHER, 1, "EIGEN", 900001);
    fill_once(visit);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "goed geslapen");
    do_sql(visit, "UPDATE guardian SET called = 'mama' WHERE called = ''");
    struct archive_text taken = make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    json_t *root = json_loadb(taken.json.data, taken.json.length, 0, NULL);
    assert_non_null(root);
    assert_int_equal(json_integer_value(json_object_get(root, "version")), 2);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].member && !follow(visit, root, places[i].member))
            fail_msg("table %s: %s is not in data.json", places[i].table, places[i].member);
    json_decref(root);
    /* To read as well, in her words. */
    static const char *const read[] = { "EIGEN collector", "EIGEN role",    "EIGEN home",       "EIGEN medicine",
                                        "EIGEN dose",      "EIGEN account", "over de overgang", "geen noten",
                                        "EIGEN accident",  "9:30",          "23 november 2026", "EIGEN absence",
                                        "EIGEN wish",      "EIGEN step",    "EIGEN callme",     "EIGEN talk",
                                        "EIGEN calllog" };
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        if (!holds(taken.care, read[i]))
            fail_msg("care.html does not show %s", read[i]);
    assert_true(holds(taken.care, SAY(visit, LANGUAGE_NL, WORD_MEDICINE_REFUSED)));
    /* A wish: for which day, who asked, and what was done without a word about it. */
    assert_true(holds(taken.care, "<bdi>Aylin · ") && holds(taken.care, "<bdi>Marjan</bdi>"));
    assert_false(holds(taken.care, "Marjan · <"));
    assert_false(holds(taken.all, "CALL") || holds(taken.all, "ORDER"));
    struct http_test_answer page = { .status = 200, .body = taken.care };
    visit_keep(&page, "archive-care");
}

static void T20_R243_nothing_of_another_home_is_in_the_care_of_an_archive(void **state)
{
    struct visit *visit = visit_of(state);
    fill(visit, FIXTURE_CHILD_OWN, FIXTURE_FATHER, 512, "GEHEIM", 900001);
    fill(visit, FIXTURE_CHILD_OWN, FIXTURE_MOTHER, 1, "EIGEN", 900002);
    fill_once(visit);
    struct archive_text taken = make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_true(holds(taken.all, "EIGEN dose"));
    assert_false(holds(taken.all, "GEHEIM"));
    taken = make(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_true(holds(taken.all, "GEHEIM dose") && holds(taken.all, "GEHEIME DOKTER"));
    assert_false(holds(taken.all, "EIGEN"));
    do_quietly(visit);
    taken = make(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_false(holds(taken.all, "EIGEN") || holds(taken.json, "2027-03-08"));
    assert_true(holds(taken.json, "2027-03-13"));
    taken = make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_true(holds(taken.all, "EIGEN quiet") && holds(taken.json, "2027-03-08"));
    assert_false(holds(taken.json, "2027-03-13"));
    /* A limited guardian has none of it: it is for who has the full scope. */
    taken = make(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    assert_false(holds(taken.all, "EIGEN") || holds(taken.all, "GEHEIM") || holds(taken.all, "over de overgang"));
    /* Somebody who works on the child's group and is its guardian takes home what a guardian reads. */
    do_sql(visit, arena_printf(visit->arena,
                               "INSERT INTO may_child (organisation, person, child, scope, from_day, until_day) "
                               "VALUES (%lld, %lld, %lld, 196, 0, 2932896);"
                               "UPDATE medicine SET audience = 4; UPDATE accident SET audience = 4;"
                               "UPDATE sheet_line SET audience = 4; UPDATE collector SET audience = 4",
                               (long long)visit->fixture.organisation.value,
                               (long long)visit->fixture.persons[FIXTURE_GRANDMOTHER].value,
                               (long long)visit->fixture.children[FIXTURE_CHILD_OWN].value)
                      .data);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "ALLEEN VOOR DE GROEP");
    taken = make(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    assert_false(holds(taken.all, "EIGEN") || holds(taken.all, "GEHEIM") || holds(taken.all, "geen noten"));
    assert_false(holds(taken.all, "ALLEEN VOOR DE GROEP"));
    /* A protected guardian leaves no trace, not even in what was open to the other home once. */
    fill(visit, FIXTURE_CHILD_OTHER, FIXTURE_MOTHER_SAFE, 4, "VEILIG", 900003);
    do_sql(visit, "UPDATE collector SET audience = 512 WHERE id = 900003");
    taken = make(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER);
    assert_false(holds(taken.all, "VEILIG"));
    assert_false(
        holds(taken.all,
              text_string(
                  visit->arena,
                  visit_text(visit, arena_printf(visit->arena, "SELECT p.given_name FROM person AS p WHERE p.id = %lld",
                                                 (long long)visit->fixture.persons[FIXTURE_MOTHER_SAFE].value)
                                        .data))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_about_a_child_is_in_the_archive_or_has_a_reason),
        cmocka_unit_test(T20_R243_nothing_of_another_home_is_in_the_care_of_an_archive),
    };
    return PAGE_TESTS_RUN(tests);
}
