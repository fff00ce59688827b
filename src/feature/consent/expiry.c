/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The end of a yes that nobody renewed, and the first and last day of a guardian. Consent is asked anew each day by the two
 * views, so nothing is shown a day too long; but who keeps something that stands on it (consent_listeners) must hear of the end.
 * Each yes asks for a job at the midnight, where the organisation is, from which it holds no more; so does consent_recheck.
 */
#include "db/change.h"
#include "feature/consent/own.h"

#include <jansson.h>

enum { LEASE_SECONDS = 60, ATTEMPTS = 1000 };

static const char name[] = "consent_expiry";

/* `key`: of the payload, so that it is asked for once. */
static int plan(struct change *change, struct date day, struct text payload, struct text key)
{
    struct zone *zone;
    struct zone_day about;
    int status = consent_zone(change, &zone);
    if (status != STATUS_OK)
        return status;
    zone_day(zone, day, &about);
    zone_close(zone);
    return job_add(change, name, payload, key, about.starts_at, NULL);
}

int consent_expiry_plan(struct change *change, const struct consent_answer *answer, struct date until)
{
    struct text payload =
        arena_printf(change->arena, "{\"child\":%lld,\"purpose\":\"%s\",\"object\":%lld,\"until\":%d}",
                     (long long)answer->child.value, answer->purpose->name, (long long)answer->object, (int)until.days);
    return plan(change, until, payload, payload);
}

int consent_recheck_plan(struct change *change, struct child_id child, struct date day)
{
    struct text payload =
        arena_printf(change->arena, "{\"child\":%lld,\"until\":%d}", (long long)child.value, (int)day.days);
    return plan(change, day, payload, payload);
}

/* One end. */
struct ending {
    struct job *job;
    struct consent_change what;
};

/* Without a purpose: the child as a whole. */
static int read_payload(struct ending *ending)
{
    json_t *root = json_loadb(ending->job->payload.data, ending->job->payload.length, 0, NULL);
    const char *purpose = json_string_value(json_object_get(root, "purpose"));
    ending->what = (struct consent_change){
        .child = { json_integer_value(json_object_get(root, "child")) },
        .purpose = purpose ? consent_purpose_find(text_from(purpose)) : NULL,
        .object = json_integer_value(json_object_get(root, "object")),
        .today = { (int32_t)json_integer_value(json_object_get(root, "until")) },
    };
    bool known = ending->what.child.value > 0 && (!purpose || ending->what.purpose);
    json_decref(root);
    return known ? STATUS_OK : STATUS_INVALID;
}

/* In force all the same: it was said again, or somebody else's yes is enough. */
static int tell_end(struct change *change, struct consent_change *what)
{
    if (!what->purpose)
        return consent_recheck(change, what->child, what->today);
    int status = consent_in_force(change->db, change->organisation, what->child, what->purpose, what->object,
                                  what->today, &what->in_force);
    return status == STATUS_OK && !what->in_force ? consent_tell(change, what) : status;
}

/* A job that an earlier version asked for comes at the midnight of UTC: too early, it asks again. */
static int end(struct change *change, void *argument)
{
    struct ending *ending = argument;
    struct consent_change what = ending->what;
    struct zone *zone;
    int status = consent_zone(change, &zone);
    if (status != STATUS_OK)
        return status;
    struct date today = zone_date(zone, change->now_at);
    zone_close(zone);
    if (date_compare(today, what.today) < 0) {
        struct text payload = text_copy(change->arena, ending->job->payload);
        status = plan(change, what.today, payload, arena_printf(change->arena, "%.*s again", TEXT_ARGS(payload)));
    } else {
        what.today = today;
        status = tell_end(change, &what);
    }
    return status == STATUS_OK ? job_finish(change, ending->job) : status;
}

static int run(struct job *job, struct error *error)
{
    (void)error;
    struct ending ending = { .job = job };
    int status = read_payload(&ending);
    if (status != STATUS_OK)
        return status;
    struct writer_task task = {
        .change = end, .argument = &ending, .arena = arena_new(), .organisation = job->organisation, .name = name
    };
    status = writer_run(job->writer, NULL, &task);
    arena_free(task.arena);
    return status;
}

const struct job_kind consent_expiry_job = {
    .name = name, .run = run, .lease_seconds = LEASE_SECONDS, .attempts = ATTEMPTS
};
