/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/demo/past.h"

#include "command/demo/child_day.h"
#include "command/demo/people.h"

/* --- a day of one group --- */

enum { BED_MINUTES = 8 /* what being brought to bed takes */ };

/* Sleeps, or is brought to bed within `soon` minutes. */
static bool sleeps(const struct child_day *child, int minute, int soon)
{
    for (size_t i = 0; i < child->nap_count; i++)
        if (child->naps[i].begins <= minute + soon && minute < child->naps[i].ends)
            return true;
    return false;
}

/* The children that are there, awake, at a minute of the day. */
static size_t present(const struct group_day *day, int minute, size_t ret_indices[DEMO_CHILDREN_MAXIMUM])
{
    size_t count = 0;
    for (size_t i = 0; i < day->count; i++)
        if (day->children[i].here && day->children[i].arrives < minute && minute < day->children[i].leaves &&
            !sleeps(&day->children[i], minute, BED_MINUTES))
            ret_indices[count++] = i;
    return count;
}

/* One tap for all children of the list for whom `value_of` says the same. */
static void write_by_value(struct group_day *day, int minute, const size_t *indices, size_t count,
                           const char *(*value_of)(const struct group_day *day, size_t child, int minute))
{
    bool done[DEMO_CHILDREN_MAXIMUM] = { false };
    int later = 0;
    for (size_t i = 0; i < count; i++) {
        const char *value = done[i] ? NULL : value_of(day, indices[i], minute);
        if (!value)
            continue;
        size_t same[DEMO_CHILDREN_MAXIMUM];
        size_t same_count = 0;
        for (size_t j = i; j < count; j++) {
            const char *other = value_of(day, indices[j], minute);
            if (done[j] || !other || strcmp(other, value) != 0)
                continue;
            same[same_count++] = indices[j];
            done[j] = true;
        }
        group_day_write(day, minute + later++, same, same_count, value, NULL);
    }
}

static const char *food_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4][4] = {
        { "food.little", "food.half", "food.none", "food.half" },
        { "food.half", "food.little", "food.all", "food.half" },
        { "food.all", "food.half", "food.all", "food.half" },
        { "food.all", "food.all", "food.half", "food.all" },
    };
    return values[day->children[child].about->appetite][group_day_chance(day, child, (unsigned)minute, 4)];
}

/* The n-th word of a list in one text, counted round; NULL for an empty list. */
static const char *word_of(const struct group_day *day, const char *list, unsigned number, const char *kind)
{
    struct text words[4];
    size_t count = 0;
    struct text rest = text_from(list);
    while (!text_is_null(rest) && count < 4)
        words[count++] = text_cut(rest, ' ', &rest);
    if (count == 0 || text_is_empty(words[0]))
        return NULL;
    struct text word = words[number % count];
    return arena_printf(day->acts->arena, "%s.%.*s", kind, TEXT_ARGS(word)).data;
}

/* How about half of the children play; not everybody is written about every time. */
static const char *play_of(const struct group_day *day, size_t child, int minute)
{
    unsigned number = group_day_chance(day, child, (unsigned)minute, 4);
    return number < 2 ? word_of(day, day->children[child].about->plays, number, "behaviour") : NULL;
}

static const char *mood_of(const struct group_day *day, size_t child, int minute)
{
    unsigned number = group_day_chance(day, child, (unsigned)minute, 5);
    return number < 2 ? word_of(day, day->children[child].about->moods, number, "mood") : NULL;
}

/* Fruit, lunch, a snack: who eats alike is recorded in one tap. */
static void write_meals(struct group_day *day)
{
    static const int day_care[] = { 9 * 60 + 38, 11 * 60 + 48, 15 * 60 + 17 };
    static const int school[] = { 15 * 60 + 8 };
    static const int free_day[] = { 10 * 60 + 5, 12 * 60 + 20, 15 * 60 + 8 };
    bool after_school = demo_groups[day->group].school && !day->free_day;
    const int *times = after_school ? school : demo_groups[day->group].school ? free_day : day_care;
    for (int i = 0; i < (after_school ? 1 : 3); i++) {
        size_t indices[DEMO_CHILDREN_MAXIMUM];
        int minute = group_day_about(day, times[i]);
        size_t count = present(day, minute, indices);
        write_by_value(day, minute, indices, count, food_of);
    }
}

static void write_play(struct group_day *day)
{
    static const int plays[] = { 10 * 60 + 32, 16 * 60 + 20 };
    static const int moods[] = { 14 * 60 + 40, 16 * 60 + 3 };
    size_t indices[DEMO_CHILDREN_MAXIMUM];
    for (size_t i = 0; i < 2; i++) {
        int minute = group_day_about(day, plays[i]);
        size_t count = present(day, minute, indices);
        write_by_value(day, minute, indices, count, play_of);
        minute = group_day_about(day, moods[i]);
        count = present(day, minute, indices);
        write_by_value(day, minute, indices, count, mood_of);
    }
}

/* Of a list, by chance; NULL when the child is too old, or nothing comes out. */
static const char *of_list(const struct group_day *day, size_t child, int minute, int months_most,
                           const char *const values[4])
{
    if (day->children[child].about->months > months_most)
        return NULL;
    return values[group_day_chance(day, child, (unsigned)minute, 4)];
}

