/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * When a guardian wants to be called, the talks that wait, and the calls that were made.
 */
#include "feature/call/call.h"

#include "access/audit.h"
#include "access/rule.h"
#include "base/zone.h"
#include "feature/call/own.h"
#include "feature/task/task.h"

const char *const call_topic_names[CALL_TOPIC__MAX + 1] = {
    [CALL_GENERAL] = "general",
    [CALL_ILL] = "ill",
    [CALL_FELL] = "fell",
    [CALL_EATING] = "eating",
    [CALL_SLEEPING] = "sleeping",
    [CALL_SAD] = "sad",
    NULL,
};

const char *const call_way_names[CALL_WAY__MAX + 1] = {
    [CALL_BY_PHONE] = "phone", [CALL_AT_THE_DOOR] = "door", [CALL_BY_APPOINTMENT] = "appointment", NULL
};

const char *const call_outcome_names[CALL_OUTCOME__MAX + 1] = {
    [CALL_REACHED] = "reached", [CALL_NO_ANSWER] = "no_answer", [CALL_BACK_LATER] = "call_back", NULL
};

/* The bits of the actor for the child, when she has any of `need`. */
static int scope_of(struct change *change, struct child_id child, struct date today, int64_t need, int64_t *ret_scope)
{
    int status =
        access_child(change->db, (struct access_who){ change->organisation, change->actor, today }, child, ret_scope);
    if (status != STATUS_OK)
        return status;
    return (*ret_scope & need) != 0 ? STATUS_OK : STATUS_DENIED;
}

/* For the centre: who works with the child and is no guardian of it herself (T20). */
static int check_centre(struct change *change, struct child_id child, struct date today)
{
    int64_t scope;
    int status = scope_of(change, child, today, CALL_WRITERS, &scope);
    return status == STATUS_OK && (scope & SCOPE_SIDE_HOME) != 0 ? STATUS_DENIED : status;
}

static int check_guardian(struct change *change, struct child_id child, struct person_id guardian, struct date today)
{
    struct call_guardian_row row;
    return call_guardian(change->db, change->arena,
                         (struct call_guardian_in){
                             .organisation = change->organisation, .child = child, .person = guardian, .today = today },
                         &row);
}

/* The centre, and this guardian: another one hears nothing, not even that there is something (R243). */
static int tell(struct change *change, struct child_id child, struct date today, struct person_id guardian)
{
    int status = handover_tell(change, child, today, AUDIENCE_GROUP_ONLY);
    return status == STATUS_OK ? change_event(change, "call", (struct event_topic){ .person = guardian }) : status;
}

int call_wish_set(struct change *change, void *argument)
{
    const struct call_wish *wish = argument;
    int64_t scope;
    int status = scope_of(change, wish->child, wish->today, SCOPE_WRITE_HOME, &scope);
    if (status == STATUS_OK && wish->until_minute <= wish->from_minute)
        return change_fail(change, STATUS_INVALID, WORD_CALL_HOURS_ODD);
    if (status == STATUS_OK)
        status = call_wish_put(change->db,
                               (struct call_wish_put_in){ .organisation = change->organisation,
                                                          .child = wish->child,
                                                          .person = change->actor,
                                                          .kinds = wish->kinds & CALL_WHEN_ALL,
                                                          .words = wish->words,
                                                          .language = wish->language,
                                                          .phone = wish->phone,
                                                          .from_minute = wish->from_minute,
                                                          .until_minute = wish->until_minute,
                                                          .written_at = change->now_at },
                               NULL);
    if (status == STATUS_OK)
        status = tell(change, wish->child, wish->today, change->actor);
    return status == STATUS_OK ? audit_add(change, "call.wish", "child", wish->child.value) : status;
}

/* --- a talk that waits --- */

static struct task task_of(struct child_id child, struct callback_id id, struct date today)
{
    return (struct task){ .kind = TASK_CALL, .child = child, .object = id.value, .today = today };
}

