/* SPDX-License-Identifier: EUPL-1.2 */
#include "feature/practical/topic.h"

#define EVERYWHERE                               \
    {                                            \
        [COUNTRY_NL] = true, [COUNTRY_BE] = true \
    }
#define NETHERLANDS         \
    {                       \
        [COUNTRY_NL] = true \
    }
#define BELGIUM             \
    {                       \
        [COUNTRY_BE] = true \
    }

/* The complaints procedure: Wet kinderopvang art. 1.57b; the plan of days: Flemish subsidy decree (opvangplan). */
/* clang-format off */
const struct practical_topic practical_topics[] = {
    { "opening", WORD_PRACTICAL_OPENING, WORD_PRACTICAL_OPENING_HINT, EVERYWHERE },
    { "reach", WORD_PRACTICAL_REACH, WORD_PRACTICAL_REACH_HINT, EVERYWHERE },
    { "absence", WORD_PRACTICAL_ABSENCE, WORD_PRACTICAL_ABSENCE_HINT, EVERYWHERE },
    { "sick", WORD_PRACTICAL_SICK, WORD_PRACTICAL_SICK_HINT, EVERYWHERE },
    { "sleep", WORD_PRACTICAL_SLEEP, WORD_PRACTICAL_SLEEP_HINT, EVERYWHERE },
    { "food", WORD_PRACTICAL_FOOD, WORD_PRACTICAL_FOOD_HINT, EVERYWHERE },
    { "clothes", WORD_PRACTICAL_CLOTHES, WORD_PRACTICAL_CLOTHES_HINT, EVERYWHERE },
    { "birthday", WORD_PRACTICAL_BIRTHDAY, WORD_PRACTICAL_BIRTHDAY_HINT, EVERYWHERE },
    { "closed", WORD_PRACTICAL_CLOSED, WORD_PRACTICAL_CLOSED_HINT, EVERYWHERE },
    { "complaint", WORD_PRACTICAL_COMPLAINT, WORD_PRACTICAL_COMPLAINT_HINT, NETHERLANDS },
    { "plan", WORD_PRACTICAL_PLAN, WORD_PRACTICAL_PLAN_HINT, BELGIUM },
};
/* clang-format on */
const size_t practical_topic_count = sizeof practical_topics / sizeof *practical_topics;

const struct practical_topic *practical_topic_find(struct text name)
{
    for (size_t i = 0; i < practical_topic_count; i++)
        if (text_equal(text_from(practical_topics[i].name), name))
            return &practical_topics[i];
    return NULL;
}
