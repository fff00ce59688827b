/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Who reads what home and centre write: the homes of a child, limited and protected guardians (R243), people with two roles,
 * and people and children who leave.
 */
#include "access/people.h"
#include "visit.h"

static bool reads(struct visit *visit, enum fixture_person who, enum fixture_child child, const char *words)
{
    struct markup *page = visit_day_page(visit, who, child);
    return text_find(markup_words(page, element(page, "notebook")), text_from(words)) != SIZE_MAX;
}

/* --- homes --- */

static void a_note_for_the_group_is_read_there_and_in_the_own_home(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_FATHER, visit_day(visit, FIXTURE_CHILD_OWN), "compose",
                                                "/note", "audience", "group", "words", "even tussen ons");
    assert_status(&answer, 303);
    assert_true(reads(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "even tussen ons"));
    assert_true(reads(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN, "even tussen ons")); /* lives with him */
    assert_true(reads(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "even tussen ons"));
    assert_true(reads(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, "even tussen ons"));
    assert_true(reads(visit, FIXTURE_MANAGER, FIXTURE_CHILD_OWN, "even tussen ons"));
    assert_false(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "even tussen ons"));
    assert_false(reads(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, "even tussen ons"));
    struct markup *page = visit_day_page(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, element_id(visit, "entry-", visit_last_moment(visit))),
                 SAY(visit, LANGUAGE_AR, WORD_HANDOVER_GROUP_ONLY));
    /* The other home's start page and week know nothing of it. */
    page = visit_start_page(visit, FIXTURE_MOTHER);
    assert_shows(page, element(page, "children"), SAY(visit, LANGUAGE_NL, WORD_START_NOTHING_TODAY));
    struct http_test_answer day = visit_get(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_no_trace(&day, "class=\"written\"");
    assert_no_trace(&day, "Emre");
}

static void a_note_for_both_homes_is_read_in_both(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN), "compose",
                                                "/note", "audience", "both", "words", "voor allebei");
    assert_status(&answer, 303);
    assert_true(reads(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "voor allebei"));
    assert_true(reads(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "voor allebei"));
    assert_false(reads(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, "voor allebei"));
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_hides(page, element(page, element_id(visit, "entry-", visit_last_moment(visit))),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_GROUP_ONLY));
    /* One home: there is nothing to choose. */
    page = visit_day_page(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP);
    assert_hides(page, element(page, "compose"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_WHO_READS));
}

/* For the mentor alone: not on the board of the group, whoever looks, and for no other role. */
static void R018_a_note_for_the_mentor_is_read_by_the_mentor_alone(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN), "compose",
                                                "/note", "audience", "mentor", "words", "thuis is het even lastig");
    assert_status(&answer, 303);
    int64_t moment = visit_last_moment(visit);
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "even lastig"));
    assert_true(reads(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, "even lastig"));
    struct markup *page = visit_day_page(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN);
    assert_shows(page, element(page, element_id(visit, "entry-", moment)),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_MENTOR_ONLY));
    static const enum fixture_person others[] = { FIXTURE_FATHER,   FIXTURE_GRANDMOTHER,  FIXTURE_PROFESSIONAL,
                                                  FIXTURE_STAND_IN, FIXTURE_STUDENT,      FIXTURE_MANAGER,
                                                  FIXTURE_COACH,    FIXTURE_ADMINISTRATOR };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(reads(visit, others[i], FIXTURE_CHILD_OWN, "even lastig"));
    /* The board is the group's: it holds nothing of it, also when the mentor looks, and "read all" leaves it. */
    struct http_test_answer board = visit_get(visit, FIXTURE_MENTOR, visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
    assert_no_trace(&board, "even lastig");
    board = visit_get(visit, FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
    assert_no_trace(&board, "even lastig");
    struct text read_all =
        arena_printf(visit->arena, "%.*s/read", TEXT_ARGS(visit_board(visit, FIXTURE_GROUP_EEKHOORNS)));
    answer = visit_post(visit, FIXTURE_MENTOR, read_all, FORM(visit, "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM note_read AS r"), 0);
    /* Her answer reaches the home that wrote, and not the group. */
    visit_answer(visit, FIXTURE_MENTOR, FIXTURE_CHILD_OWN, moment, "ik bel je vanmiddag");
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "ik bel je vanmiddag"));
    assert_false(reads(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "ik bel je vanmiddag"));
    assert_false(reads(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "ik bel je vanmiddag"));
}

