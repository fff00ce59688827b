/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What guardians tell at an intake: background and contact language (R008), how much contact (R010), the family map (R012). Each
 * guardian's is her own, and nothing of it reaches another home (R243).
 */
#include "access/people.h"
#include "access/session.h"
#include "feature/family/family.h"
#include "feature/intake/own.h"
#include "visit.h"

static struct child_id noor(struct visit *visit)
{
    return visit->fixture.children[FIXTURE_CHILD_OWN];
}

static struct text told_of(struct visit *visit)
{
    return url_intake(visit->arena, noor(visit)).text;
}

static struct text staff_of(struct visit *visit, enum fixture_person guardian)
{
    return url_intake_guardian(visit->arena, noor(visit), visit->fixture.persons[guardian]).text;
}

static const char *base_of(struct visit *visit)
{
    int64_t id = visit_number(visit, "SELECT COALESCE(MAX(b.id), 0) FROM background AS b");
    return arena_printf(visit->arena, "%lld", (long long)id).data;
}

static void tells(struct visit *visit, enum fixture_person who, const char *food)
{
    struct http_test_answer answer = VISIT_SEND(visit, who, told_of(visit), "background", "", "tongues",
                                                "Tarifit, Nederlands", "food", food, "celebrations", "Suikerfeest");
    assert_status(&answer, 303);
}

static bool holds(struct visit *visit, enum fixture_person who, struct text page, const char *words)
{
    struct http_test_answer answer = visit_get(visit, who, page);
    return text_find(answer.body, text_from(words)) != SIZE_MAX;
}

/* --- R008 --- */

static void R008_R243_what_a_guardian_tells_is_hers_and_the_group_s(void **state)
{
    struct visit *visit = visit_of(state);
    tells(visit, FIXTURE_MOTHER, "geen gelatine");
    static const enum fixture_person readers[] = { FIXTURE_MOTHER,  FIXTURE_PROFESSIONAL, FIXTURE_STAND_IN,
                                                   FIXTURE_STUDENT, FIXTURE_MENTOR,       FIXTURE_MANAGER };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        assert_true(holds(visit, readers[i], told_of(visit), "geen gelatine"));
    /* Neither the other home, nor somebody of the own home, nor a limited guardian, nor who does not work with her. */
    static const enum fixture_person others[] = {
        FIXTURE_FATHER, FIXTURE_BOTH, FIXTURE_GRANDMOTHER, FIXTURE_COACH, FIXTURE_OTHER_PROFESSIONAL, FIXTURE_PARTNER
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct http_test_answer answer = visit_get(visit, others[i], told_of(visit));
        assert_no_trace(&answer, "gelatine");
        assert_no_trace(&answer, "Suikerfeest");
    }
    /* All of it is optional: emptied is gone, and empty is taken. */
    struct http_test_answer emptied = VISIT_SEND(visit, FIXTURE_MOTHER, told_of(visit), "background", "", "tongues", "",
                                                 "food", "", "celebrations", "", "customs", "");
    assert_status(&emptied, 303);
    assert_false(holds(visit, FIXTURE_MENTOR, told_of(visit), "gelatine"));
    /* Two save at once: the second is told, and loses nothing. */
    struct http_test_answer stale =
        visit_post(visit, FIXTURE_MOTHER, told_of(visit), FORM(visit, "food", "halal & vers", "base", "0"));
    assert_status(&stale, 409);
    assert_true(text_find(stale.body, TEXT("halal &amp; vers")) != SIZE_MAX);
    visit_keep(&stale, "intake_stale");
    struct http_test_answer answer = visit_get(visit, FIXTURE_MENTOR, told_of(visit));
    visit_keep(&answer, "intake_centre");
}

/* The question itself has no answer without the bits, whatever route or change asks it. */
static void R243_what_a_guardian_told_is_read_with_the_bits_alone(void **state)
{
    struct visit *visit = visit_of(state);
    struct intake_guardians_row row;
    tells(visit, FIXTURE_MOTHER, "geen gelatine");
    static const struct {
        enum fixture_person who;
        int status;
    } askers[] = { { FIXTURE_PROFESSIONAL, STATUS_OK },
                   { FIXTURE_STAND_IN, STATUS_OK },
                   { FIXTURE_MANAGER, STATUS_OK },
                   { FIXTURE_FATHER, STATUS_NOT_FOUND },
                   { FIXTURE_GRANDMOTHER, STATUS_NOT_FOUND },
                   { FIXTURE_COACH, STATUS_NOT_FOUND },
                   { FIXTURE_PARTNER, STATUS_NOT_FOUND },
                   { FIXTURE_OTHER_PROFESSIONAL, STATUS_NOT_FOUND } };
    for (size_t i = 0; i < sizeof askers / sizeof *askers; i++) {
        struct access_who who = { visit->fixture.organisation, visit->fixture.persons[askers[i].who], FIXTURE_TODAY };
        assert_int_equal(intake_guardian(visit->world.db, visit->arena, who, visit->fixture.children[FIXTURE_CHILD_OWN],
                                         visit->fixture.persons[FIXTURE_MOTHER], INTAKE_STAFF, &row),
                         askers[i].status);
    }
}

