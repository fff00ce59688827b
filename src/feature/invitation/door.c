/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * At the door: who stands before somebody of the group gets a code that works for ten minutes. For who came in before, a
 * second member of staff has to agree.
 */
#include "access/access.h"
#include "access/link.h"
#include "access/page.h"
#include "access/viewer.h"
#include "feature/invitation/code.html.h"
#include "feature/invitation/group.html.h"
#include "feature/invitation/invitation.sql.h"
#include "feature/invitation/people.h"

/* Who began, as the reader sees it. */
enum stage { STAGE_NONE, STAGE_ASKED, STAGE_MINE, STAGE_OTHERS };

static enum stage stage_of(const struct request *request, const struct invitee *person)
{
    bool begun = person->started_at != INSTANT_NONE &&
                 request->now_at - person->started_at <= (int64_t)INVITATION_SECOND_MINUTES * MINUTE_MS &&
                 person->first_at != INSTANT_NONE;
    if (begun && person->started_by.value == request->person.value)
        return STAGE_MINE;
    if (begun && person->started_by.value != 0)
        return STAGE_OTHERS;
    return person->asked_at != INSTANT_NONE && person->started_at == INSTANT_NONE ? STAGE_ASKED : STAGE_NONE;
}

static void add_person(struct request *request, struct invitation_group_view *view, const struct invitee *person)
{
    static const enum word told[] = { [STAGE_ASKED] = WORD_INVITATION_GROUP_ASKED,
                                      [STAGE_MINE] = WORD_INVITATION_GROUP_MINE,
                                      [STAGE_OTHERS] = WORD_INVITATION_GROUP_OTHERS };
    enum stage stage = stage_of(request, person);
    bool inside = person->first_at != INSTANT_NONE;
    struct invitation_section *section = stage != STAGE_NONE ? &view->asked : inside ? &view->inside : &view->others;
    struct invitation_line *line = vector_add(request->arena, &section->lines);
    *line = (struct invitation_line){ .person = person->person,
                                      .name = invitee_name(request->arena, person),
                                      .about = invitee_about(request, person),
                                      .action = view->action,
                                      .loud = stage == STAGE_ASKED || stage == STAGE_OTHERS };
    line->status = stage != STAGE_NONE ? word(request->words, told[stage])
                   : inside            ? word(request->words, WORD_INVITATION_STATUS_INSIDE)
                                       : invitee_status(request, person);
    if (stage == STAGE_OTHERS)
        line->button = word(request->words, WORD_INVITATION_GROUP_CONFIRM);
    else if (stage != STAGE_MINE)
        line->button = word(request->words, inside ? WORD_INVITATION_GROUP_CANNOT : WORD_INVITATION_GROUP_GIVE);
}

static int read_people(struct request *request, struct group_id group, struct invitation_group_view *view)
{
    struct invitee_place place = { .group = group, .need = SCOPE_WRITE_CENTRE | SCOPE_MANAGE };
    struct invitees people = { 0 };
    int status = invitees_guardians(request, &place, &people);
    place.need = SCOPE_MANAGE;
    if (status == STATUS_OK)
        status = invitees_staff(request, &place, &people);
    for (size_t i = 0; status == STATUS_OK && i < people.items.count; i++)
        add_person(request, view, &people.items.items[i]);
    return status;
}

struct outcome invitation_group_page(struct request *request)
{
    struct invitation_group_view *view = ARENA_NEW(request->arena, struct invitation_group_view);
    struct group_id group = { request_id(request, GROUP_GROUP) };
    struct invitation_group_name_row name;
    *view = (struct invitation_group_view){ .action = url_invitation_group(request->arena, group) };
    view->asked.title = word(request->words, WORD_INVITATION_GROUP_WAITING);
    view->others.title = word(request->words, WORD_INVITATION_GROUP_NEVER);
    view->inside.title = word(request->words, WORD_INVITATION_INSIDE);
    int status = invitation_group_name(
        request->db, request->arena,
        (struct invitation_group_name_in){ .organisation = request->organisation, .care_group = group }, &name);
    if (status == STATUS_OK)
        status = read_people(request, group, view);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    view->group_name = name.name;
    return page_show(request, &(struct page){ .title = word(request->words, WORD_INVITATION_AT_THE_DOOR),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = invitation_group_view_part(view) });
}

/* --- the code --- */

/* The address as people read it aloud: without https://. */
static struct text spoken_address(struct request *request)
{
    struct text origin = request_origin(request);
    size_t start = text_find(origin, TEXT("://"));
    return arena_printf(request->arena, "%.*s/in",
                        TEXT_ARGS(start == SIZE_MAX ? origin : text_slice(origin, start + 3, SIZE_MAX)));
}

static struct outcome show_code(struct request *request, const struct let_in *let_in)
{
    struct invitation_code_view *view = ARENA_NEW(request->arena, struct invitation_code_view);
    struct invitation_person_row person;
    int status = invitation_person(
        request->db, request->arena,
        (struct invitation_person_in){ .organisation = request->organisation, .person = let_in->person }, &person);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    *view = (struct invitation_code_view){ .name = person.given_name,
                                           .code = link_code(let_in->access, request->arena, request->organisation,
                                                             let_in->link, LINK_CODE_DOOR),
                                           .address = spoken_address(request),
                                           .back = url_invitation_group(request->arena, let_in->group) };
    struct page page = { .title = word(request->words, WORD_INVITATION_AT_THE_DOOR),
                         .kind = "gate",
                         .side = PAGE_CENTRE,
                         .content = invitation_code_view_part(view) };
    return outcome_fresh(page_show(request, &page), FRESHNESS_NEVER);
}

static struct outcome let_in_done(struct request *request, void *argument, int status, const struct error *error)
{
    const struct let_in *let_in = argument;
    if (status != STATUS_OK)
        return respond_failure(request, status, error);
    if (let_in->result == LET_IN_CODE)
        return show_code(request, let_in);
    return respond_redirect(request, url_invitation_group(request->arena, let_in->group).text);
}

struct outcome invitation_let_in_post(struct request *request)
{
    struct let_in *let_in = ARENA_NEW(request->arena, struct let_in);
    *let_in = (struct let_in){ .access = request_access(request),
                               .who = viewer_who(request->viewer),
                               .group = { request_id(request, GROUP_GROUP) },
                               .person = { request_id(request, GROUP_PERSON) } };
    return respond_change(request, invitation_let_in, let_in, let_in_done);
}
