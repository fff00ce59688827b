/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Photos from both sides: who sees one, who does not, what consent stops and takes away, and what is left of it on the disk.
 */
#include "feature/photo/photo.h"

#include "db/change.h"
#include "feature/consent/consent.h"
#include "visit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/samenspel-photos-XXXXXX";
static struct media_decoder *decoder;

/* --- helpers --- */

/* A photo of 3 by 2 points, as a PNG. */
static const unsigned char picture[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x03, 0x00, 0x00, 0x00, 0x02, 0x08, 0x02, 0x00, 0x00, 0x00, 0x12, 0x16, 0xf1, 0x4d, 0x00, 0x00, 0x00, 0x10, 0x49,
    0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x38, 0xc1, 0xc0, 0xc0, 0x00, 0xc1, 0x70, 0x16, 0x00, 0x2e, 0xf4, 0x04, 0xb1,
    0xf3, 0x44, 0xd1, 0x21, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

static struct visit *visit_with_media(void **state)
{
    struct visit *visit = visit_of(state);
    visit->media = (struct media){ .store = { .folder = folder, .key = { 7 } }, .decoder = decoder };
    return visit;
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
    while (job_runner_step(runner) == STATUS_OK)
        continue;
    job_runner_stop(runner);
}

static int answer_as_guardian(struct change *change, void *argument)
{
    struct consent_answer *answer = argument;
    change->actor = answer->person;
    return consent_write(change, answer);
}

static void consent(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *purpose,
                    bool yes)
{
    struct consent_answer answer = { .child = visit->fixture.children[child],
                                     .purpose = consent_purpose_find(text_from(purpose)),
                                     .person = visit->fixture.persons[who],
                                     .yes = yes,
                                     .version = 1,
                                     .language = TEXT("nl"),
                                     .today = FIXTURE_TODAY };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, answer_as_guardian, &answer),
                     STATUS_OK);
}

/* Several of Noor's guardians, or all of Sami's, say the same. (Noor's uncle has authority and no way in: photos of her are
 * never for the group.) */
static void all_say(struct visit *visit, enum fixture_child child, const char *purpose, bool yes)
{
    static const enum fixture_person noor[] = { FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_BOTH };
    static const enum fixture_person sami[] = { FIXTURE_OTHER_FAMILY, FIXTURE_FATHER_DANGER, FIXTURE_MOTHER_SAFE };
    for (size_t i = 0; i < 3; i++)
        consent(visit, child == FIXTURE_CHILD_OWN ? noor[i] : sami[i], child, purpose, yes);
}

static struct text photos_of(struct visit *visit)
{
    return url_photos(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
}

static struct http_test_answer send_bytes(struct visit *visit, struct text body, struct text content)
{
    const struct http_file file = { .field = "photo", .name = "foto.png", .type = "image/png", .content = content };
    return visit_upload(visit, FIXTURE_PROFESSIONAL, photos_of(visit), body, &file, 1);
}

/* A photo of these children; with the number the bytes differ. */
static struct http_test_answer send_photo(struct visit *visit, struct text body)
{
    return send_bytes(visit, body, (struct text){ (const char *)picture, sizeof picture });
}

static int photos_on_page(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer = visit_get(visit, who, visit_day(visit, child));
    assert_status(&answer, 200);
    int count = 0;
    struct text rest = answer.body;
    for (size_t at; (at = text_find(rest, TEXT("class=\"photo\""))) != SIZE_MAX; count++)
        rest = text_slice(rest, at + 1, rest.length);
    return count;
}

/* The address of the small photo on the page. */
static struct text address_on_page(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer = visit_get(visit, who, visit_day(visit, child));
    size_t at = text_find(answer.body, TEXT("<img src=\"/file/"));
    assert_true(at != SIZE_MAX);
    struct text rest = text_slice(answer.body, at + 10, answer.body.length);
    return text_copy(visit->arena, text_slice(rest, 0, text_find(rest, TEXT("\""))));
}

static struct text share_address(struct visit *visit)
{
    struct photo_id photo = { visit_number(visit, "SELECT MAX(p.id) FROM photo AS p") };
    return url_photo_share(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS], photo).text;
}

