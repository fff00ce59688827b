/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The matrix of the hidden guardian (T20, R243). Sami's mother is protected, his father is the other home, and so is a second
 * guardian there. She writes, answers, asks for changes that are confirmed with "tell everybody", and somebody she named
 * collects him. Then everybody of the other home, and who has nothing, asks for every route of the table, with her ids:
 * pages are byte for byte what they were before she did anything, no answer holds a trace of her, and no event reached a
 * topic that they hear. A new route is in it by itself.
 */
#include "access/access.h"
#include "access/people.h"
#include "feature/absence/absence.h"
#include "feature/call/call.h"
#include "feature/family/family.h"
#include "feature/wish/wish.h"
#include "filling.h"

#include <pthread.h>
#include <unistd.h>

enum { PAGES_MAXIMUM = 400, EVENTS_MAXIMUM = 400, WAIT_MS = 5000, STEP_US = 1000 };

static const enum fixture_person others[] = { FIXTURE_FATHER_DANGER, FIXTURE_OTHER_FAMILY };
enum { OTHERS = sizeof others / sizeof *others };

/* Her name and everything that she writes below. */
static const char *const traces[] = { "Sanne",      "mother_safe", "schuilplek", "0644556677",
                                      "Schuilbuur", "0655667788",  "nieuweplek", "rechtbank" };

/* --- events --- */

static struct heard {
    pthread_mutex_t lock;
    struct event_topic topics[EVENTS_MAXIMUM];
    size_t count;
} heard = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void take(void *context, const struct event *events, size_t count)
{
    (void)context;
    pthread_mutex_lock(&heard.lock);
    for (size_t i = 0; i < count && heard.count < EVENTS_MAXIMUM; i++)
        heard.topics[heard.count++] = events[i].topic;
    pthread_mutex_unlock(&heard.lock);
}

static int tell_stranger(struct change *change, void *argument)
{
    return change_event(change, "day", (struct event_topic){ .person = *(const struct person_id *)argument });
}

/* Waits until everything that was committed is published. */
static void settle(struct visit *visit)
{
    struct person_id stranger = visit->fixture.persons[FIXTURE_STRANGER];
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, tell_stranger, &stranger), STATUS_OK);
    for (int waited = 0; waited < WAIT_MS * 1000; waited += STEP_US) {
        pthread_mutex_lock(&heard.lock);
        bool there = heard.count > 0 && heard.topics[heard.count - 1].person.value == stranger.value;
        pthread_mutex_unlock(&heard.lock);
        if (there)
            return;
        usleep(STEP_US);
    }
    fail_msg("the events were not published");
}

static void assert_nobody_heard(struct visit *visit)
{
    settle(visit);
    assert_true(heard.count > 3); /* her own pages and the group's did */
    for (size_t i = 0; i < heard.count; i++) {
        assert_int_equal(heard.topics[i].child.value, 0);
        for (size_t k = 0; k < OTHERS; k++)
            assert_true(heard.topics[i].person.value != visit->fixture.persons[others[k]].value);
    }
    heard.count = 0;
}

/* --- pages --- */

static const struct filling_object *object_of(struct visit *visit)
{
    static struct filling_object object;
    object = (struct filling_object){ .child = FIXTURE_CHILD_OTHER, .author = FIXTURE_MOTHER_SAFE };
    object.moment = visit_number(visit, "SELECT COALESCE(MAX(e.moment), 1) FROM entry AS e");
    return &object;
}

static struct text cookie_of(struct visit *visit, enum fixture_person who)
{
    return arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[who]));
}

static void assert_no_traces(const struct route *route, const struct http_test_answer *answer)
{
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        if (text_find(answer->body, text_from(traces[i])) != SIZE_MAX ||
            text_find(answer->location, text_from(traces[i])) != SIZE_MAX)
            fail_msg("%s %s shows \"%s\"\n%.*s", method_name(route->method), route->path, traces[i],
                     TEXT_ARGS(answer->body));
}

/* A signed-out browser is no test of what a home sees. */
static bool is_left_out(const struct route *route)
{
    return text_equal(text_from(route->path), TEXT("/sign-out"));
}

/* The objects of the routes stay the same ones before and after, so that the addresses do. */
struct pages {
    struct text bodies[PAGES_MAXIMUM];
    size_t count;
};

