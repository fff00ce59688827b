/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the features bring to the running program: routes, kinds of jobs, parts of the day page, and who must hear of consent that begins or
 * ends.
 * One line a feature.
 */
#include "command/app.h"
#include "command/reseal.h"

#include "channel/mail.h"
#include "channel/sms.h"
#include "feature/absence/absence.h"
#include "feature/accident/accident.h"
#include "feature/adoption/adoption.h"
#include "feature/archive/archive.h"
#include "feature/attendance/attendance.h"
#include "feature/booklet/booklet.h"
#include "feature/call/call.h"
#include "feature/childminder/childminder.h"
#include "feature/consent/consent.h"
#include "feature/device/device.h"
#include "feature/earlier/earlier.h"
#include "feature/enrol/enrol.h"
#include "feature/exchange/exchange.h"
#include "feature/family/family.h"
#include "feature/figure/figure.h"
#include "feature/handover/handover.h"
#include "feature/home_view/home_view.h"
#include "feature/hub/hub.h"
#include "feature/intake/intake.h"
#include "feature/invitation/invitation.h"
#include "feature/live/live.h"
#include "feature/medicine/medicine.h"
#include "feature/meldcode/meldcode.h"
#include "feature/mentor/mentor.h"
#include "feature/morning/morning.h"
#include "feature/network/network.h"
#include "feature/offline/offline.h"
#include "feature/partner/partner.h"
#include "feature/passkey/passkey.h"
#include "feature/photo/photo.h"
#include "feature/place/place.h"
#include "feature/portrait/portrait.h"
#include "feature/practical/practical.h"
#include "feature/privacy/privacy.h"
#include "feature/reach/reach.h"
#include "feature/role/role.h"
#include "feature/roster/roster.h"
#include "feature/second_factor/second_factor.h"
#include "feature/sheet/sheet.h"
#include "feature/sign_in/sign_in.h"
#include "feature/start/start.h"
#include "feature/tablet/tablet.h"
#include "feature/talk_aid/talk_aid.h"
#include "feature/talk_kind/talk_kind.h"
#include "feature/task/task.h"
#include "feature/team/team.h"
#include "feature/voice/voice.h"
#include "feature/wish/wish.h"

size_t app_routes(struct routes ret_routes[APP_ROUTES_MAXIMUM])
{
    /* clang-format off */
    const struct routes *const all[] = {
        &start_routes,
        &sign_in_routes,
        &passkey_routes,
        &invitation_routes,
        &second_factor_routes,
        &device_routes,
        &tablet_routes,
        &team_routes,
        &mentor_routes,
        &handover_routes,
        &handover_board_routes,
        &handover_team_routes,
        &live_routes,
        &offline_routes,
        &task_routes,
        &home_view_routes,
        &hub_routes,
        &intake_routes,
        &practical_routes,
        &role_routes,
        &talk_aid_routes,
        &booklet_routes,
        &talk_kind_routes,
        &consent_routes,
        &network_routes,
        &archive_routes,
        &attendance_routes,
        &earlier_routes,
        &photo_routes,
        &portrait_routes,
        &family_routes,
        &medicine_routes,
        &accident_routes,
        &absence_routes,
        &wish_routes,
        &call_routes,
        &morning_routes,
        &voice_routes,
        &sheet_routes,
        &privacy_routes,
        &meldcode_routes,
        &place_routes,
        &enrol_routes,
        &exchange_routes,
        &adoption_routes,
        &reach_routes,
        &childminder_routes,
        &partner_routes,
        &figure_routes,
    };
    /* clang-format on */
    const size_t count = sizeof all / sizeof *all;
    _Static_assert(sizeof all / sizeof *all <= (size_t)APP_ROUTES_MAXIMUM, "more features than places");
    for (size_t i = 0; i < count; i++)
        ret_routes[i] = *all[i];
    return count;
}

size_t app_jobs(struct job_kind ret_kinds[APP_JOBS_MAXIMUM])
{
    /* clang-format off */
    const struct job_kind all[] = {
        access_housekeeping,
        roster_job,
        archive_make_job,
        photo_decode_job,
        photo_forget_job,
        media_sweep_job,
        archive_forget_job,
        consent_expiry_job,
        mail_job,
        sms_job,
        privacy_watch,
        privacy_nightly,
        exchange_look_job,
        exchange_accept_job,
        reseal_job,
        presence_lapse_job,
        handover_release_job,
    };
    /* clang-format on */
    const size_t count = sizeof all / sizeof *all;
    _Static_assert(sizeof all / sizeof *all <= (size_t)APP_JOBS_MAXIMUM, "more kinds of jobs than places");
    for (size_t i = 0; i < count; i++)
        ret_kinds[i] = all[i];
    return count;
}

const struct handover_part *const handover_parts[] = {
    &absence_part,
    &wish_part,
    &practical_hours_of_day,
    &call_part,
};
const size_t handover_part_count = sizeof handover_parts / sizeof *handover_parts;
_Static_assert(sizeof handover_parts / sizeof *handover_parts <= (size_t)HANDOVER_PARTS_MAXIMUM,
               "more parts than places");

const struct consent_listener consent_listeners[] = {
    { consent_tell_groups },
    { photo_consent_changed },
    { partner_consent_changed },
};
const size_t consent_listener_count = sizeof consent_listeners / sizeof *consent_listeners;

const struct photo_listener photo_listeners[] = {
    { archive_photo_hidden },
};
const size_t photo_listener_count = sizeof photo_listeners / sizeof *photo_listeners;
