/* SPDX-License-Identifier: EUPL-1.2 */
/* What a guardian says to be, and which figures may show. */
#include "feature/reach/reach.h"

#include "access/audit.h"
#include "access/rule.h"
#include "db/change.h"
#include "feature/figure/figure.h"
#include "feature/reach/own.h"
#include "feature/reach/reach.sql.h"

const struct reach_role_about reach_roles[REACH_ROLE__MAX] = {
    [REACH_UNSAID] = { "", WORD_REACH_UNSAID },
    [REACH_MOTHER] = { "mother", WORD_REACH_MOTHER },
    [REACH_FATHER] = { "father", WORD_REACH_FATHER },
    [REACH_OTHER] = { "other", WORD_REACH_OTHER },
};

enum reach_role reach_role_find(struct text name)
{
    for (enum reach_role role = REACH_MOTHER; role < REACH_ROLE__MAX; role++)
        if (text_equal(name, text_from(reach_roles[role].name)))
            return role;
    return REACH_UNSAID;
}

/* --- figures --- */

static bool may_show(int64_t counted, int64_t whole)
{
    return figure_may_show(&(struct figure_cell){ .about = FIGURE_CHILDREN, .counted = counted, .whole = whole });
}

bool reach_may_show(const struct reach_count *count)
{
    return may_show(count->invited, count->people) && may_show(count->arrived, count->people);
}

bool reach_may_split(const struct reach_count roles[REACH_ROLE__MAX])
{
    int64_t whole = 0;
    for (enum reach_role role = 0; role < REACH_ROLE__MAX; role++)
        whole += roles[role].people;
    for (enum reach_role role = 0; role < REACH_ROLE__MAX; role++) {
        if (!may_show(roles[role].people, whole))
            return false;
        if (roles[role].people > 0 && !reach_may_show(&roles[role]))
            return false;
    }
    return true;
}

/* --- writing --- */

int reach_say(struct change *change, void *argument)
{
    const struct reach_write *write = argument;
    struct access_who who = { change->organisation, change->actor, write->today };
    int status = access_child_need(change->db, who, write->child, SCOPE_READ_HOME | SCOPE_READ_LIMITED);
    if (status != STATUS_OK)
        return status;
    if (write->role == REACH_UNSAID)
        status = reach_delete(change->db, (struct reach_delete_in){ change->organisation, write->child, change->actor },
                              NULL);
    else
        status = reach_upsert(change->db,
                              (struct reach_upsert_in){ .organisation = change->organisation,
                                                        .child = write->child,
                                                        .person = change->actor,
                                                        .role = text_from(reach_roles[write->role].name),
                                                        .own_words = write->own_words,
                                                        .said_at = change->now_at },
                              NULL);
    return status == STATUS_OK ? audit_add(change, "reach.say", "child", write->child.value) : status;
}

int reach_erase_child(struct change *change, struct child_id child)
{
    return reach_erase_of_child(change->db, (struct reach_erase_of_child_in){ change->organisation, child }, NULL);
}

int reach_erase_person(struct change *change, struct person_id person)
{
    return reach_erase_of_person(change->db, (struct reach_erase_of_person_in){ change->organisation, person }, NULL);
}
