/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The page of a child and one's own page: tables of links, of which each reader sees those that she may open.
 */
#include "feature/hub/hub.h"

#include "access/page.h"
#include "access/rule.h"
#include "access/viewer.h"
#include "feature/absence/absence.h"
#include "feature/accident/accident.h"
#include "feature/archive/archive.h"
#include "feature/call/call.h"
#include "feature/childminder/childminder.h"
#include "feature/consent/consent.h"
#include "feature/device/device.h"
#include "feature/earlier/earlier.h"
#include "feature/family/family.h"
#include "feature/handover/handover.h"
#include "feature/home_view/home_view.h"
#include "feature/hub/hub.html.h"
#include "feature/hub/hub.sql.h"
#include "feature/hub/me.html.h"
#include "feature/hub/views.h"
#include "feature/intake/intake.h"
#include "feature/medicine/medicine.h"
#include "feature/network/network.h"
#include "feature/partner/partner.h"
#include "feature/passkey/passkey.h"
#include "feature/portrait/portrait.h"
#include "feature/practical/practical.h"
#include "feature/privacy/privacy.h"
#include "feature/second_factor/second_factor.h"
#include "feature/sheet/sheet.h"
#include "feature/sign_in/sign_in.h"
#include "feature/tablet/tablet.h"
#include "feature/team/team.h"

struct address url_hub(struct arena *arena, struct child_id child)
{
    return ADDRESS(arena, "/child/{child}/about", address_value(child));
}

struct address url_me(struct arena *arena)
{
    return ADDRESS(arena, "/me");
}

/* --- a child --- */

enum part { PART_HOME, PART_PEOPLE, PART_AGREED, PART_PRIVACY, PART__MAX };

static const struct {
    const char *name;
    enum word title;
} parts[PART__MAX] = { [PART_HOME] = { "home", WORD_HUB_HOME },
                       [PART_PEOPLE] = { "people", WORD_HUB_PEOPLE },
                       [PART_AGREED] = { "agreed", WORD_HUB_AGREED },
                       [PART_PRIVACY] = { "privacy", WORD_HUB_PRIVACY } };