/* Nobody would read it: that is told, and the words stay. Without a mentor it is not offered. */
static void R018_without_a_mentor_nothing_is_lost(void **state)
{
    struct visit *visit = visit_of(state);
    struct markup *page = visit_day_page(visit, FIXTURE_OTHER_GROUP_PARENT, FIXTURE_CHILD_GROUP);
    assert_int_equal(markup_next(page, element(page, "compose"), "fieldset", MARKUP_NONE) == MARKUP_NONE, false);
    assert_hides(page, element(page, "compose"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_READS_MENTOR, "name", ""));
    struct text note = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_GROUP)));
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_OTHER_GROUP_PARENT, note,
                   FORM(visit, "audience", "mentor", "words", "dit blijft staan", "client_id", visit_client(visit)));
    assert_status(&answer, 409);
    struct markup *told = markup_read(visit->arena, answer.body);
    assert_shows(told, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_NO_MENTOR));
    assert_true(text_find(answer.body, TEXT("dit blijft staan")) != SIZE_MAX);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), 0);
}

/* --- the shift (R045) --- */

static void R045_a_stand_in_reads_today_and_no_other_day(void **state)
{
    struct visit *visit = visit_of(state);
    visit_set_clock(visit, "2026-11-22T10:00Z");
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "dat was gisteren");
    clock_set(&visit->world.clock, FIXTURE_NOW_AT);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "graag vroeg in bed");
    static const enum fixture_person shift[] = { FIXTURE_STAND_IN, FIXTURE_STUDENT };
    for (size_t i = 0; i < sizeof shift / sizeof *shift; i++) {
        struct http_test_answer board = visit_get(visit, shift[i], visit_board(visit, FIXTURE_GROUP_EEKHOORNS));
        assert_true(text_find(board.body, TEXT("graag vroeg in bed")) != SIZE_MAX);
        assert_true(reads(visit, shift[i], FIXTURE_CHILD_OWN, "graag vroeg in bed"));
        struct http_test_answer today = visit_get(visit, shift[i], visit_day(visit, FIXTURE_CHILD_OWN));
        assert_no_trace(&today, "2026-11-22");
        struct text yesterday =
            url_handover_day(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN], date_add(FIXTURE_TODAY, -1))
                .text;
        assert_int_equal(visit_get(visit, shift[i], yesterday).status, 404);
        assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, yesterday).status, 200);
        struct http_test_answer start = visit_get(visit, shift[i], TEXT("/"));
        assert_no_trace(&start, "dat was gisteren");
    }
}

/* A talk with one home stays with that home, whatever is answered how often. */
static void an_answer_in_a_talk_with_one_home_reaches_that_home_alone(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t note = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "we gaan verhuizen");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, note, "wat spannend");
    visit_answer(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, note, "ja hoor");
    visit_answer(visit, FIXTURE_STAND_IN, FIXTURE_CHILD_OWN, note, "we letten op");
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "wat spannend"));
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "we letten op"));
    static const enum fixture_person others[] = { FIXTURE_FATHER, FIXTURE_BOTH, FIXTURE_GRANDMOTHER };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer page = visit_get(visit, others[i], visit_day(visit, FIXTURE_CHILD_OWN));
        assert_no_trace(&page, "verhuizen");
        assert_no_trace(&page, "spannend");
        assert_no_trace(&page, "ja hoor");
        assert_no_trace(&page, "letten op");
    }
    /* A home's answer to the centre is between the two, and so is what the centre says back; the card is everybody's. */
    int64_t card = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "mood.sad");
    visit_answer(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, card, "bij mij ook");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, card, "we praten straks");
    assert_true(reads(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN, "we praten straks"));
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_MOOD_SAD)));
    assert_false(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "bij mij ook"));
    assert_false(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "we praten straks"));
    /* What nobody answered yet the centre says to all. */
    card = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.none");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, card, "wel gedronken");
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "wel gedronken"));
    assert_true(reads(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN, "wel gedronken"));
}