static int add_back(struct change *change, const struct call_asking *asking, struct person_id guardian, int64_t side,
                    struct callback_id id)
{
    struct task task = task_of(asking->child, id, asking->today);
    task.due_at = asking->until_at;
    int status = call_back_insert(change->db,
                                  (struct call_back_insert_in){ .organisation = change->organisation,
                                                                .id = id,
                                                                .child = asking->child,
                                                                .person = guardian,
                                                                .side = side,
                                                                .asked_by = change->actor,
                                                                .topic = text_from(call_topic_names[asking->topic]),
                                                                .words = asking->words,
                                                                .language = asking->language,
                                                                .sensitive = asking->sensitive,
                                                                .way = text_from(call_way_names[asking->way]),
                                                                .until_day = asking->until,
                                                                .from_minute = asking->from_minute,
                                                                .until_minute = asking->until_minute,
                                                                .until_at = asking->until_at,
                                                                .created_at = change->now_at },
                                  NULL);
    return status == STATUS_OK ? task_add(change, &task) : status;
}

static int change_back(struct change *change, const struct call_asking *asking, struct callback_id id)
{
    struct task task = task_of(asking->child, id, asking->today);
    task.due_at = asking->until_at;
    int status = call_back_change(change->db,
                                  (struct call_back_change_in){ .organisation = change->organisation,
                                                                .id = id,
                                                                .topic = text_from(call_topic_names[asking->topic]),
                                                                .words = asking->words,
                                                                .language = asking->language,
                                                                .sensitive = asking->sensitive,
                                                                .way = text_from(call_way_names[asking->way]),
                                                                .until_day = asking->until,
                                                                .from_minute = asking->from_minute,
                                                                .until_minute = asking->until_minute,
                                                                .until_at = asking->until_at },
                                  NULL);
    return status == STATUS_OK ? task_due(change, &task) : status;
}

