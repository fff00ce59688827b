/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The archive: what is in it, and what is not; for whom it is, how long, and that taking it is written down.
 */
#include "feature/archive/archive.h"
#include "feature/archive/read.h"

#include "access/people.h"
#include "access/session.h"
#include "db/change.h"
#include "job/job.h"
#include "visit.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <ftw.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAXIMUM = 4 * 1024 * 1024 };

/* --- helpers --- */

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return arena_printf(visit->arena, "/child/%s/archive", visit_child(visit, child));
}

/* Runs the jobs that are due. */
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

static void ask(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer = visit_post(visit, who, page_of(visit, child), TEXT(""));
    assert_status(&answer, 303);
}

static const char *newest(struct visit *visit)
{
    return visit_moment(visit, visit_number(visit, "SELECT MAX(a.id) FROM archive AS a"));
}

static struct http_test_answer take(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                    const char *archive)
{
    struct text target = arena_printf(visit->arena, "%.*s/%s", TEXT_ARGS(page_of(visit, child)), archive);
    return visit_post(visit, who, target, TEXT(""));
}

/* One that is made and taken. */
static struct text make(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    ask(visit, who, child);
    run_jobs(visit);
    struct http_test_answer answer = take(visit, who, child, newest(visit));
    assert_status(&answer, 200);
    return answer.body;
}

/* A file of the zip; the null text when it is not there. */
static struct text file_of(struct visit *visit, struct text zip, const char *name)
{
    struct text found = TEXT_NULL;
    struct archive *reader = archive_read_new();
    struct archive_entry *entry;
    assert_int_equal(archive_read_support_format_zip(reader), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(reader, zip.data, zip.length), ARCHIVE_OK);
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        if (!text_equal(text_from(archive_entry_pathname(entry)), text_from(name)))
            continue;
        char *bytes = arena_allocate(visit->arena, FILE_MAXIMUM);
        la_ssize_t length = archive_read_data(reader, bytes, FILE_MAXIMUM);
        assert_true(length >= 0 && length < FILE_MAXIMUM);
        found = (struct text){ bytes, (size_t)length };
    }
    archive_read_free(reader);
    return found;
}

/* Every file of it, one after another, so that nothing of it is left out of a search. */
static struct text all_of(struct visit *visit, struct text zip)
{
    static const char *const names[] = { "index.html", "care.html", "2026-11.html", "style.css", "data.json" };
    struct text all = TEXT("");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text file = file_of(visit, zip, names[i]);
        if (text_is_null(file))
            fail_msg("%s is missing", names[i]);
        all = arena_printf(visit->arena, "%.*s\n%.*s", TEXT_ARGS(all), TEXT_ARGS(file));
    }
    return all;
}

static bool holds(struct text text, const char *words)
{
    return text_find(text, text_from(words)) != SIZE_MAX;
}

/* --- what is in it --- */

static void an_archive_holds_the_days_to_read_and_to_import(void **state)
{
    struct visit *visit = visit_of(state);
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "goed geslapen <b>& blij");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct text zip = make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct text month = file_of(visit, zip, "2026-11.html");
    assert_true(holds(month, "<html lang=\"nl\" dir=\"ltr\">"));
    assert_true(holds(month, "goed geslapen &lt;b&gt;&amp; blij"));
    assert_true(holds(month, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL)));
    assert_true(holds(file_of(visit, zip, "index.html"), "href=\"2026-11.html\""));
    struct text data = file_of(visit, zip, "data.json");
    json_t *root = json_loadb(data.data, data.length, 0, NULL);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "format")), "samenspel-archive");
    const json_t *entries = json_object_get(root, "entries");
    assert_int_equal(json_array_size(entries), 2);
    assert_string_equal(json_string_value(json_object_get(json_array_get(entries, 0), "note")),
                        "goed geslapen <b>& blij");
    assert_string_equal(json_string_value(json_object_get(json_array_get(entries, 1), "value")), "all");
    json_decref(root);
    /* Nothing from elsewhere is fetched by it, and no script runs. */
    assert_false(holds(all_of(visit, zip), "http"));
    assert_false(holds(all_of(visit, zip), "<script"));
}

