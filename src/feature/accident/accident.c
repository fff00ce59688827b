/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What happens to a notice: written, told, answered, signed.
 */
#include "feature/accident/accident.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/accident/accident.sql.h"
#include "feature/handover/handover.h"
#include "feature/task/task.h"
#include "i18n/word.h"

enum { SIDE_BITS = SCOPE_SIDE_HOME, CLOCK_MS = 5 * MINUTE_MS };

static int scope_of(struct change *change, struct child_id child, struct date today, int64_t *ret_scope)
{
    struct access_who who = { change->organisation, change->actor, today };
    return access_child(change->db, who, child, ret_scope);
}

/* STATUS_OK for who writes about the child for the centre. */
static int check_staff(struct change *change, struct child_id child, struct date today, int64_t need)
{
    int64_t scope;
    int status = scope_of(change, child, today, &scope);
    if (status != STATUS_OK)
        return status;
    return (scope & need) != 0 ? STATUS_OK : STATUS_DENIED;
}

static int read_one(struct change *change, struct child_id child, struct accident_id accident, struct date today,
                    struct accident_one_row *ret_row)
{
    return accident_one(change->db, change->arena,
                        (struct accident_one_in){ .organisation = change->organisation,
                                                  .child = child,
                                                  .id = accident,
                                                  .person = change->actor,
                                                  .today = today },
                        ret_row);
}

static struct task task_of(struct child_id child, struct accident_id accident, struct date today)
{
    return (struct task){ .kind = TASK_ACCIDENT, .child = child, .object = accident.value, .today = today };
}

/* --- writing --- */

static int add_text(struct change *change, const struct accident_write *write, int64_t version)
{
    return accident_insert_text(change->db,
                                (struct accident_insert_text_in){ .organisation = change->organisation,
                                                                  .accident = write->accident,
                                                                  .version = version,
                                                                  .place = write->words.place,
                                                                  .what = write->words.what,
                                                                  .body = write->words.body,
                                                                  .done = write->words.done,
                                                                  .witness = write->words.witness,
                                                                  .author = change->actor,
                                                                  .created_at = change->now_at },
                                NULL);
}

static int correct(struct change *change, struct accident_write *write)
{
    struct accident_one_row row;
    int64_t changed = 0;
    int status = read_one(change, write->child, write->accident, write->today, &row);
    if (status != STATUS_OK)
        return status;
    if (row.version != write->version)
        return change_fail(change, STATUS_CONFLICT, WORD_ACCIDENT_STALE);
    status = accident_set_version(change->db,
                                  (struct accident_set_version_in){ .organisation = change->organisation,
                                                                    .id = write->accident,
                                                                    .version = row.version + 1,
                                                                    .before = row.version },
                                  &changed);
    if (status == STATUS_OK)
        status = add_text(change, write, row.version + 1);
    if (status == STATUS_OK)
        status = handover_tell(change, write->child, write->today, row.audience);
    return status == STATUS_OK ? audit_add(change, "accident.correct", "accident", write->accident.value) : status;
}

/* The one that was written before with the same words for the same moment; 0: none. */
static int same_before(struct change *change, const struct accident_write *write, struct accident_id *ret_before)
{
    struct accident_same_rows rows;
    int status = accident_same(change->db, change->arena,
                               (struct accident_same_in){ .organisation = change->organisation,
                                                          .child = write->child,
                                                          .author = change->actor,
                                                          .at = write->at,
                                                          .what = write->words.what },
                               &rows);
    *ret_before = status == STATUS_OK && rows.count > 0 ? rows.items[0].id : (struct accident_id){ 0 };
    return status;
}

static int add(struct change *change, struct accident_write *write)
{
    write->accident = CHANGE_MINT(change, accident);
    int status = accident_insert(change->db,
                                 (struct accident_insert_in){ .organisation = change->organisation,
                                                              .id = write->accident,
                                                              .child = write->child,
                                                              .day = write->day,
                                                              .at = write->at,
                                                              .audience = AUDIENCE_GROUP_ONLY,
                                                              .author = change->actor,
                                                              .created_at = change->now_at },
                                 NULL);
    if (status == STATUS_OK)
        status = add_text(change, write, 1);
    struct task task = task_of(write->child, write->accident, write->today);
    if (status == STATUS_OK)
        status = task_add(change, &task);
    return status == STATUS_OK ? audit_add(change, "accident.write", "accident", write->accident.value) : status;
}

int accident_write(struct change *change, void *argument)
{
    struct accident_write *write = argument;
    struct accident_id before;
    int status = check_staff(change, write->child, write->today, SCOPE_WRITE_CENTRE);
    if (status == STATUS_OK && text_is_empty(write->words.what))
        return change_fail(change, STATUS_INVALID, WORD_ACCIDENT_WHAT_MISSING);
    if (status != STATUS_OK)
        return status;
    if (write->version > 0)
        return correct(change, write);
    if (write->at > change->now_at + CLOCK_MS || write->day.days < write->today.days - ACCIDENT_DAYS_MAXIMUM)
        return change_fail(change, STATUS_INVALID, WORD_ACCIDENT_TIME_ODD);
    status = same_before(change, write, &before);
    if (status != STATUS_OK)
        return status;
    if (before.value != 0) {
        write->accident = before;
        return STATUS_OK;
    }
    return add(change, write);
}