/* Adds it, or changes the one that waits already. */
static int put_back(struct change *change, const struct call_asking *asking, struct person_id guardian, int64_t side,
                    struct callback_id *ret_id)
{
    struct call_back_open_row row;
    int status = call_back_open(
        change->db, change->arena,
        (struct call_back_open_in){
            .organisation = change->organisation, .child = asking->child, .person = guardian, .side = side },
        &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_id = status == STATUS_OK ? row.id : CHANGE_MINT(change, callback);
    if (status == STATUS_OK && !asking->detail)
        return STATUS_OK;
    status =
        status == STATUS_OK ? change_back(change, asking, *ret_id) : add_back(change, asking, guardian, side, *ret_id);
    if (status == STATUS_OK)
        status = tell(change, asking->child, asking->today, guardian);
    return status == STATUS_OK ? audit_add(change, "call.ask", "callback", ret_id->value) : status;
}

/* Which side the actor is, and with whom she wants to talk. */
static int check_asker(struct change *change, const struct call_asking *asking, struct person_id *ret_guardian,
                       int64_t *ret_side)
{
    int64_t scope;
    int status = scope_of(change, asking->child, asking->today, SCOPE_WRITE_HOME | CALL_WRITERS, &scope);
    if (status != STATUS_OK)
        return status;
    *ret_side = (scope & SCOPE_WRITE_HOME) != 0 ? SIDE_HOME : SIDE_CENTRE;
    *ret_guardian = *ret_side == SIDE_HOME ? change->actor : asking->guardian;
    if (*ret_side == SIDE_CENTRE && (scope & SCOPE_SIDE_HOME) != 0)
        return STATUS_DENIED;
    return check_guardian(change, asking->child, *ret_guardian, asking->today);
}

int call_ask(struct change *change, void *argument)
{
    const struct call_asking *asking = argument;
    struct person_id guardian = { 0 };
    struct callback_id id = { 0 };
    int64_t side = 0;
    int64_t before;
    int status = change_client_write_find(change, &asking->sent, &before);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = check_asker(change, asking, &guardian, &side);
    if (status != STATUS_OK)
        return status;
    if (asking->detail && (asking->until_minute <= asking->from_minute || asking->until_at <= change->now_at))
        return change_fail(change, STATUS_INVALID, WORD_CALL_HOURS_ODD);
    status = put_back(change, asking, guardian, side, &id);
    return status == STATUS_OK ? change_client_write_keep(change, &asking->sent, id.value) : status;
}

/* The talk waits no more, if it did. */
static int close_back(struct change *change, struct child_id child, struct person_id guardian, struct callback_id id,
                      const char *done, struct date today)
{
    struct task task = task_of(child, id, today);
    int64_t closed = 0;
    int status = call_back_done(change->db,
                                (struct call_back_done_in){ .organisation = change->organisation,
                                                            .id = id,
                                                            .child = child,
                                                            .person = guardian,
                                                            .done = text_from(done),
                                                            .done_at = change->now_at },
                                &closed);
    return status == STATUS_OK && closed > 0 ? task_close(change, &task) : status;
}

int call_end(struct change *change, void *argument)
{
    const struct call_ending *ending = argument;
    int64_t scope;
    struct call_back_one_row row;
    int status = scope_of(change, ending->child, ending->today, SCOPE_WRITE_HOME | CALL_WRITERS, &scope);
    if (status == STATUS_OK)
        status =
            call_back_one(change->db, change->arena,
                          (struct call_back_one_in){
                              .organisation = change->organisation, .child = ending->child, .id = ending->callback },
                          &row);
    if (status != STATUS_OK)
        return status;
    bool home = (scope & SCOPE_SIDE_HOME) != 0;
    if (home ? row.side != SIDE_HOME || row.person.value != change->actor.value : row.side != SIDE_CENTRE)
        return STATUS_NOT_FOUND;
    status = close_back(change, ending->child, row.person, ending->callback, "withdrawn", ending->today);
    if (status == STATUS_OK)
        status = tell(change, ending->child, ending->today, row.person);
    return status == STATUS_OK ? audit_add(change, "call.end", "callback", ending->callback.value) : status;
}

/* --- calls --- */

static int reached(struct change *change, const struct call_logging *logging)
{
    int status = handover_talked(change, logging->child, logging->today);
    for (size_t i = 0; status == STATUS_OK && i < logging->answer_count; i++)
        status = close_back(change, logging->child, logging->guardian, logging->answers[i], "talked", logging->today);
    return status;
}

static int add_log(struct change *change, const struct call_logging *logging, int64_t id)
{
    return call_log_insert(change->db,
                           (struct call_log_insert_in){ .organisation = change->organisation,
                                                        .id = id,
                                                        .child = logging->child,
                                                        .person = logging->guardian,
                                                        .at = change->now_at,
                                                        .topic = text_from(call_topic_names[logging->topic]),
                                                        .words = logging->words,
                                                        .language = logging->language,
                                                        .outcome = text_from(call_outcome_names[logging->outcome]),
                                                        .author = change->actor },
                           NULL);
}

int call_log(struct change *change, void *argument)
{
    const struct call_logging *logging = argument;
    int64_t before;
    int status = change_client_write_find(change, &logging->sent, &before);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = check_centre(change, logging->child, logging->today);
    if (status == STATUS_OK)
        status = check_guardian(change, logging->child, logging->guardian, logging->today);
    if (status != STATUS_OK)
        return status;
    int64_t id = identity_mint(change->identities);
    status = add_log(change, logging, id);
    if (status == STATUS_OK && logging->outcome == CALL_REACHED)
        status = reached(change, logging);
    if (status == STATUS_OK)
        status = tell(change, logging->child, logging->today, logging->guardian);
    if (status == STATUS_OK)
        status = audit_add(change, "call.log", "child", logging->child.value);
    return status == STATUS_OK ? change_client_write_keep(change, &logging->sent, id) : status;
}

/* --- erasing --- */

int call_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    int status = call_erase_wishes(change->db, (struct call_erase_wishes_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = call_erase_backs(change->db, (struct call_erase_backs_in){ organisation, child }, NULL);
    return status == STATUS_OK ? call_erase_logs(change->db, (struct call_erase_logs_in){ organisation, child }, NULL)
                               : status;
}

int call_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status = call_erase_own_wishes(change->db, (struct call_erase_own_wishes_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = call_erase_own_backs(change->db, (struct call_erase_own_backs_in){ organisation, person }, NULL);
    return status == STATUS_OK
               ? call_erase_own_logs(change->db, (struct call_erase_own_logs_in){ organisation, person }, NULL)
               : status;
}
