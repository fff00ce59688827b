/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading: coded values in the reader's language (R027), a day in time order with nothing of other children (R037), own
 * children first (R130), all of it in plain HTML (R132), and the nights in which the clock changes.
 */
#include "access/people.h"
#include "assets.h"
#include "db/change.h"
#include "feature/handover/code.h"
#include "visit.h"

/* --- languages --- */

static int set_language(struct change *change, void *argument)
{
    const struct people_person *person = argument;
    return people_language_set(change, person->id, person->language);
}

static void speak(struct visit *visit, enum fixture_person who, const char *language)
{
    struct people_person person = { .id = visit->fixture.persons[who], .language = text_from(language) };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, set_language, &person), STATUS_OK);
}

static void R027_one_entry_is_read_in_each_language_with_its_time_and_author(void **state)
{
    struct visit *visit = visit_of(state);
    static const struct {
        const char *code;
        enum language language;
        const char *direction;
    } readers[] = { { "nl", LANGUAGE_NL, "ltr" }, { "en", LANGUAGE_EN, "ltr" }, { "fr", LANGUAGE_FR, "ltr" },
                    { "de", LANGUAGE_DE, "ltr" }, { "pl", LANGUAGE_PL, "ltr" }, { "tr", LANGUAGE_TR, "ltr" },
                    { "ar", LANGUAGE_AR, "rtl" }, { "uk", LANGUAGE_UK, "ltr" }, { "ro", LANGUAGE_RO, "ltr" },
                    { "ti", LANGUAGE_TI, "ltr" } };
    int64_t food = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.little");
    clock_advance(&visit->world.clock, 90 * MINUTE_MS);
    int64_t sleep = visit_record(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, "sleep.asleep");
    int64_t words = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "hij lachte");
    clock_advance(&visit->world.clock, 3 * HOUR_MS);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        speak(visit, FIXTURE_MOTHER, readers[i].code);
        struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
        visit_keep(&answer, arena_printf(visit->arena, "day-home-%s", readers[i].code).data);
        struct markup *page = markup_read(visit->arena, answer.body);
        size_t html = markup_next(page, MARKUP_NONE, "html", MARKUP_NONE);
        assert_string_equal(text_string(visit->arena, markup_attribute(page, html, "lang")), readers[i].code);
        assert_string_equal(text_string(visit->arena, markup_attribute(page, html, "dir")), readers[i].direction);
        size_t card = element(page, element_id(visit, "entry-", food));
        assert_shows(page, card, SAY(visit, readers[i].language, WORD_HANDOVER_FOOD_LITTLE));
        assert_shows(page, card, "Marjan");
        assert_shows(page, element(page, "slot-1000"), "10:00");
        card = element(page, element_id(visit, "entry-", sleep));
        assert_shows(page, card, SAY(visit, readers[i].language, WORD_HANDOVER_SLEEP_SINCE, "from", "11:30"));
        assert_shows(page, card, "Ilse");
        /* Own words stay as they were written, and say in which language. */
        card = element(page, element_id(visit, "entry-", words));
        assert_shows(page, card, "hij lachte");
        size_t note = markup_next(page, card, "p", MARKUP_NONE);
        assert_true(text_equal(markup_attribute(page, note, "lang"), TEXT("nl")));
        assert_true(text_equal(markup_attribute(page, note, "dir"), TEXT("auto")));
    }
}

static bool is_drawn(const char *pictogram)
{
    for (size_t i = 0; asset_pictograms[i]; i++)
        if (text_equal(text_from(asset_pictograms[i]), text_from(pictogram)))
            return true;
    return false;
}

/* Each value has a pictogram of its own, which is drawn, and words that tell it from the others of its kind. */
static void R027_no_two_values_look_alike(void **state)
{
    struct visit *visit = visit_of(state);
    for (size_t i = 0; i < code_count; i++) {
        assert_true(is_drawn(codes[i].pictogram));
        for (size_t k = 0; k < i; k++) {
            if (codes[k].kind != codes[i].kind)
                continue;
            assert_string_not_equal(codes[k].pictogram, codes[i].pictogram);
            for (enum language in = LANGUAGE_NL; in < LANGUAGE__MAX; in++) {
                assert_string_not_equal(SAY(visit, in, codes[k].word), SAY(visit, in, codes[i].word));
                assert_string_not_equal(SAY(visit, in, codes[k].label), SAY(visit, in, codes[i].label));
            }
        }
    }
}

