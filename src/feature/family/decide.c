/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A member of staff decides what a guardian asked. Only here does anything of it begin to count.
 */
#include "access/audit.h"
#include "access/people.h"
#include "db/change.h"
#include "feature/account_news/account_news.h"
#include "feature/family/family.sql.h"
#include "feature/family/own.h"
#include "i18n/word.h"

/* Telephone and address of who asked. An address that is somebody else's cannot be a second person's way in. */
static int apply_contact(struct change *change, const struct family_proposal_row *row)
{
    struct family_person_row person;
    int status = family_person(change->db, change->arena,
                               (struct family_person_in){ .organisation = change->organisation, .person = row->person },
                               &person);
    if (status == STATUS_OK)
        status = people_person_set(change, &(struct people_person){ .id = row->person,
                                                                    .given_name = person.given_name,
                                                                    .family_name = person.family_name,
                                                                    .say_name = person.say_name,
                                                                    .language = person.language,
                                                                    .phone = row->phone });
    if (status != STATUS_OK || text_is_empty(row->email) || text_equal(row->email, person.email))
        return status;
    status = account_news_email_set(change, row->person, row->email);
    return status == STATUS_CONFLICT ? change_fail(change, STATUS_CONFLICT, WORD_FAMILY_EMAIL_TAKEN) : status;
}

static int apply_collector(struct change *change, struct child_id child, const struct family_proposal_row *row)
{
    return family_insert_collector(change->db,
                                   (struct family_insert_collector_in){ .organisation = change->organisation,
                                                                        .id = CHANGE_MINT(change, collector),
                                                                        .child = child,
                                                                        .name = row->name,
                                                                        .phone = row->phone,
                                                                        .relation = row->relation,
                                                                        .from_day = row->from_day,
                                                                        .until_day = row->until_day,
                                                                        .audience = row->audience,
                                                                        .person = row->person,
                                                                        .confirmed_at = change->now_at,
                                                                        .confirmed_by = change->actor },
                                   NULL);
}

static int apply(struct change *change, struct child_id child, enum family_about about,
                 const struct family_proposal_row *row)
{
    switch (about) {
    case FAMILY_CONTACT:
        return apply_contact(change, row);
    case FAMILY_COLLECTOR:
        return apply_collector(change, child, row);
    case FAMILY_COLLECTOR_END:
        return family_end_collector(change->db,
                                    (struct family_end_collector_in){ .organisation = change->organisation,
                                                                      .child = child,
                                                                      .id = row->collector,
                                                                      .ended_at = change->now_at,
                                                                      .ended_by = change->actor },
                                    NULL);
    case FAMILY_CUSTODY: /* what follows from it a manager sets guardian by guardian */
        return STATUS_OK;
    case FAMILY_ABOUT__MAX:
        break;
    }
    return STATUS_INVALID;
}

static int notice(struct change *change, struct child_id child, struct person_id person, struct text about)
{
    int status = family_insert_notice(change->db,
                                      (struct family_insert_notice_in){ .organisation = change->organisation,
                                                                        .person = person,
                                                                        .child = child,
                                                                        .id = CHANGE_MINT(change, notice),
                                                                        .about = about,
                                                                        .created_at = change->now_at },
                                      NULL);
    return status == STATUS_OK ? family_tell(change, person) : status;
}

/* The homes that are told, as bits. None for a protected guardian: her change is nobody's but hers (R243). */
static int64_t told_homes(const struct family_decision *decision, const struct family_guardian_row *guardian)
{
    if (guardian->protected)
        return 0;
    if (decision->told == FAMILY_TOLD_ALL)
        return SCOPE_READ_HOME;
    return decision->told == FAMILY_TOLD_HOME ? scope_of_home(guardian->home) : 0;
}

static int tell(struct change *change, const struct family_decision *decision, const struct family_proposal_row *row)
{
    struct family_guardian_row guardian;
    int status =
        family_guardian(change->db, change->arena,
                        (struct family_guardian_in){
                            .organisation = change->organisation, .child = decision->child, .guardian = row->person },
                        &guardian);
    if (status != STATUS_OK)
        return status;
    struct family_told_rows told = { .count = 0 };
    int64_t homes = told_homes(decision, &guardian);
    if (homes != 0)
        status = family_told(change->db, change->arena,
                             (struct family_told_in){ .organisation = change->organisation,
                                                      .child = decision->child,
                                                      .today = decision->today,
                                                      .homes = homes },
                             &told);
    for (size_t i = 0; status == STATUS_OK && i < told.count; i++)
        if (told.items[i].person.value != row->person.value)
            status = notice(change, decision->child, told.items[i].person, row->about);
    if (status == STATUS_OK && decision->told != FAMILY_TOLD_NOBODY)
        status = notice(change, decision->child, row->person, row->about);
    return status;
}

/* Reads what is decided, once. */
static int open_proposal(struct change *change, const struct family_decision *decision,
                         struct family_proposal_row *ret_row)
{
    int status =
        family_proposal(change->db, change->arena,
                        (struct family_proposal_in){
                            .organisation = change->organisation, .child = decision->child, .id = decision->proposal },
                        ret_row);
    if (status == STATUS_OK && !text_is_empty(ret_row->decision))
        return change_fail(change, STATUS_CONFLICT, WORD_FAMILY_DECIDED_ALREADY);
    return status;
}

static int write_decision(struct change *change, const struct family_decision *decision, enum family_about about)
{
    struct text word = decision->confirmed ? TEXT("confirmed") : TEXT("declined");
    int status = family_decide_proposal(change->db,
                                        (struct family_decide_proposal_in){ .organisation = change->organisation,
                                                                            .id = decision->proposal,
                                                                            .decision = word,
                                                                            .decided_at = change->now_at,
                                                                            .decided_by = change->actor },
                                        NULL);
    struct task task = family_task(about, decision->child, decision->proposal, decision->today);
    if (status == STATUS_OK)
        status = task_close(change, &task);
    if (status != STATUS_OK)
        return status;
    return audit_add(change, decision->confirmed ? "family.confirm" : "family.decline", "proposal",
                     decision->proposal.value);
}

int family_decide(struct change *change, void *argument)
{
    const struct family_decision *decision = argument;
    struct family_proposal_row row;
    int status = family_team(change, decision->child, decision->today, FAMILY_WRITES);
    if (status == STATUS_OK)
        status = open_proposal(change, decision, &row);
    if (status != STATUS_OK)
        return status;
    enum family_about about = family_about_of(row.about);
    if (about == FAMILY_CUSTODY)
        status = family_team(change, decision->child, decision->today, SCOPE_MANAGE);
    if (status == STATUS_OK && decision->confirmed)
        status = apply(change, decision->child, about, &row);
    if (status == STATUS_OK)
        status = write_decision(change, decision, about);
    return status == STATUS_OK && decision->confirmed ? tell(change, decision, &row) : status;
}
