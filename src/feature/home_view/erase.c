/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing what home wrote about itself (feature/privacy/erase.h says when).
 */
#include "db/change.h"
#include "feature/home_view/home_view.h"
#include "feature/home_view/home_view.sql.h"

int home_view_erase_child(struct change *change, struct child_id child)
{
    return home_view_erase_child_words(change->db,
                                       (struct home_view_erase_child_words_in){ change->organisation, child }, NULL);
}

int home_view_erase_person(struct change *change, struct person_id person)
{
    struct organisation_id organisation = change->organisation;
    int status =
        home_view_erase_own_words(change->db, (struct home_view_erase_own_words_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = home_view_erase_marks(change->db, (struct home_view_erase_marks_in){ organisation, person }, NULL);
    return status;
}