static void R008_the_staff_write_it_down_and_the_guardian_sees_who(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        VISIT_SEND(visit, FIXTURE_PROFESSIONAL, staff_of(visit, FIXTURE_MOTHER), "background", "", "food",
                   "eet graag couscous", "language", "en", "interpreter", "1", "tongue", "Tarifit");
    assert_status(&answer, 303);
    struct text writer =
        visit_text(visit, "SELECT p.given_name FROM background AS b JOIN person AS p ON p.id = b.written_by");
    assert_true(holds(visit, FIXTURE_MOTHER, told_of(visit), "eet graag couscous"));
    struct http_test_answer own = visit_get(visit, FIXTURE_MOTHER, told_of(visit));
    assert_true(text_find(own.body, writer) != SIZE_MAX);
    /* Her pages speak that language; nobody else's do. */
    assert_true(text_find(own.body, TEXT("<html lang=\"en\"")) != SIZE_MAX);
    struct http_test_answer father = visit_get(visit, FIXTURE_FATHER, told_of(visit));
    assert_true(text_find(father.body, TEXT("<html lang=\"ar\"")) != SIZE_MAX);
    assert_no_trace(&father, "couscous");
    struct http_test_answer wishes = visit_get(visit, FIXTURE_MOTHER, url_intake_wishes(visit->arena).text);
    assert_true(text_find(wishes.body, writer) != SIZE_MAX);
    assert_true(text_find(wishes.body, TEXT("Tarifit")) != SIZE_MAX);
    /* When she changes it herself it is hers again. */
    tells(visit, FIXTURE_MOTHER, "eet alles");
    struct http_test_answer mine = visit_get(visit, FIXTURE_MOTHER, told_of(visit));
    assert_true(text_find(mine.body, writer) == SIZE_MAX);
    /* For whom: a guardian of this child, by the team, and not how much contact she likes (R010). */
    struct text body = FORM(visit, "food", "x", "language", "nl", "intensity", "more", "base", base_of(visit));
    struct http_test_answer other =
        visit_post(visit, FIXTURE_PROFESSIONAL, staff_of(visit, FIXTURE_OTHER_FAMILY), body);
    assert_status(&other, 404);
    struct http_test_answer shift = visit_post(visit, FIXTURE_STAND_IN, staff_of(visit, FIXTURE_MOTHER), body);
    assert_status(&shift, 404);
    struct http_test_answer team = visit_post(visit, FIXTURE_PROFESSIONAL, staff_of(visit, FIXTURE_MOTHER), body);
    assert_status(&team, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM contact_intensity AS i"), 0);
    /* A limited guardian tells nothing about the child, but may be met with an interpreter. */
    struct http_test_answer limited =
        visit_post(visit, FIXTURE_PROFESSIONAL, staff_of(visit, FIXTURE_GRANDMOTHER),
                   FORM(visit, "food", "van oma", "language", "nl", "interpreter", "1", "tongue", "Turks"));
    assert_status(&limited, 303);
    assert_false(holds(visit, FIXTURE_MENTOR, told_of(visit), "van oma"));
    assert_true(holds(visit, FIXTURE_MENTOR, told_of(visit), "Turks"));
}

static int sign_in(struct change *change, void *argument)
{
    struct session_id session;
    const struct session_new *made = argument;
    return session_create(change, made, &session);
}

static void R008_the_contact_language_is_that_of_the_next_sign_in(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, url_intake_wishes(visit->arena).text, "wishes",
                                                "", "language", "en", "interpreter", "1", "tongue", "Tigrinya");
    assert_status(&answer, 303);
    struct secret secret = secret_new(visit->arena);
    struct session_new made = { .person = visit->fixture.persons[FIXTURE_MOTHER], .token_hash = secret.hash };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, sign_in, &made), STATUS_OK);
    struct text cookie = arena_printf(visit->arena, "__Host-" SESSION_COOKIE "=%.*s", TEXT_ARGS(secret.text));
    struct http_test_answer next = visit_call(visit, "GET", TEXT("/"), cookie, TEXT_NULL);
    assert_true(text_find(next.body, TEXT("<html lang=\"en\"")) != SIZE_MAX);
    struct http_test_answer father = visit_get(visit, FIXTURE_FATHER, TEXT("/"));
    assert_true(text_find(father.body, TEXT("<html lang=\"ar\"")) != SIZE_MAX);
    /* A language that is not there is refused; nothing changes. */
    struct http_test_answer odd =
        visit_post(visit, FIXTURE_MOTHER, url_intake_wishes(visit->arena).text, FORM(visit, "language", "qps"));
    assert_status(&odd, 422);
    /* Who is no guardian chooses a language, and has no wishes. */
    struct http_test_answer staff = visit_post(visit, FIXTURE_PROFESSIONAL, url_intake_wishes(visit->arena).text,
                                               FORM(visit, "language", "en", "interpreter", "1", "intensity", "more"));
    assert_status(&staff, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM contact_wish AS w"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM contact_intensity AS i"), 0);
}

