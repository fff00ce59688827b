/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * When the place is open, in one line, on the pages on which parents look how to reach the group (R030).
 */
#include "access/viewer.h"
#include "base/utf8.h"
#include "feature/handover/handover.h"
#include "feature/practical/own.h"
#include "feature/practical/practical_hours.html.h"

enum { LINE_CHARACTERS = 90 /* of the words: the page has them all */ };

static struct practical_topic_today_in asked(struct request *request, struct child_id child)
{
    struct date today = request->viewer->today;
    return (struct practical_topic_today_in){ .organisation = request->organisation,
                                              .child = child,
                                              .person = request->person,
                                              .today = today,
                                              .weekday_bit = weekday_bit(today),
                                              .topic = TEXT("opening") };
}

/* The first line, cut between characters. */
static struct text beginning(struct arena *arena, struct text words)
{
    size_t offset = 0;
    uint32_t point;
    for (int count = 0; offset < words.length; count++) {
        size_t before = offset;
        if (utf8_next(words, &offset, &point) != STATUS_OK)
            return words;
        if (point == '\n' || point == '\r' || count == LINE_CHARACTERS)
            return arena_printf(arena, "%.*s\u2026", (int)before, words.data);
    }
    return words;
}

/* In the reader's language, else in Dutch, else in the first there is. */
static struct html_part line(struct request *request, struct child_id child,
                             const struct practical_topic_today_rows *rows)
{
    struct text own = text_from(language_about(request->viewer->choice.language)->code);
    struct text dutch = text_from(language_about(LANGUAGE_NL)->code);
    size_t best = 0;
    for (size_t i = 1; i < rows->count; i++)
        if (text_equal(rows->items[i].language, own) ||
            (text_equal(rows->items[i].language, dutch) && !text_equal(rows->items[best].language, own)))
            best = i;
    struct practical_hours_view *view = ARENA_NEW(request->arena, struct practical_hours_view);
    *view = (struct practical_hours_view){ .page = url_practical(request->arena, child),
                                           .words = beginning(request->arena, rows->items[best].words),
                                           .language = rows->items[best].language };
    return practical_hours_view_part(view);
}

int practical_hours_part(struct request *request, struct child_id child, struct html_part *ret_part)
{
    struct practical_topic_today_rows rows;
    int status = practical_topic_today(request->db, request->arena, asked(request, child), &rows);
    if (status == STATUS_OK)
        *ret_part = rows.count > 0 ? line(request, child, &rows) : (struct html_part){ 0 };
    return status;
}

/* --- the day page --- */

static bool shows(const struct handover_day *day)
{
    return (day->request->viewer->scope & SCOPE_SIDE_HOME) != 0 && date_equal(day->date, day->request->viewer->today);
}

static void *ask(const struct handover_day *day, struct db_together *together)
{
    struct practical_topic_today_rows *rows = ARENA_NEW(day->request->arena, struct practical_topic_today_rows);
    if (shows(day))
        practical_topic_today_later(together, asked(day->request, day->child), rows);
    return rows;
}

static void show(const struct handover_day *day, void *argument, struct handover_shown *shown)
{
    const struct practical_topic_today_rows *rows = argument;
    if (rows->count > 0)
        shown->centre = line(day->request, day->child, rows);
}

const struct handover_part practical_hours_of_day = { .ask = ask, .show = show, .board = NULL };
