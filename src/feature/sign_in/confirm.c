/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Showing again who one is before a sensitive act (T23): by the password here, by a code of the app in feature/second_factor,
 * or by signing in with a passkey, which makes a session that is fresh.
 * Somebody who picks up a telephone that lies open gets no further than this page. Who came in by link a moment ago is not
 * asked; who has neither password nor app is told to choose a password first.
 */
#include "access/access.h"
#include "access/audit.h"
#include "access/password.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/sign_in/confirm.html.h"
#include "feature/sign_in/own.h"

/* One try, from form to answer. */
struct confirming {
    struct session_account_own account;
    struct text password;
    bool good;
    struct guess guess;
    struct kept kept;
};

static struct outcome show(struct request *request, int status, const struct confirm_view *view)
{
    struct confirm_view *shown = ARENA_NEW(request->arena, struct confirm_view);
    *shown = *view;
    shown->has_factor = request->viewer->has_factor;
    shown->has_passkey = passkey_way_part(request, &view->kept, &shown->passkey);
    shown->code = ADDRESS(request->arena, "/second-factor/confirm");
    shown->password = url_password(request->arena);
    return sign_in_page(request, status, word(request->words, WORD_CONFIRM_TITLE), confirm_view_part(shown));
}

/* The page; `problem` may be 0. */
static struct outcome form(struct request *request, int status, const struct kept *kept, enum word problem)
{
    struct session_account_own account = { .hash = TEXT_NULL };
    int found = session_own_account(request->db, request->arena, request->organisation, request->person, &account);
    if (found != STATUS_OK && found != STATUS_NOT_FOUND)
        return respond_failure(request, found, NULL);
    struct confirm_view view = { .has_password = !text_is_empty(account.hash), .kept = *kept };
    if (problem)
        view.problem = word(request->words, problem);
    return show(request, status, &view);
}

static struct outcome form_to_ask(struct request *request, int status, const struct kept *kept)
{
    return form(request, status, kept, 0);
}

struct outcome sign_in_confirm_ask(struct request *request)
{
    return ask_first(request, &(struct asking){ .page = url_confirm(request->arena),
                                                .name = word(request->words, WORD_CONFIRM_GO_ON),
                                                .title = word(request->words, WORD_CONFIRM_TITLE),
                                                .text = word(request->words, WORD_CONFIRM_TEXT),
                                                .form = form_to_ask });
}

struct outcome confirm_page(struct request *request)
{
    struct kept kept = { .next = request_text(request, 0) };
    return form(request, 200, &kept, 0);
}

static int compare(void *argument)
{
    struct confirming *confirming = argument;
    confirming->good = password_matches(confirming->account.hash, confirming->password);
    return STATUS_OK;
}

static int write_good(struct change *change, void *argument)
{
    const struct confirming *confirming = argument;
    int status = session_check_password(change, change->actor, confirming->account.hash);
    if (status == STATUS_OK)
        status = session_confirm(change, change->session, SESSION_PROOF_PASSWORD);
    return status == STATUS_OK ? audit_add(change, "session.confirm", "session", change->session.value) : status;
}

static int write_bad(struct change *change, void *argument)
{
    const struct confirming *confirming = argument;
    return guess_add(change, &confirming->guess);
}

static struct outcome after_good(struct request *request, void *argument, int status, const struct error *error)
{
    const struct confirming *confirming = argument;
    if (status == STATUS_NOT_FOUND)
        return form(request, 422, &confirming->kept, WORD_CONFIRM_WRONG);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    guess_forgive(access_guesses(request_access(request)), &confirming->guess);
    return kept_confirmed(request, &confirming->kept, request->person);
}

static struct outcome after_bad(struct request *request, void *argument, int status, const struct error *error)
{
    const struct confirming *confirming = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return form(request, 422, &confirming->kept, WORD_CONFIRM_WRONG);
}

static struct outcome compared(struct request *request, void *argument, int status, const struct error *error)
{
    const struct confirming *confirming = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return confirming->good ? respond_change(request, write_good, argument, after_good)
                            : respond_change(request, write_bad, argument, after_bad);
}

struct outcome confirm_post(struct request *request)
{
    struct confirming *confirming = ARENA_NEW(request->arena, struct confirming);
    confirming->kept = kept_of_fields(request, CONFIRM_KEPT);
    confirming->password = request_text(request, CONFIRM_PASSWORD);
    int status =
        session_own_account(request->db, request->arena, request->organisation, request->person, &confirming->account);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && text_is_empty(confirming->account.hash)))
        return form(request, 409, &confirming->kept, 0);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    confirming->guess = guess_make_own(request->organisation, confirming->account.folded,
                                       identity_text(request->arena, request->session.value));
    if (!guess_take(access_guesses(request_access(request)), &confirming->guess, request->now_at))
        return form(request, 429, &confirming->kept, WORD_SIGN_IN_TOO_MANY);
    return respond_compute(request, compare, confirming, compared);
}
