/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Showing a code: to enter, or before a sensitive act. A wrong one counts as a guess with a counter of the person's own, which
 * only who knows the first factor can use up.
 */
#include "access/audit.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/second_factor/enter.html.h"
#include "feature/second_factor/own.h"
#include "feature/sign_in/sign_in.h"

/* One try, from form to answer. */
struct entering {
    struct kept kept;
    struct factor_code code;
    enum totp_answer answer;
    struct guess guess;
    struct secret secret; /* of the cookie from here on */
    bool confirms;        /* a sensitive act follows; else the way in */
};

enum word factor_problem(enum totp_answer answer)
{
    static const enum word problems[TOTP_ANSWER__MAX] = { [TOTP_WRONG] = WORD_SECOND_FACTOR_WRONG,
                                                          [TOTP_USED] = WORD_SECOND_FACTOR_USED,
                                                          [TOTP_CLOCK] = WORD_SECOND_FACTOR_CLOCK };
    return problems[answer];
}

struct guess factor_guess(struct request *request)
{
    struct text name = arena_printf(request->arena, "second factor %lld", (long long)request->person.value);
    return guess_make(request->organisation, name, request->address);
}

static struct outcome form(struct request *request, int status, const struct kept *kept, bool confirms,
                           enum word problem)
{
    struct enter_view *view = ARENA_NEW(request->arena, struct enter_view);
    view->kept = *kept;
    view->has_app = request->viewer->has_factor;
    view->has_passkey = passkey_way_part(request, &view->kept, &view->passkey);
    view->action = confirms ? ADDRESS(request->arena, "/second-factor/confirm") : url_second_factor(request->arena);
    if (problem)
        view->problem = word(request->words, problem);
    return sign_in_page(request, status, word(request->words, WORD_SECOND_FACTOR_ENTER_TITLE), enter_view_part(view));
}

static struct outcome form_again(struct request *request, const struct entering *entering, int status,
                                 enum word problem)
{
    return form(request, status, &entering->kept, entering->confirms, problem);
}

/* Neither an app nor a passkey yet. */
static bool has_none(const struct request *request)
{
    return !request->viewer->has_factor && !request->viewer->has_passkey;
}

struct outcome enter_page(struct request *request)
{
    struct kept kept = kept_of_fields(request, MANAGE_KEPT);
    if (!request->viewer->factor_due)
        return manage_page(request);
    if (has_none(request))
        return enrol_form(request, 200, &kept, TEXT_NULL, 0);
    return form(request, 200, &kept, false, 0);
}

static struct outcome form_to_ask(struct request *request, int status, const struct kept *kept)
{
    if (has_none(request))
        return enrol_form(request, status, kept, TEXT_NULL, 0);
    return form(request, status, kept, false, 0);
}

static struct outcome ask(struct request *request)
{
    return ask_first(request, &(struct asking){ .page = url_second_factor(request->arena),
                                                .name = word(request->words, WORD_SECOND_FACTOR_ENTER_GO_ON),
                                                .title = word(request->words, WORD_SECOND_FACTOR_ENTER_TITLE),
                                                .text = word(request->words, WORD_SECOND_FACTOR_ENTER_TEXT),
                                                .form = form_to_ask });
}

void second_factor_hooks(struct http_hooks *hooks)
{
    hooks->factor = ask;
}

static int write_right(struct change *change, void *argument)
{
    const struct entering *entering = argument;
    int status = factor_use(change, &entering->code);
    if (status != STATUS_OK)
        return status;
    if (entering->confirms)
        status = session_confirm(change, change->session, SESSION_PROOF_CODE);
    else
        status = session_strengthen(change, change->session, SESSION_PROOF_CODE, entering->secret.hash);
    const char *action = entering->confirms ? "session.confirm" : "sign_in.second_factor";
    return status == STATUS_OK ? audit_add(change, action, "session", change->session.value) : status;
}

static int write_wrong(struct change *change, void *argument)
{
    const struct entering *entering = argument;
    return guess_add(change, &entering->guess);
}

static struct outcome after_right(struct request *request, void *argument, int status, const struct error *error)
{
    const struct entering *entering = argument;
    if (status == STATUS_NOT_FOUND) /* the same code at the same moment, elsewhere */
        return form_again(request, entering, 422, WORD_SECOND_FACTOR_USED);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    guess_forgive(access_guesses(request_access(request)), &entering->guess);
    if (!entering->confirms)
        session_set_cookie(request, entering->secret);
    return entering->confirms ? kept_confirmed(request, &entering->kept, request->person)
                              : kept_go_on(request, &entering->kept, request->person);
}

static struct outcome after_wrong(struct request *request, void *argument, int status, const struct error *error)
{
    const struct entering *entering = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return form_again(request, entering, 422, factor_problem(entering->answer));
}

static struct outcome try_code(struct request *request, struct entering *entering)
{
    struct factor_code who = { .organisation = request->organisation, .person = request->person };
    entering->guess = factor_guess(request);
    entering->secret = secret_new(request->arena);
    if (!guess_take(access_guesses(request_access(request)), &entering->guess, request->now_at))
        return form_again(request, entering, 429, WORD_SECOND_FACTOR_TOO_MANY);
    int status = factor_check(request_access(request), request->db, request->arena, &who,
                              request_text(request, ENTER_CODE), request->now_at, &entering->answer, &entering->code);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    return entering->answer == TOTP_RIGHT ? respond_change(request, write_right, entering, after_right)
                                          : respond_change(request, write_wrong, entering, after_wrong);
}

static struct entering *entering_new(struct request *request, bool confirms)
{
    struct entering *entering = ARENA_NEW(request->arena, struct entering);
    entering->kept = kept_of_fields(request, ENTER_KEPT);
    entering->confirms = confirms;
    return entering;
}

struct outcome enter_post(struct request *request)
{
    struct entering *entering = entering_new(request, false);
    if (!request->viewer->factor_due) /* another tab was first */
        return kept_go_on(request, &entering->kept, request->person);
    if (has_none(request))
        return enrol_form(request, 409, &entering->kept, TEXT_NULL, 0);
    if (!request->viewer->has_factor)
        return form(request, 409, &entering->kept, false, 0);
    return try_code(request, entering);
}

struct outcome enter_confirm_post(struct request *request)
{
    struct entering *entering = entering_new(request, true);
    if (!request->viewer->has_factor)
        return respond_redirect(request, url_confirm(request->arena).text);
    return try_code(request, entering);
}