static void came(struct visit *visit, enum fixture_child child)
{
    struct text target = url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_PROFESSIONAL, target, FORM(visit, "child", visit_child(visit, child)));
    assert_status(&answer, 303);
}

static bool holds(struct text text, const char *words)
{
    return text_find(text, text_from(words)) != SIZE_MAX;
}

/* --- one child --- */

/* R075: to the home of the child who is on it, and to nobody else; T6: the file is reached by who sees the line. */
static void R075_T6_a_photo_goes_to_the_home_of_its_child(void **state)
{
    struct visit *visit = visit_with_media(state);
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", true);
    struct text form = FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "caption", "toren <b>");
    struct http_test_answer answer = send_photo(visit, form);
    assert_status(&answer, 303);
    assert_false(holds(answer.location, "left="));
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 0); /* not before it is decoded */
    run_jobs(visit);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 1);
    assert_int_equal(photos_on_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN), 1);
    assert_int_equal(photos_on_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN), 1);
    assert_int_equal(photos_on_page(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER), 0);
    struct http_test_answer day = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_true(holds(day.body, "toren &lt;b&gt;"));

    struct text address = address_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    answer = visit_get(visit, FIXTURE_MOTHER, address);
    assert_status(&answer, 200);
    /* No cache but her own browser's keeps it, and that one asks each time. */
    assert_true(text_equal(http_test_header(&answer, "Cache-Control"), TEXT("private, no-cache")));
    answer = visit_get(visit, FIXTURE_OTHER_FAMILY, address);
    assert_status(&answer, 404);
    answer = visit_get(visit, FIXTURE_OTHER_LOCATION_PARENT, address);
    assert_status(&answer, 404);
    answer = visit_get(visit, NOBODY, address);
    assert_status(&answer, 401);
    assert_no_trace(&answer, "JFIF");
    /* Nothing is listed, a guess finds nothing, and the name on the disk is no address. */
    const struct text guesses[] = {
        TEXT("/file"),
        TEXT("/file/"),
        TEXT("/media"),
        url_photo_file(visit->arena, (struct file_id){ 1 }).text,
        arena_printf(visit->arena, "/file/%.*s", TEXT_ARGS(visit_text(visit, "SELECT MAX(f.name) FROM file AS f"))),
    };
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        answer = visit_get(visit, FIXTURE_MOTHER, guesses[i]);
        assert_status(&answer, 404);
    }
    for (enum fixture_person who = 0; who < FIXTURE_PERSON__MAX; who++) {
        bool reads = (fixture_child_scope(who, FIXTURE_CHILD_OWN) & AUDIENCE_ALL) != 0;
        answer = visit_get(visit, who, address);
        /* 403: to who is told so wherever she goes; 401: to who is no one in this organisation */
        bool hidden = answer.status == 404 || answer.status == 403 || answer.status == 401;
        if (reads ? answer.status != 200 : !hidden)
            fail_msg("person %d asks for the file: %d", who, answer.status);
    }
    /* Sent twice: kept once. */
    assert_status((answer = send_photo(visit, form), &answer), 303);
    run_jobs(visit);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 1);
}

/* R247: where the group shows the day at pick-up a photo waits too, and so do its bytes; not one that was marked. */
static void R247_a_photo_waits_unless_it_is_shared_now(void **state)
{
    struct visit *visit = visit_with_media(state);
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", true);
    came(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer answer = visit_post(visit, FIXTURE_MANAGER, url_handover_setting(visit->arena, group).text,
                                                FORM(visit, "ages", "toddler", "phrases", "", "opens", "pick_up"));
    assert_status(&answer, 303);
    answer = send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "caption", "een geheim"));
    assert_status(&answer, 303);
    run_jobs(visit);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 0);
    struct text address = address_on_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN);
    answer = visit_get(visit, FIXTURE_FATHER, address);
    assert_status(&answer, 404);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, photos_of(visit));
    visit_keep(&answer, "photos-held");
    assert_true(holds(answer.body, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_HELD)));
    assert_false(holds(answer.body, "Bij Noor thuis"));
    char other[sizeof picture + 1] = { 0 }; /* the same picture, other bytes */
    memcpy(other, picture, sizeof picture);
    answer =
        send_bytes(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "caption", "nu", "at_once", "1"),
                   (struct text){ other, sizeof other });
    assert_status(&answer, 303);
    run_jobs(visit);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 1);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, url_handover_check_out(visit->arena, group).text,
                        FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_status(&answer, 303);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 2);
    answer = visit_get(visit, FIXTURE_FATHER, address);
    assert_status(&answer, 200);
}

