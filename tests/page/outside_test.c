/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People from outside: a bureau, which sees of a childminder's children what she shares and nothing else (R209), and a partner,
 * who is invited for one child and one purpose with the guardians' consent.
 */
#include "access/people.h"
#include "feature/childminder/childminder.h"
#include "feature/consent/consent.h"
#include "feature/partner/partner.h"
#include "filling.h"
#include "visit.h"

static struct text sharing_of(struct visit *visit)
{
    return url_sharing(visit->arena, visit->fixture.children[FIXTURE_CHILD_MINDED]).text;
}

static struct text bureau_of(struct visit *visit)
{
    return url_bureau(visit->arena).text;
}

/* --- the bureau --- */

static int give_phone(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    struct people_child child = { .id = fixture->children[FIXTURE_CHILD_MINDED],
                                  .given_name = TEXT("Liv"),
                                  .born = { 20000 },
                                  .allergies = TEXT("pinda") };
    int status = people_child_set(change, &child);
    return status == STATUS_OK
               ? people_person_set(change, &(struct people_person){ .id = fixture->persons[FIXTURE_MINDED_PARENT],
                                                                    .given_name = TEXT("Jesse"),
                                                                    .phone = TEXT("0612345678") })
               : status;
}

static void R209_the_bureau_sees_what_the_childminder_shares(void **state)
{
    struct visit *visit = visit_of(state);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, give_phone, &visit->fixture),
                     STATUS_OK);
    struct text in = arena_printf(visit->arena, "/group/%s/check-in", visit_group(visit, FIXTURE_GROUP_MINDED));
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_CHILDMINDER, in,
                   FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_MINDED), "client_id", visit_client(visit)));
    assert_status(&answer, 303);
    /* Shared before: that Liv comes, and on which days; nothing more. */
    answer = visit_get(visit, FIXTURE_BUREAU, bureau_of(visit));
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, "Liv");
    assert_no_trace(&answer, "Jesse");
    assert_no_trace(&answer, "pinda");
    assert_no_trace(&answer, "10:00");
    /* Who knows her in another way finds her on other pages, not on this one. */
    static const enum fixture_person others[] = { FIXTURE_MINDED_PARENT, FIXTURE_CHILDMINDER, FIXTURE_ADMINISTRATOR };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        answer = visit_get(visit, others[i], bureau_of(visit));
        assert_no_trace(&answer, "Liv");
    }
    /* Kind by kind. */
    answer = visit_post(visit, FIXTURE_CHILDMINDER, sharing_of(visit), FORM(visit, "share", "days", "share", "hours"));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_BUREAU, bureau_of(visit));
    visit_keep(&answer, "bureau");
    assert_true(text_find(answer.body, TEXT("10:00")) != SIZE_MAX);
    assert_no_trace(&answer, "Jesse");
    assert_no_trace(&answer, "pinda");
    answer = visit_post(visit, FIXTURE_CHILDMINDER, sharing_of(visit),
                        FORM(visit, "share", "contact", "share", "allergies"));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_BUREAU, bureau_of(visit));
    assert_no_trace(&answer, "10:00");
    assert_true(text_find(answer.body, TEXT("0612345678")) != SIZE_MAX);
    assert_true(text_find(answer.body, TEXT("pinda")) != SIZE_MAX);
    /* Still no page of the child, and no group. */
    assert_int_equal(visit_get(visit, FIXTURE_BUREAU, visit_day(visit, FIXTURE_CHILD_MINDED)).status, 404);
    /* That she looked is written down (T8). */
    assert_int_equal(seen_flush(access_seen(visit->app.context.access.access)), STATUS_OK);
    assert_int_equal(visit_number_of(visit,
                                     "SELECT COUNT(*) FROM page_view AS v WHERE v.child = $1 AND v.page = '/bureau'",
                                     visit->fixture.children[FIXTURE_CHILD_MINDED].value),
                     1);
    /* Taken back: gone at once, and nothing comes with it when it is shared again. */
    answer = visit_post(visit, FIXTURE_CHILDMINDER, sharing_of(visit), TEXT(""));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_BUREAU, bureau_of(visit));
    assert_no_trace(&answer, "Liv");
    assert_no_trace(&answer, "pinda");
    visit_days_later(visit, 1);
    answer = visit_post(visit, FIXTURE_CHILDMINDER, sharing_of(visit), FORM(visit, "share", "days"));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_BUREAU, bureau_of(visit));
    assert_true(text_find(answer.body, TEXT("Liv")) != SIZE_MAX);
    assert_no_trace(&answer, "pinda");
    assert_no_trace(&answer, "Jesse");
}

static int protect(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_MINDED],
                                                                  .person = fixture->persons[FIXTURE_MINDED_PARENT],
                                                                  .home = 1,
                                                                  .authority = true,
                                                                  .protected = true,
                                                                  .place = 1,
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

