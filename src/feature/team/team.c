/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing one's own card, and who is not there today.
 */
#include "feature/team/team.h"

#include "access/audit.h"
#include "access/rule.h"
#include "access/session.h"
#include "db/change.h"
#include "feature/team/team.sql.h"

enum { CHILDREN_MAXIMUM = 200 }; /* of a group, whose pages are told: events of one change are bounded */

int team_card_write(struct change *change, void *argument)
{
    const struct team_card_write *write = argument;
    bool staff = false;
    int status = session_is_staff(change, change->actor, &staff);
    if (status == STATUS_OK && !staff)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = team_card_put(change->db,
                               (struct team_card_put_in){ .organisation = change->organisation,
                                                          .person = change->actor,
                                                          .words = write->words,
                                                          .language = write->language,
                                                          .speaks = write->speaks,
                                                          .weekdays = write->weekdays,
                                                          .shows = write->shows,
                                                          .written_at = change->now_at },
                               NULL);
    if (status == STATUS_OK && write->shows != 0)
        status = team_news_add(change->db,
                               (struct team_news_add_in){ .organisation = change->organisation,
                                                          .person = change->actor,
                                                          .today = write->today,
                                                          .at = change->now_at },
                               NULL);
    return status == STATUS_OK ? audit_add(change, "team.card", "person", change->actor.value) : status;
}

/* The board, and the page of each child of the group, which says who is there. */
static int tell(struct change *change, struct group_id group, struct date today)
{
    struct team_children_rows rows;
    int status = team_children(
        change->db, change->arena,
        (struct team_children_in){
            .organisation = change->organisation, .care_group = group, .today = today, .most = CHILDREN_MAXIMUM },
        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        status = change_event(change, "team", (struct event_topic){ .child = rows.items[i].child });
    return status == STATUS_OK ? change_event(change, "team", (struct event_topic){ .group = group }) : status;
}

static int check(struct change *change, const struct team_away_write *write)
{
    int64_t scope = 0;
    struct team_works_row row;
    int status = access_group(change->db, (struct access_who){ change->organisation, change->actor, write->today },
                              write->group, &scope);
    if (status == STATUS_OK && (scope & (SCOPE_WRITE_CENTRE | SCOPE_MANAGE)) == 0)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = team_works(change->db, change->arena,
                            (struct team_works_in){ .organisation = change->organisation,
                                                    .care_group = write->group,
                                                    .person = write->person,
                                                    .today = write->today },
                            &row);
    return status;
}

int team_away_write(struct change *change, void *argument)
{
    const struct team_away_write *write = argument;
    int64_t changed = 0;
    int status = check(change, write);
    if (status != STATUS_OK)
        return status;
    status = team_away_forget(change->db, (struct team_away_forget_in){ change->organisation, write->today }, NULL);
    if (status != STATUS_OK)
        return status;
    if (write->away)
        status = team_away_add(change->db,
                               (struct team_away_add_in){ .organisation = change->organisation,
                                                          .care_group = write->group,
                                                          .person = write->person,
                                                          .day = write->today,
                                                          .written_by = change->actor,
                                                          .written_at = change->now_at },
                               &changed);
    else
        status = team_away_remove(change->db,
                                  (struct team_away_remove_in){ .organisation = change->organisation,
                                                                .care_group = write->group,
                                                                .person = write->person,
                                                                .day = write->today },
                                  &changed);
    if (status != STATUS_OK || changed == 0)
        return status;
    status = tell(change, write->group, write->today);
    return status == STATUS_OK
               ? audit_add(change, write->away ? "team.away" : "team.there", "person", write->person.value)
               : status;
}

int team_erase_person(struct change *change, struct person_id person)
{
    struct db *db = change->db;
    struct organisation_id organisation = change->organisation;
    int status = team_erase_card(db, (struct team_erase_card_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = team_erase_away(db, (struct team_erase_away_in){ organisation, person }, NULL);
    return status == STATUS_OK ? team_erase_news(db, (struct team_erase_news_in){ organisation, person }, NULL)
                               : status;
}
