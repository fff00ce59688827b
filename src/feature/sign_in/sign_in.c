/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The routes of this folder, the sign-in page, signing out, and the language of pages.
 */
#include "feature/sign_in/sign_in.h"

#include "access/access.h"
#include "access/audit.h"
#include "access/page.h"
#include "access/people.h"
#include "base/url.h"
#include "feature/sign_in/own.h"
#include "feature/sign_in/sign_in.html.h"

enum { LANGUAGE_COOKIE_DAYS = 365 };

struct address url_sign_in(struct arena *arena)
{
    return ADDRESS(arena, "/sign-in");
}

struct address url_sign_in_passkey(struct arena *arena)
{
    return ADDRESS(arena, "/sign-in/passkey");
}

struct address url_sign_in_kept(struct arena *arena)
{
    return ADDRESS(arena, "/sign-in/kept");
}

struct address url_password(struct arena *arena)
{
    return ADDRESS(arena, "/password");
}

struct address url_sign_in_link(struct arena *arena, struct text secret)
{
    return ADDRESS(arena, "/in/{secret}", address_value(secret));
}

struct address url_confirm(struct arena *arena)
{
    return ADDRESS(arena, "/confirm");
}

/* --- what the pages of this folder have in common --- */

struct outcome sign_in_page(struct request *request, int status, struct text title, struct html_part content)
{
    struct page page = { .status = status, .title = title, .kind = "gate", .content = content };
    if (!request->fragment)
        return outcome_fresh(page_show(request, &page), FRESHNESS_NEVER);
    struct html html = html_make(&request->output, request->arena, request->words);
    html_slot(&html, content);
    return outcome_fresh(respond_page(request, status, buffer_text(&request->output)), FRESHNESS_NEVER);
}

struct languages_view languages_make(struct request *request, struct text path, struct text next)
{
    struct languages_view view = { 0 };
    for (enum language language = 0; language < LANGUAGE__MAX; language++) {
        const struct language_about *about = language_about(language);
        if (!about->offered)
            continue;
        struct text query = url_encode(request->arena, text_from(about->code));
        struct text address = arena_printf(request->arena, "%.*s?language=%.*s", TEXT_ARGS(path), TEXT_ARGS(query));
        if (!text_is_empty(next))
            address = arena_printf(request->arena, "%.*s&next=%.*s", TEXT_ARGS(address),
                                   TEXT_ARGS(url_encode(request->arena, next)));
        *vector_add(request->arena, &view.links) =
            (struct language_link){ .code = about->code,
                                    .name = about->own_name,
                                    .current = language == words_language(request->words),
                                    .address = { address } };
    }
    return view;
}

struct outcome sign_in_form(struct request *request, int status, struct sign_in_view *view)
{
    struct sign_in_view *shown = ARENA_NEW(request->arena, struct sign_in_view);
    *shown = *view;
    shown->has_passkey = passkey_way_part(request, &view->kept, &shown->passkey);
    shown->languages = languages_make(request, url_sign_in(request->arena).text, view->kept.next);
    return sign_in_page(request, status, word(request->words, WORD_SIGN_IN_TITLE), sign_in_view_part(shown));
}

/* --- languages --- */

static bool offered_language(struct text code, enum language *ret_language)
{
    enum language language;
    if (!language_from_code(code, &language) || !language_about(language)->offered)
        return false;
    *ret_language = language;
    return true;
}

static void remember_language(struct request *request, enum language language)
{
    request_set_cookie(request, (struct cookie){ .name = LANGUAGE_COOKIE,
                                                 .value = text_from(language_about(language)->code),
                                                 .max_age = (int64_t)LANGUAGE_COOKIE_DAYS * DAY_MS / SECOND_MS });
}

void language_speak(struct request *request, struct words_choice choice, struct text asked)
{
    if (offered_language(asked, &choice.language))
        remember_language(request, choice.language);
    request->words = words_choose(choice);
}

struct language_choice {
    struct person_id person;
    struct text code;
    struct text back;
};

static int write_language(struct change *change, void *argument)
{
    const struct language_choice *choice = argument;
    return people_language_set(change, choice->person, choice->code);
}

static struct outcome language_written(struct request *request, void *argument, int status, const struct error *error)
{
    const struct language_choice *choice = argument;
    return status == STATUS_OK ? respond_redirect(request, choice->back) : respond_failure(request, status, error);
}

