/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every word on every page comes from a catalogue: in the pseudo-language all of them stand in brackets, so what stands
 * outside is either what people are called and wrote, or a word that somebody forgot.
 */
#include "access/people.h"
#include "access/rule.h"
#include "filling.h"

#include "base/buffer.h"
#include "base/utf8.h"

/* Names and texts of the fixture and of this test; the languages call themselves. */
static const char *const given[] = {
    "Aylin",      "Emre",    "Fatma", "Hind",    "Sanne",      "Rick",    "Koen",     "Lies",      "Bart",   "Marjan",
    "Tess",       "Joke",    "Ilse",  "Nadia",   "Carla",      "Dirk",    "Eva",      "Noor",      "Sami",   "Lotte",
    "Mees",       "Daan",    "Noord", "Zuid",    "Eekhoorns",  "Bevers",  "Vossen",   "geheim",    "van",    "thuis",
    "alleen",     "moeder",  "haalt", "op",      "Nederlands", "English", "Français", "Deutsch",   "Polski", "Türkçe",
    "Українська", "Română",  "ትግርኛ",  "العربية", "De",         "Boomhut", "woorden",  "de",        "matrix", "hoi",
    "antwoord",   "Niemand", "Ozan",  "Bo",      "Femke",      "Anja",    "Trudy",    "Youssef",   "Maud",   "Kees",
    "Ria",        "Gerda",   "Jesse", "Liv",     "Ria",        "bij",     "Thuis",    "Voorbeeld", "Piet",   "example",
    "org",        "Wim",     "zo",    "is",      "het",        "Kamer",   "Plek",     "Nieuw",
};

static bool is_letter_at(struct text words, size_t place)
{
    unsigned char byte = (unsigned char)words.data[place];
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

static bool is_given(struct text word)
{
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (text_equal(word, text_from(given[i])))
            return true;
    /* An e-mail address of the fixture. */
    for (int person = 0; person < FIXTURE_PERSON__MAX; person++)
        if (text_find(text_from(fixture_person_name((enum fixture_person)person)), word) != SIZE_MAX)
            return true;
    /* The initial of a name. */
    return text_characters(word) == 1 && word.data[0] >= 'A' && word.data[0] <= 'Z';
}

/* The words without what stands in brackets, which may stand in each other. */
static struct text outside_brackets(struct arena *arena, struct text words)
{
    struct buffer buffer;
    buffer_init(&buffer, 8 * 1024 * 1024);
    int depth = 0;
    for (size_t i = 0; i < words.length; i++) {
        struct text rest = text_slice(words, i, words.length);
        bool opens = text_starts_with(rest, TEXT("⟦"));
        bool closes = text_starts_with(rest, TEXT("⟧"));
        depth += opens;
        if (opens || closes)
            i += TEXT("⟦").length - 1;
        else if (depth == 0)
            buffer_put_char(&buffer, words.data[i]);
        if (closes)
            buffer_put_char(&buffer, ' ');
        depth -= closes && depth > 0;
    }
    if (depth != 0)
        fail_msg("a text is cut off: %.*s", TEXT_ARGS(words));
    struct text outside = text_copy(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return outside;
}

/* The first word that is neither in brackets nor given; the null text when there is none. */
static struct text forgotten(struct arena *arena, struct text words)
{
    struct text outside = outside_brackets(arena, words);
    for (size_t i = 0; i < outside.length; i++) {
        if (!is_letter_at(outside, i))
            continue;
        size_t end = i;
        while (end < outside.length && is_letter_at(outside, end))
            end++;
        struct text word = text_slice(outside, i, end - i);
        bool sign = text_equal(word, TEXT("·")) || text_equal(word, TEXT("–")) || text_equal(word, TEXT("…"));
        if (!sign && !is_given(word))
            return word;
        i = end;
    }
    return TEXT_NULL;
}

/* The words without those of one element. */
static struct text without(const struct markup *page, struct text words, const char *name)
{
    struct text rest = { arena_copy(page->arena, words.data, words.length), words.length };
    for (size_t found = MARKUP_NONE; (found = markup_next(page, MARKUP_NONE, name, found)) != MARKUP_NONE;) {
        struct text shown = markup_words(page, found);
        size_t place = text_find(rest, shown);
        if (place != SIZE_MAX)
            memset((char *)(uintptr_t)rest.data + place, ' ', shown.length);
    }
    return rest;
}

static void check_page(struct visit *visit, const struct http_test_answer *answer, const char *what)
{
    struct markup *page = markup_read(visit->arena, answer->body);
    size_t html = markup_next(page, MARKUP_NONE, "html", MARKUP_NONE);
    if (html == MARKUP_NONE || !text_equal(markup_attribute(page, html, "lang"), TEXT("qps")))
        fail_msg("%s does not speak the pseudo-language", what);
    size_t title = markup_next(page, MARKUP_NONE, "title", MARKUP_NONE);
    /* Keys and codes are in no language; laws and sources are cited in their own. */
    struct text shown = without(page, without(page, markup_words(page, MARKUP_NONE), "code"), "cite");
    struct text words[] = { shown, markup_said(page, MARKUP_NONE), page->nodes.items[title + 1].text };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct text word = forgotten(visit->arena, words[i]);
        if (!text_is_null(word))
            fail_msg("%s: \"%.*s\" does not come from a catalogue, in: %.*s", what, TEXT_ARGS(word),
                     TEXT_ARGS(words[i]));
    }
    /* The words that the script shows. */
    size_t outbox = element(page, "outbox");
    static const char *const told[] = { "data-unsent", "data-signin", "data-refused" };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        assert_true(text_starts_with(markup_attribute(page, outbox, told[i]), TEXT("⟦")));
}

static int speak(struct change *change, void *argument)
{
    const struct visit *visit = argument;
    int status = STATUS_OK;
    for (int person = 0; status == STATUS_OK && person < FIXTURE_FOREIGN_PARENT; person++)
        status = people_language_set(change, visit->fixture.persons[person], TEXT("qps"));
    return status;
}

/* A day on which everything happened. */
static void fill_the_day(struct visit *visit, struct filling_object objects[FIXTURE_CHILD__MAX])
{
    filling_objects(visit, objects);
    struct text check_in = url_handover_check_in(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text;
    visit_post(visit, FIXTURE_PROFESSIONAL, check_in, FORM(visit, "child", visit_child(visit, FIXTURE_CHILD_OWN)));
    int64_t food = visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "food.all");
    visit_answer(visit, FIXTURE_MOTHER, FIXTURE_CHILD_OWN, food, "antwoord");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "behaviour.busy");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OWN, "sleep.asleep");
    visit_record(visit, FIXTURE_PROFESSIONAL, FIXTURE_CHILD_OTHER, "mood.calm");
    visit_post(visit, FIXTURE_PROFESSIONAL,
               url_handover_read_all(visit->arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]).text, TEXT_NULL);
    visit_note(visit, FIXTURE_FATHER, FIXTURE_CHILD_OWN, "hoi");
}

