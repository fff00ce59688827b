/* SPDX-License-Identifier: EUPL-1.2 */
/* Inviting a partner and ending it. The rights and consent are asked inside the change; access/people.h writes the role. */
#include "feature/partner/partner.h"

#include "access/audit.h"
#include "access/link.h"
#include "access/people.h"
#include "access/rule.h"
#include "channel/mail.h"
#include "db/change.h"
#include "feature/consent/consent.h"
#include "feature/invitation/invitation.h"
#include "feature/partner/about.h"
#include "feature/partner/partner.sql.h"

const struct partner_about partner_purposes[PARTNER_PURPOSE__MAX] = {
    [PARTNER_SCHOOL] = { "school", WORD_PARTNER_SCHOOL },
    [PARTNER_HEALTH] = { "health", WORD_PARTNER_HEALTH },
    [PARTNER_SUPPORT] = { "support", WORD_PARTNER_SUPPORT },
};

bool partner_purpose_from(struct text name, enum partner_purpose *ret_purpose)
{
    for (enum partner_purpose purpose = 0; purpose < PARTNER_PURPOSE__MAX; purpose++)
        if (text_equal(name, text_from(partner_purposes[purpose].name))) {
            *ret_purpose = purpose;
            return true;
        }
    return false;
}

enum partner_purpose partner_purpose_find(struct text name)
{
    enum partner_purpose purpose = PARTNER_SUPPORT;
    (void)partner_purpose_from(name, &purpose);
    return purpose;
}

enum word partner_purpose_word(struct text name)
{
    return partner_purposes[partner_purpose_find(name)].word;
}

/* The mentor, or who manages; not about the own family. */
static int check_staff(struct change *change, const struct partner_write *write)
{
    int64_t scope;
    struct access_who who = { change->organisation, change->actor, write->today };
    if (write->operates)
        return STATUS_OK;
    int status = access_child(change->db, who, write->child, &scope);
    if (status != STATUS_OK)
        return status;
    if ((scope & (SCOPE_READ_MENTOR | SCOPE_MANAGE)) == 0)
        return STATUS_DENIED;
    return (scope & SCOPE_SIDE_HOME) != 0 ? change_fail(change, STATUS_DENIED, WORD_ENROL_OWN_FAMILY) : STATUS_OK;
}

static int check_consent(struct change *change, const struct partner_write *write)
{
    bool agreed;
    const struct consent_purpose *purpose = consent_purpose_find(TEXT("partner"));
    int status = consent_in_force(change->db, change->organisation, write->child, purpose, 0, write->today, &agreed);
    return status == STATUS_OK && !agreed ? change_fail(change, STATUS_DENIED, WORD_PARTNER_NO_CONSENT) : status;
}

/* Who has the address, or somebody new, who is led in by a mail. */
static int find_person(struct change *change, const struct partner_write *write, struct person_id *ret_person,
                       bool *ret_new)
{
    struct partner_account_row row;
    int status = partner_account(
        change->db, change->arena,
        (struct partner_account_in){ change->organisation, people_email_folded(change->arena, write->email) }, &row);
    if (status == STATUS_OK)
        *ret_person = row.person;
    *ret_new = status == STATUS_NOT_FOUND;
    if (status != STATUS_NOT_FOUND)
        return status;
    status = people_person_add(change,
                               &(struct people_person){ .given_name = write->given_name,
                                                        .family_name = write->family_name,
                                                        .language = write->language },
                               ret_person);
    return status == STATUS_OK ? people_account_set(change, *ret_person, write->email) : status;
}

static int tell(struct change *change, const struct partner_write *write, struct person_id person, bool new)
{
    struct mail mail = { .to = person,
                         .subject = WORD_PARTNER_MAIL_SUBJECT,
                         .text = { WORD_PARTNER_MAIL_HELLO, WORD_PARTNER_MAIL_TEXT },
                         .button = WORD_PARTNER_MAIL_GO,
                         .path = url_partner_own(change->arena).text };
    int status = STATUS_OK;
    if (!write->can_mail)
        return STATUS_OK;
    if (new) {
        mail.path = TEXT_NULL;
        status = link_issue(change, write->access, person, INT64_C(1) * INVITATION_DAYS * DAY_MS, &mail.link);
    }
    return status == STATUS_OK ? mail_later(change, &mail, NULL) : status;
}

