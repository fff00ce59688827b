/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The device: which tablet a browser is, and how it becomes one.
 */
#include "access/audit.h"
#include "access/page.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/tablet/enrol.html.h"
#include "feature/tablet/own.h"
#include "feature/tablet/tablet.sql.h"
#include "i18n/language.h"

const struct works works_in_group = { SCOPE_READ_GROUP | SCOPE_READ_SHIFT, SCOPE_WRITE_CENTRE };
const struct works works_always = { SCOPE_READ_GROUP, SCOPE_WRITE_CENTRE | SCOPE_MANAGE };
const struct works works_shift = { SCOPE_READ_SHIFT, SCOPE_WRITE_CENTRE };

struct address url_tablet(struct arena *arena)
{
    return ADDRESS(arena, "/tablet");
}

/* Pages before somebody works on it speak as the organisation does, in the language of the browser. */
static void speak(struct request *request, const struct tablet_find_row *row)
{
    struct text language = text_from(language_about(words_language(request->words))->code);
    request->words = words_choose(access_words_of(language, row->country, row->address_form, row->cares));
}

int tablet_of_request(struct request *request, struct tablet *ret_tablet)
{
    struct tablet_find_row row;
    struct text hash = secret_hash(request->arena, request_cookie(request, TABLET_COOKIE));
    if (text_is_null(hash))
        return STATUS_NOT_FOUND;
    int status = tablet_find(request->db, request->arena, (struct tablet_find_in){ .token_hash = hash }, &row);
    if (status != STATUS_OK)
        return status;
    struct zone *zone = access_zone(request_access(request), row.zone);
    struct zone_day day;
    *ret_tablet = (struct tablet){ .organisation = row.organisation,
                                   .id = row.id,
                                   .group = row.care_group,
                                   .name = row.name,
                                   .group_name = row.group_name,
                                   .location_name = row.location_name,
                                   .lock_minutes = row.lock_minutes,
                                   .revoked = row.revoked_at != INSTANT_NONE,
                                   .today = zone_date(zone, request->now_at) };
    zone_day(zone, ret_tablet->today, &day);
    ret_tablet->day_ends_at = day.ends_at;
    request->organisation = row.organisation;
    if (!request->viewer)
        speak(request, &row);
    return STATUS_OK;
}

int tablet_check(struct change *change, const struct tablet *tablet)
{
    struct tablet_alive_row row;
    return tablet_alive(change->db, change->arena, (struct tablet_alive_in){ change->organisation, tablet->id }, &row);
}

int tablet_check_works(struct change *change, const struct tablet *tablet, struct person_id person, struct works works)
{
    struct tablet_member_row row;
    return tablet_member(change->db, change->arena,
                         (struct tablet_member_in){ .organisation = change->organisation,
                                                    .care_group = tablet->group,
                                                    .person = person,
                                                    .today = tablet->today,
                                                    .reads = works.reads,
                                                    .acts = works.acts },
                         &row);
}

struct text tablet_team_name(struct arena *arena, const struct tablet_team_rows *rows, size_t i)
{
    const struct tablet_team_row *row = &rows->items[i];
    for (size_t k = 0; k < rows->count; k++)
        if (k != i && text_equal(rows->items[k].given_name, row->given_name))
            return arena_printf(arena, "%.*s %.*s", TEXT_ARGS(row->given_name), TEXT_ARGS(row->family_name));
    return row->given_name;
}

/* --- bringing it in --- */

struct text tablet_code_hash(struct request *request, struct text typed)
{
    struct text digits = TEXT("");
    unsigned char hash[SEAL_HASH_SIZE];
    for (size_t i = 0; i < typed.length; i++) {
        if (typed.data[i] == ' ')
            continue;
        if (typed.data[i] < '0' || typed.data[i] > '9')
            return TEXT_NULL;
        digits = arena_printf(request->arena, "%.*s%c", TEXT_ARGS(digits), typed.data[i]);
    }
    if (digits.length != TABLET_CODE_DIGITS)
        return TEXT_NULL;
    seal_hash(request_access(request), &(struct seal){ "tablet code", request->organisation, { 0 } }, digits, hash);
    return (struct text){ arena_copy(request->arena, hash, sizeof hash), sizeof hash };
}