static void R209_R243_a_protected_guardian_is_not_shared(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_CHILDMINDER, sharing_of(visit), FORM(visit, "share", "contact"));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_BUREAU, bureau_of(visit));
    assert_true(text_find(answer.body, TEXT("Jesse")) != SIZE_MAX);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, protect, &visit->fixture), STATUS_OK);
    answer = visit_get(visit, FIXTURE_BUREAU, bureau_of(visit));
    assert_no_trace(&answer, "Jesse");
}

static void R209_the_childminder_alone_decides_and_guardians_see(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_get(visit, FIXTURE_CHILDMINDER, sharing_of(visit));
    assert_status(&answer, 200);
    visit_keep(&answer, "sharing");
    struct markup *page = visit_page(visit, FIXTURE_MINDED_PARENT, sharing_of(visit));
    assert_shows(page, element(page, "shared"), SAY(visit, LANGUAGE_NL, WORD_SHARE_DAYS));
    assert_int_equal(markup_by_id(page, TEXT("share")), MARKUP_NONE);
    static const enum fixture_person others[] = { FIXTURE_ADMINISTRATOR, FIXTURE_MANAGER, FIXTURE_BUREAU,
                                                  FIXTURE_MINDED_PARENT, FIXTURE_COACH };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(visit_post(visit, others[i], sharing_of(visit), FORM(visit, "share", "contact")).status >= 403);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM bureau_share_kind AS k"), 0);
    /* A child of a group has nothing to share with a bureau. */
    assert_int_equal(
        visit_get(visit, FIXTURE_MOTHER, url_sharing(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text)
            .status,
        404);
    /* The start page leads there. */
    assert_int_not_equal(markup_by_id(visit_start_page(visit, FIXTURE_BUREAU), TEXT("bureau")), MARKUP_NONE);
    assert_int_equal(markup_by_id(visit_start_page(visit, FIXTURE_MANAGER), TEXT("bureau")), MARKUP_NONE);
}

/* --- the partner --- */

static struct text partners_of(struct visit *visit)
{
    return url_partners(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text;
}

static struct http_test_answer invite(struct visit *visit, enum fixture_person who, const char *email, const char *last)
{
    return visit_post(visit, who, partners_of(visit),
                      FORM(visit, "partner_purpose", "health", "given_name", "Aukje", "email", email, "partner_words",
                           "Over het praten van Noor", "last", last));
}

/* Everyone with authority agrees, or takes it back. */
static void consent(struct visit *visit, enum fixture_person who, const char *answer)
{
    struct http_test_answer done =
        visit_post(visit, who, url_consent_answer(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                   FORM(visit, "purpose", "partner", "answer", answer, "text", "1"));
    assert_status(&done, 303);
}

static int leave_the_parents(struct change *change, void *argument)
{
    const struct fixture *fixture = argument;
    static const enum fixture_person others[] = { FIXTURE_GRANDMOTHER, FIXTURE_UNCLE, FIXTURE_BOTH };
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof others / sizeof *others; i++)
        status = people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_OWN],
                                                                        .person = fixture->persons[others[i]],
                                                                        .home = 1,
                                                                        .scope = i == 1 ? TEXT("none") : TEXT("full"),
                                                                        .place = 3,
                                                                        .from = { 20000 },
                                                                        .until = DATE_FOREVER });
    return status;
}

/* Only the parents have authority, and decide. */
static void only_parents_decide(struct visit *visit)
{
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, leave_the_parents, &visit->fixture),
                     STATUS_OK);
}

static void everyone_agrees(struct visit *visit)
{
    consent(visit, FIXTURE_MOTHER, "yes");
    consent(visit, FIXTURE_FATHER, "yes");
}

static int64_t partners(struct visit *visit, const char *purpose)
{
    return visit_number(visit,
                        arena_printf(visit->arena,
                                     "SELECT COUNT(*) FROM partner AS i WHERE i.purpose = '%s' AND i.until_day > "
                                     "20780 AND i.from_day <= 20780",
                                     purpose)
                            .data);
}