/* What the group records, whatever its ages; gives the moment. */
static int64_t record_code(struct visit *visit, const struct code *code)
{
    const char *name = arena_printf(visit->arena, "%s.%s", code_kinds[code->kind].name, code->value).data;
    struct text record = url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    struct http_test_answer answer = visit_post(visit, FIXTURE_PROFESSIONAL, record,
                                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code",
                                                     name, "degrees", "37,5", "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    return visit_last_moment(visit);
}

/* On the card: the pictogram and the word in the language of the page. */
static void assert_chip(struct visit *visit, const struct markup *page, const struct code *code, int64_t moment,
                        enum language language)
{
    if (code->kind == KIND_SLEEP && text_equal(text_from(code->value), TEXT(CODE_AWAKE)))
        return; /* told by the nap */
    size_t chip = markup_next(page, element(page, element_id(visit, "entry-", moment)), "li", MARKUP_NONE);
    struct text use = markup_attribute(page, markup_next(page, chip, "use", MARKUP_NONE), "href");
    assert_true(text_ends_with(use, arena_printf(visit->arena, "#%s", code->pictogram)));
    if (code->kind == KIND_SLEEP)
        assert_true(text_find(markup_words(page, chip), TEXT(":")) != SIZE_MAX); /* since when */
    else if (code->measure == MEASURE_DEGREES)
        assert_shows(page, chip,
                     SAY(visit, language, WORD_HANDOVER_HEALTH_TEMPERATURE_MEASURED, "whole", "37", "tenths", "5"));
    else
        assert_shows(page, chip, SAY(visit, language, code->word));
}

static const enum language languages[] = { LANGUAGE_NL, LANGUAGE_EN, LANGUAGE_AR };
enum { LANGUAGES = sizeof languages / sizeof *languages };

/* As a line of its own by the centre; what stands under a line is in question_test.c. */
static bool is_recorded(const struct code *code)
{
    return code_kind_is_of(code->kind, SIDE_CENTRE) && code->ages != AGES_NONE;
}

/* Every value that the group can record shows as pictogram and word, and needs no free text. */
static void R027_R085_every_coded_value_of_the_centre_has_a_pictogram_and_a_word(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t *moments = ARENA_MANY(visit->arena, int64_t, code_count);
    for (size_t i = 0; i < code_count; i++) {
        clock_advance(&visit->world.clock, MINUTE_MS);
        if (is_recorded(&codes[i]))
            moments[i] = record_code(visit, &codes[i]);
    }
    for (size_t k = 0; k < LANGUAGES; k++) {
        speak(visit, FIXTURE_MOTHER, language_about(languages[k])->code);
        struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
        for (size_t i = 0; i < code_count; i++)
            if (is_recorded(&codes[i]))
                assert_chip(visit, page, &codes[i], moments[i], languages[k]);
        speak(visit, FIXTURE_MENTOR, language_about(languages[k])->code);
        page = visit_day_page(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN);
        for (size_t i = 0; i < code_count; i++)
            if (is_recorded(&codes[i]) && (codes[i].ages & AGES_YOUNG) != 0)
                assert_shows(page, element(page, "record"), SAY(visit, languages[k], codes[i].label));
    }
}

/* And every value of the morning note. */
static void R027_R085_every_coded_value_of_the_morning_note_too(void **state)
{
    struct visit *visit = visit_of(state);
    for (size_t i = 0; i < code_count; i++) {
        if (codes[i].kind != KIND_NIGHT && codes[i].kind != KIND_BREAKFAST && codes[i].kind != KIND_MOOD)
            continue;
        clock_advance(&visit->world.clock, MINUTE_MS);
        speak(visit, FIXTURE_MOTHER, "nl");
        struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN),
                                                    "compose", "/note", code_kinds[codes[i].kind].name, codes[i].value);
        assert_status(&answer, 303);
        int64_t moment = visit_last_moment(visit);
        for (size_t k = 0; k < LANGUAGES; k++) {
            speak(visit, FIXTURE_MOTHER, language_about(languages[k])->code);
            struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
            assert_chip(visit, page, &codes[i], moment, languages[k]);
        }
        /* The morning note is offered until there is one. */
        struct text undo = arena_printf(visit->arena, "%.*s/undo", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
        visit_post(visit, FIXTURE_MOTHER, undo, FORM(visit, "moment", visit_moment(visit, moment)));
    }
}

