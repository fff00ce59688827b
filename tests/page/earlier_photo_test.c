/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A child takes its photos along: from the archive of one organisation into another one and out of it again; who sees them there; what
 * goes with them; and the zips that somebody made to do harm.
 */
#include "feature/archive/archive.h"
#include "feature/archive/read.h"
#include "feature/earlier/earlier.h"

#include "db/change.h"
#include "feature/consent/consent.h"
#include "feature/photo/photo.h"
#include "job/job.h"
#include "visit.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MAXIMUM = 1024 * 1024, SEND_FILES = ARCHIVE_READ_FILES + 1, LIST_FILES = 60000 };

static char folder[] = "/tmp/samenspel-earlier-XXXXXX";
static struct media_decoder *decoder;

/* Two black pictures, of 16 and of 64 points a side, as PNG: black is what a JPEG keeps as it is, however often. */
static const unsigned char pictures[][91] = {
    { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
      0x10, 0x00, 0x00, 0x00, 0x10, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x91, 0x68, 0x36, 0x00, 0x00, 0x00, 0x10, 0x49,
      0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x60, 0x18, 0x05, 0xa3, 0x60, 0x14, 0xc0, 0x00, 0x00, 0x03, 0x10, 0x00, 0x01,
      0xd7, 0x2d, 0x84, 0x63, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82 },
    { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
      0x40, 0x00, 0x00, 0x00, 0x40, 0x08, 0x02, 0x00, 0x00, 0x00, 0x25, 0x0b, 0xe6, 0x89, 0x00, 0x00, 0x00, 0x22, 0x49,
      0x44, 0x41, 0x54, 0x78, 0xda, 0xed, 0xc1, 0x01, 0x0d, 0x00, 0x00, 0x00, 0xc2, 0xa0, 0xf7, 0x4f, 0x6d, 0x0f, 0x07,
      0x14, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf0, 0x6e, 0x30, 0x40, 0x00, 0x01, 0xec,
      0xe1, 0xc8, 0x97, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82 },
};
static const char *const captions[] = { "toren <b>", "zandbak" };

/* --- helpers --- */

static struct visit *visit_with_media(void **state)
{
    struct visit *visit = visit_of(state);
    visit->media = (struct media){ .store = { .folder = folder, .key = { 7 } }, .decoder = decoder };
    return visit;
}

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
    for (int i = 0; i < 20 && job_runner_step(runner) == STATUS_OK; i++)
        continue;
    job_runner_stop(runner);
}

static int file_with(struct text content)
{
    int file = open(folder, O_TMPFILE | O_RDWR, 0600);
    assert_true(file >= 0);
    for (size_t done = 0; done < content.length;) {
        ssize_t count = write(file, content.data + done, content.length - done);
        assert_true(count > 0);
        done += (size_t)count;
    }
    return file;
}

