/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People who are not like the form expects: two guardians with one address, somebody with one name, a guardian who works here
 * too. Each gets in, reads well, and has a clear way forward.
 */
#include "access/link.h"
#include "access/people.h"
#include "feature/consent/consent.h"
#include "feature/family/family.h"
#include "half.h"

/* --- two guardians, one mailbox --- */

/* The roster gives the address to the first: the second is a person without an account. */
static int forget_account(struct change *change, void *argument)
{
    const struct person_id *person = argument;
    char sql[100];
    snprintf(sql, sizeof sql, "DELETE FROM account WHERE person = %lld", (long long)person->value);
    return db_execute(change->db, sql, &change->error);
}

static const char *person_of(struct visit *visit, enum fixture_person who)
{
    return visit_moment(visit, visit->fixture.persons[who].value);
}

/* Comes in by the newest invitation; gives the cookie. */
static struct text come_in(struct visit *visit, enum fixture_person who)
{
    int64_t link = visit_number_of(visit, "SELECT MAX(i.id) FROM invitation AS i WHERE i.person = $1",
                                   visit->fixture.persons[who].value);
    struct secret secret = link_secret(visit->app.access.access, visit->arena, visit->fixture.organisation, link);
    struct text path = arena_printf(visit->arena, "/in/%.*s", TEXT_ARGS(secret.text));
    struct http_test_answer answer = visit_post(visit, NOBODY, path, TEXT(""));
    assert_status(&answer, 303);
    return half_cookie(visit, &answer);
}

static void T5_two_guardians_with_one_address_both_come_in(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, forget_account,
                                    &visit->fixture.persons[FIXTURE_FATHER]),
                     STATUS_OK);
    struct http_test_answer invited =
        visit_post(visit, FIXTURE_MANAGER, TEXT("/invitations"),
                   FORM(visit, "person", person_of(visit, FIXTURE_MOTHER), "person", person_of(visit, FIXTURE_FATHER)));
    assert_status(&invited, 200);
    /* She by her address, he by paper, each as themselves. */
    struct text hers = come_in(visit, FIXTURE_MOTHER);
    struct text his = come_in(visit, FIXTURE_FATHER);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    struct http_test_answer page = visit_call(visit, "GET", day, his, TEXT_NULL);
    assert_status(&page, 200);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "alleen voor haar huis");
    page = visit_call(visit, "GET", day, his, TEXT_NULL);
    assert_no_trace(&page, "alleen voor haar huis");
    page = visit_call(visit, "GET", day, hers, TEXT_NULL);
    assert_shows(markup_read(visit->arena, page.body), MARKUP_NONE, "alleen voor haar huis");
    /* A password needs an address; the page says so, and how he comes back without one. */
    page = visit_call(visit, "GET", TEXT("/password"), his, TEXT_NULL);
    assert_status(&page, 200);
    assert_shows(markup_read(visit->arena, page.body), MARKUP_NONE,
                 SAY(visit, LANGUAGE_AR, WORD_SIGN_IN_PASSWORD_NONE));
    assert_int_equal(visit_call(visit, "GET", TEXT("/passkeys"), his, TEXT_NULL).status, 200);
    /* The address they share stays hers, and nobody learns whose it is. */
    struct text contact = url_family_contact(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
    page = visit_call(visit, "POST", contact, his, FORM(visit, "phone", "0611223344", "email", "mother@example.org"));
    assert_status(&page, 303);
    const char *proposal = visit_moment(visit, visit_number(visit, "SELECT MAX(w.id) FROM proposal AS w"));
    page = visit_post(visit, FIXTURE_PROFESSIONAL,
                      url_family_decide(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                      FORM(visit, "proposal", proposal, "decision", "confirm", "told", "asker"));
    assert_status(&page, 409);
    assert_shows(markup_read(visit->arena, page.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_FAMILY_EMAIL_TAKEN));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM account AS a WHERE a.email_folded = "
                                         "'mother@example.org'"),
                     1);
}

/* --- one name --- */

static int shorten_names(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    static const char *const names[][2] = { { "mother", "Fatima" }, { "professional", "Joy" } };
    static const enum fixture_person people[] = { FIXTURE_MOTHER, FIXTURE_PROFESSIONAL };
    int status = STATUS_OK;
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        struct people_person person = { .id = fixture->persons[people[i]],
                                        .given_name = text_from(names[i][1]),
                                        .family_name = TEXT(""),
                                        .say_name = TEXT(""),
                                        .language = TEXT("nl"),
                                        .phone = TEXT("") };
        status = people_person_set(change, &person);
    }
    struct people_child child = { .id = fixture->children[FIXTURE_CHILD_OWN],
                                  .number = TEXT(""),
                                  .given_name = TEXT("Noor"),
                                  .family_name = TEXT(""),
                                  .say_name = TEXT(""),
                                  .born = { 19500 },
                                  .allergies = TEXT(""),
                                  .restriction = TEXT(""),
                                  .photo_consent = TEXT(""),
                                  .remark = TEXT("") };
    return status == STATUS_OK ? people_child_set(change, &child) : status;
}

