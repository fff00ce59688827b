/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A wish and what becomes of it.
 */
#include "feature/wish/wish.h"

#include "access/audit.h"
#include "access/rule.h"
#include "feature/task/task.h"
#include "feature/wish/own.h"

const char *const wish_step_names[WISH_STEP__MAX + 1] = {
    [WISH_WILL] = "will",
    [WISH_OUR_WAY] = "our_way",
    [WISH_NOT_TODAY] = "not_today",
    [WISH_PHONE_YES] = "phone_yes",
    [WISH_PHONE_NO] = "phone_no",
    [WISH_PHONE_SILENT] = "phone_silent",
    [WISH_PHONE_URGENT] = "phone_urgent",
    [WISH_DONE] = "done",
    [WISH_TOGETHER] = "together",
    [WISH_OTHERWISE] = "otherwise",
    [WISH_TOLD] = "told",
    [WISH_REACT] = "react",
    NULL,
};

static int scope_of(struct change *change, struct child_id child, struct date today, int64_t *ret_scope)
{
    return access_child(change->db, (struct access_who){ change->organisation, change->actor, today }, child,
                        ret_scope);
}

/* Who reads a new wish: "both homes" are hers and those without a protected guardian, as the page offers it. What a protected
 * guardian never reads she cannot react to either. */