/* A photo of Noor, sent and decoded, on her page for both homes. */
static void photo(struct visit *visit, int number)
{
    static const struct media_request request = { .large_side = PHOTO_LARGE_SIDE, .small_side = PHOTO_SMALL_SIDE };
    const struct fixture *fixture = &visit->fixture;
    struct media_store *store = &visit->media.store;
    struct media_reply reply;
    char name[MEDIA_NAME_SIZE];
    int64_t length;
    int source = file_with((struct text){ (const char *)pictures[number], sizeof pictures[number] });
    int large = media_draft(store), small = media_draft(store);
    assert_int_equal(media_decode(decoder, &request, source, large, small, &reply), STATUS_OK);
    assert_int_equal(reply.outcome, MEDIA_DONE);
    assert_int_equal(media_put(store, large, name, &length), STATUS_OK);
    close(source);
    close(large);
    close(small);
    int id = 900 + number;
    long long organisation = (long long)fixture->organisation.value;
    long long child = (long long)fixture->children[FIXTURE_CHILD_OWN].value;
    long long author = (long long)fixture->persons[FIXTURE_PROFESSIONAL].value;
    do_sql(visit,
           arena_printf(
               visit->arena,
               "INSERT INTO file (organisation, id, name, media_type, length, created_at) "
               "VALUES (%lld, %d, '%s', 'image/jpeg', %lld, 1);"
               "INSERT INTO photo (organisation, id, care_group, day, at, author, state, source, taken, large_file, "
               "small_file, width, height) VALUES (%lld, %d, %lld, %d, %lld, %lld, 'ready', 'x', "
               "'2026:11:23 09:00:0%d', %d, %d, %d, %d);"
               "INSERT INTO entry (organisation, child, day, at, id, moment, care_group, side, kind, value, note, "
               "language, audience, author, created_at) VALUES (%lld, %lld, %d, %lld, %d, %d, 1, 2, 'photo', 'sent', "
               "'%s', 'nl', %d, %lld, 1);"
               "INSERT INTO photo_child (organisation, photo, child, on_it, moment) VALUES (%lld, %d, %lld, 1, %d);"
               "INSERT INTO entry_file (organisation, file, entry) VALUES (%lld, %d, %d)",
               organisation, id, name, (long long)length, organisation, id,
               (long long)fixture->groups[FIXTURE_GROUP_EEKHOORNS].value, FIXTURE_TODAY.days,
               (long long)FIXTURE_NOW_AT + number, author, number, id, id, (int)reply.width, (int)reply.height,
               organisation, child, FIXTURE_TODAY.days - number, (long long)FIXTURE_NOW_AT - number * (long long)DAY_MS,
               id, id, captions[number], AUDIENCE_ALL, author, organisation, id, child, id, organisation, id, id));
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

/* A file of a zip by the end of its name; the null text without. */
static struct text file_in(struct visit *visit, struct text zip, const char *end)
{
    struct text found = TEXT_NULL;
    struct archive *reader = archive_read_new();
    struct archive_entry *entry;
    assert_int_equal(archive_read_support_format_zip(reader), ARCHIVE_OK);
    assert_int_equal(archive_read_open_memory(reader, zip.data, zip.length), ARCHIVE_OK);
    while (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        char *bytes = arena_allocate(visit->arena, FILE_MAXIMUM);
        la_ssize_t length = archive_read_data(reader, bytes, FILE_MAXIMUM);
        assert_true(length >= 0 && length < FILE_MAXIMUM);
        if (text_ends_with(text_from(archive_entry_pathname(entry)), text_from(end)))
            found = (struct text){ bytes, (size_t)length };
    }
    archive_read_free(reader);
    return found;
}

/* The child and the guardian of the other organisation are those of the file. */
static void move_house(struct visit *visit)
{
    const struct fixture *fixture = &visit->fixture;
    long long child = (long long)fixture->children[FIXTURE_CHILD_OWN].value;
    long long mother = (long long)fixture->persons[FIXTURE_MOTHER].value;
    do_sql(visit,
           arena_printf(visit->arena,
                        "UPDATE child SET given_name = 'Noor', "
                        "family_name = (SELECT c.family_name FROM child AS c WHERE c.id = %lld), "
                        "born_day = (SELECT c.born_day FROM child AS c WHERE c.id = %lld) WHERE id = %lld;"
                        "UPDATE person SET given_name = (SELECT p.given_name FROM person AS p WHERE p.id = %lld), "
                        "family_name = (SELECT p.family_name FROM person AS p WHERE p.id = %lld) WHERE id = %lld",
                        child, child, (long long)fixture->children[FIXTURE_CHILD_FOREIGN].value, mother, mother,
                        (long long)fixture->persons[FIXTURE_FOREIGN_PARENT].value));
}

/* Reads, keeps and writes, as the command does; a refusal leaves its files as unwanted. */
static int bring(struct visit *visit, struct organisation_id organisation, struct earlier_match match, struct text zip,
                 struct error *error)
{
    struct archive_file file;
    struct earlier_import import = { .match = match, .file = &file, .today = FIXTURE_TODAY };
    int source = file_with(zip);
    int status = archive_file_read_from(visit->arena, source, error, &file);
    if (status == STATUS_OK)
        status = earlier_digest(visit->arena, source, &import.digest);
    if (status == STATUS_OK)
        status = earlier_keep_photos(visit->arena, &visit->media, source, NULL, NULL, error, &import);
    if (status == STATUS_OK)
        status = fixture_change(&visit->world, organisation, earlier_import, &import);
    else if (import.photos.count > 0)
        assert_int_equal(fixture_change(&visit->world, organisation, earlier_refuse, &import), STATUS_OK);
    close(source);
    return status;
}

static struct earlier_match abroad(struct visit *visit)
{
    return (struct earlier_match){ visit->fixture.children[FIXTURE_CHILD_FOREIGN],
                                   visit->fixture.persons[FIXTURE_FOREIGN_PARENT] };
}

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_earlier(visit->arena, visit->fixture.children[child]).text;
}

