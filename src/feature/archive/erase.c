/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing archives that wait to be taken (feature/privacy/erase.h says when). A job that comes for one finds nothing.
 */
#include "db/change.h"
#include "feature/archive/archive.h"
#include "feature/archive/archive.sql.h"

int archive_erase_child(struct change *change, struct child_id child)
{
    struct organisation_id organisation = change->organisation;
    int status =
        archive_erase_child_parts(change->db, (struct archive_erase_child_parts_in){ organisation, child }, NULL);
    if (status == STATUS_OK)
        status =
            archive_erase_child_rows(change->db, (struct archive_erase_child_rows_in){ organisation, child }, NULL);
    return status;
}

int archive_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status = archive_erase_own_parts(change->db, (struct archive_erase_own_parts_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = archive_erase_own_rows(change->db, (struct archive_erase_own_rows_in){ organisation, person }, NULL);
    return status;
}
