/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Signing in with a passkey (feature/passkey). It counts as two factors, so nobody is asked for another. Nothing can be guessed here, so no
 * guesses are counted: a wrong answer costs the one who gives it a signature and us a look-up.
 */
#include "access/access.h"
#include "access/viewer.h"
#include "feature/passkey/passkey.h"
#include "feature/sign_in/own.h"
#include "feature/sign_in/passkey_way.html.h"
#include "feature/sign_in/sign_in.h"

/* One try, from form to answer. */
struct touch {
    struct way_in way;
    struct passkey_use use;
    struct kept kept;
};

bool passkey_way_part(struct request *request, const struct kept *kept, struct html_part *ret_part)
{
    if (!passkey_site(request).works || (request->viewer && !request->viewer->has_passkey))
        return false;
    struct passkey_way_view *view = ARENA_NEW(request->arena, struct passkey_way_view);
    *view = (struct passkey_way_view){ .passkey = passkey_use_part(request), .kept = *kept };
    *ret_part = passkey_way_view_part(view);
    return true;
}

static struct outcome form_again(struct request *request, const struct touch *touch, int status, enum word problem)
{
    struct sign_in_view view = { .problem = word(request->words, problem), .kept = touch->kept };
    return sign_in_form(request, status, &view);
}

struct outcome sign_in_passkey_options(struct request *request)
{
    return passkey_use_options(request);
}

static int write_good(struct change *change, void *argument)
{
    const struct touch *touch = argument;
    int status = passkey_use_write(change, &touch->use);
    return status == STATUS_OK ? way_in_write(change, &touch->way) : status;
}

static struct outcome after_good(struct request *request, void *argument, int status, const struct error *error)
{
    const struct touch *touch = argument;
    if (status == STATUS_CONFLICT)
        return form_again(request, touch, 422, WORD_PASSKEY_TOO_LATE);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    access_session_ended(request_access(request), touch->way.former);
    session_set_cookie(request, touch->way.secret);
    return kept_go_on(request, &touch->kept, touch->way.person);
}

static int write_copied(struct change *change, void *argument)
{
    struct touch *touch = argument;
    return passkey_use_note(change, &touch->use);
}

static struct outcome after_copied(struct request *request, void *argument, int status, const struct error *error)
{
    const struct touch *touch = argument;
    return status == STATUS_OK ? form_again(request, touch, 422, (enum word)touch->use.said)
                               : respond_failure(request, status, error);
}

struct outcome sign_in_passkey_post(struct request *request)
{
    struct touch *touch = ARENA_NEW(request->arena, struct touch);
    struct organisation_id organisation = access_organisation(request_access(request));
    request->organisation = organisation;
    way_in_prepare(request, &touch->way, SESSION_PROOF_PASSKEY, "sign_in.passkey");
    touch->way.strong = true;
    if (request->viewer && request->viewer->organisation.value != organisation.value)
        touch->way.former = (struct session_id){ 0 };
    touch->kept = kept_of_fields(request, PASSKEY_WAY_KEPT);
    int status = passkey_use_check(request, &touch->use);
    if (status == STATUS_INVALID && touch->use.copied)
        return respond_change(request, write_copied, touch, after_copied);
    if (status == STATUS_INVALID)
        return form_again(request, touch, 422, (enum word)touch->use.said);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    touch->way.person = touch->use.person;
    touch->way.passkey = touch->use.passkey;
    return respond_change(request, write_good, touch, after_good);
}
