/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every address that the program makes leads to a route: the url_ functions of the headers, called with real ids, and every
 * pattern that stands in an ADDRESS().
 */
#include "visit.h"

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
#include "feature/home_view/home_view.h"
#include "feature/hub/hub.h"
#include "feature/intake/intake.h"
#include "feature/invitation/invitation.h"
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
#include "feature/second_factor/second_factor.h"
#include "feature/sheet/sheet.h"
#include "feature/sign_in/sign_in.h"
#include "feature/tablet/tablet.h"
#include "feature/talk_aid/talk_aid.h"
#include "feature/talk_kind/talk_kind.h"
#include "feature/task/task.h"
#include "feature/team/team.h"
#include "feature/voice/voice.h"
#include "feature/wish/wish.h"

#include <glob.h>

enum { SOURCE_MAXIMUM = 4 * 1024 * 1024 };

/* What each url_ function gives for the objects of the fixture. */
struct example {
    const char *name;
    struct address address;
    enum method method; /* one of its routes */
};

static struct route_table *compile(struct visit *visit)
{
    struct route_table *table;
    struct error error = { 0 };
    if (route_table_compile(visit->routes, visit->routes_count, &error, &table) != STATUS_OK)
        fail_msg("routes: %s", error.detail);
    return table;
}

static bool matches(const struct route_table *table, struct arena *arena, enum method method, struct text address)
{
    struct text query;
    struct route_match match;
    route_find(table, method, text_cut(address, '?', &query), arena, &match);
    return match.route != NULL;
}

static struct text read_source(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *bytes = arena_allocate(arena, SOURCE_MAXIMUM);
    size_t length = fread(bytes, 1, SOURCE_MAXIMUM - 1, file);
    assert_int_equal(fclose(file), 0);
    return (struct text){ bytes, length };
}

/* Calls `found` for each file that fits; `pattern` below src/. */
static void walk(const char *pattern, void (*found)(void *context, struct text source), void *context)
{
    glob_t files;
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct arena *arena = arena_new();
        found(context, read_source(arena, files.gl_pathv[i]));
        arena_free(arena);
    }
    globfree(&files);
}

/* --- the functions --- */

struct declared {
    const struct example *examples;
    size_t count;
    size_t seen;
};

/* "struct address url_NAME(" in a header: NAME must be among the examples. */
static void check_declared(void *context, struct text source)
{
    struct declared *declared = context;
    static const char start[] = "\nstruct address url_";
    for (;;) {
        size_t place = text_find(source, text_from(start));
        if (place == SIZE_MAX)
            return;
        source = text_slice(source, place + sizeof start - 1, source.length);
        struct text rest;
        struct text name = text_cut(source, '(', &rest);
        bool known = false;
        for (size_t i = 0; i < declared->count; i++)
            known = known || text_equal(text_from(declared->examples[i].name), name);
        if (!known)
            fail_msg("url_%.*s is not in this test", TEXT_ARGS(name));
        declared->seen++;
    }
}

