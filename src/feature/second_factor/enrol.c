/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Setting up an app. The secret goes to the page as a QR code, and sealed in a hidden field back to us with the first code:
 * nothing is written before that code is right, so nobody is locked out by an app that never worked. The seal names the
 * person and ends after a while.
 */
#include "access/audit.h"
#include "access/seal.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/second_factor/enrol.html.h"
#include "feature/second_factor/own.h"
#include "feature/sign_in/sign_in.h"
#include "html/qr.h"

/* One try, from form to answer. */
struct enrolling {
    struct kept kept;
    struct text secret;
    struct text sealed; /* as it is kept */
    struct text came;   /* as it came from the page */
    enum totp_answer answer;
    int64_t step;
    bool replaces;
    struct guess guess;
    struct secret session; /* of the cookie from here on */
    struct factor_codes codes;
    struct session_ids ended;
};

static struct seal page_seal(const struct request *request)
{
    return (struct seal){ "totp_enrol", request->organisation, request->person };
}

/* What stands in the hidden field: until when, and the secret. */
static struct text pack(struct request *request, struct text secret)
{
    struct seal seal = page_seal(request);
    int64_t until_at = request->now_at + (int64_t)SECOND_FACTOR_ENROL_MINUTES * MINUTE_MS;
    struct text plain = arena_printf(request->arena, "%lld %.*s", (long long)until_at,
                                     TEXT_ARGS(base64_encode(request->arena, secret)));
    return base64_encode(request->arena, seal_close(request_access(request), request->arena, &seal, plain));
}

/* False when it is none of ours, of another person, or too old. */
static bool unpack(struct request *request, struct text packed, struct text *ret_secret)
{
    struct seal seal = page_seal(request);
    struct text sealed, plain, encoded, secret;
    int64_t until_at;
    if (text_is_empty(packed) || base64_decode(request->arena, packed, &sealed) != STATUS_OK ||
        seal_open(request_access(request), request->arena, &seal, sealed, &plain) != STATUS_OK)
        return false;
    struct text until = text_cut(plain, ' ', &encoded);
    if (text_to_integer(until, 0, INT64_MAX, &until_at) != STATUS_OK || until_at < request->now_at ||
        base64_decode(request->arena, encoded, &secret) != STATUS_OK || secret.length != TOTP_SECRET_BYTES)
        return false;
    *ret_secret = secret;
    return true;
}

/* Whose code it is, in the list of the app. */
static struct text account_name(struct request *request)
{
    struct session_account_own account;
    int status = session_own_account(request->db, request->arena, request->organisation, request->person, &account);
    return status == STATUS_OK ? account.email : request->viewer->given_name;
}

struct outcome enrol_form(struct request *request, int status, const struct kept *kept, struct text sealed,
                          enum word problem)
{
    struct text secret;
    if (!unpack(request, sealed, &secret)) {
        unsigned char *bytes = arena_allocate(request->arena, TOTP_SECRET_BYTES);
        random_bytes(bytes, TOTP_SECRET_BYTES);
        secret = (struct text){ (const char *)bytes, TOTP_SECRET_BYTES };
        sealed = pack(request, secret);
    }
    struct enrol_view *view = ARENA_NEW(request->arena, struct enrol_view);
    struct text address =
        totp_address(request->arena, secret, request->viewer->organisation_name, account_name(request));
    struct qr qr = qr_make(request->arena, address);
    *view = (struct enrol_view){ .due = request->viewer->factor_due,
                                 .replaces = request->viewer->has_factor,
                                 .box = qr.box,
                                 .path = qr.path,
                                 .typed = totp_typed(request->arena, secret),
                                 .app = { address },
                                 .sealed = sealed,
                                 .action = ADDRESS(request->arena, "/second-factor/new"),
                                 .back = url_second_factor(request->arena),
                                 .kept = *kept };
    if (problem)
        view->problem = word(request->words, problem);
    return sign_in_page(request, status, word(request->words, WORD_SECOND_FACTOR_ENROL_TITLE), enrol_view_part(view));
}

