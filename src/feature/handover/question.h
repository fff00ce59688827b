/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A question about home under a line of the day (R038). The centre may ask under any line. Now and then the day page offers it
 * under the newest line of the centre, and there is no more to it than that: no quota, no count of who asked or answered. It is
 * offered on one day in QUESTION_TURN a child, when nothing was asked about that child for a week, and while fewer than
 * QUESTION_WAITING questions of the last week wait for an answer on the group. Home answers as it does any line, or says with
 * one tap that it rather does not. Inside the feature only.
 */
#ifndef FEATURE_HANDOVER_QUESTION_H
#define FEATURE_HANDOVER_QUESTION_H

#include "feature/handover/views.h"

struct day_reading;
struct db_together;

enum { QUESTION_TURN = 3, QUESTION_DAYS = 7, QUESTION_WAITING = 3 };

/* Whether this is a day on which a question about the child may be offered; the same for all who look. */
bool question_turn(struct child_id child, struct date day);

/* With the statements of a day page, when one may be offered there. */
void question_look(struct day_reading *reading, struct db_together *together);

/* The form under a card about a line of this kind (enum entry_kind by name). */
struct ask_view question_form(struct day_reading *reading, struct moment_id moment, struct text kind);

/* When all cards are there: what was asked can be declined by home, a card with a question asks no second one, and the newest line of
 * the centre offers one when there is room. */
void question_show(struct day_reading *reading);

#endif