static int64_t count(struct visit *visit, const char *table)
{
    return visit_number(visit, arena_printf(visit->arena, "SELECT COUNT(*) FROM %s AS t", table).data);
}

static int times(struct text text, const char *words)
{
    int found = 0;
    for (size_t at; (at = text_find(text, text_from(words))) != SIZE_MAX; found++)
        text = text_slice(text, at + 1, text.length);
    return found;
}

/* The addresses of the photos on a page, large ones; gives how many. */
static size_t addresses(struct visit *visit, struct text page, struct text found[4])
{
    size_t number = 0;
    for (size_t at; (at = text_find(page, TEXT("class=\"photo\" href=\""))) != SIZE_MAX;) {
        page = text_slice(page, at + strlen("class=\"photo\" href=\""), page.length);
        assert_true(number < 4);
        found[number++] = text_copy(visit->arena, text_slice(page, 0, text_find(page, TEXT("\""))));
    }
    return number;
}

/* What an archive tells of photos, without what differs by installation: names and ids. */
static json_t *told(struct text json, bool earlier)
{
    json_t *root = json_loadb(json.data, json.length, 0, NULL);
    json_t *holder = earlier ? json_array_get(json_object_get(root, "earlier"), 0) : root;
    json_t *photos = json_incref(json_object_get(holder, "photos"));
    size_t i;
    json_t *item;
    assert_true(json_array_size(photos) > 0);
    json_array_foreach(photos, i, item)
    {
        assert_true(json_is_string(json_object_get(item, "file")));
        json_object_del(item, "file");
        json_object_del(item, "moment");
        json_object_del(item, "entry");
    }
    json_decref(root);
    return photos;
}

/* --- there and back --- */

static void R243_T22_a_child_takes_its_photos_to_another_organisation(void **state)
{
    struct visit *visit = visit_with_media(state);
    const struct fixture *fixture = &visit->fixture;
    struct error error = { 0 };
    fixture_world_widen(&visit->world);
    photo(visit, 0);
    photo(visit, 1);
    struct text zip = take_home(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    move_house(visit);
    if (bring(visit, fixture->foreign, abroad(visit), zip, &error) != STATUS_OK)
        fail_msg("%s", error.detail);
    assert_int_equal(count(visit, "earlier_photo"), 2);
    /* Day, caption and bytes are those of there. */
    struct text page = page_of(visit, FIXTURE_CHILD_FOREIGN);
    struct http_test_answer answer = visit_get(visit, FIXTURE_FOREIGN_PARENT, page);
    struct text found[4];
    visit_keep(&answer, "earlier-photos");
    assert_int_equal(addresses(visit, answer.body, found), 2);
    assert_true(text_find(answer.body, TEXT("toren &lt;b&gt;")) != SIZE_MAX);
    for (size_t i = 0; i < 2; i++) {
        struct http_test_answer file = visit_get(visit, FIXTURE_FOREIGN_PARENT, found[i]);
        assert_status(&file, 200);
        assert_true(text_equal(http_test_header(&file, "Content-Type"), TEXT("image/jpeg")));
        const char *name = i == 0 ? "2026-11-22-1.jpg" : "2026-11-23-1.jpg";
        assert_true(text_equal(file.body, file_in(visit, zip, name)));
        /* Nobody else's: not the centre, not who is a guardian elsewhere, not who is not signed in. */
        assert_int_equal(visit_get(visit, FIXTURE_FOREIGN_PROFESSIONAL, found[i]).status, 404);
        assert_int_equal(visit_get(visit, FIXTURE_MOTHER, found[i]).status, 404);
        assert_int_equal(visit_get(visit, NOBODY, found[i]).status, 401);
    }
    /* The group reads the words with her consent, and still no photo. */
    answer = VISIT_SEND(visit, FIXTURE_FOREIGN_PARENT, page, "earlier", "/answer", "answer", "yes");
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_FOREIGN_PROFESSIONAL, page);
    assert_true(text_find(answer.body, TEXT("zandbak")) != SIZE_MAX);
    assert_int_equal(times(answer.body, "class=\"photo\""), 0);
    /* Taken home from there they are the same again. */
    struct text again = take_home(visit, FIXTURE_FOREIGN_PARENT, FIXTURE_CHILD_FOREIGN);
    json_t *first = told(file_in(visit, zip, "data.json"), false);
    json_t *second = told(file_in(visit, again, "data.json"), true);
    assert_int_equal(json_array_size(first), 2);
    assert_true(json_equal(first, second));
    json_decref(first);
    json_decref(second);
    assert_true(text_equal(file_in(visit, zip, "2026-11-22-1.jpg"), file_in(visit, again, "2026-11-22-1.jpg")));
    assert_true(text_equal(file_in(visit, zip, "2026-11-23-1.jpg"), file_in(visit, again, "2026-11-23-1.jpg")));
    assert_int_equal(times(file_in(visit, again, "photos.html"), "<img "), 2);
    /* And what she takes away is gone with its files. */
    const char *id = visit_moment(visit, visit_number(visit, "SELECT MAX(f.id) FROM earlier_file AS f"));
    struct text remove = arena_printf(visit->arena, "%.*s/%s/remove", TEXT_ARGS(page), id);
    assert_int_equal(visit_post(visit, FIXTURE_FOREIGN_PARENT, remove, TEXT("")).status, 303);
    assert_int_equal(count(visit, "earlier_photo"), 0);
    assert_int_equal(visit_number(visit, arena_printf(visit->arena,
                                                      "SELECT COUNT(*) FROM file AS f WHERE f.media_type = "
                                                      "'image/jpeg' AND f.organisation = %lld",
                                                      (long long)fixture->foreign.value)
                                             .data),
                     0);
    assert_true(count(visit, "file_unwanted") >= 2);
    assert_int_equal(visit_get(visit, FIXTURE_FOREIGN_PARENT, found[0]).status, 404);
}

