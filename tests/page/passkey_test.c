/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Passkeys in the running program, with an authenticator in software: making one, signing in with it, calling it something, removing it;
 * and everybody who must not get in that way.
 */
#include "access/session.h"
#include "base/random.h"
#include "feature/passkey/passkey.h"
#include "support/authenticator.h"
#include "visit.h"

#define ORIGIN "https://samenspel.example"
#define HOST   "samenspel.example"

enum { GOOD_FLAGS = AUTHENTICATOR_PRESENT | AUTHENTICATOR_VERIFIED };

/* What the script got to ask for. */
struct asked {
    struct text cookie; /* that the browser has from then on */
    struct text challenge;
    struct text handle;
    struct text body;
};

/* An answer on its way, each part to be broken on its own. */
struct answer {
    struct text cookie;
    struct text challenge;
    struct text credential; /* raw */
    struct text handle;
    struct passkey_answer parts;
};

/* A string of a flat JSON object, as it stands there. */
static struct text json_text(struct text body, struct arena *arena, const char *name)
{
    struct text start = arena_printf(arena, "\"%s\":\"", name);
    size_t place = text_find(body, start);
    if (place == SIZE_MAX)
        return TEXT_NULL;
    struct text rest;
    return text_cut(text_slice(body, place + start.length, body.length), '"', &rest);
}

static struct text session_cookie(struct visit *visit, enum fixture_person who)
{
    return arena_printf(visit->arena, "__Host-%.*s", TEXT_ARGS(visit->fixture.cookies[who]));
}

static struct asked ask(struct visit *visit, const char *path, struct text cookie)
{
    struct http_test_answer answer = visit_call(visit, "GET", text_from(path), cookie, TEXT_NULL);
    assert_status(&answer, 200);
    assert_true(text_equal(http_test_header(&answer, "Cache-Control"), TEXT("no-store")));
    struct asked asked = { .cookie = cookie,
                           .challenge = json_text(answer.body, visit->arena, "challenge"),
                           .handle = json_text(answer.body, visit->arena, "handle"),
                           .body = answer.body };
    struct text rest;
    struct text set = http_test_header(&answer, "Set-Cookie");
    if (set.data)
        asked.cookie = text_cut(set, ';', &rest);
    assert_int_equal(asked.challenge.length, CHALLENGE_CHARACTERS);
    assert_true(text_equal(json_text(answer.body, visit->arena, "host"), TEXT(HOST)));
    return asked;
}

static const char *base64(struct visit *visit, struct text bytes)
{
    return arena_printf(visit->arena, "%.*s", TEXT_ARGS(base64_encode(visit->arena, bytes))).data;
}

static const char *string(struct visit *visit, struct text text)
{
    return arena_printf(visit->arena, "%.*s", TEXT_ARGS(text)).data;
}

/* --- making one --- */

static struct http_test_answer add(struct visit *visit, struct text cookie, struct authenticator *authenticator,
                                   const struct authenticator_say *said, const struct asked *asked)
{
    struct authenticator_say say = *said;
    say.client_data = authenticator_client_data(visit->arena, "webauthn.create", ORIGIN, asked->challenge);
    struct text attestation = authenticator_attestation(visit->arena, authenticator, &say);
    return visit_call(visit, "POST", TEXT("/passkeys/new"), cookie,
                      FORM(visit, "challenge", string(visit, asked->challenge), "handle", string(visit, asked->handle),
                           "client_data", base64(visit, say.client_data), "attestation", base64(visit, attestation),
                           "name", "Mijn telefoon"));
}

static const struct authenticator_say good_say = { .host = HOST, .flags = GOOD_FLAGS, .format = "none" };

/* A passkey of this person, made now. */
struct owned {
    struct authenticator *authenticator;
    struct text handle; /* as text */
};

static struct owned make(struct visit *visit, enum fixture_person who)
{
    struct owned owned = { .authenticator = authenticator_new(visit->arena, PASSKEY_ES256) };
    struct text cookie = session_cookie(visit, who);
    struct asked asked = ask(visit, "/passkeys/new", cookie);
    owned.handle = asked.handle;
    struct http_test_answer answer = add(visit, cookie, owned.authenticator, &good_say, &asked);
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, TEXT("/passkeys?told=made")));
    return owned;
}