static void an_archive_speaks_the_language_of_who_asked(void **state)
{
    struct visit *visit = visit_of(state);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct text zip = make(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    struct text month = file_of(visit, zip, "2026-11.html");
    assert_true(holds(month, "<html lang=\"ar\" dir=\"rtl\">"));
    assert_true(holds(month, SAY(visit, LANGUAGE_AR, WORD_HANDOVER_FOOD_ALL)));
}

/* Nothing of another home, nothing for staff, nothing of another guardian. */
static void R243_T20_nothing_of_the_other_home_is_in_it(void **state)
{
    struct visit *visit = visit_of(state);
    visit_note(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "wij verhuizen naar Assen");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "food.all");
    struct text target = arena_printf(visit->arena, "/child/%s/consent", visit_child(visit, FIXTURE_CHILD_OTHER));
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MOTHER_SAFE, target, FORM(visit, "purpose", "partner", "text", "1", "answer", "yes"));
    assert_status(&answer, 303);
    target = arena_printf(visit->arena, "/child/%s/network", visit_child(visit, FIXTURE_CHILD_OTHER));
    answer = visit_post(visit, FIXTURE_MOTHER_SAFE, target,
                        FORM(visit, "name", "Tante Truus", "relation", "tante", "phone", "06 1234 5678"));
    assert_status(&answer, 303);
    target = arena_printf(visit->arena, "/child/%s/background", visit_child(visit, FIXTURE_CHILD_OTHER));
    answer = visit_post(visit, FIXTURE_MOTHER_SAFE, target, FORM(visit, "food", "geen gelatine", "base", "0"));
    assert_status(&answer, 303);
    target = arena_printf(visit->arena, "/child/%s/others", visit_child(visit, FIXTURE_CHILD_OTHER));
    answer =
        visit_post(visit, FIXTURE_MOTHER_SAFE, target, FORM(visit, "name", "Buurvrouw Wies", "words", "om de hoek"));
    assert_status(&answer, 303);
    answer =
        visit_post(visit, FIXTURE_MOTHER_SAFE, TEXT("/wishes"), FORM(visit, "language", "nl", "intensity", "more"));
    assert_status(&answer, 303);
    target = arena_printf(visit->arena, "/child/%s/card", visit_child(visit, FIXTURE_CHILD_OTHER));
    answer =
        visit_post(visit, FIXTURE_MOTHER_SAFE, target, FORM(visit, "words", "slaapt licht", "tap", "routine.hard"));
    assert_status(&answer, 303);
    struct text hers = all_of(visit, make(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER));
    assert_true(holds(hers, "slaapt licht") && holds(hers, "\"tap\": \"hard\""));
    assert_true(holds(hers, SAY(visit, LANGUAGE_NL, WORD_TAP_HARD)));
    assert_true(holds(hers, "Assen") && holds(hers, "Tante Truus") && holds(hers, "\"partner\""));
    assert_true(holds(hers, "geen gelatine") && holds(hers, "Buurvrouw Wies") && holds(hers, "\"more\""));
    struct text his = all_of(visit, make(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER));
    static const char *const traces[] = { "Assen",    "Sanne", "Truus",    "\"partner\"",  "tante",
                                          "gelatine", "Wies",  "\"more\"", "slaapt licht", "\"hard\"" };
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        if (holds(his, traces[i]))
            fail_msg("the other home reads \"%s\"", traces[i]);
    assert_true(holds(his, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL)));
}

static void a_limited_guardian_takes_what_a_limited_guardian_reads(void **state)
{
    struct visit *visit = visit_of(state);
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "alleen voor ouders");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct text all = all_of(visit, make(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN));
    assert_false(holds(all, "alleen voor ouders"));
    assert_true(holds(all, "\"kind\": \"food\""));
}

