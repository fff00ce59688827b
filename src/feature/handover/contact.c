/* SPDX-License-Identifier: EUPL-1.2 */
/* See contact.h; and the place on the page of collecting where a highlight can still be written. */
#include "feature/handover/contact.h"

#include "access/scope.h"
#include "access/viewer.h"
#include "db/change.h"
#include "feature/handover/contact.sql.h"
#include "feature/handover/day.h"
#include "feature/handover/form_id.h"
#include "feature/handover/handover.sql.h"
#include "feature/handover/offer.html.h"
#include "http/request.h"

const char *const contact_names[] = { [CONTACT_ARRIVAL] = "arrival",
                                      [CONTACT_PICK_UP] = "pick_up",
                                      [CONTACT_OPEN] = "open",
                                      [CONTACT_HIGHLIGHT] = "highlight",
                                      [CONTACT__MAX] = NULL };

int contact_set(struct change *change, const struct handover_touch *touch, enum live_contact what, bool back)
{
    if (back)
        return contact_remove(change->db,
                              (struct contact_remove_in){ .organisation = change->organisation,
                                                          .child = touch->child,
                                                          .day = touch->day,
                                                          .what = text_from(contact_names[what]) },
                              NULL);
    return contact_add(change->db,
                       (struct contact_add_in){ .organisation = change->organisation,
                                                .child = touch->child,
                                                .day = touch->day,
                                                .what = text_from(contact_names[what]),
                                                .care_group = touch->group,
                                                .at = change->now_at,
                                                .person = change->actor },
                       NULL);
}

int handover_talked(struct change *change, struct child_id child, struct date today)
{
    struct handover_placement_row row;
    int status = handover_placement(
        change->db, change->arena,
        (struct handover_placement_in){
            .organisation = change->organisation, .child = child, .day = today, .weekday_bit = weekday_bit(today) },
        &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    struct group_id none = { 0 };
    return contact_add(change->db,
                       (struct contact_add_in){ .organisation = change->organisation,
                                                .child = child,
                                                .day = today,
                                                .what = TEXT("call"),
                                                .care_group = status == STATUS_OK ? row.care_group : none,
                                                .at = change->now_at,
                                                .person = change->actor },
                       NULL);
}

static int has_highlight(struct request *request, struct child_id child, bool *ret_has)
{
    struct contact_offer_row row;
    int status = contact_offer(request->db, request->arena,
                               (struct contact_offer_in){ .organisation = request->organisation,
                                                          .child = child,
                                                          .person = request->person,
                                                          .day = request->viewer->today,
                                                          .need = SCOPE_WRITE_CENTRE },
                               &row);
    *ret_has = status == STATUS_NOT_FOUND || (status == STATUS_OK && row.has);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static int client_id(struct request *request, struct group_id group, struct child_id child, struct text *ret_id)
{
    struct handover_own_board_writes_row own;
    struct date today = request->viewer->today;
    int status = handover_own_board_writes(request->db, request->arena,
                                           (struct handover_own_board_writes_in){ .organisation = request->organisation,
                                                                                  .care_group = group,
                                                                                  .day = today,
                                                                                  .weekday_bit = weekday_bit(today),
                                                                                  .person = request->person },
                                           &own);
    if (status != STATUS_OK)
        return status;
    struct form_page page = form_page_of(request, own.acts);
    *ret_id = form_id(request->arena, &page, "offer", child.value);
    return STATUS_OK;
}

int handover_offer(struct request *request, struct child_id child, struct group_id group, struct html_part *ret_part)
{
    bool has;
    int status = has_highlight(request, child, &has);
    *ret_part = (struct html_part){ 0 };
    if (status != STATUS_OK || has)
        return status;
    struct offer_view *view = ARENA_NEW(request->arena, struct offer_view);
    *view = (struct offer_view){ .child = child,
                                 .kind = day_kind(request, KIND_HIGHLIGHT),
                                 .record = url_handover_record(request->arena, group),
                                 .told = url_handover_told(request->arena, group) };
    status = client_id(request, group, child, &view->client_id);
    if (status == STATUS_OK)
        *ret_part = offer_view_part(view);
    return status;
}
