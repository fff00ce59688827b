/* SPDX-License-Identifier: EUPL-1.2 */
/* See release.h. */
#include "feature/handover/release.h"

#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/handover/handover.sql.h"
#include "feature/handover/release.sql.h"
#include "feature/handover/tell.h"
#include "job/job.h"

#include <jansson.h>

enum {
    WAITS_FOR = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
    NIGHT_MINUTES =
        4 * 60, /* after midnight UTC: the day is over in all of the kingdom, and nobody is awake yet to read */
    LEASE_SECONDS = 300,
    ATTEMPTS = 1000
};

const char *const release_names[] = {
    [RELEASE_AT_ONCE] = "at_once", [RELEASE_PICK_UP] = HANDOVER_PICK_UP, [RELEASE__MAX] = NULL
};

/* When the job of a day comes. */
static int64_t night_of(struct date day)
{
    return ((int64_t)day.days + 1) * DAY_MS + (int64_t)NIGHT_MINUTES * MINUTE_MS;
}

int release_hold(struct change *change, struct child_id child, struct group_id group, struct date day,
                 int64_t *audience, int64_t *ret_held)
{
    struct release_waits_row row;
    *ret_held = 0;
    if ((*audience & WAITS_FOR) == 0 || change->now_at >= night_of(day))
        return STATUS_OK;
    int status = release_waits(change->db, change->arena,
                               (struct release_waits_in){ .organisation = change->organisation,
                                                          .child = child,
                                                          .care_group = group,
                                                          .day = day,
                                                          .weekday_bit = weekday_bit(day) },
                               &row);
    if (status == STATUS_OK) {
        *ret_held = *audience & WAITS_FOR;
        *audience &= ~(int64_t)WAITS_FOR;
    }
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

bool release_is_urgent(const struct handover_write *write)
{
    if (write->side == SIDE_HOME || write->on_paper || write->answers.value != 0)
        return true;
    for (size_t i = 0; i < write->code_count; i++)
        if (write->codes[i]->kind == KIND_HEALTH || text_equal(text_from(write->codes[i]->value), TEXT(CODE_UNWELL)))
            return true;
    return false;
}

int release_asked(struct change *change, const struct handover_write *write)
{
    bool asks = write->question;
    for (size_t i = 0; i < write->code_count; i++)
        asks = asks || write->codes[i]->kind == KIND_QUESTION;
    if (!asks)
        return STATUS_OK;
    return release_moment(change->db,
                          (struct release_moment_in){ .organisation = change->organisation,
                                                      .child = write->children[0],
                                                      .moment = write->answers },
                          NULL);
}

int release_plan(struct change *change, struct date day)
{
    struct text payload = arena_printf(change->arena, "{\"day\":%d}", (int)day.days);
    return job_add(change, handover_release_job.name, payload, payload, night_of(day), NULL);
}

int handover_release_child(struct change *change, struct child_id child, struct date day)
{
    return release_child(change->db,
                         (struct release_child_in){ .organisation = change->organisation, .child = child, .day = day },
                         NULL);
}

int release_all_of_group(struct change *change, struct group_id group, struct date today)
{
    struct release_of_group_rows rows;
    int status = release_of_group(
        change->db, change->arena,
        (struct release_of_group_in){ .organisation = change->organisation, .care_group = group, .day = today }, &rows);
    if (status != STATUS_OK || rows.count == 0)
        return status;
    status = release_group(
        change->db,
        (struct release_group_in){ .organisation = change->organisation, .care_group = group, .day = today }, NULL);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = tell_homes(change, rows.items[i].child, today, rows.items[i].held);
    return status == STATUS_OK ? tell_group(change, group, rows.items[0].child, today) : status;
}

/* --- "nu delen" --- */

int handover_release(struct change *change, void *argument)
{
    struct handover_touch *touch = argument;
    const struct handover_moment_row *line = NULL;
    struct handover_moment_rows rows;
    struct access_who who = { change->organisation, change->actor, touch->today };
    touch->count = 0;
    int status = access_child_need(change->db, who, touch->child, SCOPE_WRITE_CENTRE);
    if (status == STATUS_OK)
        status = handover_moment(change->db, change->arena,
                                 (struct handover_moment_in){ .organisation = change->organisation,
                                                              .moment = touch->moment,
                                                              .person = change->actor,
                                                              .today = touch->today },
                                 &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].child.value == touch->child.value && (!line || rows.items[i].held != 0))
            line = &rows.items[i];
    if (!line)
        return change_fail(change, STATUS_NOT_FOUND, WORD_HANDOVER_GONE);
    touch->day = line->day;
    if (line->held == 0)
        return STATUS_OK; /* somebody was first, or the child was collected meanwhile */
    status = release_moment(change->db,
                            (struct release_moment_in){
                                .organisation = change->organisation, .child = touch->child, .moment = touch->moment },
                            NULL);
    touch->count = 1;
    if (status == STATUS_OK)
        status = tell_all(change, &(struct tell_entry){ .child = line->child,
                                                        .group = line->care_group,
                                                        .day = line->day,
                                                        .today = touch->today,
                                                        .audience = line->audience | line->held });
    return status == STATUS_OK ? audit_add(change, "handover.release", "moment", touch->moment.value) : status;
}

/* --- the night --- */

struct night {
    struct child_id child;
    int64_t held;
    struct date day;
};

static int release_one(struct change *change, void *argument)
{
    const struct night *night = argument;
    int status = handover_release_child(change, night->child, night->day);
    return status == STATUS_OK ? tell_homes(change, night->child, date_add(night->day, 1), night->held) : status;
}

/* A child at a time: the writer is held no longer than by a page that is sent. */
static int run(struct job *job, struct error *error)
{
    struct release_forgotten_rows rows;
    json_t *root = json_loadb(job->payload.data, job->payload.length, 0, NULL);
    struct date day = { (int32_t)json_integer_value(json_object_get(root, "day")) };
    json_decref(root);
    int status = release_forgotten(
        job->db, job->arena, (struct release_forgotten_in){ .organisation = job->organisation, .day = day }, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        struct night night = { rows.items[i].child, rows.items[i].held, day };
        struct writer_task task = { .change = release_one,
                                    .argument = &night,
                                    .arena = arena_new(),
                                    .organisation = job->organisation,
                                    .name = "release" };
        status = writer_run(job->writer, NULL, &task);
        arena_free(task.arena);
    }
    return status == STATUS_OK ? STATUS_OK : error_set(error, status, 0, "what waited was not released");
}

const struct job_kind handover_release_job = {
    .name = "release", .run = run, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};