struct taking_back {
    struct person_id actor;
    struct photo_taking_back taking;
};

static int take_back(struct change *change, void *argument)
{
    struct taking_back *taking = argument;
    change->actor = taking->actor;
    return photo_take_back(change, &taking->taking);
}

/* The same bytes are one file: it stays as long as anybody wants it. Another guardian does not see it by its address. */
static void T20_photos_that_are_shared_by_their_bytes_stay_apart(void **state)
{
    struct visit *visit = visit_with_media(state);
    const struct fixture *fixture = &visit->fixture;
    struct error error = { 0 };
    const char *files = "SELECT COUNT(*) FROM file AS f WHERE f.media_type = 'image/jpeg'";
    struct earlier_match own = { fixture->children[FIXTURE_CHILD_OWN], fixture->persons[FIXTURE_FATHER] };
    photo(visit, 0);
    struct text zip = take_home(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_int_equal(bring(visit, fixture->organisation, own, zip, &error), STATUS_OK);
    int64_t before = visit_number(visit, files);
    struct text page = page_of(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = visit_get(visit, FIXTURE_FATHER, page);
    struct text found[4];
    assert_int_equal(addresses(visit, answer.body, found), 1);
    assert_int_equal(visit_get(visit, FIXTURE_FATHER, found[0]).status, 200);
    assert_int_equal(visit_get(visit, FIXTURE_MOTHER, found[0]).status, 404);
    assert_int_equal(visit_get(visit, FIXTURE_GRANDMOTHER, found[0]).status, 403);
    /* The centre takes its photo back: his copy stays. */
    struct taking_back taking = {
        fixture->persons[FIXTURE_PROFESSIONAL],
        { .group = fixture->groups[FIXTURE_GROUP_EEKHOORNS], .photo = { 900 }, .today = FIXTURE_TODAY }
    };
    assert_int_equal(fixture_change(&visit->world, fixture->organisation, take_back, &taking), STATUS_OK);
    assert_int_equal(visit_get(visit, FIXTURE_FATHER, found[0]).status, 200);
    assert_int_equal(visit_number(visit, files), before);
    /* He takes it away: now nobody wants the bytes. */
    const char *id = visit_moment(visit, visit_number(visit, "SELECT MAX(f.id) FROM earlier_file AS f"));
    struct text remove = arena_printf(visit->arena, "%.*s/%s/remove", TEXT_ARGS(page), id);
    assert_int_equal(visit_post(visit, FIXTURE_FATHER, remove, TEXT("")).status, 303);
    assert_int_equal(visit_number(visit, files), 0);
    assert_int_equal(visit_get(visit, FIXTURE_FATHER, found[0]).status, 404);
}

/* --- zips that somebody made --- */

struct entry {
    const char *name;
    struct text content;
};

static void add_entry(struct archive *writer, const char *name, struct text content)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)content.length);
    assert_int_equal(archive_write_header(writer, entry), ARCHIVE_OK);
    if (content.length > 0)
        assert_int_equal(archive_write_data(writer, content.data, content.length), (la_ssize_t)content.length);
    archive_entry_free(entry);
}

