/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Choosing a password: the first one, or another. Who has one gives it again, and a wrong one counts as a guess as at signing
 * in, so that somebody at a telephone that lies open cannot try them all. All other sessions end, with their live streams.
 */
#include "access/access.h"
#include "access/audit.h"
#include "access/known_device.h"
#include "access/password.h"
#include "access/people.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/sign_in/own.h"
#include "feature/sign_in/password.html.h"

/* One try, from form to answer. */
struct choice {
    struct person_id person;
    struct session_account_own account;
    struct text current; /* as typed */
    struct text wanted;
    bool good;
    bool common;                   /* the new one is in the dictionary */
    bool asks_current;             /* the one she has is asked for */
    char hash[PASSWORD_HASH_SIZE]; /* of the new one */
    struct guess guess;
    struct session_ids ended;
    struct kept kept; /* what waited for a first password to be chosen */
};

static struct outcome choice_page(struct request *request, int status, const struct password_view *view)
{
    struct password_view *shown = ARENA_NEW(request->arena, struct password_view);
    *shown = *view;
    shown->least = PASSWORD_SHORTEST;
    shown->home = ADDRESS(request->arena, "/me");
    return sign_in_page(request, status, word(request->words, WORD_SIGN_IN_PASSWORD_TITLE), password_view_part(shown));
}

/* The password of now is asked for, but of who came in by link or passkey a moment ago: that is the way of who forgot it. */
static bool asks_current(const struct request *request, const struct session_account_own *account)
{
    const struct viewer *viewer = request->viewer;
    bool other_way = viewer->confirmed_by == SESSION_PROOF_LINK || viewer->confirmed_by == SESSION_PROOF_PASSKEY;
    return !text_is_empty(account->hash) && !(viewer->confirmed && other_way);
}

static struct outcome form(struct request *request, int status, const struct session_account_own *account,
                           const struct kept *kept, struct text problem)
{
    return choice_page(request, status,
                       &(struct password_view){ .problem = problem,
                                                .has_account = true,
                                                .email = account->email,
                                                .has_password = asks_current(request, account),
                                                .kept = *kept });
}

static struct outcome form_again(struct request *request, const struct choice *choice, int status, enum word problem)
{
    return form(request, status, &choice->account, &choice->kept, word(request->words, problem));
}

/* What is wrong with a new password, in a sentence. */
static struct text fault_text(struct request *request, enum password_fault fault)
{
    static const enum word sentences[PASSWORD_FAULT__MAX] = {
        [PASSWORD_TOO_SHORT] = WORD_SIGN_IN_PASSWORD_TOO_SHORT, [PASSWORD_TOO_LONG] = WORD_SIGN_IN_PASSWORD_TOO_LONG,
        [PASSWORD_TOO_PLAIN] = WORD_SIGN_IN_PASSWORD_TOO_PLAIN, [PASSWORD_OWN] = WORD_SIGN_IN_PASSWORD_OWN,
        [PASSWORD_COMMON] = WORD_SIGN_IN_PASSWORD_COMMON,
    };
    struct word_value values[] = { word_value("least", PASSWORD_SHORTEST), word_value("most", PASSWORD_LONGEST) };
    return word_format(request->arena, request->words, sentences[fault], values, sizeof values / sizeof values[0]);
}

struct outcome password_choice_page(struct request *request)
{
    if (request_boolean(request, CHOICE_CHOSEN))
        return choice_page(request, 200,
                           &(struct password_view){ .told = word(request->words, WORD_SIGN_IN_PASSWORD_CHOSEN) });
    struct session_account_own account;
    int status = session_own_account(request->db, request->arena, request->organisation, request->person, &account);
    if (status == STATUS_NOT_FOUND)
        return choice_page(request, 200, &(struct password_view){ .has_account = false });
    return status == STATUS_OK ? form(request, 200, &account, &(struct kept){ 0 }, TEXT_NULL)
                               : respond_failure(request, status, NULL);
}

/* On a hash thread: the one she has, and when it is right the hash of the new one. */
static int work_out(void *argument)
{
    struct choice *choice = argument;
    choice->good = !choice->asks_current || password_matches(choice->account.hash, choice->current);
    choice->common = choice->good && password_is_common(choice->wanted);
    return choice->good && !choice->common ? password_hash(choice->wanted, choice->hash) : STATUS_OK;
}