/* What goes out can be read again, here and in another installation. */
static void what_goes_out_comes_in_again(void **state)
{
    struct visit *visit = visit_of(state);
    struct archive_file file;
    struct error error = { 0 };
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "goed geslapen \"en\" \n\u0628");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct text zip = make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    if (archive_file_read(visit->arena, zip, &error, &file) != STATUS_OK)
        fail_msg("%s", error.detail);
    assert_true(text_equal(file.organisation, TEXT("De Boomhut")) && text_equal(file.given_name, TEXT("Noor")));
    assert_int_equal(file.files, 5);
    assert_int_equal(file.lines.count, 2);
    const struct archive_line *line = &file.lines.items[0];
    assert_true(line->at_home && date_equal(line->day, FIXTURE_TODAY) && line->at == FIXTURE_NOW_AT);
    assert_true(text_equal(line->note, TEXT("goed geslapen \"en\" \n\u0628")) &&
                text_equal(line->author, TEXT("Aylin")));
    line = &file.lines.items[1];
    assert_true(!line->at_home && text_equal(line->kind, TEXT("food")) && text_equal(line->value, TEXT("all")));
    /* Cut anywhere it is refused, and says why. */
    for (size_t length = 0; length < zip.length; length += zip.length / 50 + 1)
        assert_int_equal(archive_file_read(visit->arena, text_slice(zip, 0, length), &error, &file), STATUS_INVALID);
}

/* One file in a zip. */
static struct text zip_of(struct visit *visit, const char *name, struct text content)
{
    enum { ROOM = 1024 * 1024 };
    size_t used = 0;
    char *bytes = arena_allocate(visit->arena, ROOM);
    struct archive *writer = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    assert_int_equal(archive_write_set_format_zip(writer), ARCHIVE_OK);
    assert_int_equal(archive_write_open_memory(writer, bytes, ROOM, &used), ARCHIVE_OK);
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, (la_int64_t)content.length);
    assert_int_equal(archive_write_header(writer, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(writer, content.data, content.length), (la_ssize_t)content.length);
    assert_int_equal(archive_write_close(writer), ARCHIVE_OK);
    archive_entry_free(entry);
    archive_write_free(writer);
    return (struct text){ bytes, used };
}

static void hostile_archives_are_refused(void **state)
{
    struct visit *visit = visit_of(state);
    struct archive_file file;
    struct error error = { 0 };
    struct text good = TEXT("{\"format\":\"samenspel-archive\",\"version\":1,\"child\":{\"given_name\":\"Noor\","
                            "\"born\":\"2024-05-06\"},\"entries\":[]}");
    assert_int_equal(archive_file_read(visit->arena, zip_of(visit, "data.json", good), &error, &file), STATUS_OK);
    static const char *const paths[] = { "../data.json", "/data.json", "x/data.json", "data.json/", "DATA.JSON" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_int_equal(archive_file_read(visit->arena, zip_of(visit, paths[i], good), &error, &file), STATUS_INVALID);
    /* A bomb: small as a file, too large when it is unpacked. */
    size_t large = (size_t)ARCHIVE_READ_JSON_BYTES + 1;
    char *spaces = arena_allocate(visit->arena, large);
    memset(spaces, ' ', large);
    struct text bomb = zip_of(visit, "data.json", (struct text){ spaces, large });
    assert_true(bomb.length < 512 * 1024);
    assert_int_equal(archive_file_read(visit->arena, bomb, &error, &file), STATUS_INVALID);
    assert_non_null(strstr(error.detail, "larger than allowed"));
    static const char *const wrong[] = {
        "{\"format\":\"zip\",\"version\":1,\"child\":{\"given_name\":\"N\",\"born\":\"2024-05-06\"},\"entries\":[]}",
        "{\"format\":\"samenspel-archive\",\"version\":3,\"child\":{\"given_name\":\"N\",\"born\":\"2024-05-06\"},"
        "\"entries\":[]}",
        "{\"format\":\"samenspel-archive\",\"version\":1,\"child\":{\"given_name\":\"N\",\"born\":\"2024-02-30\"},"
        "\"entries\":[]}",
        "{\"format\":\"samenspel-archive\",\"version\":1,\"child\":{\"given_name\":\"N\",\"born\":\"2024-05-06\"},"
        "\"entries\":[{\"day\":\"2024-05-06\",\"at\":\"2024-05-06T99:00:00.000Z\",\"side\":\"home\"}]}",
        "[1, 2",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(archive_file_read_json(visit->arena, text_from(wrong[i]), &error, &file), STATUS_INVALID);
}

/* --- for whom, and how long --- */

static void T7_T8_an_archive_is_for_who_asked_and_taking_it_is_written_down(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* people of two organisations ask the same one */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    const char *taken = "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'archive.take'";
    make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_int_equal(visit_number(visit, taken), 1);
    const char *archive = newest(visit);
    static const enum fixture_person others[] = { FIXTURE_FATHER,  FIXTURE_GRANDMOTHER,   FIXTURE_OTHER_FAMILY,
                                                  FIXTURE_MANAGER, FIXTURE_ADMINISTRATOR, FIXTURE_FOREIGN_PARENT };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer answer = take(visit, others[i], FIXTURE_CHILD_OWN, archive);
        assert_status(&answer, 404);
    }
    /* By way of a child of one's own neither. */
    struct http_test_answer answer = take(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, archive);
    assert_status(&answer, 404);
    assert_int_equal(visit_number(visit, taken), 1);
    /* And his page does not say that she has one. */
    struct http_test_answer page = visit_get(visit, FIXTURE_FATHER, page_of(visit, FIXTURE_CHILD_OWN));
    assert_status(&page, 200);
    assert_no_trace(&page, archive);
    answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, archive);
    assert_status(&answer, 200);
    assert_int_equal(visit_number(visit, taken), 2);
    page = visit_get(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    visit_keep(&page, "archive");
}

static int confirm(struct change *change, void *argument)
{
    const struct session_id *session = argument;
    return session_confirm(change, *session, SESSION_PROOF_PASSWORD);
}

static int64_t zips(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM file AS f WHERE f.media_type = 'application/zip'");
}

static int count;

static int count_file(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)path;
    (void)about;
    (void)place;
    count += kind == FTW_F;
    return 0;
}