static void without_consent_nothing_is_kept(void **state)
{
    struct visit *visit = visit_with_media(state);
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", false);
    struct http_test_answer answer =
        send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "caption", "samen"));
    assert_status(&answer, 422);
    assert_true(holds(answer.body, "De foto is niet bewaard"));
    assert_true(holds(answer.body, "value=\"samen\"")); /* what was typed stays, */
    assert_true(holds(answer.body, "checked"));         /* and who was ticked */
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM photo AS p"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM file_unwanted AS u"), 1); /* and its bytes go */
}

static void a_form_without_photo_or_child_says_so(void **state)
{
    struct visit *visit = visit_with_media(state);
    struct http_test_answer answer = visit_post(visit, FIXTURE_PROFESSIONAL, photos_of(visit),
                                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    assert_status(&answer, 422);
    assert_true(holds(answer.body, "Er was nog geen foto gekozen"));
    answer = send_photo(visit, FORM(visit, "caption", "samen"));
    assert_status(&answer, 422);
    assert_true(holds(answer.body, "Vink aan wie erop staat"));
    /* Another group's child is nobody's to tick. */
    answer = send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_LOCATION)));
    assert_status(&answer, 404);
}

/* What is no picture leaves nothing behind, and the group reads why. */
static void a_bad_file_is_refused_in_words(void **state)
{
    struct visit *visit = visit_with_media(state);
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", true);
    struct http_test_answer answer =
        send_bytes(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)), TEXT("geen foto"));
    assert_status(&answer, 303);
    run_jobs(visit);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, photos_of(visit));
    visit_keep(&answer, "photos");
    assert_true(holds(answer.body, "Dit bestand konden we niet lezen"));
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM file AS f"), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM file_unwanted AS u"), 1);
}

/* --- with others --- */

/* R075: another family sees a child only when that is allowed, also when both are on the photo. */
static void R075_two_children_on_one_photo(void **state)
{
    struct visit *visit = visit_with_media(state);
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", true);
    all_say(visit, FIXTURE_CHILD_OTHER, "photo_own_family", true);
    all_say(visit, FIXTURE_CHILD_OTHER, "photo_group", true);
    struct http_test_answer answer = send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN),
                                                            "child", visit_child(visit, FIXTURE_CHILD_OTHER)));
    assert_status(&answer, 303);
    /* Noor may not be shown to others: Sami's home does not get it, and the next page says so. */
    assert_true(holds(answer.location, visit_child(visit, FIXTURE_CHILD_OTHER)));
    run_jobs(visit);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 1);
    assert_int_equal(photos_on_page(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER), 0);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_true(holds(answer.body, "maar niet naar"));
}

/* R075: before sharing each child that may not be shown is asked about; a yes and a missing answer both stop it. */
static void R075_sharing_asks_and_blocks(void **state)
{
    struct visit *visit = visit_with_media(state);
    all_say(visit, FIXTURE_CHILD_OTHER, "photo_own_family", true);
    all_say(visit, FIXTURE_CHILD_OTHER, "photo_group", true);
    came(visit, FIXTURE_CHILD_OTHER);
    came(visit, FIXTURE_CHILD_OWN);
    assert_int_equal(
        send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER), "caption", "buiten")).status,
        303);
    run_jobs(visit);
    struct text share = share_address(visit);
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, share);
    visit_keep(&answer, "photo-share");
    const char *field = arena_printf(visit->arena, "child_%s", visit_child(visit, FIXTURE_CHILD_OWN)).data;
    assert_true(holds(answer.body, field));
    assert_false(
        holds(answer.body, arena_printf(visit->arena, "child_%s", visit_child(visit, FIXTURE_CHILD_OTHER)).data));
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, share, TEXT(""));
    assert_status(&answer, 422);
    assert_true(holds(answer.body, "Hier is nog geen antwoord"));
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, share, FORM(visit, field, "yes"));
    assert_status(&answer, 422);
    assert_true(holds(answer.body, "mag niet gezien worden door andere ouders"));
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 0);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, share, FORM(visit, field, "no"));
    assert_status(&answer, 303);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 1);

    /* The moment one of Sami's guardians takes the yes back it is gone from the other family's page, and its file with it. */
    struct text address = address_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    answer = visit_get(visit, FIXTURE_MOTHER, address);
    assert_status(&answer, 200);
    consent(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER, "photo_group", false);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 0);
    answer = visit_get(visit, FIXTURE_MOTHER, address);
    assert_status(&answer, 404);
    assert_int_equal(photos_on_page(visit, FIXTURE_OTHER_FAMILY, FIXTURE_CHILD_OTHER), 1);
    answer = visit_get(visit, FIXTURE_OTHER_FAMILY, address);
    assert_status(&answer, 200);
}

