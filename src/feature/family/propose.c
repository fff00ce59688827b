/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a guardian asks: kept as a proposal with a task, until a member of staff decides.
 */
#include "access/audit.h"
#include "db/change.h"
#include "feature/family/family.sql.h"
#include "feature/family/own.h"
#include "i18n/word.h"

/* A guardian with the right for it. A limited guardian keeps her own contact data right and asks nothing else. */
static int check_guardian(struct change *change, const struct family_proposal *wanted, struct child_id child)
{
    int64_t scope;
    int status = family_scope(change, child, wanted->today, &scope);
    if (status != STATUS_OK)
        return status;
    if ((scope & FAMILY_HOMES) == 0)
        return STATUS_NOT_FOUND;
    return wanted->about == FAMILY_CONTACT || (scope & SCOPE_WRITE_HOME) != 0 ? STATUS_OK : STATUS_DENIED;
}

static struct text or_empty(struct text text)
{
    return text_is_null(text) ? TEXT("") : text;
}

static bool is_same(const struct family_same_proposal_row *row, const struct family_proposal *wanted)
{
    return text_equal(row->name, or_empty(wanted->name)) && text_equal(row->phone, or_empty(wanted->phone)) &&
           text_equal(row->email, or_empty(wanted->email)) && text_equal(row->relation, or_empty(wanted->relation)) &&
           text_equal(row->note, or_empty(wanted->note)) && date_equal(row->from_day, wanted->from) &&
           date_equal(row->until_day, wanted->until) && row->collector.value == wanted->collector.value;
}

static int take_back(struct change *change, enum family_about about, struct child_id child, struct proposal_id id,
                     struct date today)
{
    int status = family_decide_proposal(change->db,
                                        (struct family_decide_proposal_in){ .organisation = change->organisation,
                                                                            .id = id,
                                                                            .decision = TEXT("withdrawn"),
                                                                            .decided_at = change->now_at,
                                                                            .decided_by = change->actor },
                                        NULL);
    struct task task = family_task(about, child, id, today);
    return status == STATUS_OK ? task_close(change, &task) : status;
}

/* What waits already: ret_known when the same was asked; contact data and custody make place for the new. */
static int look_before(struct change *change, const struct family_proposal *wanted, struct child_id child,
                       bool *ret_known)
{
    bool replaces = wanted->about == FAMILY_CONTACT || wanted->about == FAMILY_CUSTODY;
    struct family_same_proposal_rows rows;
    int status = family_same_proposal(change->db, change->arena,
                                      (struct family_same_proposal_in){
                                          .organisation = change->organisation,
                                          .child = child,
                                          .person = change->actor,
                                          .about = text_from(family_about_name(wanted->about)),
                                      },
                                      &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        if (is_same(&rows.items[i], wanted)) {
            *ret_known = true;
            return STATUS_OK;
        }
    if (rows.count >= FAMILY_OPEN_MAXIMUM)
        return change_fail(change, STATUS_INVALID, WORD_FAMILY_TOO_MANY);
    for (size_t i = 0; status == STATUS_OK && replaces && i < rows.count; i++)
        status = take_back(change, wanted->about, child, rows.items[i].id, wanted->today);
    return status;
}

/* Contact data that are what they were are nothing to look at. */
static int check_new(struct change *change, const struct family_proposal *wanted)
{
    struct family_person_row person;
    int status = family_person(
        change->db, change->arena,
        (struct family_person_in){ .organisation = change->organisation, .person = change->actor }, &person);
    if (status != STATUS_OK)
        return status;
    bool same_email = text_is_empty(wanted->email) || text_equal(wanted->email, person.email);
    if (same_email && text_equal(or_empty(wanted->phone), person.phone))
        return change_fail(change, STATUS_INVALID, WORD_FAMILY_NOTHING_CHANGED);
    return STATUS_OK;
}

/* It must be one that she can see, so that nobody learns of another home's. */
static int check_collector(struct change *change, const struct family_proposal *wanted, struct child_id child)
{
    struct family_collectors_rows rows;
    int status = family_collectors(change->db, change->arena,
                                   (struct family_collectors_in){ .organisation = change->organisation,
                                                                  .child = child,
                                                                  .person = change->actor,
                                                                  .today = wanted->today,
                                                                  .centre = 0 },
                                   &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].id.value == wanted->collector.value)
            return STATUS_OK;
    return STATUS_NOT_FOUND;
}

static int check_wanted(struct change *change, const struct family_proposal *wanted, struct child_id child)
{
    switch (wanted->about) {
    case FAMILY_CONTACT:
        return check_new(change, wanted);
    case FAMILY_COLLECTOR:
        return text_is_empty(wanted->name) || wanted->until.days <= wanted->from.days
                   ? change_fail(change, STATUS_INVALID, WORD_FAMILY_COLLECTOR_NAME_MISSING)
                   : STATUS_OK;
    case FAMILY_COLLECTOR_END:
        return check_collector(change, wanted, child);
    case FAMILY_CUSTODY:
        return text_is_empty(wanted->note) ? change_fail(change, STATUS_INVALID, WORD_FAMILY_NOTE_MISSING) : STATUS_OK;
    case FAMILY_ABOUT__MAX:
        break;
    }
    return STATUS_INVALID;
}

