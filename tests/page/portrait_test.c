/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A photo of a child in place of the first letter of its name: who sets it, who sees it (T6, R243), and that nothing of a bad file is kept.
 */
#include "feature/portrait/portrait.h"
#include "feature/team/team.h"
#include "visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/samenspel-portraits-XXXXXX";
static struct media_decoder *decoder;

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

static struct text page_of(struct visit *visit, enum fixture_child child)
{
    return url_portrait(visit->arena, visit->fixture.children[child]).text;
}

static struct http_test_answer send_bytes(struct visit *visit, enum fixture_person who, enum fixture_child child,
                                          struct text content)
{
    const struct http_file file = { .field = "picture", .name = "noor.png", .type = "image/png", .content = content };
    return visit_upload(visit, who, page_of(visit, child), TEXT(""), &file, 1);
}

static void sets(struct visit *visit, enum fixture_person who, enum fixture_child child)
{
    struct http_test_answer answer =
        send_bytes(visit, who, child, (struct text){ (const char *)picture, sizeof picture });
    assert_status(&answer, 303);
}

static int64_t kept(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM portrait AS x");
}

/* The address of the picture of the child on a page; null: its letter stands there. */
static struct text picture_on(struct visit *visit, enum fixture_person who, struct text page, enum fixture_child child)
{
    struct http_test_answer answer = visit_get(visit, who, page);
    assert_status(&answer, 200);
    const char *start = arena_printf(visit->arena, "<img src=\"/child/%s/portrait/", visit_child(visit, child)).data;
    size_t at = text_find(answer.body, text_from(start));
    if (at == SIZE_MAX)
        return TEXT_NULL;
    struct text rest = text_slice(answer.body, at + sizeof "<img src=\"" - 1, answer.body.length);
    return text_copy(visit->arena, text_slice(rest, 0, text_find(rest, TEXT("\""))));
}

static bool shows(struct visit *visit, enum fixture_person who, struct text page, enum fixture_child child)
{
    return !text_is_null(picture_on(visit, who, page, child));
}

static void a_guardian_s_photo_stands_on_board_day_and_start_page(void **state)
{
    struct visit *visit = visit_with_media(state);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, board, FIXTURE_CHILD_OWN));
    sets(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct http_test_answer page = visit_get(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN));
    visit_keep(&page, "portrait");
    assert_true(shows(visit, FIXTURE_MOTHER, TEXT("/"), FIXTURE_CHILD_OWN));
    assert_true(shows(visit, FIXTURE_MOTHER, day, FIXTURE_CHILD_OWN));
    static const enum fixture_person staff[] = { FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN, FIXTURE_MENTOR };
    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        assert_true(shows(visit, staff[i], board, FIXTURE_CHILD_OWN));
        assert_true(shows(visit, staff[i], day, FIXTURE_CHILD_OWN));
        assert_false(shows(visit, staff[i], board, FIXTURE_CHILD_OTHER));
    }
    /* Small, and kept by the browser: a board of twelve asks for none of them again. */
    struct http_test_answer image =
        visit_get(visit, FIXTURE_STAND_IN, picture_on(visit, FIXTURE_STAND_IN, board, FIXTURE_CHILD_OWN));
    assert_status(&image, 200);
    assert_true(image.body.length > 2 && image.body.length <= PORTRAIT_BYTES_MAXIMUM);
    assert_memory_equal(image.body.data, "\xff\xd8", 2); /* a JPEG, whatever was sent */
    assert_true(text_find(http_test_header(&image, "cache-control"), TEXT("immutable")) != SIZE_MAX);
    /* Another one takes its place, under another address; the group hears of it. */
    struct text first = picture_on(visit, FIXTURE_PROFESSIONAL, board, FIXTURE_CHILD_OWN);
    int64_t events = visit_number(visit, "SELECT COUNT(*) FROM live_event AS l");
    sets(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_false(text_equal(first, picture_on(visit, FIXTURE_PROFESSIONAL, board, FIXTURE_CHILD_OWN)));
    assert_true(visit_number(visit, "SELECT COUNT(*) FROM live_event AS l") > events);
    assert_int_equal(kept(visit), 1);
    /* Taken away: the letter is back, and the old address leads nowhere. */
    struct http_test_answer removed =
        VISIT_SEND(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN), "portrait-remove", "", "remove", "1");
    assert_status(&removed, 303);
    assert_int_equal(kept(visit), 0);
    assert_false(shows(visit, FIXTURE_PROFESSIONAL, board, FIXTURE_CHILD_OWN));
    assert_int_equal(visit_get(visit, FIXTURE_STAND_IN, first).status, 404);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'portrait.remove'"), 1);
}