static void read_pages(struct visit *visit, enum fixture_person who, const struct filling_object *object,
                       struct pages *ret_pages)
{
    ret_pages->count = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            if (route->method != METHOD_GET)
                continue;
            struct filling filling = filling_make(visit, route, object);
            struct http_test_answer answer = visit_call(visit, "GET", filling.target, cookie_of(visit, who), TEXT_NULL);
            assert_true(ret_pages->count < PAGES_MAXIMUM);
            assert_no_traces(route, &answer);
            ret_pages->bodies[ret_pages->count++] =
                arena_printf(visit->arena, "%s %d\n%.*s", route->path, answer.status, TEXT_ARGS(answer.body));
        }
}

/* What differs between two readings by itself (a challenge, an archive) was looked at for traces alone. */
static size_t assert_same(const struct pages *first, const struct pages *second, const struct pages *after)
{
    size_t same = 0;
    assert_int_equal(first->count, after->count);
    for (size_t i = 0; i < first->count; i++) {
        if (!text_equal(first->bodies[i], second->bodies[i]))
            continue;
        if (!text_equal(first->bodies[i], after->bodies[i]))
            fail_msg("changed by what the hidden guardian did:\n%.*s\nnow:\n%.*s", TEXT_ARGS(first->bodies[i]),
                     TEXT_ARGS(after->bodies[i]));
        same++;
    }
    return same;
}

/* --- what she does --- */

static void post(struct visit *visit, enum fixture_person who, struct text target, struct text body)
{
    struct http_test_answer answer = visit_post(visit, who, target, body);
    assert_status(&answer, 303);
}

static void confirm(struct visit *visit)
{
    const char *proposal = visit_moment(visit, visit_number(visit, "SELECT MAX(w.id) FROM proposal AS w"));
    post(visit, FIXTURE_MANAGER, url_family_decide(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text,
         FORM(visit, "proposal", proposal, "decision", "confirm", "told", "all"));
}

static struct text medicine_address(struct visit *visit, const char *rest)
{
    return arena_printf(visit->arena, "/child/%s/medicine%s", visit_child(visit, FIXTURE_CHILD_OTHER), rest);
}

static const char *newest(struct visit *visit, const char *table)
{
    return visit_moment(visit,
                        visit_number(visit, arena_printf(visit->arena, "SELECT MAX(w.id) FROM %s AS w", table).data));
}

/* She asks for a medicine, which is given, with a word about her. */
static void she_asks_for_medicine(struct visit *visit)
{
    post(visit, FIXTURE_MOTHER_SAFE, medicine_address(visit, ""),
         FORM(visit, "name", "Stilstroop", "dose", "5", "unit", "ml", "needed", "als de schuilplek koud is", "most",
              "3", "until", "2026-11-27"));
    const char *medicine = newest(visit, "medicine");
    post(visit, FIXTURE_PROFESSIONAL, medicine_address(visit, "/receive"),
         FORM(visit, "medicine", medicine, "package", "1"));
    post(visit, FIXTURE_PROFESSIONAL, medicine_address(visit, "/give"),
         FORM(visit, "medicine", medicine, "outcome", "given", "note", "mama van de schuilplek vroeg het"));
}

/* --- what was there before she did anything --- */

static int set_protected(struct change *change, const struct fixture *fixture, bool protected)
{
    return people_guardian_set(change, &(struct people_guardian){ .child = fixture->children[FIXTURE_CHILD_OTHER],
                                                                  .person = fixture->persons[FIXTURE_MOTHER_SAFE],
                                                                  .home = 1,
                                                                  .authority = true,
                                                                  .protected = protected,
                                                                  .scope = TEXT("full"),
                                                                  .from = { 20000 },
                                                                  .until = DATE_FOREVER });
}

static int expose(struct change *change, void *argument)
{
    return set_protected(change, argument, false);
}

static int protect(struct change *change, void *argument)
{
    return set_protected(change, argument, true);
}

static struct text wishes_of(struct visit *visit)
{
    return url_wishes(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text;
}

static struct text absence_of(struct visit *visit)
{
    return url_absence(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text;
}

/* He wrote, asked what both homes read while nobody was protected, and said that the child stays away tomorrow. */
static void he_lives_here(struct visit *visit)
{
    visit_note(visit, FIXTURE_FATHER_DANGER, FIXTURE_CHILD_OTHER, "van mij");
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, expose, &visit->fixture), STATUS_OK);
    post(visit, FIXTURE_FATHER_DANGER, wishes_of(visit),
         FORM(visit, "words", "Zijn muts op", "audience", "both", "client_id", visit_client(visit)));
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, protect, &visit->fixture), STATUS_OK);
    post(visit, FIXTURE_FATHER_DANGER, absence_of(visit),
         FORM(visit, "kind", "ill", "from", "2026-11-24", "through", "2026-11-26"));
}