/* Back to the page that the choice was made on, when the browser says which. */
static struct text page_before(struct request *request)
{
    struct text referer = request_header(request, "Referer");
    struct text origin = request_origin(request);
    struct text path = text_slice(referer, origin.length, referer.length);
    return text_starts_with(referer, origin) && is_own_path(path) ? path : TEXT("/");
}

enum { LANGUAGE_CODE };

static struct outcome language_post(struct request *request)
{
    struct language_choice *choice = ARENA_NEW(request->arena, struct language_choice);
    enum language language;
    if (!offered_language(request_text(request, LANGUAGE_CODE), &language))
        return respond_status(request, 400);
    *choice = (struct language_choice){ .person = request->person,
                                        .code = text_from(language_about(language)->code),
                                        .back = page_before(request) };
    remember_language(request, language);
    if (!request->viewer)
        return respond_redirect(request, choice->back);
    return respond_change(request, write_language, choice, language_written);
}

/* --- the sign-in page --- */

enum { PAGE_LANGUAGE, PAGE_NEXT, PAGE_SIGNED_OUT };

static struct outcome form_page(struct request *request)
{
    language_speak(request, request->viewer ? request->viewer->choice : access_words_choice(request),
                   request_text(request, PAGE_LANGUAGE));
    if (request->viewer && request->viewer->factor_due) /* half signed in already */
        return respond_redirect(request, TEXT("/second-factor"));
    struct sign_in_view view = { .kept = { .next = request_text(request, PAGE_NEXT) } };
    if (request_boolean(request, PAGE_SIGNED_OUT) && !request->viewer)
        view.told = word(request->words, WORD_SIGN_IN_SIGNED_OUT);
    return sign_in_form(request, 200, &view);
}

enum { GO_ON_KEPT, GO_ON_PATH, GO_ON_FIELDS, GO_ON_PERSON };

/* She signed in in another tab, by a link perhaps, and wants to go on with her text. */
static struct outcome kept_post(struct request *request)
{
    struct kept kept = kept_of_fields(request, GO_ON_KEPT);
    if (kept.path.length == 0)
        return respond_status(request, 400);
    if (request->viewer)
        return kept_go_on(request, &kept, request->person);
    struct sign_in_view view = { .kept = kept, .told = word(request->words, WORD_SIGN_IN_KEPT_HERE) };
    return sign_in_form(request, 401, &view);
}

/* --- signing out --- */

static int write_sign_out(struct change *change, void *argument)
{
    (void)argument;
    int status = session_end(change, change->session);
    return status == STATUS_OK ? audit_add(change, "sign_in.out", "session", change->session.value) : status;
}

static struct outcome signed_out(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    access_session_ended(request_access(request), request->session);
    session_forget_cookie(request);
    request_set_header(request, "Clear-Site-Data", TEXT("\"cache\""));
    return respond_redirect(request, TEXT("/sign-in?signed_out=1"));
}

static struct outcome sign_out_post(struct request *request)
{
    if (!request->viewer)
        return signed_out(request, NULL, STATUS_OK, NULL);
    return respond_change(request, write_sign_out, NULL, signed_out);
}

/* --- routes --- */

static const struct field page_fields[] = {
    [PAGE_LANGUAGE] = { .name = "language", .type = FIELD_LINE },
    [PAGE_NEXT] = { .name = "next", .type = FIELD_LINE, .maximum = PATH_MAXIMUM },
    [PAGE_SIGNED_OUT] = { .name = "signed_out", .type = FIELD_BOOLEAN },
};

/* Nothing is required: an empty form is a wrong one, with the same answer. */
static const struct field sign_in_fields[] = {
    [SIGN_IN_EMAIL] = { .name = "email", .type = FIELD_LINE, .maximum = 320, .label = WORD_SIGN_IN_EMAIL },
    [SIGN_IN_PASSWORD] = { .name = "password", .type = FIELD_SECRET, .maximum = 1000, .label = WORD_SIGN_IN_PASSWORD },
    KEPT_FIELDS(SIGN_IN_KEPT),
};

static const struct field passkey_fields[] = {
    PASSKEY_USE_FIELDS,
    KEPT_FIELDS(PASSKEY_WAY_KEPT),
};

