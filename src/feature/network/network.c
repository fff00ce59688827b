/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing the network of a family and what parents share (network.h).
 */
#include "feature/network/network.h"

#include "access/audit.h"
#include "access/rule.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/consent/consent.h"
#include "feature/network/network.sql.h"

static int check_guardian(struct change *change, struct child_id child, struct date today, int64_t need)
{
    struct access_who who = { change->organisation, change->actor, today };
    return access_child_need(change->db, who, child, need);
}

/* The answer about one person of the network; an answer that stands already writes nothing. */
static int answer_for(struct change *change, const struct network_write *write, bool yes)
{
    const struct consent_purpose *purpose = consent_purpose_find(TEXT("network_contact"));
    struct consent_answer answer = { .child = write->child,
                                     .purpose = purpose,
                                     .object = write->contact.value,
                                     .person = change->actor,
                                     .yes = yes,
                                     .version = purpose->version,
                                     .language = write->language,
                                     .today = write->today };
    return consent_write(change, &answer);
}

static int check_room(struct change *change, const struct network_write *write)
{
    struct network_count_row row;
    int status =
        network_count(change->db, change->arena,
                      (struct network_count_in){
                          .organisation = change->organisation, .child = write->child, .person = change->actor },
                      &row);
    if (status == STATUS_OK && row.named >= NETWORK_MOST)
        return change_fail(change, STATUS_INVALID, WORD_NETWORK_FULL);
    return status;
}

static int add_row(struct change *change, struct network_write *write)
{
    write->contact = CHANGE_MINT(change, contact);
    return network_add_row(change->db,
                           (struct network_add_row_in){ .organisation = change->organisation,
                                                        .id = write->contact,
                                                        .child = write->child,
                                                        .person = change->actor,
                                                        .name = write->name,
                                                        .relation = write->relation,
                                                        .phone = write->phone,
                                                        .created_at = change->now_at },
                           NULL);
}

int network_name(struct change *change, void *argument)
{
    struct network_write *write = argument;
    struct network_same_row same;
    int status = check_guardian(change, write->child, write->today, SCOPE_WRITE_HOME);
    if (status != STATUS_OK)
        return status;
    status = network_same(change->db, change->arena,
                          (struct network_same_in){ .organisation = change->organisation,
                                                    .child = write->child,
                                                    .person = change->actor,
                                                    .name = write->name,
                                                    .phone = write->phone },
                          &same);
    if (status == STATUS_OK) {
        write->contact = same.id;
        return answer_for(change, write, true);
    }
    if (status == STATUS_NOT_FOUND)
        status = check_room(change, write);
    if (status == STATUS_OK)
        status = add_row(change, write);
    if (status == STATUS_OK)
        status = answer_for(change, write, true);
    return status == STATUS_OK ? audit_add(change, "network.name", "network_contact", write->contact.value) : status;
}

/* That she named this person for this child. */
static int check_named(struct change *change, const struct network_write *write)
{
    int status = check_guardian(change, write->child, write->today, SCOPE_WRITE_HOME);
    struct network_named_row row;
    return status != STATUS_OK ? status
                               : network_named(change->db, change->arena,
                                               (struct network_named_in){ .organisation = change->organisation,
                                                                          .child = write->child,
                                                                          .person = change->actor,
                                                                          .id = write->contact },
                                               &row);
}

int network_answer(struct change *change, void *argument)
{
    struct network_write *write = argument;
    int status = check_named(change, write);
    return status == STATUS_OK ? answer_for(change, write, write->yes) : status;
}

int network_remove(struct change *change, void *argument)
{
    struct network_write *write = argument;
    int status = check_named(change, write);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK; /* is away already */
    if (status == STATUS_OK)
        status = answer_for(change, write, false);
    if (status == STATUS_OK)
        status = network_remove_row(
            change->db, (struct network_remove_row_in){ .organisation = change->organisation, .id = write->contact },
            NULL);
    return status == STATUS_OK ? audit_add(change, "network.remove", "network_contact", write->contact.value) : status;
}

/* --- parents among each other --- */

static int check_on_group(struct change *change, const struct parents_write *write)
{
    struct parents_groups_rows rows;
    int status = parents_groups(change->db, change->arena,
                                (struct parents_groups_in){ .organisation = change->organisation,
                                                            .child = write->child,
                                                            .person = change->actor,
                                                            .today = write->today },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (rows.items[i].care_group.value == write->group.value)
            return STATUS_OK;
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

int parents_share(struct change *change, void *argument)
{
    const struct parents_write *write = argument;
    int status = check_guardian(change, write->child, write->today, SCOPE_READ_HOME);
    if (status == STATUS_OK)
        status = check_on_group(change, write);
    if (status == STATUS_OK)
        status = parents_share_row(change->db,
                                   (struct parents_share_row_in){ .organisation = change->organisation,
                                                                  .care_group = write->group,
                                                                  .person = change->actor,
                                                                  .name = write->name,
                                                                  .phone = write->phone,
                                                                  .email = write->email,
                                                                  .shared_at = change->now_at },
                                   NULL);
    return status == STATUS_OK ? audit_add(change, "parents.share", "care_group", write->group.value) : status;
}

int parents_stop(struct change *change, void *argument)
{
    const struct parents_write *write = argument;
    int status = check_guardian(change, write->child, write->today, SCOPE_READ_HOME);
    if (status == STATUS_OK)
        status = parents_stop_row(change->db,
                                  (struct parents_stop_row_in){ .organisation = change->organisation,
                                                                .care_group = write->group,
                                                                .person = change->actor },
                                  NULL);
    return status == STATUS_OK ? audit_add(change, "parents.stop", "care_group", write->group.value) : status;
}