/* Consent that ends while the photo waits for its job counts. */
static void consent_that_ends_while_it_waits_counts(void **state)
{
    struct visit *visit = visit_with_media(state);
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", true);
    assert_int_equal(send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN))).status, 303);
    consent(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "photo_own_family", false);
    run_jobs(visit);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM photo AS p WHERE p.state = 'gone'"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM file AS f"), 0);
}

/* --- taking back --- */

static int files_on_disk(void)
{
    char command[128];
    snprintf(command, sizeof command, "find '%s' -type f | wc -l", folder);
    FILE *output = popen(command, "r");
    int count = -1;
    assert_non_null(output);
    assert_int_equal(fscanf(output, "%d", &count), 1);
    pclose(output);
    return count;
}

/* Off all pages at once; off the disk when nothing of it can be on its way any more. */
static void a_photo_that_is_taken_back_is_gone(void **state)
{
    struct visit *visit = visit_with_media(state);
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'/*", folder);
    assert_int_equal(system(command), 0);
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", true);
    assert_int_equal(send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN))).status, 303);
    run_jobs(visit);
    struct text address = address_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_true(files_on_disk() >= 2);
    struct photo_id photo = { visit_number(visit, "SELECT MAX(p.id) FROM photo AS p") };
    struct text target = url_photo_take_back(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS], photo).text;
    struct http_test_answer answer = visit_post(visit, FIXTURE_MOTHER, target, TEXT(""));
    assert_status(&answer, 404); /* not hers to press */
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, target, TEXT(""));
    assert_status(&answer, 303);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 0);
    answer = visit_get(visit, FIXTURE_MOTHER, address);
    assert_status(&answer, 404);
    snprintf(command, sizeof command, "find '%s' -type f -exec touch -d '2 days ago' {} +", folder);
    assert_int_equal(system(command), 0);
    clock_advance(&visit->world.clock, (int64_t)3 * 3600 * 1000);
    run_jobs(visit);
    assert_int_equal(files_on_disk(), 0);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM file_unwanted AS u"), 0);
}

static void without_a_decoder_photos_wait(void **state)
{
    struct visit *visit = visit_with_media(state);
    visit->media.decoder = NULL;
    all_say(visit, FIXTURE_CHILD_OWN, "photo_own_family", true);
    assert_int_equal(send_photo(visit, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN))).status, 303);
    run_jobs(visit);
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, photos_of(visit));
    assert_true(holds(answer.body, "De foto wordt klaargemaakt"));
    visit->media.decoder = decoder;
    clock_advance(&visit->world.clock, (int64_t)3600 * 1000);
    run_jobs(visit);
    assert_int_equal(photos_on_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R075_T6_a_photo_goes_to_the_home_of_its_child),
        cmocka_unit_test(R247_a_photo_waits_unless_it_is_shared_now),
        cmocka_unit_test(without_consent_nothing_is_kept),
        cmocka_unit_test(a_form_without_photo_or_child_says_so),
        cmocka_unit_test(a_bad_file_is_refused_in_words),
        cmocka_unit_test(R075_two_children_on_one_photo),
        cmocka_unit_test(R075_sharing_asks_and_blocks),
        cmocka_unit_test(consent_that_ends_while_it_waits_counts),
        cmocka_unit_test(a_photo_that_is_taken_back_is_gone),
        cmocka_unit_test(without_a_decoder_photos_wait),
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