static void T6_R243_no_other_home_and_no_other_family_sees_it(void **state)
{
    struct visit *visit = visit_with_media(state);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    sets(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct text mothers = picture_on(visit, FIXTURE_MOTHER, day, FIXTURE_CHILD_OWN);
    /* The other home, who reads along, another family, another group. */
    assert_false(shows(visit, FIXTURE_FATHER, day, FIXTURE_CHILD_OWN));
    assert_false(shows(visit, FIXTURE_FATHER, TEXT("/"), FIXTURE_CHILD_OWN));
    static const enum fixture_person others[] = { FIXTURE_FATHER,       FIXTURE_GRANDMOTHER, FIXTURE_UNCLE,
                                                  FIXTURE_OTHER_FAMILY, FIXTURE_LEFT_PARENT, FIXTURE_OTHER_PROFESSIONAL,
                                                  FIXTURE_COMMITTEE };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(visit_get(visit, others[i], mothers).status, others[i] == FIXTURE_LEFT_PARENT ? 403 : 404);
    /* Each home has its own; the group sees the newest, and neither home notices the other's. */
    sets(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    struct text fathers = picture_on(visit, FIXTURE_FATHER, day, FIXTURE_CHILD_OWN);
    assert_true(text_equal(mothers, picture_on(visit, FIXTURE_MOTHER, day, FIXTURE_CHILD_OWN)));
    assert_true(text_equal(fathers, picture_on(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS),
                                               FIXTURE_CHILD_OWN)));
    assert_int_equal(visit_get(visit, FIXTURE_MOTHER, fathers).status, 404);
    /* Who does not write at home sets none: staff, who reads along, another family. */
    static const enum fixture_person nobody[] = { FIXTURE_PROFESSIONAL, FIXTURE_GRANDMOTHER, FIXTURE_OTHER_FAMILY };
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
        struct http_test_answer answer =
            send_bytes(visit, nobody[i], FIXTURE_CHILD_OWN, (struct text){ (const char *)picture, sizeof picture });
        assert_true(answer.status == 403 || answer.status == 404);
    }
    assert_int_equal(kept(visit), 2);
}

static void a_bad_file_changes_nothing_and_is_told(void **state)
{
    struct visit *visit = visit_with_media(state);
    sets(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    struct http_test_answer answer =
        send_bytes(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, TEXT("<script>alert(1)</script>"));
    assert_status(&answer, 422);
    visit_keep(&answer, "portrait_refused");
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_PHOTO_REFUSED));
    answer = visit_post(visit, FIXTURE_MOTHER, page_of(visit, FIXTURE_CHILD_OWN), TEXT(""));
    assert_status(&answer, 422);
    visit->media.decoder = NULL;
    answer =
        send_bytes(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, (struct text){ (const char *)picture, sizeof picture });
    assert_status(&answer, 422);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_PHOTO_NOT_KEPT));
    assert_int_equal(kept(visit), 1);
    assert_true(shows(visit, FIXTURE_MOTHER, TEXT("/"), FIXTURE_CHILD_OWN));
}