/* --- using one --- */

static struct answer answer_with(struct visit *visit, const struct owned *owned, const struct authenticator_say *said,
                                 const char *origin, const struct asked *asked)
{
    struct authenticator_say say = *said;
    say.client_data = authenticator_client_data(visit->arena, "webauthn.get", origin, asked->challenge);
    return (struct answer){ .cookie = asked->cookie,
                            .challenge = asked->challenge,
                            .credential = authenticator_id(owned->authenticator),
                            .handle = owned->handle,
                            .parts = authenticator_answer(visit->arena, owned->authenticator, &say) };
}

static struct answer sign(struct visit *visit, const struct owned *owned, uint32_t counter)
{
    struct authenticator_say say = good_say;
    say.counter = counter;
    struct asked asked = ask(visit, "/sign-in/passkey", TEXT_NULL);
    return answer_with(visit, owned, &say, ORIGIN, &asked);
}

static struct http_test_answer send(struct visit *visit, const char *path, const struct answer *answer)
{
    return visit_call(visit, "POST", text_from(path), answer->cookie,
                      FORM(visit, "challenge", string(visit, answer->challenge), "credential",
                           base64(visit, answer->credential), "client_data", base64(visit, answer->parts.client_data),
                           "authenticator_data", base64(visit, answer->parts.authenticator_data), "signature",
                           base64(visit, answer->parts.signature), "handle", string(visit, answer->handle), "next",
                           "/passkeys"));
}

static int64_t sessions(struct visit *visit)
{
    return visit_number(visit, "SELECT COUNT(*) FROM session AS s");
}

/* Nobody gets in, and the sign-in page says why. */
static void assert_stays_out(struct visit *visit, const struct answer *answer, const char *words)
{
    int64_t before = sessions(visit);
    struct http_test_answer got = send(visit, "/sign-in/passkey", answer);
    assert_status(&got, 422);
    assert_shows(markup_read(visit->arena, got.body), MARKUP_NONE, words);
    assert_true(text_is_null(http_test_header(&got, "Set-Cookie")));
    assert_int_equal(sessions(visit), before);
}

static struct http_test_answer assert_gets_in(struct visit *visit, const struct answer *answer)
{
    struct http_test_answer got = send(visit, "/sign-in/passkey", answer);
    assert_status(&got, 303);
    assert_true(text_equal(got.location, TEXT("/passkeys")));
    return got;
}

#define UNKNOWN  "Deze toegangssleutel werkt hier niet. Kom op een andere manier binnen."
#define TOO_LATE "Dat duurde wat lang. Er is niets veranderd. Probeer het nog een keer."

/* --- the tests --- */

static void a_passkey_is_made_and_opens_the_door(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer page = visit_get(visit, FIXTURE_MOTHER, TEXT("/passkeys/add"));
    assert_status(&page, 200);
    visit_keep(&page, "passkey-add");
    struct owned owned = make(visit, FIXTURE_MOTHER);
    page = visit_get(visit, FIXTURE_MOTHER, TEXT("/passkeys?told=made"));
    visit_keep(&page, "passkey-list");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'account.told.passkey'"), 1);
    struct markup *list = markup_read(visit->arena, page.body);
    assert_shows(list, element(list, "main"), "Mijn telefoon");
    assert_shows(list, element(list, "main"), "Je toegangssleutel is klaar.");
    assert_shows(list, element(list, "main"), "Gemaakt op maandag 23 november 2026.");
    struct answer answer = sign(visit, &owned, 0);
    struct http_test_answer got = assert_gets_in(visit, &answer);
    struct text rest;
    struct text cookie = text_cut(http_test_header(&got, "Set-Cookie"), ';', &rest);
    got = visit_call(visit, "GET", TEXT("/passkeys"), cookie, TEXT_NULL);
    assert_status(&got, 200);
    list = markup_read(visit->arena, got.body);
    assert_shows(list, element(list, "main"), "Laatst gebruikt op maandag 23 november 2026.");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'passkey.add'"), 1);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'sign_in.passkey'"), 1);
}

