/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing the sheet: proposed by home, confirmed or written by the team.
 */
#include "access/audit.h"
#include "access/people.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/handover/handover.h"
#include "feature/sheet/own.h"
#include "feature/sheet/sheet.sql.h"
#include "feature/task/task.h"

const char *const sheet_field_names[SHEET_FIELD__MAX] = {
    [SHEET_ALLERGIES] = "allergies",       [SHEET_DIET] = "diet", [SHEET_HEALTH] = "health", [SHEET_DOCTOR] = "doctor",
    [SHEET_DOCTOR_PHONE] = "doctor_phone",
};

enum sheet_field sheet_field_of(struct text name)
{
    enum sheet_field field = 0;
    while (field < SHEET_FIELD__MAX && !text_equal(text_from(sheet_field_names[field]), name))
        field++;
    return field;
}

int sheet_read_fields(struct db *db, struct arena *arena, const struct access_who *who, struct child_id child,
                      struct text ret_words[SHEET_FIELD__MAX])
{
    struct sheet_head_row head;
    struct sheet_lines_rows rows;
    int status =
        sheet_head(db, arena,
                   (struct sheet_head_in){
                       .organisation = who->organisation, .child = child, .person = who->person, .today = who->today },
                   &head);
    if (status == STATUS_OK)
        status = sheet_lines(
            db, arena,
            (struct sheet_lines_in){
                .organisation = who->organisation, .child = child, .person = who->person, .today = who->today },
            &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < SHEET_FIELD__MAX; i++)
        ret_words[i] = TEXT("");
    for (size_t i = 0; i < rows.count; i++)
        if (sheet_field_of(rows.items[i].field) < SHEET_FIELD__MAX)
            ret_words[sheet_field_of(rows.items[i].field)] = rows.items[i].words;
    /* What stands at the child counts: the roster and an older program write it there alone. */
    if (!text_is_empty(head.allergies) || !text_equal(ret_words[SHEET_ALLERGIES], SHEET_NONE))
        ret_words[SHEET_ALLERGIES] = head.allergies;
    return STATUS_OK;
}

static struct task task_of(struct child_id child, struct proposal_id proposal, struct date today)
{
    return (struct task){ .kind = TASK_SHEET, .child = child, .object = proposal.value, .today = today };
}

/* The allergies of the child, where the board finds them; no words when none are known. */
static int set_allergies(struct change *change, struct child_id child, struct text words)
{
    struct sheet_child_row row;
    int status = sheet_child(change->db, change->arena,
                             (struct sheet_child_in){ .organisation = change->organisation, .child = child }, &row);
    if (status != STATUS_OK)
        return status;
    return people_child_set(change,
                            &(struct people_child){ .id = child,
                                                    .number = row.number,
                                                    .given_name = row.given_name,
                                                    .family_name = row.family_name,
                                                    .say_name = row.say_name,
                                                    .born = row.born,
                                                    .allergies = text_equal(words, SHEET_NONE) ? TEXT("") : words,
                                                    .restriction = row.restriction,
                                                    .photo_consent = row.photo_consent,
                                                    .remark = row.remark });
}

/* Puts a field down. `teller` is the guardian who told it, 0 for the staff. */
static int set_field(struct change *change, struct child_id child, enum sheet_field field, struct text words,
                     struct person_id teller)
{
    int64_t audience = AUDIENCE_BOTH_HOMES;
    int status = STATUS_OK;
    if (teller.value)
        status = access_audience(change->db, change->organisation, child, teller, AUDIENCE_BOTH_HOMES, &audience);
    if (status == STATUS_OK && field == SHEET_ALLERGIES)
        status = set_allergies(change, child, words);
    if (status != STATUS_OK)
        return status;
    return sheet_set_line(change->db,
                          (struct sheet_set_line_in){ .organisation = change->organisation,
                                                      .child = child,
                                                      .field = text_from(sheet_field_names[field]),
                                                      .words = words,
                                                      .person = teller,
                                                      .audience = audience,
                                                      .confirmed_at = change->now_at,
                                                      .confirmed_by = change->actor },
                          NULL);
}

static int decide(struct change *change, struct child_id child, struct proposal_id id, const char *decision,
                  struct date today)
{
    int status = sheet_decide_proposal(change->db,
                                       (struct sheet_decide_proposal_in){ .organisation = change->organisation,
                                                                          .id = id,
                                                                          .decision = text_from(decision),
                                                                          .decided_at = change->now_at,
                                                                          .decided_by = change->actor },
                                       NULL);
    struct task task = task_of(child, id, today);
    return status == STATUS_OK ? task_close(change, &task) : status;
}

/* --- a guardian --- */

static int open_rows(struct change *change, const struct sheet_write *write, struct sheet_open_rows *ret_rows)
{
    return sheet_open(change->db, change->arena,
                      (struct sheet_open_in){ .organisation = change->organisation,
                                              .child = write->child,
                                              .person = change->actor,
                                              .today = write->today,
                                              .need = 0,
                                              .homes = SCOPE_READ_HOME },
                      ret_rows);
}

