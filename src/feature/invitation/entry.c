/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages for who is not in yet: typing a code, asking for another invitation, a forgotten password; and the welcome.
 */
#include "access/access.h"
#include "access/link.h"
#include "access/page.h"
#include "access/people.h"
#include "access/viewer.h"
#include "feature/invitation/forgotten.html.h"
#include "feature/invitation/invitation.sql.h"
#include "feature/invitation/notice.html.h"
#include "feature/invitation/own.h"
#include "feature/invitation/type.html.h"
#include "feature/invitation/welcome.html.h"

struct outcome invitation_gate_page(struct request *request, int status, struct text title, struct html_part content)
{
    struct page page = { .status = status, .title = title, .kind = "gate", .content = content };
    return outcome_fresh(page_show(request, &page), FRESHNESS_NEVER);
}

struct outcome invitation_notice(struct request *request, int status, enum word title, enum word text,
                                 struct address way, enum word way_text)
{
    struct invitation_notice_view *view = ARENA_NEW(request->arena, struct invitation_notice_view);
    *view = (struct invitation_notice_view){ .title = word(request->words, title),
                                             .text = word(request->words, text),
                                             .way = way,
                                             .way_text = word(request->words, way_text) };
    return invitation_gate_page(request, status, view->title, invitation_notice_view_part(view));
}

/* --- a code --- */

static struct outcome type_form(struct request *request, int status, struct text code, enum word problem)
{
    struct invitation_type_view *view = ARENA_NEW(request->arena, struct invitation_type_view);
    *view = (struct invitation_type_view){ .code = code, .problem = word(request->words, problem) };
    return invitation_gate_page(request, status, word(request->words, WORD_INVITATION_TYPE_TITLE),
                                invitation_type_view_part(view));
}

struct outcome invitation_type_page(struct request *request)
{
    return type_form(request, 200, TEXT(""), WORD_NONE);
}

/* One try that was wrong. */
struct
try {
    struct guess guess;
    struct text code;
};

static int write_wrong(struct change *change, void *argument)
{
    const struct try *try = argument;
    return guess_add(change, &try->guess);
}

static struct outcome after_wrong(struct request *request, void *argument, int status, const struct error *error)
{
    const struct try *try = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return type_form(request, 422, try->code, WORD_INVITATION_TYPE_WRONG);
}

/* Tries are counted by where they come from: a code names nobody. */
struct outcome invitation_type_post(struct request *request)
{
    struct try *try = ARENA_NEW(request->arena, struct try);
    const struct access *access = request_access(request);
    struct guesses *guesses = access_guesses(request_access(request));
    try->code = request_text(request, TYPE_CODE);
    if (text_is_empty(try->code))
        return type_form(request, 422, TEXT(""), WORD_INVITATION_TYPE_WRONG);
    struct text account = arena_printf(request->arena, "code %.*s", TEXT_ARGS(request->address));
    try->guess = guess_make(request->organisation, account, request->address);
    if (!guess_take(guesses, &try->guess, request->now_at))
        return type_form(request, 429, try->code, WORD_INVITATION_TYPE_TOO_MANY);
    struct text hash = link_code_hash(access, request->arena, request->organisation, try->code);
    struct invitation_by_code_row row;
    struct link link;
    int status =
        text_is_null(hash)
            ? STATUS_NOT_FOUND
            : invitation_by_code(
                  request->db, request->arena,
                  (struct invitation_by_code_in){ .organisation = request->organisation, .code_hash = hash }, &row);
    if (status == STATUS_OK) {
        struct secret secret = link_secret(access, request->arena, request->organisation, row.id);
        status = link_find(request->db, request->arena, secret.hash, request->now_at, &link);
        if (status == STATUS_OK) {
            guess_forgive(guesses, &try->guess);
            return respond_redirect(request, ADDRESS(request->arena, "/in/{secret}", address_value(secret.text)).text);
        }
    }
    if (status != STATUS_NOT_FOUND)
        return respond_failure(request, status, NULL);
    return respond_change(request, write_wrong, try, after_wrong);
}

/* --- an old link --- */

static struct outcome asked_again(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return invitation_notice(request, 200, WORD_INVITATION_AGAIN_TITLE, WORD_INVITATION_AGAIN_TEXT,
                             url_invitation_type(request->arena), WORD_INVITATION_TYPE_TITLE);
}

struct outcome invitation_again_post(struct request *request)
{
    struct again *again = ARENA_NEW(request->arena, struct again);
    struct organisation_id organisation;
    again->token_hash = secret_hash(request->arena, request_text(request, AGAIN_SECRET));
    int status = invitation_known(request->db, request->arena, again->token_hash, &organisation);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    request->organisation = organisation;
    return respond_change(request, invitation_ask_again, again, asked_again);
}

/* --- a forgotten password --- */

static struct outcome forgotten_form(struct request *request, enum word told)
{
    struct invitation_forgotten_view *view = ARENA_NEW(request->arena, struct invitation_forgotten_view);
    *view = (struct invitation_forgotten_view){ .told = word(request->words, told) };
    return invitation_gate_page(request, 200, word(request->words, WORD_INVITATION_FORGOTTEN_TITLE),
                                invitation_forgotten_view_part(view));
}

struct outcome invitation_forgotten_page(struct request *request)
{
    return forgotten_form(request, WORD_NONE);
}

/* The same answer, whoever it was. */
static struct outcome recovered(struct request *request, void *argument, int status, const struct error *error)
{
    (void)argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return forgotten_form(request, WORD_INVITATION_FORGOTTEN_TOLD);
}

struct outcome invitation_forgotten_post(struct request *request)
{
    struct forgotten *forgotten = ARENA_NEW(request->arena, struct forgotten);
    *forgotten =
        (struct forgotten){ .access = request_access(request),
                            .folded = people_email_folded(request->arena, request_text(request, FORGOTTEN_EMAIL)),
                            .can_mail = channel_has_mail(request_channel(request)) };
    if (request->organisation.value == 0)
        return respond_status(request, 404);
    return respond_change(request, invitation_recover, forgotten, recovered);
}

/* --- in --- */

struct outcome invitation_welcome_page(struct request *request)
{
    struct invitation_welcome_view *view = ARENA_NEW(request->arena, struct invitation_welcome_view);
    *view = (struct invitation_welcome_view){ .name = request->viewer->given_name,
                                              .organisation = request->viewer->organisation_name,
                                              .language = ADDRESS(request->arena, "/language"),
                                              .password = url_password(request->arena),
                                              .home = ADDRESS(request->arena, "/") };
    for (enum language language = 0; language < LANGUAGE__MAX; language++) {
        const struct language_about *about = language_about(language);
        if (about->offered)
            *vector_add(request->arena, &view->languages) =
                (struct invitation_language){ about->code, about->own_name,
                                              language == words_language(request->words) };
    }
    struct word_value name = word_value("name", view->name);
    return invitation_gate_page(request, 200,
                                word_format(request->arena, request->words, WORD_INVITATION_WELCOME_TITLE, &name, 1),
                                invitation_welcome_view_part(view));
}
