/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Erasing the people of the access layer. What others wrote about them is erased by who owns it (feature/privacy/erase.h).
 */
#include "access/people.h"

#include "access/people.sql.h"
#include "access/people_role.sql.h"
#include "access/sets.h"
#include "db/change.h"

/* Runs one statement about the person or child after the ones before it went well. */
#define ERASE(status, name, change, of)                                                              \
    do {                                                                                             \
        if ((status) == STATUS_OK)                                                                   \
            (status) = name((change)->db, (struct name##_in){ (change)->organisation, (of) }, NULL); \
    } while (0)

int people_erase_child(struct change *change, struct child_id child)
{
    int status = STATUS_OK;
    ERASE(status, people_erase_shares, change, child);
    ERASE(status, people_erase_partners, change, child);
    ERASE(status, people_erase_placements, change, child);
    ERASE(status, people_erase_mentors, change, child);
    ERASE(status, people_erase_guardians, change, child);
    ERASE(status, people_erase_child_words, change, child);
    return status == STATUS_OK ? sets_refresh_child(change, child) : status;
}

int people_erase_person(struct change *change, struct person_id person)
{
    int status = STATUS_OK;
    ERASE(status, people_erase_sessions, change, person);
    ERASE(status, people_erase_links, change, person);
    ERASE(status, people_erase_totp, change, person);
    ERASE(status, people_erase_recovery, change, person);
    ERASE(status, people_erase_account, change, person);
    ERASE(status, people_erase_guardianships, change, person);
    ERASE(status, people_erase_work, change, person);
    ERASE(status, people_erase_mentorships, change, person);
    ERASE(status, people_erase_management, change, person);
    ERASE(status, people_erase_coach, change, person);
    ERASE(status, people_erase_committee, change, person);
    ERASE(status, people_erase_partner, change, person);
    ERASE(status, people_erase_childminder, change, person);
    ERASE(status, people_erase_bureau, change, person);
    ERASE(status, people_erase_person_words, change, person);
    return status == STATUS_OK ? sets_refresh_person(change, person) : status;
}
