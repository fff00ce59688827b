/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What all pages show of a child in the same way: letter and tint, clock times, where it is, who is with it.
 */
#include "access/viewer.h"
#include "base/utf8.h"
#include "feature/handover/handover.h"
#include "feature/handover/handover.sql.h"
#include "http/request.h"
#include "i18n/day_text.h"

enum { TINTS = 6 };

struct text handover_initial(struct text name)
{
    size_t offset = 0;
    uint32_t point;
    if (text_is_empty(name) || utf8_next(name, &offset, &point) != STATUS_OK)
        return TEXT("");
    return text_slice(name, 0, offset);
}

int handover_tint(struct child_id child)
{
    uint64_t mixed = (uint64_t)child.value * UINT64_C(0x9E3779B97F4A7C15); /* the golden ratio spreads near ids */
    return (int)((mixed >> 32) % TINTS) + 1;
}

struct address handover_portrait(struct arena *arena, struct child_id child, struct file_id portrait)
{
    return ADDRESS(arena, "/child/{child}/portrait/{file}", address_value(child), address_value(portrait));
}

struct text handover_time(struct request *request, const struct zone_day *day, int64_t at)
{
    if (at >= day->starts_at && at < day->ends_at)
        return time_text(request->arena, zone_day_minutes(day, at));
    struct zone_day other;
    struct zone *zone = request->viewer->zone;
    zone_day(zone, zone_date(zone, at), &other);
    return time_text(request->arena, zone_day_minutes(&other, at));
}

struct text handover_presence(struct request *request, const struct zone_day *day,
                              const struct handover_presence *presence)
{
    bool gone = presence->out_at != INSTANT_NONE;
    bool came = presence->in_at != INSTANT_NONE;
    enum word awaited = presence->from_today == 0 ? WORD_HANDOVER_PRESENCE_EXPECTED : WORD_HANDOVER_PRESENCE_LATER;
    if (presence->from_today < 0 && presence->expected && !came)
        return TEXT(""); /* nobody noted it: there is nothing to say of the past */
    enum word id = gone                 ? WORD_HANDOVER_PRESENCE_COLLECTED
                   : came               ? WORD_HANDOVER_PRESENCE_SINCE
                   : presence->expected ? awaited
                                        : WORD_HANDOVER_PRESENCE_NONE;
    struct text time = came ? handover_time(request, day, gone ? presence->out_at : presence->in_at) : TEXT("");
    struct word_value values[] = { word_value("name", presence->name), word_value("time", time) };
    return word_format(request->arena, request->words, id, values, 2);
}

struct text handover_team_add(struct request *request, struct text team, struct text name, struct text role)
{
    if (text_equal(role, TEXT("stand_in"))) {
        struct word_value values[] = { word_value("name", name) };
        name = word_format(request->arena, request->words, WORD_HANDOVER_STAND_IN, values, 1);
    }
    return team.length == 0 ? name : arena_printf(request->arena, "%.*s · %.*s", TEXT_ARGS(team), TEXT_ARGS(name));
}

int handover_team_today(struct request *request, struct child_id child, struct text *ret_team)
{
    struct handover_team_of_child_rows rows;
    struct date today = request->viewer->today;
    struct text team = TEXT("");
    int status = handover_team_of_child(
        request->db, request->arena,
        (struct handover_team_of_child_in){
            .organisation = request->organisation, .child = child, .day = today, .weekday_bit = weekday_bit(today) },
        &rows);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++)
        team = handover_team_add(request, team, rows.items[i].given_name, rows.items[i].role);
    if (status == STATUS_OK)
        *ret_team = team;
    return status;
}