/* --- order, and nothing of others --- */

static void R037_a_day_stands_in_time_order(void **state)
{
    struct visit *visit = visit_of(state);
    struct text record = url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    const char *noor = visit_child(visit, FIXTURE_CHILD_OWN);
    static const char *const times[] = { "09:50", "08:10", "09:05", "00:00", "08:11" };
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, record,
                                    FORM(visit, "child", noor, "code", "mood.happy", "time", times[i], "client_id",
                                         visit_client(visit)))
                             .status,
                         303);
    /* In the same minute home stands before the centre. */
    int64_t centre = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    int64_t home = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "tot vanmiddag");
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    static const char *const slots[] = { "slot-0000", "slot-0810", "slot-0811", "slot-0905", "slot-0950", "slot-1000" };
    for (size_t i = 1; i < sizeof slots / sizeof *slots; i++)
        assert_true(element(page, slots[i - 1]) < element(page, slots[i]));
    assert_true(element(page, element_id(visit, "entry-", home)) < element(page, element_id(visit, "entry-", centre)));
    assert_true(element(page, element_id(visit, "entry-", home)) > element(page, "slot-1000"));
    size_t time = markup_next(page, element(page, "slot-0905"), "time", MARKUP_NONE);
    assert_true(text_equal(markup_attribute(page, time, "datetime"), TEXT("09:05")));
}

static void R037_nothing_of_other_children_is_on_the_page(void **state)
{
    struct visit *visit = visit_of(state);
    struct text board = visit_board(visit, FIXTURE_GROUP_EEKHOORNS);
    struct http_test_answer answer = VISIT_SEND(
        visit, FIXTURE_PROFESSIONAL, board, "record", "/record", "child", visit_child(visit, FIXTURE_CHILD_OWN),
        "child", visit_child(visit, FIXTURE_CHILD_OTHER), "words", "samen in bad", "code", "words");
    assert_status(&answer, 303);
    int64_t shared = visit_last_moment(visit);
    visit_note(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "Sami heeft koorts");
    visit_answer(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, shared, "Sami had het ijskoud");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, shared, "volgende keer warmer");
    visit_note(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, "Lotte is jarig");
    static const enum fixture_person readers[] = { FIXTURE_MOTHER, FIXTURE_FATHER, FIXTURE_GRANDMOTHER, FIXTURE_BOTH,
                                                   FIXTURE_PROFESSIONAL };
    static const char *const traces[] = { "koorts", "ijskoud", "warmer", "Sami", "jarig", "Lotte", "Rick" };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        answer = visit_get(visit, readers[i], visit_day(visit, FIXTURE_CHILD_OWN));
        assert_status(&answer, 200);
        assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, "samen in bad");
        for (size_t k = 0; k < sizeof traces / sizeof *traces; k++)
            assert_no_trace(&answer, traces[k]);
        assert_no_trace(&answer, visit_child(visit, FIXTURE_CHILD_OTHER));
    }
    /* Nor by an answer: the shared moment is not answered for a child that it is not about. */
    struct text address = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_GROUP)));
    assert_int_equal(visit_post(visit, FIXTURE_MENTOR, address,
                                FORM(visit, "moment", visit_moment(visit, shared), "words", "verkeerd kind",
                                     "client_id", visit_client(visit)))
                         .status,
                     404);
    int64_t foreign = visit_note(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP, "nog iets");
    address = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    assert_int_equal(visit_post(visit, FIXTURE_MOTHER, address,
                                FORM(visit, "moment", visit_moment(visit, foreign), "words", "hoi", "client_id",
                                     visit_client(visit)))
                         .status,
                     404);
}