static void a_partner_comes_with_consent_alone(void **state)
{
    struct visit *visit = visit_of(state);
    only_parents_decide(visit);
    struct http_test_answer answer = invite(visit, FIXTURE_MENTOR, "aukje@ggd.example", "2027-02-01");
    assert_status(&answer, 403);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, SAY(visit, LANGUAGE_NL, WORD_PARTNER_NO_CONSENT));
    assert_true(text_find(answer.body, TEXT("Over het praten van Noor")) != SIZE_MAX); /* kept */
    answer = visit_get(visit, FIXTURE_MENTOR, partners_of(visit));
    assert_int_not_equal(markup_by_id(markup_read(visit->arena, answer.body), TEXT("ask")), MARKUP_NONE);
    consent(visit, FIXTURE_MOTHER, "yes");
    answer = invite(visit, FIXTURE_MENTOR, "aukje@ggd.example", "2027-02-01");
    assert_status(&answer, 403); /* the others did not answer yet */
    everyone_agrees(visit);
    answer = invite(visit, FIXTURE_MENTOR, "aukje@ggd.example", "2027-02-01");
    assert_status(&answer, 303);
    assert_int_equal(partners(visit, "health"), 1);
    answer = visit_get(visit, FIXTURE_MENTOR, partners_of(visit));
    visit_keep(&answer, "partners");
    /* Both homes read who and why; the group does not. */
    assert_shows(visit_page(visit, FIXTURE_FATHER, partners_of(visit)), MARKUP_NONE, "Over het praten van Noor");
    assert_shows(visit_page(visit, FIXTURE_MOTHER, partners_of(visit)), MARKUP_NONE, "Aukje");
    assert_int_equal(visit_get(visit, FIXTURE_PROFESSIONAL, partners_of(visit)).status, 403);
    assert_int_equal(invite(visit, FIXTURE_PROFESSIONAL, "x@example.org", "2027-02-01").status, 403);
    assert_int_equal(invite(visit, FIXTURE_MOTHER, "x@example.org", "2027-02-01").status, 404);
    assert_int_equal(invite(visit, FIXTURE_BOTH, "x@example.org", "2027-02-01").status, 404);
    /* It ends, within a year. */
    answer = invite(visit, FIXTURE_MANAGER, "aukje@ggd.example", "2028-02-01");
    assert_status(&answer, 422);
    answer = invite(visit, FIXTURE_MANAGER, "aukje@ggd.example", "2026-11-01");
    assert_status(&answer, 422);
    answer = invite(visit, FIXTURE_MANAGER, "geen adres", "2027-02-01");
    assert_status(&answer, 422);
    /* One no, and all of it ends in the same change: also what was there before. */
    assert_int_equal(partners(visit, "school"), 1);
    consent(visit, FIXTURE_FATHER, "no");
    assert_int_equal(partners(visit, "health"), 0);
    assert_int_equal(partners(visit, "school"), 0);
    answer = visit_get(visit, FIXTURE_PARTNER, TEXT("/"));
    assert_status(&answer, 403); /* all she had is over (T16) */
}

static void a_partner_sees_what_she_was_invited_for(void **state)
{
    struct visit *visit = visit_of(state);
    only_parents_decide(visit);
    everyone_agrees(visit);
    struct http_test_answer answer =
        visit_post(visit, FIXTURE_MENTOR, partners_of(visit),
                   FORM(visit, "partner_purpose", "support", "given_name", "Wim", "email", "PARTNER@example.org",
                        "partner_words", "Over het praten van Noor", "last", "2026-12-24"));
    assert_status(&answer, 303);
    struct text own = url_partner_own(visit->arena).text;
    answer = visit_get(visit, FIXTURE_PARTNER, own);
    visit_keep(&answer, "partner_own");
    struct markup *page = markup_read(visit->arena, answer.body);
    assert_shows(page, MARKUP_NONE, "Noor");
    assert_shows(page, MARKUP_NONE, "Over het praten van Noor");
    assert_shows(page, MARKUP_NONE, "24 december");
    assert_no_trace(&answer, "Eekhoorns");
    assert_no_trace(&answer, "Sami");
    assert_int_equal(visit_get(visit, FIXTURE_PARTNER, visit_day(visit, FIXTURE_CHILD_OWN)).status, 404);
    assert_int_equal(visit_get(visit, FIXTURE_PARTNER, partners_of(visit)).status, 404);
    assert_int_not_equal(markup_by_id(visit_start_page(visit, FIXTURE_PARTNER), TEXT("partner")), MARKUP_NONE);
    answer = visit_get(visit, FIXTURE_MANAGER, own);
    assert_no_trace(&answer, "Noor");
    /* One of two ends; the other stays. */
    answer = visit_post(visit, FIXTURE_MENTOR,
                        url_partner_end(visit->arena, visit->fixture.children[FIXTURE_CHILD_OWN]).text,
                        FORM(visit, "person", visit_moment(visit, visit->fixture.persons[FIXTURE_PARTNER].value),
                             "partner_purpose", "support"));
    assert_status(&answer, 303);
    answer = visit_get(visit, FIXTURE_PARTNER, own);
    assert_no_trace(&answer, "Over het praten");
    assert_true(text_find(answer.body, TEXT("Noor")) != SIZE_MAX);
    assert_int_equal(partners(visit, "school"), 1);
}

/* --- somebody who works alone --- */

