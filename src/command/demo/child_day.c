/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/child_day.h"

#include "command/demo/people.h"

/* "8:05" as minutes; the tables are checked by a test. */
static int minutes_of(const char *text)
{
    struct text rest;
    struct text hours = text_cut(text_from(text), ':', &rest);
    int64_t hour = 0;
    int minute = 0;
    if (text_to_integer(hours, 0, 23, &hour) != STATUS_OK || rest.length != 2)
        return 0;
    minute = (rest.data[0] - '0') * 10 + (rest.data[1] - '0');
    return (int)hour * 60 + minute;
}

static int64_t instant(const struct group_day *day, int minute)
{
    return zone_day_instant(&day->clock, minute < 0 ? 0 : minute >= DAY_MINUTES ? DAY_MINUTES - 1 : minute);
}

/* Mixes three numbers (the finaliser of MurmurHash3): no secret, only variety. */
static unsigned mix(unsigned a, unsigned b, unsigned c)
{
    uint32_t h = a * 0x9e3779b1u ^ b * 0x85ebca77u ^ c * 0xc2b2ae3du;
    h = (h ^ h >> 16) * 0x85ebca6bu;
    h = (h ^ h >> 13) * 0xc2b2ae35u;
    return h ^ h >> 16;
}

unsigned group_day_chance(const struct group_day *day, size_t child, unsigned what, unsigned limit)
{
    const struct demo_child *about = child < day->count ? day->children[child].about : NULL;
    unsigned name = about ? (unsigned)about->given[0] * 31 + (unsigned)about->given[1] + (unsigned)about->months : 0;
    return mix(name + (unsigned)day->group * 1000, (unsigned)day->date.days, what) % limit;
}

/* Some minutes earlier or later than usual. */
static int about(const struct group_day *day, size_t child, unsigned what, int minute, unsigned spread)
{
    return minute + (int)group_day_chance(day, child, what, 2 * spread + 1) - (int)spread;
}

int group_day_about(const struct group_day *day, int minute)
{
    return about(day, SIZE_MAX, (unsigned)minute, minute, 8);
}

/* --- who is there --- */

/* Whether it is a day of the child. Before the demo began nobody came at the weekend. */
static bool comes_on(const struct demo_state *state, const struct demo_child *child, struct date date)
{
    int weekday = date_weekday(date);
    if (date_compare(date, state->began) < 0 && weekday >= WEEKDAY_SATURDAY)
        return false;
    return (demo_weekdays(child, state->began) & (INT64_C(1) << (weekday - WEEKDAY_MONDAY))) != 0;
}

/*
 * Which of the child's texts belong to a date: the first to the day on which the demo began or the last one before, the
 * next to the day before that; when the past is longer than the texts, days without. After the beginning they come
 * round again, the oldest first.
 */
static const struct demo_day *script_of(const struct demo_state *state, const struct demo_child *child,
                                        struct date date, size_t *ret_number)
{
    size_t days = 0;
    bool later = date_compare(date, state->began) > 0;
    struct date from = later ? date_add(state->began, 1) : date_add(date, 1);
    struct date to = later ? date : state->began;
    for (struct date d = from; date_compare(d, to) <= 0; d = date_add(d, 1))
        days += comes_on(state, child, d);
    if (!later && days >= child->day_count)
        return NULL;
    *ret_number = later ? (child->day_count - days % child->day_count) % child->day_count : days;
    return &child->days[*ret_number];
}

static void read_naps(struct group_day *day, size_t index)
{
    struct child_day *child = &day->children[index];
    for (size_t i = 0; i < DEMO_NAPS_MAXIMUM && child->about->naps[i]; i++) {
        struct text rest;
        const char *text = child->about->naps[i];
        struct text start = text_cut(text_from(text), ' ', &rest);
        int64_t length = 0;
        if (text_to_integer(rest, 1, 300, &length) != STATUS_OK)
            continue;
        int begins = about(day, index, 20 + (unsigned)i, minutes_of(text_string(day->acts->arena, start)), 9);
        int ends = begins + about(day, index, 30 + (unsigned)i, (int)length, 12);
        if (begins > child->arrives + 10 && ends < child->leaves)
            child->naps[child->nap_count++] = (struct nap){ begins, ends };
    }
}

