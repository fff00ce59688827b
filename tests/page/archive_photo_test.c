/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Photos where they are kept on: in an archive that waits to be fetched, and on another family's page, when consent ends without a
 * tap: the planning package says otherwise, somebody decides from now on, or nobody does any more.
 */
#include "feature/archive/archive.h"
#include "feature/archive/read.h"

#include "access/people.h"
#include "db/backup.h"
#include "db/change.h"
#include "feature/consent/consent.h"
#include "feature/enrol/enrol.h"
#include "feature/family/family.h"
#include "feature/photo/photo.h"
#include "feature/privacy/erase.h"
#include "feature/roster/family.h"
#include "job/job.h"
#include "visit.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAXIMUM = 1024 * 1024 };

/* --- helpers --- */

static void do_sql(struct visit *visit, struct text sql)
{
    struct db *db;
    struct error error = { 0 };
    assert_int_equal(db_open_writer(visit->world.location, &error, &db), STATUS_OK);
    if (db_execute(db, text_string(visit->arena, sql), &error) != STATUS_OK)
        fail_msg("%s", error.detail);
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
    for (int i = 0; i < 40 && job_runner_step(runner) == STATUS_OK; i++)
        continue;
    job_runner_stop(runner);
}

/* A file of the store; its name. */
static struct text put(struct visit *visit, const char *content)
{
    char name[MEDIA_NAME_SIZE];
    int64_t length;
    int file = media_draft(&visit->media.store);
    assert_true(file >= 0);
    assert_int_equal(write(file, content, strlen(content)), (ssize_t)strlen(content));
    assert_int_equal(media_put(&visit->media.store, file, name, &length), STATUS_OK);
    close(file);
    return text_copy(visit->arena, text_from(name));
}

/* A line on a child's page that shows photo `number`, for those who read that audience. */
static void stand(struct visit *visit, int number, enum fixture_child child, int64_t audience, const char *caption)
{
    const struct fixture *fixture = &visit->fixture;
    long long organisation = (long long)fixture->organisation.value;
    long long id = (long long)fixture->children[child].value;
    int line = number * 100 + (int)child;
    do_sql(visit,
           arena_printf(
               visit->arena,
               "INSERT INTO entry (organisation, child, day, at, id, moment, care_group, side, kind, value, note, "
               "language, audience, author, created_at) VALUES (%lld, %lld, %d, %lld, %d, %d, 1, 2, 'photo', "
               "'sent', '%s', 'nl', %lld, %lld, 1);"
               "INSERT INTO photo_child (organisation, photo, child, on_it, moment) "
               "VALUES (%lld, %d, %lld, 1, %d);"
               "INSERT INTO entry_file (organisation, file, entry) VALUES (%lld, %d, %d)",
               organisation, id, FIXTURE_TODAY.days, (long long)FIXTURE_NOW_AT + number, line, line, caption,
               (long long)audience, (long long)fixture->persons[FIXTURE_PROFESSIONAL].value, organisation, number, id,
               line, organisation, number, line));
}

/* A photo that was sent and decoded, on no page yet; `content` are the bytes of its file. */
static void photo(struct visit *visit, int number, const char *content)
{
    const struct fixture *fixture = &visit->fixture;
    long long organisation = (long long)fixture->organisation.value;
    do_sql(visit,
           arena_printf(visit->arena,
                        "INSERT INTO file (organisation, id, name, media_type, length, created_at) "
                        "VALUES (%lld, %d, '%.*s', 'image/jpeg', %zu, 1);"
                        "INSERT INTO photo (organisation, id, care_group, day, at, author, state, source, taken, "
                        "large_file, small_file, width, height) VALUES (%lld, %d, %lld, %d, %lld, %lld, 'ready', "
                        "'x', '2026:11:23 09:00:00', %d, %d, 1600, 1200)",
                        organisation, number, TEXT_ARGS(put(visit, content)), strlen(content), organisation, number,
                        (long long)fixture->groups[FIXTURE_GROUP_EEKHOORNS].value, FIXTURE_TODAY.days,
                        (long long)FIXTURE_NOW_AT + number, (long long)fixture->persons[FIXTURE_PROFESSIONAL].value,
                        number, number));
}

