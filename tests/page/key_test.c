/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Exchanging the key file (T17, ASVS 1.6): everything sealed stays readable, is sealed anew by the job, and needs the former key no more
 * afterwards; the sealed audit goes on; a wrong file is refused.
 */
#include "access/chain.h"
#include "access/seal.h"
#include "base/file.h"
#include "command/key.h"
#include "command/reseal.h"
#include "half.h"
#include "tablet.h"

#include <sys/stat.h>
#include <unistd.h>

#define WORRY "Noor had blauwe plekken"

/* A key file of one test. */
struct files {
    char folder[64];
    const char *path;
    struct key key;
};

static struct error error; /* of whatever went last */

static void files_open(struct visit *visit, struct files *files)
{
    *files = (struct files){ .folder = "/tmp/samenspel-key-XXXXXX" };
    assert_non_null(mkdtemp(files->folder));
    files->path = arena_printf(visit->arena, "%s/key", files->folder).data;
    assert_int_equal(key_make(files->path, &error, &files->key), STATUS_OK);
}

static void files_close(struct files *files)
{
    unlink(files->path);
    assert_int_equal(rmdir(files->folder), 0); /* nothing is left beside it */
}

/* The server starts anew with the key file as it is now. */
static void start_again(struct visit *visit, struct files *files)
{
    assert_int_equal(key_read(files->path, &error, &files->key), STATUS_OK);
    struct access_keys keys = key_ring(&files->key);
    struct access_options options = { .db = visit->world.db,
                                      .writer = visit->world.writer,
                                      .clock = &visit->world.clock,
                                      .keys = &keys,
                                      .organisation = visit->fixture.organisation,
                                      .live = visit->live };
    access_close(visit->app.access.access);
    assert_int_equal(access_open(&options, &error, &visit->app.access.access), STATUS_OK);
}

static struct reseal_count count_of(struct visit *visit, const struct files *files)
{
    struct reseal_count count = { 0 };
    struct access_keys keys = key_ring(&files->key);
    assert_int_equal(reseal_count(visit->world.db, &keys, visit->fixture.organisation, &count), STATUS_OK);
    return count;
}

static void assert_count(struct visit *visit, const struct files *files, int64_t present, int64_t former,
                         int64_t closed)
{
    struct reseal_count count = count_of(visit, files);
    assert_int_equal(count.present, present);
    assert_int_equal(count.former, former);
    assert_int_equal(count.closed, closed);
}

static int64_t waiting(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM job AS j WHERE j.kind = 'reseal' AND j.state <> 'done'");
}

static void run_jobs(struct visit *visit)
{
    struct job_kind kinds[APP_JOBS_MAXIMUM];
    struct job_runner *runner;
    struct job_runner_settings settings = { .location = visit->world.location,
                                            .writer = visit->world.writer,
                                            .clock = &visit->world.clock,
                                            .kinds = kinds,
                                            .kind_count = app_jobs(kinds),
                                            .context = &visit->app };
    assert_int_equal(job_runner_open(&settings, &error, &runner), STATUS_OK);
    while (job_runner_step(runner) == STATUS_OK)
        continue;
    job_runner_stop(runner);
}

/* Signing in with a code of the app or of paper. */
static int shows(struct visit *visit, const char *code)
{
    struct text half = half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK);
    return visit_call(visit, "POST", TEXT("/second-factor"), half, FORM(visit, "code", code)).status;
}

static struct text meldcode(struct visit *visit)
{
    return arena_printf(visit->arena, "/child/%s/meldcode", visit_child(visit, FIXTURE_CHILD_OWN));
}

static void write_note(struct visit *visit)
{
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, meldcode(visit), FORM(visit, "step", "1", "words", WORRY));
    assert_status(&answer, 303);
}

static void assert_note_reads(struct visit *visit)
{
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, meldcode(visit));
    assert_shows(page, element(page, "main"), WORRY);
}

/* The second code of a list of recovery codes. */
static const char *second_code(struct visit *visit, const struct half_app *app)
{
    struct markup *page = markup_read(visit->arena, app->answer.body);
    size_t first = markup_next(page, MARKUP_NONE, "code", MARKUP_NONE);
    return text_string(visit->arena, markup_words(page, markup_next(page, MARKUP_NONE, "code", first)));
}

