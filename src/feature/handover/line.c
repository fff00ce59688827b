/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lines that another feature writes on the day page for what it keeps itself.
 */
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/handover/handover.sql.h"
#include "feature/handover/release.h"
#include "feature/handover/tell.h"

int handover_tell(struct change *change, struct child_id child, struct date today, int64_t audience)
{
    return tell_all(change, &(struct tell_entry){ .child = child, .day = today, .today = today, .audience = audience });
}

int handover_line_add(struct change *change, const struct handover_line_new *line, struct moment_id *ret_moment)
{
    struct moment_id moment = CHANGE_MINT(change, moment);
    int64_t audience = line->audience;
    int64_t held = 0;
    int status = STATUS_OK;
    if (line->may_wait)
        status = release_hold(change, line->child, line->group, line->day, &audience, &held);
    if (status == STATUS_OK && held != 0)
        status = release_plan(change, line->day);
    if (status == STATUS_OK)
        status = handover_entry_add(change->db,
                                    (struct handover_entry_add_in){
                                        .organisation = change->organisation,
                                        .child = line->child,
                                        .day = line->day,
                                        .at = line->at,
                                        .id = CHANGE_MINT(change, entry),
                                        .moment = moment,
                                        .side = SIDE_CENTRE,
                                        .kind = text_from(code_kinds[line->kind].name),
                                        .value = text_from(line->value),
                                        .note = text_is_null(line->note) ? TEXT("") : line->note,
                                        .language = text_is_empty(line->note) ? TEXT("") : line->language,
                                        .audience = audience,
                                        .held = held,
                                        .channel = TEXT(""),
                                        .author = change->actor,
                                        .created_at = change->now_at,
                                    },
                                    NULL);
    if (status == STATUS_OK)
        status = handover_tell(change, line->child, line->today, audience);
    if (status == STATUS_OK)
        *ret_moment = moment;
    return status;
}

int handover_line_withdraw(struct change *change, const struct handover_line_new *line, struct moment_id moment)
{
    int status = handover_line_remove(change->db,
                                      (struct handover_line_remove_in){ .organisation = change->organisation,
                                                                        .child = line->child,
                                                                        .moment = moment,
                                                                        .withdrawn_at = change->now_at },
                                      NULL);
    return status == STATUS_OK ? handover_tell(change, line->child, line->today, line->audience) : status;
}
