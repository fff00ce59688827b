/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Consent that begins or ends without a tap (consent.h).
 */
#include "db/change.h"
#include "feature/consent/consent.sql.h"
#include "feature/consent/own.h"

int consent_zone(struct change *change, struct zone **ret_zone)
{
    struct consent_organisation_row row;
    int status =
        consent_organisation(change->db, change->arena, (struct consent_organisation_in){ change->organisation }, &row);
    return status == STATUS_OK ? zone_open(row.zone, ret_zone) : status;
}

static int find_today(struct change *change, struct date *today)
{
    struct zone *zone;
    if (!date_is_none(*today))
        return STATUS_OK;
    int status = consent_zone(change, &zone);
    if (status != STATUS_OK)
        return status;
    *today = zone_date(zone, change->now_at);
    zone_close(zone);
    return STATUS_OK;
}

static int plan_next(struct change *change, struct child_id child, struct date today)
{
    struct consent_next_day_row row;
    int status = consent_next_day(
        change->db, change->arena,
        (struct consent_next_day_in){
            .organisation = change->organisation, .child = child, .today = today, .never = DATE_FOREVER },
        &row);
    return status == STATUS_OK && row.day.days > 0 ? consent_recheck_plan(change, child, row.day) : status;
}

/* The open pages of the groups are told once, whatever the purpose. */
static int tell(struct change *change, const struct consent_change *what)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < consent_listener_count; i++)
        if (consent_listeners[i].changed != consent_tell_groups)
            status = consent_listeners[i].changed(change, what);
    return status;
}

int consent_recheck(struct change *change, struct child_id child, struct date today)
{
    struct consent_change what = { .child = child, .today = today, .rechecked = true };
    int status = find_today(change, &what.today);
    for (const struct consent_purpose *purpose = consent_purposes; status == STATUS_OK && purpose->name; purpose++) {
        if (purpose->named)
            continue;
        what.purpose = purpose;
        status = consent_in_force(change->db, change->organisation, child, purpose, 0, what.today, &what.in_force);
        if (status == STATUS_OK)
            status = tell(change, &what);
    }
    if (status == STATUS_OK)
        status = consent_tell_groups(change, &what);
    return status == STATUS_OK ? plan_next(change, child, what.today) : status;
}

int consent_children_of(struct change *change, struct person_id person, struct consent_children *ret_children)
{
    struct consent_of_guardian_rows rows;
    int status = consent_of_guardian(change->db, change->arena,
                                     (struct consent_of_guardian_in){ change->organisation, person }, &rows);
    *ret_children = (struct consent_children){ .items = NULL };
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        *vector_add(change->arena, ret_children) = rows.items[i].child;
    return status;
}
