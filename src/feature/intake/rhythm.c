/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How many weeks there are between two moments of contact: the setting of a location, and what follows for one guardian.
 */
#include "access/audit.h"
#include "db/change.h"
#include "feature/intake/own.h"

/* About six moments a year, the habit of day care; twice as often, and half as often. */
const int64_t intake_weeks[CONTACT_INTENSITY__MAX] = { [CONTACT_BASIS] = 8, [CONTACT_MORE] = 4, [CONTACT_LESS] = 16 };

static int64_t weeks_of(const struct intake_rhythms_row *row, enum contact_intensity intensity)
{
    int64_t set = intensity == CONTACT_MORE   ? row->more_weeks
                  : intensity == CONTACT_LESS ? row->less_weeks
                                              : row->basis_weeks;
    return set > 0 ? set : intake_weeks[intensity];
}

int contact_rhythm_weeks(struct db *db, struct arena *arena, struct organisation_id organisation, struct child_id child,
                         struct person_id person, struct date today, int64_t *ret_weeks)
{
    struct intake_own_row own;
    struct intake_rhythms_rows rows;
    int status =
        intake_own(db, arena,
                   (struct intake_own_in){
                       .organisation = organisation, .person = person, .today = today, .homes = SCOPE_SIDE_HOME },
                   &own);
    if (status == STATUS_OK)
        status = intake_rhythms(
            db, arena, (struct intake_rhythms_in){ .organisation = organisation, .child = child, .today = today },
            &rows);
    if (status != STATUS_OK)
        return status;
    enum contact_intensity intensity = intake_intensity_of(own.intensity);
    int64_t weeks = rows.count == 0 ? intake_weeks[intensity] : INTAKE_WEEKS_MAXIMUM;
    for (size_t i = 0; i < rows.count; i++)
        if (weeks_of(&rows.items[i], intensity) < weeks)
            weeks = weeks_of(&rows.items[i], intensity);
    *ret_weeks = weeks;
    return STATUS_OK;
}

int contact_rhythm_write(struct change *change, void *argument)
{
    const struct contact_rhythm *write = argument;
    int64_t scope;
    int status = access_location(change->db, (struct access_who){ change->organisation, change->actor, write->today },
                                 write->location, &scope);
    if (status == STATUS_OK && (scope & SCOPE_MANAGE) == 0)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = intake_rhythm_set(change->db,
                                   (struct intake_rhythm_set_in){ .organisation = change->organisation,
                                                                  .location = write->location,
                                                                  .basis_weeks = write->weeks[CONTACT_BASIS],
                                                                  .more_weeks = write->weeks[CONTACT_MORE],
                                                                  .less_weeks = write->weeks[CONTACT_LESS],
                                                                  .set_by = change->actor,
                                                                  .set_at = change->now_at },
                                   NULL);
    return status == STATUS_OK ? audit_add(change, "intake.rhythm", "location", write->location.value) : status;
}
