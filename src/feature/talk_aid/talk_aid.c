/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/talk_aid/talk_aid.h"

#include "feature/handover/handover.h"

/* From what one is proud to tell down to what is better than nothing. What is not here is not for the door. */
static const enum entry_kind liked[] = {
    KIND_HOMEWORK, KIND_DRINK,  KIND_NAPPY,   KIND_FOOD,      KIND_BOTTLE,    KIND_MOOD,
    KIND_SLEEP,    KIND_SCHOOL, KIND_OUTSIDE, KIND_BEHAVIOUR, KIND_COMPANY,   KIND_PLAY,
    KIND_PHOTO,    KIND_WORDS,  KIND_OWN,     KIND_SELF,      KIND_HIGHLIGHT,
};

enum {
    KINDS = sizeof liked / sizeof *liked,
    WORDS_WEIGH = KINDS,      /* own words before any tap */
    CENTRE_WEIGHS = 2 * KINDS /* and the centre's day before what home told */
};

int talk_aid_weight(int64_t side, struct text kind, bool has_words)
{
    static const enum entry_kind first[] = { KIND_HIGHLIGHT, KIND_OWN, KIND_SELF };
    int weight = side == SIDE_CENTRE ? CENTRE_WEIGHS : 0;
    if (side == SIDE_HOME) /* the night, breakfast: asked after, in whatever words they came */
        return text_equal(kind, text_from(code_kinds[KIND_ANSWER].name)) ? 0 : 1 + (has_words ? WORDS_WEIGH : 0);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (text_equal(kind, text_from(code_kinds[first[i]].name)))
            weight += WORDS_WEIGH;
    for (int i = 0; i < KINDS; i++)
        if (text_equal(kind, text_from(code_kinds[liked[i]].name)))
            return weight + i + 1 + (has_words ? WORDS_WEIGH : 0);
    return 0;
}