/* With so many empty files beside them. */
static struct text zip_of(struct visit *visit, const struct entry *entries, size_t entry_count, int empty)
{
    enum { ROOM = 24 * 1024 * 1024 };
    char *bytes = arena_allocate(visit->arena, ROOM);
    size_t used = 0;
    struct archive *writer = archive_write_new();
    assert_int_equal(archive_write_set_format_zip(writer), ARCHIVE_OK);
    assert_int_equal(archive_write_open_memory(writer, bytes, ROOM, &used), ARCHIVE_OK);
    for (size_t i = 0; i < entry_count; i++)
        add_entry(writer, entries[i].name, entries[i].content);
    for (int i = 0; i < empty; i++)
        add_entry(writer, arena_printf(visit->arena, "a/long/name/for/nothing/that/fills/the/list/%d", i).data,
                  TEXT(""));
    assert_int_equal(archive_write_close(writer), ARCHIVE_OK);
    archive_write_free(writer);
    return (struct text){ bytes, used };
}

/* data.json with two lines, and photos as given. */
static struct text json_of(struct visit *visit, const char *photos)
{
    return arena_printf(
        visit->arena,
        "{\"format\":\"samenspel-archive\",\"version\":2,\"organisation\":{\"name\":\"Elders\"},\"child\":{\"given_"
        "name\":"
        "\"Noor\",\"born\":\"%.*s\"},\"entries\":[{\"day\":\"2026-01-05\",\"at\":\"2026-01-05T09:00:00.000Z\",\"side\":"
        "\"centre\",\"kind\":\"photo\",\"value\":\"sent\",\"note\":\"een\",\"moment\":\"m1\"},{\"day\":\"2026-01-06\","
        "\"at\":\"2026-01-06T09:00:00.000Z\",\"side\":\"home\",\"kind\":\"words\",\"note\":\"twee\",\"moment\":\"m2\"}]"
        ","
        "\"photos\":[%s]}",
        TEXT_ARGS(date_iso(visit->arena, (struct date){ 19500 })), /* as the fixture has her */
        photos);
}

static void is_refused(struct visit *visit, const char *what, struct text zip, const char *why)
{
    struct error error = { 0 };
    struct earlier_match own = { visit->fixture.children[FIXTURE_CHILD_OWN], visit->fixture.persons[FIXTURE_MOTHER] };
    int64_t files = count(visit, "file");
    assert_int_equal(bring(visit, visit->fixture.organisation, own, zip, &error), STATUS_INVALID);
    if (!strstr(error.detail, why))
        fail_msg("%s: \"%s\" does not say \"%s\"", what, error.detail, why);
    /* Nothing of it is here. */
    assert_int_equal(count(visit, "earlier_file"), 0);
    assert_int_equal(count(visit, "earlier_line"), 0);
    assert_int_equal(count(visit, "earlier_photo"), 0);
    assert_int_equal(count(visit, "file"), files);
}