static void every_url_function_leads_to_a_route(void **state)
{
    struct visit *visit = visit_of(state);
    struct arena *arena = visit->arena;
    struct child_id child = visit->fixture.children[FIXTURE_CHILD_OWN];
    struct group_id group = visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS];
    struct moment_id moment = { 77 };
    const struct example examples[] = {
        { "handover_day", url_handover_day(arena, child, FIXTURE_TODAY), METHOD_GET },
        { "handover_write", url_handover_write(arena, child, FIXTURE_TODAY), METHOD_POST },
        { "handover_answer", url_handover_answer(arena, child, FIXTURE_TODAY), METHOD_POST },
        { "handover_undo", url_handover_undo(arena, child, FIXTURE_TODAY), METHOD_POST },
        { "handover_release", url_handover_release(arena, child, FIXTURE_TODAY), METHOD_POST },
        { "handover_rewrite", url_handover_rewrite(arena, (struct entry_id){ 78 }), METHOD_POST },
        { "handover_board", url_handover_board(arena, group), METHOD_GET },
        { "handover_record", url_handover_record(arena, group), METHOD_POST },
        { "handover_board_undo", url_handover_board_undo(arena, group), METHOD_POST },
        { "handover_read_all", url_handover_read_all(arena, group), METHOD_POST },
        { "handover_note_read", url_handover_note_read(arena, group, child, moment), METHOD_POST },
        { "handover_check_in", url_handover_check_in(arena, group), METHOD_POST },
        { "handover_check_out", url_handover_check_out(arena, group), METHOD_POST },
        { "handover_attendance_undo", url_handover_attendance_undo(arena, group), METHOD_POST },
        { "handover_told", url_handover_told(arena, group), METHOD_POST },
        { "handover_week", url_handover_week(arena, group), METHOD_GET },
        { "handover_open", url_handover_open(arena, group), METHOD_GET },
        { "handover_door", url_handover_door(arena, group), METHOD_GET },
        { "handover_setting", url_handover_setting(arena, group), METHOD_GET },
        { "handover_quiet", url_handover_quiet(arena, group), METHOD_POST },
        { "family", url_family(arena, child), METHOD_GET },
        { "family_contact", url_family_contact(arena, child), METHOD_POST },
        { "family_custody", url_family_custody(arena, child), METHOD_POST },
        { "family_collector", url_family_collector(arena, child), METHOD_POST },
        { "family_collector_end", url_family_collector_end(arena, child), METHOD_POST },
        { "family_withdraw", url_family_withdraw(arena, child), METHOD_POST },
        { "family_decide", url_family_decide(arena, child), METHOD_POST },
        { "family_sign", url_family_sign(arena, child), METHOD_POST },
        { "family_order", url_family_order(arena, child), METHOD_POST },
        { "family_order_end", url_family_order_end(arena, child), METHOD_POST },
        { "family_guardian", url_family_guardian(arena, child, (struct person_id){ 79 }), METHOD_GET },
        { "family_collect", url_family_collect(arena, group, child), METHOD_GET },
        { "home_card", url_home_card(arena, child), METHOD_GET },
        { "home_view", url_home_view(arena, child), METHOD_POST },
        { "home_card_guardian", url_home_card_guardian(arena, child, (struct person_id){ 79 }), METHOD_POST },
        { "home_view_guardian", url_home_view_guardian(arena, child, (struct person_id){ 79 }), METHOD_POST },
        { "hub", url_hub(arena, child), METHOD_GET },
        { "me", url_me(arena), METHOD_GET },
        { "intake", url_intake(arena, child), METHOD_POST },
        { "intake_guardian", url_intake_guardian(arena, child, (struct person_id){ 79 }), METHOD_POST },
        { "intake_other", url_intake_other(arena, child), METHOD_POST },
        { "intake_other_remove", url_intake_other_remove(arena, child), METHOD_POST },
        { "intake_wishes", url_intake_wishes(arena), METHOD_POST },
        { "intake_rhythm", url_intake_rhythm(arena, visit->fixture.noord), METHOD_POST },
        { "attendance", url_attendance(arena, group), METHOD_POST },
        { "practical", url_practical(arena, child), METHOD_GET },
        { "practical_read", url_practical_read(arena, child), METHOD_POST },
        { "practical_place", url_practical_place(arena, visit->fixture.noord), METHOD_GET },
        { "practical_edit", url_practical_edit(arena, visit->fixture.noord), METHOD_POST },
        { "role_people", url_role_people(arena, visit->fixture.noord), METHOD_GET },
        { "role_end", url_role_end(arena, visit->fixture.noord), METHOD_POST },
        { "team_child", url_team_child(arena, child), METHOD_GET },
        { "team_card", url_team_card(arena), METHOD_POST },
        { "team_group", url_team_group(arena, visit->fixture.groups[FIXTURE_GROUP_EEKHOORNS]), METHOD_POST },
        { "booklet", url_booklet(arena, child, FIXTURE_TODAY), METHOD_GET },
        { "booklet_week", url_booklet_week(arena, child, FIXTURE_TODAY), METHOD_GET },
        { "talk_aid", url_talk_aid(arena, group), METHOD_GET },
        { "portrait", url_portrait(arena, child), METHOD_GET },
        { "portrait_image", url_portrait_image(arena, child, (struct file_id){ 77 }), METHOD_GET },
        { "portrait_face", url_portrait_face(arena, child, (struct person_id){ 77 }, (struct file_id){ 78 }),
          METHOD_GET },
        { "portrait_own", url_portrait_own(arena), METHOD_GET },
        { "mentor_talks", url_mentor_talks(arena), METHOD_GET },
        { "talk_kind", url_talk_kind(arena, visit->fixture.noord), METHOD_POST },
        { "begin", url_begin(arena), METHOD_GET },
        { "begin_mail", url_begin_mail(arena), METHOD_POST },
        { "places", url_places(arena), METHOD_GET },
        { "place_location", url_place_location(arena, visit->fixture.noord), METHOD_POST },
        { "place_group_add", url_place_group_add(arena, visit->fixture.noord), METHOD_POST },
        { "place_group", url_place_group(arena, group), METHOD_POST },
        { "enrol", url_enrol(arena, visit->fixture.noord), METHOD_GET },
        { "enrol_child", url_enrol_child(arena, visit->fixture.noord, child), METHOD_GET },
        { "enrol_placement", url_enrol_placement(arena, visit->fixture.noord, child), METHOD_POST },
        { "enrol_end", url_enrol_end(arena, visit->fixture.noord, child), METHOD_POST },
        { "enrol_guardian", url_enrol_guardian(arena, visit->fixture.noord, child), METHOD_POST },
        { "enrol_mentor", url_enrol_mentor(arena, visit->fixture.noord, child), METHOD_POST },
        { "adoption", url_adoption(arena), METHOD_GET },
        { "adoption_paper", url_adoption_paper(arena, ADOPTION_LETTER, LANGUAGE_AR), METHOD_GET },
        { "exchange", url_exchange(arena), METHOD_GET },
        { "exchange_file", url_exchange_file(arena, 81), METHOD_GET },
        { "exchange_apply", url_exchange_apply(arena, 81), METHOD_POST },
        { "exchange_throw", url_exchange_throw(arena, 81), METHOD_POST },
        { "presence", url_presence(arena, visit->fixture.noord), METHOD_POST },
        { "presence_request", url_presence_request(arena, visit->fixture.noord, 82), METHOD_GET },
        { "presence_take", url_presence_take(arena, visit->fixture.noord, 82), METHOD_POST },
        { "reach", url_reach(arena, visit->fixture.noord), METHOD_GET },
        { "reach_own", url_reach_own(arena, child), METHOD_GET },
        { "consultation", url_consultation(arena), METHOD_GET },
        { "consultation_end", url_consultation_end(arena), METHOD_POST },
        { "sharing", url_sharing(arena, child), METHOD_GET },
        { "bureau", url_bureau(arena), METHOD_GET },
        { "partners", url_partners(arena, child), METHOD_GET },
        { "partner_end", url_partner_end(arena, child), METHOD_POST },
        { "partner_own", url_partner_own(arena), METHOD_GET },
        { "task_list", url_task_list(arena), METHOD_GET },
        { "earlier", url_earlier(arena, child), METHOD_GET },
        { "earlier_photo", url_earlier_photo(arena, child, (struct earlier_id){ 83 }, (struct file_id){ 84 }),
          METHOD_GET },
        { "earlier_answer", url_earlier_answer(arena, child, (struct earlier_id){ 83 }), METHOD_POST },
        { "earlier_remove", url_earlier_remove(arena, child, (struct earlier_id){ 83 }), METHOD_POST },
        { "network", url_network(arena, child), METHOD_GET },
        { "network_answer", url_network_answer(arena, child, (struct contact_id){ 79 }), METHOD_POST },
        { "network_remove", url_network_remove(arena, child, (struct contact_id){ 79 }), METHOD_POST },
        { "parents", url_parents(arena, child), METHOD_GET },
        { "parents_share", url_parents_share(arena, child, group), METHOD_POST },
        { "parents_stop", url_parents_stop(arena, child, group), METHOD_POST },
        { "archive", url_archive(arena, child), METHOD_GET },
        { "archive_file", url_archive_file(arena, child, (struct archive_id){ 80 }), METHOD_POST },
        { "consent", url_consent(arena, child), METHOD_GET },
        { "consent_answer", url_consent_answer(arena, child), METHOD_POST },
        { "consent_paper", url_consent_paper(arena, child), METHOD_POST },
        { "consent_group", url_consent_group(arena, group), METHOD_GET },
        { "offline", url_offline(arena), METHOD_GET },
        { "privacy", url_privacy(arena), METHOD_GET },
        { "sheet", url_sheet(arena, child), METHOD_POST },
        { "sheet_decide", url_sheet_decide(arena, child), METHOD_POST },
        { "photo_file", url_photo_file(arena, (struct file_id){ 82 }), METHOD_GET },
        { "photos", url_photos(arena, group), METHOD_POST },
        { "photo_share", url_photo_share(arena, group, (struct photo_id){ 83 }), METHOD_POST },
        { "photo_take_back", url_photo_take_back(arena, group, (struct photo_id){ 83 }), METHOD_POST },
        { "calls", url_calls(arena, child), METHOD_POST },
        { "call_end", url_call_end(arena, child), METHOD_POST },
        { "call_when", url_call_when(arena, child), METHOD_POST },
        { "call_log", url_call_log(arena, child), METHOD_POST },
        { "wishes", url_wishes(arena, child), METHOD_POST },
        { "morning", url_morning(arena, child), METHOD_POST },
        { "voices", url_voices(arena, group), METHOD_GET },
        { "voice", url_voice(arena, group, child), METHOD_POST },
        { "wish", url_wish(arena, child, (struct wish_id){ 83 }), METHOD_POST },
        { "absence", url_absence(arena, child), METHOD_POST },
        { "absence_back", url_absence_back(arena, child), METHOD_POST },
        { "accidents", url_accidents(arena, child), METHOD_POST },
        { "accident", url_accident(arena, child, (struct accident_id){ 81 }), METHOD_GET },
        { "accident_words", url_accident_words(arena, child, (struct accident_id){ 81 }), METHOD_POST },
        { "accident_call", url_accident_call(arena, child, (struct accident_id){ 81 }), METHOD_POST },
        { "accident_show", url_accident_show(arena, child, (struct accident_id){ 81 }), METHOD_POST },
        { "accident_account", url_accident_account(arena, child, (struct accident_id){ 81 }), METHOD_POST },
        { "accident_sign", url_accident_sign(arena, child, (struct accident_id){ 81 }), METHOD_POST },
        { "medicine", url_medicine(arena, child), METHOD_GET },
        { "medicine_withdraw", url_medicine_withdraw(arena, child), METHOD_POST },
        { "medicine_receive", url_medicine_receive(arena, child), METHOD_POST },
        { "medicine_tell", url_medicine_tell(arena, child), METHOD_POST },
        { "medicine_give", url_medicine_give(arena, child), METHOD_POST },
        { "medicine_watch", url_medicine_watch(arena, child), METHOD_POST },
        { "medicine_undo", url_medicine_undo(arena, child), METHOD_POST },
        { "meldcode", url_meldcode(arena, child), METHOD_GET },
        { "meldcode_note", url_meldcode_note(arena, child), METHOD_POST },
        { "meldcode_colleague", url_meldcode_colleague(arena, child), METHOD_POST },
        { "meldcode_close", url_meldcode_close(arena, child), METHOD_POST },
        { "privacy_register", url_privacy_register(arena), METHOD_GET },
        { "privacy_requests", url_privacy_requests(arena), METHOD_GET },
        { "privacy_decide", url_privacy_decide(arena, child.value), METHOD_POST },
        { "privacy_alarm", url_privacy_alarm(arena, child.value), METHOD_POST },
        { "privacy_looked", url_privacy_looked(arena, child), METHOD_GET },
        { "privacy_ask", url_privacy_ask(arena, child), METHOD_POST },
        { "sign_in", url_sign_in(arena), METHOD_GET },
        { "passkeys", url_passkeys(arena), METHOD_GET },
        { "passkey_add", url_passkey_add(arena), METHOD_GET },
        { "invitations", url_invitations(arena), METHOD_POST },
        { "invitation_group", url_invitation_group(arena, group), METHOD_POST },
        { "invitation_type", url_invitation_type(arena), METHOD_POST },
        { "invitation_again", url_invitation_again(arena, TEXT("a b")), METHOD_POST },
        { "invitation_welcome", url_invitation_welcome(arena), METHOD_GET },
        { "invitation_forgotten", url_invitation_forgotten(arena), METHOD_POST },
        { "password", url_password(arena), METHOD_GET },
        { "sign_in_passkey", url_sign_in_passkey(arena), METHOD_POST },
        { "confirm", url_confirm(arena), METHOD_GET },
        { "devices", url_devices(arena), METHOD_GET },
        { "tablet", url_tablet(arena), METHOD_GET },
        { "tablet_list", url_tablet_list(arena, (struct location_id){ 81 }), METHOD_POST },
        { "tablet_pin", url_tablet_pin(arena), METHOD_POST },
        { "second_factor", url_second_factor(arena), METHOD_GET },
        { "sign_in_kept", url_sign_in_kept(arena), METHOD_POST },
        { "sign_in_link", url_sign_in_link(arena, TEXT("a b/c?d")), METHOD_GET },
    };
    struct route_table *table = compile(visit);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (!matches(table, arena, examples[i].method, examples[i].address.text))
            fail_msg("url_%s leads nowhere: %.*s", examples[i].name, TEXT_ARGS(examples[i].address.text));
    assert_false(matches(table, arena, METHOD_GET, TEXT("/child")));
    route_table_free(table);
    struct declared declared = { examples, sizeof examples / sizeof *examples, 0 };
    walk(SOURCE_FOLDER "/src/*/*.h", check_declared, &declared);
    walk(SOURCE_FOLDER "/src/*/*/*.h", check_declared, &declared);
    assert_int_equal(declared.seen, declared.count);
}

