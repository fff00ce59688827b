/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Answering with one tap (R101): the questions that guardians are asked in their own words, and for each a few ready answers
 * beside the words. An answer stands with the words, in the table of who asks. Nothing is required: no answer is an answer, a
 * second tap takes one back, and "rather in person" makes a quiet note for the mentor (feature/task) and no more.
 *
 * A page puts tap_part in its form: buttons that send the form, so that one tap is enough without script too and what was
 * typed beside it is kept. The field is TAP_FIELD; tap_read takes it apart.
 */
#ifndef FEATURE_TAP_TAP_H
#define FEATURE_TAP_TAP_H

#include "base/arena.h"
#include "base/text.h"
#include "html/html.h"
#include "i18n/word.h"

#include <stdbool.h>

enum tap_question {
    TAP_TONGUES,      /* languages spoken with the child */
    TAP_FOOD,         /* what it eats and drinks */
    TAP_CELEBRATIONS, /* what is celebrated, or is not */
    TAP_CUSTOMS,      /* habits to know of */
    TAP_ROUTINE,      /* how it goes at home */
    TAP_VIEW,         /* what counts in bringing up */
    TAP_QUESTION__MAX
};

/* The name of the field of a form. */
#define TAP_FIELD "tap"

enum { TAP_MAXIMUM = 40 /* characters of that field */ };

/* What a form may say about one question: another answer, or ("") none any more. */
struct tap {
    bool given; /* false: nothing was tapped, and the answers stay */
    enum tap_question question;
    struct text answer; /* a name of tap.c; in the arena of the form */
};

/* "food.all", "food." (taken back) the empty or the null text (nothing was tapped); false for anything else. */
bool tap_read(struct text value, struct tap *ret_tap);

/* The way back: the value of the field. */
struct text tap_value(struct arena *arena, const struct tap *tap);

/* Whether this answer says that somebody would rather tell it in person. */
bool tap_is_tell(struct text answer);

/* What an answer reads as; false for none, or one of a newer program. */
bool tap_word(struct text answer, enum word *ret_word);

/* The buttons of a question, `answer` pressed. */
struct html_part tap_part(struct arena *arena, enum tap_question question, struct text answer);

/* How words came here that a member of staff wrote down: names of a form's choice, ends with NULL. */
enum tap_channel { TAP_CHANNEL_DOOR, TAP_CHANNEL_PAPER, TAP_CHANNEL__MAX };
extern const char *const tap_channels[TAP_CHANNEL__MAX + 1];

/* The sentence for a name; false for any other, and for "": who tells it wrote it here. */
bool tap_channel_word(struct text channel, enum word *ret_word);

#endif