static int audience_of(struct change *change, const struct wish_new *new, int64_t scope, int64_t *ret_audience)
{
    const int64_t own = scope & SCOPE_READ_HOME;
    int64_t homes = new->both_homes ? SCOPE_READ_HOME : own;
    struct wish_protected_rows rows = { .count = 0 };
    int status = STATUS_OK;
    if (new->both_homes)
        status = wish_protected(change->db, change->arena,
                                (struct wish_protected_in){
                                    .organisation = change->organisation, .child = new->child, .today = new->today },
                                &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        homes &= ~scope_of_home(rows.items[i].home) | own;
    return status == STATUS_OK ? access_audience(change->db, change->organisation, new->child, change->actor,
                                                 AUDIENCE_GROUP_ONLY | homes, ret_audience)
                               : status;
}

static int add(struct change *change, struct wish_new *new, int64_t scope)
{
    int64_t audience;
    int status = audience_of(change, new, scope, &audience);
    if (status != STATUS_OK)
        return status;
    new->wish = CHANGE_MINT(change, wish);
    status = wish_insert(change->db,
                         (struct wish_insert_in){ .organisation = change->organisation,
                                                  .id = new->wish,
                                                  .child = new->child,
                                                  .day = new->day,
                                                  .words = new->words,
                                                  .language = new->language,
                                                  .audience = audience,
                                                  .author = change->actor,
                                                  .created_at = change->now_at },
                         NULL);
    if (status == STATUS_OK)
        status = handover_tell(change, new->child, new->today, audience);
    return status == STATUS_OK ? audit_add(change, "wish.add", "wish", new->wish.value) : status;
}

bool wish_day_fits(struct date day, struct date today)
{
    return day.days >= today.days && day.days <= today.days + WISH_AHEAD_DAYS;
}

int wish_add(struct change *change, void *argument)
{
    struct wish_new *new = argument;
    int64_t scope;
    int status = change_client_write_find(change, &new->sent, &new->wish.value);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = scope_of(change, new->child, new->today, &scope);
    if (status != STATUS_OK)
        return status;
    if ((scope & SCOPE_WRITE_HOME) == 0)
        return STATUS_DENIED;
    if (text_is_empty(new->words))
        return change_fail(change, STATUS_INVALID, WORD_WISH_WORDS_MISSING);
    if (!wish_day_fits(new->day, new->today))
        return change_fail(change, STATUS_INVALID, WORD_WISH_DAY_ODD);
    status = add(change, new, scope);
    return status == STATUS_OK ? change_client_write_keep(change, &new->sent, new->wish.value) : status;
}

struct date wish_since(int64_t scope, struct date today)
{
    return (scope & SCOPE_READ) != 0 ? (struct date){ 0 } : today;
}

/* STATUS_NOT_FOUND for a line that does not stand on that day of the child for home to read. */
static int check_line(struct change *change, const struct wish_acting *acting, struct date day)
{
    struct wish_lines_rows rows;
    int status = wish_lines(change->db, change->arena,
                            (struct wish_lines_in){ .organisation = change->organisation,
                                                    .child = acting->child,
                                                    .day = day,
                                                    .homes = SCOPE_READ_HOME,
                                                    .person = change->actor,
                                                    .today = acting->today },
                            &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        if (rows.items[i].moment.value == acting->moment.value)
            return STATUS_OK;
    return status == STATUS_OK ? STATUS_NOT_FOUND : status;
}

/* Whether somebody else did something that was not on the page yet. */
static int look_back(struct change *change, struct wish_acting *acting)
{
    struct wish_steps_rows rows;
    int status = wish_steps(change->db, change->arena,
                            (struct wish_steps_in){ .organisation = change->organisation,
                                                    .child = acting->child,
                                                    .wish = acting->wish,
                                                    .person = change->actor,
                                                    .today = acting->today },
                            &rows);
    acting->overtaken = false;
    for (size_t i = acting->seen < 0 ? SIZE_MAX : (size_t)acting->seen; status == STATUS_OK && i < rows.count; i++)
        acting->overtaken = acting->overtaken || rows.items[i].author.value != change->actor.value;
    return status;
}

static int keep_task(struct change *change, const struct wish_acting *acting)
{
    struct task task = {
        .kind = TASK_WISH, .child = acting->child, .object = acting->wish.value, .today = acting->today
    };
    if (acting->step == WISH_OTHERWISE || acting->step == WISH_PHONE_URGENT) {
        int status = task_close(change, &task); /* one call explains all of it */
        return status == STATUS_OK ? task_add(change, &task) : status;
    }
    return acting->step == WISH_TOLD ? task_close(change, &task) : STATUS_OK;
}

/* Who reads a step: who reads the wish, but no other home when she who asked, or she who reacts, is protected. The
 * wish may be from before that. */
static int step_audience(struct change *change, const struct wish_acting *acting, const struct wish_one_row *wish,
                         int64_t *ret_audience)
{
    int64_t asked;
    int status = access_audience(change->db, change->organisation, acting->child, wish->author, wish->audience, &asked);
    return status == STATUS_OK
               ? access_audience(change->db, change->organisation, acting->child, change->actor, asked, ret_audience)
               : status;
}

static int insert(struct change *change, const struct wish_acting *acting, int64_t audience)
{
    return wish_step_insert(change->db,
                            (struct wish_step_insert_in){ .organisation = change->organisation,
                                                          .id = identity_mint(change->identities),
                                                          .wish = acting->wish,
                                                          .child = acting->child,
                                                          .kind = text_from(wish_step_names[acting->step]),
                                                          .words = acting->words,
                                                          .language = acting->language,
                                                          .side = acting->step == WISH_REACT ? SIDE_HOME : SIDE_CENTRE,
                                                          .moment = acting->moment,
                                                          .audience = audience,
                                                          .author = change->actor,
                                                          .created_at = change->now_at },
                            NULL);
}

int wish_act(struct change *change, void *argument)
{
    struct wish_acting *acting = argument;
    struct wish_one_row wish;
    int64_t scope;
    int64_t before;
    int64_t audience;
    acting->overtaken = false;
    int status = change_client_write_find(change, &acting->sent, &before);
    if (status != STATUS_NOT_FOUND)
        return status;
    status = scope_of(change, acting->child, acting->today, &scope);
    if (status == STATUS_OK)
        status = wish_one(change->db, change->arena,
                          (struct wish_one_in){ .organisation = change->organisation,
                                                .child = acting->child,
                                                .wish = acting->wish,
                                                .since = wish_since(scope, acting->today),
                                                .person = change->actor,
                                                .today = acting->today },
                          &wish);
    if (status == STATUS_OK && (scope & (acting->step == WISH_REACT ? SCOPE_WRITE_HOME : SCOPE_WRITE_CENTRE)) == 0)
        return STATUS_DENIED;
    if (status == STATUS_OK && acting->step == WISH_REACT && text_is_empty(acting->words))
        return change_fail(change, STATUS_INVALID, WORD_WISH_WORDS_MISSING);
    if (status == STATUS_OK && acting->moment.value)
        status = check_line(change, acting, wish.day);
    if (status == STATUS_OK)
        status = look_back(change, acting);
    if (status == STATUS_OK)
        status = step_audience(change, acting, &wish, &audience);
    if (status == STATUS_OK)
        status = insert(change, acting, audience);
    if (status == STATUS_OK)
        status = keep_task(change, acting);
    if (status == STATUS_OK)
        status = handover_tell(change, acting->child, acting->today, audience);
    if (status == STATUS_OK)
        status = audit_add(change, "wish.step", "wish", acting->wish.value);
    return status == STATUS_OK ? change_client_write_keep(change, &acting->sent, acting->wish.value) : status;
}

int wish_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    int status = wish_erase_steps(change->db, (struct wish_erase_steps_in){ organisation, child }, NULL);
    return status == STATUS_OK ? wish_erase_rows(change->db, (struct wish_erase_rows_in){ organisation, child }, NULL)
                               : status;
}

int wish_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status = wish_erase_reactions(change->db, (struct wish_erase_reactions_in){ organisation, person }, NULL);
    return status == STATUS_OK
               ? wish_erase_words(change->db, (struct wish_erase_words_in){ organisation, person }, NULL)
               : status;
}