static const char *bottle_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4] = { "bottle.drunk:150", "bottle.drunk:180", "bottle.drunk:210",
                                           "bottle.drunk:120" };
    return of_list(day, child, minute, 13, values);
}

static const char *nappy_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4] = { "nappy.wet", "nappy.wet", "nappy.both", "nappy.dirty" };
    return of_list(day, child, minute, 30, values);
}

static const char *outside_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4] = { "outside.played", "outside.played", "outside.walk", "outside.played" };
    return of_list(day, child, minute, 200, values);
}

static const char *school_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4] = { "school.good", "school.ordinary", NULL, "school.good" };
    return of_list(day, child, minute, 200, values);
}

static const char *company_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4] = { "company.friend", "company.group", "company.friend", NULL };
    return of_list(day, child, minute, 200, values);
}

static const char *activity_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4] = { "play.craft", "play.game", "play.sport", NULL };
    return of_list(day, child, minute, 200, values);
}

static const char *highlight_of(const struct group_day *day, size_t child, int minute)
{
    static const char *const values[4] = { NULL, "highlight.success", NULL, "highlight.together" };
    return of_list(day, child, minute, 200, values);
}

/* What goes with the ages of the group: bottles and nappies, or school and who one was with. */
static void write_kinds(struct group_day *day)
{
    static const struct {
        int minute;
        bool school;
        const char *(*value_of)(const struct group_day *day, size_t child, int minute);
    } kinds[] = {
        { 9 * 60 + 15, false, nappy_of },      { 10 * 60 + 5, false, bottle_of },  { 10 * 60 + 50, false, outside_of },
        { 11 * 60 + 25, false, nappy_of },     { 13 * 60 + 30, false, bottle_of }, { 14 * 60 + 15, false, nappy_of },
        { 15 * 60 + 35, false, highlight_of }, { 16 * 60 + 10, false, bottle_of }, { 15 * 60 + 20, true, school_of },
        { 15 * 60 + 55, true, activity_of },   { 16 * 60 + 30, true, company_of }, { 16 * 60 + 45, true, outside_of },
        { 17 * 60, true, highlight_of },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t indices[DEMO_CHILDREN_MAXIMUM];
        int minute = group_day_about(day, kinds[i].minute);
        if (kinds[i].school == demo_groups[day->group].school)
            write_by_value(day, minute, indices, present(day, minute, indices), kinds[i].value_of);
    }
}

/* What they did together, in own words, on most days. */
static void write_together(struct group_day *day)
{
    const struct demo_group_data *group = &demo_groups[day->group];
    size_t lines = 0;
    while (group->lines[lines])
        lines++;
    if (lines == 0 || (!day->began && group_day_chance(day, 0, 77, 5) == 0))
        return;
    size_t indices[DEMO_CHILDREN_MAXIMUM];
    int minute = group_day_about(day, group->school && !day->free_day ? 16 * 60 + 12 : 11 * 60 + 6);
    size_t count = present(day, minute, indices);
    /* Counted back from the day on which it began, so that no line comes twice before all others did. */
    size_t number = (size_t)(day->number % (int)lines + (int)lines) % lines;
    if (count > 1)
        group_day_write(day, minute, indices, count, NULL, group->lines[number]);
}

/* --- somebody sleeps now --- */

enum { NAP_BEGAN = 17 /* minutes ago */ };

/*
 * On the last day of the demo's past the day is under way: when the board would show nobody asleep in the hours in which
 * small children sleep, the youngest who is there sleeps a little now.
 */
static void let_somebody_sleep(struct group_day *day, int minute)
{
    if (demo_groups[day->group].school || minute < 8 * 60 + 50 || minute > 16 * 60 + 20)
        return;
    struct child_day *youngest = NULL;
    for (size_t i = 0; i < day->count; i++) {
        struct child_day *child = &day->children[i];
        if (!child->here || child->arrives > minute - NAP_BEGAN - 5 || child->leaves < minute + 5)
            continue;
        if (sleeps(child, minute, 0))
            return;
        if (!youngest || child->about->months < youngest->about->months)
            youngest = child;
    }
    if (!youngest)
        return;
    /* In place of the naps round it; earlier ones stay. */
    size_t kept = 0;
    while (kept < youngest->nap_count && youngest->naps[kept].ends < minute - NAP_BEGAN - 30)
        kept++;
    youngest->naps[kept] = (struct nap){ minute - NAP_BEGAN, minute + 50 };
    youngest->nap_count = kept + 1;
}

/* --- all days --- */

static void write_group_day(struct acts *acts, const struct demo_state *state, struct zone *zone, struct date date,
                            enum demo_group group)
{
    struct group_day day;
    group_day_begin(&day, acts, state, zone, date, group);
    if (date_equal(date, zone_date(zone, acts->until)))
        let_somebody_sleep(&day, zone_day_minutes(&day.clock, acts->until));
    write_meals(&day);
    write_play(&day);
    write_kinds(&day);
    write_together(&day);
    for (size_t i = 0; i < day.count; i++)
        child_day_write(&day, i);
}

void demo_past(struct acts *acts, const struct demo_state *state, struct zone *zone)
{
    struct date last = zone_date(zone, acts->until);
    for (struct date date = zone_date(zone, acts->after); date_compare(date, last) <= 0; date = date_add(date, 1))
        for (int group = 0; group < DEMO_GROUP__MAX; group++)
            write_group_day(acts, state, zone, date, (enum demo_group)group);
}