static bool stands(struct visit *visit, enum fixture_child child)
{
    return visit_number(visit,
                        arena_printf(visit->arena,
                                     "SELECT COUNT(*) FROM photo_child AS k WHERE k.child = %lld AND k.moment <> 0",
                                     (long long)visit->fixture.children[child].value)
                            .data) > 0;
}

static int answer_as_guardian(struct change *change, void *argument)
{
    struct consent_answer *answer = argument;
    change->actor = answer->person;
    return consent_write(change, answer);
}

static void consent(struct visit *visit, enum fixture_person who, const char *purpose, bool yes)
{
    struct consent_answer answer = { .child = visit->fixture.children[FIXTURE_CHILD_OTHER],
                                     .purpose = consent_purpose_find(text_from(purpose)),
                                     .person = visit->fixture.persons[who],
                                     .yes = yes,
                                     .version = 1,
                                     .language = TEXT("nl"),
                                     .today = FIXTURE_TODAY };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, answer_as_guardian, &answer),
                     STATUS_OK);
}

/* What the planning package says about photos of a child. */
static void planning(struct visit *visit, enum fixture_child child, const char *photos)
{
    do_sql(visit, arena_printf(visit->arena, "UPDATE child SET photo_consent = '%s' WHERE id = %lld", photos,
                               (long long)visit->fixture.children[child].value));
}

/* Noor and Sami may be shown to the group; a photo of both stands with both. */
static void both_on_one(struct visit *visit)
{
    static const enum fixture_person sami[] = { FIXTURE_OTHER_FAMILY, FIXTURE_FATHER_DANGER, FIXTURE_MOTHER_SAFE };
    for (size_t i = 0; i < sizeof sami / sizeof *sami; i++)
        consent(visit, sami[i], "photo_group", true);
    planning(visit, FIXTURE_CHILD_OWN, "group");
    photo(visit, 901, "SAMEN");
    stand(visit, 901, FIXTURE_CHILD_OWN, AUDIENCE_ALL, "samen");
    stand(visit, 901, FIXTURE_CHILD_OTHER, AUDIENCE_ALL, "samen");
}

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_archive(visit->arena, visit->fixture.children[child]).text;
}

/* Asks for one; its address. */
static struct text ask(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer = visit_post(visit, who, page_of(visit, child), TEXT(""));
    assert_status(&answer, 303);
    const char *id = visit_moment(visit, visit_number(visit, "SELECT MAX(a.id) FROM archive AS a"));
    return arena_printf(visit->arena, "%.*s/%s", TEXT_ARGS(page_of(visit, child)), id);
}

static struct text take(struct visit *visit, enum fixture_person who, struct text address)
{
    struct http_test_answer answer = visit_post(visit, who, address, TEXT(""));
    assert_status(&answer, 200);
    return answer.body;
}

/* All files of a zip that are called so, one after another; names end with `end`. */
static struct text files(struct visit *visit, struct text zip, const char *end)
{
    struct text all = TEXT("");
    struct archive *reader = archive_read_new();
    struct archive_entry *entry;
    assert_int_equal(archive_read_support_format_zip(reader), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(reader, zip.data, zip.length), ARCHIVE_OK);
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        char *bytes = arena_allocate(visit->arena, FILE_MAXIMUM);
        la_ssize_t length = archive_read_data(reader, bytes, FILE_MAXIMUM);
        assert_true(length >= 0 && length < FILE_MAXIMUM);
        if (text_ends_with(text_from(archive_entry_pathname(entry)), text_from(end)))
            all = arena_printf(visit->arena, "%.*s%.*s\n", TEXT_ARGS(all), (int)length, bytes);
    }
    archive_read_free(reader);
    return all;
}