/* The password may have changed while the hash was worked out. */
static int write_chosen(struct change *change, void *argument)
{
    struct choice *choice = argument;
    int status = session_check_password(change, choice->person, choice->account.hash);
    if (status == STATUS_OK)
        status = session_find_others(change, choice->person, change->session, &choice->ended);
    if (status == STATUS_OK)
        status = people_password_set(change, choice->person, text_from(choice->hash));
    if (status == STATUS_OK) /* she has just typed it */
        status = session_confirm(change, change->session, SESSION_PROOF_PASSWORD);
    if (status == STATUS_OK)
        status = audit_add(change, "account.password", "person", choice->person.value);
    return status == STATUS_OK ? account_news_tell(change, choice->person, ACCOUNT_NEWS_PASSWORD) : status;
}

static int write_wrong(struct change *change, void *argument)
{
    const struct choice *choice = argument;
    return guess_add(change, &choice->guess);
}

static struct outcome after_chosen(struct request *request, void *argument, int status, const struct error *error)
{
    const struct choice *choice = argument;
    if (status == STATUS_NOT_FOUND)
        return respond_failure(request, STATUS_CONFLICT, NULL);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    known_device_set(request, request->organisation, choice->account.folded);
    if (choice->asks_current)
        guess_forgive(access_guesses(request_access(request)), &choice->guess);
    for (size_t i = 0; i < choice->ended.count; i++)
        access_session_ended(request_access(request), choice->ended.items[i]);
    if (!text_is_empty(choice->kept.path))
        return kept_confirmed(request, &choice->kept, choice->person);
    return respond_redirect(request, TEXT("/password?chosen=1"));
}

static struct outcome after_wrong(struct request *request, void *argument, int status, const struct error *error)
{
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return form_again(request, argument, 422, WORD_SIGN_IN_PASSWORD_WRONG);
}

static struct outcome worked_out(struct request *request, void *argument, int status, const struct error *error)
{
    const struct choice *choice = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    if (!choice->good)
        return respond_change(request, write_wrong, argument, after_wrong);
    if (!choice->common)
        return respond_change(request, write_chosen, argument, after_chosen);
    if (choice->asks_current)
        guess_forgive(access_guesses(request_access(request)), &choice->guess);
    return form(request, 422, &choice->account, &choice->kept, fault_text(request, PASSWORD_COMMON));
}

struct outcome password_choice_post(struct request *request)
{
    struct choice *choice = ARENA_NEW(request->arena, struct choice);
    choice->person = request->person;
    choice->current = request_text(request, CHOICE_CURRENT);
    choice->wanted = request_text(request, CHOICE_NEW);
    choice->kept = kept_of_fields(request, CHOICE_KEPT);
    int status =
        session_own_account(request->db, request->arena, request->organisation, request->person, &choice->account);
    if (status == STATUS_NOT_FOUND)
        return choice_page(request, 409, &(struct password_view){ .has_account = false });
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    choice->asks_current = asks_current(request, &choice->account);
    if (!request_given(request, CHOICE_NEW) && !text_is_empty(choice->kept.path)) /* from views/confirm.html */
        return form(request, 200, &choice->account, &choice->kept, TEXT_NULL);
    struct password_owner owner = { .email = choice->account.folded,
                                    .given_name = request->viewer->given_name,
                                    .family_name = request->viewer->family_name,
                                    .organisation = request->viewer->organisation_name };
    enum password_fault fault = password_check(choice->wanted, &owner);
    if (fault != PASSWORD_FINE)
        return form(request, 422, &choice->account, &choice->kept, fault_text(request, fault));
    if (choice->asks_current) {
        choice->guess = guess_make_own(request->organisation, choice->account.folded,
                                       identity_text(request->arena, request->session.value));
        if (!guess_take(access_guesses(request_access(request)), &choice->guess, request->now_at))
            return form_again(request, choice, 429, WORD_SIGN_IN_TOO_MANY);
    }
    return respond_compute(request, work_out, choice, worked_out);
}