/* --- the patterns --- */

struct patterns {
    const struct route_table *table;
    size_t seen;
};

/* The literal of an ADDRESS(): its places filled with an id, its path must be known for some method. */
static void check_pattern(struct patterns *patterns, struct text pattern)
{
    struct arena *arena = arena_new();
    struct text path = TEXT("");
    struct text rest = pattern;
    while (rest.data && rest.length > 0) {
        struct text before = text_cut(rest, '{', &rest);
        path = arena_printf(arena, "%.*s%.*s", TEXT_ARGS(path), TEXT_ARGS(before));
        if (!rest.data)
            break;
        text_cut(rest, '}', &rest);
        path = arena_printf(arena, "%.*s0000000000001", TEXT_ARGS(path));
    }
    bool known = false;
    for (enum method method = 0; method < METHOD__MAX; method++)
        known = known || matches(patterns->table, arena, method, path);
    if (!known)
        fail_msg("no route for \"%.*s\"", TEXT_ARGS(pattern));
    patterns->seen++;
    arena_free(arena);
}

static void check_patterns(void *context, struct text source)
{
    for (;;) {
        size_t place = text_find(source, TEXT("ADDRESS("));
        if (place == SIZE_MAX)
            return;
        source = text_slice(source, place, source.length);
        struct text rest;
        struct text call = text_cut(source, ';', &rest);
        struct text before = text_cut(call, '"', &call);
        source = text_slice(source, before.length, source.length);
        if (!text_is_null(call) && text_starts_with(call, TEXT("/")))
            check_pattern(context, text_cut(call, '"', &rest));
    }
}

static void every_pattern_leads_to_a_route(void **state)
{
    struct visit *visit = visit_of(state);
    struct route_table *table = compile(visit);
    struct patterns patterns = { table, 0 };
    walk(SOURCE_FOLDER "/src/access/*.c", check_patterns, &patterns);
    walk(SOURCE_FOLDER "/src/command/*.c", check_patterns, &patterns);
    walk(SOURCE_FOLDER "/src/feature/*/*.c", check_patterns, &patterns);
    walk(SOURCE_FOLDER "/src/html/shell.c", check_patterns, &patterns);
    assert_true(patterns.seen > 15);
    route_table_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_url_function_leads_to_a_route),
        cmocka_unit_test(every_pattern_leads_to_a_route),
    };
    return PAGE_TESTS_RUN(tests);
}