static void every_page_speaks_from_the_catalogue(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* people of two organisations ask the same one */
    struct filling_object objects[FIXTURE_CHILD__MAX];
    fill_the_day(visit, objects);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, speak, visit), STATUS_OK);
    static const enum fixture_person people[] = { FIXTURE_MOTHER,       FIXTURE_FATHER,       FIXTURE_GRANDMOTHER,
                                                  FIXTURE_PROFESSIONAL, FIXTURE_OTHER_FAMILY, FIXTURE_MANAGER,
                                                  FIXTURE_BOTH,         FIXTURE_UNCLE };
    size_t pages = 0;
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            if (route->method != METHOD_GET || route->title == 0)
                continue;
            for (size_t i = 0; i < sizeof people / sizeof *people; i++)
                for (int object = FIXTURE_CHILD_OWN; object <= FIXTURE_CHILD_OTHER; object++) {
                    struct filling filling = filling_make(visit, route, &objects[object]);
                    struct http_test_answer answer = visit_get(visit, people[i], filling.target);
                    if (answer.status >= 300 && answer.status < 400)
                        continue;
                    /* The sign-in pages are in the language of the browser, and of the link. */
                    if (text_find(answer.body, TEXT("lang=\"qps\"")) == SIZE_MAX &&
                        route->rule.kind == RULE_KIND_PUBLIC)
                        continue;
                    check_page(visit, &answer, route->path);
                    pages += answer.status == 200;
                }
        }
    assert_true(pages > 20);
}

/* A form that chooses the language of somebody's pages. */
static bool sets_language(const struct route *route)
{
    for (size_t i = 0; i < route->field_count; i++)
        if (text_equal(text_from(route->fields[i].name), TEXT("language")))
            return true;
    return false;
}

