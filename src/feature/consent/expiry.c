/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The end of a yes that nobody renewed. Consent is asked anew each day by the two views, so nothing is shown a day too long; but
 * who keeps something that stands on it (consent_listeners) must hear of the end. Each yes asks for a job on its last day.
 */
#include "db/change.h"
#include "feature/consent/own.h"

#include <jansson.h>

enum { LEASE_SECONDS = 60, ATTEMPTS = 1000 };

static const char name[] = "consent_expiry";

/* Local midnight in the Netherlands and Belgium is before that of UTC. */
static int64_t midnight(struct date day)
{
    return (int64_t)day.days * DAY_MS;
}

int consent_expiry_plan(struct change *change, const struct consent_answer *answer, struct date until)
{
    struct text payload =
        arena_printf(change->arena, "{\"child\":%lld,\"purpose\":\"%s\",\"object\":%lld,\"until\":%d}",
                     (long long)answer->child.value, answer->purpose->name, (long long)answer->object, (int)until.days);
    return job_add(change, name, payload, payload, midnight(until), NULL);
}

/* One end. */
struct ending {
    struct job *job;
    struct consent_change what;
};

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
    json_decref(root);
    return ending->what.child.value > 0 && ending->what.purpose ? STATUS_OK : STATUS_INVALID;
}

/* In force all the same: it was said again, or somebody else's yes is enough. */
static int end(struct change *change, void *argument)
{
    struct ending *ending = argument;
    const struct consent_change *what = &ending->what;
    bool in_force;
    int status = consent_in_force(change->db, change->organisation, what->child, what->purpose, what->object,
                                  what->today, &in_force);
    if (status == STATUS_OK && !in_force)
        status = consent_tell(change, what);
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