/* --- a limited guardian --- */

static void a_limited_guardian_reads_the_centre_and_writes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct text monday = visit_day(visit, FIXTURE_CHILD_OWN);
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "van thuis");
    int64_t card = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.half");
    visit_answer(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, card, "fijn");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, card, "graag gedaan");
    struct http_test_answer answer = visit_get(visit, FIXTURE_GRANDMOTHER, monday);
    visit_keep(&answer, "audience-limited");
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "notebook"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_HALF));
    assert_no_trace(&answer, "van thuis");
    assert_no_trace(&answer, "fijn");
    assert_no_trace(&answer, "graag gedaan");
    assert_no_trace(&answer, "Aylin");
    assert_false(markup_has_form(page, element(page, "main"), ""));
    /* A day on which only home wrote is not marked. */
    visit_days_later(visit, 1);
    visit_note_both(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "alleen thuis schreef");
    page = visit_day_page(visit, FIXTURE_GRANDMOTHER, FIXTURE_CHILD_OWN);
    size_t written = 0;
    for (size_t a = markup_next(page, MARKUP_NONE, "a", MARKUP_NONE); a != MARKUP_NONE;
         a = markup_next(page, MARKUP_NONE, "a", a))
        written += markup_has_class(page, a, "written");
    assert_int_equal(written, 1);
    page = visit_start_page(visit, FIXTURE_GRANDMOTHER);
    assert_hides(page, MARKUP_NONE, "alleen thuis schreef");
    /* Writing is for the full scope. */
    struct text note = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(monday));
    assert_int_equal(
        visit_post(visit, FIXTURE_GRANDMOTHER, note, FORM(visit, "words", "hoi", "client_id", visit_client(visit)))
            .status,
        403);
}

/* --- a protected guardian --- */

/* Everything that somebody sees of Sami: start page, this week, the days around. */
static struct text all_pages(struct visit *visit, enum fixture_person who)
{
    struct text pages = visit_get(visit, who, TEXT("/")).body;
    for (int32_t days = -1; days < 2; days++) {
        struct date day = date_add(FIXTURE_TODAY, days);
        struct http_test_answer page = visit_get(
            visit, who, url_handover_day(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER], day).text);
        assert_status(&page, 200);
        pages = arena_printf(visit->arena, "%.*s\n%.*s", TEXT_ARGS(pages), TEXT_ARGS(page.body));
    }
    return pages;
}

static void assert_same_pages(struct visit *visit, enum fixture_person who, struct text before, const char *act)
{
    struct text after = all_pages(visit, who);
    for (size_t i = 0; i < before.length || i < after.length; i++)
        if (i >= before.length || i >= after.length || before.data[i] != after.data[i]) {
            size_t from = i > 150 ? i - 150 : 0;
            fail_msg("%s shows to %s:\n%.*s\nand not\n%.*s", act, fixture_person_name(who),
                     TEXT_ARGS(text_slice(after, from, 300)), TEXT_ARGS(text_slice(before, from, 300)));
        }
}