/* --- the first page --- */

static int add_guardian(struct change *change, void *argument)
{
    return people_guardian_set(change, argument);
}

static void R130_own_children_come_first(void **state)
{
    struct visit *visit = visit_of(state);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    clock_advance(&visit->world.clock, MINUTE_MS);
    visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "we gaan naar buiten");
    /* Eva works on another group, and is a guardian of Noor. */
    struct http_test_answer answer = visit_get(visit, FIXTURE_BOTH, TEXT("/"));
    visit_keep(&answer, "start-both");
    struct markup *page = markup_read(visit->arena, answer.body);
    size_t children = element(page, "children");
    assert_shows(page, children, "Noor");
    assert_shows(page, children, "we gaan naar buiten");
    assert_shows(page, children, "10:01");
    assert_hides(page, children, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL)); /* the last line only */
    size_t main = element(page, "main");
    size_t group = markup_next(page, main, "a", MARKUP_NONE);
    while (group != MARKUP_NONE &&
           !text_equal(markup_attribute(page, group, "href"), visit_board(visit, FIXTURE_GROUP_BEVERS)))
        group = markup_next(page, main, "a", group);
    assert_true(group != MARKUP_NONE && group > page->nodes.items[children].end);
    size_t first = markup_next(page, main, "a", MARKUP_NONE);
    assert_true(text_equal(markup_attribute(page, first, "href"), visit_day(visit, FIXTURE_CHILD_OWN)));
    assert_shows(page, main, "Eekhoorns");
    assert_true(text_find(answer.body, TEXT("tel:0201234567")) != SIZE_MAX);
}

/* A second child, and the way from one to the other. */
static void R130_all_own_children_are_there_and_nobody_elses(void **state)
{
    struct visit *visit = visit_of(state);
    struct people_guardian guardian = { .child = visit->fixture.children[FIXTURE_CHILD_GROUP],
                                        .person = visit->fixture.persons[FIXTURE_MOTHER],
                                        .home = 2,
                                        .authority = true,
                                        .scope = TEXT("full"),
                                        .from = { 20000 },
                                        .until = DATE_FOREVER };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, add_guardian, &guardian), STATUS_OK);
    struct markup *page = visit_start_page(visit, FIXTURE_MOTHER);
    assert_shows(page, element(page, "children"), "Noor");
    assert_shows(page, element(page, "children"), "Lotte");
    assert_hides(page, MARKUP_NONE, "Sami");
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    size_t link = markup_next(page, element(page, "main"), "a", MARKUP_NONE);
    while (!text_equal(markup_attribute(page, link, "href"), visit_day(visit, FIXTURE_CHILD_GROUP)))
        link = markup_next(page, element(page, "main"), "a", link);
    /* The uncle may see nothing, who left is not let in any more. */
    assert_int_equal(visit_get(visit, FIXTURE_LEFT_PARENT, TEXT("/")).status, 403);
    static const enum fixture_person none[] = { FIXTURE_UNCLE, FIXTURE_STRANGER };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        page = visit_start_page(visit, none[i]);
        assert_int_equal(markup_by_id(page, TEXT("children")), MARKUP_NONE);
        assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_START_NOBODY));
    }
}

/* --- without script --- */

/* What is not the same when it is done twice. */
static bool writes_words(struct text action)
{
    return text_ends_with(action, TEXT("/note")) || text_ends_with(action, TEXT("/answer")) ||
           text_ends_with(action, TEXT("/words")) || text_ends_with(action, TEXT("/record"));
}