static void T1_a_passkey_counts_as_two_factors(void **state)
{
    struct visit *visit = visit_of(state);
    struct owned owned = make(visit, FIXTURE_PROFESSIONAL);
    struct answer answer = sign(visit, &owned, 0);
    assert_gets_in(visit, &answer);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM session AS s WHERE s.confirmed_by = 'passkey'"
                                         " AND s.strength = 2 AND s.confirmed_at = s.created_at"),
                     1);
    struct authenticator_say say = good_say;
    struct asked asked = ask(visit, "/sign-in/passkey", TEXT_NULL);
    say.flags = AUTHENTICATOR_PRESENT;
    answer = answer_with(visit, &owned, &say, ORIGIN, &asked);
    assert_stays_out(visit, &answer, "Je apparaat vroeg niet wie je bent.");
}

/* The name that authenticators keep says nothing about the person, and is the same for all her passkeys. */
static void the_handle_is_chance(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = session_cookie(visit, FIXTURE_MOTHER);
    struct asked first = ask(visit, "/passkeys/new", cookie);
    struct asked second = ask(visit, "/passkeys/new", cookie);
    assert_int_equal(first.handle.length, 43);
    assert_false(text_equal(first.handle, second.handle));
    assert_true(text_is_null(json_text(first.body, visit->arena, "person")));
    assert_true(text_find(first.body, identity_text(visit->arena, visit->fixture.persons[FIXTURE_MOTHER].value)) ==
                SIZE_MAX);
    struct owned owned = make(visit, FIXTURE_MOTHER);
    second = ask(visit, "/passkeys/new", cookie);
    assert_true(text_equal(second.handle, owned.handle));
    assert_true(text_find(second.body, text_from(base64(visit, authenticator_id(owned.authenticator)))) != SIZE_MAX);
    struct http_test_answer answer = add(visit, cookie, owned.authenticator, &good_say, &second);
    assert_status(&answer, 409); /* the same credential again */
    struct asked other = ask(visit, "/passkeys/new", session_cookie(visit, FIXTURE_FATHER));
    assert_false(text_equal(other.handle, owned.handle));
    assert_true(text_find(other.body, text_from(base64(visit, authenticator_id(owned.authenticator)))) == SIZE_MAX);
}

static void asking_for_a_challenge_writes_nothing(void **state)
{
    struct visit *visit = visit_of(state);
    struct text before = visit_fingerprint(visit);
    ask(visit, "/passkeys/new", session_cookie(visit, FIXTURE_MOTHER));
    ask(visit, "/sign-in/passkey", TEXT_NULL);
    assert_true(text_equal(before, visit_fingerprint(visit)));
}

static void a_challenge_counts_once_and_in_one_browser(void **state)
{
    struct visit *visit = visit_of(state);
    struct owned owned = make(visit, FIXTURE_MOTHER);
    struct answer answer = sign(visit, &owned, 0);
    assert_gets_in(visit, &answer);
    assert_stays_out(visit, &answer, TOO_LATE); /* sent again */
    answer = sign(visit, &owned, 0);
    struct text cookie = answer.cookie;
    answer.cookie = ask(visit, "/sign-in/passkey", TEXT_NULL).cookie;
    assert_stays_out(visit, &answer, TOO_LATE); /* another browser */
    answer.cookie = TEXT_NULL;
    assert_stays_out(visit, &answer, TOO_LATE);
    answer.cookie = cookie;
    clock_advance(&visit->world.clock, CHALLENGE_MINUTES * MINUTE_MS + 1);
    assert_stays_out(visit, &answer, TOO_LATE);
    clock_advance(&visit->world.clock, -1);
    assert_gets_in(visit, &answer);
}

static void challenges_that_were_used_are_forgotten_after_an_hour(void **state)
{
    struct visit *visit = visit_of(state);
    struct owned owned = make(visit, FIXTURE_MOTHER);
    clock_advance(&visit->world.clock, HOUR_MS);
    struct answer answer = sign(visit, &owned, 0);
    assert_gets_in(visit, &answer);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM passkey_challenge AS c"), 2);
    clock_advance(&visit->world.clock, 1);
    answer = sign(visit, &owned, 0);
    assert_gets_in(visit, &answer);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM passkey_challenge AS c"), 2);
}

