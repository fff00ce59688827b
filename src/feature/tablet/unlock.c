/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A face and a PIN: the beginning of a session on a tablet, and the PIN again before a sensitive act.
 */
#include "access/audit.h"
#include "access/page.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/tablet/confirm.html.h"
#include "feature/tablet/own.h"
#include "feature/tablet/tablet.sql.h"
#include "feature/tablet/waits.html.h"

enum word tablet_pin_problem(enum pin_answer answer)
{
    static const enum word problems[PIN_ANSWER__MAX] = {
        [PIN_WRONG] = WORD_TABLET_PIN_WRONG, [PIN_SHUT] = WORD_TABLET_PIN_SHUT, [PIN_NONE] = WORD_TABLET_PIN_NONE
    };
    return problems[answer];
}

/* --- the session --- */

void shift_prepare(struct request *request, const struct tablet *tablet, struct shift *ret_shift)
{
    int64_t longest = request->now_at + (int64_t)TABLET_SHIFT_HOURS * HOUR_MS;
    *ret_shift = (struct shift){ .tablet = *tablet,
                                 .former = request->session,
                                 .secret = secret_new(request->arena),
                                 .until_at = longest < tablet->day_ends_at ? longest : tablet->day_ends_at };
}

int shift_begin(struct change *change, const struct shift *shift)
{
    struct session_id session;
    int status = STATUS_OK;
    if (shift->former.value != 0)
        status = session_end(change, shift->former);
    if (status == STATUS_OK)
        status = session_create(change,
                                &(struct session_new){ .person = shift->person,
                                                       .token_hash = shift->secret.hash,
                                                       .strong = true,
                                                       .device = shift->tablet.name,
                                                       .tablet = shift->tablet.id,
                                                       .until_at = shift->until_at },
                                &session);
    if (status == STATUS_OK)
        status = tablet_used(change->db,
                             (struct tablet_used_in){ change->organisation, shift->tablet.id, change->now_at }, NULL);
    if (status != STATUS_OK)
        return status;
    change->actor = shift->person;
    change->session = session;
    return audit_add(change, "tablet.unlock", "tablet", shift->tablet.id.value);
}

/* Another than who unlocked it was writing when it locked: the text waits on, unless it is put away. */
static struct outcome waits_page(struct request *request, const struct shift *shift, const struct kept *kept)
{
    struct tablet_waits_view *view = ARENA_NEW(request->arena, struct tablet_waits_view);
    view->text = word(request->words, WORD_TABLET_WAITS_TEXT);
    view->lock = ADDRESS(request->arena, "/tablet/lock");
    view->go_on = url_handover_board(request->arena, shift->tablet.group);
    view->kept = *kept;
    return sign_in_page(request, 200, word(request->words, WORD_TABLET_WAITS_TITLE), tablet_waits_view_part(view));
}

struct outcome shift_go_on(struct request *request, const struct shift *shift, const struct kept *kept)
{
    int64_t owner = 0;
    access_session_ended(request_access(request), shift->former);
    session_set_cookie(request, shift->secret);
    request_set_cookie(request, (struct cookie){ .name = TABLET_COOKIE,
                                                 .value = request_cookie(request, TABLET_COOKIE),
                                                 .max_age = (int64_t)TABLET_COOKIE_DAYS * DAY_MS / SECOND_MS });
    if (!text_is_empty(kept->path) && identity_parse(kept->person, &owner) == STATUS_OK && owner != shift->person.value)
        return waits_page(request, shift, kept);
    return kept_go_on_guarded(request, kept, shift->person,
                              page_tablet_guard(request, shift->person, shift->tablet.lock_minutes * MINUTE_MS));
}

/* --- unlocking --- */

struct unlocking {
    struct shift shift;
    struct pin pin;
    enum pin_answer answer;
    struct kept kept;
};

static int write_unlock(struct change *change, void *argument)
{
    struct unlocking *unlocking = argument;
    const struct shift *shift = &unlocking->shift;
    int status = tablet_check(change, &shift->tablet);
    if (status == STATUS_OK)
        status = tablet_check_works(change, &shift->tablet, shift->person, works_in_group);
    if (status == STATUS_OK)
        status = pin_try(change, shift->tablet.id, &unlocking->pin, &unlocking->answer);
    return status == STATUS_OK && unlocking->answer == PIN_RIGHT ? shift_begin(change, shift) : status;
}

static struct outcome unlocked(struct request *request, void *argument, int status, const struct error *error)
{
    struct unlocking *unlocking = argument;
    const struct shift *shift = &unlocking->shift;
    struct lock_page page = { .status = 422, .kept = unlocking->kept, .chosen = shift->person };
    if (status == STATUS_NOT_FOUND)
        return respond_redirect(request, url_tablet(request->arena).text);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    if (unlocking->answer == PIN_RIGHT)
        return shift_go_on(request, shift, &unlocking->kept);
    page.problem = tablet_pin_problem(unlocking->answer);
    return tablet_lock_page(request, &shift->tablet, &page);
}

