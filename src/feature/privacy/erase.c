/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/privacy/erase.h"

#include "access/audit.h"
#include "access/people.h"
#include "channel/channel.h"
#include "db/change.h"
#include "feature/absence/absence.h"
#include "feature/accident/accident.h"
#include "feature/archive/archive.h"
#include "feature/attendance/attendance.h"
#include "feature/call/call.h"
#include "feature/childminder/childminder.h"
#include "feature/consent/consent.h"
#include "feature/earlier/earlier.h"
#include "feature/exchange/exchange.h"
#include "feature/family/family.h"
#include "feature/handover/handover.h"
#include "feature/home_view/home_view.h"
#include "feature/intake/intake.h"
#include "feature/invitation/invitation.h"
#include "feature/medicine/medicine.h"
#include "feature/meldcode/meldcode.h"
#include "feature/partner/partner.h"
#include "feature/passkey/passkey.h"
#include "feature/photo/photo.h"
#include "feature/portrait/portrait.h"
#include "feature/practical/practical.h"
#include "feature/privacy/own.h"
#include "feature/privacy/privacy.sql.h"
#include "feature/reach/reach.h"
#include "feature/roster/roster.h"
#include "feature/sheet/sheet.h"
#include "feature/tablet/tablet.h"
#include "feature/task/task.h"
#include "feature/team/team.h"
#include "feature/wish/wish.h"

static const char *const grounds[ERASE_GROUND__MAX] = {
    [ERASE_REQUEST] = "request", [ERASE_RETENTION] = "retention", [ERASE_REPLAY] = "replay"
};

/* What this feature keeps itself. */
static int privacy_erase_child(struct change *change, struct child_id child)
{
    int status = privacy_erase_looks(change->db, (struct privacy_erase_looks_in){ change->organisation, child }, NULL);
    if (status == STATUS_OK)
        status = privacy_erase_child_requests(
            change->db, (struct privacy_erase_child_requests_in){ change->organisation, child }, NULL);
    return status;
}

static int privacy_erase_person(struct change *change, struct person_id person)
{
    struct db *db = change->db;
    struct organisation_id organisation = change->organisation;
    int status = privacy_erase_own_looks(db, (struct privacy_erase_own_looks_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = privacy_erase_own_requests(db, (struct privacy_erase_own_requests_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = privacy_erase_refusals(db, (struct privacy_erase_refusals_in){ organisation, person }, NULL);
    if (status == STATUS_OK)
        status = privacy_erase_alarms(db, (struct privacy_erase_alarms_in){ organisation, person }, NULL);
    return status;
}

/* In the order of erasing: people last, everything points at them. One line a feature. */
/* clang-format off */
static int (*const child_erasers[])(struct change *, struct child_id) = {
    absence_erase_child,
    accident_erase_child,
    archive_erase_child,
    attendance_erase_child,
    childminder_erase_child,
    consent_erase_child,
    earlier_erase_child,
    exchange_forget_child,
    family_erase_child,
    photo_erase_child, /* before the lines that it stands on */
    handover_erase_child,
    reach_erase_child,
    home_view_erase_child,
    medicine_erase_child,
    intake_erase_child,
    partner_erase_child,
    portrait_erase_child,
    roster_erase_child,
    sheet_erase_child,
    task_erase_child,
    wish_erase_child,
    call_erase_child,
    privacy_erase_child,
    people_erase_child,
};
static int (*const person_erasers[])(struct change *, struct person_id) = {
    absence_erase_person,
    accident_erase_person,
    archive_erase_person,
    consent_erase_person,
    earlier_erase_person,
    exchange_forget_person,
    family_erase_person,
    handover_erase_person,
    home_view_erase_person,
    intake_erase_person,
    invitation_erase_person,
    medicine_erase_person,
    meldcode_erase_person,
    outgoing_erase_person,
    partner_erase_person,
    passkey_erase_person,
    portrait_erase_person,
    practical_erase_person,
    reach_erase_person,
    roster_erase_person,
    sheet_erase_person,
    tablet_erase_person,
    team_erase_person,
    task_erase_person,
    wish_erase_person,
    call_erase_person,
    privacy_erase_person,
    people_erase_person,
};
/* clang-format on */

static int write_ledger(struct change *change, const char *kind, int64_t object, enum erase_ground ground)
{
    int status = privacy_ledger_add(change->db,
                                    (struct privacy_ledger_add_in){ .organisation = change->organisation,
                                                                    .id = identity_mint(change->identities),
                                                                    .at = change->now_at,
                                                                    .kind = text_from(kind),
                                                                    .object = object,
                                                                    .ground = text_from(grounds[ground]) },
                                    NULL);
    return status == STATUS_OK ? audit_add(change, "privacy.erase", kind, object) : status;
}

int erase_child(struct change *change, struct child_id child, enum erase_ground ground)
{
    int status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof child_erasers / sizeof *child_erasers; i++)
        status = child_erasers[i](change, child);
    return status == STATUS_OK ? write_ledger(change, "child", child.value, ground) : status;
}

int erase_person(struct change *change, struct person_id person, enum erase_ground ground)
{
    struct consent_children children;
    int status = consent_children_of(change, person, &children);
    for (size_t i = 0; status == STATUS_OK && i < sizeof person_erasers / sizeof *person_erasers; i++)
        status = person_erasers[i](change, person);
    for (size_t i = 0; status == STATUS_OK && i < children.count; i++)
        status = consent_recheck(change, children.items[i], DATE_NONE);
    return status == STATUS_OK ? write_ledger(change, "person", person.value, ground) : status;
}