static const struct field kept_fields[] = {
    [GO_ON_KEPT] = { .name = "next", .type = FIELD_LINE, .maximum = PATH_MAXIMUM },
    [GO_ON_PATH] = { .name = "kept_path", .type = FIELD_LINE, .required = true, .maximum = PATH_MAXIMUM },
    [GO_ON_FIELDS] = { .name = "kept_fields", .type = FIELD_LINE, .required = true, .maximum = KEPT_CHARACTERS },
    [GO_ON_PERSON] = { .name = "kept_person", .type = FIELD_LINE },
};

static const struct field confirm_page_fields[] = { KEPT_FIELDS(0) };

static const struct field confirm_fields[] = {
    [CONFIRM_PASSWORD] = { .name = "password", .type = FIELD_SECRET, .maximum = 1000, .label = WORD_SIGN_IN_PASSWORD },
    KEPT_FIELDS(CONFIRM_KEPT),
};

static const struct field link_fields[] = {
    [LINK_SECRET] = { .name = "secret", .type = FIELD_LINE, .required = true },
    [LINK_LANGUAGE] = { .name = "language", .type = FIELD_LINE },
};

static const struct field choice_page_fields[] = {
    [CHOICE_CHOSEN] = { .name = "chosen", .type = FIELD_BOOLEAN },
};

/* The length of a new one is told on its own page: access/password.h. */
static const struct field choice_fields[] = {
    [CHOICE_CURRENT] = { .name = "current",
                         .type = FIELD_SECRET,
                         .maximum = 1000,
                         .label = WORD_SIGN_IN_PASSWORD_CURRENT },
    [CHOICE_NEW] = { .name = "new", .type = FIELD_SECRET, .maximum = 1000, .label = WORD_SIGN_IN_PASSWORD_NEW },
    KEPT_FIELDS(CHOICE_KEPT),
};

static const struct field language_fields[] = {
    [LANGUAGE_CODE] = { .name = "language", .type = FIELD_LINE, .required = true, .label = WORD_SHELL_LANGUAGE },
};

static const struct route routes[] = {
    ROUTE(GET, "/sign-in", RULE_PUBLIC, form_page, .fields = FIELDS(page_fields), .title = WORD_SIGN_IN_TITLE,
          .help = "Sign in"),
    ROUTE(POST, "/sign-in", RULE_PUBLIC, sign_in_password_post, .fields = FIELDS(sign_in_fields),
          .help = "Sign in by e-mail address and password"),
    ROUTE(POST, "/sign-in/kept", RULE_PUBLIC, kept_post, .fields = FIELDS(kept_fields),
          .help = "Go on with a text that was kept while the session had ended"),
    ROUTE(GET, "/sign-in/passkey", RULE_PUBLIC, sign_in_passkey_options,
          .help = "What the browser needs to sign in with a passkey (JSON)"),
    ROUTE(POST, "/sign-in/passkey", RULE_PUBLIC, sign_in_passkey_post, .fields = FIELDS(passkey_fields),
          .help = "Sign in with a passkey"),
    ROUTE(GET, "/in/{secret}", RULE_PUBLIC, sign_in_link_page, .fields = FIELDS(link_fields),
          .title = WORD_SIGN_IN_TITLE, .help = "Page of a sign-in link"),
    ROUTE(POST, "/in/{secret}", RULE_PUBLIC, sign_in_link_post, .fields = FIELDS(link_fields),
          .help = "Sign in by a link"),
    ROUTE(POST, "/sign-out", RULE_PUBLIC, sign_out_post, .help = "Sign out"),
    ROUTE(GET, "/password", RULE_SIGNED_IN, password_choice_page, .fields = FIELDS(choice_page_fields),
          .title = WORD_SIGN_IN_PASSWORD_TITLE, .help = "Page to choose a password"),
    ROUTE(POST, "/password", RULE_SIGNED_IN, password_choice_post, .fields = FIELDS(choice_fields),
          .help = "Choose a password"),
    ROUTE(GET, "/confirm", RULE_SIGNED_IN, confirm_page, .fields = FIELDS(confirm_page_fields),
          .title = WORD_CONFIRM_TITLE, .help = "Page to show again who one is"),
    ROUTE(POST, "/confirm", RULE_SIGNED_IN, confirm_post, .fields = FIELDS(confirm_fields),
          .help = "Show again who one is, by password"),
    ROUTE(POST, "/language", RULE_PUBLIC, language_post, .fields = FIELDS(language_fields),
          .help = "Choose the language of pages"),
};

const struct routes sign_in_routes = ROUTES(routes);