/* --- R010 --- */

static int64_t weeks(struct visit *visit, enum fixture_person who)
{
    int64_t result = 0;
    assert_int_equal(contact_rhythm_weeks(visit->world.db, visit->arena, visit->fixture.organisation, noor(visit),
                                          visit->fixture.persons[who], FIXTURE_TODAY, &result),
                     STATUS_OK);
    return result;
}

static void chooses(struct visit *visit, enum fixture_person who, const char *intensity)
{
    struct http_test_answer answer =
        VISIT_SEND(visit, who, url_intake_wishes(visit->arena).text, "wishes", "", "intensity", intensity);
    assert_status(&answer, 303);
}

/* At zuid too, where nothing was set. */
static int place_elsewhere(struct change *change, void *argument)
{
    struct visit *visit = argument;
    struct placement_id id;
    return people_placement_add(change,
                                &(struct people_placement){ .child = noor(visit),
                                                            .group = visit->fixture.groups[FIXTURE_GROUP_VOSSEN],
                                                            .weekdays = 1,
                                                            .from = FIXTURE_TODAY,
                                                            .until = DATE_FOREVER },
                                &id);
}

static void R010_more_contact_is_the_parent_s_own_choice_and_hers_alone(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t usual = weeks(visit, FIXTURE_MOTHER);
    assert_int_equal(weeks(visit, FIXTURE_FATHER), usual);
    chooses(visit, FIXTURE_MOTHER, "more");
    assert_true(weeks(visit, FIXTURE_MOTHER) < usual);
    assert_int_equal(weeks(visit, FIXTURE_FATHER), usual);
    chooses(visit, FIXTURE_FATHER, "less");
    assert_true(weeks(visit, FIXTURE_FATHER) > usual);
    assert_true(weeks(visit, FIXTURE_MOTHER) < usual);
    /* Mentor and group read it in a sentence, the other parent does not. */
    struct markup *page = visit_page(visit, FIXTURE_MENTOR, told_of(visit));
    assert_shows(page, element(page, "told"), SAY(visit, LANGUAGE_NL, WORD_INTAKE_LIKES_MORE, "name", "Aylin"));
    assert_shows(page, element(page, "told"), SAY(visit, LANGUAGE_NL, WORD_INTAKE_LIKES_LESS, "name", "Emre"));
    struct http_test_answer father = visit_get(visit, FIXTURE_FATHER, told_of(visit));
    assert_no_trace(&father, "Aylin");
    /* The history is kept, and the same choice again is none. */
    chooses(visit, FIXTURE_MOTHER, "more");
    chooses(visit, FIXTURE_MOTHER, "basis");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM contact_intensity AS i WHERE i.intensity <> 'less'"), 2);
    assert_int_equal(weeks(visit, FIXTURE_MOTHER), usual);
    /* What the staff write down of her changes nothing in it. */
    chooses(visit, FIXTURE_MOTHER, "more");
    struct http_test_answer told = VISIT_SEND(visit, FIXTURE_PROFESSIONAL, staff_of(visit, FIXTURE_MOTHER),
                                              "background", "", "food", "eet graag rijst", "interpreter", "1");
    assert_status(&told, 303);
    assert_true(weeks(visit, FIXTURE_MOTHER) < usual);
    assert_int_equal(visit_number_of(visit, "SELECT COUNT(*) FROM contact_intensity AS i WHERE i.person = $1",
                                     visit->fixture.persons[FIXTURE_PROFESSIONAL].value),
                     0);
    /* The manager sets the weeks of the location. */
    struct text rhythm = url_intake_rhythm(visit->arena, visit->fixture.noord).text;
    struct http_test_answer set =
        VISIT_SEND(visit, FIXTURE_MANAGER, rhythm, "rhythm", "", "basis", "6", "more", "2", "less", "20");
    assert_status(&set, 303);
    assert_int_equal(weeks(visit, FIXTURE_MOTHER), 2);
    assert_int_equal(weeks(visit, FIXTURE_FATHER), 20);
    assert_int_equal(weeks(visit, FIXTURE_GRANDMOTHER), 6);
    /* Of two locations the shortest, for what each chose. */
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, place_elsewhere, visit), STATUS_OK);
    assert_int_equal(weeks(visit, FIXTURE_MOTHER), 2);
    assert_int_equal(weeks(visit, FIXTURE_FATHER), 16);
    struct http_test_answer odd =
        visit_post(visit, FIXTURE_MANAGER, rhythm, FORM(visit, "basis", "0", "more", "2", "less", "20"));
    assert_status(&odd, 422);
    struct http_test_answer kept = visit_get(visit, FIXTURE_MANAGER, rhythm);
    visit_keep(&kept, "intake_rhythm");
    struct http_test_answer own = visit_get(visit, FIXTURE_MOTHER, url_intake_wishes(visit->arena).text);
    visit_keep(&own, "intake_wishes");
}