static void assert_has_client_id(const struct markup *page, size_t form)
{
    for (size_t i = markup_next(page, form, "input", MARKUP_NONE); i != MARKUP_NONE;
         i = markup_next(page, form, "input", i))
        if (text_equal(markup_attribute(page, i, "name"), TEXT("client_id")) &&
            markup_attribute(page, i, "value").length == 2 * CLIENT_WRITE_BYTES)
            return;
    fail_msg("a form without client id: %.*s", TEXT_ARGS(markup_attribute(page, form, "action")));
}

/* All links of a page lead somewhere, all forms are posted to an address by ordinary buttons, and nothing waits for a script. */
static void assert_plain(struct visit *visit, enum fixture_person who, struct text target)
{
    struct markup *page = visit_page(visit, who, target);
    size_t main = element(page, "main");
    for (size_t a = markup_next(page, main, "a", MARKUP_NONE); a != MARKUP_NONE; a = markup_next(page, main, "a", a)) {
        struct text href = markup_attribute(page, a, "href");
        if (text_starts_with(href, TEXT("/")) && visit_get(visit, who, href).status != 200)
            fail_msg("a dead link on %.*s: %.*s", TEXT_ARGS(target), TEXT_ARGS(href));
        assert_true(text_starts_with(href, TEXT("/")) || text_starts_with(href, TEXT("tel:")));
    }
    for (size_t f = markup_next(page, main, "form", MARKUP_NONE); f != MARKUP_NONE;
         f = markup_next(page, main, "form", f)) {
        assert_true(text_equal(markup_attribute(page, f, "method"), TEXT("post")));
        assert_true(text_starts_with(markup_attribute(page, f, "action"), TEXT("/")));
        size_t button = markup_next(page, f, "button", MARKUP_NONE);
        while (button != MARKUP_NONE && text_equal(markup_attribute(page, button, "type"), TEXT("button")))
            button = markup_next(page, f, "button", button); /* type="button" only works with script */
        assert_true(button != MARKUP_NONE);
        if (writes_words(markup_attribute(page, f, "action")))
            assert_has_client_id(page, f);
    }
}

static void R132_pages_are_read_without_script(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "een lange zin over de nacht");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, note, "dank je");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    assert_plain(visit, FIXTURE_MOTHER, TEXT("/"));
    assert_plain(visit, FIXTURE_PROFESSIONAL, TEXT("/"));
    assert_plain(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_plain(visit, FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_plain(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
    struct markup *page = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), "een lange zin over de nacht");
    assert_shows(page, element(page, "notebook"), "dank je");
    /* Days of the week are links; written ones are marked. */
    assert_shows(page, element(page, "main"), "23");
    size_t week = MARKUP_NONE;
    size_t written = 0;
    for (size_t a = markup_next(page, MARKUP_NONE, "a", MARKUP_NONE); a != MARKUP_NONE;
         a = markup_next(page, MARKUP_NONE, "a", a)) {
        week = markup_has_class(page, a, "week-step") ? a : week;
        written += markup_has_class(page, a, "written");
    }
    assert_true(week != MARKUP_NONE);
    assert_int_equal(written, 1);
}

/* --- the clock changes --- */

/* 2026-10-25: from 3:00 back to 2:00, so that 2:30 comes twice. */
static void both_half_past_two_of_a_long_night_are_shown(void **state)
{
    struct visit *visit = visit_of(state);
    visit_set_clock(visit, "2026-10-24T22:00Z"); /* 0:00 */
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "middernacht");
    visit_set_clock(visit, "2026-10-25T00:30Z"); /* 2:30 in summer */
    int64_t first = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    visit_set_clock(visit, "2026-10-25T01:30Z"); /* 2:30 in winter */
    int64_t second = visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "draaide zich om");
    visit_set_clock(visit, "2026-10-25T02:15Z"); /* 3:15 */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.awake");
    visit_set_clock(visit, "2026-10-25T22:59Z"); /* 23:59, the last minute of a day of 25 hours */
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "laatste minuut");
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    visit_keep(&answer, "day-long-night");
    struct markup *page = markup_read(visit->arena, answer.body);
    size_t early = element(page, "slot-0230");
    size_t late = element(page, "slot-0230b");
    assert_true(element(page, "slot-0000") < early && early < late && late < element(page, "slot-2359"));
    assert_true(early < element(page, element_id(visit, "entry-", first)));
    assert_true(element(page, element_id(visit, "entry-", first)) < late);
    assert_true(late < element(page, element_id(visit, "entry-", second)));
    assert_shows(page, early, "2:30");
    assert_shows(page, late, "2:30");
    assert_shows(page, early, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_SLEPT, "from", "2:30", "until", "3:15"));
    assert_shows(page, element(page, "notebook"), "middernacht");
    assert_shows(page, element(page, "notebook"), "laatste minuut");
    /* An hour and three quarters of sleep, whatever the wall says. */
    assert_int_equal(visit_number(visit, "SELECT MAX(e.at) - MIN(e.at) FROM entry AS e WHERE e.kind = 'sleep'"),
                     105 * MINUTE_MS);
    visit_set_clock(visit, "2026-10-25T23:00Z"); /* the next day */
    page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NOTHING_WRITTEN));
}

