/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking for a list about more than one family, agreeing to it and taking it (second.h).
 */
#include "feature/exchange/second.h"

#include "access/audit.h"
#include "db/change.h"
#include "feature/exchange/second.sql.h"
#include "feature/task/task.h"
#include "i18n/word.h"

#include <jansson.h>

static int check_scope(struct change *change, const struct second_request *request, int64_t need)
{
    int64_t scope = 0;
    int status = access_location(change->db, request->who, request->location, &scope);
    return status == STATUS_OK && (scope & need) == 0 ? STATUS_NOT_FOUND : status;
}

static struct task task_of(const struct second_request *request)
{
    return (struct task){
        .kind = TASK_EXPORT, .location = request->location, .object = request->id, .today = request->who.today
    };
}

/* --- asking --- */

/* The end of the waiting, and the last moment at which it can be taken. */
static int plan_lapse(struct change *change, const struct second_request *request)
{
    struct text payload = arena_printf(change->arena, "{\"request\":%lld,\"location\":%lld}", (long long)request->id,
                                       (long long)request->location.value);
    struct text later = arena_printf(change->arena, "later %lld", (long long)request->id);
    int status = job_add(change, presence_lapse_job.name, payload, payload, change->now_at + SECOND_ASK_MS, NULL);
    return status == STATUS_OK ? job_add(change, presence_lapse_job.name, payload, later,
                                         change->now_at + SECOND_ASK_MS + SECOND_TAKE_MS, NULL)
                               : status;
}

static int add(struct change *change, struct second_request *request)
{
    request->id = identity_mint(change->identities);
    struct task task = task_of(request);
    int status = second_insert(change->db,
                               (struct second_insert_in){ .organisation = change->organisation,
                                                          .id = request->id,
                                                          .location = request->location,
                                                          .person = change->actor,
                                                          .month = request->month,
                                                          .asked_at = change->now_at,
                                                          .expires_at = change->now_at + SECOND_ASK_MS },
                               NULL);
    if (status == STATUS_OK)
        status = task_add(change, &task);
    if (status == STATUS_OK)
        status = plan_lapse(change, request);
    return status == STATUS_OK ? audit_add(change, "presence.ask", "presence_request", request->id) : status;
}

int second_ask(struct change *change, void *argument)
{
    struct second_request *request = argument;
    struct second_colleagues_row colleagues;
    struct second_waiting_row waiting;
    request->id = 0;
    int status = check_scope(change, request, SCOPE_MANAGE);
    if (status == STATUS_OK)
        status = second_colleagues(change->db, change->arena,
                                   (struct second_colleagues_in){ .organisation = change->organisation,
                                                                  .location = request->location,
                                                                  .person = change->actor,
                                                                  .today = request->who.today,
                                                                  .need = SECOND_PEOPLE },
                                   &colleagues);
    if (status != STATUS_OK)
        return status;
    if (colleagues.others == 0)
        return presence_audit(change, &request->location);
    status = second_waiting(change->db, change->arena,
                            (struct second_waiting_in){ .organisation = change->organisation,
                                                        .location = request->location,
                                                        .person = change->actor,
                                                        .month = request->month,
                                                        .now = change->now_at },
                            &waiting);
    if (status == STATUS_OK)
        request->id = waiting.id;
    return status == STATUS_NOT_FOUND ? add(change, request) : status;
}

/* --- agreeing --- */

static int read_one(struct change *change, const struct second_request *request, int64_t need,
                    struct second_one_row *ret_row)
{
    return second_one(change->db, change->arena,
                      (struct second_one_in){ .organisation = change->organisation,
                                              .location = request->location,
                                              .id = request->id,
                                              .person = change->actor,
                                              .today = request->who.today,
                                              .need = need },
                      ret_row);
}

int second_decide_one(struct change *change, void *argument)
{
    const struct second_request *request = argument;
    struct second_one_row row;
    int64_t changed = 0;
    int status = read_one(change, request, SECOND_PEOPLE, &row);
    if (status != STATUS_OK)
        return status;
    if (row.asker.value == change->actor.value)
        return change_fail(change, STATUS_DENIED, WORD_PRESENCE_OWN_REQUEST);
    status =
        second_decide(change->db,
                      (struct second_decide_in){ .organisation = change->organisation,
                                                 .id = request->id,
                                                 .decision = request->approve ? TEXT("approved") : TEXT("declined"),
                                                 .decided_by = change->actor,
                                                 .decided_at = change->now_at,
                                                 .expires_at = change->now_at + SECOND_TAKE_MS },
                      &changed);
    if (status == STATUS_OK && changed == 0)
        return change_fail(change, STATUS_CONFLICT, WORD_PRESENCE_DECIDED);
    struct task task = task_of(request);
    if (status == STATUS_OK)
        status = task_close(change, &task);
    return status == STATUS_OK ? audit_add(change, request->approve ? "presence.approve" : "presence.decline",
                                           "presence_request", request->id)
                               : status;
}

/* --- taking --- */

int second_take_one(struct change *change, void *argument)
{
    struct second_request *request = argument;
    struct second_one_row row;
    int64_t changed = 0;
    int status = read_one(change, request, SCOPE_MANAGE, &row);
    if (status != STATUS_OK || row.asker.value != change->actor.value)
        return status == STATUS_OK ? STATUS_NOT_FOUND : status;
    request->month = row.month;
    status = second_take(change->db,
                         (struct second_take_in){ .organisation = change->organisation,
                                                  .id = request->id,
                                                  .person = change->actor,
                                                  .taken_at = change->now_at },
                         &changed);
    if (status == STATUS_OK && changed == 0)
        return change_fail(change, STATUS_CONFLICT, WORD_PRESENCE_DECIDED);
    return status == STATUS_OK ? presence_audit(change, &request->location) : status;
}

/* --- when its time is over --- */

struct lapsing {
    struct job *job;
    struct second_request request;
};

static int lapse(struct change *change, void *argument)
{
    const struct lapsing *lapsing = argument;
    struct task task = task_of(&lapsing->request);
    int64_t changed = 0;
    int status = second_lapse(
        change->db, (struct second_lapse_in){ change->organisation, lapsing->request.id, change->now_at }, &changed);
    if (status == STATUS_OK && changed > 0)
        status = task_close(change, &task);
    return status == STATUS_OK ? job_finish(change, lapsing->job) : status;
}

static int run_lapse(struct job *job, struct error *error)
{
    (void)error;
    json_t *root = json_loadb(job->payload.data, job->payload.length, 0, NULL);
    struct lapsing lapsing = {
        .job = job,
        .request = { .who = { .organisation = job->organisation },
                     .id = json_integer_value(json_object_get(root, "request")),
                     .location = { json_integer_value(json_object_get(root, "location")) } },
    };
    json_decref(root);
    struct writer_task task = { .change = lapse,
                                .argument = &lapsing,
                                .arena = arena_new(),
                                .organisation = job->organisation,
                                .name = "presence_lapse" };
    int status = writer_run(job->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

const struct job_kind presence_lapse_job = {
    .name = "presence_lapse", .run = run_lapse, .lease_seconds = 60, .attempts = 1000
};