static void another_site_another_person_and_another_key_stay_out(void **state)
{
    struct visit *visit = visit_of(state);
    struct owned mother = make(visit, FIXTURE_MOTHER);
    struct owned father = make(visit, FIXTURE_FATHER);
    struct asked asked = ask(visit, "/sign-in/passkey", TEXT_NULL);
    struct answer answer = answer_with(visit, &mother, &good_say, "https://samenspe1.example", &asked);
    assert_stays_out(visit, &answer, UNKNOWN);
    answer = answer_with(visit, &mother, &good_say, ORIGIN, &asked);
    answer.handle = father.handle; /* who says that it is the father's */
    assert_stays_out(visit, &answer, UNKNOWN);
    answer.handle = TEXT("");
    assert_stays_out(visit, &answer, UNKNOWN);
    answer = answer_with(visit, &mother, &good_say, ORIGIN, &asked);
    answer.credential = authenticator_id(father.authenticator);
    assert_stays_out(visit, &answer, UNKNOWN);
    answer.handle = father.handle;
    assert_stays_out(visit, &answer, UNKNOWN);
    struct owned nobody = { authenticator_new(visit->arena, PASSKEY_ES256), mother.handle };
    answer = answer_with(visit, &nobody, &good_say, ORIGIN, &asked);
    assert_stays_out(visit, &answer, UNKNOWN);
    answer = answer_with(visit, &mother, &good_say, ORIGIN, &asked);
    answer.parts.client_data = TEXT("");
    assert_stays_out(visit, &answer, UNKNOWN);
    answer = answer_with(visit, &mother, &good_say, ORIGIN, &asked);
    assert_gets_in(visit, &answer); /* none of that used the challenge up */
}

static void a_copied_key_is_stopped_and_written_down(void **state)
{
    struct visit *visit = visit_of(state);
    struct owned owned = make(visit, FIXTURE_MOTHER);
    struct answer answer = sign(visit, &owned, 8);
    assert_gets_in(visit, &answer);
    answer = sign(visit, &owned, 8);
    assert_stays_out(visit, &answer, "Deze toegangssleutel is misschien nagemaakt.");
    answer = sign(visit, &owned, 0);
    assert_stays_out(visit, &answer, "Deze toegangssleutel is misschien nagemaakt.");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'passkey.counter'"), 2);
    answer = sign(visit, &owned, 9);
    assert_gets_in(visit, &answer);
}

static int use_now(struct change *change, void *argument)
{
    return passkey_use_write(change, argument);
}

/* Two answers that were both checked before either was written: the second finds that it came too late. */
static void of_two_answers_at_once_one_counts(void **state)
{
    struct visit *visit = visit_of(state);
    make(visit, FIXTURE_MOTHER);
    struct passkey_use use = { .passkey = { visit_number(visit, "SELECT MAX(k.id) FROM passkey AS k") },
                               .counter = 7,
                               .chance = TEXT("0123456789abcdef") };
    struct passkey_use other = use;
    other.chance = TEXT("fedcba9876543210");
    struct organisation_id organisation = visit->fixture.organisation;
    assert_int_equal(fixture_change(&visit->world, organisation, use_now, &use), STATUS_OK);
    assert_int_equal(fixture_change(&visit->world, organisation, use_now, &other), STATUS_CONFLICT);
    other.counter = 8;
    assert_int_equal(fixture_change(&visit->world, organisation, use_now, &other), STATUS_OK);
    use.counter = 9;
    assert_int_equal(fixture_change(&visit->world, organisation, use_now, &use), STATUS_CONFLICT);
}

static void what_was_kept_stays_on_the_page(void **state)
{
    struct visit *visit = visit_of(state);
    struct http_test_answer answer = visit_call(
        visit, "POST", TEXT("/sign-in/passkey"), TEXT_NULL,
        FORM(visit, "next", "/child", "kept_path", "/child", "kept_fields", "dHdvcmRzAGhvaQA", "kept_person", ""));
    assert_status(&answer, 422);
    struct markup *page = markup_read(visit->arena, answer.body);
    for (const char *action = "/sign-in"; action;
         action = text_equal(text_from(action), TEXT("/sign-in")) ? "/sign-in/passkey" : NULL) {
        struct markup_form form = markup_form(page, element(page, "main"), action);
        struct text body = markup_body(&form);
        assert_true(text_find(body, TEXT("kept_fields=dHdvcmRzAGhvaQA")) != SIZE_MAX);
        assert_true(text_find(body, TEXT("next=%2Fchild")) != SIZE_MAX);
    }
}

