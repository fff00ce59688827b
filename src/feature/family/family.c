/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What all changes of this folder ask first: who is this to the child?
 */
#include "db/change.h"
#include "feature/family/own.h"
#include "i18n/word.h"

static const char *const about_names[FAMILY_ABOUT__MAX] = {
    [FAMILY_CONTACT] = "contact",
    [FAMILY_COLLECTOR] = "collector",
    [FAMILY_COLLECTOR_END] = "collector_end",
    [FAMILY_CUSTODY] = "custody",
};

const char *family_about_name(enum family_about about)
{
    return about_names[about];
}

enum family_about family_about_of(struct text name)
{
    for (enum family_about about = 0; about < FAMILY_ABOUT__MAX; about++)
        if (text_equal(text_from(about_names[about]), name))
            return about;
    return FAMILY_ABOUT__MAX;
}

int family_scope(struct change *change, struct child_id child, struct date today, int64_t *ret_scope)
{
    struct access_who who = { change->organisation, change->actor, today };
    return access_child(change->db, who, child, ret_scope);
}

int family_team(struct change *change, struct child_id child, struct date today, int64_t need)
{
    int64_t scope;
    int status = family_scope(change, child, today, &scope);
    if (status != STATUS_OK)
        return status;
    if ((scope & SCOPE_SIDE_HOME) != 0)
        return change_fail(change, STATUS_DENIED, WORD_FAMILY_OWN_FAMILY);
    if (!family_is_team(scope) || (scope & need) == 0)
        return change_fail(change, STATUS_DENIED,
                           need == SCOPE_MANAGE ? WORD_FAMILY_FOR_MANAGER : WORD_FAMILY_FOR_TEAM);
    return STATUS_OK;
}

struct task family_task(enum family_about about, struct child_id child, struct proposal_id proposal, struct date today)
{
    static const enum task_kind kinds[FAMILY_ABOUT__MAX] = { [FAMILY_CONTACT] = TASK_CONTACT,
                                                             [FAMILY_COLLECTOR] = TASK_COLLECTOR,
                                                             [FAMILY_COLLECTOR_END] = TASK_COLLECTOR,
                                                             [FAMILY_CUSTODY] = TASK_CUSTODY };
    return (struct task){ .kind = kinds[about], .child = child, .object = proposal.value, .today = today };
}

int family_tell(struct change *change, struct person_id person)
{
    return change_event(change, "family", (struct event_topic){ .person = person });
}
