/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the staff write about a family themselves: who may collect, how a guardian stands to the child, the sign at the door
 * and what a judge decided. It holds at once and is told to nobody.
 */
#include "access/audit.h"
#include "access/people.h"
#include "db/change.h"
#include "feature/consent/consent.h"
#include "feature/family/family.sql.h"
#include "feature/family/own.h"
#include "i18n/word.h"

int family_collector_add(struct change *change, void *argument)
{
    const struct family_collector *collector = argument;
    int status = family_team(change, collector->child, collector->today, FAMILY_WRITES);
    if (status != STATUS_OK)
        return status;
    if (text_is_empty(collector->name) || collector->until.days <= collector->from.days)
        return change_fail(change, STATUS_INVALID, WORD_FAMILY_COLLECTOR_NAME_MISSING);
    struct family_same_collector_row same;
    status = family_same_collector(change->db, change->arena,
                                   (struct family_same_collector_in){ .organisation = change->organisation,
                                                                      .child = collector->child,
                                                                      .name = collector->name,
                                                                      .phone = collector->phone,
                                                                      .relation = collector->relation,
                                                                      .from_day = collector->from,
                                                                      .until_day = collector->until },
                                   &same);
    if (status != STATUS_NOT_FOUND)
        return status; /* sent twice */
    struct collector_id id = CHANGE_MINT(change, collector);
    status = family_insert_collector(change->db,
                                     (struct family_insert_collector_in){ .organisation = change->organisation,
                                                                          .id = id,
                                                                          .child = collector->child,
                                                                          .name = collector->name,
                                                                          .phone = collector->phone,
                                                                          .relation = collector->relation,
                                                                          .from_day = collector->from,
                                                                          .until_day = collector->until,
                                                                          .audience = AUDIENCE_GROUP_ONLY,
                                                                          .person = { 0 },
                                                                          .confirmed_at = change->now_at,
                                                                          .confirmed_by = change->actor },
                                     NULL);
    return status == STATUS_OK ? audit_add(change, "family.collector_add", "collector", id.value) : status;
}

int family_collector_end(struct change *change, void *argument)
{
    const struct family_collector *collector = argument;
    int64_t changed = 0;
    int status = family_team(change, collector->child, collector->today, FAMILY_WRITES);
    if (status == STATUS_OK)
        status = family_end_collector(change->db,
                                      (struct family_end_collector_in){ .organisation = change->organisation,
                                                                        .child = collector->child,
                                                                        .id = collector->id,
                                                                        .ended_at = change->now_at,
                                                                        .ended_by = change->actor },
                                      &changed);
    if (status != STATUS_OK || changed == 0)
        return status; /* ended before */
    return audit_add(change, "family.collector_end", "collector", collector->id.value);
}

int family_guardian_write(struct change *change, void *argument)
{
    const struct family_guardian *guardian = argument;
    struct family_guardian_row row;
    int status = family_team(change, guardian->child, guardian->today, SCOPE_MANAGE);
    if (status == STATUS_OK)
        status = family_guardian(change->db, change->arena,
                                 (struct family_guardian_in){ .organisation = change->organisation,
                                                              .child = guardian->child,
                                                              .guardian = guardian->person },
                                 &row);
    if (status == STATUS_OK)
        status = people_guardian_set(change, &(struct people_guardian){ .child = guardian->child,
                                                                        .person = guardian->person,
                                                                        .called = guardian->called,
                                                                        .home = guardian->home,
                                                                        .authority = guardian->authority,
                                                                        .scope = guardian->scope,
                                                                        .protected = guardian->protected,
                                                                        .place = row.place,
                                                                        .from = guardian->from,
                                                                        .until = guardian->until });
    if (status == STATUS_INVALID)
        return change_fail(change, STATUS_INVALID, WORD_FAMILY_HOME_NOT_FREE);
    if (status == STATUS_OK)
        status = consent_recheck(change, guardian->child, guardian->today);
    if (status == STATUS_OK)
        status = audit_add(change, "family.guardian", "child", guardian->child.value);
    return status == STATUS_OK ? family_tell(change, guardian->person) : status;
}

int family_sign_write(struct change *change, void *argument)
{
    const struct family_sign *sign = argument;
    struct family_child_row row;
    int status = family_team(change, sign->child, sign->today, SCOPE_MANAGE);
    if (status == STATUS_OK)
        status = family_child(change->db, change->arena,
                              (struct family_child_in){ .organisation = change->organisation,
                                                        .child = sign->child,
                                                        .person = change->actor,
                                                        .today = sign->today,
                                                        .need = SCOPE_MANAGE },
                              &row);
    if (status == STATUS_OK)
        status = people_child_set(change, &(struct people_child){ .id = sign->child,
                                                                  .number = row.number,
                                                                  .given_name = row.given_name,
                                                                  .family_name = row.family_name,
                                                                  .say_name = row.say_name,
                                                                  .born = row.born,
                                                                  .allergies = row.allergies,
                                                                  .restriction = sign->restriction,
                                                                  .photo_consent = row.photo_consent,
                                                                  .remark = row.remark });
    return status == STATUS_OK ? audit_add(change, "family.sign", "child", sign->child.value) : status;
}

int family_order_add(struct change *change, void *argument)
{
    const struct family_order *order = argument;
    struct order_id id = CHANGE_MINT(change, order);
    int status = family_team(change, order->child, order->today, SCOPE_MANAGE);
    if (status != STATUS_OK)
        return status;
    if (text_is_empty(order->note) || order->until.days <= order->from.days)
        return change_fail(change, STATUS_INVALID, WORD_FAMILY_NOTE_MISSING);
    status = family_insert_order(change->db,
                                 (struct family_insert_order_in){ .organisation = change->organisation,
                                                                  .id = id,
                                                                  .child = order->child,
                                                                  .note = order->note,
                                                                  .from_day = order->from,
                                                                  .until_day = order->until,
                                                                  .created_at = change->now_at,
                                                                  .created_by = change->actor },
                                 NULL);
    return status == STATUS_OK ? audit_add(change, "family.order_add", "order", id.value) : status;
}

int family_order_end(struct change *change, void *argument)
{
    const struct family_order *order = argument;
    int64_t changed = 0;
    int status = family_team(change, order->child, order->today, SCOPE_MANAGE);
    if (status == STATUS_OK)
        status = family_end_order(change->db,
                                  (struct family_end_order_in){ .organisation = change->organisation,
                                                                .child = order->child,
                                                                .id = order->id,
                                                                .ended_at = change->now_at,
                                                                .ended_by = change->actor },
                                  &changed);
    if (status != STATUS_OK || changed == 0)
        return status;
    return audit_add(change, "family.order_end", "order", order->id.value);
}