/* Who reads it once it counts: the centre and the home of who asks. */
static int audience_of(struct change *change, const struct family_proposal *wanted, struct child_id child,
                       int64_t *ret_audience)
{
    int64_t scope;
    int status = family_scope(change, child, wanted->today, &scope);
    if (status != STATUS_OK)
        return status;
    return access_audience(change->db, change->organisation, child, change->actor,
                           AUDIENCE_GROUP_ONLY | (scope & SCOPE_READ_HOME), ret_audience);
}

static int add(struct change *change, const struct family_proposal *wanted, struct child_id child)
{
    struct proposal_id id = CHANGE_MINT(change, proposal);
    int64_t audience;
    int status = audience_of(change, wanted, child, &audience);
    if (status != STATUS_OK)
        return status;
    status = family_insert_proposal(change->db,
                                    (struct family_insert_proposal_in){
                                        .organisation = change->organisation,
                                        .id = id,
                                        .child = child,
                                        .person = change->actor,
                                        .about = text_from(family_about_name(wanted->about)),
                                        .name = or_empty(wanted->name),
                                        .phone = or_empty(wanted->phone),
                                        .email = or_empty(wanted->email),
                                        .relation = or_empty(wanted->relation),
                                        .note = or_empty(wanted->note),
                                        .from_day = wanted->from,
                                        .until_day = wanted->until,
                                        .collector = wanted->collector,
                                        .audience = audience,
                                        .created_at = change->now_at,
                                    },
                                    NULL);
    struct task task = family_task(wanted->about, child, id, wanted->today);
    if (status == STATUS_OK)
        status = task_add(change, &task);
    return status == STATUS_OK ? audit_add(change, "family.propose", "proposal", id.value) : status;
}

int family_propose(struct change *change, void *argument)
{
    const struct family_proposal *wanted = argument;
    if (wanted->child_count == 0 || wanted->child_count > FAMILY_CHILDREN_MAXIMUM)
        return STATUS_INVALID;
    for (size_t i = 0; i < wanted->child_count; i++) {
        bool known = false;
        int status = check_guardian(change, wanted, wanted->children[i]);
        if (status == STATUS_OK)
            status = check_wanted(change, wanted, wanted->children[i]);
        if (status == STATUS_OK)
            status = look_before(change, wanted, wanted->children[i], &known);
        if (status == STATUS_OK && !known)
            status = add(change, wanted, wanted->children[i]);
        if (status != STATUS_OK)
            return status;
    }
    return family_tell(change, change->actor);
}

static bool is_called(struct change *change, struct text typed, struct text given, struct text family,
                      struct text called)
{
    return text_equal_ignore_case(typed, given) || (!text_is_empty(called) && text_equal_ignore_case(typed, called)) ||
           text_equal_ignore_case(typed, family_full_name(change->arena, given, family));
}

static int collects_as_guardian(struct change *change, struct child_id child, struct text name, struct date today,
                                bool *ret_known)
{
    struct family_seen_rows others;
    struct family_own_row own;
    int status = family_own(change->db, change->arena,
                            (struct family_own_in){ .organisation = change->organisation,
                                                    .child = child,
                                                    .person = change->actor,
                                                    .today = today,
                                                    .homes = SCOPE_READ_HOME },
                            &own);
    if (status == STATUS_OK)
        status = family_seen(change->db, change->arena,
                             (struct family_seen_in){ .organisation = change->organisation,
                                                      .child = child,
                                                      .person = change->actor,
                                                      .today = today,
                                                      .homes = SCOPE_READ_HOME },
                             &others);
    if (status != STATUS_OK)
        return status;
    *ret_known = is_called(change, name, own.given_name, own.family_name, own.called);
    for (size_t i = 0; i < others.count; i++)
        *ret_known = *ret_known || is_called(change, name, others.items[i].given_name, others.items[i].family_name,
                                             others.items[i].called);
    return STATUS_OK;
}

int family_collects(struct change *change, struct child_id child, struct text name, struct date today, bool *ret_known)
{
    struct family_collectors_rows rows;
    int status = collects_as_guardian(change, child, name, today, ret_known);
    if (status == STATUS_OK)
        status = family_collectors(change->db, change->arena,
                                   (struct family_collectors_in){ .organisation = change->organisation,
                                                                  .child = child,
                                                                  .person = change->actor,
                                                                  .today = today,
                                                                  .centre = 0 },
                                   &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *ret_known = *ret_known ||
                     (rows.items[i].from_day.days <= today.days && text_equal_ignore_case(rows.items[i].name, name));
    return status;
}

int family_withdraw(struct change *change, void *argument)
{
    const struct family_withdrawal *withdrawal = argument;
    int64_t scope;
    int status = family_scope(change, withdrawal->child, withdrawal->today, &scope);
    struct family_proposal_row row;
    if (status == STATUS_OK)
        status = family_proposal(change->db, change->arena,
                                 (struct family_proposal_in){ .organisation = change->organisation,
                                                              .child = withdrawal->child,
                                                              .id = withdrawal->proposal },
                                 &row);
    if (status != STATUS_OK)
        return status;
    if (row.person.value != change->actor.value)
        return STATUS_NOT_FOUND;
    if (text_equal(row.decision, TEXT("withdrawn")))
        return STATUS_OK;
    if (!text_is_empty(row.decision))
        return change_fail(change, STATUS_CONFLICT, WORD_FAMILY_DECIDED_ALREADY);
    status = take_back(change, family_about_of(row.about), withdrawal->child, withdrawal->proposal, withdrawal->today);
    if (status == STATUS_OK)
        status = audit_add(change, "family.withdraw", "proposal", withdrawal->proposal.value);
    return status == STATUS_OK ? family_tell(change, change->actor) : status;
}