/* `need`: the bits of which the page's route wants one; a part of both sides has one page for each. */
enum {
    WORKS_HERE = SCOPE_RESTRICTIONS | SCOPE_MANAGE,
    AT_HOME = SCOPE_READ_HOME | SCOPE_READ_LIMITED,
};
/* clang-format off */
static const struct {
    enum part part;
    const char *icon;
    enum word title; /* may name the child */
    enum word hint;
    struct address (*url)(struct arena *arena, struct child_id child);
    int64_t need;
    bool tablet; /* on the tablet of a group too (T21) */
    bool minded; /* only of a child that comes to a childminder */
} links[] = {
    { PART_HOME, "child", WORD_HUB_CARD, WORD_HUB_CARD_HINT, url_home_card, SCOPE_READ_HOME | HOME_WORDS_READ_ROUTINE, true, false },
    { PART_HOME, "language", WORD_INTAKE_LINK, WORD_HUB_INTAKE_HINT, url_intake, SCOPE_READ_HOME | WORKS_HERE, false, false },
    { PART_HOME, "home", WORD_HOME_VIEW_VIEW, WORD_HUB_VIEW_HINT, url_home_view, SCOPE_READ_HOME | HOME_WORDS_READ_VIEW, false, false },
    { PART_HOME, "notebook", WORD_EARLIER_LINK, WORD_HUB_EARLIER_HINT, url_earlier, SCOPE_READ_HOME | EARLIER_CENTRE, false, false },
    { PART_HOME, "camera", WORD_PORTRAIT_TITLE, WORD_PORTRAIT_HINT, url_portrait, SCOPE_WRITE_HOME, false, false },
    { PART_PEOPLE, "centre", WORD_TEAM_TITLE, WORD_HUB_TEAM_HINT, url_team_child, SCOPE_READ | SCOPE_READ_SHIFT, false, false },
    { PART_PEOPLE, "group", WORD_FAMILY_PAGE, WORD_HUB_FAMILY_HINT, url_family, AT_HOME | WORKS_HERE, false, false },
    { PART_PEOPLE, "phone", WORD_CALL_PAGE, WORD_HUB_CALL_HINT, url_calls, CALL_READERS, false, false },
    { PART_PEOPLE, "phone", WORD_NETWORK_LINK, WORD_HUB_NETWORK_HINT, url_network, SCOPE_READ_HOME | SCOPE_READ_TODAY, false, false },
    { PART_PEOPLE, "account", WORD_PARENTS_TITLE, WORD_HUB_PARENTS_HINT, url_parents, SCOPE_READ_HOME, false, false },
    { PART_PEOPLE, "home", WORD_SHARE_PAGE, WORD_HUB_SHARING_HINT, url_sharing, SCOPE_READ_HOME | SCOPE_MANAGE, false, true },
    { PART_PEOPLE, "answer", WORD_PARTNER_PAGE, WORD_HUB_PARTNERS_HINT, url_partners, SCOPE_READ_HOME | SCOPE_READ_MENTOR | SCOPE_MANAGE, false, false },
    { PART_AGREED, "check", WORD_CONSENT_LINK, WORD_HUB_CONSENT_HINT, url_consent, SCOPE_READ | SCOPE_READ_SHIFT, false, false },
    { PART_AGREED, "calendar", WORD_ABSENCE_PAGE, WORD_HUB_ABSENCE_HINT, url_absence, ABSENCE_READERS, true, false },
    { PART_AGREED, "sheet", WORD_SHEET_PAGE, WORD_HUB_SHEET_HINT, url_sheet, SCOPE_READ_HOME | WORKS_HERE, true, false },
    { PART_AGREED, "medicine", WORD_MEDICINE_PAGE, WORD_HUB_MEDICINE_HINT, url_medicine, SCOPE_READ_HOME | WORKS_HERE, true, false },
    { PART_AGREED, "accident", WORD_ACCIDENT_PAGE, WORD_HUB_ACCIDENT_HINT, url_accidents, SCOPE_READ_HOME | WORKS_HERE, false, false },
    { PART_AGREED, "info", WORD_PRACTICAL_TITLE, WORD_HUB_PRACTICAL_HINT, url_practical, AT_HOME | WORKS_HERE, false, false },
    { PART_PRIVACY, "read", WORD_PRIVACY_LOOKED_LINK, WORD_HUB_LOOKED_HINT, url_privacy_looked, AT_HOME, false, false },
    { PART_PRIVACY, "notebook", WORD_ARCHIVE_LINK, WORD_HUB_ARCHIVE_HINT, url_archive, AT_HOME, false, false },
};
/* clang-format on */

static void add_links(struct request *request, struct text name, bool minded, struct hub_parts_view *view)
{
    const struct viewer *viewer = request->viewer;
    struct word_value values[] = { word_value("name", name) };
    for (enum part part = 0; part < PART__MAX; part++) {
        struct hub_part_view shown = { .name = parts[part].name,
                                       .title =
                                           word_format(request->arena, request->words, parts[part].title, values, 1) };
        for (size_t i = 0; i < sizeof links / sizeof *links; i++)
            if (links[i].part == part && (viewer->scope & links[i].need) != 0 &&
                (viewer->tablet.value == 0 || links[i].tablet) && (minded || !links[i].minded))
                *vector_add(request->arena, &shown.links) = (struct hub_link_view){
                    .address = links[i].url(request->arena, viewer->child),
                    .icon = links[i].icon,
                    .title = word_format(request->arena, request->words, links[i].title, values, 1),
                    .hint = links[i].hint,
                };
        if (shown.links.count > 0)
            *vector_add(request->arena, view) = shown;
    }
}

enum hub_field { HUB_CHILD };
static const struct field hub_fields[] = {
    [HUB_CHILD] = { .name = "child", .type = FIELD_ID, .required = true },
};