static int add_proposal(struct change *change, const struct sheet_write *write, enum sheet_field field)
{
    struct proposal_id id = CHANGE_MINT(change, proposal);
    int status = sheet_insert_proposal(change->db,
                                       (struct sheet_insert_proposal_in){ .organisation = change->organisation,
                                                                          .id = id,
                                                                          .child = write->child,
                                                                          .person = change->actor,
                                                                          .field = text_from(sheet_field_names[field]),
                                                                          .words = write->words[field],
                                                                          .created_at = change->now_at },
                                       NULL);
    struct task task = task_of(write->child, id, write->today);
    if (status == STATUS_OK)
        status = task_add(change, &task);
    return status == STATUS_OK ? audit_add(change, "sheet.propose", "proposal", id.value) : status;
}

/* One field of a guardian's form. */
static int propose(struct change *change, const struct sheet_write *write, enum sheet_field field, struct text counts,
                   const struct sheet_open_rows *open)
{
    bool known = false;
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < open->count; i++) {
        if (sheet_field_of(open->items[i].field) != field)
            continue;
        known = text_equal(open->items[i].words, write->words[field]);
        if (!known)
            status = decide(change, write->child, open->items[i].id, "withdrawn", write->today);
    }
    if (status != STATUS_OK || known || text_equal(counts, write->words[field]))
        return status;
    return add_proposal(change, write, field);
}

/* --- both --- */

static int write_fields(struct change *change, const struct sheet_write *write, bool home)
{
    struct access_who who = { change->organisation, change->actor, write->today };
    struct text counts[SHEET_FIELD__MAX];
    struct sheet_open_rows open = { .count = 0 };
    int status = sheet_read_fields(change->db, change->arena, &who, write->child, counts);
    if (status == STATUS_OK && home)
        status = open_rows(change, write, &open);
    for (enum sheet_field field = 0; status == STATUS_OK && field < SHEET_FIELD__MAX; field++) {
        if (home)
            status = propose(change, write, field, counts[field], &open);
        else if (!text_equal(counts[field], write->words[field]))
            status = set_field(change, write->child, field, write->words[field], (struct person_id){ 0 });
    }
    if (status == STATUS_OK && !home)
        status = audit_add(change, "sheet.write", "child", write->child.value);
    return status;
}

/* STATUS_OK for the team, about a child that is not their own. */
static int check_team(struct change *change, int64_t scope)
{
    if ((scope & SCOPE_SIDE_HOME) != 0)
        return change_fail(change, STATUS_DENIED, WORD_FAMILY_OWN_FAMILY);
    return (scope & SHEET_WRITERS) != 0 && (scope & SCOPE_READ_CENTRE) != 0
               ? STATUS_OK
               : change_fail(change, STATUS_DENIED, WORD_FAMILY_FOR_TEAM);
}

int sheet_write(struct change *change, void *argument)
{
    const struct sheet_write *write = argument;
    struct access_who who = { change->organisation, change->actor, write->today };
    int64_t scope;
    int status = access_child(change->db, who, write->child, &scope);
    if (status != STATUS_OK)
        return status;
    bool home = (scope & SCOPE_WRITE_HOME) != 0;
    status = home ? STATUS_OK : check_team(change, scope);
    return status == STATUS_OK ? write_fields(change, write, home) : status;
}

int sheet_decide(struct change *change, void *argument)
{
    const struct sheet_decision *decision = argument;
    struct access_who who = { change->organisation, change->actor, decision->today };
    struct sheet_proposal_one_row row;
    int64_t scope;
    int status = access_child(change->db, who, decision->child, &scope);
    if (status == STATUS_OK)
        status = check_team(change, scope);
    if (status == STATUS_OK)
        status = sheet_proposal_one(change->db, change->arena,
                                    (struct sheet_proposal_one_in){ .organisation = change->organisation,
                                                                    .child = decision->child,
                                                                    .id = decision->proposal },
                                    &row);
    if (status == STATUS_OK && !text_is_empty(row.decision))
        return change_fail(change, STATUS_CONFLICT, WORD_FAMILY_DECIDED_ALREADY);
    if (status == STATUS_OK && decision->confirmed)
        status = set_field(change, decision->child, sheet_field_of(row.field), row.words, row.asker);
    if (status == STATUS_OK)
        status = decide(change, decision->child, decision->proposal, decision->confirmed ? "confirmed" : "declined",
                        decision->today);
    if (status == STATUS_OK)
        status = change_event(change, "family", (struct event_topic){ .person = row.asker });
    return status == STATUS_OK ? audit_add(change, decision->confirmed ? "sheet.confirm" : "sheet.decline", "proposal",
                                           decision->proposal.value)
                               : status;
}

/* --- erasing --- */

int sheet_erase_child(struct change *change, struct child_id child)
{
    int status = sheet_erase_lines(change->db, (struct sheet_erase_lines_in){ change->organisation, child }, NULL);
    return status == STATUS_OK ? sheet_erase_proposals(
                                     change->db, (struct sheet_erase_proposals_in){ change->organisation, child }, NULL)
                               : status;
}

int sheet_erase_person(struct change *change, struct person_id person)
{
    int status =
        sheet_erase_own_lines(change->db, (struct sheet_erase_own_lines_in){ change->organisation, person }, NULL);
    return status == STATUS_OK
               ? sheet_erase_own_proposals(change->db,
                                           (struct sheet_erase_own_proposals_in){ change->organisation, person }, NULL)
               : status;
}