static void a_new_one_is_refused_with_its_name_kept(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = session_cookie(visit, FIXTURE_MOTHER);
    struct authenticator *authenticator = authenticator_new(visit->arena, PASSKEY_ES256);
    struct asked asked = ask(visit, "/passkeys/new", cookie);
    struct asked father = ask(visit, "/passkeys/new", session_cookie(visit, FIXTURE_FATHER));
    struct authenticator_say say = good_say;
    say.host = "evil.example";
    struct http_test_answer answer = add(visit, cookie, authenticator, &say, &asked);
    assert_status(&answer, 422);
    struct markup *page = markup_read(visit->arena, answer.body);
    struct markup_form form = markup_form(page, element(page, "main"), "/passkeys/new");
    assert_true(text_find(markup_body(&form), TEXT("name=Mijn+telefoon")) != SIZE_MAX ||
                text_find(markup_body(&form), TEXT("name=Mijn%20telefoon")) != SIZE_MAX);
    say.host = HOST;
    say.flags = AUTHENTICATOR_PRESENT;
    answer = add(visit, cookie, authenticator, &say, &asked);
    assert_status(&answer, 422);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, "Je apparaat vroeg niet wie je bent.");
    answer = add(visit, cookie, authenticator, &good_say, &father); /* asked by somebody else */
    assert_status(&answer, 422);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, TOO_LATE);
    struct asked mixed = asked; /* a handle of one's own choice */
    mixed.handle = father.handle;
    answer = add(visit, cookie, authenticator, &good_say, &mixed);
    assert_status(&answer, 422);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM passkey AS k"), 0);
    answer = add(visit, cookie, authenticator, &good_say, &asked);
    assert_status(&answer, 303);
    answer = add(visit, cookie, authenticator_new(visit->arena, PASSKEY_RS256), &good_say, &asked);
    assert_status(&answer, 409); /* the challenge was used */
}

static const char *passkey_path(struct visit *visit, const char *act)
{
    int64_t id = visit_number(visit, "SELECT MAX(k.id) FROM passkey AS k");
    return arena_printf(visit->arena, "/passkeys/%.*s/%s", TEXT_ARGS(identity_text(visit->arena, id)), act).data;
}

static void T23_only_its_owner_removes_a_passkey_and_its_sessions(void **state)
{
    struct visit *visit = visit_of(state);
    fixture_world_widen(&visit->world); /* one of the other organisation asks too */
    struct owned owned = make(visit, FIXTURE_MOTHER);
    struct text name = text_from(passkey_path(visit, "name"));
    struct text remove = text_from(passkey_path(visit, "remove"));
    struct http_test_answer answer = visit_post(visit, FIXTURE_FATHER, name, FORM(visit, "name", "Van mij"));
    assert_status(&answer, 404);
    answer = visit_post(visit, FIXTURE_FATHER, remove, TEXT(""));
    assert_status(&answer, 404);
    answer = visit_post(visit, FIXTURE_FOREIGN_PARENT, remove, TEXT(""));
    assert_status(&answer, 404);
    assert_hides(visit_page(visit, FIXTURE_FATHER, TEXT("/passkeys")), MARKUP_NONE, "Mijn telefoon");
    answer = visit_post(visit, FIXTURE_MOTHER, name, FORM(visit, "name", "Tablet op zolder"));
    assert_status(&answer, 303);
    assert_shows(visit_page(visit, FIXTURE_MOTHER, TEXT("/passkeys")), MARKUP_NONE, "Tablet op zolder");
    answer = visit_post(visit, FIXTURE_MOTHER, name, FORM(visit, "name", ""));
    assert_status(&answer, 422);
    struct answer opens = sign(visit, &owned, 0);
    struct http_test_answer in = assert_gets_in(visit, &opens);
    struct text rest;
    struct text cookie = text_cut(http_test_header(&in, "Set-Cookie"), ';', &rest);
    struct answer signature = sign(visit, &owned, 0);
    answer = visit_post(visit, FIXTURE_MOTHER, remove, TEXT(""));
    assert_status(&answer, 303);
    assert_int_equal(
        visit_number(visit, "SELECT COUNT(*) FROM audit AS a WHERE a.action = 'account.told.passkey_gone'"), 1);
    /* With the passkey goes what it let in; the session that removed it stays (T23). */
    answer = visit_call(visit, "GET", TEXT("/me"), cookie, TEXT_NULL);
    assert_status(&answer, 303);
    assert_true(text_starts_with(answer.location, TEXT("/sign-in")));
    answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/me"));
    assert_status(&answer, 200);
    assert_hides(visit_page(visit, FIXTURE_MOTHER, TEXT("/passkeys")), MARKUP_NONE, "Tablet op zolder");
    assert_stays_out(visit, &signature, UNKNOWN);
}

