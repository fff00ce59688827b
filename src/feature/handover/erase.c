/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing what stands on the day pages (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/handover/contact.sql.h"
#include "feature/handover/handover.h"
#include "feature/handover/handover_erase.sql.h"

int handover_erase_child(struct change *change, struct child_id child)
{
    struct db *db = change->db;
    struct organisation_id organisation = change->organisation;
    int status = handover_erase_versions(db, (struct handover_erase_versions_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = handover_erase_files(db, (struct handover_erase_files_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = handover_erase_read(db, (struct handover_erase_read_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = handover_erase_attendance(db, (struct handover_erase_attendance_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = contact_erase_all(db, (struct contact_erase_all_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status = handover_erase_entries(db, (struct handover_erase_entries_in){ organisation, child }, NULL);
    return status;
}

int handover_erase_person(struct change *change, struct person_id person)
{
    int status = handover_erase_own_versions(
        change->db, (struct handover_erase_own_versions_in){ change->organisation, person }, NULL);
    if (status == STATUS_OK)
        status = handover_erase_own(
            change->db, (struct handover_erase_own_in){ change->organisation, person, change->now_at }, NULL);
    if (status == STATUS_OK)
        status = phrase_erase_quiet(change->db, (struct phrase_erase_quiet_in){ change->organisation, person }, NULL);
    return status;
}