static bool has_word(struct text words, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= words.length; i++)
        if (strncasecmp(words.data + i, word, length) == 0)
            return true;
    return false;
}

/* What stands on a page for this person; false for a page that is not hers, or is no page. */
static bool words_of_page(struct visit *visit, enum fixture_person person, const struct route *route,
                          struct filling_object *object, struct text *ret_words)
{
    struct filling filling = filling_make(visit, route, object);
    struct http_test_answer answer = visit_get(visit, person, filling.target);
    if (answer.status != 200 || text_find(answer.body, TEXT("<main")) == SIZE_MAX)
        return false;
    *ret_words = markup_words(markup_read(visit->arena, answer.body), MARKUP_NONE);
    return true;
}

/* Opens every page that the person has and counts those that say one of the words; each is printed. */
static size_t pages_saying(struct visit *visit, enum fixture_person person, struct filling_object *object,
                           const char *const *never, size_t *ret_pages)
{
    size_t found = 0;
    *ret_pages = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            struct text words;
            if (route->method != METHOD_GET || route->rule.kind == RULE_KIND_PUBLIC ||
                !words_of_page(visit, person, route, object, &words))
                continue;
            ++*ret_pages;
            for (size_t i = 0; never[i]; i++)
                if (has_word(words, never[i])) {
                    found++;
                    print_message("%s: %s\n", route->path, never[i]);
                }
        }
    return found;
}

static struct filling_object minded(struct visit *visit)
{
    int64_t note = visit_note(visit, FIXTURE_MINDED_PARENT, FIXTURE_CHILD_MINDED, "hoi");
    return (struct filling_object){ .child = FIXTURE_CHILD_MINDED, .author = FIXTURE_MINDED_PARENT, .moment = note };
}

/* No page speaks of a group, a roster or a mentor to who works alone, nor to the parents of the children there. */
static void R209_R237_no_page_of_a_childminder_speaks_of_groups(void **state)
{
    struct visit *visit = visit_of(state);
    static const char *const never[] = { "groep", "rooster", "mentor", NULL };
    struct filling_object liv = minded(visit);
    size_t pages;
    assert_int_equal(pages_saying(visit, FIXTURE_CHILDMINDER, &liv, never, &pages), 0);
    assert_true(pages > 40);
    assert_int_equal(pages_saying(visit, FIXTURE_MINDED_PARENT, &liv, never, &pages), 0);
    assert_true(pages > 20);
}

static int make_flemish(struct change *change, void *argument)
{
    (void)argument;
    return people_organisation_set(change, &(struct people_organisation){ .name = TEXT("De Boomhut"),
                                                                          .country = TEXT("BE"),
                                                                          .address_form = TEXT("u"),
                                                                          .zone = TEXT("Europe/Brussels") });
}

/* The settings change every page of everybody: country and je or u of the organisation, the form of care of the place. */
static void R237_the_settings_change_every_page(void **state)
{
    struct visit *visit = visit_of(state);
    static const char *const never[] = { " je ",
                                         " jij ",
                                         " jouw ",
                                         "mentor",
                                         "gastouder",
                                         "inloggen",
                                         "uitloggen",
                                         "leidinggevende",
                                         "locatiemanager",
                                         "oudercommissie",
                                         "pedagogisch professional",
                                         NULL };
    struct filling_object liv = minded(visit);
    int64_t note = visit_note(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, "hoi");
    struct filling_object noor = { .child = FIXTURE_CHILD_OWN, .author = FIXTURE_MOTHER, .moment = note };
    size_t pages;
    struct markup *before = visit_page(visit, FIXTURE_MOTHER, visit_day(visit, FIXTURE_CHILD_OWN));
    assert_true(has_word(markup_words(before, MARKUP_NONE), "mentor"));
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, make_flemish, NULL), STATUS_OK);
    assert_int_equal(pages_saying(visit, FIXTURE_MOTHER, &noor, never, &pages), 0);
    assert_true(pages > 20);
    assert_int_equal(pages_saying(visit, FIXTURE_MANAGER, &noor, never, &pages), 0);
    assert_true(pages > 40);
    assert_int_equal(pages_saying(visit, FIXTURE_CHILDMINDER, &liv, never, &pages), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(R209_R237_no_page_of_a_childminder_speaks_of_groups),
        cmocka_unit_test(R237_the_settings_change_every_page),
        cmocka_unit_test(R209_the_bureau_sees_what_the_childminder_shares),
        cmocka_unit_test(R209_R243_a_protected_guardian_is_not_shared),
        cmocka_unit_test(R209_the_childminder_alone_decides_and_guardians_see),
        cmocka_unit_test(a_partner_comes_with_consent_alone),
        cmocka_unit_test(a_partner_sees_what_she_was_invited_for),
    };
    return PAGE_TESTS_RUN(tests);
}