/* --- R012: the family map --- */

static int protect(struct change *change, void *argument)
{
    struct visit *visit = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = noor(visit),
                                                                  .person = visit->fixture.persons[FIXTURE_FATHER],
                                                                  .home = 3,
                                                                  .authority = true,
                                                                  .scope = TEXT("full"),
                                                                  .protected = true,
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

static void R012_R243_the_family_map_shows_who_matters_to_a_child(void **state)
{
    struct visit *visit = visit_of(state);
    struct text family = url_family(visit->arena, noor(visit)).text;
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_FATHER, family, "other-form", "", "name", "Tante Ilse",
                                                "relation", "tante", "words", "past op woensdag op");
    assert_status(&answer, 303);
    static const enum fixture_person readers[] = { FIXTURE_FATHER,   FIXTURE_BOTH,   FIXTURE_PROFESSIONAL,
                                                   FIXTURE_STAND_IN, FIXTURE_MENTOR, FIXTURE_MANAGER };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        assert_true(holds(visit, readers[i], family, "past op woensdag op"));
    assert_false(holds(visit, FIXTURE_MOTHER, family, "Ilse"));
    assert_false(holds(visit, FIXTURE_GRANDMOTHER, family, "Ilse"));
    /* The page that holds it shows all guardians and who may collect too. */
    struct markup *page = visit_page(visit, FIXTURE_PROFESSIONAL, family);
    assert_shows(page, element(page, "family"), "Aylin");
    assert_shows(page, element(page, "family"), "Emre");
    assert_shows(page, element(page, "others"), "Tante Ilse");
    /* The same person once more is one; somebody else of the home cannot take her off. */
    answer = VISIT_SEND(visit, FIXTURE_FATHER, family, "other-form", "", "name", "Tante Ilse", "relation", "tante",
                        "words", "past op woensdag op");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM family_other AS o"), 1);
    const char *id = visit_moment(visit, visit_number(visit, "SELECT o.id FROM family_other AS o"));
    struct text remove = url_intake_other_remove(visit->arena, noor(visit)).text;
    struct http_test_answer both = visit_post(visit, FIXTURE_BOTH, remove, FORM(visit, "other", id));
    assert_status(&both, 404);
    /* A guardian who becomes protected takes her people along. */
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, protect, visit), STATUS_OK);
    assert_false(holds(visit, FIXTURE_BOTH, family, "Ilse"));
    assert_true(holds(visit, FIXTURE_MENTOR, family, "Ilse"));
    struct http_test_answer gone = visit_post(visit, FIXTURE_FATHER, remove, FORM(visit, "other", id));
    assert_status(&gone, 303);
    assert_false(holds(visit, FIXTURE_MENTOR, family, "Ilse"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R008_R243_what_a_guardian_tells_is_hers_and_the_group_s),
        cmocka_unit_test(R243_what_a_guardian_told_is_read_with_the_bits_alone),
        cmocka_unit_test(R008_the_staff_write_it_down_and_the_guardian_sees_who),
        cmocka_unit_test(R008_the_contact_language_is_that_of_the_next_sign_in),
        cmocka_unit_test(R010_more_contact_is_the_parent_s_own_choice_and_hers_alone),
        cmocka_unit_test(R012_R243_the_family_map_shows_who_matters_to_a_child),
    };
    return PAGE_TESTS_RUN(tests);
}