/* A time of the doubled hour is its first; one that lies ahead is not taken. */
static void a_time_of_the_doubled_hour_is_the_first(void **state)
{
    struct visit *visit = visit_of(state);
    visit_set_clock(visit, "2026-10-25T01:40Z"); /* 2:40 in winter */
    struct text record = url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, record,
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", "mood.sad", "time",
                                     "02:30", "client_id", visit_client(visit)))
                         .status,
                     303);
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, "slot-0230"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_MOOD_SAD));
    assert_int_equal(markup_by_id(page, TEXT("slot-0230b")), MARKUP_NONE);
}

/* 2026-03-29: from 2:00 to 3:00, so that 2:30 does not exist. */
static void a_short_night_has_no_half_past_two(void **state)
{
    struct visit *visit = visit_of(state);
    visit_set_clock(visit, "2026-03-29T00:59Z"); /* 1:59 */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    visit_set_clock(visit, "2026-03-29T01:00Z"); /* 3:00 */
    visit_note(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "een minuut later");
    visit_set_clock(visit, "2026-03-29T02:10Z"); /* 4:10 */
    struct text record = url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    assert_int_equal(visit_post(visit, FIXTURE_PROFESSIONAL, record,
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", "sleep.awake",
                                     "time", "02:30", "client_id", visit_client(visit)))
                         .status,
                     303);
    visit_set_clock(visit, "2026-03-29T21:59Z"); /* 23:59 */
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "laatste minuut");
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_true(element(page, "slot-0159") < element(page, "slot-0300"));
    assert_true(element(page, "slot-0300") < element(page, "slot-2359"));
    assert_shows(page, element(page, "slot-0300"), "een minuut later");
    assert_shows(page, element(page, "slot-0159"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SLEEP_SLEPT, "from", "1:59", "until", "3:30"));
    assert_int_equal(visit_number(visit, "SELECT MAX(e.at) - MIN(e.at) FROM entry AS e WHERE e.kind = 'sleep'"),
                     31 * MINUTE_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R027_one_entry_is_read_in_each_language_with_its_time_and_author),
        cmocka_unit_test(R027_R085_every_coded_value_of_the_centre_has_a_pictogram_and_a_word),
        cmocka_unit_test(R027_R085_every_coded_value_of_the_morning_note_too),
        cmocka_unit_test(R027_no_two_values_look_alike),
        cmocka_unit_test(R037_a_day_stands_in_time_order),
        cmocka_unit_test(R037_nothing_of_other_children_is_on_the_page),
        cmocka_unit_test(R130_own_children_come_first),
        cmocka_unit_test(R130_all_own_children_are_there_and_nobody_elses),
        cmocka_unit_test(R132_pages_are_read_without_script),
        cmocka_unit_test(both_half_past_two_of_a_long_night_are_shown),
        cmocka_unit_test(a_time_of_the_doubled_hour_is_the_first),
        cmocka_unit_test(a_short_night_has_no_half_past_two),
    };
    return PAGE_TESTS_RUN(tests);
}
