/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * "Ik val in": a stand-in who has no PIN comes to work on the tablet. A colleague of the group (or who manages it) stands by and
 * shows her own PIN; so nobody comes in by herself, and it says in the audit who let in whom. Who is in the list of today gets a
 * PIN for today. Who is not, because she was sent this morning, says her name, and stands in for today on this group alone.
 *
 * Members of the team choose their PIN themselves, signed in on their own device: nobody can make one for a colleague and write
 * in her name.
 */
#include "access/audit.h"
#include "access/page.h"
#include "access/people.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/tablet/join.html.h"
#include "feature/tablet/own.h"
#include "feature/tablet/tablet.sql.h"
#include "i18n/language.h"

enum { TINTS = 6, PERSON_NONE = 0 };

/* One try, from form to answer. */
struct joining {
    struct shift shift;
    struct access *access;
    struct text given, family; /* of who is not in the list */
    struct text typed;         /* the new PIN */
    struct text language;      /* of the page */
    struct person_id person;   /* in the list; 0: not */
    struct pin colleague;
    enum word problem; /* set by the change */
};

static void add_face(struct request *request, struct tablet_faces_view *faces, const struct tablet_team_rows *rows,
                     size_t i, struct person_id chosen)
{
    const struct tablet_team_row *row = &rows->items[i];
    *(struct tablet_face_view *)vector_add(request->arena, faces) = (struct tablet_face_view){
        .person = row->person,
        .name = tablet_team_name(request->arena, rows, i),
        .initial = handover_initial(row->given_name),
        .tint = (int)(row->person.value % TINTS) + 1,
        .chosen = row->person.value == chosen.value,
    };
}

static int read_team(struct request *request, const struct tablet *tablet, struct works works,
                     struct tablet_team_rows *ret_rows)
{
    return tablet_team(request->db, request->arena,
                       (struct tablet_team_in){ .organisation = tablet->organisation,
                                                .care_group = tablet->group,
                                                .today = tablet->today,
                                                .reads = works.reads,
                                                .acts = works.acts,
                                                .now = request->now_at },
                       ret_rows);
}

static struct outcome show(struct request *request, int status, const struct joining *joining)
{
    struct tablet_join_view *view = ARENA_NEW(request->arena, struct tablet_join_view);
    const struct tablet *tablet = &joining->shift.tablet;
    struct tablet_team_rows shift, colleagues;
    int found = read_team(request, tablet, works_shift, &shift);
    if (found == STATUS_OK)
        found = read_team(request, tablet, works_always, &colleagues);
    if (found != STATUS_OK)
        return respond_failure(request, found, NULL);
    *view = (struct tablet_join_view){ .group = tablet->group_name,
                                       .problem = joining->problem ? word(request->words, joining->problem) : TEXT(""),
                                       .given = joining->given,
                                       .family = joining->family,
                                       .join = ADDRESS(request->arena, "/tablet/join"),
                                       .back = url_tablet(request->arena) };
    for (size_t i = 0; i < shift.count; i++) {
        add_face(request, &view->faces, &shift, i, joining->person);
        view->listed = view->listed || shift.items[i].person.value == joining->person.value;
    }
    for (size_t i = 0; i < colleagues.count; i++)
        if (colleagues.items[i].has_pin)
            add_face(request, &view->colleagues, &colleagues, i, joining->colleague.person);
    view->has_colleagues = view->colleagues.count > 0;
    return sign_in_page(request, status, word(request->words, WORD_TABLET_JOIN_TITLE), tablet_join_view_part(view));
}

/* The tablet of the request; false when there is none, with what to answer. */
static bool on_tablet(struct request *request, struct tablet *ret_tablet, struct outcome *ret_outcome)
{
    int status = tablet_of_request(request, ret_tablet);
    if (status == STATUS_OK && !ret_tablet->revoked)
        return true;
    *ret_outcome = status == STATUS_OK || status == STATUS_NOT_FOUND
                       ? tablet_enrol_form(request, 409, TEXT(""), status == STATUS_OK ? WORD_TABLET_REVOKED : 0)
                       : respond_failure(request, status, NULL);
    return false;
}

struct outcome tablet_join_page(struct request *request)
{
    struct joining *joining = ARENA_NEW(request->arena, struct joining);
    struct outcome outcome;
    *joining = (struct joining){ .given = TEXT(""), .family = TEXT("") };
    if (!on_tablet(request, &joining->shift.tablet, &outcome))
        return outcome;
    joining->person = (struct person_id){ request_id(request, JOIN_PAGE_PERSON) };
    return show(request, 200, joining);
}

/* --- the change --- */