static int files_on_disk_of(const char *folder)
{
    count = 0;
    assert_int_equal(nftw(folder, count_file, 8, FTW_PHYS), 0);
    return count;
}

static int make_old(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    static const struct timespec long_ago[2] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    (void)about;
    (void)place;
    return kind == FTW_F ? utimensat(AT_FDCWD, path, long_ago, 0) : 0;
}

/* What nobody wants leaves the disk some hours later. */
static void forget_files(struct visit *visit)
{
    assert_int_equal(nftw(visit->media.store.folder, make_old, 8, FTW_PHYS), 0);
    clock_advance(&visit->world.clock, 3 * (int64_t)HOUR_MS);
    run_jobs(visit);
}

/* Shows again who she is, as taking an archive asks for. */
static void confirm_again(struct visit *visit, enum fixture_person who)
{
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, confirm, &visit->fixture.sessions[who]),
                     STATUS_OK);
}

static void an_archive_is_gone_after_seven_days(void **state)
{
    struct visit *visit = visit_of(state);
    ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    run_jobs(visit);
    const char *archive = newest(visit);
    clock_advance(&visit->world.clock, ARCHIVE_DAYS * (int64_t)DAY_MS - 1000);
    /* Who did not just show who she is gets nothing. */
    struct http_test_answer answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, archive);
    assert_true(answer.status != 200 && answer.status != 404);
    confirm_again(visit, FIXTURE_MOTHER);
    answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, archive);
    assert_status(&answer, 200);
    run_jobs(visit);
    assert_int_equal(zips(visit), 1);
    clock_advance(&visit->world.clock, 1000);
    answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, archive);
    assert_status(&answer, 404);
    run_jobs(visit);
    assert_int_equal(zips(visit), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM file_unwanted AS u"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM archive AS a"), 0);
    int files = files_on_disk_of(visit->media.store.folder);
    forget_files(visit);
    assert_int_equal(files_on_disk_of(visit->media.store.folder), files - 1);
}

/* Once it was taken it stays a day: long enough to do a download again that broke off. */
static void an_archive_that_was_taken_goes_a_day_later(void **state)
{
    struct visit *visit = visit_of(state);
    make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    const char *archive = newest(visit);
    clock_advance(&visit->world.clock, ARCHIVE_TAKEN_HOURS * (int64_t)HOUR_MS - 1000);
    run_jobs(visit);
    confirm_again(visit, FIXTURE_MOTHER);
    struct http_test_answer answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, archive);
    assert_status(&answer, 200);
    clock_advance(&visit->world.clock, 1000);
    run_jobs(visit);
    assert_int_equal(zips(visit), 0);
    answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, archive);
    assert_status(&answer, 404);
}

