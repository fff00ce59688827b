/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * "Zo begin je": what is still to do before parents come in, each step with the page on which it is done. It only looks; a
 * step is done when what it asks for is there. No figures, no order that is forced.
 */
#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "channel/channel.h"
#include "feature/invitation/invitation.h"
#include "feature/place/begin.html.h"
#include "feature/place/own.h"
#include "feature/place/place.sql.h"
#include "feature/second_factor/second_factor.h"

/* What the steps are made of. */
struct beginning {
    struct place_state_row state;
    struct viewer_roles roles;
};

static void add_step(struct request *request, struct begin_view *view, struct begin_step_view step)
{
    *vector_add(request->arena, &view->steps) = step;
    view->ready = view->ready && step.done;
}

/* A childminder has her place, and nobody to assign (R209). */
static void add_steps(struct request *request, struct begin_view *view, const struct beginning *beginning)
{
    struct arena *arena = request->arena;
    const struct viewer *viewer = request->viewer;
    const struct place_state_row *state = &beginning->state;
    view->ready = true;
    add_step(request, view,
             (struct begin_step_view){ WORD_BEGIN_FACTOR, WORD_BEGIN_FACTOR_TEXT,
                                       viewer->has_factor || viewer->has_passkey, url_second_factor(arena),
                                       WORD_BEGIN_FACTOR_GO });
    if (beginning->roles.manager) {
        add_step(request, view,
                 (struct begin_step_view){ WORD_BEGIN_GROUPS, WORD_BEGIN_GROUPS_TEXT, state->groups, url_places(arena),
                                           WORD_BEGIN_GROUPS_GO });
        add_step(request, view,
                 (struct begin_step_view){ WORD_BEGIN_STAFF, WORD_BEGIN_STAFF_TEXT, state->staff, url_places(arena),
                                           WORD_BEGIN_STAFF_GO });
    }
    add_step(
        request, view,
        (struct begin_step_view){ WORD_BEGIN_CHILDREN,
                                  beginning->roles.manager ? WORD_BEGIN_CHILDREN_TEXT : WORD_BEGIN_CHILDREN_OWN_TEXT,
                                  state->children, url_places(arena), WORD_BEGIN_CHILDREN_GO });
    add_step(request, view,
             (struct begin_step_view){ WORD_BEGIN_PARENTS, WORD_BEGIN_PARENTS_TEXT, state->invited,
                                       url_invitations(arena), WORD_BEGIN_PARENTS_GO });
}

static struct text tried_text(struct request *request, const struct place_tried_row *row)
{
    switch (outgoing_state_of(row->state)) {
    case OUTGOING_SENT:
        return word(request->words, WORD_BEGIN_MAIL_SENT);
    case OUTGOING_FAILED:
        return word(request->words, WORD_BEGIN_MAIL_FAILED);
    default:
        return word(request->words, WORD_BEGIN_MAIL_WAITING);
    }
}

struct outcome begin_page(struct request *request)
{
    struct begin_view *view = ARENA_NEW(request->arena, struct begin_view);
    struct access_who who = viewer_who(request->viewer);
    struct beginning beginning;
    struct place_tried_row tried;
    int status =
        place_state(request->db, request->arena,
                    (struct place_state_in){ who.organisation, who.person, who.today, SCOPE_MANAGE }, &beginning.state);
    if (status == STATUS_OK)
        status = viewer_roles(request->db, request->arena, request->viewer, &beginning.roles);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    add_steps(request, view, &beginning);
    view->has_mail = channel_has_mail(request_channel(request));
    view->try = url_begin_mail(request->arena);
    status = place_tried(request->db, request->arena, (struct place_tried_in){ who.organisation, who.person }, &tried);
    if (status == STATUS_OK)
        view->tried = tried_text(request, &tried);
    else if (status != STATUS_NOT_FOUND)
        return respond_failure(request, status, NULL);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_BEGIN_TITLE),
                                              .kind = "start",
                                              .side = PAGE_CENTRE,
                                              .content = begin_view_part(view) });
}