/* She says something to his wish and asks something herself, which is answered; says herself that the child stays away, and ends
 * that and what he said; and the staff write down once more that it comes, after her call. */
static void she_tells_of_her_days(struct visit *visit)
{
    struct text back = url_absence_back(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text;
    for (int i = 0; i < 2; i++) {
        if (i)
            post(visit, FIXTURE_MOTHER_SAFE, wishes_of(visit),
                 FORM(visit, "words", "Zijn jas van de schuilplek", "audience", "both", "client_id",
                      visit_client(visit)));
        struct text wish = arena_printf(visit->arena, "%.*s/%s", TEXT_ARGS(wishes_of(visit)), newest(visit, "wish"));
        post(visit, FIXTURE_MOTHER_SAFE, wish,
             FORM(visit, "act", "react", "words", "Op de schuilplek", "client_id", visit_client(visit)));
        if (i)
            post(visit, FIXTURE_PROFESSIONAL, wish,
                 FORM(visit, "act", "our_way", "words", "De jas van de schuilplek", "client_id", visit_client(visit)));
    }
    post(visit, FIXTURE_MOTHER_SAFE, absence_of(visit),
         FORM(visit, "kind", "ill", "words", "ziek op de schuilplek", "also", visit_child(visit, FIXTURE_CHILD_OTHER)));
    post(visit, FIXTURE_MOTHER_SAFE, back, FORM(visit, "day", "2026-11-23"));
    post(visit, FIXTURE_MOTHER_SAFE, back, FORM(visit, "day", "2026-11-25"));
    post(visit, FIXTURE_PROFESSIONAL, back, FORM(visit, "day", "2026-11-24"));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM absence AS x WHERE x.ends <> 0"), 2);
}

/* She says when to call, asks for a talk, and is called. */
static void she_is_called(struct visit *visit)
{
    struct child_id sami = visit->fixture.children[FIXTURE_CHILD_OTHER];
    post(visit, FIXTURE_MOTHER_SAFE, url_call_when(visit->arena, sami).text,
         FORM(visit, "when", "2", "words", "niet op de schuilplek bellen", "phone", "0644556677"));
    post(visit, FIXTURE_MOTHER_SAFE, url_calls(visit->arena, sami).text,
         FORM(visit, "detail", "1", "words", "over de schuilplek", "client_id", visit_client(visit)));
    const char *mother = visit_moment(visit, visit->fixture.persons[FIXTURE_MOTHER_SAFE].value);
    post(visit, FIXTURE_PROFESSIONAL, url_call_log(visit->arena, sami).text,
         FORM(visit, "person", mother, "words", "de schuilplek is veilig", "call_outcome", "reached", "client_id",
              visit_client(visit)));
}

static void she_lives_here(struct visit *visit)
{
    struct arena *arena = visit->arena;
    struct child_id sami = visit->fixture.children[FIXTURE_CHILD_OTHER];
    int64_t note = visit_note_both(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "wij zijn op de schuilplek");
    visit_answer(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, note, "fijn dat jullie op de schuilplek zijn");
    visit_note(visit, FIXTURE_MOTHER_SAFE, FIXTURE_CHILD_OTHER, "nog een woord van de schuilplek");
    post(visit, FIXTURE_MOTHER_SAFE, url_family_contact(arena, sami).text,
         FORM(visit, "phone", "0644556677", "email", "nieuweplek@example.org"));
    confirm(visit);
    post(visit, FIXTURE_MOTHER_SAFE, url_family_collector(arena, sami).text,
         FORM(visit, "name", "Schuilbuur Jo", "phone", "0655667788", "how", "always"));
    confirm(visit);
    post(visit, FIXTURE_MOTHER_SAFE, url_family_custody(arena, sami).text, FORM(visit, "note", "de rechtbank beslist"));
    confirm(visit);
    post(visit, FIXTURE_MOTHER_SAFE, url_family_custody(arena, sami).text,
         FORM(visit, "note", "de rechtbank beslist opnieuw"));
    she_asks_for_medicine(visit);
    she_tells_of_her_days(visit);
    she_is_called(visit);
    /* She looks at everything, which the access log keeps. */
    for (int i = 0; i < 2; i++) {
        assert_int_equal(visit_get(visit, FIXTURE_MOTHER_SAFE, visit_day(visit, FIXTURE_CHILD_OTHER)).status, 200);
        assert_int_equal(visit_get(visit, FIXTURE_MOTHER_SAFE, url_family(arena, sami).text).status, 200);
    }
    assert_int_equal(seen_flush(access_seen(visit->app.access.access)), STATUS_OK);
}

/* Somebody whom she named collects him; that he was collected is the child's, by whom is hers. */
static void her_neighbour_collects(struct visit *visit)
{
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    const char *sami = visit_child(visit, FIXTURE_CHILD_OTHER);
    const char *collector = visit_moment(visit, visit_number(visit, "SELECT MAX(c.id) FROM collector AS c"));
    post(visit, FIXTURE_PROFESSIONAL, url_handover_check_in(visit->arena, group).text, FORM(visit, "child", sami));
    post(visit, FIXTURE_PROFESSIONAL, url_handover_check_out(visit->arena, group).text,
         FORM(visit, "child", sami, "collector", collector));
    struct http_test_answer board =
        visit_get(visit, FIXTURE_PROFESSIONAL, url_handover_board(visit->arena, group).text);
    assert_true(text_find(board.body, TEXT("Schuilbuur Jo")) != SIZE_MAX);
}

static bool shows_medicine(struct visit *visit, struct text target)
{
    struct http_test_answer answer = visit_get(visit, FIXTURE_FATHER_DANGER, target);
    assert_status(&answer, 200);
    return text_find(answer.body, TEXT("Stilstroop")) != SIZE_MAX;
}

/* The staff decide that the other home knows of the doses: it changes nothing of what was, nobody there hears of it, and the next
 * dose shows medicine, dose and time, with no trace of who asked. */
static void the_other_home_is_told_of_doses(struct visit *visit, const struct filling_object *his, struct pages *first,
                                            struct pages *second, struct pages *after)
{
    const char *medicine = newest(visit, "medicine");
    int subscription = event_hub_subscribe(visit->world.hub, take, NULL);
    static const char *const answers[] = { "0", "1" };
    for (size_t i = 0; i < 2; i++)
        post(visit, FIXTURE_MANAGER, medicine_address(visit, "/tell"),
             FORM(visit, "medicine", medicine, "told", answers[i]));
    assert_nobody_heard(visit);
    event_hub_unsubscribe(visit->world.hub, subscription);
    for (size_t i = 0; i < OTHERS; i++) {
        read_pages(visit, others[i], his, after);
        assert_true(assert_same(&first[i], &second[i], after) > 15);
    }
    post(visit, FIXTURE_PROFESSIONAL, medicine_address(visit, "/give"),
         FORM(visit, "medicine", medicine, "outcome", "given", "note", "weer voor de schuilplek", "seen",
              newest(visit, "medicine_dose"), "sure", newest(visit, "medicine_dose")));
    for (size_t i = 0; i < OTHERS; i++)
        read_pages(visit, others[i], his, after);
    assert_true(shows_medicine(visit, medicine_address(visit, "")));
    assert_true(shows_medicine(visit, visit_day(visit, FIXTURE_CHILD_OTHER)));
}

static void T20_R243_the_other_home_sees_no_trace_of_a_hidden_guardian(void **state)
{
    struct visit *visit = visit_of(state);
    struct pages *first = ARENA_MANY(visit->arena, struct pages, OTHERS);
    struct pages *second = ARENA_MANY(visit->arena, struct pages, OTHERS);
    struct pages *after = ARENA_NEW(visit->arena, struct pages);
    he_lives_here(visit);
    struct filling_object his = *object_of(visit);
    for (size_t i = 0; i < OTHERS; i++) {
        read_pages(visit, others[i], &his, &first[i]);
        read_pages(visit, others[i], &his, &second[i]);
    }
    heard.count = 0;
    int subscription = event_hub_subscribe(visit->world.hub, take, NULL);
    she_lives_here(visit);
    assert_nobody_heard(visit);
    event_hub_unsubscribe(visit->world.hub, subscription);
    for (size_t i = 0; i < OTHERS; i++) {
        read_pages(visit, others[i], &his, after);
        size_t same = assert_same(&first[i], &second[i], after);
        print_message("# hidden guardian: %zu of %zu pages the same for %s\n", same, after->count,
                      fixture_person_name(others[i]));
        assert_true(same > 15);
    }
    the_other_home_is_told_of_doses(visit, &his, first, second, after);
    her_neighbour_collects(visit);
    for (size_t i = 0; i < OTHERS; i++)
        read_pages(visit, others[i], object_of(visit), after);
}

/* The ids of what she did, sent to every form of the program by the other home: nothing comes back of it. */
static void T20_R243_no_form_gives_the_hidden_guardian_away(void **state)
{
    struct visit *visit = visit_of(state);
    he_lives_here(visit);
    she_lives_here(visit);
    struct filling_object hers = *object_of(visit);
    size_t asked = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            if (route->method == METHOD_GET || is_left_out(route))
                continue;
            struct filling filling = filling_make(visit, route, &hers);
            for (size_t i = 0; i < OTHERS; i++, asked++) {
                struct http_test_answer answer = visit_call(visit, method_name(route->method), filling.target,
                                                            cookie_of(visit, others[i]), filling.body);
                assert_no_traces(route, &answer);
            }
        }
    assert_true(asked > 40);
}

