/* SPDX-License-Identifier: EUPL-1.2 */
/* See question.h. */
#include "feature/handover/question.h"

#include "access/effort.h"
#include "access/scope.h"
#include "access/viewer.h"
#include "db/together.h"
#include "feature/handover/day_reading.h"
#include "http/request.h"

bool question_turn(struct child_id child, struct date day)
{
    uint64_t mixed = (uint64_t)child.value * UINT64_C(0x9E3779B97F4A7C15); /* the golden ratio spreads near ids */
    return (mixed >> 32) % QUESTION_TURN == (uint64_t)day.days % QUESTION_TURN;
}

void question_look(struct day_reading *reading, struct db_together *together)
{
    struct request *request = reading->request;
    const struct viewer *viewer = request->viewer;
    bool records = (viewer->scope & SCOPE_SIDE_HOME) == 0 && (viewer->scope & SCOPE_WRITE_CENTRE) != 0;
    if (!records || !date_equal(reading->date, viewer->today) || !question_turn(reading->child, reading->date))
        return;
    handover_question_room_later(together,
                                 (struct handover_question_room_in){ .organisation = request->organisation,
                                                                     .child = reading->child,
                                                                     .person = request->person,
                                                                     .today = viewer->today,
                                                                     .since = date_add(viewer->today, -QUESTION_DAYS) },
                                 &reading->room, &reading->has_room);
}

/* What is natural to ask: whether it is so at home too, and something near the line. */
static enum entry_kind near_kind(struct text kind)
{
    static const enum entry_kind eaten[] = { KIND_FOOD, KIND_BOTTLE, KIND_DRINK, KIND_BREAKFAST };
    static const enum entry_kind slept[] = { KIND_SLEEP, KIND_NIGHT };
    for (size_t i = 0; i < sizeof eaten / sizeof *eaten; i++)
        if (text_equal(kind, text_from(code_kinds[eaten[i]].name)))
            return KIND_FOOD;
    for (size_t i = 0; i < sizeof slept / sizeof *slept; i++)
        if (text_equal(kind, text_from(code_kinds[slept[i]].name)))
            return KIND_SLEEP;
    return KIND_PLAY;
}

struct ask_view question_form(struct day_reading *reading, struct moment_id moment, struct text kind)
{
    static const struct choice_view again = { "question.again", "question-again", WORD_HANDOVER_QUESTION_AGAIN };
    static const struct choice_view other[KIND__MAX] = {
        [KIND_FOOD] = { "question.food", "question-food", WORD_HANDOVER_QUESTION_FOOD },
        [KIND_SLEEP] = { "question.sleep", "question-sleep", WORD_HANDOVER_QUESTION_SLEEP },
        [KIND_PLAY] = { "question.fun", "question-fun", WORD_HANDOVER_QUESTION_FUN },
    };
    struct arena *arena = reading->request->arena;
    struct choice_view *choices = ARENA_MANY(arena, struct choice_view, 2);
    choices[0] = again;
    choices[1] = other[near_kind(kind)];
    return (struct ask_view){ .can = true,
                              .moment = moment,
                              .answer = reading->answer,
                              .client_id = form_id(arena, &reading->forms, "ask", moment.value),
                              .choices = { choices, 2 } };
}

/* A question that nobody at home spoke of yet, as far as the reader sees; true when there is a question at all. */
static bool show_questions(struct day_reading *reading, struct entry_view *card)
{
    struct reply_view *open = NULL;
    bool any = false;
    for (size_t i = 0; i < card->replies.count; i++) {
        struct reply_view *reply = &card->replies.items[i];
        any = any || reply->question;
        open = reply->question ? reply : text_equal(text_from(reply->side), TEXT("home")) ? NULL : open;
    }
    if (open && reading->view->is_home && reading->view->can_write) {
        open->can_decline = true;
        open->decline_client = form_id(reading->request->arena, &reading->forms, "decline", open->moment.value);
        open->effort = effort_text(reading->request, EFFORT_QUESTION);
    }
    return any;
}

void question_show(struct day_reading *reading)
{
    struct day_view *view = reading->view;
    struct ask_view *newest = NULL;
    for (size_t i = 0; i < view->slots.count; i++)
        for (size_t k = 0; k < view->slots.items[i].entries.count; k++) {
            struct entry_view *card = &view->slots.items[i].entries.items[k];
            if (show_questions(reading, card))
                card->ask.can = false;
            else if (card->ask.can && !card->at_home && !card->own_voice)
                newest = &card->ask;
        }
    if (newest && reading->has_room)
        newest->offered = reading->room.asked == 0 && reading->room.waiting < QUESTION_WAITING;
}