/* Not a byte of any page of the other home changes, whatever she and the group do. */
static void a_protected_guardian_leaves_no_trace_for_the_other_home(void **state)
{
    struct visit *visit = visit_of(state);
    enum fixture_person others[] = { FIXTURE_FATHER_DANGER, FIXTURE_OTHER_FAMILY };
    struct text note_address =
        arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OTHER)));
    visit_note(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "van Rick");
    int64_t card = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "food.all");
    struct text before[] = { all_pages(visit, others[0]), all_pages(visit, others[1]) };
    for (int act = 0; act < 8; act++) {
        static int64_t note, answer;
        static const char *const acts[] = { "a note",      "a note for both homes",
                                            "reading all", "the centre's answer",
                                            "her answer",  "other words",
                                            "undo",        "an answer on a shared card" };
        switch (act) {
        case 0:
            note = visit_note(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "nieuwe straat");
            break;
        case 1:
            visit_note_both(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "toch voor allebei");
            break;
        case 2:
            assert_int_equal(
                visit_post(visit, FIXTURE_PROFESSIONAL,
                           url_handover_read_all(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text,
                           TEXT_NULL)
                    .status,
                303);
            visit_get(visit, others[0], TEXT("/"));
            /* His own note was read with hers. */
            before[0] = all_pages(visit, others[0]);
            before[1] = all_pages(visit, others[1]);
            break;
        case 3:
            visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, note, "we zwijgen");
            break;
        case 4:
            answer = visit_answer(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, note, "dank jullie");
            break;
        case 5:
            assert_int_equal(
                visit_post(visit, FIXTURE_MOTHER_SAFE,
                           url_handover_rewrite(visit->arena, (struct entry_id){ visit_entry_of(visit, note) }).text,
                           FORM(visit, "version", "1", "words", "andere straat", "client_id", visit_client(visit)))
                    .status,
                303);
            break;
        case 6:
            assert_int_equal(
                visit_post(visit, FIXTURE_MOTHER_SAFE,
                           arena_printf(visit->arena, "%.*s/undo", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OTHER))),
                           FORM(visit, "moment", visit_moment(visit, answer)))
                    .status,
                303);
            break;
        case 7:
            visit_answer(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, card, "hij at hier ook goed");
            visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, card, "mooi zo");
            break;
        }
        for (size_t i = 0; i < 2; i++)
            assert_same_pages(visit, others[i], before[i], acts[act]);
    }
    /* She herself and the group read it all. */
    assert_true(reads(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "andere straat"));
    assert_true(reads(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "we zwijgen"));
    assert_true(reads(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "toch voor allebei"));
    assert_true(reads(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "mooi zo"));
    assert_true(reads(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "andere straat"));
    /* Nobody is asked who reads: there is no other home that one could choose. */
    const char *who_reads = SAY(visit, LANGUAGE_NL, WORD_HANDOVER_WHO_READS);
    struct markup *page = visit_day_page(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER);
    assert_hides(page, MARKUP_NONE, who_reads);
    assert_hides(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_GROUP_ONLY));
    assert_hides(visit_day_page(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER), MARKUP_NONE, who_reads);
    assert_int_equal(visit_post(visit, FIXTURE_FATHER_DANGER, note_address,
                                FORM(visit, "words", "x", "client_id", visit_client(visit)))
                         .status,
                     303);
}

/* Knowing an id tells nothing: it is as if the thing were not there. */
static void the_other_home_cannot_find_out_by_asking(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t hers = visit_note(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "nieuwe straat");
    int64_t nothing = hers + 1;
    struct text day = visit_day(visit, FIXTURE_CHILD_OTHER);
    struct text answer = arena_printf(visit->arena, "%.*s/answer", TEXT_ARGS(day));
    struct text undo = arena_printf(visit->arena, "%.*s/undo", TEXT_ARGS(day));
    const char *client = visit_client(visit);
    struct {
        struct text target[2];
        struct text body[2];
    } tries[] = {
        { { answer, answer },
          { FORM(visit, "moment", visit_moment(visit, hers), "words", "aha", "client_id", client),
            FORM(visit, "moment", visit_moment(visit, nothing), "words", "aha", "client_id", client) } },
        { { undo, undo },
          { FORM(visit, "moment", visit_moment(visit, hers)), FORM(visit, "moment", visit_moment(visit, nothing)) } },
        { { url_handover_rewrite(visit->arena, (struct entry_id){ visit_entry_of(visit, hers) }).text,
            url_handover_rewrite(visit->arena, (struct entry_id){ nothing }).text },
          { FORM(visit, "version", "1", "words", "aha", "client_id", client),
            FORM(visit, "version", "1", "words", "aha", "client_id", client) } },
    };
    struct text before = visit_fingerprint(visit);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct http_test_answer there = visit_post(visit, FIXTURE_FATHER_DANGER, tries[i].target[0], tries[i].body[0]);
        struct http_test_answer not_there =
            visit_post(visit, FIXTURE_FATHER_DANGER, tries[i].target[1], tries[i].body[1]);
        assert_int_equal(there.status, not_there.status);
        assert_true(text_equal(there.location, not_there.location));
        assert_no_trace(&there, "straat");
        assert_no_trace(&there, "Sanne");
    }
    assert_true(text_equal(before, visit_fingerprint(visit)));
}