static int erase_own(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    int status = archive_erase_child(change, fixture->children[FIXTURE_CHILD_OWN]);
    return status == STATUS_OK ? archive_erase_person(change, fixture->persons[FIXTURE_OTHER_FAMILY]) : status;
}

/* The file of an erased child or guardian goes as fast as any other. */
static void an_erased_archive_leaves_the_disk(void **state)
{
    struct visit *visit = visit_of(state);
    forget_files(visit);
    int before = files_on_disk_of(visit->media.store.folder);
    confirm_again(visit, FIXTURE_MOTHER);
    confirm_again(visit, FIXTURE_FATHER);
    confirm_again(visit, FIXTURE_OTHER_FAMILY);
    make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    make(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER);
    ask(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, erase_own, &visit->fixture), STATUS_OK);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM archive AS a"), 0);
    assert_int_equal(zips(visit), 0);
    assert_int_equal(files_on_disk_of(visit->media.store.folder), before + 2);
    forget_files(visit);
    assert_int_equal(files_on_disk_of(visit->media.store.folder), before);
}

static void asking_twice_makes_one(void **state)
{
    struct visit *visit = visit_of(state);
    ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM archive AS a"), 1);
    /* Not there yet: it cannot be taken, and the page says that it is being made. */
    struct http_test_answer answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, newest(visit));
    assert_status(&answer, 404);
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    assert_shows(page, element(page, "archives"), SAY(visit, LANGUAGE_NL, WORD_ARCHIVE_MAKING));
    run_jobs(visit);
    ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM archive AS a"), 2);
}

struct ending {
    const struct fixture *fixture;
    bool placement;
};

static int end_time(struct change *change, void *argument)
{
    const struct ending *ending = argument;
    const struct fixture *fixture = ending->fixture;
    if (!ending->placement)
        return people_guardian_end(change, fixture->children[FIXTURE_CHILD_OWN], fixture->persons[FIXTURE_MOTHER],
                                   FIXTURE_TODAY);
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_LEFT],
                                                                  .person = fixture->persons[FIXTURE_LEFT_PARENT],
                                                                  .home = 1,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .from = date_add(FIXTURE_TODAY, -100),
                                                                  .until = DATE_FOREVER });
}

/* Daan left today: while his parent is still a guardian here, the archive can be taken. */
static void an_archive_can_be_made_when_the_placement_has_ended(void **state)
{
    struct visit *visit = visit_of(state);
    struct ending ending = { &visit->fixture, true };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, end_time, &ending), STATUS_OK);
    struct text zip = make(visit, FIXTURE_LEFT_PARENT, FIXTURE_CHILD_LEFT);
    assert_true(holds(file_of(visit, zip, "index.html"), "Daan"));
}

/* With the end of being a guardian access ends, to what was made as well, and what waits is not made. */
static void T16_an_archive_ends_with_access(void **state)
{
    struct visit *visit = visit_of(state);
    make(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    const char *archive = newest(visit);
    ask(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct ending ending = { &visit->fixture, false };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, end_time, &ending), STATUS_OK);
    struct http_test_answer answer = take(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, archive);
    assert_status(&answer, 403); /* her time is over, and she may know that */
    run_jobs(visit);
    assert_int_equal(zips(visit), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM archive AS a WHERE a.state = 'failed'"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_archive_holds_the_days_to_read_and_to_import),
        cmocka_unit_test(an_archive_speaks_the_language_of_who_asked),
        cmocka_unit_test(what_goes_out_comes_in_again),
        cmocka_unit_test(hostile_archives_are_refused),
        cmocka_unit_test(R243_T20_nothing_of_the_other_home_is_in_it),
        cmocka_unit_test(a_limited_guardian_takes_what_a_limited_guardian_reads),
        cmocka_unit_test(T7_T8_an_archive_is_for_who_asked_and_taking_it_is_written_down),
        cmocka_unit_test(an_archive_is_gone_after_seven_days),
        cmocka_unit_test(an_archive_that_was_taken_goes_a_day_later),
        cmocka_unit_test(an_erased_archive_leaves_the_disk),
        cmocka_unit_test(asking_twice_makes_one),
        cmocka_unit_test(an_archive_can_be_made_when_the_placement_has_ended),
        cmocka_unit_test(T16_an_archive_ends_with_access),
    };
    return PAGE_TESTS_RUN(tests);
}