/* --- telling --- */

/* The bits of all homes in which somebody is to be told. */
static int64_t homes_of(const struct accident_guardians_rows *guardians)
{
    int64_t homes = 0;
    for (size_t i = 0; i < guardians->count; i++)
        homes |= scope_of_home(guardians->items[i].home);
    return homes;
}

static int read_guardians(struct change *change, struct child_id child, struct date today,
                          struct accident_guardians_rows *ret_rows)
{
    return accident_guardians(
        change->db, change->arena,
        (struct accident_guardians_in){ .organisation = change->organisation, .child = child, .today = today },
        ret_rows);
}

/* One home reads it from now on: on its day page, and open pages hear of it. No home learns when another was told. */
static int open_to(struct change *change, struct child_id child, struct accident_id accident,
                   const struct accident_one_row *row, int64_t home, struct date today)
{
    int64_t bit = scope_of_home(home);
    struct moment_id moment;
    struct accident_guardians_rows guardians;
    if ((row->audience & bit) != 0)
        return STATUS_OK;
    bool first = (row->audience & SCOPE_READ_HOME) == 0;
    const struct handover_line_new line = { .child = child,
                                            .day = row->day,
                                            .today = today,
                                            .at = row->at,
                                            .kind = KIND_ACCIDENT,
                                            .value = "notice",
                                            .audience = first ? AUDIENCE_GROUP_ONLY | bit : bit };
    int status = accident_set_audience(change->db,
                                       (struct accident_set_audience_in){ .organisation = change->organisation,
                                                                          .id = accident,
                                                                          .audience = row->audience | bit },
                                       NULL);
    if (status == STATUS_OK)
        status = handover_line_add(change, &line, &moment);
    if (status == STATUS_OK)
        status = read_guardians(change, child, today, &guardians);
    if (status != STATUS_OK || (homes_of(&guardians) & ~(row->audience | bit)) != 0)
        return status;
    struct task task = task_of(child, accident, today);
    return task_close(change, &task);
}

int accident_call(struct change *change, void *argument)
{
    const struct accident_calling *calling = argument;
    struct accident_one_row row;
    struct accident_guardians_rows guardians;
    int64_t home = 0;
    int status = check_staff(change, calling->child, calling->today, ACCIDENT_WRITERS);
    if (status == STATUS_OK)
        status = read_one(change, calling->child, calling->accident, calling->today, &row);
    if (status == STATUS_OK)
        status = read_guardians(change, calling->child, calling->today, &guardians);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < guardians.count; i++)
        if (guardians.items[i].person.value == calling->guardian.value)
            home = guardians.items[i].home;
    if (home == 0)
        return STATUS_NOT_FOUND;
    status = accident_insert_call(change->db,
                                  (struct accident_insert_call_in){ .organisation = change->organisation,
                                                                    .id = identity_mint(change->identities),
                                                                    .accident = calling->accident,
                                                                    .called = calling->guardian,
                                                                    .home = home,
                                                                    .way = calling->door ? TEXT("door") : TEXT("phone"),
                                                                    .reached = calling->reached,
                                                                    .note = calling->note,
                                                                    .author = change->actor,
                                                                    .created_at = change->now_at },
                                  NULL);
    if (status == STATUS_OK && calling->reached)
        status = open_to(change, calling->child, calling->accident, &row, home, calling->today);
    return status == STATUS_OK ? audit_add(change, "accident.call", "accident", calling->accident.value) : status;
}

/* Whether somebody tried to reach that home. */
static int was_tried(struct change *change, const struct accident_touch *touch, bool *ret_tried)
{
    struct accident_calls_rows rows;
    int status = accident_calls(
        change->db, change->arena,
        (struct accident_calls_in){ .organisation = change->organisation, .accident = touch->accident }, &rows);
    *ret_tried = false;
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *ret_tried = *ret_tried || rows.items[i].home == touch->home;
    return status;
}

int accident_show(struct change *change, void *argument)
{
    const struct accident_touch *touch = argument;
    struct accident_one_row row;
    bool tried = false;
    int status = check_staff(change, touch->child, touch->today, ACCIDENT_WRITERS);
    if (status == STATUS_OK)
        status = read_one(change, touch->child, touch->accident, touch->today, &row);
    if (status == STATUS_OK)
        status = was_tried(change, touch, &tried);
    if (status == STATUS_OK && !tried)
        return change_fail(change, STATUS_CONFLICT, WORD_ACCIDENT_CALL_FIRST);
    if (status == STATUS_OK)
        status = open_to(change, touch->child, touch->accident, &row, touch->home, touch->today);
    return status == STATUS_OK ? audit_add(change, "accident.show", "accident", touch->accident.value) : status;
}

/* --- home answers --- */