static bool holds(struct text text, const char *words)
{
    return text_find(text, text_from(words)) != SIZE_MAX;
}

/* --- in an archive --- */

/* With date and caption, to read and for programs; what stands in the other home is not in it, nor with a limited guardian. */
static void R243_an_archive_holds_the_photos_that_its_reader_sees(void **state)
{
    struct visit *visit = visit_of(state);
    photo(visit, 901, "EIGEN");
    stand(visit, 901, FIXTURE_CHILD_OWN, 1, "toren <b>");
    photo(visit, 902, "GEHEIM");
    stand(visit, 902, FIXTURE_CHILD_OWN, 512, "bij papa");
    photo(visit, 903, "ANDER");
    stand(visit, 903, FIXTURE_CHILD_OTHER, AUDIENCE_ALL, "sami");
    struct text mothers = ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct text fathers = ask(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    struct text limited = ask(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    run_jobs(visit);
    struct text zip = take(visit, FIXTURE_MOTHER, mothers);
    assert_true(text_equal(files(visit, zip, ".jpg"), TEXT("EIGEN\n")));
    struct text page = files(visit, zip, "photos.html");
    assert_true(holds(page, "src=\"photos/2026-11-23-1.jpg\"") && holds(page, "toren &lt;b&gt;"));
    assert_true(holds(page, "23 november 2026"));
    assert_true(holds(files(visit, zip, "index.html"), "href=\"photos.html\""));
    struct text json = files(visit, zip, "data.json");
    assert_true(holds(json, "\"file\": \"photos/2026-11-23-1.jpg\"") && holds(json, "\"caption\": \"toren <b>\""));
    assert_false(holds(json, "bij papa") || holds(json, "sami"));
    struct http_test_answer kept = { .status = 200, .body = page };
    visit_keep(&kept, "archive-photos");
    struct archive_file file;
    struct error error = { 0 };
    assert_int_equal(archive_file_read(visit->arena, zip, &error, &file), STATUS_OK);
    zip = take(visit, FIXTURE_FATHER, fathers);
    assert_true(text_equal(files(visit, zip, ".jpg"), TEXT("GEHEIM\n")));
    zip = take(visit, FIXTURE_GRANDMOTHER, limited);
    assert_int_equal(files(visit, zip, ".jpg").length, 0);
    assert_int_equal(files(visit, zip, "photos.html").length, 0);
}

/* The newest that fit are in it, and the page says that others are not; a file that is lost keeps nobody from the rest. */
static void an_archive_has_its_bounds(void **state)
{
    struct visit *visit = visit_of(state);
    for (int i = 0; i < 3; i++) {
        photo(visit, 901 + i, i == 0 ? "OUD" : i == 1 ? "KWIJT" : "NIEUW");
        stand(visit, 901 + i, FIXTURE_CHILD_OWN, AUDIENCE_ALL, i == 0 ? "oud" : "later");
    }
    struct text address = ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    do_sql(visit, TEXT("UPDATE file SET length = 3000000000 WHERE id = 901;"
                       "UPDATE file SET name = 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff' "
                       "WHERE id = 902"));
    run_jobs(visit);
    struct text zip = take(visit, FIXTURE_MOTHER, address);
    assert_true(text_equal(files(visit, zip, ".jpg"), TEXT("NIEUW\n")));
    struct text page = files(visit, zip, "photos.html");
    assert_true(holds(page, "pasten in dit bestand") && holds(page, "2026-11-23-3.jpg"));
    struct text json = files(visit, zip, "data.json");
    assert_true(holds(json, "\"file\": null") && holds(json, "\"caption\": \"oud\""));
}

/* At once: what waits cannot be fetched any more, its file goes, and it is made again without the photo. */
static void consent_that_ends_takes_a_photo_out_of_an_archive_that_waits(void **state)
{
    struct visit *visit = visit_of(state);
    both_on_one(visit);
    struct text hers = ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct text theirs = ask(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER);
    run_jobs(visit);
    const char *zips = "SELECT COUNT(*) FROM file AS f WHERE f.media_type = 'application/zip'";
    const char *unwanted = "SELECT COUNT(*) FROM file_unwanted AS u";
    assert_int_equal(visit_number(visit, zips), 2);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM archive_photo AS k"), 2);
    consent(visit, FIXTURE_OTHER_FAMILY, "photo_group", false);
    assert_false(stands(visit, FIXTURE_CHILD_OWN));
    assert_int_equal(visit_number(visit, zips), 1);
    assert_int_equal(visit_number(visit, unwanted), 1);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, hers, TEXT(""));
    assert_status(&answer, 404);
    run_jobs(visit);
    assert_int_equal(files(visit, take(visit, FIXTURE_MOTHER, hers), ".jpg").length, 0);
    assert_true(text_equal(files(visit, take(visit, FIXTURE_OTHER_FAMILY, theirs), ".jpg"), TEXT("SAMEN\n")));
}

/* It leaves the page while the zip is written: nothing with it in it is ever there to be fetched. */
static void a_photo_that_leaves_while_an_archive_is_made_is_not_in_it(void **state)
{
    struct visit *visit = visit_of(state);
    if (db_engine(visit->world.db) != DB_ENGINE_SQLITE)
        return; /* the trigger of this test is SQLite's; the statement is the same */
    both_on_one(visit);
    struct text hers = ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    do_sql(visit,
           TEXT("CREATE TRIGGER meanwhile AFTER UPDATE OF steps_done ON archive BEGIN "
                "UPDATE photo_child SET moment = 0; UPDATE entry SET withdrawn_at = 1 WHERE kind = 'photo'; END"));
    run_jobs(visit);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM archive_photo AS k"), 0);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, hers, TEXT(""));
    assert_status(&answer, 404);
    clock_advance(&visit->world.clock, MINUTE_MS);
    run_jobs(visit);
    assert_int_equal(files(visit, take(visit, FIXTURE_MOTHER, hers), ".jpg").length, 0);
}

/* --- consent that ends without a tap --- */

struct roster_writing {
    const struct roster_family *family;
    const struct roster_steps *steps;
};

static int write_roster(struct change *change, void *argument)
{
    const struct roster_writing *writing = argument;
    return roster_write(change, writing->family, writing->steps, FIXTURE_TODAY);
}

static void the_planning_package_ends_consent(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    struct child_id child = fixture->children[FIXTURE_CHILD_OTHER];
    planning(visit, FIXTURE_CHILD_OWN, "group");
    planning(visit, FIXTURE_CHILD_OTHER, "group");
    photo(visit, 901, "SAMEN");
    stand(visit, 901, FIXTURE_CHILD_OWN, AUDIENCE_ALL, "samen");
    stand(visit, 901, FIXTURE_CHILD_OTHER, AUDIENCE_ALL, "samen");
    struct roster_family family = { .id = child };
    struct roster_steps steps = { .changes = ROSTER_CHANGE_PHOTO_CONSENT,
                                  .set_child = true,
                                  .child = { .id = child,
                                             .number = TEXT("7"),
                                             .given_name = TEXT("Sami"),
                                             .born = date_add(FIXTURE_TODAY, -900),
                                             .photo_consent = TEXT("group") } };
    struct roster_writing writing = { &family, &steps };
    assert_int_equal(fixture_change(&visit->world, fixture->organisation, write_roster, &writing), STATUS_OK);
    assert_true(stands(visit, FIXTURE_CHILD_OWN));
    steps.child.photo_consent = TEXT("own_family");
    assert_int_equal(fixture_change(&visit->world, fixture->organisation, write_roster, &writing), STATUS_OK);
    assert_false(stands(visit, FIXTURE_CHILD_OWN));
    assert_true(stands(visit, FIXTURE_CHILD_OTHER));
}

/* A manager who does something. */
struct acting {
    struct person_id manager;
    struct family_guardian *guardian;
    struct enrol_write *write;
};

static int change_guardian(struct change *change, void *argument)
{
    change->actor = ((const struct acting *)argument)->manager;
    return family_guardian_write(change, ((struct acting *)argument)->guardian);
}

/* Who decides from now on was not asked yet; and who is guardian until a day decides no longer from that day on. */
static void another_authority_ends_consent(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    struct person_id mother = fixture->persons[FIXTURE_MOTHER_SAFE];
    struct family_guardian guardian = { .child = fixture->children[FIXTURE_CHILD_OTHER],
                                        .person = mother,
                                        .called = TEXT("mama"),
                                        .home = 2,
                                        .authority = false,
                                        .protected = true,
                                        .scope = TEXT("full"),
                                        .from = date_add(FIXTURE_TODAY, -100),
                                        .until = DATE_FOREVER,
                                        .today = FIXTURE_TODAY };
    struct acting acting = { fixture->persons[FIXTURE_MANAGER], &guardian, NULL };
    both_on_one(visit);
    do_sql(visit, arena_printf(visit->arena,
                               "DELETE FROM consent WHERE person = %lld;"
                               "UPDATE guardian SET authority = 0 WHERE person = %lld",
                               (long long)mother.value, (long long)mother.value));
    assert_int_equal(fixture_change(&visit->world, fixture->organisation, change_guardian, &acting), STATUS_OK);
    assert_true(stands(visit, FIXTURE_CHILD_OWN));
    guardian.authority = true;
    guardian.from = date_add(FIXTURE_TODAY, 1);
    assert_int_equal(fixture_change(&visit->world, fixture->organisation, change_guardian, &acting), STATUS_OK);
    assert_true(stands(visit, FIXTURE_CHILD_OWN));
    run_jobs(visit);
    assert_true(stands(visit, FIXTURE_CHILD_OWN));
    visit_days_later(visit, 1);
    run_jobs(visit);
    assert_false(stands(visit, FIXTURE_CHILD_OWN));
    assert_true(stands(visit, FIXTURE_CHILD_OTHER));
}

static int add_guardian(struct change *change, void *argument)
{
    change->actor = ((const struct acting *)argument)->manager;
    return enrol_guardian_add(change, ((struct acting *)argument)->write);
}

/* Whoever reads at this home from now on is of another family than the second child on the photo. */
static void a_new_guardian_does_not_see_another_family(void **state)
{
    struct visit *visit = visit_of(state);
    const struct fixture *fixture = &visit->fixture;
    photo(visit, 901, "SAMEN");
    stand(visit, 901, FIXTURE_CHILD_OWN, AUDIENCE_ALL, "samen"); /* as if only who is guardian of both read it */
    stand(visit, 901, FIXTURE_CHILD_OTHER, AUDIENCE_ALL, "samen");
    struct enrol_write write = { .child = fixture->children[FIXTURE_CHILD_OWN],
                                 .location = fixture_location(fixture, FIXTURE_NOORD),
                                 .given_name = TEXT("Nieuw"),
                                 .language = TEXT("nl"),
                                 .called = TEXT("oma"),
                                 .home = 1,
                                 .from = FIXTURE_TODAY,
                                 .until = DATE_FOREVER,
                                 .today = FIXTURE_TODAY };
    struct acting acting = { fixture->persons[FIXTURE_MANAGER], NULL, &write };
    assert_int_equal(fixture_change(&visit->world, fixture->organisation, add_guardian, &acting), STATUS_OK);
    assert_false(stands(visit, FIXTURE_CHILD_OWN));
}

static int erase(struct change *change, void *argument)
{
    const struct person_id *person = argument;
    return erase_person(change, *person, ERASE_REQUEST);
}

/* Her yes was the only one. With nobody to show it to, the photo is gone with its files. */
static void an_erased_guardian_consents_no_more(void **state)
{
    struct visit *visit = visit_of(state);
    struct person_id person = visit->fixture.persons[FIXTURE_OTHER_FAMILY];
    consent(visit, FIXTURE_OTHER_FAMILY, "photo_own_family", true);
    photo(visit, 901, "SAMEN");
    stand(visit, 901, FIXTURE_CHILD_OWN, AUDIENCE_ALL, "samen");
    do_sql(visit,
           arena_printf(visit->arena,
                        "INSERT INTO photo_child (organisation, photo, child, on_it) VALUES (%lld, 901, %lld, 1)",
                        (long long)visit->fixture.organisation.value,
                        (long long)visit->fixture.children[FIXTURE_CHILD_OTHER].value));
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, erase, &person), STATUS_OK);
    assert_false(stands(visit, FIXTURE_CHILD_OWN));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM photo AS p WHERE p.state = 'gone'"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM file AS f"), 0);
    assert_true(visit_number(visit, "SELECT COUNT(*) FROM file_unwanted AS u") > 0);
}