struct outcome tablet_unlock_post(struct request *request)
{
    struct unlocking *unlocking = ARENA_NEW(request->arena, struct unlocking);
    struct tablet tablet;
    int status = tablet_of_request(request, &tablet);
    if (status == STATUS_NOT_FOUND || (status == STATUS_OK && tablet.revoked))
        return tablet_enrol_form(request, 409, TEXT(""), status == STATUS_OK ? WORD_TABLET_REVOKED : 0);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct text typed = request_text(request, UNLOCK_PIN);
    unlocking->kept = kept_of_fields(request, UNLOCK_KEPT);
    shift_prepare(request, &tablet, &unlocking->shift);
    unlocking->shift.person = (struct person_id){ request_id(request, UNLOCK_PERSON) };
    unlocking->pin = pin_make(request_access(request), tablet.organisation, unlocking->shift.person, typed);
    if (unlocking->shift.person.value != 0)
        return respond_change(request, write_unlock, unlocking, unlocked);
    struct lock_page page = { .status = 422, .kept = unlocking->kept, .problem = WORD_TABLET_WHO };
    return tablet_lock_page(request, &tablet, &page);
}

/* --- the PIN again (T21) --- */

struct confirming {
    struct tablet tablet;
    struct pin pin;
    enum pin_answer answer;
    struct kept kept;
};

static struct outcome confirm_form(struct request *request, int status, const struct kept *kept, enum word problem)
{
    struct tablet_confirm_view *view = ARENA_NEW(request->arena, struct tablet_confirm_view);
    *view = (struct tablet_confirm_view){ .name = request->viewer->given_name,
                                          .problem = problem ? word(request->words, problem) : TEXT(""),
                                          .confirm = ADDRESS(request->arena, "/tablet/confirm"),
                                          .lock = ADDRESS(request->arena, "/tablet/lock"),
                                          .kept = *kept };
    return sign_in_page(request, status, word(request->words, WORD_TABLET_CONFIRM_TITLE),
                        tablet_confirm_view_part(view));
}

static struct outcome form_to_ask(struct request *request, int status, const struct kept *kept)
{
    return confirm_form(request, status, kept, 0);
}

struct outcome tablet_confirm_ask(struct request *request)
{
    return ask_first(request, &(struct asking){ .page = ADDRESS(request->arena, "/tablet/confirm"),
                                                .name = word(request->words, WORD_TABLET_CONFIRM_GO_ON),
                                                .title = word(request->words, WORD_TABLET_CONFIRM_TITLE),
                                                .text = word(request->words, WORD_TABLET_CONFIRM_TEXT),
                                                .form = form_to_ask });
}

struct outcome tablet_confirm_page(struct request *request)
{
    struct kept kept = { .next = request_text(request, 0) };
    if (!is_own_path(kept.next))
        kept.next = TEXT_NULL;
    if (request->viewer->tablet.value == 0)
        return respond_redirect(request, url_confirm(request->arena).text);
    return confirm_form(request, 200, &kept, 0);
}

static int write_confirm(struct change *change, void *argument)
{
    struct confirming *confirming = argument;
    int status = tablet_check(change, &confirming->tablet);
    if (status == STATUS_OK)
        status = pin_try(change, confirming->tablet.id, &confirming->pin, &confirming->answer);
    if (status != STATUS_OK || confirming->answer == PIN_WRONG)
        return status;
    if (confirming->answer != PIN_RIGHT)
        return session_end(change, change->session);
    status = session_confirm(change, change->session, SESSION_PROOF_NONE);
    return status == STATUS_OK ? audit_add(change, "tablet.confirm", "session", change->session.value) : status;
}

static struct outcome confirmed(struct request *request, void *argument, int status, const struct error *error)
{
    const struct confirming *confirming = argument;
    if (status == STATUS_NOT_FOUND)
        return respond_redirect(request, url_tablet(request->arena).text);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    if (confirming->answer == PIN_RIGHT)
        return kept_confirmed(request, &confirming->kept, request->person);
    if (confirming->answer == PIN_WRONG)
        return confirm_form(request, 422, &confirming->kept, WORD_TABLET_PIN_WRONG);
    access_session_ended(request_access(request), request->session);
    request->viewer = NULL;
    struct lock_page page = { .status = 422,
                              .kept = confirming->kept,
                              .problem = tablet_pin_problem(confirming->answer) };
    return tablet_lock_page(request, &confirming->tablet, &page);
}

struct outcome tablet_confirm_post(struct request *request)
{
    struct confirming *confirming = ARENA_NEW(request->arena, struct confirming);
    if (request->viewer->tablet.value == 0)
        return respond_redirect(request, url_confirm(request->arena).text);
    int status = tablet_of_request(request, &confirming->tablet);
    /* The cookie of the session without that of its tablet, or with that of another. */
    if (status == STATUS_OK && confirming->tablet.id.value != request->viewer->tablet.value)
        status = STATUS_NOT_FOUND;
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    confirming->kept = kept_of_fields(request, CONFIRM_KEPT);
    confirming->pin =
        pin_make(request_access(request), request->organisation, request->person, request_text(request, CONFIRM_PIN));
    return respond_change(request, write_confirm, confirming, confirmed);
}
