/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing in by e-mail address and password. An unknown address, an account without a password and a wrong password go the
 * same way in the same time: one look at the account, one hash, one change; and give the same answer (T3).
 */
#include "access/access.h"
#include "access/known_device.h"
#include "access/password.h"
#include "access/people.h"
#include "access/session.h"
#include "feature/sign_in/own.h"
#include "feature/sign_in/sign_in.h"

/* One try, from form to answer. */
struct attempt {
    struct way_in way;
    struct text password;
    struct text hash; /* of the account, empty without one */
    bool good;
    struct guess guess;
    struct text email;
    struct text folded;
    struct kept kept;
};

static struct outcome form_again(struct request *request, const struct attempt *attempt, int status, enum word problem)
{
    struct sign_in_view view = { .problem = word(request->words, problem),
                                 .email = attempt->email,
                                 .kept = attempt->kept };
    return sign_in_form(request, status, &view);
}

static int compare(void *argument)
{
    struct attempt *attempt = argument;
    attempt->good = password_matches(attempt->hash, attempt->password);
    return STATUS_OK;
}

/* The password may have changed while the hash was worked out. */
static int write_good(struct change *change, void *argument)
{
    const struct attempt *attempt = argument;
    int status = session_check_password(change, attempt->way.person, attempt->hash);
    return status == STATUS_OK ? way_in_write(change, &attempt->way) : status;
}

static int write_bad(struct change *change, void *argument)
{
    const struct attempt *attempt = argument;
    return guess_add(change, &attempt->guess);
}

static struct outcome after_good(struct request *request, void *argument, int status, const struct error *error)
{
    const struct attempt *attempt = argument;
    if (status == STATUS_NOT_FOUND)
        return form_again(request, attempt, 422, WORD_SIGN_IN_WRONG);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    guess_forgive(access_guesses(request_access(request)), &attempt->guess);
    access_session_ended(request_access(request), attempt->way.former);
    session_set_cookie(request, attempt->way.secret);
    known_device_set(request, request->organisation, attempt->folded);
    return kept_go_on(request, &attempt->kept, attempt->way.person);
}

static struct outcome after_bad(struct request *request, void *argument, int status, const struct error *error)
{
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return form_again(request, argument, 422, WORD_SIGN_IN_WRONG);
}

static struct outcome compared(struct request *request, void *argument, int status, const struct error *error)
{
    const struct attempt *attempt = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return attempt->good ? respond_change(request, write_good, argument, after_good)
                         : respond_change(request, write_bad, argument, after_bad);
}

struct outcome sign_in_password_post(struct request *request)
{
    struct attempt *attempt = ARENA_NEW(request->arena, struct attempt);
    struct organisation_id organisation = access_organisation(request_access(request));
    request->organisation = organisation;
    way_in_prepare(request, &attempt->way, SESSION_PROOF_PASSWORD, "sign_in.password");
    if (request->viewer && request->viewer->organisation.value != organisation.value)
        attempt->way.former = (struct session_id){ 0 };
    attempt->email = request_text(request, SIGN_IN_EMAIL);
    attempt->password = request_text(request, SIGN_IN_PASSWORD);
    attempt->kept = kept_of_fields(request, SIGN_IN_KEPT);
    struct text folded = people_email_folded(request->arena, attempt->email);
    struct text known = known_device(request, organisation, folded);
    attempt->folded = folded;
    attempt->guess = text_is_null(known) ? guess_make(organisation, folded, request->address)
                                         : guess_make_own(organisation, folded, known);
    if (!guess_take(access_guesses(request_access(request)), &attempt->guess, request->now_at))
        return form_again(request, attempt, 429, WORD_SIGN_IN_TOO_MANY);
    int status =
        session_find_account(request->db, request->arena, organisation, folded, &attempt->way.person, &attempt->hash);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return respond_failure(request, status, NULL);
    return respond_compute(request, compare, attempt, compared);
}
