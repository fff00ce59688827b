/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Deciding about a file that waits. A roster is about all locations, so whoever decides manages all of them.
 */
#include "access/audit.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/exchange/exchange.sql.h"
#include "feature/exchange/own.h"
#include "feature/task/task.h"
#include "i18n/word.h"

int exchange_close(struct change *change, int64_t file, struct text before, const char *state,
                   struct person_id decided_by)
{
    int64_t changed = 0;
    int status = exchange_state(change->db,
                                (struct exchange_state_in){ .organisation = change->organisation,
                                                            .id = file,
                                                            .before = before,
                                                            .state = text_from(state),
                                                            .decided_by = decided_by,
                                                            .at = change->now_at },
                                &changed);
    if (status == STATUS_OK && changed == 0)
        return STATUS_CONFLICT;
    return status == STATUS_OK ? task_close(change, &(struct task){ .kind = TASK_ROSTER, .object = file }) : status;
}

static int carry_on(struct change *change, const struct exchange_decide *decide)
{
    struct text payload = arena_printf(change->arena, "{\"file\":%lld}", (long long)decide->file);
    int status = job_add(change, exchange_accept_job.name, payload, payload, 0, NULL);
    return status == STATUS_OK ? audit_add(change, "roster.accept", "roster_file", decide->file) : status;
}

int exchange_decide(struct change *change, void *argument)
{
    const struct exchange_decide *decide = argument;
    struct exchange_reach_row reach;
    struct exchange_get_row file;
    int status = exchange_reach(change->db, change->arena,
                                (struct exchange_reach_in){ .organisation = change->organisation,
                                                            .person = change->actor,
                                                            .today = decide->who.today,
                                                            .need = SCOPE_MANAGE },
                                &reach);
    if (status == STATUS_OK && reach.own == 0)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = exchange_get(change->db, change->arena, (struct exchange_get_in){ change->organisation, decide->file },
                              &file);
    if (status != STATUS_OK)
        return status;
    if (reach.others > 0)
        return change_fail(change, STATUS_CONFLICT, WORD_ROSTER_NOT_YOURS);
    bool held = text_equal(file.state, TEXT("held"));
    if (!held && (decide->apply || !text_equal(file.state, TEXT("unreadable"))))
        return change_fail(change, STATUS_CONFLICT, WORD_ROSTER_DECIDED);
    status = exchange_close(change, decide->file, file.state, decide->apply ? "accepted" : "thrown", change->actor);
    if (status == STATUS_OK && decide->apply)
        return carry_on(change, decide);
    return status == STATUS_OK ? audit_add(change, "roster.throw", "roster_file", decide->file) : status;
}