static void T1_the_last_second_factor_of_staff_stays(void **state)
{
    struct visit *visit = visit_of(state);
    make(visit, FIXTURE_PROFESSIONAL);
    struct text remove = text_from(passkey_path(visit, "remove"));
    struct http_test_answer answer = visit_post(visit, FIXTURE_PROFESSIONAL, remove, TEXT(""));
    assert_status(&answer, 409);
    visit_keep(&answer, "passkey-last");
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, "Dit is je laatste toegangssleutel.");
    make(visit, FIXTURE_PROFESSIONAL);
    answer = visit_post(visit, FIXTURE_PROFESSIONAL, remove, TEXT(""));
    assert_status(&answer, 303);
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM passkey AS k"), 1);
}

static void there_is_an_end_to_passkeys(void **state)
{
    struct visit *visit = visit_of(state);
    for (int i = 0; i < PASSKEYS_MAXIMUM; i++)
        make(visit, FIXTURE_MOTHER);
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/passkeys/add"));
    assert_status(&answer, 409);
    struct text cookie = session_cookie(visit, FIXTURE_MOTHER);
    struct asked asked = ask(visit, "/passkeys/new", cookie);
    answer = add(visit, cookie, authenticator_new(visit->arena, PASSKEY_ES256), &good_say, &asked);
    assert_status(&answer, 409);
    assert_shows(markup_read(visit->arena, answer.body), MARKUP_NONE, "Je hebt al genoeg toegangssleutels.");
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM passkey AS k"), PASSKEYS_MAXIMUM);
}

/* --- the site --- */

static void a_passkey_belongs_to_one_host(void **state)
{
    struct visit *visit = visit_of(state);
    int64_t elsewhere = -1;
    make(visit, FIXTURE_MOTHER);
    assert_int_equal(passkey_count_elsewhere(visit->world.db, visit->arena, TEXT(HOST), &elsewhere), STATUS_OK);
    assert_int_equal(elsewhere, 0);
    assert_int_equal(passkey_count_elsewhere(visit->world.db, visit->arena, TEXT("other.example"), &elsewhere),
                     STATUS_OK);
    assert_int_equal(elsewhere, 1);
    visit->options.origin = "https://other.example";
    assert_shows(visit_page(visit, FIXTURE_MOTHER, TEXT("/passkeys")), MARKUP_NONE, "Werkt alleen op " HOST);
    visit->options.origin = ORIGIN;
    assert_hides(visit_page(visit, FIXTURE_MOTHER, TEXT("/passkeys")), MARKUP_NONE, "Werkt alleen op");
}