static void add_child(struct group_day *day, const struct demo_child *about_child, struct child_id id)
{
    size_t index = day->count++;
    struct child_day *child = &day->children[index];
    *child = (struct child_day){ .about = about_child, .id = id };
    child->script = script_of(day->state, about_child, day->date, &child->script_number);
    child->here = !child->script || !child->script->stayed_home;
    bool school = demo_groups[day->group].school;
    int usual = school && day->free_day ? 9 * 60 : minutes_of(about_child->arrives);
    child->arrives = about(day, index, 1, usual, school ? 4 : 9);
    child->leaves = about(day, index, 2, minutes_of(about_child->leaves), 9);
    read_naps(day, index);
}

/* The stand-in works on the day on which the demo began. */
static void call_team(struct group_day *day)
{
    for (size_t i = 0; i < demo_staff_count && day->team_count < TEAM_MAXIMUM; i++) {
        bool stands_in = strcmp(demo_staff[i].role, "stand_in") == 0;
        if (demo_staff[i].group == day->group && (!stands_in || day->began))
            day->team[day->team_count++] = day->state->staff[i];
    }
}

void group_day_begin(struct group_day *day, struct acts *acts, const struct demo_state *state, struct zone *zone,
                     struct date date, enum demo_group group)
{
    *day = (struct group_day){ .acts = acts,
                               .state = state,
                               .date = date,
                               .group = group,
                               .began = date_equal(date, state->began),
                               .last = date_equal(date, zone_date(zone, acts->until)),
                               .free_day = date_weekday(date) >= WEEKDAY_SATURDAY,
                               .number = date.days - state->began.days };
    zone_day(zone, date, &day->clock);
    call_team(day);
    const struct demo_children *children = demo_children_of(group);
    for (size_t i = 0; i < children->count; i++)
        if (comes_on(state, &children->items[i], date))
            add_child(day, &children->items[i], state->children[group][i]);
}

/* --- writing --- */

static struct person_id somebody(const struct group_day *day, unsigned what)
{
    return day->team[group_day_chance(day, SIZE_MAX, what, (unsigned)day->team_count)];
}

/* "night.well breakfast.half" */
static void set_codes(struct handover_write *write, const char *coded)
{
    struct text rest = text_from(coded);
    while (!text_is_empty(rest) && write->code_count < HANDOVER_CODES_MAXIMUM) {
        const struct code *code = code_parse(text_cut(rest, ' ', &rest), &write->measures[write->code_count]);
        if (code)
            write->codes[write->code_count++] = code;
    }
}

/* What every write has. `coded` and `words` may be NULL or empty. */
static struct act *begin_write(struct group_day *day, int minute, struct person_id actor, enum entry_side side,
                               const char *coded, const char *words)
{
    struct act *act = act_add(day->acts, ACT_WRITE, instant(day, minute), actor);
    act->write.side = side;
    act->write.day = day->date;
    act->write.today = day->date;
    act->write.at = act->at;
    act->write.note = text_from(words ? words : "");
    act->write.language = TEXT("nl");
    act->write.audience = HOME_AUDIENCE_BOTH;
    if (side == SIDE_CENTRE)
        act->write.group = day->state->groups[day->group];
    set_codes(&act->write, coded);
    return act;
}