static void T17_what_is_sealed_stays_readable_when_the_key_is_exchanged(void **state)
{
    struct visit *visit = visit_of(state);
    struct files files;
    files_open(visit, &files);
    start_again(visit, &files);
    struct half_app app = half_enrol(visit, half_session(visit, FIXTURE_MOTHER, SESSION_PROOF_LINK));
    write_note(visit);
    assert_count(visit, &files, 2, 0, 0);
    assert_int_equal(reseal_plan(visit->world.writer, visit->app.access.access), STATUS_OK);
    assert_int_equal(waiting(visit), 0); /* nothing to do */

    struct key before = files.key;
    assert_int_equal(key_renew(files.path, &error, &files.key), STATUS_OK);
    assert_memory_not_equal(before.bytes, files.key.bytes, KEY_BYTES);
    start_again(visit, &files);
    assert_count(visit, &files, 0, 2, 0);
    clock_advance(&visit->world.clock, MINUTE_MS);
    assert_int_equal(shows(visit, half_code(visit, &app, 0)), 303);
    assert_int_equal(shows(visit, text_string(visit->arena, app.recovery)), 303);
    assert_int_equal(shows(visit, text_string(visit->arena, app.recovery)), 422); /* once */
    assert_note_reads(visit);
    write_note(visit); /* as it is when the job died half way: one of three is done */
    assert_count(visit, &files, 1, 2, 0);

    assert_int_equal(reseal_plan(visit->world.writer, visit->app.access.access), STATUS_OK);
    assert_int_equal(waiting(visit), 1);
    run_jobs(visit);
    assert_int_equal(waiting(visit), 0);
    assert_count(visit, &files, 3, 0, 0);
    assert_int_equal(key_forget(files.path, &error, &files.key), STATUS_OK);
    start_again(visit, &files);
    assert_count(visit, &files, 3, 0, 0);
    clock_advance(&visit->world.clock, MINUTE_MS);
    assert_int_equal(shows(visit, half_code(visit, &app, 0)), 303);
    assert_note_reads(visit);
    assert_int_equal(shows(visit, second_code(visit, &app)), 422); /* was hashed with the former key */
    files_close(&files);
}

/* Who has the former file and the new database opens nothing; nor does the audit of before fall away. */
static int seal_audit(struct change *change, void *argument)
{
    int64_t sealed;
    return chain_seal(change, argument, &sealed);
}

static void act_and_seal(struct visit *visit, const struct key *key)
{
    struct chain_key chain = chain_key_make((struct text){ (const char *)key->bytes, KEY_BYTES });
    write_note(visit);
    clock_advance(&visit->world.clock, 2 * (int64_t)MINUTE_MS);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, seal_audit, &chain), STATUS_OK);
}

static enum chain_fault fault_by(struct visit *visit, const struct key *key)
{
    struct chain_key chains[KEY_CHAINS_MAXIMUM];
    struct chain_report report;
    size_t count = key_chains(key, chains);
    assert_int_equal(chain_check(visit->world.db, visit->fixture.organisation, chains, count, NULL, &report),
                     STATUS_OK);
    return report.fault;
}

static void T8_the_sealed_audit_goes_on_under_another_key(void **state)
{
    struct visit *visit = visit_of(state);
    struct files files;
    files_open(visit, &files);
    struct key first = files.key;
    start_again(visit, &files);
    act_and_seal(visit, &files.key);
    assert_int_equal(key_renew(files.path, &error, &files.key), STATUS_OK);
    start_again(visit, &files);
    act_and_seal(visit, &files.key);
    assert_int_equal(fault_by(visit, &files.key), CHAIN_SOUND);
    assert_int_equal(fault_by(visit, &first), CHAIN_BROKEN); /* the former key does not make the end */
    struct key only = files.key;
    only.former_count = 0;
    assert_int_equal(fault_by(visit, &only), CHAIN_BROKEN); /* nor the present one the beginning */
    assert_int_equal(key_forget(files.path, &error, &files.key), STATUS_OK);
    assert_int_equal(fault_by(visit, &files.key), CHAIN_SOUND);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit_seal") > 1, 1);
    assert_int_equal(key_renew(files.path, &error, &files.key), STATUS_OK);
    act_and_seal(visit, &first); /* somebody goes on with a key that has served */
    assert_int_equal(fault_by(visit, &files.key), CHAIN_BROKEN);
    files_close(&files);
}

/* The hash of the one PIN there is. */
static const char *kept_pin(struct visit *visit)
{
    struct text hash = visit_text(visit, "SELECT k.pin_hash FROM staff_pin AS k");
    return hex_encode(visit->arena, hash.data, hash.length).data;
}

/* A PIN cannot be sealed anew by the job: it is when it is typed. Who types it in time goes on after the former key is forgotten; who
 * does not chooses another one. */
