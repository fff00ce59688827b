/* SPDX-License-Identifier: EUPL-1.2 */
/* Which forms of care somebody has to do with. */
#include "access/care.h"

#include "access/person_care.sql.h"
#include "access/session.h"
#include "db/db.h"

enum care care_only(int64_t cares)
{
    return cares == CARE_BIT_CHILDMINDER     ? CARE_CHILDMINDER
           : cares == CARE_BIT_OUT_OF_SCHOOL ? CARE_OUT_OF_SCHOOL
                                             : CARE_GROUPS;
}

int care_read(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
              int64_t now_at, int64_t *ret_cares)
{
    struct care_of_row row;
    int status = care_of(
        db, arena,
        (struct care_of_in){ .organisation = organisation, .person = person, .yesterday = session_day(now_at, -1) },
        &row);
    if (status == STATUS_OK)
        *ret_cares = row.cares;
    return status;
}