/* Whatever a guardian can send about her child, now or in a capability to come: she sends every form of the table, and the other home
 * asks for every page again. What she writes there is FILLING_WORDS. */
static void T20_R243_whatever_form_she_sends_leaves_no_trace(void **state)
{
    struct visit *visit = visit_of(state);
    struct pages *pages = ARENA_NEW(visit->arena, struct pages);
    he_lives_here(visit);
    struct filling_object his = *object_of(visit);
    size_t taken = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            if (route->method == METHOD_GET || (route->rule.scope & SCOPE_SIDE_HOME) == 0)
                continue;
            struct filling filling = filling_make(visit, route, &his);
            struct http_test_answer answer = visit_call(visit, method_name(route->method), filling.target,
                                                        cookie_of(visit, FIXTURE_MOTHER_SAFE), filling.body);
            taken += answer.status == 303;
        }
    print_message("# hidden guardian: %zu forms of hers were taken\n", taken);
    assert_true(taken > 12);
    for (size_t i = 0; i < OTHERS; i++) {
        read_pages(visit, others[i], &his, pages);
        for (size_t k = 0; k < pages->count; k++)
            if (text_find(pages->bodies[k], TEXT(FILLING_WORDS)) != SIZE_MAX)
                fail_msg("what she wrote is there:\n%.*s", TEXT_ARGS(pages->bodies[k]));
    }
}