/* What goes wrong is told in the reader's language too. */
static void every_refusal_speaks_from_the_catalogue(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* people of two organisations ask the same one */
    struct filling_object objects[FIXTURE_CHILD__MAX];
    fill_the_day(visit, objects);
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, speak, visit), STATUS_OK);
    size_t refusals = 0;
    static const enum fixture_person people[] = { FIXTURE_MOTHER, FIXTURE_GRANDMOTHER, FIXTURE_PROFESSIONAL,
                                                  FIXTURE_MANAGER };
    for (size_t t = 0; t < visit->routes_count; t++)
        for (size_t r = 0; r < visit->routes[t].count; r++) {
            const struct route *route = &visit->routes[t].items[r];
            if (route->method != METHOD_POST || route->rule.kind == RULE_KIND_PUBLIC)
                continue;
            for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
                struct text bodies[] = { filling_make(visit, route, &objects[FIXTURE_CHILD_LEFT]).body,
                                         TEXT("words=hoi") };
                for (size_t b = 0; b < sizeof bodies / sizeof *bodies; b++) {
                    struct filling filling =
                        filling_make(visit, route, &objects[b == 0 ? FIXTURE_CHILD_OTHER : FIXTURE_CHILD_OWN]);
                    struct http_test_answer answer = visit_post(visit, people[i], filling.target, bodies[b]);
                    if (answer.status >= 400) {
                        check_page(visit, &answer, route->path);
                        refusals++;
                    } else if (sets_language(route)) {
                        assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, speak, visit),
                                         STATUS_OK);
                    }
                }
            }
        }
    struct text skipped =
        arena_printf(visit->arena, "%.*s?asleep=%s&left=%s&awake=%s",
                     TEXT_ARGS(visit_board(visit, FIXTURE_GROUP_EEKHOORNS)), visit_child(visit, FIXTURE_CHILD_OWN),
                     visit_child(visit, FIXTURE_CHILD_LEFT), visit_child(visit, FIXTURE_CHILD_OTHER));
    struct http_test_answer answer = visit_get(visit, FIXTURE_PROFESSIONAL, skipped);
    check_page(visit, &answer, "the board with children left out");
    answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/nergens"));
    check_page(visit, &answer, "a page that is not there");
    assert_true(refusals > 20);
}

/* Nobody is signed in: the language is that of a cookie. */
static void the_way_in_speaks_from_the_catalogue(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = TEXT("__Host-language=qps");
    struct text note = arena_printf(visit->arena, "%.*s/note", TEXT_ARGS(visit_day(visit, FIXTURE_CHILD_OWN)));
    struct text body = FORM(visit, "words", "hoi", "client_id", visit_client(visit));
    struct http_test_answer answers[] = {
        visit_call(visit, "GET", TEXT("/sign-in"), cookie, TEXT_NULL),
        visit_call(visit, "POST", TEXT("/sign-in"), cookie,
                   FORM(visit, "email", "x@example.org", "password", "onjuist")),
        visit_call(visit, "GET", TEXT("/in/geheim"), cookie, TEXT_NULL),
        visit_call(visit, "POST", note, cookie, body),
        visit_call(visit, "GET", TEXT("/nergens"), cookie, TEXT_NULL),
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        check_page(visit, &answers[i], arena_printf(visit->arena, "way in %zu", i).data);
}

/* The search can fail. */
static void a_word_outside_a_catalogue_is_found(void **state)
{
    struct arena *arena = visit_of(state)->arena;
    assert_true(text_is_null(forgotten(arena, TEXT("⟦Ðáĝ Noor⟧ 10:00 · N ⟦ŝĺíéþ ⟦vróéĝ⟧ ¡x⟧"))));
    assert_true(text_equal(forgotten(arena, TEXT("⟦Ðáĝ⟧ vergeten ⟦woord⟧")), TEXT("vergeten")));
    assert_true(text_equal(forgotten(arena, TEXT("⟦a⟧ ⟦b ⟦c⟧ d⟧ één")), TEXT("één")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_speaks_from_the_catalogue),
        cmocka_unit_test(every_refusal_speaks_from_the_catalogue),
        cmocka_unit_test(the_way_in_speaks_from_the_catalogue),
        cmocka_unit_test(a_word_outside_a_catalogue_is_found),
    };
    return PAGE_TESTS_RUN(tests);
}