/* Where a second name is left out nothing else is missing either: no gap, no sign that stands alone. */
static void assert_reads_well(struct visit *visit, const struct http_test_answer *answer)
{
    static const char *const names[] = { "Noor", "Fatima", "Joy" };
    static const char *const gaps[] = { " </", "  ", " ,", " .", " \"", " ·  ", " (null)" };
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
            assert_no_trace(answer, arena_printf(visit->arena, "%s%s", names[n], gaps[g]).data);
}

static void R016_who_has_one_name_is_called_by_it(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, shorten_names, &visit->fixture),
                     STATUS_OK);
    visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "goedemorgen");
    visit_post(visit, FIXTURE_MANAGER, TEXT("/invitations"),
               FORM(visit, "person", person_of(visit, FIXTURE_MOTHER), "way", "letter"));
    struct arena *arena = visit->arena;
    struct child_id noor = visit->fixture.children[FIXTURE_CHILD_OWN];
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    struct text letters =
        arena_printf(arena, "/invitations/letters?location=%.*s",
                     TEXT_ARGS(identity_text(arena, fixture_location(&visit->fixture, FIXTURE_NOORD).value)));
    const struct {
        enum fixture_person who;
        struct text page;
        const char *name;
    } pages[] = {
        { FIXTURE_MOTHER, TEXT("/"), "Fatima" },
        { FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN), "Fatima" },
        { FIXTURE_MOTHER, url_family(arena, noor).text, "Noor" },
        { FIXTURE_MOTHER, url_consent(arena, noor).text, "Noor" },
        { FIXTURE_FATHER, url_family(arena, noor).text, "Fatima" },
        { FIXTURE_PROFESSIONAL, TEXT("/"), "Joy" },
        { FIXTURE_PROFESSIONAL, visit_board(visit, FIXTURE_GROUP_EEKHOORNS), "Noor" },
        { FIXTURE_PROFESSIONAL, visit_day(visit, FIXTURE_CHILD_OWN), "Fatima" },
        { FIXTURE_PROFESSIONAL, url_family(arena, noor).text, "Fatima" },
        { FIXTURE_PROFESSIONAL, url_family_collect(arena, group, noor).text, "Noor" },
        { FIXTURE_MANAGER, TEXT("/invitations"), "Fatima" },
        { FIXTURE_MANAGER, letters, "Fatima" },
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct http_test_answer answer = visit_get(visit, pages[i].who, pages[i].page);
        assert_status(&answer, 200);
        if (text_find(answer.body, text_from(pages[i].name)) == SIZE_MAX)
            fail_msg("%.*s does not show %s", TEXT_ARGS(pages[i].page), pages[i].name);
        assert_reads_well(visit, &answer);
    }
}

/* --- works here, and has a child here --- */

static int end_work(struct change *change, void *argument)
{
    return people_employment_end(change, *(const struct person_id *)argument, FIXTURE_TODAY);
}

static void T1_T16_who_works_here_and_is_a_guardian_is_both_and_stays_a_guardian(void **state)
{
    struct visit *visit = visit_of(state);
    struct text board = visit_board(visit, FIXTURE_GROUP_BEVERS);
    struct text day = visit_day(visit, FIXTURE_CHILD_OWN);
    /* One factor opens nothing, not even her own child: she works here. */
    struct text cookie = half_session(visit, FIXTURE_BOTH, SESSION_PROOF_PASSWORD);
    struct http_test_answer answer = visit_call(visit, "GET", day, cookie, TEXT_NULL);
    assert_status(&answer, 303);
    assert_true(text_starts_with(answer.location, TEXT("/second-factor")));
    cookie = half_enrol(visit, cookie).cookie;
    answer = visit_call(visit, "GET", TEXT("/"), cookie, TEXT_NULL);
    assert_status(&answer, 200);
    struct markup *start = markup_read(visit->arena, answer.body);
    assert_shows(start, element(start, "children"), "Noor");
    assert_shows(start, element(start, "main"), "Bevers");
    assert_int_equal(visit_call(visit, "GET", board, cookie, TEXT_NULL).status, 200);
    assert_int_equal(visit_call(visit, "GET", day, cookie, TEXT_NULL).status, 200);
    /* Her work ends: the group is gone, the child is not, and nothing more is asked of her than of another parent. */
    assert_int_equal(
        fixture_change(&visit->world, visit->fixture.organisation, end_work, &visit->fixture.persons[FIXTURE_BOTH]),
        STATUS_OK);
    assert_int_equal(visit_call(visit, "GET", board, cookie, TEXT_NULL).status, 404);
    assert_int_equal(visit_call(visit, "GET", day, cookie, TEXT_NULL).status, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T5_two_guardians_with_one_address_both_come_in),
        cmocka_unit_test(R016_who_has_one_name_is_called_by_it),
        cmocka_unit_test(T1_T16_who_works_here_and_is_a_guardian_is_both_and_stays_a_guardian),
    };
    return PAGE_TESTS_RUN(tests);
}