static struct http_test_answer sends_own(struct visit *visit, enum fixture_person who)
{
    const struct http_file file = {
        .field = "picture", .name = "ik.png", .type = "image/png", .content = { (const char *)picture, sizeof picture }
    };
    return visit_upload(visit, who, url_portrait_own(visit->arena).text, TEXT(""), &file, 1);
}

/* The address of the photo of somebody on the page of the child's team; null: her letter stands there. */
static struct text face_on(struct visit *visit, enum fixture_person who, enum fixture_child child,
                           enum fixture_person whose)
{
    struct http_test_answer page =
        visit_get(visit, who, url_team_child(visit->arena, visit->fixture.children[child]).text);
    assert_status(&page, 200);
    visit_keep(&page, "portrait_team");
    const char *start = arena_printf(visit->arena, "<img src=\"/child/%s/team/%s/", visit_child(visit, child),
                                     visit_moment(visit, visit->fixture.persons[whose].value))
                            .data;
    size_t at = text_find(page.body, text_from(start));
    if (at == SIZE_MAX)
        return TEXT_NULL;
    struct text rest = text_slice(page.body, at + sizeof "<img src=\"" - 1, page.body.length);
    return text_copy(visit->arena, text_slice(rest, 0, text_find(rest, TEXT("\""))));
}

/* Whether and what she shows is hers: without a photo her letter stands there (team_test.c has the rest of the card). */
static void R042_parents_see_the_mentor_s_name_photo_and_working_days(void **state)
{
    struct visit *visit = visit_with_media(state);
    assert_true(text_is_null(face_on(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, FIXTURE_MENTOR)));
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_MENTOR, url_team_card(visit->arena).text, "card", "", "weekday", "2", "shows", "8");
    assert_status(&answer, 303);
    answer = sends_own(visit, FIXTURE_MENTOR);
    assert_status(&answer, 303);
    struct http_test_answer card = visit_get(visit, FIXTURE_MENTOR, answer.location);
    visit_keep(&card, "portrait_card");
    answer = visit_get(visit, FIXTURE_MENTOR, url_portrait_own(visit->arena).text);
    assert_status(&answer, 200);
    struct text face = face_on(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, FIXTURE_MENTOR);
    assert_false(text_is_null(face));
    struct markup *team = visit_page(visit, FIXTURE_MOTHER,
                                     url_team_child(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text);
    size_t member = element(team, element_id(visit, "member-", visit->fixture.persons[FIXTURE_MENTOR].value));
    assert_shows(team, member, SAY(visit, LANGUAGE_NL, WORD_TEAM_MENTOR_OF, "name", "Noor"));
    assert_shows(team, member, "di");
    assert_int_equal(visit_get(visit, FIXTURE_FATHER, face).status, 200);
    assert_int_equal(visit_get(visit, FIXTURE_STAND_IN, face).status, 200);
    assert_int_equal(visit_get(visit, FIXTURE_OTHER_LOCATION_PARENT, face).status, 404);
    assert_true(text_is_null(face_on(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, FIXTURE_PROFESSIONAL)));
    /* Hers to take away, and of nobody who does not work here. */
    answer = VISIT_SEND(visit, FIXTURE_MENTOR, url_team_card(visit->arena).text, "portrait", "", "remove", "1");
    assert_status(&answer, 303);
    assert_int_equal(visit_get(visit, FIXTURE_MOTHER, face).status, 404);
    assert_true(text_is_null(face_on(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, FIXTURE_MENTOR)));
    answer = sends_own(visit, FIXTURE_MOTHER);
    assert_status(&answer, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_guardian_s_photo_stands_on_board_day_and_start_page),
        cmocka_unit_test(T6_R243_no_other_home_and_no_other_family_sees_it),
        cmocka_unit_test(R042_parents_see_the_mentor_s_name_photo_and_working_days),
        cmocka_unit_test(a_bad_file_changes_nothing_and_is_told),
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