/* The centre and the home of who acts. */
static int own_audience(struct change *change, const struct accident_touch *touch, int64_t scope, int64_t *ret_audience)
{
    return access_audience(change->db, change->organisation, touch->child, change->actor,
                           AUDIENCE_GROUP_ONLY | (scope & SCOPE_READ_HOME), ret_audience);
}

static int account_is_known(struct change *change, const struct accident_touch *touch, bool *ret_known)
{
    struct accident_accounts_rows rows;
    int status = accident_accounts(change->db, change->arena,
                                   (struct accident_accounts_in){ .organisation = change->organisation,
                                                                  .child = touch->child,
                                                                  .accident = touch->accident,
                                                                  .person = change->actor,
                                                                  .today = touch->today },
                                   &rows);
    *ret_known = false;
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *ret_known = *ret_known || text_equal(rows.items[i].words, touch->words);
    return status;
}

int accident_account(struct change *change, void *argument)
{
    const struct accident_touch *touch = argument;
    struct accident_one_row row;
    int64_t scope;
    int64_t audience = 0;
    bool known = false;
    int status = scope_of(change, touch->child, touch->today, &scope);
    if (status == STATUS_OK && (scope & SCOPE_WRITE_HOME) == 0)
        return (scope & SIDE_BITS) != 0 ? STATUS_DENIED : STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = read_one(change, touch->child, touch->accident, touch->today, &row);
    if (status == STATUS_OK && text_is_empty(touch->words))
        return change_fail(change, STATUS_INVALID, WORD_ACCIDENT_ACCOUNT_MISSING);
    if (status == STATUS_OK)
        status = account_is_known(change, touch, &known);
    if (status != STATUS_OK || known)
        return status;
    status = own_audience(change, touch, scope, &audience);
    if (status == STATUS_OK)
        status = accident_insert_account(change->db,
                                         (struct accident_insert_account_in){ .organisation = change->organisation,
                                                                              .id = identity_mint(change->identities),
                                                                              .accident = touch->accident,
                                                                              .person = change->actor,
                                                                              .words = touch->words,
                                                                              .language = touch->language,
                                                                              .audience = audience,
                                                                              .created_at = change->now_at },
                                         NULL);
    if (status == STATUS_OK)
        status = handover_tell(change, touch->child, touch->today, audience);
    return status == STATUS_OK ? audit_add(change, "accident.account", "accident", touch->accident.value) : status;
}

int accident_sign(struct change *change, void *argument)
{
    const struct accident_touch *touch = argument;
    struct accident_one_row row;
    struct accident_signs_rows signs = { .count = 0 };
    int64_t scope;
    int64_t audience = 0;
    int status = scope_of(change, touch->child, touch->today, &scope);
    if (status == STATUS_OK && (scope & (SCOPE_WRITE_HOME | ACCIDENT_WRITERS)) == 0)
        return STATUS_DENIED;
    if (status == STATUS_OK)
        status = read_one(change, touch->child, touch->accident, touch->today, &row);
    if (status == STATUS_OK && (row.audience & SCOPE_READ_HOME) == 0)
        return change_fail(change, STATUS_CONFLICT, WORD_ACCIDENT_CALL_FIRST);
    if (status == STATUS_OK)
        status = accident_signs(change->db, change->arena,
                                (struct accident_signs_in){ .organisation = change->organisation,
                                                            .child = touch->child,
                                                            .accident = touch->accident,
                                                            .person = change->actor,
                                                            .today = touch->today },
                                &signs);
    for (size_t i = 0; status == STATUS_OK && i < signs.count; i++)
        if (signs.items[i].signer.value == change->actor.value)
            return STATUS_OK;
    bool home = (scope & SCOPE_WRITE_HOME) != 0;
    if (status == STATUS_OK && home)
        status = own_audience(change, touch, scope, &audience);
    if (status == STATUS_OK)
        status =
            accident_insert_sign(change->db,
                                 (struct accident_insert_sign_in){ .organisation = change->organisation,
                                                                   .accident = touch->accident,
                                                                   .person = change->actor,
                                                                   .side = home ? SIDE_HOME : SIDE_CENTRE,
                                                                   .audience = home ? audience : AUDIENCE_BOTH_HOMES,
                                                                   .signed_at = change->now_at },
                                 NULL);
    if (status == STATUS_OK)
        status = handover_tell(change, touch->child, touch->today, home ? audience : row.audience);
    return status == STATUS_OK ? audit_add(change, "accident.sign", "accident", touch->accident.value) : status;
}

/* --- erasing --- */

int accident_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    struct db *db = change->db;
    int status = accident_erase_signs(db, (struct accident_erase_signs_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = accident_erase_accounts(db, (struct accident_erase_accounts_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = accident_erase_calls(db, (struct accident_erase_calls_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = accident_erase_texts(db, (struct accident_erase_texts_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = accident_erase_rows(db, (struct accident_erase_rows_in){ organisation, child }, NULL);
    return status;
}

int accident_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status =
        accident_erase_own_accounts(change->db, (struct accident_erase_own_accounts_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status =
            accident_erase_own_signs(change->db, (struct accident_erase_own_signs_in){ organisation, person }, NULL);
    return status;
}