static void sites_without_a_name_or_https_take_none(void **state)
{
    (void)state;
    static const struct {
        const char *origin;
        const char *host;
        bool works;
    } cases[] = {
        { "https://samenspel.example", "samenspel.example", true },
        { "https://samenspel.example:8443", "samenspel.example", true },
        { "http://samenspel.example", "samenspel.example", false },
        { "http://localhost:8080", "localhost", true },
        { "https://localhost", "localhost", true },
        { "http://127.0.0.1:8080", "127.0.0.1", false },
        { "https://192.0.2.7", "192.0.2.7", false },
        { "https://[2001:db8::7]:8443", "[2001:db8::7]:8443", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct passkey_site site = passkey_site_of(text_from(cases[i].origin));
        if (!text_equal(site.host, text_from(cases[i].host)) || site.works != cases[i].works)
            fail_msg("%s: %.*s", cases[i].origin, TEXT_ARGS(site.host));
    }
}

static void where_no_passkey_works_none_is_offered(void **state)
{
    struct visit *visit = visit_of(state);
    visit->options.origin = "https://192.0.2.7";
    struct http_test_answer answer = visit_get(visit, FIXTURE_MOTHER, TEXT("/"));
    assert_no_trace(&answer, "/passkeys/later");
    answer = visit_call(visit, "GET", TEXT("/sign-in"), TEXT_NULL, TEXT_NULL);
    assert_no_trace(&answer, "/sign-in/passkey");
    struct markup *page = visit_page(visit, FIXTURE_MOTHER, TEXT("/passkeys/add"));
    assert_shows(page, MARKUP_NONE, "Op dit adres werken toegangssleutels niet");
    visit->options.origin = ORIGIN;
    answer = visit_call(visit, "GET", TEXT("/sign-in"), TEXT_NULL, TEXT_NULL);
    assert_true(text_find(answer.body, TEXT("/sign-in/passkey")) != SIZE_MAX);
}

/* --- one factor --- */

struct weak {
    struct person_id person;
    struct secret secret;
};

static int write_weak(struct change *change, void *argument)
{
    const struct weak *weak = argument;
    struct session_id session;
    return session_create(change,
                          &(struct session_new){ .person = weak->person,
                                                 .token_hash = weak->secret.hash,
                                                 .proof = SESSION_PROOF_PASSWORD },
                          &session);
}

/* Somebody with the password and nothing more. */
static struct text weak_cookie(struct visit *visit, enum fixture_person who)
{
    struct weak weak = { visit->fixture.persons[who], secret_new(visit->arena) };
    assert_int_equal(fixture_change(&visit->world, visit->fixture.organisation, write_weak, &weak), STATUS_OK);
    return arena_printf(visit->arena, "__Host-" SESSION_COOKIE "=%.*s", TEXT_ARGS(weak.secret.text));
}

static void T1_a_first_passkey_is_the_second_factor(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = weak_cookie(visit, FIXTURE_PROFESSIONAL);
    struct asked asked = ask(visit, "/passkeys/new", cookie);
    struct http_test_answer answer =
        add(visit, cookie, authenticator_new(visit->arena, PASSKEY_ES256), &good_say, &asked);
    assert_status(&answer, 303);
    struct text rest;
    struct text after = text_cut(http_test_header(&answer, "Set-Cookie"), ';', &rest);
    assert_false(text_equal(after, cookie));
    answer = visit_call(visit, "GET", visit_board(visit, FIXTURE_GROUP_EEKHOORNS), after, TEXT_NULL);
    assert_status(&answer, 200);
    answer = visit_call(visit, "GET", TEXT("/passkeys"), cookie, TEXT_NULL);
    assert_status(&answer, 303); /* the secret from before is worth nothing */
}

static void T1_a_password_adds_no_passkey_beside_another(void **state)
{
    struct visit *visit = visit_of(state);
    struct text cookie = weak_cookie(visit, FIXTURE_PROFESSIONAL);
    struct asked asked = ask(visit, "/passkeys/new", cookie);
    make(visit, FIXTURE_PROFESSIONAL);
    struct http_test_answer answer =
        add(visit, cookie, authenticator_new(visit->arena, PASSKEY_ES256), &good_say, &asked);
    assert_true(answer.status >= 400 || text_starts_with(answer.location, TEXT("/second-factor")));
    answer = visit_call(visit, "GET", TEXT("/passkeys/add"), cookie, TEXT_NULL);
    assert_true(answer.status >= 400 || text_starts_with(answer.location, TEXT("/second-factor")));
    assert_int_equal(visit_number(visit, "SELECT COUNT(*) FROM passkey AS k"), 1);
}

/* Beside a passkey no app for codes is set up with a password alone; the passkey itself opens the door. */
static void T1_the_second_factor_of_who_has_a_passkey_is_that(void **state)
{
    struct visit *visit = visit_of(state);
    struct owned owned = make(visit, FIXTURE_PROFESSIONAL);
    struct text cookie = weak_cookie(visit, FIXTURE_PROFESSIONAL);
    struct http_test_answer page = visit_call(visit, "GET", TEXT("/second-factor"), cookie, TEXT_NULL);
    assert_status(&page, 200);
    visit_keep(&page, "second-factor-passkey");
    assert_true(text_find(page.body, TEXT("action=\"/sign-in/passkey\"")) != SIZE_MAX);
    assert_no_trace(&page, "otpauth:");
    page = visit_call(visit, "GET", TEXT("/second-factor/new"), cookie, TEXT_NULL);
    assert_no_trace(&page, "otpauth:");
    struct answer answer = sign(visit, &owned, 0);
    answer.cookie = arena_printf(visit->arena, "%.*s; %.*s", TEXT_ARGS(cookie), TEXT_ARGS(answer.cookie));
    struct http_test_answer got = assert_gets_in(visit, &answer);
    struct text rest;
    struct text after = text_cut(http_test_header(&got, "Set-Cookie"), ';', &rest);
    page = visit_call(visit, "GET", visit_board(visit, FIXTURE_GROUP_EEKHOORNS), after, TEXT_NULL);
    assert_status(&page, 200);
    page = visit_call(visit, "GET", TEXT("/second-factor"), cookie, TEXT_NULL);
    assert_status(&page, 303); /* the half session ended */
}

/* --- the offer --- */

static bool is_offered(struct visit *visit, enum fixture_person who)
{
    struct http_test_answer answer = visit_get(visit, who, TEXT("/"));
    assert_status(&answer, 200);
    return text_find(answer.body, TEXT("action=\"/passkeys/later\"")) != SIZE_MAX;
}

static void a_passkey_is_offered_once_and_never_forced(void **state)
{
    struct visit *visit = visit_of(state);
    struct markup *page = visit_start_page(visit, FIXTURE_MOTHER);
    assert_shows(page, MARKUP_NONE, "Sneller binnen");
    struct http_test_answer answer = VISIT_SEND(visit, FIXTURE_MOTHER, TEXT("/"), "main", "/passkeys/later");
    assert_status(&answer, 303);
    assert_true(text_equal(answer.location, TEXT("/")));
    assert_false(is_offered(visit, FIXTURE_MOTHER));
    assert_true(is_offered(visit, FIXTURE_FATHER));
    make(visit, FIXTURE_FATHER);
    assert_false(is_offered(visit, FIXTURE_FATHER));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_passkey_is_made_and_opens_the_door),
        cmocka_unit_test(T1_a_passkey_counts_as_two_factors),
        cmocka_unit_test(the_handle_is_chance),
        cmocka_unit_test(asking_for_a_challenge_writes_nothing),
        cmocka_unit_test(a_challenge_counts_once_and_in_one_browser),
        cmocka_unit_test(challenges_that_were_used_are_forgotten_after_an_hour),
        cmocka_unit_test(another_site_another_person_and_another_key_stay_out),
        cmocka_unit_test(a_copied_key_is_stopped_and_written_down),
        cmocka_unit_test(of_two_answers_at_once_one_counts),
        cmocka_unit_test(what_was_kept_stays_on_the_page),
        cmocka_unit_test(a_new_one_is_refused_with_its_name_kept),
        cmocka_unit_test(T23_only_its_owner_removes_a_passkey_and_its_sessions),
        cmocka_unit_test(T1_the_last_second_factor_of_staff_stays),
        cmocka_unit_test(there_is_an_end_to_passkeys),
        cmocka_unit_test(a_passkey_belongs_to_one_host),
        cmocka_unit_test(sites_without_a_name_or_https_take_none),
        cmocka_unit_test(where_no_passkey_works_none_is_offered),
        cmocka_unit_test(T1_a_first_passkey_is_the_second_factor),
        cmocka_unit_test(T1_a_password_adds_no_passkey_beside_another),
        cmocka_unit_test(T1_the_second_factor_of_who_has_a_passkey_is_that),
        cmocka_unit_test(a_passkey_is_offered_once_and_never_forced),
    };
    return PAGE_TESTS_RUN(tests);
}