/* --- two roles, and people who leave --- */

static int add_professional(struct change *change, void *argument)
{
    return people_professional_set(change, argument);
}

static void somebody_with_both_roles_writes_in_the_ink_of_the_page(void **state)
{
    struct visit *visit = visit_of(state);
    /* A guardian of Noor who works elsewhere is a guardian: nothing of the other home. */
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "alleen voor de groep");
    assert_false(reads(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN, "alleen voor de groep"));
    assert_int_equal(visit_get(visit, FIXTURE_BOTH, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)).status, 404);
    struct people_professional row = { .person = visit->fixture.persons[FIXTURE_BOTH],
                                       .group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS],
                                       .role = TEXT("professional"),
                                       .from = FIXTURE_TODAY,
                                       .until = DATE_FOREVER };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, add_professional, &row), STATUS_OK);
    /* Now she works on Noor's group too: she reads what the group reads, and writes as what the page asks. */
    assert_true(reads(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN, "alleen voor de groep"));
    visit_note(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN, "als ouder");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.note = 'als ouder' AND e.side = 1"),
                     1);
    assert_true(reads(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "als ouder"));
    assert_false(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "als ouder"));
    visit_record(visit, FIXTURE_BOTH, FIXTURE_CHILD_OWN, "food.all");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.kind = 'food' AND e.side = 2"), 1);
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL)));
    assert_int_equal(visit_get(visit, FIXTURE_BOTH, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)).status, 200);
    /* For a child that is not hers she is the group alone. */
    visit_note(visit, FIXTURE_BOTH, FIXTURE_CHILD_OTHER, "als groep");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e WHERE e.note = 'als groep' AND e.side = 2"),
                     1);
}

static int end_employment(struct change *change, void *argument)
{
    return people_employment_end(change, *(const struct person_id *)argument, FIXTURE_TODAY);
}

static void assert_sees_nothing(struct visit *visit, enum fixture_person who, bool over)
{
    int refused = over ? 403 : 404;
    struct http_test_answer answer = visit_get(visit, who, TEXT("/"));
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE,
                 SAY(visit, LANGUAGE_NL, over ? WORD_ROLE_OVER_TEXT : WORD_START_NOBODY));
    assert_no_trace(&answer, "Eekhoorns");
    assert_int_equal(visit_get(visit, who, visit_day(visit, FIXTURE_CHILD_OWN)).status, refused);
    assert_int_equal(visit_get(visit, who, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)).status, refused);
    struct text before = visit_fingerprint(visit);
    struct text record = url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    assert_int_equal(visit_post(visit, who, record,
                                FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN), "code", "food.all",
                                     "client_id", visit_client(visit)))
                         .status,
                     refused);
    assert_true(text_equal(before, visit_fingerprint(visit)));
}

static void T16_a_professional_of_yesterday_sees_nothing_today(void **state)
{
    struct visit *visit = visit_of(state);
    assert_sees_nothing(visit, FIXTURE_LEFT_PROFESSIONAL, true);
    assert_sees_nothing(visit, FIXTURE_LATER_STAND_IN, false);
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    struct person_id marjan = visit->fixture.persons[FIXTURE_PROFESSIONAL];
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, end_employment, &marjan), STATUS_OK);
    assert_sees_nothing(visit, FIXTURE_PROFESSIONAL, true);
    /* What she wrote stays hers by name. */
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "Marjan"));
    /* The stand-in of today is gone tomorrow, and the one of tomorrow is there. */
    visit_days_later(visit, 1);
    assert_sees_nothing(visit, FIXTURE_STAND_IN, true);
    assert_int_equal(visit_get(visit, FIXTURE_LATER_STAND_IN, visit_board(visit, FIXTURE_GROUP_EEKHOORNS)).status, 200);
}

struct leaving {
    struct placement_id placement;
};