struct act *group_day_write(struct group_day *day, int minute, const size_t *children, size_t count, const char *code,
                            const char *words)
{
    struct act *act = begin_write(day, minute, somebody(day, (unsigned)minute), SIDE_CENTRE, code, words);
    struct child_id *ids = ARENA_MANY(day->acts->arena, struct child_id, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = day->children[children[i]].id;
    act->write.children = ids;
    act->write.child_count = count;
    return act;
}

static struct act *centre_write(struct group_day *day, size_t child, int minute, const char *coded, const char *words)
{
    struct act *act = group_day_write(day, minute, &child, 1, coded, words);
    return act;
}

/* The index of the guardian in the family. With two homes, what one writes is not always for the other. */
static struct act *home_write(struct group_day *day, size_t index, int who, int minute, const char *coded,
                              const char *words)
{
    struct child_day *child = &day->children[index];
    const struct demo_parent *parent = &demo_parents[demo_parent_index(child->about->guardians[who].parent)];
    struct act *act = begin_write(day, minute, demo_person(day->state, parent->key), SIDE_HOME, coded, words);
    struct child_id *id = ARENA_NEW(day->acts->arena, struct child_id);
    *id = child->id;
    act->write.children = id;
    act->write.child_count = 1;
    act->write.language = text_from(parent->language);
    const struct demo_guardian *guardians = child->about->guardians;
    if (guardians[1].parent && guardians[1].home != guardians[0].home && child->script_number % 2 == 1)
        act->write.audience = HOME_AUDIENCE_GROUP;
    return act;
}

static void touch(struct group_day *day, size_t child, enum act_kind kind, int minute, struct act *note)
{
    struct act *act = act_add(day->acts, kind, instant(day, minute), somebody(day, (unsigned)minute + 5));
    act->about = note;
    act->touch.group = day->state->groups[day->group];
    act->touch.child = day->children[child].id;
    act->touch.talked =
        !day->children[child].about->not_spoken && group_day_chance(day, child, (unsigned)kind + 60, 3) > 0;
    act->touch.day = day->date;
    act->touch.today = day->date;
}

/* An answer of the other side under what was written. */
static void answer(struct act *act, struct act *to)
{
    act->about = to;
    act->write.code_count = 0;
}

/* The note of the morning: read soon after the child came, and answered. */
static void write_note(struct group_day *day, size_t index)
{
    const struct child_day *child = &day->children[index];
    const struct demo_note *note = &child->script->note;
    if (!note->at || (child->about->silent_today && day->last && day->began))
        return;
    int minute = about(day, index, 3, minutes_of(note->at), 3);
    struct act *written = home_write(day, index, note->who, minute, note->codes, note->words);
    if (child->about->unread_today && day->last && day->began)
        return;
    int opens = demo_groups[day->group].school && !day->free_day ? 13 * 60 + 30 : 7 * 60 + 30;
    int start = minute > opens ? minute : opens;
    if (child->here && !demo_groups[day->group].school && child->arrives > start)
        start = child->arrives;
    int read = start + 4 + (int)group_day_chance(day, index, 4, 14);
    touch(day, index, ACT_READ, read, written);
    if (child->script->answer)
        answer(centre_write(day, index, read + 3, NULL, child->script->answer), written);
}

/* What the centre tells about this child, and what home says to it: at once, or in the evening. */
static void write_lines(struct group_day *day, size_t index)
{
    const struct demo_day *script = day->children[index].script;
    for (size_t i = 0; i < DEMO_LINES_MAXIMUM && script->lines[i].at; i++) {
        const struct demo_line *line = &script->lines[i];
        int minute = about(day, index, 5 + (unsigned)i, minutes_of(line->at), 6);
        struct act *written = centre_write(day, index, minute, line->codes, line->words);
        if (i > 0 || !script->reply.words)
            continue;
        bool evening = !day->last && group_day_chance(day, index, 8, 2) == 0;
        int replied = evening ? 19 * 60 + 10 + (int)group_day_chance(day, index, 9, 80)
                              : minute + 12 + (int)group_day_chance(day, index, 9, 30);
        answer(home_write(day, index, script->reply.who, replied, NULL, script->reply.words), written);
    }
}

static void write_later(struct group_day *day, size_t index)
{
    const struct demo_later *later = &day->children[index].script->later;
    if (!later->at)
        return;
    int minute = minutes_of(later->at);
    struct act *written = home_write(day, index, later->who, minute, NULL, later->words);
    touch(day, index, ACT_READ, minute + 6, written);
    if (later->answer)
        answer(centre_write(day, index, minute + 9, NULL, later->answer), written);
}

void child_day_write(struct group_day *day, size_t index)
{
    const struct child_day *child = &day->children[index];
    if (child->script)
        write_note(day, index);
    if (!child->here)
        return;
    touch(day, index, ACT_CHECK_IN, child->arrives, NULL);
    for (size_t i = 0; i < child->nap_count; i++) {
        centre_write(day, index, child->naps[i].begins, "sleep.asleep", NULL);
        centre_write(day, index, child->naps[i].ends, "sleep.awake", NULL);
    }
    if (child->script) {
        write_lines(day, index);
        write_later(day, index);
    }
    touch(day, index, ACT_CHECK_OUT, child->leaves, NULL);
}