static int write_words(struct change *change, const struct partner_write *write, struct person_id person)
{
    return partner_words_upsert(
        change->db,
        (struct partner_words_upsert_in){ .organisation = change->organisation,
                                          .person = person,
                                          .child = write->child,
                                          .purpose = text_from(partner_purposes[write->purpose].name),
                                          .from_day = write->from,
                                          .words = write->words,
                                          .language = write->language,
                                          .invited_by = change->actor,
                                          .invited_at = change->now_at },
        NULL);
}

int partner_invite(struct change *change, void *argument)
{
    const struct partner_write *write = argument;
    struct person_id person = { 0 };
    bool new = false;
    int32_t days = write->until.days - write->from.days;
    int status = check_staff(change, write);
    if (status == STATUS_OK)
        status = check_consent(change, write);
    if (status == STATUS_OK && (days <= 0 || days > PARTNER_DAYS_MAXIMUM))
        status = change_fail(change, STATUS_INVALID, WORD_PARTNER_TOO_LONG);
    if (status == STATUS_OK)
        status = find_person(change, write, &person, &new);
    if (status == STATUS_OK)
        status = people_partner_set(
            change, &(struct people_partner){ .person = person,
                                              .child = write->child,
                                              .purpose = text_from(partner_purposes[write->purpose].name),
                                              .from = write->from,
                                              .until = write->until });
    if (status == STATUS_OK)
        status = write_words(change, write, person);
    if (status == STATUS_OK)
        status = tell(change, write, person, new);
    return status == STATUS_OK ? audit_add(change, "partner.invite", "child", write->child.value) : status;
}

/* One that is not over ends today; one that would begin later never does. */
static int end_row(struct change *change, struct child_id child, struct date today, const struct partner_list_row *row)
{
    return people_partner_set(
        change, &(struct people_partner){ .person = row->person,
                                          .child = child,
                                          .purpose = row->purpose,
                                          .from = row->from_day,
                                          .until = row->from_day.days > today.days ? row->from_day : today });
}

static int list(struct change *change, struct child_id child, struct date today, struct partner_list_rows *ret_rows)
{
    return partner_list(change->db, change->arena,
                        (struct partner_list_in){ change->organisation, child, today, PARTNER_LIST_MAXIMUM }, ret_rows);
}

int partner_end(struct change *change, void *argument)
{
    const struct partner_write *write = argument;
    struct partner_list_rows rows = { 0 };
    bool found = false;
    int status = check_staff(change, write);
    if (status == STATUS_OK)
        status = list(change, write->child, write->today, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        if (rows.items[i].person.value != write->person.value ||
            partner_purpose_find(rows.items[i].purpose) != write->purpose)
            continue;
        found = true;
        status = end_row(change, write->child, write->today, &rows.items[i]);
    }
    if (status == STATUS_OK && !found)
        status = STATUS_NOT_FOUND;
    return status == STATUS_OK ? audit_add(change, "partner.end", "child", write->child.value) : status;
}

int partner_consent_changed(struct change *change, const struct consent_change *what)
{
    struct partner_list_rows rows = { 0 };
    if (what->in_force || !text_equal(text_from(what->purpose->name), TEXT("partner")))
        return STATUS_OK;
    int status = list(change, what->child, what->today, &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = end_row(change, what->child, what->today, &rows.items[i]);
    return status;
}

int partner_erase_child(struct change *change, struct child_id child)
{
    return partner_erase_of_child(change->db, (struct partner_erase_of_child_in){ change->organisation, child }, NULL);
}

int partner_erase_person(struct change *change, struct person_id person)
{
    return partner_erase_of_person(change->db, (struct partner_erase_of_person_in){ change->organisation, person },
                                   NULL);
}