static int end_placement(struct change *change, void *argument)
{
    const struct leaving *leaving = argument;
    return people_placement_end(change, leaving->placement, FIXTURE_TODAY);
}

/* The board was open when the child left. */
static void a_child_that_leaves_today_is_left_out_and_the_others_are_kept(void **state)
{
    struct visit *visit = visit_of(state);
    struct markup *page = visit_board_page(visit, FIXTURE_PROFESSIONAL, FIXTURE_GROUP_EEKHOORNS);
    struct markup_form form = markup_form(page, element(page, "record"), "/record");
    markup_fill(&form, "child", text_from(visit_child(visit, FIXTURE_CHILD_OWN)));
    markup_fill(&form, "child", text_from(visit_child(visit, FIXTURE_CHILD_OTHER)));
    markup_fill(&form, "code", TEXT("food.all"));
    struct text sql = arena_printf(visit->arena, "SELECT p.id FROM placement AS p WHERE p.child = %lld",
                                   (long long)visit->fixture.children[FIXTURE_CHILD_OTHER].value);
    struct leaving leaving = { { visit_number(visit, sql.data) } };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, end_placement, &leaving), STATUS_OK);
    struct http_test_answer answer = visit_post(visit, FIXTURE_PROFESSIONAL, form.action, markup_body(&form));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM entry AS e"), 1);
    assert_true(reads(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_FOOD_ALL)));
    struct text left = arena_printf(visit->arena, "left=%s", visit_child(visit, FIXTURE_CHILD_OTHER));
    assert_true(text_find(answer.location, left) != SIZE_MAX);
    answer = visit_get(visit, FIXTURE_PROFESSIONAL, answer.location);
    visit_keep(&answer, "audience-child-left");
    page = markup_read(visit->arena, answer.body);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SKIPPED_GONE));
    assert_shows(page, element(page, "undo"), "Noor");
    assert_no_trace(&answer, "Sami");
    /* Nobody of those chosen is left: told, and what was typed stays. */
    struct text record = url_handover_record(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, record,
                        FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER), "code", "words", "words",
                             "tot de laatste dag vrolijk", "client_id", visit_client(visit)));
    assert_status(&answer, 404);
    page = markup_read(visit->arena, answer.body);
    assert_shows(page, MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_HANDOVER_CHILD_LEFT));
    assert_shows(page, MARKUP_NONE, "tot de laatste dag vrolijk");
    /* Two reasons: each child is named with its own. */
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, record,
                        FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OTHER), "child",
                             visit_child(visit, FIXTURE_CHILD_OWN), "code", "sleep.asleep", "client_id",
                             visit_client(visit)));
    page = visit_page(visit, FIXTURE_PROFESSIONAL, answer.location);
    assert_shows(page, element(page, "problem"), SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SKIPPED_GONE));
    assert_shows(page, element(page, "problem"),
                 SAY(visit, LANGUAGE_NL, WORD_HANDOVER_SKIPPED_ASLEEP, "names", "Noor"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_for_the_group_is_read_there_and_in_the_own_home),
        cmocka_unit_test(a_note_for_both_homes_is_read_in_both),
        cmocka_unit_test(an_answer_in_a_talk_with_one_home_reaches_that_home_alone),
        cmocka_unit_test(a_limited_guardian_reads_the_centre_and_writes_nothing),
        cmocka_unit_test(a_protected_guardian_leaves_no_trace_for_the_other_home),
        cmocka_unit_test(the_other_home_cannot_find_out_by_asking),
        cmocka_unit_test(somebody_with_both_roles_writes_in_the_ink_of_the_page),
        cmocka_unit_test(R018_a_note_for_the_mentor_is_read_by_the_mentor_alone),
        cmocka_unit_test(R018_without_a_mentor_nothing_is_lost),
        cmocka_unit_test(R045_a_stand_in_reads_today_and_no_other_day),
        cmocka_unit_test(T16_a_professional_of_yesterday_sees_nothing_today),
        cmocka_unit_test(a_child_that_leaves_today_is_left_out_and_the_others_are_kept),
    };
    return PAGE_TESTS_RUN(tests);
}