static void T17_a_pin_under_a_former_key_works_and_is_kept_anew(void **state)
{
    struct visit *visit = visit_of(state);
    struct files files;
    files_open(visit, &files);
    start_again(visit, &files);
    struct text device = tablet_given(visit, FIXTURE_GROUP_EEKHOORNS);
    tablet_choose_pin(visit, FIXTURE_MENTOR, "4071");
    const char *before = kept_pin(visit);
    assert_int_equal(key_renew(files.path, &error, &files.key), STATUS_OK);
    start_again(visit, &files);
    struct http_test_answer answer = tablet_type(visit, device, FIXTURE_MENTOR, "4072");
    assert_status(&answer, 422);
    assert_string_equal(kept_pin(visit), before); /* a wrong one changes nothing */
    (void)tablet_unlocked(visit, device, FIXTURE_MENTOR, "4071");
    const char *after = kept_pin(visit);
    assert_string_not_equal(after, before);
    (void)tablet_unlocked(visit, device, FIXTURE_MENTOR, "4071");
    assert_string_equal(kept_pin(visit), after);
    assert_int_equal(key_forget(files.path, &error, &files.key), STATUS_OK);
    start_again(visit, &files);
    (void)tablet_unlocked(visit, device, FIXTURE_MENTOR, "4071");
    assert_int_equal(key_renew(files.path, &error, &files.key), STATUS_OK);
    assert_int_equal(key_forget(files.path, &error, &files.key), STATUS_OK);
    start_again(visit, &files);
    answer = tablet_type(visit, device, FIXTURE_MENTOR, "4071"); /* nobody typed it in between */
    assert_status(&answer, 422);
    files_close(&files);
}

/* A key that is lost: nothing is written over, and it shows. */
static void T17_what_no_key_opens_stays_as_it_is(void **state)
{
    struct visit *visit = visit_of(state);
    struct files files;
    files_open(visit, &files);
    start_again(visit, &files);
    write_note(visit);
    struct key lost = files.key;
    unlink(files.path);
    assert_int_equal(key_make(files.path, &error, &files.key), STATUS_OK);
    assert_int_equal(key_renew(files.path, &error, &files.key), STATUS_OK);
    start_again(visit, &files);
    assert_count(visit, &files, 0, 0, 1);
    assert_int_equal(reseal_plan(visit->world.writer, visit->app.access.access), STATUS_OK);
    run_jobs(visit);
    files.key = lost;
    assert_count(visit, &files, 1, 0, 0);
    files_close(&files);
}

static void a_key_file_is_read_whole_or_not_at_all(void **state)
{
    struct visit *visit = visit_of(state);
    struct files files;
    struct stat about;
    struct text content;
    struct key key;
    files_open(visit, &files);
    for (int i = 0; i < KEY_FORMER_MAXIMUM; i++)
        assert_int_equal(key_renew(files.path, &error, &files.key), STATUS_OK);
    assert_int_equal(key_renew(files.path, &error, &key), STATUS_CONFLICT);
    assert_int_equal(stat(files.path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(file_read(visit->arena, files.path, 8 * 1024, &content), STATUS_OK);
    assert_int_equal(key_parse(content, &key), STATUS_OK);
    assert_memory_equal(&key, &files.key, sizeof key);
    struct text hex = hex_encode(visit->arena, key.bytes, KEY_BYTES);
    static const char *const wrong[] = { "samenspel key file 2\n",
                                         "samenspel key file 3\nkey %.*s\n",
                                         "samenspel key file 2\nkey %.*s0\n",
                                         "samenspel key file 2\nkey %.*s\nkey %.*s\n",
                                         "samenspel key file 2\nformer %.*s\n",
                                         "samenspel key file 2\nkey %.*s\nserved %.*s\n",
                                         "samenspel key file 2\nkey %.*s\nother %.*s\n" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct text text = text_from(wrong[i]);
        struct text made = TEXT("");
        for (size_t place; (place = text_find(text, TEXT("%.*s"))) != SIZE_MAX;
             text = text_slice(text, place + 4, SIZE_MAX))
            made = arena_printf(visit->arena, "%.*s%.*s%.*s", TEXT_ARGS(made), TEXT_ARGS(text_slice(text, 0, place)),
                                TEXT_ARGS(hex));
        made = arena_printf(visit->arena, "%.*s%.*s", TEXT_ARGS(made), TEXT_ARGS(text));
        if (key_parse(made, &key) != STATUS_INVALID)
            fail_msg("taken: %.*s", TEXT_ARGS(made));
    }
    assert_int_equal(key_parse(text_slice(content, 0, content.length - 3), &key), STATUS_INVALID);
    assert_int_equal(key_parse(TEXT(""), &key), STATUS_INVALID);
    files_close(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T17_what_is_sealed_stays_readable_when_the_key_is_exchanged),
        cmocka_unit_test(T8_the_sealed_audit_goes_on_under_another_key),
        cmocka_unit_test(T17_a_pin_under_a_former_key_works_and_is_kept_anew),
        cmocka_unit_test(T17_what_no_key_opens_stays_as_it_is),
        cmocka_unit_test(a_key_file_is_read_whole_or_not_at_all),
    };
    return PAGE_TESTS_RUN_FREE(tests);
}