/* Who may set up an app now: at the way in the first time, else shortly after showing who one is. */
static bool may_enrol(const struct request *request)
{
    const struct viewer *viewer = request->viewer;
    return viewer->factor_due ? !viewer->has_factor && !viewer->has_passkey : viewer->confirmed;
}

/* To the page that asks, and back here. */
static struct outcome show_first(struct request *request)
{
    if (request->viewer->factor_due)
        return respond_redirect(request, url_second_factor(request->arena).text);
    return respond_redirect(request, arena_printf(request->arena, "%.*s?next=%%2Fsecond-factor%%2Fnew",
                                                  TEXT_ARGS(url_confirm(request->arena).text)));
}

struct outcome enrol_page(struct request *request)
{
    struct kept kept = kept_of_fields(request, 0);
    return may_enrol(request) ? enrol_form(request, 200, &kept, TEXT_NULL, 0) : show_first(request);
}

static int write_enrolled(struct change *change, void *argument)
{
    struct enrolling *enrolling = argument;
    struct person_id person = change->actor;
    int status = factor_put(change, person, enrolling->sealed, enrolling->step);
    if (status == STATUS_OK)
        status = factor_codes_write(change, person, &enrolling->codes);
    if (status == STATUS_OK)
        status = session_strengthen(change, change->session, SESSION_PROOF_CODE, enrolling->session.hash);
    if (status == STATUS_OK && enrolling->replaces)
        status = session_find_others(change, person, change->session, &enrolling->ended);
    if (status == STATUS_OK && enrolling->replaces)
        status = session_end_others(change, person, change->session);
    if (status == STATUS_OK)
        status = audit_add(change, "second_factor.enrol", "person", person.value);
    return status == STATUS_OK ? account_news_tell(change, person, ACCOUNT_NEWS_FACTOR) : status;
}

static struct outcome after_enrolled(struct request *request, void *argument, int status, const struct error *error)
{
    const struct enrolling *enrolling = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    guess_forgive(access_guesses(request_access(request)), &enrolling->guess);
    for (size_t i = 0; i < enrolling->ended.count; i++)
        access_session_ended(request_access(request), enrolling->ended.items[i]);
    session_set_cookie(request, enrolling->session);
    return codes_page(request, &enrolling->codes, &enrolling->kept);
}

struct outcome enrol_post(struct request *request)
{
    struct enrolling *enrolling = ARENA_NEW(request->arena, struct enrolling);
    struct access *access = request_access(request);
    enrolling->kept = kept_of_fields(request, ENROL_KEPT);
    enrolling->came = request_text(request, ENROL_KEY);
    enrolling->replaces = request->viewer->has_factor;
    enrolling->guess = factor_guess(request);
    if (!may_enrol(request))
        return show_first(request);
    if (!unpack(request, enrolling->came, &enrolling->secret))
        return enrol_form(request, 422, &enrolling->kept, TEXT_NULL, WORD_SECOND_FACTOR_ENROL_LATE);
    if (!guess_take(access_guesses(access), &enrolling->guess, request->now_at))
        return enrol_form(request, 429, &enrolling->kept, enrolling->came, WORD_SECOND_FACTOR_TOO_MANY);
    struct text code = factor_squeeze(request->arena, request_text(request, ENROL_CODE));
    enrolling->answer = totp_check(enrolling->secret, code, request->now_at, 0, &enrolling->step);
    if (enrolling->answer != TOTP_RIGHT)
        return enrol_form(request, 422, &enrolling->kept, enrolling->came, factor_problem(enrolling->answer));
    enrolling->sealed = factor_seal(access, request->arena, request->organisation, request->person, enrolling->secret);
    enrolling->session = secret_new(request->arena);
    factor_codes_make(access, request->arena, request->organisation, request->person, &enrolling->codes);
    return respond_change(request, write_enrolled, enrolling, after_enrolled);
}