/* The staff see her, and how she stands: the matrix above would be easy without that. */
static void R243_the_team_sees_a_protected_guardian_and_her_sign(void **state)
{
    struct visit *visit = visit_of(state);
    he_lives_here(visit);
    she_lives_here(visit);
    struct http_test_answer page = visit_get(
        visit, FIXTURE_PROFESSIONAL, url_family(visit->arena, visit->fixture.children[FIXTURE_CHILD_OTHER]).text);
    assert_status(&page, 200);
    assert_true(text_find(page.body, TEXT("Sanne")) != SIZE_MAX);
    assert_true(text_find(page.body, TEXT("0644556677")) != SIZE_MAX);
    struct markup *markup = markup_read(visit->arena, page.body);
    assert_shows(markup, element(markup, "family"), SAY(visit, LANGUAGE_NL, WORD_FAMILY_PROTECTED_SIGN));
    /* Nobody was told, though the manager chose everybody. */
    struct text sql = arena_printf(visit->arena, "SELECT COUNT(*) FROM family_notice AS n WHERE n.person <> %lld",
                                   (long long)visit->fixture.persons[FIXTURE_MOTHER_SAFE].value);
    assert_int_equal(visit_number(visit, sql.data), 0);
    assert_true(visit_number(visit, "SELECT COUNT(*) FROM family_notice AS n") > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(T20_R243_the_other_home_sees_no_trace_of_a_hidden_guardian),
        cmocka_unit_test(T20_R243_no_form_gives_the_hidden_guardian_away),
        cmocka_unit_test(T20_R243_whatever_form_she_sends_leaves_no_trace),
        cmocka_unit_test(R243_the_team_sees_a_protected_guardian_and_her_sign),
    };
    return PAGE_TESTS_RUN(tests);
}