static struct outcome hub_page(struct request *request)
{
    struct hub_view *view = ARENA_NEW(request->arena, struct hub_view);
    const struct viewer *viewer = request->viewer;
    struct hub_head_row row;
    int status = hub_head(request->db, request->arena,
                          (struct hub_head_in){ .organisation = request->organisation,
                                                .child = viewer->child,
                                                .person = request->person,
                                                .today = viewer->today },
                          &row);
    bool minded = false;
    if (status == STATUS_OK)
        status = childminder_minds(request->db, viewer_who(viewer), viewer->child, &minded);
    if (status != STATUS_OK)
        return respond_failure(request, status, NULL);
    struct word_value values[] = { word_value("name", row.given_name) };
    view->name = row.given_name;
    view->say_name = row.say_name;
    view->initial = handover_initial(row.given_name);
    view->tint = handover_tint(viewer->child);
    view->day = url_handover_day(request->arena, viewer->child, viewer->today);
    add_links(request, row.given_name, minded, &view->parts);
    return page_show(request,
                     &(struct page){ .title = word_format(request->arena, request->words, WORD_HUB_TITLE, values, 1),
                                     .kind = "start",
                                     .side = (viewer->scope & SCOPE_SIDE_HOME) != 0 ? PAGE_HOME : PAGE_CENTRE,
                                     .content = hub_view_part(view) });
}

/* --- oneself --- */

/* clang-format off */
static const struct {
    bool safety; /* the second part */
    bool staff;  /* for who works here alone */
    const char *icon;
    enum word title;
    enum word hint;
    struct address (*url)(struct arena *arena);
} own_links[] = {
    { false, false, "language", WORD_INTAKE_WISHES, WORD_ME_WISHES_HINT, url_intake_wishes },
    { false, true, "account", WORD_TEAM_CARD, WORD_ME_CARD_HINT, url_team_card },
    { false, false, "info", WORD_PRIVACY_TITLE, WORD_ME_PRIVACY_HINT, url_privacy },
    { true, false, "passkey", WORD_PASSKEY_TITLE, WORD_ME_PASSKEY_HINT, url_passkeys },
    { true, false, "check", WORD_SECOND_FACTOR_TITLE, WORD_ME_SECOND_FACTOR_HINT, url_second_factor },
    { true, false, "lock", WORD_SIGN_IN_PASSWORD_TITLE, WORD_ME_PASSWORD_HINT, url_password },
    { true, true, "lock", WORD_TABLET_OWN_PIN_TITLE, WORD_ME_PIN_HINT, url_tablet_pin },
    { true, false, "device", WORD_DEVICE_TITLE, WORD_ME_DEVICE_HINT, url_devices },
};
/* clang-format on */

static struct hub_part_view own_part(struct request *request, bool safety)
{
    struct hub_part_view part = { .name = safety ? "safety" : "contact",
                                  .title = word(request->words, safety ? WORD_ME_SAFETY : WORD_ME_CONTACT) };
    for (size_t i = 0; i < sizeof own_links / sizeof *own_links; i++)
        if (own_links[i].safety == safety && (!own_links[i].staff || request->viewer->staff))
            *vector_add(request->arena, &part.links) = (struct hub_link_view){
                .address = own_links[i].url(request->arena),
                .icon = own_links[i].icon,
                .title = word(request->words, own_links[i].title),
                .hint = own_links[i].hint,
            };
    return part;
}

static struct outcome me_page(struct request *request)
{
    struct me_view *view = ARENA_NEW(request->arena, struct me_view);
    const struct viewer *viewer = request->viewer;
    view->name =
        text_is_empty(viewer->family_name)
            ? viewer->given_name
            : arena_printf(request->arena, "%.*s %.*s", TEXT_ARGS(viewer->given_name), TEXT_ARGS(viewer->family_name));
    view->organisation = viewer->organisation_name;
    view->account = page_account(request);
    *vector_add(request->arena, &view->parts) = own_part(request, false);
    *vector_add(request->arena, &view->parts) = own_part(request, true);
    return page_show(request, &(struct page){ .title = word(request->words, WORD_ME_TITLE),
                                              .kind = "start",
                                              .side = viewer->staff ? PAGE_CENTRE : PAGE_HOME,
                                              .here = PAGE_HERE_ME,
                                              .content = me_view_part(view) });
}

static const struct route hub_route_table[] = {
    ROUTE(GET, "/child/{child}/about", RULE_CHILD(SCOPE_READ | SCOPE_READ_SHIFT, HUB_CHILD), hub_page,
          .fields = FIELDS(hub_fields), .tablet = TABLET_OPEN, .title = WORD_HUB_LINK,
          .help = "Where everything about a child is found"),
    ROUTE(GET, "/me", RULE_SIGNED_IN, me_page, .title = WORD_ME_TITLE,
          .help = "Who is signed in: language, contact, devices, passkeys, signing out"),
};

const struct routes hub_routes = ROUTES(hub_route_table);
