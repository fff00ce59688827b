/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Asking about data and deciding it, and closing alarms: the rules, inside a change (feature/privacy/own.h).
 */
#include "access/audit.h"
#include "access/scope.h"
#include "db/change.h"
#include "feature/privacy/erase.h"
#include "feature/privacy/own.h"
#include "feature/privacy/privacy.sql.h"
#include "feature/task/task.h"
#include "i18n/word.h"

const char *const request_kinds[REQUEST_KIND__MAX + 1] = {
    [REQUEST_NAMES] = "names",
    [REQUEST_CORRECT] = "correct",
    [REQUEST_ERASE_CHILD] = "erase_child",
    [REQUEST_ERASE_SELF] = "erase_self",
};

enum request_kind request_kind_find(struct text name)
{
    int kind = 0;
    while (kind < REQUEST_KIND__MAX && !text_equal(text_from(request_kinds[kind]), name))
        kind++;
    return (enum request_kind)kind;
}

/* --- asking --- */

static int add_request(struct change *change, const struct request_ask *ask)
{
    int64_t id = identity_mint(change->identities);
    int status = privacy_request_add(change->db,
                                     (struct privacy_request_add_in){ .organisation = change->organisation,
                                                                      .id = id,
                                                                      .child = ask->child,
                                                                      .person = change->actor,
                                                                      .kind = text_from(request_kinds[ask->kind]),
                                                                      .day = ask->day,
                                                                      .words = ask->words,
                                                                      .language = ask->language,
                                                                      .asked_day = ask->who.today,
                                                                      .created_at = change->now_at },
                                     NULL);
    if (status == STATUS_OK)
        status = task_add(
            change,
            &(struct task){ .kind = TASK_DATA_REQUEST, .child = ask->child, .object = id, .today = ask->who.today });
    return status == STATUS_OK ? audit_add(change, "privacy.ask", "data_request", id) : status;
}

int request_ask(struct change *change, void *argument)
{
    const struct request_ask *ask = argument;
    struct privacy_request_open_row open;
    int status = access_child_need(change->db, ask->who, ask->child, SCOPE_WRITE_HOME);
    if (status != STATUS_OK)
        return status;
    status = privacy_request_open(change->db, change->arena,
                                  (struct privacy_request_open_in){ .organisation = change->organisation,
                                                                    .child = ask->child,
                                                                    .person = change->actor,
                                                                    .kind = text_from(request_kinds[ask->kind]),
                                                                    .day = ask->day,
                                                                    .words = ask->words },
                                  &open);
    return status == STATUS_NOT_FOUND ? add_request(change, ask) : status;
}

/* --- deciding --- */

/* An erasure must not take what somebody needs today: allergies and telephone numbers of a child that comes, the name of who
 * works here. */
static int check_erasure(struct change *change, const struct request_decide *decide, enum request_kind kind,
                         const struct privacy_request_find_row *row)
{
    struct date today = decide->who.today;
    struct privacy_in_care_row care;
    struct privacy_guardian_in_care_row guardian;
    struct privacy_works_here_row work;
    int status = kind == REQUEST_ERASE_CHILD
                     ? privacy_in_care(change->db, change->arena,
                                       (struct privacy_in_care_in){ change->organisation, row->child, today }, &care)
                     : privacy_guardian_in_care(
                           change->db, change->arena,
                           (struct privacy_guardian_in_care_in){ change->organisation, row->asker, today }, &guardian);
    if (status == STATUS_NOT_FOUND && kind == REQUEST_ERASE_SELF)
        status = privacy_works_here(
            change->db, change->arena,
            (struct privacy_works_here_in){ change->organisation, row->asker, today, SCOPE_SIDE_CENTRE }, &work);
    if (status == STATUS_OK)
        return change_fail(change, STATUS_CONFLICT, WORD_PRIVACY_STILL_HERE);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* What granting does at once; a correction is made by hand, names are shown by the page. */
static int carry_out(struct change *change, const struct request_decide *decide,
                     const struct privacy_request_find_row *row)
{
    enum request_kind kind = request_kind_find(row->kind);
    if (!decide->granted || (kind != REQUEST_ERASE_CHILD && kind != REQUEST_ERASE_SELF))
        return STATUS_OK;
    int status = check_erasure(change, decide, kind, row);
    if (status != STATUS_OK)
        return status;
    return kind == REQUEST_ERASE_CHILD ? erase_child(change, row->child, ERASE_REQUEST)
                                       : erase_person(change, row->asker, ERASE_REQUEST);
}

int request_decide(struct change *change, void *argument)
{
    const struct request_decide *decide = argument;
    struct privacy_request_find_row row;
    int status = privacy_request_find(change->db, change->arena,
                                      (struct privacy_request_find_in){ .organisation = change->organisation,
                                                                        .id = decide->request,
                                                                        .person = change->actor,
                                                                        .today = decide->who.today,
                                                                        .manage = SCOPE_MANAGE,
                                                                        .home = SCOPE_SIDE_HOME },
                                      &row);
    if (status != STATUS_OK)
        return status;
    if (row.granted >= 0)
        return change_fail(change, STATUS_CONFLICT, WORD_PRIVACY_DECIDED_BEFORE);
    status = privacy_request_decide(change->db,
                                    (struct privacy_request_decide_in){ .organisation = change->organisation,
                                                                        .id = decide->request,
                                                                        .granted = decide->granted,
                                                                        .reason = decide->reason,
                                                                        .decided_by = change->actor,
                                                                        .decided_at = change->now_at },
                                    NULL);
    if (status == STATUS_OK)
        status = task_close(change, &(struct task){ .kind = TASK_DATA_REQUEST,
                                                    .child = row.child,
                                                    .object = decide->request,
                                                    .today = decide->who.today });
    if (status == STATUS_OK)
        status =
            audit_add(change, decide->granted ? "privacy.grant" : "privacy.refuse", "data_request", decide->request);
    return status == STATUS_OK ? carry_out(change, decide, &row) : status;
}

/* --- alarms --- */

int alarm_close(struct change *change, void *argument)
{
    const struct alarm_close *close = argument;
    struct privacy_alarm_find_row row;
    int status = privacy_alarm_find(change->db, change->arena,
                                    (struct privacy_alarm_find_in){ .organisation = change->organisation,
                                                                    .id = close->alarm,
                                                                    .person = change->actor,
                                                                    .today = close->who.today,
                                                                    .manage = SCOPE_MANAGE },
                                    &row);
    if (status == STATUS_OK)
        status = privacy_alarm_close(change->db,
                                     (struct privacy_alarm_close_in){ .organisation = change->organisation,
                                                                      .id = close->alarm,
                                                                      .reason = close->reason,
                                                                      .closed_by = change->actor,
                                                                      .closed_at = change->now_at },
                                     NULL);
    if (status == STATUS_OK)
        status = task_close(change, &(struct task){ .kind = TASK_READING_ALARM,
                                                    .group = row.care_group,
                                                    .object = close->alarm,
                                                    .today = close->who.today });
    return status == STATUS_OK ? audit_add(change, "privacy.alarm_close", "reading_alarm", close->alarm) : status;
}