/* The colleague works here always and her PIN is right; otherwise `problem` says what is wrong, and what was counted stays. */
static int check_colleague(struct change *change, struct joining *joining)
{
    enum pin_answer answer;
    int status = tablet_check_works(change, &joining->shift.tablet, joining->colleague.person, works_always);
    if (status == STATUS_NOT_FOUND) {
        joining->problem = WORD_TABLET_JOIN_WHO;
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = pin_try(change, joining->shift.tablet.id, &joining->colleague, &answer);
    if (status == STATUS_OK && answer != PIN_RIGHT)
        joining->problem = answer == PIN_WRONG ? WORD_TABLET_JOIN_WRONG : WORD_TABLET_JOIN_OTHER;
    return status;
}

/* Whoever was shut out after wrong PINs is not let in again by a colleague, and who chose a PIN herself uses that. */
static int check_known(struct change *change, struct joining *joining)
{
    struct tablet_pin_row row;
    int status = tablet_check_works(change, &joining->shift.tablet, joining->person, works_shift);
    if (status == STATUS_OK)
        status = tablet_pin(
            change->db, change->arena,
            (struct tablet_pin_in){ change->organisation, joining->person, joining->shift.tablet.id, change->now_at },
            &row);
    if (status == STATUS_NOT_FOUND)
        return tablet_check_works(change, &joining->shift.tablet, joining->person, works_shift);
    if (status == STATUS_OK && row.failures >= TABLET_TRIES)
        joining->problem = WORD_TABLET_PIN_SHUT;
    else if (status == STATUS_OK && row.until_at == INSTANT_NONE)
        joining->problem = WORD_TABLET_JOIN_HAS_PIN;
    return status;
}

/* Somebody who was sent this morning. */
static int add_person(struct change *change, const struct joining *joining, struct person_id *ret_person)
{
    const struct tablet *tablet = &joining->shift.tablet;
    int status = people_person_add(change,
                                   &(struct people_person){ .given_name = joining->given,
                                                            .family_name = joining->family,
                                                            .say_name = TEXT(""),
                                                            .language = joining->language,
                                                            .phone = TEXT("") },
                                   ret_person);
    if (status != STATUS_OK)
        return status;
    return people_professional_set(change, &(struct people_professional){ .person = *ret_person,
                                                                          .group = tablet->group,
                                                                          .role = TEXT("stand_in"),
                                                                          .from = tablet->today,
                                                                          .until = date_add(tablet->today, 1) });
}

static int write_join(struct change *change, void *argument)
{
    struct joining *joining = argument;
    struct shift *shift = &joining->shift;
    joining->problem = 0;
    shift->person = joining->person;
    int status = tablet_check(change, &shift->tablet);
    if (status == STATUS_OK)
        status = check_colleague(change, joining);
    if (status == STATUS_OK && !joining->problem && joining->person.value != PERSON_NONE)
        status = check_known(change, joining);
    if (status != STATUS_OK || joining->problem)
        return status;
    if (joining->person.value == PERSON_NONE)
        status = add_person(change, joining, &shift->person);
    if (status != STATUS_OK)
        return status;
    struct pin pin = pin_make(joining->access, change->organisation, shift->person, joining->typed);
    status = pin_put(change, &pin, shift->tablet.day_ends_at, joining->colleague.person);
    if (status == STATUS_OK)
        status = tablet_try_clear(
            change->db, (struct tablet_try_clear_in){ change->organisation, shift->tablet.id, shift->person }, NULL);
    change->actor = joining->colleague.person;
    if (status == STATUS_OK)
        status = audit_add(change, "tablet.stand_in", "person", shift->person.value);
    return status == STATUS_OK ? shift_begin(change, shift) : status;
}

static struct outcome joined(struct request *request, void *argument, int status, const struct error *error)
{
    const struct joining *joining = argument;
    struct kept none = { .next = TEXT_NULL };
    if (status == STATUS_NOT_FOUND)
        return respond_redirect(request, url_tablet(request->arena).text);
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    return joining->problem ? show(request, 422, joining) : shift_go_on(request, &joining->shift, &none);
}

struct outcome tablet_join_post(struct request *request)
{
    struct joining *joining = ARENA_NEW(request->arena, struct joining);
    struct tablet tablet;
    struct outcome outcome;
    if (!on_tablet(request, &tablet, &outcome))
        return outcome;
    struct person_id colleague = { request_id(request, JOIN_COLLEAGUE) };
    *joining = (struct joining){ .access = request_access(request),
                                 .given = request_text(request, JOIN_GIVEN),
                                 .family = request_text(request, JOIN_FAMILY),
                                 .typed = request_text(request, JOIN_PIN),
                                 .language = text_from(language_about(words_language(request->words))->code),
                                 .person = { request_id(request, JOIN_PERSON) },
                                 .colleague = pin_make(request_access(request), tablet.organisation, colleague,
                                                       request_text(request, JOIN_COLLEAGUE_PIN)) };
    shift_prepare(request, &tablet, &joining->shift);
    if (text_is_null(joining->family))
        joining->family = TEXT("");
    joining->problem = tablet_pin_fault(pin_check(joining->typed, request_text(request, JOIN_AGAIN)));
    if (joining->person.value == PERSON_NONE && text_is_empty(joining->given))
        joining->problem = WORD_TABLET_JOIN_NAME;
    else if (!joining->problem && colleague.value == PERSON_NONE)
        joining->problem = WORD_TABLET_JOIN_WHO;
    return joining->problem ? show(request, 422, joining) : respond_change(request, write_join, joining, joined);
}