struct outcome tablet_enrol_form(struct request *request, int status, struct text code, enum word problem)
{
    struct tablet_enrol_view *view = ARENA_NEW(request->arena, struct tablet_enrol_view);
    *view = (struct tablet_enrol_view){ .code = code,
                                        .problem = problem ? word(request->words, problem) : TEXT(""),
                                        .enrol = ADDRESS(request->arena, "/tablet/enrol"),
                                        .sign_in = url_sign_in(request->arena) };
    return sign_in_page(request, status, word(request->words, WORD_TABLET_ENROL_TITLE), tablet_enrol_view_part(view));
}

/* One try with a code, from form to answer. */
struct enrolling {
    struct text code; /* as typed */
    struct text code_hash;
    struct secret secret;
    struct guess guess;
};

static int write_enrolled(struct change *change, void *argument)
{
    const struct enrolling *enrolling = argument;
    struct tablet_by_code_row row;
    int64_t changed = 0;
    int status =
        tablet_by_code(change->db, change->arena,
                       (struct tablet_by_code_in){ change->organisation, enrolling->code_hash, change->now_at }, &row);
    if (status == STATUS_OK)
        status = tablet_enrol(change->db,
                              (struct tablet_enrol_in){ .organisation = change->organisation,
                                                        .id = row.id,
                                                        .token_hash = enrolling->secret.hash,
                                                        .now = change->now_at },
                              &changed);
    if (status == STATUS_OK && changed == 0)
        status = STATUS_NOT_FOUND;
    /* A manager who was signed in on it leaves it: from here on the tablet is the group's. */
    if (status == STATUS_OK && change->session.value != 0)
        status = session_end(change, change->session);
    return status == STATUS_OK ? audit_add(change, "tablet.enrol", "tablet", row.id.value) : status;
}

static int write_wrong(struct change *change, void *argument)
{
    const struct enrolling *enrolling = argument;
    return guess_add(change, &enrolling->guess);
}

static struct outcome after_wrong(struct request *request, void *argument, int status, const struct error *error)
{
    const struct enrolling *enrolling = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return tablet_enrol_form(request, 422, enrolling->code, WORD_TABLET_ENROL_WRONG);
}

static struct outcome enrolled(struct request *request, void *argument, int status, const struct error *error)
{
    struct enrolling *enrolling = argument;
    if (status == STATUS_NOT_FOUND)
        return respond_change(request, write_wrong, enrolling, after_wrong);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    guess_forgive(access_guesses(request_access(request)), &enrolling->guess);
    access_session_ended(request_access(request), request->session);
    session_forget_cookie(request);
    request_set_cookie(request, (struct cookie){ .name = TABLET_COOKIE,
                                                 .value = enrolling->secret.text,
                                                 .max_age = (int64_t)TABLET_COOKIE_DAYS * DAY_MS / SECOND_MS });
    return respond_redirect(request, url_tablet(request->arena).text);
}

/* Tries are counted by where they come from: a code names nobody. */
struct outcome tablet_enrol_post(struct request *request)
{
    struct enrolling *enrolling = ARENA_NEW(request->arena, struct enrolling);
    struct text account = arena_printf(request->arena, "tablet code %.*s", TEXT_ARGS(request->address));
    enrolling->code = request_text(request, ENROL_CODE);
    enrolling->code_hash = tablet_code_hash(request, enrolling->code);
    enrolling->secret = secret_new(request->arena);
    if (text_is_null(enrolling->code_hash))
        return tablet_enrol_form(request, 422, enrolling->code, WORD_TABLET_ENROL_WRONG);
    enrolling->guess = guess_make(request->organisation, account, request->address);
    if (!guess_take(access_guesses(request_access(request)), &enrolling->guess, request->now_at))
        return tablet_enrol_form(request, 429, enrolling->code, WORD_SIGN_IN_TOO_MANY);
    return respond_change(request, write_enrolled, enrolling, enrolled);
}
