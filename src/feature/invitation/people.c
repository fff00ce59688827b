/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/invitation/people.h"

#include "access/page.h"
#include "access/viewer.h"
#include "base/zone.h"
#include "feature/invitation/invitation.sql.h"

/* What the rows of both statements have in common. */
#define INVITEE_OF(row)                                                                                       \
    {                                                                                                         \
        .person = (row)->id, .given_name = (row)->given_name, .family_name = (row)->family_name,              \
        .language = (row)->language, .email = (row)->email, .phone = (row)->phone, .country = (row)->country, \
        .first_at = (row)->first_at, .way = invitation_way_of((row)->way), .link = (row)->link,               \
        .created_at = (row)->created_at, .opened_at = (row)->opened_at, .expires_at = (row)->expires_at,      \
        .state = outgoing_state_of((row)->state), .problem = outgoing_problem_of((row)->problem),             \
        .asked_at = (row)->asked_at, .started_by = (row)->started_by, .started_at = (row)->started_at,        \
    }

int invitees_guardians(struct request *request, const struct invitee_place *place, struct invitees *ret_people)
{
    struct access_who who = viewer_who(request->viewer);
    struct invitation_guardians_rows rows;
    int status = invitation_guardians(request->db, request->arena,
                                      (struct invitation_guardians_in){ .organisation = who.organisation,
                                                                        .person = who.person,
                                                                        .today = who.today,
                                                                        .need = place->need,
                                                                        .homes = SCOPE_SIDE_HOME,
                                                                        .location = place->location,
                                                                        .care_group = place->group,
                                                                        .most = PEOPLE_MAXIMUM },
                                      &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct invitee person = INVITEE_OF(&rows.items[i]);
        person.child_name = rows.items[i].child_name;
        *vector_add(request->arena, &ret_people->items) = person;
    }
    return status;
}

int invitees_staff(struct request *request, const struct invitee_place *place, struct invitees *ret_people)
{
    struct access_who who = viewer_who(request->viewer);
    struct invitation_staff_rows rows;
    int status = invitation_staff(request->db, request->arena,
                                  (struct invitation_staff_in){ .organisation = who.organisation,
                                                                .person = who.person,
                                                                .today = who.today,
                                                                .need = place->need,
                                                                .location = place->location,
                                                                .care_group = place->group,
                                                                .most = PEOPLE_MAXIMUM },
                                  &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct invitee person = INVITEE_OF(&rows.items[i]);
        *vector_add(request->arena, &ret_people->items) = person;
    }
    return status;
}

/* --- in words --- */

struct text invitee_name(struct arena *arena, const struct invitee *person)
{
    if (text_is_empty(person->family_name))
        return person->given_name;
    return arena_printf(arena, "%.*s %.*s", TEXT_ARGS(person->given_name), TEXT_ARGS(person->family_name));
}

struct text invitee_about(struct request *request, const struct invitee *person)
{
    struct word_value value = word_value("child", person->child_name);
    if (text_is_empty(person->child_name))
        return TEXT("");
    return word_format(request->arena, request->words, WORD_INVITATION_OF_CHILD, &value, 1);
}

bool invitee_waits(const struct request *request, const struct invitee *person)
{
    return person->link != 0 && person->state != OUTGOING_FAILED && person->expires_at != INSTANT_NONE &&
           person->expires_at > request->now_at;
}

static enum word problem_word(enum outgoing_problem problem)
{
    static const enum word words[OUTGOING_PROBLEM__MAX] = {
        [OUTGOING_FINE] = WORD_INVITATION_STATUS_FAILED,      [OUTGOING_NO_ADDRESS] = WORD_INVITATION_STATUS_NO_ADDRESS,
        [OUTGOING_REFUSED] = WORD_INVITATION_STATUS_REFUSED,  [OUTGOING_NO_SERVER] = WORD_INVITATION_STATUS_FAILED,
        [OUTGOING_NO_ANSWER] = WORD_INVITATION_STATUS_FAILED,
    };
    return words[problem];
}

static enum word status_word(const struct request *request, const struct invitee *person)
{
    bool sent = person->way == INVITATION_MAIL || person->way == INVITATION_SMS;
    if (person->link == 0)
        return WORD_INVITATION_STATUS_NONE;
    if (sent && person->state == OUTGOING_FAILED)
        return problem_word(person->problem);
    if (!invitee_waits(request, person))
        return WORD_INVITATION_STATUS_OLD;
    if (person->opened_at != INSTANT_NONE)
        return WORD_INVITATION_STATUS_OPENED;
    if (sent && person->state == OUTGOING_WAITING)
        return WORD_INVITATION_STATUS_GOING;
    return person->way == INVITATION_LETTER ? WORD_INVITATION_STATUS_LETTER : WORD_INVITATION_STATUS_SENT;
}

struct text invitee_status(struct request *request, const struct invitee *person)
{
    int64_t at = person->opened_at != INSTANT_NONE ? person->opened_at : person->created_at;
    struct date day = at == INSTANT_NONE ? DATE_NONE : zone_date(request->viewer->zone, at);
    struct word_value value = word_value("day", at == INSTANT_NONE ? TEXT("") : page_day_text(request, day, DAY_SHORT));
    return word_format(request->arena, request->words, status_word(request, person), &value, 1);
}
