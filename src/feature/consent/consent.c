/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether consent is in force, and writing an answer (consent.h).
 */
#include "feature/consent/consent.h"

#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/consent/consent.sql.h"
#include "feature/consent/own.h"

int consent_in_force(struct db *db, struct organisation_id organisation, struct child_id child,
                     const struct consent_purpose *purpose, int64_t object, struct date day, bool *ret_in_force)
{
    struct arena *arena = arena_new();
    struct consent_force_row row;
    int status = consent_force(db, arena,
                               (struct consent_force_in){ .organisation = organisation,
                                                          .child = child,
                                                          .purpose = text_from(purpose->name),
                                                          .object = object,
                                                          .day = day },
                               &row);
    arena_free(arena);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_in_force = status == STATUS_OK;
    return STATUS_OK;
}

/* The same day next year; 29 February gives 1 March. */
static struct date year_later(struct date day)
{
    struct civil civil = date_to_civil(day);
    struct date later;
    if (date_from_civil(civil.year + 1, civil.month, civil.day, &later) == STATUS_OK)
        return later;
    return date_add(day, 366);
}

/* Who may answer: a guardian for herself, a mentor or manager for what is on paper; and only for who decides. */
static int check_right(struct change *change, const struct consent_answer *answer)
{
    struct access_who who = { change->organisation, change->actor, answer->today };
    int64_t need = answer->on_paper ? SCOPE_READ_MENTOR | SCOPE_READ_MANAGER : SCOPE_READ_HOME | SCOPE_READ_LIMITED;
    int status = access_child_need(change->db, who, answer->child, need);
    if (status != STATUS_OK)
        return status;
    if (!answer->on_paper && answer->person.value != change->actor.value)
        return STATUS_DENIED;
    struct consent_decider_row row;
    status = consent_decider(change->db, change->arena,
                             (struct consent_decider_in){ .organisation = change->organisation,
                                                          .child = answer->child,
                                                          .person = answer->person,
                                                          .today = answer->today },
                             &row);
    return status == STATUS_NOT_FOUND ? change_fail(change, STATUS_DENIED, WORD_CONSENT_NO_AUTHORITY) : status;
}

/* Whether the same stands there since today: a second tap. */
static int check_stands(struct change *change, const struct consent_answer *answer, bool *ret_stands)
{
    struct consent_own_one_row row;
    int status = consent_own_one(change->db, change->arena,
                                 (struct consent_own_one_in){ .organisation = change->organisation,
                                                              .child = answer->child,
                                                              .person = answer->person,
                                                              .purpose = text_from(answer->purpose->name),
                                                              .object = answer->object },
                                 &row);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_stands =
        status == STATUS_OK && row.answer == answer->yes && (!answer->yes || date_equal(row.from_day, answer->today));
    return STATUS_OK;
}

/* A paper is of its own day: what the guardian said afterwards, or herself on that day, stands. */
static int check_paper(struct change *change, const struct consent_answer *answer)
{
    struct consent_said_row row;
    if (!answer->on_paper)
        return STATUS_OK;
    if (date_compare(answer->signed_day, answer->today) > 0)
        return change_fail(change, STATUS_INVALID, WORD_CONSENT_PAPER_LATER);
    if (answer->yes && date_compare(year_later(answer->signed_day), answer->today) <= 0)
        return change_fail(change, STATUS_INVALID, WORD_CONSENT_PAPER_OLD);
    int status = consent_said(change->db, change->arena,
                              (struct consent_said_in){ .organisation = change->organisation,
                                                        .child = answer->child,
                                                        .person = answer->person,
                                                        .purpose = text_from(answer->purpose->name),
                                                        .object = answer->object },
                              &row);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    int order = date_compare(row.said_day, answer->signed_day);
    return order > 0 || (order == 0 && !row.on_paper)
               ? change_fail(change, STATUS_CONFLICT, WORD_CONSENT_PAPER_OVERTAKEN)
               : STATUS_OK;
}

static int write_rows(struct change *change, const struct consent_answer *answer)
{
    struct date said = answer->on_paper ? answer->signed_day : answer->today;
    struct date until = answer->yes ? year_later(said) : DATE_FOREVER;
    struct text purpose = text_from(answer->purpose->name);
    int status = consent_set(change->db,
                             (struct consent_set_in){ .organisation = change->organisation,
                                                      .child = answer->child,
                                                      .purpose = purpose,
                                                      .object = answer->object,
                                                      .person = answer->person,
                                                      .answer = answer->yes,
                                                      .from_day = answer->today,
                                                      .until_day = until },
                             NULL);
    if (status != STATUS_OK)
        return status;
    struct consent_id id = CHANGE_MINT(change, consent);
    status = consent_remember(
        change->db,
        (struct consent_remember_in){ .organisation = change->organisation,
                                      .id = id,
                                      .child = answer->child,
                                      .purpose = purpose,
                                      .object = answer->object,
                                      .person = answer->person,
                                      .answer = answer->yes,
                                      .text_version = answer->version,
                                      .language = answer->language,
                                      .from_day = answer->today,
                                      .until_day = until,
                                      .written_by = change->actor,
                                      .written_at = change->now_at,
                                      .signed_day = answer->on_paper ? answer->signed_day : (struct date){ 0 },
                                      .kept_by = answer->on_paper ? answer->kept_by : TEXT("") },
        NULL);
    if (status == STATUS_OK && answer->yes)
        status = consent_expiry_plan(change, answer, until);
    const char *action = answer->on_paper ? "consent.paper" : answer->yes ? "consent.give" : "consent.withdraw";
    return status == STATUS_OK ? audit_add(change, action, "consent", id.value) : status;
}

static int in_force(struct change *change, const struct consent_answer *answer, bool *ret_in_force)
{
    return consent_in_force(change->db, change->organisation, answer->child, answer->purpose, answer->object,
                            answer->today, ret_in_force);
}

int consent_tell(struct change *change, const struct consent_change *what)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < consent_listener_count; i++)
        status = consent_listeners[i].changed(change, what);
    return status;
}

static int tell_listeners(struct change *change, const struct consent_answer *answer, bool now)
{
    struct consent_change what = { .child = answer->child,
                                   .purpose = answer->purpose,
                                   .object = answer->object,
                                   .today = answer->today,
                                   .in_force = now };
    return consent_tell(change, &what);
}

int consent_write(struct change *change, void *argument)
{
    const struct consent_answer *answer = argument;
    bool before;
    bool after;
    bool stands;
    int status = check_right(change, answer);
    if (status == STATUS_OK && answer->version != answer->purpose->version)
        return change_fail(change, STATUS_CONFLICT, WORD_CONSENT_TEXT_CHANGED);
    if (status == STATUS_OK)
        status = check_stands(change, answer, &stands);
    if (status != STATUS_OK || stands)
        return status;
    status = check_paper(change, answer);
    if (status == STATUS_OK)
        status = in_force(change, answer, &before);
    if (status == STATUS_OK)
        status = write_rows(change, answer);
    if (status == STATUS_OK)
        status = in_force(change, answer, &after);
    if (status == STATUS_OK && before != after)
        status = tell_listeners(change, answer, after);
    if (status == STATUS_OK)
        status = change_event(change, "consent", (struct event_topic){ .person = answer->person });
    return status;
}

int consent_tell_groups(struct change *change, const struct consent_change *what)
{
    struct consent_groups_rows rows;
    int status = consent_groups(
        change->db, change->arena,
        (struct consent_groups_in){ .organisation = change->organisation, .child = what->child, .today = what->today },
        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = change_event(change, "consent", (struct event_topic){ .group = rows.items[i].care_group });
    return status;
}
