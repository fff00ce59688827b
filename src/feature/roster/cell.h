/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What one cell of a roster means. Pure functions; texts are UTF-8 and trimmed.
 */
#ifndef ROSTER_CELL_H
#define ROSTER_CELL_H

#include "base/arena.h"
#include "base/clock.h"

enum roster_answer { ROSTER_NOT_TOLD, ROSTER_YES, ROSTER_NO, ROSTER_ANSWER__MAX };

/* "", "-", "geen", "n.v.t.", "onbekend" and the like: a cell that says nothing. */
bool roster_cell_empty(struct text cell);

/*
 * 14-05-2024, 9-1-2026, 14/05/2024, 14.05.2024, 2024-12-03, 2024/12/03; a time of zeros behind it (spreadsheets) is
 * taken off. The day comes before the month. STATUS_INVALID for a day that does not exist and for years of two digits.
 */
int roster_date(struct text cell, struct date *ret_date) MUST_CHECK;

/*
 * Weekdays by their Dutch or English short or long names, in any case, parted by , / ; + & or space: bit 0 is Monday.
 * STATUS_INVALID with the part that is none; STATUS_NOT_FOUND when there is none at all.
 */
int roster_weekdays(struct text cell, int64_t *ret_weekdays, struct text *ret_unknown) MUST_CHECK;

/* ja, J, yes, 1, waar; nee, N, no, 0, onwaar. STATUS_INVALID for something else; empty is ROSTER_NOT_TOLD. */
int roster_yes_no(struct text cell, enum roster_answer *ret_answer) MUST_CHECK;

/* A language by its code in any case or its Dutch, English or own name: the code, as a literal. Null when it is none. */
struct text roster_language(struct text cell);

/* "group", "own_family", "no", or "" for an empty cell; null when it is none of these. */
struct text roster_photo_consent(struct text cell);

/* "day_care", "out_of_school", "childminder"; null when it is none of these. */
struct text roster_care_form(struct text cell);

/* One address: something@somewhere.top, ASCII, no spaces. */
bool roster_email_valid(struct text cell);

/* A telephone number as it is compared: + and digits, with the country ("NL", "BE") in front. Empty without digits. */
struct text roster_phone_key(struct arena *arena, struct text cell, struct text country);

/* One line: line breaks and doubled spaces are one space. */
struct text roster_one_line(struct arena *arena, struct text cell);

/* As it is compared when case is no matter: one line, folded by Unicode's rules. */
struct text roster_fold(struct arena *arena, struct text text);

/* Letters in it and none of them small: VAN DER AUWERA. */
bool roster_all_capitals(struct text text);

/*
 * First and family name of a full name. `family` is the child's: when the full name ends with it, that is the family
 * name; otherwise it begins at the first particle (van, de, el ...), or is the last word. "Dijk, Isa van" is read too.
 */
void roster_split_name(struct arena *arena, struct text full, struct text family, struct text *ret_given,
                       struct text *ret_family);

/* A mark of a text, 0 for an empty one: says later whether the file still holds the same, without keeping the text. */
int64_t roster_digest(struct text text);

#endif