/* --- on the disk --- */

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

/* Whoever put a file died before anybody named it. */
static void a_file_that_nobody_names_is_swept(void **state)
{
    struct visit *visit = visit_of(state);
    int file;
    photo(visit, 901, "GENOEMD");
    do_sql(visit, arena_printf(visit->arena, "UPDATE photo SET state = 'waiting', source = '%.*s'",
                               TEXT_ARGS(put(visit, "WACHT"))));
    struct text names[] = { put(visit, "GENOEMD"), put(visit, "WACHT"), put(visit, "NIEMAND"), put(visit, "JONG") };
    static const struct timespec long_ago[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    for (size_t i = 0; i < 3; i++) {
        struct text path =
            arena_printf(visit->arena, "%s/%.2s/%.*s", visit->media.store.folder, names[i].data, TEXT_ARGS(names[i]));
        assert_int_equal(utimensat(AT_FDCWD, path.data, long_ago, 0), 0);
    }
    assert_int_equal(media_sweep_plan(visit->world.writer, visit->fixture.organisation), STATUS_OK);
    run_jobs(visit);
    for (size_t i = 0; i < 4; i++) {
        int status = media_open(&visit->media.store, names[i], &file);
        assert_int_equal(status, i == 2 ? STATUS_NOT_FOUND : STATUS_OK);
        if (status == STATUS_OK)
            close(file);
    }
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM job AS j WHERE j.kind = 'media_sweep'"), 2);
}

/* Both ways, and back from a backup with every byte: photos, and an archive that waits to be fetched. */
static void a_backup_brings_photos_and_archives_back(void **state)
{
    struct visit *visit = visit_of(state);
    struct media_store *store = &visit->media.store;
    struct media_difference difference;
    struct organisation_id organisation = visit->fixture.organisation;
    photo(visit, 901, "EIGEN");
    stand(visit, 901, FIXTURE_CHILD_OWN, AUDIENCE_ALL, "toren");
    struct text address = ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    run_jobs(visit);
    struct text zip = take(visit, FIXTURE_MOTHER, address);
    /* A store of its own: other tests leave files in theirs. */
    char folder[] = "/tmp/samenspel-backup-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct media_store own = *store;
    own.folder = arena_printf(visit->arena, "%s/media", folder).data;
    assert_int_equal(media_compare(visit->world.db, visit->arena, organisation, &own, &difference), STATUS_OK);
    assert_int_equal(difference.compared, 2);
    assert_int_equal(difference.missing, 2);
    assert_int_equal(difference.name.length, MEDIA_NAME_SIZE - 1);
    struct text names[] = {
        visit_text(visit, "SELECT f.name FROM file AS f WHERE f.media_type = 'image/jpeg'"),
        visit_text(visit, "SELECT f.name FROM file AS f WHERE f.media_type = 'application/zip'"),
    };
    for (size_t i = 0; i < 2; i++) {
        int file;
        char name[MEDIA_NAME_SIZE];
        int64_t length;
        assert_int_equal(media_open(store, names[i], &file), STATUS_OK);
        assert_int_equal(media_put(&own, file, name, &length), STATUS_OK);
        assert_true(text_equal(text_from(name), names[i]));
        close(file);
    }
    assert_int_equal(media_compare(visit->world.db, visit->arena, organisation, &own, &difference), STATUS_OK);
    assert_true(difference.whole && difference.missing == 0 && difference.extra == 0);
    if (db_engine(visit->world.db) == DB_ENGINE_SQLITE) { /* on PostgreSQL the worlds of all tests are one database */
        struct error error = { 0 };
        struct backup_summary summary;
        struct backup_settings settings = { .location = visit->world.location,
                                            .media_folder = own.folder,
                                            .folder = arena_printf(visit->arena, "%s/backup", folder).data,
                                            .clock = &visit->world.clock };
        if (backup_create(&settings, &error, &summary) != STATUS_OK)
            fail_msg("%s", error.detail);
        assert_int_equal(summary.files, 3);
        settings.location = arena_printf(visit->arena, "%s/back.db", folder).data;
        own.folder = settings.media_folder = arena_printf(visit->arena, "%s/media-back", folder).data;
        if (backup_restore(&settings, &error, &summary) != STATUS_OK)
            fail_msg("%s", error.detail);
        struct db *db;
        assert_int_equal(db_open_reader(settings.location, &error, &db), STATUS_OK);
        assert_int_equal(media_compare(db, visit->arena, organisation, &own, &difference), STATUS_OK);
        assert_int_equal(difference.compared, 2);
        assert_true(difference.whole && difference.missing == 0 && difference.extra == 0);
        db_close(db);
    }
    int file;
    assert_int_equal(media_open(&own, names[1], &file), STATUS_OK);
    char *bytes = arena_allocate(visit->arena, zip.length + 1);
    assert_int_equal(read(file, bytes, zip.length + 1), (ssize_t)zip.length);
    assert_memory_equal(bytes, zip.data, zip.length);
    close(file);
    /* A file of the store that nothing names, when it is old enough to have been given a row. */
    int64_t length;
    char name[MEDIA_NAME_SIZE];
    int other = media_draft(&own);
    assert_int_equal(write(other, "x", 1), 1);
    assert_int_equal(media_put(&own, other, name, &length), STATUS_OK);
    close(other);
    assert_int_equal(media_compare(visit->world.db, visit->arena, organisation, &own, &difference), STATUS_OK);
    assert_int_equal(difference.extra, 0);
    static const struct timespec long_ago[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    struct text path = arena_printf(visit->arena, "%s/%.2s/%s", own.folder, name, name);
    assert_int_equal(utimensat(AT_FDCWD, path.data, long_ago, 0), 0);
    assert_int_equal(media_compare(visit->world.db, visit->arena, organisation, &own, &difference), STATUS_OK);
    assert_int_equal(difference.extra, 1);
    assert_int_equal(nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R243_an_archive_holds_the_photos_that_its_reader_sees),
        cmocka_unit_test(an_archive_has_its_bounds),
        cmocka_unit_test(consent_that_ends_takes_a_photo_out_of_an_archive_that_waits),
        cmocka_unit_test(a_photo_that_leaves_while_an_archive_is_made_is_not_in_it),
        cmocka_unit_test(the_planning_package_ends_consent),
        cmocka_unit_test(another_authority_ends_consent),
        cmocka_unit_test(a_new_guardian_does_not_see_another_family),
        cmocka_unit_test(an_erased_guardian_consents_no_more),
        cmocka_unit_test(a_file_that_nobody_names_is_swept),
        cmocka_unit_test(a_backup_brings_photos_and_archives_back),
    };
    return PAGE_TESTS_RUN(tests);
}