static void hostile_zips_are_refused_and_nothing_stays(void **state)
{
    struct visit *visit = visit_with_media(state);
    static const char one[] = "{\"file\":\"photos/1.jpg\",\"moment\":\"m1\"}";
    const struct text good = { (const char *)pictures[0], sizeof pictures[0] };
    const struct text half = { good.data, good.length / 2 };
    char *zeros = arena_allocate(visit->arena, ARCHIVE_READ_PHOTO_BYTES + 1);
    memset(zeros, 0, ARCHIVE_READ_PHOTO_BYTES + 1);
    const struct {
        const char *what, *photos;
        struct text content; /* of photos/1.jpg */
        const char *why;
    } cases[] = {
        { "a way out", "{\"file\":\"photos/../../passwd.jpg\",\"moment\":\"m1\"}", good, "photos[0].file is no name" },
        { "another folder", "{\"file\":\"/etc/x.jpg\",\"moment\":\"m1\"}", good, "photos[0].file is no name" },
        { "a hidden end", "{\"file\":\"photos/a\\u0007.jpg\",\"moment\":\"m1\"}", good, "photos[0].file is no name" },
        { "a line that is none", "{\"file\":\"photos/1.jpg\",\"moment\":\"m9\"}", good, "photos[0].moment" },
        { "a line of words", "{\"file\":\"photos/1.jpg\",\"moment\":\"m2\"}", good, "photos[0].moment" },
        { "no time", "{\"file\":\"photos/1.jpg\",\"moment\":\"m1\",\"taken\":\"2026:01:05 09:00:0x\"}", good,
          "photos[0].taken" },
        { "twice", "{\"file\":\"photos/1.jpg\",\"moment\":\"m1\"},{\"file\":\"photos/1.jpg\",\"moment\":\"m1\"}", good,
          "names a file twice" },
        { "not there", "{\"file\":\"photos/2.jpg\",\"moment\":\"m1\"}", good, "photos/2.jpg is not in the zip" },
        { "no picture", one, TEXT("<svg onload=x>"), "photos/1.jpg is no picture" },
        { "half a picture", one, half, "photos/1.jpg is no picture" },
        { "nothing", one, TEXT(""), "photos/1.jpg is no picture" },
        { "a bomb", one, { zeros, ARCHIVE_READ_PHOTO_BYTES + 1 }, "photos/1.jpg is larger than allowed" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct entry entries[] = { { "data.json", json_of(visit, cases[i].photos) },
                                         { "photos/1.jpg", cases[i].content } };
        is_refused(visit, cases[i].what, zip_of(visit, entries, 2, 0), cases[i].why);
    }
    const struct entry plain[] = { { "data.json", json_of(visit, one) }, { "photos/1.jpg", good } };
    const struct entry twice[] = { plain[0], plain[1], plain[1] };
    is_refused(visit, "two files of one name", zip_of(visit, twice, 3, 0), "or there are two");
    is_refused(visit, "thousands of files", zip_of(visit, plain, 2, SEND_FILES), "more files than allowed");
    is_refused(visit, "a list without end", zip_of(visit, plain, 2, LIST_FILES), "this is no zip");
    is_refused(visit, "no zip", TEXT("PK\003\004 and nothing more"), "this is no zip");
    struct text zip = zip_of(visit, plain, 2, 0);
    is_refused(visit, "half a zip", text_slice(zip, 0, zip.length / 2), "this is no zip");
    /* A photo of other bytes than its sum says. */
    struct text torn = text_copy(visit->arena, zip);
    size_t at = text_find(torn, TEXT("photos/1.jpg"));
    memset((char *)(uintptr_t)torn.data + at + 60, 'x', 16);
    is_refused(visit, "a torn photo", torn, "photos/1.jpg is");
    /* A good photo before a bad one: it does not stay either. */
    int64_t unwanted = count(visit, "file_unwanted");
    const struct entry mixed[] = {
        { "data.json", json_of(visit, "{\"file\":\"photos/1.jpg\",\"moment\":\"m1\"},"
                                      "{\"file\":\"photos/2.jpg\",\"moment\":\"m1\"}") },
        { "photos/1.jpg", { (const char *)pictures[1], sizeof pictures[1] } },
        { "photos/2.jpg", TEXT("GIF89a") },
    };
    is_refused(visit, "a bad one after a good one", zip_of(visit, mixed, 3, 0), "photos/2.jpg is no picture");
    assert_int_equal(count(visit, "file_unwanted"), unwanted + 1); /* large and small are the same bytes at this size */
}

static void what_is_sound_is_taken_and_only_once(void **state)
{
    struct visit *visit = visit_with_media(state);
    struct error error = { 0 };
    struct archive_file file;
    const struct text good = { (const char *)pictures[0], sizeof pictures[0] };
    const struct entry entries[] = {
        { "photos/1.jpg", good },
        { "data.json", json_of(visit, "{\"file\":\"photos/1.jpg\",\"moment\":\"m1\",\"taken\":\"\"},"
                                      "{\"file\":null,\"moment\":\"m1\"}") },
        { "photos/other.jpg", TEXT("nobody looks at this") },
    };
    struct text zip = zip_of(visit, entries, 3, 0);
    struct earlier_match own = { visit->fixture.children[FIXTURE_CHILD_OWN], visit->fixture.persons[FIXTURE_MOTHER] };
    assert_int_equal(archive_file_read(visit->arena, zip, &error, &file), STATUS_OK);
    assert_int_equal(file.photos.count, 1);
    assert_int_equal(file.photos_left, 1);
    assert_int_equal(bring(visit, visit->fixture.organisation, own, zip, &error), STATUS_OK);
    assert_int_equal(bring(visit, visit->fixture.organisation, own, zip, &error), STATUS_OK);
    assert_int_equal(count(visit, "earlier_file"), 1);
    assert_int_equal(count(visit, "earlier_photo"), 1);
    /* Without a decoder nothing is taken on trust. */
    visit->media.decoder = NULL;
    zip = zip_of(visit, entries, 2, 1);
    assert_int_equal(bring(visit, visit->fixture.organisation, own, zip, &error), STATUS_FAILED);
    assert_true(strstr(error.detail, "samenspel-media") != NULL);
    assert_int_equal(count(visit, "earlier_file"), 1);
}

/* One change: a photo that is not there, or cannot be written, takes the lines with it; what lay on the disk may go. */
static void lines_and_photos_come_in_together(void **state)
{
    struct visit *visit = visit_with_media(state);
    struct error error = { 0 };
    struct archive_file file;
    struct earlier_import import = { .match = { visit->fixture.children[FIXTURE_CHILD_OWN],
                                                visit->fixture.persons[FIXTURE_MOTHER] },
                                     .file = &file,
                                     .digest = TEXT("together"),
                                     .today = FIXTURE_TODAY };
    const struct entry entries[] = {
        { "data.json", json_of(visit, "{\"file\":\"photos/1.jpg\",\"moment\":\"m1\"},"
                                      "{\"file\":\"photos/2.jpg\",\"moment\":\"m1\"}") },
        { "photos/1.jpg", { (const char *)pictures[0], sizeof pictures[0] } },
        { "photos/2.jpg", { (const char *)pictures[1], sizeof pictures[1] } },
    };
    int source = file_with(zip_of(visit, entries, 3, 0));
    struct organisation_id organisation = visit->fixture.organisation;
    assert_int_equal(archive_file_read_from(visit->arena, source, &error, &file), STATUS_OK);
    assert_int_equal(earlier_keep_photos(visit->arena, &visit->media, source, NULL, NULL, &error, &import), STATUS_OK);
    close(source);
    assert_int_equal(import.photos.count, 2);
    import.photos.count = 1;
    assert_int_equal(fixture_change(&visit->world, organisation, earlier_import, &import), STATUS_INVALID);
    import.photos.count = 2;
    import.photos.items[1].photo = import.photos.items[0].photo; /* the same number twice */
    assert_int_not_equal(fixture_change(&visit->world, organisation, earlier_import, &import), STATUS_OK);
    assert_int_equal(count(visit, "earlier_file"), 0);
    assert_int_equal(count(visit, "earlier_line"), 0);
    assert_int_equal(count(visit, "earlier_photo"), 0);
    /* Both sizes: here they are two files. */
    memcpy(import.photos.items[0].small, import.photos.items[1].small, MEDIA_NAME_SIZE);
    import.photos.count = 1;
    assert_int_equal(fixture_change(&visit->world, organisation, earlier_refuse, &import), STATUS_OK);
    assert_int_equal(count(visit, "file_unwanted"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R243_T22_a_child_takes_its_photos_to_another_organisation),
        cmocka_unit_test(T20_photos_that_are_shared_by_their_bytes_stay_apart),
        cmocka_unit_test(hostile_zips_are_refused_and_nothing_stays),
        cmocka_unit_test(what_is_sound_is_taken_and_only_once),
        cmocka_unit_test(lines_and_photos_come_in_together),
    };
    struct error error = { 0 };
    if (!mkdtemp(folder) || media_decoder_start(getenv("SAMENSPEL_MEDIA"), &error, &decoder) != STATUS_OK)
        return EXIT_FAILURE;
    int failed = PAGE_TESTS_RUN_FREE(tests);
    media_decoder_stop(decoder);
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? failed : EXIT_FAILURE;
}
